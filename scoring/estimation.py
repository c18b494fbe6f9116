"""Ability of many persons at once, by every declared method; EAP on the published grid is the default of all.

Each function takes responses (n_persons, n_items), categories with -1 or NaN where missing, and gives frozen
`AbilityEstimates` that name the method and what their standard errors are. A person without responses has the
prior's estimate where there is a prior, and NaN with an infinite standard error where there is none. For one
person in the middle of a test `AdaptiveTest.estimate` does less work. Sum scores are in `sum_scores`.
"""

from collections.abc import Callable, Sequence
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import ArrayLike

from scoring.ability import GRID, GRID_STEP
from scoring.ability_estimates import (
    AbilityEstimates,
    blocks,
    estimates_of_equations,
    estimates_of_posteriors,
)
from scoring.answers import MISSING, Answers, Moments, Tables, read_responses
from scoring.arrays import Floats, Integers
from scoring.estimating_equations import EstimatingEquation, areas, checked_bounds
from scoring.parameters import ItemParameters, ItemPool
from scoring.priors import checked_log_priors
from scoring.robust import (
    TUNING,
    RobustKind,
    RobustWeights,
    check_dichotomous,
    robust_equation,
    robust_precision,
)
from scoring.testlets import SpecificFactor, grid_log_likelihood

Information: TypeAlias = Literal["expected", "observed"]
Bounds: TypeAlias = tuple[float, float]

WHOLE_GRID: Bounds = (float(GRID[0]), float(GRID[-1]))

SMALLEST = 1e-300
"""Information that has a logarithm, in place of none."""


def posterior_weights(
    pool: ItemPool,
    responses: ArrayLike,
    *,
    log_prior: ArrayLike | None = None,
    specific_factors: Sequence[SpecificFactor] = (),
) -> Floats:
    """Posterior of ability on `GRID`, (n_persons, 121), each row summing to 1.

    `log_prior` holds logarithms of weights, (121,) or (n_persons, 121); None is the standard normal.

    Raises:
        ValueError: a response is not a category of its item, a shape is another, or the prior excludes
            everything.
    """
    given = read_responses(pool, responses)
    log_priors = checked_log_priors(log_prior, len(given))
    weights = np.empty((len(given), GRID.size))
    for block in blocks(len(given)):
        logs = grid_log_likelihood(pool, given[block], specific_factors)
        logs += log_priors[block] if len(log_priors) > 1 else log_priors
        unscaled = np.exp(logs - logs.max(axis=1, keepdims=True))
        weights[block] = unscaled / unscaled.sum(axis=1, keepdims=True)
    return weights


def estimate_eap(
    pool: ItemPool,
    responses: ArrayLike,
    *,
    log_prior: ArrayLike | None = None,
    specific_factors: Sequence[SpecificFactor] = (),
) -> AbilityEstimates:
    """Posterior means and SDs on `GRID` (Bock & Mislevy, 1982, APM 6, 431-444).

    The arguments are those of `posterior_weights`.

    Raises:
        ValueError: as `posterior_weights`.
    """
    given = read_responses(pool, responses)
    weights = posterior_weights(pool, given, log_prior=log_prior, specific_factors=specific_factors)
    return estimates_of_posteriors(weights, (given != MISSING).sum(axis=1), "eap")


def estimate_map(
    pool: ItemPool,
    responses: ArrayLike,
    *,
    mean: ArrayLike = 0.0,
    sd: ArrayLike = 1.0,
    information: Information = "expected",
) -> AbilityEstimates:
    """Posterior modes with a normal prior: S - (theta - mean) / sd^2 = 0, within the grid.

    `mean` and `sd` are one for all or (n_persons,). The standard error is Laplace's, 1 / sqrt(I + 1 / sd^2),
    with the expected information I, or with the observed one, which is the curvature of the posterior itself.
    With a uniform prior the mode is `estimate_ml` with its limits as bounds.

    Raises:
        ValueError: a response is not a category of its item, or the prior is out of its range.
    """
    _check_information(information)
    answers = Answers.of(pool, responses)
    means, precisions = _normal_priors(mean, sd, answers.n_persons)

    def equation(block: Answers, tables: Tables, places: slice) -> EstimatingEquation:
        centre, weight = means[places], precisions[places]
        deviations = tables.nodes - centre[:, None]

        def at(persons: Integers, abilities: Floats) -> tuple[Floats, Floats]:
            score, observed = block.scores_at(persons, abilities)
            pull = weight[persons] * (abilities - centre[persons])
            return score - pull, -observed - weight[persons]

        return EstimatingEquation(
            nodes=tables.nodes,
            values=block.scores(tables) - weight[:, None] * deviations,
            heights=block.log_likelihood(tables) - 0.5 * weight[:, None] * deviations**2,
            at=at,
        )

    def precision(block: Answers, abilities: Floats, places: slice) -> Floats:
        return _information_at(block, abilities, information) + precisions[places]

    return estimates_of_equations(
        answers,
        WHOLE_GRID,
        equation,
        precision,
        method="map",
        kind="laplace_expected" if information == "expected" else "laplace_observed",
    )


