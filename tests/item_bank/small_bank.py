"""A small sound bank as files, to be written into a folder and broken one place at a time."""

from pathlib import Path

from item_bank.bank import Bank
from item_bank.exam_plan import ExamPlan, read_plan
from item_bank.findings import Finding
from item_bank.formats.folder import read_bank

Files = dict[str, str | bytes]

BANK = """\
format = 1
id = "kecil"
title = { id = "Bank kecil", en = "Small bank" }
languages = ["id", "en"]

[notice]
id = "Contoh; parameter adalah dugaan awal, belum dikalibrasi."
en = "Example; parameters are priors, not calibrated."

[scale]
metric = "logit"
D = 1.0
mean = 0.0
sd = 1.0
reference_group = { id = "belum ada", en = "none yet" }

[response_scales.setuju4]
labels = [
  { id = "Sangat tidak setuju", en = "Strongly disagree" },
  { id = "Tidak setuju", en = "Disagree" },
  { id = "Setuju", en = "Agree" },
  { id = "Sangat setuju", en = "Strongly agree" },
]
"""

NUMBERS = """\
# Deret bilangan
[[item]]
id = "deret-1"
kind = "single_choice"
domain = "deret"
subdomain = "tambah"
state = "operational"
author = "Tim"
source = "ditulis untuk uji"
enemies = ["deret-2"]
tags = ["mudah"]
stem = { id = "Lanjutkan: 2, 4, 6, **?**", en = "Continue: 2, 4, 6, **?**" }

[[item.options]]
id = "A"
text = { id = "7", en = "7" }

[[item.options]]
id = "B"
text = { id = "8", en = "8" }

[[item.options]]
id = "C"
text = { id = "9", en = "9" }

[item.key]
correct = "B"

[item.parameters]
model = "3pl"
a = 1.2
b = -0.4
c = 0.25
prior_sd = 0.9
calibration = "prior: dugaan penulis"

[[item]]
id = "deret-2"
kind = "single_choice"
domain = "deret"
state = "operational"
stem.id = "Lanjutkan: 3, 6, 12, **?**"
stem.en = "Continue: 3, 6, 12, **?**"
options = [
  { id = "A", text = { id = "24", en = "24" } },
  { id = "B", text = { id = "18", en = "18" } },
]
key = { correct = "A" }
parameters = { model = "2pl", a = 1, b = 0.8 }

[[item]]
id = "latihan-1"
kind = "single_choice"
domain = "deret"
state = "practice"
stem = { id = "Lanjutkan: 1, 2, 3, **?**", en = "Continue: 1, 2, 3, **?**" }
options = [
  { id = "A", text = { id = "4", en = "4" } },
  { id = "B", text = { id = "5", en = "5" } },
]
key.correct = "A"
"""

FIGURES = """\
[[item]]
id = "gambar-1"
kind = "single_choice"
domain = "gambar"
state = "operational"
stem = { id = "Gambar mana yang melengkapi?", en = "Which figure completes it?" }
figure = "media/pola.svg"
figure_alt = { id = "Tiga bentuk dan satu tempat kosong", en = "Three shapes and an empty place" }

[[item.options]]
id = "A"
figure = "media/bulat.svg"
alt = { id = "Lingkaran", en = "Circle" }

[[item.options]]
id = "B"
figure = "media/kotak.svg"
alt = { id = "Persegi", en = "Square" }
text = { id = "persegi", en = "square" }

[item.key]
correct = "A"

[item.parameters]
model = "1pl"
a = 1.0
b = 0.0
"""

STATEMENTS = """\
[[item]]
id = "jujur-1"
kind = "likert"
domain = "integritas"
state = "operational"
response_scale = "setuju4"
stem = { id = "Saya menepati janji.", en = "I keep my promises." }

[item.key]
keyed = "positive"

[item.parameters]
model = "grm"
a = 1.5
b = [-2.0, -0.5, 1.25]

[[item]]
id = "jujur-2"
kind = "likert"
domain = "integritas"
state = "operational"
response_scale = "setuju4"
stem = { id = "Aturan kecil boleh dilanggar.", en = "Small rules may be broken." }
key = { keyed = "negative" }
parameters = { model = "grm", a = 1.1, b = [-1.0, 0.0, 1.0] }
"""

