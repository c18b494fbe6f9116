"""`verify` finds what somebody with the database's password has changed, and names it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from cat_server import cli
from cat_server.storage import event_codec
from cat_server.verification import verify
from tests.cat_server.exam_server import ExamServer, new_server
from tests.cat_server.frame import HALL
from tests.cat_server.sitting import story as s
from tests.cat_server.tampering import Body, changing, first_of, rewrite, sentences, set_body


@pytest.fixture(scope="module")
def sat(sqlite_with_tables: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database in which two people have sat the exam, one is in the middle of it, and a hall is open."""
    exam = new_server(tmp_path_factory.mktemp("sat"), sqlite_with_tables)
    first, second, third = exam.book(3)
    exam.server.halls.prepare(HALL, by="test")
    exam.server.halls.open(HALL, by="test")
    exam.sit(first)
    exam.sit(second)
    exam.arrive(third)
    exam.start(third, s.ADAPTIVE)
    exam.does(third, s.submit(1))
    exam.wait(900).does(third, s.sweep())
    exam.start(third, s.SECOND_ADAPTIVE)
    exam.close()
    return Path(exam.url.removeprefix("sqlite:///"))


@pytest.fixture
def exam(sat: Path, tmp_path: Path) -> Iterator[ExamServer]:
    opened = new_server(tmp_path, sat)
    yield opened
    opened.close()


# --- nothing was changed -------------------------------------------------------------------------------


def test_a_database_that_nobody_touched_has_no_difference(exam: ExamServer) -> None:
    found = verify(exam.server)
    assert found.differences == ()
    assert (found.n_sittings, found.n_halls, found.n_abilities) == (3, 1, 7)
    assert found.n_choices == sum(
        entry.type == "ItemPresented" for n in (1, 2, 3) for entry in exam.entries(f"sitting-{n}")
    )


def test_a_rewrite_that_changes_nothing_is_no_difference(exam: ExamServer) -> None:
    """So that what the following tests find is what they changed."""
    rewrite(exam, "sitting-1", lambda _name, body: body)
    assert sentences(exam) == []


# --- one row is changed --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "changes"),
    [
        ("ResponseRecorded", {"category": 7}),
        ("ResponseRecorded", {"shown_ms": 1}),
        ("ItemPresented", {"ability": 2.5}),
        ("ItemPresented", {"item": "angka-1"}),
        ("SectionFinished", {"ability": 1.0}),
        ("SectionFinished", {"score": 77.0}),
        ("SittingOpened", {"seed": "0" * 32}),
    ],
)
def test_a_changed_body_is_named(exam: ExamServer, kind: str, changes: Body) -> None:
    entry = first_of(exam, kind)
    set_body(exam, entry, **changes)
    expected = f"sitting-1 version {entry.version}: the {kind} was changed after it was written"
    assert expected in sentences(exam)


@pytest.mark.parametrize(
    "column", ["type", "body", "recorded_at", "actor", "command_id", "previous_hash", "hash"]
)
def test_every_column_is_watched(exam: ExamServer, column: str) -> None:
    exam.sql(
        f"UPDATE journal SET {column} = :value WHERE stream = 'sitting-1' AND version = 9",
        value="0" * 64 if "hash" in column else "x",
    )
    assert any(sentence.startswith("sitting-1 version 9: ") for sentence in sentences(exam))


def test_a_row_whose_own_hash_was_made_to_fit_breaks_the_next_one(exam: ExamServer) -> None:
    entry = first_of(exam, "ResponseRecorded")
    set_body(exam, entry, shown_ms=1)
    changed = first_of(exam, "ResponseRecorded")
    exam.sql(
        "UPDATE journal SET hash = :hash WHERE stream = 'sitting-1' AND version = :version",
        hash=changed.expected_hash, version=changed.version,
    )  # fmt: skip
    assert sentences(exam) == [
        f"sitting-1 version {entry.version + 1}: does not follow from the row before: the chain is broken"
    ]


def test_a_row_that_was_taken_out_is_missed(exam: ExamServer) -> None:
    exam.sql("DELETE FROM journal WHERE stream = 'sitting-1' AND version = 12")
    assert "sitting-1 version 13: version 12 is missing" in sentences(exam)


