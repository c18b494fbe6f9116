"""Array types used across the package and arrays made of what was given; nothing that computes."""

from typing import TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats: TypeAlias = NDArray[np.float64]
Integers: TypeAlias = NDArray[np.int64]
Mask: TypeAlias = NDArray[np.bool_]


def read_numbers(given: ArrayLike, name: str) -> Floats:
    """The float64 array of what was given as the argument of this name, None as NaN.

    Raises:
        ValueError: it is not of numbers, or its rows have different lengths.
    """
    try:
        return np.asarray(given, dtype=np.float64)
    except (TypeError, ValueError):
        raise ValueError(f"{name} must be numbers, in rows of one length, got {given!r}") from None


def read_only(array: Floats) -> Floats:
    """The same float64 array, C-contiguous and closed to writing."""
    kept = np.array(array, dtype=np.float64, order="C")
    kept.setflags(write=False)
    return kept


def read_only_integers(array: Integers) -> Integers:
    """The same int64 array, closed to writing."""
    kept = np.array(array, dtype=np.int64)
    kept.setflags(write=False)
    return kept
