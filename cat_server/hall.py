"""A hall's small core: events, state and rules of opening, session PIN and closing. Pure, as `sitting` is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from cat_server.sitting.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class HallPrepared(Event):
    """The hall has its seats and a session PIN; nobody can start yet."""

    by: str
    pin: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PinRotated(Event):
    """The session PIN was replaced."""

    by: str
    pin: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HallOpened(Event):
    """Participants may enter with the session PIN."""

    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HallClosed(Event):
    """The session is over; nobody can enter any more."""

    by: str


@dataclass(frozen=True, slots=True)
class HallState:
    """What the events of a hall add up to."""

    version: int = 0
    state: Literal["preparing", "open", "closed"] = "preparing"
    pin: str = ""
    opened_at: datetime | None = None
    closed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class HallCommand:
    """A request about the hall: prepare, rotate_pin, open or close.

    `pin` is a fresh PIN (prepare, rotate_pin); `n_unfinished` the started sittings that are not over (close).
    """

    name: Literal["prepare", "rotate_pin", "open", "close"]
    by: str
    pin: str = ""
    n_unfinished: int = 0


HallRefusal = Literal[
    "hall-closed", "hall-already-open", "hall-not-open", "hall-has-unfinished", "hall-prepared"
]


def evolve(state: HallState, event: Event) -> HallState:
    """The hall after one more event."""
    match event:
        case HallPrepared() | PinRotated():
            state = replace(state, pin=event.pin)
        case HallOpened():
            state = replace(state, state="open", opened_at=event.at)
        case HallClosed():
            state = replace(state, state="closed", closed_at=event.at)
        case _:
            message = f"no rule says what {type(event).__name__} changes in a hall"
            raise TypeError(message)
    return replace(state, version=state.version + 1)


def fold(events: Iterable[Event], state: HallState | None = None) -> HallState:
    """The hall after all events."""
    state = state or HallState()
    for event in events:
        state = evolve(state, event)
    return state


def decide(state: HallState, command: HallCommand, now: datetime) -> tuple[Event, ...] | HallRefusal:
    """The events that a request brings about, or the code of its refusal."""
    if command.name == "prepare":
        return "hall-prepared" if state.version else (HallPrepared(at=now, by=command.by, pin=command.pin),)
    if state.state == "closed":
        return "hall-closed"
    if command.name == "rotate_pin":
        return (PinRotated(at=now, by=command.by, pin=command.pin),)
    if command.name == "open":
        return "hall-already-open" if state.state == "open" else (HallOpened(at=now, by=command.by),)
    if state.state != "open":
        return "hall-not-open"
    return "hall-has-unfinished" if command.n_unfinished else (HallClosed(at=now, by=command.by),)
