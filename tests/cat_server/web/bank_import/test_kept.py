"""Uploads are kept for one person and a short time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from cat_server.web.bank_import.kept import KEPT_FOR, MOST_PER_PERSON, KeptUploads

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
LATER = NOW + KEPT_FOR + timedelta(seconds=1)


def test_an_upload_is_found_again_by_its_own_person(tmp_path: Path) -> None:
    kept = KeptUploads(tmp_path / "uploads")
    upload = kept.new(by="admin", filename="bank.zip", now=NOW)
    assert kept.find(upload.name, by="admin", now=NOW) == upload
    assert kept.find(upload.name, by="lain", now=NOW) is None


def test_an_upload_ends_with_its_time_and_is_swept_by_the_next(tmp_path: Path) -> None:
    kept = KeptUploads(tmp_path / "uploads")
    upload = kept.new(by="admin", filename="bank.zip", now=NOW)
    assert kept.find(upload.name, by="admin", now=LATER) is None
    kept.new(by="lain", filename="bank.zip", now=LATER)
    assert not upload.folder.exists()


def test_a_person_has_only_the_newest_few(tmp_path: Path) -> None:
    kept = KeptUploads(tmp_path / "uploads")
    other = kept.new(by="lain", filename="x.zip", now=NOW)
    made = [
        kept.new(by="admin", filename="x.zip", now=NOW + timedelta(seconds=second))
        for second in range(MOST_PER_PERSON + 2)
    ]
    assert [upload.folder.exists() for upload in made] == [False] * 2 + [True] * MOST_PER_PERSON
    assert other.folder.exists()


def test_an_upload_that_is_forgotten_is_gone(tmp_path: Path) -> None:
    kept = KeptUploads(tmp_path / "uploads")
    upload = kept.new(by="admin", filename="bank.zip", now=NOW)
    kept.forget(upload)
    assert kept.find(upload.name, by="admin", now=NOW) is None
    assert not upload.folder.exists()


@pytest.mark.parametrize("name", ["", ".", "..", "../uploads", "x", "9999999999-" + "g" * 32])
def test_a_name_that_was_never_given_is_not_looked_for(tmp_path: Path, name: str) -> None:
    assert KeptUploads(tmp_path / "uploads").find(name, by="admin", now=NOW) is None


def test_only_the_account_of_the_server_can_read_an_upload(tmp_path: Path) -> None:
    upload = KeptUploads(tmp_path / "uploads").new(by="admin", filename="x.zip", now=NOW)
    assert upload.folder.stat().st_mode & 0o077 == 0


def test_what_else_lies_in_the_folder_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "uploads" / "catatan-lama").mkdir(parents=True)
    KeptUploads(tmp_path / "uploads").new(by="admin", filename="x.zip", now=NOW)
    assert (tmp_path / "uploads" / "catatan-lama").exists()
