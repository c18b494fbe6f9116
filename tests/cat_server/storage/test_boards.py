"""Boards, deadlines, exposure counts and drafts: what is derived, on both databases."""

from __future__ import annotations

import dataclasses
import threading

import pytest

from cat_server.sitting import events as e
from cat_server.storage import boards
from cat_server.storage.boards import Line
from cat_server.storage.database import Database
from tests.cat_server.frame import HALL, add_frame
from tests.cat_server.sitting import story as s


def line(sitting: str, *, version: int = 1, seat: str = "A-01", sweep_at: float | None = None) -> Line:
    at = None if sweep_at is None else s.instant(sweep_at).isoformat()
    return Line(sitting, HALL, version, seat, {"state": "working", "remaining_seconds": 0.1 + 0.2}, at)


@pytest.fixture
def three(database: Database) -> Database:
    add_frame(database, 3)
    return database


def record(database: Database, *lines: Line) -> None:
    for each in lines:
        database.write(lambda connection, each=each: boards.record(connection, each))  # type: ignore[misc]


# --- lines ---------------------------------------------------------------------------------------------


def test_a_line_comes_back_as_it_was_recorded(three: Database) -> None:
    recorded = line("sitting-1", sweep_at=10)
    record(three, recorded)
    with three.read() as connection:
        assert boards.of_sitting(connection, "sitting-1") == recorded
        assert boards.of_sitting(connection, "sitting-2") is None


def test_a_newer_line_replaces_the_older_one_in_every_part(three: Database) -> None:
    newer = dataclasses.replace(line("sitting-1", version=2, seat="B-02"), row={"state": "paused"})
    record(three, line("sitting-1", sweep_at=10), newer)
    with three.read() as connection:
        assert boards.of_hall(connection, HALL) == (newer,)


def test_a_hall_is_listed_by_seat(three: Database) -> None:
    lines = [line(f"sitting-{n}", seat=seat) for n, seat in ((1, "A-03"), (2, "A-01"), (3, "A-02"))]
    record(three, *lines)
    with three.read() as connection:
        assert [each.seat for each in boards.of_hall(connection, HALL)] == ["A-01", "A-02", "A-03"]
        assert boards.of_hall(connection, "another-hall") == ()


# --- deadlines -----------------------------------------------------------------------------------------


def test_what_is_due_is_found_earliest_first_and_to_the_microsecond(three: Database) -> None:
    record(
        three,
        line("sitting-1", sweep_at=20.000001),
        line("sitting-2", sweep_at=10),
        line("sitting-3", sweep_at=20),
    )
    with three.read() as connection:
        assert boards.due(connection, s.instant(9.999999)) == ()
        assert boards.due(connection, s.instant(10)) == ("sitting-2",)
        assert boards.due(connection, s.instant(20)) == ("sitting-2", "sitting-3")
        assert boards.due(connection, s.instant(20.000001)) == ("sitting-2", "sitting-3", "sitting-1")


def test_a_sitting_whose_clock_stands_is_never_due(three: Database) -> None:
    record(three, line("sitting-1"), line("sitting-2", sweep_at=5))
    with three.read() as connection:
        assert boards.due(connection, s.instant(1e6)) == ("sitting-2",)
        assert boards.with_deadline(connection) == ("sitting-2",)


def test_a_deadline_with_a_fraction_sorts_with_one_without(three: Database) -> None:
    """Instants are compared as text, and a whole second is written without a fraction."""
    record(three, line("sitting-1", sweep_at=10.5), line("sitting-2", sweep_at=11))
    with three.read() as connection:
        assert boards.due(connection, s.instant(10.999999)) == ("sitting-1",)
        assert boards.due(connection, s.instant(10)) == ()
        assert boards.due(connection, s.instant(10.25)) == ()


# --- exposure ------------------------------------------------------------------------------------------


def started(section: int = 0, kind: str = "adaptive") -> e.SectionStarted:
    return e.SectionStarted(at=s.START, section=section, kind=kind, limit_seconds=600)


def presented(item: str, section: int = 0) -> e.ItemPresented:
    return e.ItemPresented(
        at=s.START, section=section, position=1, item=item, option_order=(), ability=0.0,
        standard_error=1.0, rule="mepv", candidates=(), n_eligible=1,
    )  # fmt: skip


def count(database: Database, release: str, *events: e.Event) -> None:
    database.write(lambda connection: boards.count_exposure(connection, release, events))


def test_items_and_sittings_are_counted_by_release_and_section(database: Database) -> None:
    count(database, "r1", started(), presented("a"))
    count(database, "r1", started(), presented("a"), presented("b"))
    count(database, "r1", started(1), presented("a", 1))
    count(database, "r2", started(), presented("c"))
    with database.read() as connection:
        assert boards.exposure_counts(connection, "r1", 0) == ({"a": 2, "b": 1}, 2)
        assert boards.exposure_counts(connection, "r1", 1) == ({"a": 1}, 1)
        assert boards.exposure_counts(connection, "r2", 0) == ({"c": 1}, 1)
        assert boards.exposure_counts(connection, "r3", 0) == ({}, 0)
        assert boards.all_exposure(connection) == {
            ("r1", 0, ""): 2, ("r1", 0, "a"): 2, ("r1", 0, "b"): 1, ("r1", 1, ""): 1, ("r1", 1, "a"): 1,
            ("r2", 0, ""): 1, ("r2", 0, "c"): 1,
        }  # fmt: skip


def test_fixed_sections_and_other_events_are_not_counted(database: Database) -> None:
    count(database, "r1", started(kind="fixed"), e.IdentityConfirmed(at=s.START))
    with database.read() as connection:
        assert boards.all_exposure(connection) == {}


def test_counts_of_many_threads_add_up(database: Database) -> None:
    threads = [
        threading.Thread(target=count, args=(database, "r1", started(), presented("a"))) for _ in range(30)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with database.read() as connection:
        assert boards.exposure_counts(connection, "r1", 0) == ({"a": 30}, 30)


# --- drafts --------------------------------------------------------------------------------------------


def test_only_the_newest_draft_is_kept_and_it_can_be_taken_back(three: Database) -> None:
    def save(body: dict[str, object] | None) -> None:
        three.write(lambda connection: boards.save_draft(connection, "sitting-1", body))

    def draft() -> dict[str, object] | None:
        with three.read() as connection:
            assert boards.draft(connection, "sitting-2") is None
            return boards.draft(connection, "sitting-1")

    assert draft() is None
    save({"section": 0, "position": 1, "choice": 2})
    save({"section": 0, "position": 1, "choice": None})
    assert draft() == {"section": 0, "position": 1, "choice": None}
    save(None)
    assert draft() is None
    save(None)
