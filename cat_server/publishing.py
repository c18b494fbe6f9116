"""From a bank and a plan to a published release, or to the list of what must be mended first."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from cat_server.beside import beside
from cat_server.server import Server
from cat_server.storage import people
from item_bank.bank import Bank
from item_bank.calibration_file import calibrated_from_bytes
from item_bank.checks import check
from item_bank.exam_plan import ExamPlan, read_plan
from item_bank.findings import Finding, Position, finding
from item_bank.formats.folder import read_bank
from item_bank.release import build_release


class BankHasErrorsError(ValueError):
    """The bank cannot be published; `findings` says why, line by line."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__(f"{len(findings)} problems")
        self.findings = tuple(findings)


def publish(
    server: Server, bank_path: Path, plan_path: Path, *, by: str, calibration: Path | None = None
) -> str:
    """The digest of the release that bank and plan make, published.

    With the file of a `calibration` the release holds its parameters in place of the bank's own.

    Raises:
        BankHasErrorsError: something must be mended first; nothing was written.
    """
    bank, findings = read_bank(bank_path)
    # With a calibration the plan is held against what the bank becomes by it, further down.
    plan, plan_findings = read_plan(plan_path, bank if calibration is None else None)
    if bank is not None and plan is not None and calibration is not None:
        bank, more = _calibrated(bank, plan, calibration)
        plan_findings = [*plan_findings, *more]
    return _published(server, bank, plan, [*findings, *plan_findings], by=by)


def publish_stored(
    server: Server,
    bank_id: str,
    plan_id: str,
    *,
    by: str,
    plan_version: int | None = None,
    calibration: bytes | None = None,
) -> str:
    """The digest of the release that a stored bank and one of its plans make, published.

    The bank is what it is now: items in their present states. The plan is its newest version where none is
    named; with the bytes of a `calibration` the release holds its parameters in place of the bank's own.

    Raises:
        UnknownBankError: there is no such bank or plan.
        BankHasErrorsError: something must be mended first; nothing was written.
    """
    bank = server.banks.bank(bank_id)
    row = server.banks.plan(bank_id, plan_id, plan_version)
    plan, found = server.banks.read_plan(None if calibration else bank, row.body, plan_id)
    if plan is not None and calibration is not None:
        bank, more = calibrated_from_bytes(bank, plan, calibration)
        found = [*found, *more]
    digest = _published(server, bank, plan, found, by=by)
    now, stored = server.clock.now(), server.banks.stored(bank_id)
    details = {
        "digest": digest,
        "bank": bank_id,
        "head": stored.head.version,
        "plan": plan_id,
        "plan_version": row.version,
    }
    server.database.write(lambda connection: people.note(connection, now, by, "publish_release", details))
    return digest


def _published(
    server: Server, bank: Bank | None, plan: ExamPlan | None, found: list[Finding], *, by: str
) -> str:
    if bank is not None and plan is not None:
        found += beside(partial(check, bank, plan))
    errors = [finding for finding in found if finding.severity == "error"]
    if errors or bank is None or plan is None:
        raise BankHasErrorsError(errors)
    body = beside(partial(build_release, bank, plan))
    return server.releases.publish(body, now=server.clock.now(), by=by).digest


def _calibrated(bank: Bank, plan: ExamPlan, path: Path) -> tuple[Bank, list[Finding]]:
    try:
        content = path.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        return bank, [finding("calibration-unreadable", Position(str(path), 1), reason=reason)]
    return calibrated_from_bytes(bank, plan, content, shown_as=str(path))
