"""An answer's round trip: browser's message, durable commit, next item back, with 1 and with 100 connected.

Beside it, in the same run, a bare Socket.IO handler that commits one row of the same size through the same
writer: what it needs is the floor. Both servers are gunicorn with gevent on loopback; the load is a process
of its own.

    python bench/answer_path.py
"""

from __future__ import annotations

import argparse
import json
import os
import secrets
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

N_IN_TURN = 20
N_PARTICIPANTS = 100
ANSWERS_PER_SECOND = 200.0
SECONDS = 10.0
NAMESPACE = "/participant"

BARE = """
import sys
sys.path.insert(0, {root!r})
import socketio
from sqlalchemy import text
from cat_server.storage.database import Database
from cat_server.wsgi import WholeFrames, _gevent_offload

database = Database({url!r}, offload=_gevent_offload())
with database.writer.begin() as connection:
    connection.execute(text("CREATE TABLE IF NOT EXISTS answers (id INTEGER PRIMARY KEY, body TEXT)"))
server = socketio.Server(async_mode="gevent", transports=["websocket"])
BODY = "x" * 900

@server.on("submit_response", namespace="/participant")
def answer(sid, payload):
    insert = text("INSERT INTO answers (body) VALUES (:body)")
    database.write(lambda connection: connection.execute(insert, {{"body": BODY}}) and None)
    return {{"ok": True, "echo": payload}}

@server.on("connect", namespace="/participant")
def connect(sid, environ, auth=None):
    return True

def plain(environ, start_response):
    start_response("200 OK", [])
    return [b""]

application = WholeFrames(socketio.WSGIApp(server, plain))
"""


# --- the load, in its own process ---


class Link:
    """A participant's websocket, speaking just enough Socket.IO."""

    def __init__(self, url: str, cookie: str) -> None:
        import websocket  # noqa: PLC0415 - after the load's process has been patched

        address = url.replace("http", "ws") + "/socket.io/?EIO=4&transport=websocket"
        self._socket = websocket.create_connection(address, cookie=cookie, timeout=10)
        self._socket.recv()
        self._socket.send(f"40{NAMESPACE},")
        self._n_calls = 0
        self.screen: dict[str, Any] = {"step": "bare"}
        if "place=bare" not in cookie:
            while self.screen["step"] == "bare":
                self._read()

    def call(self, name: str, **fields: Any) -> dict[str, Any]:
        """The acknowledgement of one command."""
        self._n_calls += 1
        message = json.dumps([name, {"command_id": secrets.token_urlsafe(16), **fields}])
        self._socket.send(f"42{NAMESPACE},{self._n_calls}{message}")
        while (ack := self._read()) is None:
            pass
        if ack.get("screen"):
            self.screen = ack["screen"]
        return ack

    def close(self) -> None:
        self._socket.close()

    def _read(self) -> dict[str, Any] | None:
        """The acknowledgement in the next packet, if it is one."""
        packet = str(self._socket.recv())
        if packet == "2":
            self._socket.send("3")
        elif packet.startswith(f"42{NAMESPACE},"):
            name, payload = json.loads(packet.split(",", 1)[1])
            if name == "screen":
                self.screen = payload
        elif packet.startswith(f"43{NAMESPACE},"):
            acknowledged: list[dict[str, Any]] = json.loads(packet[packet.index("[") :])
            return acknowledged[0]
        return None


def load(url: str, cookies: list[str], rate: float, seconds: float) -> dict[str, Any]:
    """Round trips in milliseconds of answers at a given rate; a participant has at most one under way."""
    import gevent  # noqa: PLC0415 - only this process is patched
    from gevent import monkey  # noqa: PLC0415

    monkey.patch_all()
    latencies: list[float] = []
    errors: list[str] = []
    gap = len(cookies) / rate if rate else 0.0
    until = time.perf_counter() + seconds

    def sit(number: int, cookie: str) -> None:
        link = Link(url, cookie)
        gevent.sleep(gap * number / len(cookies))
        due = time.perf_counter()
        while time.perf_counter() < until:
            screen = link.screen
            if screen["step"] == "section_intro":
                link.call("start_section", section=screen["section"]["index"])
                continue
            if screen["step"] not in {"item", "bare"}:
                break  # the adaptive sections are what is measured
            due += gap
            gevent.sleep(max(0.0, due - time.perf_counter()))
            started = time.perf_counter()
            ack = link.call(
                "submit_response",
                section=screen.get("section", {}).get("index", 0),
                position=screen.get("position", 1),
                response={"choice": len(latencies) % 5},
                shown_ms=1000,
                age_ms=0,
            )
            latencies.append((time.perf_counter() - started) * 1000)
            if not ack["ok"]:
                errors.append(str(ack))
        link.close()

    if not rate:  # one after the other
        for number, cookie in enumerate(cookies):
            sit(number, cookie)
    gevent.joinall([gevent.spawn(sit, number, cookie) for number, cookie in enumerate(cookies) if rate])
    return {"latencies": latencies, "errors": errors}


# --- the two servers ---


