"""The journal: appended, never changed, chained; on both databases."""

from __future__ import annotations

import dataclasses
import threading
from collections.abc import Sequence
from itertools import pairwise

import pytest
from sqlalchemy import Connection, text

from cat_server.sitting import events as e
from cat_server.storage import journal
from cat_server.storage.database import Database
from cat_server.storage.journal import GENESIS, Entry, VersionConflictError
from tests.cat_server.sitting import story as s
from tests.cat_server.sitting.test_state import whole_exam


def entries(
    events: Sequence[e.Event],
    *,
    stream: str = "sitting-1",
    after_version: int = 0,
    after_hash: str = GENESIS,
    command_id: str = "command-1",
) -> tuple[Entry, ...]:
    return journal.chain(
        stream,
        events,
        after_version=after_version,
        after_hash=after_hash,
        recorded_at=s.START,
        actor="participant:P-001",
        command_id=command_id,
    )


def append(database: Database, rows: Sequence[Entry]) -> None:
    database.write(lambda connection: journal.append(connection, rows))


def read(database: Database, stream: str = "sitting-1", after: int = 0) -> tuple[Entry, ...]:
    with database.read() as connection:
        return journal.read(connection, stream, after)


def test_what_was_appended_is_read_as_it_was(database: Database) -> None:
    story = whole_exam()
    rows = entries(story.events)
    append(database, rows)
    assert read(database) == rows
    assert [entry.event for entry in read(database)] == story.events


def test_reading_begins_after_a_version(database: Database) -> None:
    rows = entries(whole_exam().events)
    append(database, rows)
    assert read(database, after=10) == rows[10:]
    assert read(database, after=len(rows)) == ()
    assert read(database, "nobody") == ()


def test_appending_goes_on_where_the_stream_ended(database: Database) -> None:
    events = whole_exam().events
    first = entries(events[:5])
    second = entries(events[5:], after_version=5, after_hash=first[-1].hash)
    append(database, first)
    append(database, second)
    assert read(database) == entries(events)


def test_a_version_that_exists_is_refused_and_nothing_is_written(database: Database) -> None:
    events = whole_exam().events
    append(database, entries(events[:5]))
    for start in (0, 4):
        with pytest.raises(VersionConflictError, match=f"stream sitting-1 already has version {start + 1}"):
            append(database, entries(events[5:9], after_version=start, command_id="other"))
    assert read(database) == entries(events[:5])


def test_of_two_that_append_the_same_version_one_wins(database: Database) -> None:
    n = 8
    barrier = threading.Barrier(n)
    won: list[str] = []
    lost: list[str] = []

    def race(name: str) -> None:
        barrier.wait()
        try:
            append(database, entries([e.IdentityConfirmed(at=s.START)], command_id=name))
        except VersionConflictError:
            lost.append(name)
        else:
            won.append(name)

    threads = [threading.Thread(target=race, args=(f"command-{n}",)) for n in range(n)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(won), len(lost)) == (1, n - 1)
    assert [entry.command_id for entry in read(database)] == won


def test_streams_do_not_touch_each_other(database: Database) -> None:
    events = whole_exam().events
    append(database, entries(events[:3], stream="b"))
    append(database, entries(events[:2], stream="a"))
    with database.read() as connection:
        assert journal.streams(connection) == ("a", "b")
        assert journal.length(connection) == 5
    assert len(read(database, "a")) == 2


def test_an_append_that_fails_later_in_its_transaction_leaves_nothing(database: Database) -> None:
    def job(connection: Connection) -> None:
        journal.append(connection, entries(whole_exam().events))
        connection.execute(text("SELECT * FROM no_such_table"))

    with pytest.raises(Exception, match="no_such_table"):
        database.write(job)
    assert read(database) == ()


def test_instants_and_letters_come_back_exactly(database: Database) -> None:
    event = e.MessageSent(
        at=s.instant(0.000001), by="x", category="item", reason="ru“sak”", text='é ✓ 漢 \\ " \n'
    )
    rows = entries([event])
    append(database, rows)
    assert read(database) == rows
    assert read(database)[0].event == event


# --- the chain -----------------------------------------------------------------------------------------


def test_each_hash_covers_the_row_before() -> None:
    rows = entries(whole_exam().events)
    assert rows[0].previous_hash == GENESIS
    for before, after in pairwise(rows):
        assert after.previous_hash == before.hash
    assert len({row.hash for row in rows}) == len(rows)


@pytest.mark.parametrize(
    "change",
    [
        {"stream": "sitting-2"},
        {"version": 2},
        {"type": "IdentityDenied"},
        {"body": '{"at":"2026-11-23T01:00:01Z"}'},
        {"recorded_at": "2026-11-23T01:00:01+00:00"},
        {"actor": "somebody"},
        {"command_id": "other"},
        {"previous_hash": "1" * 64},
    ],
    ids=lambda change: next(iter(change)),
)
def test_every_column_is_covered_by_the_hash(change: dict[str, object]) -> None:
    (row,) = entries([e.IdentityConfirmed(at=s.START)])
    assert row.expected_hash == row.hash
    changed = dataclasses.replace(row, **change)  # type: ignore[arg-type]
    assert changed.expected_hash != row.hash


def test_columns_cannot_be_shifted_into_each_other() -> None:
    """`ab` + `c` is another row than `a` + `bc`."""
    (row,) = entries([e.IdentityConfirmed(at=s.START)])
    one = dataclasses.replace(row, actor="ab", command_id="c")
    other = dataclasses.replace(row, actor="a", command_id="bc")
    assert one.expected_hash != other.expected_hash


def test_the_hash_of_a_row_never_changes_with_a_library() -> None:
    (row,) = entries([e.IdentityConfirmed(at=s.START)])
    assert row.hash == "17f6a61eb8cf2de6b549bbc832a5573bb9363b6c4a9c2cf2fa2465de532779cc"
