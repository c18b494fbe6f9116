"""The table of responses that every analysis starts from, and its digest."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

NOT_ANSWERED = -1
NO_OPTION = -1

_ROWS_AT_ONCE = 1000
_DIGEST_NAME = "cat-server responses 1"
_NUMBER = re.compile(r"(\d+)")


@dataclass(frozen=True, eq=False)
class ResponseTable:
    """Responses of persons to items, in the order of the persons' and the items' ids.

    `categories` is (n_persons, n_items) int8, -1 where nothing was answered. `options` names the chosen
    option by its place in `option_ids` of the item, -1 where unknown; `seconds` is NaN where unknown;
    `positions` counts from 1 in the order of administration, 0 where unknown; `is_pretest` marks responses
    that do not count, `is_omitted` items that a plan scores as wrong because they were not answered: their
    category is 0, and no option or time is known. `halls`, `days`, `seats` are '' and `seat_rows`,
    `seat_columns` 0 where unknown.
    `releases` are digests, '' for files. `groups` holds only the columns that the source brings.
    """

    persons: tuple[str, ...]
    items: tuple[str, ...]
    categories: NDArray[np.int8]
    options: NDArray[np.int16]
    option_ids: tuple[tuple[str, ...], ...]
    seconds: NDArray[np.float64]
    positions: NDArray[np.int16]
    is_pretest: NDArray[np.bool_]
    is_omitted: NDArray[np.bool_]
    halls: tuple[str, ...]
    days: tuple[str, ...]
    seats: tuple[str, ...]
    seat_rows: NDArray[np.int16]
    seat_columns: NDArray[np.int16]
    releases: tuple[str, ...]
    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def n_persons(self) -> int:
        """Number of persons."""
        return len(self.persons)

    @property
    def n_items(self) -> int:
        """Number of items."""
        return len(self.items)

    @property
    def n_responses(self) -> int:
        """Number of responses."""
        return int(np.count_nonzero(self.categories >= 0))

    @property
    def has_seconds(self) -> bool:
        """Whether any response time is known."""
        return bool(np.isfinite(self.seconds).any())

    @property
    def has_options(self) -> bool:
        """Whether any chosen option is known."""
        return bool((self.options >= 0).any())

    @property
    def has_seats(self) -> bool:
        """Whether anybody's place in a hall is known."""
        return bool((self.seat_rows > 0).any())

    @property
    def digest(self) -> str:
        """SHA-256 over everything in the table; the order of a file's rows and columns does not change it."""
        head = {
            "persons": self.persons,
            "items": self.items,
            "option_ids": self.option_ids,
            "halls": self.halls,
            "days": self.days,
            "seats": self.seats,
            "releases": self.releases,
            "groups": {name: self.groups[name] for name in sorted(self.groups)},
        }
        found = hashlib.sha256(_DIGEST_NAME.encode())
        found.update(json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode())
        arrays: list[tuple[NDArray[Any], str]] = [
            (self.categories, "i1"),
            (self.options, "<i2"),
            (self.seconds, "<f8"),
            (self.positions, "<i2"),
            (self.is_pretest, "i1"),
            (self.seat_rows, "<i2"),
            (self.seat_columns, "<i2"),
            *([(self.is_omitted, "i1")] if self.is_omitted.any() else []),
        ]
        for array, kind in arrays:
            for first in range(0, len(array), _ROWS_AT_ONCE):
                rows = array[first : first + _ROWS_AT_ONCE]
                if kind == "<f8":
                    rows = np.where(np.isnan(rows), np.nan, rows)  # one NaN among the many there are
                found.update(np.ascontiguousarray(rows, dtype=kind).tobytes())
        return found.hexdigest()

    def take(
        self, *, persons: Iterable[int] | None = None, items: Iterable[int] | None = None
    ) -> ResponseTable:
        """The part of the table with these persons and items, by their places, in the table's order."""
        rows = np.arange(self.n_persons) if persons is None else np.array(sorted(persons), dtype=int)
        columns = np.arange(self.n_items) if items is None else np.array(sorted(items), dtype=int)
        cells = np.ix_(rows, columns)

        def of_rows(values: Sequence[str]) -> tuple[str, ...]:
            return tuple(values[row] for row in rows)

        return replace(
            self,
            persons=of_rows(self.persons),
            items=tuple(self.items[column] for column in columns),
            categories=self.categories[cells],
            options=self.options[cells],
            option_ids=tuple(self.option_ids[column] for column in columns),
            seconds=self.seconds[cells],
            positions=self.positions[cells],
            is_pretest=self.is_pretest[cells],
            is_omitted=self.is_omitted[cells],
            halls=of_rows(self.halls),
            days=of_rows(self.days),
            seats=of_rows(self.seats),
            seat_rows=self.seat_rows[rows],
            seat_columns=self.seat_columns[rows],
            releases=of_rows(self.releases),
            groups={name: of_rows(values) for name, values in self.groups.items()},
        )

    def with_items(self, names: Iterable[str]) -> ResponseTable:
        """The part with the items of these ids.

        Raises:
            KeyError: the table has no item of one of these ids.
        """
        place = {item: column for column, item in enumerate(self.items)}
        columns = {place[name] for name in names}
        return self if len(columns) == self.n_items else self.take(items=columns)

    def without_omitted(self) -> ResponseTable:
        """The answers that somebody gave: what was not answered is a gap, however it is scored."""
        if not self.is_omitted.any():
            return self
        categories = np.where(self.is_omitted, np.int8(NOT_ANSWERED), self.categories)
        return replace(self, categories=categories, is_omitted=np.zeros_like(self.is_omitted))

    def with_gaps_wrong(self) -> ResponseTable:
        """Every item that somebody did not answer as wrong: for a form that all of them were given whole."""
        is_gap = self.categories == NOT_ANSWERED
        categories = np.where(is_gap, np.int8(0), self.categories)
        return replace(self, categories=categories, is_omitted=self.is_omitted | is_gap)

    def without_empty(self) -> ResponseTable:
        """The part with the persons and the items that have responses."""
        answered = self.categories >= 0
        persons, items = answered.any(axis=1), answered.any(axis=0)
        if persons.all() and items.all():
            return self  # a copy of a large table is what fills the memory
        return self.take(persons=np.flatnonzero(persons), items=np.flatnonzero(items))


def in_natural_order(names: Iterable[str]) -> list[str]:
    """Names as a person sorts them: soal-2 before soal-10."""
    return sorted(names, key=_natural)


def _natural(name: str) -> tuple[list[tuple[int, int, str]], str]:
    parts = [(0, int(part), "") if part.isdecimal() else (1, 0, part) for part in _NUMBER.split(name) if part]
    return parts, name