def estimate_ml(
    pool: ItemPool,
    responses: ArrayLike,
    *,
    bounds: Bounds = WHOLE_GRID,
    information: Information = "expected",
) -> AbilityEstimates:
    """Maximum likelihood within bounds: S = 0, and of several tops the highest.

    All-right and all-wrong answers stay at a bound. The standard error is 1 / sqrt(I), with the expected or
    the observed information; it is infinite where the latter is not positive.

    Raises:
        ValueError: a response is not a category of its item, or the bounds leave the grid.
    """
    _check_information(information)
    answers = Answers.of(pool, responses)

    def precision(block: Answers, abilities: Floats, _: slice) -> Floats:
        return _information_at(block, abilities, information)

    return estimates_of_equations(
        answers,
        checked_bounds(bounds),
        _score_equation,
        precision,
        method="ml",
        kind="expected_information" if information == "expected" else "observed_information",
    )


def estimate_ml_with_fences(
    pool: ItemPool, responses: ArrayLike, *, fences: Bounds = (-5.0, 5.0), slope: float = 5.0
) -> AbilityEstimates:
    """Maximum likelihood with fences (Han, 2016, APM 40, 289-301), which is always finite.

    Two made-up items of this slope, one at the lower fence answered right and one at the upper answered
    wrong, join everybody's responses. They do not count in the standard error, 1 / sqrt(I).

    Raises:
        ValueError: a response is not a category of its item, or a fence is out of its range.
    """
    low, high = checked_bounds(fences, "fences")
    given = read_responses(pool, responses)
    fenced = ItemPool.of(
        [*pool.items, ItemParameters("2pl", slope, (low,)), ItemParameters("2pl", slope, (high,))]
    )
    stands = (given != MISSING).any(axis=1)  # fences alone say nothing of who answered nothing
    made_up = np.where(stands[:, None], [1, 0], MISSING)
    return estimates_of_equations(
        Answers.of(fenced, np.concatenate((given, made_up), axis=1)),
        WHOLE_GRID,
        _score_equation,
        _expected_precision,
        method="ml_fences",
        kind="expected_information",
        own_answers=Answers.of(pool, given),
    )


def estimate_wle(pool: ItemPool, responses: ArrayLike, *, bounds: Bounds = WHOLE_GRID) -> AbilityEstimates:
    """Warm's weighted likelihood: S + J / (2 I) = 0 (Warm, 1989, Psychometrika 54, 427-450), within bounds.

    For models without asymptotes it is `estimate_jeffreys` (Magis, 2015, Psychometrika 80). The standard
    error is 1 / sqrt(I).

    Raises:
        ValueError: a response is not a category of its item, or the bounds leave the grid.
    """
    return estimates_of_equations(
        Answers.of(pool, responses),
        checked_bounds(bounds),
        _corrected_equation(lambda moments: _half_ratio(moments.j, moments.information)),
        _expected_precision,
        method="wle",
        kind="expected_information",
    )


def estimate_jeffreys(
    pool: ItemPool, responses: ArrayLike, *, bounds: Bounds = WHOLE_GRID
) -> AbilityEstimates:
    """The mode with Jeffreys' prior, the top of log L + log(I) / 2, within bounds: S + I' / (2 I) = 0.

    Some programs call this WLE; with asymptotes it is another estimate than `estimate_wle`. The standard
    error is 1 / sqrt(I).

    Raises:
        ValueError: a response is not a category of its item, or the bounds leave the grid.
    """
    return estimates_of_equations(
        Answers.of(pool, responses),
        checked_bounds(bounds),
        _corrected_equation(lambda moments: _half_ratio(moments.slope, moments.information)),
        _expected_precision,
        method="jeffreys",
        kind="expected_information",
    )


def estimate_robust(
    pool: ItemPool,
    responses: ArrayLike,
    *,
    weights: RobustKind = "huber",
    tuning: float | None = None,
    bounds: Bounds = WHOLE_GRID,
) -> AbilityEstimates:
    """Ability by a score equation that weighs far items less, of right-or-wrong items, within bounds.

    `tuning` None is 1 logit for Huber's weights and 4 for Tukey's. Tukey's can leave out every response; then
    the ability is at a bound, or NaN, and the standard error infinite. Otherwise it is the sandwich sqrt(sum
    of w^2 I) / sum of w I.

    Raises:
        ValueError: an item is not of a logistic model, a response is not a category of its item, the weights
            are unknown, or a number is out of its range.
    """
    check_dichotomous(pool)
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
    return _information_at(block, abilities, "expected")


def _information_at(block: Answers, abilities: Floats, information: Information) -> Floats:
    everybody = np.arange(block.n_persons)
    if information == "expected":
        return block.moments_at(everybody, abilities).information
    return block.scores_at(everybody, abilities)[1]


def _check_information(information: str) -> None:
    if information not in {"expected", "observed"}:
        raise ValueError(f"information must be 'expected' or 'observed', got {information!r}")


def _normal_priors(mean: ArrayLike, sd: ArrayLike, n_persons: int) -> tuple[Floats, Floats]:
    """Means and precisions of the persons' priors, both (n_persons,)."""
    arrays = []
    for name, values in (("mean", mean), ("sd", sd)):
        given = np.asarray(values, dtype=np.float64)
        if given.shape not in {(), (n_persons,)}:
            raise ValueError(f"{name} must be one number or have shape ({n_persons},), got {given.shape}")
        arrays.append(np.broadcast_to(given, n_persons))
    means, sds = arrays
    if not ((means >= GRID[0]) & (means <= GRID[-1])).all():
        raise ValueError(f"mean must lie within the grid, -6 to 6 logits, got {mean!r}")
    if not ((sds >= GRID_STEP) & np.isfinite(sds)).all():
        raise ValueError(f"sd must be finite and at least {GRID_STEP} logits, the grid's step, got {sd!r}")
    return means, sds**-2.0
