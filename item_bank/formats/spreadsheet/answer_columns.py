"""The columns of options, keys and answers: their headers in English and Indonesian, and what they fill.

Kinds share them: `key` is the right option of one kind and the right order of another. What a kind makes of
its columns stands in `kind_rows`.
"""

import string
from types import MappingProxyType
from typing import Final

from item_bank.formats.spreadsheet.columns import Column
from item_bank.kinds.options import MOST_OPTIONS

LETTERS: Final = string.ascii_uppercase[:MOST_OPTIONS]
SHOWN_OPTIONS: Final = 6
"""Options that a template offers; more have columns of their own when they are needed."""

OPTION_IDS: Final = "option_ids"
STATEMENT_VALUES: Final = ("trait", "keyed", "loading", "mean", "uniqueness", "desirability")


def _option_columns() -> tuple[Column, ...]:
    columns: list[Column] = []
    for place, letter in enumerate(LETTERS):
        small, is_rare = letter.lower(), place >= SHOWN_OPTIONS
        columns += [
            Column(
                letter, ("options", place, "text"), "text", f"Pilihan {letter}.", f"Option {letter}.",
                tuple(f"{word}_{small}" for word in ("pilihan", "opsi", "option", "jawaban", "choice")),
                in_languages=True, is_rare=is_rare,
            ),
            Column(
                f"{letter}_figure", ("options", place, "figure"), "word",
                f"Jalur gambar pilihan {letter}; boleh kosong.",
                f"The path of the drawing of option {letter}; may be empty.",
                (f"{small}_gambar", f"gambar_{small}"), is_rare=True,
            ),
            Column(
                f"{letter}_alt", ("options", place, "alt"), "text", f"Kata-kata pengganti gambar {letter}.",
                f"The words that stand for drawing {letter}.", (f"alt_{small}",), in_languages=True,
                is_rare=True,
            ),
        ]  # fmt: skip
    return tuple(columns)


KEY: Final = Column(
    "key", ("key",), "word",
    "Kunci: B; beberapa: A, C; urutan: C > A > B; pasangan: A=1; B=2; rumpang: g1=dua; jawaban: satu | 1.",
    "The key: B; several: A, C; an order: C > A > B; pairs: A=1; B=2; gaps: g1=two; answers: one | 1.",
    ("kunci", "kunci_jawaban", "jawaban_benar", "answer", "correct", "correct_answer"),
)  # fmt: skip

KEYED_WORDS: Final = MappingProxyType({
    "positif": "positive", "negatif": "negative", "+": "positive", "-": "negative", "favorable": "positive",
    "unfavorable": "negative", "favorabel": "positive", "unfavorabel": "negative",
    "tak_favorabel": "negative", "1": "positive", "-1": "negative",
})  # fmt: skip

_RESPOND_WORDS: Final = MappingProxyType({
    "terbaik_terburuk": "best_worst", "penilaian": "rating", "peringkat": "ranking", "paling": "most",
    "paling_dan_paling_tidak": "most_least", "nilai": "rating", "urutan": "ranking",
    "best_and_worst": "best_worst", "most_and_least": "most_least",
})  # fmt: skip

_SCORING_WORDS: Final = MappingProxyType({
    "semua": "all", "tiap_bagian": "each", "tiap_pasang": "pairs", "tiap": "each", "pasangan": "pairs",
})  # fmt: skip

_ANSWER_WORDS: Final = MappingProxyType({
    "bilangan": "number", "teks": "text", "angka": "number",
})  # fmt: skip

_IGNORES_WORDS: Final = MappingProxyType({
    "huruf_besar": "case", "spasi": "spaces", "tanda_baca": "punctuation", "aksen": "accents",
    "kapital": "case",
})  # fmt: skip

CHOOSING: Final = (
    Column(
        "respond", ("respond",), "word",
        "Cara menjawab: best_worst, rating, ranking (situasi); most, most_least, ranking (pilihan paksa).",
        "How to answer: best_worst, rating, ranking (situations); most, most_least, ranking (forced choice).",
        ("cara_menjawab",), choices=("best_worst", "rating", "ranking", "most", "most_least"),
        words=_RESPOND_WORDS,
    ),
    Column(
        "best", ("best",), "word", "Huruf tindakan terbaik.", "The letter of the best way to act.",
        ("terbaik", "paling_tepat", "paling_efektif"),
    ),
    Column(
        "worst", ("worst",), "word", "Huruf tindakan terburuk.", "The letter of the worst way to act.",
        ("terburuk", "paling_tidak_tepat", "paling_tidak_efektif"),
    ),
    Column(
        "scoring", ("scoring",), "word",
        "Penskoran: all (semua harus benar; juga bila kosong), each (tiap bagian), pairs (tiap pasangan).",
        "Scoring: all (only if all is right; also if empty), each (each part), pairs (each pair in order).",
        ("penskoran",), choices=("all", "each", "pairs"),
        words=_SCORING_WORDS,
    ),
    Column(
        "least", ("least",), "number", "Paling sedikit berapa pilihan; boleh kosong.",
        "How many options at least; may be empty.", ("paling_sedikit", "minimal"),
    ),
    Column(
        "most", ("most",), "number", "Paling banyak berapa pilihan; boleh kosong.",
        "How many options at most; may be empty.", ("paling_banyak", "maksimal"),
    ),
    Column(
        "response_scale", ("response_scale",), "word", "Nama skala jawaban dari lembar scales.",
        "The name of a response scale of the sheet scales.", ("skala_jawaban", "skala_respons", "scale"),
    ),
)  # fmt: skip

