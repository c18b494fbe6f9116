"""Every rule of a sitting: `decide(state, command, now, release) -> Decision`. No I/O, clock or randomness.

Deadlines come first: a section whose time (and grace) is over is ended, stamped with its deadline, before
the command is looked at. A refusal is a value; so the events of an expired deadline are kept even when the
command is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from cat_server.sitting import commands as c
from cat_server.sitting import events as e
from cat_server.sitting import next_item, timing
from cat_server.sitting.refusals import Refusal, RefusalCode
from cat_server.sitting.state import SectionState, SittingState, Status, fold
from item_bank.release import Release

MOST_WRONG_PINS: Final = 5
HELP_REASONS: Final = ("computer", "network", "question", "health", "other")
CATEGORIES: Final = (
    "power",
    "network",
    "device",
    "illness",
    "late",
    "behaviour",
    "identity",
    "proctor",
    "item",
)
MOST_SECONDS_GIVEN: Final = 4 * 3600
LONGEST_TEXT: Final = 1000

Events = tuple[e.Event, ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """What happened (`events`, also those of an expired deadline) and, when the command was refused, why."""

    events: Events = ()
    refusal: Refusal | None = None


class _RefusedError(Exception):
    """Carries a refusal out of a rule; never leaves this module."""

    def __init__(self, code: RefusalCode, **arguments: str | float) -> None:
        super().__init__(code)
        self.refusal = Refusal(code, arguments)


def decide(state: SittingState, command: c.Command, now: datetime, release: Release) -> Decision:
    """The events that a command brings about at `now`, or why it is refused."""
    if isinstance(command, c.CreditOutage):  # the one fact that is older than a deadline it may move
        return Decision(_credit_outage(state, command, now))
    overdue = _expired(state, now, release)
    state = fold(overdue, state)
    try:
        events = _ruled(state, command, now, release)
    except _RefusedError as refused:
        noted = _noted_anyway(state, command, refused.refusal, now)
        return Decision((*overdue, *noted), refused.refusal)
    return Decision((*overdue, *events))


def may(state: SittingState, command: c.Command, now: datetime, release: Release) -> Refusal | None:
    """Why the command would be refused at `now`, or None if it would not: what a greyed button says."""
    return decide(state, command, now, release).refusal


def sweep_at(state: SittingState, release: Release) -> datetime | None:
    """When the sweep should look at this sitting: its deadline and the grace for answers in flight."""
    section = state.current
    end = timing.deadline(section) if section else None
    return end + _grace(release) if end else None


# --- deadlines -----------------------------------------------------------------------------------------


def _grace(release: Release) -> timedelta:
    return timedelta(seconds=release.plan.grace_seconds)


def _expired(state: SittingState, now: datetime, release: Release) -> Events:
    section = state.current
    if section is None or state.status is not Status.RUNNING:
        return ()
    end = timing.deadline(section)
    if end is None or now < end + _grace(release):
        return ()
    return _finish_section(state, release, "time_up", end)


def _finish_section(state: SittingState, release: Release, reason: str, at: datetime) -> Events:
    """The end of the running section and, after the last one, of the sitting."""
    finished = next_item.finished(state, release, reason, at)
    if state.next_section < len(release.plan.sections):
        return (finished,)
    return (finished, e.SittingFinished(at=at, reason="time_up" if reason == "time_up" else "completed"))


def _credit_outage(state: SittingState, command: c.CreditOutage, now: datetime) -> Events:
    section = state.current
    end = timing.deadline(section) if section else None
    if section is None or end is None or end <= command.gone_at:
        return ()
    # Time that a pause or an earlier credit has given back already is not given twice.
    known_until = [
        entry.at + timedelta(seconds=entry.seconds)
        for entry in section.ledger
        if entry.kind in ("paused", "outage")
    ]
    gone_at = max(command.gone_at, section.started_at, *known_until)
    seconds = (command.back_at - gone_at).total_seconds()
    if seconds <= 0:
        return ()
    return (
        e.OutageCredited(
            at=now, section=section.index, seconds=seconds, gone_at=gone_at, back_at=command.back_at
        ),
    )


# --- the rules, one per command ------------------------------------------------------------------------

_Rule = Callable[[SittingState, Any, datetime, Release], Events]

_ARRIVAL: Final = (
    c.ConfirmIdentity,
    c.DenyIdentity,
    c.ChooseLanguage,
    c.AcceptNotice,
    c.FinishPractice,
    c.EnterHall,
)
"""What leads into the exam: a sitting that was stopped on the way stays stopped."""


def _ruled(state: SittingState, command: c.Command, now: datetime, release: Release) -> Events:
    is_open = state.version > 0
    if isinstance(command, c.OpenSitting) == is_open:
        raise _RefusedError(RefusalCode.ALREADY_OPENED if is_open else RefusalCode.NOT_OPENED)
    if (
        isinstance(command, c.ParticipantCommand)
        and not isinstance(command, c.CheckIn)
        and (command.place != state.place)
    ):
        raise _RefusedError(RefusalCode.NOT_THE_ACTIVE_PLACE)
    if isinstance(command, _ARRIVAL):
        _require(not state.is_over, RefusalCode.OVER)
    if isinstance(command, c.StaffCommand) and command.category not in CATEGORIES:
        raise _RefusedError(RefusalCode.UNKNOWN_CATEGORY, category=command.category)
    rule = _RULES[type(command)]
    return rule(state, command, now, release)


def _noted_anyway(state: SittingState, command: c.Command, refusal: Refusal, now: datetime) -> Events:
    """Wrong PINs are facts, although they are refused."""
    if refusal.code is RefusalCode.WRONG_CARD_PIN and isinstance(command, c.CheckIn):
        return (e.CheckInRefused(at=now, seat=command.seat),)
    if refusal.code is RefusalCode.WRONG_HALL_PIN:
        locked = state.wrong_hall_pins + 1 >= MOST_WRONG_PINS and state.help is None
        calls: Events = (e.HelpRequested(at=now, reason="pin"),) if locked else ()
        return (e.HallPinRefused(at=now), *calls)
    return ()


def _open(_state: SittingState, command: c.OpenSitting, now: datetime, release: Release) -> Events:
    _require(
        command.language in release.plan.languages, RefusalCode.UNKNOWN_LANGUAGE, language=command.language
    )
    return (
        e.SittingOpened(
            at=now,
            release_digest=command.release_digest,
            seed=command.seed,
            participant_id=command.participant_id,
            hall_id=command.hall_id,
            seat=command.seat,
            language=command.language,
            time_multiplier=command.time_multiplier,
        ),
    )


def _check_in(state: SittingState, command: c.CheckIn, now: datetime, _release: Release) -> Events:
    _require(not state.is_over or state.place == command.place, RefusalCode.OVER)
    _require(state.wrong_card_pins < MOST_WRONG_PINS, RefusalCode.CARD_PIN_LOCKED)
    _require(
        command.is_pin_right, RefusalCode.WRONG_CARD_PIN, left=MOST_WRONG_PINS - 1 - state.wrong_card_pins
    )
    if command.place == state.place:
        return ()
    _require(command.seat == state.seat, RefusalCode.WRONG_SEAT, seat=state.seat, here=command.seat)
    return (e.CheckedIn(at=now, place=command.place, seat=command.seat),)


def _leave_place(state: SittingState, _command: c.LeavePlace, now: datetime, _release: Release) -> Events:
    _require(state.started_at is None or state.is_over, RefusalCode.ALREADY_STARTED)
    return (e.PlaceLeft(at=now),)


def _confirm_identity(
    state: SittingState, _command: c.ConfirmIdentity, now: datetime, _release: Release
) -> Events:
    _require(not state.is_identity_denied, RefusalCode.IDENTITY_DENIED)
    return () if state.is_identity_confirmed else (e.IdentityConfirmed(at=now),)


def _deny_identity(state: SittingState, _command: c.DenyIdentity, now: datetime, _release: Release) -> Events:
    _require(state.started_at is None, RefusalCode.ALREADY_STARTED)
    return () if state.is_identity_denied else (e.IdentityDenied(at=now),)


def _choose_language(
    state: SittingState, command: c.ChooseLanguage, now: datetime, release: Release
) -> Events:
    _require(
        command.language in release.plan.languages, RefusalCode.UNKNOWN_LANGUAGE, language=command.language
    )
    _require(not state.sections, RefusalCode.LANGUAGE_FIXED)
    return (
        () if command.language == state.language else (e.LanguageChosen(at=now, language=command.language),)
    )


def _accept_notice(state: SittingState, _command: c.AcceptNotice, now: datetime, _release: Release) -> Events:
    _require(not state.is_identity_denied, RefusalCode.IDENTITY_DENIED)
    _require(state.is_identity_confirmed, RefusalCode.IDENTITY_FIRST)
    return () if state.is_notice_accepted else (e.NoticeAccepted(at=now, language=state.language),)


def _finish_practice(
    state: SittingState, _command: c.FinishPractice, now: datetime, _release: Release
) -> Events:
    _require(not state.is_identity_denied, RefusalCode.IDENTITY_DENIED)
    _require(state.is_notice_accepted, RefusalCode.NOTICE_FIRST)
    return () if state.is_practice_finished else (e.PracticeFinished(at=now),)


def _enter_hall(state: SittingState, command: c.EnterHall, now: datetime, _release: Release) -> Events:
    if state.started_at is not None:
        return ()
    _require(state.status is Status.WAITING, RefusalCode.NOT_WAITING)
    _require(command.is_hall_open, RefusalCode.HALL_NOT_OPEN)
    _require(state.wrong_hall_pins < MOST_WRONG_PINS, RefusalCode.HALL_PIN_LOCKED)
    _require(
        command.is_pin_right, RefusalCode.WRONG_HALL_PIN, left=MOST_WRONG_PINS - 1 - state.wrong_hall_pins
    )
    return (e.SittingStarted(at=now),)


def _start_section(state: SittingState, command: c.StartSection, now: datetime, release: Release) -> Events:
    _require_running(state)
    if state.current is not None and state.current.index == command.section:
        return ()
    _require(
        state.current is None and command.section == state.next_section,
        RefusalCode.NOT_THIS_SECTION,
        section=command.section + 1,
    )
    started = next_item.section_started(state, command, now, release)
    if started.kind == "fixed":
        return (started,)
    return (started, *_next_step(fold((started,), state), release, now))


def _next_step(
    state: SittingState, release: Release, now: datetime, *, ends_at: datetime | None = None
) -> Events:
    """The next item of the running adaptive section, or its end (at `ends_at`, where its clock stands)."""
    step = next_item.next_step(state, release, now)
    if isinstance(step, e.ItemPresented):
        return (step,)
    return _finish_section(state, release, step.reason, ends_at or now)


def _submit_response(
    state: SittingState, command: c.SubmitResponse, now: datetime, release: Release
) -> Events:
    paused_at = _paused_after(state, command, now)
    section = _running_section(state, command.section, may_be_paused=paused_at is not None)
    is_in_grace = _is_in_grace(section, command, now)
    position = command.position
    is_adaptive = section.kind == "adaptive"
    if is_adaptive and position in section.answers:
        raise _RefusedError(RefusalCode.NO_GOING_BACK, position=position)
    _require(
        position == len(section.items) if is_adaptive else 1 <= position <= len(section.items),
        RefusalCode.NOT_THIS_ITEM,
        position=position,
    )
    item = release.item(section.items[position - 1])
    try:
        response = next_item.read_response(item, command.response, section.option_orders[position - 1])
    except ValueError:
        raise _RefusedError(RefusalCode.NO_SUCH_OPTION, position=position) from None
    before = section.answers.get(position)
    if before is not None and before.response == response:
        return ()
    kind = e.ResponseRecorded if before is None else e.ResponseChanged
    shown_at = section.presented_at if is_adaptive else section.started_at
    recorded = kind(
        at=now,
        section=section.index,
        position=position,
        item=item.id,
        response=response,
        category=next_item.mark(item, response),
        shown_ms=command.shown_ms,
        server_ms=round((now - shown_at).total_seconds() * 1000),
        is_in_grace=is_in_grace,
    )
    if not is_adaptive:
        return (recorded,)
    after = fold((recorded,), state)
    end = timing.deadline(section)
    if is_in_grace and end is not None:
        return (recorded, *_finish_section(after, release, "time_up", end))
    return (recorded, *_next_step(after, release, now, ends_at=paused_at))


def _paused_after(state: SittingState, command: c.SubmitResponse, now: datetime) -> datetime | None:
    """Since when the sitting is paused, if the browser's clock shows that the answer was given before that.

    Answers wait in a browser whose network is gone, and just then a proctor pauses: they must not be lost.
    """
    if state.pause is None or state.current is None or state.current.presented_at > state.pause.since:
        return None
    answered_at = now - timedelta(milliseconds=command.age_ms)
    return state.pause.since if answered_at <= state.pause.since else None


def _is_in_grace(section: SectionState, command: c.SubmitResponse, now: datetime) -> bool:
    """Whether the deadline has passed but the browser's clock shows that the answer was given before it."""
    end = timing.deadline(section)
    if end is None or now < end:
        return False
    _require(now - timedelta(milliseconds=command.age_ms) <= end, RefusalCode.TIME_IS_UP)
    return True


