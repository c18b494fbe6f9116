"""Reliability of sum scores, and the standard error of measurement that follows from it."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import ArrayLike
from scipy.stats import f as f_distribution

from scoring.arrays import Floats, read_only
from scoring.classical.one_factor import FactorReason, OneFactor, one_factor
from scoring.classical.polychoric import polychoric
from scoring.classical.response_sheet import MissingPolicy, scores_under
from scoring.pairwise_correlations import pairwise_moments

ReliabilityReason: TypeAlias = Literal["too_few_items", "too_few_persons", "no_variance"]
"""Why there is no reliability: fewer than two items or persons, or all sums are equal."""

ROUNDING = 1e-12
"""Share of what was added up below which a sum of covariances is 0."""

FEWEST = 2
"""Items, and persons, that have a covariance."""


@dataclass(frozen=True, eq=False)
class Reliability:
    """Reliability of the sum of the items; NaN where `reason` says why.

    `alpha` with its interval and `lambda_2` are lower bounds. `alpha_without` (n_items,) is that of the sum
    without the item. `sd` is that of the sum and `standard_error` the error of measurement by alpha, both in
    points of the sum.
    """

    n_persons: int
    n_items: int
    alpha: float
    alpha_interval: tuple[float, float]
    lambda_2: float
    alpha_without: Floats
    sd: float
    standard_error: float
    reason: ReliabilityReason | None


@dataclass(frozen=True, eq=False)
class Omega:
    """McDonald's omega of the sum, NaN where the factor's reason says why; items that vary, by place.

    "pearson" is of the sum of the categories, "polychoric" of the sum of the normal variables behind them,
    which no test reports: it is what more categories could reach.
    """

    omega: float
    kind: Literal["pearson", "polychoric"]
    items: tuple[int, ...]
    factor: OneFactor

    @property
    def reason(self) -> FactorReason | None:
        """What is in doubt; None when nothing is."""
        return self.factor.reason


@dataclass(frozen=True)
class SplitHalf:
    """Correlation of two halves, and the reliability of the whole by Spearman-Brown and by Flanagan-Rulon."""

    correlation: float
    spearman_brown: float
    flanagan_rulon: float


def covariances(responses: ArrayLike, *, missing: MissingPolicy = "complete") -> Floats:
    """Covariances of the items, (n_items, n_items), with n - 1; "available" takes each pair by itself.

    Raises:
        ValueError: a response is no category, or the policy is unknown.
    """
    return pairwise_moments(scores_under(responses, missing)).covariances


def reliability(
    responses: ArrayLike, *, missing: MissingPolicy = "complete", coverage: float = 0.95
) -> Reliability:
    """Cronbach's alpha and Guttman's lambda-2 of the sum of all items, (n_persons, n_items).

    alpha = n / (n - 1) (1 - sum of variances / variance of the sum) (Cronbach, 1951, Psychometrika 16); its
    interval by the F distribution (Feldt, 1965, Psychometrika 30). lambda_2 adds sqrt(n / (n - 1) sum of
    squared covariances) (Guttman, 1945, Psychometrika 10). A sum needs everybody's answer to every item:
    neither is for adaptive tests, whose reliability is in `AbilityEstimates`.

    Raises:
        ValueError: a response is no category, or the policy is unknown, or coverage is out of its range.
    """
    if not 0.0 < coverage < 1.0:
        raise ValueError(f"coverage must lie between 0 and 1, got {coverage!r}")
    scores = scores_under(responses, missing)
    n_persons, n_items = int(np.isfinite(scores).any(axis=1).sum()), scores.shape[1]
    matrix = covariances(responses, missing=missing)
    total = float(matrix.sum())
    reason: ReliabilityReason | None = None
    if n_items < FEWEST:
        reason = "too_few_items"
    elif n_persons < FEWEST or np.isnan(total):
        reason = "too_few_persons"
    elif total <= ROUNDING * float(np.abs(matrix).sum()):
        reason = "no_variance"
    if reason is not None:
        none = float("nan")
        nothing = read_only(np.full(n_items, np.nan))
        return Reliability(n_persons, n_items, none, (none, none), none, nothing, none, none, reason)
    alpha = _alpha(matrix)
    tail = (1.0 - coverage) / 2.0
    degrees = n_persons - 1, (n_persons - 1) * (n_items - 1)
    low, high = (
        1.0 - (1.0 - alpha) * float(f_distribution.ppf(share, *degrees)) for share in (1.0 - tail, tail)
    )
    off = matrix - np.diag(np.diag(matrix))
    lambda_2 = (off.sum() + np.sqrt(n_items / (n_items - 1.0) * (off**2).sum())) / total
    without = [
        _alpha(np.delete(np.delete(matrix, item, axis=0), item, axis=1)) if n_items > FEWEST else np.nan
        for item in range(n_items)
    ]
    sd = float(np.sqrt(total))
    return Reliability(
        n_persons=n_persons,
        n_items=n_items,
        alpha=alpha,
        alpha_interval=(low, high),
        lambda_2=float(lambda_2),
        alpha_without=read_only(np.array(without)),
        sd=sd,
        standard_error=standard_error_of_measurement(sd, alpha),
        reason=None,
    )


def standard_error_of_measurement(sd: float, reliability: float) -> float:
    """SD sqrt(1 - reliability); the SD for a reliability below 0."""
    return sd * float(np.sqrt(1.0 - max(reliability, 0.0)))


def omega_total(
    responses: ArrayLike,
    *,
    kind: Literal["pearson", "polychoric"] = "pearson",
    missing: MissingPolicy = "complete",
) -> Omega:
    """Omega: (sum of loadings)^2 / ((sum of loadings)^2 + sum of uniquenesses) (McDonald, 1999, Test Theory).

    One factor is fitted to the correlations. With "pearson" loadings and uniquenesses are brought back to the
    items' own SDs. Constant items are left out.

    Raises:
        ValueError: a response is no category, or the kind or the policy is unknown.
    """
    if kind not in {"pearson", "polychoric"}:
        raise ValueError(f"kind must be 'pearson' or 'polychoric', got {kind!r}")
    matrix = covariances(responses, missing=missing)
    variances = np.diag(matrix)
    items = np.flatnonzero(variances > 0.0)
    if kind == "pearson":
        sds = np.sqrt(variances[items])
        correlations = matrix[np.ix_(items, items)] / np.outer(sds, sds)
    else:
        sds = np.ones(items.size)
        scores = scores_under(responses, missing)[:, items]
        correlations = polychoric(scores).matrix if items.size else np.zeros((0, 0))
    factor = one_factor(correlations)
    common = float((sds * factor.loadings).sum()) ** 2
    own = float((sds**2 * factor.uniquenesses).sum())
    omega = common / (common + own) if common + own > 0.0 else float("nan")
    return Omega(omega, kind, tuple(items.tolist()), factor)


def split_half(
    responses: ArrayLike, *, first_half: ArrayLike | None = None, missing: MissingPolicy = "complete"
) -> SplitHalf:
    """Reliability from two halves; `first_half` (n_items,) is a mask, None every other item.

    Spearman-Brown's 2 r / (1 + r) takes the halves as parallel, Flanagan and Rulon's 4 cov / variance of the
    sum (Rulon, 1939, Harvard Educational Review 9) only their true scores. NaN without variance.

    Raises:
        ValueError: a response is no category, the policy is "available", or a half is empty.
    """
    if missing == "available":
        raise ValueError("missing must be 'lowest' or 'complete' for halves, which are sums, got 'available'")
    scores = scores_under(responses, missing)
    n_items = scores.shape[1]
    is_first = np.arange(n_items) % 2 == 0 if first_half is None else np.asarray(first_half)
    if is_first.shape != (n_items,) or is_first.dtype != np.bool_ or is_first.all() or not is_first.any():
        raise ValueError(
            f"first_half must be a mask of {n_items} items, some in each half, got {first_half!r}"
        )
    sums = np.stack((scores[:, is_first].sum(axis=1), scores[:, ~is_first].sum(axis=1)))
    if len(scores) < FEWEST or not (sums.var(axis=1) > 0.0).all():
        return SplitHalf(float("nan"), float("nan"), float("nan"))
    covariance = np.cov(sums)
    correlation = float(covariance[0, 1] / np.sqrt(covariance[0, 0] * covariance[1, 1]))
    doubled = 2.0 * correlation / (1.0 + correlation) if correlation > -1.0 else float("nan")
    total = float(covariance.sum())
    rulon = 4.0 * float(covariance[0, 1]) / total if total > 0.0 else float("nan")
    return SplitHalf(correlation, doubled, rulon)


def _alpha(matrix: Floats) -> float:
    n_items = len(matrix)
    total = float(matrix.sum())
    if total <= ROUNDING * float(np.abs(matrix).sum()):
        return float("nan")
    return n_items / (n_items - 1.0) * (1.0 - float(np.trace(matrix)) / total)
