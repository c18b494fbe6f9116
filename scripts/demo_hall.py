"""The demo as a newcomer starts it, on a port and in a folder of its own: for browser tests and pictures."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from cat_server.demo import Demo
from cat_server.rehearsal import Card

ROOT = Path(__file__).resolve().parent.parent
SECONDS_TO_START = 60.0


@dataclass
class DemoHall:
    """A running demo; `stop`, `kill` and `start` do to its server what people and power cuts do."""

    folder: Path
    port: int
    n_bots: int = 0
    seconds_per_item: float = 12.0
    _process: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def demo(self) -> Demo:
        """Cards, passwords and PIN, as the demo has written them."""
        return Demo.read(self.folder / "cat.demo.json")

    def card(self, seat: int) -> Card:
        """The card of whoever sits at this seat."""
        return next(card for card in self.demo.cards if int(card.seat) == seat)

    @property
    def environment(self) -> dict[str, str]:
        """What the server and the command line need to find this demo."""
        return os.environ | {
            "CAT_SERVER_DATABASE_URL": f"sqlite:///{self.folder}/cat.sqlite",
            "CAT_SERVER_SECRET_KEY_FILE": f"{self.folder}/secret-key",
            "CAT_SERVER_PORT": str(self.port),
        }

    def start(self) -> None:
        """Start it and wait until it answers."""
        with (self.folder / "words.txt").open("ab") as words:
            self._process = subprocess.Popen(
                [
                    *(sys.executable, "-m", "cat_server.cli", "demo", "--bots", str(self.n_bots)),
                    *("--seconds-per-item", str(self.seconds_per_item)),
                ],
                cwd=ROOT,
                env=self.environment,
                stdout=words,
                stderr=words,
                start_new_session=True,
            )
        until = time.monotonic() + SECONDS_TO_START
        while time.monotonic() < until and self._process.poll() is None:
            try:
                with urllib.request.urlopen(f"{self.url}/healthz", timeout=2):  # noqa: S310 - our own address
                    return
            except OSError:
                time.sleep(0.2)
        said = (self.folder / "words.txt").read_text(encoding="utf-8")
        message = f"The demo did not start. Its own words:\n{said}"
        raise RuntimeError(message)

    def stop(self) -> None:
        """End it as Ctrl+C does."""
        self._signal(signal.SIGINT)

    def kill(self) -> None:
        """End server and all, as a power cut does."""
        self._signal(signal.SIGKILL)

    def terminate(self) -> int:
        """End the command alone, as a service manager does; returns its exit code."""
        if self._process is None:
            raise RuntimeError("The demo is not running.")
        self._process.terminate()
        code = self._process.wait(20)
        self._process = None
        return code

    def _signal(self, which: signal.Signals) -> None:
        if self._process is not None and self._process.poll() is None:
            os.killpg(self._process.pid, which)
            self._process.wait(20)
        self._process = None

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """One command of `cat-server` on this demo's database."""
        return subprocess.run(
            [sys.executable, "-m", "cat_server.cli", *arguments],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )


@contextmanager
def demo_hall(folder: Path, *, n_bots: int = 0, seconds_per_item: float = 12.0) -> Iterator[DemoHall]:
    """A demo that runs for as long as the block."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    hall = DemoHall(folder, port, n_bots, seconds_per_item)
    hall.start()
    try:
        yield hall
    finally:
        hall.stop()
