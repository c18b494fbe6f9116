"""Orders of options: what could tell the answer is shuffled whatever the plan says, and nothing else is."""

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from item_bank.exam_plan import read_plan
from item_bank.formats.folder import read_bank
from item_bank.release import Release, build_release
from item_bank.section_content import SectionContent
from tests.cat_server import mixed_exam
from tests.cat_server.exams import BANK
from tests.item_bank.small_bank import write_files

TARGETS = "".join(
    f'[[item.targets]]\nid = "t{each}"\ntext = {{ id = "sasaran {each}", en = "target {each}" }}\n'
    for each in "ABCD"
)
PAIRS = "key = { pairs = [" + ", ".join(f'["{each}", "t{each}"]' for each in "ABCD") + "] }\n"
ITEMS = "\n".join(
    [
        mixed_exam.ITEMS,
        mixed_exam.item("j-pasangan", "matching", mixed_exam.TWO + PAIRS + mixed_exam.OPTIONS + TARGETS),
        mixed_exam.item(
            "k-peringkat", "situational_judgement",
            'respond = "ranking"\n' + mixed_exam.steps(7) + 'key = { order = ["A", "B", "C", "D"] }\n'
            + mixed_exam.OPTIONS,
        ),
        mixed_exam.item(
            "l-tetap", "ordering",
            'fixed = ["A"]\n'
            + mixed_exam.TWO
            + 'key = { order = ["A", "B", "C", "D"] }\n' + mixed_exam.OPTIONS,
        ),
        mixed_exam.item(
            "m-latihan", "ordering", 'key = { order = ["A", "B", "C", "D"] }\n' + mixed_exam.OPTIONS
        ).replace('"operational"', '"practice"'),
    ]
)  # fmt: skip
DRAWS = [0.9, 0.7, 0.5, 0.3, 0.8, 0.6, 0.4, 0.2]
AUTHORS = ("A", "B", "C", "D")
TURNED = ("D", "C", "B", "A")


@pytest.fixture(scope="module", name="release")
def release_that_shuffles_nothing() -> Release:
    plan_text = mixed_exam.PLAN.split('[[section]]\nid = "pilihan"')[0]
    plan_text = plan_text.replace("shuffle_options = true", "shuffle_options = false")
    plan_text = plan_text.replace("practice = []", 'practice = ["m-latihan"]')
    with TemporaryDirectory() as folder:
        path = write_files(Path(folder), {"bank.toml": BANK, "items/campuran.toml": ITEMS})
        bank, findings = read_bank(path)
        assert bank is not None, [each.render() for each in findings]
        (path / "rencana.toml").write_text(plan_text, encoding="utf-8")
        plan, found = read_plan(path / "rencana.toml", bank)
        assert plan is not None, [each.render() for each in found]
        return Release.load(build_release(bank, plan))


def shuffling(section: SectionContent) -> SectionContent:
    return replace(section, plan=replace(section.plan, shuffle_options=True))


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ("e-urutan", TURNED),
        ("i-rumpang", TURNED),
        ("k-peringkat", TURNED),
        ("l-tetap", ("A", "D", "C", "B")),  # what its author fixed stays
        ("j-pasangan", (*TURNED, "tA", "tB", "tC", "tD")),  # one side is enough
        ("d-beberapa", AUTHORS),
        ("b-bacaan-1", AUTHORS),
        ("h-dilema", AUTHORS),
    ],
)
def test_an_order_that_could_tell_the_answer_is_never_the_authors(
    release: Release, item: str, expected: tuple[str, ...]
) -> None:
    section = release.section(0)
    draws = DRAWS[: len(section.item(item).option_ids)]
    assert section.option_order(item, draws) == expected


def test_a_plan_that_shuffles_shuffles_both_sides_of_pairs(release: Release) -> None:
    section = shuffling(release.section(0))
    assert section.option_order("j-pasangan", DRAWS) == (*TURNED, "tD", "tC", "tB", "tA")
    assert section.option_order("b-bacaan-1", DRAWS[:4]) == TURNED


def test_an_item_to_practise_with_does_not_stand_there_solved(release: Release) -> None:
    (item,) = release.practice
    order = release.practice_order(item)
    assert sorted(order) == sorted(item.option_ids)
    assert order != item.option_ids
    assert order == release.practice_order(item)
