"""Reading spreadsheets: headers of many kinds, cells of every type, each problem at its row and column."""

import io
import re
import zipfile
from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from openpyxl import Workbook

from item_bank.bank import Bank, Scale
from item_bank.findings import Finding
from item_bank.formats.defaults import Defaults
from item_bank.formats.spreadsheet import read_spreadsheet
from item_bank.formats.spreadsheet.kind_columns import KIND_COLUMNS
from item_bank.items import Text
from item_bank.kinds import KINDS
from item_bank.kinds.likert import LikertKey
from item_bank.kinds.single_choice import SingleChoiceKey
from scoring.parameters import ItemParameters
from tests.item_bank.formats.package.hostile import zipped

LOGITS = Defaults(scale=Scale())
HEADERS: list[Any] = ["id", "domain", "stem", "A", "B", "C", "key"]
ROW: list[Any] = ["s-1", "deret", "2, 4, 6, ?", "7", "8", "9", "B"]


def workbook(rows: Sequence[Sequence[Any]], name: str = "items", merged: str = "") -> bytes:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = name
    for row in rows:
        sheet.append(list(row))
    if merged:
        sheet.merge_cells(merged)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def read(
    content: bytes | str, name: str = "soal.xlsx", defaults: Defaults = LOGITS
) -> tuple[Bank | None, list[str]]:
    data = content if isinstance(content, bytes) else content.encode()
    bank, findings = read_spreadsheet(data, name, defaults=defaults)
    return bank, [shown(each) for each in findings]


def shown(finding: Finding) -> str:
    assert finding.render("id")
    assert finding.render("en")
    return f"{finding.position} {finding.code}"


def bank_of(content: bytes | str, name: str = "soal.xlsx", defaults: Defaults = LOGITS) -> Bank:
    bank, problems = read(content, name, defaults)
    assert bank is not None, problems
    assert problems == []
    return bank


def test_the_least_that_a_sheet_needs() -> None:
    bank = bank_of(workbook([HEADERS, ROW]))
    item = bank.by_id["s-1"]
    assert (bank.id, bank.languages, item.kind, item.state) == ("soal", ("id",), "single_choice", "draft")
    assert [(each.id, each.text) for each in item.prompt.options] == [
        ("A", Text({"id": "7"})), ("B", Text({"id": "8"})), ("C", Text({"id": "9"})),
    ]  # fmt: skip
    assert item.key == SingleChoiceKey("B")


def test_headers_may_be_indonesian_and_in_several_languages() -> None:
    rows = [
        ["Kode Soal", "Jenis", "Bidang", "Status", "Soal (id)", "Soal (en)", "Pilihan A (id)",
         "Pilihan A (en)",
         "pilihan_b_id", "OPSI-B_EN", "Kunci Jawaban", "Model", "Daya Beda", "Tingkat Kesukaran", "Tebakan"],
        ["s-1", "Pilihan ganda", "deret", "Operasional", "Berapa?", "How many?", "satu", "one", "dua", "two",
         "b", "3pl", "1,25", "-0,5", "0.2"],
    ]  # fmt: skip
    item = bank_of(workbook(rows)).by_id["s-1"]
    assert (item.state, item.key) == ("operational", SingleChoiceKey("B"))
    assert item.prompt.stem == Text({"id": "Berapa?", "en": "How many?"})
    assert item.prompt.options[1].text == Text({"id": "dua", "en": "two"})
    assert item.parameters == ItemParameters("3pl", 1.25, (-0.5,), c=0.2)


def test_letters_alone_are_options_in_capitals_and_parameters_beside_a_model() -> None:
    rows = [[*HEADERS, "model", "a", "b"], [*ROW, "2pl", 1.5, -1]]
    assert bank_of(workbook(rows)).items[0].parameters == ItemParameters("2pl", 1.5, (-1.0,))
    small = [["id", "domain", "stem", "a", "b", "c", "key"], ROW]
    assert bank_of(workbook(small)).items[0].option_ids == ("A", "B", "C")


