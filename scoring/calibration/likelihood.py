"""The E-step: the marginal likelihood of response patterns, and expected counts of categories at the nodes.

Patterns are a matrix times a table of log probabilities, dense where most items were answered and sparse
where most were not, in blocks of patterns that fit a processor's cache.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, TypeAlias

import numpy as np
from scipy.sparse import csc_array, csr_array

from scoring.arrays import Floats, Integers
from scoring.calibration.responses import Patterns

BLOCK = 1024
"""Patterns computed together."""

DENSE_SHARE = 0.2
"""Share of answered items from which a dense matrix is faster."""

Matrix: TypeAlias = Floats | csr_array


class Expectation(NamedTuple):
    """Log likelihood, expected counts of each category (n_rows, n_nodes) and persons (n_groups, n_nodes)."""

    log_likelihood: float
    counts: Floats
    masses: Floats


class Block(NamedTuple):
    """Some patterns of one group: places, their part of the matrix, posteriors (n_patterns, n_nodes)."""

    places: slice
    group: int
    matrix: Matrix
    posteriors: Floats
    log_likelihoods: Floats


@dataclass(frozen=True, eq=False)
class PatternMatrix:
    """Patterns as a matrix whose product with the columns of a table sums over each pattern's responses.

    `columns` (n_columns,) are rows of the table of all categories; of these `bases` (n_columns,) are taken
    off where they are not -1. `always` are rows that count for every pattern: the lowest categories of items
    that everybody answered, the others of which count as differences.
    """

    patterns: Patterns
    matrix: Matrix
    columns: Integers
    bases: Integers
    always: Integers
    n_rows: int

    @classmethod
    def of(cls, patterns: Patterns, first_rows: Integers, n_categories: Integers) -> "PatternMatrix":
        """The matrix of these patterns of items with these categories."""
        n_rows = int(n_categories.sum())
        n_items = n_categories.size
        sparse = csr_array(
            (np.ones(patterns.rows.size), patterns.rows, patterns.starts), shape=(patterns.n_patterns, n_rows)
        )
        none = np.zeros(0, dtype=np.int64)
        if patterns.rows.size < DENSE_SHARE * patterns.n_patterns * n_items or n_items == 0:
            return cls(patterns, sparse, np.arange(n_rows), np.full(n_rows, -1), none, n_rows)
        item_of = np.repeat(np.arange(n_items), n_categories)
        answered = np.bincount(item_of[patterns.rows], minlength=n_items)
        complete = answered == patterns.n_patterns
        upper = np.setdiff1d(np.arange(n_rows), first_rows)
        some = first_rows[~complete]
        dense = np.zeros((patterns.n_patterns, upper.size + some.size))
        place = np.full(n_rows, -1)
        place[upper] = np.arange(upper.size)
        owners = np.repeat(np.arange(patterns.n_patterns), np.diff(patterns.starts))
        is_upper = place[patterns.rows] >= 0
        dense[owners[is_upper], place[patterns.rows[is_upper]]] = 1.0
        answered_column = np.full(n_items, -1)
        answered_column[~complete] = upper.size + np.arange(some.size)
        column = answered_column[item_of[patterns.rows]]
        dense[owners[column >= 0], column[column >= 0]] = 1.0
        return cls(
            patterns=patterns,
            matrix=dense,
            columns=np.concatenate((upper, some)),
            bases=np.concatenate((first_rows[item_of[upper]], np.full(some.size, -1))),
            always=first_rows[complete],
            n_rows=n_rows,
        )

    @cached_property
    def by_row(self) -> csc_array:
        """The patterns that have each row of the table, as the columns of a sparse matrix."""
        patterns = self.patterns
        ones = np.ones(patterns.rows.size, dtype=np.int8)
        shape = (patterns.n_patterns, self.n_rows)
        return csc_array(csr_array((ones, patterns.rows, patterns.starts), shape=shape))

    def answers(self, rows: Integers) -> tuple[Integers, Integers]:
        """The patterns with one of these rows of the table (an item's), in order, and which row each has."""
        by_row = self.by_row
        found = [by_row.indices[by_row.indptr[row] : by_row.indptr[row + 1]] for row in rows]
        patterns = np.concatenate(found).astype(np.int64)
        which = np.repeat(rows, [each.size for each in found])
        order = np.argsort(patterns)
        return patterns[order], which[order]

    def blocks(self, log_rows: Floats, log_weights: Floats) -> Iterator[Block]:
        """Posteriors of all patterns, given log probabilities (n_rows, n_nodes) and weights of the groups."""
        table = self._table(log_rows)
        constant = log_rows[self.always].sum(axis=0)
        for group in range(self.patterns.group_starts.size - 1):
            prior = constant + log_weights[group]
            first, last = self.patterns.group_starts[group : group + 2].tolist()
            for start in range(first, last, BLOCK):
                places = slice(start, min(start + BLOCK, last))
                part = self.matrix[places]
                logs = np.asarray(part @ table)
                logs += prior
                highest = logs.max(axis=1)
                logs -= highest[:, None]
                np.exp(logs, out=logs)
                sums = logs.sum(axis=1)
                logs /= sums[:, None]
                yield Block(places, group, part, logs, highest + np.log(sums))

    def expectation(self, log_rows: Floats, log_weights: Floats) -> Expectation:
        """The E-step of Bock and Aitkin (1981, Psychometrika 46, 443-459)."""
        n_nodes = log_rows.shape[1]
        counts = np.zeros((self.columns.size, n_nodes))
        masses = np.zeros((log_weights.shape[0], n_nodes))
        total = 0.0
        for block in self.blocks(log_rows, log_weights):
            times = self.patterns.counts[block.places]
            total += float(times @ block.log_likelihoods)
            posteriors = block.posteriors
            posteriors *= times[:, None]
            counts += block.matrix.T @ posteriors
            masses[block.group] += posteriors.sum(axis=0)
        return Expectation(total, self.rows_of(counts, masses.sum(axis=0)), masses)

    def rows_of(self, sums: Floats, everybody: Floats) -> Floats:
        """Sums by rows (n_rows, ...) from sums by columns, and the sum over all patterns."""
        rows = np.zeros((self.n_rows, *sums.shape[1:]))
        rows[self.columns] = sums
        rows[self.always] = everybody
        differences = np.flatnonzero(self.bases >= 0)
        if differences.size:
            # The columns of an item follow each other, and so do those of the same base.
            bases = self.bases[differences]
            begins = np.flatnonzero(np.concatenate(([True], bases[1:] != bases[:-1])))
            rows[bases[begins]] -= np.add.reduceat(sums[differences], begins, axis=0)
        return rows

    def _table(self, log_rows: Floats) -> Floats:
        table = log_rows[self.columns]
        based = self.bases >= 0
        if based.any():
            table[based] -= log_rows[self.bases[based]]
        return table
