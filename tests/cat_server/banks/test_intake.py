"""What a file would do to a bank is known before it is done, and is what is done then."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cat_server.banks import checking
from cat_server.banks.adoption import rescaled
from cat_server.banks.intake import plan_intake
from item_bank.bank import Bank
from item_bank.items import STATES, Item, Text
from tests.cat_server.banks.conftest import Shelf
from tests.cat_server.banks.small import reworded, small_bank, with_items
from tests.item_bank.small_bank import CIRCLE

BANK = small_bank()


def without(bank: Bank, *ids: str) -> Bank:
    return replace(bank, items=tuple(item for item in bank.items if item.id not in ids))


def test_a_bank_that_is_not_here_is_all_new_and_brings_its_states() -> None:
    intake = plan_intake(None, BANK)
    assert (intake.is_new_bank, intake.takes_states, intake.head_version) == (True, True, 1)
    assert intake.counts == {"new": 6, "changed": 0, "unchanged": 0, "kept": 0}
    assert intake.bank == BANK
    assert intake.new_media.keys() == BANK.media.keys()
    drafts = plan_intake(None, BANK, takes_states=False)
    assert {item.state for item in drafts.bank.items} == {"draft"}


def test_new_changed_unchanged_and_kept_are_told_apart(shelf: Shelf) -> None:
    shelf.take_in(BANK)
    added = replace(reworded(BANK.by_id["deret-1"], "Another"), id="deret-5")
    brought = with_items(without(BANK, "jujur-1"), reworded(BANK.by_id["deret-2"], "Go on"), added)
    intake = shelf.service.plan_intake(brought)
    assert [item.id for item in intake.by_standing["new"]] == ["deret-5"]
    assert [item.id for item in intake.by_standing["kept"]] == ["jujur-1"]
    (changed,) = intake.by_standing["changed"]
    assert (changed.id, changed.version, changed.after.state) == ("deret-2", 2, "draft")
    assert [change.name for change in changed.difference] == ["stem.en"]
    assert not intake.is_head_written
    assert shelf.service.take_in(intake, brought.media, by="budi").is_done
    assert shelf.service.bank("kecil") == intake.bank
    assert shelf.service.stored("kecil").items["jujur-1"].version == 1


def test_a_later_file_does_not_judge_items_unless_it_is_let(shelf: Shelf) -> None:
    shelf.take_in(BANK)
    brought = with_items(BANK, replace(BANK.by_id["deret-2"], state="retired"))
    assert not shelf.service.plan_intake(brought).changes_anything
    intake = shelf.service.plan_intake(brought, takes_states=True)
    assert intake.counts["unchanged"] == 6
    shelf.service.take_in(intake, brought.media, by="budi")
    item = shelf.service.stored("kecil").items["deret-2"]
    assert (item.state, item.version, item.step, item.state_by) == ("retired", 1, 2, "budi")


def test_another_drawing_changes_every_item_that_shows_it_in_the_file_or_not(shelf: Shelf) -> None:
    shelf.take_in(BANK)
    media = {**BANK.media, "media/pola.svg": CIRCLE.replace("4", "2")}
    brought = replace(without(BANK, "gambar-1"), media=media)
    intake = shelf.service.plan_intake(brought, takes_states=True)
    (changed,) = intake.by_standing["changed"]
    assert (changed.id, changed.after.state) == ("gambar-1", "draft")
    assert [change.path for change in changed.difference] == [("uses", "media/pola.svg")]
    assert shelf.service.take_in(intake, brought.media, by="budi").is_done
    assert shelf.service.bank("kecil").media["media/pola.svg"] == media["media/pola.svg"]


def test_what_was_planned_on_another_bank_is_not_written(shelf: Shelf) -> None:
    shelf.take_in(BANK)
    brought = with_items(BANK, reworded(BANK.by_id["deret-2"], "Go on"))
    intake = shelf.service.plan_intake(brought)
    edited = reworded(BANK.by_id["deret-1"], "Meanwhile")
    assert shelf.service.edit_item("kecil", edited, seen_version=1, by="citra").is_done
    outcome = shelf.service.take_in(intake, brought.media, by="budi")
    assert outcome.refusal is not None
    assert outcome.refusal.code == "changed-meanwhile"
    assert shelf.service.stored("kecil").items["deret-2"].version == 1


def test_a_copy_of_a_kept_item_is_found_before_it_is_written(shelf: Shelf) -> None:
    shelf.take_in(BANK)
    copy = replace(BANK.by_id["deret-2"], id="deret-8", enemies=())
    intake = shelf.service.plan_intake(replace(BANK, items=(copy,)))
    (found,) = checking.findings_of_intake(intake)
    assert (found.code, found.item, dict(found.arguments)["first"]) == (
        "content-repeated",
        "deret-8",
        "deret-2",
    )
    assert checking.findings_of_intake(shelf.service.plan_intake(BANK)) == []


def test_scales_that_only_kept_items_use_are_kept(shelf: Shelf) -> None:
    shelf.take_in(BANK)
    likert = ("jujur-1", "jujur-2")
    brought = replace(without(BANK, *likert), response_scales={})
    intake = shelf.service.plan_intake(brought, takes_states=True)
    assert not intake.changes_anything
    only_likert = replace(
        BANK, items=tuple(BANK.by_id[each] for each in likert), media={}, title=Text({"id": "B", "en": "B"})
    )
    intake = shelf.service.plan_intake(only_likert)
    assert [change.name for change in intake.head_difference] == ["title.id", "title.en"]
    shelf.service.take_in(intake, {}, by="budi")
    assert shelf.service.bank("kecil") == replace(BANK, title=only_likert.title)


def test_another_metric_brings_the_parameters_of_kept_items_along(shelf: Shelf) -> None:
    shelf.take_in(BANK)
    scale = replace(BANK.scale, mean=50.0, sd=10.0)
    file = [rescaled(BANK.by_id[each], BANK.scale, scale) for each in ("deret-1", "deret-2")]
    intake = shelf.service.plan_intake(replace(BANK, items=tuple(file), scale=scale, media={}))
    by_id = intake.bank.by_id
    for item in BANK.items:
        if item.parameters is not None:
            moved = by_id[item.id].parameters
            assert moved is not None
            assert scale.in_logits(moved).a == pytest.approx(BANK.scale.in_logits(item.parameters).a)
            assert by_id[item.id].state == "draft"
    assert intake.counts == {"new": 0, "changed": 5, "unchanged": 0, "kept": 1}


def test_the_same_numbers_in_another_metric_are_another_version(shelf: Shelf) -> None:
    shelf.take_in(BANK)
    intake = shelf.service.plan_intake(replace(BANK, scale=replace(BANK.scale, D=1.702)))
    assert intake.counts["changed"] == 5
    assert {change.name for each in intake.by_standing["changed"] for change in each.difference} == {
        "uses.scale"
    }


def test_a_language_that_kept_items_lack_stands_in_the_way(shelf: Shelf) -> None:
    shelf.take_in(BANK)
    word = Text({"id": "B"})
    item = BANK.by_id["deret-1"]
    only = replace(
        item,
        enemies=(),
        prompt=replace(
            item.prompt,
            stem=Text({"id": "Baru?"}),
            options=tuple(replace(each, text=Text({"id": each.id})) for each in item.prompt.options),
        ),
    )
    brought = Bank("kecil", word, ("id",), word, (only,))
    found = checking.findings_of_intake(shelf.service.plan_intake(brought))
    assert {each.code for each in found} == {"language-unknown"}
    assert {each.item for each in found} >= {"deret-2", "jujur-1"}


def test_plans_of_a_file_come_with_it(shelf: Shelf) -> None:
    intake = shelf.service.plan_intake(BANK, plans={"satu": "id = 1\n", "dua": "id = 2\n"})
    assert shelf.service.take_in(intake, BANK.media, by="ani").is_done
    again = shelf.service.plan_intake(BANK, plans={"satu": "id = 1\n", "dua": "id = 3\n"})
    assert [(plan.id, plan.standing, plan.version) for plan in again.plans] == [
        ("satu", "unchanged", 1),
        ("dua", "changed", 2),
    ]
    assert shelf.service.take_in(again, BANK.media, by="ani").is_done
    assert [(row.id, row.version) for row in shelf.service.plans("kecil")] == [("dua", 2), ("satu", 1)]


def changed(item: Item, state: str, words: str) -> Item:
    # An item without parameters cannot be in use.
    may = state != "operational" or item.parameters is not None
    return replace(reworded(item, words) if words else item, state=state if may else "practice")


some_items = st.lists(
    st.tuples(
        st.sampled_from(BANK.items),
        st.sampled_from(STATES),
        st.sampled_from(["", "Other words", "More words"]),
    ),
    unique_by=lambda each: each[0].id,
    min_size=1,
)


@given(st.lists(some_items, min_size=1, max_size=4), st.booleans())
@settings(max_examples=25)
def test_what_was_planned_is_what_is_there_afterwards(
    quick_shelf: Shelf, files: list[list[tuple[Any, str, str]]], takes_states: bool
) -> None:
    bank_id = quick_shelf.fresh_id()
    for file in files:
        items = [changed(replace(item, enemies=()), state, words) for item, state, words in file]
        brought = replace(BANK, id=bank_id, items=tuple(items))
        intake = quick_shelf.service.plan_intake(brought, takes_states=takes_states)
        outcome = quick_shelf.service.take_in(intake, brought.media, by="ani")
        assert outcome.is_done == intake.changes_anything
        assert quick_shelf.service.bank(bank_id) == intake.bank
        if takes_states:
            assert intake.bank.by_id.items() >= brought.by_id.items()
