"""Answers to blocks: full rankings, most-and-least and other partial ones, of forms and of adaptive tests.

A ranking is a row of ranks, one a statement of the block: 1 for the statement preferred to all others, 2 for
the next. Equal ranks mean that nobody asked which of them is preferred: (1, 2, 2, 3) is "most" and "least" of
a block of four, (1, 2, 2) the pick of one in three. A partial ranking has the probability of all full orders
that fit it.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import permutations, product
from typing import Self

import numpy as np
from numpy.typing import ArrayLike

from scoring.arrays import Integers
from scoring.forced_choice.statements import (
    LARGEST_BLOCK,
    SMALLEST_BLOCK,
    Block,
    StatementBank,
    checked_blocks,
)

UNANSWERED = 0
"""Rank of every statement of an unanswered block, and of the places that a shorter block leaves free."""


@dataclass(frozen=True)
class RankedBlock:
    """One person's answer to one block: its statements by place in the bank, and their ranks."""

    person: int
    block: Block
    ranks: tuple[int, ...]


@dataclass(frozen=True, eq=False)
class Orders:
    """Answers to blocks of one size, as full orders: `orders` (n_orders, size), most preferred first.

    Answer a is given by the orders starts[a] to starts[a + 1], those that fit it, and by persons[a].
    """

    orders: Integers
    starts: Integers
    persons: Integers

    @property
    def n_answers(self) -> int:
        """Number of answers."""
        return self.persons.size

    def part(self, first: int, last: int) -> "Orders":
        """The answers from `first` to before `last`."""
        rows = slice(self.starts[first], self.starts[last])
        return Orders(
            self.orders[rows], self.starts[first : last + 1] - self.starts[first], self.persons[first:last]
        )

    @property
    def answers(self) -> Integers:
        """The answer to which each order belongs, (n_orders,)."""
        return np.repeat(np.arange(self.n_answers), np.diff(self.starts))


@dataclass(frozen=True, eq=False)
class Rankings:
    """Answers of many persons to blocks of a bank, by block size. Made by `of_form` or `of_answers`."""

    n_persons: int
    groups: tuple[Orders, ...]
    blocks: tuple[Block, ...]
    """The different blocks that were answered, statements in ascending order."""
    preferences: Integers
    """Decided comparisons (n, 3): the preferred statement, the other, and how many answers decide so."""

    @classmethod
    def of_form(cls, bank: StatementBank, blocks: Sequence[Sequence[int]], ranks: ArrayLike) -> Self:
        """Answers to one form that all take: `ranks` (n_persons, n_blocks, size of the largest block).

        Raises:
            ValueError: a block is not of the bank, or the ranks do not have this shape or are no ranks.
        """
        form = checked_blocks(bank, blocks)
        given = np.asarray(ranks)
        size = max(len(block) for block in form)
        if given.ndim != 3 or given.shape[1:] != (len(form), size):  # noqa: PLR2004
            raise ValueError(f"ranks must have shape (n_persons, {len(form)}, {size}), got {given.shape}")
        if not np.issubdtype(given.dtype, np.integer):
            raise ValueError(f"ranks must be whole numbers, got {given.dtype}")
        collected = _Collected()
        for number, block in enumerate(form):
            rows = given[:, number]
            if rows[:, len(block) :].any():
                raise ValueError(
                    f"ranks beyond the {len(block)} statements of block {number} must be {UNANSWERED}"
                )
            patterns, which = np.unique(rows[:, : len(block)], axis=0, return_inverse=True)
            for place, pattern in enumerate(patterns.tolist()):
                if any(pattern):
                    collected.add(np.flatnonzero(which.reshape(-1) == place), block, tuple(pattern))
        return cls(len(given), collected.groups(), collected.blocks(), collected.preferences())

    @classmethod
    def of_answers(cls, bank: StatementBank, n_persons: int, answers: Sequence[RankedBlock]) -> Self:
        """Answers in any order, to blocks that may be different for everybody, as in adaptive tests.

        Raises:
            ValueError: a block is not of the bank, ranks are no ranks, or a person is not below `n_persons`.
        """
        if answers:
            checked_blocks(bank, [answer.block for answer in answers])
        together: dict[tuple[Block, tuple[int, ...]], list[int]] = {}
        for answer in answers:
            if not 0 <= answer.person < n_persons:
                raise ValueError(f"person must lie between 0 and {n_persons - 1}, got {answer.person!r}")
            together.setdefault((tuple(answer.block), tuple(answer.ranks)), []).append(answer.person)
        collected = _Collected()
        for (block, pattern), persons in together.items():
            collected.add(np.array(persons, dtype=np.int64), block, pattern)
        return cls(n_persons, collected.groups(), collected.blocks(), collected.preferences())

    @property
    def n_answered(self) -> Integers:
        """Number of blocks that each person answered, (n_persons,)."""
        counts = np.zeros(self.n_persons, dtype=np.int64)
        for group in self.groups:
            counts += np.bincount(group.persons, minlength=self.n_persons)
        return counts

    def wins(self, n_statements: int) -> tuple[Integers, Integers]:
        """How often each statement was preferred to another and another to it, (n_statements,) each.

        A comparison that a partial ranking leaves open counts for neither.
        """
        winners, losers, counts = self.preferences.T
        return (
            np.bincount(winners, counts, minlength=n_statements).astype(np.int64),
            np.bincount(losers, counts, minlength=n_statements).astype(np.int64),
        )