def _flag_item(state: SittingState, command: c.FlagItem, now: datetime, _release: Release) -> Events:
    section = _running_section(state, command.section)
    _require(not timing.is_time_up(section, now), RefusalCode.TIME_IS_UP)
    _require(section.kind == "fixed", RefusalCode.NO_FLAGS_HERE)
    _require(
        1 <= command.position <= len(section.items), RefusalCode.NOT_THIS_ITEM, position=command.position
    )
    if (command.position in section.flags) == command.is_flagged:
        return ()
    return (
        e.ItemFlagged(
            at=now, section=section.index, position=command.position, is_flagged=command.is_flagged
        ),
    )


def _finish(state: SittingState, command: c.FinishSection, now: datetime, release: Release) -> Events:
    section = _running_section(state, command.section)
    _require(not timing.is_time_up(section, now), RefusalCode.TIME_IS_UP)
    return _finish_section(state, release, "completed", now)


def _call_proctor(state: SittingState, command: c.CallProctor, now: datetime, _release: Release) -> Events:
    _require(command.reason in HELP_REASONS, RefusalCode.UNKNOWN_REASON, reason=command.reason)
    return () if state.help else (e.HelpRequested(at=now, reason=command.reason),)


def _cancel_call(state: SittingState, _command: c.CancelCall, now: datetime, _release: Release) -> Events:
    return (e.HelpCancelled(at=now),) if state.help and not state.is_identity_denied else ()


