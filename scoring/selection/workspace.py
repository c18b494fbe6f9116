"""Arrays that one caller uses again from decision to decision.

Memory for the values of 500 items for 100 persons is handed out page by page each time it is asked for, which
takes a good part of the time in which they are computed.
"""

import math

import numpy as np

from scoring.arrays import Floats, Mask


class Workspace:
    """Arrays by name, each as large as was ever asked for. Of one caller: what it holds is overwritten."""

    def __init__(self) -> None:
        self._kept: dict[str, Floats] = {}
        self._masks: dict[str, Mask] = {}

    def floats(self, name: str, shape: tuple[int, ...]) -> Floats:
        """The array of this name in this shape, holding anything; the next asking for it overwrites it."""
        size = math.prod(shape)
        kept = self._kept.get(name)
        if kept is None or kept.size < size:
            kept = self._kept[name] = np.empty(size)
        return kept[:size].reshape(shape)

    def without(self, mask: Mask) -> Mask:
        """The opposite of a mask."""
        kept = self._masks.get("without")
        if kept is None or kept.size < mask.size:
            kept = self._masks["without"] = np.empty(mask.size, dtype=np.bool_)
        return np.logical_not(mask, out=kept[: mask.size].reshape(mask.shape))
