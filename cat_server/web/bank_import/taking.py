"""The child process that compares a checked upload with the bank in the server, and takes it in.

It reads nothing that somebody uploaded, only what `checking` made of it, and so it may know the database.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from cat_server.banks.checking import findings_of_intake
from cat_server.banks.intake import Intake
from cat_server.banks.service import BankService
from cat_server.clock import Clock
from cat_server.storage.banks_codec import unpacked
from cat_server.storage.database import Database
from cat_server.storage.releases import ReleaseStore
from cat_server.web.analyses.job import Progress
from cat_server.web.bank_import.ask import Ask
from cat_server.web.bank_import.comparing import intake_report
from cat_server.web.bank_import.report import (
    BankReport,
    IntakeReport,
    Taken,
    kept_bank,
)
from item_bank.findings import has_errors
from item_bank.review import ReviewCode

DATABASE = "CAT_SERVER_IMPORT_DATABASE"
LONGEST_SECONDS = 120
_ROOT = Path(__file__).resolve().parents[3]


def run(folder: Path, action: str, database_url: str) -> bool:
    """Whether a child process compared the upload in this folder (`compare`), or took it in (`take`)."""
    environment = {"PATH": os.environ.get("PATH", ""), "LANG": "C.UTF-8", "OPENBLAS_NUM_THREADS": "1"}
    environment[DATABASE] = database_url
    command = [sys.executable, "-m", "cat_server.web.bank_import.taking", str(folder.resolve()), action]
    try:
        subprocess.run(
            command, cwd=_ROOT, env=environment, timeout=LONGEST_SECONDS, check=True, capture_output=True
        )
    except subprocess.SubprocessError:
        return False
    return True


def compare(folder: Path, service: BankService) -> IntakeReport:
    """What taking the upload in would do, written beside it."""
    Progress("comparing").write(folder)
    intake, _ = _intake(folder, service)
    report = intake_report(intake)
    report.write(folder)
    return report


def take(folder: Path, service: BankService) -> Taken:
    """What came of taking the upload in, written beside it; nothing is written but what was shown."""
    shown = IntakeReport.read(folder)
    intake, media = _intake(folder, service)
    if shown is None or shown.seen != intake.seen:
        taken = Taken(intake.bank.id, ReviewCode.CHANGED_MEANWHILE)
    elif has_errors(findings_of_intake(intake)):
        taken = Taken(intake.bank.id, ReviewCode.UNSOUND)
    else:
        ask = Ask.read(folder)
        outcome = service.take_in(intake, media, by=ask.by, note=ask.filename)
        taken = Taken(intake.bank.id)
        if outcome.refusal is not None:
            taken = Taken(intake.bank.id, outcome.refusal.code, dict(outcome.refusal.arguments))
    taken.write(folder)
    return taken


def _intake(folder: Path, service: BankService) -> tuple[Intake, dict[str, str | bytes]]:
    ask, report = Ask.read(folder), BankReport.read(folder)
    content, plans = kept_bank(folder)
    bank = unpacked(content)
    intake = service.plan_intake(
        bank, takes_states=ask.takes_states, keeps_head=not report.has_own_head, plans=plans
    )
    return intake, dict(bank.media)


if __name__ == "__main__":
    _folder, _database = Path(sys.argv[1]), Database(os.environ.pop(DATABASE))
    try:
        _service = BankService(_database, Clock(), ReleaseStore(_database))
        {"compare": compare, "take": take}[sys.argv[2]](_folder, _service)
    finally:
        _database.close()
