"""A bank service on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import pytest

from cat_server.banks.service import BankService, Outcome
from cat_server.storage.database import Database
from cat_server.storage.releases import ReleaseStore
from item_bank.bank import Bank
from tests.cat_server.banks.small import small_bank
from tests.cat_server.exam_server import SetClock

# Fixtures, which pytest finds by their being here.
from tests.cat_server.storage.conftest import database, database_url, postgresql_with_tables

__all__ = ["database", "database_url", "postgresql_with_tables"]


@dataclass
class Shelf:
    """A service with hands: `take_in` and what is in the audit."""

    database: Database
    clock: SetClock = field(default_factory=SetClock)
    numbers: Iterator[int] = field(default_factory=count)

    def __post_init__(self) -> None:
        self.releases = ReleaseStore(self.database)
        self.service = BankService(self.database, self.clock, self.releases)

    def take_in(
        self, bank: Bank | None = None, *, by: str = "ani", takes_states: bool | None = None
    ) -> Outcome:
        brought = bank or small_bank()
        intake = self.service.plan_intake(brought, takes_states=takes_states)
        return self.service.take_in(intake, brought.media, by=by)

    def fresh_id(self) -> str:
        """The id of a bank that is not here."""
        return f"bank-{next(self.numbers)}"

    def audit(self) -> list[str]:
        with self.database.read() as connection:
            rows = connection.exec_driver_sql("SELECT action FROM audit ORDER BY id")
            return [row[0] for row in rows]


@pytest.fixture
def shelf(database: Database) -> Shelf:
    return Shelf(database)


@pytest.fixture(scope="module")
def quick_shelf(sqlite_with_tables: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelf]:
    """One for all examples of a property; each takes a bank of its own."""
    path = tmp_path_factory.mktemp("shelf") / "cat.sqlite"
    path.write_bytes(sqlite_with_tables.read_bytes())
    opened = Database(f"sqlite:///{path}")
    yield Shelf(opened)
    opened.close()
