"""Differential item functioning by residuals at estimated abilities (RDIF), for adaptive and fixed tests."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.stats import chi2, norm

from scoring.answers import read_responses
from scoring.arrays import Floats, read_only
from scoring.dif.matching import DifReason, checked_groups, problem_of
from scoring.fit import Residuals
from scoring.parameters import ItemPool


@dataclass(frozen=True, eq=False)
class ResidualDif:
    """RDIF of every item, all (n_items,); NaN where `reasons` says why.

    `raw` is RDIF_R, the mean residual of the focal group less that of the reference group, in categories:
    negative where the item is harder for the focal group. `squared` is RDIF_S, the same of squared residuals
    less their expectations, which a difference in discrimination makes. The `_p_values` test each, normal
    under the model; `statistics` with `p_values` test both together (RDIF_RS), a chi-square with two degrees
    of freedom. Where all abilities are one both are the same test, and "singular" the reason.
    """

    raw: Floats
    raw_p_values: Floats
    squared: Floats
    squared_p_values: Floats
    statistics: Floats
    p_values: Floats
    reasons: tuple[DifReason | None, ...]


def rdif(pool: ItemPool, responses: ArrayLike, is_focal: ArrayLike, abilities: ArrayLike) -> ResidualDif:
    """Residual DIF of every item (Lim, Choe & Han, 2022, JEM 59, 80-104), of any number of categories.

    Under the model a residual e has mean 0 and e^2 the item's variance; with the central moments m2, m3, m4
    of the response at each ability, var(e) = m2, var(e^2) = m4 - m2^2 and cov(e, e^2) = m3, from which means
    of groups have theirs. `abilities` (n_persons,) are taken as true. Estimates that a prior pulls to one
    mean are not: where groups differ in ability they make DIF of the difference. Take `estimate_wle`, from
    the anchors alone when purifying. Persons without a finite ability are left out.

    Raises:
        ValueError: a response is not a category of its item, an argument has another shape, or a group is
            empty.
    """
    given = read_responses(pool, responses)
    focal = checked_groups(is_focal, len(given))
    residuals = Residuals.of(pool, given, abilities)
    groups = (focal, ~focal)
    gap, squared_gap, variance, squared_variance, covariance = (np.zeros(pool.n_items) for _ in range(5))
    for sign, group in zip((1.0, -1.0), groups, strict=True):
        values, m2, m3, m4 = (
            table[group]
            for table in (residuals.values, residuals.variances, residuals.third, residuals.fourth)
        )
        counts = np.isfinite(values).sum(axis=0)
        with np.errstate(invalid="ignore", divide="ignore"):
            gap += sign * np.nansum(values, axis=0) / counts
            squared_gap += sign * np.nansum(values**2 - m2, axis=0) / counts
            variance += np.nansum(m2, axis=0) / counts**2
            squared_variance += np.nansum(m4 - m2**2, axis=0) / counts**2
            covariance += np.nansum(m3, axis=0) / counts**2
    with np.errstate(invalid="ignore", divide="ignore"):
        raw_z, squared_z = gap / np.sqrt(variance), squared_gap / np.sqrt(squared_variance)
        determinant = variance * squared_variance - covariance**2
        both = (
            gap**2 * squared_variance - 2.0 * gap * squared_gap * covariance + squared_gap**2 * variance
        ) / determinant
    # With one share right for all persons e^2 is a function of e, and there is nothing to test twice.
    both = np.where(determinant > SINGULAR * variance * squared_variance, both, np.nan)
    reasons: list[DifReason | None] = []
    for item in range(pool.n_items):
        there = np.where(np.isfinite(residuals.values[:, item]), given[:, item], -1)
        reason = problem_of(there, focal)
        is_one = reason in {None, "constant"} and not np.isfinite(both[item])
        reasons.append("singular" if is_one else None if reason == "constant" else reason)
    return ResidualDif(
        raw=read_only(gap),
        raw_p_values=read_only(np.asarray(2.0 * norm.sf(np.abs(raw_z)))),
        squared=read_only(squared_gap),
        squared_p_values=read_only(np.asarray(2.0 * norm.sf(np.abs(squared_z)))),
        statistics=read_only(both),
        p_values=read_only(np.asarray(chi2.sf(both, 2))),
        reasons=tuple(reasons),
    )


SINGULAR = 1e-9
