"""The columns that each kind of item has: a new kind brings an entry here, or goes by the column `more`."""

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any, Final

from item_bank.formats.spreadsheet.answer_columns import ANSWERS, LETTERS, SHOWN_OPTIONS
from item_bank.formats.spreadsheet.cells import text_of
from item_bank.formats.spreadsheet.columns import ABOUT, MORE, PARAMETERS, STIMULUS, Column
from item_bank.formats.spreadsheet.kind_rows import (
    ForcedChoiceRow,
    JudgementRow,
    KindRow,
    LikertRow,
    OptionsRow,
    OrderRow,
    SeveralRow,
    ShortAnswerRow,
)
from item_bank.formats.spreadsheet.notations import marks_of, read_ids, read_pairs
from item_bank.formats.spreadsheet.placed_rows import (
    GapMatchRow,
    HotspotRow,
    InlineChoiceRow,
    MatchingRow,
)

__all__ = ["KIND_COLUMNS", "LETTERS", "SHOWN_OPTIONS", "all_columns", "guessed_kind", "row_of"]

STIMULUS_KIND: Final = "stimulus"
"""The word in the column `kind` for what is no item: a row that items share."""

_WHOLE = ((("key", "scoring"), "all"),)
_ONCE = (*_WHOLE, (("uses",), 1))

_ROWS: Final[tuple[KindRow, ...]] = (
    OptionsRow(
        "single_choice", ("pilihan_ganda", "pg", "mc", "mcq", "single", "benar_salah", "true_false"),
        ("A", "key"),
        "Tulis pilihan di kolom A, B, C … dan huruf yang benar di kolom kunci.",
        "Write the options in the columns A, B, C … and the letter of the right one in the column key.",
    ),
    SeveralRow(
        "multiple_choice",
        ("pilihan_ganda_kompleks", "pgk", "jawaban_ganda", "multiple_response", "multiple_answer"),
        ("A", "key", "least", "most", "scoring"),
        "Seperti pilihan ganda, dengan beberapa huruf di kolom kunci: A, C.",
        "As single choice, with several letters in the column key: A, C.", _WHOLE,
    ),
    LikertRow(
        "likert", ("skala", "skala_likert", "rating"), ("response_scale", "keyed"),
        "Tulis pernyataan di kolom soal, nama skala dari lembar scales, dan arahnya.",
        "Write the statement in the column stem, the name of a scale of the sheet scales, and the direction.",
    ),
    JudgementRow(
        "situational_judgement", ("penilaian_situasi", "situasi", "situasional", "sjt"),
        ("A", "respond", "best", "worst", "response_scale", "key"),
        "Tulis tindakan di kolom A, B, C …, lalu terbaik dan terburuk; atau kunci A=4; B=1 dengan skala"
        " (rating); atau kunci B > A > C (ranking).",
        "Write the actions in the columns A, B, C …, then best and worst; or the key A=4; B=1 with a scale"
        " (rating); or the key B > A > C (ranking).",
    ),
    ForcedChoiceRow(
        "forced_choice", ("pilihan_paksa", "blok", "forced", "tirt"),
        ("A", "respond", "trait", "keyed", "loading", "mean", "uniqueness", "desirability"),
        "Tulis dua sampai empat pernyataan di kolom A, B, C, D, dan sifat serta muatannya: A=jujur; B=tekun.",
        "Write two to four statements in the columns A to D, and traits and loadings: A=honesty; B=care.",
    ),
    OrderRow(
        "ordering", ("mengurutkan", "urutan", "order", "sequence"), ("A", "key", "scoring"),
        "Tulis yang diurutkan di kolom A, B, C … dan urutan yang benar di kolom kunci: C > A > B.",
        "Write what is put in order in the columns A, B, C … and the right order in key: C > A > B.",
        _WHOLE,
    ),
    MatchingRow(
        "matching", ("menjodohkan", "penjodohan", "jodohkan", "match"),
        ("A", "targets", "key", "uses", "most_targets", "scoring"),
        "Sebelah kiri di kolom A, B, C …, sebelah kanan di kolom pasangan: 1) … | 2) …, kunci: A=2; B=1.",
        "The left side in the columns A, B, C …, the right side in targets: 1) … | 2) …, the key: A=2; B=1.",
        (*_ONCE, (("most_targets",), 1)),
    ),
    InlineChoiceRow(
        "inline_choice", ("rumpang_pilihan", "melengkapi_pilihan", "cloze", "dropdown", "rumpang"),
        ("gaps", "key", "scoring"),
        "Tandai rumpang di soal dengan [[g1]]; tulis pilihannya di kolom rumpang, g1: satu | dua, dan kunci"
        " g1=dua.",
        "Mark the gaps of the stem with [[g1]]; write their options in gaps, g1: one | two, and the key"
        " g1=two.",
        _WHOLE,
    ),
    GapMatchRow(
        "gap_match", ("rumpang_geser", "isi_rumpang", "melengkapi", "drag_and_drop"),
        ("A", "key", "uses", "scoring"),
        "Tandai rumpang di soal dengan [[g1]]; tulis kata yang disediakan di kolom A, B, C …, dan kunci"
        " g1=B; g2=A.",
        "Mark the gaps of the stem with [[g1]]; write the words offered in the columns A, B, C …, and the key"
        " g1=B; g2=A.", _ONCE,
    ),
    ShortAnswerRow(
        "short_answer", ("isian_singkat", "isian", "jawaban_singkat", "short", "numeric", "numerical"),
        ("key", "answer_type", "tolerance", "unit", "ignores", "width", "longest"),
        "Tulis jawaban yang diterima di kolom kunci: Jakarta | DKI Jakarta; atau bilangan dan toleransinya.",
        "Write the accepted answers in the column key: Jakarta | DKI Jakarta; or a number and its tolerance.",
        ((("key", "tolerance"), 0.0), (("key", "ignores"), ["case", "spaces"])),
    ),
    HotspotRow(
        "hotspot", ("pilih_daerah", "daerah_gambar", "titik_gambar", "graphic"),
        ("A", "areas", "key", "least", "most", "scoring"),
        "Gambar di kolom gambar; kata-kata setiap daerah di kolom A, B, C …; letaknya di kolom daerah.",
        "The drawing in the column figure; words for each area in the columns A, B, C …; places in areas.",
        _WHOLE,
    ),
    KindRow(
        "information", ("informasi", "info", "petunjuk", "description"), (),
        "Halaman yang hanya dibaca: tulis teksnya di kolom soal.",
        "A page that is only read: write its text in the column stem.",
    ),
)  # fmt: skip

