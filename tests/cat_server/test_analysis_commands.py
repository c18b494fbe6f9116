"""The commands of analyses, as a shell calls them: on files and on the journal, and what they refuse."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import numpy as np
import pytest

from cat_server.cli import main
from cat_server.publishing import BankHasErrorsError, publish
from cat_server.sitting.commands import SubmitResponse
from cat_server.storage import analyses
from item_bank.calibration_file import calibration_digest, read_calibration
from tests.cat_server import exams, mixed_exam
from tests.cat_server.analyses import simulated as s
from tests.cat_server.exam_server import ExamServer
from tests.cat_server.sitting import story


@pytest.fixture(scope="module")
def responses(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The simulated responses as a long csv file."""
    table, path = s.table(), tmp_path_factory.mktemp("responses") / "jawaban.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(
            (
                "person",
                "item",
                "category",
                "option",
                "seconds",
                "position",
                "hall",
                "day",
                "seat",
                "row",
                "column",
                "kantor",
            )
        )
        for row, person in enumerate(table.persons):
            for column, item in enumerate(table.items):
                writer.writerow(
                    [
                        person,
                        item,
                        table.categories[row, column],
                        table.option_ids[column][table.options[row, column]],
                        repr(float(table.seconds[row, column])),
                        table.positions[row, column],
                        table.halls[row],
                        table.days[row],
                        table.seats[row],
                        table.seat_rows[row],
                        table.seat_columns[row],
                        table.groups["kantor"][row],
                    ]
                )
    return path


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_calibration_from_a_file_is_written_twice_with_the_same_bytes(
    responses: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["calibrate", str(responses), "--bank", "uji", "--section", "angka", "--date", "2026-11-21"]
    for name in ("first", "second"):
        assert main([*command, "--out", str(tmp_path / name)]) == 0
    first, second = files(tmp_path / "first"), files(tmp_path / "second")
    assert first == second
    told = capsys.readouterr().out
    assert "2PL (16)" in told
    (name,) = [name for name in first if name.startswith("calibration-")]
    assert name == f"calibration-{calibration_digest(first[name])[:12]}.json"
    assert f"--calibration {tmp_path / 'first'}/{name}" in told
    assert {"result.json", "result.csv", "report-id.html", "report-en.pdf"} <= first.keys()
    assert json.loads(first["result.json"])["inputs"]["responses"] == s.table().digest
    assert read_calibration(first[name]).bank == "uji"


def test_known_parameters_come_from_a_calibration_file(
    responses: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["calibrate", str(responses), "--out", str(tmp_path / "c")]) == 0
    calibration = next((tmp_path / "c").glob("calibration-*.json"))
    command = ["dif", str(responses), "--group", "kantor", "--known", str(calibration), "--language", "id"]
    assert main([*command, "--out", str(tmp_path / "dif")]) == 0
    assert "Parameter sudah diketahui" in capsys.readouterr().out
    assert (
        main(
            [
                "link",
                str(calibration),
                str(calibration),
                "--method",
                "mean_mean",
                "--out",
                str(tmp_path / "l"),
            ]
        )
        == 0
    )
    result = json.loads((tmp_path / "l" / "result.json").read_text())["result"]
    assert (result["slope"], result["intercept"]) == (1.0, 0.0)


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["fit", "tidak-ada.csv"], "The file tidak-ada.csv cannot be read: No such file"),
        (["fit", "{responses}", "--known", "{responses}"], "content must be a calibration file"),
        (
            ["calibrate", "{responses}", "--anchors", "soal-1"],
            "The parameters of the anchor soal-1 are not known",
        ),
        (["fit", "{responses}", "--items", "soal-99"], "The item soal-99 has no responses here"),
        (["dif", "{responses}", "--group", "usia", "--language", "id"], "Tidak ada kolom kelompok usia"),
        (["link", "tidak-ada.json", "{responses}"], "The file tidak-ada.json cannot be read"),
    ],
)
def test_what_is_wrong_is_a_sentence_on_the_other_stream(
    arguments: list[str], expected: str, responses: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([each.format(responses=responses) for each in arguments]) == 1
    told = capsys.readouterr()
    assert expected in told.err
    assert told.out == ""
    assert "Traceback" not in told.err


def test_every_problem_of_a_file_is_told_with_its_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "x.csv").write_text("person,x,y\na,1,B\nb,salah,0\n", encoding="utf-8")
    assert main(["fit", str(tmp_path / "x.csv"), "--language", "id"]) == 1
    told = capsys.readouterr().err.splitlines()
    assert [line.split(":")[0] for line in told] == ["Baris 2, kolom y", "Baris 3, kolom x"]


