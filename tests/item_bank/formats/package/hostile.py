"""Hostile packages, made anew for each run: what somebody might upload to harm a server or a hall."""

import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Mapping

ITEM = "<assessmentItem identifier='a'/>"


def zipped(files: Mapping[str, str | bytes], *, compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip with these files."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", compression) as package:
        for name, content in files.items():
            package.writestr(zipfile.ZipInfo(name), content, compress_type=compression)
    return made.getvalue()


def with_repeats(*names: str) -> bytes:
    """A zip with these names, which may repeat; `zipfile` warns of repeats and writes them."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        for place, name in enumerate(names):
            package.writestr(_blank(place, name), ITEM)
    content = made.getvalue()
    for place, name in enumerate(names):
        content = content.replace(_blank(place, name).encode(), name.encode())
    return content


def with_link(name: str, target: str) -> bytes:
    """A zip with a symbolic link."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        link = zipfile.ZipInfo(name)
        link.create_system = 3
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        package.writestr(link, target)
    return made.getvalue()


def with_device(name: str) -> bytes:
    """A zip with a character device."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        device = zipfile.ZipInfo(name)
        device.create_system = 3
        device.external_attr = (stat.S_IFCHR | 0o666) << 16
        package.writestr(device, "")
    return made.getvalue()


def encrypted() -> bytes:
    """A zip that says that its file is encrypted, in both of its headers."""
    content = bytearray(zipped({"item.xml": ITEM}))
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    return bytes(content)


def bomb(megabytes: int = 15) -> bytes:
    """A small zip that unpacks to megabytes of one letter."""
    return zipped({"imsmanifest.xml": ITEM, "item.xml": b"a" * (megabytes * 1_000_000)})


def lying_bomb() -> bytes:
    """A bomb whose directory says that the file is small."""
    content = bytearray(bomb())
    directory = content.index(b"PK\x01\x02", content.index(b"PK\x01\x02") + 1)
    content[directory + 24 : directory + 28] = struct.pack("<I", 1_000)
    return bytes(content)


def overlapping(copies: int = 50) -> bytes:
    """A zip whose directory names one packed content many times."""
    content = zipped({"0000.xml": ITEM})
    start = content.index(b"PK\x01\x02")
    end = content.index(b"PK\x05\x06")
    entry = content[start:end]
    entries = b"".join(entry.replace(b"0000.xml", f"{n:04}.xml".encode()) for n in range(copies))
    tail = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, copies, copies, len(entries), start, 0)
    return content[:start] + entries + tail


def huge_png(width: int = 60_000, height: int = 60_000) -> bytes:
    """A PNG of a few bytes whose header promises billions of pixels."""
    header = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IEND", b"")


def png(width: int = 2, height: int = 2) -> bytes:
    """A small true PNG."""
    rows = b"".join(b"\x00" + b"\xff\x00\x00" * width for _ in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    data = _chunk(b"IDAT", zlib.compress(rows))
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + data + _chunk(b"IEND", b"")


def jpeg(width: int, height: int) -> bytes:
    """The markers of a JPEG up to its frame, after a segment that is not one."""
    frame = struct.pack(">BHHB", 8, height, width, 3) + b"\x01\x11\x00" * 3
    return b"\xff\xd8\xff\xe0" + _segment(b"JFIF\x00" + b"\xff" * 9) + b"\xff\xc0" + _segment(frame)


def gif(width: int, height: int) -> bytes:
    return b"GIF89a" + struct.pack("<HH", width, height) + b"\x00\x00\x00;"


def webp(width: int, height: int) -> bytes:
    """The extended header of a WebP."""
    size = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    return b"RIFF\x16\x00\x00\x00WEBPVP8X\x0a\x00\x00\x00" + b"\x00" * 4 + size


EXTERNAL_ENTITY = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'
BILLION_LAUGHS = (
    '<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;">]>'
    "<a>&d;&d;&d;&d;</a>"
)
QUADRATIC = f'<!DOCTYPE a [<!ENTITY b "{"x" * 5_000}">]><a>{"&b;" * 2_000}</a>'
EXTERNAL_DTD = '<!DOCTYPE a SYSTEM "http://example.invalid/a.dtd"><a/>'
PARAMETER_ENTITY = '<!DOCTYPE a [<!ENTITY % p SYSTEM "http://example.invalid/p">%p;]><a/>'
DEEP = "<a>" * 5_000 + "</a>" * 5_000
WIDE = "<r>" + "<a/>" * 1_001 + "</r>"


def _blank(place: int, name: str) -> str:
    return f"{place:0{len(name)}}"


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _segment(data: bytes) -> bytes:
    return struct.pack(">H", len(data) + 2) + data
