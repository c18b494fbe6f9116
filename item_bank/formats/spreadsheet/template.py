"""The workbook that authors download and fill in: instructions, examples, lists of choices, notes."""

from collections.abc import Sequence
from typing import Final, Literal

from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from item_bank.bank import Bank
from item_bank.formats.spreadsheet.answer_columns import ANSWERS
from item_bank.formats.spreadsheet.columns import PARAMETERS, STIMULUS, Column
from item_bank.formats.spreadsheet.item_cells import Cells, item_cells
from item_bank.formats.spreadsheet.kind_columns import (
    KIND_COLUMNS,
    STIMULUS_KIND,
    all_columns,
    kinds_of_column,
)
from item_bank.formats.spreadsheet.reading import BANK_SHEET, ITEMS_SHEET
from item_bank.formats.spreadsheet.template_examples import example_bank
from item_bank.formats.spreadsheet.template_texts import (
    COLUMNS_HEADERS,
    HEAD_NOTES,
    KINDS_TITLE,
    STEPS,
    STEPS_TITLE,
)
from item_bank.formats.spreadsheet.writing import (
    Slot,
    add_sheet,
    all_slots,
    label_of,
    new_workbook,
    put,
    saved,
    write_head,
    write_rows,
    write_stimuli,
)
from item_bank.items import Stimulus

INSTRUCTIONS_SHEET, EXAMPLE_SHEET, COLUMNS_SHEET = "instructions", "example", "columns"
ROWS_WITH_LISTS: Final = 5_000

HeaderLanguage = Literal["id", "en"]

_OPTIONS = PatternFill("solid", fgColor="FFE2EFDA")
_OF_KINDS = PatternFill("solid", fgColor="FFFCE4D6")
_NUMBERS = PatternFill("solid", fgColor="FFEDEDED")
_LONGEST_LIST = 255
"""Characters that a list of choices may have."""
_WRAPPED = Alignment(vertical="top", wrap_text=True)


def template_xlsx(languages: Sequence[str] = ("id", "en"), *, headers: HeaderLanguage = "id") -> bytes:
    """The template for a bank in these languages, with headers and words in Indonesian or English.

    Raises:
        ValueError: there is no language.
    """
    if not languages:
        raise ValueError("languages must name at least one language, got none")
    bank = example_bank(tuple(languages))
    slots = [slot for slot in all_slots(bank.languages) if not slot[0].is_rare]
    labels = [f"{label_of(slot, headers)}{'*' if slot[0].is_required else ''}" for slot in slots]
    columns = [column for column, _ in slots]
    workbook = new_workbook()
    _instruct(workbook.create_sheet(INSTRUCTIONS_SHEET), headers)
    items = add_sheet(workbook, ITEMS_SHEET, labels, columns)
    _note(items, columns)
    _add_lists(items, slots, bank, headers)
    stimuli = write_stimuli(workbook, (), bank.languages, headers)
    _note(stimuli, [column for column, _ in all_slots(bank.languages, STIMULUS)])
    write_head(workbook, bank)
    _explain_head(workbook[BANK_SHEET])
    examples = add_sheet(workbook, EXAMPLE_SHEET, labels, columns)
    rows = [_row_of_stimulus(bank.stimuli[0]), *map(item_cells, bank.items)]
    write_rows(examples, slots, [_in_words(row, headers) for row in rows])
    _note(examples, columns)
    _explain(add_sheet(workbook, COLUMNS_SHEET, COLUMNS_HEADERS), headers)
    return saved(workbook)


def word_of(column: Column, word: str, headers: HeaderLanguage) -> str:
    """The word for one of a column's choices, which is read as it."""
    if headers == "en":
        return word
    if column.header == "kind":
        return KIND_COLUMNS[word].names[0] if word in KIND_COLUMNS else word
    return next((own for own, meant in column.words.items() if meant == word), word)


def choices_of(column: Column, headers: HeaderLanguage) -> tuple[str, ...]:
    """What the list of a column offers; none where anything may stand."""
    choices = (*KIND_COLUMNS, STIMULUS_KIND) if column.header == "kind" else column.choices
    return tuple(word_of(column, each, headers) for each in choices)


def _in_words(cells: Cells, headers: HeaderLanguage) -> Cells:
    """The cells with the words of the template's language."""
    columns = {column.path: column for column in all_columns()}
    return {
        (path, language): word_of(columns[path], cell, headers)
        if isinstance(cell, str) and (columns[path].choices or path == ("kind",))
        else cell
        for (path, language), cell in cells.items()
    }


