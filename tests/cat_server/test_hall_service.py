from __future__ import annotations

import dataclasses
import threading

import pytest

from cat_server.hall_service import HallNow, UnknownHallError
from cat_server.sitting import commands as c
from tests.cat_server.exam_server import ExamServer
from tests.cat_server.frame import HALL
from tests.cat_server.sitting import story as s


def opened(exam: ExamServer) -> HallNow:
    exam.book(2)
    exam.server.halls.prepare(HALL, by="made")
    hall = exam.server.halls.open(HALL, by="made")
    assert isinstance(hall, HallNow)
    return hall


def test_a_prepared_hall_has_a_pin_of_four_digits_that_only_it_accepts(exam: ExamServer) -> None:
    exam.book()
    hall = exam.server.halls.prepare(HALL, by="made")
    assert isinstance(hall, HallNow)
    pin = hall.state.pin
    assert len(pin) == 4
    assert pin.isdigit()
    assert hall.accepts(pin)
    assert hall.accepts(f" {pin} ")
    for wrong in ("", "0", pin[::-1] + "1", pin[:3], "٤٨٢١"):
        assert not hall.accepts(wrong)


def test_an_unprepared_hall_accepts_nothing_not_even_nothing(exam: ExamServer) -> None:
    exam.book()
    assert not exam.server.halls.load(HALL).accepts("")


def test_a_hall_is_open_for_another_process_too(exam: ExamServer) -> None:
    other = exam.another_process()
    hall = opened(exam)
    assert other.server.halls.load(HALL).state == hall.state
    assert other.server.halls.load(HALL).head_hash == hall.head_hash
    other.close()


def test_a_hall_that_another_process_opened_is_known_to_be_open(exam: ExamServer) -> None:
    exam.book()
    exam.server.halls.prepare(HALL, by="made")
    exam.server.halls.load(HALL)
    other = exam.another_process()
    other.server.halls.open(HALL, by="ketut")
    assert exam.server.halls.open(HALL, by="made") == "hall-already-open"
    assert exam.server.halls.load(HALL).state.state == "open"
    other.close()


def test_two_proctors_who_open_at_once_open_it_once(exam: ExamServer) -> None:
    exam.book()
    exam.server.halls.prepare(HALL, by="made")
    other = exam.another_process()
    barrier = threading.Barrier(2)
    results: list[object] = []

    def open_(process: ExamServer) -> None:
        barrier.wait()
        results.append(process.server.halls.open(HALL, by="made"))

    threads = [threading.Thread(target=open_, args=(process,)) for process in (exam, other)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(isinstance(result, HallNow) for result in results) == 1
    assert "hall-already-open" in results
    assert [entry.type for entry in exam.entries(HALL)] == ["HallPrepared", "HallOpened"]
    other.close()


def test_a_hall_does_not_close_while_somebody_works_or_is_paused(exam: ExamServer) -> None:
    opened(exam)
    exam.arrive("sitting-1")
    assert exam.server.halls.close(HALL, by="made") == "hall-has-unfinished"
    exam.does("sitting-1", s.by_staff(c.PauseSitting))
    assert exam.server.halls.close(HALL, by="made") == "hall-has-unfinished"
    exam.does("sitting-1", s.by_staff(c.StopSitting))
    assert isinstance(exam.server.halls.close(HALL, by="made"), HallNow)


def test_a_new_pin_is_told_and_the_old_one_no_longer_works(exam: ExamServer) -> None:
    before = opened(exam).state.pin
    for _ in range(3):  # by chance a fresh PIN may be the old one
        hall = exam.server.halls.rotate_pin(HALL, by="made")
        assert isinstance(hall, HallNow)
        if hall.state.pin != before:
            break
    assert not exam.server.halls.load(HALL).accepts(before)


def test_listeners_hear_of_changes_and_not_of_refusals(exam: ExamServer) -> None:
    heard: list[str] = []
    exam.server.halls.on_change(lambda hall: heard.append(hall.state.state))
    opened(exam)
    exam.server.halls.open(HALL, by="made")
    assert heard == ["preparing", "open"]


def test_an_unknown_hall_is_named_so(exam: ExamServer) -> None:
    with pytest.raises(UnknownHallError):
        exam.server.halls.load("nowhere")


def test_every_hall_is_listed_with_its_board(exam: ExamServer) -> None:
    opened(exam)
    (hall,) = exam.server.halls.all()
    assert hall.hall.id == HALL
    assert [line.row["state"] for line in exam.server.halls.lines(HALL)] == ["absent", "absent"]
    assert dataclasses.is_dataclass(hall)


def test_a_request_that_is_sent_again_is_the_same_request(exam: ExamServer) -> None:
    opened(exam)
    halls = exam.server.halls
    first = halls.rotate_pin(HALL, by="made", command_id="rotate-0000000001")
    again = halls.rotate_pin(HALL, by="made", command_id="rotate-0000000001")
    other = exam.another_process().server.halls.rotate_pin(HALL, by="made", command_id="rotate-0000000001")
    assert isinstance(first, HallNow)
    assert isinstance(again, HallNow)
    assert isinstance(other, HallNow)
    assert first.state == again.state == other.state