CIRCLE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><circle cx="5" cy="5" r="4"/></svg>'
SQUARE = CIRCLE.replace('circle cx="5" cy="5" r="4"', 'rect x="1" y="1" width="8" height="8"')
PATTERN = """\
<?xml version="1.0" encoding="UTF-8"?>
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 10">
  <title>kunci: A</title>
  <defs><clipPath id="kunci-A"><rect x="0" y="0" width="5" height="10"/></clipPath></defs>
  <circle cx="5" cy="5" r="4" fill="none" stroke="#17212b" clip-path="url(#kunci-A)"/>
</svg>
"""

PLAN = """\
format = 1
id = "rencana"
title = { id = "Rencana kecil", en = "Small plan" }
languages = ["id", "en"]
practice = ["latihan-1"]
practice_note = { id = "Tidak dinilai.", en = "Not scored." }
grace_seconds = 5
notice = { id = "# Aturan\\n\\nKerjakan sendiri.", en = "# Rules\\n\\nWork alone." }

[[section]]
id = "deret"
kind = "adaptive"
title = { id = "Deret", en = "Series" }
instructions = { id = "Pilih **satu** jawaban.", en = "Choose **one** answer." }
domains = ["deret", "gambar"]
time_limit_seconds = 600
unanswered = "not_administered"

[section.ability]
prior_mean = 0.0
prior_sd = 1.0
method = "eap"

[section.reporting]
mean = 50
sd = 10
lowest = 20
highest = 80

[section.selection]
rule = "mepv"
acceleration = 1.0

[section.exposure]
rule = "progressive_restricted"
max_rate = 1.0

[section.stopping]
min_items = 1
max_items = 3
standard_error = 0.35

[[section]]
id = "integritas"
kind = "fixed"
title = { id = "Integritas", en = "Integrity" }
instructions = { id = "Tidak ada jawaban salah.", en = "No answer is wrong." }
domains = ["integritas"]
time_limit_seconds = 300
unanswered = "lowest"
shuffle_items = true
shuffle_options = false
"""


def sound_files() -> Files:
    """The files of the sound bank, by name."""
    return {
        "bank.toml": BANK,
        "items/angka/deret.toml": NUMBERS,
        "items/gambar.toml": FIGURES,
        "items/sikap.toml": STATEMENTS,
        "media/bulat.svg": CIRCLE,
        "media/kotak.svg": SQUARE,
        "media/pola.svg": PATTERN,
        "plans/rencana.toml": PLAN,
    }


def write_files(folder: Path, files: Files) -> Path:
    """The folder with these files in it."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def sound_bank(folder: Path) -> Bank:
    """The sound bank, read from a folder."""
    bank, findings = read_bank(write_files(folder, sound_files()), shown_as="")
    assert bank is not None, [each.render() for each in findings]
    assert findings == []
    return bank


def sound_plan(folder: Path, bank: Bank) -> ExamPlan:
    """The sound plan, read from the folder of the bank."""
    plan, findings = read_plan(folder / "plans/rencana.toml", bank, shown_as="plans/rencana.toml")
    assert plan is not None, [each.render() for each in findings]
    assert findings == []
    return plan


def places(findings: list[Finding]) -> list[tuple[str, int, str]]:
    """File, line and code of each finding; every sentence is made in both languages on the way."""
    assert all(each.render("id") and each.render("en") for each in findings)
    return [(each.file, each.line, each.code) for each in findings]


def line_of(text: str, marker: str, *, after: str = "") -> int:
    """The number of the line with a marker, the first one after another text when one is given."""
    start = text.index(after) + len(after) if after else 0
    return text.count("\n", 0, text.index(marker, start)) + 1
