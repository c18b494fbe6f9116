"""Kinds in sections that cannot carry them are told before anybody sits there."""

from tests.cat_server import exams, mixed_exam
from tests.item_bank.exam_plan.blueprints import STOPPING, bank_with, constraint

PAGE = mixed_exam.item("halaman", "information", "").replace('"campuran"', '"angka"')
ON_TRIAL = PAGE.replace('"operational"', '"pretest"')
SET = '[[stimulus]]\nid = "bacaan"\ntext = { id = "Bacaan.", en = "Reading." }\n' + "".join(
    mixed_exam.item(
        name,
        "single_choice",
        mixed_exam.TWO + 'key = { correct = "B" }\n' + mixed_exam.OPTIONS,
        set_="bacaan",
    ).replace('"campuran"', '"angka"')
    for name in ("bacaan-1", "bacaan-2")
)
PAGES_ONLY = (
    exams.PLAN
    + """
[[section]]
id = "halaman"
kind = "fixed"
title = { id = "Halaman", en = "Pages" }
instructions = { id = "Baca.", en = "Read." }
domains = ["halaman"]
time_limit_seconds = 60
"""
)
SETS = STOPPING + "[section.content]\n" + constraint(kind='"sets"', least_items=2, most_items=2)
PRETEST = STOPPING + "[section.pretest]\nitems_per_sitting = 1\n"


def told(plan: str, items: str) -> list[tuple[str, str]]:
    """Severity and code of every finding, each of which has a sentence in both languages."""
    _, _, findings = bank_with(plan, baru=items)
    assert all(each.render("id") and each.render("en") for each in findings)
    return [(each.severity, each.code) for each in findings]


def test_a_page_in_an_adaptive_section_is_an_error() -> None:
    assert ("error", "page-in-adaptive") in told(exams.PLAN, PAGE)


def test_a_section_of_pages_alone_is_an_error() -> None:
    pages = mixed_exam.item("halaman", "information", "").replace('"campuran"', '"halaman"')
    assert told(PAGES_ONLY, pages) == [("error", "section-of-pages")]


def test_blocks_of_forced_choice_need_traits_in_any_section() -> None:
    blocks = mixed_exam.BLOCKS.replace('"pilihan"', '"angka"')
    assert ("error", "traits-missing") in told(exams.PLAN, blocks)


def test_a_set_in_an_adaptive_section_without_a_blueprint_is_a_warning() -> None:
    assert told(exams.PLAN, SET) == [("warning", "sets-given-apart")]
    with_sets = exams.PLAN.replace(STOPPING, SETS, 1)
    assert "sets-given-apart" not in {code for _, code in told(with_sets, SET)}


def test_a_page_cannot_be_tried_out() -> None:
    plan = exams.PLAN.replace(STOPPING, PRETEST, 1)
    assert told(plan, ON_TRIAL) == [("error", "pretest-of-kind")]
