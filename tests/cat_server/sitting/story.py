"""Sittings for tests: a clock in seconds, commands without their ceremony, and the stages of an exam."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any, Self

from cat_server.sitting import commands as c
from cat_server.sitting import events as e
from cat_server.sitting.decide import Decision, decide
from cat_server.sitting.refusals import RefusalCode
from cat_server.sitting.screens import Person
from cat_server.sitting.state import SectionState, SittingState, Status, evolve
from item_bank.release import Release
from tests.cat_server.exams import small_release

START = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
SEED = "5eed" * 8
SEAT = "A-01"
PLACE = "place-of-a-01"
PERSON = Person("P-001", "Ni Luh Sari", "199001012015032001", "Analis", "Biro Umum")
ADAPTIVE, SECOND_ADAPTIVE, FIXED = 0, 1, 2
GRACE = 5

_ids = count(1)


def instant(seconds: float) -> datetime:
    """The instant that many seconds after the story began."""
    return START + timedelta(seconds=seconds)


def by_participant(kind: type[c.ParticipantCommand], place: str = PLACE, **fields: Any) -> Any:
    return kind(command_id=f"command-{next(_ids):06}-browser", place=place, **fields)


def by_staff(
    kind: type[c.StaffCommand], category: str = "device", reason: str = "papan ketik rusak", **fields: Any
) -> Any:
    return kind(
        command_id=f"command-{next(_ids):06}-staff", by="pengawas", category=category, reason=reason, **fields
    )


def open_sitting(**fields: Any) -> c.OpenSitting:
    known: dict[str, Any] = {
        "command_id": f"command-{next(_ids):06}-booking",
        "release_digest": small_release().digest,
        "seed": SEED,
        "participant_id": "person-1",
        "hall_id": "hall-1",
        "seat": SEAT,
        "language": "id",
    }
    return c.OpenSitting(**(known | fields))


def check_in(*, place: str = PLACE, seat: str = SEAT, is_pin_right: bool = True) -> Any:
    return by_participant(c.CheckIn, place, seat=seat, is_pin_right=is_pin_right)


def enter_hall(*, is_hall_open: bool = True, is_pin_right: bool = True) -> Any:
    return by_participant(c.EnterHall, is_hall_open=is_hall_open, is_pin_right=is_pin_right)


def submit(
    position: int, choice: int = 0, *, section: int = ADAPTIVE, shown_ms: int = 4000, age_ms: int = 0
) -> Any:
    return by_participant(
        c.SubmitResponse,
        section=section,
        position=position,
        response={"choice": choice},
        shown_ms=shown_ms,
        age_ms=age_ms,
    )


def flag(position: int, *, is_flagged: bool = True, section: int = FIXED) -> Any:
    return by_participant(c.FlagItem, section=section, position=position, is_flagged=is_flagged)


def start(section: int, **fields: Any) -> Any:
    return by_participant(c.StartSection, section=section, **fields)


def finish(section: int) -> Any:
    return by_participant(c.FinishSection, section=section)


def sweep() -> c.ExpireDeadline:
    return c.ExpireDeadline(command_id=f"command-{next(_ids):06}-sweep")


def outage(gone: float, back: float) -> c.CreditOutage:
    return c.CreditOutage(
        command_id=f"command-{next(_ids):06}-outage", gone_at=instant(gone), back_at=instant(back)
    )


class Story:
    """One sitting on which commands are tried; what comes of them is folded and kept."""

    def __init__(self, release: Release | None = None) -> None:
        self.release = release or small_release()
        self.state = SittingState()
        self.events: list[e.Event] = []
        self.now = START
        self.seen: list[tuple[SittingState, datetime]] = []
        """What anybody could have seen: the state after each command, and when."""

    def at(self, seconds: float) -> Self:
        """Set the clock to this many seconds after the story began."""
        self.now = instant(seconds)
        return self

    def wait(self, seconds: float) -> Self:
        self.now += timedelta(seconds=seconds)
        return self

    def when(self, command: c.Command) -> Decision:
        """The decision, whose events have happened."""
        decision = decide(self.state, command, self.now, self.release)
        self.given(*decision.events)
        self.seen.append((self.state, self.now))
        return decision

    def given(self, *events: e.Event) -> Self:
        """Let events have happened."""
        for event in events:
            self.state = evolve(self.state, event)
            self.events.append(event)
        return self

    def does(self, command: c.Command) -> tuple[e.Event, ...]:
        """The events of a command that must not be refused."""
        decision = self.when(command)
        assert decision.refusal is None, decision.refusal
        return decision.events

    def refuses(self, command: c.Command) -> RefusalCode:
        """The code with which a command must be refused; what was noted anyway has happened."""
        decision = self.when(command)
        assert decision.refusal is not None, decision.events
        return decision.refusal.code

    def status(self) -> Status:
        return self.state.status

    @property
    def section(self) -> SectionState:
        assert self.state.current is not None
        return self.state.current


def with_grace(seconds: float) -> Release:
    """The small exam with another grace for answers in flight."""
    release = small_release()
    return replace(release, plan=replace(release.plan, grace_seconds=seconds))


# --- stages, each a story that has come that far ---------------------------------------------------------


def booked(**fields: Any) -> Story:
    story = Story()
    story.does(open_sitting(**fields))
    return story


def checked_in(**fields: Any) -> Story:
    story = booked(**fields)
    story.does(check_in())
    return story


def identified(**fields: Any) -> Story:
    story = checked_in(**fields)
    story.does(by_participant(c.ConfirmIdentity))
    return story


def informed(**fields: Any) -> Story:
    story = identified(**fields)
    story.does(by_participant(c.AcceptNotice))
    return story


def waiting(**fields: Any) -> Story:
    story = informed(**fields)
    story.does(by_participant(c.FinishPractice))
    return story


def running(**fields: Any) -> Story:
    """In the hall, before the first section."""
    story = waiting(**fields)
    story.does(enter_hall())
    return story


def before_section(section: int, **fields: Any) -> Story:
    story = running(**fields)
    for earlier in range(section):
        story.does(start(earlier))
        story.does(finish(earlier))
    return story


def in_section(section: int, **fields: Any) -> Story:
    """With the section's clock started at second 0."""
    story = before_section(section, **fields)
    story.does(start(section))
    return story


def finished() -> Story:
    story = in_section(FIXED)
    story.does(finish(FIXED))
    return story
