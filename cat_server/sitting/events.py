"""Facts about one sitting, past tense, never edited: a new meaning is a new class.

Each is flat and JSON-able. They carry the results of the numerics (ability, standard error, reason,
candidates), so replay needs no numpy and a later library cannot change a finished exam. A field that came to
an event later has a default and is not written while it holds it. Not here: versions, hashes and actors,
which belong to the journal row around an event (`storage.journal`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from item_bank.later_fields import LATER


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A fact; `at` is when it holds from (a time-up: from the deadline, not from when it was noticed)."""

    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffEvent(Event):
    """A fact that a member of staff brought about, with the category and words for the minutes."""

    by: str
    category: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SittingOpened(Event):
    """A participant was booked into a seat; release and seed fix every later choice."""

    release_digest: str
    seed: str
    participant_id: str
    hall_id: str
    seat: str
    language: str
    time_multiplier: float


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedIn(Event):
    """A computer became the sitting's active place; `place` is a digest of the secret in its cookie."""

    place: str
    seat: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckInRefused(Event):
    """A wrong card PIN was given at a seat."""

    seat: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceLeft(Event):
    """The participant freed the computer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityConfirmed(Event):
    """The participant said "yes, this is me"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityDenied(Event):
    """The participant said "this is not me"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageChosen(Event):
    """The participant chose the language of the exam."""

    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeAccepted(Event):
    """The participant agreed to the rules and the data notice, in this language."""

    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeFinished(Event):
    """The practice was done or skipped; the participant waits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HallPinRefused(Event):
    """A wrong session PIN was given."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SittingStarted(Event):
    """The participant entered the opened hall with the session PIN."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionStarted(Event):
    """The clock of a section started.

    Adaptive: `exposure_counts` and `n_examinees` are what exposure control saw, `ineligible` what followed
    from it. Fixed: `items` and `option_orders` are the whole form in the order of this sitting.

    Where eligibility goes by segments of ability, `eligibility_counts` are (segment, item, administered,
    ineligible) as they were read, the item '' for the sittings themselves, and `ineligible_by_segment` what
    followed. `seen_items` are the section's items in earlier sittings of the same person, the oldest sitting
    first. `prior_mean` and `prior_sd` (logits) are the participant's prior where earlier sections gave it.

    `pages` are the positions of a fixed section that are only read.

    `pretest_counts` are how often each item on trial had been given, in the order of the release, and
    `pretest_positions` where this sitting gets such items.
    """

    section: int
    kind: str
    limit_seconds: float
    items: tuple[str, ...] = ()
    option_orders: tuple[tuple[str, ...], ...] = ()
    exposure_counts: tuple[int, ...] = ()
    n_examinees: int = 0
    ineligible: tuple[str, ...] = ()
    eligibility_counts: tuple[tuple[int, str, float, float], ...] = field(default=(), metadata=LATER)
    ineligible_by_segment: tuple[tuple[str, ...], ...] = field(default=(), metadata=LATER)
    seen_items: tuple[tuple[str, ...], ...] = field(default=(), metadata=LATER)
    prior_mean: float | None = field(default=None, metadata=LATER)
    prior_sd: float | None = field(default=None, metadata=LATER)
    pretest_counts: tuple[int, ...] = field(default=(), metadata=LATER)
    pretest_positions: tuple[int, ...] = field(default=(), metadata=LATER)
    pages: tuple[int, ...] = field(default=(), metadata=LATER)


@dataclass(frozen=True, slots=True, kw_only=True)
class AssembledTest:
    """The shadow test that an item was taken from: its items in pool order, and how it came about.

    `source` is "optimal", "kept" (the one before stays in force), or what the plan's limit of time left:
    "unfinished" (the best found) or "previous" (the one before). `released` are ineligible items that the
    blueprint could not do without, `ability` where the test was assembled, `value` what it is worth.
    """

    items: tuple[str, ...]
    released: tuple[str, ...]
    ability: float
    value: float
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemPresented(Event):
    """An adaptive section chose its next item, at this ability and standard error.

    In a section with a blueprint it comes from `shadow_test`. An item on trial (`is_pretest`) never counts;
    its rule is how it was matched, and its candidates have counts ("random") or gains ("d_optimal").
    """

    section: int
    position: int
    item: str
    option_order: tuple[str, ...]
    ability: float
    standard_error: float
    rule: str
    candidates: tuple[tuple[str, float], ...]
    n_eligible: int
    shadow_test: AssembledTest | None = field(default=None, metadata=LATER)
    is_pretest: bool = field(default=False, metadata=LATER)


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponseRecorded(Event):
    """An item was answered for the first time, and marked."""

    section: int
    position: int
    item: str
    response: Mapping[str, Any]
    category: int
    shown_ms: int
    server_ms: int
    is_in_grace: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponseChanged(Event):
    """An answer was replaced in a section that allows it."""

    section: int
    position: int
    item: str
    response: Mapping[str, Any]
    category: int
    shown_ms: int
    server_ms: int
    is_in_grace: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponseTakenBack(Event):
    """An answer was erased in a section that allows it: the item is as if it had never been answered."""

    section: int
    position: int
    item: str
    shown_ms: int
    server_ms: int
    is_in_grace: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemFlagged(Event):
    """The doubtful mark of an item was set or taken away."""

    section: int
    position: int
    is_flagged: bool


@dataclass(frozen=True, slots=True)
class TraitResult:
    """What a section of forced choice says of one trait: mode of the posterior, its error, its score."""

    trait: str
    estimate: float
    standard_error: float
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionFinished(Event):
    """A section ended; the ability is final. A section of forced choice has `traits` in place of an ability.

    `reason`: precise, max_items, pool_empty, little_gain, classified, no_information, time_short, completed,
    time_up, stopped. `unanswered` is the plan's policy that the `n_items - n_responses` items without an
    answer were scored by; items on trial are not among them. `method` is how the ability was estimated;
    `category` what a rule that classifies ended the section with, 0 below the lowest cut.
    """

    section: int
    reason: str
    ability: float | None
    standard_error: float | None
    score: float | None
    n_items: int
    n_responses: int
    unanswered: str
    method: str = field(default="eap", metadata=LATER)
    category: int | None = field(default=None, metadata=LATER)
    traits: tuple[TraitResult, ...] = field(default=(), metadata=LATER)


@dataclass(frozen=True, slots=True, kw_only=True)
class SittingFinished(Event):
    """The exam is over: `completed` or `time_up` in the last section."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FocusLost(Event):
    """The exam page was not in front for this long."""

    lost_ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpRequested(Event):
    """The participant called the proctor."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpCancelled(Event):
    """The participant took the call back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpResolved(StaffEvent):
    """A proctor closed the call."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SittingPaused(StaffEvent):
    """The clock stopped."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SittingResumed(StaffEvent):
    """The clock runs again; `stopped_seconds` is how long it stood."""

    stopped_seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeGranted(StaffEvent):
    """Time was given back to a section."""

    section: int
    seconds: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OutageCredited(Event):
    """The server was gone while the clock ran, and gave that time back."""

    section: int
    seconds: float
    gone_at: datetime
    back_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatChanged(StaffEvent):
    """The sitting belongs to another seat; the old computer is no longer its place."""

    old_seat: str
    seat: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceReleased(StaffEvent):
    """The sitting has no active place, and wrong PINs are forgotten."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageSent(StaffEvent):
    """A proctor wrote to the participant."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentNoted(StaffEvent):
    """A proctor wrote down what happened."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SittingStopped(StaffEvent):
    """A proctor ended the sitting for good."""
