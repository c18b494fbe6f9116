"""A csv file as one sheet: encoding and delimiter are found out, and every cell stays a text."""

import csv
import io
import re
from collections.abc import Callable, Sequence

from item_bank.findings import Finding, Position, finding
from item_bank.formats.plain_text import decoded
from item_bank.formats.spreadsheet.cells import is_blank
from item_bank.formats.spreadsheet.sheets import MOST_COLUMNS, MOST_ROWS, Sheet, column_letters

DELIMITERS = ",;\t|"
LINES_TRIED = 30
MOST_BYTES = 20_000_000
"""As many as a sheet of a workbook may have."""

_NAMED_DELIMITER = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)


def read_csv(
    content: bytes, name: str, report: list[Finding], is_header: Callable[[Sequence[str]], int]
) -> Sheet | None:
    """The sheet, or None after reporting why it cannot be read.

    `is_header` counts the known headers of a row; the delimiter that gives the most is taken.
    """
    if len(content) > MOST_BYTES:
        report.append(finding("file-too-large", Position(name, 1), size=len(content), most=MOST_BYTES))
        return None
    text = decoded(content, name, report)
    if text is None:
        return None
    start, line = 0, 0
    named = _NAMED_DELIMITER.match(text)
    if named:
        start, line = named.end(), 1
    body = text[start:]
    delimiter = named[1] if named else max(DELIMITERS, key=lambda each: _headers(body, each, is_header))
    rows = []
    reader = csv.reader(io.StringIO(body, newline=""), delimiter=delimiter, strict=True)
    begins = 1
    try:
        for record in reader:
            if not all(is_blank(cell) for cell in record):
                if not all(is_blank(cell) for cell in record[MOST_COLUMNS:]):
                    place = Position(name, line + begins)
                    column = column_letters(MOST_COLUMNS)
                    report.append(finding("sheet-too-wide", place, column=column, most=MOST_COLUMNS))
                    return None
                rows.append((line + begins, [cell or None for cell in record[:MOST_COLUMNS]]))
            begins = reader.line_num + 1
            if len(rows) > MOST_ROWS:
                report.append(finding("sheet-too-long", Position(name, line + begins), most=MOST_ROWS))
                return None
    except csv.Error:
        report.append(finding("csv-quotes-broken", Position(name, line + begins)))
        return None
    return Sheet("", name, rows)


def _headers(text: str, delimiter: str, is_header: Callable[[Sequence[str]], int]) -> tuple[int, int]:
    """How many known headers the first lines hold at best, and how many cells stand beside each other."""
    best, widest = 0, 0
    reader = csv.reader(io.StringIO(text[:200_000], newline=""), delimiter=delimiter)
    try:
        for number, record in enumerate(reader):
            best, widest = max(best, is_header(record)), max(widest, len(record))
            if number >= LINES_TRIED:
                break
    except csv.Error:
        pass
    return best, widest
