"""Items on trial in a section: what is known of them before they are calibrated, and what an answer adds.

Which of them a participant gets is decided elsewhere (`cat_server.sitting.pretest`).
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np

from item_bank.items import Parameters
from item_bank.kinds import KINDS
from scoring.ability import normal_prior
from scoring.arrays import Floats
from scoring.calibration import SeedingDesign, information_matrices
from scoring.parameters import ItemParameters, NominalParameters

if TYPE_CHECKING:
    from item_bank.section_content import ReleasedItem

TWO = 2
SD_OF_LOG_SLOPE = 0.5
SD_OF_DIFFICULTY = 1.0
"""Of a guess that does not say how sure it is."""
SD_OF_UNKNOWN_DIFFICULTY = 2.0
SD_OF_LOGIT = 0.5
SD_OF_SCORE, SD_OF_INTERCEPT = 0.5, 1.0
"""How sure a guess is: of log a, of b, of the logits of c and d, and of a nominal item's numbers."""

MOST_CURVES_KEPT = 4096


class Trials:
    """The items on trial of one section, in the order of their ids; the prior is that of its participants."""

    def __init__(self, items: Sequence["ReleasedItem"], prior: tuple[float, float]) -> None:
        self.items = tuple(items)
        self._prior = prior

    def __len__(self) -> int:
        return len(self.items)

    @cached_property
    def by_id(self) -> Mapping[str, "ReleasedItem"]:
        """The items by id."""
        return MappingProxyType({item.id: item for item in self.items})

    def gains(self, counts: Sequence[int], posterior: Floats) -> Floats:
        """What an answer of somebody with this posterior (121,) tells about each item, (n_items,).

        It is the rise of the logarithm of the determinant of the precision of the item's parameters, which
        begins at the author's guess and has grown by `counts` answers of average participants.
        """
        curves = [self._curve(place, n) for place, n in enumerate(counts)]
        gains: Floats = np.array(curves) @ posterior
        return gains

    @cached_property
    def _starts(self) -> tuple[tuple[Parameters, Floats, Floats], ...]:
        """Of each item the parameters, their covariance, and the precision that the average answer adds."""
        weights = np.exp(normal_prior(*self._prior))
        found = []
        for item in self.items:
            values = start_of(item)
            average = np.tensordot(weights / weights.sum(), information_matrices(values), axes=1)
            covariance = covariance_of(values, prior_sd=item.prior_sd, is_guessed=item.parameters is not None)
            found.append((values, covariance, average))
        return tuple(found)

    @cached_property
    def _curve(self) -> Callable[[int, int], Floats]:
        """A memo: the gains of one item after so many answers, at every ability (121,).

        By item, because in a hall each sitting starts with a few counts that no other had.
        """

        @lru_cache(maxsize=MOST_CURVES_KEPT)
        def made(place: int, n: int) -> Floats:
            values, before, average = self._starts[place]
            after = np.linalg.solve(np.eye(len(before)) + n * before @ average, before)
            curve: Floats = SeedingDesign.of([values], [0.5 * (after + after.T)]).gains[0]
            return curve

        return made


def start_of(item: "ReleasedItem") -> Parameters:
    """The author's guess (logits); where there is none, an item of middle difficulty and slope 1."""
    if item.parameters is not None:
        return item.parameters
    n_categories = KINDS[item.kind].n_categories(item)
    if n_categories == TWO:
        return ItemParameters(model="2pl", a=1.0, b=(0.0,))
    return ItemParameters(model="grm", a=1.0, b=tuple(np.linspace(-1.0, 1.0, n_categories - 1).tolist()))


def covariance_of(values: Parameters, *, prior_sd: float | None, is_guessed: bool) -> Floats:
    """How sure the guess is: the covariance of the parameters in the order of `SeedingDesign`."""
    if isinstance(values, NominalParameters):
        n_steps = values.n_categories - 1
        return np.diag(np.repeat([SD_OF_SCORE**2, SD_OF_INTERCEPT**2], n_steps))
    sd = prior_sd or (SD_OF_DIFFICULTY if is_guessed else SD_OF_UNKNOWN_DIFFICULTY)
    sds = [SD_OF_LOG_SLOPE * values.a, *(sd for _ in values.b)]
    if values.model in {"3pl", "4pl"}:
        sds.append(SD_OF_LOGIT * values.c * (1.0 - values.c))
    if values.model == "4pl":
        sds.append(SD_OF_LOGIT * values.d * (1.0 - values.d))
    return np.diag(np.square(sds))
