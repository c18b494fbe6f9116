"""The hall's rows and the counts of exposure, derived from events in the transaction that appends them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from cat_server.sitting import events as e
from cat_server.sitting.screens import Screen
from cat_server.storage.event_codec import AnyEvent
from cat_server.storage.tables import boards, drafts, exposure

_EXAMINEES = ""

Exposed = tuple[str, int, str]
"""Release, section and item; the item '' stands for the sittings that started the section."""


@dataclass(frozen=True, slots=True)
class Line:
    """One sitting on its hall's board."""

    sitting_id: str
    hall_id: str
    version: int
    seat: str
    row: Screen
    sweep_at: str | None


def record(connection: Connection, line: Line) -> None:
    """Write a sitting's line over its older one."""
    values = {name: getattr(line, name) for name in Line.__slots__}
    connection.execute(_WRITE_LINE[connection.dialect.name], values)


def of_hall(connection: Connection, hall_id: str) -> tuple[Line, ...]:
    """The lines of a hall, by seat."""
    rows = connection.execute(select(boards).where(boards.c.hall_id == hall_id).order_by(boards.c.seat))
    return tuple(Line(**row._mapping) for row in rows)


def of_sitting(connection: Connection, sitting_id: str) -> Line | None:
    """The line of one sitting."""
    row = connection.execute(select(boards).where(boards.c.sitting_id == sitting_id)).first()
    return Line(**row._mapping) if row else None


def due(connection: Connection, now: datetime) -> tuple[str, ...]:
    """The sittings whose deadline and grace have passed."""
    query = (
        select(boards.c.sitting_id).where(boards.c.sweep_at <= now.isoformat()).order_by(boards.c.sweep_at)
    )
    return tuple(connection.scalars(query))


def with_deadline(connection: Connection) -> tuple[str, ...]:
    """The sittings whose clock runs."""
    query = select(boards.c.sitting_id).where(boards.c.sweep_at.is_not(None)).order_by(boards.c.sitting_id)
    return tuple(connection.scalars(query))


# --- exposure ------------------------------------------------------------------------------------------


def exposed(release_digest: str, events: Sequence[AnyEvent]) -> list[Exposed]:
    """What these events administered: a sitting at a section's start, an item when it is presented."""
    keys: list[Exposed] = []
    for event in events:
        if isinstance(event, e.SectionStarted) and event.kind == "adaptive":
            keys.append((release_digest, event.section, _EXAMINEES))
        elif isinstance(event, e.ItemPresented):
            keys.append((release_digest, event.section, event.item))
    return sorted(keys)


def count_exposure(connection: Connection, release_digest: str, events: Sequence[AnyEvent]) -> None:
    """Count what these events administered: a sitting at a section's start, an item when it is presented."""
    rows = [
        {"release_digest": digest, "section": section, "item": item, "n": 1}
        for digest, section, item in exposed(release_digest, events)
    ]
    if rows:
        connection.execute(_COUNT_ONE_MORE[connection.dialect.name], rows)


def exposure_counts(connection: Connection, release_digest: str, section: int) -> tuple[dict[str, int], int]:
    """How often each item of a section has been administered, and to how many sittings the section."""
    rows = connection.execute(
        select(exposure.c.item, exposure.c.n).where(
            exposure.c.release_digest == release_digest, exposure.c.section == section
        )
    )
    counts = {item: int(n) for item, n in rows}
    return counts, counts.pop(_EXAMINEES, 0)


def exposure_of(connection: Connection, items: Sequence[str]) -> tuple[tuple[str, int, str, int], ...]:
    """Release, section, item and count of these items, whatever release they were given by."""
    rows = connection.execute(select(exposure).where(exposure.c.item.in_(items)))
    return tuple((str(row.release_digest), int(row.section), str(row.item), int(row.n)) for row in rows)


def all_exposure(connection: Connection) -> dict[Exposed, int]:
    """Every count, for checking them against the journals."""
    rows = connection.execute(select(exposure))
    return {(row.release_digest, row.section, row.item): int(row.n) for row in rows}


# --- drafts --------------------------------------------------------------------------------------------


def save_draft(connection: Connection, sitting_id: str, body: dict[str, Any] | None) -> None:
    """Keep what a participant has marked but not confirmed; not an event, only the newest counts."""
    if body is None:
        connection.execute(delete(drafts).where(drafts.c.sitting_id == sitting_id))
        return
    updated = connection.execute(update(drafts).where(drafts.c.sitting_id == sitting_id).values(body=body))
    if updated.rowcount == 0:
        connection.execute(insert(drafts), {"sitting_id": sitting_id, "body": body})


def draft(connection: Connection, sitting_id: str) -> dict[str, Any] | None:
    """The newest draft of a sitting."""
    body = connection.scalar(select(drafts.c.body).where(drafts.c.sitting_id == sitting_id))
    return dict(body) if body else None


# --- statements ---------------------------------------------------------------------------------------


_DIALECTS = (("sqlite", sqlite.insert), ("postgresql", postgresql.insert))


def _over_older(insert_into: Any) -> Any:
    statement = insert_into(boards)
    newer = {column.name: statement.excluded[column.name] for column in boards.c if not column.primary_key}
    return statement.on_conflict_do_update(index_elements=["sitting_id"], set_=newer)


def _one_more(insert_into: Any) -> Any:
    return insert_into(exposure).on_conflict_do_update(
        index_elements=["release_digest", "section", "item"], set_={"n": exposure.c.n + 1}
    )


# Made once: putting such a statement together costs more than running it.
_WRITE_LINE = {name: _over_older(insert_into) for name, insert_into in _DIALECTS}
_COUNT_ONE_MORE = {name: _one_more(insert_into) for name, insert_into in _DIALECTS}