def _focus_lost(state: SittingState, command: c.ReportFocusLost, now: datetime, _release: Release) -> Events:
    return (e.FocusLost(at=now, lost_ms=command.lost_ms),) if state.current else ()


def _pause(state: SittingState, command: c.PauseSitting, now: datetime, _release: Release) -> Events:
    _require(state.status is not Status.PAUSED, RefusalCode.ALREADY_PAUSED)
    _require_running(state)
    section = state.current
    _require(section is None or not timing.is_time_up(section, now), RefusalCode.TIME_IS_UP)
    return (e.SittingPaused(at=now, **_who(command)),)


def _resume(state: SittingState, command: c.ResumeSitting, now: datetime, _release: Release) -> Events:
    if state.pause is None:
        raise _RefusedError(RefusalCode.NOT_PAUSED)
    stopped = max(0.0, (now - state.pause.since).total_seconds())
    return (e.SittingResumed(at=now, stopped_seconds=stopped, **_who(command)),)


def _give_time(state: SittingState, command: c.GiveTime, now: datetime, _release: Release) -> Events:
    _require(not state.is_over, RefusalCode.OVER)
    section = state.current
    if section is None:
        raise _RefusedError(RefusalCode.NO_SECTION_RUNNING)
    _require(
        0 < command.seconds <= MOST_SECONDS_GIVEN, RefusalCode.SECONDS_OUT_OF_RANGE, most=MOST_SECONDS_GIVEN
    )
    return (e.TimeGranted(at=now, section=section.index, seconds=command.seconds, **_who(command)),)


