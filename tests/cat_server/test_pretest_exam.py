"""An exam with items on trial is sat, verified, read, and tampered with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from cat_server.reports.simulation_report import lines, simulated
from cat_server.responses.journal_source import JournalSource, read_journal
from cat_server.sitting import events as e
from cat_server.storage import people
from cat_server.storage.people import Booking
from cat_server.verification import verify
from item_bank.release import release_digest
from tests.cat_server import pretest_exams as p
from tests.cat_server.exam_server import ExamServer, new_server
from tests.cat_server.exams import PLAN
from tests.cat_server.frame import HALL
from tests.cat_server.sitting import story as s
from tests.cat_server.tampering import rewrite, sentences

N_PEOPLE = 5
AVOIDING = PLAN.replace("max_rate = 0.5", "max_rate = 0.5\navoids_seen_items = true", 1)


def content() -> bytes:
    return p.release_bytes(text=AVOIDING)


@pytest.fixture(scope="module")
def sat(sqlite_with_tables: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database in which five people have sat the exam one after the other."""
    exam = new_server(tmp_path_factory.mktemp("pretest"), sqlite_with_tables)
    for sitting in exam.book(N_PEOPLE, content()):
        exam.sit(sitting)
    exam.close()
    return Path(exam.url.removeprefix("sqlite:///"))


@pytest.fixture
def exam(sat: Path, tmp_path: Path) -> Iterator[ExamServer]:
    opened = new_server(tmp_path, sat)
    yield opened
    opened.close()


def events(exam: ExamServer, kind: type[Any], stream: str = "sitting-1") -> list[Any]:
    return [entry.event for entry in exam.entries(stream) if isinstance(entry.event, kind)]


def tried(exam: ExamServer, stream: str) -> list[str]:
    return [each.item for each in events(exam, e.ItemPresented, stream) if each.is_pretest]


def test_everything_is_computed_again_and_nothing_differs(exam: ExamServer) -> None:
    assert verify(exam.server).differences == ()


def test_counts_come_from_committed_events_and_spread_the_items(exam: ExamServer) -> None:
    given: Counter[str] = Counter()
    names = [f"coba-{n}" for n in range(1, p.N_ON_TRIAL + 1)]
    for number in range(1, N_PEOPLE + 1):
        started = events(exam, e.SectionStarted, f"sitting-{number}")[0]
        assert started.pretest_counts == tuple(given[name] for name in names)
        given.update(tried(exam, f"sitting-{number}"))
    assert sum(given.values()) == 2 * N_PEOPLE
    assert max(given.values()) - min(given.values()) <= 1


def test_events_of_plans_without_items_on_trial_keep_their_bytes(exam: ExamServer) -> None:
    for entry in exam.entries("sitting-1"):
        if entry.type == "ItemPresented":
            assert ("is_pretest" in entry.body) == entry.event.is_pretest  # type: ignore[attr-defined]
        if entry.type == "SectionStarted" and entry.event.section > 0:  # type: ignore[attr-defined]
            assert "pretest" not in entry.body


def test_the_same_person_gets_other_items_on_trial_the_next_time(exam: ExamServer) -> None:
    digest = release_digest(content())
    with exam.server.database.writer.begin() as connection:
        people.add_booking(connection, Booking("again", HALL, "person-1", digest))
    exam.does("again", s.open_sitting(participant_id="person-1", release_digest=digest, seat="A-20"))
    exam.sit("again")
    assert not set(tried(exam, "again")) & set(tried(exam, "sitting-1"))
    assert len(tried(exam, "again")) == 2
    assert verify(exam.server).differences == ()


def test_responses_to_items_on_trial_are_marked_in_tables(exam: ExamServer) -> None:
    source = JournalSource((release_digest(content()),), "angka")
    table = read_journal(exam.server.database, source, exam.server.releases.get, ZoneInfo("UTC"))
    for column, item in enumerate(table.items):
        is_answered = table.categories[:, column] >= 0
        assert (table.is_pretest[:, column] == (is_answered & item.startswith("coba-"))).all()
    assert table.is_pretest.sum() == 2 * N_PEOPLE


def test_a_plan_with_items_on_trial_is_simulated_as_one_without() -> None:
    with_trials, without = (p.release(text=AVOIDING, pretest=table).section(0) for table in (p.PRETEST, ""))
    one, other = (simulated(each, 40, seed=3, section=0) for each in (with_trials, without))
    assert one.result.bias == other.result.bias
    assert one.result.lengths.tolist() == other.result.lengths.tolist()
    assert any("on trial     2 of 5 items" in line for line in lines(one, "en"))
    assert not any("on trial" in line for line in lines(other, "en"))


# --- what verify finds ---------------------------------------------------------------------------------


def changed(exam: ExamServer, kind: str, **changes: Any) -> list[str]:
    """What verify says after a careful change of the first event of a kind in the first section."""
    done: list[int] = []

    def change(name: str, body: dict[str, Any]) -> dict[str, Any]:
        is_meant = name == kind and body.get("section") == 0 and not done
        is_meant = is_meant and (name != "ItemPresented" or body.get("is_pretest", False))
        if not is_meant:
            return body
        done.append(1)
        return {**body, **changes}

    rewrite(exam, "sitting-1", change)
    assert done
    return sentences(exam)


@pytest.mark.parametrize(
    ("kind", "changes"),
    [
        ("SectionStarted", {"pretest_positions": [3, 4]}),
        ("SectionStarted", {"pretest_positions": [2, 3]}),
        ("SectionStarted", {"pretest_counts": [9, 9, 9, 9, 0]}),
        ("ItemPresented", {"is_pretest": False}),
        ("ItemPresented", {"candidates": [["coba-1", 5.0]]}),
        ("ItemPresented", {"rule": "d_optimal"}),
        ("ItemPresented", {"n_eligible": 1}),
    ],
)
def test_what_was_changed_about_items_on_trial_is_found(
    exam: ExamServer, kind: str, changes: dict[str, Any]
) -> None:
    if list(changes.get("pretest_positions", [])) == list(
        events(exam, e.SectionStarted)[0].pretest_positions
    ):
        changes = {"pretest_positions": [2, 4]}
    assert changed(exam, kind, **changes) != []


def test_an_item_that_counts_cannot_be_passed_off_as_one_on_trial(exam: ExamServer) -> None:
    """Whoever marks a wrong answer as not counting would change the ability that follows."""
    done: list[int] = []

    def change(name: str, body: dict[str, Any]) -> dict[str, Any]:
        if name == "ItemPresented" and not body.get("is_pretest") and not done:
            done.append(1)
            return {**body, "is_pretest": True}
        return body

    rewrite(exam, "sitting-1", change)
    assert done
    assert sentences(exam) != []