KIND_COLUMNS: Final[Mapping[str, KindRow]] = MappingProxyType({each.kind: each for each in _ROWS})

KINDS_BY_WORD: Final[Mapping[str, str]] = MappingProxyType(
    {
        **dict.fromkeys((STIMULUS_KIND, "bacaan", "wacana", "passage"), STIMULUS_KIND),
        **{name: each.kind for each in _ROWS for name in each.names},
        **{each.kind: each.kind for each in _ROWS},
    }
)


def row_of(kind: str) -> KindRow:
    """The rows of a kind; one without columns of its own has its fields in the column `more`."""
    return KIND_COLUMNS.get(kind) or KindRow(kind, (), (), "", "")


def kind_of_word(word: str) -> str:
    """The kind that a cell names, or the word itself."""
    return KINDS_BY_WORD.get(re.sub(r"[\s-]+", "_", word.strip().casefold()), word)


@cache
def all_columns() -> tuple[Column, ...]:
    """Every column of a sheet of items, in the order of the template."""
    return (*ABOUT, *ANSWERS, *PARAMETERS, *MORE)


@cache
def kinds_of_column(header: str) -> tuple[str, ...]:
    """The kinds that a column belongs to; none for one that items of every kind have."""
    own = "A" if header[:1] in LETTERS and (len(header) == 1 or header[1] == "_") else header
    return tuple(each.kind for each in _ROWS if own in each.columns)


def columns_of(role: str) -> tuple[Column, ...]:
    """The columns of a sheet: items or stimuli."""
    return STIMULUS if role == "stimuli" else all_columns()


def guessed_kind(fields: Mapping[Any, Any]) -> str:
    """The kind of a row that names none, by the columns that are filled and what the key looks like."""
    for column, kind in _TELLING.items():
        if column in fields:
            return kind
    key = text_of(fields.get("key")).strip()
    options = fields.get("options") or {}
    if not options:
        is_likert = "response_scale" in fields or "keyed" in fields
        is_answer = len(key) > 1 or key.isdecimal() or "answer" in fields or "tolerance" in fields
        return "likert" if is_likert else "short_answer" if is_answer else "single_choice"
    if "response_scale" in fields:
        return "situational_judgement"
    if ">" in key or "\u2192" in key:
        return "ordering"
    if read_pairs(key) and any(marks_of(str(each)) for each in fields.get("stem", {}).values()):
        return "gap_match"
    named = read_ids(key, [LETTERS[place] for place in options])
    return "multiple_choice" if len(named) > 1 and set(named) <= set(LETTERS) else "single_choice"


_TELLING: Final = {
    "best": "situational_judgement", "worst": "situational_judgement", "trait": "forced_choice",
    "loading": "forced_choice", "areas": "hotspot", "gaps": "inline_choice", "targets": "matching",
}  # fmt: skip
