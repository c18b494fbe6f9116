"""`cat-server demo`: prepares the demo, starts the server, tells where each role goes, lets the bots in."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from sqlalchemy import make_url

from cat_server import demo as demo_module
from cat_server.app import create_server
from cat_server.demo import Demo
from cat_server.settings import Settings

MOST_BOTS = 24
OWN_SEAT = "13"
SECONDS_TO_START = 30
SECONDS_UNTIL_THE_HALL_OPENS = 8


def run(
    configured: Settings, *, command: list[str], n_bots: int, seconds_per_item: float, is_fresh: bool
) -> int:
    """Run the demo until it is interrupted."""
    if not 0 <= n_bots <= MOST_BOTS:
        print(f"BOTS must be from 0 to {MOST_BOTS}: the demo hall has {MOST_BOTS} seats.", file=sys.stderr)
        return 2
    path = _database_path(configured)
    if path is None:
        print("The demo runs on SQLite only; leave CAT_SERVER_DATABASE_URL unset.", file=sys.stderr)
        return 2
    cards = path.with_suffix(".demo.json")
    if is_fresh:
        for old in (path, cards, *path.parent.glob(f"{path.name}-*")):
            old.unlink(missing_ok=True)
    print("Preparing the demo programme …", flush=True)
    server = create_server(configured)
    demo = demo_module.prepare(server, cards)
    demo = Demo(
        demo.hall_id,
        server.halls.load(demo.hall_id).state.pin,
        demo.release_digest,
        demo.passwords,
        demo.cards,
    )
    demo.write(cards)
    server.database.close()
    environment = os.environ | {"CAT_SERVER_LOG_LEVEL": os.environ.get("CAT_SERVER_LOG_LEVEL", "warning")}
    url = (
        f"http://{'127.0.0.1' if configured.host in ('0.0.0.0', '::') else configured.host}:{configured.port}"  # noqa: S104
    )
    if _answers(url):
        print(
            f"Something already answers at {url}. Stop it, or choose another port: make run PORT=8010",
            file=sys.stderr,
        )
        return 2
    # Whoever ends this command with SIGTERM ends its server too, as Ctrl+C does.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    process = subprocess.Popen(command, env=environment)
    bots: subprocess.Popen[bytes] | None = None
    try:
        if not _has_started(process, url):
            return process.wait() or 1
        _tell(demo, url, n_bots)
        if n_bots:
            bots = _start_bots(cards, url, n_bots, seconds_per_item, environment)
        return process.wait()
    except KeyboardInterrupt:
        return 0
    finally:
        for child in (bots, process):
            if child is not None and child.poll() is None:
                child.terminate()
                child.wait(10)


def _start_bots(
    cards: Path, url: str, n_bots: int, seconds_per_item: float, environment: dict[str, str]
) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [
            *(sys.executable, "-m", "cat_server.rehearsal", "--url", url, "--cards", str(cards)),
            *("--bots", str(n_bots), "--seconds-per-item", str(seconds_per_item)),
            *("--open-hall-after", str(SECONDS_UNTIL_THE_HALL_OPENS)),
        ],
        env=environment,
    )


def _database_path(configured: Settings) -> Path | None:
    url = make_url(configured.database_url)
    return Path(url.database) if url.get_backend_name() == "sqlite" and url.database else None


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(f"{url}/healthz", timeout=2):  # noqa: S310 - our own address
            return True
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False


def _has_started(process: subprocess.Popen[bytes], url: str) -> bool:
    until = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < until and process.poll() is None:
        if _answers(url):
            return True
        time.sleep(0.1)
    return False


def _tell(demo: Demo, url: str, n_bots: int) -> None:
    own = next((card for card in demo.cards if card.seat == OWN_SEAT), demo.cards[0])
    passwords = demo.passwords
    opens = (
        "The hall opens by itself in a few seconds."
        if n_bots
        else "First log in as proctor and open the hall (Tindakan ruang, Buka ruang)."
    )
    lines: tuple[str, ...] = (
        "",
        f"  The exam server is running at {url}   (Ctrl+C stops it; answers are kept)",
        "",
        f"  Participant   {url}/seat/{own.seat}",
        f"                number {own.number}, card PIN {own.pin}, session PIN {demo.hall_pin}",
        f"                {opens}",
        f"  Proctor       {url}/proctor/{demo.hall_id}",
        f"                user pengawas, password {passwords['pengawas']}",
        f"  Assessor      {url}/assessor/",
        f"                user asesor, password {passwords['asesor']}",
        f"  Admin         {url}/admin/",
        f"                user admin, password {passwords['admin']}",
        f"                user penelaah (reviews items), password {passwords['penelaah']}",
        "",
        "  Use one browser window for the participant and a private window for the staff.",
        "  All 24 cards stand in var/cat.demo.json. Start over: make run FRESH=1",
    )
    if n_bots:
        lines = (*lines, f"  {n_bots} simulated participants are taking their seats now.")
    print("\n".join((*lines, "")), flush=True)
