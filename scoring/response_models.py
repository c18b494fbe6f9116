"""Category probabilities, score functions and information of a whole pool, whatever models it mixes.

Arrays are (n_items, max_categories, n_abilities) or (n_items, n_abilities). The formulas are in
`item_models`.
"""

import numpy as np

from scoring.arrays import Floats
from scoring.parameters import ItemPool


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


def _abilities(ability: Floats) -> Floats:
    array = np.asarray(ability, dtype=np.float64)
    if array.ndim != 1 or not np.isfinite(array).all():
        raise ValueError(f"ability must be a one-dimensional array of finite logits, got {ability!r}")
    return array
