"""A pool's category probabilities on the quadrature grid: computed once, laid out for fast decisions.

Nothing here estimates or chooses. `ability` reads the likelihood of responses, `selection` reads the tables.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Self

import numpy as np

from scoring.ability import GRID
from scoring.arrays import Floats, Integers, read_only, read_only_integers
from scoring.parameters import ItemPool
from scoring.response_models import item_information, log_category_probabilities

N_DICHOTOMOUS = 2
"""Number of categories of an item that is wrong or right; it needs only one row of the tables."""


@dataclass(frozen=True, eq=False)
class ProbabilityGrid:
    """Probabilities of a pool at the 121 nodes of `GRID`. Made by `ProbabilityGrid.of`.

    `log_rows` (sum of n_categories, 121) holds the categories of an item in neighbouring rows, from
    `first_rows[item]` on; a likelihood is a sum of some of these rows.

    The other tables have the nodes first, because a decision sums over nodes for all items at once and
    may leave out the outer ones. `right` (121, n_dichotomous) is the probability of category 1 of the items
    named in `dichotomous`. `categories` (121, n_rows) holds every category of the items named in
    `polytomous`, those of each item from its place in `starts` on. What only some selection rules read
    (`rows`, `information`, `entropies`) is computed when it is first asked for.
    """

    first_rows: tuple[int, ...]
    n_categories: tuple[int, ...]
    log_rows: Floats
    dichotomous: Integers
    right: Floats
    polytomous: Integers
    starts: Integers
    categories: Floats
    pool: ItemPool = field(repr=False)

    @classmethod
    def of(cls, pool: ItemPool) -> Self:
        """The tables of this pool."""
        logs = log_category_probabilities(pool, GRID)
        is_own = np.arange(pool.max_categories) < pool.n_categories[:, None]
        is_dichotomous = pool.n_categories == N_DICHOTOMOUS
        dichotomous = np.flatnonzero(is_dichotomous)
        polytomous = np.flatnonzero(~is_dichotomous)
        sizes = pool.n_categories[polytomous]
        return cls(
            first_rows=tuple((np.cumsum(pool.n_categories) - pool.n_categories).tolist()),
            n_categories=tuple(pool.n_categories.tolist()),
            log_rows=read_only(logs[is_own]),
            dichotomous=read_only_integers(dichotomous),
            right=read_only(np.exp(logs[dichotomous, 1]).T),
            polytomous=read_only_integers(polytomous),
            starts=read_only_integers(np.cumsum(sizes) - sizes),
            categories=read_only(np.exp(logs[polytomous][is_own[polytomous]]).T),
            pool=pool,
        )

    @property
    def n_items(self) -> int:
        """Number of items of the pool."""
        return len(self.first_rows)

    @cached_property
    def row_starts(self) -> Integers:
        """The first row of every item as an array, (n_items,)."""
        return read_only_integers(np.array(self.first_rows))

    @cached_property
    def rows(self) -> Floats:
        """Probability of every category of every item, (121, sum of n_categories), as in `log_rows`."""
        return read_only(np.exp(self.log_rows).T)

    @cached_property
    def information(self) -> Floats:
        """Expected (Fisher) information of every item, (121, n_items)."""
        return read_only(item_information(self.pool, GRID).T)

    @cached_property
    def entropies(self) -> Floats:
        """Entropy of the answer to every item, -sum over k of P_k log P_k, nats, (121, n_items)."""
        terms = self.rows * self.log_rows.T
        return read_only(-np.add.reduceat(terms, self.row_starts, axis=1))

    def log_likelihood(self, administered: Sequence[int], categories: Sequence[int]) -> Floats:
        """Log likelihood of these responses at every node, (121,); zeros when nothing was administered.

        Raises:
            ValueError: the sequences differ in length, an item is unknown or given twice, or a category is
                not one of the item's.
        """
        if len(administered) != len(categories):
            raise ValueError(
                "administered and categories must have the same length, "
                f"got {len(administered)} items and {len(categories)} categories"
            )
        if len(set(administered)) != len(administered):
            raise ValueError(f"administered must name an item only once, got {list(administered)!r}")
        if not administered:
            return np.zeros(GRID.shape)
        found = []
        n_items, n_categories, first_rows = self.n_items, self.n_categories, self.first_rows
        try:
            for item, category in zip(administered, categories, strict=True):
                if not 0 <= item < n_items:
                    raise ValueError(f"administered must hold items 0 to {n_items - 1}, got {item!r}")
                if not 0 <= category < n_categories[item]:
                    highest = n_categories[item] - 1
                    raise ValueError(
                        f"the category of item {item} must lie in 0 to {highest}, got {category!r}"
                    )
                found.append(first_rows[item] + category)
            rows = np.array(found)
        except TypeError:
            rows = np.zeros(1)  # which is refused
        if rows.dtype.kind not in "iu":
            raise ValueError(
                "administered and categories must hold whole numbers, "
                f"got {list(administered)!r} and {list(categories)!r}"
            )
        likelihood: Floats = np.add.reduce(self.log_rows.take(rows, axis=0), axis=0)
        return likelihood
