"""Images and audio: what is inside decides, metadata go, and a release serves what it froze."""

import io
import struct
import zlib
from base64 import b64decode
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from item_bank.formats.folder import read_bank, write_bank
from item_bank.media import WIDEST, MediaError, delivered
from item_bank.release import Release, build_release
from tests.item_bank.small_bank import places, sound_bank, sound_files, sound_plan, write_files


def image(kind: str, size: tuple[int, int] = (40, 20)) -> bytes:
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "tempat rahasia"
    Image.new("RGB", size, (200, 30, 30)).save(out, kind, exif=exif)
    return out.getvalue()


MP3 = b"ID3\x04\x00\x00\x00\x00\x00\x00" + b"\xff\xfb\x90\x00" * 20


@pytest.mark.parametrize(
    ("name", "kind"), [("media/a.png", "PNG"), ("media/a.jpg", "JPEG"), ("media/a.JPEG", "JPEG")]
)
def test_an_image_is_written_again_without_its_metadata(name: str, kind: str) -> None:
    content = image(kind)
    assert b"tempat rahasia" in content
    found = delivered(name, content)
    assert b"tempat rahasia" not in found.content
    assert (found.width, found.height) == (40, 20)
    assert Image.open(io.BytesIO(found.content)).format == kind


def test_a_wide_image_is_made_narrower_in_proportion() -> None:
    found = delivered("media/a.png", image("PNG", (3200, 100)))
    assert (found.width, found.height) == (WIDEST, 50)


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("media/a.png", image("JPEG"), "media-type"),
        ("media/a.png", b"<svg/>", "image-damaged"),
        ("media/a.png", image("PNG")[:60], "image-damaged"),
        ("media/a.mp3", b"<html>", "media-type"),
        ("media/a.wav", b"RIFF....AVI ", "media-type"),
        ("media/a.gif", b"GIF89a", "media-type"),
        ("media/a.mp3", MP3 * 100_000, "audio-too-large"),
    ],
)
def test_what_is_not_what_its_name_says_is_refused(name: str, content: bytes, code: str) -> None:
    with pytest.raises(MediaError) as caught:
        delivered(name, content)
    assert caught.value.code == code


def files_with_media() -> dict[str, str | bytes]:
    """The small bank with a photograph in a stem, a recording beside it and an image as an option."""
    numbers = sound_files()["items/angka/deret.toml"]
    assert isinstance(numbers, str)
    old = 'stem = { id = "Lanjutkan: 2, 4, 6, **?**", en = "Continue: 2, 4, 6, **?**" }'
    assert old in numbers
    shown = "![foto gedung](media/foto.jpg) Dengarkan ![rekaman](media/suara.mp3) dan hitung $x^2$"
    stem = f'stem = {{ id = "{shown}", en = "{shown}" }}\nfigure = "media/gambar.png"\n'
    stem += 'figure_alt = { id = "papan", en = "board" }'
    return sound_files() | {
        "items/angka/deret.toml": numbers.replace(old, stem, 1),
        "media/foto.jpg": image("JPEG"),
        "media/gambar.png": image("PNG"),
        "media/suara.mp3": MP3,
    }


def test_a_release_holds_its_media_and_shows_them_by_their_digests(tmp_path: Path) -> None:
    sound_bank(tmp_path)
    bank, findings = read_bank(write_files(tmp_path, files_with_media()))
    assert findings == []
    assert bank is not None
    write_bank(bank, tmp_path / "copy")
    assert read_bank(tmp_path / "copy")[0] == bank

    release = Release.load(build_release(bank, sound_plan(tmp_path, bank)))
    item = release.item("deret-1")
    view = release.participant_item("deret-1", "id", item.option_ids)
    assert sorted(file.content_type for file in release.files.values()) == [
        "audio/mpeg",
        "image/jpeg",
        "image/png",
    ]
    for name, file in release.files.items():
        address = f'src="/media/{release.digest}/{name}"'
        assert address in view["stem_html"] + view["figure_html"]
        assert b64decode(file.base64)
    assert 'alt="foto gedung"' in view["stem_html"]
    assert '<audio controls preload="auto"' in view["stem_html"]
    assert "<math" in view["stem_html"]
    assert "media:" not in view["stem_html"]


def test_media_that_are_missing_damaged_without_words_or_unused_are_named(tmp_path: Path) -> None:
    files = files_with_media() | {"media/gambar.png": b"nothing", "media/lain.ogg": b"OggS"}
    del files["media/foto.jpg"]
    text = files["items/angka/deret.toml"]
    assert isinstance(text, str)
    files["items/angka/deret.toml"] = text.replace("![rekaman]", "![]").replace("$x^2$", "$\\\\foo{x}$")
    _, findings = read_bank(write_files(tmp_path, files), shown_as="")
    codes = [code for _, _, code in places(findings)]
    for code in ("media-missing", "image-damaged", "alt-missing", "formula-malformed", "media-unreferenced"):
        assert code in codes


def encoded(image: Image.Image, kind: str, **options: Any) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def test_sixteen_bits_of_grey_become_the_same_grey() -> None:
    grey = encoded(Image.new("I;16", (4, 3), 0x8080), "PNG")
    with Image.open(io.BytesIO(delivered("media/a.png", grey).content)) as image:
        assert (image.mode, image.getpixel((1, 1))) == ("L", 0x80)


def test_the_first_picture_of_several_in_a_camera_file_is_shown() -> None:
    pictures = [Image.new("RGB", (4, 3), (level, level, level)) for level in (0, 255)]
    several = encoded(pictures[0], "MPO", save_all=True, append_images=pictures[1:])
    with Image.open(io.BytesIO(delivered("media/a.jpg", several).content)) as image:
        assert (image.format, image.getpixel((1, 1))) == ("JPEG", (0, 0, 0))


def test_a_comment_does_not_leave_with_its_image() -> None:
    content = encoded(Image.new("RGB", (4, 3)), "JPEG", comment=b"kunci: A")
    assert b"kunci" not in delivered("media/a.jpg", content).content


@pytest.mark.parametrize("side", [5_000, 9_500, 20_000, 2**31 - 1])
def test_an_image_that_would_fill_memory_is_too_large_before_it_is_read(side: int) -> None:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", side, side, 8, 6, 0, 0, 0)
    chunks = chunk(b"IHDR", head), chunk(b"IDAT", zlib.compress(b"")), chunk(b"IEND", b"")
    bomb = b"\x89PNG\r\n\x1a\n" + b"".join(chunks)
    with pytest.raises(MediaError) as refused:
        delivered("media/a.png", bomb)
    assert refused.value.code == "image-too-large"
