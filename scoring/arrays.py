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


def read_per_person(given: ArrayLike, name: str, n_persons: int) -> Floats:
    """One number for all or one for each person, (n_persons,), as the latter.

    Raises:
        ValueError: it is not of numbers, or the shape is another.
    """
    numbers = read_numbers(given, name)
    if numbers.shape not in {(), (n_persons,)}:
        raise ValueError(f"{name} must be one number or have shape ({n_persons},), got {numbers.shape}")
    return np.broadcast_to(numbers, n_persons)


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
