"""Each kind as somebody writes it who knows nothing of TOML: in Indonesian and English, leniently."""

import io
from typing import Any

import pytest
from openpyxl import Workbook

from item_bank.formats.spreadsheet import read_spreadsheet
from item_bank.interactions import Area, BestWorst, ChooseSeveral, FillGaps, Order, Pair, Rate, Read, Write
from item_bank.items import Item, Key, Text
from item_bank.kinds.forced_choice import ForcedChoiceKey, StatementKey
from item_bank.kinds.hotspot import HotspotKey
from item_bank.kinds.information import NoKey
from item_bank.kinds.inline_choice import GapsKey
from item_bank.kinds.matching import MatchingKey
from item_bank.kinds.multiple_choice import MultipleChoiceKey
from item_bank.kinds.ordering import OrderingKey
from item_bank.kinds.short_answer import ShortAnswerKey
from item_bank.kinds.single_choice import SingleChoiceKey
from item_bank.kinds.situational_judgement import SituationalJudgementKey
from tests.item_bank.formats.spreadsheet.test_reading import read, workbook
from tests.item_bank.small_bank import CIRCLE

ABC = {"A": "satu", "B": "dua", "C": "tiga"}
INDONESIAN_ABC = {"pilihan a": "satu", "pilihan b": "dua", "pilihan c": "tiga"}


def item_of(cells: dict[str, Any], *, expected: tuple[str, ...] = ()) -> Item:
    """The item of one row, whose columns are those of the cells and what every item needs."""
    row = {"id": "s-1", "bidang": "d", "soal": "Apa?"} | cells
    bank, problems = read(workbook([list(row), list(row.values())]))
    assert bank is not None, problems
    assert tuple(problems) == expected
    return bank.items[0]


WRITTEN: list[tuple[dict[str, Any], str, Key]] = [
    ({**ABC, "key": "b."}, "single_choice", SingleChoiceKey("B")),
    ({**ABC, "key": "A, C"}, "multiple_choice", MultipleChoiceKey(("A", "C"))),
    ({**INDONESIAN_ABC, "kunci": "a dan c"}, "multiple_choice", MultipleChoiceKey(("A", "C"))),
    ({**ABC, "jenis": "PGK", "kunci": "AC", "penskoran": "tiap bagian"}, "multiple_choice",
     MultipleChoiceKey(("A", "C"), "each")),
    ({**ABC, "key": "C > A > B"}, "ordering", OrderingKey(("C", "A", "B"))),
    ({**ABC, "jenis": "mengurutkan", "kunci": "C, A, B", "penskoran": "pasangan"}, "ordering",
     OrderingKey(("C", "A", "B"), "pairs")),
    ({**ABC, "jenis": "urutan", "kunci": "cab"}, "ordering", OrderingKey(("C", "A", "B"))),
    ({**ABC, "terbaik": "b", "terburuk": "C"}, "situational_judgement",
     SituationalJudgementKey("B", "C")),
    ({**ABC, "kind": "SJT", "respond": "ranking", "key": "B > A > C"}, "situational_judgement",
     SituationalJudgementKey(order=("B", "A", "C"))),
    ({**ABC, "pasangan": "1) uno | 2) dos | 3) tres", "kunci": "A=1; B=2; C=3"}, "matching",
     MatchingKey((("A", "1"), ("B", "2"), ("C", "3")))),
    ({**ABC, "targets": "uno | dos | tres", "key": "A-1, B-2, C-3"}, "matching",
     MatchingKey((("A", "1"), ("B", "2"), ("C", "3")))),
    ({**ABC, "targets": "X: uno\nY: dos", "key": "A=uno, B -> Y; C=x", "uses": 0}, "matching",
     MatchingKey((("A", "X"), ("B", "Y"), ("C", "X")))),
    ({"soal": "[[g1]] lalu [[g2]]", "rumpang": "g1: satu | dua\ng2: tiga | empat",
      "kunci": "g1 = dua; g2=Tiga"}, "inline_choice",
     GapsKey((("g1", "g1-2"), ("g2", "g2-1")))),
    ({"soal": "Satu [[x]]", "gaps": "a) satu | b) dua", "key": "b"}, "inline_choice",
     GapsKey((("x", "b"),))),
    ({"soal": "[[g1]] lalu [[g2]]", **ABC, "kunci": "g1=B; g2=tiga"}, "gap_match",
     GapsKey((("g1", "B"), ("g2", "C")))),
    ({"kunci": "Jakarta | DKI Jakarta"}, "short_answer",
     ShortAnswerKey(accepted=("Jakarta", "DKI Jakarta"))),
    ({"kunci": "3,5", "toleransi": "0,1", "satuan": "km"}, "short_answer",
     ShortAnswerKey(value=3.5, tolerance=0.1)),
    ({"kunci": 42}, "short_answer", ShortAnswerKey(value=42.0)),
    ({"kunci": "8 ± 0,5"}, "short_answer", ShortAnswerKey(value=8.0, tolerance=0.5)),
    ({"kunci": "007", "jenis": "isian singkat"}, "short_answer", ShortAnswerKey(accepted=("007",))),
    ({"kunci": "12", "jenis jawaban": "teks", "abaikan": "huruf besar; tanda baca"}, "short_answer",
     ShortAnswerKey(accepted=("12",), ignores=("case", "punctuation"))),
    ({**ABC, "sifat": "jujur; tekun; sabar", "muatan": "A=0,7; B=-0,6; C=0,5", "rerata": "0; 0,1; 0"},
     "forced_choice", ForcedChoiceKey((
         ("A", StatementKey("jujur", "positive", 0.7)),
         ("B", StatementKey("tekun", "negative", -0.6, 0.1)),
         ("C", StatementKey("sabar", "positive", 0.5)),
     ))),
    ({"jenis": "informasi"}, "information", NoKey()),
]  # fmt: skip


