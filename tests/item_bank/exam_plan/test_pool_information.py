"""What a bank gives to a plan, against plain loops over items and abilities."""

import math
from collections import Counter
from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from item_bank.bank import Bank, Scale
from item_bank.exam_plan.blueprint import Blueprint, ConstraintPlan, OneOf, Where
from item_bank.exam_plan.plan import (
    AbilityPlan,
    ExamPlan,
    ExposurePlan,
    SectionPlan,
    StoppingPlan,
    StoppingTerm,
)
from item_bank.exam_plan.pool_information import (
    asked_standard_error,
    pool_information,
    section_information,
)
from item_bank.items import Item, Text
from scoring.parameters import ItemParameters
from scoring.selection import Selection
from tests.item_bank.word_banks import bank_of, choice, statement, text


def section(
    *,
    max_items: int = 3,
    standard_error: float | None = 0.6,
    content: Blueprint | None = None,
    max_rate: float = 1.0,
    prior: tuple[float, float] = (0.0, 1.0),
    tree: StoppingTerm | None = None,
) -> SectionPlan:
    """An adaptive section over the domain umum."""
    return SectionPlan(
        id="bagian",
        kind="adaptive",
        title=text("Bagian"),
        instructions=text("Pilih."),
        domains=("umum",),
        time_limit_seconds=600,
        ability=AbilityPlan(*prior),
        selection=Selection(),
        exposure=ExposurePlan("restricted", max_rate),
        stopping=StoppingPlan(2, max_items, standard_error, tree),
        content=content,
    )


def plan_of(*sections: SectionPlan) -> ExamPlan:
    return ExamPlan("rencana", text("Rencana"), ("id", "en"), text("Contoh"), sections)


def items_at(*difficulties: float, a: float = 1.5) -> list[Item]:
    return [
        replace(choice(f"i-{place:02}", f"Soal {place}", correct="AB"[place % 2]),
                parameters=ItemParameters("2pl", a, (b,)))
        for place, b in enumerate(difficulties)
    ]  # fmt: skip


def plain_information(a: float, b: float, ability: float) -> float:
    """Of a two-parameter item: a² P (1 - P)."""
    probability = 1.0 / (1.0 + math.exp(-a * (ability - b)))
    return a * a * probability * (1.0 - probability)


DIFFICULTIES = st.lists(st.floats(-3.0, 3.0).map(lambda value: round(value, 2)), min_size=1, max_size=6)


@settings(max_examples=40, deadline=None)
@given(DIFFICULTIES, st.integers(1, 5), st.sampled_from([0.5, 0.7, 0.9]), st.sampled_from([0.8, 1.0, 1.5]))
def test_curves_lengths_and_gaps_are_those_of_every_choice_of_items(
    difficulties: list[float], max_items: int, error: float, prior_sd: float
) -> None:
    wanted = section(max_items=max_items, standard_error=error, prior=(0.2, prior_sd))
    abilities = [-2.0, -0.5, 0.0, 1.0, 2.5]
    found = section_information(plan_of(wanted), 0, bank_of(*items_at(*difficulties)), abilities=abilities)
    asked = max(1.0 / error**2 - 1.0 / prior_sd**2, 0.0)
    assert found.information_asked == pytest.approx(asked)
    in_gap = {ability for gap in found.gaps for ability in abilities if gap.low <= ability <= gap.high}
    for place, ability in enumerate(abilities):
        each = [plain_information(1.5, b, ability) for b in difficulties]
        assert found.information[place] == pytest.approx(sum(each))
        best_of = [max(map(sum, combinations(each, n)), default=0.0) for n in range(len(each) + 1)]
        assert found.best_information[place] == pytest.approx(best_of[min(max_items, len(each))])
        needed = next((n for n, most in enumerate(best_of) if most >= asked), None)
        assert found.items_needed[place] == needed
        assert (ability in in_gap) == (found.best_information[place] < asked)
        assert found.best_standard_errors[place] == pytest.approx(
            (found.best_information[place] + prior_sd**-2) ** -0.5
        )


def test_gaps_are_runs_of_abilities_with_their_share_of_people() -> None:
    # Items in the middle only: nobody at the ends can be measured well.
    found = section_information(plan_of(section(max_items=8)), 0, bank_of(*items_at(*[0.0] * 8)))
    assert [gap.low for gap in found.gaps] == [-3.0, pytest.approx(-found.gaps[0].high)]
    low, high = found.gaps
    assert (low.worst, high.worst) == (-3.0, 3.0)
    assert low.share_of_pool == low.share
    assert low.lacking == pytest.approx(found.information_asked - found.best_information[0])
    assert low.standard_error == pytest.approx(found.best_standard_errors[0])
    assert low.standard_error > 0.6
    # The gap ends half a step of the grid beyond its last ability.
    assert low.share == pytest.approx(0.5 * math.erfc(-(low.high + 0.125) / math.sqrt(2.0)))
    assert found.share_in_gaps == pytest.approx(low.share + high.share)


def test_a_gap_that_a_longer_test_would_close_is_none_of_the_pool() -> None:
    found = section_information(
        plan_of(section(max_items=2)), 0, bank_of(*items_at(*[0.0] * 20)), abilities=[-0.5, 0.0, 0.5]
    )
    (gap,) = found.gaps
    assert (gap.low, gap.high, gap.share_of_pool) == (-0.5, 0.5, 0.0)
    assert gap.share == pytest.approx(1.0)
    assert all(each is not None and each > 2 for each in found.items_needed)


