"""Simulated participants: every kind of item is answered, and the able answer better."""

from __future__ import annotations

import random
from statistics import fmean

import pytest

from cat_server.rehearsal.mind import Mind
from cat_server.rehearsal.tries import any_response
from item_bank.marking import mark, read_response
from item_bank.responses import is_empty
from tests.browser.kinds_hall import kinds_release

N_ANSWERS = 12
SCORED = "angka banyak denah isian kata nilai pasang rumpang satu sikap terbaik urut".split()  # noqa: SIM905


def mean_category(item_id: str, ability: float) -> float:
    item = kinds_release().item(item_id)
    rng = random.Random(5)
    mind = Mind(kinds_release(), ability, rng)
    found = []
    for _ in range(N_ANSWERS):
        order = (
            rng.sample(item.option_ids, len(item.option_ids)) if item.kind != "likert" else item.option_ids
        )
        view = kinds_release().participant_item(item_id, "id", order)
        raw = mind.answer(view, "id")
        assert raw is not None
        found.append(mark(item, read_response(item, raw, order, language="id")))
    return fmean(found)


@pytest.mark.parametrize("name", SCORED)
def test_the_able_do_better_on_every_kind(name: str) -> None:
    assert mean_category(f"{name}-t", 2.5) > mean_category(f"{name}-t", -2.5)


def test_a_page_is_not_answered() -> None:
    view = kinds_release().participant_item("petunjuk", "id", ())
    assert Mind(kinds_release(), 0.0, random.Random(1)).answer(view, "id") is None


def test_statements_are_ranked_by_ones_own_traits_again_and_again() -> None:
    item = kinds_release().item("blok-1")
    view = kinds_release().participant_item("blok-1", "id", item.option_ids)
    best = []
    for person in range(6):
        mind = Mind(kinds_release(), 0.0, random.Random(person))
        own = (-9.0, 9.0, 0.0) if person % 2 else (9.0, 0.0, -9.0)
        mind._traits = dict(zip(("ta", "tb", "tc"), own, strict=True))
        raw = mind.answer(view, "id")
        assert raw is not None
        best.append((raw["best"], raw["worst"]))
    assert best == [(0, 2), (1, 0)] * 3


@pytest.mark.parametrize("item_id", sorted(kinds_release().by_id))
def test_any_response_is_one_that_the_server_reads(item_id: str) -> None:
    item, rng = kinds_release().item(item_id), random.Random(2)
    view = kinds_release().participant_item(item_id, "id", item.option_ids)
    if view["interaction"]["type"] == "read":
        with pytest.raises(ValueError, match="read"):
            any_response(view, rng)
        return
    for _ in range(5):
        response = read_response(item, any_response(view, rng), item.option_ids, language="id")
        assert not is_empty(response)
