"""The examples of the template: a row of each kind and what they share, in any languages."""

from collections.abc import Sequence
from typing import Any, Final

from item_bank.bank import Bank
from item_bank.findings import Finding
from item_bank.item_tables import read_item
from item_bank.items import Item, Stimulus, Text
from item_bank.kinds.kind import Fields
from item_bank.table_reader import Table
from item_bank.toml_source import NO_SOURCE

SET: Final = "bacaan-1"
FIGURE: Final = "media/peta.svg"

Said = tuple[str, str]
"""A text in Indonesian and in English."""

_SCALE: Final[tuple[Said, ...]] = (
    ("Sangat tidak setuju", "Strongly disagree"), ("Tidak setuju", "Disagree"), ("Netral", "Neutral"),
    ("Setuju", "Agree"), ("Sangat setuju", "Strongly agree"),
)  # fmt: skip


def example_bank(languages: Sequence[str]) -> Bank:
    """A bank with one item of each kind; texts in languages other than Indonesian are English."""
    labels = tuple(Text(_said(languages, each)) for each in _SCALE)
    return Bank(
        id="bank-saya",
        title=Text(_said(languages, ("Bank soal saya", "My item bank"))),
        languages=tuple(languages),
        notice=Text(
            _said(
                languages, ("Tulis asal soal dan parameternya.", "Say where items and parameters come from.")
            )
        ),
        response_scales={"setuju5": labels},
        items=tuple(_item(fields, languages, labels) for fields in _examples(languages)),
        stimuli=(
            Stimulus(
                SET,
                Text(
                    _said(languages, ("Kantor buka pukul 08.00–15.00.", "The office is open from 8 to 15."))
                ),
                Text(_said(languages, ("Surat edaran", "Circular"))),
            ),
        ),
    )


def _said(languages: Sequence[str], said: Said) -> dict[str, str]:
    return {language: said[0] if language == "id" else said[1] for language in languages}


def _item(fields: Fields, languages: Sequence[str], labels: tuple[Text, ...]) -> Item:
    report: list[Finding] = []
    item = read_item(Table(fields, NO_SOURCE, report, languages=languages), {"setuju5": labels})
    if item is None:
        raise ValueError(f"an example must be an item, got {[each.render() for each in report]}")
    return item


