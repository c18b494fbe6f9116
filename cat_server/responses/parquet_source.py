"""Responses from a parquet file, with the optional package pyarrow; the same columns as a csv file."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from cat_server.responses.csv_source import MOST_BYTES, content_of
from cat_server.responses.file_rows import Progress, table_from_rows
from cat_server.responses.problems import BadResponsesError, Problem
from cat_server.responses.table import ResponseTable

_ROWS_AT_ONCE = 10_000


def read_parquet(
    path: Path, *, groups: Sequence[str] = (), progress: Progress | None = None
) -> ResponseTable:
    """The table in a parquet file; the row numbers of problems count the header as row 1, as in a csv file.

    Raises:
        BadResponsesError: pyarrow is not installed, the file is no parquet file, or with every problem in it.
    """
    if importlib.util.find_spec("pyarrow") is None:
        raise BadResponsesError([Problem("parquet-missing")])
    from pyarrow import ArrowException, BufferReader, parquet  # noqa: PLC0415 - optional

    content = content_of(path, MOST_BYTES)
    try:
        opened = parquet.ParquetFile(BufferReader(content))
        header = [str(name) for name in opened.schema_arrow.names]
        return table_from_rows(header, _rows(opened), groups=groups, progress=progress)
    except (ArrowException, OSError) as error:
        reason = (("reason", str(error).split("\n", maxsplit=1)[0][:120]),)
        raise BadResponsesError([Problem("parquet-malformed", arguments=reason)]) from None


def _rows(opened: Any) -> Iterator[list[str]]:
    for batch in opened.iter_batches(batch_size=_ROWS_AT_ONCE):
        columns = [[_written(value) for value in column.to_pylist()] for column in batch.columns]
        for row in zip(*columns, strict=True):
            yield list(row)


def _written(value: object) -> str:
    if value is None or value != value:  # noqa: PLR0124 - NaN alone differs from itself
        return ""
    return str(value)
