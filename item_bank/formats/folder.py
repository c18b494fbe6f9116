"""The native format: a folder with `bank.toml`, `items/**/*.toml` and `media/**`: drawings, images, audio."""

import os
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path

from item_bank.bank import Bank, Positions, Scale
from item_bank.checks import check_content
from item_bank.findings import Argument, Finding, Position, finding, has_errors, in_reading_order
from item_bank.formats.toml_writer import toml_text
from item_bank.item_tables import (
    BankHead,
    head_fields,
    item_fields,
    read_head,
    read_item,
    read_stimulus,
    stimulus_fields,
)
from item_bank.items import Item, Stimulus, Text
from item_bank.kinds.kind import ResponseScales
from item_bank.media import SUFFIXES, is_drawing
from item_bank.table_reader import Table
from item_bank.toml_source import NO_SOURCE, TomlSource, load_toml
from item_bank.toml_source import Path as TomlPath

MOST_BYTES = 20_000_000
MOST_FILES = 100_000

_SUFFIXES: Mapping[str, tuple[str, ...]] = {"items": (".toml",), "media": SUFFIXES}


def read_bank(path: Path, *, shown_as: str | None = None) -> tuple[Bank | None, list[Finding]]:
    """The bank, or None when it has an error, and every problem in it.

    `shown_as` names the folder in findings; without it, the path does. Nothing is written, no link followed.
    """
    reading = _Reading(path, str(path) if shown_as is None else shown_as)
    return reading.bank(), in_reading_order(reading.report)


def read_bank_package(files: Mapping[str, bytes], *, shown_as: str = "") -> tuple[Bank | None, list[Finding]]:
    """The bank of a folder that was packed, its files by their paths from `bank.toml`; as `read_bank`."""
    reading = _PackageReading(files, shown_as)
    return reading.bank(), in_reading_order(reading.report)


def write_bank(bank: Bank, path: Path) -> None:
    """Write a bank into a new or empty folder, so that reading it gives an equal bank.

    Raises:
        FileExistsError: there is something in the folder.
        ValueError: a domain or a drawing has a name that leads out of the folder.
    """
    path.mkdir(parents=True, exist_ok=True)
    if any(path.iterdir()):
        raise FileExistsError(f"a bank is written into an empty folder only, and {path} is not empty")
    head = BankHead(bank.id, bank.title, bank.languages, bank.notice, bank.scale, bank.response_scales)
    files: dict[str, str | bytes] = {"bank.toml": toml_text(head_fields(head)), **dict(bank.media)}
    if bank.stimuli:
        tables = [stimulus_fields(each) for each in bank.stimuli]
        files["items/shared/stimuli.toml"] = toml_text({"stimulus": tables})
    for domain, items in bank.domains.items():
        files[f"items/{domain}.toml"] = toml_text({"item": [item_fields(item) for item in items]})
    for name, content in files.items():
        target = path / name
        if not target.resolve().is_relative_to(path.resolve()):
            raise ValueError(f"a bank's files must lie inside its folder, got {name!r}")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content.encode() if isinstance(content, str) else content)


