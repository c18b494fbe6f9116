"""One function imports whatever an admin has: each format is recognised, and nothing that is given raises."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from item_bank.bank import Scale
from item_bank.formats.defaults import Defaults
from item_bank.formats.importing import import_bank, import_bytes, recognised
from item_bank.formats.spreadsheet import write_xlsx
from tests.item_bank.formats.package.hostile import zipped
from tests.item_bank.formats.qti.packages import item, package
from tests.item_bank.small_bank import sound_bank, sound_files, write_files
from tests.item_bank.test_media import MP3, image

CSV = b"id;domain;stem;A;B;key\ns-1;deret;2, 4, 6, ?;7;8;B\n"
GIFT = b"::s-1::2, 4, 6, ? {~7 =8}\n"
AIKEN = b"2, 4, 6, ?\nA. 7\nB. 8\nANSWER: B\n"

FILES: dict[str, tuple[str, bytes, str]] = {
    "csv": ("soal.csv", CSV, "csv"),
    "tabs": ("soal.tsv", CSV.replace(b";", b"\t"), "csv"),
    "csv as text": ("soal.txt", CSV, "csv"),
    "gift": ("soal.gift", GIFT, "gift"),
    "gift as text": ("soal.txt", GIFT, "gift"),
    "aiken": ("soal.txt", AIKEN, "aiken"),
    "qti": ("soal.zip", package({"a.xml": item()}), "qti"),
    "sheet and drawings": ("soal.zip", zipped({"x/soal.csv": CSV}), "spreadsheet-package"),
}


@pytest.mark.parametrize("name", sorted(FILES))
def test_each_format_is_recognised_and_read(name: str, tmp_path: Path) -> None:
    file, content, expected = FILES[name]
    assert recognised(content, file) == expected
    (tmp_path / file).write_bytes(content)
    bank, findings = import_bank(tmp_path / file)
    assert bank is not None, [each.render() for each in findings]
    assert findings == []
    assert len(bank.items) == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == [file]


def test_a_folder_is_read_as_a_bank(tmp_path: Path) -> None:
    bank, findings = import_bank(write_files(tmp_path / "bank", sound_files()))
    assert findings == []
    assert bank is not None
    assert bank.id == "kecil"


def test_a_packed_folder_is_read_as_the_folder(tmp_path: Path) -> None:
    bank = sound_bank(tmp_path)
    for folder in ("", "bank saya/"):
        packed = zipped({f"{folder}{name}": content for name, content in sound_files().items()})
        again, findings = import_bytes(packed, "bank.zip")
        assert findings == []
        assert again == bank
    broken = {**sound_files(), "items/baru.txt": "x", "items/rusak.toml": "[[item]]\n"}
    again, findings = import_bytes(zipped(broken), "bank.zip")
    assert again is None
    assert ("bank.zip/items/baru.txt", "file-ignored") in [(each.file, each.code) for each in findings]
    assert "bank.zip/items/rusak.toml" in {each.file for each in findings if each.severity == "error"}


def test_a_workbook_in_a_package_finds_its_drawings_beside_it(tmp_path: Path) -> None:
    bank = sound_bank(tmp_path)
    book = write_xlsx(bank)
    for folder in ("", "bank saya/"):
        files = {f"{folder}{name}": text for name, text in bank.media.items()}
        again, findings = import_bytes(zipped({f"{folder}soal.xlsx": book, **files}), "bank.zip")
        assert findings == []
        assert again == bank
    alone, findings = import_bytes(book, "soal.xlsx")
    assert alone is None
    assert {each.code for each in findings} == {"media-missing"}


NOT_READ: dict[str, tuple[str, bytes, str]] = {
    "picture": ("a.png", b"\x89PNG\r\n\x1a\n", "format-unknown"),
    "document": ("a.pdf", b"%PDF-1.7", "format-unknown"),
    "words": ("a.txt", b"halo", "sheet-without-headers"),
    "words without a name": ("a", b"halo", "format-unknown"),
    "binary sheet": ("a.csv", b"\x00\x01", "text-binary"),
    "old sheet": ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "workbook-old-or-locked"),
    "empty zip": ("a.zip", zipped({}), "package-empty"),
    "hostile zip": ("a.zip", zipped({"../a.xml": item()}), "package-path-unsafe"),
    "zip of nothing": ("a.zip", zipped({"a.css": "p {}"}), "questions-none"),
}


@pytest.mark.parametrize("name", sorted(NOT_READ))
def test_what_is_not_read_is_told(name: str, tmp_path: Path) -> None:
    file, content, code = NOT_READ[name]
    (tmp_path / file).write_bytes(content)
    bank, findings = import_bank(tmp_path / file)
    assert bank is None
    assert [each.code for each in findings] == [code]
    assert all(each.file.startswith(file) and each.render("id") for each in findings)


def test_what_is_no_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "soal.csv").write_bytes(CSV)
    (tmp_path / "tautan.csv").symlink_to(tmp_path / "soal.csv")
    assert [each.code for each in import_bank(tmp_path / "tautan.csv")[1]] == ["link-refused"]
    assert [each.code for each in import_bank(tmp_path / "tidak-ada.csv")[1]] == ["file-missing"]


def test_defaults_say_what_a_file_does_not(tmp_path: Path) -> None:
    defaults = Defaults(("en",), Scale("normal", 1.7), "verbal", "bank-a", "Bank A")
    bank, _ = import_bytes(GIFT, "soal.gift", defaults=defaults)
    assert bank is not None
    assert (bank.id, bank.title["en"], bank.scale.metric) == ("bank-a", "Bank A", "normal")
    assert (bank.languages, bank.items[0].domain) == (("en",), "verbal")


@settings(max_examples=120)
@given(
    st.sampled_from(sorted(FILES)),
    st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 255)), max_size=8),
    st.integers(0, 10_000),
)
def test_no_damage_makes_it_raise(name: str, damage: list[tuple[int, int]], cut: int) -> None:
    file, content, _ = FILES[name]
    damaged = bytearray(content)
    for place, value in damage:
        damaged[place % len(damaged)] = value
    for tried in (damaged, damaged[: cut % (len(damaged) + 1)]):
        _, findings = import_bytes(bytes(tried), file)
        assert all(each.render("id") for each in findings)


def test_images_and_audio_beside_a_sheet_are_the_bank_s() -> None:
    sheet = (
        "id,domain,stem,figure,figure_alt,A,B,key\n"
        "s-1,deret,Dengarkan ![rekaman](media/suara.mp3),media/foto.jpg,gedung,7,8,B\n"
    )
    media: dict[str, str | bytes] = {"media/foto.jpg": image("JPEG"), "media/suara.mp3": MP3}
    bank, findings = import_bytes(zipped({"soal.csv": sheet, **media}), "soal.zip")
    assert findings == []
    assert bank is not None
    assert bank.media == media
