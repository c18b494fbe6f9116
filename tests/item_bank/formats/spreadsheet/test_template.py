"""The template: examples that read as they are, lists whose words are read, a note at every header."""

import io
from typing import Any, Literal

import pytest
from openpyxl import Workbook, load_workbook

from item_bank.formats.defaults import Defaults
from item_bank.formats.spreadsheet import read_spreadsheet, template_xlsx
from item_bank.formats.spreadsheet.columns import Column
from item_bank.formats.spreadsheet.fields import value_of
from item_bank.formats.spreadsheet.kind_columns import KIND_COLUMNS, all_columns, kind_of_word
from item_bank.formats.spreadsheet.template import choices_of
from item_bank.formats.spreadsheet.template import template_xlsx as template
from item_bank.formats.spreadsheet.template_examples import FIGURE, example_bank
from tests.item_bank.formats.spreadsheet.test_reading import read
from tests.item_bank.small_bank import CIRCLE

Headers = Literal["id", "en"]
HEADERS: tuple[Headers, ...] = ("id", "en")


def opened(languages: tuple[str, ...] = ("id", "en"), headers: Headers = "id") -> Workbook:
    return load_workbook(io.BytesIO(template(languages, headers=headers)))


@pytest.mark.parametrize("headers", HEADERS)
@pytest.mark.parametrize("languages", [("id", "en"), ("id",), ("jv", "en")])
def test_the_examples_read_as_they_are_once_they_are_copied(
    languages: tuple[str, ...], headers: Headers
) -> None:
    book = opened(languages, headers)
    for row in book["example"].iter_rows(min_row=2, values_only=True):
        book["items"].append(row)
    made = io.BytesIO()
    book.save(made)
    bank, findings = read_spreadsheet(
        made.getvalue(), "soal.xlsx", defaults=Defaults(), media={FIGURE: CIRCLE}
    )
    assert findings == [], [each.render() for each in findings]
    assert bank is not None
    expected = example_bank(languages)
    assert bank.items == expected.items
    assert [(each.id, each.text) for each in bank.stimuli] == [
        (each.id, each.text) for each in expected.stimuli
    ]
    assert bank.languages == languages
    assert {item.kind for item in bank.items} == set(KIND_COLUMNS)


def test_the_template_as_it_is_downloaded_asks_for_rows() -> None:
    assert read(template_xlsx()) == (None, ["soal.xlsx [items]:1 sheet-without-rows"])


@pytest.mark.parametrize("headers", HEADERS)
def test_every_sheet_is_there_with_headers_in_sight_and_a_note_at_each(headers: Headers) -> None:
    book = opened(headers=headers)
    assert book.sheetnames == ["instructions", "items", "stimuli", "bank", "scales", "example", "columns"]
    for name in ("items", "stimuli", "example"):
        sheet = book[name]
        assert sheet.freeze_panes == "B2"
        assert all(cell.comment and len(cell.comment.text) > 20 for cell in sheet[1])
    assert book["items"].max_row == 1
    assert {"kode*" if headers == "id" else "id*"} <= {cell.value for cell in book["items"][1]}
    assert len(book["columns"]["A"]) == len(all_columns()) + 1
    shown = " ".join(str(cell.value) for row in book["instructions"].iter_rows() for cell in row)
    assert all(kind.help_id in shown and kind.help_en in shown for kind in KIND_COLUMNS.values())


@pytest.mark.parametrize("headers", HEADERS)
def test_lists_offer_words_that_are_read(headers: Headers) -> None:
    lists = [rule.formula1 for rule in opened(headers=headers)["items"].data_validations.dataValidation]
    offering = [column for column in all_columns() if choices_of(column, headers)]
    assert {column.header for column in offering} == {
        "kind", "state", "respond", "scoring", "answer_type", "keyed", "model",
    }  # fmt: skip
    for column in offering:
        offered = choices_of(column, headers)
        assert f'"{",".join(offered)}"' in lists
        known = list(column.choices or (*KIND_COLUMNS, "stimulus"))
        assert [meant(column, each) for each in offered] == known


def meant(column: Column, word: str) -> Any:
    return kind_of_word(word) if column.header == "kind" else value_of(column, word)


def test_a_template_without_a_language_is_refused() -> None:
    with pytest.raises(ValueError, match="languages must name at least one language"):
        template(())