def test_the_first_row_taken_out_is_missed(exam: ExamServer) -> None:
    exam.sql("DELETE FROM journal WHERE stream = 'sitting-1' AND version = 1")
    assert "sitting-1 version 2: version 1 is missing" in sentences(exam)


def test_the_last_row_taken_out_is_seen_on_the_board(exam: ExamServer) -> None:
    last = exam.entries("sitting-1")[-1].version
    exam.sql("DELETE FROM journal WHERE stream = 'sitting-1' AND version = :last", last=last)
    (sentence,) = sentences(exam)
    assert sentence.startswith(f"sitting-1 version {last - 1}: the board's version, row")


def test_two_rows_that_changed_places_are_named(exam: ExamServer) -> None:
    for before, after in ((9, 1000), (10, 9), (1000, 10)):
        exam.sql(
            "UPDATE journal SET version = :after WHERE stream = 'sitting-1' AND version = :before",
            before=before, after=after,
        )  # fmt: skip
    found = sentences(exam)
    assert any(sentence.startswith("sitting-1 version 9: ") for sentence in found)
    assert any(sentence.startswith("sitting-1 version 10: ") for sentence in found)


def test_a_whole_journal_taken_out_is_missed(exam: ExamServer) -> None:
    exam.sql("DELETE FROM journal WHERE stream = 'sitting-2'")
    assert "sitting-2 version 0: a booking without a journal" in sentences(exam)


def test_a_journal_that_belongs_to_nobody_is_named(exam: ExamServer) -> None:
    exam.sql("UPDATE journal SET stream = 'sitting-9' WHERE stream = 'sitting-2'")
    found = sentences(exam)
    assert "sitting-9 version 0: events of a sitting that no booking knows" in found
    assert "sitting-2 version 0: a booking without a journal" in found


def test_the_journals_of_two_people_that_changed_places_are_named(exam: ExamServer) -> None:
    for before, after in (("sitting-1", "x"), ("sitting-2", "sitting-1"), ("x", "sitting-2")):
        exam.sql("UPDATE journal SET stream = :after WHERE stream = :before", before=before, after=after)
    found = sentences(exam)
    assert any(sentence.startswith("sitting-1 version 1: ") for sentence in found)
    assert any(sentence.startswith("sitting-2 version 1: ") for sentence in found)


# --- a whole journal is made to fit again --------------------------------------------------------------


def flipped(exam: ExamServer, kind: str = "ResponseRecorded") -> int:
    return 1 - int(json.loads(first_of(exam, kind).body)["category"])


def test_a_mark_that_the_key_does_not_give_is_found_behind_a_perfect_chain(exam: ExamServer) -> None:
    entry = first_of(exam, "ResponseRecorded")
    rewrite(exam, "sitting-1", changing("ResponseRecorded", category=flipped(exam)))
    assert any(
        sentence.startswith(f"sitting-1 version {entry.version}: ")
        and "ResponseRecorded.category" in sentence
        for sentence in sentences(exam)
    )


def test_a_better_answer_with_its_mark_is_found_by_the_choices_that_followed(exam: ExamServer) -> None:
    entry = first_of(exam, "ResponseRecorded")
    body = json.loads(entry.body)
    item = exam.load("sitting-1").release.item(body["item"])
    right = item.key.correct  # type: ignore[attr-defined]
    better = right if body["category"] == 0 else next(o for o in item.option_ids if o != right)
    change = changing("ResponseRecorded", category=1 - body["category"], response={"option": better})
    rewrite(exam, "sitting-1", change)
    found = sentences(exam)
    assert found
    assert all("sitting-1" in sentence for sentence in found)
    assert any("and computed as" in sentence or "follows from the answers" in sentence for sentence in found)