class _Reading:
    """One reading of one folder, and what is wrong with it so far."""

    def __init__(self, path: Path, shown_as: str) -> None:
        self.report: list[Finding] = []
        self._path = path
        self._shown_as = shown_as.rstrip("/")

    def bank(self) -> Bank | None:
        """The bank when nothing is wrong."""
        if not self._is_there():
            self._problem("bank-not-a-folder", "")
            return None
        head, source = self._head()
        scales = head.response_scales if head else None
        items, stimuli, places = self._items(head, scales)
        bank = Bank(
            id=head.id if head else "",
            title=head.title if head else Text({}),
            languages=head.languages if head else (),
            notice=head.notice if head else Text({}),
            items=tuple(items),
            scale=head.scale if head else Scale(),
            response_scales=scales or {},
            media=self._media(),
            stimuli=tuple(stimuli),
            positions=Positions(self._shown_as, source, places),
        )
        self.report.extend(check_content(bank, known_ids=places.keys(), is_whole=not has_errors(self.report)))
        return None if has_errors(self.report) else bank

    def _head(self) -> tuple[BankHead | None, TomlSource]:
        content = self._content(self._path / "bank.toml", "bank.toml")
        loaded = None if content is None else load_toml(self._shown("bank.toml"), content, self.report)
        if loaded is None:
            return None, NO_SOURCE
        values, source = loaded
        table = Table(values, source, self.report)
        head = read_head(table)
        return head if table.is_sound else None, source

    def _items(
        self, head: BankHead | None, scales: ResponseScales | None
    ) -> tuple[list[Item], list[Stimulus], dict[str, tuple[TomlSource, TomlPath]]]:
        items: list[Item] = []
        stimuli: dict[str, Stimulus] = {}
        places: dict[str, tuple[TomlSource, TomlPath]] = {}
        for name, content in self._contents("items"):
            loaded = load_toml(self._shown(name), content, self.report)
            if loaded is None:
                continue
            values, source = loaded
            file = Table(values, source, self.report, languages=head.languages if head else None)
            for table in file.tables("stimulus", is_required=False):
                stimulus = read_stimulus(table)
                if stimulus is not None and stimuli.setdefault(stimulus.id, stimulus) is not stimulus:
                    table.problem("stimulus-repeated", "id", id=stimulus.id)
            for index, table in enumerate(file.tables("item", is_required="stimulus" not in file)):
                item = read_item(table, scales)
                items.extend([item] if item else [])
                item_id = table.peek("id")
                first = places.setdefault(item_id, (source, ("item", index)))
                if item_id and first != (source, ("item", index)):
                    position = first[0].position(*first[1])
                    table.problem("id-repeated", "id", id=item_id, place=str(position))
            file.finish()
        return items, list(stimuli.values()), places

    def _media(self) -> dict[str, str | bytes]:
        media: dict[str, str | bytes] = {}
        for name, content in self._contents("media"):
            if not is_drawing(name):
                media[name] = content
                continue
            try:
                media[name] = content.decode("utf-8")
            except UnicodeDecodeError:
                media[name] = ""
                self._problem("file-not-utf8", name)
        return media

    def _contents(self, folder: str) -> Iterator[tuple[str, bytes]]:
        """The files of a folder of the bank by name, in the order of their names."""
        names = self._names(folder)
        if len(names) > MOST_FILES:
            self._problem("files-too-many", folder, number=len(names), most=MOST_FILES)
            return
        for name in sorted(names):
            content = self._content(self._path / name, name)
            if content is not None:
                yield name, content

    def _is_there(self) -> bool:
        return self._path.is_dir()

    def _names(self, folder: str) -> list[str]:
        if (self._path / folder).is_symlink():
            self._problem("link-refused", folder)
            return []
        names: list[str] = []
        for parent, folders, files in os.walk(self._path / folder):
            inside = Path(parent).relative_to(self._path).as_posix()
            for name in folders:
                if (Path(parent) / name).is_symlink():
                    self._problem("link-refused", f"{inside}/{name}")
            for name in files:
                if name.lower().endswith(_SUFFIXES[folder]):
                    names.append(f"{inside}/{name}")
                elif not name.startswith("."):
                    self._problem("file-ignored", f"{inside}/{name}", suffix=", ".join(_SUFFIXES[folder]))
        return names

    def _content(self, path: Path, name: str) -> bytes | None:
        try:
            status = path.lstat()
            if stat.S_ISLNK(status.st_mode):
                self._problem("link-refused", name)
            elif not stat.S_ISREG(status.st_mode):
                self._problem("file-not-regular", name)
            elif status.st_size > MOST_BYTES:
                self._problem("file-too-large", name, size=status.st_size, most=MOST_BYTES)
            else:
                return path.read_bytes()
        except FileNotFoundError:
            self._problem("file-missing", name)
        except OSError as error:
            self._problem("file-unreadable", name, reason=error.strerror or "")
        return None

    def _shown(self, name: str) -> str:
        return f"{self._shown_as}/{name}" if self._shown_as and name else self._shown_as or name

    def _problem(self, code: str, name: str, **arguments: Argument) -> None:
        self.report.append(finding(code, Position(self._shown(name), 1), item="", **arguments))


class _PackageReading(_Reading):
    """One reading of a folder that stays in memory."""

    def __init__(self, files: Mapping[str, bytes], shown_as: str) -> None:
        super().__init__(Path(), shown_as)
        self._files = files

    def _is_there(self) -> bool:
        return "bank.toml" in self._files

    def _names(self, folder: str) -> list[str]:
        suffixes = _SUFFIXES[folder]
        inside = [name for name in self._files if name.startswith(f"{folder}/")]
        for name in inside:
            if not name.lower().endswith(suffixes) and not name.rpartition("/")[2].startswith("."):
                self._problem("file-ignored", name, suffix=", ".join(suffixes))
        return [name for name in inside if name.lower().endswith(suffixes)]

    def _content(self, _path: Path, name: str) -> bytes | None:
        content = self._files.get(name)
        if content is None:
            self._problem("file-missing", name)
        elif len(content) > MOST_BYTES:
            self._problem("file-too-large", name, size=len(content), most=MOST_BYTES)
            return None
        return content
