"""What the child process is told, how far it is, and what came out: files in the job's own folder."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec

from cat_server.analyses.request import Request

_JOB, _PROGRESS, _OUTCOME = "job.json", "progress.json", "outcome.json"
OUT = "out"
KNOWN, NEW = "known", "new"
RELEASE = "release"
"""Files beside the job: known parameters and the calibration to link, as bytes; `release-<digest>` bodies."""


@dataclass(frozen=True, slots=True)
class Job:
    """One analysis to make.

    `upload` is the name of a file of responses in the folder, '' where they are in the journal: then
    `releases`, `programme` and the request's section say which. `known` is "", "release" or "calibration".
    """

    request: Request
    upload: str = ""
    releases: tuple[str, ...] = ()
    programme: str = ""
    known: str = ""
    known_section: str = ""
    time_zone: str = "UTC"

    def write(self, folder: Path) -> None:
        """Put it into its folder."""
        _write(folder / _JOB, self)

    @classmethod
    def read(cls, folder: Path) -> Job:
        """The job in this folder."""
        return msgspec.json.decode((folder / _JOB).read_bytes(), type=cls)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the child is: a stage with a name in the catalogue, and numbers while it reads."""

    stage: str
    done: int = 0
    total: int = 0

    def write(self, folder: Path) -> None:
        """Say so."""
        _write(folder / _PROGRESS, self)

    @classmethod
    def read(cls, folder: Path) -> Progress:
        """What was said last; waiting where nothing was."""
        try:
            return msgspec.json.decode((folder / _PROGRESS).read_bytes(), type=cls)
        except (FileNotFoundError, msgspec.DecodeError):
            return cls("waiting")


@dataclass(frozen=True, slots=True)
class Outcome:
    """How it ended: counts of the result, or by language the sentences that say why there is none."""

    counts: dict[str, int] = field(default_factory=dict)
    calibration: str = ""
    problems: dict[str, list[str]] = field(default_factory=dict)
    n_problems: int = 0

    @property
    def has_failed(self) -> bool:
        """Whether there is no result."""
        return bool(self.problems)

    def write(self, folder: Path) -> None:
        """Put it beside the files; written last, so that whoever finds it finds everything."""
        _write(folder / _OUTCOME, self)

    @classmethod
    def read(cls, folder: Path) -> Outcome | None:
        """How it ended; None while it has not."""
        try:
            return msgspec.json.decode((folder / _OUTCOME).read_bytes(), type=cls)
        except (FileNotFoundError, msgspec.DecodeError):
            return None

    def plain(self) -> dict[str, Any]:
        """The outcome as it is stored."""
        return dict(msgspec.to_builtins(self))


def _write(path: Path, value: object) -> None:
    unfinished = path.with_name(f".{path.name}")
    unfinished.write_bytes(msgspec.json.encode(value))
    unfinished.replace(path)
