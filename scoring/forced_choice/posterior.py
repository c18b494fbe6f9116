"""The posterior of several traits: its mode by Newton's method, and integrals over it by nodes about it.

The prior is multivariate normal. Rankings, partial ones too, are convex sets of utilities, so that the
posterior is log-concave (Prekopa, 1973) and has one mode. Nodes are quasi-random and the same in every call.
"""

from dataclasses import dataclass

import numpy as np
from scipy.special import ndtri

from scoring.arrays import Floats
from scoring.forced_choice.likelihood import UtilityModel, log_likelihoods, trait_derivatives
from scoring.forced_choice.rankings import Rankings

MOST_STEPS = 100
CLOSE_ENOUGH = 1e-20
"""Newton decrement squared at which a mode is found: 1e-10 SDs away."""

ROUNDING = 1e-11
"""Share of a height below which a rise cannot be told from rounding."""

WIDENING = 1.2
"""SDs of the nodes in SDs of the normal approximation, whose tails are a little too light."""


@dataclass(frozen=True, eq=False)
class Modes:
    """Modes (n_persons, n_traits) and minus the Hessian of the log posterior there."""

    traits: Floats
    precisions: Floats


@dataclass(frozen=True, eq=False)
class Nodes:
    """Nodes (n_persons, n_nodes, n_traits) and logs of the densities from which they were drawn."""

    points: Floats
    log_densities: Floats


def posterior_modes(
    model: UtilityModel, rankings: Rankings, mean: Floats, covariance: Floats, start: Floats | None = None
) -> Modes:
    """Everybody's posterior mode; a Newton step that does not climb enough is halved."""
    precision = np.asarray(np.linalg.inv(covariance), dtype=np.float64)
    here = np.tile(mean, (rankings.n_persons, 1)) if start is None else start.copy()
    terms = trait_derivatives(model, rankings, here)
    heights = terms.logs - 0.5 * _squares(here - mean, precision)
    for _ in range(MOST_STEPS):
        gradients = terms.gradients - (here - mean) @ precision
        steps = np.linalg.solve(precision - terms.hessians, gradients[:, :, None])[:, :, 0]
        decrements = np.einsum("pt,pt->p", gradients, steps)
        if decrements.size == 0 or decrements.max() <= CLOSE_ENOUGH:
            break
        parts = np.where(decrements > CLOSE_ENOUGH, 1.0, 0.0)
        while True:
            there = here + parts[:, None] * steps
            terms = trait_derivatives(model, rankings, there)
            reached = terms.logs - 0.5 * _squares(there - mean, precision)
            is_short = reached < heights + 0.25 * parts * decrements - ROUNDING * (1.0 + np.abs(heights))
            if not is_short.any():
                break
            parts[is_short] *= 0.5
        here, heights = there, reached
    return Modes(here, precision - terms.hessians)


def laid_nodes(modes: Modes, n_nodes: int) -> Nodes:
    """Nodes about every mode, as of a normal distribution `WIDENING` times as wide as the curvature says.

    Two halves mirror each other, so that everything odd about the mode is integrated exactly. `n_nodes` is
    even.
    """
    n_persons, n_traits = modes.traits.shape
    half = _normal_sequence(n_persons * (n_nodes // 2), n_traits).reshape(n_persons, n_nodes // 2, n_traits)
    z = np.concatenate((half, -half), axis=1)
    # precision = C C', so that C'^-1 z has the inverse of it as covariance.
    lower = np.linalg.cholesky(modes.precisions)
    spread = np.linalg.solve(np.swapaxes(lower, 1, 2), np.swapaxes(z, 1, 2))
    points = modes.traits[:, None] + WIDENING * np.swapaxes(spread, 1, 2)
    log_root = np.log(np.diagonal(lower, axis1=1, axis2=2)).sum(axis=1)
    constant = n_traits * (np.log(WIDENING) + 0.5 * np.log(2.0 * np.pi))
    return Nodes(points, log_root[:, None] - constant - 0.5 * (z**2).sum(axis=2))


def weighed(
    model: UtilityModel, rankings: Rankings, nodes: Nodes, mean: Floats, covariance: Floats
) -> tuple[Floats, Floats]:
    """Log marginal likelihood of every person (n_persons,), and posterior weights of the nodes."""
    n_traits = mean.size
    deviations = nodes.points - mean
    squares = np.einsum("pqt,ts,pqs->pq", deviations, np.linalg.inv(covariance), deviations, optimize=True)
    log_prior = -0.5 * (squares + np.linalg.slogdet(covariance)[1] + n_traits * np.log(2.0 * np.pi))
    logs = log_likelihoods(model, rankings, nodes.points) + log_prior - nodes.log_densities
    highest = logs.max(axis=1, keepdims=True)
    weights = np.exp(logs - highest)
    sums = weights.sum(axis=1, keepdims=True)
    return (highest + np.log(sums))[:, 0] - np.log(logs.shape[1]), weights / sums


def posterior_moments(nodes: Nodes, weights: Floats) -> tuple[Floats, Floats]:
    """Means (n_persons, n_traits) and covariances of the posterior."""
    means = np.einsum("pq,pqt->pt", weights, nodes.points)
    deviations = nodes.points - means[:, None]
    return means, np.einsum("pq,pqt,pqs->pts", weights, deviations, deviations, optimize=True)


def _squares(deviations: Floats, precision: Floats) -> Floats:
    squares: Floats = np.einsum("pt,ts,ps->p", deviations, precision, deviations)
    return squares


def _normal_sequence(n: int, n_dimensions: int) -> Floats:
    """Points of a Kronecker sequence with powers of the generalised golden ratio as steps, made normal."""
    ratio = 2.0
    for _ in range(60):
        ratio = (1.0 + ratio) ** (1.0 / (n_dimensions + 1.0))
    steps = ratio ** -np.arange(1.0, n_dimensions + 1.0)
    uniforms = (0.5 + np.arange(1, n + 1)[:, None] * steps) % 1.0
    return np.asarray(ndtri(np.clip(uniforms, 1e-12, 1.0 - 1e-12)))
