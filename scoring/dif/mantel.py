"""Differential item functioning of items of several categories: Mantel's test, and the generalised one."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.stats import chi2

from scoring.arrays import Floats, read_only
from scoring.classical import read_categories
from scoring.dif.mantel_haenszel import LEVEL, standardised_difference
from scoring.dif.matching import (
    DifClass,
    DifReason,
    checked_groups,
    matching_of,
    problem_of,
    stratified_tables,
)

SMALL_EFFECT, LARGE_EFFECT = 0.17, 0.25
"""Standardised mean differences in SDs of the item, between A and B, and B and C."""


@dataclass(frozen=True, eq=False)
class MantelDif:
    """Tests of every item, all (n_items,); NaN and None where `reasons` says why.

    `statistics` with `p_values` are of ordered categories, one degree of freedom; the `general_` ones of any
    difference between the categories. `mean_differences` are mean categories, focal less reference, matched
    and weighed by the focal group; `effects` the same in SDs of the item.
    """

    statistics: Floats
    p_values: Floats
    general_statistics: Floats
    general_degrees: Floats
    general_p_values: Floats
    mean_differences: Floats
    effects: Floats
    classes: tuple[DifClass | None, ...]
    reasons: tuple[DifReason | None, ...]


def mantel(
    responses: ArrayLike,
    is_focal: ArrayLike,
    *,
    anchors: ArrayLike | None = None,
    matching: ArrayLike | None = None,
) -> MantelDif:
    """Mantel's test and the generalised Mantel-Haenszel test of every item, of two or more categories.

    Mantel (1963, JASA 58, 690-700) asks for a difference of mean categories, Somes (1986, American
    Statistician 40) for any; both for DIF by Zwick, Donoghue and Grima (1993, JEM 30, 233-251). The arguments
    are those of `mantel_haenszel`. Classes: A where Mantel's test is not significant at .05 or the effect at
    most .17, C where it is above .25, B between.

    Raises:
        ValueError: an argument has another shape, a group is empty, or a sum has gaps.
    """
    given = read_categories(responses)
    focal = checked_groups(is_focal, len(given))
    value_of = matching_of(given, anchors, matching)
    n_items = given.shape[1]
    rows = np.full((n_items, 5), np.nan)
    reasons: list[DifReason | None] = []
    for item in range(n_items):
        categories = given[:, item]
        reason = problem_of(categories, focal)
        if reason is None:
            tables = stratified_tables(categories, focal, value_of(item), int(categories.max()) + 1)
            tests = _tests(tables)
            if np.isnan(tests[0]):
                reason = "no_common_strata"
            else:
                difference = standardised_difference(tables)
                rows[item] = *tests, difference, difference / _sd(tables)
        reasons.append(reason)
    statistics, general, degrees, differences, effects = rows.T
    p_values = chi2.sf(statistics, 1)
    return MantelDif(
        statistics=read_only(statistics),
        p_values=read_only(np.asarray(p_values)),
        general_statistics=read_only(general),
        general_degrees=read_only(degrees),
        general_p_values=read_only(np.asarray(chi2.sf(general, degrees))),
        mean_differences=read_only(differences),
        effects=read_only(effects),
        classes=tuple(_class(p_value, effect) for p_value, effect in zip(p_values, effects, strict=True)),
        reasons=tuple(reasons),
    )


def _tests(tables: Floats) -> tuple[float, float, float]:
    """Mantel's statistic, the general one and its degrees of freedom, from counts by stratum."""
    totals = tables.sum(axis=(1, 2))
    tables, totals = tables[totals > 1.0], totals[totals > 1.0]
    margins = tables.sum(axis=1)
    reference, focal = tables.sum(axis=2).T
    weights = reference * focal / (totals**2 * (totals - 1.0))
    gaps = (tables[:, 1] - focal[:, None] * margins / totals[:, None]).sum(axis=0)
    covariance = np.diag((weights * totals) @ margins) - (margins.T * weights) @ margins
    scores = np.arange(margins.shape[1], dtype=np.float64)
    variance = float(scores @ covariance @ scores)
    if variance <= 0.0:
        return float("nan"), float("nan"), float("nan")
    # The categories' gaps sum to 0, so one of them is left to the others.
    inner = covariance[1:, 1:]
    degrees = int(np.linalg.matrix_rank(inner, hermitian=True))
    general = float(gaps[1:] @ np.linalg.pinv(inner, hermitian=True) @ gaps[1:])
    return float(scores @ gaps) ** 2 / variance, general, float(degrees)


def _sd(tables: Floats) -> float:
    """The SD of the categories of all persons."""
    counts = tables.sum(axis=(0, 1))
    shares, scores = counts / counts.sum(), np.arange(counts.size)
    return float(np.sqrt((scores - scores @ shares) ** 2 @ shares))


def _class(p_value: float, effect: float) -> DifClass | None:
    if np.isnan(p_value):
        return None
    if p_value >= LEVEL or abs(effect) <= SMALL_EFFECT:
        return "A"
    return "C" if abs(effect) > LARGE_EFFECT else "B"
