"""Trials of plans beside the requests, one at a time: a folder each, for one person, a short time."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import msgspec

from cat_server.server import Server
from cat_server.web.bank_import.kept import KeptUpload, KeptUploads
from cat_server.web.plans import trial
from cat_server.web.plans.trial import Ask, Checked, Tried

ENDED = "ended"
LONGEST_WAIT_SECONDS = 30.0
# A trial may take half an hour: who has a plan checked does not wait for it.
_one_trial = threading.Lock()
_one_check = threading.Lock()


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a trial is: the section it is in, and how many simulated participants it has."""

    section: int = 0
    done: int = 0
    total: int = 0


def check(server: Server, kept: KeptUploads, ask: Ask, plan_text: str) -> Checked | None:
    """Everything that is to be told about a plan; None where the check itself failed."""
    # A request that waits holds a thread of the server: it gives up rather than queue.
    if not _one_check.acquire(timeout=LONGEST_WAIT_SECONDS):
        return None
    try:
        place = _asked(server, kept, ask, plan_text)
        try:
            trial.run(place.folder, "check", server.settings.database_url)
            return _read(place.folder / trial.CHECKED, Checked)
        finally:
            kept.forget(place)
    finally:
        _one_check.release()


def start(server: Server, kept: KeptUploads, ask: Ask, plan_text: str) -> str:
    """The name of a trial that runs from now on."""
    place = _asked(server, kept, ask, plan_text)

    def work() -> None:
        try:
            with _one_trial:
                trial.run(place.folder, "try", server.settings.database_url)
        finally:
            (place.folder / ENDED).touch()

    threading.Thread(target=work, daemon=True).start()
    return place.name


def progress_of(folder: Path) -> Progress:
    """How far a trial is."""
    return _read(folder / "progress.json", Progress) or Progress()


def result_of(folder: Path) -> tuple[Checked | None, Tried | None]:
    """What a trial has found so far."""
    return _read(folder / trial.CHECKED, Checked), _read(folder / trial.TRIED, Tried)


def has_ended(folder: Path) -> bool:
    """Whether a trial is over, well or not."""
    return (folder / ENDED).exists()


def ask_of(folder: Path) -> Ask | None:
    """What a trial was about."""
    return _read(folder / trial.ASK, Ask)


def _asked(server: Server, kept: KeptUploads, ask: Ask, plan_text: str) -> KeptUpload:
    place = kept.new(by=ask.by, filename=f"{ask.plan}.toml", now=server.clock.now())
    (place.folder / trial.ASK).write_bytes(msgspec.json.encode(ask))
    (place.folder / trial.PLAN).write_text(plan_text, encoding="utf-8", newline="\n")
    return place


T = TypeVar("T")


def _read(path: Path, kind: type[T]) -> T | None:
    try:
        return msgspec.json.decode(path.read_bytes(), type=kind)
    except (FileNotFoundError, msgspec.DecodeError):
        return None
