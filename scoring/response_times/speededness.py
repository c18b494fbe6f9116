"""How much a test hurries its takers: the sums by which two tests are equally speeded for everybody.

For items of sensitivity 1 only: with others no two numbers say it for every speed.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from scoring.arrays import Floats, read_only
from scoring.response_times.parameters import ResponseTimes


@dataclass(frozen=True)
class Speededness:
    """Sums of q and r over the items of a test; tests with equal sums are equally speeded at every speed.

    At speed tau the total time has mean `q` exp(-tau) and variance `r` exp(-2 tau), in seconds.
    """

    q: float
    r: float

    def expected_seconds(self, speed: ArrayLike = 0.0) -> Floats:
        """Mean total time at these speeds, seconds, in their shape."""
        seconds: Floats = self.q * np.exp(-np.asarray(speed, dtype=np.float64))
        return seconds

    def sd_seconds(self, speed: ArrayLike = 0.0) -> Floats:
        """SD of the total time at these speeds, seconds, in their shape."""
        seconds: Floats = np.sqrt(self.r) * np.exp(-np.asarray(speed, dtype=np.float64))
        return seconds


def speededness_parameters(times: ResponseTimes) -> tuple[Floats, Floats]:
    """The q and r of every item, both (n_items,), to be balanced in test assembly.

    q = exp(beta + alpha^-2 / 2) and r = exp(2 beta + alpha^-2) (exp(alpha^-2) - 1) (van der Linden, 2011,
    JEM 48, 44-60).

    Raises:
        ValueError: an item's sensitivity is not 1.
    """
    others = np.flatnonzero(times.sensitivities != 1.0)
    if others.size:
        raise ValueError(
            "times must have sensitivities of 1, the model in which speededness is two sums, "
            f"got {float(times.sensitivities[others[0]]):g} for item {others[0]}"
        )
    return read_only(times.expected_seconds()), read_only(times.seconds_variance())


def speededness(times: ResponseTimes, items: Sequence[int] | None = None) -> Speededness:
    """The sums of q and r over these items of the pool, over all of them for None.

    Raises:
        ValueError: an item is unknown or named twice, or its sensitivity is not 1.
    """
    places = list(range(times.n_items)) if items is None else list(items)
    if len(set(places)) != len(places) or not all(0 <= item < times.n_items for item in places):
        raise ValueError(f"items must be different places from 0 to {times.n_items - 1}, got {places!r}")
    if not places:
        return Speededness(0.0, 0.0)
    q, r = speededness_parameters(ResponseTimes.of([times.items[item] for item in places]))
    return Speededness(float(q.sum()), float(r.sum()))