def _move_seat(state: SittingState, command: c.MoveSeat, now: datetime, _release: Release) -> Events:
    _require(not state.is_over, RefusalCode.OVER)
    _require(command.seat != state.seat, RefusalCode.SAME_SEAT, seat=state.seat)
    _require(command.is_seat_free, RefusalCode.SEAT_TAKEN, seat=command.seat)
    return (e.SeatChanged(at=now, old_seat=state.seat, seat=command.seat, **_who(command)),)


def _release_place(state: SittingState, command: c.ReleasePlace, now: datetime, _release: Release) -> Events:
    _require(not state.is_over, RefusalCode.OVER)
    has_something = state.place is not None or state.wrong_card_pins or state.wrong_hall_pins
    _require(bool(has_something), RefusalCode.NO_PLACE)
    return (e.PlaceReleased(at=now, **_who(command)),)


def _stop(state: SittingState, command: c.StopSitting, now: datetime, release: Release) -> Events:
    _require(not state.is_over, RefusalCode.OVER)
    stopped = e.SittingStopped(at=now, **_who(command))
    if state.current is None:
        return (stopped,)
    return (next_item.finished(state, release, "stopped", now), stopped)


def _send_message(state: SittingState, command: c.SendMessage, now: datetime, _release: Release) -> Events:
    _require(not state.is_over, RefusalCode.OVER)
    text = command.text.strip()
    _require(0 < len(text) <= LONGEST_TEXT, RefusalCode.EMPTY_TEXT, most=LONGEST_TEXT)
    return (e.MessageSent(at=now, text=text, **_who(command)),)


