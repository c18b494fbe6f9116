"""`calibrate --online` and `promote`, as a shell calls them on the journal, and what they refuse."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cat_server.cli import main
from cat_server.storage import people
from cat_server.storage.people import Booking
from item_bank.calibration_file import read_calibration
from tests.cat_server import pretest_exams
from tests.cat_server.exam_server import ExamServer
from tests.cat_server.frame import HALL
from tests.cat_server.sitting import story as s


@pytest.fixture
def sat(exam: ExamServer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> ExamServer:
    """Three people have sat the exam with items on trial; the shell is set to its database."""
    for sitting in exam.book(3, pretest_exams.release_bytes()):
        exam.sit(sitting)
    monkeypatch.setenv("CAT_SERVER_DATABASE_URL", exam.url)
    monkeypatch.chdir(tmp_path)
    return exam


def test_from_the_journal_to_a_confirmed_calibration(
    sat: ExamServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert sat.url
    out = tmp_path / "first"
    command = ["calibrate", "--online", "--section", "angka", "--min-responses", "2", "--out", str(out)]
    assert main(command) == 0
    told = capsys.readouterr().out
    assert "Nothing is promoted yet" in told
    result = json.loads((out / "result.json").read_text(encoding="utf-8"))
    assert result["kind"] == "online"
    assert result["options"]["min_responses"] == 2
    (file,) = out.glob("calibration-*.json")
    before = file.read_bytes()
    assert main(["promote", str(file)]) == 0
    told = capsys.readouterr().out
    item = next(line.split()[0] for line in told.splitlines() if line.startswith("coba-"))
    assert "hold" in told or "promote" in told or "retire" in told
    assert main(["promote", str(file), item, "--against-evidence"]) == 0
    told = capsys.readouterr().out
    assert f"{item}: operational" in told
    assert file.read_bytes() == before
    (confirmed,) = (each for each in out.glob("calibration-*.json") if each != file)
    assert read_calibration(confirmed.read_bytes()).items[item].state == "operational"
    # A stored calibration is found by the first digits of its digest, too.
    digits = confirmed.name.removeprefix("calibration-").removesuffix(".json")
    assert main(["promote", digits]) == 0


def test_responses_in_earlier_releases_count_where_they_are_asked_for(
    sat: ExamServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = sat.server.releases.published()[0].digest
    content = pretest_exams.release_bytes(f"{pretest_exams.PRETEST}max_responses = 50\n")
    second = sat.server.releases.publish(content, now=sat.clock.now(), by="test").digest
    with sat.server.database.writer.begin() as connection:
        people.add_booking(connection, Booking("again", HALL, "person-1", second))
    sat.does("again", s.open_sitting(participant_id="person-1", release_digest=second, seat="A-20"))
    sat.sit("again")
    command = ["calibrate", "--online", "--section", "angka", "--release", second]
    counts = []
    for name, more in (("alone", []), ("both", ["--earlier", first[:12]])):
        code = main([*command, *more, "--out", str(tmp_path / name)])
        told = capsys.readouterr()
        if name == "alone":  # one person is too few
            assert (code, "at least two" in told.err) == (1, True)
        else:
            result = json.loads((tmp_path / name / "result.json").read_text(encoding="utf-8"))
            counts = [each["n"] for each in result["result"]["items"]]
    assert sum(counts) == 8
    assert main([*command, "--earlier", "zzz"]) == 1
    assert "No release of the bank uji" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("command", "sentence"),
    [
        (["calibrate", "--max-responses", "9", "--section", "angka"], "with --online only"),
        (["calibrate", "--online", "--section", "kata"], "Nobody answered an item on trial"),
        (["promote", "nothing-here", "coba-1"], "There is no file 'nothing-here'"),
    ],
)
def test_what_cannot_be_done_is_told(
    sat: ExamServer, capsys: pytest.CaptureFixture[str], command: list[str], sentence: str
) -> None:
    assert sat.url
    assert main(command) == 1
    assert sentence in capsys.readouterr().err
