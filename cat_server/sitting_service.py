"""The only shell around the core: load, decide, append, project, commit, publish. Not here: any rule.

A sitting is folded once and remembered at its version. A command is decided on what is remembered: if
somebody else has appended meanwhile, the journal's primary key refuses the write and the command is decided
again; if nothing would be written, the journal is asked whether the memory is still the newest.
"""

from __future__ import annotations

import hashlib
import logging
import threading
from collections import Counter, OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, tzinfo
from typing import Any

from sqlalchemy import Connection

from cat_server.clock import Clock
from cat_server.sitting import commands as c
from cat_server.sitting.decide import Decision, decide, sweep_at
from cat_server.sitting.events import SittingFinished, SittingStopped
from cat_server.sitting.exposure import EligibilityRow
from cat_server.sitting.refusals import Refusal
from cat_server.sitting.screens import Person, Screen, board_row, paper, participant_screen, written
from cat_server.sitting.state import SittingState, evolve
from cat_server.storage import boards, eligibility, journal, people
from cat_server.storage.database import Database
from cat_server.storage.releases import ReleaseStore
from item_bank.release import Release
from scoring.exposure import ItemEligibility

MOST_REMEMBERED = 5_000
MOST_TRIES = 8
FINAL_EVENTS = (SittingFinished.__name__, SittingStopped.__name__)

log = logging.getLogger(__name__)


class UnknownSittingError(LookupError):
    """There is no sitting of this id."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """Proof of what is durably stored: said only after the commit."""

    version: int
    hash: str
    at: str

    @property
    def code(self) -> str:
        """Eight signs of the hash, for people to read out."""
        return f"{self.hash[:4]}-{self.hash[4:8]}".upper()


@dataclass(frozen=True, slots=True)
class Sitting:
    """A folded sitting with what never changes about it and the head of its journal."""

    id: str
    person: Person
    release: Release
    state: SittingState
    receipt: Receipt
    final: Receipt | None = None
    """The receipt of the end of the exam; what is noted later does not change the code on the screen."""
    commands: Mapping[str, int] = field(default_factory=dict)
    """Version after each command that was carried out, by its id."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a command: a receipt when it holds, a refusal when a rule said no."""

    sitting: Sitting
    receipt: Receipt | None
    refusal: Refusal | None = None
    has_changed: bool = False


Listener = Callable[[Sitting, c.Command], None]


