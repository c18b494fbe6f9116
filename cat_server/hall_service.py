"""The shell around a hall's core: its journal, its session PIN, and whether people may enter."""

from __future__ import annotations

import hmac
import secrets
import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from cat_server import hall as core
from cat_server.clock import Clock
from cat_server.storage import boards, journal, people
from cat_server.storage.database import Database

PIN_DIGITS = 4


class UnknownHallError(LookupError):
    """There is no hall of this id."""


@dataclass(frozen=True, slots=True)
class HallNow:
    """A hall with its folded journal."""

    hall: people.Hall
    state: core.HallState
    head_hash: str
    commands: frozenset[str] = frozenset()
    """Ids of the requests that were carried out."""

    def accepts(self, pin: str) -> bool:
        """Whether this is the session PIN, compared in constant time."""
        return bool(self.state.pin) and hmac.compare_digest(pin.strip().encode(), self.state.pin.encode())


class HallService:
    """Carries out requests on halls."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._remembered: dict[str, HallNow] = {}
        self._lock = threading.Lock()
        self._listeners: list[Callable[[HallNow], None]] = []

    def on_change(self, listener: Callable[[HallNow], None]) -> None:
        """Call `listener` with each hall after a change to it is durable."""
        self._listeners.append(listener)

    def all(self) -> tuple[HallNow, ...]:
        """Every hall."""
        with self._database.read() as connection:
            halls = people.halls(connection)
        return tuple(self.load(hall.id) for hall in halls)

    def load(self, hall_id: str) -> HallNow:
        """The hall as its journal has it now; `UnknownHallError` if there is none."""
        known = self._remembered.get(hall_id)
        with self._database.read() as connection:
            if known is None:
                frame = people.hall(connection, hall_id)
                if frame is None:
                    raise UnknownHallError(hall_id)
                known = HallNow(frame, core.HallState(), journal.GENESIS)
            entries = journal.read(connection, hall_id, known.state.version)
        if entries:
            state = core.fold((entry.event for entry in entries), known.state)
            commands = known.commands | {entry.command_id for entry in entries if entry.command_id}
            known = HallNow(known.hall, state, entries[-1].hash, commands)
        self._remembered[hall_id] = known
        return known

    def lines(self, hall_id: str) -> tuple[boards.Line, ...]:
        """The hall's board."""
        with self._database.read() as connection:
            return boards.of_hall(connection, hall_id)

    def prepare(self, hall_id: str, *, by: str) -> HallNow | core.HallRefusal:
        """Give the hall its first session PIN."""
        return self._handle(hall_id, core.HallCommand("prepare", by, _fresh_pin()))

    def rotate_pin(self, hall_id: str, *, by: str, command_id: str = "") -> HallNow | core.HallRefusal:
        """Replace the session PIN."""
        return self._handle(hall_id, core.HallCommand("rotate_pin", by, _fresh_pin()), command_id)

    def open(self, hall_id: str, *, by: str, command_id: str = "") -> HallNow | core.HallRefusal:
        """Let people enter with the session PIN."""
        return self._handle(hall_id, core.HallCommand("open", by), command_id)

    def close(self, hall_id: str, *, by: str, command_id: str = "") -> HallNow | core.HallRefusal:
        """End the session, once nobody works any more."""
        unfinished = sum(line.row["state"] in ("working", "paused") for line in self.lines(hall_id))
        return self._handle(hall_id, core.HallCommand("close", by, n_unfinished=unfinished), command_id)

    def _handle(
        self, hall_id: str, command: core.HallCommand, command_id: str = ""
    ) -> HallNow | core.HallRefusal:
        with self._lock:
            after = self._carried_out(hall_id, command, command_id)
        if isinstance(after, HallNow):
            for listener in self._listeners:
                listener(after)
        return after

    def _carried_out(
        self, hall_id: str, command: core.HallCommand, command_id: str
    ) -> HallNow | core.HallRefusal:
        """The hall after the request, which is decided again whenever another process was faster."""
        while True:
            before = self.load(hall_id)
            if command_id and command_id in before.commands:
                return before
            now = self._clock.now()
            decided = core.decide(before.state, command, now)
            if isinstance(decided, str):
                return decided
            entries = journal.chain(
                hall_id,
                decided,
                after_version=before.state.version,
                after_hash=before.head_hash,
                recorded_at=now,
                actor=command.by,
                command_id=command_id,
            )
            try:
                self._database.write(partial(journal.append, entries=entries))
            except journal.VersionConflictError:
                continue
            return self.load(hall_id)


def _fresh_pin() -> str:
    return "".join(secrets.choice("0123456789") for _ in range(PIN_DIGITS))
