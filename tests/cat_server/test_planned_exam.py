"""An exam whose plan asks for everything is sat, verified, and tampered with."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cat_server.sitting import events as e
from cat_server.storage import eligibility, people
from cat_server.storage.people import Booking
from cat_server.verification import verify
from item_bank.release import Release, release_digest
from tests.cat_server import planned_exams
from tests.cat_server.exam_server import ExamServer, new_server
from tests.cat_server.frame import HALL
from tests.cat_server.sitting import story as s
from tests.cat_server.tampering import rewrite, sentences

N_PEOPLE = 4


@pytest.fixture(scope="module")
def sat(sqlite_with_tables: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database in which four people have sat the exam one after the other."""
    exam = new_server(tmp_path_factory.mktemp("planned"), sqlite_with_tables)
    for sitting in exam.book(N_PEOPLE, planned_exams.content()):
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


def test_everything_is_computed_again_and_nothing_differs(exam: ExamServer) -> None:
    found = verify(exam.server)
    assert found.differences == ()
    assert found.n_abilities == 3 * N_PEOPLE


def test_every_item_comes_from_a_shadow_test_that_is_in_the_event(exam: ExamServer) -> None:
    release = Release.load(planned_exams.content())
    plan = release.section(0).content_plan
    assert plan is not None
    for number in range(1, N_PEOPLE + 1):
        first = [each for each in events(exam, e.ItemPresented, f"sitting-{number}") if each.section == 0]
        assert first
        for presented in first:
            assert presented.shadow_test.source == "optimal"
            assert presented.item in presented.shadow_test.items
            places = [release.section(0).index_of(item) for item in presented.shadow_test.items]
            assert plan.violations(places) == ()
        given = [release.section(0).index_of(each.item) for each in first]
        assert plan.violations(given) == ()


def test_the_end_tells_reason_category_and_method(exam: ExamServer) -> None:
    ends = [each for n in range(1, N_PEOPLE + 1) for each in events(exam, e.SectionFinished, f"sitting-{n}")]
    assert {each.method for each in ends if each.section == 1} <= {"wle", "eap"}
    assert {each.method for each in ends if each.section == 2} == {"map"}
    first = [each for each in ends if each.section == 0]
    assert {each.reason for each in first} <= {"classified", "precise", "max_items", "time_short"}
    assert any(each.reason == "classified" for each in first)
    assert all((each.category is not None) == (each.reason == "classified") for each in first)
    assert all(each.category == (each.ability > 0.0) for each in first if each.category is not None)


def test_later_sections_begin_where_earlier_ones_ended(exam: ExamServer) -> None:
    first, second, third = events(exam, e.SectionStarted)
    assert first.prior_mean is None
    ended = events(exam, e.SectionFinished)[0]
    presented = next(each for each in events(exam, e.ItemPresented) if each.section == 1)
    assert second.prior_mean * ended.ability > 0
    assert 0.8 <= second.prior_sd < 1.0
    assert presented.ability == pytest.approx(second.prior_mean, abs=0.02)
    assert third.prior_sd < 1.0


def test_counts_by_segment_are_in_the_event_and_fade(exam: ExamServer) -> None:
    started = [events(exam, e.SectionStarted, f"sitting-{n}")[0] for n in range(1, N_PEOPLE + 1)]
    assert started[0].eligibility_counts == ()
    assert all(len(each.ineligible_by_segment) == 7 for each in started)
    examinees = [sum(row[2] for row in each.eligibility_counts if row[1] == "") for each in started]
    assert examinees == [0, *(pytest.approx(sum(0.999**k for k in range(1, n + 1))) for n in (1, 2, 3))]


def test_items_seen_in_an_earlier_sitting_are_not_given_again(exam: ExamServer) -> None:
    digest = release_digest(planned_exams.content())
    with exam.server.database.writer.begin() as connection:
        people.add_booking(connection, Booking("again", HALL, "person-1", digest))
    exam.does("again", s.open_sitting(participant_id="person-1", release_digest=digest, seat="A-20"))
    exam.sit("again")
    started = events(exam, e.SectionStarted, "again")[0]
    before = [each.item for each in events(exam, e.ItemPresented) if each.section == 0]
    assert started.seen_items == (tuple(before),)
    assert set(before) <= set(started.ineligible)
    given = {each.item for each in events(exam, e.ItemPresented, "again") if each.section == 0}
    assert not given & set(before)
    assert verify(exam.server).differences == ()


