"""The shell around the core: once only, durable before said, decided again when others were faster."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest

from cat_server.sitting import commands as c
from cat_server.sitting import events as e
from cat_server.sitting.refusals import RefusalCode
from cat_server.sitting.state import Status, fold
from cat_server.sitting_service import Outcome, Sitting, UnknownSittingError
from cat_server.storage import boards, journal
from cat_server.verification import verify
from tests.cat_server.exam_server import ExamServer
from tests.cat_server.frame import HALL
from tests.cat_server.sitting import story as s
from tests.cat_server.sitting.story import by_participant, by_staff, submit

# --- a command is carried out once ---------------------------------------------------------------------


def test_a_command_sent_again_has_the_same_receipt_and_adds_nothing(exam: ExamServer) -> None:
    (sitting,) = exam.book()
    command = s.check_in()
    first = exam.does(sitting, command)
    again = exam.at(30).does(sitting, command)
    assert again.receipt == first.receipt
    assert (first.has_changed, again.has_changed) == (True, False)
    assert len(exam.entries(sitting)) == 2


def test_every_command_of_an_exam_may_be_sent_three_times(exam: ExamServer) -> None:
    (sitting,) = exam.book()
    exam.arrive(sitting)
    commands = [s.start(0), submit(1), submit(2), s.finish(0), s.start(1), s.finish(1), s.start(2)]
    commands += [submit(3, section=2), submit(3, 2, section=2), s.flag(3), s.finish(2)]
    for command in commands:
        receipts = {exam.does(sitting, command).receipt for _ in range(3)}
        assert len(receipts) == 1
    assert exam.load(sitting).state.status is Status.FINISHED
    assert verify(exam.server).differences == ()


def test_a_late_resend_is_answered_with_the_newest_receipt(exam: ExamServer) -> None:
    (sitting,) = exam.book()
    command = s.check_in()
    first = exam.does(sitting, command)
    later = exam.does(sitting, by_participant(c.ConfirmIdentity))
    again = exam.does(sitting, command)
    assert again.receipt == later.receipt
    assert first.receipt is not None
    assert again.receipt is not None
    assert again.receipt.version > first.receipt.version


def test_a_resend_to_another_process_is_the_same_command(exam: ExamServer) -> None:
    (sitting,) = exam.book()
    exam.arrive(sitting)
    exam.start(sitting, 0)
    other = exam.another_process()
    command = submit(1)
    first = exam.does(sitting, command)
    assert other.does(sitting, command).receipt == first.receipt
    assert exam.load(sitting).state == other.load(sitting).state
    other.close()


def test_a_resend_after_a_restart_is_the_same_command(exam: ExamServer) -> None:
    (sitting,) = exam.book()
    command = s.check_in()
    receipt = exam.does(sitting, command).receipt
    exam.close()
    restarted = exam.another_process()
    assert restarted.does(sitting, command).receipt == receipt
    restarted.close()


def test_a_refused_command_can_succeed_later_under_the_same_id(exam: ExamServer) -> None:
    (sitting,) = exam.book()
    exam.arrive(sitting)
    exam.start(sitting, 0)
    exam.does(sitting, by_staff(c.PauseSitting))
    command = submit(1)
    paused = exam.wait(5).handle(sitting, command)
    assert paused.refusal is not None
    assert paused.receipt is None
    exam.does(sitting, by_staff(c.ResumeSitting))
    assert exam.does(sitting, command).receipt is not None


def test_what_changes_nothing_still_has_a_receipt(exam: ExamServer) -> None:
    (sitting,) = exam.book()
    receipt = exam.does(sitting, s.check_in()).receipt
    outcome = exam.does(sitting, s.check_in())
    assert (outcome.receipt, outcome.has_changed) == (receipt, False)


# --- receipts ------------------------------------------------------------------------------------------


def test_a_receipt_names_the_stored_row(exam: ExamServer) -> None:
    (sitting,) = exam.book()
    receipt = exam.does(sitting, s.check_in()).receipt
    assert receipt is not None
    last = exam.entries(sitting)[-1]
    assert (receipt.version, receipt.hash, receipt.at) == (last.version, last.hash, last.recorded_at)
    assert receipt.code == f"{last.hash[:4]}-{last.hash[4:8]}".upper()


def test_a_receipt_is_given_only_after_the_commit(exam: ExamServer) -> None:
    """Another connection sees the row as soon as the caller has the receipt, and a listener too."""
    (sitting,) = exam.book()
    seen: list[int] = []
    exam.server.sittings.on_change(lambda changed, _command: seen.append(len(exam.entries(changed.id))))
    outcome = exam.does(sitting, s.check_in())
    assert outcome.receipt is not None
    assert len(exam.entries(sitting)) == outcome.receipt.version
    assert seen == [outcome.receipt.version]


def test_without_a_commit_there_is_no_receipt_and_no_memory_of_it(exam: ExamServer) -> None:
    (sitting,) = exam.book()
    exam.sql("ALTER TABLE boards RENAME TO boards_away")
    with pytest.raises(Exception, match="boards"):
        exam.handle(sitting, s.check_in())
    assert len(exam.entries(sitting)) == 1
    assert exam.load(sitting).state.place is None
    exam.sql("ALTER TABLE boards_away RENAME TO boards")
    exam.does(sitting, s.check_in())
    assert len(exam.entries(sitting)) == 2


def test_journal_board_and_counts_change_together(exam: ExamServer) -> None:
    (sitting,) = exam.book()
    exam.arrive(sitting)
    exam.sql("ALTER TABLE exposure RENAME TO exposure_away")
    with pytest.raises(Exception, match="exposure"):
        exam.handle(sitting, s.start(0))
    with exam.server.database.read() as connection:
        line = boards.of_sitting(connection, sitting)
    assert line is not None
    assert line.version == len(exam.entries(sitting)) == exam.load(sitting).state.version


# --- several at once -----------------------------------------------------------------------------------


def test_two_processes_that_decide_on_the_same_version_both_succeed_in_turn(exam: ExamServer) -> None:
    (sitting,) = exam.book()
    exam.arrive(sitting)
    exam.start(sitting, s.ADAPTIVE)
    other = exam.another_process()
    other.load(sitting)
    exam.does(sitting, submit(1))
    outcome = other.does(sitting, by_staff(c.GiveTime, seconds=60))
    assert outcome.sitting.state.sections[0].answers.keys() == {1}
    assert exam.load(sitting).state == outcome.sitting.state
    assert verify(exam.server).differences == ()
    other.close()


def test_a_refusal_on_an_old_memory_is_decided_again_on_the_newest(exam: ExamServer) -> None:
    (sitting,) = exam.book()
    exam.arrive(sitting)
    exam.start(sitting, s.ADAPTIVE)
    other = exam.another_process()
    other.load(sitting)
    exam.does(sitting, by_staff(c.PauseSitting))
    outcome = other.does(sitting, by_staff(c.ResumeSitting))
    assert outcome.sitting.state.status is Status.RUNNING
    other.close()


def test_a_success_on_an_old_memory_is_decided_again_on_the_newest(exam: ExamServer) -> None:
    (sitting,) = exam.book()
    exam.arrive(sitting)
    exam.start(sitting, s.ADAPTIVE)
    other = exam.another_process()
    other.load(sitting)
    exam.does(sitting, submit(1))
    refused = other.handle(sitting, submit(1, 3))
    assert refused.refusal is not None
    assert refused.refusal.code is RefusalCode.NO_GOING_BACK
    other.close()


def test_nothing_to_do_on_an_old_memory_is_decided_again_on_the_newest(exam: ExamServer) -> None:
    (sitting,) = exam.book()
    exam.does(sitting, s.check_in())
    other = exam.another_process()
    other.load(sitting)
    exam.does(sitting, by_staff(c.ReleasePlace))
    outcome = other.does(sitting, s.check_in())
    assert outcome.has_changed
    assert outcome.sitting.state.place == s.PLACE
    other.close()


def test_many_threads_on_one_sitting_lose_nothing(exam: ExamServer) -> None:
    (sitting,) = exam.book()
    other = exam.another_process()
    commands = [by_staff(c.NoteIncident, reason=f"catatan {number}") for number in range(24)]
    outcomes = _at_once(
        [lambda each=each, n=n: (exam, other)[n % 2].handle(sitting, each) for n, each in enumerate(commands)]  # type: ignore[misc]
    )
    assert all(outcome.refusal is None for outcome in outcomes)
    versions = [outcome.receipt.version for outcome in outcomes if outcome.receipt]
    assert sorted(versions) == list(range(2, 26))
    assert [entry.version for entry in exam.entries(sitting)] == list(range(1, 26))
    assert exam.load(sitting).state == fold(entry.event for entry in exam.entries(sitting))
    other.close()


def test_many_sittings_at_once_do_not_disturb_each_other(exam: ExamServer) -> None:
    sittings = exam.book(12)

    def sit(sitting: str, seat: str) -> Outcome:
        exam.does(sitting, s.check_in(seat=seat))
        return exam.does(sitting, by_participant(c.ConfirmIdentity))

    outcomes = _at_once([lambda n=n: sit(sittings[n], f"A-{n + 1:02}") for n in range(12)])  # type: ignore[misc]
    assert {outcome.receipt.version for outcome in outcomes if outcome.receipt} == {3}
    assert verify(exam.server).differences == ()


def test_the_same_command_at_once_from_both_processes_is_carried_out_once(exam: ExamServer) -> None:
    (sitting,) = exam.book()
    other = exam.another_process()
    command = by_staff(c.NoteIncident)
    outcomes = _at_once([lambda n=n: (exam, other)[n % 2].handle(sitting, command) for n in range(8)])  # type: ignore[misc]
    assert len(exam.entries(sitting)) == 2
    assert {outcome.receipt for outcome in outcomes} == {exam.load(sitting).receipt}
    other.close()


# --- deadlines -----------------------------------------------------------------------------------------


def test_a_refused_command_after_the_deadline_leaves_the_end_in_the_journal(exam: ExamServer) -> None:
    (sitting,) = exam.book()
    exam.arrive(sitting)
    exam.start(sitting, s.ADAPTIVE)
    command = submit(1)
    outcome = exam.at(700).handle(sitting, command)
    assert outcome.refusal is not None
    assert outcome.refusal.code is RefusalCode.TIME_IS_UP
    assert outcome.has_changed
    last = exam.entries(sitting)[-1]
    assert isinstance(last.event, e.SectionFinished)
    assert last.event.at == s.instant(600)
    assert last.recorded_at == s.instant(700).isoformat()
    assert last.command_id == ""
    again = exam.handle(sitting, command)
    assert again.refusal is not None


# --- what is remembered --------------------------------------------------------------------------------


def test_loading_takes_up_what_others_have_appended(exam: ExamServer) -> None:
    (sitting,) = exam.book()
    other = exam.another_process()
    assert other.load(sitting).state.version == 1
    exam.does(sitting, s.check_in())
    assert other.server.sittings.remembered(sitting).state.version == 1
    assert other.load(sitting).state.version == 2
    assert other.server.sittings.remembered(sitting).state.version == 2
    other.close()


def test_a_sitting_that_nobody_booked_is_unknown(exam: ExamServer) -> None:
    exam.book()
    with pytest.raises(UnknownSittingError):
        exam.load("nobody")
    with pytest.raises(UnknownSittingError):
        exam.handle("nobody", s.check_in())


def test_listeners_hear_of_changes_only_and_after_them(exam: ExamServer) -> None:
    (sitting,) = exam.book()
    heard: list[tuple[int, str]] = []

    def listen(changed: Sitting, command: c.Command) -> None:
        heard.append((changed.state.version, type(command).__name__))

    exam.server.sittings.on_change(listen)
    exam.does(sitting, s.check_in(), s.check_in())
    exam.handle(sitting, by_staff(c.ResumeSitting))
    exam.handle(sitting, s.check_in(place="b", is_pin_right=False))
    assert heard == [(2, "CheckIn"), (3, "CheckIn")]


def test_a_listener_that_fails_does_not_keep_the_others_from_hearing(exam: ExamServer) -> None:
    (sitting,) = exam.book()
    heard: list[int] = []

    def fail(_changed: Sitting, _command: c.Command) -> None:
        message = "a closed socket"
        raise ConnectionError(message)

    exam.server.sittings.on_change(fail)
    exam.server.sittings.on_change(lambda changed, _command: heard.append(changed.state.version))
    assert exam.does(sitting, s.check_in()).receipt is not None
    assert heard == [2]


# --- the board, drafts, exposure -----------------------------------------------------------------------


def test_the_board_follows_every_change(exam: ExamServer) -> None:
    sittings = exam.book(2)
    exam.arrive(sittings[1])
    with exam.server.database.read() as connection:
        lines = boards.of_hall(connection, HALL)
    assert [(line.sitting_id, line.row["state"]) for line in lines] == [
        (sittings[0], "absent"),
        (sittings[1], "working"),
    ]


def test_a_draft_is_on_the_screen_until_the_section_ends(exam: ExamServer) -> None:
    (sitting,) = exam.book()
    exam.arrive(sitting)
    exam.start(sitting, s.ADAPTIVE)
    draft = {"section": 0, "position": 1, "choice": 2}
    exam.server.sittings.save_draft(sitting, draft)
    assert exam.server.sittings.screen(exam.load(sitting))["draft"] == draft
    exam.does(sitting, s.finish(s.ADAPTIVE))
    assert "draft" not in exam.server.sittings.screen(exam.load(sitting))


def test_exposure_counts_what_others_were_given_in_pool_order(exam: ExamServer) -> None:
    sittings = exam.book(2)
    for sitting in sittings:
        exam.arrive(sitting)
    given = [exam.start(sitting, s.ADAPTIVE).sitting.state.sections[0].items[0] for sitting in sittings]
    loaded = exam.load(sittings[0])
    counts, n = exam.server.sittings.exposure(loaded, s.ADAPTIVE)
    pool = [item.id for item in loaded.release.section(s.ADAPTIVE).items]
    assert n == 2
    assert {item: seen for item, seen in zip(pool, counts, strict=True) if seen} == {
        item: given.count(item) for item in given
    }
    assert exam.server.sittings.exposure(loaded, s.FIXED) == ((), 0)
    started = next(entry.event for entry in exam.entries(sittings[1]) if entry.type == "SectionStarted")
    assert isinstance(started, e.SectionStarted)
    assert (sum(started.exposure_counts), started.n_examinees) == (1, 1)


def test_a_whole_exam_leaves_a_journal_that_verifies(exam: ExamServer) -> None:
    sittings = exam.book(3)
    for sitting in sittings:
        assert exam.sit(sitting).state.status is Status.FINISHED
    found = verify(exam.server)
    assert found.differences == ()
    assert (found.n_sittings, found.n_abilities) == (3, 9)
    with exam.server.database.read() as connection:
        assert found.n_events == journal.length(connection)


def _at_once(jobs: list[Callable[[], Outcome]]) -> list[Outcome]:
    barrier = threading.Barrier(len(jobs))
    outcomes: list[Outcome] = []

    def run(job: Callable[[], Outcome]) -> None:
        barrier.wait()
        outcomes.append(job())

    threads = [threading.Thread(target=run, args=(job,)) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


def test_the_code_on_the_receipt_does_not_change_with_what_is_noted_later(exam: ExamServer) -> None:
    sitting_id = exam.book()[0]
    exam.sit(sitting_id)
    sittings = exam.server.sittings
    code = sittings.screen(sittings.load(sitting_id))["finish"]["code"]
    assert code == sittings.load(sitting_id).receipt.code
    exam.does(sitting_id, by_staff(c.NoteIncident))
    later = sittings.load(sitting_id)
    assert later.receipt.code != code
    assert sittings.screen(later)["finish"]["code"] == code
