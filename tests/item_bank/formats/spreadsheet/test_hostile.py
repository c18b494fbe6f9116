"""Sheets that somebody made to harm or by mistake: huge, wide, merged, full of formulas; all are told."""

import csv
import io
import zipfile
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from item_bank.formats.spreadsheet import read_spreadsheet
from item_bank.formats.spreadsheet.csv_sheet import MOST_BYTES
from item_bank.formats.spreadsheet.kind_columns import KINDS_BY_WORD, all_columns
from item_bank.formats.spreadsheet.sheets import MOST_COLUMNS
from tests.item_bank.formats.spreadsheet.test_reading import HEADERS, ROW, SHEET, changed, read, workbook


def codes(content: bytes | str, name: str = "soal.xlsx") -> set[str]:
    bank, problems = read(content, name)
    assert bank is None
    return {each.rpartition(" ")[2] for each in problems}


def sheet_xml(rows: str) -> bytes:
    """A workbook whose only sheet has these rows."""
    made = io.BytesIO(workbook([["x"]]))
    with zipfile.ZipFile(made) as opened:
        files = {each: opened.read(each) for each in opened.namelist()}
    xml = files[SHEET].decode()
    start, end = xml.index("<sheetData>"), xml.index("</sheetData>")
    files[SHEET] = f"{xml[:start]}<sheetData>{rows}{xml[end:]}".encode()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for each, content in files.items():
            package.writestr(each, content)
    return out.getvalue()


def test_twenty_thousand_columns_are_told_in_a_workbook_and_in_csv() -> None:
    cells = "<c><v>1</v></c>" * 20_000
    assert codes(sheet_xml(f"<row>{cells}</row>")) == {"sheet-too-wide"}
    header = ",".join([*HEADERS, *(f"k{n}" for n in range(20_000))])
    assert codes(f"{header}\n{','.join(ROW)}\n", "soal.csv") == {"sheet-too-wide"}


def test_content_far_out_is_told_and_empty_cells_far_out_cost_nothing() -> None:
    far = changed(workbook([HEADERS, ROW]), SHEET, 'r="G2"', 'r="ABC2"')
    assert codes(far) == {"sheet-too-wide"}
    rows = "".join(
        f'<row r="{n}"><c r="A{n}"><v>1</v></c><c r="XFD{n}" s="0"/></row>' for n in range(1, 2_000)
    )
    assert codes(sheet_xml(rows)) == {"sheet-without-headers"}


def test_a_csv_file_is_read_up_to_a_size() -> None:
    assert codes(b"," * (MOST_BYTES + 1), "soal.csv") == {"file-too-large"}
    assert codes(b"id,domain,stem\n" + b"," * (10 * MOST_COLUMNS), "soal.csv") == {"sheet-without-rows"}


def test_every_formula_without_a_saved_result_is_told_at_its_cell() -> None:
    rows = [HEADERS, ["=1", "=A2", '=HYPERLINK("x")', "=1+1", "=cmd|' /c calc'!A1", "=B2", "=C2"]]
    bank, problems = read(workbook(rows))
    assert bank is None
    told = {each.partition(" [items]:")[2] for each in problems if each.endswith("cell-formula")}
    assert {place.partition(" ")[0] for place in told} == {f"2:{letter}" for letter in "ABCDEFG"}


@pytest.mark.parametrize("value", ["=1+1", "+62812", "-3", "@SUM(A1)", "\t=1"])
def test_a_text_that_begins_as_a_formula_does_stays_a_text(value: str) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in (HEADERS, [*ROW[:3], "x", *ROW[4:]]):
        sheet.append(row)
    sheet["D2"].value = value
    sheet["D2"].data_type = "s"
    made = io.BytesIO()
    book.save(made)
    bank, problems = read(made.getvalue())
    assert bank is not None, problems
    text = bank.items[0].prompt.options[0].text
    assert text is not None
    assert text["id"] == value


