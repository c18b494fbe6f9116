"""Importing a bank from whatever an admin has: formats are recognised by content, nothing is written."""

import os
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Literal

from item_bank.bank import Bank
from item_bank.findings import Finding, Position, finding, in_reading_order
from item_bank.formats.aiken import is_aiken, read_aiken
from item_bank.formats.collector import Collector
from item_bank.formats.defaults import Defaults
from item_bank.formats.folder import read_bank, read_bank_package
from item_bank.formats.gift import is_gift, read_gift
from item_bank.formats.package import Package, open_package
from item_bank.formats.package.sniffing import type_of
from item_bank.formats.plain_text import decoded
from item_bank.formats.qti.reading import read_package
from item_bank.formats.spreadsheet import read_spreadsheet
from item_bank.formats.spreadsheet.reading import Progress
from item_bank.media import SUFFIXES, is_drawing

Format = Literal[
    "folder", "xlsx", "csv", "gift", "aiken", "qti", "spreadsheet-package", "folder-package", "unknown"
]

MOST_BYTES = 200_000_000
_SHEETS = (".xlsx", ".csv")


def import_bank(
    path: Path,
    *,
    defaults: Defaults | None = None,
    shown_as: str | None = None,
    on_progress: Progress | None = None,
) -> tuple[Bank | None, list[Finding]]:
    """The bank of a folder or file in any format that is read, or None when it has an error.

    Every problem is a finding; what a foreign file holds beyond this bank is told and left out. `shown_as`
    names the file in findings; without it, its name does. Nothing is written, and no link is followed.
    """
    name = path.name if shown_as is None else shown_as
    if path.is_dir() and not path.is_symlink():
        return read_bank(path, shown_as=name)
    try:
        if path.is_symlink():
            return None, [finding("link-refused", Position(name, 1))]
        if not path.is_file():
            code = "file-not-regular" if os.path.lexists(path) else "file-missing"
            return None, [finding(code, Position(name, 1))]
        size = path.stat().st_size
        if size > MOST_BYTES:
            return None, [finding("file-too-large", Position(name, 1), size=size, most=MOST_BYTES)]
        content = path.read_bytes()
    except OSError as error:
        return None, [finding("file-unreadable", Position(name, 1), reason=error.strerror or "")]
    return import_bytes(content, name, defaults=defaults, on_progress=on_progress)


def import_bytes(
    content: bytes,
    name: str,
    *,
    defaults: Defaults | None = None,
    on_progress: Progress | None = None,
) -> tuple[Bank | None, list[Finding]]:
    """The bank of a file's bytes, as `import_bank` gives it."""
    defaults = defaults or Defaults()
    match recognised(content, name):
        case "gift":
            return read_gift(content, name, defaults=defaults)
        case "aiken":
            return read_aiken(content, name, defaults=defaults)
        case "qti" | "spreadsheet-package" | "folder-package":
            return _of_package(content, name, defaults, on_progress)
        case "unknown":
            return None, [finding("format-unknown", Position(name, 1))]
        case _:  # what says that it is a sheet and is none is told by its reader
            return read_spreadsheet(content, name, defaults=defaults, on_progress=on_progress)


def recognised(content: bytes, name: str) -> Format:
    """The format of a file, by its content first and by its name where texts could be several things."""
    found = type_of(content)
    suffix = PurePosixPath(name).suffix.lower()
    if found == "office document":
        return "xlsx"
    if found == "zip":
        return _recognised_zip(content)
    if found not in {"text", "xml", "html", "data"}:
        return "unknown"
    text = decoded(content, name, [])
    if suffix == ".csv" or text is None:
        return "csv" if suffix in {".csv", ".txt", ".tsv"} else "unknown"
    if is_aiken(text):
        return "aiken"
    if is_gift(text) and suffix != ".tsv":
        return "gift"
    return "csv" if suffix in {".tsv", ".txt"} else "unknown"


def _recognised_zip(content: bytes) -> Format:
    package, _ = open_package(content)
    names = [] if package is None else list(package.files)
    if "xl/workbook.xml" in names:
        return "xlsx"
    if _bank_folder_of(names) is not None:
        return "folder-package"
    if _sheet_of(names):
        return "spreadsheet-package"
    return "qti"


def _bank_folder_of(names: list[str]) -> str | None:
    """The path of the highest folder with a bank.toml, with its slash; '' for the package itself."""
    found = [name for name in names if name.rpartition("/")[2] == "bank.toml"]
    highest = min(found, key=lambda name: (name.count("/"), name), default=None)
    return None if highest is None else highest.removesuffix("bank.toml")


def _sheet_of(names: list[str]) -> str | None:
    """The sheet of a package that holds one with its drawings beside it."""
    if any(name.rpartition("/")[2].lower() == "imsmanifest.xml" for name in names):
        return None
    sheets = [name for name in names if name.lower().endswith(_SHEETS)]
    return sheets[0] if len(sheets) == 1 else None


def _of_package(
    content: bytes, name: str, defaults: Defaults, on_progress: Progress | None
) -> tuple[Bank | None, list[Finding]]:
    package, findings = open_package(content, name)
    if package is None:
        return None, in_reading_order(findings)
    folder = _bank_folder_of(list(package.files))
    if folder is not None:
        files = {
            each.removeprefix(folder): data for each, data in package.files.items() if each.startswith(folder)
        }
        bank, more = read_bank_package(files, shown_as=package.shown(folder).rstrip("/"))
        return bank, in_reading_order([*findings, *more])
    sheet = _sheet_of(list(package.files))
    if sheet is None:
        collector = Collector(name, defaults)
        collector.report.extend(findings)
        return read_package(package, collector, defaults)
    title = defaults.title or PurePosixPath(name).stem
    bank, more = read_spreadsheet(
        package.files[sheet],
        package.shown(sheet),
        defaults=replace(defaults, title=title),
        media=_media(package, sheet),
        on_progress=on_progress,
    )
    return bank, in_reading_order([*findings, *more])


def _media(package: Package, sheet: str) -> Mapping[str, str | bytes]:
    """The drawings, images and audio beside a sheet, by their paths from its folder."""
    folder = sheet.rpartition("/")[0]
    prefix = f"{folder}/" if folder else ""
    return {
        name.removeprefix(prefix): content.decode("utf-8", "replace") if is_drawing(name) else content
        for name, content in package.files.items()
        if name.startswith(f"{prefix}media/") and name.lower().endswith(SUFFIXES)
    }