def _instruct(sheet: Worksheet, headers: HeaderLanguage) -> None:
    sheet.column_dimensions["A"].width = sheet.column_dimensions["B"].width = 75
    sheet.freeze_panes = "A2"
    kinds = [
        (f"{kind.names[0] if kind.names else name}: {kind.help_id}", f"{name}: {kind.help_en}")
        for name, kind in KIND_COLUMNS.items()
    ]
    steps = [(f"{n}. {one}", f"{n}. {other}") for n, (one, other) in enumerate(STEPS, start=1)]
    rows = [STEPS_TITLE, *steps, ("", ""), KINDS_TITLE, *kinds]
    for number, row in enumerate(rows, start=1):
        shown = row if headers == "id" else row[::-1]
        for place, text in enumerate(shown, start=1):
            put(sheet, number, place, text)
            cell = sheet.cell(number, place)
            cell.alignment = _WRAPPED
            if row in {STEPS_TITLE, KINDS_TITLE}:
                cell.font, cell.fill = Font(bold=True), _OPTIONS
        sheet.row_dimensions[number].height = 15.0 * (1 + max(map(len, row)) // 82)


def _note(sheet: Worksheet, columns: Sequence[Column]) -> None:
    """Colours and explanations of the headers; a programme shows a note when it is pointed at."""
    own = {each.header for each in PARAMETERS}
    answers = {each.header: each for each in ANSWERS}
    sheet.row_dimensions[1].height = 32.0
    for place, column in enumerate(columns, start=1):
        cell = sheet.cell(1, place)
        kinds = kinds_of_column(column.header)
        used = f"\n\n[{', '.join(kinds)}]" if kinds else ""
        note = Comment(f"{column.help_id}\n\n{column.help_en}{used}", "CAT Server")
        note.width, note.height = 320, 60 + len(note.text) // 2
        cell.comment = note
        if column.header in answers:
            cell.fill = _OPTIONS if column.path[0] in {"options", "key"} else _OF_KINDS
        elif column.header in own:
            cell.fill = _NUMBERS


def _add_lists(sheet: Worksheet, slots: Sequence[Slot], bank: Bank, headers: HeaderLanguage) -> None:
    for place, (column, _) in enumerate(slots, start=1):
        choices: Sequence[str] = choices_of(column, headers)
        if column.header == "response_scale":
            choices = tuple(bank.response_scales)
        if choices:
            _add_list(sheet, get_column_letter(place), choices)


def _add_list(sheet: Worksheet, letters: str, choices: Sequence[str], row: int = 0) -> None:
    formula = f'"{",".join(choices)}"'
    if len(formula) > _LONGEST_LIST:
        raise ValueError(f"a list of choices has at most {_LONGEST_LIST} characters, got {len(formula)}")
    # A choice outside of the list is warned of and not forbidden: scales and words may be others.
    rule = DataValidation(type="list", formula1=formula, allow_blank=True, errorStyle="warning")
    rule.error = "Bukan salah satu pilihan daftar. / Not one of the list."
    rule.showErrorMessage = True
    rule.add(f"{letters}{row}" if row else f"{letters}2:{letters}{ROWS_WITH_LISTS}")
    sheet.add_data_validation(rule)


def _row_of_stimulus(stimulus: Stimulus) -> Cells:
    """A stimulus as a row among the items, as a csv file has it."""
    texts: Cells = {(("stem",), language): text for language, text in stimulus.text.items()}
    return {(("id",), ""): stimulus.id, (("kind",), ""): STIMULUS_KIND, **texts}


def _explain_head(sheet: Worksheet) -> None:
    """What each field of the head of a bank is for, in a column that is not read."""
    put(sheet, 1, 3, "penjelasan / explanation")
    sheet.cell(1, 3).font = Font(bold=True)
    for letters, width in zip("ABC", (24, 45, 100), strict=True):
        sheet.column_dimensions[letters].width = width
    for row in range(2, sheet.max_row + 1):
        field = str(sheet.cell(row, 1).value)
        put(sheet, row, 3, next((text for name, text in HEAD_NOTES.items() if field.startswith(name)), ""))
        if field == "metric":
            _add_list(sheet, "B", ("logit", "normal"), row)


def _explain(sheet: Worksheet, headers: HeaderLanguage) -> None:
    for number, column in enumerate(all_columns(), start=2):
        suffix = "_id, _en …" if column.in_languages else ""
        row = (
            f"{label_of((column, ''), 'id')}{suffix}",
            f"{column.header}{suffix}",
            column.help_id,
            column.help_en,
            ", ".join(word_of(KIND_COLUMN, each, headers) for each in kinds_of_column(column.header)),
            ", ".join(choices_of(column, headers)),
        )
        for place, text in enumerate(row, start=1):
            put(sheet, number, place, text)
            sheet.cell(number, place).alignment = _WRAPPED
    for letters, width in zip("ABCDEF", (22, 20, 55, 55, 30, 30), strict=True):
        sheet.column_dimensions[letters].width = width


KIND_COLUMN: Final = next(column for column in all_columns() if column.header == "kind")
