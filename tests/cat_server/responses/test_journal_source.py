"""Responses out of the journal: what whole sittings answered, where and how long, and nothing of others."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from cat_server.responses import BadResponsesError, ResponseTable
from cat_server.responses.journal_source import JournalSource, read_journal
from cat_server.sitting import events as e
from cat_server.sitting.commands import SubmitResponse
from tests.cat_server import frame, mixed_exam
from tests.cat_server.exam_server import ExamServer
from tests.cat_server.exams import PLAN
from tests.cat_server.sitting import story
from tests.item_bank.exam_plan.blueprints import released_bytes

ZONE = ZoneInfo("Asia/Jakarta")


@pytest.fixture
def sat(exam: ExamServer) -> ExamServer:
    """Three people booked: two finish the exam, one stops in the middle of the first section."""
    first, second, third = exam.book(3)
    exam.sit(first)
    exam.sit(second, seconds_per_item=9)
    exam.arrive(third)
    exam.start(third, 0)
    return exam


def read(exam: ExamServer, section: str, programme: str | None = None) -> ResponseTable:
    digest = exam.server.releases.published()[0].digest
    source = JournalSource((digest,), section, programme)
    return read_journal(exam.server.database, source, exam.server.releases.get, ZONE)


@pytest.mark.parametrize(("section", "index"), [("angka", 0), ("kata", 1), ("sikap", 2)])
def test_the_table_holds_what_the_journal_holds(sat: ExamServer, section: str, index: int) -> None:
    table = read(sat, section)
    assert table.persons == ("P-001", "P-002")
    for row, sitting in enumerate(("sitting-1", "sitting-2")):
        expected: dict[str, tuple[int, str, int]] = {}
        for entry in sat.entries(sitting):
            event = entry.event
            if isinstance(event, e.ResponseRecorded | e.ResponseChanged) and event.section == index:
                expected[event.item] = (event.category, event.response["option"], event.position)
        found = {
            item: (
                int(table.categories[row, column]),
                table.option_ids[column][table.options[row, column]],
                int(table.positions[row, column]),
            )
            for column, item in enumerate(table.items)
            if table.categories[row, column] >= 0
        }
        assert found == expected


def test_seats_days_and_times_come_with_the_responses(sat: ExamServer) -> None:
    table = read(sat, "sikap")
    digest = sat.server.releases.published()[0].digest
    assert (table.seats, table.halls) == (("A-01", "A-02"), ("Ruang 1", "Ruang 1"))
    assert (table.seat_rows.tolist(), table.seat_columns.tolist()) == ([1, 1], [1, 2])
    assert table.releases == (digest, digest)
    assert table.days[0].startswith("2026-")
    assert set(table.groups) == {"language"}
    assert np.isfinite(table.seconds[table.categories >= 0]).all()
    assert not table.is_pretest.any()


def test_a_changed_answer_counts_once_as_it_stood_at_the_end(sat: ExamServer) -> None:
    table = read(sat, "sikap")
    changed = [x.event for x in sat.entries("sitting-1") if isinstance(x.event, e.ResponseChanged)]
    assert changed
    for event in changed:
        assert table.categories[0, table.items.index(event.item)] == event.category


def test_reading_again_gives_the_same_digest_and_another_section_another(sat: ExamServer) -> None:
    before = read(sat, "angka").digest
    assert read(sat.another_process(), "angka").digest == before
    assert read(sat, "kata").digest != before


def test_a_programme_chooses_its_own_sittings(sat: ExamServer) -> None:
    assert read(sat, "angka", frame.PROGRAMME).digest == read(sat, "angka").digest
    with pytest.raises(BadResponsesError, match="Nobody has finished a sitting here yet"):
        read(sat, "angka", "another")


def test_a_section_that_is_not_there_is_told_with_those_that_are(sat: ExamServer) -> None:
    with pytest.raises(BadResponsesError, match=r"has no section gambar\. Its sections: angka, kata, sikap"):
        read(sat, "gambar")


def test_progress_counts_the_sittings_that_were_read(sat: ExamServer) -> None:
    told: list[tuple[int, int]] = []
    digest = sat.server.releases.published()[0].digest
    source = JournalSource((digest,), "angka")
    read_journal(
        sat.server.database,
        source,
        sat.server.releases.get,
        ZONE,
        progress=lambda done, total: told.append((done, total)),
    )
    assert told == [(1, 3), (2, 3), (3, 3)]


@pytest.mark.parametrize(("policy", "expected"), [("not_administered", -1), ("wrong", 0), ("lowest", 0)])
def test_an_item_of_a_form_without_an_answer_counts_as_its_section_says(
    exam: ExamServer, policy: str, expected: int
) -> None:
    """Two people answer six of eight statements; time is up for the others."""
    head, _, tail = PLAN.rpartition('unanswered = "not_administered"')
    content = released_bytes(f'{head}unanswered = "{policy}"{tail}')
    for sitting in exam.book(2, content):
        exam.arrive(sitting)
        for section in (story.ADAPTIVE, story.SECOND_ADAPTIVE):
            exam.start(sitting, section)
            while (current := exam.load(sitting).state.current) is not None:
                exam.wait(5)
                exam.does(sitting, story.submit(len(current.items), 1, section=section))
        exam.start(sitting, story.FIXED)
        for position in range(1, 7):
            exam.wait(5)
            exam.does(sitting, story.submit(position, 1, section=story.FIXED))
        exam.does(sitting, story.finish(story.FIXED))
    table = read(exam, "sikap")
    shown = next(
        x.event for x in exam.entries("sitting-1") if isinstance(x.event, e.SectionStarted) and x.event.items
    )
    left_out = shown.items[6:]
    row = table.persons.index("P-001")
    marks = [table.categories[row, table.items.index(item)] for item in left_out if item in table.items]
    assert marks == [expected] * len(marks)
    is_counted = expected == 0
    assert len(marks) == 2 or not is_counted
    assert int(table.is_omitted.sum()) == (4 if is_counted else 0)
    assert not (table.is_omitted & (table.options >= 0)).any()
    assert np.isnan(table.seconds[table.is_omitted]).all()
    assert (table.without_omitted().categories >= 0).sum() == 12


def test_answers_of_every_kind_are_read_pages_are_none_and_what_was_taken_back_is_gone(
    exam: ExamServer,
) -> None:
    """One section of the release is of forced choice; unanswered items of the other count as wrong."""
    (sitting,) = exam.book(1, mixed_exam.content())
    exam.arrive(sitting)
    exam.start(sitting, 0)
    current = exam.load(sitting).state.current
    assert current is not None

    def answer(item: str, response: dict[str, Any]) -> None:
        position = current.items.index(item) + 1
        exam.wait(3)
        exam.does(
            sitting,
            story.by_participant(
                SubmitResponse, section=0, position=position, response=response, shown_ms=2_000
            ),
        )

    def places(item: str, *options: str) -> list[int]:
        return [current.option_orders[current.items.index(item)].index(option) for option in options]

    answer("b-bacaan-1", {"choice": places("b-bacaan-1", "B")[0]})
    answer("d-beberapa", {"choices": sorted(places("d-beberapa", "D", "A"))})
    answer("e-urutan", {"order": places("e-urutan", "D", "C", "B", "A")})
    answer("g-angka", {"text": "1250"})
    answer("g-angka", {"text": ""})
    answer("h-dilema", dict(zip(("best", "worst"), places("h-dilema", "A", "C"), strict=True)))
    exam.does(sitting, story.finish(0))
    exam.start(sitting, 1)
    exam.does(sitting, story.finish(1))
    table = read(exam, "campuran")
    told = dict(zip(table.items, table.categories[0].tolist(), strict=True))
    assert told == {
        "b-bacaan-1": 1, "f-bacaan-2": 0, "d-beberapa": 2, "e-urutan": 1, "g-angka": 0, "h-dilema": 4,
        "i-rumpang": 0,
    }  # fmt: skip
    left_out = {item for item, is_omitted in zip(table.items, table.is_omitted[0], strict=True) if is_omitted}
    assert left_out == {"f-bacaan-2", "g-angka", "i-rumpang"}
    chosen = {item: ids[0] for item, ids in zip(table.items, table.option_ids, strict=True) if ids}
    assert chosen == {"b-bacaan-1": "B", "d-beberapa": "A+D", "e-urutan": "D>C>B>A"}
    with pytest.raises(BadResponsesError, match="pilihan is of forced choice: its answers are rankings"):
        read(exam, "pilihan")
