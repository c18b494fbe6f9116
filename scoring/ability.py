"""Ability on one published quadrature grid: priors, posteriors, and the estimate that sums one up.

Nothing here knows items; a likelihood arrives as its logarithms at the nodes. The one method here is the
expected a posteriori (EAP); the others, and many persons at once, are in `estimation`.
"""

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np

from scoring.arrays import Floats, read_only

GRID: Floats = read_only(np.linspace(-6.0, 6.0, 121))
"""The quadrature nodes, (121,) logits. Every reported ability depends on them: they are never changed."""

GRID_STEP = 0.1
"""Distance of the nodes, logits: sums over a normal density are true to 1e-8 while its SD is no smaller."""

EstimationMethod = Literal[
    "eap", "map", "ml", "wle", "jeffreys", "ml_fences", "huber", "tukey", "sum_score_eap"
]
"""How an ability was estimated; the functions of these names are in `estimation` and `sum_scores`."""


@dataclass(frozen=True)
class Estimate:
    """An ability and its standard error, logits. By "eap" they are the mean and the SD of the posterior."""

    ability: float
    standard_error: float
    method: EstimationMethod


@dataclass(frozen=True, eq=False)
class Posterior:
    """A distribution of ability on `GRID`, with its mean (logits) and variance (logits squared).

    `weights` (121,) sum to 1; `deviations` (121,) are the distances of the nodes from the mean.
    """

    weights: Floats
    deviations: Floats
    mean: float
    variance: float


def normal_prior(mean: float, sd: float) -> Floats:
    """Logarithms of normal weights on `GRID`, (121,): the normal between the grid's ends, summing to 1.

    Raises:
        ValueError: the mean lies outside the grid, or the SD is not finite or finer than the grid.
    """
    if not GRID[0] <= mean <= GRID[-1]:
        raise ValueError(f"prior mean must lie within the grid, -6 to 6 logits, got {mean!r}")
    if not GRID_STEP <= sd < np.inf:
        raise ValueError(
            f"prior sd must be finite and at least {GRID_STEP} logits, the grid's step, got {sd!r}"
        )
    logs = -0.5 * ((GRID - mean) / sd) ** 2
    return read_only(logs - _log_sum(logs))


def posterior(log_posterior: Floats) -> Posterior:
    """The distribution with these logarithms of weights on `GRID`, (121,), up to a constant.

    Raises:
        ValueError: the array has another shape, or no node has a finite logarithm.
    """
    if log_posterior.shape != GRID.shape:
        raise ValueError(f"log_posterior must have shape {GRID.shape}, got {log_posterior.shape}")
    # Reductions by their functions, not the methods, which take twice as long for arrays of this size.
    highest = float(np.maximum.reduce(log_posterior))
    if not math.isfinite(highest):
        raise ValueError(f"log_posterior must have a finite largest value, got {highest!r}")
    weights = np.exp(log_posterior - highest)
    weights /= np.add.reduce(weights)
    mean = _clamped(float(weights @ GRID))
    deviations = GRID - mean
    # About the mean, not E[t^2] - mean^2, which loses digits when the posterior is narrow and far from 0.
    variance = float(weights @ (deviations * deviations))
    return Posterior(weights=weights, deviations=deviations, mean=mean, variance=variance)


def eap(log_posterior: Floats) -> Estimate:
    """The expected a posteriori estimate (Bock & Mislevy, 1982, APM 6) from log weights on `GRID`, (121,)."""
    return estimate_of(posterior(log_posterior))


def estimate_of(distribution: Posterior) -> Estimate:
    """The expected a posteriori estimate that sums up this distribution."""
    return Estimate(
        ability=distribution.mean,
        standard_error=math.sqrt(distribution.variance),
        method="eap",
    )


def _clamped(ability: float) -> float:
    """The ability held within the grid; here and in the next function only, for every method."""
    return min(max(ability, float(GRID[0])), float(GRID[-1]))


def clamped(abilities: Floats) -> Floats:
    """The abilities of many persons held within the grid."""
    return np.clip(abilities, GRID[0], GRID[-1])


def _log_sum(logs: Floats) -> float:
    highest = logs.max()
    return float(highest + np.log(np.exp(logs - highest).sum()))