def prepare(folder: Path, n: int) -> list[str]:
    """Cookies of `n` participants who are about to start their first section, in a new database."""
    from cat_server import access  # noqa: PLC0415
    from cat_server.app import create_server  # noqa: PLC0415
    from cat_server.programme import book  # noqa: PLC0415
    from cat_server.publishing import publish  # noqa: PLC0415
    from cat_server.settings import Settings  # noqa: PLC0415
    from cat_server.sitting import commands as c  # noqa: PLC0415
    from cat_server.sitting.screens import Person  # noqa: PLC0415
    from cat_server.storage import people  # noqa: PLC0415
    from cat_server.storage.people import Seat  # noqa: PLC0415

    server = create_server(Settings(database_url=f"sqlite:///{folder}/cat.sqlite"))
    bank = ROOT / "item_bank" / "demo"
    digest = publish(server, bank, bank / "plans" / "lengkap.toml", by="bench")

    def frame(connection: Any) -> None:
        people.add_programme(connection, "p", "Bench", "Bench", digest)
        people.add_hall(connection, "h", "p", "Bench", [Seat(str(i), 1, i) for i in range(n)])

    server.database.write(frame)
    cookies = []
    for number in range(n):
        person = Person(str(number), f"Bench {number}", "", "", "")
        booked = book(server, "p", "h", str(number), person, language="id")
        secret = secrets.token_urlsafe(24)
        place = {"place": access.place_of(secret)}
        for command in (
            c.CheckIn(command_id=_id(), **place, seat=str(number), is_pin_right=True),
            c.ConfirmIdentity(command_id=_id(), **place),
            c.AcceptNotice(command_id=_id(), **place),
            c.FinishPractice(command_id=_id(), **place),
            c.EnterHall(command_id=_id(), **place, is_hall_open=True, is_pin_right=True),
        ):
            outcome = server.sittings.handle(booked.sitting_id, command, actor="bench")
            assert outcome.refusal is None, outcome.refusal
        cookies.append(f"place={booked.sitting_id}.{secret}")
    server.database.close()
    return cookies


def _id() -> str:
    return secrets.token_urlsafe(16)


def start(application: str, folder: Path, port: int) -> subprocess.Popen[bytes]:
    environment = os.environ | {
        "CAT_SERVER_DATABASE_URL": f"sqlite:///{folder}/cat.sqlite",
        "CAT_SERVER_SECRET_KEY_FILE": f"{folder}/key",
        "CAT_SERVER_PORT": str(port),
        "CAT_SERVER_LOG_LEVEL": "warning",
        "PYTHONPATH": f"{ROOT}:{folder}",
    }
    command = [sys.executable, "-m", "gunicorn", "-c", str(ROOT / "config" / "gunicorn.conf.py"), application]
    process = subprocess.Popen(command, env=environment, cwd=folder)
    for _ in range(100):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=1):
                return process
        except OSError:
            time.sleep(0.1)
    process.kill()
    message = f"{application} did not start"
    raise RuntimeError(message)


def cpu_seconds(process: subprocess.Popen[bytes]) -> float:
    """CPU time of the server's worker."""
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text(encoding="ascii").split()
    ticks = 0
    for child in children:
        fields = Path(f"/proc/{child}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def measure(name: str, application: str, folder: Path, cookies: list[str], rate: float) -> dict[str, float]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = start(application, folder, port)
    try:
        before = cpu_seconds(process)
        arguments = json.dumps({"url": f"http://127.0.0.1:{port}", "cookies": cookies, "rate": rate})
        loaded = subprocess.run(
            [sys.executable, __file__, "--load", str(SECONDS)],
            input=arguments,
            capture_output=True,
            text=True,
            check=True,
            timeout=120,
        )
        used = cpu_seconds(process) - before
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(10)
    found = json.loads(loaded.stdout)
    latencies = sorted(found["latencies"])
    result = {
        "answers": len(latencies),
        "p50": statistics.median(latencies),
        "p99": latencies[int(len(latencies) * 0.99)],
        "cpu": used * 1000 / len(latencies),
    }
    print(
        f"  {name:<14} {result['answers']:>5} answers  "
        f"p50 {result['p50']:6.2f} ms  p99 {result['p99']:7.2f} ms  "
        f"server CPU {result['cpu']:5.2f} ms an answer  errors {len(found['errors'])}"
    )
    return result


def main() -> None:
    for n, rate in ((N_IN_TURN, 0.0), (N_PARTICIPANTS, ANSWERS_PER_SECOND)):
        crowd = (
            f"{n} participants connected, {rate:.0f} answers a second" if rate else "1 participant connected"
        )
        print(crowd)
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            cookies = prepare(folder, n)
            ours = measure("this server", "cat_server.wsgi:create()", folder, cookies, rate)
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            source = BARE.format(root=str(ROOT), url=f"sqlite:///{folder}/cat.sqlite")
            (folder / "bare.py").write_text(source, encoding="utf-8")
            bare = measure(
                "bare Socket.IO", "bare:application", folder, [f"place=bare{i}" for i in range(n)], rate
            )
        print(
            f"  ratio          p50 {ours['p50'] / bare['p50']:.1f}  p99 {ours['p99'] / bare['p99']:.1f}  "
            f"CPU {ours['cpu'] / bare['cpu']:.1f}"
        )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--load", type=float, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.load:
        asked = json.loads(sys.stdin.read())
        json.dump(load(asked["url"], asked["cookies"], asked["rate"], options.load), sys.stdout)
    else:
        main()
