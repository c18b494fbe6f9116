"""Every command of the guide to analyses, one after the other, on a file of drawn responses."""

from __future__ import annotations

import csv
import json
import re
import shlex
from pathlib import Path

import numpy as np
import pytest

from cat_server.cli import main
from cat_server.responses.file_source import read_file

GUIDE = (Path(__file__).parents[2] / "docs" / "analyses.md").read_text(encoding="utf-8")
COMMANDS = re.search(r"```sh\n(.*?)```", GUIDE, re.DOTALL)


def responses(path: Path, seed: int, mean: float) -> None:
    """600 persons in two groups, 12 items, the same in every file."""
    of_items, rng = np.random.default_rng(1), np.random.default_rng(seed)
    slopes, difficulties = of_items.lognormal(0.1, 0.2, 12), of_items.normal(0.0, 0.8, 12)
    abilities = rng.normal(mean, 1.0, 600)
    right = rng.random((600, 12)) < 1 / (1 + np.exp(-slopes * (abilities[:, None] - difficulties)))
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["person", "kelompok", *(f"soal-{number}" for number in range(1, 13))])
        for number, answers in enumerate(right.astype(int).tolist()):
            rows.writerow([f"O{number:03}", "AB"[number % 2], *answers])


def test_the_file_with_a_key_is_read_as_the_guide_says(tmp_path: Path) -> None:
    example = re.search(r"```csv\n(.*?)```", GUIDE, re.DOTALL)
    assert example is not None
    path = tmp_path / "jawaban.csv"
    path.write_text(example[1], encoding="utf-8")
    table = read_file(path)
    assert table.persons == ("10234",)
    assert dict(zip(table.items, table.categories[0].tolist(), strict=True)) == {
        "sikap-1": 3, "soal-1": 1, "soal-2": 0, "soal-3": 1,
    }  # fmt: skip


def test_every_command_does_what_the_guide_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    responses(tmp_path / "jawaban.csv", seed=2, mean=0.0)
    responses(tmp_path / "jawaban-2.csv", seed=3, mean=0.6)
    assert COMMANDS is not None
    commands = COMMANDS[1].strip().splitlines()
    assert len(commands) == 6
    for command in commands:
        program, *arguments = shlex.split(command)
        assert program == "cat-server"
        known = [str(next(Path().glob(each))) if "*" in each else each for each in arguments]
        assert main(known) == 0, capsys.readouterr()
        out = Path(known[known.index("--out") + 1])
        made = {path.name for path in out.iterdir()}
        assert made >= {"result.json", "result.csv", "report-id.html", "report-id.pdf", "report-en.pdf"}
    link = json.loads(Path("setara/result.json").read_text(encoding="utf-8"))["result"]
    assert abs(link["slope"] - 1.0) < 0.15
    assert abs(link["intercept"] - 0.6) < 0.2  # how much abler the second file's people are
