from __future__ import annotations

import io
from pathlib import Path

import pytest

from cat_server import simulate_command
from cat_server.cli import main
from cat_server.publishing import publish
from cat_server.simulate_command import UnknownReleaseError
from tests.cat_server import exams
from tests.cat_server.exam_server import ExamServer


@pytest.fixture
def digest(exam: ExamServer, tmp_path: Path) -> str:
    bank, plan = exams.write(tmp_path)
    return publish(exam.server, bank, plan, by="admin")


def test_a_release_is_simulated_section_by_section_and_drawn(
    exam: ExamServer, digest: str, tmp_path: Path
) -> None:
    folder = tmp_path / "drawings"
    told = simulate_command.run(exam.server.releases, digest[:8], n_participants=50, seed=1, folder=folder)
    assert told[0] == f"Ujian uji, release {digest[:12]}"
    assert [line.split(" (")[0] for line in told if line and not line.startswith(" ")][1:4] == [
        "Angka",
        "Kata",
        "Sikap",
    ]
    names = {file.name for file in folder.iterdir()}
    assert {"1-angka-quality.svg", "1-angka-exposure.svg", "3-sikap-quality.svg"} <= names


def test_the_same_seed_writes_the_same_bytes(exam: ExamServer, digest: str, tmp_path: Path) -> None:
    for name in ("first", "second"):
        simulate_command.run(exam.server.releases, digest, n_participants=30, seed=4, folder=tmp_path / name)
    first, second = (
        {file.name: file.read_bytes() for file in (tmp_path / name).iterdir()} for name in ("first", "second")
    )
    assert first == second


@pytest.mark.parametrize("wanted", ["zzz", "", "unknown-release"])
def test_a_release_that_is_not_there_is_told_with_those_that_are(
    exam: ExamServer, digest: str, wanted: str
) -> None:
    with pytest.raises(UnknownReleaseError, match=f"Published here: {digest[:12]}"):
        simulate_command.run(exam.server.releases, wanted, n_participants=5, seed=1, folder=None)


def test_a_bar_fills_on_a_terminal_and_nowhere_else(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    screen = Terminal()
    bar = simulate_command._bar(screen, "1/2", 200)
    assert bar is not None
    bar(100)
    bar(200)
    assert screen.getvalue() == (
        f"\rSection 1/2  [{'#' * 15}{'.' * 15}] 100 of 200\rSection 1/2  [{'#' * 30}] 200 of 200\n"
    )
    assert simulate_command._bar(io.StringIO(), "1/2", 200) is None


def test_a_number_that_makes_no_sense_is_refused_by_the_command_line(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit):
        main(["simulate", "abc", "--n", "0"])
    assert "must be 1 or more, got 0" in capsys.readouterr().err
