"""Any sitting, whatever people do and when: a state machine that tries commands in any order at any time.

Beside the core runs a second, simpler account of time, so that the two can disagree.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from cat_server.sitting import commands as c
from cat_server.sitting import events as e
from cat_server.sitting import timing
from cat_server.sitting.decide import decide
from cat_server.sitting.refusals import RefusalCode
from cat_server.sitting.screens import board_row, paper, participant_screen
from cat_server.sitting.state import SittingState, Status, evolve, fold
from cat_server.storage import event_codec
from tests.cat_server.sitting import story as s
from tests.cat_server.sitting.story import GRACE, PERSON, Story, by_participant, by_staff
from tests.cat_server.sitting.told_secrets import told_secrets

ALLOWED: dict[Status, set[Status]] = {
    Status.BOOKED: {Status.CHECKED_IN, Status.STOPPED},
    Status.CHECKED_IN: {Status.WAITING, Status.ON_HOLD, Status.STOPPED},
    Status.ON_HOLD: {Status.BOOKED, Status.STOPPED},
    Status.WAITING: {Status.RUNNING, Status.ON_HOLD, Status.STOPPED},
    Status.RUNNING: {Status.PAUSED, Status.FINISHED, Status.STOPPED},
    Status.PAUSED: {Status.RUNNING, Status.FINISHED, Status.STOPPED},
    Status.FINISHED: set(),
    Status.STOPPED: set(),
}
WRITTEN_THOUGH_REFUSED = (
    e.CheckInRefused,
    e.HallPinRefused,
    e.HelpRequested,
    e.SectionFinished,
    e.SittingFinished,
)

WAITS = st.one_of(st.integers(1, 3000), st.integers(3000, 400_000))
ANSWERS = st.tuples(
    st.integers(100, 40_000),  # milliseconds before it
    st.integers(0, 7),
    st.one_of(st.just(0), st.integers(0, 6_000), st.integers(0, 400_000)),  # its age
)
SEATS = (s.SEAT, "B-02")

PARTICIPANT_TRIES: dict[str, Callable[[str, bool, int], c.Command]] = {
    "check-in": lambda place, is_right, n: s.check_in(
        place=place, seat=SEATS[n % 2], is_pin_right=is_right or n > 3
    ),
    "come-back": lambda _place, is_right, n: s.check_in(place=f"place-{n % 2}", seat=SEATS[not is_right]),
    "confirm": lambda place, _is_right, _n: by_participant(c.ConfirmIdentity, place),
    "deny": lambda place, _is_right, _n: by_participant(c.DenyIdentity, place),
    "accept": lambda place, _is_right, _n: by_participant(c.AcceptNotice, place),
    "practice": lambda place, _is_right, _n: by_participant(c.FinishPractice, place),
    "leave": lambda place, _is_right, _n: by_participant(c.LeavePlace, place),
    "language": lambda place, _is_right, n: by_participant(
        c.ChooseLanguage, place, language=("id", "en", "fr")[n % 3]
    ),
    "enter": lambda place, is_right, n: by_participant(
        c.EnterHall, place, is_hall_open=n != 1, is_pin_right=is_right
    ),
    "flag": lambda place, is_right, n: by_participant(
        c.FlagItem, place, section=2, position=n, is_flagged=is_right
    ),
    "start": lambda place, _is_right, n: by_participant(c.StartSection, place, section=n),
    "finish": lambda place, _is_right, n: by_participant(c.FinishSection, place, section=n),
    "answer": lambda place, _is_right, n: by_participant(
        c.SubmitResponse, place, section=n % 3, position=n, response={"choice": 0}, shown_ms=1, age_ms=n * 999
    ),
    "call": lambda place, is_right, _n: by_participant(
        c.CallProctor, place, reason="health" if is_right else "bored"
    ),
    "cancel": lambda place, _is_right, _n: by_participant(c.CancelCall, place),
    "look-away": lambda place, _is_right, n: by_participant(c.ReportFocusLost, place, lost_ms=n),
}
STAFF_TRIES: dict[str, Callable[[bool], c.Command]] = {
    "pause": lambda _is_right: by_staff(c.PauseSitting),
    "pause-again": lambda _is_right: by_staff(c.PauseSitting),
    "resume": lambda _is_right: by_staff(c.ResumeSitting),
    "resume-again": lambda _is_right: by_staff(c.ResumeSitting),
    "give": lambda is_right: by_staff(c.GiveTime, seconds=60 if is_right else 1),
    "give-nothing": lambda is_right: by_staff(c.GiveTime, seconds=0 if is_right else 100_000),
    "move": lambda is_right: by_staff(c.MoveSeat, seat="B-02", is_seat_free=is_right),
    "release": lambda is_right: by_staff(c.ReleasePlace, "power" if is_right else "mood"),
    "message": lambda is_right: by_staff(c.SendMessage, text="Halo" if is_right else " "),
    "note": lambda is_right: by_staff(c.NoteIncident, reason="ramai" if is_right else ""),
    "resolve": lambda _is_right: by_staff(c.ResolveHelp),
    "stop": lambda _is_right: by_staff(c.StopSitting),
    "sweep": lambda _is_right: s.sweep(),
}


@dataclass
class Clock:
    """What one section's time should be, counted without the core: work goes on unless it is paused."""

    allowed_ms: int
    worked_ms: int = 0


