"""The migrations make exactly the tables that the code says, from nothing and again."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect

from cat_server.storage.database import Database
from cat_server.storage.tables import metadata


@pytest.fixture
def database(empty_url: str) -> Iterator[Database]:
    """A database whose tables the migrations made in this test."""
    opened = Database(empty_url)
    opened.upgrade()
    yield opened
    opened.close()


def differences(database: Database) -> list[object]:
    with database.read() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": True}
        )
        return list(compare_metadata(context, metadata))


def test_from_nothing_to_the_tables_of_the_code(database: Database) -> None:
    assert differences(database) == []
    with database.read() as connection:
        assert set(inspect(connection).get_table_names()) == {*metadata.tables, "alembic_version"}


def test_an_upgrade_of_what_is_new_already_changes_nothing(database: Database) -> None:
    database.upgrade()
    assert differences(database) == []


def test_the_journal_is_keyed_by_stream_and_version(database: Database) -> None:
    with database.read() as connection:
        key = inspect(connection).get_pk_constraint("journal")
    assert key["constrained_columns"] == ["stream", "version"]


def test_keys_to_other_tables_are_the_same_as_in_the_code(database: Database) -> None:
    with database.read() as connection:
        inspector = inspect(connection)
        for table in metadata.tables.values():
            found = {
                (key["constrained_columns"][0], key["referred_table"])
                for key in inspector.get_foreign_keys(table.name)
            }
            assert found == {(key.parent.name, key.column.table.name) for key in table.foreign_keys}
