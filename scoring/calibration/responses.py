"""Responses of many persons with few gaps or mostly gaps, and the same responses as patterns with counts.

Only responses that are there take memory: a category (int8) and an item (int32) each. Nothing is estimated.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from scoring.answers import MISSING, read_categories
from scoring.arrays import Floats, Integers, Mask

Bytes: TypeAlias = NDArray[np.int8]
SmallIntegers: TypeAlias = NDArray[np.int32]

MOST_CATEGORIES = 127


@dataclass(frozen=True, eq=False)
class Responses:
    """Responses of persons to items, missing ones left out; those of a person follow each other.

    `items` and `categories` are (n_responses,); those of person p are from starts[p] to starts[p + 1].
    `counts` (n_persons,) says how often each row of responses came, for data that were counted already.
    Made by `of` or `of_entries`.
    """

    n_items: int
    starts: Integers
    items: SmallIntegers
    categories: Bytes
    counts: Floats

    @classmethod
    def of(cls, matrix: ArrayLike, *, counts: ArrayLike | None = None) -> Self:
        """The responses in a matrix (n_persons, n_items) of categories, -1 or NaN where missing.

        Raises:
            ValueError: the matrix is none, or a response is not a category from 0 to 126.
        """
        small = read_categories(matrix, "matrix", n_categories=MOST_CATEGORIES).astype(np.int8)
        persons, items = np.nonzero(small != MISSING)
        starts = np.searchsorted(persons, np.arange(small.shape[0] + 1))
        return cls(
            n_items=small.shape[1],
            starts=starts,
            items=items.astype(np.int32),
            categories=small[persons, items],
            counts=_counts(counts, small.shape[0]),
        )

    @classmethod
    def of_entries(
        cls,
        persons: ArrayLike,
        items: ArrayLike,
        categories: ArrayLike,
        *,
        n_persons: int,
        n_items: int,
    ) -> Self:
        """The responses named one by one, in any order; persons and items are numbered from 0.

        Raises:
            ValueError: the lengths differ, a number is out of its range, or a person answered an item twice.
        """
        who, what, how = (np.asarray(each) for each in (persons, items, categories))
        if not who.ndim == what.ndim == how.ndim == 1 or not who.size == what.size == how.size:
            raise ValueError(
                "persons, items and categories must be equally long lists, "
                f"got shapes {who.shape}, {what.shape} and {how.shape}"
            )
        for name, values, n in (
            ("persons", who, n_persons),
            ("items", what, n_items),
            ("categories", how, MOST_CATEGORIES),
        ):
            if values.size and (values.dtype.kind not in "iu" or values.min() < 0 or values.max() >= n):
                raise ValueError(f"{name} must hold whole numbers from 0 to {n - 1}, got {values!r}")
        order = np.lexsort((what, who))
        who, what = who[order].astype(np.int64), what[order].astype(np.int32)
        twice = np.flatnonzero((np.diff(who) == 0) & (np.diff(what) == 0))
        if twice.size:
            raise ValueError(f"person {who[twice[0]]} must answer item {what[twice[0]]} only once, got more")
        return cls(
            n_items=n_items,
            starts=np.searchsorted(who, np.arange(n_persons + 1)),
            items=what,
            categories=how[order].astype(np.int8),
            counts=np.ones(n_persons),
        )

    @property
    def n_persons(self) -> int:
        """Number of persons, or of counted rows."""
        return self.starts.size - 1

    @property
    def n_answered(self) -> Integers:
        """Number of items that each person answered, (n_persons,)."""
        return np.diff(self.starts)

    @property
    def persons(self) -> Integers:
        """Whose each response is, (n_responses,)."""
        return np.repeat(np.arange(self.n_persons), self.n_answered)

    @property
    def weights(self) -> Floats:
        """How often each response came, (n_responses,)."""
        return np.repeat(self.counts, self.n_answered)

    def of_items(self, items: Sequence[int]) -> Self:
        """The responses to these items alone, which are numbered anew in this order."""
        places = np.full(self.n_items, -1, dtype=np.int32)
        places[list(items)] = np.arange(len(items))
        kept = places[self.items] >= 0
        before = np.concatenate(([0], np.cumsum(kept)))
        return type(self)(
            n_items=len(items),
            starts=before[self.starts],
            items=places[self.items[kept]],
            categories=self.categories[kept],
            counts=self.counts,
        )

    def joined(self, others: Self) -> Self:
        """These persons and then the others, on the same items.

        Raises:
            ValueError: the items are not as many.
        """
        if others.n_items != self.n_items:
            raise ValueError(f"responses must be to {self.n_items} items, got {others.n_items}")
        return type(self)(
            n_items=self.n_items,
            starts=np.concatenate((self.starts, others.starts[1:] + self.starts[-1])),
            items=np.concatenate((self.items, others.items)),
            categories=np.concatenate((self.categories, others.categories)),
            counts=np.concatenate((self.counts, others.counts)),
        )

    def matrix(self) -> Bytes:
        """The responses as a matrix (n_persons, n_items), -1 where missing."""
        dense = np.full((self.n_persons, self.n_items), MISSING, dtype=np.int8)
        dense[self.persons, self.items] = self.categories
        return dense


@dataclass(frozen=True, eq=False)
class Patterns:
    """Different rows of responses and how often each came, those of a group together.

    A response is named by its row in a table of all categories of all items (`rows`); those of a pattern are
    from starts[i] to starts[i + 1]. `pattern_of` (n_persons,) is each person's pattern, -1 for who answered
    nothing; patterns of group g are from group_starts[g] to group_starts[g + 1].
    """

    starts: Integers
    rows: SmallIntegers
    counts: Floats
    group_starts: Integers
    pattern_of: Integers

    @classmethod
    def of(cls, responses: Responses, first_rows: Integers, groups: Integers, n_groups: int) -> Self:
        """The patterns of these responses; `first_rows` (n_items,) is where an item's categories begin."""
        rows = (first_rows[responses.items] + responses.categories).astype(np.int32)
        lengths = responses.n_answered
        answered = np.flatnonzero((lengths > 0) & (responses.counts > 0.0))
        marks = _marks(rows, responses.starts, lengths, groups)[answered]
        _, first, pattern = np.unique(marks, return_index=True, return_inverse=True)
        # Equal marks of different rows are all but impossible; such persons stay patterns of their own.
        leaders = answered[first][pattern]
        alone = np.flatnonzero(~_same(rows, responses.starts, lengths, groups, (answered, leaders)))
        first = np.concatenate((first, alone))
        pattern[alone] = np.arange(first.size - alone.size, first.size)
        order = np.argsort(groups[answered[first]], kind="stable")
        place = np.empty(order.size, dtype=np.int64)
        place[order] = np.arange(order.size)
        pattern = place[pattern]
        chosen = answered[first][order]
        pattern_of = np.full(responses.n_persons, -1)
        pattern_of[answered] = pattern
        starts, entries = _entries(responses.starts, lengths, chosen)
        return cls(
            starts=starts,
            rows=rows[entries],
            counts=np.bincount(pattern, responses.counts[answered], chosen.size).astype(np.float64),
            group_starts=np.searchsorted(groups[chosen], np.arange(n_groups + 1)),
            pattern_of=pattern_of,
        )

    @property
    def n_patterns(self) -> int:
        """Number of different patterns."""
        return self.counts.size

    @property
    def groups(self) -> Integers:
        """The group of each pattern, (n_patterns,)."""
        return np.repeat(np.arange(self.group_starts.size - 1), np.diff(self.group_starts))


