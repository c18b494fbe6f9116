"""What a file is by its first bytes, and what its name says that it is."""

import re
from collections.abc import Mapping
from typing import Final

MOST_SNIFFED: Final = 4_096

ARCHIVES: Final = frozenset({"zip", "gzip", "bzip2", "xz", "7z", "rar", "tar", "zstd", "cab"})
PROGRAMS: Final = frozenset({"program", "java class", "office document"})
IMAGES: Final = frozenset({"png", "jpeg", "gif", "webp"})

_SIGNATURES: Final[tuple[tuple[int, bytes, str], ...]] = (
    (0, b"\x89PNG\r\n\x1a\n", "png"),
    (0, b"\xff\xd8\xff", "jpeg"),
    (0, b"GIF87a", "gif"),
    (0, b"GIF89a", "gif"),
    (0, b"PK\x03\x04", "zip"),
    (0, b"PK\x05\x06", "zip"),
    (0, b"PK\x07\x08", "zip"),
    (0, b"\x1f\x8b", "gzip"),
    (0, b"BZh", "bzip2"),
    (0, b"\xfd7zXZ\x00", "xz"),
    (0, b"7z\xbc\xaf\x27\x1c", "7z"),
    (0, b"Rar!\x1a\x07", "rar"),
    (0, b"\x28\xb5\x2f\xfd", "zstd"),
    (0, b"MSCF", "cab"),
    (257, b"ustar", "tar"),
    (0, b"MZ", "program"),
    (0, b"\x7fELF", "program"),
    (0, b"#!", "program"),
    (0, b"\xca\xfe\xba\xbe", "java class"),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "office document"),
    (0, b"%PDF-", "pdf"),
    (0, b"ID3", "audio"),
    (0, b"\xff\xfb", "audio"),
    (0, b"\xff\xf3", "audio"),
    (0, b"\xff\xf2", "audio"),
    (0, b"OggS", "audio"),
    (0, b"fLaC", "audio"),
    (4, b"ftyp", "video"),
    (0, b"\x1a\x45\xdf\xa3", "video"),
)
_RIFF: Final = {b"WEBP": "webp", b"WAVE": "audio", b"AVI ": "video"}
_ROOT: Final = re.compile(r"<(?:[\w.-]+:)?([A-Za-z][\w.-]*)[\s/>]")
_BEFORE_ROOT: Final = re.compile(r"\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>", re.DOTALL)

_MARKUP: Final = frozenset({"xml", "svg", "html"})
_EXPECTED: Final[Mapping[str, frozenset[str]]] = {
    ".xml": _MARKUP,
    ".qti": _MARKUP,
    ".rels": frozenset({"xml"}),
    ".svg": frozenset({"svg"}),
    ".html": _MARKUP | {"text"},
    ".htm": _MARKUP | {"text"},
    ".xhtml": _MARKUP,
    ".css": frozenset({"text"}),
    ".js": frozenset({"text"}),
    ".json": frozenset({"text"}),
    ".txt": _MARKUP | {"text"},
    ".md": _MARKUP | {"text"},
    ".csv": _MARKUP | {"text"},
    ".gift": _MARKUP | {"text"},
    ".toml": frozenset({"text"}),
    ".png": frozenset({"png"}),
    ".jpg": frozenset({"jpeg"}),
    ".jpeg": frozenset({"jpeg"}),
    ".gif": frozenset({"gif"}),
    ".webp": frozenset({"webp"}),
    ".mp3": frozenset({"audio"}),
    ".ogg": frozenset({"audio"}),
    ".oga": frozenset({"audio"}),
    ".wav": frozenset({"audio"}),
    ".flac": frozenset({"audio"}),
    ".m4a": frozenset({"audio", "video"}),
    ".mp4": frozenset({"video"}),
    ".webm": frozenset({"video"}),
    ".pdf": frozenset({"pdf"}),
    ".xlsx": frozenset({"zip"}),
}


def expected_types(suffix: str) -> frozenset[str]:
    """What a file with this end of its name may be; empty when the end says nothing."""
    return _EXPECTED.get(suffix, frozenset())


def type_of(content: bytes) -> str:
    """A word for what the bytes are: an image, an archive, markup by its root element, text, or `data`."""
    for offset, signature, name in _SIGNATURES:
        if content.startswith(signature, offset):
            return name
    if content.startswith(b"RIFF"):
        return _RIFF.get(content[8:12], "data")
    text = _beginning(content)
    if text is None:
        return "data"
    return _markup(text) or "text"


def _beginning(content: bytes) -> str | None:
    """The first characters, in whatever encoding a byte order mark or UTF-8 tells; None for binary data."""
    head = content[:MOST_SNIFFED]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head.decode("utf-16", "replace")
    text = head.decode("utf-8-sig", "replace")
    has_control = any(sign < " " and sign not in "\t\n\r\f" for sign in text)
    return None if has_control else text


def _markup(text: str) -> str:
    at = 0
    while skipped := _BEFORE_ROOT.match(text, at):
        at = skipped.end()
    root = _ROOT.match(text, at)
    if root is None:
        return "xml" if text.lstrip("\ufeff \t\r\n").startswith("<?xml") else ""
    name = root[1].lower()
    return name if name in {"svg", "html"} else "xml"
