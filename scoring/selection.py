"""Choosing the next item: what each item would tell, how much chance to mix in, and which item wins."""

from dataclasses import dataclass

import numpy as np

from scoring.ability import Posterior
from scoring.arrays import Floats, Mask
from scoring.probability_grid import ProbabilityGrid

NEGLIGIBLE_WEIGHT = 1e-20
"""Posterior weight below which outer nodes are left out of sums; 121 of them cannot move the last digit."""


TIE = 1e-12
"""Weights closer than this (logits squared) are equal: rounding varies with the place of an item."""


@dataclass(frozen=True)
class Candidate:
    """An item that could be given next, with the value that ranks it."""

    index: int
    value: float


def expected_posterior_variance(grid: ProbabilityGrid, distribution: Posterior) -> Floats:
    """Posterior variance expected after each item's answer, (n_items,), logits squared; the least is best.

    The sum over answers x of p(x | data) Var(theta | data, x), with p the posterior predictive probability
    (van der Linden, 1998, Psychometrika 63, 201-216). Exact on the grid, not evaluated at a point estimate.
    """
    return distribution.variance - variance_reduction(grid, distribution)


def variance_reduction(grid: ProbabilityGrid, distribution: Posterior) -> Floats:
    """Reduction of the posterior variance expected from each item's answer, (n_items,), logits squared.

    By the law of total variance it is the variance of the posterior mean over the answers, so it is never
    negative and nothing cancels: the sum over k of m1_k^2 / m0_k, where m0_k = sum_q P_k(theta_q) w_q is the
    predictive probability of category k and m1_k = sum_q P_k(theta_q) w_q (theta_q - mean). Two categories
    have m1_0 = -m1_1, which leaves m1_1^2 / (m0_1 m0_0).
    """
    heavy = np.flatnonzero(distribution.weights > NEGLIGIBLE_WEIGHT)
    nodes = slice(int(heavy[0]), int(heavy[-1]) + 1)
    mass = distribution.weights[nodes]
    leverage = mass * distribution.deviations[nodes]
    m0 = mass @ grid.right[nodes]
    m1 = leverage @ grid.right[nodes]
    of_dichotomous = _quotient(m1 * m1, m0 * (1.0 - m0))
    if not grid.polytomous.size:
        return of_dichotomous
    m0 = mass @ grid.categories[nodes]
    m1 = leverage @ grid.categories[nodes]
    reduction = np.empty(grid.n_items)
    reduction[grid.dichotomous] = of_dichotomous
    reduction[grid.polytomous] = np.add.reduceat(_quotient(m1 * m1, m0), grid.starts)
    return reduction


def variable_length_share(
    *,
    n_administered: int,
    max_items: int,
    information: float,
    information_to_stop: float,
    acceleration: float,
) -> float:
    """The share s of the criterion against chance when a test stops on precision, from 0 (all chance) to 1.

    s = max(I / I_stop, q / (M - 1)) ^ k, held within 0 and 1 (Magis & Barrada, 2017, Journal of Statistical
    Software 76, Code Snippet 1). q items have been administered, M is `max_items`, k is `acceleration`, I is
    the information that the responses have brought and I_stop the information that ends the test. So s is 0
    before the first item, and 1 when the last possible item is chosen or the precision is reached (a test may
    go on for its least length). A test of one item is left to chance.
    """
    by_length = n_administered / (max_items - 1) if max_items > 1 else 0.0
    by_information = information / information_to_stop
    progress = min(max(by_length, by_information, 0.0), 1.0)
    return float(progress**acceleration)


def fixed_length_share(*, n_administered: int, max_items: int, acceleration: float) -> float:
    """The share s of the criterion against chance when only length ends a test, from 0 (all chance) to 1.

    s = sum_{f=1..q} (f - 1)^k / sum_{f=1..Q} (f - 1)^k at position q of Q, which is 0 at the first position
    and 1 at the last (Barrada, Olea, Ponsoda & Abad, 2008, BJMSP 61, 493-513). Here q is `n_administered`
    + 1, Q is `max_items` and k `acceleration`. A test of one item is left to chance.
    """
    if n_administered == 0:
        return 0.0
    terms = np.arange(max_items) ** acceleration
    return float(min(terms[: n_administered + 1].sum() / terms.sum(), 1.0))


def progressive_weights(values: Floats, draws: Floats, share: float, eligible: Mask) -> Floats:
    """W_i = (1 - s) R_i + s I_i, (n_items,), with -1 for items that are not eligible.

    The progressive method (Revuelta & Ponsoda, 1998, JEM 35, 311-327): R_i is uniform between 0 and the
    largest I of an eligible item. `values` are the I, not negative; `draws` are uniforms on [0, 1); both are
    (n_items,).
    """
    allowed = values * eligible
    weights: Floats = share * allowed + ((1.0 - share) * allowed.max()) * draws
    weights[~eligible] = -1.0
    return weights


def best(weights: Floats, draws: Floats, n_wanted: int) -> tuple[Candidate, ...]:
    """The items with the largest weights, best first, at most `n_wanted`; negative weights are never taken.

    Among weights that are equal (closer than `TIE`) the larger draw goes first, so that the order of the
    pool favours nobody.
    """
    left = weights.copy()
    found: list[Candidate] = []
    for _ in range(n_wanted):
        index = int(left.argmax())
        if left[index] < 0.0:
            break
        is_best = left > left[index] - TIE
        if np.count_nonzero(is_best) > 1:
            tied = np.flatnonzero(is_best)
            index = int(tied[draws[tied].argmax()])
        found.append(Candidate(index=index, value=float(left[index])))
        left[index] = -1.0
    return tuple(found)


def _quotient(numerator: Floats, denominator: Floats) -> Floats:
    """The quotients, and 0 for an answer that nobody gives or everybody gives: it tells nothing."""
    return np.divide(numerator, denominator, out=np.zeros_like(numerator), where=denominator > 0.0)
