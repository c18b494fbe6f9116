"""A wiretap between a participant's computer and the server: keeps every byte that the server sends."""

from __future__ import annotations

import socket
import threading
from contextlib import suppress


class Wiretap:
    """Forwards connections to a port and records what comes back, one recording for each connection."""

    def __init__(self, server_port: int) -> None:
        self._server_port = server_port
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._recordings: list[bytearray] = []
        self._sockets: list[socket.socket] = [self._listener]
        self._threads = [threading.Thread(target=self._listen)]
        self._threads[0].start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def sent(self) -> bytes:
        """Everything that the server has sent so far."""
        return b"\n".join(bytes(recording) for recording in self._recordings)

    def close(self) -> None:
        for each in self._sockets:
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
            each.close()
        for thread in self._threads:
            thread.join(10)

    def _listen(self) -> None:
        while True:
            try:
                browser, _ = self._listener.accept()
            except OSError:
                return
            server = socket.create_connection(("127.0.0.1", self._server_port))
            recording = bytearray()
            self._recordings.append(recording)
            self._sockets += [browser, server]
            for source, target, kept in ((browser, server, None), (server, browser, recording)):
                thread = threading.Thread(target=_forward, args=(source, target, kept))
                self._threads.append(thread)
                thread.start()


def _forward(source: socket.socket, target: socket.socket, kept: bytearray | None) -> None:
    with suppress(OSError):
        while data := source.recv(65536):
            if kept is not None:
                kept += data
            # Nothing is compressed, so that it can be read: the header loses its meaning, not its length.
            target.sendall(data.replace(b"Accept-Encoding", b"Accept-Nothing!") if kept is None else data)
        target.shutdown(socket.SHUT_WR)
