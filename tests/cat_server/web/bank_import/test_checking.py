"""Checking an upload in a process of its own."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from cat_server.web.bank_import import checking
from cat_server.web.bank_import.checking import UPLOAD, check_upload, report_of
from cat_server.web.bank_import.report import BankReport, release_file
from item_bank.release import Release
from tests.cat_server import exams


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An upload of the small bank."""
    bank, _ = exams.write(tmp_path / "made")
    pack(bank, tmp_path)
    return tmp_path


def pack(bank: Path, folder: Path) -> None:
    shutil.make_archive(
        str(folder / UPLOAD.removesuffix(".zip")), "zip", root_dir=bank.parent, base_dir=bank.name
    )


def test_a_child_process_reports_what_is_in_a_bank(folder: Path) -> None:
    report = check_upload(folder)
    assert not report.has_errors
    assert report.bank is not None
    assert report.bank.n_items == 51
    assert {(each.name, each.n_operational) for each in report.bank.domains} >= {("angka", 30), ("sikap", 8)}
    assert BankReport.read(folder) == report


def test_a_plan_without_errors_leaves_the_bytes_of_its_release(folder: Path) -> None:
    (plan,) = report_of(folder).plans
    assert plan.is_ready
    release = Release.load(release_file(folder, plan.digest).read_bytes(), plan.digest)
    assert release.plan.title["id"] == plan.title["id"] == "Ujian uji"
    assert [(each.kind, each.n_items, each.max_items) for each in plan.sections] == [
        ("adaptive", 30, 6),
        ("adaptive", 12, 4),
        ("fixed", 8, 8),
    ]


def test_findings_name_files_as_their_author_knows_them(folder: Path) -> None:
    bank = folder / "made" / "bank"
    (bank / "items" / "catatan.md").write_text("x")
    (bank / "bank.toml").write_text("format = 1\n")
    pack(bank, folder)
    report = report_of(folder)
    assert report.has_errors
    assert report.bank is None
    assert {finding.file for finding in report.all_findings} >= {"bank.toml", "items/catatan.md"}
    severities = [finding.severity for finding in report.all_findings]
    assert severities == sorted(severities)
    assert not list(folder.glob("release-*"))


def test_a_report_survives_being_written(folder: Path) -> None:
    (folder / "made" / "bank" / "plans" / "rencana.toml").write_text("format = 2\n")
    pack(folder / "made" / "bank", folder)
    report = report_of(folder)
    report.write(folder)
    again = BankReport.read(folder)
    assert again == report
    assert [each.sentence("id") for each in again.all_findings] == [
        each.sentence("id") for each in report.all_findings
    ]


def test_a_check_that_takes_too_long_gives_a_code(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "LONGEST_SECONDS", 0.01)
    report = check_upload(folder)
    assert report.refused == "check-failed"
    assert report.has_errors


def test_the_child_knows_neither_secrets_nor_database(
    folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    spy = tmp_path / "spy"
    spy.write_text(f"#!/bin/sh\nenv > {tmp_path}/environment\n")
    spy.chmod(0o700)
    monkeypatch.setattr(sys, "executable", str(spy))
    monkeypatch.setenv("CAT_SERVER_DATABASE_URL", "postgresql://rahasia")
    check_upload(folder)
    told = (tmp_path / "environment").read_text()
    assert "OPENBLAS_NUM_THREADS=1" in told
    assert "rahasia" not in told
    assert "CAT_SERVER" not in told
