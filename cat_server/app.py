"""The composition root: every part is made here once and handed to the doors. Not here: any behaviour."""

from __future__ import annotations

import mimetypes
import os
import secrets
from dataclasses import dataclass
from datetime import timedelta
from http import HTTPStatus
from pathlib import Path
from typing import Any

import socketio
from flask import Flask, Response, jsonify, request
from flask_compress import Compress
from flask_socketio import SocketIO
from flask_wtf.csrf import CSRFProtect

from cat_server import texts, wire
from cat_server.banks.service import BankService
from cat_server.clock import Clock
from cat_server.hall_service import HallService
from cat_server.logins import language_of_request
from cat_server.realtime import deadlines
from cat_server.realtime.participant import ParticipantDoor
from cat_server.realtime.presence import Presence
from cat_server.realtime.proctor import ProctorDoor
from cat_server.realtime.publisher import Publisher
from cat_server.realtime.returns import Returns
from cat_server.server import Server
from cat_server.settings import Settings, zone_of
from cat_server.sitting_service import SittingService
from cat_server.storage import heartbeats
from cat_server.storage.database import Database, Offload
from cat_server.storage.releases import ReleaseStore
from cat_server.web import admin as admin_pages
from cat_server.web import assessor as assessor_pages
from cat_server.web import media as media_pages
from cat_server.web import participant as participant_pages
from cat_server.web import staff as staff_pages
from cat_server.web.analyses import pages as analysis_pages
from cat_server.web.bank_import import pages as import_pages
from cat_server.web.banks import bank_pages
from cat_server.web.limits import limiter
from cat_server.web.plans import pages as plan_pages

mimetypes.add_type("text/plain", ".ftl")
mimetypes.add_type("text/javascript", ".js")

PING_SECONDS = 10
LARGEST_UPLOAD_BYTES = 64 * 1024 * 1024

PROBLEM_CODES = {
    HTTPStatus.FORBIDDEN: "not-allowed",
    HTTPStatus.NOT_FOUND: "not-found",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "too-large",
    HTTPStatus.TOO_MANY_REQUESTS: "too-many-messages",
    HTTPStatus.INTERNAL_SERVER_ERROR: "failed",
}
"""What a person is told, by status; every other one is a bad request."""

COMPRESSED = ["text/html", "text/css", "text/javascript", "text/plain", "application/json", "image/svg+xml"]
FILE_HEADERS = {"X-Content-Type-Options": "nosniff", "Cross-Origin-Resource-Policy": "same-origin"}
SECURITY_HEADERS = FILE_HEADERS | {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
        "media-src 'self'; frame-src 'self'; "
        "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
}


FRAMED = frozenset({"/admin/banks/preview"})


@dataclass(frozen=True)
class Application:
    """What the server process runs: the WSGI application and the work that goes on beside requests."""

    flask: Flask
    sockets: SocketIO
    server: Server
    publisher: Publisher
    returns: Returns

    def start_background(self) -> None:
        """Give back the time of the last outage, load what halls need, start the sweep and the boards."""
        deadlines.credit_outage(self.server, self.returns)
        for hall in self.server.halls.all():
            self.server.releases.get(hall.hall.release_digest)  # now, and not at the bell
        self.sockets.start_background_task(deadlines.run, self.server, self.sockets.sleep, self.returns)
        self.sockets.start_background_task(self.publisher.run, self.sockets.sleep)


def create_server(settings: Settings, *, offload: Offload | None = None) -> Server:
    """The parts behind the doors, on an upgraded database; also what the command line works with."""
    database = Database(settings.database_url, offload=offload)
    database.upgrade()
    with database.read() as connection:
        clock = Clock(not_before=heartbeats.last(connection))
    releases = ReleaseStore(database)
    return Server(
        settings=settings,
        clock=clock,
        database=database,
        releases=releases,
        sittings=SittingService(database, releases, clock, zone_of(settings)),
        halls=HallService(database, clock),
        banks=BankService(database, clock, releases),
    )


