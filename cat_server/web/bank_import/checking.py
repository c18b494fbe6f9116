"""The child process that reads an upload of any format, checks it, and builds the releases its plans make.

A process of its own, with limits of time and memory: a hall that runs beside it loses nothing, whatever the
file holds. It gets no settings and no database; it only writes into the folder of the upload.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from cat_server.banks.files import PlanFile, plans_by_id, read_file
from cat_server.banks.intake import plan_intake
from cat_server.storage.banks_codec import packed
from cat_server.web.analyses.job import Progress
from cat_server.web.bank_import.ask import Ask
from cat_server.web.bank_import.comparing import intake_report
from cat_server.web.bank_import.report import (
    MOST_FINDINGS_KEPT,
    BankReport,
    BankSummary,
    DomainCount,
    PlanReport,
    SectionSummary,
    keep_bank,
    release_file,
)
from item_bank.bank import Bank
from item_bank.calibration_file import calibrated_from_bytes, calibration_digest
from item_bank.checks import check
from item_bank.exam_plan import ExamPlan, read_plan_text
from item_bank.findings import Finding, in_reading_order
from item_bank.release import build_release, release_digest

UPLOAD = "upload"
CALIBRATION = "calibration.json"
"""The calibration whose parameters the releases shall hold, where one was chosen."""
LONGEST_SECONDS = 120
_MOST_MEMORY_BYTES = 4 * 1024**3
_ROOT = Path(__file__).resolve().parents[3]


def check_upload(folder: Path) -> BankReport:
    """The report of the upload in this folder, made by a child process."""
    # The child knows nothing of the server: neither its secrets nor its database.
    environment = {"PATH": os.environ.get("PATH", ""), "LANG": "C.UTF-8", "OPENBLAS_NUM_THREADS": "1"}
    command = [sys.executable, "-m", "cat_server.web.bank_import.checking", str(folder.resolve())]
    try:
        subprocess.run(
            command, cwd=_ROOT, env=environment, timeout=LONGEST_SECONDS, check=True, capture_output=True
        )
        return BankReport.read(folder)
    except (subprocess.SubprocessError, FileNotFoundError):
        report = BankReport(refused="check-failed", refused_arguments={"seconds": LONGEST_SECONDS})
        report.write(folder)
        return report


def report_of(folder: Path) -> BankReport:
    """The report, made here; the bank and releases without errors are written beside the upload."""
    ask = Ask.read(folder)
    Progress("reading").write(folder)

    def told(done: int, total: int) -> None:
        Progress("reading" if done < total else "checking", done, total).write(folder)

    read = read_file(folder / UPLOAD, defaults=ask.defaults, shown_as=ask.filename, on_progress=told)
    bank = replace(read.bank, id=ask.bank) if read.bank and ask.bank else read.bank
    Progress("checking").write(folder)
    findings = in_reading_order(read.findings)
    calibration = (folder / CALIBRATION).read_bytes() if (folder / CALIBRATION).exists() else None
    plans = tuple(_plan_report(file, bank, folder, calibration) for file in read.plans)
    if bank is not None:
        texts = plans_by_id(read.plans)
        keep_bank(folder, packed(bank), texts)
        # What is not in the server yet needs no database to be compared with.
        intake_report(plan_intake(None, bank, takes_states=ask.takes_states, plans=texts)).write(folder)
    return BankReport(
        bank=_summary(bank) if bank else None,
        findings=_kept(findings),
        n_findings=len({*findings, *(each for plan in plans for each in plan.findings)}),
        plans=plans,
        calibration=calibration_digest(calibration) if calibration else "",
        format=read.format,
        has_own_head=read.has_own_head,
        n_left_out=sum(finding.code == "question-left-out" for finding in findings),
        asks_metric=any(finding.code == "metric-unknown" for finding in findings),
    )


def _plan_report(file: PlanFile, bank: Bank | None, folder: Path, calibration: bytes | None) -> PlanReport:
    plan, findings = read_plan_text(file.text, bank, shown_as=file.name)
    if plan is None or bank is None:
        return PlanReport(file.name, dict(plan.title) if plan else {}, _kept(findings))
    if calibration is not None:
        bank, more = calibrated_from_bytes(bank, plan, calibration)
        findings = [*findings, *more]
    findings = in_reading_order([*findings, *check(bank, plan)])
    digest = ""
    if not any(finding.severity == "error" for finding in findings):
        body = build_release(bank, plan)
        digest = release_digest(body)
        release_file(folder, digest).write_bytes(body)
    return PlanReport(file.name, dict(plan.title), _kept(findings), _sections(plan, bank), digest)


def _sections(plan: ExamPlan, bank: Bank) -> tuple[SectionSummary, ...]:
    return tuple(
        SectionSummary(
            dict(section.title),
            section.kind,
            section.time_limit_seconds,
            n_items=(n_items := len(bank.operational(section.domains))),
            max_items=section.stopping.max_items if section.stopping else n_items,
        )
        for section in plan.sections
    )


def _summary(bank: Bank) -> BankSummary:
    return BankSummary(
        id=bank.id,
        title=dict(bank.title),
        notice=dict(bank.notice),
        languages=bank.languages,
        n_items=len(bank.items),
        n_drawings=len(bank.media),
        domains=tuple(
            DomainCount(name, len(items), sum(item.state == "operational" for item in items))
            for name, items in sorted(bank.domains.items())
        ),
    )


def _kept(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Errors before warnings where there are too many to show."""
    if len(findings) <= MOST_FINDINGS_KEPT:
        return tuple(findings)
    return tuple(sorted(findings, key=lambda each: each.severity != "error")[:MOST_FINDINGS_KEPT])


def _limit_this_process() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (LONGEST_SECONDS, LONGEST_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY_BYTES, _MOST_MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.nice(10)  # the halls come first


if __name__ == "__main__":
    _limit_this_process()
    _folder = Path(sys.argv[1])
    report_of(_folder).write(_folder)