# --- what verify finds ---------------------------------------------------------------------------------


def changed(exam: ExamServer, kind: str, **changes: Any) -> list[str]:
    """What verify says after a careful change of every event of a kind in the first section."""

    def change(name: str, body: dict[str, Any]) -> dict[str, Any]:
        is_meant = name == kind and body.get("section") == 0
        return {**body, **{field: make(body) for field, make in changes.items()}} if is_meant else body

    rewrite(exam, "sitting-1", change)
    return sentences(exam)


def test_another_shadow_test_is_found(exam: ExamServer) -> None:
    def without_one(body: dict[str, Any]) -> dict[str, Any]:
        test = body["shadow_test"]
        return {**test, "items": [item for item in test["items"] if item != body["item"]]}

    said = changed(exam, "ItemPresented", shadow_test=without_one)
    assert any("does not hold the item that was given" in each for each in said)
    assert any("ItemPresented.shadow_test is stored as" in each for each in said)


def test_a_source_that_the_plan_does_not_allow_is_found(exam: ExamServer) -> None:
    said = changed(
        exam, "ItemPresented", shadow_test=lambda body: {**body["shadow_test"], "source": "unfinished"}
    )
    assert any("shadow_test is stored" in each for each in said)


@pytest.mark.parametrize(
    ("kind", "field", "value"),
    [
        ("SectionStarted", "ineligible_by_segment", [["angka-1"]] * 7),
        ("SectionStarted", "eligibility_counts", [[0, "", 9.0, 0.0]]),
        ("SectionFinished", "category", 5),
        ("SectionFinished", "reason", "little_gain"),
        ("SectionFinished", "method", "ml"),
        ("SectionStarted", "prior_mean", 1.0),
    ],
)
def test_every_new_field_is_held_against_the_rest(
    exam: ExamServer, kind: str, field: str, value: object
) -> None:
    if field == "eligibility_counts":  # what was read cannot be known, what followed from it can
        value = [[segment, "", 9.0, 0.0] for segment in range(7)]
        value += [[segment, f"angka-{n}", 9.0, 0.0] for segment in range(7) for n in range(1, 31)]
    assert changed(exam, kind, **{field: lambda _: value}) != []


def test_a_count_by_segment_that_was_changed_is_found(exam: ExamServer) -> None:
    exam.sql("UPDATE eligibility SET administered = administered + 1 WHERE item = ''")
    said = sentences(exam)
    assert said
    assert all("the counts of sittings in segment" in each for each in said)


def test_counts_do_not_depend_on_who_ended_first(exam: ExamServer) -> None:
    with exam.server.database.read() as connection:
        stored = eligibility.every_count(connection)
    again: dict[eligibility.Counted, tuple[float, float]] = {}
    for number in reversed(range(1, N_PEOPLE + 1)):
        sitting = exam.load(f"sitting-{number}")
        for key, sums in eligibility.added(
            sitting.release, sitting.state, events(exam, e.SectionFinished, f"sitting-{number}")
        ):
            old = again.get(key, (0.0, 0.0))
            again[key] = (old[0] + sums[0], old[1] + sums[1])
    assert stored.keys() == again.keys()
    assert all(stored[key] == pytest.approx(again[key], rel=1e-12) for key in stored)


# --- a limit of time -----------------------------------------------------------------------------------


def test_a_shadow_test_cut_short_by_time_is_judged_by_the_plan(
    sqlite_with_tables: Path, tmp_path: Path
) -> None:
    """What the solver had when time ran out cannot be computed again; that it is a test can."""
    exam = new_server(tmp_path, sqlite_with_tables)
    sitting, _ = exam.book(2, planned_exams.content(head="time_limit_seconds = 30.0"))
    exam.sit(sitting)

    def cut_short(name: str, body: dict[str, Any]) -> dict[str, Any]:
        if name == "ItemPresented" and body["section"] == 0:
            body["shadow_test"]["source"] = "unfinished"
        return body

    rewrite(exam, sitting, cut_short)
    assert sentences(exam) == []

    def worse(name: str, body: dict[str, Any]) -> dict[str, Any]:
        if name == "ItemPresented" and body["section"] == 0:
            left = [item for item in body["shadow_test"]["items"] if item != body["item"]]
            body["shadow_test"]["items"] = sorted([*left[1:], body["item"]])
        return body

    rewrite(exam, sitting, worse)
    assert any("does not have" in each for each in sentences(exam))