def test_a_rating_item_takes_its_scale_from_the_sheet_of_scales() -> None:
    book = Workbook()
    sheet, scales = book.worksheets[0], book.create_sheet("Skala")
    sheet.title = "Butir"
    for row in (
        ["id", "jenis", "bidang", "pernyataan", "skala jawaban", "arah", "model", "a", "b1", "b2"],
        ["j-1", "likert", "jujur", "Saya menepati janji.", "s3", "negatif", "grm", 1.5, "-0,5", 1],
    ):
        sheet.append(row)
    for label in (["skala", "label"], ["s3", "tidak"], [None, "ragu"], ["s3", "ya"]):
        scales.append(label)
    made = io.BytesIO()
    book.save(made)
    item = bank_of(made.getvalue()).items[0]
    assert item.key == LikertKey("negative")
    assert [option.text for option in item.prompt.options] == [
        Text({"id": each}) for each in ("tidak", "ragu", "ya")
    ]
    assert item.parameters == ItemParameters("grm", 1.5, (-0.5, 1.0))


def test_titles_above_and_empty_rows_between_do_no_harm_and_rows_keep_their_numbers() -> None:
    rows = [["BANK SOAL 2026"], [], HEADERS, ROW, [], [None, "  "], ["s-2", "deret", "", "1", "2", None, "A"]]
    bank, problems = read(workbook(rows))
    assert bank is None
    assert problems == ["soal.xlsx [items]:7 field-missing"]


PROBLEMS: dict[str, tuple[list[list[Any]], list[str]]] = {
    "key": ([HEADERS, [*ROW[:6], "E"]], ["soal.xlsx [items]:2:G (key) key-not-an-option"]),
    "no key": ([HEADERS, ROW[:6]], ["soal.xlsx [items]:2 field-missing"]),
    "same options": ([HEADERS, [*ROW[:4], "7", "9", "B"]],
                     ["soal.xlsx [items]:2:E (B) options-not-distinct"]),
    "same id": ([HEADERS, ROW, ["s-1", "deret", "1, 2, ?", "3", "4", "5", "A"]],
                ["soal.xlsx [items]:3:A (id) id-repeated"]),
    "same content": ([HEADERS, ROW, ["s-2", *ROW[1:]]], ["soal.xlsx [items]:3 content-repeated"]),
    "state": ([[*HEADERS, "state"], [*ROW, "siap"]], ["soal.xlsx [items]:2:H (state) word-unknown"]),
    "kind": ([[*HEADERS, "kind"], [*ROW, "esai"]], ["soal.xlsx [items]:2:H (kind) word-unknown"]),
    "number": ([[*HEADERS, "model", "a", "b"], [*ROW, "2pl", "satu", 0]],
               ["soal.xlsx [items]:2:I (a) wrong-type"]),
    "parameter too much": ([[*HEADERS, "model", "a", "b", "c"], [*ROW, "2pl", 1, 0, 0.2]],
                           ["soal.xlsx [items]:2:K (c) parameter-not-in-model"]),
    "date": ([HEADERS, [*ROW[:3], date(2026, 2, 1), "8", "9", "B"]],
             ["soal.xlsx [items]:2:D (A) cell-date"]),
    "error": ([HEADERS, [*ROW[:2], "#REF!", *ROW[3:]]],
              ["soal.xlsx [items]:2 field-missing", "soal.xlsx [items]:2:C (stem) cell-error"]),
    "formula": ([HEADERS, [*ROW[:2], "=A1&B1", *ROW[3:]]],
                ["soal.xlsx [items]:2:C (stem) cell-formula", "soal.xlsx [items]:2 field-missing"]),
    "column missing": ([[*HEADERS[:1], "x", *HEADERS[2:]], ROW],
                       ["soal.xlsx [items]:1 column-missing", "soal.xlsx [items]:1:B column-unknown"]),
    "column twice": ([[*HEADERS, "kunci"], [*ROW, "A"]], ["soal.xlsx [items]:1:H column-repeated"]),
    "column of another kind": ([[*HEADERS, "keyed"], [*ROW, "positive"]],
                               ["soal.xlsx [items]:2:H (keyed) field-unknown"]),
    "no rows": ([HEADERS], ["soal.xlsx [items]:1 sheet-without-rows"]),
    "no headers": ([["halo", "dunia"], ["1", "2"]], ["soal.xlsx:1 sheet-without-headers"]),
    "nothing": ([], ["soal.xlsx:1 sheet-without-headers"]),
    "drawing": ([[*HEADERS, "gambar", "teks_gambar"], [*ROW, "media/a.svg", "pola"]],
                ["soal.xlsx [items]:2:H (gambar) media-missing"]),
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(PROBLEMS))
def test_a_problem_is_told_at_its_row_and_column(name: str) -> None:
    rows, expected = PROBLEMS[name]
    bank, problems = read(workbook(rows))
    assert bank is None
    assert sorted(problems) == sorted(expected)


