"""A database of the version before banks were stored is brought up, with everything that is in it."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import inspect, text

import cat_server.storage
from cat_server.storage import banks
from cat_server.storage.banks import Entry
from cat_server.storage.database import Database
from tests.cat_server.sitting.story import START

MIGRATIONS = Path(cat_server.storage.__file__).parent / "migrations"
CALIBRATION = (
    "INSERT INTO calibrations (digest, bank_id, section, dated, method, origin, n_persons, n_items, made_at, "
    "made_by, body) VALUES (:digest, 'uji', 'a', '2026-11-21', 'MML', 'bank', 1, 1, 'now', 'ani', :body)"
)


def test_what_was_there_before_is_there_afterwards_and_banks_can_be_written(empty_url: str) -> None:
    database = Database(empty_url)
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with database.writer.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0003")
    with database.writer.begin() as connection:
        assert not inspect(connection).has_table("item_versions")
        connection.execute(text(CALIBRATION), {"digest": "c" * 64, "body": b"{}"})
        connection.execute(text("INSERT INTO heartbeats (server, at) VALUES ('a', 'now')"))
    database.upgrade()
    entry = Entry(START, "ani")
    database.write(lambda c: banks.add_head(c, "uji", 1, body="{}", digest="d", entry=entry))
    with database.read() as connection:
        assert connection.scalar(text("SELECT digest FROM calibrations")) == "c" * 64
        assert connection.scalar(text("SELECT count(*) FROM heartbeats")) == 1
        assert [row.id for row in banks.heads(connection)] == ["uji"]
    database.close()
