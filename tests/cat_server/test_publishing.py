from __future__ import annotations

from pathlib import Path

import pytest

from cat_server.publishing import BankHasErrorsError, publish
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
