"""A file of responses, by the ending of its name."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from cat_server.responses.csv_source import read_csv
from cat_server.responses.file_rows import Progress
from cat_server.responses.parquet_source import read_parquet
from cat_server.responses.table import ResponseTable


def read_file(path: Path, *, groups: Sequence[str] = (), progress: Progress | None = None) -> ResponseTable:
    """The table in a file: parquet by its ending, everything else is read as csv.

    `groups` are columns that name groups, besides those called `group`, `kelompok` or `group:…`.

    Raises:
        BadResponsesError: with every problem in it.
    """
    read = read_parquet if path.suffix.casefold() in (".parquet", ".pq") else read_csv
    return read(path, groups=groups, progress=progress)
