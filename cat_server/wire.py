"""What browsers may send, exactly: fields, types, sizes. Not here: who may send it, and what comes of it.

A message that does not fit is malformed, and its sender is told which field in a sentence; nothing is
guessed.
"""

from __future__ import annotations

import re
from typing import Annotated, Any, TypeVar

import msgspec
from msgspec import Meta

from item_bank.interactions import LONGEST_TEXT, MOST_GAPS, MOST_PARTS, MOST_PLACES

LARGEST_MESSAGE_BYTES = 256 * 1024
"""Larger frames end the connection; smaller ones that do not fit a message are told what is wrong."""

CommandId = Annotated[str, Meta(pattern=r"^[A-Za-z0-9_-]{16,64}\Z")]
Identifier = Annotated[str, Meta(pattern=r"^[A-Za-z0-9_-]{1,64}\Z")]
SectionIndex = Annotated[int, Meta(ge=0, le=99)]
Position = Annotated[int, Meta(ge=1, le=9999)]
Milliseconds = Annotated[int, Meta(ge=0, le=7 * 24 * 3600 * 1000)]
# No zero byte and no half of a surrogate pair: both pass through JSON, and neither can be stored or hashed.
_STORABLE = r"^[^\x00\ud800-\udfff]*\Z"
ShortText = Annotated[str, Meta(max_length=64, pattern=_STORABLE)]
LongText = Annotated[str, Meta(max_length=1000, pattern=_STORABLE)]
WrittenText = Annotated[str, Meta(max_length=LONGEST_TEXT, pattern=_STORABLE)]
Seconds = Annotated[int, Meta(ge=-100_000, le=100_000)]


class MalformedError(ValueError):
    """A message that this server does not speak; `field` names the part that was wrong."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


class Message(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Anything on a socket."""


class CommandMessage(Message, frozen=True, kw_only=True):
    """A message that asks for a change; sending it again is the same request."""

    command_id: CommandId


# --- participant ---------------------------------------------------------------------------------------


class Plain(CommandMessage, frozen=True, kw_only=True):
    """A command that says everything by its name."""


class ChooseLanguage(CommandMessage, frozen=True, kw_only=True):
    """Fields of choose_language."""

    language: ShortText


class EnterHall(CommandMessage, frozen=True, kw_only=True):
    """Fields of enter_hall."""

    pin: ShortText


class OfSection(CommandMessage, frozen=True, kw_only=True):
    """Fields of start_section, finish_section."""

    section: SectionIndex


# As many as a bank may ask for, so that no item exists whose answer cannot be sent.
Place = Annotated[int, Meta(ge=0, lt=MOST_PLACES)]
Places = Annotated[list[Place], Meta(max_length=MOST_PLACES)]
MOST_PAIRS = 1_000


class PartResponse(Message, frozen=True, kw_only=True):
    """A response to one interaction, options by their places on the screen, from 0.

    Which of the fields an item takes follows from its interaction (`item_bank.responses`).
    """

    choice: Place | msgspec.UnsetType = msgspec.UNSET
    choices: Places | msgspec.UnsetType = msgspec.UNSET
    order: Places | msgspec.UnsetType = msgspec.UNSET
    best: Place | msgspec.UnsetType | None = msgspec.UNSET
    worst: Place | msgspec.UnsetType | None = msgspec.UNSET
    ratings: Annotated[list[Place | None], Meta(max_length=MOST_PLACES)] | msgspec.UnsetType = msgspec.UNSET
    pairs: (
        Annotated[list[Annotated[list[Place], Meta(min_length=2, max_length=2)]], Meta(max_length=MOST_PAIRS)]
        | msgspec.UnsetType
    ) = msgspec.UNSET
    gaps: Annotated[list[Place | None], Meta(max_length=MOST_GAPS)] | msgspec.UnsetType = msgspec.UNSET
    text: WrittenText | msgspec.UnsetType = msgspec.UNSET


class Response(PartResponse, frozen=True, kw_only=True):
    """A response to an item, which may have several interactions."""

    parts: Annotated[list[PartResponse | None], Meta(max_length=MOST_PARTS)] | msgspec.UnsetType = (
        msgspec.UNSET
    )

    @property
    def fields(self) -> dict[str, Any]:
        """What was sent, as plain values."""
        return dict(msgspec.to_builtins(self))


