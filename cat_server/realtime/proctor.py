"""The proctor's socket: watch a hall, act on one sitting or on all of them, each with category and reason."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import socketio
from flask import Flask

from cat_server import access, wire
from cat_server.hall_service import HallNow, UnknownHallError
from cat_server.logins import staff_of_request
from cat_server.realtime import board, timeline
from cat_server.realtime.presence import Presence
from cat_server.realtime.publisher import PROCTOR as NAMESPACE
from cat_server.realtime.publisher import Publisher, board_room
from cat_server.server import Server
from cat_server.sitting import commands as c
from cat_server.sitting_service import UnknownSittingError
from cat_server.storage import people
from cat_server.texts import DEFAULT_LANGUAGE, text

log = logging.getLogger(__name__)

Ack = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Watch:
    """One proctor's socket: who it is, in which language, and the hall on its board."""

    login: str
    login_token: str
    language: str
    hall_id: str | None = None


class _NoError(Exception):
    """A refusal on its way out of a handler."""

    def __init__(self, code: str, **arguments: str | float) -> None:
        super().__init__(code)
        self.code = code
        self.arguments = arguments


class ProctorDoor:
    """Handlers of the proctors' namespace."""

    def __init__(
        self, app: Flask, sockets: socketio.Server, server: Server, presence: Presence, publisher: Publisher
    ) -> None:
        self._app = app
        self._sockets = sockets
        self._server = server
        self._presence = presence
        self._publisher = publisher
        self._watches: dict[str, Watch] = {}
        sockets.on("connect", self.on_connect, namespace=NAMESPACE)
        sockets.on("disconnect", self.on_disconnect, namespace=NAMESPACE)
        for name, (kind, act) in self._actions().items():
            sockets.on(name, self._handler(name, kind, act), namespace=NAMESPACE)
        sockets.on("*", self.on_unknown, namespace=NAMESPACE)

    def on_connect(self, sid: str, environ: dict[str, Any], _auth: object = None) -> None:
        """Let in who is logged in as staff and may watch halls."""
        with self._app.request_context(environ):
            found = staff_of_request(self._server)
        if found is None or not access.may(found[0].roles, "watch_hall"):
            raise socketio.exceptions.ConnectionRefusedError("not-logged-in")
        member, language = found
        self._watches[sid] = Watch(member.login, member.login_token, language)

    def on_disconnect(self, sid: str, _reason: object = None) -> None:
        """Forget the board."""
        watch = self._watches.pop(sid, None)
        if watch and watch.hall_id:
            self._publisher.watch(watch.hall_id, watch.language, -1)

    def on_unknown(self, event: str, sid: object, *_payload: object) -> Ack:
        """Refuse whatever is not in the list; of an event called `*`, the library tells the sender first."""
        name, sender = (event, sid) if isinstance(sid, str) else ("*", event)
        watch = self._watches.get(sender)
        language = watch.language if watch else DEFAULT_LANGUAGE
        return _error("malformed", "unknown-command", language, {"command": name[:40]})

    def _handler(self, name: str, kind: type[wire.Message], act: Callable[..., Ack]) -> Callable[..., Ack]:
        def handle(sid: str, payload: object = None) -> Ack:
            watch = self._watches.get(sid)
            if watch is None:
                return _error("refused", "not-logged-in", DEFAULT_LANGUAGE, {})
            try:
                # Looked up for every message: a socket outlives the login that opened it.
                with self._server.database.read() as connection:
                    member = people.staff_member(connection, watch.login)
                if member is None or not member.is_active or member.login_token != watch.login_token:
                    return _error("refused", "not-logged-in", watch.language, {})
                if not access.may(member.roles, name):
                    return _error("refused", "not-allowed", watch.language, {})
                return act(sid, watch, wire.read(kind, payload))
            except wire.MalformedError as error:
                return _error("malformed", "malformed", watch.language, {"field": error.field})
            except _NoError as no:
                return _error("refused", no.code, watch.language, no.arguments)
            except (UnknownHallError, UnknownSittingError) as error:
                code = "unknown-hall" if isinstance(error, UnknownHallError) else "unknown-sitting"
                return _error("refused", code, watch.language, {})
            except Exception:
                log.exception("a proctor's %s failed", name)
                return _error("failed", "failed", watch.language, {})

        return handle

    def _actions(self) -> dict[str, tuple[type[wire.Message], Callable[..., Ack]]]:
        return {
            "watch_hall": (wire.WatchHall, self._watch_hall),
            "reveal_pin": (wire.OfHall, self._reveal_pin),
            "rotate_pin": (wire.OfHall, self._rotate_pin),
            "open_hall": (wire.OfHall, self._open_hall),
            "close_hall": (wire.CloseHall, self._close_hall),
            "open_sitting": (wire.OpenSitting, self._open_sitting),
            "pause_sitting": (wire.OnSitting, self._on_sitting(c.PauseSitting)),
            "resume_sitting": (wire.OnSitting, self._on_sitting(c.ResumeSitting)),
            "release_place": (wire.OnSitting, self._on_sitting(c.ReleasePlace)),
            "stop_sitting": (wire.OnSitting, self._on_sitting(c.StopSitting)),
            "note_incident": (wire.OnSitting, self._on_sitting(c.NoteIncident)),
            "resolve_help": (wire.OnSitting, self._on_sitting(c.ResolveHelp)),
            "give_time": (wire.GiveTime, self._on_sitting(c.GiveTime, "seconds")),
            "send_message": (wire.SendMessage, self._on_sitting(c.SendMessage, "text")),
            "move_seat": (wire.MoveSeat, self._move_seat),
            "pause_hall": (wire.OnHall, self._on_hall(c.PauseSitting)),
            "resume_hall": (wire.OnHall, self._on_hall(c.ResumeSitting)),
            "give_time_hall": (wire.GiveTimeHall, self._on_hall(c.GiveTime, "seconds")),
            "message_hall": (wire.MessageHall, self._on_hall(c.SendMessage, "text")),
        }

    # --- the hall --------------------------------------------------------------------------------------

    def _watch_hall(self, sid: str, watch: Watch, message: wire.WatchHall) -> Ack:
        whole = board.board_of(self._server, message.hall_id, self._presence, watch.language)
        if watch.hall_id:
            self._publisher.watch(watch.hall_id, watch.language, -1)
            self._sockets.leave_room(sid, board_room(watch.hall_id, watch.language), namespace=NAMESPACE)
        self._watches[sid] = Watch(watch.login, watch.login_token, watch.language, message.hall_id)
        self._sockets.enter_room(sid, board_room(message.hall_id, watch.language), namespace=NAMESPACE)
        self._publisher.watch(message.hall_id, watch.language, +1)
        return {"ok": True, "board": whole}

    def _reveal_pin(self, _sid: str, watch: Watch, message: wire.OfHall) -> Ack:
        hall = self._server.halls.load(message.hall_id)
        self._note(watch, "reveal_pin", message.hall_id)
        return {"ok": True, "pin": hall.state.pin}

    def _rotate_pin(self, _sid: str, watch: Watch, message: wire.OfHall) -> Ack:
        hall = _carried_out(
            self._server.halls.rotate_pin(message.hall_id, by=watch.login, command_id=message.command_id)
        )
        return {"ok": True, "pin": hall.state.pin}

    def _open_hall(self, _sid: str, watch: Watch, message: wire.OfHall) -> Ack:
        _carried_out(self._server.halls.open(message.hall_id, by=watch.login, command_id=message.command_id))
        return {"ok": True, "hall": board.hall_of(self._server, message.hall_id, watch.language)}

    def _close_hall(self, _sid: str, watch: Watch, message: wire.CloseHall) -> Ack:
        name = self._server.halls.load(message.hall_id).hall.name
        if message.typed_name.strip().casefold() != name.casefold():
            raise _NoError("hall-name-differs", name=name)
        _carried_out(self._server.halls.close(message.hall_id, by=watch.login, command_id=message.command_id))
        return {"ok": True, "hall": board.hall_of(self._server, message.hall_id, watch.language)}

    def _on_hall(self, kind: type[c.StaffCommand], *fields: str) -> Callable[..., Ack]:
        def act(_sid: str, watch: Watch, message: Any) -> Ack:
            if not message.reason.strip():
                raise _NoError("reason-wanted")
            done = 0
            for line in self._server.halls.lines(message.hall_id):
                command = kind(
                    command_id=f"{message.command_id[:40]}-{line.sitting_id}"[:64],
                    by=watch.login,
                    category=message.category,
                    reason=message.reason,
                    **{name: getattr(message, name) for name in fields},
                )
                outcome = self._server.sittings.handle(line.sitting_id, command, actor=f"staff:{watch.login}")
                done += outcome.refusal is None
            self._note(watch, kind.__name__, message.hall_id)
            return {"ok": True, "done": done}

        return act

    # --- one sitting -----------------------------------------------------------------------------------

    def _on_sitting(self, kind: type[c.StaffCommand], *fields: str) -> Callable[..., Ack]:
        def act(_sid: str, watch: Watch, message: Any) -> Ack:
            extra = {name: getattr(message, name) for name in fields}
            return self._carry_out(watch, message, kind, **extra)

        return act

    def _move_seat(self, _sid: str, watch: Watch, message: wire.MoveSeat) -> Ack:
        hall_id = self._server.sittings.load(message.sitting_id).state.hall_id
        seats = {seat.label for seat in self._server.halls.load(hall_id).hall.seats}
        if message.seat not in seats:
            raise _NoError("unknown-seat", seat=message.seat)
        taken = {
            line.seat for line in self._server.halls.lines(hall_id) if line.sitting_id != message.sitting_id
        }
        return self._carry_out(
            watch, message, c.MoveSeat, seat=message.seat, is_seat_free=message.seat not in taken
        )

    def _carry_out(
        self, watch: Watch, message: wire.OnSitting, kind: type[c.StaffCommand], **fields: Any
    ) -> Ack:
        if not message.reason.strip():
            raise _NoError("reason-wanted")
        command = kind(
            command_id=message.command_id,
            by=watch.login,
            category=message.category,
            reason=message.reason,
            **fields,
        )
        outcome = self._server.sittings.handle(message.sitting_id, command, actor=f"staff:{watch.login}")
        if outcome.refusal is not None:
            raise _NoError(str(outcome.refusal.code), **outcome.refusal.arguments)
        row = board.row_of(
            outcome.sitting, self._presence, self._server.clock.now(), watch.language, self._server.zone
        )
        return {"ok": True, "row": row}

    def _open_sitting(self, _sid: str, watch: Watch, message: wire.OpenSitting) -> Ack:
        sitting = self._server.sittings.load(message.sitting_id)
        return {"ok": True, "detail": timeline.detail(self._server, sitting, watch.language)}

    def _note(self, watch: Watch, action: str, hall_id: str) -> None:
        now = self._server.clock.now()
        self._server.database.write(
            lambda connection: people.note(connection, now, watch.login, action, {"hall": hall_id})
        )


def _carried_out(result: HallNow | str) -> HallNow:
    if isinstance(result, str):
        raise _NoError(result)
    return result


def _error(kind: str, code: str, language: str, arguments: dict[str, Any]) -> Ack:
    return {
        "ok": False,
        "error": {"kind": kind, "code": code, "message": text(language, f"error-{code}", **arguments)},
    }
