"""Links from means and standard deviations of item parameters: quick, and the start of the curve methods."""

import numpy as np

from scoring.arrays import Floats
from scoring.linking.transformation import ScaleTransformation
from scoring.parameters import ItemParameters, ItemPool


def mean_mean(source: ItemPool, target: ItemPool) -> ScaleTransformation:
    """The slope from the mean slopes, the intercept from the mean locations (Loyd & Hoover, 1980, JEM 17).

    slope = mean a_source / mean a_target, intercept = mean b_target - slope mean b_source; every threshold
    or step of a polytomous item is a location (Kim & Lee, 2006, JEM 43, 53-76).

    Raises:
        ValueError: the pools do not hold the same items, or an item is nominal.
    """
    source_b, target_b = _locations(source, target)
    slope = float(source.a.mean() / target.a.mean())
    return ScaleTransformation(slope, float(target_b.mean() - slope * source_b.mean()))


def mean_sigma(source: ItemPool, target: ItemPool) -> ScaleTransformation:
    """The slope from the SDs of the locations, the intercept from their means (Marco, 1977, JEM 14).

    slope = SD b_target / SD b_source, intercept = mean b_target - slope mean b_source.

    Raises:
        ValueError: the pools do not hold the same items, an item is nominal, or all locations are equal.
    """
    source_b, target_b = _locations(source, target)
    spread = float(source_b.std()), float(target_b.std())
    if min(spread) <= 0.0:
        raise ValueError("source and target must have locations that differ for mean-sigma, got equal ones")
    slope = spread[1] / spread[0]
    return ScaleTransformation(slope, float(target_b.mean() - slope * source_b.mean()))


def check_same_items(source: ItemPool, target: ItemPool) -> None:
    """Refuse pools that cannot be the same items on two scales.

    Raises:
        ValueError: the number of items or a number of categories differs.
    """
    if source.n_items != target.n_items:
        raise ValueError(
            "source and target must hold the same items in the same order, "
            f"got {source.n_items} and {target.n_items} items"
        )
    differs = np.flatnonzero(source.n_categories != target.n_categories)
    if differs.size:
        item = int(differs[0])
        raise ValueError(
            f"source and target must hold the same items in the same order, got {source.n_categories[item]} "
            f"and {target.n_categories[item]} categories of item {item}"
        )


def has_locations(pool: ItemPool) -> bool:
    """Whether every item has difficulties, thresholds or steps, as nominal and derived items have not."""
    return all(isinstance(item, ItemParameters) for item in pool.items)


def mean_locations(pool: ItemPool) -> Floats:
    """The mean of each item's difficulties, thresholds or steps, (n_items,)."""
    means: Floats = np.nanmean(pool.b, axis=1)
    return means


def _locations(source: ItemPool, target: ItemPool) -> tuple[Floats, Floats]:
    check_same_items(source, target)
    for name, pool in (("source", source), ("target", target)):
        if not has_locations(pool):
            place, item = next(
                (place, item) for place, item in enumerate(pool.items) if not isinstance(item, ItemParameters)
            )
            raise ValueError(
                f"{name} must hold items with difficulties or steps, got the {item.model} item {place}; "
                "use haebara, which compares probabilities"
            )
    return source.b[~np.isnan(source.b)], target.b[~np.isnan(target.b)]
