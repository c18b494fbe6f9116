"""Writing the folder of a bank: what was read is written as it was, and over nothing."""

from pathlib import Path

import pytest

from item_bank.bank import Bank
from item_bank.formats.folder import read_bank, write_bank
from item_bank.items import Text
from tests.item_bank.small_bank import CIRCLE, Files, sound_bank, sound_files, write_files

ANGKA, GAMBAR, SIKAP = "items/angka/deret.toml", "items/gambar.toml", "items/sikap.toml"


def test_moving_an_item_to_another_file_changes_nothing(tmp_path: Path) -> None:
    files: Files = sound_files()
    files["items/z.toml"] = str(files.pop(GAMBAR))
    moved, _ = read_bank(write_files(tmp_path / "moved", files))
    assert moved == sound_bank(tmp_path / "first")


def test_a_written_bank_reads_as_it_was(tmp_path: Path) -> None:
    bank = sound_bank(tmp_path / "read")
    write_bank(bank, tmp_path / "written")
    again, findings = read_bank(tmp_path / "written")
    assert findings == []
    assert again == bank


def test_writing_a_written_bank_gives_the_same_files(tmp_path: Path) -> None:
    write_bank(sound_bank(tmp_path / "read"), tmp_path / "one")
    again, _ = read_bank(tmp_path / "one")
    assert again is not None
    write_bank(again, tmp_path / "two")
    contents = [
        {
            path.relative_to(tmp_path / name).as_posix(): path.read_bytes()
            for path in (tmp_path / name).rglob("*.*")
        }
        for name in ("one", "two")
    ]
    assert contents[0] == contents[1]
    assert "items/deret.toml" in contents[0]


def test_a_bank_is_not_written_over_anything(tmp_path: Path) -> None:
    bank = sound_bank(tmp_path)
    with pytest.raises(FileExistsError, match="is not empty"):
        write_bank(bank, tmp_path)


def test_a_bank_is_not_written_out_of_its_folder(tmp_path: Path) -> None:
    bank = Bank("b", Text({}), ("id",), Text({}), (), media={"../x.svg": CIRCLE})
    with pytest.raises(ValueError, match="inside its folder"):
        write_bank(bank, tmp_path / "b")
    assert not (tmp_path / "x.svg").exists()


def test_reading_writes_nothing(tmp_path: Path) -> None:
    write_files(tmp_path, sound_files() | {SIKAP: "x = "})
    before = {path: (path.stat().st_mtime_ns, path.stat().st_size) for path in tmp_path.rglob("*")}
    read_bank(tmp_path)
    assert {path: (path.stat().st_mtime_ns, path.stat().st_size) for path in tmp_path.rglob("*")} == before
