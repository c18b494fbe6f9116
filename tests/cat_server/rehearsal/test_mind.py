"""Simulated participants: every kind of item is answered, and the able answer better."""

from __future__ import annotations

import random
from functools import cache
from pathlib import Path
from statistics import fmean

import pytest

from cat_server.rehearsal.mind import Mind
from cat_server.rehearsal.tries import any_response
from item_bank.exam_plan import read_plan
from item_bank.formats.folder import read_bank
from item_bank.marking import mark, read_response
from item_bank.release import Release, build_release
from item_bank.responses import is_empty

BANK = Path(__file__).resolve().parents[2] / "browser" / "kinds_bank"
N_ANSWERS = 12
SCORED = "angka banyak denah isian kata nilai pasang rumpang satu sikap terbaik urut".split()  # noqa: SIM905


@cache
def release() -> Release:
    bank, _ = read_bank(BANK)
    assert bank is not None
    plan, _ = read_plan(BANK / "plans" / "lengkap.toml", bank)
    assert plan is not None
    return Release.load(build_release(bank, plan))


def mean_category(item_id: str, ability: float) -> float:
    item = release().item(item_id)
    rng = random.Random(5)
    mind = Mind(release(), ability, rng)
    found = []
    for _ in range(N_ANSWERS):
        order = (
            rng.sample(item.option_ids, len(item.option_ids)) if item.kind != "likert" else item.option_ids
        )
        view = release().participant_item(item_id, "id", order)
        raw = mind.answer(view, "id")
        assert raw is not None
        found.append(mark(item, read_response(item, raw, order, language="id")))
    return fmean(found)


@pytest.mark.parametrize("name", SCORED)
def test_the_able_do_better_on_every_kind(name: str) -> None:
    assert mean_category(f"{name}-t", 2.5) > mean_category(f"{name}-t", -2.5)


def test_a_page_is_not_answered() -> None:
    view = release().participant_item("petunjuk", "id", ())
    assert Mind(release(), 0.0, random.Random(1)).answer(view, "id") is None


def test_statements_are_ranked_by_ones_own_traits_again_and_again() -> None:
    item = release().item("blok-1")
    view = release().participant_item("blok-1", "id", item.option_ids)
    best = []
    for person in range(6):
        mind = Mind(release(), 0.0, random.Random(person))
        own = (-9.0, 9.0, 0.0) if person % 2 else (9.0, 0.0, -9.0)
        mind._traits = dict(zip(("ta", "tb", "tc"), own, strict=True))
        raw = mind.answer(view, "id")
        assert raw is not None
        best.append((raw["best"], raw["worst"]))
    assert best == [(0, 2), (1, 0)] * 3


@pytest.mark.parametrize("item_id", sorted(release().by_id))
def test_any_response_is_one_that_the_server_reads(item_id: str) -> None:
    item, rng = release().item(item_id), random.Random(2)
    view = release().participant_item(item_id, "id", item.option_ids)
    if view["interaction"]["type"] == "read":
        with pytest.raises(ValueError, match="read"):
            any_response(view, rng)
        return
    for _ in range(5):
        response = read_response(item, any_response(view, rng), item.option_ids, language="id")
        assert not is_empty(response)
