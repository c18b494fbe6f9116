"""Differential item functioning of right-or-wrong items by Mantel-Haenszel, with the classes of ETS."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import ndtri
from scipy.stats import chi2

from scoring.arrays import Floats, read_only
from scoring.classical import read_categories
from scoring.dif.matching import (
    DifClass,
    DifReason,
    checked_groups,
    matching_of,
    problem_of,
    stratified_tables,
)

DELTA = -2.35
"""What turns a log odds ratio into the delta metric of ETS (Holland & Thayer, 1988)."""

MODERATE, LARGE = 1.0, 1.5
LEVEL = 0.05


class CommonOdds(NamedTuple):
    """Mantel-Haenszel on tables of two by two: NaN where no table tells anything.

    `log_odds_ratio` is that of category 1 in the reference group against the focal group, `standard_error`
    its error (Robins, Breslow & Greenland, 1986, Biometrics 42, 311-323); `statistic` is continuity-corrected
    with one degree of freedom.
    """

    log_odds_ratio: float
    standard_error: float
    statistic: float
    p_value: float


@dataclass(frozen=True, eq=False)
class MantelHaenszelDif:
    """Mantel-Haenszel of every item, all (n_items,); NaN and None where `reasons` says why.

    `deltas` are MH D-DIF, negative where the item is harder for the focal group than for matched persons of
    the reference group; `p_dif` is the difference of the shares right, focal less reference, standardised on
    the focal group.
    """

    log_odds_ratios: Floats
    deltas: Floats
    delta_errors: Floats
    statistics: Floats
    p_values: Floats
    p_dif: Floats
    classes: tuple[DifClass | None, ...]
    reasons: tuple[DifReason | None, ...]


def common_odds(tables: ArrayLike) -> CommonOdds:
    """The common odds ratio and its test (Mantel & Haenszel, 1959, JNCI 22, 719-748).

    `tables` (n_strata, 2, 2) are counts by group (reference, focal) and category (0, 1).

    Raises:
        ValueError: the shape is another, or a count is negative.
    """
    counts = np.asarray(tables, dtype=np.float64)
    if counts.ndim != 3 or counts.shape[1:] != (2, 2) or (counts < 0.0).any():  # noqa: PLR2004
        raise ValueError(f"tables must be counts of shape (n_strata, 2, 2), got {counts.shape}")
    totals = counts.sum(axis=(1, 2))
    counts, totals = counts[totals > 1.0], totals[totals > 1.0]
    (b, a), (d, c) = np.moveaxis(counts[:, 0], 0, 1), np.moveaxis(counts[:, 1], 0, 1)
    expected = (a + b) * (a + c) / totals
    variance = float(((a + b) * (c + d) * (a + c) * (b + d) / (totals**2 * (totals - 1.0))).sum())
    if variance <= 0.0:
        return CommonOdds(*[float("nan")] * 4)
    statistic = max(0.0, abs(float((a - expected).sum())) - 0.5) ** 2 / variance
    along, across = a * d / totals, b * c / totals
    r, s = float(along.sum()), float(across.sum())
    p_value = float(chi2.sf(statistic, 1))
    if min(r, s) <= 0.0:
        return CommonOdds(np.inf if r > 0.0 else -np.inf, float("nan"), statistic, p_value)
    alike, unlike = (a + d) / totals, (b + c) / totals
    error = (
        float((alike * along).sum()) / (2.0 * r * r)
        + float((alike * across + unlike * along).sum()) / (2.0 * r * s)
        + float((unlike * across).sum()) / (2.0 * s * s)
    )
    return CommonOdds(float(np.log(r / s)), float(np.sqrt(error)), statistic, p_value)


def mantel_haenszel(
    responses: ArrayLike,
    is_focal: ArrayLike,
    *,
    anchors: ArrayLike | None = None,
    matching: ArrayLike | None = None,
) -> MantelHaenszelDif:
    """Mantel-Haenszel of every right-or-wrong item (Holland & Thayer, 1988), with P-DIF and the ETS classes.

    `responses` are (n_persons, n_items), `is_focal` a mask of persons. Persons are matched by the sum of the
    `anchors` (n_items,), all items for None, and the item itself, which needs complete responses; or by
    `matching` (n_persons,), such as `ability_strata`. P-DIF is that of Dorans and Kulick (1986, JEM 23).

    Classes (Zieky, 1993): A where delta does not differ from 0 at .05 or is below 1 in size; C where it is at
    least 1.5 and significantly above 1; B otherwise.

    Raises:
        ValueError: an argument has another shape, a group is empty, or a sum has gaps.
    """
    given = read_categories(responses)
    focal = checked_groups(is_focal, len(given))
    value_of = matching_of(given, anchors, matching)
    n_items = given.shape[1]
    found = [CommonOdds(*[float("nan")] * 4)] * n_items
    p_dif = np.full(n_items, np.nan)
    reasons: list[DifReason | None] = []
    for item in range(n_items):
        categories = given[:, item]
        reason = problem_of(categories, focal)
        if reason is None and categories.max() > 1:
            reason = "not_dichotomous"
        if reason is None:
            tables = stratified_tables(categories, focal, value_of(item), 2)
            found[item] = common_odds(tables)
            if np.isnan(found[item].statistic):
                reason = "no_common_strata"
            else:
                p_dif[item] = standardised_difference(tables)
        reasons.append(reason)
    log_odds, errors, statistics, p_values = np.array(found).T
    return MantelHaenszelDif(
        log_odds_ratios=read_only(log_odds),
        deltas=read_only(DELTA * log_odds),
        delta_errors=read_only(-DELTA * errors),
        statistics=read_only(statistics),
        p_values=read_only(p_values),
        p_dif=read_only(p_dif),
        classes=tuple(
            ets_class(DELTA * odds.log_odds_ratio, -DELTA * odds.standard_error, odds.p_value)
            for odds in found
        ),
        reasons=tuple(reasons),
    )


def ets_class(delta: float, standard_error: float, p_value: float) -> DifClass | None:
    """The class of a delta with its error and the p-value that it is 0; None where it is unknown."""
    if np.isnan(p_value):
        return None
    size = abs(delta)
    if size < MODERATE or p_value >= LEVEL:
        return "A"
    # An infinite odds ratio has no error, and no doubt that it is large.
    is_sure = np.isinf(size) or (size - MODERATE) / standard_error > float(ndtri(1.0 - LEVEL))
    return "C" if size >= LARGE and is_sure else "B"


def standardised_difference(tables: Floats) -> float:
    """The mean category of the focal group less that of matched persons of the reference group.

    `tables` are (n_strata, 2, n_categories); strata are weighed by their persons of the focal group, those
    with one group only are left out. NaN where none is left.
    """
    totals = tables.sum(axis=2)
    both = tables[(totals > 0.0).all(axis=1)]
    if not len(both):
        return float("nan")
    totals = both.sum(axis=2)
    means = both @ np.arange(tables.shape[2]) / totals
    return float(totals[:, 1] @ (means[:, 1] - means[:, 0]) / totals[:, 1].sum())
