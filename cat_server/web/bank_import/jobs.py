"""Checks uploads one after the other beside the requests, and says how far each is."""

from __future__ import annotations

import threading
from pathlib import Path

from cat_server.server import Server
from cat_server.storage import people
from cat_server.web.analyses.job import Progress
from cat_server.web.bank_import import checking, taking
from cat_server.web.bank_import.kept import KeptUpload
from cat_server.web.bank_import.report import BankReport, forget_results

STAGES = ("waiting", "reading", "checking", "comparing")
SILENT_SECONDS = checking.LONGEST_SECONDS + taking.LONGEST_SECONDS + 60
"""After a restart of the server: a check that has told nothing for so long is gone."""

ENDED = "ended"
"""The file that says that a check has come to its end."""

# Checking takes a whole core for seconds; the halls need the other one.
_one_at_a_time = threading.Lock()


def start(server: Server, upload: KeptUpload) -> None:
    """Check an upload, for the first time or again, beside the requests."""
    (upload.folder / ENDED).unlink(missing_ok=True)
    forget_results(upload.folder)
    Progress("waiting").write(upload.folder)
    threading.Thread(target=_work, args=(server, upload), daemon=True).start()


def is_running(server: Server, folder: Path) -> bool:
    """Whether an upload is still being checked."""
    if (folder / ENDED).exists():
        return False
    silent = server.clock.now().timestamp() - folder.stat().st_mtime
    return silent < SILENT_SECONDS


def share_of(progress: Progress) -> float:
    """How much of a check is done, between 0 and 1."""
    if progress.stage not in STAGES:
        return 0.0
    within = progress.done / progress.total if progress.total and progress.stage == "reading" else 0.0
    return min(1.0, (STAGES.index(progress.stage) + within) / len(STAGES))


def take(server: Server, upload: KeptUpload) -> bool:
    """Whether the upload could be taken into its bank, or refused; what came of it lies beside it."""
    with _one_at_a_time:
        return taking.run(upload.folder, "take", server.settings.database_url)


def _is_stored(server: Server, bank_id: str) -> bool:
    return bank_id in {line.id for line in server.banks.all()}


def _work(server: Server, upload: KeptUpload) -> None:
    report = BankReport(refused="check-failed")
    try:
        with _one_at_a_time:
            report = checking.check_upload(upload.folder)
            if report.bank is not None and _is_stored(server, report.bank.id):
                taking.run(upload.folder, "compare", server.settings.database_url)
    finally:
        details = {
            "file": upload.filename,
            "findings": report.n_findings,
            "refused": report.refused,
            "calibration": report.calibration,
        }
        now = server.clock.now()
        server.database.write(
            lambda connection: people.note(connection, now, upload.by, "check_bank", details)
        )
        (upload.folder / ENDED).touch()
