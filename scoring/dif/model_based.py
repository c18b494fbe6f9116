"""Differential item functioning within the model: an item fitted to each group, the others as anchors."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.stats import chi2

from scoring.ability import GRID, GRID_STEP, normal_prior
from scoring.answers import MISSING, read_responses
from scoring.arrays import Floats, Integers, Mask, read_only
from scoring.dif.item_refit import Refit, free_parameters, refit
from scoring.dif.matching import DifReason, checked_anchors, checked_groups, problem_of
from scoring.parameters import AnyItemParameters, ItemPool
from scoring.response_models import expected_item_scores, log_category_probabilities
from scoring.testlets import grid_log_likelihood

MOST_ITERATIONS = 200
TOLERANCE = 1e-5
"""Change of a group's mean and SD, logits, at which they stand."""


@dataclass(frozen=True, eq=False)
class ModelDif:
    """Likelihood ratio and Wald tests of every item, (n_items,); NaN and None where `reasons` says why.

    `statistics` with `p_values` are likelihood ratios of one curve for both groups against two, and the
    `wald_` ones the distance of the two estimates; both have `degrees`, the number of the item's parameters
    that may differ. `signed` is the expected category of the focal group less that of the reference group,
    averaged over the abilities of the focal group, `unsigned` the same of its size: a curve that crosses has
    a small `signed` only. `reference_items` and `focal_items` are the two curves.
    """

    statistics: Floats
    p_values: Floats
    wald_statistics: Floats
    wald_p_values: Floats
    degrees: Floats
    signed: Floats
    unsigned: Floats
    reference_items: tuple[AnyItemParameters | None, ...]
    focal_items: tuple[AnyItemParameters | None, ...]
    reasons: tuple[DifReason | None, ...]


@dataclass(frozen=True, eq=False)
class _Item:
    """The tests of one item."""

    row: tuple[float, ...]
    reference: AnyItemParameters
    focal: AnyItemParameters


def model_dif(
    pool: ItemPool,
    responses: ArrayLike,
    is_focal: ArrayLike,
    *,
    anchors: ArrayLike | None = None,
    items: ArrayLike | None = None,
) -> ModelDif:
    """Likelihood ratio (Thissen, Steinberg & Wainer, 1993) and Wald tests (Lord, 1980) of items.

    Responses (n_persons, n_items) may have gaps: this is for adaptive data too. The anchors (n_items,), all
    items for None, keep the parameters of the pool; each group's abilities are normal with the mean and SD
    that make its answers to them likeliest, so that groups may differ. An item is fitted to each person's
    posterior from the anchors without itself. `items` is a mask of those to test, all for None. Asymptotes
    are not tested.

    Raises:
        ValueError: a response is not a category of its item, an argument has another shape, or a group is
            empty; or an item to test is derived from others.
    """
    given = read_responses(pool, responses)
    focal = checked_groups(is_focal, len(given))
    chosen = checked_anchors(anchors, pool.n_items)
    tested = np.ones(pool.n_items, dtype=np.bool_) if items is None else checked_anchors(items, pool.n_items)
    logs = grid_log_likelihood(pool, np.where(chosen, given, MISSING))
    priors = np.empty((len(given), GRID.size))
    for group in (focal, ~focal):
        priors[group] = group_prior(logs[group])
    joint = logs + priors
    item_logs = log_category_probabilities(pool, GRID)
    rows = np.full((pool.n_items, 7), np.nan)
    curves: list[tuple[AnyItemParameters | None, AnyItemParameters | None]] = []
    reasons: list[DifReason | None] = []
    for item in range(pool.n_items):
        found = (
            _tests(pool, item, given[:, item], focal, joint, item_logs[item] if chosen[item] else None)
            if tested[item]
            else None
        )
        if isinstance(found, _Item):
            rows[item] = found.row
            curves.append((found.reference, found.focal))
            reasons.append(None)
        else:
            curves.append((None, None))
            reasons.append("not_tested" if found is None else found)
    statistics, p_values, wald, wald_p, degrees, signed, unsigned = (read_only(each) for each in rows.T)
    reference_items, focal_items = zip(*curves, strict=True)
    return ModelDif(
        statistics=statistics,
        p_values=p_values,
        wald_statistics=wald,
        wald_p_values=wald_p,
        degrees=degrees,
        signed=signed,
        unsigned=unsigned,
        reference_items=reference_items,
        focal_items=focal_items,
        reasons=tuple(reasons),
    )


def group_prior(log_likelihoods: Floats) -> Floats:
    """The normal log prior on `GRID` that makes a group's answers likeliest, from (n_persons, 121).

    By the EM algorithm: the mean and the SD of the persons' posteriors, until they stay.
    """
    likelihoods = np.exp(log_likelihoods - log_likelihoods.max(axis=1, keepdims=True))
    mean, sd = 0.0, 1.0
    for _ in range(MOST_ITERATIONS):
        prior = normal_prior(mean, sd)
        weights = likelihoods * np.exp(prior)
        masses = (weights / weights.sum(axis=1, keepdims=True)).mean(axis=0)
        before = mean, sd
        mean = float(masses @ GRID)
        sd = max(float(np.sqrt(masses @ (GRID - mean) ** 2)), GRID_STEP)
        if max(abs(mean - before[0]), abs(sd - before[1])) < TOLERANCE:
            break
    return normal_prior(mean, sd)


def _tests(
    pool: ItemPool, item: int, categories: Integers, focal: Mask, joint: Floats, own_logs: Floats | None
) -> _Item | DifReason:
    reason = problem_of(categories, focal)
    if reason is not None:
        return reason
    there = categories != MISSING
    answers, is_focal = categories[there], focal[there]
    for group in (is_focal, ~is_focal):
        if (np.bincount(answers[group], minlength=int(pool.n_categories[item])) == 0).any():
            return "empty_category"
    logs = joint[there] if own_logs is None else joint[there] - own_logs[answers]
    posteriors = np.exp(logs - logs.max(axis=1, keepdims=True))
    posteriors /= posteriors.sum(axis=1, keepdims=True)
    free = free_parameters(pool.items[item])
    fits = [
        refit(free, answers[group], posteriors[group])
        for group in (np.ones(answers.size, dtype=np.bool_), ~is_focal, is_focal)
    ]
    if any(fit is None for fit in fits):
        return "not_converged"
    pooled, reference, own = (fit for fit in fits if fit is not None)
    return _compared(pooled, reference, own, posteriors[is_focal].mean(axis=0))


def _compared(pooled: Refit, reference: Refit, focal: Refit, abilities: Floats) -> _Item:
    degrees = pooled.estimates.size
    gain = 2.0 * (reference.log_likelihood + focal.log_likelihood - pooled.log_likelihood)
    statistic = max(0.0, gain)
    gap = focal.estimates - reference.estimates
    wald = float(gap @ np.linalg.solve(focal.covariance + reference.covariance, gap))
    scores = expected_item_scores(ItemPool.of([reference.item, focal.item]), GRID)
    difference = scores[1] - scores[0]
    row = (
        statistic,
        float(chi2.sf(statistic, degrees)),
        wald,
        float(chi2.sf(wald, degrees)),
        float(degrees),
        float(abilities @ difference),
        float(abilities @ np.abs(difference)),
    )
    return _Item(row, reference.item, focal.item)
