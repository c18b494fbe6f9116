"""Advice on a bank and a plan: warnings of what is probably wrong, which only a person can tell."""

from collections.abc import Iterator

from item_bank.bank import Bank
from item_bank.content_checks import check_wording
from item_bank.exam_plan.plan import ExamPlan
from item_bank.exam_plan.pool_check import check_pool
from item_bank.exam_plan.shuffled_options import check_shuffled_options
from item_bank.findings import Finding


def advise(bank: Bank, plan: ExamPlan | None = None) -> Iterator[Finding]:
    """What a person should look at in the texts of a bank, and in what it gives to a plan."""
    if bank.languages:
        yield from check_wording(bank)
    if plan is None or not plan.languages:
        return
    for index, section in enumerate(plan.sections):
        yield from check_shuffled_options(plan, index, bank)
        if section.is_adaptive:
            yield from check_pool(plan, index, bank)
