"""What blocks tell about traits: Fisher information of whole rankings, and what it takes off a posterior.

Pairs within a block of three or four share errors of utility. The information here is that of the ranking
(Frick, 2023, Psychometrika 88, 1556-1589); adding up pairs as if they were independent claims more than there
is.
"""

from collections.abc import Sequence
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from scoring.arrays import Floats
from scoring.forced_choice.ranking_probability import ordered_utilities, pair_probabilities, ranking_terms
from scoring.forced_choice.rankings import all_orders
from scoring.forced_choice.statements import Block, StatementBank, checked_blocks, checked_points

OptimalityName = Literal["d", "a"]
"""D: the log determinant of the posterior precision; A: the sum of the posterior variances."""

ORDERS_AT_ONCE = 100_000
"""Ranking probabilities computed together."""


def pair_information_weight(bank: StatementBank, first: int, second: int, traits: ArrayLike) -> Floats:
    """W of a pair's information w g g', g = loading_i e_a - loading_k e_b, at every point (n_points,).

    phi(z)^2 / (P Q (psi_i^2 + psi_k^2)) (Brown & Maydeu-Olivares, 2011, EPM 71, 460-502).

    Raises:
        ValueError: as `pair_probabilities`.
    """
    pair_probabilities(bank, first, second, traits)
    weights: Floats = utility_information(bank, [(first, second)], checked_points(bank, traits))[0, :, 0, 0]
    return weights


def utility_information(bank: StatementBank, blocks: ArrayLike, points: Floats) -> Floats:
    """Information of blocks of one size about the means of their utilities, (n_blocks, n_points, m, m).

    `blocks` (n_blocks, m) are statements, `points` (n_points, n_traits). Sum over rankings of the outer
    product of the gradient of log P, times P. Rows and columns sum to 0: only differences of utilities are
    seen.
    """
    places = np.asarray(blocks, dtype=np.int64)
    n_orders = len(all_orders(places.shape[1]))
    step = max(ORDERS_AT_ONCE // (n_orders * max(len(points), 1)), 1)
    found = np.empty((len(places), len(points), places.shape[1], places.shape[1]))
    back = np.argsort(np.array(all_orders(places.shape[1])), axis=1)
    for first in range(0, len(places), step):
        terms = ranking_terms(*ordered_utilities(bank, places[first : first + step], points))
        gradients = np.stack([terms.by_means[back[order], order] for order in range(n_orders)], axis=1)
        weighted = gradients * np.exp(terms.log_probabilities)
        found[first : first + step] = np.einsum("iobq,jobq->bqij", weighted, gradients, optimize=True)
    return found


def block_information(bank: StatementBank, blocks: Sequence[Block], traits: ArrayLike) -> Floats:
    """Fisher information of blocks about the traits, (n_blocks, n_points, n_traits, n_traits).

    Frick (2023, Psychometrika 88, 1556-1589): of the whole ranking. Of a pair it is that of Brown &
    Maydeu-Olivares (2011).

    Raises:
        ValueError: a block is not of the bank, or `traits` is not (n_points, n_traits).
    """
    kept = checked_blocks(bank, blocks)
    points = checked_points(bank, traits)
    found = np.empty((len(kept), len(points), bank.n_traits, bank.n_traits))
    for size in {len(block) for block in kept}:
        those = [number for number, block in enumerate(kept) if len(block) == size]
        places = np.array([kept[number] for number in those])
        inner = utility_information(bank, places, points)
        loadings = np.stack([bank.loading_matrix(kept[number]) for number in those])
        found[those] = np.einsum("bia,bqij,bjc->bqac", loadings, inner, loadings, optimize=True)
    return found


def independent_pairs_information(bank: StatementBank, blocks: Sequence[Block], traits: ArrayLike) -> Floats:
    """What `block_information` would be if the pairs of a block were answered independently: too much.

    For comparison with earlier practice only, (n_blocks, n_points, n_traits, n_traits).

    Raises:
        ValueError: as `block_information`.
    """
    found = []
    for block in checked_blocks(bank, blocks):
        pairs = [(one, other) for place, one in enumerate(block) for other in block[place + 1 :]]
        found.append(block_information(bank, pairs, traits).sum(axis=0))
    return np.stack(found)


def expected_reliabilities(
    bank: StatementBank,
    blocks: Sequence[Block],
    *,
    correlations: ArrayLike,
    points: ArrayLike,
) -> Floats:
    """Reliability of every trait by a form, (n_traits,): 1 - mean posterior variance over prior variance.

    The mean is over `points` (n_points, n_traits), drawn from or spread over the population; the posterior
    precision is the prior's, the inverse of `correlations` (or of a covariance), and the form's information.

    Raises:
        ValueError: as `block_information`, or the correlations are no covariance of the traits.
    """
    prior = checked_covariance(correlations, bank.n_traits)
    information = block_information(bank, blocks, points).sum(axis=0)
    posterior = np.linalg.inv(np.linalg.inv(prior) + information)
    variances = np.diagonal(posterior, axis1=1, axis2=2).mean(axis=0)
    return np.asarray(1.0 - variances / np.diagonal(prior))


def optimal_gains(information: Floats, covariance: Floats, optimality: OptimalityName) -> Floats:
    """What information (n_blocks, n_traits, n_traits) adds to a posterior of this covariance, (n_blocks,).

    "d": log det(Sigma^-1 + I) - log det Sigma^-1; "a": tr Sigma - tr (Sigma^-1 + I)^-1 (Segall, 1996,
    Psychometrika 61, 331-354; Mulder & van der Linden, 2009, Psychometrika 74, 273-296).
    """
    root = np.linalg.cholesky(covariance)
    inner = np.eye(len(covariance)) + root.T @ information @ root
    if optimality == "d":
        return np.asarray(np.linalg.slogdet(inner)[1])
    solved = np.linalg.solve(inner, np.broadcast_to(root.T, inner.shape))
    left: Floats = np.einsum("ik,bki->b", root, solved)
    return np.asarray(np.trace(covariance) - left)


def checked_covariance(covariance: ArrayLike, n_traits: int) -> Floats:
    """A covariance of the traits.

    Raises:
        ValueError: it has another shape, is not symmetric or not positive definite.
    """
    kept = np.asarray(covariance, dtype=np.float64)
    if kept.shape != (n_traits, n_traits) or not np.isfinite(kept).all():
        raise ValueError(
            f"covariance must be finite numbers of shape ({n_traits}, {n_traits}), got {covariance!r}"
        )
    if not (np.allclose(kept, kept.T) and (np.linalg.eigvalsh(kept) > 0.0).all()):
        raise ValueError(f"covariance must be symmetric and positive definite, got {covariance!r}")
    return kept
