"""The cells of an item or a stimulus; what no column can hold goes into the column `more`, as JSON."""

import json
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from item_bank.formats.spreadsheet.cells import (
    MOST_CHARACTERS,
    cell_of_number,
    cell_of_numbers,
    cell_of_words,
    escaped,
)
from item_bank.formats.spreadsheet.columns import MORE, STIMULUS, Column
from item_bank.formats.spreadsheet.fields import finish_row, listed, put_value, value_of
from item_bank.formats.spreadsheet.kind_columns import all_columns, row_of
from item_bank.item_tables import item_fields, stimulus_fields
from item_bank.items import Item, Stimulus, Text

CellPlace = tuple[tuple[str | int, ...], str]
"""The path of a column and its language, or ''."""

Cells = dict[CellPlace, str | float]

_PIECE = MOST_CHARACTERS
"""Characters of JSON in a cell, where none of them is written longer than it is."""

_FRAME = ("id", "kind", "domain", "stem")
"""Fields that have a cell of their own even where nothing else has."""


def item_cells(item: Item) -> Cells:
    """The cells of an item, which read as the same item."""
    wanted = _plain(item_fields(item))
    row_of(item.kind).spare(wanted)
    _unlist(wanted.get("parameters", {}))
    cells = _cells(item, ())
    wrong = _wrong(cells, wanted)
    others = {name for name in wanted if name not in _FRAME}
    for names in (wrong, wrong | others) if wrong else ():
        cells = _with_more(_cells(item, names), wanted, [name for name in wanted if name in names])
        if not _wrong(cells, wanted):
            break
    return cells


def stimulus_cells(stimulus: Stimulus) -> Cells:
    """The cells of a stimulus in a sheet of its own."""
    return _written(stimulus_fields(stimulus), {column.path: column for column in STIMULUS})


def _cells(item: Item, without: Collection[str]) -> Cells:
    """The cells of an item without some of its fields."""
    fields = item_fields(item)
    kind = row_of(item.kind)
    kind.spare(fields)
    kept = {name: value for name, value in fields.items() if name not in without}
    kind.begin(kept)
    return _written(kept, {column.path: column for column in all_columns()})


def _with_more(cells: Cells, wanted: Mapping[str, Any], names: Sequence[str]) -> Cells:
    text = json.dumps({name: wanted[name] for name in names}, ensure_ascii=False)
    pieces = _pieces(text)
    if len(pieces) > len(MORE):
        raise ValueError(
            f"fields without a column must fit into {len(MORE)} cells, got {len(text)} characters"
        )
    return cells | {(column.path, ""): piece for column, piece in zip(MORE, pieces, strict=False)}


def _pieces(text: str) -> list[str]:
    """A text in pieces that fit into cells; signs that a cell holds as several are few or many."""
    size = _PIECE
    while True:
        pieces = [text[start : start + size] for start in range(0, len(text), size)]
        if all(len(escaped(piece)) <= MOST_CHARACTERS for piece in pieces):
            return pieces
        size //= 2


def _wrong(cells: Cells, wanted: Mapping[str, Any]) -> set[str]:
    """The fields that would be read otherwise than they are, or are longer than a cell can be."""
    long = {
        str(path[0])
        for (path, _), cell in cells.items()
        if isinstance(cell, str) and len(escaped(cell)) > MOST_CHARACTERS
    }
    columns = {column.path: column for column in all_columns()}
    fields: dict[Any, Any] = {}
    for (path, language), cell in cells.items():
        put_value(fields, (*path, language) if language else path, value_of(columns[path], cell))
    finish_row(fields, lambda *_, **__: None)
    read = listed(fields)
    return long | {name for name in {**wanted, **read} if read.get(name) != wanted.get(name)}


def _unlist(parameters: dict[str, Any]) -> None:
    """One number by itself, as a cell holds it, is read as a list of one."""
    for name, value in parameters.items():
        if isinstance(value, list) and len(value) == 1:
            parameters[name] = value[0]


def _written(fields: Mapping[str, Any], columns: Mapping[tuple[str | int, ...], Column]) -> Cells:
    """The cells of the fields that have columns."""
    cells: Cells = {}
    for path, value in _leaves(fields, (), columns):
        column = columns.get(path)
        if column is None or value is None:
            continue
        if not column.in_languages:
            cells[path, ""] = _cell_of(column, value)
        elif isinstance(value, Mapping):
            cells.update({(path, language): text for language, text in value.items()})
    return {place: cell for place, cell in cells.items() if cell != ""}


def _leaves(
    value: Any, path: tuple[str | int, ...], columns: Mapping[tuple[str | int, ...], Column]
) -> list[tuple[tuple[str | int, ...], Any]]:
    if isinstance(value, Mapping) and path not in columns:
        return [leaf for name, inner in value.items() for leaf in _leaves(inner, (*path, name), columns)]
    return [(path, value)]


def _cell_of(column: Column, value: Any) -> str | float:
    if column.holds == "words":
        return cell_of_words(list(value))
    if isinstance(value, list | tuple):
        return cell_of_numbers(list(value))
    return cell_of_number(value) if isinstance(value, int | float) else str(value)


def _plain(value: Any) -> Any:
    """The same fields as JSON has them."""
    if isinstance(value, Mapping | Text):
        return {name: _plain(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    return value
