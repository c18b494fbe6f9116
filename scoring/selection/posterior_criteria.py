"""What each item would tell, judged over the whole posterior of ability and not at one estimate of it.

Weights are the posterior on `GRID`, (121,), and values (n_items,); or (n_persons, 121) and (n_persons,
n_items). The largest value is best.
"""

from typing import Protocol

import numpy as np
from scipy.special import entr

from scoring.ability import Posterior
from scoring.arrays import Floats, Mask
from scoring.probability_grid import ProbabilityGrid

NEGLIGIBLE_WEIGHT = 1e-19
"""Posterior weight below which outer nodes are left out of sums; 121 of them cannot move the last digit."""


class Deviating(Protocol):
    """A posterior, or several: weights on `GRID`, and the distances of the nodes from the mean."""

    @property
    def weights(self) -> Floats:
        """Weights, (121,) or (n_persons, 121)."""

    @property
    def deviations(self) -> Floats:
        """Distances of the nodes from the mean, in the shape of the weights."""


def expected_posterior_variance(grid: ProbabilityGrid, distribution: Posterior) -> Floats:
    """Posterior variance expected after each item's answer, (n_items,), logits squared; the least is best.

    The sum over answers x of p(x | data) Var(theta | data, x), with p the posterior predictive probability
    (van der Linden, 1998, Psychometrika 63, 201-216). Exact on the grid, not evaluated at a point estimate.
    """
    return distribution.variance - variance_reduction(grid, distribution)


def variance_reduction(grid: ProbabilityGrid, distribution: Deviating) -> Floats:
    """Reduction of the posterior variance expected from each item's answer, logits squared.

    By the law of total variance it is the variance of the posterior mean over the answers, so it is never
    negative and nothing cancels: the sum over k of m1_k^2 / m0_k, where m0_k = sum_q P_k(theta_q) w_q is the
    predictive probability of category k and m1_k = sum_q P_k(theta_q) w_q (theta_q - mean). Two categories
    have m1_0 = -m1_1, which leaves m1_1^2 / (m0_1 m0_0).
    """
    nodes = heavy_nodes(distribution.weights)
    mass, right = distribution.weights[..., nodes], grid.right[nodes]
    leverage = mass * distribution.deviations[..., nodes]
    m0, m1 = mass @ right, leverage @ right
    of_dichotomous = _quotient(np.multiply(m1, m1, out=m1), m0 * (1.0 - m0))
    if not grid.polytomous.size:
        return of_dichotomous
    m0 = mass @ grid.categories[nodes]
    m1 = leverage @ grid.categories[nodes]
    reduction = np.empty((*mass.shape[:-1], grid.n_items))
    reduction[..., grid.dichotomous] = of_dichotomous
    reduction[..., grid.polytomous] = np.add.reduceat(_quotient(m1 * m1, m0), grid.starts, axis=-1)
    return reduction


def variance_reduction_of(grid: ProbabilityGrid, distribution: Posterior, item: int) -> float:
    """The same of one item and one person, which costs less."""
    start = grid.first_rows[item]
    rows = np.exp(grid.log_rows[start : start + grid.n_categories[item]])
    m0, m1 = rows @ distribution.weights, rows @ (distribution.weights * distribution.deviations)
    return float(_quotient(m1 * m1, m0).sum())


def mutual_information(grid: ProbabilityGrid, weights: Floats) -> Floats:
    """Shannon's mutual information of ability and each item's answer, nats.

    H(p) - sum_q w_q H(P(theta_q)): the entropy of the predictive probabilities p less the mean entropy of the
    answer at each ability, which is what the answer is expected to take off the entropy of the posterior
    (Lindley, 1956; Mulder & van der Linden, 2010, in Elements of Adaptive Testing, 77-101).
    """
    nodes = heavy_nodes(weights)
    mass = weights[..., nodes]
    predictive = mass @ grid.rows[nodes]
    entropy = np.add.reduceat(entr(predictive), grid.row_starts, axis=-1)
    # Rounding could leave a little less than nothing for an item that tells nothing.
    return np.maximum(entropy - mass @ grid.entropies[nodes], 0.0)


def weighted_information(grid: ProbabilityGrid, weights: Floats) -> Floats:
    """Fisher information of each item averaged with these weights, 1 / logits squared.

    With the posterior they give the maximum posterior weighted information criterion, MPWI (van der Linden,
    1998, Psychometrika 63, 201-216); with the likelihood made to sum to 1, the maximum likelihood weighted
    one, MLWI (Veerkamp & Berger, 1997, JEBS 22, 203-226).
    """
    nodes = heavy_nodes(weights)
    information: Floats = weights[..., nodes] @ grid.information[nodes]
    return information


def normalised_likelihood(log_likelihood: Floats) -> Floats:
    """The likelihood as weights on `GRID` that sum to 1, a posterior with a flat prior; same shape."""
    likelihood = np.exp(log_likelihood - log_likelihood.max(axis=-1, keepdims=True))
    weights: Floats = likelihood / likelihood.sum(axis=-1, keepdims=True)
    return weights


def heavy_nodes(weights: Floats) -> slice:
    """The nodes between the outermost that weigh anything, for anybody."""
    weighs: Mask = weights > NEGLIGIBLE_WEIGHT
    if weighs.ndim > 1:
        weighs = np.asarray(weighs.any(axis=0))
    return slice(int(weighs.argmax()), weighs.size - int(weighs[::-1].argmax()))


def _quotient(numerator: Floats, denominator: Floats) -> Floats:
    """The quotients, in the numerator's place; 0 for an answer that nobody or everybody gives."""
    if np.minimum.reduce(denominator, axis=None, initial=np.inf) > 0.0:
        return np.divide(numerator, denominator, out=numerator)
    is_open = denominator > 0.0
    np.divide(numerator, denominator, out=numerator, where=is_open)
    numerator[~is_open] = 0.0
    return numerator
