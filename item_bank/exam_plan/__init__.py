"""Exam plans: what a sitting goes through, how one is read from a file, and whether a bank can carry it."""

from item_bank.exam_plan.plan import (
    AbilityPlan,
    ExamPlan,
    ExposurePlan,
    SectionPlan,
    StoppingPlan,
)
from item_bank.exam_plan.reading import read_plan

__all__ = [
    "AbilityPlan",
    "ExamPlan",
    "ExposurePlan",
    "SectionPlan",
    "StoppingPlan",
    "read_plan",
]
