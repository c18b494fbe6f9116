"""The blocks of a section of forced choice with the numbers that score them (Thurstonian IRT)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from item_bank.exam_plan.plan import TraitsPlan
from item_bank.kinds.forced_choice import ForcedChoiceKey, ranking
from scoring.arrays import Floats
from scoring.forced_choice import RankedBlock, Rankings, StatementBank, TraitEstimates, estimate_traits_map

if TYPE_CHECKING:
    from item_bank.section_content import ReleasedItem


@dataclass(frozen=True)
class ForcedChoiceForm:
    """The blocks of a section; statements are numbered through, block by block."""

    items: tuple["ReleasedItem", ...]
    plan: TraitsPlan

    @property
    def traits(self) -> tuple[str, ...]:
        """The names of the traits, in the order of every estimate."""
        return tuple(name for name, _ in self.plan.titles)

    @cached_property
    def statements(self) -> StatementBank:
        """Every statement of the section."""
        number = {name: place for place, name in enumerate(self.traits)}
        found = [each.statement(number[each.trait]) for key in self._keys for _, each in key.statements]
        return StatementBank.of(found, n_traits=len(number))

    @property
    def correlations(self) -> Floats:
        """The prior's covariance, (n_traits, n_traits)."""
        n, r = len(self.traits), self.plan.correlation
        found: Floats = (1.0 - r) * np.eye(n) + r
        return found

    def estimate(self, responses: Sequence[tuple[str, Mapping[str, Any]]]) -> TraitEstimates:
        """The traits of one participant from responses by block; unfinished ones tell nothing."""
        answers = []
        for item_id, response in responses:
            item, first = self._places[item_id]
            ranks = ranking(item, response)
            if ranks is not None:
                block = tuple(range(first, first + len(ranks)))
                answers.append(RankedBlock(person=0, block=block, ranks=ranks))
        rankings = Rankings.of_answers(self.statements, 1, answers)
        return estimate_traits_map(self.statements, rankings, correlations=self.correlations)

    @property
    def _keys(self) -> tuple[ForcedChoiceKey, ...]:
        return tuple(item.key for item in self.items if isinstance(item.key, ForcedChoiceKey))

    @cached_property
    def _places(self) -> dict[str, tuple["ReleasedItem", int]]:
        """Each block with the number of its first statement."""
        found, first = {}, 0
        for item, key in zip(self.items, self._keys, strict=True):
            found[item.id] = (item, first)
            first += len(key.statements)
        return found
