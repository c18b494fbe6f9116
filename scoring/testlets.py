"""Sets of items that share a factor besides ability, as on one passage: testlet and bifactor models.

Given ability the items of a set are not independent. Their factor is integrated out, so that the answers to a
set enter the posterior of ability over the grid together, as one likelihood (Gibbons & Hedeker, 1992,
Psychometrika 57, 423-436). An item of any model takes part: the factor shifts the ability that it sees.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import ArrayLike

from scoring.ability import GRID, normal_prior
from scoring.answers import MISSING, Answers, log_probability_rows, read_responses
from scoring.arrays import Floats, Integers
from scoring.parameters import ItemPool
from scoring.response_models import log_category_probabilities

PATTERNS_AT_ONCE = 100
"""Response patterns integrated together; each takes 121 by 121 numbers."""


@dataclass(frozen=True)
class SpecificFactor:
    """A factor of some items of a pool: it shifts ability by an item's loading times a standard normal.

    In the testlet model all loadings are the SD of the testlet's effect (`of_testlet`). In the bifactor model
    the loading of an item is its slope on the specific factor over its slope on the general one.

    Raises:
        ValueError: there are no items, one comes twice, or the loadings are not finite, one for each.
    """

    items: tuple[int, ...]
    loadings: tuple[float, ...]

    def __post_init__(self) -> None:
        if not self.items or len(set(self.items)) != len(self.items) or min(self.items) < 0:
            raise ValueError(f"items must name one item or more, none twice, got {self.items!r}")
        if len(self.loadings) != len(self.items) or not np.isfinite(self.loadings).all():
            raise ValueError(
                f"loadings must be finite numbers, one for each of {len(self.items)} items, "
                f"got {self.loadings!r}"
            )

    @classmethod
    def of_testlet(cls, items: Sequence[int], sd: float) -> Self:
        """The factor of a testlet: a (theta - b - gamma) with gamma ~ N(0, sd^2) for all its items.

        Bradlow, Wainer and Wang (1999, Psychometrika 64, 153-168).

        Raises:
            ValueError: the items make no set, or `sd` is negative or not finite.
        """
        if not 0.0 <= sd < np.inf:
            raise ValueError(f"sd must be finite and 0 or more, got {sd!r}")
        return cls(tuple(items), (float(sd),) * len(items))


def factor_log_likelihood(pool: ItemPool, factor: SpecificFactor, patterns: ArrayLike) -> Floats:
    """Log likelihood of response patterns to a set of items, its factor integrated out, (n_patterns, 121).

    `patterns` (n_patterns, n_items of the set) are categories in the order of `factor.items`, -1 or NaN where
    missing. The factor is integrated on the nodes of `GRID`, in its SDs.

    Raises:
        ValueError: an item is not in the pool, or a response is not a category of its item.
    """
    _check_items(pool, [factor])
    given = read_responses(ItemPool.of([pool.items[item] for item in factor.items]), patterns)
    tables = [
        _shifted_table(pool, item, loading)
        for item, loading in zip(factor.items, factor.loadings, strict=True)
    ]
    distinct, places = np.unique(given, axis=0, return_inverse=True)
    logs = np.concatenate([*_integrated(tables, distinct), np.empty((0, GRID.size))])
    return logs[places.reshape(-1)]


def grid_log_likelihood(
    pool: ItemPool, responses: ArrayLike, specific_factors: Sequence[SpecificFactor] = ()
) -> Floats:
    """Log likelihood of responses (n_persons, n_items) at the nodes of `GRID`, (n_persons, 121).

    Items of no specific factor are independent given ability; those of one enter together.

    Raises:
        ValueError: a response is not a category of its item, or an item has two factors or none in the pool.
    """
    given = read_responses(pool, responses)
    _check_items(pool, specific_factors)
    alone = given.copy()
    alone[:, [item for factor in specific_factors for item in factor.items]] = MISSING
    answers = Answers.of(pool, alone)
    logs = answers.over_responses(log_probability_rows(answers.pool, GRID))
    for factor in specific_factors:
        logs += factor_log_likelihood(pool, factor, given[:, list(factor.items)])
    return logs


def _check_items(pool: ItemPool, factors: Sequence[SpecificFactor]) -> None:
    items = [item for factor in factors for item in factor.items]
    if items and max(items) >= pool.n_items:
        raise ValueError(f"specific_factors must name items 0 to {pool.n_items - 1}, got {max(items)}")
    if len(set(items)) != len(items):
        raise ValueError("specific_factors must not name an item twice")


def _shifted_table(pool: ItemPool, item: int, loading: float) -> Floats:
    """Log probabilities of an item's categories by ability and factor, (n_categories + 1, 121, 121).

    The last is of a missing response, which -1 finds.
    """
    seen = GRID[:, None] + loading * GRID
    logs = log_category_probabilities(ItemPool.of([pool.items[item]]), seen.ravel())[0]
    return np.concatenate((logs, np.zeros((1, seen.size)))).reshape(-1, *seen.shape)


def _integrated(tables: Sequence[Floats], patterns: Integers) -> Iterator[Floats]:
    log_weights = normal_prior(0.0, 1.0)
    for first in range(0, len(patterns), PATTERNS_AT_ONCE):
        block = patterns[first : first + PATTERNS_AT_ONCE]
        logs = np.tile(log_weights, (len(block), GRID.size, 1))
        for table, categories in zip(tables, block.T, strict=True):
            logs += table[categories]
        highest = logs.max(axis=2)
        yield highest + np.log(np.exp(logs - highest[:, :, None]).sum(axis=2))
