"""What the command line says of a bank: sentences with their place, each once."""

from pathlib import Path

import pytest

from cat_server.cli import main
from tests.item_bank.small_bank import sound_bank, write_files


def test_a_sound_bank_is_counted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sound_bank(tmp_path)
    assert main(["check", str(tmp_path)]) == 0
    assert "0 errors, 0 warnings." in capsys.readouterr().out


def test_every_problem_is_one_line_that_says_where_and_what_to_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sound_bank(tmp_path)
    write_files(tmp_path, {"media/foto.gif": b"GIF89a"})
    assert main(["check", str(tmp_path)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 2
    assert lines[0].startswith(f"{tmp_path}/media/foto.gif:1: warning: ")
    assert lines[0].endswith("[file-ignored]")
    assert lines[1].endswith("0 errors, 1 warnings.")
