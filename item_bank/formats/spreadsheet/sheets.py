"""The sheets of an xlsx workbook as rows of cells, after it was opened as a package that nobody trusts."""

import io
import re
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from posixpath import normpath
from typing import Any

from openpyxl import load_workbook

from item_bank.findings import Finding, Position, finding
from item_bank.formats.package import Limits, Package, open_package, read_xml
from item_bank.formats.package.sniffing import type_of
from item_bank.formats.spreadsheet.cells import Cell, OddCell, is_blank, unescaped

MOST_ROWS = 50_000
MOST_COLUMNS = 702
"""As many as have one or two letters; every bank needs far fewer."""
MOST_SHEETS = 50

_PLAIN_FORMATS = {"General", "@", "0"}
_FORMULA = re.compile(rb"<(?:\w+:)?c\s([^<>]*[^/<>])>\s*<(?:\w+:)?f[\s>/]")
_REFERENCE = re.compile(rb'\br="([A-Z]{1,3}\d{1,7})"')
_WIDE = re.compile(rb'<(?:\w+:)?c\s[^<>]*\br="[A-Z]{3}')
_WIDE_CONTENT = re.compile(
    rb'<(?:\w+:)?c\s[^<>]*\br="([A-Z]{3})(\d{1,7})"[^<>]*(?<!/)>\s*<(?:\w+:)?(?:v|is|f)\b'
)
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s+ref="([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})"')


class FormattedNumber(float):
    """A number that its cell shows in another way, such as 0.5 as 50 %."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows with something in them, by their number from 1; `file` names the sheet in findings."""

    name: str
    file: str
    rows: Sequence[tuple[int, Sequence[Cell]]]
    merged: tuple[str, ...] = ()

    def position(self, row: int, column: int | None = None, header: str = "") -> Position:
        """The place of a cell, columns counted from 0, or of a row."""
        if column is None:
            return Position(self.file, row)
        letters = column_letters(column)
        return Position(self.file, row, f"{letters} ({header})" if header else letters)


def column_letters(column: int) -> str:
    """The letters above a column counted from 0."""
    letters, rest = "", column + 1
    while rest:
        rest, place = divmod(rest - 1, 26)
        letters = chr(ord("A") + place) + letters
    return letters


def read_workbook(content: bytes, name: str, report: list[Finding]) -> list[Sheet] | None:
    """The visible and hidden sheets of a workbook, or None after reporting why it cannot be read."""
    if type_of(content) == "office document":
        report.append(finding("workbook-old-or-locked", Position(name, 1)))
        return None
    package, findings = open_package(content, name, Limits(nested=frozenset()))
    report.extend(each for each in findings if each.severity == "error")
    if package is None:
        return None
    sources = _sources(package)
    if not sources:
        report.append(finding("workbook-unreadable", Position(name, 1)))
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of charts, styles and extensions, none of which are read
            return _sheets(content, name, sources, report)
    except Exception:  # noqa: BLE001 - a damaged workbook fails in the library in any of a hundred ways
        report.append(finding("workbook-unreadable", Position(name, 1)))
        return None


def _sheets(content: bytes, name: str, sources: dict[str, bytes], report: list[Finding]) -> list[Sheet]:
    workbook = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
    sheets: list[Sheet] = []
    for opened in workbook.worksheets[:MOST_SHEETS]:
        source = sources.get(opened.title, b"")
        file = f"{name} [{opened.title}]"
        if _last_row(source) > MOST_ROWS:
            report.append(finding("sheet-too-long", Position(file, MOST_ROWS), most=MOST_ROWS))
            continue
        beyond = _WIDE_CONTENT.search(source)
        if beyond:
            report.append(_too_wide(Position(file, int(beyond[2])), beyond[1].decode()))
            continue
        formulas = {reference[1].decode() for cell in _FORMULA.finditer(source)
                    if (reference := _REFERENCE.search(cell[1]))}  # fmt: skip
        opened.reset_dimensions()  # what a workbook says of its size is often wrong
        # Rows are only filled up to a column where empty cells stand far out, as it costs.
        max_col = MOST_COLUMNS if _WIDE.search(source) else None
        rows = list(_rows(opened.iter_rows(max_row=MOST_ROWS, max_col=max_col), formulas))
        wide = next((number for number, cells in rows if len(cells) > MOST_COLUMNS), None)
        if wide is not None:
            report.append(_too_wide(Position(file, wide), column_letters(MOST_COLUMNS)))
            continue
        merged = tuple(match[1].decode() for match in _MERGED.finditer(source))
        sheets.append(Sheet(opened.title, file, rows, merged))
    workbook.close()
    return sheets


def _too_wide(position: Position, column: str) -> Finding:
    return finding("sheet-too-wide", position, column=column, most=MOST_COLUMNS)


def _rows(rows: Iterator[tuple[Any, ...]], formulas: set[str]) -> Iterator[tuple[int, Sequence[Cell]]]:
    for number, row in enumerate(rows, start=1):
        cells = [_cell(cell) for cell in row]
        if formulas:
            for place, cell in enumerate(cells):
                reference = f"{column_letters(place)}{number}"
                if cell is None and reference in formulas:
                    cells[place] = OddCell("cell-formula", "")
        while cells and is_blank(cells[-1]):
            cells.pop()
        if cells:
            yield number, cells


def _cell(cell: Any) -> Cell:
    value = cell.value
    if isinstance(value, str):
        return OddCell("cell-error", value) if cell.data_type == "e" else unescaped(value) or None
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int | float):
        return value if cell.number_format in _PLAIN_FORMATS else FormattedNumber(value)
    if isinstance(value, datetime | date | time | timedelta):
        return OddCell("cell-date", str(value))
    return str(value)


def _sources(package: Package) -> dict[str, bytes]:
    """The XML of each sheet by its title; openpyxl gives no merged cells and no formulas when it streams."""
    book, links = (
        read_xml(package.files.get(name, b""), name, [])
        for name in ("xl/workbook.xml", "xl/_rels/workbook.xml.rels")
    )
    if book is None or links is None:
        return {}
    targets = {link.get("Id"): link.get("Target") for link in links.inner("Relationship")}
    found: dict[str, bytes] = {}
    for sheet in book.all("sheet"):
        target = targets.get(sheet.get("id"), "")
        path = target.lstrip("/") if target.startswith("/") else normpath(f"xl/{target}")
        found[sheet.get("name")] = package.files.get(path, b"")
    return found


def _last_row(source: bytes) -> int:
    """The number of the last row that holds a value."""
    at = max(source.rfind(b"<v>"), source.rfind(b"<is>"), source.rfind(b":v>"), source.rfind(b":is>"))
    near = _REFERENCE.findall(source, max(0, at - 400), max(0, at))
    return int(near[-1].lstrip(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ")) if near else 0