def all_orders(size: int) -> tuple[tuple[int, ...], ...]:
    """All orders of the places 0 .. size - 1, most preferred first, in lexicographic order."""
    return tuple(permutations(range(size)))


def fitting_orders(ranks: Sequence[int]) -> tuple[tuple[int, ...], ...]:
    """The orders of places, most preferred first, that these ranks leave possible.

    Raises:
        ValueError: they are not the ranks 1, 2, ... of two to four statements, ties allowed.
    """
    used = sorted(set(ranks))
    if (
        not SMALLEST_BLOCK <= len(ranks) <= LARGEST_BLOCK
        or used != list(range(1, len(used) + 1))
        or len(used) == 1
    ):
        raise ValueError(
            "ranks must be 1, 2, ... for the statements of a block, with ties but not all equal, "
            f"got {tuple(ranks)!r}"
        )
    tied = [[place for place, rank in enumerate(ranks) if rank == wanted] for wanted in used]
    return tuple(sum(parts, ()) for parts in product(*(tuple(permutations(places)) for places in tied)))


def most_least_ranks(size: int, most: int, least: int) -> tuple[int, ...]:
    """The ranks of a block of which only the most and the least preferred place are known.

    Raises:
        ValueError: the places are equal or outside the block.
    """
    if most == least or not (0 <= most < size and 0 <= least < size):
        raise ValueError(f"most and least must be different places below {size}, got {most!r} and {least!r}")
    last = 2 if size == SMALLEST_BLOCK else 3
    return tuple(1 if place == most else last if place == least else 2 for place in range(size))


class _Collected:
    """Orders gathered by block size."""

    def __init__(self) -> None:
        self._orders: dict[int, list[Integers]] = {}
        self._counts: dict[int, list[Integers]] = {}
        self._persons: dict[int, list[Integers]] = {}
        self._blocks: set[Block] = set()
        self._decided: Counter[tuple[int, int]] = Counter()

    def add(self, persons: Integers, block: Block, ranks: tuple[int, ...]) -> None:
        if len(ranks) != len(block):
            raise ValueError(f"ranks must be one for each of {len(block)} statements, got {ranks!r}")
        orders = np.array(block, dtype=np.int64)[np.array(fitting_orders(ranks), dtype=np.int64)]
        size = len(block)
        self._orders.setdefault(size, []).append(np.tile(orders, (persons.size, 1)))
        self._counts.setdefault(size, []).append(np.full(persons.size, len(orders)))
        self._persons.setdefault(size, []).append(persons)
        self._blocks.add(tuple(sorted(block)))
        for (one, rank), (other, other_rank) in permutations(zip(block, ranks, strict=True), 2):
            if rank < other_rank:
                self._decided[one, other] += persons.size

    def groups(self) -> tuple[Orders, ...]:
        found = []
        for size in sorted(self._orders):
            starts = np.concatenate(([0], np.cumsum(np.concatenate(self._counts[size]))))
            found.append(
                Orders(np.concatenate(self._orders[size]), starts, np.concatenate(self._persons[size]))
            )
        return tuple(found)

    def blocks(self) -> tuple[Block, ...]:
        return tuple(sorted(self._blocks))

    def preferences(self) -> Integers:
        rows = [(winner, loser, count) for (winner, loser), count in sorted(self._decided.items())]
        return np.array(rows, dtype=np.int64).reshape(-1, 3)
