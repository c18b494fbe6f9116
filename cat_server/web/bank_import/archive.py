"""Unpacking a zip that nobody trusts: every size is counted, every name judged, no link is ever made.

Not here: what a bank is. `zipfile.extractall` is not used, because it believes the archive.
"""

from __future__ import annotations

import os
import re
import stat
import struct
import unicodedata
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path

_CHUNK_BYTES = 64 * 1024
_LONGEST_NAME = 200
_DEEPEST = 12
_DRIVE = re.compile(r"[A-Za-z]:")
# What file managers put beside people's files; it is not theirs and is left out.
_LITTER = re.compile(r"(^|/)(__MACOSX/|\.DS_Store$|Thumbs\.db$|desktop\.ini$|\._)")


@dataclass(frozen=True, slots=True)
class Limits:
    """How much an archive may unpack to; a whole bank of drawings stays far below each."""

    most_files: int = 20_000
    largest_file_bytes: int = 20_000_000
    largest_total_bytes: int = 200_000_000
    largest_ratio: int = 120
    ratio_free_bytes: int = 2_000_000
    """Below this size a file is never too well compressed: small texts of one character are harmless."""


LIMITS = Limits()


class ArchiveRefusedError(ValueError):
    """The archive is not unpacked; `code` has its sentence in the catalogue as `upload-<code>`."""

    def __init__(self, code: str, **arguments: str | int) -> None:
        super().__init__(f"{code} {arguments}")
        self.code = code
        self.arguments = arguments


def unpack(archive: Path, folder: Path, limits: Limits = LIMITS) -> None:
    """Unpack into `folder`, which must be new or empty.

    Raises:
        ArchiveRefusedError: it is no zip, is damaged, too much, encrypted, or names what it must not.
    """
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with zipfile.ZipFile(archive) as opened:
            members = _members(opened, limits)
            budget = limits.largest_total_bytes
            for name, member in members.items():
                budget -= _write(opened, member, name, folder / name, min(budget, limits.largest_file_bytes))
            _refuse_bombs(archive, limits.largest_total_bytes - budget, limits)
    except ArchiveRefusedError:
        raise
    except NotImplementedError:
        raise ArchiveRefusedError("compression-unknown") from None
    except (zipfile.BadZipFile, zlib.error, struct.error, EOFError, ValueError, OverflowError):
        raise ArchiveRefusedError("not-a-zip") from None


def bank_folder(folder: Path) -> Path:
    """The folder of the bank in an unpacked archive: where its bank.toml is, however it was wrapped.

    Raises:
        ArchiveRefusedError: there is no bank.toml, or several stand side by side.
    """
    found = sorted(folder.rglob("bank.toml"), key=lambda path: (len(path.parts), path))
    if not found:
        raise ArchiveRefusedError("no-bank")
    highest = [path for path in found if len(path.parts) == len(found[0].parts)]
    if len(highest) > 1:
        names = ", ".join(str(path.parent.relative_to(folder)) for path in highest[:5])
        raise ArchiveRefusedError("several-banks", names=names[:200])
    return highest[0].parent


def _members(opened: zipfile.ZipFile, limits: Limits) -> dict[str, zipfile.ZipInfo]:
    """The files by their place below the folder; directories come by themselves."""
    found: dict[str, zipfile.ZipInfo] = {}
    taken: set[str] = set()
    infos = opened.infolist()
    if len(infos) > limits.most_files:
        raise ArchiveRefusedError("too-many-files", number=len(infos), most=limits.most_files)
    for info in infos:
        name = info.filename.replace("\\", "/")
        _refuse_unsafe(name, info)
        if name.endswith("/") or _LITTER.search(name):
            continue
        # Two names that one file system takes for the same would overwrite each other.
        key = unicodedata.normalize("NFC", name).casefold()
        if key in taken:
            raise ArchiveRefusedError("name-repeated", name=_shown(name))
        taken.add(key)
        found[name] = info
    if not found:
        raise ArchiveRefusedError("empty")
    if sum(info.file_size for info in found.values()) > limits.largest_total_bytes:
        raise ArchiveRefusedError("too-large", most=limits.largest_total_bytes // 1_000_000)
    for name, info in found.items():
        _refuse_large(name, info, limits)
    return found


def _refuse_unsafe(name: str, info: zipfile.ZipInfo) -> None:
    parts = name.rstrip("/").split("/")
    is_unsafe = (
        not name.strip("/")
        or name.startswith("/")
        or _DRIVE.match(name) is not None
        or any(part in ("", ".", "..") or len(part.encode()) > _LONGEST_NAME for part in parts)
        or len(parts) > _DEEPEST
        or any(unicodedata.category(sign).startswith("C") for sign in name)
    )
    if is_unsafe:
        raise ArchiveRefusedError("unsafe-path", name=_shown(name))
    kind = stat.S_IFMT(info.external_attr >> 16)
    if kind == stat.S_IFLNK:
        raise ArchiveRefusedError("link", name=_shown(name))
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        raise ArchiveRefusedError("not-a-file", name=_shown(name))
    if info.flag_bits & 0x1:
        raise ArchiveRefusedError("encrypted")


def _refuse_large(name: str, info: zipfile.ZipInfo, limits: Limits) -> None:
    if info.file_size > limits.largest_file_bytes:
        most = limits.largest_file_bytes // 1_000_000
        raise ArchiveRefusedError("file-too-large", name=_shown(name), most=most)
    is_large = info.file_size > limits.ratio_free_bytes
    if is_large and info.file_size > limits.largest_ratio * max(1, info.compress_size):
        raise ArchiveRefusedError("bomb", name=_shown(name))


def _refuse_bombs(archive: Path, n_bytes: int, limits: Limits) -> None:
    """Refuse an archive whose members share their compressed bytes, which no single member shows."""
    is_large = n_bytes > 10 * limits.ratio_free_bytes
    if is_large and n_bytes > limits.largest_ratio * archive.stat().st_size:
        raise ArchiveRefusedError("bomb", name=archive.name)


def _write(opened: zipfile.ZipFile, member: zipfile.ZipInfo, name: str, target: Path, most_bytes: int) -> int:
    """The bytes written; what the archive says of its sizes is not believed."""
    written = 0
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
    except (FileExistsError, NotADirectoryError, IsADirectoryError):
        raise ArchiveRefusedError("name-repeated", name=_shown(name)) from None
    with os.fdopen(descriptor, "wb") as file, opened.open(member) as source:
        while chunk := source.read(_CHUNK_BYTES):
            written += len(chunk)
            if written > most_bytes:
                raise ArchiveRefusedError("too-large", most=LIMITS.largest_total_bytes // 1_000_000)
            file.write(chunk)
    return written


def _shown(name: str) -> str:
    """A name as it may stand in a sentence."""
    return "".join(sign if sign.isprintable() else "�" for sign in name)[:120]
