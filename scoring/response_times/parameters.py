"""How long items take: the lognormal model of one item and of a pool. Fitting it is in `calibration`.

ln T ~ N(intensity - sensitivity * speed, discrimination^-2), T in seconds (van der Linden, 2006, JEBS 31,
181-204; the sensitivity, 1 in that model, is that of Klein Entink, Fox & van der Linden, 2009, Psychometrika
74, 21-48).
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

    `sensitivity` is how much of a person's speed shows on this item: 1 is all of it, 0 nothing. A negative
    one says that faster people take longer here.

    Raises:
        ValueError: a parameter is not finite, or the discrimination is not positive.
    """

    intensity: float
    discrimination: float
    sensitivity: float = 1.0

    def __post_init__(self) -> None:
        if not math.isfinite(self.intensity):
            raise ValueError(f"intensity must be a finite number, got {self.intensity!r}")
        if not 0.0 < self.discrimination < math.inf:
            raise ValueError(f"discrimination must be finite and greater than 0, got {self.discrimination!r}")
        if not math.isfinite(self.sensitivity):
            raise ValueError(f"sensitivity must be a finite number, got {self.sensitivity!r}")


@dataclass(frozen=True)
class ResponseTimes:
    """Response times of a pool's items, in its order; arrays are (n_items,). Made by `ResponseTimes.of`."""

    items: tuple[ResponseTimeParameters, ...]
    intensities: Floats = field(compare=False, repr=False)
    discriminations: Floats = field(compare=False, repr=False)
    sensitivities: Floats = field(compare=False, repr=False)

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
            sensitivities=read_only(np.array([item.sensitivity for item in kept])),
        )

    @property
    def n_items(self) -> int:
        """Number of items."""
        return len(self.items)

    def expected_seconds(self, speed: ArrayLike = 0.0) -> Floats:
        """Mean time of every item, exp(intensity - sensitivity speed + 1 / (2 discrimination^2)).

        (n_items,) at one speed, (n_persons, n_items) at several.
        """
        seconds: Floats = np.exp(self.expected_logs(speed) + 0.5 / self.discriminations**2)
        return seconds

    def seconds_variance(self, speed: ArrayLike = 0.0) -> Floats:
        """Variance of the time of every item at this speed, seconds squared, shaped as `expected_seconds`.

        With s^2 = discrimination^-2 it is E(T)^2 (exp(s^2) - 1), as of any lognormal.
        """
        spread = np.expm1(self.discriminations**-2.0)
        variances: Floats = np.square(self.expected_seconds(speed)) * spread
        return variances

    def expected_logs(self, speed: ArrayLike = 0.0) -> Floats:
        """Mean logarithm of the time of every item, intensity - sensitivity speed, as `expected_seconds`."""
        at = np.asarray(speed, dtype=np.float64)[..., None]
        logs: Floats = self.intensities - self.sensitivities * at
        return logs

    def draw(self, items: Integers, speeds: Floats, normals: Floats) -> Floats:
        """Seconds on these items of persons of these speeds, made of standard normals; all of one shape."""
        deviations = normals / self.discriminations[items]
        at = self.sensitivities[items] * speeds
        seconds: Floats = np.exp(self.intensities[items] - at + deviations)
        return seconds
