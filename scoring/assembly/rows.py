"""What constraints become: rows of a linear programme, each side with its own words, over items and sets."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple, Protocol

import numpy as np

from scoring.arrays import Floats, Integers, Mask
from scoring.assembly.attributes import ItemAttributes

ROUNDING = 1e-9
"""Room for the rounding of a share times a length, so that 20 % of 15 items are 3 and not 4."""


class ItemSet(NamedTuple):
    """Items that share a stimulus, and the column that says whether the test uses it."""

    label: str
    column: int
    items: tuple[int, ...]


@dataclass(frozen=True, eq=False)
class Frame:
    """What a constraint is turned into rows by: attributes, lengths in items, and the sets by label.

    Columns 0 .. n_items - 1 are the items; those of the sets follow. All of them are 0 or 1.
    """

    attributes: ItemAttributes
    shortest: int
    longest: int
    sets: Mapping[str, ItemSet]

    @property
    def is_fixed_length(self) -> bool:
        """Whether every test has the same number of items."""
        return self.shortest == self.longest

    @property
    def n_columns(self) -> int:
        """Number of items and sets."""
        return self.attributes.n_items + len(self.sets)


@dataclass(frozen=True, eq=False)
class Row:
    """at_least <= sum of amounts over the chosen columns <= at_most, with words for either side.

    `one_item` is what one item weighs in the row, so that shortfalls in words, seconds and items compare. A
    row that is not `is_demand` says how columns hang together, such as items and their set.
    """

    columns: Integers
    amounts: Floats
    at_least: float
    at_most: float
    at_least_words: str
    at_most_words: str
    unit: str = "items"
    one_item: float = 1.0
    is_demand: bool = True


class Constraint(Protocol):
    """What a test must fulfil."""

    def in_words(self) -> str:
        """The constraint, as it would be said."""

    def rows(self, frame: Frame) -> Iterable[Row]:
        """The rows that say the same.

        Raises:
            ValueError: an attribute, a label or an item is unknown, or does not fit the plan.
        """


def counted(mask: Mask, at_least: float, at_most: float, words: str) -> Row:
    """A row over the number of these items."""
    columns = np.flatnonzero(mask)
    return summed(columns, np.ones(columns.size), at_least, at_most, words)


def summed(
    columns: Integers,
    amounts: Floats,
    at_least: float,
    at_most: float,
    words: str,
    *,
    unit: str = "items",
) -> Row:
    """A row over a sum of amounts."""
    sizes = np.abs(amounts[amounts != 0.0])
    return Row(
        columns=columns,
        amounts=amounts,
        at_least=at_least,
        at_most=at_most,
        at_least_words=f"at least {at_least:g} {words}",
        at_most_words=f"at most {at_most:g} {words}",
        unit=unit,
        one_item=float(sizes.mean()) if sizes.size else 1.0,
    )


def bounds_in_words(at_least: float, at_most: float) -> str:
    """Both bounds of a constraint, such as "3 to 5", "at most 5", or "exactly 5"."""
    if at_least == at_most:
        return f"exactly {at_least:g}"
    if at_least <= 0.0:
        return f"at most {at_most:g}"
    if at_most == math.inf:
        return f"at least {at_least:g}"
    return f"{at_least:g} to {at_most:g}"


def check_bounds(at_least: float, at_most: float) -> None:
    """Refuses bounds that bound nothing or that nothing fulfils."""
    if math.isnan(at_least) or math.isnan(at_most) or at_least > at_most:
        raise ValueError(f"at_least must not exceed at_most, got {at_least!r} and {at_most!r}")
    if at_least <= 0.0 and at_most == math.inf:
        raise ValueError("at_least or at_most must be given, got neither")
