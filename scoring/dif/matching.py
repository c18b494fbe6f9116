"""Two groups of persons, and what makes persons of both comparable: a sum of anchor items, or ability."""

from collections.abc import Callable
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import ArrayLike

from scoring.answers import MISSING
from scoring.arrays import Floats, Integers, Mask, read_numbers

DifReason: TypeAlias = Literal[
    "no_responses",
    "one_group",
    "constant",
    "not_dichotomous",
    "no_common_strata",
    "empty_category",
    "separated",
    "not_converged",
    "singular",
    "not_tested",
]
"""Why an item has no test: nobody or only one group answered it; all alike; another method is for it; no two
persons of both groups are comparable; a group has no answer of a category; a curve without an end fits best;
no estimate was reached; two statistics are one; nobody asked."""

DifClass: TypeAlias = Literal["A", "B", "C"]
"""Negligible, moderate, large."""

N_GROUPS = 2


def checked_groups(is_focal: ArrayLike, n_persons: int) -> Mask:
    """Who is of the focal group, (n_persons,); all others are of the reference group.

    Raises:
        ValueError: this is no mask, or one group is empty.
    """
    focal = np.asarray(is_focal)
    if focal.shape != (n_persons,) or focal.dtype != np.bool_:
        raise ValueError(f"is_focal must be a mask of {n_persons} persons, got {focal.dtype} {focal.shape}")
    if focal.all() or not focal.any():
        raise ValueError(
            f"is_focal must name persons of two groups, got {np.count_nonzero(focal)} of {n_persons}"
        )
    return np.asarray(focal)


def checked_anchors(anchors: ArrayLike | None, n_items: int) -> Mask:
    """Which items match persons, (n_items,); all for None.

    Raises:
        ValueError: this is no mask, or it is empty.
    """
    if anchors is None:
        return np.ones(n_items, dtype=np.bool_)
    given = np.asarray(anchors)
    if given.shape != (n_items,) or given.dtype != np.bool_ or not given.any():
        raise ValueError(f"anchors must be a mask of {n_items} items, not empty, got {anchors!r}")
    return np.asarray(given)


def matching_of(
    given: Integers, anchors: ArrayLike | None, matching: ArrayLike | None
) -> Callable[[int], Floats]:
    """For each item every person's value to be matched by, (n_persons,).

    It is `matching`, or the sum of the anchors and of the item itself, whose answer belongs to the criterion
    (Holland & Thayer, 1988).

    Raises:
        ValueError: both or a wrong shape are given, or a sum has gaps.
    """
    n_persons, n_items = given.shape
    if matching is not None:
        if anchors is not None:
            raise ValueError("anchors must be None where matching is given, which they would not change")
        values = np.asarray(matching, dtype=np.float64)
        if values.shape != (n_persons,) or not np.isfinite(values).all():
            raise ValueError(f"matching must be {n_persons} finite numbers, got {values.shape}")
        return lambda _: values
    chosen = checked_anchors(anchors, n_items)
    gaps = (given == MISSING) & chosen
    if gaps.any():
        person, item = np.argwhere(gaps)[0]
        raise ValueError(
            f"responses must be complete for matching by sums, got none of person {person} to item {item}; "
            "adaptive tests have no sum score that can be compared: use rdif, or give matching"
        )
    base = given[:, chosen].sum(axis=1)
    return lambda item: (base if chosen[item] else base + given[:, item]).astype(np.float64)


def ability_strata(abilities: ArrayLike, n_strata: int) -> Floats:
    """Strata of about equal size by ability, 0 .. n_strata - 1, to match by where there are no sums.

    Raises:
        ValueError: an ability is not finite, or the number is not positive.
    """
    values = read_numbers(abilities, "abilities")
    if values.ndim != 1 or not np.isfinite(values).all():
        raise ValueError(f"abilities must be finite numbers in one dimension, got {values.shape}")
    if n_strata < 1:
        raise ValueError(f"n_strata must be 1 or more, got {n_strata!r}")
    cuts = np.quantile(values, np.linspace(0.0, 1.0, n_strata + 1)[1:-1])
    return np.searchsorted(cuts, values, side="right").astype(np.float64)


def stratified_tables(categories: Integers, focal: Mask, values: Floats, n_categories: int) -> Floats:
    """Counts by stratum, group (reference, focal) and category, (n_strata, 2, n_categories), without gaps."""
    is_there = categories != MISSING
    _, strata = np.unique(values[is_there], return_inverse=True)
    tables = np.zeros((int(strata.max(initial=-1)) + 1, N_GROUPS, n_categories))
    np.add.at(tables, (strata, focal[is_there].astype(np.int64), categories[is_there]), 1.0)
    return tables


def problem_of(categories: Integers, focal: Mask) -> DifReason | None:
    """Why an item with these answers has no test of any kind."""
    answered = categories != MISSING
    if not answered.any():
        return "no_responses"
    if not (answered & focal).any() or not (answered & ~focal).any():
        return "one_group"
    kept = categories[answered]
    return "constant" if (kept == kept[0]).all() else None
