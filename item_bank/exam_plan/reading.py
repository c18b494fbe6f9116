"""Reading an exam plan from a TOML file, with every problem of it."""

from pathlib import Path

from item_bank.bank import Bank
from item_bank.exam_plan.plan import ExamPlan
from item_bank.findings import Finding


def read_plan(path: Path, bank: Bank | None) -> tuple[ExamPlan | None, list[Finding]]:
    """The plan, or None when it has an error, and every problem of the file and of the plan against the bank."""
    raise NotImplementedError
