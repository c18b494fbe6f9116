"""Differential item functioning of right-or-wrong items by logistic regression, uniform and not."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import expit, log_expit
from scipy.stats import chi2

from scoring.answers import MISSING
from scoring.arrays import Floats, read_only
from scoring.classical import read_categories
from scoring.dif.mantel_haenszel import LEVEL
from scoring.dif.matching import DifClass, DifReason, checked_groups, matching_of, problem_of

MODERATE_R2, LARGE_R2 = 0.035, 0.070
"""Differences of Nagelkerke's R^2 between A and B, and B and C (Jodoin & Gierl, 2001, AME 14, 329-349)."""

MOST_ITERATIONS = 50
TOLERANCE = 1e-10
MOST_HALVINGS = 30
LEAST_INFORMATION = 1e-6
"""About some combination of coefficients, persons: below it a curve without an end fits best."""


class _Fit(NamedTuple):
    coefficients: Floats
    log_likelihood: float


@dataclass(frozen=True, eq=False)
class LogisticDif:
    """Likelihood ratio tests of every item, (n_items,); NaN and None where `reasons` says why.

    `uniform_` tests a group effect (one degree of freedom), `nonuniform_` its interaction with the matching
    value (one), and `statistics` with `p_values` both together (two). `r2_differences` are what group and
    interaction add to Nagelkerke's R^2; the classes follow from it and the test of both. `group_effects` are
    log odds of the focal group against the reference group at the same matching value, in the model without
    interaction.
    """

    uniform_statistics: Floats
    uniform_p_values: Floats
    nonuniform_statistics: Floats
    nonuniform_p_values: Floats
    statistics: Floats
    p_values: Floats
    r2_differences: Floats
    uniform_r2_differences: Floats
    group_effects: Floats
    classes: tuple[DifClass | None, ...]
    reasons: tuple[DifReason | None, ...]


def logistic_dif(
    responses: ArrayLike,
    is_focal: ArrayLike,
    *,
    anchors: ArrayLike | None = None,
    matching: ArrayLike | None = None,
) -> LogisticDif:
    """Logistic regression of every right-or-wrong item (Swaminathan & Rogers, 1990, JEM 27, 361-370).

    The models are matching; + group; + group x matching. The arguments are those of `mantel_haenszel`;
    `matching` may be abilities as they are.

    Raises:
        ValueError: an argument has another shape, a group is empty, or a sum has gaps.
    """
    given = read_categories(responses)
    focal = checked_groups(is_focal, len(given))
    value_of = matching_of(given, anchors, matching)
    rows = np.full((given.shape[1], 6), np.nan)
    reasons: list[DifReason | None] = []
    for item in range(given.shape[1]):
        categories = given[:, item]
        reason = problem_of(categories, focal)
        if reason is None and categories.max() > 1:
            reason = "not_dichotomous"
        if reason is None:
            there = categories != MISSING
            found = _tests(categories[there] == 1, focal[there], value_of(item)[there])
            if isinstance(found, str):
                reason = found
            else:
                rows[item] = found
        reasons.append(reason)
    uniform, nonuniform, both, r2, uniform_r2, effects = rows.T
    p_values = chi2.sf(both, 2)
    return LogisticDif(
        uniform_statistics=read_only(uniform),
        uniform_p_values=read_only(np.asarray(chi2.sf(uniform, 1))),
        nonuniform_statistics=read_only(nonuniform),
        nonuniform_p_values=read_only(np.asarray(chi2.sf(nonuniform, 1))),
        statistics=read_only(both),
        p_values=read_only(np.asarray(p_values)),
        r2_differences=read_only(r2),
        uniform_r2_differences=read_only(uniform_r2),
        group_effects=read_only(effects),
        classes=tuple(_class(p_value, size) for p_value, size in zip(p_values, r2, strict=True)),
        reasons=tuple(reasons),
    )


def _tests(right: Floats, focal: Floats, values: Floats) -> tuple[float, ...] | DifReason:
    spread = float(values.std())
    if not spread > 0.0:
        return "no_common_strata"
    # A standardised value keeps the equations well conditioned; no test depends on its origin or unit.
    value, group = (values - values.mean()) / spread, focal.astype(np.float64)
    columns = np.column_stack((np.ones(value.size), value, group, group * value))
    outcome = right.astype(np.float64)
    fits = []
    for n_columns in (2, 3, 4):
        fit = _fit(columns[:, :n_columns], outcome)
        if fit is None:
            return "separated"
        fits.append(fit)
    matched, uniform, full = (fit.log_likelihood for fit in fits)
    share = outcome.mean()
    null = outcome.size * float(share * np.log(share) + (1.0 - share) * np.log1p(-share))
    r2 = [_nagelkerke(null, each, outcome.size) for each in (matched, uniform, full)]
    # A larger model is never worse; what rounding says otherwise is 0.
    statistics = (max(0.0, 2.0 * gain) for gain in (uniform - matched, full - uniform, full - matched))
    return (*statistics, r2[2] - r2[0], r2[1] - r2[0], float(fits[1].coefficients[2]))


def _fit(columns: Floats, outcome: Floats) -> _Fit | None:
    """Maximum likelihood by iteratively reweighted least squares; None where there is no finite estimate.

    A step that lowers the likelihood is halved. Where answers are predicted ever more surely without an end
    the likelihood hardly rises any more and looks as if it had ended; the information shows it.
    """
    coefficients = np.zeros(columns.shape[1])
    now = _log_likelihood(columns, outcome, coefficients)
    for _ in range(MOST_ITERATIONS):
        mean = expit(columns @ coefficients)
        information = (columns.T * (mean * (1.0 - mean))) @ columns
        if np.linalg.eigvalsh(information)[0] < LEAST_INFORMATION:
            return None
        step = np.linalg.solve(information, columns.T @ (outcome - mean))
        for _ in range(MOST_HALVINGS):
            following = _log_likelihood(columns, outcome, coefficients + step)
            if following >= now:
                break
            step *= 0.5
        else:
            return _Fit(coefficients, now)
        coefficients = coefficients + step
        gain, now = following - now, following
        if gain < TOLERANCE:
            return _Fit(coefficients, now)
    return None


def _log_likelihood(columns: Floats, outcome: Floats, coefficients: Floats) -> float:
    predictor = columns @ coefficients
    return float(log_expit(np.where(outcome > 0.0, predictor, -predictor)).sum())


def _nagelkerke(null: float, fitted: float, n_persons: int) -> float:
    """R^2 as Nagelkerke (1991, Biometrika 78, 691-692) scales it, 1 where every answer is predicted."""
    return float(np.expm1(2.0 * (null - fitted) / n_persons) / np.expm1(2.0 * null / n_persons))


def _class(p_value: float, r2_difference: float) -> DifClass | None:
    if np.isnan(p_value):
        return None
    if p_value >= LEVEL or r2_difference < MODERATE_R2:
        return "A"
    return "C" if r2_difference >= LARGE_R2 else "B"