def test_without_a_wanted_precision_there_are_no_gaps() -> None:
    bank = bank_of(*items_at(0.0, 1.0), statement("s-1", "Saya jujur."))
    fixed = replace(section(), kind="fixed", stopping=None, selection=None, exposure=None)
    for wanted in (section(standard_error=None), fixed):
        found = section_information(plan_of(wanted), 0, bank)
        assert (found.information_asked, found.standard_error, found.gaps) == (None, None, ())
        assert set(found.items_needed) == {None}
    assert section_information(plan_of(fixed), 0, bank).max_items == 2


def test_the_precision_that_ends_a_section_is_found_in_the_tree() -> None:
    def precise(error: float) -> StoppingTerm:
        return StoppingTerm("precise", (("standard_error", (error,)),))

    full = StoppingTerm("no_information", (("at_least", (0.1,)),))
    cases = {
        0.5: StoppingTerm("any", terms=(precise(0.4), precise(0.5), full)),
        0.4: StoppingTerm("all", terms=(precise(0.4), precise(0.5))),
        None: StoppingTerm("any", terms=(full,)),
    }
    for expected, tree in cases.items():
        assert asked_standard_error(StoppingPlan(1, 5, None, tree)) == expected
    assert asked_standard_error(StoppingPlan(1, 5, 0.6, cases[0.5])) == 0.6


def test_the_scale_of_the_bank_is_taken_into_account() -> None:
    bank = bank_of(*items_at(0.0, 1.0))
    in_logits = section_information(plan_of(section()), 0, bank).information
    scaled = []
    for item in bank.items:
        assert isinstance(item.parameters, ItemParameters)
        (b,) = item.parameters.b
        scaled.append(replace(item, parameters=ItemParameters("2pl", item.parameters.a / 1.7, (b + 2.0,))))
    other = replace(bank, items=tuple(scaled), scale=Scale("normal", 1.7, mean=2.0))
    assert section_information(plan_of(section()), 0, other).information == pytest.approx(in_logits)


def test_cells_supplies_keys_and_models_are_counted() -> None:
    items = [replace(item, subdomain="tambah" if place < 5 else "kali")
             for place, item in enumerate(items_at(-2.0, -1.0, -0.2, 0.0, 0.3, 1.0, 2.0))]  # fmt: skip
    items.append(replace(choice("x", "Belum dikalibrasi"), parameters=None))
    items.append(replace(choice("y", "Konsep"), state="draft"))
    content = Blueprint(
        constraints=(
            ConstraintPlan("count", where=Where(labels=(OneOf("subdomain", ("kali",)),)), at_least=2.0),
            ConstraintPlan("count", where=Where(labels=(OneOf("subdomain", ("kali",)),)), at_most=3.0),
            ConstraintPlan("proportion", where=Where(labels=(OneOf("key", ("A",)),)), at_least=0.9),
            ConstraintPlan("total", number="words", at_least=1.0),
        )
    )
    found = section_information(plan_of(section(content=content, max_rate=0.3)), 0, bank_of(*items))
    assert (found.n_items, found.n_without_parameters, found.models) == (8, 1, (("2pl", 7),))
    assert found.bands[0] == (-math.inf, -1.5)
    assert [(cell.subdomain, cell.n_items, cell.n_by_band) for cell in found.cells] == [
        ("", 1, (0, 0, 0, 0, 0)),
        ("kali", 2, (0, 0, 0, 1, 1)),
        ("tambah", 5, (1, 1, 3, 0, 0)),
    ]
    assert [(each.constraint, each.at_least, each.n_items, each.n_for_exposure, each.n_lacking)
            for each in found.supplies] == [(0, 2, 2, 7, 5), (2, 2, 5, 7, 2)]  # fmt: skip
    assert found.supplies[0].words == "with subdomain kali"
    assert found.supplies[0].n_by_band == (0, 0, 0, 1, 1)
    (places,) = found.key_places
    assert (places.n_options, places.counts, places.expected) == (2, (5, 3), 4.0)
    assert sum(places.counts) == Counter(item.state for item in items)["operational"]


def test_every_section_with_items_is_told_and_abilities_may_be_chosen() -> None:
    bank: Bank = bank_of(*items_at(0.0, 1.0))
    elsewhere = replace(section(), id="lain", domains=("tidak-ada",))
    found = pool_information(plan_of(elsewhere, section(prior=(1.0, 0.5))), bank)
    assert [each.section for each in found] == ["bagian"]
    assert (found[0].abilities[0], found[0].abilities[-1]) == (-0.5, 2.5)
    assert not found[0].abilities.flags.writeable
    (chosen,) = pool_information(plan_of(section()), bank, abilities=[0.0, 1.0], band_edges=[0.5])
    assert chosen.abilities.tolist() == [0.0, 1.0]
    assert chosen.cells[0].n_by_band == (1, 1)
    with pytest.raises(ValueError, match="abilities must be finite logits, each larger"):
        pool_information(plan_of(section()), bank, abilities=[1.0, 0.0])
    with pytest.raises(ValueError, match="band_edges must be finite"):
        pool_information(plan_of(section()), bank, band_edges=[math.nan])


def test_a_pool_without_parameters_tells_nothing() -> None:
    bank = bank_of(replace(choice("a", Text({"id": "Apa?", "en": "What?"})), parameters=None))
    found = section_information(plan_of(section()), 0, bank)
    assert not np.any(found.information)
    assert found.share_in_gaps == pytest.approx(1.0)
