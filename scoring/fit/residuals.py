"""Residuals of responses at given abilities, with the moments that the model expects of them."""

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import ArrayLike

from scoring.ability_estimates import blocks
from scoring.answers import MISSING, read_responses
from scoring.arrays import Floats, read_numbers
from scoring.parameters import ItemPool
from scoring.response_models import category_probabilities


@dataclass(frozen=True, eq=False)
class Residuals:
    """Categories less expected ones, and their central moments under the model, all (n_persons, n_items).

    NaN where there is no response, or no finite ability of the person.
    """

    values: Floats
    variances: Floats
    third: Floats
    fourth: Floats

    @classmethod
    def of(cls, pool: ItemPool, responses: ArrayLike, abilities: ArrayLike) -> Self:
        """The residuals at each person's ability, (n_persons,).

        Raises:
            ValueError: a response is not a category of its item, or abilities have another shape.
        """
        given = read_responses(pool, responses)
        own = read_numbers(abilities, "abilities")
        if own.shape != (len(given),):
            raise ValueError(f"abilities must have shape ({len(given)},), got {own.shape}")
        is_known = np.isfinite(own)
        tables = [np.full(given.shape, np.nan) for _ in range(4)]
        categories = np.arange(pool.max_categories, dtype=np.float64)
        for block in blocks(len(given)):
            probabilities = category_probabilities(pool, np.where(is_known, own, 0.0)[block])
            means = np.einsum("k,ikp->ip", categories, probabilities)
            distances = categories[:, None] - means[:, None, :]
            powers = distances * distances
            moments = [np.einsum("ikp,ikp->pi", probabilities, powers)]
            for _ in range(2):
                powers = powers * distances
                moments.append(np.einsum("ikp,ikp->pi", probabilities, powers))
            is_there = (given[block] != MISSING) & is_known[block, None]
            for table, values in zip(tables, (given[block] - means.T, *moments), strict=True):
                table[block] = np.where(is_there, values, np.nan)
        return cls(*tables)
