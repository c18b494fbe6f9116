"""The sweep, the sign of life, and the time that an outage gives back."""

from __future__ import annotations

import pytest

from cat_server.realtime import deadlines
from cat_server.sitting import commands as c
from cat_server.sitting import timing
from cat_server.sitting.state import Status
from cat_server.storage import heartbeats
from cat_server.verification import verify
from tests.cat_server.exam_server import ExamServer
from tests.cat_server.sitting import story as s


def beat(exam: ExamServer) -> None:
    heartbeats.beat(exam.server.database, exam.clock.now())


def remaining(exam: ExamServer, sitting: str) -> float:
    section = exam.load(sitting).state.current
    assert section is not None
    return timing.remaining_seconds(section, exam.clock.now())


def started(exam: ExamServer, n: int = 1) -> tuple[str, ...]:
    sittings = exam.book(n)
    for sitting in sittings:
        exam.arrive(sitting)
        exam.start(sitting, s.ADAPTIVE)
    return sittings


def test_the_sweep_ends_what_is_overdue_and_only_that(exam: ExamServer) -> None:
    first, second = started(exam, 2)
    exam.does(second, s.by_staff(c.GiveTime, seconds=60))
    assert deadlines.sweep(exam.at(604.9).server) == 0
    assert deadlines.sweep(exam.at(605).server) == 1
    assert exam.load(first).state.current is None
    assert exam.load(second).state.current is not None
    assert deadlines.sweep(exam.server) == 0
    assert verify(exam.server).differences == ()


def test_two_processes_that_sweep_end_it_once(exam: ExamServer) -> None:
    (sitting,) = started(exam)
    other = exam.another_process()
    other.load(sitting)
    exam.at(700)
    deadlines.sweep(exam.server)
    deadlines.sweep(other.server)
    assert sum(entry.type == "SectionFinished" for entry in exam.entries(sitting)) == 1
    other.close()


@pytest.mark.parametrize("gone_seconds", [2, 90, 5000])
def test_after_a_restart_everybody_has_the_time_that_was_left(exam: ExamServer, gone_seconds: int) -> None:
    first, second, third = started(exam, 3)
    exam.at(100).does(second, s.by_staff(c.PauseSitting))
    exam.does(third, s.finish(s.ADAPTIVE))
    beat(exam)
    before = remaining(exam, first), remaining(exam, second)
    exam.close()
    exam.wait(gone_seconds)
    restarted = exam.another_process()
    assert deadlines.credit_outage(restarted.server) == (s.instant(100), 1)
    assert (remaining(restarted, first), remaining(restarted, second)) == before
    assert restarted.load(third).state.status is Status.RUNNING
    assert verify(restarted.server).differences == ()
    restarted.close()


def test_a_server_that_dies_again_before_its_first_sign_of_life_gives_nothing_twice(exam: ExamServer) -> None:
    (sitting,) = started(exam)
    exam.at(100)
    beat(exam)
    before = remaining(exam, sitting)
    for _ in range(3):
        exam.close()
        exam.wait(30)
        deadlines.credit_outage(exam.another_process().server)
    assert remaining(exam, sitting) == before


def test_before_the_first_exam_there_is_nothing_to_give_back(exam: ExamServer) -> None:
    assert deadlines.credit_outage(exam.server) is None
    exam.book()
    beat(exam)
    assert deadlines.credit_outage(exam.wait(500).server) is None


def test_the_loop_beats_sweeps_and_survives_a_failure(exam: ExamServer) -> None:
    (sitting,) = started(exam)
    naps: list[float] = []

    class EnoughError(Exception):
        pass

    def nap(seconds: float) -> None:
        naps.append(seconds)
        exam.wait(300)
        if len(naps) == 1:
            exam.sql("ALTER TABLE boards RENAME TO boards_away")
        elif len(naps) == 2:
            exam.sql("ALTER TABLE boards_away RENAME TO boards")
        elif len(naps) == 5:
            raise EnoughError

    with pytest.raises(EnoughError):
        deadlines.run(exam.server, nap)
    assert exam.load(sitting).state.current is None
    with exam.server.database.read() as connection:
        last = heartbeats.last(connection)
    assert last is not None
    assert last > s.START


def test_a_database_that_was_away_costs_nobody_time(exam: ExamServer) -> None:
    """For as long as no sign of life could be written, no answer could be saved either."""
    (sitting,) = started(exam)
    left: list[float] = []

    class EnoughError(Exception):
        pass

    def nap(_seconds: float) -> None:
        exam.wait(1)
        left.append(remaining(exam, sitting))
        if len(left) == 5:
            exam.sql("ALTER TABLE heartbeats RENAME TO heartbeats_away")
        elif len(left) == 35:
            exam.sql("ALTER TABLE heartbeats_away RENAME TO heartbeats")
        elif len(left) == 40:
            raise EnoughError

    with pytest.raises(EnoughError):
        deadlines.run(exam.server, nap)
    assert left[-1] == pytest.approx(600 - 40 + 30, abs=2)
