"""Curves of a whole pool, whatever models it mixes: probabilities, derivatives, information, expected scores.

Arrays are (n_items, max_categories, n_abilities) or (n_items, n_abilities). The formulas are in
`item_models`.
"""

from typing import NamedTuple

import numpy as np

from scoring.arrays import Floats
from scoring.parameters import ItemPool


class Derivatives(NamedTuple):
    """P_k' and P_k'' of every category, both (n_items, max_categories, n_abilities)."""

    first: Floats
    second: Floats


def category_probabilities(pool: ItemPool, ability: Floats) -> Floats:
    """Probability of every category at every ability; 0 beyond an item's own categories.

    Raises:
        ValueError: the abilities are not finite numbers in one dimension.
    """
    return np.exp(log_category_probabilities(pool, ability))


def log_category_probabilities(pool: ItemPool, ability: Floats) -> Floats:
    """Natural logarithm of `category_probabilities`; -inf beyond an item's own categories."""
    ability = _abilities(ability)
    logs = np.full((pool.n_items, pool.max_categories, ability.size), -np.inf)
    for group in pool.groups:
        logs[group.indexes, : group.n_categories] = group.model.log_probabilities(group.parameters, ability)
    return logs


def score_functions(pool: ItemPool, ability: Floats) -> Floats:
    """P_k'/P_k, the derivative of every log probability in ability; 0 beyond an item's own categories."""
    ability = _abilities(ability)
    scores = np.zeros((pool.n_items, pool.max_categories, ability.size))
    for group in pool.groups:
        scores[group.indexes, : group.n_categories] = group.model.score_functions(group.parameters, ability)
    return scores


def probability_derivatives(pool: ItemPool, ability: Floats) -> Derivatives:
    """P_k' and P_k'' of every category at every ability; 0 beyond an item's own categories."""
    probabilities = category_probabilities(pool, ability)
    scores = score_functions(pool, ability)
    first = probabilities * scores
    return Derivatives(first, first * scores - probabilities * observed_information(pool, ability))


def item_information(pool: ItemPool, ability: Floats) -> Floats:
    """Expected (Fisher) information of every item at every ability, sum over k of P_k (P_k'/P_k)^2.

    For right-or-wrong items this is P'^2 / (P Q) (Birnbaum, 1968); for graded items Samejima (1969).
    """
    ability = _abilities(ability)
    information = np.empty((pool.n_items, ability.size))
    for group in pool.groups:
        probabilities = np.exp(group.model.log_probabilities(group.parameters, ability))
        scores = group.model.score_functions(group.parameters, ability)
        information[group.indexes] = np.einsum("ikq,ikq,ikq->iq", probabilities, scores, scores)
    return information


def observed_information(pool: ItemPool, ability: Floats) -> Floats:
    """Information in every response, -(log P_k)'', (n_items, max_categories, n_abilities).

    Its mean over the categories is `item_information`. It is the same for all of them where log odds are
    linear in ability (one and two parameters, partial credit, nominal); a right answer that may have been
    guessed can have a negative one. 0 beyond an item's own categories.
    """
    ability = _abilities(ability)
    information = np.zeros((pool.n_items, pool.max_categories, ability.size))
    for group in pool.groups:
        information[group.indexes, : group.n_categories] -= group.model.curvatures(group.parameters, ability)
    return information


def expected_item_scores(pool: ItemPool, ability: Floats) -> Floats:
    """Mean category of every item at every ability, sum over k of k P_k, (n_items, n_abilities)."""
    categories = np.arange(pool.max_categories, dtype=np.float64)
    expected: Floats = np.einsum("k,ikq->iq", categories, category_probabilities(pool, ability))
    return expected


def characteristic_curve(pool: ItemPool, ability: Floats) -> Floats:
    """The test characteristic curve: mean sum score on the whole pool at every ability, (n_abilities,)."""
    curve: Floats = expected_item_scores(pool, ability).sum(axis=0)
    return curve


def information_curve(pool: ItemPool, ability: Floats) -> Floats:
    """The test information curve: expected information of the whole pool at every ability, (n_abilities,)."""
    curve: Floats = item_information(pool, ability).sum(axis=0)
    return curve


def _abilities(ability: Floats) -> Floats:
    array = np.asarray(ability, dtype=np.float64)
    if array.ndim != 1 or not np.isfinite(array).all():
        raise ValueError(f"ability must be a one-dimensional array of finite logits, got {ability!r}")
    return array
