"""Recorded times of many persons as logarithms, one entry for each time that is there, and sums over them."""

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import ArrayLike

from scoring.arrays import Floats, Integers, read_numbers
from scoring.response_times.parameters import ResponseTimes


@dataclass(frozen=True, eq=False)
class LogTimes:
    """Logarithms of seconds, (n_times,), with whose they are and on which item; gaps cost nothing."""

    persons: Integers
    items: Integers
    logs: Floats
    n_persons: int
    n_items: int

    @classmethod
    def of(cls, seconds: ArrayLike, n_items: int | None = None) -> Self:
        """The times in `seconds` (n_persons, n_items), NaN where none was recorded.

        Raises:
            ValueError: as `read_seconds`.
        """
        given = read_seconds(seconds, n_items)
        persons, items = np.nonzero(~np.isnan(given))
        return cls(persons, items, np.log(given[persons, items]), *given.shape)

    def by_person(self, values: Floats) -> Floats:
        """Sums of values by entry over the entries of each person, (n_persons,)."""
        return np.bincount(self.persons, values, self.n_persons).astype(np.float64, copy=False)

    def by_item(self, values: Floats) -> Floats:
        """Sums of values by entry over the entries of each item, (n_items,)."""
        return np.bincount(self.items, values, self.n_items).astype(np.float64, copy=False)

    def speed_likelihood(self, times: ResponseTimes) -> tuple[Floats, Floats]:
        """Precision p and sum s of each person, (n_persons,): speed's likelihood is normal, mean s / p.

        p = sum of (sensitivity discrimination)^2 and s = sum of sensitivity discrimination^2 (intensity - ln
        t), as far as there are times (van der Linden, 2006, with sensitivities).
        """
        weights = (times.sensitivities * times.discriminations**2)[self.items]
        precisions = self.by_person(weights * times.sensitivities[self.items])
        sums = self.by_person(weights * (times.intensities[self.items] - self.logs))
        return precisions, sums


def read_seconds(seconds: ArrayLike, n_items: int | None = None) -> Floats:
    """The times in `seconds` (n_persons, n_items), NaN where none was recorded.

    Raises:
        ValueError: the shape is another, or a time is not finite and greater than 0.
    """
    given = read_numbers(seconds, "seconds")
    if given.ndim != 2 or given.shape[1] != (given.shape[1] if n_items is None else n_items):  # noqa: PLR2004
        expected = "n_items" if n_items is None else str(n_items)
        raise ValueError(f"seconds must have shape (n_persons, {expected}), got {given.shape}")
    is_wrong = ~(np.isnan(given) | ((given > 0.0) & np.isfinite(given)))
    if is_wrong.any():
        person, item = np.argwhere(is_wrong)[0]
        raise ValueError(
            "seconds must be finite and greater than 0, or NaN where none was recorded, "
            f"got {float(given[person, item]):g} for person {person} on item {item}"
        )
    return given
