"""The participant's page, and the few requests that come before a computer is somebody's place."""

from __future__ import annotations

import re
import secrets
from typing import Any, cast

from flask import Blueprint, Response, current_app, jsonify, redirect, render_template, request, session

from cat_server import access, wire
from cat_server.hall_service import UnknownHallError
from cat_server.logins import language_of_request
from cat_server.places import PLACE_COOKIE
from cat_server.server import Server
from cat_server.sitting import commands as c
from cat_server.sitting.refusals import RefusalCode
from cat_server.storage import people
from cat_server.texts import text

pages = Blueprint("participant", __name__)

LARGEST_BODY_BYTES = 4096
_SEAT_HALL = "seat_hall"
_SEAT_LABEL = "seat_label"


def _server() -> Server:
    return cast("Server", current_app.extensions["server"])


@pages.before_request
def refuse_other_sites() -> tuple[Response, int] | None:
    """Refuse writes that another site's page has caused, and bodies that no message needs."""
    request.max_content_length = LARGEST_BODY_BYTES
    if request.method == "POST" and request.headers.get("Sec-Fetch-Site", "same-origin") not in (
        "same-origin",
        "none",
    ):
        return _refused("cross-site", 403)
    if request.method == "POST" and not request.is_json:
        return _refused("malformed", 400, field="body")
    return None


@pages.get("/")
def page() -> str:
    """The one page of a participant's computer."""
    return render_template("participant.html", language=language_of_request())


@pages.get("/seat/<label>")
def bind_by_link(label: str) -> Any:
    """Bind this computer to a seat by a link: of the only hall, or of the one named by `?hall=`."""
    halls = _server().halls.all()
    wanted = request.args.get("hall")
    for hall in halls:
        if (wanted is None or hall.hall.id == wanted) and any(
            seat.label == label for seat in hall.hall.seats
        ):
            session[_SEAT_HALL], session[_SEAT_LABEL] = hall.hall.id, label
            session.permanent = True
            return redirect("/")
    return render_template(
        "problem.html", language=language_of_request(), key="error-unknown-seat", seat=label
    ), 404


@pages.get("/participant/seat")
def seat() -> Response:
    """The seat of this computer, or the halls and seats to choose from."""
    server = _server()
    known: dict[str, Any] = {"seat": None, "hall": None}
    try:
        hall = server.halls.load(session[_SEAT_HALL])
        known = {
            "seat": {"label": session[_SEAT_LABEL]},
            "hall": {"id": hall.hall.id, "name": hall.hall.name, "agency": hall.hall.agency},
        }
    except (KeyError, UnknownHallError):
        pass
    halls = [
        {
            "id": hall.hall.id,
            "name": hall.hall.name,
            "agency": hall.hall.agency,
            "seats": [{"label": s.label, "row": s.row, "column": s.column} for s in hall.hall.seats],
        }
        for hall in server.halls.all()
        if hall.state.state != "closed"
    ]
    return jsonify({**known, "halls": halls, "server_time": server.written_now()})


@pages.post("/participant/seat")
def choose_seat() -> tuple[Response, int]:
    """Bind this computer to a seat."""
    try:
        message = wire.read(wire.ChooseSeat, request.get_json(silent=True))
        hall = _server().halls.load(message.hall_id)
    except wire.MalformedError as error:
        return _refused("malformed", 400, field=error.field)
    except UnknownHallError:
        return _refused("unknown-hall", 404)
    if all(seat.label != message.seat for seat in hall.hall.seats):
        return _refused("unknown-seat", 404, seat=message.seat)
    session[_SEAT_HALL], session[_SEAT_LABEL] = message.hall_id, message.seat
    session.permanent = True
    return jsonify({"ok": True}), 200


@pages.post("/participant/check-in")
def check_in() -> tuple[Response, int]:
    """Make this computer the active place of a participant's sitting, for number (or NIP) and card PIN."""
    server = _server()
    try:
        message = wire.read(wire.CheckIn, request.get_json(silent=True))
    except wire.MalformedError as error:
        return _refused("malformed", 400, field=error.field)
    hall_id, label = session.get(_SEAT_HALL), session.get(_SEAT_LABEL)
    if not hall_id or not label:
        return _refused("seat-first", 409)
    number = message.number.strip().upper()
    number = re.sub(r"\s", "", number)
    with server.database.read() as connection:
        found = people.participant_in_hall(connection, hall_id, number)
    if found is None:
        return _refused("unknown-participant", 404)
    participant, sitting_id = found
    secret = secrets.token_urlsafe(24)
    command = c.CheckIn(
        command_id=secrets.token_urlsafe(16),
        place=access.place_of(secret),
        seat=label,
        is_pin_right=access.is_right(participant.card_pin_hash, message.pin.strip()),
    )
    outcome = server.sittings.handle(sitting_id, command, actor=f"participant:{participant.person.number}")
    if outcome.refusal is not None:
        return _refused(str(outcome.refusal.code), 409, **outcome.refusal.arguments)
    response = jsonify({"ok": True})
    response.set_cookie(
        PLACE_COOKIE,
        f"{sitting_id}.{secret}",
        max_age=24 * 3600,
        httponly=True,
        samesite="Strict",
        secure=server.settings.is_https,
    )
    return response, 200


@pages.post("/participant/leave")
def leave() -> tuple[Response, int]:
    """Free this computer for the next participant; refused in the middle of an exam."""
    server = _server()
    sitting_id, _, secret = request.cookies.get(PLACE_COOKIE, "").partition(".")
    if secret:
        with server.database.read() as connection:
            is_known = people.booking(connection, sitting_id) is not None
        if is_known:
            command = c.LeavePlace(command_id=secrets.token_urlsafe(16), place=access.place_of(secret))
            outcome = server.sittings.handle(sitting_id, command, actor="participant")
            if outcome.refusal is not None and outcome.refusal.code is RefusalCode.ALREADY_STARTED:
                return _refused(str(outcome.refusal.code), 409)
    response = jsonify({"ok": True})
    response.delete_cookie(PLACE_COOKIE)
    return response, 200


def _refused(code: str, status: int, **arguments: str | float) -> tuple[Response, int]:
    message = text(language_of_request(), f"error-{code}", **arguments)
    return jsonify({"ok": False, "error": {"kind": "refused", "code": code, "message": message}}), status
