"""Simulated halls that the tests of this folder share."""

import numpy as np
from numpy.random import Generator

from scoring import ItemPool, NominalParameters, category_probabilities, estimate_eap, item_information
from scoring.arrays import Floats, Integers
from scoring.similarity import PairSimilarities, compare_pairs, probabilities_of_categories


def option_pool(n_items: int, seed: int) -> ItemPool:
    """Items of four options, the first the key, as the nominal model describes them."""
    rng = np.random.default_rng(seed)
    items = []
    for _ in range(n_items):
        scores = [rng.normal(1.2, 0.3), *np.sort(rng.normal(-0.4, 0.4, 3))]
        items.append(NominalParameters(1.0, tuple(map(float, scores)), tuple(rng.normal(0, 0.7, 4).tolist())))
    return ItemPool.of(items)


def drawn_options(pool: ItemPool, abilities: Floats, rng: Generator, n_each: int | None = None) -> Integers:
    """Answers (n_persons, n_items); if `n_each` is given, of so many items that tell much of the person."""
    probabilities = category_probabilities(pool, abilities)
    uniforms = rng.random((pool.n_items, abilities.size))
    passed = (uniforms[:, None, :] >= probabilities.cumsum(axis=1)).sum(axis=1)
    answers = np.minimum(passed, pool.n_categories[:, None] - 1).T
    if n_each is not None:
        merits = item_information(pool, abilities).T + rng.normal(0.0, 0.1, answers.shape)
        answers[np.argsort(np.argsort(-merits, axis=1), axis=1) >= n_each] = -1
    return np.asarray(answers)


def compared(
    pool: ItemPool, answers: Integers, *, seats: Floats | None = None, fewest_common: int = 10
) -> PairSimilarities:
    """All pairs compared at their EAP abilities; the key of every item is its first option."""
    chances = probabilities_of_categories(pool, estimate_eap(pool, answers).abilities)
    keys = np.zeros(pool.n_items, dtype=np.int64)
    return compare_pairs(answers, chances, keys=keys, seats=seats, fewest_common=fewest_common)