def create_application(server: Server, *, async_mode: str = "threading") -> Application:
    """The application with all its doors."""
    settings = server.settings
    app = Flask(
        "cat_server",
        template_folder="web/templates",
        static_folder=str(texts.STATIC),
        static_url_path="/static",
    )
    app.config.update(
        SECRET_KEY=_secret_key(Path(settings.secret_key_file)),
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.is_https,
        PERMANENT_SESSION_LIFETIME=timedelta(days=30),
        MAX_CONTENT_LENGTH=LARGEST_UPLOAD_BYTES,
        MAX_FORM_MEMORY_SIZE=LARGEST_UPLOAD_BYTES,
        # Asked for again each time and answered with 304, so that an upgrade is never mixed with old files.
        SEND_FILE_MAX_AGE_DEFAULT=0,
        WTF_CSRF_TIME_LIMIT=None,
        COMPRESS_MIN_SIZE=600,
        COMPRESS_MIMETYPES=COMPRESSED,
        COMPRESS_ALGORITHM=["gzip"],
        COMPRESS_ALGORITHM_STREAMING=["gzip"],
    )
    app.extensions["server"] = server
    app.jinja_env.globals["t"] = texts.text
    csrf = CSRFProtect(app)
    csrf.exempt(participant_pages.pages)  # JSON from the same origin only, checked there
    Compress(app)
    limiter.init_app(app)
    app.register_blueprint(participant_pages.pages)
    app.register_blueprint(media_pages.pages)
    app.register_blueprint(staff_pages.pages)
    app.register_blueprint(admin_pages.pages)
    app.register_blueprint(assessor_pages.pages)
    app.register_blueprint(analysis_pages.pages)
    app.register_blueprint(bank_pages)
    app.register_blueprint(plan_pages.pages)
    app.register_blueprint(import_pages.pages)
    app.add_url_rule("/healthz", "healthz", lambda: _health(server))
    app.after_request(_with_security_headers)
    for status in (HTTPStatus.BAD_REQUEST, HTTPStatus.METHOD_NOT_ALLOWED, *PROBLEM_CODES):
        app.register_error_handler(status, _problem)
    sockets = SocketIO(
        app,
        async_mode=async_mode,
        transports=["websocket"],
        ping_interval=PING_SECONDS,
        ping_timeout=PING_SECONDS,
        max_http_buffer_size=wire.LARGEST_MESSAGE_BYTES,
        cors_allowed_origins=None,
        allow_upgrades=False,
        manage_session=False,
        http_compression=False,
    )
    socket_server: socketio.Server = sockets.server
    presence = Presence()
    publisher = Publisher(socket_server, server, presence)
    returns = Returns(server)
    ParticipantDoor(socket_server, server, presence, publisher, returns)
    ProctorDoor(app, socket_server, server, presence, publisher)
    return Application(app, sockets, server, publisher, returns)


def _secret_key(path: Path) -> bytes:
    """The key of this installation, made at its first start."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_bytes()
    with os.fdopen(descriptor, "wb") as file:
        key = secrets.token_bytes(32)
        file.write(key)
    return key


def _with_security_headers(response: Response) -> Response:
    is_file = request.path.startswith("/static/")
    for name, value in (FILE_HEADERS if is_file else SECURITY_HEADERS).items():
        response.headers.setdefault(name, value)
    if request.path in FRAMED:  # by a page of this server and by nobody else
        policy = SECURITY_HEADERS["Content-Security-Policy"]
        response.headers["Content-Security-Policy"] = policy.replace(
            "frame-ancestors 'none'", "frame-ancestors 'self'"
        )
    if not is_file:
        response.headers.setdefault("Cache-Control", "no-store")
    return response


def _health(server: Server) -> Response:
    with server.database.read() as connection:
        connection.exec_driver_sql("SELECT 1")
    return jsonify({"status": "ok", "server_time": server.clock.now().isoformat()})


def _problem(error: Any) -> tuple[Response | str, int]:
    """A sentence instead of a traceback."""
    status = getattr(error, "code", None) or HTTPStatus.INTERNAL_SERVER_ERROR
    code = PROBLEM_CODES.get(status, "bad-request")
    message = texts.text(language_of_request(), f"error-{code}")
    if request.accept_mimetypes.best == "application/json" or request.is_json:
        return jsonify({"ok": False, "error": {"kind": "refused", "code": code, "message": message}}), status
    return staff_pages.problem_page(message), status
