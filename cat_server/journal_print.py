"""A journal for people: one line per event, times first, what matters in words."""

from __future__ import annotations

import json
from datetime import datetime

from cat_server.server import Server
from cat_server.storage import journal, people
from cat_server.storage.journal import Entry

_LONG = 100


def lines(server: Server, wanted: str) -> list[str]:
    """The lines of a stream, found by its id or by a participant's number; none where there is none."""
    with server.database.read() as connection:
        stream = wanted
        entries = journal.read(connection, stream)
        if not entries:
            for booking in people.bookings(connection):
                participant = people.participant(connection, booking.participant_id)
                if participant and wanted.upper() == participant.person.number:
                    stream = booking.sitting_id
                    entries = journal.read(connection, stream)
    if not entries:
        return []
    return [f"journal {stream}", *(_line(entry) for entry in entries), f"head {entries[-1].hash}"]


def _line(entry: Entry) -> str:
    fields = json.loads(entry.body)
    at = datetime.fromisoformat(fields.pop("at"))
    told = ", ".join(
        f"{name} {_short(value)}" for name, value in sorted(fields.items()) if value not in (None, (), [])
    )
    return (
        f"{entry.version:>4}  {at:%Y-%m-%d %H:%M:%S.%f}"[:-3]
        + f"  {entry.type:<18} {told}  [{entry.hash[:8]}]"
    )


def _short(value: object) -> str:
    if isinstance(value, float):
        return f"{round(value, 4):g}"
    if isinstance(value, dict):
        return ", ".join(f"{name} {_short(inner)}" for name, inner in value.items())
    if isinstance(value, list):
        text = " ".join(_short(inner) for inner in value)
        return f"({text})" if len(text) <= _LONG else f"({len(value)} entries)"
    return str(value)
