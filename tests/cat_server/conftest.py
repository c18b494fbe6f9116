"""What tests of the server have at hand."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from cat_server.storage.database import Database
from tests.cat_server.exam_server import ExamServer, new_server


@pytest.fixture(scope="session")
def sqlite_with_tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with the newest tables and nothing in them, to copy."""
    path = tmp_path_factory.mktemp("sqlite") / "cat.sqlite"
    database = Database(f"sqlite:///{path}")
    database.upgrade()
    database.close()
    return path


@pytest.fixture
def exam(sqlite_with_tables: Path, tmp_path: Path) -> Iterator[ExamServer]:
    """A server on a database of its own."""
    opened = new_server(tmp_path, sqlite_with_tables)
    yield opened
    opened.close()