@pytest.mark.parametrize(("cells", "kind", "key"), WRITTEN)
def test_a_row_becomes_an_item_of_its_kind(cells: dict[str, Any], kind: str, key: Key) -> None:
    item = item_of(cells)
    assert (item.kind, item.key) == (kind, key)


def test_what_is_done_with_the_options_is_read_too() -> None:
    assert item_of({**ABC, "key": "A, C", "paling banyak": 2}).interaction == ChooseSeveral(1, 2)
    assert item_of({**ABC, "key": "C > A > B"}).interaction == Order()
    assert item_of({**ABC, "best": "A", "worst": "B"}).interaction == BestWorst()
    pair = item_of({**ABC, "targets": "x | y | z", "key": "A=1", "uses": 2}).interaction
    assert isinstance(pair, Pair)
    assert (pair.targets, pair.uses) == (("1", "2", "3"), 2)
    gaps = item_of({"soal": "[[g2]] [[g1]]", **ABC, "key": "g1=A; g2=B"}).interaction
    assert isinstance(gaps, FillGaps)
    assert [gap.id for gap in gaps.gaps] == ["g2", "g1"]
    written = item_of({"key": "5", "unit": "km"}).interaction
    assert isinstance(written, Write)
    assert (written.answer, written.unit) == ("number", Text({"id": "km"}))
    assert item_of({"kind": "info"}).interaction == Read()


def test_a_scale_of_ratings_has_a_sheet_of_its_own() -> None:
    rows = [
        ["id", "bidang", "soal", "A", "B", "skala jawaban", "kunci"],
        ["s-1", "d", "Apa?", "satu", "dua", "s3", "A=3; B=1"],
    ]
    bank, problems = read(with_sheets(rows, skala=[["skala", "label"], *(["s3", each] for each in "abc")]))
    assert bank is not None, problems
    assert bank.items[0].key == SituationalJudgementKey(ratings=(("A", 3), ("B", 1)))
    assert isinstance(bank.items[0].interaction, Rate)


def test_areas_are_drawn_on_the_figure_in_words() -> None:
    cells: dict[str, Any] = {
        "id": "s-1", "bidang": "d", "soal": "Di mana?", "gambar": "media/a.svg", "teks gambar": "peta",
        "A": "kiri", "B": "kanan", "C": "atas", "kunci": "B",
        "daerah": "A: lingkaran 10 20,5 5\nB: persegi panjang 0 0 9 9; C = polygon (0, 0, 9, 0, 9, 9)",
    }  # fmt: skip
    _, problems = read(workbook([list(cells), list(cells.values())]))
    assert problems == ["soal.xlsx [items]:2:D (gambar) media-missing"]
    item = item_with_drawing(cells)
    assert item.key == HotspotKey(("B",))
    assert getattr(item.interaction, "areas", None) == (
        Area("A", "circle", (10, 20.5, 5)),
        Area("B", "rectangle", (0, 0, 9, 9)),
        Area("C", "polygon", (0, 0, 9, 0, 9, 9)),
    )


