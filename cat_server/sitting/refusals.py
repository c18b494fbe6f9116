"""Why a request was refused: one code each; its sentence is `error-<code>` in the `errors` catalogue."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class RefusalCode(StrEnum):
    """Every reason for which a rule says no."""

    ALREADY_OPENED = "already-opened"
    NOT_OPENED = "not-opened"
    NOT_THE_ACTIVE_PLACE = "not-the-active-place"
    WRONG_SEAT = "wrong-seat"
    WRONG_CARD_PIN = "wrong-card-pin"
    CARD_PIN_LOCKED = "card-pin-locked"
    WRONG_HALL_PIN = "wrong-hall-pin"
    HALL_PIN_LOCKED = "hall-pin-locked"
    HALL_NOT_OPEN = "hall-not-open"
    IDENTITY_FIRST = "identity-first"
    NOTICE_FIRST = "notice-first"
    IDENTITY_DENIED = "identity-denied"
    UNKNOWN_LANGUAGE = "unknown-language"
    LANGUAGE_FIXED = "language-fixed"
    NOT_WAITING = "not-waiting"
    NOT_RUNNING = "not-running"
    PAUSED = "paused"
    ALREADY_PAUSED = "already-paused"
    NOT_PAUSED = "not-paused"
    OVER = "over"
    ALREADY_STARTED = "already-started"
    NOT_THIS_SECTION = "not-this-section"
    NO_SECTION_RUNNING = "no-section-running"
    NOT_THIS_ITEM = "not-this-item"
    NO_GOING_BACK = "no-going-back"
    NO_SUCH_OPTION = "no-such-option"
    NO_FLAGS_HERE = "no-flags-here"
    TIME_IS_UP = "time-is-up"
    UNKNOWN_REASON = "unknown-reason"
    UNKNOWN_CATEGORY = "unknown-category"
    NO_HELP_WANTED = "no-help-wanted"
    SECONDS_OUT_OF_RANGE = "seconds-out-of-range"
    EMPTY_TEXT = "empty-text"
    SEAT_TAKEN = "seat-taken"
    SAME_SEAT = "same-seat"
    NO_PLACE = "no-place"


@dataclass(frozen=True, slots=True)
class Refusal:
    """A rule's no, with what its sentence needs to name."""

    code: RefusalCode
    arguments: Mapping[str, str | int | float] = field(default_factory=dict)
