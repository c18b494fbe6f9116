"""Opening a zip without trusting it: every size is counted, every name judged, nothing unpacked to a disk."""

import io
import re
import stat
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from types import MappingProxyType

from item_bank.findings import Argument, Finding, Position, finding, has_errors
from item_bank.formats.package.images import size_of
from item_bank.formats.package.sniffing import ARCHIVES, IMAGES, PROGRAMS, expected_types, type_of

MEGABYTE = 1_000_000
MOST_NAMED = 20
"""Files told of one problem; a package of thousands of bad names does not need thousands of sentences."""

_CHUNK_BYTES = 64 * 1024
_LOCAL_HEADER_BYTES = 30
_MOST_NAME_BYTES = 200
_DEEPEST = 16
_ENCRYPTED = 0x1 | 0x40 | 0x2000
_DRIVE = re.compile(r"[A-Za-z]:")
# What file managers put beside people's files; it is not theirs and is left out without a word.
_LITTER = re.compile(r"(^|/)(__MACOSX/|\.DS_Store$|Thumbs\.db$|desktop\.ini$|\._)")


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a package may hold; a bank with thousands of drawings stays far below each.

    Below `ratio_free_bytes` a file is never too well compressed, because small texts of one character are
    harmless. Files whose name ends in one of `nested` may be archives themselves.
    """

    most_files: int = 20_000
    largest_file_bytes: int = 20 * MEGABYTE
    largest_total_bytes: int = 200 * MEGABYTE
    largest_ratio: int = 120
    ratio_free_bytes: int = 2 * MEGABYTE
    most_pixels: int = 40_000_000
    nested: frozenset[str] = frozenset({".xlsx"})


LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Package:
    """The files of a package that may be looked at, by their names in it."""

    name: str
    files: Mapping[str, bytes] = field(repr=False)

    def shown(self, name: str) -> str:
        """A file of the package as findings name it."""
        return f"{self.name}/{name}" if self.name else name


def is_zip(content: bytes) -> bool:
    """Whether this begins as a zip does."""
    return type_of(content) == "zip"


def open_package(
    content: bytes, name: str = "", limits: Limits = LIMITS
) -> tuple[Package | None, list[Finding]]:
    """The package, or None where it is refused as a whole, and what was refused or left out.

    `name` stands before the files' names in findings. A file that is left out is a warning.
    """
    opening = _Opening(name, limits)
    try:
        files = opening.files(content)
    except NotImplementedError:
        opening.problem("package-compression-unknown", "")
        files = {}
    except (zipfile.BadZipFile, zlib.error, struct.error, EOFError, ValueError, OverflowError, RuntimeError):
        opening.problem("package-damaged", "")
        files = {}
    if has_errors(opening.report):
        return None, opening.report
    return Package(name, MappingProxyType(files)), opening.report


class _Opening:
    """One opening of one package, and what is wrong with it so far."""

    def __init__(self, name: str, limits: Limits) -> None:
        self.report: list[Finding] = []
        self._name = name
        self._limits = limits

    def problem(self, code: str, name: str, **arguments: Argument) -> None:
        shown = _printable(name)
        place = f"{self._name}/{shown}" if self._name and shown else self._name or shown
        self.report.append(finding(code, Position(place, 1), item="", **arguments))

    def files(self, content: bytes) -> dict[str, bytes]:
        """The files that may be used; none after an error."""
        if not is_zip(content):
            self.problem("package-not-a-zip", "")
            return {}
        with zipfile.ZipFile(io.BytesIO(content)) as opened:
            members = self._members(opened, len(content))
            found: dict[str, bytes] = {}
            budget = self._limits.largest_total_bytes
            for name, member in members.items():
                data = self._content(opened, name, member, budget)
                if data is None:
                    return {}
                budget -= len(data)
                if self._may_be_used(name, data):
                    found[name] = data
        return found

    def _members(self, opened: zipfile.ZipFile, n_bytes: int) -> dict[str, zipfile.ZipInfo]:
        limits = self._limits
        infos = opened.infolist()
        if len(infos) > limits.most_files:
            self.problem("package-files-too-many", "", number=len(infos), most=limits.most_files)
            return {}
        self._judge_places(infos, n_bytes)
        found: dict[str, zipfile.ZipInfo] = {}
        taken: dict[str, str] = {}
        for info in infos:
            name = info.filename.replace("\\", "/")
            self._judge_name(name, info)
            if name.endswith("/") or _LITTER.search(name):
                continue
            # Two names that one file system takes for the same would overwrite each other.
            key = unicodedata.normalize("NFC", name).casefold()
            if key in taken:
                self.problem("package-name-repeated", name, other=_printable(taken[key]))
            taken.setdefault(key, name)
            found.setdefault(name, info)
            self._judge_size(name, info)
            if len(self.report) >= MOST_NAMED:
                break
        total = sum(info.file_size for info in found.values())
        if total > limits.largest_total_bytes:
            self.problem("package-too-large", "", most=limits.largest_total_bytes // MEGABYTE)
        if not found and not self.report:
            self.problem("package-empty", "")
        return {} if has_errors(self.report) else found

    def _judge_name(self, name: str, info: zipfile.ZipInfo) -> None:
        parts = name.rstrip("/").split("/")
        is_unsafe = (
            not name.strip("/")
            or name.startswith("/")
            or _DRIVE.match(name) is not None
            or any(part in {"", ".", ".."} or len(part.encode()) > _MOST_NAME_BYTES for part in parts)
            or len(parts) > _DEEPEST
            or any(unicodedata.category(sign).startswith("C") for sign in name)
        )
        if is_unsafe:
            self.problem("package-path-unsafe", name)
        # What made the archive may be of another system, and then these bits are empty.
        kind = stat.S_IFMT(info.external_attr >> 16)
        if kind == stat.S_IFLNK:
            self.problem("package-link", name)
        elif kind not in {0, stat.S_IFREG, stat.S_IFDIR}:
            self.problem("package-not-a-file", name)
        if info.flag_bits & _ENCRYPTED:
            self.problem("package-encrypted", name)
        elif info.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            self.problem("package-compression-unknown", name)

    def _judge_size(self, name: str, info: zipfile.ZipInfo) -> None:
        limits = self._limits
        if info.file_size > limits.largest_file_bytes:
            self.problem("package-file-too-large", name, most=limits.largest_file_bytes // MEGABYTE)
        elif self._is_bomb(info.file_size, info.compress_size):
            self.problem("package-bomb", name)

    def _judge_places(self, infos: list[zipfile.ZipInfo], n_bytes: int) -> None:
        """Refuse members that share their compressed bytes, which no single member shows."""
        places = sorted((info.header_offset, info.compress_size, info.filename) for info in infos)
        for (offset, size, name), (following, _, _) in pairwise([*places, (n_bytes, 0, "")]):
            if offset + _LOCAL_HEADER_BYTES + size > following:
                self.problem("package-overlapping", name)
                return

    def _is_bomb(self, n_bytes: int, n_compressed: int) -> bool:
        limits = self._limits
        return n_bytes > limits.ratio_free_bytes and n_bytes > limits.largest_ratio * max(1, n_compressed)

    def _content(
        self, opened: zipfile.ZipFile, name: str, member: zipfile.ZipInfo, budget: int
    ) -> bytes | None:
        """The bytes of a file; what the archive says of its sizes is not believed."""
        most = min(budget, self._limits.largest_file_bytes)
        chunks: list[bytes] = []
        n_bytes = 0
        with opened.open(member) as source:
            while chunk := source.read(_CHUNK_BYTES):
                n_bytes += len(chunk)
                if n_bytes > most or self._is_bomb(n_bytes, member.compress_size):
                    self.problem("package-bomb", name)
                    return None
                chunks.append(chunk)
        return b"".join(chunks)

    def _may_be_used(self, name: str, content: bytes) -> bool:
        """Whether the content is what the name says and nothing that hides something else."""
        suffix = suffix_of(name)
        found = type_of(content)
        expected = expected_types(suffix)
        if found in ARCHIVES and not (found == "zip" and suffix in self._limits.nested):
            self.problem("package-file-nested", name, found=found)
        elif found in PROGRAMS:
            self.problem("package-file-program", name, found=found)
        elif expected and found not in expected:
            self.problem("package-type-mismatch", name, suffix=suffix, found=found)
        elif found in IMAGES:
            return self._may_be_drawn(name, content)
        else:
            return True
        return False

    def _may_be_drawn(self, name: str, content: bytes) -> bool:
        size = size_of(content)
        if size is None:
            self.problem("package-image-damaged", name)
            return False
        width, height = size
        if width * height > self._limits.most_pixels:
            most = self._limits.most_pixels // MEGABYTE
            self.problem("package-image-too-large", name, width=width, height=height, most=most)
            return False
        return True


def suffix_of(name: str) -> str:
    """The end of a file's name from its last dot on, in small letters; empty when it has none."""
    stem, dot, suffix = name.rpartition("/")[2].rpartition(".")
    return f".{suffix.lower()}" if dot and stem else ""


def _printable(name: str) -> str:
    return "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in name)[:160]
