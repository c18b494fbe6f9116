"""Reading a bank from a spreadsheet: rows become items by the rules of the native format."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from item_bank.bank import Bank, Positions
from item_bank.checks import check_content
from item_bank.findings import Finding, Position, finding, has_errors, in_reading_order
from item_bank.formats.defaults import Defaults, Identifiers
from item_bank.formats.package.sniffing import type_of
from item_bank.formats.spreadsheet.csv_sheet import read_csv
from item_bank.formats.spreadsheet.fields import row_fields, stimulus_fields_of, stimulus_row
from item_bank.formats.spreadsheet.head_sheets import (
    PlacedSource,
    bank_fields,
    plain_scale,
    scale_fields,
)
from item_bank.formats.spreadsheet.headers import (
    Header,
    count_known,
    find_headers,
    languages_of,
    read_headers,
)
from item_bank.formats.spreadsheet.kind_columns import STIMULUS_KIND
from item_bank.formats.spreadsheet.sheets import Sheet, read_workbook
from item_bank.item_tables import FORMAT, BankHead, read_head, read_item, read_stimulus
from item_bank.items import Item, Stimulus
from item_bank.table_reader import Table
from item_bank.toml_source import Path, TomlSource

ITEMS_SHEET, BANK_SHEET, SCALES_SHEET, STIMULI_SHEET = "items", "bank", "scales", "stimuli"
SHEET_NAMES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        ITEMS_SHEET: ("items", "soal", "butir", "item", "questions"),
        BANK_SHEET: ("bank", "bank soal", "bank_soal"),
        SCALES_SHEET: ("scales", "skala", "skala jawaban", "response scales"),
        STIMULI_SHEET: ("stimuli", "stimulus", "bacaan", "wacana", "teks bersama"),
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
        self._stimuli: dict[str, tuple[Stimulus, TomlSource]] = {}

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
        self._read_stimuli_sheet(sheets.get(STIMULI_SHEET), head)
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
            stimuli=tuple(stimulus for stimulus, _ in self._stimuli.values()),
            positions=Positions("", source, {**self._stimulus_places(), **places}),
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
        scales, scale_places = scale_fields(sheets.get(SCALES_SHEET), languages or self._defaults.languages)
        sheet = sheets.get(BANK_SHEET)
        if sheet is None:
            head = self._defaults.head(self._name, languages)
            if not scales:
                return head, TomlSource(self._name, ""), self._defaults.scale is not None
            fields: dict[str, Any] = {"id": head.id, "languages": list(head.languages)}
            fields |= {"title": head.title, "notice": head.notice, "scale": plain_scale(head)}
            places: dict[Path, Position] = {}
        else:
            fields, places = bank_fields(sheet)
        fields = {"format": FORMAT, **fields, **({"response_scales": scales} if scales else {})}
        source = PlacedSource(sheet.file if sheet else self._name, {**places, **scale_places})
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
            if not fields:  # notes in columns that are not read
                continue
            if fields.get("kind") == STIMULUS_KIND:
                self._stimulus(stimulus_row(fields), source, head)
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

    def _read_stimuli_sheet(self, sheet: Sheet | None, head: BankHead) -> None:
        if sheet is None or not sheet.rows:
            return
        found = find_headers(sheet, "stimuli")
        if found is None:
            self.report.append(finding("stimuli-without-headers", sheet.position(sheet.rows[0][0])))
            return
        self._report_merged(sheet, found[0])
        headers = read_headers(sheet, *found, head.languages, self.report, "stimuli")
        for row in sheet.rows if headers is not None else ():
            if row[0] > found[0]:
                fields, source = stimulus_fields_of(sheet, row, headers or (), self._identifiers, self.report)
                self._stimulus(fields, source, head)

    def _stimulus(self, fields: dict[str, Any], source: TomlSource, head: BankHead) -> None:
        table = Table(fields, source, self.report, languages=head.languages)
        stimulus = read_stimulus(table)
        if (
            stimulus is not None
            and self._stimuli.setdefault(stimulus.id, (stimulus, source))[1] is not source
        ):
            table.problem("stimulus-repeated", "id", id=stimulus.id)

    def _stimulus_places(self) -> dict[str, tuple[TomlSource, Path]]:
        return {name: (source, ()) for name, (_, source) in self._stimuli.items()}

    def _report_merged(self, sheet: Sheet, header_row: int) -> None:
        for cells in sheet.merged:
            row = int("".join(sign for sign in cells.partition(":")[2] if sign.isdigit()))
            if row >= header_row:
                self.report.append(finding("cells-merged", sheet.position(row), cells=cells))
