"""What checking an upload found: the message from the child process to the page, written as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from cat_server.storage.banks import Stamp
from item_bank.findings import Finding, has_errors
from item_bank.item_difference import FieldChange

MOST_FINDINGS_KEPT = 1_000
_FILE = "report.json"
_INTAKE = "intake.json"
_TAKEN = "taken.json"
_BANK = "bank.packed"
_PLANS = "plans.json"


@dataclass(frozen=True, slots=True)
class DomainCount:
    """How many items of a domain there are, and how many of them may be presented."""

    name: str
    n_items: int
    n_operational: int


@dataclass(frozen=True, slots=True)
class BankSummary:
    """A bank that could be read."""

    id: str
    title: dict[str, str]
    notice: dict[str, str]
    languages: tuple[str, ...]
    n_items: int
    n_drawings: int
    domains: tuple[DomainCount, ...]


@dataclass(frozen=True, slots=True)
class SectionSummary:
    """One section of a plan that could be read."""

    title: dict[str, str]
    kind: str
    time_limit_seconds: int
    n_items: int
    max_items: int


@dataclass(frozen=True, slots=True)
class PlanReport:
    """One exam plan of the bank; `digest` names the release that it makes, when nothing stands in the way."""

    file: str
    title: dict[str, str]
    findings: tuple[Finding, ...]
    sections: tuple[SectionSummary, ...] = ()
    digest: str = ""

    @property
    def is_ready(self) -> bool:
        """Whether a release of it can be published."""
        return bool(self.digest)

    @property
    def n_errors(self) -> int:
        return sum(finding.severity == "error" for finding in self.findings)


@dataclass(frozen=True, slots=True)
class BankReport:
    """Everything that was found; `refused` holds the code of an upload that could not be checked at all.

    `calibration` is the digest of the calibration that the plans were checked with, '' where there is none.
    `n_left_out` are questions of a foreign file that do not become items; `asks_metric` says that the file
    holds parameters and nobody has said in which metric they are.
    """

    bank: BankSummary | None = None
    findings: tuple[Finding, ...] = ()
    n_findings: int = 0
    plans: tuple[PlanReport, ...] = ()
    refused: str = ""
    refused_arguments: dict[str, str | int] = field(default_factory=dict)
    calibration: str = ""
    format: str = ""
    has_own_head: bool = True
    n_left_out: int = 0
    asks_metric: bool = False

    @property
    def has_errors(self) -> bool:
        """Whether the bank itself must be mended first."""
        return bool(self.refused) or self.bank is None or has_errors(self.findings)

    @property
    def all_findings(self) -> tuple[Finding, ...]:
        """The findings of the bank and of its plans, errors first, then in reading order."""
        found = dict.fromkeys([*self.findings, *(each for plan in self.plans for each in plan.findings)])
        return tuple(sorted(found, key=lambda each: (each.severity != "error", each.file, each.line)))

    def write(self, folder: Path) -> None:
        """Put it beside the upload, whole or not at all."""
        unfinished = folder / f".{_FILE}"
        unfinished.write_bytes(msgspec.json.encode(self))
        unfinished.replace(folder / _FILE)

    @classmethod
    def read(cls, folder: Path) -> BankReport:
        """What was written; `FileNotFoundError` where checking did not come to its end."""
        return msgspec.json.decode((folder / _FILE).read_bytes(), type=cls)


@dataclass(frozen=True, slots=True)
class IntakeLine:
    """What taking the bank in would do to one item."""

    id: str
    standing: str
    version: int
    state: str
    changes: tuple[FieldChange, ...] = ()


@dataclass(frozen=True, slots=True)
class IntakeReport:
    """What taking the bank in would do; `seen` is what was in the server when this was worked out.

    `lines` are the new and changed items, as many as are shown; `n_lines` counts them all, `n_states` those
    whose state alone would change. `plans` are id, what is new about it, and version.
    """

    bank: str
    is_new_bank: bool
    takes_states: bool
    changes_anything: bool
    counts: dict[str, int]
    lines: tuple[IntakeLine, ...]
    n_lines: int
    n_states: int
    head_changes: tuple[FieldChange, ...]
    plans: tuple[tuple[str, str, int], ...]
    findings: tuple[Finding, ...]
    seen: Stamp

    @property
    def has_errors(self) -> bool:
        """Whether something stands between the file and the bank in the server."""
        return has_errors(self.findings)

    def write(self, folder: Path) -> None:
        """Put it beside the upload."""
        (folder / _INTAKE).write_bytes(msgspec.json.encode(self))

    @classmethod
    def read(cls, folder: Path) -> IntakeReport | None:
        """What was written; None where nothing was compared."""
        try:
            return msgspec.json.decode((folder / _INTAKE).read_bytes(), type=cls)
        except FileNotFoundError:
            return None


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of taking the bank in: the code of a refusal, '' when it was written, and its bank."""

    bank: str
    refusal: str = ""
    arguments: dict[str, str | int] = field(default_factory=dict)

    def write(self, folder: Path) -> None:
        """Put it beside the upload."""
        (folder / _TAKEN).write_bytes(msgspec.json.encode(self))

    @classmethod
    def read(cls, folder: Path) -> Taken | None:
        """What was written; None where nothing was taken in."""
        try:
            return msgspec.json.decode((folder / _TAKEN).read_bytes(), type=cls)
        except FileNotFoundError:
            return None


def keep_bank(folder: Path, content: bytes, plans: Mapping[str, str]) -> None:
    """Keep a sound bank beside its upload, packed, with the texts of its plans by id."""
    (folder / _BANK).write_bytes(content)
    (folder / _PLANS).write_bytes(msgspec.json.encode(dict(plans)))


def kept_bank(folder: Path) -> tuple[bytes, dict[str, str]]:
    """What `keep_bank` kept."""
    plans = msgspec.json.decode((folder / _PLANS).read_bytes(), type=dict[str, str])
    return (folder / _BANK).read_bytes(), plans


def forget_results(folder: Path) -> None:
    """Remove what was found in an upload, because it is checked again."""
    for name in (_FILE, _INTAKE, _TAKEN, _BANK, _PLANS):
        (folder / name).unlink(missing_ok=True)
    for path in folder.glob("release-*.json"):
        path.unlink()


def release_file(folder: Path, digest: str) -> Path:
    """Where the bytes of a checked release are kept until they are published."""
    return folder / f"release-{digest}.json"
