"""How long items take: the lognormal model, as far as selection by time and simulation need it.

ln T ~ N(intensity - speed, discrimination^-2), seconds (van der Linden, 2006, JEBS 31, 181-204). Fitting it
and estimating speed are not here.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Self

import numpy as np
from numpy.typing import ArrayLike

from scoring.arrays import Floats, Integers, read_only


@dataclass(frozen=True)
class ResponseTimeParameters:
    """Time intensity (logarithm of seconds) and discrimination (1 / SD of that logarithm) of an item.

    Raises:
        ValueError: a parameter is not finite, or the discrimination is not positive.
    """

    intensity: float
    discrimination: float

    def __post_init__(self) -> None:
        if not math.isfinite(self.intensity):
            raise ValueError(f"intensity must be a finite number, got {self.intensity!r}")
        if not 0.0 < self.discrimination < math.inf:
            raise ValueError(f"discrimination must be finite and greater than 0, got {self.discrimination!r}")


@dataclass(frozen=True)
class ResponseTimes:
    """Response times of a pool's items, in its order; arrays are (n_items,). Made by `ResponseTimes.of`."""

    items: tuple[ResponseTimeParameters, ...]
    intensities: Floats = field(compare=False, repr=False)
    discriminations: Floats = field(compare=False, repr=False)

    @classmethod
    def of(cls, items: Sequence[ResponseTimeParameters]) -> Self:
        """The response times of these items, in this order.

        Raises:
            ValueError: there are no items.
        """
        kept = tuple(items)
        if not kept:
            raise ValueError("items must hold at least one item, got none")
        return cls(
            items=kept,
            intensities=read_only(np.array([item.intensity for item in kept])),
            discriminations=read_only(np.array([item.discrimination for item in kept])),
        )

    @property
    def n_items(self) -> int:
        """Number of items."""
        return len(self.items)

    def expected_seconds(self, speed: ArrayLike = 0.0) -> Floats:
        """Mean time of every item, exp(intensity - speed + 1 / (2 discrimination^2)).

        (n_items,) at one speed, (n_persons, n_items) at several.
        """
        at = np.asarray(speed, dtype=np.float64)[..., None]
        seconds: Floats = np.exp(self.intensities - at + 0.5 / self.discriminations**2)
        return seconds

    def draw(self, items: Integers, speeds: Floats, normals: Floats) -> Floats:
        """Seconds on these items of persons of these speeds, made of standard normals; all of one shape."""
        deviations = normals / self.discriminations[items]
        seconds: Floats = np.exp(self.intensities[items] - speeds + deviations)
        return seconds
