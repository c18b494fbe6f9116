"""The rows of banks: added, found by the newest, and never written over."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from sqlalchemy import Connection

from cat_server.storage import banks
from cat_server.storage.banks import ChangedMeanwhileError, Entry, Stamp
from cat_server.storage.database import Database
from tests.cat_server.sitting.story import START

ENTRY = Entry(START, "ani", "catatan")


def version(item: str, number: int) -> dict[str, object]:
    row = {
        "item_id": item,
        "version": number,
        "body": f"{item} {number}",
        "uses": "{}",
        "digest": f"{number}",
    }
    return {**row, "head_version": 1}


def state(item: str, step: int, name: str) -> dict[str, object]:
    return {"item_id": item, "step": step, "version": 1, "state": name, "cause": "edit"}


def test_the_newest_of_each_item_is_found_and_banks_do_not_mix(database: Database) -> None:
    def write(connection: Connection) -> None:
        banks.add_versions(connection, "a", [version("x", 1), version("x", 2), version("y", 1)], ENTRY)
        banks.add_versions(connection, "b", [version("x", 3)], ENTRY)
        banks.add_states(connection, "a", [state("x", 1, "draft"), state("x", 2, "reviewed")], ENTRY)
        banks.add_states(connection, "b", [state("x", 1, "retired")], ENTRY)

    database.write(write)
    with database.read() as connection:
        lines = banks.current_versions(connection, "a")
        assert [(line.item_id, line.version, line.made_by) for line in lines] == [
            ("x", 2, "ani"),
            ("y", 1, "ani"),
        ]
        (newest,) = banks.current_states(connection, "a")
        assert (newest.item_id, newest.state) == ("x", "reviewed")
        assert banks.state_counts(connection) == {"a": {"reviewed": 1}, "b": {"retired": 1}}
        assert banks.bodies(connection, "a", ["x"]) == {("x", 1): "x 1", ("x", 2): "x 2"}
        assert [row.note for row in banks.versions_of(connection, "a", "x")] == ["catatan", "catatan"]
        assert banks.stamp(connection, "a") == Stamp(0, 3, 2)
        assert banks.stamp(connection, "c") == Stamp(0, 0, 0)


def test_a_version_or_a_step_that_is_there_is_not_written_over(database: Database) -> None:
    database.write(lambda c: banks.add_versions(c, "a", [version("x", 1)], ENTRY))
    database.write(lambda c: banks.add_states(c, "a", [state("x", 1, "draft")], ENTRY))
    with pytest.raises(ChangedMeanwhileError):
        database.write(lambda c: banks.add_versions(c, "a", [version("x", 1) | {"body": "other"}], ENTRY))
    with pytest.raises(ChangedMeanwhileError):
        database.write(lambda c: banks.add_states(c, "a", [state("x", 1, "retired")], ENTRY))
    with database.read() as connection:
        assert banks.bodies(connection, "a", ["x"]) == {("x", 1): "x 1"}
        assert banks.current_states(connection, "a")[0].state == "draft"


def test_media_are_kept_once_by_their_digest(database: Database) -> None:
    one = {"1" * 64: ("image/png", b"png")}
    two = one | {"2" * 64: ("image/svg+xml", b"<svg/>")}
    database.write(lambda c: banks.add_media(c, one))
    database.write(lambda c: banks.add_media(c, two))
    with database.read() as connection:
        assert banks.media(connection, ["1" * 64, "2" * 64, "3" * 64]) == two


def test_no_statement_changes_or_removes_a_row_of_a_bank() -> None:
    source = Path(banks.__file__).read_text(encoding="utf-8")
    assert not re.search(r"\b(update|delete)\(", source)