@pytest.mark.parametrize("level", ["0", "1", "-0.1"])
def test_a_level_that_makes_no_sense_is_refused_by_the_command_line(
    level: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        main(["security", "x.csv", "--level", level])
    assert "must be above 0 and below 0.5" in capsys.readouterr().err


def test_blanks_of_a_form_can_count_as_wrong(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The same as a file in which somebody has typed the zeros."""
    rng = np.random.default_rng(2)
    answers = (rng.random((60, 6)) < rng.uniform(0.3, 0.8, (60, 1))).astype(int).astype(str)
    answers[::3, 4] = ""
    for name, blank in (("blanks", ""), ("zeros", "0")):
        rows = [
            ",".join([f"P{n}", *(value or blank for value in row)]) for n, row in enumerate(answers.tolist())
        ]
        text = "\n".join(["person,a,b,c,d,e,f", *rows])
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
    means = {}
    for name, more in (("blanks", ["--blanks-wrong"]), ("zeros", []), ("blanks", [])):
        out = tmp_path / f"{name}{len(more)}"
        assert main(["fit", str(tmp_path / f"{name}.csv"), *more, "--out", str(out)]) == 0
        result = json.loads((out / "result.json").read_text())["result"]
        means[out.name] = [(item["item"], item["n"], item["mean"], item["infit"]) for item in result["items"]]
    assert means["blanks1"] == means["zeros0"] != means["blanks0"]
    capsys.readouterr()
    sparse = "person,a,b,c\nP1,1,,\nP2,,0,\nP3,,,1"
    (tmp_path / "sparse.csv").write_text(sparse, encoding="utf-8")
    assert main(["fit", str(tmp_path / "sparse.csv"), "--blanks-wrong"]) == 1
    assert "here only 33% of it are answered" in capsys.readouterr().err


# --- the journal, and publishing -------------------------------------------------------------------------


@pytest.fixture
def here(exam: ExamServer, monkeypatch: pytest.MonkeyPatch) -> ExamServer:
    """The test's own database as that of the command line."""
    monkeypatch.setenv("CAT_SERVER_DATABASE_URL", exam.url)
    return exam


def test_the_journal_is_calibrated_with_the_release_s_parameters_as_priors(
    here: ExamServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for sitting in here.book(3):
        here.sit(sitting)
    command = ["calibrate", "--section", "kata", "--priors", "known", "--out", str(tmp_path / "c")]
    assert main(command) == 0
    assert "about the known parameters" in capsys.readouterr().out
    result = json.loads((tmp_path / "c" / "result.json").read_text())
    digest = here.server.releases.published()[0].digest
    assert (result["bank"], result["section"], result["inputs"]["release"]) == ("uji", "kata", digest)
    content = next((tmp_path / "c").glob("calibration-*.json")).read_bytes()
    with here.server.database.read() as connection:
        (listed,) = analyses.calibrations(connection, "uji")
        assert analyses.calibration(connection, listed.digest) == content
    assert (listed.section, listed.n_persons) == ("kata", 3)


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        (["--release", "zzz"], "begins with 'zzz'. Published here: "),
        (["--section", "gambar"], "There is no section 'gambar'. The sections: angka, kata, sikap."),
        ([], "Nobody has finished a sitting here yet."),
    ],
)
def test_a_journal_that_has_nothing_of_the_kind_says_so(
    here: ExamServer, more: list[str], expected: str, capsys: pytest.CaptureFixture[str]
) -> None:
    here.book(1)
    assert main(["fit", *more]) == 1
    assert expected in capsys.readouterr().err


def test_too_few_people_to_estimate_anything_is_a_sentence(
    here: ExamServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for sitting in here.book(3):
        here.sit(sitting)
    command = ["calibrate", "--section", "sikap", "--priors", "new_items", "--out", str(tmp_path / "c")]
    assert main(command) == 1
    assert not (tmp_path / "c").exists()
    assert "No item could be estimated" in capsys.readouterr().err


def test_a_release_is_published_with_a_calibration_and_the_bank_is_not_touched(
    here: ExamServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bank, plan = exams.write(tmp_path)
    before = {path: path.read_bytes() for path in bank.rglob("*") if path.is_file()}
    for sitting in here.book(3):
        here.sit(sitting)
    assert main(["calibrate", "--section", "sikap", "--anchors", "*", "--out", str(tmp_path / "c")]) == 0
    path = next((tmp_path / "c").glob("calibration-*.json"))
    capsys.readouterr()
    assert main(["publish", str(bank), str(plan), "--calibration", str(path)]) == 0
    digest = capsys.readouterr().out.split()[-1].rstrip(".")
    release = here.another_process().server.releases.get(digest)
    assert release.calibration is not None
    assert release.calibration.digest == calibration_digest(path.read_bytes())
    assert release.calibration.origin == "bank"
    assert digest != publish(here.server, bank, plan, by="test")
    assert {path: path.read_bytes() for path in bank.rglob("*") if path.is_file()} == before


def test_a_calibration_that_does_not_fit_the_bank_publishes_nothing(here: ExamServer, tmp_path: Path) -> None:
    bank, plan = exams.write(tmp_path)
    (tmp_path / "x.json").write_text("{}", encoding="utf-8")
    for path in (tmp_path / "x.json", tmp_path / "tidak-ada.json"):
        with pytest.raises(BankHasErrorsError) as caught:
            publish(here.server, bank, plan, by="test", calibration=path)
        assert [each.code for each in caught.value.findings] == ["calibration-unreadable"]
    assert here.server.releases.published() == ()


def test_a_section_of_forced_choice_has_statements_to_calibrate_and_nothing_else(
    here: ExamServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Too few people here; `analyses/test_statements.py` has enough."""
    (sitting,) = here.book(1, mixed_exam.content())
    here.arrive(sitting)
    for section in (0, 1):
        here.start(sitting, section)
        if section:
            best_worst = {"best": 0, "worst": 1}
            command = story.by_participant(
                SubmitResponse, section=1, position=1, response=best_worst, shown_ms=2_000
            )
            here.does(sitting, command)
        here.does(sitting, story.finish(section))
    section_of = ["--section", "pilihan", "--out", str(tmp_path / "c")]
    for command_line, expected in (
        (["calibrate"], "Only 1 participants ranked blocks here."),
        (["fit"], "The section pilihan is of forced choice"),
        (["calibrate", "--anchors", "blok-1"], "have no meaning for statements of forced choice"),
        (["calibrate", "x.csv", "--release", ""], "begins with ''"),
    ):
        assert main([*command_line, *section_of]) == 1
        assert expected in capsys.readouterr().err
    digest = here.server.releases.published()[0].digest
    assert main(["calibrate", "x.csv", "--release", digest, *section_of]) == 1
    assert "calibrated from the journal" in capsys.readouterr().err
    assert not (tmp_path / "c").exists()
