"""What goes out unasked: screens to participants, rows to boards, at most four batches a second."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable
from typing import Any

import socketio

from cat_server.hall_service import HallNow
from cat_server.realtime import board
from cat_server.realtime.presence import Presence
from cat_server.server import Server
from cat_server.sitting import commands as c
from cat_server.sitting_service import Sitting

PARTICIPANT = "/participant"
PROCTOR = "/proctor"
SECONDS_BETWEEN_BATCHES = 0.25
SECONDS_BETWEEN_SIGNS = 1.0

log = logging.getLogger(__name__)


def sitting_room(sitting_id: str) -> str:
    """The room of one sitting's computer."""
    return f"sitting:{sitting_id}"


def board_room(hall_id: str, language: str) -> str:
    """The room of a hall's boards in one language."""
    return f"board:{hall_id}:{language}"


def hall_view(server: Server, hall_id: str) -> dict[str, Any]:
    """What a participant may know of the hall."""
    hall = server.halls.load(hall_id)
    states = [line.row["state"] for line in server.halls.lines(hall_id)]
    return {
        "version": hall.state.version,
        "name": hall.hall.name,
        "agency": hall.hall.agency,
        "is_open": hall.state.state == "open",
        "is_closed": hall.state.state == "closed",
        "expected": len(states),
        "ready": sum(state not in ("absent", "checking_in", "on_hold") for state in states),
    }


class Publisher:
    """Collects what has changed and sends it in batches."""

    def __init__(self, sockets: socketio.Server, server: Server, presence: Presence) -> None:
        self._sockets = sockets
        self._server = server
        self._presence = presence
        self._changed: dict[str, dict[str, Sitting]] = {}
        self._halls_to_tell: set[str] = set()
        self._boards_to_tell: set[str] = set()
        self._watchers: Counter[tuple[str, str]] = Counter()
        server.sittings.on_change(self.sitting_changed)
        server.halls.on_change(self.hall_changed)

    def sitting_changed(self, sitting: Sitting, command: c.Command) -> None:
        """Tell the hall's boards, and the participant unless the acknowledgement already does."""
        hall_id = sitting.state.hall_id
        self._changed.setdefault(hall_id, {})[sitting.id] = sitting
        if sitting.state.started_at is None:
            self._halls_to_tell.add(hall_id)
        if not isinstance(command, c.ParticipantCommand):
            screen = self._server.sittings.screen(sitting)
            self._sockets.emit("screen", screen, to=sitting_room(sitting.id), namespace=PARTICIPANT)

    def contact_changed(self, sitting: Sitting) -> None:
        """Tell the hall's boards that a computer was heard of, or went away."""
        self._changed.setdefault(sitting.state.hall_id, {}).setdefault(sitting.id, sitting)

    def hall_changed(self, hall: HallNow) -> None:
        """Tell everybody in the hall."""
        self._halls_to_tell.add(hall.hall.id)
        self._boards_to_tell.add(hall.hall.id)

    def watch(self, hall_id: str, language: str, by: int) -> None:
        """Count boards that were opened (+1) or closed (-1)."""
        self._watchers[hall_id, language] += by

    def run(self, sleep: Callable[[float], None]) -> None:
        """Send batches for as long as the process lives."""
        waited = 0.0
        while True:
            sleep(SECONDS_BETWEEN_BATCHES)
            waited += SECONDS_BETWEEN_BATCHES
            is_sign_due = waited >= SECONDS_BETWEEN_SIGNS
            if is_sign_due:
                waited = 0.0
            try:
                self.flush(is_sign_due=is_sign_due)
            except Exception:
                log.exception("a batch for the boards failed")

    def flush(self, *, is_sign_due: bool) -> None:
        """Send what has gathered, and once a second a sign of life to every open board."""
        changed, self._changed = self._changed, {}
        halls, self._halls_to_tell = self._halls_to_tell, set()
        boards_to_tell, self._boards_to_tell = self._boards_to_tell, set()
        for hall_id in halls:
            view = hall_view(self._server, hall_id)
            self._sockets.emit("hall", view, to=f"hall:{hall_id}", namespace=PARTICIPANT)
        now = self._server.clock.now()
        for hall_id, language in +self._watchers:
            sittings = changed.get(hall_id, {})
            if not (sittings or is_sign_due or hall_id in boards_to_tell):
                continue
            batch: dict[str, Any] = {
                "server_time": self._server.written_now(),
                "rows": [
                    board.row_of(sitting, self._presence, now, language, self._server.zone)
                    for sitting in sittings.values()
                ],
            }
            if hall_id in boards_to_tell:
                batch["hall"] = board.hall_of(self._server, hall_id, language)
            self._sockets.emit("rows", batch, to=board_room(hall_id, language), namespace=PROCTOR)