def _note_incident(_state: SittingState, command: c.NoteIncident, now: datetime, _release: Release) -> Events:
    _require(bool(command.reason.strip()), RefusalCode.EMPTY_TEXT, most=LONGEST_TEXT)
    return (e.IncidentNoted(at=now, **_who(command)),)


def _resolve_help(state: SittingState, command: c.ResolveHelp, now: datetime, _release: Release) -> Events:
    _require(state.help is not None, RefusalCode.NO_HELP_WANTED)
    return (e.HelpResolved(at=now, **_who(command)),)


def _nothing(_state: SittingState, _command: c.Command, _now: datetime, _release: Release) -> Events:
    return ()  # the deadlines were looked at before


_RULES: Final[Mapping[type[c.Command], _Rule]] = {
    c.OpenSitting: _open,
    c.CheckIn: _check_in,
    c.LeavePlace: _leave_place,
    c.ConfirmIdentity: _confirm_identity,
    c.DenyIdentity: _deny_identity,
    c.ChooseLanguage: _choose_language,
    c.AcceptNotice: _accept_notice,
    c.FinishPractice: _finish_practice,
    c.EnterHall: _enter_hall,
    c.StartSection: _start_section,
    c.SubmitResponse: _submit_response,
    c.FlagItem: _flag_item,
    c.FinishSection: _finish,
    c.CallProctor: _call_proctor,
    c.CancelCall: _cancel_call,
    c.ReportFocusLost: _focus_lost,
    c.PauseSitting: _pause,
    c.ResumeSitting: _resume,
    c.GiveTime: _give_time,
    c.MoveSeat: _move_seat,
    c.ReleasePlace: _release_place,
    c.StopSitting: _stop,
    c.SendMessage: _send_message,
    c.NoteIncident: _note_incident,
    c.ResolveHelp: _resolve_help,
    c.ExpireDeadline: _nothing,
}


# --- what several rules ask ----------------------------------------------------------------------------


def _require(is_met: bool, code: RefusalCode, **arguments: str | float) -> None:  # noqa: FBT001 - reads as a sentence
    if not is_met:
        raise _RefusedError(code, **arguments)


def _require_running(state: SittingState) -> None:
    _require(not state.is_over, RefusalCode.OVER)
    _require(state.status is not Status.PAUSED, RefusalCode.PAUSED)
    _require(state.status is Status.RUNNING, RefusalCode.NOT_RUNNING)


def _running_section(state: SittingState, index: int, *, may_be_paused: bool = False) -> SectionState:
    if not may_be_paused:
        _require_running(state)
    section = state.current
    if section is None or section.index != index:
        finished_by_time = (
            0 <= index < len(state.sections)
            and (result := state.sections[index].result)
            and result.reason == "time_up"
        )
        code = RefusalCode.TIME_IS_UP if finished_by_time else RefusalCode.NOT_THIS_SECTION
        raise _RefusedError(code, section=index + 1)
    return section


def _who(command: c.StaffCommand) -> dict[str, Any]:
    return {"by": command.by, "category": command.category, "reason": command.reason.strip()[:LONGEST_TEXT]}
