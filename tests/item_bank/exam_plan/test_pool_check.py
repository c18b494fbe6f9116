"""Warnings about what a bank gives to a plan, and about shuffled options that speak of each other."""

from dataclasses import replace

import pytest

from item_bank.advice import advise
from item_bank.bank import Bank
from item_bank.exam_plan.blueprint import EVERY_ITEM, Blueprint, ConstraintPlan, OneOf, Where
from item_bank.exam_plan.plan import ExamPlan, SectionPlan
from item_bank.findings import Finding
from item_bank.interactions import Choose
from item_bank.items import Item
from tests.item_bank.exam_plan.test_pool_information import items_at, plan_of, section
from tests.item_bank.word_banks import bank_of, choice

SPREAD = [-2.0 + 4.0 * place / 39 for place in range(40)]
SUMS = Where(labels=(OneOf("subdomain", ("tambah",)),))


def told(plan: ExamPlan, bank: Bank) -> list[Finding]:
    """The warnings on the plan; each sentence is made in both languages on the way."""
    alone = set(advise(bank))
    findings = [each for each in advise(bank, plan) if each not in alone]
    assert all(each.severity == "warning" and each.render("id") and each.render("en") for each in findings)
    return findings


def with_count(least: float, max_rate: float = 1.0, where: Where = SUMS) -> SectionPlan:
    content = Blueprint(constraints=(ConstraintPlan("count", where=where, at_least=least),))
    return section(max_items=12, standard_error=None, content=content, max_rate=max_rate)


def with_sums(*places: int) -> Bank:
    """Items from easy to hard, of which those at these places are sums."""
    return bank_of(*(replace(item, subdomain="tambah" if place in places else "lain")
                     for place, item in enumerate(items_at(*SPREAD))))  # fmt: skip


def test_precision_out_of_reach_is_told_with_how_many_people_and_what_to_do() -> None:
    bank = bank_of(*items_at(*SPREAD))
    assert told(plan_of(section(max_items=16, standard_error=0.5)), bank) == []
    (found,) = told(plan_of(section(max_items=4, standard_error=0.5)), bank)
    assert found.code == "precision-out-of-reach"
    assert dict(found.arguments)["percent"] == 100
    assert dict(found.arguments)["cause"] == "length"
    (found,) = told(plan_of(section(max_items=40, standard_error=0.2)), bank)
    assert "Even all items together" in found.message


def test_a_gap_that_few_people_are_in_and_a_pool_that_is_being_begun_are_not_told() -> None:
    easy = bank_of(*items_at(*[each - 1.5 for each in SPREAD]))
    precise = plan_of(section(max_items=20, standard_error=0.35))
    assert told(plan_of(section(max_items=20, standard_error=0.5)), easy) == []
    assert [each.code for each in told(precise, easy)] == ["precision-out-of-reach"]
    assert told(plan_of(section(max_items=3, standard_error=0.3)), bank_of(*items_at(*SPREAD[:19]))) == []


def test_a_cell_that_exposure_makes_too_small_is_told_with_what_it_lacks() -> None:
    bank = with_sums(*range(0, 40, 4))
    assert told(plan_of(with_count(3, max_rate=0.3)), bank) == []
    (found,) = told(plan_of(with_count(3, max_rate=0.25)), bank)
    assert found.code == "content-cell-small"
    assert {"items": 10, "least": 3, "lacking": 2}.items() <= dict(found.arguments).items()


def test_a_cell_without_easy_items_is_told() -> None:
    (found,) = told(plan_of(with_count(3)), with_sums(*range(20, 40)))
    assert found.code == "content-cell-thin"
    assert {"easy": 0, "middle": 5, "hard": 15}.items() <= dict(found.arguments).items()
    assert "takes 3 items with subdomain tambah." in found.sentence("en")
    assert "mengambil 3 soal dengan subdomain tambah." in found.sentence("id")


def test_what_other_checks_tell_is_not_told_again() -> None:
    assert told(plan_of(with_count(3)), with_sums(1, 2)) == []  # no test has three: the feasibility doctor
    assert (
        told(plan_of(with_count(12, max_rate=0.25, where=EVERY_ITEM)), with_sums()) == []
    )  # exposure of all


# --- options that speak of options ---------------------------------------------------------------------


def with_option(text: str, stem: str = "Manakah yang benar?") -> Item:
    return choice("a", stem, ("satu", "dua", text))


def shuffled(item: Item, *, is_shuffled: bool = True) -> list[str]:
    wanted = replace(section(standard_error=None), shuffle_options=is_shuffled)
    return [each.code for each in told(plan_of(wanted), bank_of(item))]


@pytest.mark.parametrize(
    "text",
    [
        "Semua jawaban di atas benar.",
        "Semua benar",
        "Tidak ada jawaban di atas yang benar",
        "semuanya salah",
        "All of the above",
        "None of the options above.",
        "Both of the above are correct",
        "All answers are correct",
        "A dan B benar",
        "Jawaban a, b, dan c",
        "Both A and B",
        "Hanya A dan C",
    ],
)
def test_an_option_that_speaks_of_others_is_told_where_options_are_shuffled(text: str) -> None:
    assert shuffled(with_option(text)) == ["option-refers-to-others"]
    assert shuffled(with_option(text), is_shuffled=False) == []


def test_an_option_that_keeps_its_place_may_speak_of_those_above_it_but_not_of_their_letters() -> None:
    def fixed(item: Item, *option_ids: str) -> Item:
        return replace(item, prompt=replace(item.prompt, interaction=Choose(fixed=option_ids)))

    assert shuffled(fixed(with_option("Semua jawaban di atas benar."), "C")) == []
    assert shuffled(fixed(with_option("A dan B benar"), "C")) == ["option-refers-to-others"]
    assert shuffled(fixed(with_option("A dan B benar"), "A", "B", "C")) == []


@pytest.mark.parametrize(
    ("text", "stem"),
    [
        ("Semua buku ada di atas meja.", "Di mana buku?"),
        ("Semua auditor adalah sarjana.", "Apa yang pasti benar?"),
        ("Semua pernyataan benar", "(1) … (2) …"),
        ("A dan B", "Dari A, B dan C, siapa yang duduk di tepi?"),
        ("P dan Q", "Siapa yang datang lebih dahulu?"),
        ("above all", "Which words fit?"),
        ("A", "Huruf apa?"),
    ],
)
def test_other_options_are_not_told(text: str, stem: str) -> None:
    assert shuffled(with_option(text, stem)) == []