class SubmitResponse(CommandMessage, frozen=True, kw_only=True):
    """Fields of submit_response."""

    section: SectionIndex
    position: Position
    response: Response
    shown_ms: Milliseconds
    age_ms: Milliseconds = 0


class FlagItem(CommandMessage, frozen=True, kw_only=True):
    """Fields of flag_item."""

    section: SectionIndex
    position: Position
    is_flagged: bool


class CallProctor(CommandMessage, frozen=True, kw_only=True):
    """Fields of call_proctor."""

    reason: ShortText


class ReportFocusLost(CommandMessage, frozen=True, kw_only=True):
    """Fields of report_focus_lost."""

    lost_ms: Milliseconds


class Beat(Message, frozen=True, kw_only=True):
    """A sign of life, with how many answers wait in the browser."""

    unsent: Annotated[int, Meta(ge=0, le=10_000)] = 0


class SaveDraft(Message, frozen=True, kw_only=True):
    """What is marked on the screen but not confirmed, and where the participant is."""

    section: SectionIndex
    position: Position
    response: Response | None = None


class ChooseSeat(Message, frozen=True, kw_only=True):
    """Which seat this computer stands at."""

    hall_id: Identifier
    seat: ShortText


class CheckIn(Message, frozen=True, kw_only=True):
    """Participant number or NIP, and the PIN on the card."""

    number: ShortText
    pin: ShortText


# --- proctor -------------------------------------------------------------------------------------------


class OfHall(CommandMessage, frozen=True, kw_only=True):
    """Fields of watch_hall, reveal_pin, rotate_pin, open_hall."""

    hall_id: Identifier


class WatchHall(Message, frozen=True, kw_only=True):
    """Fields of watch_hall; a command id is accepted and not needed."""

    hall_id: Identifier
    command_id: CommandId | None = None


class OpenSitting(Message, frozen=True, kw_only=True):
    """Fields of open_sitting: the drawer of one person."""

    sitting_id: Identifier
    hall_id: Identifier | None = None
    command_id: CommandId | None = None


class CloseHall(OfHall, frozen=True, kw_only=True):
    """Fields of close_hall."""

    typed_name: Annotated[str, Meta(max_length=200, pattern=_STORABLE)]


class OnSitting(CommandMessage, frozen=True, kw_only=True):
    """A request about one sitting, with its category and reason."""

    sitting_id: Identifier
    hall_id: Identifier | None = None
    category: ShortText
    reason: LongText


class GiveTime(OnSitting, frozen=True, kw_only=True):
    """Fields of give_time."""

    seconds: Seconds


class MoveSeat(OnSitting, frozen=True, kw_only=True):
    """Fields of move_seat."""

    seat: ShortText


class SendMessage(OnSitting, frozen=True, kw_only=True):
    """Fields of send_message."""

    text: LongText


class OnHall(OfHall, frozen=True, kw_only=True):
    """A request about everybody in a hall, with its category and reason."""

    category: ShortText
    reason: LongText


class GiveTimeHall(OnHall, frozen=True, kw_only=True):
    """Fields of give_time_hall."""

    seconds: Seconds


class MessageHall(OnHall, frozen=True, kw_only=True):
    """Fields of message_hall."""

    text: LongText


M = TypeVar("M", bound=Message)

_PATH = re.compile(r"at `\$\.?([A-Za-z0-9_.\[\]]*)`|field `([A-Za-z0-9_]{1,40})`")


def read(kind: type[M], payload: Any) -> M:
    """The message that was sent.

    Raises:
        MalformedError: a field is missing, unknown, of another type or too large.
    """
    if not isinstance(payload, dict):
        raise MalformedError(field="message")
    try:
        return msgspec.convert(payload, kind)
    except msgspec.ValidationError as error:
        found = _PATH.search(str(error))
        raise MalformedError(field=(found and (found[1] or found[2])) or "message") from None
    except UnicodeEncodeError:  # the name of a field with half of a surrogate pair
        raise MalformedError(field="message") from None
