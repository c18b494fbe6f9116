"""Exams with items on trial: the small exam with a few more items, and a short one of a single section."""

from __future__ import annotations

import math
import random
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from item_bank.checks import check
from item_bank.exam_plan import read_plan
from item_bank.findings import Finding
from item_bank.formats.folder import read_bank
from item_bank.release import Release, build_release
from tests.cat_server import exams
from tests.item_bank.exam_plan.blueprints import STOPPING

N_ON_TRIAL = 5
PRETEST = "[section.pretest]\nitems_per_sitting = 2\n"
BARE = 3
"""The number of the item on trial whose author guessed nothing."""


def plan(pretest: str = PRETEST, text: str = exams.PLAN) -> str:
    """The plan of the small exam whose first section has items on trial."""
    assert STOPPING in text
    return text.replace(STOPPING, STOPPING + pretest, 1)


def trial_item(number: int, *, a: float = 1.0, b: float = 0.0, extra: str = "", enemies: str = "") -> str:
    """One item on trial as TOML."""
    letters = "ABCD"
    options = "\n".join(
        f'[[item.options]]\nid = "pilihan-{letter}"\n'
        f'text = {{ id = "coba {number}{letter}", en = "trial {number}{letter}" }}'
        for letter in letters
    )
    guess = f'[item.parameters]\nmodel = "2pl"\na = {a:.3f}\nb = {b:.3f}\nprior_sd = 1.0\n'
    return f"""
[[item]]
id = "coba-{number}"
kind = "single_choice"
domain = "angka"
state = "pretest"
enemies = [{enemies}]
{extra}
stem = {{ id = "Soal coba {number}?", en = "Trial question {number}?" }}
{options}
[item.key]
correct = "pilihan-{letters[number % 4]}"
{"" if number == BARE else guess}"""


def usual_items() -> str:
    """The items on trial; the first is an enemy of angka-2."""
    rng = random.Random(8)
    return "\n".join(
        trial_item(number, b=rng.gauss(0, 1), enemies='"angka-2"' if number == 1 else "")
        for number in range(1, N_ON_TRIAL + 1)
    )


def with_response_times(seconds: float) -> str:
    """The items of angka, each of which takes about so long."""
    with TemporaryDirectory() as folder:
        bank_path, _ = exams.write(Path(folder))
        text = (bank_path / "items" / "angka.toml").read_text(encoding="utf-8")
    time = f"[item.response_time]\nintensity = {math.log(seconds):.4f}\ndiscrimination = 8.0\n"
    return text.replace('calibration = "uji"\n', f'calibration = "uji"\n{time}')


def read(text: str, items: str | None = None, **files: str) -> tuple[bytes | None, list[Finding]]:
    """The bytes of the release, if there are no errors, and the findings on bank and plan.

    `items` are those on trial, `files` others in place of the small bank's.
    """
    with TemporaryDirectory() as folder:
        bank_path, plan_path = exams.write(Path(folder))
        kept = usual_items() if items is None else items
        if kept:
            (bank_path / "items" / "coba.toml").write_text(kept, encoding="utf-8")
        for name, other in files.items():
            (bank_path / "items" / f"{name}.toml").write_text(other, encoding="utf-8")
        plan_path.write_text(text, encoding="utf-8")
        bank, findings = read_bank(bank_path, shown_as="")
        assert bank is not None, [each.render() for each in findings]
        found_plan, found = read_plan(plan_path, bank, shown_as="plan.toml")
        everything = [*findings, *found]
        if found_plan is None:
            return None, everything
        everything += [each for each in check(bank, found_plan, with_advice=False) if each not in everything]
        if any(each.severity == "error" for each in everything):
            return None, everything
        return build_release(bank, found_plan), everything


@cache
def release_bytes(pretest: str = PRETEST, text: str = exams.PLAN) -> bytes:
    """The bytes of the release of the small exam with items on trial."""
    content, findings = read(plan(pretest, text))
    assert content is not None, [each.render() for each in findings]
    return content


def release(pretest: str = PRETEST, text: str = exams.PLAN) -> Release:
    """The small exam with items on trial."""
    return Release.load(release_bytes(pretest, text))
