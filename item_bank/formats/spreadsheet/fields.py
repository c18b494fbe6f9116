"""A row as the fields that an author would have written in TOML, and where each of them stands."""

from collections.abc import Mapping, Sequence
from typing import Any

from item_bank.findings import Finding, Position, finding
from item_bank.formats.defaults import Identifiers
from item_bank.formats.spreadsheet.cells import (
    Cell,
    OddCell,
    is_blank,
    number_of,
    numbers_of,
    text_of,
    words_of,
)
from item_bank.formats.spreadsheet.columns import Column
from item_bank.formats.spreadsheet.headers import Header
from item_bank.formats.spreadsheet.kind_columns import KIND_COLUMNS, KINDS_BY_WORD, guessed_kind
from item_bank.formats.spreadsheet.sheets import FormattedNumber, Sheet
from item_bank.toml_source import Path, TomlSource

NAMES = ("id", "domain", "subdomain", "set")
"""Fields whose words become ids when they are not."""

_NOTHING = object()


class RowSource(TomlSource):
    """Stands for a row of a sheet where the reading of items asks for lines."""

    def __init__(self, sheet: Sheet, row: int, headers: Mapping[Path, Header]) -> None:
        super().__init__(sheet.file, "")
        self._sheet = sheet
        self._row = row
        self._headers = headers

    def position(self, *path: str | int) -> Position:
        """The cell of a field, of the nearest field around it, or of the first one inside it."""
        for length in range(len(path), 0, -1):
            part = path[:length]
            header = self._headers.get(part) or next(
                (each for own, each in self._headers.items() if own[:length] == part), None
            )
            if header is not None:
                return self._sheet.position(self._row, header.place, header.label)
        return self._sheet.position(self._row)


def row_fields(
    sheet: Sheet,
    numbered: tuple[int, Sequence[Cell]],
    headers: Sequence[Header],
    identifiers: Identifiers,
    report: list[Finding],
) -> tuple[dict[str, Any], RowSource]:
    """The fields of a row and the source that finds their cells; odd cells are reported and left out."""
    number, cells = numbered
    fields: dict[str | int, Any] = {}
    filled: dict[Path, Header] = {}
    for header in headers:
        cell = cells[header.place] if header.place < len(cells) else None
        if is_blank(cell):
            continue
        value = _value(header.column, cell)
        if isinstance(cell, OddCell | FormattedNumber):
            _report_odd(cell, value, sheet.position(number, header.place, header.label), report)
        if value is not _NOTHING:
            if header.path[0] in NAMES and isinstance(value, str):
                position = sheet.position(number, header.place, header.label)
                value = identifiers.of(str(header.path[0]), value, position)
            _put(fields, header.path, value)
        filled[header.path] = header
    _finish(fields)
    return _listed(fields), RowSource(sheet, number, _with_places_in_lists(filled))


def _finish(fields: dict[Any, Any]) -> None:
    word = fields.get("kind")
    kind = KINDS_BY_WORD.get(str(word).casefold().replace(" ", "_").replace("-", "_")) if word else None
    if word is None:
        kind = guessed_kind(fields)
    if kind is not None:
        fields["kind"] = kind
        KIND_COLUMNS[kind].finish(fields)


def _value(column: Column, cell: Cell) -> Any:
    """A cell as the field wants it; `_NOTHING` when it holds something else."""
    if isinstance(cell, OddCell):
        return _NOTHING
    match column.holds:
        case "number":
            number = number_of(cell)
            return number if number is not None else text_of(cell)
        case "numbers":
            numbers = numbers_of(cell)
            return numbers[0] if len(numbers) == 1 else numbers
        case "words":
            return words_of(cell)
        case "word":
            word = text_of(cell).strip()
            return column.words.get(word.casefold().replace(" ", "_"), word)
        case "text":
            return text_of(cell)


def _report_odd(
    cell: OddCell | FormattedNumber, value: Any, position: Position, report: list[Finding]
) -> None:
    if isinstance(cell, OddCell):
        report.append(finding(cell.code, position, shown=cell.shown[:40]))
    elif isinstance(value, str):
        report.append(finding("cell-number-formatted", position, value=value))


def _put(fields: dict[Any, Any], path: Path, value: Any) -> None:
    for name in path[:-1]:
        inner = fields.setdefault(name, {})
        if not isinstance(inner, dict):  # b and b1 in one row: the list by itself is kept
            return
        fields = inner
    fields[path[-1]] = value


def _listed(fields: Any) -> Any:
    """The same fields with lists where the names are places in one."""
    if not isinstance(fields, dict):
        return fields
    if fields and all(isinstance(name, int) for name in fields):
        return [_listed(fields[place]) for place in sorted(fields)]
    return {name: _listed(value) for name, value in fields.items()}


def _with_places_in_lists(filled: Mapping[Path, Header]) -> dict[Path, Header]:
    """The headers by the paths that fields have once empty columns are closed up."""
    taken: dict[str, list[int]] = {}
    for name, place in sorted({path[:2] for path in filled if len(path) > 1 and isinstance(path[1], int)}):
        taken.setdefault(str(name), []).append(int(place))
    return {
        (path[0], taken[str(path[0])].index(path[1]), *path[2:])
        if len(path) > 1 and isinstance(path[1], int)
        else path: header
        for path, header in filled.items()
    }
