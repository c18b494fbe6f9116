"""What is written in the inputs of a kind becomes the key of an item, and nothing is guessed."""

from __future__ import annotations

from typing import Any

import pytest

from cat_server.web.banks.form_rows import number_of
from cat_server.web.banks.item_form import fields_of, form_of_request
from item_bank.items import Text

LANGUAGES = ("id", "en")


def written(kind: str, inputs: dict[str, str], right: tuple[str, ...] = ()) -> dict[str, Any]:
    fields = fields_of(form_of_request({"kind": kind} | inputs, right, LANGUAGES), [])
    assert fields is not None
    return fields


def options(*marks: dict[str, str]) -> dict[str, str]:
    """Rows A, B, … with the same words in each language."""
    inputs: dict[str, str] = {}
    for number, own in enumerate(marks):
        inputs |= {f"option.{number}.id": "ABCD"[number]}
        inputs |= {f"option.{number}.text.{language}": f"kata {number}" for language in LANGUAGES}
        inputs |= {f"option.{number}.{name}": value for name, value in own.items()}
    return inputs


def test_two_rows_with_one_number_have_no_order() -> None:
    key = written("ordering", options({"place": "2"}, {"place": "1"}, {"place": "2"}))["key"]
    assert key["order"] == ["B"]
    key = written("ordering", options({"place": "2"}, {"place": "1"}, {"place": "3"}))["key"]
    assert key["order"] == ["B", "A", "C"]


def test_a_judgement_has_the_key_of_the_way_it_is_answered() -> None:
    rows = options({"place": "2", "rating": "4"}, {"place": "1", "rating": "satu"}) | {
        "best": "1",
        "worst": "0",
    }
    of = {
        respond: written("situational_judgement", rows | {"kind.respond": respond})["key"]
        for respond in ("best_worst", "ranking", "rating")
    }
    assert of["best_worst"] == {"best": "B", "worst": "A"}
    assert of["ranking"] == {"order": ["B", "A"]}
    # What is no number is left for the check of the item, which says so.
    assert of["rating"] == {"ratings": {"A": 4, "B": "satu"}}


def test_choices_of_a_gap_get_ids_of_their_own_and_keep_those_they_had() -> None:
    inputs = {"other.0.id": "g1", "other.0.ids": "x", "other.0.correct": "2"}
    inputs |= {"other.0.text.id": "satu\r\ndua", "other.0.text.en": "one"}
    fields = written("inline_choice", inputs)
    assert fields["gaps"] == [
        {
            "id": "g1",
            "options": [
                {"id": "x", "text": Text({"id": "satu", "en": "one"})},
                {"id": "g1-1", "text": Text({"id": "dua", "en": ""})},
            ],
        }
    ]
    assert fields["key"]["correct"] == {"g1": "g1-1"}


def test_an_option_may_have_several_matches_and_an_area_is_named_by_its_row() -> None:
    key = written("matching", options({"target": "X, Y"}, {"target": ""}))["key"]
    assert key["pairs"] == [["A", "X"], ["A", "Y"]]
    inputs = {
        "other.1.id": "B",
        "other.1.shape": "circle",
        "other.1.at": "10; 2,5; 3",
        "other.1.text.id": "sini",
    }
    fields = written("hotspot", inputs, right=("1",))
    assert fields["areas"][0]["at"] == [10, 2.5, 3]
    assert fields["key"]["correct"] == ["B"]


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("12,5", 12.5),
        ("-3", -3.0),
        ("7", 7),
        ("1e3", 1000.0),
        ("nan", "nan"),
        ("inf", "inf"),
        ("a", "a"),
        ("", ""),
    ],
)
def test_numbers_are_read_with_a_comma_or_a_point(words: str, value: float | str) -> None:
    assert number_of(words) == value
