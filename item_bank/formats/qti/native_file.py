"""What QTI cannot say of a bank, in a file beside its items, so that a bank comes back as it went.

The file holds each item as the native format has it, with the digest of the QTI document made of it. An item
whose document was changed since is read from the document; the others are taken as they were.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Any, Final

from item_bank.bank import Bank, CalibrationNote, Positions
from item_bank.checks import check_content
from item_bank.findings import Finding, Position, has_errors
from item_bank.formats.collector import Collector, PlaceSource
from item_bank.formats.package import Package
from item_bank.item_tables import (
    BankHead,
    head_fields,
    item_fields,
    read_head,
    read_item,
    read_stimulus,
    stimulus_fields,
)
from item_bank.media import is_drawing
from item_bank.table_reader import Table
from item_bank.toml_source import TomlSource

NAME: Final = "native/cat-server.json"
SCHEMA: Final = "cat-server bank 1"


@dataclass(frozen=True, slots=True)
class NativeFile:
    """The content of the file; `documents` are the digests of QTI documents by their names in the package."""

    head: Mapping[str, Any]
    calibration: Mapping[str, Any] | None
    items: Mapping[str, Mapping[str, Any]]
    stimuli: Mapping[str, Mapping[str, Any]]
    media: Mapping[str, str]
    documents: Mapping[str, str]

    def is_unchanged(self, package: Package, name: str) -> bool:
        """Whether a document is the one that was written."""
        content = package.files.get(name)
        return content is not None and digest(content) == self.documents.get(name)


def digest(content: bytes) -> str:
    """What tells whether a file was changed."""
    return sha256(content).hexdigest()


def native_bytes(
    bank: Bank, items: Mapping[str, str], stimuli: Mapping[str, str], files: Mapping[str, bytes]
) -> bytes:
    """The file for a bank; `items` and `stimuli` give the documents by id, `files` the package so far."""
    head = BankHead(bank.id, bank.title, bank.languages, bank.notice, bank.scale, bank.response_scales)
    content = {
        "schema": SCHEMA,
        "head": head_fields(head),
        "calibration": asdict(bank.calibration) if bank.calibration else None,
        "items": {items[item.id]: item_fields(item) for item in bank.items},
        "stimuli": {stimuli[each.id]: stimulus_fields(each) for each in bank.stimuli},
        "media": {name: digest(_bytes(source)) for name, source in bank.media.items()},
        "documents": {name: digest(files[name]) for name in (*items.values(), *stimuli.values())},
    }
    return json.dumps(content, ensure_ascii=False, indent=1, default=dict).encode()


def read_native(package: Package) -> NativeFile | None:
    """The file of a package, or None where there is none that can be read."""
    content = package.files.get(NAME)
    if content is None:
        return None
    try:
        found = json.loads(content)
    except (ValueError, RecursionError):
        return None
    parts = ("head", "items", "stimuli", "media", "documents")
    if (
        not isinstance(found, dict)
        or found.get("schema") != SCHEMA
        or not all(isinstance(found.get(part), dict) for part in parts)
        or not all(isinstance(each, dict) for part in parts[1:3] for each in found[part].values())
    ):
        return None
    calibration = found.get("calibration")
    return NativeFile(
        found["head"],
        calibration if isinstance(calibration, dict) else None,
        *(found[part] for part in parts[1:]),
    )


def whole_bank(
    native: NativeFile, package: Package, item_files: Iterable[str]
) -> tuple[Bank | None, list[Finding]] | None:
    """The bank where nothing of it was changed, with its findings; None where something was."""
    is_whole = (
        set(item_files) == set(native.items)
        and all(native.is_unchanged(package, name) for name in (*native.items, *native.stimuli))
        and all(digest(package.files.get(name, b"")) == told for name, told in native.media.items())
    )
    if not is_whole:
        return None
    report: list[Finding] = []
    place = Position(package.shown(NAME), 1)
    source = PlaceSource(place)
    head = read_head(Table(native.head, source, report))
    languages = head.languages
    items = [
        read_item(Table(fields, PlaceSource(Position(package.shown(name), 1)), report, languages=languages),
                  head.response_scales)
        for name, fields in native.items.items()
    ]  # fmt: skip
    stimuli = [
        read_stimulus(Table(fields, source, report, languages=languages))
        for fields in native.stimuli.values()
    ]
    if has_errors(report) or None in items or None in stimuli:
        return None
    try:
        calibration = CalibrationNote(**native.calibration) if native.calibration else None
    except TypeError:
        return None
    known = [item for item in items if item is not None]
    sources: dict[str, tuple[TomlSource, tuple[str | int, ...]]] = {
        item.id: (PlaceSource(Position(package.shown(name), 1)), ())
        for name, item in zip(native.items, known, strict=True)
    }
    bank = Bank(
        id=head.id,
        title=head.title,
        languages=languages,
        notice=head.notice,
        items=tuple(known),
        scale=head.scale,
        response_scales=head.response_scales,
        media={name: _source(name, package.files[name]) for name in native.media},
        calibration=calibration,
        stimuli=tuple(each for each in stimuli if each is not None),
        positions=Positions("", TomlSource("", ""), sources),
    )
    report += check_content(bank, known_ids=bank.by_id.keys(), is_whole=True)
    return (None if has_errors(report) else bank), report


def take_unchanged(native: NativeFile, package: Package, collector: Collector) -> set[str]:
    """Take the items whose documents are as they were written; gives the names of these documents."""
    report: list[Finding] = []
    head = read_head(Table(native.head, PlaceSource(Position(package.shown(NAME), 1)), report))
    if has_errors(report):
        return set()
    collector.head = head
    taken: set[str] = set()
    for name in native.media:
        content = package.files.get(name)
        place = Position(package.shown(name), 1)
        if content is not None and is_drawing(name):
            collector.drawing(name, content.decode("utf-8", "replace"), place)
        elif content is not None:
            collector.file(name, content, place)
    for name, fields in native.stimuli.items():
        collector.add_stimulus(fields, Position(package.shown(name), 1), str(fields.get("id")))
    for name, fields in native.items.items():
        if native.is_unchanged(package, name):
            place = Position(package.shown(name), 1)
            made = collector.new_id(str(fields.get("id")))
            if made == fields.get("id") and collector.add(fields, place, made):
                taken.add(name)
    return taken


def _bytes(source: str | bytes) -> bytes:
    return source.encode() if isinstance(source, str) else source


def _source(name: str, content: bytes) -> str | bytes:
    return content.decode("utf-8", "replace") if is_drawing(name) else content
