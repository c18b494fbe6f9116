from __future__ import annotations

from pathlib import Path

import pytest

from cat_server.banks.reading import UnknownBankError
from cat_server.publishing import BankHasErrorsError, publish, publish_stored
from item_bank.formats.folder import read_bank
from tests.cat_server import exams
from tests.cat_server.exam_server import ExamServer


def test_a_bank_and_a_plan_become_a_release(exam: ExamServer, tmp_path: Path) -> None:
    bank, plan = exams.write(tmp_path)
    digest = publish(exam.server, bank, plan, by="admin")
    assert digest == exams.small_release().digest
    (published,) = exam.server.releases.published()
    assert (published.digest, published.published_by) == (digest, "admin")
    assert publish(exam.server, bank, plan, by="admin") == digest


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("items/angka.toml", 'correct = "pilihan-A"', 'correct = "pilihan-Z"'),
        ("items/kata.toml", 'model = "3pl"', 'model = "5pl"'),
        ("bank.toml", 'id = "uji"', ""),
        ("plans/rencana.toml", 'kind = "fixed"', 'kind = "fluid"'),
        ("plans/rencana.toml", 'domains = ["kata"]', 'domains = ["bunga"]'),
    ],
)
def test_a_mistake_is_found_and_nothing_is_written(
    exam: ExamServer, tmp_path: Path, file: str, old: str, new: str
) -> None:
    bank, plan = exams.write(tmp_path)
    text = (bank / file).read_text(encoding="utf-8")
    assert old in text
    (bank / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(BankHasErrorsError) as raised:
        publish(exam.server, bank, plan, by="admin")
    assert raised.value.findings
    assert all(finding.severity == "error" for finding in raised.value.findings)
    assert exam.server.releases.published() == ()


def test_a_folder_that_is_no_bank_is_told_so(exam: ExamServer, tmp_path: Path) -> None:
    with pytest.raises(BankHasErrorsError):
        publish(exam.server, tmp_path, tmp_path / "plan.toml", by="admin")
    assert exam.server.releases.published() == ()


def test_a_stored_bank_and_a_stored_plan_become_the_release_of_their_files(
    exam: ExamServer, tmp_path: Path
) -> None:
    folder, plan = exams.write(tmp_path)
    bank, _ = read_bank(folder)
    assert bank is not None
    service = exam.server.banks
    service.take_in(service.plan_intake(bank), bank.media, by="ani")
    text = plan.read_text(encoding="utf-8")
    plan_id = exams.small_release().plan.id
    assert service.save_plan(bank.id, text, seen_version=0, by="ani").version == 1
    digest = publish_stored(exam.server, bank.id, plan_id, by="budi")
    assert digest == exams.small_release().digest
    item = next(each for each in bank.items if each.state == "operational")
    service.change_state(bank.id, item.id, "retired", seen_version=1, by="budi")
    assert publish_stored(exam.server, bank.id, plan_id, by="budi") != digest
    with pytest.raises(UnknownBankError):
        publish_stored(exam.server, bank.id, "lain", by="budi")
    with pytest.raises(UnknownBankError):
        publish_stored(exam.server, "lain", plan_id, by="budi")


def test_a_stored_bank_that_cannot_carry_its_plan_is_told_so(exam: ExamServer, tmp_path: Path) -> None:
    folder, plan = exams.write(tmp_path)
    bank, _ = read_bank(folder)
    assert bank is not None
    service = exam.server.banks
    service.take_in(service.plan_intake(bank, takes_states=False), bank.media, by="ani")
    service.save_plan(bank.id, plan.read_text(encoding="utf-8"), seen_version=0, by="ani")
    with pytest.raises(BankHasErrorsError) as raised:
        publish_stored(exam.server, bank.id, exams.small_release().plan.id, by="budi")
    assert raised.value.findings
    assert exam.server.releases.published() == ()
