"""The columns that items of every kind have: their headers in English and Indonesian, and what they fill."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

from item_bank.item_tables import MODELS, NOMINAL_FIELDS
from item_bank.items import STATES

Holds = Literal["word", "text", "number", "numbers", "words"]
"""What a cell holds: a word, a text as written, a number, or a list divided by semicolons."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a sheet, or one for each language.

    `path` leads to the field of an item that it fills; a number in it is a place in a list. `names` are other
    headers that mean the same, `words` other words for its values, and `choices` what a list offers.
    Templates leave out what is rare.
    """

    header: str
    path: tuple[str | int, ...]
    holds: Holds
    help_id: str
    help_en: str
    names: tuple[str, ...] = ()
    in_languages: bool = False
    choices: tuple[str, ...] = ()
    words: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    is_required: bool = False
    is_rare: bool = False


_STATE_WORDS = {
    "draf": "draft", "ditinjau": "reviewed", "disetujui": "approved", "latihan": "practice",
    "uji_coba": "pretest", "ujicoba": "pretest", "operasional": "operational", "pensiun": "retired",
}  # fmt: skip

ABOUT_FIGURE = Column(
    "figure",
    ("figure",),
    "word",
    "Jalur gambar, misalnya media/pola.svg; boleh kosong.",
    "The path of a drawing, such as media/pattern.svg; may be empty.",
    ("gambar",),
)
ABOUT_FIGURE_ALT = Column(
    "figure_alt",
    ("figure_alt",),
    "text",
    "Kata-kata pengganti gambar; wajib bila ada gambar.",
    "The words that stand for the drawing; needed when there is one.",
    ("teks_gambar", "alt_gambar"),
    in_languages=True,
)

ABOUT: tuple[Column, ...] = (
    Column(
        "id",
        ("id",),
        "word",
        "Nama pendek soal, hanya sekali dalam bank.",
        "A short name of the item, once in a bank.",
        ("kode", "id_soal", "kode_soal", "item_id", "nomor"),
        is_required=True,
    ),
    Column(
        "kind",
        ("kind",),
        "word",
        "Jenis soal.",
        "The kind of item.",
        ("jenis", "jenis_soal", "tipe", "type"),
    ),
    Column(
        "domain",
        ("domain",),
        "word",
        "Bidang yang diukur.",
        "What the item measures.",
        ("bidang", "ranah", "aspek", "materi"),
        is_required=True,
    ),
    Column(
        "subdomain",
        ("subdomain",),
        "word",
        "Bagian dari bidang; boleh kosong.",
        "A part of the domain; may be empty.",
        ("subbidang", "sub_bidang", "subranah", "indikator"),
    ),
    Column(
        "state",
        ("state",),
        "word",
        "Status soal; kosong berarti draft.",
        "The state of the item; empty means draft.",
        ("status", "keadaan"),
        choices=STATES,
        words=_STATE_WORDS,
    ),
    Column(
        "set",
        ("set",),
        "word",
        "Nama set soal yang diberikan bersama; boleh kosong.",
        "The name of a set of items given together; may be empty.",
        ("kelompok", "set_soal", "stimulus"),
    ),
    Column(
        "author", ("author",), "text", "Penulis; boleh kosong.", "The author; may be empty.", ("penulis",)
    ),
    Column(
        "source",
        ("source",),
        "text",
        "Asal soal; boleh kosong.",
        "Where the item comes from; may be empty.",
        ("sumber", "asal"),
    ),
    Column(
        "enemies",
        ("enemies",),
        "words",
        "Id soal yang tidak boleh diberikan bersama, dipisahkan titik koma.",
        "Ids of items that must not be given together with this one, divided by semicolons.",
        ("seteru", "soal_seteru"),
    ),
    Column(
        "tags",
        ("tags",),
        "words",
        "Label, dipisahkan titik koma.",
        "Tags, divided by semicolons.",
        ("label", "tag", "tagar"),
    ),
    Column(
        "stem",
        ("stem",),
        "text",
        "Pertanyaan atau pernyataan (Markdown).",
        "The question or statement (Markdown).",
        ("soal", "pertanyaan", "pernyataan", "question", "statement"),
        in_languages=True,
        is_required=True,
    ),
    ABOUT_FIGURE,
    ABOUT_FIGURE_ALT,
    Column(
        "title",
        ("title",),
        "text",
        "Judul stimulus; hanya pada baris berjenis stimulus.",
        "The title of a stimulus; only in rows of the kind stimulus.",
        ("judul",),
        in_languages=True,
        is_rare=True,
    ),
    Column(
        "fixed",
        ("fixed",),
        "words",
        "Huruf pilihan yang tetap di tempatnya bila pilihan diacak.",
        "Letters of the options that keep their places when options are shuffled.",
        ("tetap",),
        is_rare=True,
    ),
    Column(
        "layout_classes",
        ("layout_classes",),
        "words",
        "Kata tata letak dari QTI.",
        "Words of the layout vocabulary of QTI.",
        ("tata_letak",),
        is_rare=True,
    ),
    Column(
        "catalogue",
        ("catalogue",),
        "text",
        "Katalog aksesibilitas dari QTI (XML).",
        "The accessibility catalogue of QTI (XML).",
        ("katalog",),
        is_rare=True,
    ),
)

MOST_PIECES = 9
MORE: tuple[Column, ...] = tuple(
    Column(
        "more" if piece == 0 else f"more_{piece + 1}",
        ("more", piece),
        "text",
        "Isian yang tidak punya kolom, sebagai JSON; ditulis oleh program.",
        "Fields without a column of their own, as JSON; written by the program.",
        ("lainnya",) if piece == 0 else (),
        is_rare=True,
    )
    for piece in range(MOST_PIECES)
)
"""One JSON in as many pieces as its length needs."""

STIMULUS: tuple[Column, ...] = (
    Column(
        "id", ("id",), "word",
        "Nama stimulus; soal memakainya pada kolom set.",
        "The name of the stimulus; items name it in the column set.",
        ("kode", "stimulus", "set"), is_required=True,
    ),
    Column(
        "title", ("title",), "text", "Judul; boleh kosong.", "The title; may be empty.", ("judul",),
        in_languages=True,
    ),
    Column(
        "text", ("text",), "text",
        "Bacaan, tabel atau data yang dipakai bersama (Markdown).",
        "The passage, table or data that items share (Markdown).",
        ("teks", "bacaan", "wacana", "isi", "stem", "soal"), in_languages=True, is_required=True,
    ),
    ABOUT_FIGURE,
    ABOUT_FIGURE_ALT,
)  # fmt: skip
"""The columns of the sheet of stimuli."""

PARAMETERS: tuple[Column, ...] = (
    Column(
        "model",
        ("parameters", "model"),
        "word",
        "Model respons; kosong bila belum ada parameter.",
        "The response model; empty when there are no parameters yet.",
        ("model_irt",),
        choices=MODELS,
    ),
    Column(
        "a",
        ("parameters", "a"),
        "number",
        "Daya beda.",
        "Discrimination.",
        ("daya_beda", "discrimination", "param_a", "parameter_a", "irt_a"),
    ),
    Column(
        "b",
        ("parameters", "b"),
        "numbers",
        "Tingkat kesukaran; beberapa ambang dipisahkan titik koma.",
        "Difficulty; several thresholds are divided by semicolons.",
        ("kesukaran", "tingkat_kesukaran", "difficulty", "param_b", "parameter_b", "irt_b", "ambang"),
    ),
    Column(
        "c",
        ("parameters", "c"),
        "number",
        "Peluang menebak; hanya 3pl dan 4pl.",
        "Lower asymptote; 3pl and 4pl only.",
        ("tebakan", "guessing", "param_c", "parameter_c", "irt_c"),
    ),
    Column(
        "d",
        ("parameters", "d"),
        "number",
        "Asimtot atas; hanya 4pl.",
        "Upper asymptote; 4pl only.",
        ("param_d", "parameter_d", "irt_d"),
    ),
    *(
        Column(
            name,
            ("parameters", name),
            "numbers",
            "Hanya model nominal; dipisahkan titik koma.",
            "Nominal model only; divided by semicolons.",
            is_rare=True,
        )
        for name in NOMINAL_FIELDS
    ),
    Column(
        "prior_sd",
        ("parameters", "prior_sd"),
        "number",
        "Simpangan baku dugaan awal b; boleh kosong.",
        "How sure a guessed b is, as a standard deviation; may be empty.",
        ("sd_prior",),
    ),
    Column(
        "calibration",
        ("parameters", "calibration"),
        "text",
        "Asal parameter; boleh kosong.",
        "Where the parameters come from; may be empty.",
        ("kalibrasi",),
    ),
    Column(
        "time_intensity",
        ("response_time", "intensity"),
        "number",
        "Waktu menjawab: log detik rata-rata.",
        "Response time: mean of log seconds.",
        ("waktu",),
        is_rare=True,
    ),
    Column(
        "time_discrimination",
        ("response_time", "discrimination"),
        "number",
        "Waktu menjawab: ketelitian.",
        "Response time: precision.",
        is_rare=True,
    ),
    Column(
        "time_sensitivity",
        ("response_time", "sensitivity"),
        "number",
        "Waktu menjawab: pengaruh kecepatan orang; kosong berarti 1.",
        "Response time: effect of a person's speed; empty means 1.",
        is_rare=True,
    ),
)
