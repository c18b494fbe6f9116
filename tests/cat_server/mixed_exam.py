"""An exam of many kinds for tests: a fixed section with a set and pages, and one of forced choice."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from item_bank.exam_plan import read_plan
from item_bank.formats.folder import read_bank
from item_bank.release import build_release
from tests.cat_server.exams import BANK
from tests.item_bank.small_bank import write_files

OPTIONS = "".join(
    f'[[item.options]]\nid = "{each}"\ntext = {{ id = "pilihan {each}", en = "option {each}" }}\n'
    for each in "ABCD"
)
HEAD = """
[[item]]
id = "{id}"
kind = "{kind}"
domain = "campuran"
state = "operational"
stem = {{ id = "Soal {id}. {stem}", en = "Item {id}. {stem}" }}
"""
TWO = 'parameters = { model = "2pl", a = 1.0, b = 0.0 }\n'


def item(name: str, kind: str, own: str, *, stem: str = "", set_: str = "") -> str:
    """One item as TOML; simple fields come before tables."""
    belongs = f'set = "{set_}"\n' if set_ else ""
    return HEAD.format(id=name, kind=kind, stem=stem) + belongs + own


def steps(n: int) -> str:
    return (
        f'parameters = {{ model = "gpcm", a = 0.8, b = {[round(0.3 * k - 0.5, 1) for k in range(n - 1)]} }}\n'
    )


ITEMS = "\n".join(
    [
        '[[stimulus]]\nid = "bacaan"\ntext = { id = "Sebuah **surat edaran**.", en = "A **circular**." }\n',
        item("c-halaman", "information", "", set_="bacaan"),
        item("b-bacaan-1", "single_choice", TWO + 'key = { correct = "B" }\n' + OPTIONS, set_="bacaan"),
        item("f-bacaan-2", "single_choice", TWO + 'key = { correct = "C" }\n' + OPTIONS, set_="bacaan"),
        item("a-pengantar", "information", ""),
        item(
            "d-beberapa", "multiple_choice",
            steps(3) + 'key = { correct = ["A", "D"], scoring = "each" }\n' + OPTIONS,
        ),
        item("e-urutan", "ordering", TWO + 'key = { order = ["D", "C", "B", "A"] }\n' + OPTIONS),
        item("g-angka", "short_answer", TWO + 'answer = "number"\nkey = { value = 1250 }\n'),
        item(
            "h-dilema", "situational_judgement",
            'respond = "best_worst"\n' + steps(5) + 'key = { best = "A", worst = "C" }\n' + OPTIONS,
        ),
        item(
            "i-rumpang", "gap_match",
            'gaps = ["g1", "g2"]\n' + TWO + 'key = { correct = { g1 = "A", g2 = "B" } }\n' + OPTIONS,
            stem="[[g1]] lalu [[g2]]",
        ),
    ]
)  # fmt: skip
TRAITS = ("jujur", "tangguh", "melayani")


def _block(number: int) -> str:
    statements = "".join(
        f'[[item.options]]\nid = "{each}"\n'
        f'text = {{ id = "hal {number}{each}", en = "thing {number}{each}" }}\n'
        for each in "ABC"
    )
    keys = "".join(
        f'[item.key.statements.{each}]\ntrait = "{TRAITS[place]}"\nkeyed = "positive"\nloading = 0.8\n'
        f"mean = {0.1 * ((number + place) % 3)}\nuniqueness = 0.36\n"
        for place, each in enumerate("ABC")
    )
    return (
        f'[[item]]\nid = "blok-{number}"\nkind = "forced_choice"\ndomain = "pilihan"\nstate = "operational"\n'
        f'stem = {{ id = "Blok {number}", en = "Block {number}" }}\n'
        f'respond = "most_least"\n{statements}{keys}'
    )


BLOCKS = "\n".join(_block(number) for number in range(1, 5))
PLAN = """
format = 1
id = "campuran"
title = { id = "Ujian campuran", en = "Mixed exam" }
languages = ["id", "en"]
practice = []
grace_seconds = 5
notice = { id = "Tata tertib.", en = "Rules." }
[[section]]
id = "campuran"
kind = "fixed"
title = { id = "Campuran", en = "Mixed" }
instructions = { id = "Jawab.", en = "Answer." }
domains = ["campuran"]
time_limit_seconds = 600
unanswered = "wrong"
shuffle_options = true
[[section]]
id = "pilihan"
kind = "fixed"
title = { id = "Pilihan", en = "Choices" }
instructions = { id = "Pilih.", en = "Choose." }
domains = ["pilihan"]
time_limit_seconds = 300
shuffle_items = true
shuffle_options = true
[section.traits]
correlation = 0.3
titles.jujur = { id = "Kejujuran", en = "Honesty" }
titles.tangguh = { id = "Ketangguhan", en = "Resilience" }
titles.melayani = { id = "Pelayanan", en = "Service" }
[section.reporting]
mean = 50
sd = 10
lowest = 20
highest = 80
"""


@cache
def content() -> bytes:
    """The bytes of the release."""
    with TemporaryDirectory() as folder:
        path = Path(folder)
        write_files(path, {"bank.toml": BANK, "items/campuran.toml": ITEMS, "items/pilihan.toml": BLOCKS})
        (path / "rencana.toml").write_text(PLAN, encoding="utf-8")
        bank, findings = read_bank(path)
        assert bank is not None, [each.render() for each in findings]
        plan, found = read_plan(path / "rencana.toml", bank)
        assert plan is not None, [each.render() for each in found]
        return build_release(bank, plan)
