"""What the events of a sitting add up to. Not here: rules, and whatever needs a release or numerics."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from cat_server.sitting import events as e


class Status(StrEnum):
    """Where a sitting is; `decide` holds the one table of what each allows."""

    BOOKED = "booked"
    CHECKED_IN = "checked_in"
    WAITING = "waiting"
    RUNNING = "running"
    PAUSED = "paused"
    ON_HOLD = "on_hold"
    FINISHED = "finished"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Answer:
    """The newest response at a position and the category it was marked with."""

    response: Mapping[str, Any]
    category: int
    at: datetime


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """One line of a section's time: granted, paused, outage or given; nobody overwrites a number."""

    kind: str
    seconds: float
    at: datetime
    by: str = ""
    category: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class SectionResult:
    """How a section ended, and its final ability; `category` where a rule classified."""

    reason: str
    at: datetime
    ability: float | None
    standard_error: float | None
    score: float | None
    n_items: int
    n_responses: int
    method: str = "eap"
    category: int | None = None
    traits: tuple[e.TraitResult, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionState:
    """One section of the sitting; positions count from 1, `items[0]` is position 1.

    `abilities` are those at which the items of an adaptive section were chosen, `shadow_test` what the newest
    came from, `prior` the mean and SD that earlier sections gave (None: those of the plan). `tried` are the
    positions that had items on trial, `pages` those that are only read; `abilities` leave them out.
    """

    index: int
    kind: str
    started_at: datetime
    items: tuple[str, ...] = ()
    option_orders: tuple[tuple[str, ...], ...] = ()
    ineligible: tuple[str, ...] = ()
    ineligible_by_segment: tuple[tuple[str, ...], ...] = ()
    n_examinees: int = 0
    prior: tuple[float, float] | None = None
    abilities: tuple[float, ...] = ()
    shadow_test: e.AssembledTest | None = None
    pretest_positions: tuple[int, ...] = ()
    pretest_counts: tuple[int, ...] = ()
    seen_items: frozenset[str] = frozenset()
    tried: frozenset[int] = frozenset()
    pages: frozenset[int] = frozenset()
    presented_at: datetime
    answers: Mapping[int, Answer] = field(default_factory=dict)
    flags: frozenset[int] = frozenset()
    ledger: tuple[LedgerEntry, ...] = ()
    paused_since: datetime | None = None
    result: SectionResult | None = None

    @property
    def scored(self) -> tuple[tuple[int, str], ...]:
        """Position and item of everything that counts."""
        numbered = enumerate(self.items, start=1)
        left_out = self.tried | self.pages
        return tuple((position, item) for position, item in numbered if position not in left_out)


@dataclass(frozen=True, slots=True)
class Pause:
    """Why and since when the sitting stands still."""

    since: datetime
    by: str
    category: str
    reason: str


@dataclass(frozen=True, slots=True)
class Help:
    """An open call for the proctor."""

    reason: str
    since: datetime


@dataclass(frozen=True, slots=True)
class Message:
    """A proctor's words to the participant; `number` counts from 1."""

    number: int
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that happened to the sitting which its participant should be told."""

    kind: str
    at: datetime
    seconds: float = 0.0
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SittingState:
    """A folded sitting; version 0 is one that has not been opened."""

    version: int = 0
    status: Status = Status.BOOKED
    release_digest: str = ""
    seed: str = ""
    participant_id: str = ""
    hall_id: str = ""
    seat: str = ""
    language: str = ""
    time_multiplier: float = 1.0
    place: str | None = None
    is_identity_confirmed: bool = False
    is_identity_denied: bool = False
    is_notice_accepted: bool = False
    is_practice_finished: bool = False
    started_at: datetime | None = None
    sections: tuple[SectionState, ...] = ()
    wrong_card_pins: int = 0
    wrong_hall_pins: int = 0
    pause: Pause | None = None
    help: Help | None = None
    messages: tuple[Message, ...] = ()
    notices: tuple[Notice, ...] = ()
    finished_at: datetime | None = None
    finish_reason: str = ""

    @property
    def current(self) -> SectionState | None:
        """The section whose clock has started and which has not ended."""
        if self.sections and self.sections[-1].result is None:
            return self.sections[-1]
        return None

    @property
    def next_section(self) -> int:
        """The index of the section that would start next."""
        return len(self.sections)

    @property
    def is_over(self) -> bool:
        return self.status in (Status.FINISHED, Status.STOPPED)


def evolve(state: SittingState, event: e.Event) -> SittingState:
    """The state after one more event."""
    return replace(_applied(state, event), version=state.version + 1)


def fold(events: Iterable[e.Event], state: SittingState | None = None) -> SittingState:
    """The state after all events, from nothing or from an earlier state."""
    state = state or SittingState()
    for event in events:
        state = evolve(state, event)
    return state


def _applied(state: SittingState, event: e.Event) -> SittingState:  # noqa: C901, PLR0911, PLR0912 - one line per event
    match event:
        case e.SittingOpened():
            return replace(
                state,
                release_digest=event.release_digest,
                seed=event.seed,
                participant_id=event.participant_id,
                hall_id=event.hall_id,
                seat=event.seat,
                language=event.language,
                time_multiplier=event.time_multiplier,
            )
        case e.CheckedIn():
            return _checked_in(state, event)
        case e.CheckInRefused():
            return replace(state, wrong_card_pins=state.wrong_card_pins + 1)
        case e.PlaceLeft():
            return replace(state, place=None)
        case e.IdentityConfirmed():
            return replace(state, is_identity_confirmed=True)
        case e.IdentityDenied():
            help_ = Help("identity", event.at)
            return replace(state, is_identity_denied=True, status=Status.ON_HOLD, help=help_)
        case e.LanguageChosen():
            return replace(state, language=event.language)
        case e.NoticeAccepted():
            return replace(state, is_notice_accepted=True)
        case e.PracticeFinished():
            return replace(state, is_practice_finished=True, status=Status.WAITING)
        case e.HallPinRefused():
            return replace(state, wrong_hall_pins=state.wrong_hall_pins + 1)
        case e.SittingStarted():
            return replace(state, status=Status.RUNNING, started_at=event.at, wrong_hall_pins=0)
        case e.SectionStarted():
            return replace(state, sections=(*state.sections, _section_started(event)))
        case e.SittingPaused() | e.SittingResumed():
            return _paused_or_resumed(state, event)
        case e.HelpRequested():
            return replace(state, help=Help(event.reason, event.at))
        case e.HelpCancelled() | e.HelpResolved():
            return replace(state, help=None)
        case e.SeatChanged():
            notice = Notice("seat_changed", event.at, reason=event.seat)
            return replace(state, seat=event.seat, place=None, notices=(*state.notices, notice))
        case e.PlaceReleased():
            return _place_released(state)
        case e.MessageSent():
            message = Message(len(state.messages) + 1, event.text, event.at)
            return replace(state, messages=(*state.messages, message))
        case e.SittingFinished():
            return replace(
                state,
                status=Status.FINISHED,
                finished_at=event.at,
                finish_reason=event.reason,
                pause=None,
                help=None,
            )
        case e.SittingStopped():
            return replace(
                state,
                status=Status.STOPPED,
                finished_at=event.at,
                finish_reason="stopped",
                pause=None,
                help=None,
            )
        case e.FocusLost() | e.IncidentNoted():
            return state
        case _:
            return _in_section(state, event)


def _checked_in(state: SittingState, event: e.CheckedIn) -> SittingState:
    status = Status.CHECKED_IN if state.status is Status.BOOKED else state.status
    return replace(state, status=status, place=event.place, seat=event.seat, wrong_card_pins=0)


def _place_released(state: SittingState) -> SittingState:
    """A denied identity starts over for the right person; a running exam only loses its place."""
    state = replace(state, place=None, wrong_card_pins=0, wrong_hall_pins=0)
    if not state.is_identity_denied:
        return state
    return replace(
        state,
        status=Status.BOOKED,
        is_identity_confirmed=False,
        is_identity_denied=False,
        is_notice_accepted=False,
        is_practice_finished=False,
        help=None,
    )


def _section_started(event: e.SectionStarted) -> SectionState:
    return SectionState(
        index=event.section,
        kind=event.kind,
        started_at=event.at,
        presented_at=event.at,
        items=event.items,
        option_orders=event.option_orders,
        ineligible=event.ineligible,
        ineligible_by_segment=event.ineligible_by_segment,
        n_examinees=event.n_examinees,
        pretest_positions=event.pretest_positions,
        pretest_counts=event.pretest_counts,
        seen_items=frozenset(item for test in event.seen_items for item in test),
        prior=_given(event.prior_mean, event.prior_sd),
        pages=frozenset(event.pages),
        ledger=(LedgerEntry("granted", event.limit_seconds, event.at),),
    )


def _given(mean: float | None, sd: float | None) -> tuple[float, float] | None:
    return None if mean is None or sd is None else (mean, sd)


def _paused_or_resumed(state: SittingState, event: e.SittingPaused | e.SittingResumed) -> SittingState:
    section = state.current
    if isinstance(event, e.SittingPaused):
        pause = Pause(event.at, event.by, event.category, event.reason)
        state = replace(state, status=Status.PAUSED, pause=pause)
        return _with_section(state, replace(section, paused_since=event.at)) if section else state
    notice = Notice("resumed", event.at, event.stopped_seconds, event.category)
    before = state.pause
    state = replace(state, status=Status.RUNNING, pause=None, notices=(*state.notices, notice))
    if section is None or before is None:
        return state
    entry = LedgerEntry(
        "paused", event.stopped_seconds, before.since, before.by, before.category, before.reason
    )
    return _with_section(state, replace(section, paused_since=None, ledger=(*section.ledger, entry)))


def _in_section(state: SittingState, event: e.Event) -> SittingState:
    section = state.current
    if section is None:
        message = f"{type(event).__name__} needs a running section; there is none at version {state.version}"
        raise ValueError(message)
    match event:
        case e.ItemPresented():
            section = replace(
                section,
                items=(*section.items, event.item),
                option_orders=(*section.option_orders, event.option_order),
                presented_at=event.at,
            )
            if event.is_pretest:
                section = replace(section, tried=section.tried | {event.position})
            else:
                abilities = (*section.abilities, event.ability)
                section = replace(section, abilities=abilities, shadow_test=event.shadow_test)
        case e.ResponseRecorded() | e.ResponseChanged():
            answer = Answer(event.response, event.category, event.at)
            section = replace(section, answers={**section.answers, event.position: answer})
        case e.ResponseTakenBack():
            kept = {place: each for place, each in section.answers.items() if place != event.position}
            section = replace(section, answers=kept)
        case e.ItemFlagged():
            flags = section.flags | {event.position} if event.is_flagged else section.flags - {event.position}
            section = replace(section, flags=flags)
        case e.TimeGranted():
            entry = LedgerEntry("given", event.seconds, event.at, event.by, event.category, event.reason)
            section = replace(section, ledger=(*section.ledger, entry))
            state = replace(
                state, notices=(*state.notices, Notice("time_given", event.at, event.seconds, event.category))
            )
        case e.OutageCredited():
            state = replace(state, notices=_outage_noticed(state.notices, section, event))
            entry = LedgerEntry("outage", event.seconds, event.gone_at)
            section = replace(section, ledger=(*section.ledger, entry))
        case e.SectionFinished():
            result = SectionResult(
                event.reason, event.at, event.ability, event.standard_error, event.score, event.n_items,
                event.n_responses, event.method, event.category, event.traits,
            )  # fmt: skip
            section = replace(section, result=result, paused_since=None)
        case _:
            message = f"no rule says what {type(event).__name__} changes"
            raise TypeError(message)
    return _with_section(state, section)


def _outage_noticed(
    notices: tuple[Notice, ...], section: SectionState, event: e.OutageCredited
) -> tuple[Notice, ...]:
    """One notice for one outage, also when its last seconds are credited as the computer returns."""
    last = section.ledger[-1] if section.ledger else None
    if last is not None and last.kind == "outage":
        until = last.at + timedelta(seconds=last.seconds)
        if until == event.gone_at and notices and notices[-1].kind == "outage_credited":
            seconds = (notices[-1].seconds or 0) + event.seconds
            return (*notices[:-1], Notice("outage_credited", event.at, seconds))
    return (*notices, Notice("outage_credited", event.at, event.seconds))


def _with_section(state: SittingState, section: SectionState) -> SittingState:
    return replace(state, sections=(*state.sections[:-1], section))
