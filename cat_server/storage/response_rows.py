"""The journal's rows that hold responses, streamed for analyses: who sat where, and what was answered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, select

from cat_server.storage import tables as t

_ROWS_AT_ONCE = 5_000


@dataclass(frozen=True, slots=True)
class SittingRow:
    """One sitting with its frame; `number` is the participant's."""

    sitting_id: str
    number: str
    hall_id: str
    hall: str
    release_digest: str


def sittings(
    connection: Connection, release_digests: Sequence[str], programme_id: str | None = None
) -> tuple[SittingRow, ...]:
    """The sittings of these releases, of one programme or of all, by id."""
    query = select(
        t.sittings.c.id,
        t.participants.c.number,
        t.halls.c.id.label("hall_id"),
        t.halls.c.name.label("hall"),
        t.sittings.c.release_digest,
    ).select_from(t.sittings.join(t.participants).join(t.halls))
    rows = connection.execute(_of(query, release_digests, programme_id).order_by(t.sittings.c.id))
    return tuple(SittingRow(*row) for row in rows)


def events(
    connection: Connection,
    release_digests: Sequence[str],
    types: Sequence[str],
    programme_id: str | None = None,
) -> Iterator[tuple[str, str, str]]:
    """Sitting, type and body of the events of these types, sitting by sitting, each in its order.

    The rows are fetched a few thousand at a time, so that no number of sittings fills the memory.
    """
    query = select(t.journal.c.stream, t.journal.c.type, t.journal.c.body).select_from(
        t.journal.join(t.sittings, t.sittings.c.id == t.journal.c.stream).join(t.halls)
    )
    query = (
        _of(query, release_digests, programme_id)
        .where(t.journal.c.type.in_(types))
        .order_by(t.journal.c.stream, t.journal.c.version)
    )
    result = connection.execution_options(yield_per=_ROWS_AT_ONCE).execute(query)
    for row in result:
        yield row[0], row[1], row[2]


def programmes(connection: Connection) -> tuple[tuple[str, str, str], ...]:
    """Id, title and release of every programme, by title."""
    query = select(t.programmes.c.id, t.programmes.c.title, t.programmes.c.release_digest)
    return tuple((row[0], row[1], row[2]) for row in connection.execute(query.order_by(t.programmes.c.title)))


def _of(query: Select[Any], release_digests: Sequence[str], programme_id: str | None) -> Select[Any]:
    query = query.where(t.sittings.c.release_digest.in_(release_digests))
    return query if programme_id is None else query.where(t.halls.c.programme_id == programme_id)
