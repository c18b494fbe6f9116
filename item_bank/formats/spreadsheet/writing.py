"""Writing a bank as an xlsx workbook that reads as an equal bank; its drawings stay beside it."""

import io
import zipfile
from collections.abc import Sequence
from typing import Literal

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from item_bank.bank import Bank
from item_bank.formats.spreadsheet.cells import MOST_CHARACTERS, cell_of_number, escaped
from item_bank.formats.spreadsheet.columns import STIMULUS, Column
from item_bank.formats.spreadsheet.item_cells import Cells, item_cells, stimulus_cells
from item_bank.formats.spreadsheet.kind_columns import all_columns
from item_bank.formats.spreadsheet.reading import BANK_SHEET, ITEMS_SHEET, SCALES_SHEET, STIMULI_SHEET
from item_bank.items import Stimulus

SHADE = PatternFill("solid", fgColor="FFDCE6F1")
WIDTHS = {"word": 14, "text": 32, "number": 10, "numbers": 16, "words": 18}

WIDEST = {"kind": 24, "jenis": 24, "key": 22, "kunci": 22}
"""Columns whose words are longer than those of others."""

_STAMP = (1980, 1, 1, 0, 0, 0)

Slot = tuple[Column, str]
"""A column of a sheet: what it holds, and its language or ''."""


def write_xlsx(bank: Bank) -> bytes:
    """The workbook of a bank, with the columns that its items use; media stay beside it.

    Raises:
        ValueError: a text is longer than a cell can be.
    """
    rows = [item_cells(item) for item in bank.items]
    used = {place for row in rows for place in row}
    always = {"id", "kind", "domain", "state", "stem"}
    slots = [
        slot for slot in all_slots(bank.languages)
        if (slot[0].path, slot[1]) in used or slot[0].header in always
    ]  # fmt: skip
    workbook = new_workbook()
    sheet = add_sheet(workbook, ITEMS_SHEET, [label_of(slot) for slot in slots], [slot[0] for slot in slots])
    write_rows(sheet, slots, rows)
    if bank.stimuli:
        write_stimuli(workbook, bank.stimuli, bank.languages)
    write_head(workbook, bank)
    return saved(workbook)


def write_package(bank: Bank) -> bytes:
    """A zip of the workbook of a bank and its media, which reads as an equal bank.

    Raises:
        ValueError: a text is longer than a cell can be.
    """
    made = io.BytesIO()
    files: dict[str, str | bytes] = {f"{bank.id}.xlsx": write_xlsx(bank), **bank.media}
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            info = zipfile.ZipInfo(name, _STAMP)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, content)
    return made.getvalue()


def write_rows(sheet: Worksheet, slots: Sequence[Slot], rows: Sequence[Cells]) -> None:
    """Write items or stimuli below the headers, a row each."""
    for number, row in enumerate(rows, start=2):
        for place, slot in enumerate(slots, start=1):
            put(sheet, number, place, row.get((slot[0].path, slot[1])))


def write_stimuli(
    workbook: Workbook,
    stimuli: Sequence[Stimulus],
    languages: Sequence[str],
    headers: Literal["id", "en"] = "en",
) -> Worksheet:
    """The sheet of what items share."""
    slots = all_slots(languages, STIMULUS)
    labels = [label_of(slot, headers) for slot in slots]
    sheet = add_sheet(workbook, STIMULI_SHEET, labels, [slot[0] for slot in slots])
    write_rows(sheet, slots, list(map(stimulus_cells, stimuli)))
    return sheet


def all_slots(languages: Sequence[str], columns: Sequence[Column] = ()) -> list[Slot]:
    """Every column of a sheet of items, or each of these columns, for these languages."""
    return [
        (column, language)
        for column in columns or all_columns()
        for language in (languages if column.in_languages else ("",))
    ]


def label_of(slot: Slot, headers: Literal["id", "en"] = "en") -> str:
    """The header of a column, in English or Indonesian."""
    column, language = slot
    name = column.names[0] if headers == "id" and column.names else column.header
    return f"{name}_{language}" if language else name


def new_workbook() -> Workbook:
    """A workbook without sheets."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    return workbook


def add_sheet(
    workbook: Workbook, name: str, headers: Sequence[str], columns: Sequence[Column] = ()
) -> Worksheet:
    """A sheet with a row of headers that stays in sight."""
    sheet: Worksheet = workbook.create_sheet(name)
    sheet.freeze_panes = "B2"
    for place, header in enumerate(headers, start=1):
        cell = sheet.cell(1, place)
        put(sheet, 1, place, header)
        cell.font, cell.fill = Font(bold=True), SHADE
        cell.alignment = Alignment(vertical="top", wrap_text=True)
        holds = columns[place - 1].holds if columns else "text"
        dimension = sheet.column_dimensions[get_column_letter(place)]
        dimension.width = max(WIDTHS[holds], WIDEST.get(header.rstrip("*"), 0))
        if holds in {"word", "text", "words"}:
            dimension.number_format = "@"  # or 1-2 becomes a date and 007 a 7
    return sheet


def put(sheet: Worksheet, row: int, place: int, value: str | float | None) -> None:
    """Write a cell; a text stays one even when it begins as a formula does.

    Raises:
        ValueError: the text is longer than a cell can be.
    """
    if value is None or value == "":
        return
    cell = sheet.cell(row, place)
    if not isinstance(value, str):
        cell.value = value
        return
    text = escaped(value)
    if len(text) > MOST_CHARACTERS:
        raise ValueError(f"a cell holds at most {MOST_CHARACTERS} characters, got {len(text)}")
    cell.value = text
    cell.data_type = "s"


def write_head(workbook: Workbook, bank: Bank) -> None:
    """The sheets of the bank's head and of its response scales."""
    scale = bank.scale
    values: dict[str, str | float] = {"id": bank.id, "languages": "; ".join(bank.languages)}
    values |= {f"title_{language}": text for language, text in bank.title.items()}
    values |= {f"notice_{language}": text for language, text in bank.notice.items()}
    values |= {"metric": scale.metric, "D": cell_of_number(scale.D)}
    values |= {"mean": cell_of_number(scale.mean), "sd": cell_of_number(scale.sd)}
    values |= {f"reference_group_{language}": text for language, text in scale.reference_group.items()}
    sheet = add_sheet(workbook, BANK_SHEET, ["field", "value"])
    for number, (name, value) in enumerate(values.items(), start=2):
        put(sheet, number, 1, name)
        put(sheet, number, 2, value)
    sheet = add_sheet(
        workbook, SCALES_SHEET, ["scale", *(f"label_{language}" for language in bank.languages)]
    )
    labels = [(name, label) for name, labels in bank.response_scales.items() for label in labels]
    for number, (name, label) in enumerate(labels, start=2):
        put(sheet, number, 1, name)
        for place, language in enumerate(bank.languages, start=2):
            put(sheet, number, place, label[language])


def saved(workbook: Workbook) -> bytes:
    """The bytes of a workbook."""
    made = io.BytesIO()
    workbook.save(made)
    return made.getvalue()
