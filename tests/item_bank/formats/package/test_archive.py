"""A hostile package is refused with a reason; a sound one is read; a file of the wrong type is left out."""

import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from item_bank.findings import has_errors
from item_bank.formats.package import Limits, open_package
from tests.item_bank.formats.package import hostile
from tests.item_bank.formats.package.hostile import ITEM, zipped

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>'
SOUND = {"imsmanifest.xml": "<?xml version='1.0'?><manifest/>", "a/item.xml": ITEM, "a/b.svg": SVG}

REFUSED: dict[str, tuple[bytes, str | None]] = {
    "not a zip": (b"GIF89a", "package-not-a-zip"),
    "nothing": (b"", "package-not-a-zip"),
    "cut off": (zipped(SOUND)[:-30], "package-damaged"),
    "empty": (zipped({}), "package-empty"),
    "only folders": (zipped({"a/": "", "__MACOSX/b.xml": ITEM}), "package-empty"),
    "above": (zipped({"../item.xml": ITEM}), "package-path-unsafe"),
    "above inside": (zipped({"a/../../item.xml": ITEM}), "package-path-unsafe"),
    "above with backslashes": (zipped({"a\\..\\..\\item.xml": ITEM}), "package-path-unsafe"),
    "absolute": (zipped({"/etc/cron.d/item": ITEM}), "package-path-unsafe"),
    "drive": (zipped({"C:/item.xml": ITEM}), "package-path-unsafe"),
    "network": (zipped({"\\\\host\\item.xml": ITEM}), "package-path-unsafe"),
    "control": (zipped({"item\n.xml": ITEM}), "package-path-unsafe"),
    "direction": (zipped({"item\u202elmx.exe": ITEM}), "package-path-unsafe"),
    "long": (zipped({"a" * 300 + ".xml": ITEM}), "package-path-unsafe"),
    "deep": (zipped({"a/" * 40 + "item.xml": ITEM}), "package-path-unsafe"),
    "link": (hostile.with_link("item.xml", "/etc/passwd"), "package-link"),
    "device": (hostile.with_device("item.xml"), "package-not-a-file"),
    "same name": (hostile.with_repeats("item.xml", "item.xml"), "package-name-repeated"),
    "same name in capitals": (zipped({"a/item.xml": ITEM, "A/Item.xml": ITEM}), "package-name-repeated"),
    "same name composed": (zipped({"\u00e9.xml": ITEM, "e\u0301.xml": ITEM}), "package-name-repeated"),
    "encrypted": (hostile.encrypted(), "package-encrypted"),
    "lzma": (zipped(SOUND, compression=zipfile.ZIP_LZMA), "package-compression-unknown"),
    "bomb": (hostile.bomb(), "package-bomb"),
    "lying bomb": (hostile.lying_bomb(), None),
    "overlapping": (hostile.overlapping(), "package-overlapping"),
}


def codes(content: bytes, limits: Limits | None = None) -> list[str]:
    package, findings = open_package(content, "paket.zip", limits or Limits())
    assert (package is None) == has_errors(findings)
    assert all(each.render("id") and each.render("en") for each in findings)
    return [each.code for each in findings]


@pytest.mark.parametrize("name", sorted(REFUSED))
def test_a_hostile_package_is_refused_with_a_reason(name: str) -> None:
    content, code = REFUSED[name]
    package, findings = open_package(content, "paket.zip")
    assert package is None
    assert has_errors(findings)
    if code is not None:
        assert {each.code for each in findings} == {code}


def test_the_file_that_refuses_a_package_is_named() -> None:
    _, findings = open_package(zipped({"a.xml": ITEM, "../b\u202e.xml": ITEM}), "paket.zip")
    assert (
        findings[0].render("en").startswith("paket.zip/../b\N{REPLACEMENT CHARACTER}.xml:1: error: The name")
    )


def test_a_sound_package_gives_its_files() -> None:
    package, findings = open_package(zipped({**SOUND, ".DS_Store": "x", "a/kosong.txt": ""}), "paket.zip")
    assert findings == []
    assert package is not None
    assert package.files == {**{name: text.encode() for name, text in SOUND.items()}, "a/kosong.txt": b""}
    assert package.shown("a/item.xml") == "paket.zip/a/item.xml"


