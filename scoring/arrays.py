"""Array types used across the package, and nothing that computes."""

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float64]
Integers: TypeAlias = NDArray[np.int64]
Mask: TypeAlias = NDArray[np.bool_]


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
