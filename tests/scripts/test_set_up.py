from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from scripts.set_up import Record, SetUpError

ROOT = Path(__file__).resolve().parent.parent.parent


def _nothing() -> None:
    pass


def _failure() -> None:
    message = "no network"
    raise SetUpError(message)


def test_a_step_is_done_until_its_inputs_change(tmp_path: Path) -> None:
    Record(tmp_path / "done.json").do("packages", "lock 1", "packages", _nothing)
    again = Record(tmp_path / "done.json")
    assert again.is_done("packages", "lock 1")
    assert not again.is_done("packages", "lock 2")


def test_a_step_that_failed_is_done_again_even_with_the_old_inputs(tmp_path: Path) -> None:
    record = Record(tmp_path / "done.json")
    record.do("packages", "lock 1", "packages", _nothing)
    with pytest.raises(SetUpError):
        record.do("packages", "lock 2", "packages", _failure)
    again = Record(tmp_path / "done.json")
    assert not again.is_done("packages", "lock 2")
    assert not again.is_done("packages", "lock 1")


def test_a_step_undoes_those_whose_results_it_replaces(tmp_path: Path) -> None:
    record = Record(tmp_path / "done.json")
    record.do("for test", "lock", "packages", _nothing)
    record.do("for run", "lock", "packages", _nothing, undoes=["for test", "for run"])
    assert Record(tmp_path / "done.json").is_done("for run", "lock")
    assert not Record(tmp_path / "done.json").is_done("for test", "lock")


def test_a_broken_record_counts_as_nothing_done(tmp_path: Path) -> None:
    (tmp_path / "done.json").write_text('{"packages": "lo', encoding="utf-8")
    assert not Record(tmp_path / "done.json").is_done("packages", "lock 1")


def test_without_a_new_enough_python_it_says_what_to_install(tmp_path: Path) -> None:
    old = tmp_path / "python3.9"
    old.write_text(
        '#!/bin/sh\nif [ "$1" = --version ]; then echo Python 3.9.2; else exit 1; fi\n', encoding="utf-8"
    )
    old.chmod(0o755)
    answer = subprocess.run(
        ["sh", "scripts/set_up.sh", "run"],
        cwd=ROOT,
        env={**os.environ, "PYTHON": str(old)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.returncode == 1
    assert "Python 3.11 or newer is needed, and this computer has Python 3.9.2." in answer.stderr
    assert "apt-get install python3 python3-venv" in answer.stderr
