"""The server process: what gunicorn's worker runs. Not here: monkey patching (`config/gunicorn.conf.py`)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from cat_server import settings, wire
from cat_server.app import Application, create_application, create_server
from cat_server.storage.database import Offload

Environ = dict[str, Any]
WSGI = Callable[[Environ, Any], Iterable[bytes]]


def create() -> WSGI:
    """The WSGI application, with everything beside it started."""
    application = build(settings.load())
    limit_messages(application.sockets.server.eio)
    application.start_background()
    return WholeFrames(application.flask)


def build(configured: settings.Settings) -> Application:
    """The application for the worker model of the settings."""
    if configured.worker != "gevent":
        return create_application(create_server(configured), async_mode="threading")
    return create_application(create_server(configured, offload=_gevent_offload()), async_mode="gevent")


def limit_messages(engine: Any) -> None:
    """Ends a connection while a message that is too large still arrives.

    The engine measures a message only when all of it is in memory, and anybody may begin one.
    """
    websocket = engine._async["websocket"]  # noqa: SLF001 - the engine has no other way to its websockets

    def limited(handler: Any, server: Any) -> Any:
        made = websocket(handler, server)
        made.server_args["max_message_size"] = 2 * wire.LARGEST_MESSAGE_BYTES
        return made

    engine._async = {**engine._async, "websocket": limited}  # noqa: SLF001


def _gevent_offload() -> Offload:
    """Blocking work in a real thread, so that a slow disk does not stop the sockets."""
    import gevent.threadpool  # noqa: PLC0415 - only this worker model needs it

    pool = gevent.threadpool.ThreadPool(1)

    def offload(job: Callable[[], None]) -> None:
        pool.apply(job)

    return offload


class WholeFrames:
    """Makes a websocket's `send` send all of it.

    simple-websocket calls `send` once, which under gevent writes only what fits into the buffer of a slow
    reader: the rest of the frame would be lost.
    """

    def __init__(self, application: WSGI) -> None:
        self._application = application

    def __call__(self, environ: Environ, start_response: Any) -> Iterable[bytes]:
        if "gunicorn.socket" in environ:
            environ["gunicorn.socket"] = _SendsAll(environ["gunicorn.socket"])
        return self._application(environ, start_response)


class _SendsAll:
    def __init__(self, socket: Any) -> None:
        self._socket = socket

    def send(self, data: bytes) -> int:
        self._socket.sendall(data)
        return len(data)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._socket, name)
