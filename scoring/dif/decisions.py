"""Which items to flag for differential functioning: many tests at once, and purified anchors."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, Literal, Protocol, TypeAlias, TypeVar, get_args

import numpy as np
from numpy.typing import ArrayLike

from scoring.arrays import Floats, Mask
from scoring.false_discovery import adjusted_p_values

Control: TypeAlias = Literal["benjamini_hochberg", "none"]

StopCode: TypeAlias = Literal["stable", "cycle", "fewest_anchors", "max_rounds"]


class Tested(Protocol):
    """A result with one test for each item."""

    @property
    def p_values(self) -> Floats:
        """(n_items,), NaN where there is no test."""


ResultT = TypeVar("ResultT", bound=Tested)


@dataclass(frozen=True, eq=False)
class Purification(Generic[ResultT]):
    """The last analysis, with the anchors it was made with, and the items it flags, both (n_items,).

    `stopped_by` "stable": the anchors are the items not flagged. "cycle": two sets of anchors flag each
    other's items. "fewest_anchors": more was flagged than could leave.
    """

    result: ResultT
    anchors: Mask
    flagged: Mask
    n_rounds: int
    stopped_by: StopCode


def flagged(p_values: ArrayLike, *, level: float = 0.05, control: Control = "benjamini_hochberg") -> Mask:
    """Which tests are significant at this level, (n_tests,); those that are not there are not.

    "benjamini_hochberg" keeps the expected share of false flags among all flags at the level.

    Raises:
        ValueError: a value is not a probability, the level is out of its range, or the control is unknown.
    """
    if not 0.0 < level < 1.0:
        raise ValueError(f"level must lie between 0 and 1, got {level!r}")
    if control not in get_args(Control):
        raise ValueError(f"control must be one of {', '.join(get_args(Control))}, got {control!r}")
    adjusted = adjusted_p_values(p_values, "bh")
    tested = adjusted if control == "benjamini_hochberg" else np.asarray(p_values, dtype=np.float64)
    return np.asarray(np.nan_to_num(tested, nan=np.inf) <= level)


def purified(
    analysis: Callable[[Mask], ResultT],
    n_items: int,
    *,
    is_flagged: Callable[[ResultT], Mask] | None = None,
    fewest_anchors: int = 4,
    max_rounds: int = 10,
) -> Purification[ResultT]:
    """Repeat an analysis, the items that the last one did not flag as anchors, until they stay the same.

    `analysis` takes the anchors, (n_items,), all of them first (Lord, 1980; Candell & Drasgow, 1988, APM 12).
    `is_flagged` decides from its result, by None as `flagged` does. Where too many are flagged, those with
    the largest p-values stay anchors.

    Raises:
        ValueError: a number is out of its range.
    """
    if not 1 <= fewest_anchors <= n_items:
        raise ValueError(f"fewest_anchors must be 1 to n_items ({n_items}), got {fewest_anchors!r}")
    if max_rounds < 1:
        raise ValueError(f"max_rounds must be 1 or more, got {max_rounds!r}")
    anchors = np.ones(n_items, dtype=np.bool_)
    seen: set[bytes] = set()
    n_rounds = 0
    while True:
        seen.add(anchors.tobytes())
        result = analysis(anchors)
        n_rounds += 1
        found = flagged(result.p_values) if is_flagged is None else is_flagged(result)
        following = _anchors(found, result.p_values, fewest_anchors)
        stopped_by: StopCode | None = None
        if (following == anchors).all():
            stopped_by = "stable" if (following == ~found).all() else "fewest_anchors"
        elif following.tobytes() in seen:
            stopped_by = "cycle"
        elif n_rounds == max_rounds:
            stopped_by = "max_rounds"
        if stopped_by is not None:
            return Purification(result, anchors, found, n_rounds, stopped_by)
        anchors = following


def _anchors(found: Mask, p_values: Floats, fewest: int) -> Mask:
    following = ~found
    missing = fewest - np.count_nonzero(following)
    if missing > 0:
        least = np.argsort(np.where(found, -np.nan_to_num(p_values, nan=-1.0), np.inf), kind="stable")
        following[least[:missing]] = True
    return following
