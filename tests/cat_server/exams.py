"""A small exam for tests: two adaptive sections and a fixed one, written as a bank folder and published."""

from __future__ import annotations

import random
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from item_bank.checks import check
from item_bank.exam_plan import read_plan
from item_bank.formats.folder import read_bank
from item_bank.release import Release, build_release, release_digest

BANK = """
format = 1
id = "uji"
title = { id = "Bank uji", en = "Test bank" }
languages = ["id", "en"]
notice = { id = "Bank uji", en = "Test bank" }
[scale]
metric = "logit"
D = 1.0
mean = 0.0
sd = 1.0
reference_group = { id = "tidak ada", en = "none" }
[response_scales.setuju]
labels = [
  { id = "Sangat tidak setuju", en = "Strongly disagree" },
  { id = "Tidak setuju", en = "Disagree" },
  { id = "Setuju", en = "Agree" },
  { id = "Sangat setuju", en = "Strongly agree" },
]
"""

PLAN = """
format = 1
id = "rencana"
title = { id = "Ujian uji", en = "Test exam" }
languages = ["id", "en"]
practice = ["latihan-1"]
grace_seconds = 5
notice = { id = "Tata tertib.", en = "Rules." }
[[section]]
id = "angka"
kind = "adaptive"
title = { id = "Angka", en = "Numbers" }
instructions = { id = "Pilih.", en = "Choose." }
domains = ["angka"]
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
max_rate = 0.5
[section.stopping]
min_items = 3
max_items = 6
standard_error = 0.45
[[section]]
id = "kata"
kind = "adaptive"
title = { id = "Kata", en = "Words" }
instructions = { id = "Pilih.", en = "Choose." }
domains = ["kata"]
time_limit_seconds = 300
unanswered = "wrong"
[section.selection]
rule = "mepv"
acceleration = 1.0
[section.exposure]
rule = "progressive_restricted"
max_rate = 1.0
[section.stopping]
min_items = 2
max_items = 4
standard_error = 0.3
[[section]]
id = "sikap"
kind = "fixed"
title = { id = "Sikap", en = "Attitude" }
instructions = { id = "Jawab.", en = "Answer." }
domains = ["sikap"]
time_limit_seconds = 200
unanswered = "not_administered"
shuffle_items = true
"""


def write(folder: Path) -> tuple[Path, Path]:
    """The bank's folder and the plan's file, written below `folder`."""
    bank = folder / "bank"
    (bank / "items").mkdir(parents=True)
    (bank / "plans").mkdir()
    (bank / "bank.toml").write_text(BANK, encoding="utf-8")
    rng = random.Random(5)
    for domain, n in (("angka", 30), ("kata", 12), ("latihan", 1)):
        tables = [_choice(domain, i, rng) for i in range(1, n + 1)]
        (bank / "items" / f"{domain}.toml").write_text("\n".join(tables), encoding="utf-8")
    tables = [_likert(i, rng) for i in range(1, 9)]
    (bank / "items" / "sikap.toml").write_text("\n".join(tables), encoding="utf-8")
    plan = bank / "plans" / "rencana.toml"
    plan.write_text(PLAN, encoding="utf-8")
    return bank, plan


def _choice(domain: str, number: int, rng: random.Random) -> str:
    key = "ABCD"[number % 4]
    enemy = f'"{domain}-{number + 1}"' if domain == "angka" and number % 2 else ""
    options = "\n".join(
        f'[[item.options]]\nid = "pilihan-{letter}"\n'
        f'text = {{ id = "{domain} {number}{letter}", en = "{domain} {number}{letter} en" }}'
        for letter in "ABCD"
    )
    return f"""
[[item]]
id = "{domain}-{number}"
kind = "single_choice"
domain = "{domain}"
subdomain = "uji"
state = "operational"
author = "uji"
source = "uji"
enemies = [{enemy}]
stem = {{ id = "Soal {domain} {number}?", en = "Question {domain} {number}?" }}
{options}
[item.key]
correct = "pilihan-{key}"
[item.parameters]
model = "3pl"
a = {rng.uniform(0.9, 2.0):.3f}
b = {rng.gauss(0, 1):.3f}
c = 0.2
prior_sd = 1.0
calibration = "uji"
"""


def _likert(number: int, rng: random.Random) -> str:
    b = sorted(rng.gauss(0, 1) + shift for shift in (-1.2, 0.0, 1.2))
    return f"""
[[item]]
id = "sikap-{number}"
kind = "likert"
domain = "sikap"
subdomain = "uji"
state = "operational"
author = "uji"
source = "uji"
response_scale = "setuju"
stem = {{ id = "Pernyataan {number}.", en = "Statement {number}." }}
[item.key]
keyed = "{"positive" if number % 2 else "negative"}"
[item.parameters]
model = "grm"
a = {rng.uniform(0.8, 1.6):.3f}
b = {[round(x, 3) for x in sorted(b)]}
prior_sd = 1.0
calibration = "uji"
"""


@cache
def release_bytes() -> bytes:
    """The bytes of the small exam's release."""
    with TemporaryDirectory() as folder:
        bank_path, plan_path = write(Path(folder))
        bank, findings = read_bank(bank_path)
        assert bank is not None, findings
        plan, plan_findings = read_plan(plan_path, bank)
        assert plan is not None, plan_findings
        problems = [f for f in (*findings, *plan_findings, *check(bank, plan)) if f.severity == "error"]
        assert not problems, [str(problem) for problem in problems]
        return build_release(bank, plan)


@cache
def small_release() -> Release:
    """The small exam."""
    return Release.load(release_bytes(), release_digest(release_bytes()))