class SittingService:
    """Carries out commands on sittings."""

    def __init__(self, database: Database, releases: ReleaseStore, clock: Clock, zone: tzinfo = UTC) -> None:
        self._database = database
        self._releases = releases
        self._clock = clock
        self._zone = zone
        self._remembered: OrderedDict[str, Sitting] = OrderedDict()
        self._locks: dict[str, threading.Lock] = {}
        self._listeners: list[Listener] = []

    def on_change(self, listener: Listener) -> None:
        """Call `listener` with each sitting, and the command that changed it, after the change is durable."""
        self._listeners.append(listener)

    def load(self, sitting_id: str) -> Sitting:
        """The sitting as the journal has it now; `UnknownSittingError` if there is none."""
        known = self._remembered.get(sitting_id)
        with self._database.read() as connection:
            sitting = known or self._unfolded(connection, sitting_id)
            entries = journal.read(connection, sitting_id, sitting.state.version)
        if entries:
            sitting = _with_entries(sitting, entries)
        self._remember(sitting)
        return sitting

    def remembered(self, sitting_id: str) -> Sitting:
        """The sitting as this process last saw it: good enough to show, and checked before it decides."""
        return self._remembered.get(sitting_id) or self.load(sitting_id)

    def handle(self, sitting_id: str, command: c.Command, *, actor: str) -> Outcome:
        """Carry out a command once, however often it is sent.

        The outcome is returned after its events are durable. `UnknownSittingError` if there is no such
        sitting.
        """
        with self._locks.setdefault(sitting_id, threading.Lock()):
            outcome = self._handle(sitting_id, command, actor)
        if outcome.has_changed:
            self._tell(outcome.sitting, command)
        return outcome

    def screen(self, sitting: Sitting, *, with_draft: bool = True) -> Screen:
        """The participant's whole screen of this sitting, now; a new item needs no look for a draft."""
        draft = None
        if with_draft and sitting.state.current is not None:
            with self._database.read() as connection:
                draft = boards.draft(connection, sitting.id)
        return participant_screen(
            sitting.state,
            sitting.release,
            sitting.person,
            self._clock.now(),
            draft=draft,
            saved={
                "version": sitting.receipt.version,
                "code": sitting.receipt.code,
                "final_code": sitting.final.code if sitting.final else "",
                "at": sitting.receipt.at and written(datetime.fromisoformat(sitting.receipt.at), self._zone),
            },
            sitting_key=hashlib.sha256(sitting.id.encode()).hexdigest()[:16],
            zone=self._zone,
        )

    def paper(self, sitting: Sitting) -> Screen | None:
        """The items of the running fixed section, or None."""
        return paper(sitting.state, sitting.release)

    def save_draft(self, sitting_id: str, body: dict[str, Any] | None) -> None:
        """Keep what a participant has marked but not confirmed."""
        self._database.write(lambda connection: boards.save_draft(connection, sitting_id, body))

    def exposure(self, sitting: Sitting, section: int) -> tuple[tuple[int, ...], int]:
        """Counts for exposure control: of each item of the section's pool, and of sittings."""
        content = sitting.release.section(section)
        if not content.plan.is_adaptive:
            return (), 0
        with self._database.read() as connection:
            counts, n_examinees = boards.exposure_counts(connection, sitting.release.digest, section)
        return tuple(counts.get(item.id, 0) for item in content.items), n_examinees

    def start_section(self, sitting: Sitting, section: int, *, command_id: str, place: str) -> c.StartSection:
        """The command that starts a section, with everything that exposure control is to see, read once."""
        command = c.StartSection(command_id=command_id, place=place, section=section)
        if section not in range(len(sitting.release.sections)):
            return command
        counts, n_examinees = self.exposure(sitting, section)
        content = sitting.release.section(section)
        method, plan = content.exposure_method, content.plan.exposure
        rows: tuple[EligibilityRow, ...] = ()
        if isinstance(method, ItemEligibility):
            with self._database.read() as connection:
                rows = eligibility.counts(
                    connection, sitting.release.digest, section,
                    fading=method.fading, n_examinees=n_examinees,
                )  # fmt: skip
        return replace(
            command,
            exposure_counts=counts,
            n_examinees=n_examinees,
            eligibility_counts=rows,
            seen_items=self._seen_items(sitting, section) if plan and plan.avoids_seen_items else (),
            pretest_counts=self._pretest_counts(sitting, section),
        )

    def _pretest_counts(self, sitting: Sitting, section: int) -> tuple[int, ...]:
        """How often each item on trial was given as one, by this release and earlier ones of the bank."""
        items = [item.id for item in sitting.release.section(section).pretest]
        if not items:
            return ()
        found: Counter[str] = Counter()
        with self._database.read() as connection:
            for digest, place, item, n in boards.exposure_of(connection, items):
                release = self._releases.get(digest)
                if release.bank_id == sitting.release.bank_id and item in release.section(place).trials.by_id:
                    found[item] += n
        return tuple(found[item] for item in items)

    def _seen_items(self, sitting: Sitting, section: int) -> tuple[tuple[str, ...], ...]:
        """The items of the section that the same person was given in earlier sittings from the same bank."""
        with self._database.read() as connection:
            tests = eligibility.earlier_items(connection, sitting.id)
        content = sitting.release.section(section)
        own = {item.id for item in (*content.items, *content.pretest)}
        found = []
        for digest, items in tests:
            if self._releases.get(digest).bank_id == sitting.release.bank_id:
                found.append(tuple(item for item in dict.fromkeys(items) if item in own))
        return tuple(test for test in found if test)

    # --- inside ----------------------------------------------------------------------------------------

    def _handle(self, sitting_id: str, command: c.Command, actor: str) -> Outcome:
        sitting = self.remembered(sitting_id)
        for _ in range(MOST_TRIES):
            if command.command_id in sitting.commands:
                return Outcome(sitting, sitting.receipt)
            now = self._clock.now()
            decision = decide(sitting.state, command, now, sitting.release)
            if not decision.events:
                newest = self.load(sitting_id)
                if newest.state.version != sitting.state.version:
                    sitting = newest
                    continue
                return Outcome(sitting, None if decision.refusal else sitting.receipt, decision.refusal)
            command_id = "" if decision.refusal else command.command_id
            entries = journal.chain(
                sitting_id,
                decision.events,
                after_version=sitting.state.version,
                after_hash=sitting.receipt.hash,
                recorded_at=now,
                actor=actor,
                command_id=command_id,
            )
            after = _advanced(sitting, decision, entries)
            try:
                self._database.write(_Append(after, entries, decision))
            except journal.VersionConflictError:
                sitting = self.load(sitting_id)
                continue
            self._remember(after)
            return Outcome(
                after, None if decision.refusal else after.receipt, decision.refusal, has_changed=True
            )
        message = f"sitting {sitting_id} changed {MOST_TRIES} times while one command was being carried out"
        raise RuntimeError(message)

    def _tell(self, sitting: Sitting, command: c.Command) -> None:
        """Tell every listener; what is durable stays said, whatever becomes of a listener."""
        for listener in self._listeners:
            try:
                listener(sitting, command)
            except Exception:
                log.exception("a listener failed after %s on sitting %s", type(command).__name__, sitting.id)

    def _unfolded(self, connection: Connection, sitting_id: str) -> Sitting:
        booking = people.booking(connection, sitting_id)
        participant = people.participant(connection, booking.participant_id) if booking else None
        if booking is None or participant is None:
            raise UnknownSittingError(sitting_id)
        release = self._releases.get(booking.release_digest)
        return Sitting(
            sitting_id, participant.person, release, SittingState(), Receipt(0, journal.GENESIS, "")
        )

    def _remember(self, sitting: Sitting) -> None:
        known = self._remembered.get(sitting.id)
        if known is None or known.state.version <= sitting.state.version:
            self._remembered[sitting.id] = sitting
        self._remembered.move_to_end(sitting.id)
        while len(self._remembered) > MOST_REMEMBERED:
            self._remembered.popitem(last=False)


