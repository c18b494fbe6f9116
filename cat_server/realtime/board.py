"""A hall's board as proctors see it: rows with what time alone changes, and what each button may do."""

from __future__ import annotations

from datetime import datetime, tzinfo
from typing import Any

from cat_server.access import ALLOWED, PROCTOR
from cat_server.realtime.presence import Presence
from cat_server.server import Server
from cat_server.sitting import commands as c
from cat_server.sitting import timing
from cat_server.sitting.decide import may
from cat_server.sitting.refusals import Refusal
from cat_server.sitting.screens import board_row, written
from cat_server.sitting_service import Sitting
from cat_server.texts import text

_WHO = {"command_id": "", "by": "", "category": "proctor", "reason": "?"}
_PROBES: dict[str, c.StaffCommand] = {
    "pause_sitting": c.PauseSitting(**_WHO),
    "resume_sitting": c.ResumeSitting(**_WHO),
    "give_time": c.GiveTime(**_WHO, seconds=60),
    "move_seat": c.MoveSeat(**_WHO, seat="?", is_seat_free=True),
    "release_place": c.ReleasePlace(**_WHO),
    "stop_sitting": c.StopSitting(**_WHO),
    "send_message": c.SendMessage(**_WHO, text="?"),
    "note_incident": c.NoteIncident(**_WHO),
    "resolve_help": c.ResolveHelp(**_WHO),
}
"""What each button would ask for: the core itself says whether it would be refused, and why."""

Row = dict[str, Any]


def row_of(sitting: Sitting, presence: Presence, now: datetime, language: str, zone: tzinfo) -> Row:
    """One sitting's row, with seconds left and the age of the last contact at `now`."""
    state = sitting.state
    row = board_row(state, sitting.release, sitting.person)
    contact = presence.of(sitting.id)
    age = presence.age_seconds(sitting.id)
    if row["help"]:
        row["help"]["since"] = written(datetime.fromisoformat(row["help"]["since"]), zone)
    section = state.current
    if section is not None:
        row["remaining_seconds"] = round(timing.remaining_seconds(section, now), 1)
        row["section"]["title"] = sitting.release.section(section.index).plan.title[language]
    row["sitting_id"] = sitting.id
    row["time_is_running"] = section is not None and section.paused_since is None
    row["is_connected"] = bool(contact and contact.n_sockets)
    row["contact_age_seconds"] = None if age is None else round(age, 1)
    row["unsent"] = contact.unsent if contact else 0
    row["allowed"] = {
        name: None
        if (refusal := may(state, probe, now, sitting.release)) is None
        else sentence(refusal, language)
        for name, probe in _PROBES.items()
    }
    return row


def sentence(refusal: Refusal, language: str) -> str:
    """The refusal in words."""
    return text(language, f"error-{refusal.code}", **refusal.arguments)


def hall_of(server: Server, hall_id: str, language: str) -> Row:
    """The hall's head on the board; the PIN is told only when a proctor reveals it."""
    now = server.halls.load(hall_id)
    working = sum(line.row["state"] in ("working", "paused") for line in server.halls.lines(hall_id))
    why = None
    if now.state.state != "open":
        why = text(language, "error-hall-not-open" if now.state.state == "preparing" else "error-hall-closed")
    elif working:
        why = text(language, "error-hall-has-unfinished")
    return {
        "id": now.hall.id,
        "version": now.state.version,
        "name": now.hall.name,
        "agency": now.hall.agency,
        "programme": now.hall.programme,
        "state": now.state.state,
        "opened_at": written(now.state.opened_at, server.zone) if now.state.opened_at else None,
        "seats": [{"label": seat.label, "row": seat.row, "column": seat.column} for seat in now.hall.seats],
        "can_close": {"allowed": why is None, "why": why},
    }


def board_of(server: Server, hall_id: str, presence: Presence, language: str) -> Row:
    """The whole board of a hall."""
    now = server.clock.now()
    rows = [
        row_of(server.sittings.remembered(line.sitting_id), presence, now, language, server.zone)
        for line in server.halls.lines(hall_id)
    ]
    return {"hall": hall_of(server, hall_id, language), "rows": rows, "server_time": server.written_now()}


assert set(_PROBES) <= set(ALLOWED)  # noqa: S101 - a button without a line in the table of access is a mistake
assert all(PROCTOR in ALLOWED[name] for name in _PROBES)  # noqa: S101
