"""Time until a computer is back after an outage: given once, to the instant, and for ten seconds at most."""

from __future__ import annotations

import pytest

from cat_server.realtime import deadlines
from cat_server.realtime.returns import LONGEST, Returns
from cat_server.sitting import events as e
from cat_server.sitting import timing
from cat_server.storage import heartbeats
from cat_server.verification import verify
from tests.cat_server.exam_server import ExamServer
from tests.cat_server.sitting import story as s


def remaining(exam: ExamServer, sitting: str) -> float:
    section = exam.load(sitting).state.current
    assert section is not None
    return timing.remaining_seconds(section, exam.clock.now())


@pytest.fixture
def sittings(exam: ExamServer) -> tuple[str, ...]:
    """Two that run when the server goes, 100 s into their section, for 60 s."""
    found = exam.book(2)
    for sitting in found:
        exam.arrive(sitting)
        exam.start(sitting, s.ADAPTIVE)
    exam.at(100)
    heartbeats.beat(exam.server.database, exam.clock.now())
    exam.wait(60)
    return found


@pytest.fixture
def returns(exam: ExamServer, sittings: tuple[str, ...]) -> Returns:
    found = Returns(exam.server)
    assert deadlines.credit_outage(exam.server, found) == (s.instant(100), len(sittings))
    return found


def test_a_computer_that_comes_back_finds_the_time_that_was_left(
    exam: ExamServer, sittings: tuple[str, ...], returns: Returns
) -> None:
    left = remaining(exam, sittings[0])
    exam.wait(4.25)
    assert returns.returned(sittings[0])
    assert remaining(exam, sittings[0]) == left
    assert remaining(exam, sittings[1]) == left - 4.25
    assert verify(exam.server).differences == ()


def test_it_is_given_once(exam: ExamServer, sittings: tuple[str, ...], returns: Returns) -> None:
    exam.wait(1)
    assert returns.returned(sittings[0])
    left = remaining(exam, sittings[0])
    exam.wait(3)
    assert not returns.returned(sittings[0])
    assert remaining(exam, sittings[0]) == left - 3


def test_one_outage_is_told_in_one_notice(
    exam: ExamServer, sittings: tuple[str, ...], returns: Returns
) -> None:
    exam.wait(2.5)
    returns.returned(sittings[0])
    (notice,) = exam.load(sittings[0]).state.notices
    assert (notice.kind, notice.seconds) == ("outage_credited", 62.5)
    credited = [entry.event for entry in exam.entries(sittings[0])]
    assert sum(isinstance(event, e.OutageCredited) for event in credited) == 2


def test_a_computer_that_is_late_gets_the_longest_wait_and_no_more(
    exam: ExamServer, sittings: tuple[str, ...], returns: Returns
) -> None:
    left = remaining(exam, sittings[0])
    exam.wait(45)
    deadlines.sweep(exam.server, returns)
    assert remaining(exam, sittings[0]) == left - 45 + LONGEST.total_seconds()
    assert not returns.returned(sittings[0])


def test_nobody_is_timed_out_while_the_server_waits_for_the_computer(exam: ExamServer) -> None:
    (sitting,) = exam.book(1)
    exam.arrive(sitting)
    exam.start(sitting, s.ADAPTIVE)
    exam.at(599)
    heartbeats.beat(exam.server.database, exam.clock.now())
    returns = Returns(exam.wait(30).server)
    deadlines.credit_outage(exam.server, returns)
    assert deadlines.sweep(exam.wait(9).server, returns) == 0
    assert returns.returned(sitting)
    assert remaining(exam, sitting) == 1
