"""A content plan: the constraints on tests from one pool, compiled once, and the check of a test."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, Self

import numpy as np
from scipy import sparse

from scoring.arrays import Floats, Integers, read_only, read_only_integers
from scoring.assembly.attributes import ItemAttributes
from scoring.assembly.conditions import EVERY_ITEM
from scoring.assembly.core_search import CoreSearch
from scoring.assembly.integer_programme import TOLERANCE, IntegerProgramme, loosened
from scoring.assembly.rows import Constraint, Frame, ItemSet, Row, counted
from scoring.assembly.structure import Order, Sets

ALONE = -1
"""The set of an item that belongs to none."""

Side = Literal["at_least", "at_most"]


@dataclass(frozen=True)
class Demand:
    """One side of one row of a plan, in words. `constraint` is its place in the plan; None is the length."""

    row: int
    side: Side
    constraint: int | None
    words: str


@dataclass(frozen=True)
class Violation:
    """A demand that a test does not meet, and what was found instead."""

    demand: Demand
    found: float


@dataclass(frozen=True)
class ContentPlan:
    """What every test from a pool must fulfil. Made by `ContentPlan.of`.

    `programme` is the compiled form, with a row for each of `rows` and a column for each item and then each
    set; `owners` names the constraint of each row. `set_of` (n_items,) is the set of an item or -1, and
    `block_of` (n_items,) the place of its block in the order.
    """

    attributes: ItemAttributes
    shortest: int
    longest: int
    constraints: tuple[Constraint, ...]
    rows: tuple[Row, ...] = field(compare=False, repr=False)
    owners: tuple[int | None, ...] = field(compare=False, repr=False)
    programme: IntegerProgramme = field(compare=False, repr=False)
    search: CoreSearch = field(compare=False, repr=False)
    sets: tuple[ItemSet, ...] = field(compare=False, repr=False)
    set_of: Integers = field(compare=False, repr=False)
    block_of: Integers = field(compare=False, repr=False)

    @classmethod
    def of(
        cls,
        attributes: ItemAttributes,
        *,
        length: int | tuple[int, int],
        constraints: Sequence[Constraint] = (),
    ) -> Self:
        """The plan of tests of this length, or of a length within bounds, under all of these constraints.

        Raises:
            ValueError: the length makes no sense, or a constraint does not fit the attributes or the others.
        """
        shortest, longest = length if isinstance(length, tuple) else (length, length)
        if not 1 <= shortest <= longest:
            raise ValueError(f"length must be 1 or more items, the shortest first, got {length!r}")
        kept = tuple(constraints)
        bundles = [each for each in kept if isinstance(each, Sets)]
        orders = [each for each in kept if isinstance(each, Order)]
        if len(bundles) > 1 or len(orders) > 1:
            raise ValueError(
                "constraints must hold at most one Sets and one Order, "
                f"got {len(bundles)} and {len(orders)} of them"
            )
        sets = bundles[0].sets(attributes) if bundles else {}
        frame = Frame(attributes=attributes, shortest=shortest, longest=longest, sets=sets)
        everything = EVERY_ITEM.mask(attributes)
        rows = [counted(everything, shortest, longest, "items in all")]
        owners: list[int | None] = [None]
        for place, constraint in enumerate(kept):
            own = list(constraint.rows(frame))
            rows += own
            owners += [place] * len(own)
        set_of = np.full(attributes.n_items, ALONE)
        for place, found in enumerate(sets.values()):
            set_of[list(found.items)] = place
        blocks = orders[0].blocks(attributes) if orders else [0] * attributes.n_items
        block_of = np.array(blocks, dtype=np.int64)
        for found in sets.values():
            if np.ptp(block_of[list(found.items)]):
                raise ValueError(
                    f"a set must lie within one block of the order, got {found.label} in several"
                )
        programme = IntegerProgramme(
            matrix=_matrix(rows, frame.n_columns),
            at_least=read_only(np.array([row.at_least for row in rows])),
            at_most=read_only(np.array([row.at_most for row in rows])),
            is_whole=np.ones(frame.n_columns, dtype=np.bool_),
            leads=np.arange(frame.n_columns) >= attributes.n_items,
        )
        return cls(
            attributes=attributes,
            shortest=shortest,
            longest=longest,
            constraints=kept,
            rows=tuple(rows),
            owners=tuple(owners),
            programme=programme,
            search=CoreSearch(programme),
            sets=tuple(sets.values()),
            set_of=read_only_integers(set_of),
            block_of=read_only_integers(block_of),
        )

    @property
    def n_items(self) -> int:
        """Number of items of the pool."""
        return self.attributes.n_items

    @property
    def units(self) -> Integers:
        """A number for every item, (n_items,), shared by the items of a set: what exposure is counted by."""
        return np.where(self.set_of == ALONE, len(self.sets) + np.arange(self.n_items), self.set_of)

    def demand(self, row: int, side: Side) -> Demand:
        """This side of a row, in words."""
        of_row = self.rows[row]
        words = of_row.at_least_words if side == "at_least" else of_row.at_most_words
        return Demand(row=row, side=side, constraint=self.owners[row], words=words)

    def open_to(self, administered: Sequence[int]) -> tuple[Floats, Floats]:
        """Bounds of the columns after these items: they are in, sets and blocks that were left are closed."""
        lower, upper = np.zeros(self.programme.is_whole.size), np.ones(self.programme.is_whole.size)
        given = list(administered)
        if given:
            last = given[-1]
            left = np.setdiff1d(self.set_of[given], [ALONE, self.set_of[last]])
            is_closed = np.isin(self.set_of, left) | (self.block_of < self.block_of[last])
            upper[: self.n_items][is_closed] = 0.0
            lower[given] = 1.0
            upper[given] = 1.0
        return lower, upper

    def sums(self, items: Sequence[int]) -> Floats:
        """What these items give in every row, (n_rows,); a set counts as used when one of its items is.

        Raises:
            ValueError: an item is unknown or named twice.
        """
        chosen = np.zeros(self.programme.matrix.shape[1])
        places = list(items)
        if len(set(places)) != len(places) or not all(0 <= item < self.n_items for item in places):
            raise ValueError(f"items must be different ones, 0 to {self.n_items - 1}, got {places!r}")
        chosen[places] = 1.0
        used = self.set_of[places]
        chosen[self.n_items + used[used != ALONE]] = 1.0
        sums: Floats = self.programme.matrix @ chosen
        return sums

    def violations(self, items: Sequence[int]) -> tuple[Violation, ...]:
        """The demands that a test of these items does not meet, whatever the order they come in."""
        sums = self.sums(items)
        too_few = np.flatnonzero(sums < loosened(self.programme.at_least, -1.0)).tolist()
        too_many = np.flatnonzero(sums > loosened(self.programme.at_most, 1.0)).tolist()
        demands = [self.demand(row, "at_least") for row in too_few]
        demands += [self.demand(row, "at_most") for row in too_many]
        demands.sort(key=lambda demand: demand.row)
        return tuple(Violation(demand, float(sums[demand.row])) for demand in demands)

    def binding(self, items: Sequence[int]) -> tuple[Demand, ...]:
        """The demands that a test of these items just meets, those of a fixed number left out."""
        sums = self.sums(items)
        lower, upper = self.programme.at_least, self.programme.at_most
        is_range = (lower < upper) & [row.is_demand for row in self.rows]
        # To have none of what nobody asked for is no limit that was reached.
        at_lower = np.flatnonzero(is_range & (np.abs(sums - lower) <= TOLERANCE) & (lower != 0.0)).tolist()
        at_upper = np.flatnonzero(is_range & (np.abs(sums - upper) <= TOLERANCE)).tolist()
        demands = [self.demand(row, "at_least") for row in at_lower]
        demands += [self.demand(row, "at_most") for row in at_upper]
        return tuple(sorted(demands, key=lambda demand: demand.row))

    def sequence_breaks(self, items: Sequence[int]) -> tuple[int, ...]:
        """The positions, from 0, where these items in order return to a set or a block they had left."""
        left_sets: set[int] = set()
        breaks = []
        for position in range(1, len(items)):
            before, now = items[position - 1], items[position]
            if self.set_of[before] != self.set_of[now]:
                left_sets.add(int(self.set_of[before]))
            returns = self.set_of[now] != ALONE and int(self.set_of[now]) in left_sets
            if returns or self.block_of[now] < self.block_of[before]:
                breaks.append(position)
        return tuple(breaks)


def _matrix(rows: Sequence[Row], n_columns: int) -> sparse.csc_array:
    places = np.repeat(np.arange(len(rows)), [row.columns.size for row in rows])
    columns = np.concatenate([row.columns for row in rows])
    amounts = np.concatenate([row.amounts for row in rows])
    return sparse.coo_array((amounts, (places, columns)), shape=(len(rows), n_columns)).tocsc()
