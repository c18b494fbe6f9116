"""Archives that nobody should trust, each refused by its own code, and nothing written outside the folder."""

from __future__ import annotations

import io
import stat
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from cat_server.texts import has
from cat_server.web.bank_import.archive import ArchiveRefusedError, Limits, bank_folder, unpack

Fill = Callable[[zipfile.ZipFile], None]

SMALL = Limits(
    most_files=10,
    largest_file_bytes=50_000,
    largest_total_bytes=120_000,
    largest_ratio=50,
    ratio_free_bytes=5_000,
)


def archive(tmp_path: Path, fill: Fill, *, compression: int = zipfile.ZIP_DEFLATED) -> Path:
    path = tmp_path / "upload.zip"
    with zipfile.ZipFile(path, "w", compression) as opened:
        fill(opened)
    return path


def named(*names: str) -> Fill:
    def fill(opened: zipfile.ZipFile) -> None:
        for name in names:
            opened.writestr(zipfile.ZipInfo(name), b"isi")

    return fill


def of_kind(mode: int) -> Fill:
    def fill(opened: zipfile.ZipFile) -> None:
        info = zipfile.ZipInfo("bank/item")
        info.create_system = 3
        info.external_attr = mode << 16
        opened.writestr(info, b"/etc/passwd")

    return fill


def refusal(path: Path, folder: Path, limits: Limits = SMALL) -> str:
    with pytest.raises(ArchiveRefusedError) as caught:
        unpack(path, folder, limits)
    assert has("id", f"upload-{caught.value.code}")
    assert has("en", f"upload-{caught.value.code}")
    return caught.value.code


def test_a_usual_archive_is_unpacked_without_what_file_managers_add(tmp_path: Path) -> None:
    names = (
        "bank/bank.toml",
        "bank/items/a.toml",
        "__MACOSX/bank/._bank.toml",
        "bank/.DS_Store",
        "bank/kosong/",
    )
    unpack(archive(tmp_path, named(*names)), tmp_path / "files", SMALL)
    found = {
        path.relative_to(tmp_path / "files").as_posix()
        for path in (tmp_path / "files").rglob("*")
        if path.is_file()
    }
    assert found == {"bank/bank.toml", "bank/items/a.toml"}


def test_names_with_backslashes_are_folders_too(tmp_path: Path) -> None:
    unpack(archive(tmp_path, named("bank\\items\\a.toml")), tmp_path / "files", SMALL)
    assert (tmp_path / "files" / "bank" / "items" / "a.toml").is_file()


@pytest.mark.parametrize(
    "name",
    [
        "../keluar.toml",
        "bank/../../keluar.toml",
        "bank\\..\\..\\keluar.toml",
        "/keluar.toml",
        "C:/keluar.toml",
        "c:\\keluar.toml",
        "./bank.toml",
        "bank//bank.toml",
        "bank/\x07.toml",
        "bank/\u202etxt.toml",
        "bank/" + "n" * 300,
        "/".join("abcdefghijklmnopq"),
    ],
)
def test_a_name_that_leads_elsewhere_is_refused_and_nothing_is_written(tmp_path: Path, name: str) -> None:
    path = archive(tmp_path, named(name))
    assert refusal(path, tmp_path / "in" / "files") == "unsafe-path"
    assert [each for each in tmp_path.rglob("*") if each.is_file()] == [path]


@pytest.mark.parametrize(
    ("mode", "code"),
    [(stat.S_IFLNK | 0o777, "link"), (stat.S_IFIFO | 0o600, "not-a-file"), (stat.S_IFCHR, "not-a-file")],
)
def test_only_ordinary_files_are_unpacked(tmp_path: Path, mode: int, code: str) -> None:
    assert refusal(archive(tmp_path, of_kind(mode)), tmp_path / "files") == code