def _examples(languages: Sequence[str]) -> list[Fields]:
    def both(indonesian: str, english: str = "") -> dict[str, str]:
        return _said(languages, (indonesian, english or indonesian))

    def options(*said: Said, ids: str = "ABCDEF") -> list[Fields]:
        return [{"id": each, "text": both(*pair)} for each, pair in zip(ids, said, strict=False)]

    def item(name: str, kind: str, domain: str, stem: Said, **own: Any) -> Fields:
        return {"id": name, "kind": kind, "domain": domain, "stem": both(*stem), **own}

    numbers = options(*((each, each) for each in "789"))
    acts = options(
        ("Menanyakan syaratnya.", "Ask for the rules."),
        ("Menyetujui begitu saja.", "Agree at once."),
        ("Menolak tanpa alasan.", "Refuse without a reason."),
    )
    honesty = {"trait": "jujur", "keyed": "positive", "loading": 0.7, "desirability": 5.5}
    diligence = {"trait": "tekun", "keyed": "positive", "loading": 0.6, "desirability": 5.4}
    return [
        item("deret-001", "single_choice", "deret-bilangan",
             ("Lanjutkan: 2, 4, 6, **?**", "Continue: 2, 4, 6, **?**"), options=numbers,
             key={"correct": "B"}, state="operational", subdomain="penjumlahan", author="Tim penulis",
             tags=["mudah", "tahap 1"],
             parameters={"model": "3pl", "a": 1.1, "b": -0.75, "c": 0.2, "calibration": "uji coba, n = 812"}),
        item("bacaan-001", "single_choice", "bacaan",
             ("Kapan kantor tutup?", "When does the office close?"), set=SET,
             options=options(("Pukul 08.00", "At 8"), ("Pukul 15.00", "At 15")), key={"correct": "B"}),
        item("genap-001", "multiple_choice", "bilangan", ("Mana yang genap?", "Which are even?"),
             options=options(("2", "2"), ("3", "3"), ("4", "4")),
             key={"correct": ["A", "C"], "scoring": "each"}),
        item("jujur-001", "likert", "integritas",
             ("Aturan kecil boleh dilanggar.", "Small rules may be broken."), response_scale="setuju5",
             key={"keyed": "negative"}, state="operational",
             parameters={"model": "grm", "a": 1.4, "b": [-1.8, -0.6, 0.3, 1.5]}),
        item("situasi-001", "situational_judgement", "penilaian",
             ("Atasan meminta Anda mengubah catatan.", "Your superior asks you to change a record."),
             respond="best_worst", options=acts, key={"best": "A", "worst": "B"}),
        item("situasi-002", "situational_judgement", "penilaian",
             ("Rekan meminjam kata sandi Anda.", "A colleague asks for your password."),
             respond="rating", response_scale="setuju5", options=acts,
             key={"ratings": {"A": 5, "B": 1, "C": 3}}),
        item("paksa-001", "forced_choice", "pilihan",
             ("Mana yang lebih seperti Anda?", "Which is more like you?"), respond="most",
             options=options(("Saya menepati janji.", "I keep my promises."),
                             ("Saya menyelesaikan tugas.", "I finish my tasks.")),
             key={"statements": {"A": honesty, "B": diligence}}),
        item("urut-001", "ordering", "penalaran",
             ("Urutkan dari yang terkecil.", "Put in order, the smallest first."),
             options=options(("sedang", "middle"), ("besar", "large"), ("kecil", "small")),
             key={"order": ["C", "A", "B"]}),
        item("jodoh-001", "matching", "pengetahuan", ("Jodohkan.", "Match."),
             options=options(("Jawa Barat", "West Java"), ("Bali", "Bali")),
             targets=options(("Denpasar", "Denpasar"), ("Bandung", "Bandung"), ("Medan", "Medan"), ids="123"),
             key={"pairs": [["A", "2"], ["B", "1"]]}),
        item("rumpang-001", "inline_choice", "bahasa",
             ("Ia [[g1]] buku ke [[g2]].", "He [[g1]] a book to [[g2]]."),
             gaps=[{"id": "g1", "options": [{"id": "g1-1", "text": both("membawa", "brings")},
                                            {"id": "g1-2", "text": both("dibawa", "is brought")}]},
                   {"id": "g2", "options": [{"id": "g2-1", "text": both("kantor", "the office")},
                                            {"id": "g2-2", "text": both("berkantor", "office it")}]}],
             key={"correct": {"g1": "g1-1", "g2": "g2-1"}}),
        item("rumpang-002", "gap_match", "bahasa",
             ("[[g1]] terbit di [[g2]].", "[[g1]] rises in the [[g2]]."), gaps=["g1", "g2"],
             options=options(("Matahari", "The sun"), ("timur", "east"), ("barat", "west")),
             key={"correct": {"g1": "A", "g2": "B"}}),
        item("isian-001", "short_answer", "hitung",
             ("Jarak 3,5 km ditambah 0,5 km?", "A distance of 3.5 km and 0.5 km?"), answer="number",
             unit=both("km"), key={"value": 4.0, "tolerance": 0.01}),
        item("isian-002", "short_answer", "pengetahuan", ("Ibu kota Indonesia?", "The capital of Indonesia?"),
             answer="text", key={"accepted": ["Jakarta", "DKI Jakarta"]}),
        item("peta-001", "hotspot", "pengetahuan", ("Pilih pulau barat.", "Choose the western island."),
             figure=FIGURE, figure_alt=both("Peta dua pulau", "Map of two islands"),
             areas=[{"id": "A", "shape": "circle", "at": [20, 30, 10], "label": both("barat", "west")},
                    {"id": "B", "shape": "rectangle", "at": [50, 2, 70, 4], "label": both("timur", "east")}],
             key={"correct": ["A"]}),
        item("info-001", "information", "pengantar",
             ("Bagian berikut tentang kebiasaan kerja.", "The next part is about habits of work.")),
    ]  # fmt: skip
