"""Ability of many persons at once, by every declared method; EAP on the published grid is the default of all.

Each function takes responses (n_persons, n_items), categories with -1 or NaN where missing, and gives frozen
`AbilityEstimates` that name the method and what their standard errors are. A person without responses has the
prior's estimate where there is a prior, and NaN with an infinite standard error where there is none. For one
person in the middle of a test `AdaptiveTest.estimate` does less work. EAP and MAP are written down in
`bayesian_estimation`, and sum scores in `sum_scores`.

Sets of items with `specific_factors` enter as one, their factor integrated out: EAP, MAP and ML take the
likelihood so; the expected information, which WLE, Jeffreys' mode and most standard errors need, is that of
the set as one item whose categories are its patterns. Only robust estimates take no sets: their weights are
of single items, and nobody has proposed any for a set.
"""

from collections.abc import Callable, Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import ArrayLike

from scoring.ability import GRID
from scoring.ability_estimates import (
    AbilityEstimates,
    Information,
    check_information,
    estimates_of_equations,
    information_at,
)
from scoring.answers import MISSING, Answers, Moments, Tables, n_answered, read_responses
from scoring.arrays import Floats, Integers
from scoring.bayesian_estimation import estimate_eap, estimate_map, posterior_weights
from scoring.estimating_equations import EstimatingEquation, areas, checked_bounds
from scoring.parameters import ItemParameters, ItemPool
from scoring.robust import (
    TUNING,
    RobustKind,
    RobustWeights,
    check_ordered,
    robust_equation,
    robust_precision,
)
from scoring.testlets import SpecificFactor, joint_items

Bounds: TypeAlias = tuple[float, float]

WHOLE_GRID: Bounds = (float(GRID[0]), float(GRID[-1]))

SMALLEST = 1e-300
"""Information that has a logarithm, in place of none."""

__all__ = [
    "estimate_eap",
    "estimate_jeffreys",
    "estimate_map",
    "estimate_ml",
    "estimate_ml_with_fences",
    "estimate_robust",
    "estimate_wle",
    "posterior_weights",
]


def estimate_ml(
    pool: ItemPool,
    responses: ArrayLike,
    *,
    bounds: Bounds = WHOLE_GRID,
    information: Information = "expected",
    specific_factors: Sequence[SpecificFactor] = (),
) -> AbilityEstimates:
    """Maximum likelihood within bounds: S = 0, and of several tops the highest.

    All-right and all-wrong answers stay at a bound. The standard error is 1 / sqrt(I), with the expected or
    the observed information; it is infinite where the latter is not positive.

    Raises:
        ValueError: a response is not a category of its item, the bounds leave the grid, or a set has too many
            patterns for the expected information.
    """
    check_information(information)
    given = read_responses(pool, responses)
    joint = joint_items(pool, given, specific_factors, every_pattern=information == "expected")

    def precision(block: Answers, abilities: Floats, _: slice) -> Floats:
        return information_at(block, abilities, information)

    return estimates_of_equations(
        Answers.of(*joint),
        checked_bounds(bounds),
        _score_equation,
        precision,
        method="ml",
        kind="expected_information" if information == "expected" else "observed_information",
        n_answered=n_answered(given),
    )


def estimate_ml_with_fences(
    pool: ItemPool,
    responses: ArrayLike,
    *,
    fences: Bounds = (-5.0, 5.0),
    slope: float = 5.0,
    specific_factors: Sequence[SpecificFactor] = (),
) -> AbilityEstimates:
    """Maximum likelihood with fences (Han, 2016, APM 40, 289-301), which is always finite.

    Two made-up items of this slope, one at the lower fence answered right and one at the upper answered
    wrong, join everybody's responses. They do not count in the standard error, 1 / sqrt(I).

    Raises:
        ValueError: a response is not a category of its item, a fence is out of its range, or a set has too
            many patterns.
    """
    low, high = checked_bounds(fences, "fences")
    given = read_responses(pool, responses)
    own, joint = joint_items(pool, given, specific_factors, every_pattern=True)
    fenced = ItemPool.of(
        [*own.items, ItemParameters("2pl", slope, (low,)), ItemParameters("2pl", slope, (high,))]
    )
    stands = (given != MISSING).any(axis=1)  # fences alone say nothing of who answered nothing
    made_up = np.where(stands[:, None], [1, 0], MISSING)
    return estimates_of_equations(
        Answers.of(fenced, np.concatenate((joint, made_up), axis=1)),
        WHOLE_GRID,
        _score_equation,
        _expected_precision,
        method="ml_fences",
        kind="expected_information",
        own_answers=Answers.of(own, joint),
        n_answered=n_answered(given),
    )