class _Append:
    """The write of one decision: journal, board and exposure in one transaction."""

    def __init__(self, after: Sitting, entries: tuple[journal.Entry, ...], decision: Decision) -> None:
        self._after = after
        self._entries = entries
        self._decision = decision

    def __call__(self, connection: Connection) -> None:
        journal.append(connection, self._entries)
        boards.record(connection, board_line(self._after))
        boards.count_exposure(connection, self._after.release.digest, self._decision.events)
        eligibility.count(connection, self._after.release, self._after.state, self._decision.events)


def board_line(sitting: Sitting) -> boards.Line:
    """The line that a sitting's state calls for on its hall's board."""
    state = sitting.state
    at = sweep_at(state, sitting.release)
    row = board_row(state, sitting.release, sitting.person)
    return boards.Line(
        sitting.id, state.hall_id, state.version, state.seat, row, at.isoformat() if at else None
    )


def _advanced(sitting: Sitting, decision: Decision, entries: tuple[journal.Entry, ...]) -> Sitting:
    state = sitting.state
    for event in decision.events:
        state = evolve(state, event)
    return _head(sitting, state, entries)


def _with_entries(sitting: Sitting, entries: tuple[journal.Entry, ...]) -> Sitting:
    state = sitting.state
    for entry in entries:
        state = evolve(state, entry.event)
    return _head(sitting, state, entries)


def _head(sitting: Sitting, state: SittingState, entries: tuple[journal.Entry, ...]) -> Sitting:
    last = entries[-1]
    commands = {
        **sitting.commands,
        **{entry.command_id: entry.version for entry in entries if entry.command_id},
    }
    final = sitting.final
    for entry in entries:
        if entry.type in FINAL_EVENTS:
            final = Receipt(entry.version, entry.hash, entry.recorded_at)
    receipt = Receipt(last.version, last.hash, last.recorded_at)
    return replace(sitting, state=state, receipt=receipt, final=final, commands=commands)
