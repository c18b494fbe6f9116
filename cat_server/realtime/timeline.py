"""What happened in one sitting, as the proctor's drawer tells it: no items, no answers, no scores."""

from __future__ import annotations

from typing import Any

from cat_server.server import Server
from cat_server.sitting import events as e
from cat_server.sitting.screens import ledger, written
from cat_server.sitting_service import Sitting
from cat_server.storage import journal

_UNTOLD = (e.ItemPresented, e.ResponseRecorded, e.ResponseChanged, e.ResponseTakenBack, e.ItemFlagged)
_TOLD_FIELDS = (
    "seat",
    "old_seat",
    "section",
    "seconds",
    "stopped_seconds",
    "category",
    "reason",
    "text",
    "lost_ms",
)


def detail(server: Server, sitting: Sitting, language: str) -> dict[str, Any]:
    """The timeline, the ledger of time and the person of one sitting."""
    with server.database.read() as connection:
        entries = journal.read(connection, sitting.id)
    lines = []
    for entry in entries:
        event = entry.event
        if isinstance(event, _UNTOLD):
            continue
        arguments = {name: _plain(getattr(event, name)) for name in _TOLD_FIELDS if hasattr(event, name)}
        lines.append(
            {
                "at": written(event.at, server.zone),
                "server_version": entry.version,
                "key": f"timeline-{_kebab(entry.type)}",
                "arguments": arguments,
                "by": getattr(event, "by", None),
            }
        )
    person = sitting.person
    return {
        "timeline": lines,
        "ledger": [
            line | {"section_title": sitting.release.section(line["section"]).plan.title[language]}
            for line in ledger(sitting.state, server.zone)
        ],
        "person": {
            "number": person.number,
            "name": person.name,
            "nip_masked": person.nip_masked,
            "post": person.post,
            "office": person.office,
            "seat": sitting.state.seat,
        },
    }


def _plain(value: object) -> object:
    return round(value, 1) if isinstance(value, float) else value


def _kebab(name: str) -> str:
    return "".join(f"-{sign.lower()}" if sign.isupper() else sign for sign in name).lstrip("-")