def item_with_drawing(cells: dict[str, Any]) -> Item:
    content = workbook([list(cells), list(cells.values())])
    bank, findings = read_spreadsheet(content, "soal.xlsx", media={"media/a.svg": CIRCLE})
    assert bank is not None, [each.render() for each in findings]
    return bank.items[0]


def test_stimuli_stand_in_a_sheet_of_their_own_or_among_the_items() -> None:
    rows = [["id", "bidang", "soal", "set", *ABC, "kunci"], ["s-1", "d", "?", "Teks 1", *ABC.values(), "A"]]
    sheet = [["kode", "judul", "teks"], ["Teks 1", "Surat", "Isi surat."]]
    own, problems = read(with_sheets(rows, bacaan=sheet))
    assert own is not None, problems
    row: list[list[Any]] = [["id", "jenis", "bidang", "judul", "soal", "set", *ABC, "kunci"],
           ["Teks 1", "stimulus", None, "Surat", "Isi surat."],
           ["s-1", None, "d", None, "?", "Teks 1", *ABC.values(), "A"]]  # fmt: skip
    among, more = read(workbook(row))
    assert among is not None, more
    assert own.stimuli == among.stimuli
    assert own.items == among.items
    stimulus = own.stimuli_by_id[own.items[0].item_set]
    assert (stimulus.title, stimulus.text) == (Text({"id": "Surat"}), Text({"id": "Isi surat."}))


@pytest.mark.parametrize(
    ("sheet", "expected"),
    [
        ([["kode", "teks"], ["t", None]], "soal.xlsx [stimuli]:2 field-missing"),
        ([["kode", "teks"], ["t", "a"], ["t", "b"]], "soal.xlsx [stimuli]:3:A (kode) stimulus-repeated"),
        ([["kode", "judul"], ["t", "a"]], "soal.xlsx [stimuli]:1 column-missing"),
        ([["x", "y"], ["t", "a"]], "soal.xlsx [stimuli]:1 stimuli-without-headers"),
        ([["kode", "teks", "gambar", "teks gambar"], ["t", "a", "media/x.svg", "peta"]],
         "soal.xlsx [stimuli]:2 media-missing"),
    ],
)  # fmt: skip
def test_problems_of_stimuli_are_told_at_their_rows(sheet: list[list[Any]], expected: str) -> None:
    rows = [["id", "bidang", "soal", "set", *ABC, "kunci"], ["s-1", "d", "?", "t", *ABC.values(), "A"]]
    bank, problems = read(with_sheets(rows, stimuli=sheet))
    assert bank is None
    assert expected in problems


def with_sheets(rows: list[list[Any]], **sheets: list[list[Any]]) -> bytes:
    book = Workbook()
    first = book.worksheets[0]
    first.title = "items"
    for row in rows:
        first.append(row)
    for name, others in sheets.items():
        sheet = book.create_sheet(name)
        for row in others:
            sheet.append(row)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def test_what_is_wrong_with_a_key_is_told_at_the_column_of_the_key() -> None:
    cells = {"id": "s-1", "bidang": "d", "soal": "?", **ABC, "terbaik": "A", "terburuk": "E"}
    _, problems = read(workbook([list(cells), list(cells.values())]))
    assert problems == ["soal.xlsx [items]:2:H (terburuk) key-not-an-option"]
    cells = {"id": "s-1", "bidang": "d", "soal": "[[g1]]", "rumpang": "g1: a | b", "kunci": "g1=c"}
    _, problems = read(workbook([list(cells), list(cells.values())]))
    assert problems == ["soal.xlsx [items]:2:E (kunci) key-not-an-option"]


def test_columns_of_another_kind_are_told_where_they_are_filled() -> None:
    cells = {"id": "s-1", "bidang": "d", "soal": "?", **ABC, "kunci": "A", "jenis": "pg", "satuan": "km"}
    _, problems = read(workbook([list(cells), list(cells.values())]))
    assert problems == ["soal.xlsx [items]:2:I (satuan) field-unknown"]
