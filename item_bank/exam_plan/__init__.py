"""Exam plans: what a sitting goes through, how one is read from a file, and whether a bank can carry it."""

from item_bank.exam_plan.blueprint import Blueprint, ConstraintPlan
from item_bank.exam_plan.plan import (
    AbilityPlan,
    EarlierSection,
    ExamPlan,
    ExposurePlan,
    PretestPlan,
    SectionPlan,
    StoppingPlan,
    StoppingTerm,
)
from item_bank.exam_plan.reading import read_plan, read_plan_text

__all__ = [
    "AbilityPlan",
    "Blueprint",
    "ConstraintPlan",
    "EarlierSection",
    "ExamPlan",
    "ExposurePlan",
    "PretestPlan",
    "SectionPlan",
    "StoppingPlan",
    "StoppingTerm",
    "read_plan",
    "read_plan_text",
]