def test_warnings_let_the_bank_through() -> None:
    rows = [
        [*HEADERS, "catatan rapat"],
        ["S 1", "Penalaran Verbal", *ROW[2:]],
        ["S 2", "Penalaran Verbal", "?", 1, 2, 3, "A"],
    ]
    bank, problems = read(workbook(rows))
    assert bank is not None
    assert [(item.id, item.domain) for item in bank.items] == [
        ("S-1", "Penalaran-Verbal"),
        ("S-2", "Penalaran-Verbal"),
    ]
    assert problems == [
        "soal.xlsx [items]:1:H column-unknown",
        "soal.xlsx [items]:2:B (domain) identifier-changed",
        "soal.xlsx [items]:2:A (id) identifier-changed",
        "soal.xlsx [items]:3:A (id) identifier-changed",
    ]


def test_numbers_in_text_cells_are_texts_and_told_when_they_are_shown_otherwise() -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(HEADERS)
    sheet.append(["s-1", "deret", "?", 7, 8.5, 0.5, "B"])
    sheet["F2"].number_format = "0%"
    made = io.BytesIO()
    book.save(made)
    bank, problems = read(made.getvalue())
    assert bank is not None
    assert [option.text for option in bank.items[0].prompt.options] == [
        Text({"id": each}) for each in ("7", "8.5", "0.5")
    ]
    assert problems == ["soal.xlsx [Sheet]:2:F (C) cell-number-formatted"]


def test_merged_cells_are_refused_below_the_headers_only() -> None:
    title = [["JUDUL", None, None], HEADERS, ROW]
    assert read(workbook(title, merged="A1:C1"))[1] == []
    bank, problems = read(workbook([HEADERS, ROW, [None, *ROW[1:]]], merged="A2:A3"))
    assert bank is None
    assert "soal.xlsx [items]:3 cells-merged" in problems


def test_parameters_without_a_metric_are_refused() -> None:
    rows = [[*HEADERS, "model", "a", "b"], [*ROW, "2pl", 1, 0]]
    assert read(workbook(rows), defaults=Defaults())[1] == ["soal.xlsx [items]:1 metric-unknown"]
    assert bank_of(workbook([HEADERS, ROW]), defaults=Defaults()).items[0].parameters is None
    scale = Scale("normal", 1.702, 0.5, 1.25)
    assert bank_of(workbook(rows), defaults=Defaults(scale=scale)).scale == scale


CSV = (
    "id{d}domain{d}soal_id{d}A_id{d}B_id{d}kunci{d}model{d}a{d}b\n"
    's-1{d}deret{d}{q}Naïf,\n""ya""; é{q}{d}satu{d}dua{d}A{d}2pl{d}{a}{d}-0.5\n'
)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_csv_of_any_usual_encoding_and_delimiter(delimiter: str, encoding: str) -> None:
    a = "1.25" if delimiter == "," else "1,25"
    content = CSV.format(d=delimiter, q='"', a=a).replace("\n", "\r\n").encode(encoding)
    bank, problems = read(content, "soal.csv")
    assert bank is not None, problems
    assert bank.items[0].prompt.stem == Text({"id": 'Naïf,\n"ya"; é'})
    assert bank.items[0].parameters == ItemParameters("2pl", 1.25, (-0.5,))
    assert problems == (["soal.csv:2 text-encoding-guessed"] if encoding == "cp1252" else [])


def test_csv_says_its_delimiter_as_spreadsheet_programs_write_it() -> None:
    text = "sep=;\n" + CSV.format(d=";", q='"', a="1,25")
    assert bank_of(text, "soal.csv").items[0].id == "s-1"


def test_csv_findings_name_the_line_where_a_row_begins() -> None:
    text = 'id,domain,stem,A,B,key\ns-1,x,"dua\nbaris",1,2,A\ns-2,x,?,1,2,C\n'
    bank, problems = read(text, "soal.csv")
    assert bank is None
    assert problems == ["soal.csv:4:F (key) key-not-an-option"]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "soal.csv:1 sheet-without-headers"),
        (b"\x00\x01\x02", "soal.csv:1 text-binary"),
        (b'id,domain,stem,A,B,key\ns-1,x,"?,1,2,A\n', "soal.csv:2 csv-quotes-broken"),
        (b'id,domain,stem,A,B,key\ns-1,x,"?"x,1,2,A\n', "soal.csv:2 csv-quotes-broken"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 lama", "soal.csv:1 workbook-old-or-locked"),
        (b"PK\x03\x04", "soal.csv:1 package-damaged"),
    ],
)
def test_what_cannot_be_read_is_told(content: bytes, code: str) -> None:
    assert read(content, "soal.csv") == (None, [code])


