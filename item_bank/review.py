"""The way of an item's version from draft to use: which step follows which, who may take it, and why not.

Pure rules. Not here: where versions are kept (`cat_server.banks`), and what an item must hold in a state
(`item_tables`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from item_bank.items import STATES

FIRST = "draft"
"""The state of every new version."""

LAST = "retired"

IN_USE = ("practice", "pretest", "operational")
"""The states in which a release may hold an item."""

FORWARD: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "draft": ("reviewed",),
        "reviewed": ("approved",),
        "approved": IN_USE,
        "practice": (),
        "pretest": ("operational",),
        "operational": (),
        "retired": (),
    }
)
"""The next states of each; besides these, every item may be retired."""

BACK: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "draft": (),
        "reviewed": ("draft",),
        "approved": ("reviewed", "draft"),
        "practice": ("approved", "draft"),
        "pretest": ("approved", "draft"),
        "operational": ("pretest", "approved", "draft"),
        "retired": ("draft",),
    }
)
"""Where a version may be sent back to, with a note that says why."""

BY_ANOTHER_PERSON = frozenset({"reviewed", "approved"})
"""States that nobody may give to a version of their own."""


class ReviewCode(StrEnum):
    """Every reason for which a change to a stored item or bank is refused."""

    UNKNOWN_STATE = "unknown-state"
    ALREADY_THERE = "already-there"
    NOT_FROM_HERE = "not-from-here"
    OWN_VERSION = "own-version"
    NOTE_MISSING = "note-missing"
    NOT_READY = "not-ready"
    CHANGED_MEANWHILE = "changed-meanwhile"
    NOTHING_CHANGED = "nothing-changed"
    UNSOUND = "unsound"
    UNKNOWN_BANK = "unknown-bank"
    UNKNOWN_ITEM = "unknown-item"
    ID_TAKEN = "id-taken"
    MEDIA_TAKEN = "media-taken"


@dataclass(frozen=True, slots=True)
class Refusal:
    """A rule's no; its sentence is `review-<code>` in the catalogues, with these arguments.

    Arguments named `state` and `target` are states, whose words are `item-state-<state>`.
    """

    code: ReviewCode
    arguments: tuple[tuple[str, str | int], ...] = ()

    @property
    def sentence_key(self) -> str:
        """The key of the sentence in the catalogues."""
        return f"review-{self.code}"


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the newest version of an item is: its number, its state, and who wrote it."""

    version: int
    state: str
    author: str


@dataclass(frozen=True, slots=True)
class Step:
    """One state that a version could be given, and why this person may not give it (None: may)."""

    target: str
    needs_note: bool
    refusal: Refusal | None


def refused(code: ReviewCode, **arguments: str | int) -> Refusal:
    """A refusal with its arguments."""
    return Refusal(code, tuple(arguments.items()))


def needs_note(state: str, target: str) -> bool:
    """Whether this step goes back, and so asks for a reason."""
    return target in BACK.get(state, ())


def refusal_of_step(
    standing: Standing, target: str, *, by: str, note: str = "", seen_version: int | None = None
) -> Refusal | None:
    """Why `by` may not give the version the state `target`; None when it may be done.

    `seen_version` is the version that the person looked at: what was edited meanwhile, nobody has judged.
    """
    if seen_version is not None and seen_version != standing.version:
        return refused(ReviewCode.CHANGED_MEANWHILE, version=standing.version)
    state = standing.state
    if target not in STATES:
        return refused(ReviewCode.UNKNOWN_STATE, target=target[:32])
    if target == state:
        return refused(ReviewCode.ALREADY_THERE, state=state)
    if target == LAST:
        return None
    if target not in FORWARD[state] and not needs_note(state, target):
        return refused(ReviewCode.NOT_FROM_HERE, state=state, target=target)
    if needs_note(state, target):
        return None if note.strip() else refused(ReviewCode.NOTE_MISSING, target=target)
    if target in BY_ANOTHER_PERSON and by == standing.author:
        return refused(ReviewCode.OWN_VERSION, target=target)
    return None


def steps(standing: Standing, *, by: str) -> tuple[Step, ...]:
    """Every step from here, forward first, with why this person may not take it, if with a note."""
    targets = (*FORWARD[standing.state], *BACK[standing.state], LAST)
    return tuple(
        Step(
            target,
            needs_note(standing.state, target),
            refusal_of_step(standing, target, by=by, note="some reason"),
        )
        for target in targets
        if target != standing.state
    )


def refusal_of_edit(standing: Standing, *, seen_version: int) -> Refusal | None:
    """Why a new version may not follow: somebody wrote another one since this person began."""
    if seen_version != standing.version:
        return refused(ReviewCode.CHANGED_MEANWHILE, version=standing.version)
    return None