def test_merged_cells_anywhere_below_the_headers_are_told_once_each() -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in (HEADERS, ROW, ["s-2", *ROW[1:]], ["s-3", *ROW[1:]]):
        sheet.append(row)
    for place in ("B2:B3", "D4:F4"):
        sheet.merge_cells(place)
    made = io.BytesIO()
    book.save(made)
    _, problems = read(made.getvalue())
    assert sum(each.endswith("cells-merged") for each in problems) == 2


NOTATIONS: dict[str, tuple[dict[str, Any], str]] = {
    "pairs": ({"kind": "menjodohkan", "pasangan": "1) x | 2) y", "key": "salah"}, "key"),
    "ratings": ({"kind": "sjt", "cara menjawab": "rating", "key": "salah"}, "key"),
    "best-worst": ({"kind": "sjt", "terbaik": "A", "terburuk": "B", "key": "A > B"}, "key"),
    "statements": ({"kind": "pilihan paksa", "sifat": "jujur"}, "sifat"),
    "gaps": ({"kind": "rumpang", "rumpang": "satu | dua"}, "rumpang"),
    "filled": ({"kind": "isi rumpang", "key": "salah"}, "key"),
    "areas": ({"kind": "hotspot", "daerah": "di kiri"}, "daerah"),
    "option-ids": ({"id pilihan": "x; y", "key": "A"}, "id pilihan"),
    "more": ({"more": "[1", "key": "A"}, "more"),
}


@pytest.mark.parametrize("notation", sorted(NOTATIONS))
def test_a_cell_that_is_not_written_as_it_should_be_is_told_in_words(notation: str) -> None:
    own, column = NOTATIONS[notation]
    cells = {"id": "s-1", "domain": "d", "stem": "?", "A": "satu", "B": "dua", "C": "tiga"} | own
    bank, problems = read(workbook([list(cells), list(cells.values())]))
    assert bank is None
    assert any(each.endswith(f"({column}) cell-notation") for each in problems), problems


HEADERS_OF_ALL = [
    f"{column.header}_id" if column.in_languages else column.header
    for column in all_columns()
    if column.header not in {"A", "B"} and (not column.is_rare or column.header in {"more", "option_ids"})
]
CELLS = st.one_of(
    st.sampled_from(
        ["A", "A, B", "A=1; B=x", "B > A", "g1: x | y", "[[g1]] [[g2]]", "A: circle 1 2 3", "-", "=", "0,5",
         '{"key": 5, "options": [1, {}], "id": null}', '["A", {}]', '{"g1": ["x"], "g2": {"a": 1}}', "[" * 40,
         '{"gaps": {"a": 1}, "kind": ["x"]}', '{"kind": "stimulus", "text": 3}', "1) x | 1) y", "A=A=A;;|,",
         "stimulus", "1..", "±", "± 3", "\\ue000", "A: circle", "A" * 300]
    ),
    st.sampled_from(sorted(KINDS_BY_WORD)),
    st.text(max_size=12),
    st.floats(allow_nan=False),
    st.booleans(),
)  # fmt: skip


@settings(max_examples=150)
@given(
    st.lists(st.dictionaries(st.sampled_from(HEADERS_OF_ALL), CELLS, max_size=12), min_size=1, max_size=3),
    st.sampled_from(sorted(KINDS_BY_WORD)),
)
def test_no_cells_make_it_raise(rows: list[dict[str, Any]], kind: str) -> None:
    headers = [*HEADERS_OF_ALL, "A_id", "B_id"]
    whole = {"id": "s-1", "domain": "d", "stem_id": "[[g1]]", "kind": kind, "A_id": "satu", "B_id": "dua"}
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(headers)
    writer.writerows([row.get(header, "") for header in headers] for row in [*rows, whole | rows[0]])
    _, findings = read_spreadsheet(out.getvalue().encode("utf-8", "replace"), "soal.csv")
    assert all(each.render("id") and each.render("en") for each in findings)
