"""The rules of what staff may do to a sitting: pause, give time, move, release, stop, write."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from cat_server.sitting import commands as c
from cat_server.sitting import events as e
from cat_server.sitting import next_item, timing
from cat_server.sitting.refusals import RefusalCode
from cat_server.sitting.ruling import Events, RefusedError, Rule, require, require_running
from cat_server.sitting.state import SittingState, Status
from item_bank.release import Release

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


def _pause(state: SittingState, command: c.PauseSitting, now: datetime, _release: Release) -> Events:
    require(state.status is not Status.PAUSED, RefusalCode.ALREADY_PAUSED)
    require_running(state)
    section = state.current
    require(section is None or not timing.is_time_up(section, now), RefusalCode.TIME_IS_UP)
    return (e.SittingPaused(at=now, **who(command)),)


def _resume(state: SittingState, command: c.ResumeSitting, now: datetime, _release: Release) -> Events:
    if state.pause is None:
        raise RefusedError(RefusalCode.NOT_PAUSED)
    stopped = max(0.0, (now - state.pause.since).total_seconds())
    return (e.SittingResumed(at=now, stopped_seconds=stopped, **who(command)),)


def _give_time(state: SittingState, command: c.GiveTime, now: datetime, _release: Release) -> Events:
    require(not state.is_over, RefusalCode.OVER)
    section = state.current
    if section is None:
        raise RefusedError(RefusalCode.NO_SECTION_RUNNING)
    require(
        0 < command.seconds <= MOST_SECONDS_GIVEN, RefusalCode.SECONDS_OUT_OF_RANGE, most=MOST_SECONDS_GIVEN
    )
    return (e.TimeGranted(at=now, section=section.index, seconds=command.seconds, **who(command)),)


def _move_seat(state: SittingState, command: c.MoveSeat, now: datetime, _release: Release) -> Events:
    require(not state.is_over, RefusalCode.OVER)
    require(command.seat != state.seat, RefusalCode.SAME_SEAT, seat=state.seat)
    require(command.is_seat_free, RefusalCode.SEAT_TAKEN, seat=command.seat)
    return (e.SeatChanged(at=now, old_seat=state.seat, seat=command.seat, **who(command)),)


def _release_place(state: SittingState, command: c.ReleasePlace, now: datetime, _release: Release) -> Events:
    require(not state.is_over, RefusalCode.OVER)
    has_something = state.place is not None or state.wrong_card_pins or state.wrong_hall_pins
    require(bool(has_something), RefusalCode.NO_PLACE)
    return (e.PlaceReleased(at=now, **who(command)),)


def _stop(state: SittingState, command: c.StopSitting, now: datetime, release: Release) -> Events:
    require(not state.is_over, RefusalCode.OVER)
    stopped = e.SittingStopped(at=now, **who(command))
    if state.current is None:
        return (stopped,)
    return (next_item.finished(state, release, "stopped", now), stopped)


def _send_message(state: SittingState, command: c.SendMessage, now: datetime, _release: Release) -> Events:
    require(not state.is_over, RefusalCode.OVER)
    text = command.text.strip()
    require(0 < len(text) <= LONGEST_TEXT, RefusalCode.EMPTY_TEXT, most=LONGEST_TEXT)
    return (e.MessageSent(at=now, text=text, **who(command)),)


def _note_incident(_state: SittingState, command: c.NoteIncident, now: datetime, _release: Release) -> Events:
    require(bool(command.reason.strip()), RefusalCode.EMPTY_TEXT, most=LONGEST_TEXT)
    return (e.IncidentNoted(at=now, **who(command)),)


def _resolve_help(state: SittingState, command: c.ResolveHelp, now: datetime, _release: Release) -> Events:
    require(state.help is not None, RefusalCode.NO_HELP_WANTED)
    return (e.HelpResolved(at=now, **who(command)),)


def who(command: c.StaffCommand) -> dict[str, Any]:
    return {"by": command.by, "category": command.category, "reason": command.reason.strip()[:LONGEST_TEXT]}


RULES: Final[Mapping[type[c.Command], Rule]] = {
    c.PauseSitting: _pause,
    c.ResumeSitting: _resume,
    c.GiveTime: _give_time,
    c.MoveSeat: _move_seat,
    c.ReleasePlace: _release_place,
    c.StopSitting: _stop,
    c.SendMessage: _send_message,
    c.NoteIncident: _note_incident,
    c.ResolveHelp: _resolve_help,
}