def test_an_encrypted_file_is_refused(tmp_path: Path) -> None:
    path = archive(tmp_path, named("bank/bank.toml"))
    content = bytearray(path.read_bytes())
    content[content.find(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(content)
    assert refusal(path, tmp_path / "files") == "encrypted"


def test_too_many_files_are_refused(tmp_path: Path) -> None:
    assert refusal(archive(tmp_path, named(*map(str, range(11)))), tmp_path / "files") == "too-many-files"


def test_a_file_that_is_too_large_is_refused(tmp_path: Path) -> None:
    path = archive(tmp_path, lambda opened: opened.writestr("a", bytes(60_000)))
    assert refusal(path, tmp_path / "files") == "file-too-large"


def test_files_that_are_too_large_together_are_refused(tmp_path: Path) -> None:
    def fill(opened: zipfile.ZipFile) -> None:
        for name in "abc":
            opened.writestr(name, bytes(45_000))

    assert refusal(archive(tmp_path, fill), tmp_path / "files") == "too-large"


def test_a_file_that_is_far_too_well_compressed_is_refused(tmp_path: Path) -> None:
    path = archive(tmp_path, lambda opened: opened.writestr("a", bytes(40_000)))
    assert refusal(path, tmp_path / "files") == "bomb"


def test_a_size_that_is_not_true_is_found_out_while_unpacking(tmp_path: Path) -> None:
    path = archive(tmp_path, lambda opened: opened.writestr("bank.toml", bytes(200_000)))
    content = bytearray(path.read_bytes())
    for signature, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        struct.pack_into("<I", content, content.find(signature) + offset, 10)
    path.write_bytes(content)
    assert refusal(path, tmp_path / "files") == "not-a-zip"
    assert sum(each.stat().st_size for each in (tmp_path / "files").rglob("*") if each.is_file()) <= 120_000


@pytest.mark.parametrize(
    "names", [("bank/a.toml", "bank/a.toml"), ("bank/a.toml", "Bank/A.toml"), ("a", "a/b")]
)
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_files_in_one_place_are_refused(tmp_path: Path, names: tuple[str, str]) -> None:
    assert refusal(archive(tmp_path, named(*names)), tmp_path / "files") == "name-repeated"


def test_a_damaged_file_is_refused(tmp_path: Path) -> None:
    path = archive(tmp_path, named("bank/bank.toml"), compression=zipfile.ZIP_STORED)
    path.write_bytes(path.read_bytes().replace(b"isi", b"lsi", 1))
    assert refusal(path, tmp_path / "files") == "not-a-zip"


def test_an_unknown_compression_is_refused(tmp_path: Path) -> None:
    path = archive(tmp_path, named("bank/bank.toml"))
    content = bytearray(path.read_bytes())
    for signature, offset in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        struct.pack_into("<H", content, content.find(signature) + offset, 97)
    path.write_bytes(content)
    assert refusal(path, tmp_path / "files") == "compression-unknown"


@pytest.mark.parametrize("content", [b"", b"PK", b"bukan zip", bytes(1000), b"PK\x03\x04" + bytes(100)])
def test_what_is_no_zip_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "upload.zip").write_bytes(content)
    assert refusal(tmp_path / "upload.zip", tmp_path / "files") == "not-a-zip"


def test_an_empty_archive_is_refused(tmp_path: Path) -> None:
    assert refusal(archive(tmp_path, lambda _opened: None), tmp_path / "files") == "empty"


def test_the_bank_is_found_however_it_is_wrapped(tmp_path: Path) -> None:
    for number, name in enumerate(("bank.toml", "demo/bank.toml", "a/b/c/bank.toml")):
        folder = tmp_path / str(number)
        (folder / name).parent.mkdir(parents=True)
        (folder / name).write_text("")
        assert bank_folder(folder) == (folder / name).parent


def test_no_bank_and_two_banks_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(ArchiveRefusedError, match="no-bank"):
        bank_folder(tmp_path)
    for name in "ab":
        (tmp_path / name).mkdir()
        (tmp_path / name / "bank.toml").write_text("")
    with pytest.raises(ArchiveRefusedError, match="several-banks"):
        bank_folder(tmp_path)


def test_a_bank_inside_a_bank_is_a_part_of_it(tmp_path: Path) -> None:
    (tmp_path / "items").mkdir()
    for folder in (tmp_path, tmp_path / "items"):
        (folder / "bank.toml").write_text("")
    assert bank_folder(tmp_path) == tmp_path


def test_a_nested_zip_is_not_unpacked(tmp_path: Path) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as opened:
        opened.writestr("x", bytes(1000))
    path = archive(tmp_path, lambda outer: outer.writestr("bank/inner.zip", inner.getvalue()))
    unpack(path, tmp_path / "files", SMALL)
    assert [each.name for each in (tmp_path / "files" / "bank").iterdir()] == ["inner.zip"]
