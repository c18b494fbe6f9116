"""One suite, two databases: every test that asks for `database` runs on SQLite and on PostgreSQL.

The tables are made once per run and then copied (SQLite) or emptied (PostgreSQL): making them takes longer
than most tests.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, inspect, text

from cat_server.storage.database import Database
from cat_server.storage.tables import metadata
from tests.services.postgresql import PrivatePostgresql

BOTH = ("sqlite", "postgresql")


@pytest.fixture(params=BOTH)
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of a database without tables."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'empty.sqlite'}"
    url: str = request.getfixturevalue("postgresql_url")
    return url


@pytest.fixture(params=BOTH)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of a database with the newest tables and nothing in them."""
    if request.param == "sqlite":
        shutil.copy(request.getfixturevalue("sqlite_with_tables"), tmp_path / "cat.sqlite")
        yield f"sqlite:///{tmp_path / 'cat.sqlite'}"
        return
    url = request.getfixturevalue("postgresql_with_tables")
    yield url
    _empty(url)


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """A database with the newest tables and nothing in them."""
    opened = Database(database_url)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def postgresql_with_tables(postgresql_server: PrivatePostgresql) -> Iterator[str]:
    url = postgresql_server.new_database()
    database = Database(url)
    database.upgrade()
    database.close()
    yield url
    postgresql_server.drop_database(url)


def _empty(url: str) -> None:
    engine = create_engine(url)
    with engine.begin() as connection:
        strange = set(inspect(connection).get_table_names()) - {*metadata.tables, "alembic_version"}
        for table in strange:
            connection.execute(text(f"DROP TABLE {table}"))
        connection.execute(text(f"TRUNCATE {', '.join(metadata.tables)}"))
    engine.dispose()
