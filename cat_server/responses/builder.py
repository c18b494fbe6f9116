"""From single responses, in any order, to a `ResponseTable`; every source ends here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cat_server.responses.table import ResponseTable, in_natural_order


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """What is known of a person besides the responses; empty where it is not."""

    hall: str = ""
    day: str = ""
    seat: str = ""
    seat_row: int = 0
    seat_column: int = 0
    release: str = ""
    groups: tuple[tuple[str, str], ...] = ()


@dataclass(slots=True)
class Cells:
    """Responses as columns of one length: places among the persons and items, and what was answered.

    `options` holds ids ('' unknown), `seconds` NaN and `positions` 0 where unknown. `omitted` are the numbers
    of the cells that hold no answer and count as wrong.
    """

    persons: list[int] = field(default_factory=list)
    items: list[int] = field(default_factory=list)
    categories: list[int] = field(default_factory=list)
    options: list[str] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    positions: list[int] = field(default_factory=list)
    is_pretest: list[bool] = field(default_factory=list)
    omitted: list[int] = field(default_factory=list)


def table_of(
    persons: Sequence[str], items: Sequence[str], facts: Sequence[PersonFacts], cells: Cells
) -> ResponseTable:
    """The table; where a person has several responses to an item, the last one counts.

    `facts` belong to `persons`; persons and items are put into the order of their names.
    """
    person_order, item_order = in_natural_order(persons), in_natural_order(items)
    row_of = _places(persons, person_order)
    column_of = _places(items, item_order)
    shape = (len(person_order), len(item_order))
    at = (row_of[np.array(cells.persons, dtype=int)], column_of[np.array(cells.items, dtype=int)])
    option_ids, codes = _options(cells, at[1], len(item_order))
    is_omitted = np.zeros(len(cells.persons), dtype=np.bool_)
    is_omitted[cells.omitted] = True
    fact_of = dict(zip(persons, facts, strict=True))
    ordered = [fact_of[person] for person in person_order]
    group_names = in_natural_order({name for fact in facts for name, _ in fact.groups})
    return ResponseTable(
        persons=tuple(person_order),
        items=tuple(item_order),
        categories=_filled(shape, at, cells.categories, -1, np.int8),
        options=_filled(shape, at, codes, -1, np.int16),
        option_ids=option_ids,
        seconds=_filled(shape, at, cells.seconds, np.nan, np.float64),
        positions=_filled(shape, at, cells.positions, 0, np.int16),
        is_pretest=_filled(shape, at, cells.is_pretest, 0, np.bool_),
        is_omitted=_filled(shape, at, is_omitted.tolist(), 0, np.bool_),
        halls=tuple(fact.hall for fact in ordered),
        days=tuple(fact.day for fact in ordered),
        seats=tuple(fact.seat for fact in ordered),
        seat_rows=np.array([fact.seat_row for fact in ordered], dtype=np.int16),
        seat_columns=np.array([fact.seat_column for fact in ordered], dtype=np.int16),
        releases=tuple(fact.release for fact in ordered),
        groups={name: tuple(dict(fact.groups).get(name, "") for fact in ordered) for name in group_names},
    )


def _places(names: Sequence[str], order: Sequence[str]) -> NDArray[np.intp]:
    place = {name: index for index, name in enumerate(order)}
    return np.array([place[name] for name in names], dtype=np.intp)


def _options(
    cells: Cells, columns: NDArray[np.intp], n_items: int
) -> tuple[tuple[tuple[str, ...], ...], Sequence[int]]:
    known: list[set[str]] = [set() for _ in range(n_items)]
    for column, option in zip(columns.tolist(), cells.options, strict=True):
        if option:
            known[column].add(option)
    ids = tuple(tuple(in_natural_order(each)) for each in known)
    code = [{option: place for place, option in enumerate(each)} | {"": -1} for each in ids]
    return ids, [code[column][option] for column, option in zip(columns.tolist(), cells.options, strict=True)]


def _filled(
    shape: tuple[int, int],
    at: tuple[NDArray[np.intp], NDArray[np.intp]],
    values: Sequence[float],
    empty: float,
    kind: type[np.generic],
) -> NDArray[Any]:
    found = np.full(shape, empty, dtype=kind)
    found[at] = values
    found.flags.writeable = False
    return found
