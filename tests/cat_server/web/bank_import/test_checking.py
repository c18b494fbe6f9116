"""Checking an upload in a process of its own."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from cat_server.storage.banks_codec import unpacked
from cat_server.web.analyses.job import Progress
from cat_server.web.bank_import import checking
from cat_server.web.bank_import.checking import check_upload, report_of
from cat_server.web.bank_import.report import (
    BankReport,
    IntakeReport,
    forget_results,
    kept_bank,
    release_file,
)
from item_bank.formats.folder import read_bank
from item_bank.release import Release
from tests.cat_server import exams
from tests.cat_server.web.bank_import.uploads import put, zipped


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An upload of the small bank."""
    exams.write(tmp_path / "made")
    put(tmp_path, zipped(tmp_path / "made" / "bank"))
    return tmp_path


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
    put(folder, zipped(bank))
    report = report_of(folder)
    assert report.has_errors
    assert report.bank is None
    files = {finding.file for finding in report.all_findings}
    assert files >= {"bank.zip/bank/bank.toml", "bank.zip/bank/items/catatan.md"}
    severities = [finding.severity for finding in report.all_findings]
    assert severities == sorted(severities)
    assert not list(folder.glob("release-*"))


def test_a_report_survives_being_written(folder: Path) -> None:
    (folder / "made" / "bank" / "plans" / "rencana.toml").write_text("format = 2\n")
    put(folder, zipped(folder / "made" / "bank"))
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


def test_a_sound_bank_is_kept_for_whoever_takes_it_in(folder: Path) -> None:
    report = report_of(folder)
    read, _ = read_bank(folder / "made" / "bank")
    content, plans = kept_bank(folder)
    assert unpacked(content) == read
    assert plans == {"rencana": (folder / "made/bank/plans/rencana.toml").read_text(encoding="utf-8")}
    intake = IntakeReport.read(folder)
    assert intake is not None
    assert (intake.is_new_bank, intake.counts["new"], intake.has_errors) == (True, 51, False)
    assert report.has_own_head
    forget_results(folder)
    assert IntakeReport.read(folder) is None
    assert not list(folder.glob("release-*"))


def test_an_upload_goes_into_the_bank_that_was_named(folder: Path) -> None:
    put(folder, zipped(folder / "made" / "bank"), bank="lain")
    report = report_of(folder)
    assert report.bank is not None
    assert report.bank.id == "lain"
    assert unpacked(kept_bank(folder)[0]).id == "lain"


def test_how_far_it_is_is_said_while_rows_are_read(tmp_path: Path) -> None:
    rows = "".join(f"s{number},single_choice,d,Berapa {number}?,1,2,A\n" for number in range(600))
    put(tmp_path, f"id,kind,domain,stem,A,B,key\n{rows}".encode(), filename="soal.csv", languages=("id",))
    report = report_of(tmp_path)
    assert (report.format, report.has_own_head, report.asks_metric) == ("csv", False, False)
    assert Progress.read(tmp_path).stage == "checking"


def test_what_does_not_become_an_item_is_counted(tmp_path: Path) -> None:
    gift = "::Tambah::Berapa 1 + 2? { =3 ~4 ~5 }\n\n::Esai::Ceritakan harimu. {}\n"
    put(tmp_path, gift.encode(), filename="soal.gift")
    report = report_of(tmp_path)
    assert report.bank is not None
    assert (report.format, report.bank.n_items, report.n_left_out) == ("gift", 1, 1)
