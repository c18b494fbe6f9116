"""Rules for choosing the next item: how much each item would tell, how much chance to mix in, and which one wins."""

from dataclasses import dataclass

import numpy as np

from scoring.ability import Posterior
from scoring.arrays import Floats, Mask
from scoring.probability_grid import ProbabilityGrid


@dataclass(frozen=True)
class Candidate:
    """An item that could be given next, with the value that ranks it."""

    index: int
    value: float


def variance_reduction(grid: ProbabilityGrid, distribution: Posterior) -> Floats:
    """Expected reduction of the posterior variance by each item's answer, (n_items,), logits squared, never negative.

    Exact, not evaluated at a point estimate: by the law of total variance, Var(theta) - E[Var(theta | x)] is the
    variance of the posterior mean over the predictive distribution of the answer x.
    """
    return grid.variance_between_categories(distribution)


def expected_posterior_variance(
    grid: ProbabilityGrid, distribution: Posterior
) -> Floats:
    """Posterior variance expected after each item's answer, (n_items,), logits squared; the item with the least is best.

    sum over x of p(x | data) Var(theta | data, x) with p the posterior predictive probability: the minimum expected
    posterior variance criterion (Owen, 1975; van der Linden, 1998, Psychometrika 63, 201-216).
    """
    return distribution.variance - variance_reduction(grid, distribution)


def variable_length_share(
    *,
    n_administered: int,
    max_items: int,
    information: float,
    information_to_stop: float,
    acceleration: float,
) -> float:
    """The share s of the criterion against chance in a test that stops on precision, from 0 (all chance) to 1.

    s = max(I / I_stop, q / (M - 1)) ^ k (Magis & Barrada, 2017, Journal of Statistical Software 76, CS1), held within 0
    and 1, where q items have been administered, M is `max_items`, k is `acceleration`, I is the information that the
    responses have brought and I_stop what they must bring for the test to stop. Nothing administered gives s = 0; the
    last possible item, or precision reached, gives s = 1. A test of one item is left to chance.
    """
    by_length = n_administered / (max_items - 1) if max_items > 1 else 0.0
    by_information = information / information_to_stop
    return float(min(max(by_length, by_information, 0.0), 1.0) ** acceleration)


def fixed_length_share(
    *, n_administered: int, max_items: int, acceleration: float
) -> float:
    """The share s of the criterion against chance in a test that stops on length alone, from 0 (all chance) to 1.

    s = sum_{f=1..q} (f - 1)^k / sum_{f=1..Q} (f - 1)^k at position q = n_administered + 1 of Q = `max_items`, and 0 at
    the first position (Barrada, Olea, Ponsoda & Abad, 2008, BJMSP 61, 493-513). A test of one item is left to chance.
    """
    if n_administered == 0:
        return 0.0
    terms = np.arange(max_items, dtype=np.float64) ** acceleration
    return float(min(terms[: n_administered + 1].sum() / terms.sum(), 1.0))


def progressive_weights(
    values: Floats, draws: Floats, share: float, eligible: Mask
) -> Floats:
    """W_i = (1 - s) R_i + s I_i with R_i uniform between 0 and the largest I of an eligible item (Revuelta & Ponsoda, 1998).

    `values` are the I, not negative, and `draws` uniforms on [0, 1), both (n_items,). An item that is not eligible
    gets -1, below every weight.
    """
    allowed = values * eligible
    weights: Floats = share * allowed + ((1.0 - share) * allowed.max()) * draws
    weights[~eligible] = -1.0
    return weights


def best(weights: Floats, draws: Floats, n_wanted: int) -> tuple[Candidate, ...]:
    """The items with the largest weights, best first, at most `n_wanted`; negative weights are never taken.

    Equal weights are put in order by the larger draw, so that the order of the pool favours nobody.
    """
    left = weights.copy()
    found: list[Candidate] = []
    for _ in range(n_wanted):
        index = int(left.argmax())
        value = float(left[index])
        if value < 0.0:
            break
        ties = left == value
        if np.count_nonzero(ties) > 1:
            tied = np.flatnonzero(ties)
            index = int(tied[draws[tied].argmax()])
        found.append(Candidate(index=index, value=value))
        left[index] = -1.0
    return tuple(found)