def estimate_wle(
    pool: ItemPool,
    responses: ArrayLike,
    *,
    bounds: Bounds = WHOLE_GRID,
    specific_factors: Sequence[SpecificFactor] = (),
) -> AbilityEstimates:
    """Warm's weighted likelihood: S + J / (2 I) = 0 (Warm, 1989, Psychometrika 54, 427-450), within bounds.

    For models without asymptotes it is `estimate_jeffreys` (Magis, 2015, Psychometrika 80); a set with a
    specific factor counts as one item whose categories are its patterns. The standard error is 1 / sqrt(I).

    Raises:
        ValueError: a response is not a category of its item, the bounds leave the grid, or a set has too many
            patterns.
    """
    given = read_responses(pool, responses)
    return estimates_of_equations(
        Answers.of(*joint_items(pool, given, specific_factors, every_pattern=True)),
        checked_bounds(bounds),
        _corrected_equation(lambda moments: _half_ratio(moments.j, moments.information)),
        _expected_precision,
        method="wle",
        kind="expected_information",
        n_answered=n_answered(given),
    )


def estimate_jeffreys(
    pool: ItemPool,
    responses: ArrayLike,
    *,
    bounds: Bounds = WHOLE_GRID,
    specific_factors: Sequence[SpecificFactor] = (),
) -> AbilityEstimates:
    """The mode with Jeffreys' prior, the top of log L + log(I) / 2, within bounds: S + I' / (2 I) = 0.

    Some programs call this WLE; with asymptotes it is another estimate than `estimate_wle`. The standard
    error is 1 / sqrt(I).

    Raises:
        ValueError: a response is not a category of its item, the bounds leave the grid, or a set has too many
            patterns.
    """
    given = read_responses(pool, responses)
    return estimates_of_equations(
        Answers.of(*joint_items(pool, given, specific_factors, every_pattern=True)),
        checked_bounds(bounds),
        _corrected_equation(lambda moments: _half_ratio(moments.slope, moments.information)),
        _expected_precision,
        method="jeffreys",
        kind="expected_information",
        n_answered=n_answered(given),
    )


def estimate_robust(
    pool: ItemPool,
    responses: ArrayLike,
    *,
    weights: RobustKind = "huber",
    tuning: float | None = None,
    bounds: Bounds = WHOLE_GRID,
) -> AbilityEstimates:
    """Ability by a score equation that weighs far answers less, of items with ordered categories.

    `tuning` None is 1 for Huber's weights and 4 for Tukey's: logits of right-or-wrong items, standard
    deviations of the others (`robust`). Tukey's can leave out every response; then the ability is at a bound,
    or NaN, and the standard error infinite. Otherwise it is the sandwich of `robust_precision`.

    Raises:
        ValueError: an item is nominal, a response is not a category of its item, the weights are unknown, or
            a number is out of its range.
    """
    check_ordered(pool)
    rule = RobustWeights(weights, TUNING.get(weights, 1.0) if tuning is None else tuning)
    return estimates_of_equations(
        Answers.of(pool, responses),
        checked_bounds(bounds),
        lambda block, tables, _: robust_equation(block, tables, rule),
        lambda block, abilities, _: robust_precision(block, abilities, rule),
        method=weights,
        kind="sandwich",
    )


def _score_equation(block: Answers, tables: Tables, _: slice) -> EstimatingEquation:
    def at(persons: Integers, abilities: Floats) -> tuple[Floats, Floats]:
        score, observed = block.scores_at(persons, abilities)
        return score, -observed

    return EstimatingEquation(tables.nodes, block.scores(tables), block.log_likelihood(tables), at)


def _corrected_equation(
    correction_of: Callable[[Moments], Floats],
) -> Callable[[Answers, Tables, slice], EstimatingEquation]:
    """The score plus a correction; the height is the log likelihood plus the area below the correction.

    Of the correction the part I' / (2 I) has the area log(I) / 2, so that tops nearly as high are told apart;
    only what asymptotes add is summed up from node to node.
    """

    def equation(block: Answers, tables: Tables, _: slice) -> EstimatingEquation:
        moments = block.moments(tables)
        correction = correction_of(moments)
        rest = correction - _half_ratio(moments.slope, moments.information)
        area = 0.5 * np.log(np.maximum(moments.information, SMALLEST)) + areas(tables.nodes, rest)

        def at(persons: Integers, abilities: Floats) -> tuple[Floats, None]:
            score, _ = block.scores_at(persons, abilities)
            return score + correction_of(block.moments_at(persons, abilities)), None

        return EstimatingEquation(
            nodes=tables.nodes,
            values=block.scores(tables) + correction,
            heights=block.log_likelihood(tables) + area,
            at=at,
        )

    return equation


def _half_ratio(numerator: Floats, information: Floats) -> Floats:
    """Half of numerator / information, and 0 where there is no information to correct for."""
    return np.divide(numerator, 2.0 * information, out=np.zeros_like(numerator), where=information > 0.0)


def _expected_precision(block: Answers, abilities: Floats, _: slice) -> Floats:
    return information_at(block, abilities, "expected")
