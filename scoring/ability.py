"""Estimates of ability on one published quadrature grid. Expected a posteriori is the only method so far."""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from scoring.arrays import Floats, read_only

GRID: Floats = read_only(np.linspace(-6.0, 6.0, 121))
"""The quadrature nodes of every estimate, (121,) logits, 0.1 apart. Part of the published method: never change it."""

GRID_STEP = 0.1
"""Distance between nodes, logits. A normal density is summed to 1e-8 of its integral while its SD is at least this."""

EstimationMethod = Literal["eap"]


@dataclass(frozen=True)
class Estimate:
    """An ability with its standard error, both logits. For "eap": posterior mean and posterior standard deviation."""

    ability: float
    standard_error: float
    method: EstimationMethod


@dataclass(frozen=True, eq=False)
class Posterior:
    """A distribution of ability on `GRID`: `weights` (121,) that sum to 1, `deviations` (121,) of the nodes from `mean`."""

    weights: Floats
    deviations: Floats
    mean: float
    variance: float


def normal_prior(mean: float, sd: float) -> Floats:
    """Logarithms of normal prior weights on `GRID`, (121,), summing to 1 as weights: the normal cut at the grid's ends.

    Raises:
        ValueError: the mean is outside the grid, or the standard deviation is not finite or finer than the grid.
    """
    if not GRID[0] <= mean <= GRID[-1]:
        raise ValueError(
            f"prior mean must lie within the grid, -6 to 6 logits, got {mean!r}"
        )
    if not GRID_STEP <= sd < np.inf:
        raise ValueError(
            f"prior sd must be finite and at least {GRID_STEP} logits, the grid's step, got {sd!r}"
        )
    logs = -0.5 * ((GRID - mean) / sd) ** 2
    return read_only(logs - _log_sum(logs))


def posterior(log_posterior: Floats) -> Posterior:
    """The distribution with these unnormalised logarithms of posterior weights on `GRID`, (121,).

    Raises:
        ValueError: the array has another shape, or no node has a finite logarithm.
    """
    if log_posterior.shape != GRID.shape:
        raise ValueError(
            f"log_posterior must have shape {GRID.shape}, got {log_posterior.shape}"
        )
    highest = float(log_posterior.max())
    if not np.isfinite(highest):
        raise ValueError(
            f"log_posterior must have a finite largest value, got {highest!r}"
        )
    weights = np.exp(log_posterior - highest)
    weights /= weights.sum()
    mean = _clamped(float(weights @ GRID))
    deviations = GRID - mean
    # Squares about the mean, not E[t^2] - mean^2: no cancellation when the posterior is narrow and far from 0.
    variance = float(weights @ (deviations * deviations))
    return Posterior(
        weights=weights, deviations=deviations, mean=mean, variance=variance
    )


def eap(log_posterior: Floats) -> Estimate:
    """Posterior mean and standard deviation (Bock & Mislevy, 1982) from unnormalised log weights on `GRID`, (121,)."""
    return estimate_of(posterior(log_posterior))


def estimate_of(distribution: Posterior) -> Estimate:
    """The expected a posteriori estimate that summarises this distribution."""
    return Estimate(
        ability=distribution.mean,
        standard_error=float(np.sqrt(distribution.variance)),
        method="eap",
    )


def _clamped(ability: float) -> float:
    """The one place where an ability is held within the grid; any further method must pass through here."""
    return min(max(ability, float(GRID[0])), float(GRID[-1]))


def _log_sum(logs: Floats) -> float:
    highest = logs.max()
    return float(highest + np.log(np.exp(logs - highest).sum()))
