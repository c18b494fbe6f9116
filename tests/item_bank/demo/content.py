"""The demo bank and its plans, read once for all tests of this folder."""

from functools import cache

from item_bank.bank import Bank
from item_bank.exam_plan import read_plan
from item_bank.exam_plan.plan import ExamPlan
from item_bank.formats.folder import read_bank
from item_bank.generators.demo_bank import DEMO_BANK


@cache
def demo_bank() -> Bank:
    """The bank; reading it brings no finding."""
    read, findings = read_bank(DEMO_BANK)
    assert read is not None
    assert findings == []
    return read


@cache
def plan_named(name: str) -> ExamPlan:
    """A plan of the bank; reading it brings no finding."""
    plan, findings = read_plan(DEMO_BANK / "plans" / f"{name}.toml", demo_bank())
    assert findings == []
    assert plan is not None
    return plan