def _counts(counts: ArrayLike | None, n_persons: int) -> Floats:
    if counts is None:
        return np.ones(n_persons)
    values = np.array(counts, dtype=np.float64)
    if values.shape != (n_persons,) or not (np.isfinite(values) & (values >= 0.0)).all():
        raise ValueError(f"counts must be {n_persons} finite numbers, 0 or more, got {counts!r}")
    return values


def _marks(rows: SmallIntegers, starts: Integers, lengths: Integers, groups: Integers) -> NDArray[np.uint64]:
    """A 64-bit mark of each person's set of responses: a sum of well mixed numbers, in whatever order."""
    marks = np.zeros(lengths.size, dtype=np.uint64)
    some = np.flatnonzero(lengths > 0)
    if some.size:
        marks[some] = np.add.reduceat(_mixed(rows.astype(np.uint64)), starts[some])
    return marks + _mixed(groups.astype(np.uint64) + np.uint64(2**40))


def _mixed(numbers: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """The finalizer of splitmix64 (Steele, Lea & Flood, 2014), a bijection on 64 bits."""
    mixed = (numbers + np.uint64(1)) * np.uint64(0x9E3779B97F4A7C15)
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return mixed ^ (mixed >> np.uint64(31))


def _same(
    rows: SmallIntegers,
    starts: Integers,
    lengths: Integers,
    groups: Integers,
    pairs: tuple[Integers, Integers],
) -> Mask:
    """Whether the two persons of each pair are of one group and gave the same responses."""
    persons, leaders = pairs
    same: Mask = (lengths[persons] == lengths[leaders]) & (groups[persons] == groups[leaders])
    checked = np.flatnonzero(same & (persons != leaders))
    if checked.size:
        bounds, own = _entries(starts, lengths, persons[checked])
        _, other = _entries(starts, lengths, leaders[checked])
        same[checked] &= np.logical_and.reduceat(rows[own] == rows[other], bounds[:-1])
    return same


def _entries(starts: Integers, lengths: Integers, persons: Integers) -> tuple[Integers, Integers]:
    """Where the responses of these persons are, one person after the other, and where each one's begin."""
    sizes = lengths[persons]
    bounds = np.concatenate(([0], np.cumsum(sizes)))
    entries = np.arange(bounds[-1]) + np.repeat(starts[persons] - bounds[:-1], sizes)
    return bounds, entries
