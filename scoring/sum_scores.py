"""Sum scores: their distribution given ability, and the ability that a sum alone tells.

A sum score adds the categories of all items, so this is for fixed forms that everybody answered whole;
adaptive tests have no sum score that can be compared.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from scoring.ability import GRID
from scoring.ability_estimates import AbilityEstimates, estimates_of_posteriors, frozen
from scoring.answers import MISSING, read_responses
from scoring.arrays import Floats, Integers, read_only
from scoring.parameters import ItemPool
from scoring.priors import checked_log_priors
from scoring.response_models import category_probabilities
from scoring.testlets import SpecificFactor, check_factors, factor_curves


@dataclass(frozen=True, eq=False)
class SumScoreTable:
    """What each sum score 0 .. n_scores - 1 tells: EAP abilities, posterior SDs and how often it comes.

    All are (n_scores,); `posteriors` (n_scores, 121) are the distributions of ability on `GRID`.
    """

    abilities: Floats
    standard_errors: Floats
    probabilities: Floats
    posteriors: Floats

    @property
    def n_scores(self) -> int:
        """Number of sum scores."""
        return self.abilities.size


def summed_categories(probabilities: Floats, n_categories: Integers) -> Floats:
    """Probability of every sum of categories of independent items, (n_sums, n_points); no item has the sum 0.

    `probabilities` (n_items, max_categories, n_points) are of each item's categories 0 .. n_categories - 1,
    what is beyond is not looked at. The recursion of Lord and Wingersky (1984, APM 8, 453-461), f_i(s) = sum
    over k of P_ik f_{i-1}(s - k); for more than two categories Hanson (1994) and Thissen, Pommerich, Billeaud
    and Williams (1995, APM 19, 39-49).
    """
    n_sums = int(n_categories.sum()) - n_categories.size + 1
    distribution = np.zeros((n_sums, probabilities.shape[2]))
    distribution[0] = 1.0
    reached = 1  # sums below this one are possible so far
    for item, n_own in enumerate(n_categories.tolist()):
        before = distribution[:reached].copy()
        distribution[:reached] *= probabilities[item, 0]
        for category in range(1, n_own):
            distribution[category : category + reached] += probabilities[item, category] * before
        reached += n_own - 1
    return distribution


def sum_score_distribution(
    pool: ItemPool, ability: Floats, specific_factors: Sequence[SpecificFactor] = ()
) -> Floats:
    """Probability of every sum score of the whole pool at every ability, (n_scores, n_abilities).

    By the recursion of `summed_categories`. The items of a set are summed up at every value of their factor,
    which is then averaged, and the sums of the sets and of the other items, independent given ability, are
    added (Cai, 2015, Psychometrika 80, 535-559).

    Raises:
        ValueError: the abilities are not finite numbers in one dimension, or an item has two factors or none
            in the pool.
    """
    check_factors(pool, specific_factors)
    in_sets = {item for factor in specific_factors for item in factor.items}
    alone = [item for item in range(pool.n_items) if item not in in_sets]
    probabilities = category_probabilities(pool, ability)
    sums = summed_categories(probabilities[alone], pool.n_categories[alone])
    for factor in specific_factors:
        members = list(factor.items)
        curves, weights = factor_curves(pool, factor, np.asarray(ability, dtype=np.float64))
        of_set = summed_categories(curves, pool.n_categories[members])
        sums = _convolved(sums, of_set.reshape(len(of_set), -1, weights.size) @ weights)
    return sums


def sum_score_eap(
    pool: ItemPool,
    *,
    log_prior: ArrayLike | None = None,
    specific_factors: Sequence[SpecificFactor] = (),
) -> SumScoreTable:
    """EAP of every sum score (Thissen et al., 1995); `log_prior` (121,) None is the standard normal.

    Raises:
        ValueError: the prior has another shape, or excludes everything, or an item has two factors or none in
            the pool.
    """
    logs = checked_log_priors(log_prior, 1)[0]
    weights = np.exp(logs - logs.max())
    joint = sum_score_distribution(pool, GRID, specific_factors) * (weights / weights.sum())
    probabilities = joint.sum(axis=1)
    if not (probabilities > 0.0).all():
        raise ValueError("log_prior must leave every sum score possible")
    posteriors = joint / probabilities[:, None]
    estimates = estimates_of_posteriors(posteriors, np.full(len(joint), pool.n_items), "sum_score_eap")
    return SumScoreTable(
        abilities=estimates.abilities,
        standard_errors=estimates.standard_errors,
        probabilities=read_only(probabilities),
        posteriors=read_only(posteriors),
    )


def estimate_sum_score_eap(
    pool: ItemPool,
    responses: ArrayLike,
    *,
    log_prior: ArrayLike | None = None,
    specific_factors: Sequence[SpecificFactor] = (),
) -> AbilityEstimates:
    """EAP from each person's sum score alone, for responses (n_persons, n_items) without gaps.

    Raises:
        ValueError: a response is missing or not a category of its item, or the prior has another shape.
    """
    given = read_responses(pool, responses)
    if (given == MISSING).any():
        person, item = np.argwhere(given == MISSING)[0]
        raise ValueError(
            f"responses must be complete for sum scores, got none of person {person} to item {item}"
        )
    sums: Integers = given.sum(axis=1)
    table = sum_score_eap(pool, log_prior=log_prior, specific_factors=specific_factors)
    return frozen(
        AbilityEstimates(
            abilities=table.abilities[sums],
            standard_errors=table.standard_errors[sums],
            n_answered=np.full(len(given), pool.n_items),
            is_at_bound=np.zeros(len(given), dtype=np.bool_),
            method="sum_score_eap",
            standard_error_kind="posterior_sd",
        )
    )


def _convolved(one: Floats, other: Floats) -> Floats:
    """The distribution of the sum of two independent scores at every ability."""
    total = np.zeros((len(one) + len(other) - 1, one.shape[1]))
    for score, probabilities in enumerate(other):
        total[score : score + len(one)] += probabilities * one
    return total
