"""Posteriors of many persons, and the two abilities that sum them up: the mean (EAP) and the mode (MAP).

They are offered by `estimation`, with all other methods.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from scoring.ability import GRID, GRID_STEP
from scoring.ability_estimates import (
    AbilityEstimates,
    Information,
    blocks,
    check_information,
    estimates_of_equations,
    estimates_of_posteriors,
    information_at,
    joined,
)
from scoring.answers import Answers, Tables, n_answered, read_responses
from scoring.arrays import Floats, Integers, read_per_person
from scoring.estimating_equations import EstimatingEquation
from scoring.parameters import ItemPool
from scoring.prior_curves import NormalCurves, PriorCurves, spline_curves
from scoring.priors import checked_log_priors
from scoring.testlets import SpecificFactor, grid_log_likelihood, joint_items


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
    return estimates_of_posteriors(weights, n_answered(given), "eap")


def estimate_map(
    pool: ItemPool,
    responses: ArrayLike,
    *,
    mean: ArrayLike | None = None,
    sd: ArrayLike | None = None,
    log_prior: ArrayLike | None = None,
    information: Information = "expected",
    specific_factors: Sequence[SpecificFactor] = (),
) -> AbilityEstimates:
    """Posterior modes, S + (log prior)' = 0, with a normal prior or any other, within the grid.

    The prior is normal with `mean` 0 and `sd` 1 unless said otherwise, one for all or (n_persons,); or it is
    `log_prior`, logarithms of weights on `GRID`, (121,) or (n_persons, 121), joined by a cubic spline
    (`prior_curves`) between the outermost nodes with weight, which are the bounds: the mode of a uniform
    prior is `estimate_ml` within them. The standard error is Laplace's, 1 / sqrt(I - (log prior)''), with the
    expected information I, or with the observed one, which is the curvature of the posterior itself; it is
    infinite where that is not positive.

    Raises:
        ValueError: a response is not a category of its item, both kinds of prior are given or the prior is
            out of its range, or a set has too many patterns for the expected information.
    """
    check_information(information)
    given = read_responses(pool, responses)
    if log_prior is None:
        normal = NormalCurves(
            *_normal_priors(0.0 if mean is None else mean, 1.0 if sd is None else sd, len(given))
        )
        return _modes(pool, given, normal, information, specific_factors)
    if mean is not None or sd is not None:
        raise ValueError("log_prior must be None where mean or sd is given, got both")
    curves = list(spline_curves(checked_log_priors(log_prior, len(given))))
    if len(curves) == 1:
        return _modes(pool, given, curves[0][1], information, specific_factors)
    each = [(who, _modes(pool, given[who], own, information, specific_factors)) for who, own in curves]
    return joined(each, len(given))


def _modes(
    pool: ItemPool,
    given: Integers,
    priors: PriorCurves,
    information: Information,
    specific_factors: Sequence[SpecificFactor],
) -> AbilityEstimates:
    joint = joint_items(pool, given, specific_factors, every_pattern=information == "expected")

    def equation(block: Answers, tables: Tables, places: slice) -> EstimatingEquation:
        everybody = np.arange(places.start, places.stop)
        on_nodes = priors.at(everybody, np.broadcast_to(tables.nodes, (block.n_persons, tables.nodes.size)))

        def at(persons: Integers, abilities: Floats) -> tuple[Floats, Floats]:
            score, observed = block.scores_at(persons, abilities)
            prior = priors.at(everybody[persons], abilities)
            return score + prior.slopes, prior.curvatures - observed

        return EstimatingEquation(
            nodes=tables.nodes,
            values=block.scores(tables) + on_nodes.slopes,
            heights=block.log_likelihood(tables) + on_nodes.heights,
            at=at,
        )

    def precision(block: Answers, abilities: Floats, places: slice) -> Floats:
        prior = priors.at(np.arange(places.start, places.stop), abilities)
        return information_at(block, abilities, information) - prior.curvatures

    return estimates_of_equations(
        Answers.of(*joint),
        priors.bounds,
        equation,
        precision,
        method="map",
        kind="laplace_expected" if information == "expected" else "laplace_observed",
        n_answered=n_answered(given),
    )


def _normal_priors(mean: ArrayLike, sd: ArrayLike, n_persons: int) -> tuple[Floats, Floats]:
    """Means and precisions of the persons' priors, both (n_persons,)."""
    means, sds = read_per_person(mean, "mean", n_persons), read_per_person(sd, "sd", n_persons)
    if not ((means >= GRID[0]) & (means <= GRID[-1])).all():
        raise ValueError(f"mean must lie within the grid, -6 to 6 logits, got {mean!r}")
    if not ((sds >= GRID_STEP) & np.isfinite(sds)).all():
        raise ValueError(f"sd must be finite and at least {GRID_STEP} logits, the grid's step, got {sd!r}")
    return means, sds**-2.0
