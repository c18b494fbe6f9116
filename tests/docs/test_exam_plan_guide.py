"""docs/exam-plans.md names every rule, kind and method that plans know, and its examples are read."""

from __future__ import annotations

import re
import tomllib
from dataclasses import fields
from pathlib import Path
from typing import Any, get_args

import pytest

from item_bank.exam_plan.blueprint import ContentMethod, RefreshName
from item_bank.exam_plan.blueprint_reading import FIELDS, LABELS, NUMBERS, read_blueprint
from item_bank.exam_plan.exposure import read_exposure
from item_bank.exam_plan.plan import (
    AbilityMethod,
    AbilityPlan,
    ExposureRule,
    PretestMatching,
    PretestPlan,
    StoppingPlan,
)
from item_bank.exam_plan.pretest import read_pretest
from item_bank.exam_plan.stopping import LEAVES, read_stopping
from item_bank.findings import Finding
from item_bank.table_reader import Table
from item_bank.toml_source import NO_SOURCE

TEXT = (Path(__file__).parents[2] / "docs" / "exam-plans.md").read_text(encoding="utf-8")
WORDS = set(re.findall(r"[a-z_]+", TEXT))


CHOICES = map(get_args, (ContentMethod, RefreshName, AbilityMethod, ExposureRule, PretestMatching))
PRETEST = [field.name for field in fields(PretestPlan)]


@pytest.mark.parametrize(
    "names", [LEAVES, FIELDS, LABELS, NUMBERS, PRETEST, *CHOICES], ids=lambda names: next(iter(names))
)
def test_every_name_that_a_plan_may_use_is_told(names: object) -> None:
    assert set(names) - WORDS == set()  # type: ignore[call-overload]


def test_the_examples_are_read_without_a_finding() -> None:
    blocks = re.findall(r"^```toml\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)
    report: list[Finding] = []
    tables: dict[str, Any] = {}
    for block in blocks:
        tables |= tomllib.loads(block)["section"]
    assert set(tables) == {"ability", "selection", "stopping", "exposure", "content", "pretest"}
    for name in ("stopping", "exposure", "content", "pretest"):
        table = Table(tables[name], NO_SOURCE, report)
        if name == "stopping":
            assert read_stopping(table, AbilityPlan()) is not None
        elif name == "exposure":
            assert read_exposure(table, None) is not None
        elif name == "pretest":
            assert read_pretest(table, StoppingPlan(8, 18, 0.42)) is not None
        else:
            assert read_blueprint(table) is not None
        table.finish()
    assert [each.render() for each in report] == []