@pytest.mark.parametrize(
    ("kind", "changes"),
    [
        ("SectionFinished", {"ability": 1.5}),
        ("SectionFinished", {"standard_error": 0.1}),
        ("SectionFinished", {"score": 79.0}),
        ("SectionFinished", {"n_responses": 1}),
        ("SectionFinished", {"reason": "pool_empty"}),
        ("SectionFinished", {"unanswered": "wrong"}),
        ("ItemPresented", {"ability": 0.7}),
        ("ItemPresented", {"standard_error": 0.01}),
        ("ItemPresented", {"n_eligible": 3}),
        ("ItemPresented", {"candidates": [["angka-1", 0.5]]}),
        ("SectionStarted", {"limit_seconds": 6000.0}),
        ("SectionStarted", {"ineligible": ["angka-1"]}),
        ("SittingOpened", {"seed": "1" * 32}),
        ("SittingOpened", {"time_multiplier": 1.5}),
        ("SittingOpened", {"participant_id": "person-2"}),
        ("SittingOpened", {"release_digest": "0" * 64}),
        ("SittingOpened", {"hall_id": "hall-2"}),
        ("ResponseRecorded", {"item": "angka-2"}),
        ("ResponseRecorded", {"is_in_grace": True}),
    ],
)
def test_what_can_be_computed_is_found_behind_a_perfect_chain(
    exam: ExamServer, kind: str, changes: Body
) -> None:
    before = json.loads(first_of(exam, kind).body)
    assert before | changes != before
    rewrite(exam, "sitting-1", changing(kind, **changes))
    assert any(sentence.startswith("sitting-1 version") for sentence in sentences(exam))


def test_an_end_that_is_not_at_the_deadline_is_found_behind_a_perfect_chain(exam: ExamServer) -> None:
    entry = first_of(exam, "SectionFinished", "sitting-3")
    assert json.loads(entry.body)["reason"] == "time_up"
    rewrite(exam, "sitting-3", changing("SectionFinished", at="2026-11-23T03:00:00Z"))
    assert any(f"sitting-3 version {entry.version}: SectionFinished.at" in each for each in sentences(exam))


def test_an_answer_after_the_end_of_its_time_is_found_behind_a_perfect_chain(exam: ExamServer) -> None:
    entry = first_of(exam, "ResponseRecorded", "sitting-3")
    rewrite(exam, "sitting-3", changing("ResponseRecorded", at="2026-11-23T05:00:00Z"))
    assert any(sentence.startswith(f"sitting-3 version {entry.version}: ") for sentence in sentences(exam))


def test_a_form_in_another_order_is_found_behind_a_perfect_chain(exam: ExamServer) -> None:
    def change(name: str, body: Body) -> Body:
        if name == "SectionStarted" and body["kind"] == "fixed":
            return body | {"items": body["items"][::-1]}
        return body

    rewrite(exam, "sitting-1", change)
    assert any("SectionStarted.items is stored as" in sentence for sentence in sentences(exam))


def test_an_answer_that_was_left_out_is_found_behind_a_perfect_chain(exam: ExamServer) -> None:
    left_out: list[int] = []

    def change(name: str, body: Body) -> Body | None:
        if name == "ResponseRecorded" and body["section"] == 2 and not left_out:
            left_out.append(1)
            return None
        return body

    rewrite(exam, "sitting-1", change)
    assert any("SectionFinished" in sentence for sentence in sentences(exam))


def test_a_history_that_cannot_have_been_is_named(exam: ExamServer) -> None:
    rewrite(exam, "sitting-1", lambda name, body: None if name == "SectionStarted" else body)
    assert any(
        sentence.startswith("sitting-1 version 0: cannot be replayed:") for sentence in sentences(exam)
    )


def test_a_hall_with_a_history_that_cannot_have_been_is_named(exam: ExamServer) -> None:
    def change(name: str, body: Body) -> Body:
        return {"at": body["at"]} if name == "HallPrepared" else body

    entries = exam.entries(HALL)
    assert entries
    rewrite(exam, HALL, change)
    assert any(sentence.startswith(f"{HALL} version 0: cannot be replayed") for sentence in sentences(exam))


def test_a_changed_hall_is_named(exam: ExamServer) -> None:
    set_body(exam, first_of(exam, "HallOpened", HALL), by="somebody")
    assert any("the HallOpened was changed after it was written" in each for each in sentences(exam))


