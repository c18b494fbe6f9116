"""The workbook that authors download and fill in: examples, explanations, lists of choices."""

from collections.abc import Sequence
from typing import Literal

from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from item_bank.bank import Bank
from item_bank.formats.spreadsheet.columns import Column
from item_bank.formats.spreadsheet.item_cells import item_cells
from item_bank.formats.spreadsheet.kind_columns import (
    KIND_COLUMNS,
    LETTERS,
    SHOWN_OPTIONS,
    all_columns,
    kinds_of_column,
)
from item_bank.formats.spreadsheet.reading import ITEMS_SHEET
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
)
from item_bank.items import Item, Option, Prompt, Text
from item_bank.kinds.likert import LikertKey
from item_bank.kinds.single_choice import SingleChoiceKey
from scoring.parameters import ItemParameters

EXAMPLE_SHEET, EXPLANATION_SHEET = "example", "explanation"
ROWS_WITH_LISTS = 5_000

HeaderLanguage = Literal["id", "en"]

_EXPLANATIONS = (
    (
        "Isi lembar items: satu baris untuk satu soal. Lembar example dan explanation tidak dibaca.",
        "Fill the sheet items: one row for one item. The sheets example and explanation are not read.",
    ),
    (
        "Ubah id, judul, bahasa, dan metrik pada lembar bank, serta skala jawaban pada lembar scales.",
        "Change id, title, languages and metric in the sheet bank, and response scales in the sheet scales.",
    ),
    (
        "Metrik: logit dengan D = 1, atau normal dengan D = 1,702; salin dari laporan kalibrasi.",
        "Metric: logit with D = 1, or normal with D = 1.702; copy it from the calibration report.",
    ),
    (
        "Bilangan boleh ditulis dengan koma atau titik desimal: 0,75 atau 0.75.",
        "Numbers may be written with a decimal comma or point: 0,75 or 0.75.",
    ),
    (
        "Baris kosong dilewati. Jangan menggabungkan sel. Kolom yang tidak dipakai boleh dihapus.",
        "Empty rows are skipped. Do not merge cells. Columns that are not used may be deleted.",
    ),
)


def template_xlsx(languages: Sequence[str] = ("id", "en"), *, headers: HeaderLanguage = "id") -> bytes:
    """The template for a bank in these languages, with headers in Indonesian or English.

    Raises:
        ValueError: there is no language.
    """
    if not languages:
        raise ValueError("languages must name at least one language, got none")
    bank = _example(tuple(languages))
    slots = [slot for slot in all_slots(bank.languages) if _is_usual(slot[0])]
    labels = [label_of(slot, headers) for slot in slots]
    columns = [column for column, _ in slots]
    workbook = new_workbook()
    items = add_sheet(workbook, ITEMS_SHEET, labels, columns)
    _add_lists(items, slots, bank)
    write_head(workbook, bank)
    write_rows(add_sheet(workbook, EXAMPLE_SHEET, labels, columns), slots, list(map(item_cells, bank.items)))
    _explain(add_sheet(workbook, EXPLANATION_SHEET, _EXPLANATION_HEADERS))
    return saved(workbook)


def _is_usual(column: Column) -> bool:
    """Whether the template offers the column; every other one may be added by its header."""
    return not column.is_rare


def _add_lists(sheet: Worksheet, slots: Sequence[Slot], bank: Bank) -> None:
    for place, (column, _) in enumerate(slots, start=1):
        choices: Sequence[str] = column.choices
        if column.header == "kind":
            choices = tuple(KIND_COLUMNS)
        elif column.header == "key":
            choices = LETTERS[:SHOWN_OPTIONS]
        elif column.header == "response_scale":
            choices = tuple(bank.response_scales)
        if not choices:
            continue
        # A choice outside of the list is warned of and not forbidden: scales and options may be others.
        rule = DataValidation(
            type="list", formula1=f'"{",".join(choices)}"', allow_blank=True, errorStyle="warning"
        )
        letters = get_column_letter(place)
        rule.add(f"{letters}2:{letters}{ROWS_WITH_LISTS}")
        sheet.add_data_validation(rule)


_EXPLANATION_HEADERS = (
    "kolom",
    "column",
    "penjelasan",
    "explanation",
    "jenis soal / kinds",
    "pilihan / choices",
)


def _explain(sheet: Worksheet) -> None:
    rows: list[Sequence[str]] = [("", "", *pair, "", "") for pair in _EXPLANATIONS]
    for column in all_columns():
        suffix = "_id, _en …" if column.in_languages else ""
        choices = tuple(KIND_COLUMNS) if column.header == "kind" else column.choices
        rows.append(
            (
                f"{label_of((column, ''), 'id')}{suffix}",
                f"{column.header}{suffix}",
                column.help_id,
                column.help_en,
                ", ".join(kinds_of_column(column.header)),
                ", ".join(choices),
            )
        )
    for number, row in enumerate(rows, start=2):
        for place, text in enumerate(row, start=1):
            put(sheet, number, place, text)
            sheet.cell(number, place).alignment = Alignment(vertical="top", wrap_text=True)


def _example(languages: tuple[str, ...]) -> Bank:
    def said(indonesian: str, english: str) -> Text:
        return Text({language: indonesian if language == "id" else english for language in languages})

    labels = (
        said("Sangat tidak setuju", "Strongly disagree"),
        said("Tidak setuju", "Disagree"),
        said("Netral", "Neutral"),
        said("Setuju", "Agree"),
        said("Sangat setuju", "Strongly agree"),
    )
    numbers = tuple(Option(LETTERS[place], said(each, each)) for place, each in enumerate("789"))
    words = (("rajin", "diligent"), ("lambat", "slow"), ("ragu", "doubtful"), ("marah", "angry"))
    options = tuple(Option(LETTERS[place], said(*pair)) for place, pair in enumerate(words))
    rating = tuple(Option(str(place), label) for place, label in enumerate(labels))
    return Bank(
        id="bank-saya",
        title=said("Bank soal saya", "My item bank"),
        languages=languages,
        notice=said("Tulis asal soal dan parameternya.", "Say where items and parameters come from."),
        response_scales={"setuju5": labels},
        items=(
            Item(
                "deret-001", "single_choice", "deret-bilangan",
                Prompt(said("Lanjutkan: 2, 4, 6, **?**", "Continue: 2, 4, 6, **?**"), numbers),
                SingleChoiceKey("B"), state="operational", subdomain="penjumlahan", author="Tim penulis",
                tags=("mudah", "tahap 1"),
                parameters=ItemParameters("3pl", 1.1, (-0.75,), c=0.2), calibration="uji coba, n = 812",
            ),
            Item(
                "sinonim-001", "single_choice", "sinonim",
                Prompt(said("Sinonim *tekun*:", "Synonym of *assiduous*:"), options),
                SingleChoiceKey("A"),
            ),
            Item(
                "jujur-001", "likert", "integritas",
                Prompt(
                    said("Aturan kecil boleh dilanggar.", "Small rules may be broken."), rating,
                    response_scale="setuju5",
                ),
                LikertKey("negative"), state="operational",
                parameters=ItemParameters("grm", 1.4, (-1.8, -0.6, 0.3, 1.5)),
            ),
        ),
    )  # fmt: skip
