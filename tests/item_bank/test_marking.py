"""Marking: what a browser sends becomes a response, a response becomes a category."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from item_bank.items import Item, Key, Option, Prompt, Text
from item_bank.kinds import KINDS
from item_bank.kinds.likert import LikertKey
from item_bank.kinds.single_choice import SingleChoiceKey
from item_bank.marking import mark, read_response
from tests.item_bank.small_bank import sound_bank


def item_of(kind: str, key: Key, option_ids: tuple[str, ...]) -> Item:
    return Item("x", kind, "d", Prompt(Text({"id": "?"}), tuple(Option(each) for each in option_ids)), key)


CHOICE = item_of("single_choice", SingleChoiceKey("C"), ("A", "B", "C", "D"))
AGREE = item_of("likert", LikertKey("positive"), ("0", "1", "2", "3", "4"))
DISAGREE = item_of("likert", LikertKey("negative"), ("0", "1", "2", "3", "4"))


def test_the_right_option_is_category_1_and_every_other_0() -> None:
    assert [mark(CHOICE, {"option": option}) for option in CHOICE.option_ids] == [0, 0, 1, 0]


def test_a_rating_is_its_place_on_the_scale() -> None:
    assert [mark(AGREE, {"option": option}) for option in AGREE.option_ids] == [0, 1, 2, 3, 4]


def test_a_negatively_keyed_rating_is_reversed() -> None:
    assert [mark(DISAGREE, {"option": option}) for option in DISAGREE.option_ids] == [4, 3, 2, 1, 0]


def test_a_displayed_choice_is_read_in_the_order_that_was_shown() -> None:
    assert read_response(CHOICE, {"choice": 0}, ("D", "C", "A", "B")) == {"option": "D"}
    assert read_response(AGREE, {"choice": 4}, AGREE.option_ids) == {"option": "4"}


@given(st.permutations(CHOICE.option_ids), st.integers(0, 3))
def test_the_order_of_options_does_not_change_the_mark(order: list[str], choice: int) -> None:
    assert mark(CHOICE, read_response(CHOICE, {"choice": choice}, order)) == int(order[choice] == "C")


@pytest.mark.parametrize(
    "raw",
    [
        {},
        {"choice": -1},
        {"choice": 4},
        {"choice": 10**30},
        {"choice": "1"},
        {"choice": 1.0},
        {"choice": True},
        {"choice": None},
        {"choice": [1]},
        {"choice": 1, "option": "C"},
        {"option": "C"},
    ],
)
def test_nonsense_is_refused_in_a_sentence(raw: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="choice"):
        read_response(CHOICE, raw, CHOICE.option_ids)


@pytest.mark.parametrize("order", [(), ("A", "B", "C"), ("A", "A", "B", "C"), ("A", "B", "C", "X")])
def test_an_order_of_other_options_is_refused(order: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="option_order"):
        read_response(CHOICE, {"choice": 0}, order)


@pytest.mark.parametrize("response", [{}, {"option": "E"}, {"option": "C", "more": "x"}, {"choice": "0"}])
def test_a_response_to_another_item_is_not_marked(response: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="A, B, C, D"):
        mark(CHOICE, response)


def test_a_key_of_another_kind_is_a_bug_that_is_told() -> None:
    with pytest.raises(TypeError, match="LikertKey"):
        mark(item_of("single_choice", LikertKey("positive"), ("A", "B")), {"option": "A"})


def test_every_kind_marks_within_its_categories(tmp_path: Path) -> None:
    for item in sound_bank(tmp_path).items:
        n_categories = KINDS[item.kind].n_categories(item)
        marks = {mark(item, {"option": option}) for option in item.option_ids}
        assert marks == set(range(n_categories))