JOINING: Final = (
    Column(
        "targets", ("targets",), "text",
        "Pasangan di sebelah kanan: 1) Jakarta | 2) Medan. Kolom A, B, … adalah yang di sebelah kiri.",
        "What options are joined with: 1) Jakarta | 2) Medan. The columns A, B, … are the left side.",
        ("pasangan", "pasangan_kanan", "sasaran"), in_languages=True,
    ),
    Column(
        "gaps", ("gaps",), "text",
        "Pilihan setiap rumpang, satu baris per rumpang: g1: satu | dua. Di soal rumpang ditulis [[g1]].",
        "The options of each gap, a line for each: g1: one | two. The stem marks the gap [[g1]].",
        ("rumpang", "pilihan_rumpang"), in_languages=True,
    ),
    Column(
        "uses", ("uses",), "number",
        "Berapa kali satu pasangan atau pilihan boleh dipakai; kosong berarti 1, 0 berarti berapa pun.",
        "How often a target or option may be used; empty means 1, and 0 any number.", ("pemakaian",),
    ),
    Column(
        "most_targets", ("most_targets",), "number",
        "Berapa pasangan paling banyak untuk satu pilihan; kosong berarti 1.",
        "How many targets an option may be joined with; empty means 1.", ("pasangan_maksimal",),
        is_rare=True,
    ),
)  # fmt: skip

WRITING: Final = (
    Column(
        "answer_type", ("answer",), "word", "Isian singkat: number (bilangan) atau text.",
        "Short answer: number or text.", ("jenis_jawaban",), choices=("number", "text"),
        words=_ANSWER_WORDS,
    ),
    Column(
        "tolerance", ("tolerance",), "number", "Selisih yang masih benar untuk bilangan; kosong berarti 0.",
        "How far a number may be off; empty means 0.", ("toleransi",),
    ),
    Column(
        "unit", ("unit",), "text", "Satuan yang tertulis di belakang isian; boleh kosong.",
        "The unit written behind the field; may be empty.", ("satuan",), in_languages=True,
    ),
    Column(
        "ignores", ("ignores",), "words",
        "Yang tidak dibedakan pada teks: case; spaces; punctuation; accents. Kosong: case; spaces. -: tiada.",
        "What does not matter in a text: case; spaces; punctuation; accents. Empty: case; spaces. -: none.",
        ("abaikan",),
        words=_IGNORES_WORDS,
    ),
    Column(
        "width", ("width",), "number", "Lebar isian dalam huruf.", "The width of the field in characters.",
        ("lebar",), is_rare=True,
    ),
    Column(
        "longest", ("longest",), "number", "Panjang jawaban paling banyak.", "How long an answer may be.",
        ("terpanjang",), is_rare=True,
    ),
)  # fmt: skip

AREAS: Final = (
    Column(
        "areas", ("areas",), "text",
        "Daerah pada gambar: A: circle 10 20 5 (pusat, jari-jari); rectangle 0 0 9 9; polygon 0 0 9 0 9 9.",
        "Areas of the figure: A: circle 10 20 5 (centre, radius); rectangle 0 0 9 9; polygon 0 0 9 0 9 9.",
        ("daerah",),
    ),
)  # fmt: skip

SHAPE_WORDS: Final = MappingProxyType({
    "lingkaran": "circle", "persegi": "rectangle", "persegi_panjang": "rectangle", "kotak": "rectangle",
    "rect": "rectangle", "poligon": "polygon", "segi_banyak": "polygon", "poly": "polygon",
})  # fmt: skip

STATEMENTS: Final = (
    Column(
        "keyed", ("keyed",), "word",
        "Arah pernyataan: positive atau negative; blok pilihan paksa: A=positive; B=negative.",
        "The direction of a statement: positive or negative; of a block: A=positive; B=negative.",
        ("arah", "favorable", "favorabel"), choices=("positive", "negative"), words=KEYED_WORDS,
    ),
    Column(
        "trait", ("trait",), "word", "Pilihan paksa: sifat setiap pernyataan, A=jujur; B=tekun.",
        "Forced choice: the trait of each statement, A=honesty; B=diligence.", ("sifat", "dimensi", "traits"),
    ),
    Column(
        "loading", ("loading",), "word", "Pilihan paksa: muatan setiap pernyataan, A=0,7; B=-0,6.",
        "Forced choice: the loading of each statement, A=0.7; B=-0.6.", ("muatan", "loadings"),
    ),
    Column(
        "mean", ("mean",), "word", "Pilihan paksa: rerata utilitas, A=0; B=0,3; boleh kosong.",
        "Forced choice: the mean utility, A=0; B=0.3; may be empty.", ("rerata", "rata_rata"),
    ),
    Column(
        "uniqueness", ("uniqueness",), "word", "Pilihan paksa: varians galat, A=0,5; B=0,6; boleh kosong.",
        "Forced choice: the error variance, A=0.5; B=0.6; may be empty.", ("keunikan",),
    ),
    Column(
        "desirability", ("desirability",), "word",
        "Pilihan paksa: daya tarik sosial menurut penilai, A=5,7; B=5,6; boleh kosong.",
        "Forced choice: rated social desirability, A=5.7; B=5.6; may be empty.", ("desirabilitas",),
    ),
)  # fmt: skip

ANSWERS: Final[tuple[Column, ...]] = (
    *_option_columns(),
    Column(
        OPTION_IDS, (OPTION_IDS,), "words", "Id pilihan bila bukan A; B; C …",
        "The ids of the options when they are not A; B; C …", ("id_pilihan",), is_rare=True,
    ),
    KEY, *CHOOSING, *JOINING, *WRITING, *AREAS, *STATEMENTS,
)  # fmt: skip
"""Every column of this module, in the order of a sheet."""
