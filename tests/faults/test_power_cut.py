"""The server is killed in the middle of an exam: everybody finishes, and nothing that was said is untrue."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from cat_server.realtime.returns import LONGEST
from cat_server.rehearsal import run as rehearsal
from cat_server.rehearsal.bot import Bot
from cat_server.sitting import events as e
from tests.cat_server.exams import small_release
from tests.faults.running_hall import Computer, RunningHall

N_BOTS = 6
SECONDS_PER_ITEM = 0.35
N_KILLS = 2

# The client library leaves the sockets of connections that a kill has cut to the garbage collector.
pytestmark = pytest.mark.filterwarnings("ignore:unclosed:ResourceWarning")


class Rehearsal:
    """Bots that sit the exam in a thread, so that the test can look at them and at the server."""

    def __init__(self, hall: RunningHall) -> None:
        self.bots: list[Bot] = []
        self._hall = hall
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    def _run(self) -> None:
        cards = [self._hall.card(number) for number in range(1, N_BOTS + 1)]
        self.verdict, self.bots = rehearsal.rehearse(
            self._hall.url, cards, self._hall.hall_pin, small_release(),
            seconds_per_item=SECONDS_PER_ITEM, seconds_between_starts=0.05,
        )  # fmt: skip

    def is_running(self) -> bool:
        return self._thread.is_alive()

    def join(self) -> None:
        self._thread.join(180)
        assert not self._thread.is_alive(), "the bots did not finish within three minutes"


def wait_for_events(hall: RunningHall, n: int) -> None:
    until = time.monotonic() + 60
    while hall.n_events() < n:
        assert time.monotonic() < until, f"only {hall.n_events()} of {n} events were stored"
        time.sleep(0.05)


@dataclass(frozen=True)
class Cut:
    """When the power went, when the server was started again and when it answered."""

    killed_at: datetime
    started_at: datetime
    answered_at: datetime


Survived = tuple[RunningHall, Rehearsal, list[Cut]]


@pytest.fixture(scope="module")
def survived(new_hall: Callable[[int], RunningHall]) -> Survived:
    """A rehearsal whose server was killed twice."""
    hall = new_hall(N_BOTS)
    before = hall.n_events()
    rehearsed = Rehearsal(hall)
    cuts: list[Cut] = []
    for number in range(1, N_KILLS + 1):
        wait_for_events(hall, before + 75 * number)
        assert rehearsed.is_running()
        hall.kill()
        killed_at = datetime.now(UTC)
        time.sleep(1.5)
        started_at = datetime.now(UTC)
        hall.start()
        cuts.append(Cut(killed_at, started_at, datetime.now(UTC)))
    rehearsed.join()
    hall.stop()
    return hall, rehearsed, cuts


def test_everybody_finishes(survived: Survived) -> None:
    _, rehearsed, _ = survived
    assert rehearsed.verdict.problems == ()
    assert rehearsed.verdict.n_finished == N_BOTS
    assert {str(bot.finished["reason"]) for bot in rehearsed.bots if bot.finished} == {"completed"}


def test_every_acknowledged_command_is_in_the_journal(survived: Survived) -> None:
    hall, rehearsed, _ = survived
    n_receipts = 0
    for bot, booked in zip(rehearsed.bots, hall.cards, strict=True):
        stored = {entry.version: entry for entry in hall.entries(booked.sitting_id)}
        ids = {entry.command_id for entry in stored.values()}
        for said in bot.acknowledged:
            entry = stored[said["version"]]
            assert said["code"] == f"{entry.hash[:4]}-{entry.hash[4:8]}".upper()
            assert datetime.fromisoformat(said["at"]) == datetime.fromisoformat(entry.recorded_at)
            assert said["command_id"] in ids
            n_receipts += 1
    assert n_receipts == rehearsed.verdict.n_acknowledged > 100


def test_no_command_was_carried_out_twice_and_no_item_given_twice(survived: Survived) -> None:
    hall, _, _ = survived
    for booked in hall.cards:
        events = [entry.event for entry in hall.entries(booked.sitting_id)]
        items = [event.item for event in events if isinstance(event, e.ItemPresented)]
        answers = [
            (event.section, event.position) for event in events if isinstance(event, e.ResponseRecorded)
        ]
        assert len(items) == len(set(items))
        assert len(answers) == len(set(answers))


def test_everything_can_be_derived_again(survived: Survived) -> None:
    found = survived[0].verified()
    assert found.differences == ()
    assert found.n_sittings == N_BOTS
    assert found.n_abilities == 3 * N_BOTS


def test_the_time_without_a_server_was_given_back(survived: Survived) -> None:
    """From the last sign of life, at most a second and a half before the cut, until the computer was back."""
    hall, _, cuts = survived
    credited = [
        entry.event
        for booked in hall.cards
        for entry in hall.entries(booked.sitting_id)
        if isinstance(entry.event, e.OutageCredited)
    ]
    until = {event.back_at for event in credited}
    outages = [event for event in credited if event.gone_at not in until]
    for cut in cuts:
        of_cut = [event for event in outages if cut.started_at <= event.back_at <= cut.answered_at]
        assert of_cut
        for event in of_cut:
            assert cut.killed_at - timedelta(seconds=2) < event.gone_at < cut.killed_at
            assert event.seconds == pytest.approx((event.back_at - event.gone_at).total_seconds())
    assert len(outages) == sum(
        cut.started_at <= event.back_at <= cut.answered_at for event in outages for cut in cuts
    )
    of_returns = [event for event in credited if event.gone_at in until]
    assert of_returns
    assert all(0 < event.seconds <= LONGEST.total_seconds() for event in of_returns)


def test_a_person_never_sees_the_servers_own_words(survived: Survived) -> None:
    assert "Traceback" not in survived[0].log


def test_a_computer_that_was_away_finds_the_same_item_and_the_same_time(
    new_hall: Callable[[int], RunningHall],
) -> None:
    hall = new_hall(1)
    computer = hall.sit_down(1)
    for command in ("confirm_identity", "accept_notice", "finish_practice"):
        computer.does(command)
    computer.does("enter_hall", pin=hall.hall_pin)
    computer.does("start_section", section=0)
    before = computer.does(
        "submit_response", section=0, position=1, response={"choice": 1}, shown_ms=900, age_ms=0
    )["screen"]
    computer.send("save_draft", {"section": 0, "position": 2, "response": {"choice": 3}})
    time.sleep(1.2)
    hall.kill()
    time.sleep(2)
    hall.start()
    again = _again(hall, computer.cookie)
    assert again["item"] == before["item"]
    assert again["position"] == 2
    assert again["draft"] == {"section": 0, "position": 2, "response": {"choice": 3}}
    spent = before["time"]["remaining_seconds"] - again["time"]["remaining_seconds"]
    assert 0 <= spent < 4
    assert hall.verified().differences == ()


def _again(hall: RunningHall, cookie: str) -> dict[str, Any]:
    computer = Computer(hall.url, cookie)
    until = time.monotonic() + 10
    while not any(name == "screen" for name, _ in computer.received) and time.monotonic() < until:
        time.sleep(0.02)
    computer.leave()
    return next(payload for name, payload in computer.received if name == "screen")
