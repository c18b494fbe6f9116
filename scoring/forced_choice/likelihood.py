"""The likelihood of persons' rankings at points of trait space, with derivatives by traits and statements."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

import numpy as np
from scipy.sparse import csr_array

from scoring.arrays import Floats, Integers
from scoring.forced_choice.ranking_probability import RankingTerms, log_ranking_probabilities, ranking_terms
from scoring.forced_choice.rankings import Orders, Rankings
from scoring.forced_choice.statements import StatementBank

NUMBERS_AT_ONCE = 20_000
"""Orders times points computed together: arrays that stay in the processor's cache."""


@dataclass(frozen=True, eq=False)
class UtilityModel:
    """The parameters of statements as arrays (n_statements,), while they are being estimated too."""

    traits: Integers
    loadings: Floats
    means: Floats
    uniquenesses: Floats

    @classmethod
    def of(cls, bank: StatementBank) -> Self:
        """The parameters of a bank."""
        return cls(bank.traits, bank.loadings, bank.means, bank.uniquenesses)


@dataclass(frozen=True, eq=False)
class TraitDerivatives:
    """Log likelihood (n_persons,), gradient (n_persons, n_traits) and Hessian, of everybody."""

    logs: Floats
    gradients: Floats
    hessians: Floats


@dataclass(frozen=True, eq=False)
class StatementScores:
    """Derivatives of each person's marginal log likelihood, (n_persons, n_statements) each."""

    loadings: Floats
    means: Floats
    log_uniquenesses: Floats


def log_likelihoods(model: UtilityModel, rankings: Rankings, points: Floats) -> Floats:
    """Log likelihood of everybody's rankings at everybody's own points, (n_persons, n_points).

    `points` are (n_persons, n_points, n_traits). Answers are independent given the traits, orders within an
    answer exclude each other.
    """
    logs = np.zeros(points.shape[:2])
    for part in _parts(rankings, points.shape[1]):
        means, variances, _ = _utilities(model, part, points)
        of_orders = log_ranking_probabilities(means, variances)
        logs += _of_persons(part, len(points), _of_answers(part, of_orders))
    return logs


def trait_derivatives(model: UtilityModel, rankings: Rankings, traits: Floats) -> TraitDerivatives:
    """Log likelihood of everybody's rankings at `traits` (n_persons, n_traits), with derivatives by them.

    Minus the Hessian is the observed information of the whole rankings.
    """
    n_persons, n_traits = traits.shape
    logs, gradients = np.zeros(n_persons), np.zeros((n_persons, n_traits))
    hessians = np.zeros((n_persons, n_traits, n_traits))
    for part in _parts(rankings, 1):
        means, variances, _ = _utilities(model, part, traits[:, None])
        terms = ranking_terms(means, variances)
        loadings = np.zeros((*part.orders.shape, n_traits))
        np.put_along_axis(
            loadings, model.traits[part.orders][..., None], model.loadings[part.orders][..., None], 2
        )
        slopes = np.einsum("mo,omt->ot", terms.by_means[..., 0], loadings)
        curved = np.einsum(
            "nmo,ont,oms->ots", terms.by_means_twice[..., 0], loadings, loadings, optimize=True
        )
        weights, of_answers = _order_weights(part, terms)
        slope = _summed(part, weights * slopes)
        # The log of a sum: second derivatives of its parts, and how their slopes differ.
        spread = curved + slopes[:, :, None] * slopes[:, None]
        curvature = _summed(part, weights[..., None] * spread) - slope[:, :, None] * slope[:, None]
        logs += _of_persons(part, n_persons, of_answers)[:, 0]
        gradients += _of_persons(part, n_persons, slope)
        hessians += _of_persons(part, n_persons, curvature.reshape(-1, n_traits**2)).reshape(hessians.shape)
    return TraitDerivatives(logs, gradients, hessians)


def statement_scores(
    model: UtilityModel, rankings: Rankings, points: Floats, weights: Floats
) -> StatementScores:
    """Posterior means of the derivatives by the statements: each person's scores (Fisher's identity).

    `weights` (n_persons, n_points) are the posterior's at `points` (n_persons, n_points, n_traits), and sum
    to 1 for each person.
    """
    shape = (len(points), model.loadings.size)
    found = np.zeros((3, shape[0] * shape[1]))
    for part in _parts(rankings, points.shape[1]):
        means, variances, levels = _utilities(model, part, points)
        terms = ranking_terms(means, variances)
        of_orders, _ = _order_weights(part, terms)
        persons = part.persons[part.answers]
        parts = of_orders * weights[persons]
        by_means = np.einsum("moq,oq->om", terms.by_means, parts)
        by_loadings = np.einsum("moq,moq,oq->om", terms.by_means, levels, parts, optimize=True)
        by_variances = np.einsum("moq,oq->om", terms.by_variances, parts)
        cells = (persons[:, None] * shape[1] + part.orders).ravel()
        scaled = by_variances * model.uniquenesses[part.orders]
        for place, values in enumerate((by_loadings, by_means, scaled)):
            found[place] += np.bincount(cells, values.ravel(), minlength=found.shape[1])
    loadings, means_, log_uniquenesses = found.reshape(3, *shape)
    return StatementScores(loadings, means_, log_uniquenesses)


def _parts(rankings: Rankings, n_points: int) -> Iterator[Orders]:
    for group in rankings.groups:
        most_orders = int(np.diff(group.starts).max(initial=1))
        step = max(NUMBERS_AT_ONCE // (n_points * most_orders), 1)
        for first in range(0, group.n_answers, step):
            yield group.part(first, min(first + step, group.n_answers))


def _utilities(model: UtilityModel, part: Orders, points: Floats) -> tuple[Floats, Floats, Floats]:
    """Means (m, n_orders, n_points), variances (m, n_orders, 1) and trait levels, in order of preference."""
    orders = part.orders.T
    persons = part.persons[part.answers]
    levels = points.transpose(2, 0, 1)[model.traits[orders], persons]
    means = model.means[orders][..., None] + model.loadings[orders][..., None] * levels
    return means, model.uniquenesses[orders][..., None], levels


def _is_full(part: Orders) -> bool:
    return len(part.orders) == part.n_answers


def _of_answers(part: Orders, of_orders: Floats) -> Floats:
    if _is_full(part):
        return of_orders
    return np.asarray(np.logaddexp.reduceat(of_orders, part.starts[:-1], axis=0))


def _order_weights(part: Orders, terms: RankingTerms) -> tuple[Floats, Floats]:
    """Shares of orders in their answer's probability (n_orders, n_points), and answers' log probabilities."""
    if _is_full(part):
        return np.ones_like(terms.log_probabilities), terms.log_probabilities
    of_answers = _of_answers(part, terms.log_probabilities)
    return np.exp(terms.log_probabilities - of_answers[part.answers]), of_answers


def _of_persons(part: Orders, n_persons: int, of_answers: Floats) -> Floats:
    """Sums over the answers of each person, (n_persons, ...)."""
    n = part.n_answers
    owners = csr_array((np.ones(n), (part.persons, np.arange(n))), shape=(n_persons, n))
    return np.asarray(owners @ of_answers)


def _summed(part: Orders, of_orders: Floats) -> Floats:
    return of_orders if _is_full(part) else np.asarray(np.add.reduceat(of_orders, part.starts[:-1], axis=0))
