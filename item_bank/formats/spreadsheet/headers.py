"""Which column of a sheet holds what: headers in English or Indonesian, with or without a language."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache

from item_bank.findings import Finding, finding
from item_bank.formats.spreadsheet.cells import Cell, is_blank, text_of
from item_bank.formats.spreadsheet.columns import Column
from item_bank.formats.spreadsheet.kind_columns import LETTERS, columns_of
from item_bank.formats.spreadsheet.sheets import Sheet

ROWS_TRIED = 20
FEWEST_KNOWN = 2
MOST_UNKNOWN = 20

_SEPARATORS = re.compile(r"[\s_./()\[\]-]+")
_THRESHOLD = re.compile(r"b_?([1-9])")
_LANGUAGE = re.compile(r"[a-z]{2,3}")


@dataclass(frozen=True, slots=True)
class Header:
    """A column of a sheet: its place from 0, its words, what it holds, and its language where it has one."""

    place: int
    label: str
    column: Column
    language: str = ""

    @property
    def path(self) -> tuple[str | int, ...]:
        """The field that its cells fill."""
        return (*self.column.path, self.language) if self.language else self.column.path


def count_known(row: Sequence[Cell], role: str = "items") -> int:
    """How many cells of a row are headers."""
    return sum(_resolved(text_of(cell), role) is not None for cell in row if not is_blank(cell))


def find_headers(sheet: Sheet, role: str = "items") -> tuple[int, Sequence[Cell]] | None:
    """The number of the header's row and the row; titles above it may stand in the way."""
    first = sheet.rows[:ROWS_TRIED]
    best = max(first, key=lambda numbered: (count_known(numbered[1], role), -numbered[0]), default=None)
    return best if best is not None and count_known(best[1], role) >= FEWEST_KNOWN else None


def languages_of(row: Sequence[Cell]) -> tuple[str, ...]:
    """The languages that headers name, in the order of the columns."""
    found = (_resolved(text_of(cell), "items") for cell in row if not is_blank(cell))
    return tuple(dict.fromkeys(each[1] for each in found if each is not None and each[1]))


def read_headers(
    sheet: Sheet,
    number: int,
    row: Sequence[Cell],
    languages: Sequence[str],
    report: list[Finding],
    role: str = "items",
) -> list[Header] | None:
    """The columns, or None after an error; a text without a language is in the bank's first one.

    `role` is the sheet that they are of: "items" or "stimuli".
    """
    known = _known(role)
    has_model = any(
        column.header == "model"
        for cell in row
        if not is_blank(cell) and (column := known.get(_normal(text_of(cell)))) is not None
    )
    headers: dict[tuple[str | int, ...], Header] = {}
    is_sound = True
    n_unknown = 0
    for place, cell in enumerate(row):
        if is_blank(cell):
            continue
        label = text_of(cell).strip()
        resolved = _resolved(label, role, has_model=has_model)
        if resolved is None:
            n_unknown += 1
            if n_unknown <= MOST_UNKNOWN:
                near = get_close_matches(_normal(label), list(known), n=1, cutoff=0.7)
                suggestion = known[near[0]].header if near else "none"
                report.append(
                    finding(
                        "column-unknown",
                        sheet.position(number, place),
                        header=label[:80],
                        suggestion=suggestion,
                    )
                )
            continue
        column, language = resolved
        header = Header(place, label[:40], column, language or (languages[0] if column.in_languages else ""))
        first = headers.setdefault(header.path, header)
        if first is not header:
            is_sound = False
            report.append(
                finding(
                    "column-repeated", sheet.position(number, place), header=label[:80], first=first.label
                )
            )
    for column in columns_of(role):
        if column.is_required and not any(header.column is column for header in headers.values()):
            is_sound = False
            shown = f"{column.header}_{languages[0]}" if column.in_languages else column.header
            other = column.names[0] if column.names else column.header
            report.append(finding("column-missing", sheet.position(number), header=shown, other=other))
    return list(headers.values()) if is_sound else None


def _resolved(label: str, role: str, *, has_model: bool = True) -> tuple[Column, str] | None:
    """The column of a header and its language."""
    name = _normal(label)
    known = _known(role)
    if role == "items" and len(name) == 1 and name.upper() in LETTERS:
        # A is an option and a a parameter; where nothing speaks of parameters, both are options.
        is_parameter = name in known and label.strip().islower() and has_model
        return (known[name] if is_parameter else known[f"option_{name}"]), ""
    threshold = _THRESHOLD.fullmatch(name)
    if role == "items" and threshold:
        return _threshold_column(int(threshold[1])), ""
    if name in known:
        return known[name], ""
    base, _, language = name.rpartition("_")
    if len(base) == 1 and base.upper() in LETTERS:
        base = f"option_{base}"
    if _LANGUAGE.fullmatch(language) and base in known and known[base].in_languages:
        return known[base], language
    return None


@cache
def _threshold_column(number: int) -> Column:
    path = ("parameters", "b", number - 1)
    return Column(f"b{number}", path, "number", f"Ambang {number}.", f"Threshold {number}.")


@cache
def _known(role: str) -> Mapping[str, Column]:
    """The columns by every way to write their headers; options by `option_a`, as a may be a parameter."""
    columns = columns_of(role)
    known = {_normal(column.header): column for column in columns if column.header not in LETTERS}
    for column in columns:
        for other in column.names:
            known.setdefault(other, column)
    return known


def _normal(label: str) -> str:
    return _SEPARATORS.sub("_", label.strip().strip("*").casefold()).strip("_")
