"""What checking an upload found: the message from the child process to the page, written as JSON."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from item_bank.findings import Finding, has_errors

MOST_FINDINGS_KEPT = 1_000
_FILE = "report.json"


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
    """Everything that was found; `refused` holds the code of an archive that was not unpacked.

    `calibration` is the digest of the calibration that the plans were checked with, '' where there is none.
    """

    bank: BankSummary | None = None
    findings: tuple[Finding, ...] = ()
    n_findings: int = 0
    plans: tuple[PlanReport, ...] = ()
    refused: str = ""
    refused_arguments: dict[str, str | int] = field(default_factory=dict)
    calibration: str = ""

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


def release_file(folder: Path, digest: str) -> Path:
    """Where the bytes of a checked release are kept until they are published."""
    return folder / f"release-{digest}.json"
