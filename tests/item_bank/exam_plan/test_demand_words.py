"""Every demand that a blueprint can make is said in Indonesian."""

import numpy as np
import pytest

from item_bank.exam_plan.blueprint import (
    EVERY_ITEM,
    Blueprint,
    ConstraintKind,
    ConstraintPlan,
    OneOf,
    Where,
    Within,
)
from item_bank.exam_plan.content import ItemFacts, content_plan
from item_bank.exam_plan.demand_words import (
    demand_in_indonesian,
    structure_in_indonesian,
    where_in_indonesian,
)
from scoring.arrays import Floats
from scoring.assembly.plan import Side

SUMS = Where(labels=(OneOf("subdomain", ("tambah",)),))
FACTS = [
    ItemFacts(
        id=f"i-{place}", kind="single_choice", domain="umum", subdomain=("tambah", "kali")[place % 2],
        key="AB"[place % 2], set=f"s{place // 4}", tags=(), words=5 * (1 + place // 4), has_figure=False,
        seconds=30.0, difficulty=0.5 * place - 2.0, enemies=("i-1",) if place == 0 else (),
    )
    for place in range(12)
]  # fmt: skip


def said(*constraints: ConstraintPlan, length: tuple[int, int] = (3, 5)) -> set[str]:
    """All demands of a blueprint in Indonesian."""
    blueprint = Blueprint(constraints=constraints)
    plan = content_plan(blueprint, FACTS, length)
    sides: tuple[tuple[Side, Floats], ...] = (
        ("at_least", plan.programme.at_least),
        ("at_most", plan.programme.at_most),
    )
    return {
        demand_in_indonesian(blueprint, plan.demand(place, side), length)
        for place, row in enumerate(plan.rows)
        for side, bounds in sides
        if row.is_demand and np.isfinite(bounds[place]) and bounds[place] != 0.0
    }


@pytest.mark.parametrize(
    ("constraint", "expected"),
    [
        (ConstraintPlan("count", where=SUMS, at_least=2.0), "paling sedikit 2 soal dengan subdomain tambah"),
        (ConstraintPlan("total", number="words", at_most=30.0), "paling banyak 30 kata seluruhnya"),
        (
            ConstraintPlan("total", number="seconds", at_most=90.0, where=SUMS),
            "paling banyak 90 detik seluruhnya pada soal dengan subdomain tambah",
        ),
        (
            ConstraintPlan("key_balance", by="key", tolerance=1.5),
            "soal dengan kunci A paling banyak 1,5 di bawah bagian yang sama",
        ),
        (ConstraintPlan("sets", by="set", least_sets=1, most_sets=2), "paling banyak 2 set menurut set"),
        (
            ConstraintPlan("enemies", groups=(("i-2", "i-3"),)),
            "paling banyak 1 dari soal seteru i-2, i-3",
        ),
    ],
)
def test_each_kind_of_demand_has_words(constraint: ConstraintPlan, expected: str) -> None:
    found = said(constraint)
    assert expected in found
    assert {"paling sedikit 3 soal seluruhnya", "paling banyak 5 soal seluruhnya"} <= found
    assert not any(word in each.split() for each in found for word in ("items", "least", "most", "with"))


def test_shares_and_balances_of_tests_of_one_length_have_words() -> None:
    share = ConstraintPlan("proportion", where=SUMS, at_least=0.5, of=EVERY_ITEM)
    assert "paling sedikit 50 % soal dengan subdomain tambah dari semua soal" in said(share, length=(4, 4))
    balance = ConstraintPlan("key_balance", by="key", tolerance=1.0)
    assert "paling banyak 3 soal dengan kunci B" in said(balance, length=(4, 4))


def test_bounds_of_zero_have_words_too() -> None:
    blueprint = Blueprint(
        constraints=(ConstraintPlan("mean", number="difficulty", at_least=0.25, where=SUMS),)
    )
    plan = content_plan(blueprint, FACTS, (3, 5))
    place = next(place for place, owner in enumerate(plan.owners) if owner == 0)
    assert demand_in_indonesian(blueprint, plan.demand(place, "at_least"), (3, 5)) == (
        "rata-rata kesulitan paling sedikit 0,25 pada soal dengan subdomain tambah"
    )


def test_sets_that_are_counted_or_summed_up_have_words() -> None:
    sets = ConstraintPlan("sets", by="set", least_items=1)
    some = Where(numbers=(Within("words", None, 10.0),))
    assert "paling banyak 1 set dengan kata sampai 10" in said(
        sets, ConstraintPlan("set_count", where=some, at_most=1.0)
    )
    total = ConstraintPlan("set_total", number="words", at_most=20.0)
    assert "paling banyak 20 kata pada semua set" in said(sets, total)


def test_the_enemies_of_the_bank_have_words() -> None:
    assert "paling banyak 1 dari soal seteru i-0 dan i-1" in said()


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        (EVERY_ITEM, ""),
        (
            Where(labels=(OneOf("key", ("A", "B")),), has_figure=True),
            "dengan kunci A atau B dan dengan gambar",
        ),
        (Where(numbers=(Within("difficulty", -0.5, 1.0),)), "dengan kesulitan -0,5 sampai 1"),
        (
            Where(numbers=(Within("seconds", 20.0, None),), has_figure=False),
            "dengan detik mulai 20 dan tanpa gambar",
        ),
        (Where(items=("a", "b")), "di antara a, b"),
        (Where(none_of=(SUMS,)), "bukan dengan subdomain tambah"),
        (Where(any_of=(SUMS, Where(items=("a",)))), "(dengan subdomain tambah atau di antara a)"),
        (Where(all_of=(SUMS, Where(items=("a",)))), "dengan subdomain tambah dan di antara a"),
    ],
)
def test_conditions_have_words(where: Where, expected: str) -> None:
    assert where_in_indonesian(where) == expected


@pytest.mark.parametrize(
    ("constraint", "expected"),
    [
        (
            ConstraintPlan("all_or_none", groups=(("a", "b"),)),
            "semua soal dari satu kelompok atau tidak satu pun (1 kelompok)",
        ),
        (
            ConstraintPlan("all_or_none", by="tags"),
            "semua soal dari satu kelompok atau tidak satu pun menurut tags",
        ),
        (ConstraintPlan("enemies", by="tags"), "paling banyak satu soal dari setiap kelompok menurut tags"),
        (
            ConstraintPlan("sets", by="set", least_items=2, most_items=3),
            "set menurut set dengan 2 sampai 3 soal",
        ),
        (ConstraintPlan("sets", by="set", least_items=2), "set menurut set dengan 2 soal"),
        (ConstraintPlan("order", by="domain"), "English"),
    ],
)
def test_how_items_hang_together_has_words(constraint: ConstraintPlan, expected: str) -> None:
    blueprint = Blueprint(constraints=(constraint,))
    assert structure_in_indonesian(blueprint, 0, "English") == expected
    assert "seteru" in structure_in_indonesian(blueprint, 1, "English")


def test_no_kind_is_forgotten() -> None:
    kinds = set(ConstraintKind.__args__)  # type: ignore[attr-defined]
    assert kinds == {
        "count", "proportion", "total", "mean", "key_balance", "sets", "set_count", "set_total", "enemies",
        "all_or_none", "order",
    }  # fmt: skip
