"""A pool with sets of items as a test in progress sees it: curves move with what was answered of the set.

Before anything of a set is answered, each of its items has its marginal curve, the factor averaged over its
distribution. Afterwards the items that are left have their predictive curves given the answers. All of them
are items as good as any other, so that every criterion that reads curves of single items takes them: the
expected posterior variance, for one, is exact. Criteria that look at the answers before or at items to come
one by one do not, and are refused.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

import numpy as np

from scoring.ability import GRID
from scoring.arrays import Floats, Integers
from scoring.item_models import SetOfItems
from scoring.parameters import AnyItemParameters, ItemPool
from scoring.probability_grid import ProbabilityGrid
from scoring.selection.rules import RULES, RuleName, Selection
from scoring.selection.standing import Standing
from scoring.stopping import ResponseLikelihood
from scoring.testlets import (
    SpecificFactor,
    answered_of,
    check_factors,
    item_given,
    joint_items,
    set_of_items,
)

WITHOUT_CURVES = frozenset({"a_stratified", "random"})
"""Rules that read no curves, to which it is all the same."""

NOT_OF_SETS = MappingProxyType(
    {
        "mei": "it adds the information of all answers, one by one",
        "two_step_mepv": "its second item does not know of the answer to the first",
    }
)
"""Rules that items of a set do not suit, and why."""


@dataclass(frozen=True, eq=False)
class OpenItems:
    """Items left of the sets of which something was answered, and their curves as they now stand.

    `items` (n_open,) are their places in the pool; those of `grid` are in this order.
    """

    items: Integers
    grid: ProbabilityGrid


@dataclass(frozen=True, eq=False)
class TestletCurves:
    """A pool whose items of these sets share factors; `grid` has the marginal curves of all items.

    Raises:
        ValueError: an item has two factors or none in the pool.
    """

    __test__ = False  # it is no test of pytest's

    pool: ItemPool
    factors: tuple[SpecificFactor, ...]
    grid: ProbabilityGrid = field(init=False, repr=False)
    _set_of: dict[int, int] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        check_factors(self.pool, self.factors)
        items: list[AnyItemParameters] = list(self.pool.items)
        set_of: dict[int, int] = {}
        for place, factor in enumerate(self.factors):
            for item in factor.items:
                items[item] = item_given(self.pool, factor, item, None, ())
                set_of[item] = place
        object.__setattr__(self, "grid", ProbabilityGrid.of(ItemPool.of(items)))
        object.__setattr__(self, "_set_of", set_of)

    def log_likelihood(self, administered: Sequence[int], categories: Sequence[int]) -> Floats:
        """Log likelihood of these responses at every node of `GRID`, (121,).

        Raises:
            ValueError: as `ProbabilityGrid.log_likelihood`.
        """
        apart = self.grid.log_likelihood(administered, categories)
        answers = dict(zip(administered, categories, strict=True))
        sets = [answered_of(factor, answers) for factor in self.factors]
        joint = {item for answered in sets if len(answered) > 1 for item in answered}
        if not joint:  # of one item the marginal curve is all there is
            return apart
        alone = [item for item in answers if item not in joint]
        logs = self.grid.log_likelihood(alone, [answers[item] for item in alone])
        for factor, answered in zip(self.factors, sets, strict=True):
            if len(answered) > 1:
                own = set_of_items(self.pool, factor, answered)
                patterns = np.array([list(answered.values())])
                logs = logs + own.of_patterns(patterns, GRID, derivatives=False).logs[0]
        return logs

    def open_items(self, administered: Sequence[int], categories: Sequence[int]) -> OpenItems | None:
        """The items left of sets that were begun, or None where there are none."""
        answers = dict(zip(administered, categories, strict=True))
        places: list[int] = []
        items: list[AnyItemParameters] = []
        for factor in self.factors:
            answered = answered_of(factor, answers)
            left = [item for item in factor.items if item not in answered]
            if answered and left:
                before = set_of_items(self.pool, factor, answered)
                given = tuple(answered.values())
                places += left
                items += [item_given(self.pool, factor, item, before, given) for item in left]
        return OpenItems(np.array(places), ProbabilityGrid.of(ItemPool.of(items))) if items else None

    def values(self, name: RuleName, selection: Selection, values: Floats, standing: Standing) -> Floats:
        """The values of a rule, (n_items,), where sets that were begun count as they stand.

        `values` are those by the marginal curves; `standing` is of one person, or of several, who then have
        values (n_persons, n_items).
        """
        if name in WITHOUT_CURVES:
            return values
        if values.ndim > 1:
            each = zip(values, standing.each(), strict=True)
            return np.array([self.values(name, selection, own, one) for own, one in each])
        opened = self.open_items(standing.administered.tolist(), standing.categories.tolist())
        if opened is None:
            return values
        found = values.copy()
        those = replace(standing, eligible=standing.eligible[opened.items])
        found[opened.items] = RULES[name].valuation(opened.grid, selection)(those)
        return found

    def response_likelihood(
        self, administered: Sequence[int], categories: Sequence[int]
    ) -> ResponseLikelihood:
        """The log likelihood of these responses at any abilities."""
        row = np.full((1, self.pool.n_items), -1)
        row[0, list(administered)] = categories
        pool, joint = joint_items(self.pool, row, self.factors, every_pattern=False)
        answered = np.flatnonzero(joint[0] >= 0)
        return ResponseLikelihood(pool, answered.tolist(), joint[0, answered].tolist())

    def as_seen(
        self, administered: Integers, categories: Integers, chosen: Integers
    ) -> tuple[ProbabilityGrid, Integers]:
        """One item of each person as it stands after its answers: curves, and their places, (n_persons,).

        `administered` and `categories` are (n_persons, n_administered), `chosen` (n_persons,).
        """
        items: list[AnyItemParameters] = []
        begun: dict[tuple[int, tuple[tuple[int, int], ...]], SetOfItems] = {}
        rows = zip(administered.tolist(), categories.tolist(), chosen.tolist(), strict=True)
        for given, answers, item in rows:
            place = self._set_of.get(item)
            factor = None if place is None else self.factors[place]
            answered = {} if factor is None else answered_of(factor, dict(zip(given, answers, strict=True)))
            if factor is None or place is None or not answered:
                items.append(self.grid.pool.items[item])
                continue
            key = place, tuple(answered.items())
            if key not in begun:  # those with equal answers are computed together
                begun[key] = set_of_items(self.pool, factor, answered)
            items.append(item_given(self.pool, factor, item, begun[key], tuple(answered.values())))
        return ProbabilityGrid.of(ItemPool.of(items)), np.arange(chosen.size)


def check_rule(rule: str) -> None:
    """Refuse a rule that items of a set do not suit.

    Raises:
        ValueError: the rule is one of them.
    """
    if rule in NOT_OF_SETS:
        raise ValueError(f"selection must not have the rule {rule} with testlets: {NOT_OF_SETS[rule]}")