def test_a_damaged_workbook_is_told_and_never_raises() -> None:
    sound = workbook([HEADERS, ROW])
    for place in range(0, len(sound), 61):
        damaged = bytearray(sound)
        damaged[place] ^= 0xFF
        read(bytes(damaged))


def test_progress_is_told_while_rows_are_read() -> None:
    rows = [HEADERS, *([f"s-{n}", "deret", f"Soal {n}", "1", "2", "3", "A"] for n in range(300))]
    news: list[tuple[int, int]] = []
    read_spreadsheet(workbook(rows), "soal.xlsx", on_progress=lambda done, of: news.append((done, of)))
    assert news == [(0, 300), (250, 300), (300, 300)]


def changed(content: bytes, name: str, old: str, new: str) -> bytes:
    """A workbook with something else in one of its files."""
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        files = {each: opened.read(each) for each in opened.namelist()}
    assert old.encode() in files[name]
    return zipped({**files, name: files[name].replace(old.encode(), new.encode())})


def as_excel_saves(content: bytes) -> bytes:
    """The same workbook with its texts in a table of their own."""
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        files = {each: opened.read(each).decode() for each in opened.namelist()}
    texts: list[str] = []

    def shared(match: re.Match[str]) -> str:
        texts.append(match[2])
        return f'{match[1]} t="s"><v>{len(texts) - 1}</v></c>'

    files[SHEET] = re.sub(r'(<c [^>]*?) t="inlineStr"><is>(.*?)</is></c>', shared, files[SHEET])
    table = "".join(f"<si>{text}</si>" for text in texts)
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    files[STRINGS] = f'<?xml version="1.0"?><sst xmlns="{main}">{table}</sst>'
    files["[Content_Types].xml"] = files["[Content_Types].xml"].replace(
        "</Types>",
        '<Override PartName="/xl/sharedStrings.xml" ContentType="application/'
        'vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>',
    )
    links = "xl/_rels/workbook.xml.rels"
    files[links] = files[links].replace(
        "</Relationships>",
        f'<Relationship Id="rIdS" Type="{office}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
    )
    return zipped(files)


def test_a_workbook_as_excel_saves_it_reads_the_same() -> None:
    rows = [HEADERS, ROW, ["s-2", "deret", "_x0041_ tetap; baris_x000D_", " 1 ", "2", "3", "A"]]
    content = as_excel_saves(workbook(rows))
    bank = bank_of(content)
    assert [item.prompt.stem["id"] for item in bank.items] == ["2, 4, 6, ?", "_x0041_ tetap; baris\n"]
    assert bank == bank_of(workbook(rows))


SHEET = "xl/worksheets/sheet1.xml"
STRINGS = "xl/sharedStrings.xml"


@pytest.mark.parametrize(
    ("name", "old", "new", "expected"),
    [
        (SHEET, '<row r="2"', '<row r="999999999"', "sheet-without-rows"),
        (SHEET, 'r="G2"', 'r="XFD2"', "sheet-too-wide"),
        (SHEET, 'r="G2"', 'r="G9999999"', "sheet-too-long"),
        (SHEET, 'r="A2"', 'r="AAAA2"', "workbook-unreadable"),
        (
            STRINGS,
            "<sst",
            '<!DOCTYPE sst [<!ENTITY x SYSTEM "file:///x">]><sst',
            "workbook-unreadable",
        ),
        ("xl/workbook.xml", "<workbook", "<!DOCTYPE a><workbook", "workbook-unreadable"),
        ("xl/workbook.xml", 'sheetId="1"', 'sheetId="x"', "workbook-unreadable"),
    ],
)
def test_a_hostile_workbook_is_told_and_costs_nothing(name: str, old: str, new: str, expected: str) -> None:
    bank, problems = read(changed(as_excel_saves(workbook([HEADERS, ROW])), name, old, new))
    assert bank is None
    assert expected in {each.rpartition(" ")[2] for each in problems}


def test_every_kind_of_item_has_its_columns_but_those_of_several_parts() -> None:
    assert set(KINDS) - set(KIND_COLUMNS) <= {"composite"}
    assert set(KIND_COLUMNS) <= set(KINDS)
