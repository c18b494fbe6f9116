"""Records in the order of administration, and records like them simulated where the model holds.

Statistics of order have no known distribution in a test of tens of items, and none at all that would serve
every adaptive test. So each is compared with its own values in simulated records: of the same items in the
same order, at the person's ability, ability estimated again in each. Draws are made once, by position, so
that a person's figures do not depend on who else is looked at.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.random import Generator
from numpy.typing import ArrayLike

from scoring.ability import GRID, GRID_STEP
from scoring.arrays import Floats, Integers, Mask
from scoring.parameters import ItemPool
from scoring.priors import checked_log_priors
from scoring.response_models import category_probabilities, log_category_probabilities

ROUNDING = 1e-12
"""Figures nearer than this are equal."""


@dataclass(frozen=True, eq=False)
class ItemSequence:
    """The items of one record in order, as a pool of their own, with the prior of ability (121,)."""

    pool: ItemPool
    log_prior: Floats

    @cached_property
    def tables(self) -> Floats:
        """Log probabilities by item, category and node, (n_items, max_categories, 121)."""
        return log_category_probabilities(self.pool, GRID)

    def abilities(self, categories: Integers) -> Floats:
        """EAP abilities of records (n_records, n_items), (n_records,)."""
        logs = np.tile(self.log_prior, (len(categories), 1))
        for table, own in zip(self.tables, categories.T, strict=True):
            logs += table[own]
        weights = np.exp(logs - logs.max(axis=1, keepdims=True))
        means: Floats = weights @ GRID / weights.sum(axis=1)
        return means

    def drawn(self, ability: float, uniforms: Floats) -> Integers:
        """Records of this ability, (n_records, n_items), by uniforms (n_items, n_records)."""
        probabilities = category_probabilities(self.pool, np.array([ability]))[:, :, 0]
        passed = (uniforms[:, None, :] >= probabilities.cumsum(axis=1)[:, :, None]).sum(axis=1)
        # Probabilities may sum to a little less than 1; a draw above the sum belongs to the last category.
        drawn: Integers = np.minimum(passed, self.pool.n_categories[:, None] - 1).T
        return drawn


@dataclass(frozen=True)
class OrderStatistic:
    """Figures of records of one sequence of items, the larger the less they fit.

    `figures` gives (n_records, n_figures) for records (n_records, n_items) and their abilities (n_records,).
    """

    figures: Callable[[ItemSequence, Integers, Floats], Floats]
    n_figures: int
    fewest_responses: int


@dataclass(frozen=True, eq=False)
class SimulatedFit:
    """Figures of records, (n_records, n_figures), with p values and the cut-offs at `level` for each.

    A p value is (1 + simulated figures as large) / (1 + simulations), so never 0 and never too small
    (Phipson & Smyth, 2010, SAGMB 9, 39). Rows of records that were too short are NaN.
    """

    figures: Floats
    p_values: Floats
    cut_offs: Floats
    abilities: Floats
    n_responses: Integers


def check_records(
    pool: ItemPool, administered: Sequence[Sequence[int]], categories: Sequence[Sequence[int]]
) -> None:
    """Refuse records that are not of this pool.

    Raises:
        ValueError: the records differ in number or length, an item is unknown or given twice, or a response
            is not a category of its item.
    """
    if len(administered) != len(categories):
        raise ValueError(
            "administered and categories must be of the same persons, "
            f"got {len(administered)} and {len(categories)}"
        )
    for person, (items, own) in enumerate(zip(administered, categories, strict=True)):
        if len(items) != len(own):
            raise ValueError(
                "administered and categories must have the same length, "
                f"got {len(items)} and {len(own)} for person {person}"
            )
        if len(set(items)) != len(items) or not all(0 <= item < pool.n_items for item in items):
            raise ValueError(
                f"administered must name different items 0 to {pool.n_items - 1}, "
                f"got {list(items)!r} for person {person}"
            )
        for item, category in zip(items, own, strict=True):
            if not 0 <= category < pool.n_categories[item] or category != int(category):
                raise ValueError(
                    f"categories must be 0 to {pool.n_categories[item] - 1} for item {item}, "
                    f"got {category!r} for person {person}"
                )


def simulated_fit(
    pool: ItemPool,
    administered: Sequence[Sequence[int]],
    categories: Sequence[Sequence[int]],
    statistic: OrderStatistic,
    *,
    rng: Generator,
    n_simulations: int = 499,
    level: float = 0.01,
    log_prior: ArrayLike | None = None,
) -> SimulatedFit:
    """The figures of each record with what they are in simulated records of its items at its ability.

    The ability simulated at is the node of `GRID` next to the person's, so that people who took the same
    items in the same order share their simulations.

    Raises:
        ValueError: a record is not of this pool, or a number is out of its range.
    """
    check_records(pool, administered, categories)
    if not 0.0 < level < 1.0:
        raise ValueError(f"level must lie between 0 and 1, got {level!r}")
    if n_simulations + 1 < 1.0 / level:
        raise ValueError(
            f"n_simulations must be {np.ceil(1.0 / level) - 1.0:.0f} or more for p values to reach "
            f"{level:g}, got {n_simulations!r}"
        )
    prior = checked_log_priors(log_prior, 1)[0]
    lengths = np.array([len(items) for items in administered], dtype=np.int64)
    uniforms = rng.random((int(lengths.max(initial=1)), n_simulations))
    figures, p_values, cut_offs = np.full((3, lengths.size, statistic.n_figures), np.nan)
    abilities = np.full(lengths.size, np.nan)
    for items, persons in _by_items(administered, lengths >= statistic.fewest_responses).items():
        sequence = ItemSequence(ItemPool.of([pool.items[item] for item in items]), prior)
        records = np.array([categories[person] for person in persons], dtype=np.int64)
        own = sequence.abilities(records)
        abilities[persons] = own
        figures[persons] = statistic.figures(sequence, records, own)
        nodes = np.rint((own - GRID[0]) / GRID_STEP).astype(np.int64)
        for node in np.unique(nodes).tolist():
            drawn = sequence.drawn(float(GRID[node]), uniforms[: len(items)])
            simulated = statistic.figures(sequence, drawn, sequence.abilities(drawn))
            here = [person for person, place in zip(persons, nodes.tolist(), strict=True) if place == node]
            n_at_least = (simulated >= figures[here, None, :] - ROUNDING).sum(axis=1)
            p_values[here] = (1.0 + n_at_least) / (1.0 + n_simulations)
            cut_offs[here] = np.quantile(simulated, 1.0 - level, axis=0)
    return SimulatedFit(figures, p_values, cut_offs, abilities, lengths)


def _by_items(administered: Sequence[Sequence[int]], is_long: Mask) -> dict[tuple[int, ...], list[int]]:
    """The persons with each sequence of items, as far as their records are long enough."""
    groups: dict[tuple[int, ...], list[int]] = {}
    for person in np.flatnonzero(is_long).tolist():
        groups.setdefault(tuple(administered[person]), []).append(person)
    return groups
