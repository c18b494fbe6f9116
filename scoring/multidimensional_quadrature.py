"""Means and covariances of joint posteriors on lattices that are laid over each of them.

A node is centre + root z, with z from the product of one axis and the root a Cholesky factor. There the odds
of a wrong to a right answer, exp(-(a' theta + d)), are products of one factor for each dimension, so that
they cost one multiplication a node and no exponential.
"""

from dataclasses import dataclass
from itertools import product

import numpy as np
from scipy.special import log_expit

from scoring.arrays import Floats

NUMBERS_AT_ONCE = 60_000
"""Size of the arrays that persons and nodes make together: as many as stay in a processor's own memory."""

LARGEST_EXPONENT = 600.0
"""Exponents beyond it are left to logarithms, which are slower and have no limit."""


@dataclass(frozen=True, eq=False)
class Answered:
    """Answered items side by side, as many columns as anybody answered: `signs` 1 right, -1 wrong, 0 none.

    `slopes` are (n_persons, n_columns, n_dimensions), `intercepts` and `signs` (n_persons, n_columns).
    """

    slopes: Floats
    intercepts: Floats
    signs: Floats


@dataclass(frozen=True, eq=False)
class Prior:
    """A multivariate normal prior: mean (n_dimensions,), covariance and its inverse."""

    mean: Floats
    covariance: Floats
    precision: Floats


def integrated(
    answered: Answered, prior: Prior, centres: Floats, covariances: Floats, axis: Floats, log_weights: Floats
) -> tuple[Floats, Floats]:
    """Mean and covariance of each posterior, on a lattice of this centre and covariance.

    `axis` (n_nodes,) are the nodes of one dimension, in SDs, and `log_weights` the logarithms of what a value
    of the posterior counts at them.
    """
    n_persons, n_dimensions = centres.shape
    means, spreads = np.empty_like(centres), np.empty_like(covariances)
    at_once = max(1, NUMBERS_AT_ONCE // axis.size**n_dimensions)
    for first in range(0, n_persons, at_once):
        block = slice(first, first + at_once)
        some = Answered(answered.slopes[block], answered.intercepts[block], answered.signs[block])
        roots: Floats = np.asarray(np.linalg.cholesky(covariances[block]), dtype=np.float64)
        weights = _weights(some, prior, centres[block], roots, axis, log_weights)
        mean, spread = _moments(weights, axis)
        means[block] = centres[block] + np.einsum("pde,pe->pd", roots, mean)
        spreads[block] = roots @ spread @ np.swapaxes(roots, 1, 2)
    return means, spreads


def _weights(
    answered: Answered, prior: Prior, centres: Floats, roots: Floats, axis: Floats, log_weights: Floats
) -> Floats:
    """The posterior at the nodes up to a constant, (n_persons, n_nodes, ...), one axis for each dimension."""
    signs, n_dimensions = answered.signs, centres.shape[1]
    slopes = -signs[:, :, None] * (answered.slopes @ roots)
    at_centre = -signs * (np.einsum("pid,pd->pi", answered.slopes, centres) + answered.intercepts)
    logs = _prior_logs(prior, centres, roots, axis, log_weights)
    reach = np.abs(at_centre) + np.abs(slopes).sum(axis=2) * np.abs(axis).max()
    improbable = np.logaddexp(0.0, at_centre).sum(axis=1, where=signs != 0.0)
    if max(reach.max(initial=0.0), improbable.max(initial=0.0)) > LARGEST_EXPONENT:
        return _exponentials(logs + _log_likelihoods(slopes, at_centre, signs, axis, n_dimensions))
    odds, powers = np.exp(at_centre), np.exp(slopes[:, :, :, None] * axis)
    total, here = np.ones_like(logs), np.empty_like(logs)
    with np.errstate(over="ignore"):  # infinite odds against all answers leave no weight, as they should
        for item in range(signs.shape[1]):
            factors = odds[:, item, None] * powers[:, item, 0]
            for dimension in range(1, n_dimensions):
                shape = (-1, *(1,) * dimension, axis.size)
                out = here if dimension == n_dimensions - 1 else None
                factors = np.multiply(factors[..., None], powers[:, item, dimension].reshape(shape), out=out)
            # Relative to the centre's, so that many answers do not add up to more than a number can hold. A
            # missing answer has the odds 1 everywhere, and no effect.
            factors += 1.0
            factors /= (1.0 + odds[:, item]).reshape(-1, *(1,) * n_dimensions)
            total *= factors
    weights = _exponentials(logs)
    weights /= total
    return weights


def _prior_logs(prior: Prior, centres: Floats, roots: Floats, axis: Floats, log_weights: Floats) -> Floats:
    """Logarithms of the prior times what a node counts, (n_persons, n_nodes, ...), up to a constant."""
    n_dimensions = centres.shape[1]
    curvature = np.swapaxes(roots, 1, 2) @ prior.precision @ roots
    slope = np.einsum("pde,pd->pe", roots, (centres - prior.mean) @ prior.precision)
    logs = np.zeros((len(centres), *(axis.size,) * n_dimensions))
    for one in range(n_dimensions):
        squares = -0.5 * curvature[:, one, one, None] * axis**2 - slope[:, one, None] * axis + log_weights
        logs += squares.reshape(_shape(n_dimensions, axis.size, one))
        for other in range(one):
            products = -curvature[:, other, one, None, None] * axis[:, None] * axis
            logs += products.reshape(_shape(n_dimensions, axis.size, other, one))
    return logs


def _log_likelihoods(
    slopes: Floats, at_centre: Floats, signs: Floats, axis: Floats, n_dimensions: int
) -> Floats:
    """The same likelihood by logarithms, for exponents that no number can hold."""
    lattice = np.array(list(product(axis, repeat=n_dimensions)))
    found = np.zeros((len(signs), len(lattice)))
    for item in range(signs.shape[1]):
        odds = at_centre[:, item, None] + slopes[:, item] @ lattice.T
        found += log_expit(-odds) * np.square(signs[:, item, None])
    return found.reshape(-1, *(axis.size,) * n_dimensions)


def _moments(weights: Floats, axis: Floats) -> tuple[Floats, Floats]:
    """Means and covariances of the weights in SDs of the lattice, (n_persons, n_dimensions) and one more."""
    n_dimensions = weights.ndim - 1
    powers = np.stack((np.ones_like(axis), axis, axis**2), axis=1)
    sums = weights
    for _ in range(n_dimensions):  # the last axis is summed up and its powers go to the front
        sums = np.moveaxis(sums @ powers, -1, 1)
    sums = sums.reshape(-1, 3**n_dimensions)
    sums = sums / sums[:, :1]
    # A sum of powers is found by its exponents, 0 to 2 of each dimension, as digits.
    units = 3 ** np.arange(n_dimensions)[::-1]
    means = sums[:, units]
    squares = sums[:, units[:, None] + units]
    return means, squares - means[:, :, None] * means[:, None]


def _exponentials(logs: Floats) -> Floats:
    values: Floats = np.exp(logs - logs.max(axis=tuple(range(1, logs.ndim)), keepdims=True))
    return values


def _shape(n_dimensions: int, n_nodes: int, *places: int) -> tuple[int, ...]:
    return -1, *(n_nodes if place in places else 1 for place in range(n_dimensions))
