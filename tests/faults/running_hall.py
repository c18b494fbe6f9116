"""A hall whose server is a process of its own, so that it can be killed, restarted and talked to as it is."""

from __future__ import annotations

import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import requests
import socketio
from sqlalchemy import Connection

from cat_server import access
from cat_server.app import create_server
from cat_server.hall_service import HallNow
from cat_server.programme import Booked, book
from cat_server.rehearsal.bot import Card
from cat_server.settings import Settings
from cat_server.storage import journal, people
from cat_server.storage.database import Database
from cat_server.storage.people import StaffMember
from cat_server.verification import Verification, verify
from tests.cat_server import frame
from tests.cat_server.exams import release_bytes
from tests.cat_server.frame import HALL, PROGRAMME

T = TypeVar("T")

ROOT = Path(__file__).resolve().parent.parent.parent
SECONDS_TO_START = 60
PARTICIPANT = "/participant"
PROCTOR_PASSWORD = "kopi-padi-laut"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


@dataclass
class RunningHall:
    """An exam, an open hall, people booked into it, and the server as a hall would run it."""

    folder: Path
    n_people: int
    content: bytes = field(default_factory=release_bytes)
    port: int = field(default_factory=free_port)
    cards: list[Booked] = field(default_factory=list)
    hall_pin: str = ""
    _process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def settings(self) -> Settings:
        return Settings(
            database_url=f"sqlite:///{self.folder / 'cat.sqlite'}",
            secret_key_file=str(self.folder / "secret-key"),
            port=self.port,
        )

    @property
    def log(self) -> str:
        """What the server has said so far."""
        return (self.folder / "server.log").read_text(encoding="utf-8", errors="replace")

    def prepare(self) -> None:
        """Publish, book, open: everything that is done on the day before."""
        server = create_server(self.settings)
        digest = server.releases.publish(self.content, now=server.clock.now(), by="test").digest
        proctor = StaffMember(
            "pengawas", "Made", (access.PROCTOR,), access.hash_password(PROCTOR_PASSWORD),
            is_active=True, login_token=secrets.token_hex(8),
        )  # fmt: skip

        def write(connection: Connection) -> None:
            people.add_programme(connection, PROGRAMME, "BKN", "Uji", digest)
            people.add_hall(connection, HALL, PROGRAMME, "Ruang 1", frame.SEATS)
            people.add_staff(connection, proctor)

        server.database.write(write)
        for number in range(1, self.n_people + 1):
            seat = frame.SEATS[number - 1].label
            self.cards.append(book(server, PROGRAMME, HALL, seat, frame.person(number), language="id"))
        server.halls.prepare(HALL, by="test")
        hall = server.halls.open(HALL, by="test")
        assert isinstance(hall, HallNow)
        self.hall_pin = hall.state.pin
        server.database.close()

    # --- the process -----------------------------------------------------------------------------------

    def start(self) -> None:
        """Start the server and wait until it answers."""
        environment = {
            name: value for name, value in os.environ.items() if not name.startswith("CAT_SERVER_")
        }
        environment |= {
            "CAT_SERVER_DATABASE_URL": self.settings.database_url,
            "CAT_SERVER_SECRET_KEY_FILE": self.settings.secret_key_file,
            "CAT_SERVER_PORT": str(self.port),
        }
        command = [
            sys.executable,
            "-m",
            "gunicorn",
            "-c",
            "config/gunicorn.conf.py",
            "cat_server.wsgi:create()",
        ]
        with (self.folder / "server.log").open("ab") as log:
            self._process = subprocess.Popen(
                command, cwd=ROOT, env=environment, stdout=log, stderr=log, start_new_session=True
            )
        until = time.monotonic() + SECONDS_TO_START
        while time.monotonic() < until and self._process.poll() is None:
            try:
                if requests.get(f"{self.url}/healthz", timeout=2).ok:
                    return
            except requests.RequestException:
                time.sleep(0.05)
        message = f"The server did not start. Its own words:\n{self.log}"
        raise RuntimeError(message)

    def kill(self) -> None:
        """Take the power away: SIGKILL for the whole process group, nothing is finished or flushed."""
        if self._process is not None and self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()

    def stop(self) -> None:
        """End the server as its operator would; nothing if it was killed."""
        if self._process is not None and self._process.poll() is None:
            self._process.terminate()
            try:
                self._process.wait(15)
            except subprocess.TimeoutExpired:
                self.kill()

    # --- what is stored --------------------------------------------------------------------------------

    def entries(self, sitting_id: str) -> tuple[journal.Entry, ...]:
        return self._stored(lambda connection: journal.read(connection, sitting_id))

    def n_events(self) -> int:
        return self._stored(journal.length)

    def verified(self) -> Verification:
        """What verify finds, from a process that has seen nothing before."""
        server = create_server(self.settings)
        found = verify(server)
        server.database.close()
        return found

    def _stored(self, look: Callable[[Connection], T]) -> T:
        database = Database(self.settings.database_url)
        with database.read() as connection:
            found = look(connection)
        database.close()
        return found

    # --- a computer of the hall ------------------------------------------------------------------------

    def card(self, number: int) -> Card:
        booked = self.cards[number - 1]
        return Card(booked.number, booked.card_pin, booked.hall_id, booked.seat)

    def check_in(
        self, number: int, *, typed: str | None = None, pin: str | None = None, seat: str | None = None
    ) -> requests.Response:
        """The answer to a check-in with somebody's card, or with something else typed or somewhere else."""
        card = self.card(number)
        with requests.Session() as http:
            place = {"hall_id": HALL, "seat": seat or card.seat}
            http.post(f"{self.url}/participant/seat", json=place, timeout=10).raise_for_status()
            body = {"number": card.number if typed is None else typed, "pin": pin or card.pin}
            return http.post(f"{self.url}/participant/check-in", json=body, timeout=10)

    def sit_down(self, number: int) -> Computer:
        """A computer at which somebody has checked in."""
        answer = self.check_in(number)
        assert answer.ok, answer.text
        return Computer(self.url, f"place={answer.cookies['place']}")


class Computer:
    """A participant's computer with an open socket, which says whatever it is told to say."""

    def __init__(self, url: str, cookie: str, *, origin: str | None = None) -> None:
        self.cookie = cookie
        self.received: list[tuple[str, Any]] = []
        options = {"origin": origin} if origin else {}
        self.client = socketio.Client(reconnection=False, websocket_extra_options=options)
        for name in ("screen", "paper", "hall", "ended"):
            self.client.on(name, self._keep(name), namespace=PARTICIPANT)
        self.client.connect(
            url,
            headers={"Cookie": cookie},
            transports=["websocket"],
            namespaces=[PARTICIPANT],
            wait_timeout=10,
        )

    def _keep(self, name: str) -> Any:
        return lambda payload=None: self.received.append((name, payload))

    def send(self, event: str, payload: object = None, *, timeout: float = 10) -> Any:
        """The acknowledgement of a message, as it is."""
        return self.client.call(event, payload, namespace=PARTICIPANT, timeout=timeout)

    def does(self, event: str, **fields: object) -> Any:
        """The acknowledgement of a command that must be carried out."""
        ack = self.send(event, {"command_id": secrets.token_urlsafe(16), **fields})
        assert ack["ok"], ack
        return ack

    def leave(self) -> None:
        if self.client.connected:
            self.client.disconnect()
