"""The participant's socket: one event per command, the acknowledgement carries receipt and screen.

Registered on the Socket.IO server beneath Flask: a Flask request context costs more than all the rest of a
handler.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from typing import Any

import socketio

from cat_server import wire
from cat_server.places import sitting_of_cookie
from cat_server.realtime.presence import Presence
from cat_server.realtime.publisher import Publisher, hall_view, sitting_room
from cat_server.realtime.returns import Returns
from cat_server.server import Server
from cat_server.sitting import commands as c
from cat_server.sitting_service import Sitting
from cat_server.texts import DEFAULT_LANGUAGE, text

NAMESPACE = "/participant"
ENDED: dict[type[c.Command], str] = {
    c.CheckIn: "checked_in_elsewhere",
    c.MoveSeat: "seat_changed",
    c.ReleasePlace: "place_released",
    c.LeavePlace: "left",
}
"""Why a computer's place can end, by the command that ended it."""

BURST = 60
PER_SECOND = 20.0

log = logging.getLogger(__name__)

Ack = dict[str, Any]
Builder = Callable[[Sitting, Any, str], c.Command]


class Flood:
    """A bucket of tokens per socket: one computer that floods slows only itself."""

    def __init__(self) -> None:
        self._tokens = float(BURST)
        self._seen = time.monotonic()

    def is_over(self) -> bool:
        """Take a token; whether there was none."""
        now = time.monotonic()
        self._tokens = min(float(BURST), self._tokens + (now - self._seen) * PER_SECOND)
        self._seen = now
        if self._tokens < 1:
            return True
        self._tokens -= 1
        return False


