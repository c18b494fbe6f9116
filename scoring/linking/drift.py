"""Items whose parameters changed between two calibrations, and the link without them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

import numpy as np

from scoring.arrays import Floats, Mask
from scoring.linking.moments import check_same_items, has_locations, mean_locations
from scoring.linking.transformation import ScaleTransformation
from scoring.parameters import ItemPool

NORMAL_IQR = 0.74
"""What makes an interquartile range an SD where differences are normal (1 / 1.349, rounded as published)."""

LEAST_SPREAD = 0.01
"""The least SD of differences that counts, logits: below it nothing is worth a removal."""

FEWEST_ANCHORS = 2
"""A slope and an intercept need no fewer."""

DriftSign: TypeAlias = Literal["slope", "location"]
StopCode: TypeAlias = Literal["no_drift", "fewest_kept"]


@dataclass(frozen=True)
class AnchorDrift:
    """One anchor item against the final link, on the target scale.

    `slope_difference` is log a_target - log a_linked, `location_difference` that of the mean of b, logits;
    `slope_z` and `location_z` are both by the spread among the anchors that were kept. `removed_in` is the
    round in which the item left (1 is the first) and `removed_for` its larger z then; None where it was kept.
    """

    item: int
    slope_difference: float
    slope_z: float
    location_difference: float
    location_z: float
    removed_in: int | None
    removed_for: DriftSign | None

    @property
    def is_kept(self) -> bool:
        """Whether the link rests on this item."""
        return self.removed_in is None


@dataclass(frozen=True)
class AnchorCheck:
    """The link of the anchors that were kept, and every anchor in the order of the pools.

    `stopped_by` is "fewest_kept" where drift was left but no more anchors could go: a link to distrust.
    """

    transformation: ScaleTransformation
    anchors: tuple[AnchorDrift, ...]
    stopped_by: StopCode
    critical_z: float

    @property
    def kept(self) -> tuple[int, ...]:
        """The items that the link rests on."""
        return tuple(anchor.item for anchor in self.anchors if anchor.is_kept)

    @property
    def removed(self) -> tuple[AnchorDrift, ...]:
        """The items that were removed, in the order of removal."""
        gone = (anchor for anchor in self.anchors if not anchor.is_kept)
        return tuple(sorted(gone, key=lambda anchor: anchor.removed_in or 0))


def robust_z(differences: Floats, is_kept: Mask, *, least_spread: float = LEAST_SPREAD) -> Floats:
    """(d - median) / (0.74 IQR) with median and IQR of the kept items (Huynh & Meyer, 2010, PARE 15), (n,).

    A spread below `least_spread` is taken as that.
    """
    low, middle, high = np.quantile(differences[is_kept], [0.25, 0.5, 0.75])
    scores: Floats = (differences - middle) / max(NORMAL_IQR * float(high - low), least_spread)
    return scores


def link_without_drift(
    source: ItemPool,
    target: ItemPool,
    *,
    method: Callable[[ItemPool, ItemPool], ScaleTransformation],
    critical_z: float = 2.7,
    keep_at_least: float = 0.8,
    least_spread: float = LEAST_SPREAD,
) -> AnchorCheck:
    """Link, remove the anchor that drifted most, and link again, until none is beyond `critical_z`.

    The robust z of log a and of the mean of b are looked at together; one item leaves at a time, because one
    that drifted shifts the link of all. 2.7 is beyond what Tukey's fences allow of normal differences.
    `keep_at_least` is a number of items or, below 1, a share of them.

    Raises:
        ValueError: the pools do not hold the same items, an item is nominal, or a number is out of its range.
    """
    check_same_items(source, target)
    if not (has_locations(source) and has_locations(target)):
        raise ValueError("source and target must hold items with difficulties or steps, got a nominal one")
    if not critical_z > 0.0 or not least_spread > 0.0:
        raise ValueError(
            f"critical_z and least_spread must be greater than 0, got {critical_z!r} and {least_spread!r}"
        )
    floor = _floor(keep_at_least, source.n_items)
    is_kept = np.ones(source.n_items, dtype=np.bool_)
    removals: dict[int, tuple[int, DriftSign]] = {}
    while True:
        places = np.flatnonzero(is_kept)
        link = method(*(ItemPool.of([pool.items[place] for place in places]) for pool in (source, target)))
        found = _Differences.of(link, source, target, is_kept, least_spread)
        worst = int(places[found.largest[places].argmax()])
        drifts = bool(found.largest[worst] > critical_z)
        if not drifts or places.size <= floor:
            break
        is_kept[worst] = False
        sign: DriftSign = "slope" if abs(found.slope_z[worst]) > abs(found.location_z[worst]) else "location"
        removals[worst] = len(removals) + 1, sign
    anchors = []
    for item in range(source.n_items):
        removed_in, removed_for = removals.get(item, (None, None))
        anchors.append(AnchorDrift(item, *found.of_item(item), removed_in, removed_for))
    return AnchorCheck(link, tuple(anchors), "fewest_kept" if drifts else "no_drift", critical_z)


@dataclass(frozen=True, eq=False)
class _Differences:
    """Differences of the anchors after a link, and their robust z, all (n_items,)."""

    slope: Floats
    slope_z: Floats
    location: Floats
    location_z: Floats

    @classmethod
    def of(
        cls, link: ScaleTransformation, source: ItemPool, target: ItemPool, is_kept: Mask, least_spread: float
    ) -> "_Differences":
        slope = np.log(target.a) - np.log(source.a / link.slope)
        location = mean_locations(target) - link.abilities(mean_locations(source))
        return cls(
            slope,
            robust_z(slope, is_kept, least_spread=least_spread),
            location,
            robust_z(location, is_kept, least_spread=least_spread),
        )

    @property
    def largest(self) -> Floats:
        """The larger of the two z of each item, without their signs."""
        return np.maximum(np.abs(self.slope_z), np.abs(self.location_z))

    def of_item(self, item: int) -> tuple[float, float, float, float]:
        slope, slope_z, location, location_z = (
            float(each[item]) for each in (self.slope, self.slope_z, self.location, self.location_z)
        )
        return slope, slope_z, location, location_z


def _floor(keep_at_least: float, n_items: int) -> int:
    floor = np.ceil(keep_at_least * n_items) if 0.0 < keep_at_least < 1.0 else np.floor(keep_at_least)
    if not FEWEST_ANCHORS <= floor <= n_items:
        raise ValueError(
            f"keep_at_least must be a share or a number that leaves {FEWEST_ANCHORS} to {n_items} items, "
            f"got {keep_at_least!r} of {n_items}"
        )
    return int(floor)


@dataclass(frozen=True)
class DriftChart:
    """The cumulative sums of one item over occasions: `falling` grows as the item gets easier.

    `signalled_at` is the first occasion, from 0, at which a sum passed the decision interval, or None.
    """

    rising: tuple[float, ...]
    falling: tuple[float, ...] = field(repr=False)
    signalled_at: int | None
    direction: Literal["harder", "easier"] | None


def cusum_drift(
    differences: Sequence[float],
    standard_errors: Sequence[float],
    *,
    allowance: float = 0.5,
    decision: float = 5.0,
) -> DriftChart:
    """Cumulative sums of an item's difficulty over calibrations (Veerkamp & Glas, 2000, JEBS 25, 373-389).

    `differences` are those of each later estimate from the first one, on one scale, with the standard errors
    of the differences. S_t = max(0, S_{t-1} + z_t - allowance), and the same of -z_t; a sum above `decision`
    signals. An item that became known gets easier, which is the direction that Veerkamp and Glas chart.

    Raises:
        ValueError: there are none or another number of errors, or a number is out of its range.
    """
    if not len(differences) or len(standard_errors) != len(differences):
        raise ValueError(
            "differences and standard_errors must be of one length, at least 1, "
            f"got {len(differences)} and {len(standard_errors)}"
        )
    if min(standard_errors) <= 0.0 or not np.isfinite([*differences, *standard_errors]).all():
        raise ValueError("differences must be finite and standard_errors finite and greater than 0")
    if allowance < 0.0 or decision <= 0.0:
        raise ValueError(
            f"allowance must be 0 or more and decision greater than 0, got {allowance!r} and {decision!r}"
        )
    sums: dict[str, list[float]] = {"harder": [], "easier": []}
    signalled: tuple[int, Literal["harder", "easier"]] | None = None
    for occasion, (difference, error) in enumerate(zip(differences, standard_errors, strict=True)):
        for direction, sign in (("harder", 1.0), ("easier", -1.0)):
            before = sums[direction][-1] if occasion else 0.0
            sums[direction].append(max(0.0, before + sign * difference / error - allowance))
            if signalled is None and sums[direction][-1] > decision:
                signalled = occasion, "harder" if direction == "harder" else "easier"
    at, towards = signalled if signalled is not None else (None, None)
    return DriftChart(tuple(sums["harder"]), tuple(sums["easier"]), at, towards)