def test_many_bad_names_are_told_a_few_times() -> None:
    assert len(codes(zipped({f"../{n}.xml": ITEM for n in range(500)}))) <= 40


def test_numbers_and_sizes_are_limited() -> None:
    files = {f"{n}.txt": "soal " * 100 for n in range(30)}
    assert codes(zipped(files), Limits(most_files=29)) == ["package-files-too-many"]
    assert codes(zipped(files), Limits(largest_total_bytes=10_000)) == ["package-too-large"]
    assert "package-file-too-large" in codes(zipped(files), Limits(largest_file_bytes=400))


LEFT_OUT: dict[str, tuple[str, str | bytes, str]] = {
    "zip in a zip": ("dalam.zip", zipped(SOUND), "package-file-nested"),
    "zip called an item": ("item.xml", zipped(SOUND), "package-file-nested"),
    "gzip called a drawing": ("a.svgz", b"\x1f\x8b\x08\x00", "package-file-nested"),
    "program called a picture": ("a.png", b"MZ\x90\x00", "package-file-program"),
    "script": ("jalankan.sh", "#!/bin/sh\nrm -rf /", "package-file-program"),
    "page called a picture": ("a.png", "<html><script>alert(1)</script></html>", "package-type-mismatch"),
    "picture called a drawing": ("a.svg", hostile.png(), "package-type-mismatch"),
    "page called a drawing": ("a.svg", "<!DOCTYPE html><html/>", "package-type-mismatch"),
    "picture called text": ("a.css", hostile.gif(1, 1), "package-type-mismatch"),
    "huge picture": ("a.png", hostile.huge_png(), "package-image-too-large"),
    "huge photograph": ("a.jpg", hostile.jpeg(60_000, 60_000), "package-image-too-large"),
    "huge animation": ("a.gif", hostile.gif(60_000, 60_000), "package-image-too-large"),
    "huge webp": ("a.webp", hostile.webp(60_000, 60_000), "package-image-too-large"),
    "damaged picture": ("a.png", b"\x89PNG\r\n\x1a\nxx", "package-image-damaged"),
    "empty photograph": ("a.jpg", b"\xff\xd8\xff", "package-image-damaged"),
    "endless photograph": ("a.jpg", b"\xff\xd8" + b"\xff" * 5_000, "package-image-damaged"),
}


@pytest.mark.parametrize("name", sorted(LEFT_OUT))
def test_a_file_that_is_not_what_its_name_says_is_left_out(name: str) -> None:
    file, content, code = LEFT_OUT[name]
    package, findings = open_package(_zipped_with(file, content), "p.zip")
    assert package is not None
    assert set(package.files) == {"imsmanifest.xml"}
    assert [(each.code, each.file) for each in findings] == [(code, f"p.zip/{file}")]
    assert not has_errors(findings)


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("a.png", hostile.png(3, 4)),
        ("a.jpg", hostile.jpeg(640, 480)),
        ("a.gif", hostile.gif(5, 6)),
        ("a.webp", hostile.webp(7, 8)),
        ("a.svg", "<?xml version='1.0'?>\n<!-- pembuat -->\n" + SVG),
        ("a.xml", b"\xff\xfe" + "<?xml version='1.0' encoding='utf-16'?><a/>".encode("utf-16-le")),
        ("a.html", "teks saja"),
        ("a.unknown", b"\x00\x01"),
    ],
)
def test_what_is_as_its_name_says_is_kept(file: str, content: str | bytes) -> None:
    package, findings = open_package(zipped({file: content}))
    assert findings == []
    assert package is not None
    assert set(package.files) == {file}


def _zipped_with(file: str, content: str | bytes) -> bytes:
    return zipped({"imsmanifest.xml": "<manifest/>", file: content})


@settings(max_examples=150)
@given(st.data())
def test_a_damaged_package_never_raises(data: st.DataObject) -> None:
    content = bytearray(zipped(SOUND))
    for _ in range(data.draw(st.integers(1, 6))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    open_package(bytes(content[: data.draw(st.integers(0, len(content)))]))
    open_package(bytes(content))
