"""Banks as files: any format in, with the plans that lie beside a native bank; folder, zip and xlsx out."""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import Literal

from item_bank.bank import Bank
from item_bank.exam_plan import read_plan_text
from item_bank.findings import Finding
from item_bank.formats.defaults import Defaults
from item_bank.formats.folder import write_bank
from item_bank.formats.importing import MOST_BYTES, Format, import_bank, recognised
from item_bank.formats.package import open_package
from item_bank.formats.qti.writing import qti_package
from item_bank.formats.spreadsheet import write_xlsx
from item_bank.formats.spreadsheet.reading import Progress

MOST_PLANS = 20
LARGEST_PLAN_BYTES = 1_000_000
OWN_HEAD: frozenset[Format] = frozenset({"folder", "folder-package"})
"""Formats in which a bank says all that its items share."""

_STAMP = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class PlanFile:
    """The TOML of an exam plan and the name of its file, `plans/….toml`."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class ReadFile:
    """What was found in a file or folder; `bank` is None when something in it is an error."""

    format: Format
    bank: Bank | None
    findings: tuple[Finding, ...]
    plans: tuple[PlanFile, ...] = ()

    @property
    def has_own_head(self) -> bool:
        """Whether it says title, languages and metric itself, or whoever imports it must."""
        return self.format in OWN_HEAD


def read_file(
    path: Path,
    *,
    defaults: Defaults | None = None,
    shown_as: str | None = None,
    on_progress: Progress | None = None,
) -> ReadFile:
    """The bank in a file or folder of any format, and its plans; nothing is written."""
    name = path.name if shown_as is None else shown_as
    if path.is_dir():
        found: Format = "folder"
        plans = tuple(_plans(_texts_of_folder(path)))
    elif path.is_file() and not path.is_symlink() and path.stat().st_size <= MOST_BYTES:
        content = path.read_bytes()
        found = recognised(content, name)
        plans = tuple(_plans(_texts_of_package(content))) if found == "folder-package" else ()
    else:
        found, plans = "unknown", ()
    bank, findings = import_bank(path, defaults=defaults, shown_as=name, on_progress=on_progress)
    return ReadFile(found, bank, tuple(findings), plans)


def plans_by_id(plans: Iterable[PlanFile]) -> dict[str, str]:
    """The texts of the plans that can be read, by the ids in them."""
    found: dict[str, str] = {}
    for file in plans:
        plan, _ = read_plan_text(file.text, None)
        if plan is not None:
            found.setdefault(plan.id, file.text)
    return found


def write_folder(bank: Bank, plans: Mapping[str, str], path: Path) -> None:
    """Write a bank in the native format into a new or empty folder, its plans beside it.

    Raises:
        FileExistsError: there is something in the folder.
        ValueError: something has a name that leads out of the folder.
    """
    write_bank(bank, path)
    for plan_id, text in plans.items():
        (path / "plans").mkdir(exist_ok=True)
        (path / "plans" / f"{plan_id}.toml").write_text(text, encoding="utf-8", newline="\n")


def bank_zip(bank: Bank, plans: Mapping[str, str]) -> bytes:
    """The native folder as a zip: the same bank and plans give the same bytes."""
    made = io.BytesIO()
    with tempfile.TemporaryDirectory() as place, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        folder = Path(place) / bank.id
        write_folder(bank, plans, folder)
        for path in sorted(each for each in folder.rglob("*") if each.is_file()):
            info = zipfile.ZipInfo(path.relative_to(place).as_posix(), _STAMP)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            archive.writestr(info, path.read_bytes())
    return made.getvalue()


FileKind = Literal["zip", "xlsx", "qti"]
ENDINGS: Mapping[FileKind, str] = MappingProxyType({"qti": ".qti.zip", "zip": ".zip", "xlsx": ".xlsx"})
"""How the names of files end, the longest first."""


def exported(bank: Bank, plans: Mapping[str, str], kind: FileKind) -> bytes:
    """The bytes of a bank as a file: our folder in a zip, a workbook, or a package of QTI 3.0.

    A workbook holds neither drawings nor plans, a package no plans.

    Raises:
        ValueError: something of an item has no place in a workbook.
    """
    match kind:
        case "zip":
            return bank_zip(bank, plans)
        case "xlsx":
            return write_xlsx(bank)
    return qti_package(bank)


def _texts_of_folder(path: Path) -> Iterator[tuple[str, bytes]]:
    folder = path / "plans"
    if folder.is_symlink():
        return
    for file in sorted(folder.glob("*.toml")):
        if file.is_file() and not file.is_symlink() and file.stat().st_size <= LARGEST_PLAN_BYTES:
            yield file.name, file.read_bytes()


def _texts_of_package(content: bytes) -> Iterator[tuple[str, bytes]]:
    package, _ = open_package(content)
    files = {} if package is None else package.files
    banks = [PurePosixPath(name).parent for name in files if PurePosixPath(name).name == "bank.toml"]
    highest = min(banks, key=lambda folder: (len(folder.parts), str(folder)), default=None)
    for name, data in sorted(files.items()):
        place = PurePosixPath(name)
        is_plan = highest is not None and place.parent == highest / "plans" and place.suffix == ".toml"
        if is_plan and len(data) <= LARGEST_PLAN_BYTES:
            yield place.name, data


def _plans(files: Iterable[tuple[str, bytes]]) -> Iterator[PlanFile]:
    for place, (name, content) in enumerate(files):
        if place < MOST_PLANS:
            yield PlanFile(f"plans/{name}", content.decode("utf-8-sig", "replace"))
