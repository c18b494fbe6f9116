"""Probabilities of rankings of independent normal utilities, with derivatives; what moves them is elsewhere.

u_1 > u_2 > ... > u_m is a chain of differences d_j = u_(j+1) - u_j < 0, an orthant of dimension m - 1 in
which only neighbours are correlated (`orthants`). Arrays have the statement first, (m, ...), the most
preferred at 0.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import ndtr

from scoring.arrays import Floats
from scoring.forced_choice.orthants import log_orthant, orthant_terms
from scoring.forced_choice.rankings import all_orders
from scoring.forced_choice.statements import StatementBank, checked_blocks, checked_points


@dataclass(frozen=True, eq=False)
class RankingTerms:
    """Log probabilities (...), with derivatives.

    By the means of the utilities (m, ...) and twice (m, m, ...), and by their variances (m, ...).
    """

    log_probabilities: Floats
    by_means: Floats
    by_variances: Floats
    by_means_twice: Floats


def log_ranking_probabilities(means: Floats, variances: Floats) -> Floats:
    """Log of P(u_1 > u_2 > ... > u_m), most preferred first; `variances` broadcast against `means`."""
    spreads, correlations = _chain(variances)
    return log_orthant((means[:-1] - means[1:]) / spreads, correlations)


def ranking_terms(means: Floats, variances: Floats) -> RankingTerms:
    """`log_ranking_probabilities` with their derivatives."""
    spreads, correlations = _chain(variances)
    h = (means[:-1] - means[1:]) / spreads
    terms = orthant_terms(h, correlations)
    scaled = terms.slopes / spreads
    by_means = np.zeros(np.broadcast_shapes(means.shape, variances.shape))
    by_means[:-1] += scaled
    by_means[1:] -= scaled
    curved = terms.curvatures / (spreads[:, None] * spreads[None])
    twice = np.zeros((len(means), *by_means.shape))
    twice[:-1, :-1] += curved
    twice[1:, 1:] += curved
    twice[:-1, 1:] -= curved
    twice[1:, :-1] -= curved
    return RankingTerms(
        terms.log_probabilities,
        by_means,
        _by_variances(h, variances, spreads, correlations, terms.slopes, terms.correlation_slopes),
        twice,
    )


def pair_probabilities(bank: StatementBank, first: int, second: int, traits: ArrayLike) -> Floats:
    """Probability that the first statement is preferred to the second at every point, (n_points,).

    Phi((mean_i - mean_k + loading_i eta_a - loading_k eta_b) / sqrt(psi_i^2 + psi_k^2)) (Brown &
    Maydeu-Olivares, 2011, EPM 71, 460-502, equation 16, with gamma_ik = mean_k - mean_i).

    Raises:
        ValueError: the statements are not two of the bank, or `traits` is not (n_points, n_traits).
    """
    ((one, other),) = checked_blocks(bank, [(first, second)])
    points = checked_points(bank, traits)
    utilities = bank.means[[one, other]] + points @ bank.loading_matrix((one, other)).T
    spread = np.sqrt(bank.uniquenesses[one] + bank.uniquenesses[other])
    return np.asarray(ndtr((utilities[:, 0] - utilities[:, 1]) / spread))


def ranking_probabilities(bank: StatementBank, block: tuple[int, ...], traits: ArrayLike) -> Floats:
    """Probability of every full ranking of a block, (m!, n_points), in the order of `all_orders`.

    Raises:
        ValueError: the block is not of the bank, or `traits` is not (n_points, n_traits).
    """
    (kept,) = checked_blocks(bank, [block])
    means, variances = ordered_utilities(bank, np.array([kept]), checked_points(bank, traits))
    return np.exp(log_ranking_probabilities(means, variances)[:, 0])


def ordered_utilities(bank: StatementBank, blocks: ArrayLike, points: Floats) -> tuple[Floats, Floats]:
    """Means (m, m!, n_blocks, n_points) and variances (m, m!, n_blocks, 1) of utilities in every order.

    `blocks` (n_blocks, m) are statements. The second axis is that of `all_orders`.
    """
    places = np.asarray(blocks, dtype=np.int64)
    orders = np.array(all_orders(places.shape[1]))
    statements = places[:, orders].transpose(2, 1, 0)
    utilities = bank.means[:, None] + bank.loadings[:, None] * points.T[bank.traits]
    return utilities[statements], bank.uniquenesses[statements][..., None]


def _chain(variances: Floats) -> tuple[Floats, Floats]:
    """SDs of differences of neighbours (m - 1, ...), and correlations of neighbouring ones (m - 2, ...)."""
    spreads = np.sqrt(variances[:-1] + variances[1:])
    return spreads, -variances[1:-1] / (spreads[:-1] * spreads[1:])


def _by_variances(
    h: Floats,
    variances: Floats,
    spreads: Floats,
    correlations: Floats,
    slopes: Floats,
    correlation_slopes: Floats,
) -> Floats:
    derivative = np.zeros((len(variances), *h.shape[1:]))
    narrowing = -0.5 * slopes * h / spreads**2
    derivative[:-1] += narrowing
    derivative[1:] += narrowing
    turning = correlation_slopes * correlations
    derivative[:-2] -= 0.5 * turning / spreads[:-1] ** 2
    derivative[2:] -= 0.5 * turning / spreads[1:] ** 2
    derivative[1:-1] += turning * (1.0 / variances[1:-1] - 0.5 / spreads[:-1] ** 2 - 0.5 / spreads[1:] ** 2)
    return derivative
