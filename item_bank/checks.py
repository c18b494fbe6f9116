"""Checks of a whole bank, alone and against an exam plan; nothing is written."""

from item_bank.bank import Bank
from item_bank.exam_plan.plan import ExamPlan
from item_bank.findings import Finding


def check(bank: Bank, plan: ExamPlan | None = None) -> list[Finding]:
    """Every problem of a bank that was read or made by a program, and of the plan against it."""
    raise NotImplementedError
