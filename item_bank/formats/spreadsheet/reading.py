"""Reading a bank from a spreadsheet: rows become items by the rules of the native format."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from item_bank.bank import Bank, Positions
from item_bank.checks import check_content
from item_bank.findings import Finding, Position, finding, has_errors, in_reading_order
from item_bank.formats.defaults import Defaults, Identifiers
from item_bank.formats.package.sniffing import type_of
from item_bank.formats.spreadsheet.cells import is_blank, number_of, text_of, words_of
from item_bank.formats.spreadsheet.csv_sheet import read_csv
from item_bank.formats.spreadsheet.fields import row_fields
from item_bank.formats.spreadsheet.headers import (
    Header,
    count_known,
    find_headers,
    languages_of,
    read_headers,
)
from item_bank.formats.spreadsheet.sheets import Sheet, read_workbook
from item_bank.item_tables import FORMAT, BankHead, read_head, read_item
from item_bank.items import Item
from item_bank.table_reader import Table
from item_bank.toml_source import Path, TomlSource

ITEMS_SHEET, BANK_SHEET, SCALES_SHEET = "items", "bank", "scales"
SHEET_NAMES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        ITEMS_SHEET: ("items", "soal", "butir", "item", "questions"),
        BANK_SHEET: ("bank", "bank soal", "bank_soal"),
        SCALES_SHEET: ("scales", "skala", "skala jawaban", "response scales"),
    }
)
"""The sheets of a workbook and their other names; others, such as an explanation, are not read."""

ROWS_BETWEEN_NEWS = 250

Progress = Callable[[int, int], None]
"""Called with the rows read so far and all rows."""


def read_spreadsheet(
    content: bytes,
    name: str,
    *,
    defaults: Defaults | None = None,
    media: Mapping[str, str | bytes] = MappingProxyType({}),
    on_progress: Progress | None = None,
) -> tuple[Bank | None, list[Finding]]:
    """The bank of an xlsx or csv file, or None when it has an error, and every problem in it.

    `name` stands in findings; `media` are the drawings beside the sheet, by their paths. Nothing is written.
    """
    reading = _Reading(name, defaults or Defaults(), media, on_progress)
    bank = reading.bank(content)
    return bank, in_reading_order(reading.report)


class _Reading:
    """One reading of one file, and what is wrong with it so far."""

    def __init__(
        self, name: str, defaults: Defaults, media: Mapping[str, str | bytes], on_progress: Progress | None
    ) -> None:
        self.report: list[Finding] = []
        self._name = name
        self._defaults = defaults
        self._media = media
        self._on_progress = on_progress
        self._identifiers = Identifiers(self.report)

    def bank(self, content: bytes) -> Bank | None:
        """The bank when nothing is wrong."""
        sheets = self._sheets(content)
        items_sheet = sheets.get(ITEMS_SHEET)
        found = find_headers(items_sheet) if items_sheet else None
        if items_sheet is None or found is None:
            if not has_errors(self.report):
                self.report.append(finding("sheet-without-headers", Position(self._name, 1)))
            return None
        head, source, is_scale_known = self._head(sheets, languages_of(found[1]))
        if head is None:
            return None
        self._report_merged(items_sheet, found[0])
        headers = read_headers(items_sheet, *found, head.languages, self.report)
        if headers is None:
            return None
        rows = [row for row in items_sheet.rows if row[0] > found[0]]
        if not rows:
            self.report.append(finding("sheet-without-rows", items_sheet.position(found[0])))
            return None
        items, places = self._items(items_sheet, rows, headers, head)
        if not is_scale_known and any(item.parameters for item in items):
            self.report.append(finding("metric-unknown", items_sheet.position(found[0])))
        bank = Bank(
            id=head.id,
            title=head.title,
            languages=head.languages,
            notice=head.notice,
            items=tuple(items),
            scale=head.scale,
            response_scales=head.response_scales,
            media=self._media,
            positions=Positions("", source, places),
        )
        self.report.extend(check_content(bank, known_ids=places.keys(), is_whole=not has_errors(self.report)))
        return None if has_errors(self.report) else bank

    def _sheets(self, content: bytes) -> dict[str, Sheet]:
        if type_of(content) in {"zip", "office document"}:
            sheets = read_workbook(content, self._name, self.report) or []
        else:
            sheet = read_csv(content, self._name, self.report, count_known)
            sheets = [sheet] if sheet else []
        found: dict[str, Sheet] = {}
        for sheet in sheets:
            for role, names in SHEET_NAMES.items():
                if sheet.name.strip().casefold() in names:
                    found.setdefault(role, sheet)
        if ITEMS_SHEET not in found:
            others = [sheet for sheet in sheets if sheet not in found.values() and find_headers(sheet)]
            if others:
                found[ITEMS_SHEET] = others[0]
        return found

    def _head(
        self, sheets: Mapping[str, Sheet], languages: Sequence[str]
    ) -> tuple[BankHead | None, TomlSource, bool]:
        """The head, its source, and whether anybody has said what the metric of parameters is."""
        scales, scale_places = _scale_fields(sheets.get(SCALES_SHEET), languages or self._defaults.languages)
        sheet = sheets.get(BANK_SHEET)
        if sheet is None:
            head = self._defaults.head(self._name, languages)
            if not scales:
                return head, TomlSource(self._name, ""), self._defaults.scale is not None
            fields: dict[str, Any] = {"id": head.id, "languages": list(head.languages)}
            fields |= {"title": head.title, "notice": head.notice, "scale": _plain_scale(head)}
            places: dict[Path, Position] = {}
        else:
            fields, places = _bank_fields(sheet)
        fields = {"format": FORMAT, **fields, **({"response_scales": scales} if scales else {})}
        source = _PlacedSource(sheet.file if sheet else self._name, {**places, **scale_places})
        table = Table(fields, source, self.report)
        read = read_head(table)
        return (
            (read if table.is_sound else None),
            source,
            sheet is not None or self._defaults.scale is not None,
        )

    def _items(
        self,
        sheet: Sheet,
        rows: Sequence[tuple[int, Sequence[Any]]],
        headers: Sequence[Header],
        head: BankHead,
    ) -> tuple[list[Item], dict[str, tuple[TomlSource, Path]]]:
        items: list[Item] = []
        places: dict[str, tuple[TomlSource, Path]] = {}
        for done, row in enumerate(rows):
            if self._on_progress and done % ROWS_BETWEEN_NEWS == 0:
                self._on_progress(done, len(rows))
            fields, source = row_fields(sheet, row, headers, self._identifiers, self.report)
            if not fields:
                continue
            table = Table(fields, source, self.report, languages=head.languages)
            item = read_item(table, head.response_scales)
            items.extend([item] if item else [])
            item_id = table.peek("id")
            first = places.setdefault(item_id, (source, ()))
            if item_id and first[0] is not source:
                table.problem("id-repeated", "id", id=item_id, place=str(first[0].position("id")))
        if self._on_progress:
            self._on_progress(len(rows), len(rows))
        return items, places

    def _report_merged(self, sheet: Sheet, header_row: int) -> None:
        for cells in sheet.merged:
            row = int("".join(sign for sign in cells.partition(":")[2] if sign.isdigit()))
            if row >= header_row:
                self.report.append(finding("cells-merged", sheet.position(row), cells=cells))


class _PlacedSource(TomlSource):
    """Stands for the sheets that hold the head of a bank."""

    def __init__(self, file: str, places: Mapping[Path, Position]) -> None:
        super().__init__(file, "")
        self._places = places

    def position(self, *path: str | int) -> Position:
        for length in range(len(path), 0, -1):
            if path[:length] in self._places:
                return self._places[path[:length]]
        return Position(self.file, 1)


_WORDS = ("id", "metric")
_TEXTS = ("title", "notice", "reference_group")
_NUMBERS = {"d": "D", "mean": "mean", "sd": "sd"}
_BANK_NAMES = {
    "judul": "title", "nama": "title", "name": "title", "pemberitahuan": "notice", "catatan": "notice",
    "bahasa": "languages", "metrik": "metric", "rata_rata": "mean", "rerata": "mean", "simpangan_baku": "sd",
    "kelompok_acuan": "reference_group", "kode": "id",
}  # fmt: skip


def _bank_fields(sheet: Sheet) -> tuple[dict[str, Any], dict[Path, Position]]:
    """The head of a bank from a sheet with a name and a value in each row."""
    fields: dict[str, Any] = {}
    places: dict[Path, Position] = {}
    for number, cells in sheet.rows:
        if len(cells) < 2 or is_blank(cells[0]) or is_blank(cells[1]):  # noqa: PLR2004 - name and value
            continue
        label = text_of(cells[0]).strip().casefold().replace(" ", "_")
        base, _, language = label.rpartition("_")
        name = _BANK_NAMES.get(label, label)
        text_name = _BANK_NAMES.get(base, base)
        position = sheet.position(number, 1)
        if text_name in _TEXTS:
            fields.setdefault(text_name, {})[language] = text_of(cells[1])
            places[text_name, language] = places[text_name,] = position
        elif name in _WORDS:
            fields[name] = text_of(cells[1]).strip()
            places[name,] = position
        elif name == "languages":
            fields[name] = [
                word.lower() for part in words_of(cells[1]) for word in part.replace(",", " ").split()
            ]
            places[name,] = position
        elif name in _NUMBERS:
            value = number_of(cells[1])
            fields[_NUMBERS[name]] = text_of(cells[1]) if value is None else value
            places["scale", _NUMBERS[name]] = position
    scale = {
        name: fields.pop(name) for name in ("metric", "D", "mean", "sd", "reference_group") if name in fields
    }
    if scale:
        fields["scale"] = scale
        for name in ("metric", "reference_group"):
            if (name,) in places:
                places["scale", name] = places.pop((name,))
    return fields, places


def _scale_fields(
    sheet: Sheet | None, languages: Sequence[str]
) -> tuple[dict[str, Any], dict[Path, Position]]:
    """The response scales of a sheet with the columns scale and label_<language>, a label in each row."""
    if sheet is None or not sheet.rows:
        return {}, {}
    (_, header), *rows = sheet.rows
    columns: dict[int, str] = {}
    for place, cell in enumerate(header[1:], start=1):
        base, _, language = text_of(cell).strip().casefold().replace(" ", "_").rpartition("_")
        columns[place] = language if base else languages[0]
    scales: dict[str, Any] = {}
    places: dict[Path, Position] = {}
    name = ""
    for number, cells in rows:
        name = text_of(cells[0]).strip() or name
        labels = {
            language: text_of(cells[place])
            for place, language in columns.items()
            if place < len(cells) and not is_blank(cells[place])
        }
        listed = scales.setdefault(name, {"labels": []})["labels"]
        places["response_scales", name, "labels", len(listed)] = sheet.position(number)
        places.setdefault(("response_scales", name), sheet.position(number))
        listed.append(labels)
    return scales, places


def _plain_scale(head: BankHead) -> dict[str, Any]:
    scale = head.scale
    group = {"reference_group": scale.reference_group} if scale.reference_group else {}
    return {"metric": scale.metric, "D": scale.D, "mean": scale.mean, "sd": scale.sd, **group}
