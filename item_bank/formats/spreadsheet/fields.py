"""A row as the fields that an author would have written in TOML, and where each of them stands."""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from item_bank.findings import Argument, Finding, Position, finding
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
from item_bank.formats.spreadsheet.kind_columns import KIND_COLUMNS, guessed_kind, kind_of_word
from item_bank.formats.spreadsheet.row import Row, Tell
from item_bank.formats.spreadsheet.sheets import FormattedNumber, Sheet
from item_bank.toml_source import Path, TomlSource

NAMES = {"id": "id", "domain": "domain", "subdomain": "subdomain", "set": "set", "enemies": "id"}
"""Fields whose words become ids when they are not, and the group of names that each belongs to."""

_NOTHING = object()

_OF_KEY = ("best", "worst", "scoring", "keyed", "tolerance", "ignores")


class RowSource(TomlSource):
    """Stands for a row of a sheet where the reading of items asks for lines."""

    def __init__(
        self, sheet: Sheet, row: int, headers: Mapping[Path, Header], in_more: Collection[str] = ()
    ) -> None:
        super().__init__(sheet.file, "")
        self._sheet = sheet
        self._row = row
        self._headers = headers
        self._in_more = in_more

    def position(self, *path: str | int) -> Position:
        """The cell of a field, of the nearest field around it, or of the first one inside it."""
        for cell in (*self._cells(path), path):
            for length in range(len(cell), 0, -1):
                part = cell[:length]
                header = self._headers.get(part) or next(
                    (each for own, each in self._headers.items() if own[:length] == part), None
                )
                if header is not None:
                    return self._sheet.position(self._row, header.place, header.label)
        return self._sheet.position(self._row)

    def _cells(self, path: Path) -> Iterator[Path]:
        """The columns, by their paths, where a field of an item stands that has another path."""
        if path and path[0] in self._in_more:
            yield ("more",)
        match path:
            case ("key", "statements", _, name):
                yield (name,)
            case ("key", name, *_) if name in _OF_KEY:
                yield (name,)
            case ("areas", place, "label", *rest):
                yield ("options", place, "text", *rest)
            case ("text", *rest):  # of a stimulus among the items
                yield ("stem", *rest)
            case ("targets" | "gaps" as name, *_, language):
                yield (name, language)


def row_fields(
    sheet: Sheet,
    numbered: tuple[int, Sequence[Cell]],
    headers: Sequence[Header],
    identifiers: Identifiers,
    report: list[Finding],
) -> tuple[dict[str, Any], RowSource]:
    """The fields of a row and the source that finds their cells; odd cells are reported and left out."""
    fields, filled = _filled(sheet, numbered, headers, identifiers, report)
    source = RowSource(sheet, numbered[0], filled)
    if not fields:
        return {}, source

    def tell(code: str, column: str, **arguments: Argument) -> None:
        report.append(finding(code, source.position(column), item=str(fields.get("id", "")), **arguments))

    in_more = finish_row(fields, tell)
    return listed(fields), RowSource(sheet, numbered[0], _with_places_in_lists(filled), in_more)


def stimulus_fields_of(
    sheet: Sheet,
    numbered: tuple[int, Sequence[Cell]],
    headers: Sequence[Header],
    identifiers: Identifiers,
    report: list[Finding],
) -> tuple[dict[str, Any], RowSource]:
    """The fields of a row of the sheet of stimuli, whose names are those of the items' sets."""
    fields, filled = _filled(sheet, numbered, headers, identifiers, report, {"id": "set"})
    return fields, RowSource(sheet, numbered[0], filled)


def stimulus_row(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a stimulus that stands in a row among the items; its text is in the column of stems."""
    return {("text" if name == "stem" else name): each for name, each in fields.items() if name != "kind"}


def _filled(
    sheet: Sheet,
    numbered: tuple[int, Sequence[Cell]],
    headers: Sequence[Header],
    identifiers: Identifiers,
    report: list[Finding],
    names: Mapping[str, str] = NAMES,
) -> tuple[dict[Any, Any], dict[Path, Header]]:
    """The values of a row's cells by the paths of their columns, and the columns."""
    number, cells = numbered
    fields: dict[Any, Any] = {}
    filled: dict[Path, Header] = {}
    for header in headers:
        cell = cells[header.place] if header.place < len(cells) else None
        if cell is None or is_blank(cell):
            continue
        value = value_of(header.column, cell)
        if isinstance(cell, OddCell | FormattedNumber):
            _report_odd(cell, value, sheet.position(number, header.place, header.label), report)
        if value is not _NOTHING:
            group = names.get(str(header.path[0]))
            if group is not None:
                position = sheet.position(number, header.place, header.label)
                value = _as_ids(value, group, identifiers, position)
            put_value(fields, header.path, value)
        filled[header.path] = header
    return fields, filled


def finish_row(fields: dict[Any, Any], tell: Tell) -> Collection[str]:
    """Turn the values of the columns into the fields of an item; the names of those that stood in `more`."""
    word = fields.get("kind")
    kind = guessed_kind(fields) if word is None else kind_of_word(str(word))
    fields["kind"] = kind
    more = _more(fields, tell)
    if kind in KIND_COLUMNS:
        KIND_COLUMNS[kind].finish(Row(fields, tell))
    fields.update(more)
    return more.keys()


def _more(fields: dict[Any, Any], tell: Tell) -> dict[str, Any]:
    pieces = fields.pop("more", None)
    if pieces is None:
        return {}
    try:
        made = json.loads("".join(pieces[place] for place in sorted(pieces)))
    except (ValueError, RecursionError):
        made = None
    if not isinstance(made, dict):
        tell("cell-notation", "more", notation="more")
        return {}
    return made


def _as_ids(value: Any, group: str, identifiers: Identifiers, position: Position) -> Any:
    if isinstance(value, list):
        return [_as_ids(each, group, identifiers, position) for each in value]
    return identifiers.of(group, value, position) if isinstance(value, str) else value


def value_of(column: Column, cell: Cell) -> Any:
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
            return [_in_english(word, column) for word in words_of(cell)]
        case "word":
            return _in_english(text_of(cell).strip(), column)
        case "text":
            return text_of(cell)


def _in_english(word: str, column: Column) -> str:
    """The word that a field wants, where a column knows others for it."""
    plain = word.casefold().replace(" ", "_")
    return column.words.get(plain, plain if plain in column.choices else word)


def _report_odd(
    cell: OddCell | FormattedNumber, value: Any, position: Position, report: list[Finding]
) -> None:
    if isinstance(cell, OddCell):
        report.append(finding(cell.code, position, shown=cell.shown[:40]))
    elif isinstance(value, str):
        report.append(finding("cell-number-formatted", position, value=value))


def put_value(fields: dict[Any, Any], path: Path, value: Any) -> None:
    for name in path[:-1]:
        inner = fields.setdefault(name, {})
        if not isinstance(inner, dict):  # b and b1 in one row: the list by itself is kept
            return
        fields = inner
    fields[path[-1]] = value


def listed(fields: Any) -> Any:
    """The same fields with lists where the names are places in one."""
    if not isinstance(fields, dict):
        return fields
    if fields and all(isinstance(name, int) for name in fields):
        return [listed(fields[place]) for place in sorted(fields)]
    return {name: listed(value) for name, value in fields.items()}


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