class ParticipantDoor:
    """Handlers of the participants' namespace."""

    def __init__(
        self,
        sockets: socketio.Server,
        server: Server,
        presence: Presence,
        publisher: Publisher,
        returns: Returns,
    ) -> None:
        self._sockets = sockets
        self._server = server
        self._presence = presence
        self._publisher = publisher
        self._returns = returns
        self._places: dict[str, tuple[str, str, Flood]] = {}
        sockets.on("connect", self.on_connect, namespace=NAMESPACE)
        sockets.on("disconnect", self.on_disconnect, namespace=NAMESPACE)
        sockets.on("beat", self.on_beat, namespace=NAMESPACE)
        sockets.on("save_draft", self.on_save_draft, namespace=NAMESPACE)
        for name, (kind, build) in self._commands().items():
            sockets.on(name, self._handler(kind, build), namespace=NAMESPACE)
        sockets.on("*", self.on_unknown, namespace=NAMESPACE)
        server.sittings.on_change(self._drop_other_places)

    # --- coming and going ------------------------------------------------------------------------------

    def on_connect(self, sid: str, environ: dict[str, Any], _auth: object = None) -> None:
        """Let a computer in whose cookie is the active place of a sitting."""
        found = sitting_of_cookie(self._server, environ.get("HTTP_COOKIE", ""))
        if found is None:
            raise socketio.exceptions.ConnectionRefusedError("no-place")
        sitting, place = found
        if self._returns.returned(sitting.id):
            sitting = self._server.sittings.load(sitting.id)
        self._places[sid] = (sitting.id, place, Flood())
        self._presence.connected(sitting.id)
        self._sockets.enter_room(sid, sitting_room(sitting.id), namespace=NAMESPACE)
        self._sockets.enter_room(sid, f"hall:{sitting.state.hall_id}", namespace=NAMESPACE)
        self._publisher.contact_changed(sitting)
        self._emit(sid, "hall", hall_view(self._server, sitting.state.hall_id))
        self._emit(sid, "screen", self._server.sittings.screen(sitting))
        paper = self._server.sittings.paper(sitting)
        if paper:
            self._emit(sid, "paper", paper)

    def on_disconnect(self, sid: str, _reason: object = None) -> None:
        """Note that a computer's socket is gone."""
        place = self._places.pop(sid, None)
        if place:
            self._presence.disconnected(place[0])
            self._publisher.contact_changed(self._server.sittings.load(place[0]))

    def _drop_other_places(self, sitting: Sitting, command: c.Command) -> None:
        """End the sockets of computers that are no longer the sitting's place."""
        if not isinstance(command, tuple(ENDED)):
            return
        payload = {"reason": ENDED[type(command)], "seat": sitting.state.seat}
        for sid, (sitting_id, place, _) in list(self._places.items()):
            if sitting_id == sitting.id and place != sitting.state.place:
                self._emit(sid, "ended", payload)
                self._sockets.disconnect(sid, namespace=NAMESPACE)

    # --- messages --------------------------------------------------------------------------------------

    def on_beat(self, sid: str, payload: object = None) -> Ack:
        """Note a sign of life and answer with the server's clock."""
        place = self._places.get(sid)
        if place is None:
            return _error("refused", "not-the-active-place", DEFAULT_LANGUAGE)
        try:
            message = wire.read(wire.Beat, payload)
        except wire.MalformedError as error:
            return _error("malformed", "malformed", DEFAULT_LANGUAGE, field=error.field)
        sitting = self._server.sittings.remembered(place[0])
        self._presence.heard(place[0], message.unsent)
        self._publisher.contact_changed(sitting)
        return {"server_time": self._server.written_now(), "screen_version": sitting.state.version}

    def on_save_draft(self, sid: str, payload: object = None) -> Ack:
        """Keep what is marked but not confirmed."""

        def keep(sitting: Sitting, message: wire.SaveDraft) -> Ack:
            current = sitting.state.current
            if current is not None and current.index == message.section:
                response = None if message.response is None else message.response.fields
                draft = {"section": message.section, "position": message.position, "response": response}
                self._server.sittings.save_draft(sitting.id, draft)
            return {"ok": True}

        return self._guarded(sid, wire.SaveDraft, payload, keep)

    def on_unknown(self, event: str, sid: object, *_payload: object) -> Ack:
        """Refuse whatever is not in the list; of an event called `*`, the library tells the sender first."""
        name, sender = (event, sid) if isinstance(sid, str) else ("*", event)
        place = self._places.get(sender)
        language = self._server.sittings.remembered(place[0]).state.language if place else DEFAULT_LANGUAGE
        return _error("malformed", "unknown-command", language, command=name[:40])

    def _handler(self, kind: type[wire.CommandMessage], build: Builder) -> Callable[..., Ack]:
        def handle(sid: str, payload: object = None) -> Ack:
            def carry_out(sitting: Sitting, message: wire.CommandMessage) -> Ack:
                place = self._places[sid][1]
                command = build(sitting, message, place)
                outcome = self._server.sittings.handle(
                    sitting.id, command, actor=f"participant:{sitting.person.number}"
                )
                after = outcome.sitting
                if outcome.refusal is not None:
                    code = str(outcome.refusal.code)
                    answer = _error("refused", code, after.state.language, **outcome.refusal.arguments)
                    if code != "not-the-active-place":
                        answer["screen"] = self._server.sittings.screen(after)
                    return answer
                is_new_item = isinstance(command, c.SubmitResponse | c.StartSection)
                answer = {
                    "ok": True,
                    "screen": self._server.sittings.screen(after, with_draft=not is_new_item),
                }
                if outcome.receipt is not None:
                    receipt = outcome.receipt
                    answer["receipt"] = {
                        "version": receipt.version,
                        "code": receipt.code,
                        "at": self._server.written(receipt.at),
                    }
                if isinstance(command, c.StartSection | c.EnterHall):
                    answer["paper"] = self._server.sittings.paper(after)
                return answer

            return self._guarded(sid, kind, payload, carry_out)

        return handle

    def _guarded(
        self, sid: str, kind: type[wire.M], payload: object, act: Callable[[Sitting, wire.M], Ack]
    ) -> Ack:
        """Look at identity, flood and shape, then act; what goes wrong becomes a sentence."""
        language = DEFAULT_LANGUAGE
        try:
            place = self._places.get(sid)
            if place is None:
                return _error("refused", "not-the-active-place", language)
            sitting = self._server.sittings.remembered(place[0])
            language = sitting.state.language
            if place[2].is_over():
                return _error("failed", "too-many-messages", language)
            self._presence.heard(sitting.id)
            return act(sitting, wire.read(kind, payload))
        except wire.MalformedError as error:
            return _error("malformed", "malformed", language, field=error.field)
        except Exception:
            log.exception("a participant's message failed")
            return _error("failed", "failed", language)

    # --- which message becomes which command -----------------------------------------------------------

    def _commands(self) -> dict[str, tuple[type[wire.CommandMessage], Builder]]:
        def plain(kind: type[c.ParticipantCommand]) -> tuple[type[wire.CommandMessage], Builder]:
            return wire.Plain, lambda _sitting, m, place: kind(command_id=m.command_id, place=place)

        return {
            "confirm_identity": plain(c.ConfirmIdentity),
            "deny_identity": plain(c.DenyIdentity),
            "accept_notice": plain(c.AcceptNotice),
            "finish_practice": plain(c.FinishPractice),
            "cancel_call": plain(c.CancelCall),
            "choose_language": (wire.ChooseLanguage, _from_fields(c.ChooseLanguage)),
            "enter_hall": (wire.EnterHall, self._enter_hall),
            "start_section": (wire.OfSection, self._start_section),
            "submit_response": (wire.SubmitResponse, _submit_response),
            "flag_item": (wire.FlagItem, _from_fields(c.FlagItem)),
            "finish_section": (wire.OfSection, _from_fields(c.FinishSection)),
            "call_proctor": (wire.CallProctor, _from_fields(c.CallProctor)),
            "report_focus_lost": (wire.ReportFocusLost, _from_fields(c.ReportFocusLost)),
        }

    def _enter_hall(self, sitting: Sitting, message: wire.EnterHall, place: str) -> c.Command:
        hall = self._server.halls.load(sitting.state.hall_id)
        return c.EnterHall(
            command_id=message.command_id,
            place=place,
            is_hall_open=hall.state.state == "open",
            is_pin_right=hall.accepts(message.pin),
        )

    def _start_section(self, sitting: Sitting, message: wire.OfSection, place: str) -> c.Command:
        return self._server.sittings.start_section(
            sitting, message.section, command_id=message.command_id, place=place
        )

    def _emit(self, sid: str, event: str, payload: object) -> None:
        self._sockets.emit(event, payload, to=sid, namespace=NAMESPACE)


def _from_fields(kind: type[c.ParticipantCommand]) -> Builder:
    def build(_sitting: Sitting, message: wire.CommandMessage, place: str) -> c.Command:
        fields = {name: getattr(message, name) for name in message.__struct_fields__}
        return kind(place=place, **fields)

    return build


def _submit_response(_sitting: Sitting, message: wire.SubmitResponse, place: str) -> c.Command:
    return c.SubmitResponse(
        command_id=message.command_id,
        place=place,
        section=message.section,
        position=message.position,
        response=message.response.fields,
        shown_ms=message.shown_ms,
        age_ms=message.age_ms,
    )


def _error(kind: str, code: str, language: str, **arguments: str | float) -> Ack:
    return {
        "ok": False,
        "error": {"kind": kind, "code": code, "message": text(language, f"error-{code}", **arguments)},
    }
