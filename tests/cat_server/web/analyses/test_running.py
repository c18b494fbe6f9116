"""What the child process does with a job: an outcome in every case, files only where there is a result."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from cat_server.analyses.request import Kind, Request
from cat_server.web.analyses import running
from cat_server.web.analyses.job import KNOWN, NEW, OUT, Job, Outcome, Progress


def job(folder: Path, content: bytes, kind: Kind = "calibrate", **options: Any) -> Outcome:
    (folder / "responses.csv").write_bytes(content)
    Job(Request(kind, "2026-11-21", options=options), upload="responses.csv").write(folder)
    outcome = running.run(folder, "")
    outcome.write(folder)
    assert Outcome.read(folder) == outcome
    return outcome


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "Berkas ini kosong."),
        (b"person,x,y\na,1,B\n", "Baris 2, kolom y: “B” bukan kategori."),
        (b"person,x,y\na,1,0\n", "Hanya 1 peserta yang punya jawaban."),
        (b"person,x,y\na,1,0\nb,1,0\n", "Tidak ada butir yang dapat ditaksir"),
        (b"\x00\xff", "Baris 1: Baris ini bukan teks UTF-8."),
    ],
)
def test_bad_inputs_end_in_sentences_of_both_languages(tmp_path: Path, content: bytes, expected: str) -> None:
    outcome = job(tmp_path, content)
    assert outcome.has_failed
    assert outcome.problems["id"][0].startswith(expected)
    assert outcome.problems["en"] != outcome.problems["id"]
    assert not (tmp_path / OUT).exists()


def test_a_known_file_that_is_none_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / KNOWN).write_bytes(b"{}")
    (tmp_path / NEW).write_bytes(b"{}")
    Job(Request("link", "2026-11-21"), known="calibration").write(tmp_path)
    outcome = running.run(tmp_path, "")
    assert outcome.problems["en"][0].startswith(
        "The analysis could not be made: content must be a calibration"
    )


def test_a_result_is_written_with_its_files_and_stages_are_told(tmp_path: Path) -> None:
    rows = "\n".join(f"p{n},{n % 2},{n % 3 % 2},{(n // 3) % 2}" for n in range(60))
    outcome = job(tmp_path, f"person,x,y,z\n{rows}\n".encode(), "fit")
    assert not outcome.has_failed
    assert outcome.counts["items"] == 3
    assert {"result.json", "report-id.pdf", "part-en.html"} <= {
        path.name for path in (tmp_path / OUT).iterdir()
    }
    assert Progress.read(tmp_path).stage == "drawing"


def test_a_folder_without_anything_is_waiting_and_has_no_outcome(tmp_path: Path) -> None:
    assert Progress.read(tmp_path).stage == "waiting"
    assert Outcome.read(tmp_path) is None
