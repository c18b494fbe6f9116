from __future__ import annotations

import pytest

from cat_server import cli, journal_print
from tests.cat_server.exam_server import ExamServer
from tests.cat_server.frame import HALL


@pytest.mark.parametrize("wanted", ["sitting-1", "P-001", "p-001"])
def test_a_journal_is_printed_line_by_line_by_id_or_number(exam: ExamServer, wanted: str) -> None:
    exam.book()
    exam.sit("sitting-1")
    lines = journal_print.lines(exam.server, wanted)
    entries = exam.entries("sitting-1")
    assert lines[0] == "journal sitting-1"
    assert lines[-1] == f"head {entries[-1].hash}"
    assert len(lines) == len(entries) + 2
    for line, entry in zip(lines[1:-1], entries, strict=True):
        assert entry.type in line
        assert f"[{entry.hash[:8]}]" in line
        assert "{" not in line
        assert len(line) < 400


def test_a_halls_journal_is_printed_too(exam: ExamServer) -> None:
    exam.book()
    exam.server.halls.prepare(HALL, by="made")
    assert "HallPrepared" in journal_print.lines(exam.server, HALL)[1]


def test_who_is_not_there_has_no_lines(exam: ExamServer) -> None:
    exam.book()
    assert journal_print.lines(exam.server, "P-999") == []


def test_the_command_prints_or_says_that_there_is_nobody(
    exam: ExamServer, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    exam.book()
    monkeypatch.setenv("CAT_SERVER_DATABASE_URL", exam.url)
    assert cli.main(["journal", "P-001"]) == 0
    assert "SittingOpened" in capsys.readouterr().out
    assert cli.main(["journal", "P-999"]) == 1
    assert "There is no sitting, hall or participant 'P-999'" in capsys.readouterr().err
