"""Roots of many functions at once, each in a bracket of its own. What they mean is not known here."""

from collections.abc import Callable
from typing import TypeAlias

import numpy as np

from scoring.arrays import Floats, Integers

TOLERANCE = 1e-12
"""Length of a step or bracket at which a root is found."""

MOST_ITERATIONS = 100
"""Far above what halving alone would need: 1e-12 of any bracket takes 40."""

Function: TypeAlias = Callable[[Integers, Floats], tuple[Floats, Floats | None]]
"""Values, and slopes where they are known, of the functions at these places, each at its own point."""


def falling_roots(
    function: Function, low: Floats, high: Floats, value_low: Floats, value_high: Floats
) -> Floats:
    """Where each of the functions falls through zero between `low` and `high`, all (n_functions,).

    Newton's method, or the secant method where no slope is known, kept inside a bracket that shrinks with
    every step; where a step would leave the bracket, or is not half as long as the one before, the bracket is
    halved instead. The values are at least 0 at the lower ends and at most 0 at the upper ones.
    """
    low, high = low.copy(), high.copy()
    roots = np.where(value_low <= 0.0, low, high)
    left = np.flatnonzero((value_low > 0.0) & (value_high < 0.0))
    low, high, before = low[left], high[left], value_low[left]
    last = low.copy()
    length = high - low
    point = low + length * before / (before - value_high[left])
    for _ in range(MOST_ITERATIONS):
        if not left.size:
            break
        value, slope = function(left, point)
        low, high = np.where(value > 0.0, point, low), np.where(value > 0.0, high, point)
        with np.errstate(divide="ignore", invalid="ignore"):
            step = -value / ((value - before) / (point - last) if slope is None else slope)
        following = point + step
        is_poor = ~((low < following) & (following < high) & (np.abs(step) <= 0.5 * length))
        following = np.where(is_poor, 0.5 * (low + high), following)
        following = np.where(value == 0.0, point, following)
        length = np.abs(following - point)
        roots[left] = following
        is_open = (length > TOLERANCE) & (high - low > TOLERANCE)
        last, before = point, value
        left = left[is_open]
        low, high, last, before, length, point = (
            each[is_open] for each in (low, high, last, before, length, following)
        )
    return roots