class AnySitting(RuleBasedStateMachine):
    """One sitting; `steps` before the rules bring it as far as an exam usually gets."""

    def __init__(self) -> None:
        super().__init__()
        self.story = Story()
        self.clock: Clock | None = None
        self.stored_state = SittingState()
        self.seen_version = 0
        self.answers: dict[tuple[int, int], e.ResponseRecorded] = {}

    @initialize(
        stage=st.sampled_from([0, 2, "booked", 0, 1, 2, "running"]),
        multiplier=st.sampled_from([1.0, 1.25, 2.0]),
        language=st.sampled_from(["id", "en"]),
        seed=st.integers(0, 10_000),
    )
    def open(self, stage: str | int, multiplier: float, language: str, seed: int) -> None:
        self.do(s.open_sitting(time_multiplier=multiplier, language=language, seed=f"{seed:032x}"))
        if stage == "booked":
            return
        for command in (
            s.check_in(),
            by_participant(c.ConfirmIdentity),
            by_participant(c.AcceptNotice),
            by_participant(c.FinishPractice),
            s.enter_hall(),
        ):
            self.do(command)
        if isinstance(stage, int):
            for section in range(stage):
                self.do(s.start(section))
                self.do(s.finish(section))
            self.do(s.start(stage))

    # --- time ------------------------------------------------------------------------------------------

    @rule(milliseconds=WAITS, is_to_deadline=st.booleans(), offset=st.integers(-3000, (GRACE + 1) * 1000))
    def time_passes(self, milliseconds: int, is_to_deadline: bool, offset: int) -> None:
        end = self.deadline()
        if is_to_deadline and end is not None:
            milliseconds = max(0, round((end - self.story.now).total_seconds() * 1000) + offset)
        self._pass(milliseconds)

    @rule(milliseconds=st.integers(0, 400_000), heard_before=st.integers(0, 1000), twice=st.booleans())
    def the_server_is_gone(self, milliseconds: int, heard_before: int, twice: bool) -> None:
        gone = self.story.now - timedelta(milliseconds=heard_before)
        back = self.story.now + timedelta(milliseconds=milliseconds)
        was_up = (end := self.deadline()) is not None and end <= gone
        self.story.now = back
        before = self._credited()
        for _ in range(2 if twice else 1):
            self.do(c.CreditOutage(command_id=f"outage-{back}", gone_at=gone, back_at=back))
        credited_ms = (self._credited() - before) * 1000
        assert credited_ms <= milliseconds + heard_before + 1e-3
        if self.clock and self.story.status() is Status.RUNNING:
            self.clock.worked_ms += milliseconds - round(credited_ms)
            assert was_up or credited_ms >= milliseconds - 1e-3

    # --- the participant -------------------------------------------------------------------------------

    @rule(answers=st.lists(ANSWERS, min_size=1, max_size=5), shift=st.sampled_from([0, 0, 0, 0, -1, 1]))
    def the_participant_answers(self, answers: list[tuple[int, int, int]], shift: int) -> None:
        if self.story.state.place is None:
            self.do(s.check_in(seat=self.story.state.seat))
        for milliseconds, choice, age_ms in answers:
            self._pass(milliseconds)
            if self.story.status() is Status.RUNNING and self.story.state.current is None:
                self.do(by_participant(c.StartSection, self.place(), section=self.story.state.next_section))
            section = self.story.state.current
            position = len(section.items) + shift if section and section.kind == "adaptive" else 1 + choice
            self.do(
                by_participant(
                    c.SubmitResponse,
                    self.place(),
                    section=section.index if section else 0,
                    position=position,
                    response={"choice": (choice + milliseconds) % 5},
                    shown_ms=milliseconds,
                    age_ms=age_ms,
                )
            )

    @rule(n_seen=st.integers(0, 12), is_section_left=st.booleans())
    def the_participant_goes_on(self, n_seen: int, is_section_left: bool) -> None:
        """Start the next section from wherever the participant is, or now and then end the running one."""
        state, place = self.story.state, self.place()
        if state.current is not None:
            if is_section_left and n_seen > 8:
                self.do(by_participant(c.FinishSection, place, section=state.current.index))
        elif state.next_section < len(self.story.release.sections):
            content = self.story.release.section(state.next_section)
            counts = tuple((7 * n) % (n_seen + 1) for n in range(len(content.items)))
            self.do(s.check_in(seat=state.seat))
            for kind in (c.ConfirmIdentity, c.AcceptNotice, c.FinishPractice):
                self.do(by_participant(kind, self.place()))
            self.do(by_participant(c.EnterHall, self.place(), is_hall_open=True, is_pin_right=True))
            command = by_participant(
                c.StartSection,
                self.place(),
                section=state.next_section,
                exposure_counts=counts,
                n_examinees=n_seen,
            )
            self.do(command)

    @rule(what=st.sampled_from(sorted(PARTICIPANT_TRIES)), is_right=st.booleans(), number=st.integers(0, 9))
    def the_participant_tries(self, what: str, is_right: bool, number: int) -> None:
        place = self.place() if is_right or number else "another-place"
        self.do(PARTICIPANT_TRIES[what](place, is_right, number))

    # --- staff and the server ----------------------------------------------------------------------------

    @rule(what=st.sampled_from(sorted(STAFF_TRIES)), is_right=st.booleans())
    def the_proctor_acts(self, what: str, is_right: bool) -> None:
        if what == "stop" and self.story.state.sections and self.story.state.version % 3:
            return  # a stopped sitting has little left to try
        self.do(STAFF_TRIES[what](is_right))

    # --- what each step must keep ------------------------------------------------------------------------

    def is_started(self) -> bool:
        return self.story.state.started_at is not None

    def place(self) -> str:
        """The computer that a participant sits at: mostly the right one."""
        return self.story.state.place or s.PLACE

    def deadline(self) -> Any:
        section = self.story.state.current
        return timing.deadline(section) if section else None

    def do(self, command: c.Command) -> None:
        story = self.story
        before, now = story.state, story.now
        decision = story.when(command)
        assert decide(before, command, now, story.release) == decision
        if decision.refusal is not None:
            assert all(isinstance(event, WRITTEN_THOUGH_REFUSED) for event in decision.events)
        if isinstance(command, c.ParticipantCommand) and command.place != before.place:
            foreign = decision.refusal and decision.refusal.code is RefusalCode.NOT_THE_ACTIVE_PLACE
            assert foreign or isinstance(command, c.CheckIn) or before.version == 0
        state = before
        for event in decision.events:
            assert event.at <= now
            after = evolve(state, event)
            assert after.status is state.status or after.status in ALLOWED[state.status], (command, event)
            self._account(state, event, command)
            state = after

    def _account(self, state: SittingState, event: e.Event, command: c.Command) -> None:
        match event:
            case e.SectionStarted():
                self.clock = Clock(allowed_ms=round(event.limit_seconds * 1000))
            case e.TimeGranted():
                assert self.clock is not None
                self.clock.allowed_ms += event.seconds * 1000
            case e.ResponseRecorded() | e.ResponseChanged():
                assert self.clock is not None
                over_ms = self.clock.worked_ms - self.clock.allowed_ms
                assert over_ms < GRACE * 1000
                assert event.is_in_grace is (over_ms >= 0)
                assert isinstance(command, c.SubmitResponse)
                assert over_ms <= command.age_ms
                self._remember_answer(state, event)
                if state.pause is not None:
                    answered_at = self.story.now - timedelta(milliseconds=command.age_ms)
                    assert answered_at <= state.pause.since
                    assert state.sections[-1].presented_at <= state.pause.since
            case e.SectionFinished():
                assert self.clock is not None
                used = timing.used_seconds(state.sections[-1], event.at) * 1000
                if event.reason == "time_up":
                    over_ms = self.clock.worked_ms - self.clock.allowed_ms
                    assert event.at == self.story.now - timedelta(milliseconds=over_ms)
                    assert abs(used - self.clock.allowed_ms) < 1
                elif event.reason != "stopped":
                    assert self.clock.worked_ms < self.clock.allowed_ms + 1
                self.clock = None
            case _:
                pass

    def _remember_answer(self, state: SittingState, event: e.ResponseRecorded | e.ResponseChanged) -> None:
        place = (event.section, event.position)
        is_fixed = state.sections[-1].kind == "fixed"
        assert (place in self.answers) is isinstance(event, e.ResponseChanged)
        assert is_fixed or place not in self.answers
        if isinstance(event, e.ResponseRecorded):
            self.answers[place] = event

    def _pass(self, milliseconds: int) -> None:
        self.story.now += timedelta(milliseconds=milliseconds)
        if self.clock and self.story.status() is Status.RUNNING:
            self.clock.worked_ms += milliseconds

    def _credited(self) -> float:
        sections = self.story.state.sections
        return timing.total_seconds(sections[-1], "outage") if sections else 0.0

    @invariant()
    def time_is_what_the_second_account_says(self) -> None:
        section = self.story.state.current
        if section is not None:
            assert self.clock is not None
            left = max(0, self.clock.allowed_ms - self.clock.worked_ms)
            assert abs(timing.remaining_seconds(section, self.story.now) * 1000 - left) < 1
            assert timing.total_seconds(section, "granted", "given") * 1000 == self.clock.allowed_ms

    @invariant()
    def stored_events_give_the_state(self) -> None:
        new = self.story.events[self.stored_state.version :]
        stored = [event_codec.encode(event) for event in new]
        self.stored_state = fold((event_codec.decode(*row) for row in stored), self.stored_state)
        assert self.stored_state == self.story.state
        assert self.story.state.version == len(self.story.events)
        if new:
            rebuilt = board_row(self.stored_state, self.story.release, PERSON)
            assert rebuilt == board_row(self.story.state, self.story.release, PERSON)

    @invariant()
    def no_item_comes_twice_and_answers_belong_to_items(self) -> None:
        for section in self.story.state.sections:
            assert len(set(section.items)) == len(section.items) == len(section.option_orders)
            assert set(section.answers) <= set(range(1, len(section.items) + 1))
            assert not set(section.items) & set(section.ineligible)
            if section.kind == "adaptive":
                assert len(section.items) - len(section.answers) in (0, 1)
                for position, answer in section.answers.items():
                    assert answer.response == self.answers[section.index, position].response

    @invariant()
    def nobody_sees_what_is_not_theirs(self) -> None:
        state, now = self.story.state, self.story.now
        if state.version == self.seen_version:
            return
        self.seen_version = state.version
        release = self.story.release
        screen = participant_screen(
            state, release, PERSON, now, saved={"version": 1, "code": "7F3A-21BC", "at": "", "final_code": ""}
        )
        row = board_row(state, release, PERSON)
        assert told_secrets([screen, paper(state, release), row], release) == []
        assert json.loads(json.dumps(row)) == row


AnySitting.TestCase.settings = settings(max_examples=settings().max_examples * 2, stateful_step_count=40)
TestAnySitting = AnySitting.TestCase
