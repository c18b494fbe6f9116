"""What each simulated examinee may be given, decided when the test starts from what was counted before.

Examinees of a cohort start together, as those of a hall do: none of them knows of the others' items.
"""

from typing import Protocol, TypeAlias

import numpy as np
from numpy.random import Generator

from scoring.arrays import Floats, Integers, Mask
from scoring.exposure import (
    EligibilityCounts,
    ExposedTest,
    ItemEligibility,
    SympsonHetter,
    restricted,
)
from scoring.exposure.item_eligibility import drawn_ineligible

ExposureMethod: TypeAlias = float | ItemEligibility | SympsonHetter
"""A limit of the restricted method, 1 for no control at all, or another method."""


LENGTHS_KEPT_ELIGIBLE = 2
"""Control leaves at least this many times the test's length to choose from, as it does live."""


class ExposureControl(Protocol):
    """A method of control during one simulation, with the counts so far."""

    def segments(self, abilities: Floats) -> Integers:
        """The segment whose items each person at these estimates may be given, (n_persons,)."""

    def ineligible(self, n_persons: int, rng: Generator) -> Mask:
        """What a new cohort may not be given, (n_persons or 1, n_segments, n_items)."""

    @property
    def may_be_lifted(self) -> bool:
        """Whether a person for whom no test fulfils the content plan may be given everything."""

    def count(
        self, ineligible: Mask, items: Integers, paths: Integers, final: Integers, is_lifted: Mask
    ) -> None:
        """Count the tests of a cohort.

        `items` (n_persons, longest) are -1 beyond a test's end, `paths` the segments at which they were
        chosen, `final` (n_persons,) those of the last estimates; for some control `is_lifted` (n_persons,).
        """


class Restriction:
    """No item above a rate, as the server does it by default (see `restricted`)."""

    may_be_lifted = False

    def __init__(self, n_items: int, max_rate: float, keep_at_least: int) -> None:
        self._max_rate, self._keep_at_least = max_rate, keep_at_least
        self._counts = np.zeros(n_items, dtype=np.int64)
        self._n_examinees = 0
        restricted(self._counts, 0, max_rate, keep_at_least)  # refuses a rate that is out of range

    def segments(self, abilities: Floats) -> Integers:
        return np.zeros(abilities.size, dtype=np.int64)

    def ineligible(self, n_persons: int, rng: Generator) -> Mask:  # noqa: ARG002
        return restricted(self._counts, self._n_examinees, self._max_rate, self._keep_at_least)[None, None]

    def count(
        self,
        ineligible: Mask,  # noqa: ARG002
        items: Integers,
        paths: Integers,  # noqa: ARG002
        final: Integers,  # noqa: ARG002
        is_lifted: Mask,  # noqa: ARG002
    ) -> None:
        self._counts += np.bincount(items[items >= 0], minlength=self._counts.size)
        self._n_examinees += items.shape[0]


class Acceptance:
    """Items that fail their trial are out for the examinee (Sympson & Hetter, 1985)."""

    may_be_lifted = False

    def __init__(self, method: SympsonHetter) -> None:
        self._method = method

    def segments(self, abilities: Floats) -> Integers:
        return np.zeros(abilities.size, dtype=np.int64)

    def ineligible(self, n_persons: int, rng: Generator) -> Mask:
        n_items = self._method.acceptance.size
        draws = rng.random((n_persons, n_items))
        return np.array([self._method.ineligible(each) for each in draws])[:, None]

    def count(
        self, ineligible: Mask, items: Integers, paths: Integers, final: Integers, is_lifted: Mask
    ) -> None:
        """Nothing adapts to counts."""


class Eligibility:
    """Items drawn ineligible for each segment of ability, with probabilities that adapt to the counts."""

    def __init__(self, method: ItemEligibility, n_items: int, keep_at_least: int) -> None:
        self._method = method
        self._keep_at_least = keep_at_least
        self._counts = EligibilityCounts.none(method.n_segments, n_items)
        self._n_items = n_items

    def segments(self, abilities: Floats) -> Integers:
        return np.searchsorted(self._method.cuts, abilities, side="right")

    def ineligible(self, n_persons: int, rng: Generator) -> Mask:
        draws = rng.random((n_persons, 1, self._n_items))
        return drawn_ineligible(draws - self._method.probabilities(self._counts), self._keep_at_least)

    @property
    def may_be_lifted(self) -> bool:
        return self._method.exclusion == "hard"

    def count(
        self, ineligible: Mask, items: Integers, paths: Integers, final: Integers, is_lifted: Mask
    ) -> None:
        for person, given in enumerate(items):
            length = int(np.count_nonzero(given >= 0))
            self._counts = self._method.counted(
                self._counts,
                ExposedTest(
                    administered=tuple(given[:length].tolist()),
                    segments=tuple(paths[person, :length].tolist()),
                    final_segment=int(final[person]),
                    ineligible=ineligible[person],
                    is_feasible=not is_lifted[person],
                ),
            )


def control_of(method: ExposureMethod, *, n_items: int, max_items: int) -> ExposureControl:
    """The control of a simulation of tests of up to `max_items`.

    Raises:
        ValueError: the method is none, or a rate out of its range.
    """
    if isinstance(method, ItemEligibility):
        return Eligibility(method, n_items, LENGTHS_KEPT_ELIGIBLE * max_items)
    if isinstance(method, SympsonHetter):
        return Acceptance(method)
    if not isinstance(method, int | float):
        raise ValueError(  # noqa: TRY004  a wrong argument, like the others
            f"exposure must be a largest rate, an ItemEligibility or a SympsonHetter, got {method!r}"
        )
    return Restriction(n_items, method, LENGTHS_KEPT_ELIGIBLE * max_items)
