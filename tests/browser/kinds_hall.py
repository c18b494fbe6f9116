"""A hall that sits an exam of every kind of item: the demo's own hall, with the bank beside this module."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from cat_server import demo as demo_module
from cat_server.app import create_server
from cat_server.settings import Settings
from cat_server.sitting_service import Sitting
from cat_server.storage import people
from item_bank.exam_plan import read_plan
from item_bank.formats.folder import read_bank
from item_bank.release import Release, build_release
from scripts.demo_hall import DemoHall

BANK = Path(__file__).resolve().parent / "kinds_bank"


@contextmanager
def kinds_hall(folder: Path) -> Iterator[DemoHall]:
    """A running server whose participants are booked for the exam of every kind."""
    server = create_server(_settings(folder))
    demos_own, demo_module.BANK = demo_module.BANK, BANK
    try:
        demo_module.prepare(server, folder / "cat.demo.json")
    finally:
        demo_module.BANK = demos_own
        server.database.close()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        hall = DemoHall(folder, int(probe.getsockname()[1]))
    hall.start()
    try:
        yield hall
    finally:
        hall.stop()


@cache
def kinds_release() -> Release:
    """The release that the hall sits."""
    bank, _ = read_bank(BANK)
    if bank is None:
        raise ValueError(BANK)
    plan, _ = read_plan(BANK / "plans" / "lengkap.toml", bank)
    if plan is None:
        raise ValueError(BANK)
    return Release.load(build_release(bank, plan))


def stored(hall: DemoHall, number: str) -> tuple[Sitting, Release]:
    """The sitting of a participant as the server has it, with its release."""
    server = create_server(_settings(hall.folder))
    try:
        with server.database.read() as connection:
            found = people.participant_in_hall(connection, hall.demo.hall_id, number)
        if found is None:
            raise LookupError(number)
        sitting = server.sittings.load(found[1])
        return sitting, server.releases.get(sitting.state.release_digest)
    finally:
        server.database.close()


def _settings(folder: Path) -> Settings:
    return Settings(database_url=f"sqlite:///{folder}/cat.sqlite", secret_key_file=str(folder / "secret-key"))
