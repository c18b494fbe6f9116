"""Width and height of an image out of its header alone, so that a huge one is refused before it is drawn."""

import struct

_START_OF_FRAME = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_WITHOUT_LENGTH = frozenset({0x01, *range(0xD0, 0xD9)})
_MARKER = 0xFF


def size_of(content: bytes) -> tuple[int, int] | None:
    """Width and height in pixels of a PNG, GIF, JPEG or WebP; None when its header is damaged."""
    try:
        if content.startswith(b"\x89PNG"):
            size = struct.unpack(">II", content[16:24]) if content[12:16] == b"IHDR" else (0, 0)
        elif content.startswith(b"GIF8"):
            size = struct.unpack("<HH", content[6:10])
        elif content.startswith(b"RIFF"):
            size = _webp(content)
        else:
            size = _jpeg(content)
    except (struct.error, IndexError):
        return None
    width, height = size
    return (width, height) if width > 0 and height > 0 else None


def _jpeg(content: bytes) -> tuple[int, int]:
    at = 2
    while True:
        while content[at] == _MARKER:
            at += 1
        marker = content[at]
        at += 1
        if marker in _START_OF_FRAME:
            height, width = struct.unpack(">HH", content[at + 3 : at + 7])
            return width, height
        if marker not in _WITHOUT_LENGTH:
            (length,) = struct.unpack(">H", content[at : at + 2])
            at += max(length, 2)
        if content[at] != _MARKER:
            return 0, 0


def _webp(content: bytes) -> tuple[int, int]:
    form = content[12:16]
    if form == b"VP8X":
        return 1 + int.from_bytes(content[24:27], "little"), 1 + int.from_bytes(content[27:30], "little")
    if form == b"VP8L":
        (bits,) = struct.unpack("<I", content[21:25])
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    width, height = struct.unpack("<HH", content[26:30])
    return width & 0x3FFF, height & 0x3FFF
