"""Requests about one sitting. Not here: who may send which (`access`), how they look on the wire (`wire`).

Every command carries `command_id`, made where the wish arose, so that sending it again is the same command.
Staff commands carry `by` (the login name), a `category` and a `reason`; they end up in the minutes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """A request that may be refused."""

    command_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticipantCommand(Command):
    """A request made at a participant's computer, which must be the sitting's active place."""

    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffCommand(Command):
    """A request of a member of staff, with the category and the words that the minutes will print."""

    by: str
    category: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenSitting(Command):
    """Book a participant into a seat for an exam; the first command of every sitting."""

    release_digest: str
    seed: str
    participant_id: str
    hall_id: str
    seat: str
    language: str
    time_multiplier: float = 1.0


# --- participant ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckIn(ParticipantCommand):
    """Take a place at a seat. The shell has compared the card PIN and says here whether it was right."""

    seat: str
    is_pin_right: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LeavePlace(ParticipantCommand):
    """Free the computer before the exam has started, or after it has ended."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmIdentity(ParticipantCommand):
    """Say "yes, this is me"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DenyIdentity(ParticipantCommand):
    """Say "this is not me"; calls the proctor."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChooseLanguage(ParticipantCommand):
    """Read the exam in another of its languages; possible until the first section starts."""

    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptNotice(ParticipantCommand):
    """Agree to the rules and the data notice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FinishPractice(ParticipantCommand):
    """Leave the practice (done or skipped) and wait for the hall to open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EnterHall(ParticipantCommand):
    """Enter the opened hall. The shell has looked at the hall and compared its PIN."""

    is_hall_open: bool
    is_pin_right: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class StartSection(ParticipantCommand):
    """Start the clock of a section.

    `exposure_counts` are the committed administrations of each item of the section's pool, in pool order, and
    `n_examinees` the sittings that started this section; both are read once, by the shell, for exposure
    control. So are `eligibility_counts`, by segments of ability, `seen_items` of earlier sittings of the same
    person, and `pretest_counts` of items on trial; they are as in `SectionStarted`.
    """

    section: int
    exposure_counts: tuple[int, ...] = ()
    n_examinees: int = 0
    eligibility_counts: tuple[tuple[int, str, float, float], ...] = ()
    seen_items: tuple[tuple[str, ...], ...] = ()
    pretest_counts: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmitResponse(ParticipantCommand):
    """Answer the item at a position, or change the answer where the section allows it.

    `shown_ms` is how long the item was in view until it was answered; `age_ms` how long ago, by the browser's
    monotonic clock, it was answered. The latter proves an answer in flight at the deadline.
    """

    section: int
    position: int
    response: Mapping[str, object]
    shown_ms: int
    age_ms: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class FlagItem(ParticipantCommand):
    """Mark an item as doubtful (ragu-ragu), or take the mark away."""

    section: int
    position: int
    is_flagged: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FinishSection(ParticipantCommand):
    """End a section before its time is up; never refused for empty or doubtful items."""

    section: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CallProctor(ParticipantCommand):
    """Ask for help."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelCall(ParticipantCommand):
    """Take the call for help back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportFocusLost(ParticipantCommand):
    """Tell that the exam page was not in front for a while."""

    lost_ms: int


# --- staff ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class PauseSitting(StaffCommand):
    """Stop the participant's clock."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResumeSitting(StaffCommand):
    """Let the participant's clock run again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveTime(StaffCommand):
    """Add seconds to the section that is running."""

    seconds: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveSeat(StaffCommand):
    """Send the participant to another seat, where a fresh check-in resumes the sitting exactly."""

    seat: str
    is_seat_free: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleasePlace(StaffCommand):
    """Free the seat's computer and forget wrong PINs, so that the participant can check in again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StopSitting(StaffCommand):
    """End the sitting for good, with what has been answered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SendMessage(StaffCommand):
    """Show a message on the participant's screen."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteIncident(StaffCommand):
    """Write something that happened into the journal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolveHelp(StaffCommand):
    """Close a call for help."""


# --- the server itself ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpireDeadline(Command):
    """Notice that time is up (sent by the sweep)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditOutage(Command):
    """Give back the time while the server was gone: from its last sign of life until it came back."""

    gone_at: datetime
    back_at: datetime = field()
