"""The append-only, hash-chained journal, keyed `(stream, version)`. A stream is one sitting or one hall.

Each row's hash covers the row before, so that changing one by SQL breaks every later one; the primary key
makes two writers of one version impossible.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, insert, select
from sqlalchemy.exc import IntegrityError

from cat_server.storage import event_codec
from cat_server.storage.event_codec import AnyEvent
from cat_server.storage.tables import journal

GENESIS = "0" * 64

_ADD = insert(journal)


class VersionConflictError(Exception):
    """Somebody else has appended to the stream since it was read."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the journal."""

    stream: str
    version: int
    type: str
    body: str
    recorded_at: str
    actor: str
    command_id: str
    previous_hash: str
    hash: str

    @property
    def event(self) -> AnyEvent:
        return event_codec.decode(self.type, self.body)

    @property
    def expected_hash(self) -> str:
        """The hash that the row's contents call for."""
        return entry_hash(
            self.previous_hash,
            (self.stream, self.version, self.type, self.body, self.recorded_at, self.actor, self.command_id),
        )


def entry_hash(previous_hash: str, contents: tuple[str, int, str, str, str, str, str]) -> str:
    """SHA-256 over the row before and this row's contents."""
    text = json.dumps([previous_hash, *contents], separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def chain(
    stream: str,
    events: Sequence[AnyEvent],
    *,
    after_version: int,
    after_hash: str,
    recorded_at: datetime,
    actor: str,
    command_id: str,
) -> tuple[Entry, ...]:
    """The rows that add these events to a stream whose head is `(after_version, after_hash)`."""
    entries: list[Entry] = []
    previous = after_hash
    instant = recorded_at.isoformat()
    for version, event in enumerate(events, start=after_version + 1):
        type_name, body = event_codec.encode(event)
        own = entry_hash(previous, (stream, version, type_name, body, instant, actor, command_id))
        entries.append(Entry(stream, version, type_name, body, instant, actor, command_id, previous, own))
        previous = own
    return tuple(entries)


def append(connection: Connection, entries: Sequence[Entry]) -> None:
    """Add rows; `VersionConflictError` if one of these versions exists."""
    rows = [{name: getattr(entry, name) for name in Entry.__slots__} for entry in entries]
    try:
        connection.execute(_ADD, rows)
    except IntegrityError as error:
        message = f"stream {entries[0].stream} already has version {entries[0].version}"
        raise VersionConflictError(message) from error


def read(connection: Connection, stream: str, after_version: int = 0) -> tuple[Entry, ...]:
    """The rows of a stream after a version, in order."""
    rows = connection.execute(
        select(journal)
        .where(journal.c.stream == stream, journal.c.version > after_version)
        .order_by(journal.c.version)
    )
    return tuple(Entry(**row._mapping) for row in rows)


def streams(connection: Connection) -> tuple[str, ...]:
    """The ids of all streams."""
    return tuple(connection.scalars(select(journal.c.stream).distinct().order_by(journal.c.stream)))


def length(connection: Connection) -> int:
    """How many events the journal holds."""
    return int(connection.scalar(select(func.count()).select_from(journal)) or 0)
