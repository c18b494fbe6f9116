"""Responses from a csv file: comma, semicolon or tab; UTF-8, or UTF-16 as spreadsheets save it."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path

from cat_server.responses.file_rows import Progress, table_from_rows
from cat_server.responses.problems import BadResponsesError, Problem
from cat_server.responses.table import ResponseTable

MOST_BYTES = 500_000_000
_DELIMITERS = ",;\t"


def read_csv(path: Path, *, groups: Sequence[str] = (), progress: Progress | None = None) -> ResponseTable:
    """The table in a csv file; `groups` are columns that name groups.

    Raises:
        BadResponsesError: the file cannot be read, or with every problem in it.
    """
    lines = io.StringIO(_text(path), newline="")
    first = lines.readline()
    if not first.strip():
        raise BadResponsesError([Problem("file-empty")])
    delimiter = max(_DELIMITERS, key=first.count)
    lines.seek(0)
    rows = csv.reader(lines, delimiter=delimiter, strict=True)
    header = next(_guarded(rows))
    return table_from_rows(header, _guarded(rows), groups=groups, progress=progress)


def _text(path: Path) -> str:
    content = content_of(path, MOST_BYTES)
    encoding = "utf-16" if content[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE) else "utf-8-sig"
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        row = content.count(b"\n", 0, error.start) + 1
        raise BadResponsesError([Problem("not-text", row)]) from None


def content_of(path: Path, most_bytes: int) -> bytes:
    """The bytes of a file.

    Raises:
        BadResponsesError: there is none, it cannot be read, or it is too large.
    """
    try:
        if path.stat().st_size > most_bytes:
            raise BadResponsesError(
                [Problem("file-too-large", arguments=(("most", most_bytes // 1_000_000),))]
            )
        return path.read_bytes()
    except OSError as error:
        reason = (("file", path.name), ("reason", error.strerror or type(error).__name__))
        raise BadResponsesError([Problem("file-unreadable", arguments=reason)]) from None


def _guarded(rows: Iterator[list[str]]) -> Iterator[list[str]]:
    """The rows; quotes that are never closed and such become a problem of their line."""
    while True:
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            line = getattr(rows, "line_num", 0)
            raise BadResponsesError(
                [Problem("csv-malformed", line, arguments=(("reason", str(error)),))]
            ) from None
        yield row