# --- what is derived -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("row", '{"state":"finished"}'),
        ("seat", "Z-99"),
        ("version", 3),
        ("sweep_at", "2030-01-01T00:00:00+00:00"),
        ("hall_id", "hall-2"),
    ],
)
def test_an_edited_board_is_named(exam: ExamServer, column: str, value: object) -> None:
    exam.sql(f"UPDATE boards SET \"{column}\" = :value WHERE sitting_id = 'sitting-3'", value=value)
    (sentence,) = sentences(exam)
    assert sentence.startswith("sitting-3 version")
    assert f"the board's {column} differ from the journal's" in sentence


def test_a_missing_board_line_is_named(exam: ExamServer) -> None:
    exam.sql("DELETE FROM boards WHERE sitting_id = 'sitting-3'")
    (sentence,) = sentences(exam)
    assert "the board has no line of this sitting" in sentence


def test_an_edited_exposure_count_is_named(exam: ExamServer) -> None:
    exam.sql("UPDATE exposure SET n = n + 1 WHERE section = 0 AND item <> '' AND n = 1")
    assert any(sentence.startswith("exposure") for sentence in sentences(exam))


def test_exposure_that_was_moved_to_another_item_is_named(exam: ExamServer) -> None:
    exam.sql(
        "UPDATE exposure SET item = 'angka-999' WHERE rowid = "
        "(SELECT rowid FROM exposure WHERE section = 0 AND item <> '' LIMIT 1)"
    )
    assert any("angka-999" in sentence for sentence in sentences(exam))


def test_a_result_that_was_given_to_another_person_is_named(exam: ExamServer) -> None:
    exam.sql("UPDATE sittings SET participant_id = 'person-2' WHERE id = 'sitting-1'")
    found = sentences(exam)
    assert any("participant_id" in sentence for sentence in found)


def test_an_exam_with_other_content_is_named(exam: ExamServer) -> None:
    exam.sql("UPDATE releases SET body = replace(CAST(body AS TEXT), 'pilihan-B', 'pilihan-C')")
    found = sentences(exam)
    assert {sentence.split(" ")[0] for sentence in found} >= {"sitting-1", "sitting-2", "sitting-3"}
    assert all("cannot be replayed" in sentence for sentence in found if sentence.startswith("sitting"))


# --- the command ---------------------------------------------------------------------------------------


def test_the_command_ends_well_when_there_is_no_difference(
    exam: ExamServer, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CAT_SERVER_DATABASE_URL", exam.url)
    assert cli.main(["verify"]) == 0
    printed = capsys.readouterr().out
    assert "3 sittings and 1 halls" in printed
    assert printed.endswith("No difference.\n")


def test_the_command_ends_badly_and_names_every_difference(
    exam: ExamServer, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CAT_SERVER_DATABASE_URL", exam.url)
    entry = first_of(exam, "ResponseRecorded")
    set_body(exam, entry, category=flipped(exam))
    assert cli.main(["verify"]) == 1
    printed = capsys.readouterr().out
    assert (
        f"sitting-1 version {entry.version}: the ResponseRecorded was changed after it was written" in printed
    )
    assert "differences." in printed


def test_verify_changes_nothing(exam: ExamServer) -> None:
    before = [exam.entries(f"sitting-{n}") for n in (1, 2, 3)]
    exam.sql("UPDATE boards SET seat = 'Z-99' WHERE sitting_id = 'sitting-3'")
    assert sentences(exam) == sentences(exam) != []
    assert [exam.entries(f"sitting-{n}") for n in (1, 2, 3)] == before


def test_numbers_of_another_machine_may_differ_in_their_last_bits(exam: ExamServer) -> None:
    ability = json.loads(first_of(exam, "SectionFinished").body)["ability"]
    rewrite(exam, "sitting-1", changing("SectionFinished", ability=ability + 1e-12))
    assert sentences(exam) == []
    rewrite(exam, "sitting-1", changing("SectionFinished", ability=ability + 1e-6))
    assert sentences(exam) != []


def test_what_verify_reads_is_what_the_codec_wrote(exam: ExamServer) -> None:
    for entry in exam.entries("sitting-1"):
        assert event_codec.encode(entry.event) == (entry.type, entry.body)
