"""Two versions of an item, compared as a person would: fields by name, options by id, texts by word."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from item_bank.bank import Bank
from item_bank.formats.folder import read_bank_package
from item_bank.item_difference import (
    MOST_TOKENS,
    FieldChange,
    fields_difference,
    item_difference,
    words_difference,
)
from item_bank.items import Option, Text
from tests.item_bank.small_bank import sound_files


def small_bank() -> Bank:
    files = {name: each.encode() if isinstance(each, str) else each for name, each in sound_files().items()}
    bank, findings = read_bank_package(files)
    assert bank is not None, findings
    return bank


BANK = small_bank()


def changes(before: dict[str, Any], after: dict[str, Any]) -> list[tuple[str, str | None, str | None]]:
    return [(each.name, each.before, each.after) for each in fields_difference(before, after)]


def test_the_state_is_no_part_of_a_version() -> None:
    item = BANK.by_id["deret-1"]
    assert item_difference(item, replace(item, state="retired")) == ()


def test_a_changed_stem_is_told_for_its_language_and_by_its_words() -> None:
    item = BANK.by_id["deret-1"]
    stem = Text({**item.prompt.stem, "en": item.prompt.stem["en"].replace("Continue", "Please continue")})
    (change,) = item_difference(item, replace(item, prompt=replace(item.prompt, stem=stem)))
    assert (change.path, change.language) == (("stem",), "en")
    assert [(piece.kind, piece.text) for piece in change.pieces][:2] == [
        ("removed", "Continue"),
        ("added", "Please continue"),
    ]


def test_options_are_compared_by_their_ids() -> None:
    item = BANK.by_id["deret-1"]
    first, *others = item.prompt.options
    added = Option("Z", Text({"id": "0", "en": "nought"}))
    prompt = replace(item.prompt, options=(*others, added))
    found = {
        each.name: (each.before, each.after) for each in item_difference(item, replace(item, prompt=prompt))
    }
    assert found["options.Z.text.en"] == (None, "nought")
    assert first.text is not None
    assert found[f"options.{first.id}.text.id"] == (first.text["id"], None)
    assert not any(name.startswith(f"options.{others[0].id}") for name in found)


def test_options_that_only_move_are_one_change() -> None:
    item = BANK.by_id["deret-1"]
    turned = replace(item, prompt=replace(item.prompt, options=item.prompt.options[::-1]))
    (change,) = item_difference(item, turned)
    assert (change.path, change.before, change.after) == (("options", "order"), "A, B, C", "C, B, A")


def test_key_and_parameters_are_told_field_by_field() -> None:
    before = {"key": {"correct": "A"}, "parameters": {"model": "2pl", "a": 1.2, "b": [0.5]}}
    after = {"key": {"correct": "B"}, "parameters": {"model": "2pl", "a": 1.25, "b": [0.5, 1.0]}, "set": "s"}
    assert changes(before, after) == [
        ("key.correct", "A", "B"),
        ("parameters.a", "1.2", "1.25"),
        ("parameters.b", "0.5", "0.5, 1"),
        ("set", None, "s"),
    ]
    assert changes(after, {**after, "key": None}) == [("key.correct", "B", None)]
    assert changes({"uses": {"media/a.svg": 3 * "a"}}, {"uses": {}}) == [("uses.media/a.svg", "aaa", None)]


def test_a_new_item_is_all_added() -> None:
    item = BANK.by_id["deret-1"]
    found = item_difference(None, item)
    assert all(each.before is None for each in found)
    assert {each.path[0] for each in found} >= {"id", "stem", "options", "key", "parameters"}


def test_very_long_texts_are_compared_by_lines() -> None:
    text = "kata " * MOST_TOKENS
    pieces = words_difference(text + "\nsatu", text + "\ndua")
    assert [(piece.kind, piece.text[-5:]) for piece in pieces] == [
        ("same", "ata \n"),
        ("removed", "satu"),
        ("added", "dua"),
    ]


words = st.text("ab .\n", max_size=30)


@given(words, words)
@settings(max_examples=60)
def test_the_pieces_make_both_texts(before: str, after: str) -> None:
    pieces = words_difference(before, after)
    assert "".join(each.text for each in pieces if each.kind != "added") == before
    assert "".join(each.text for each in pieces if each.kind != "removed") == after


@given(st.sampled_from(BANK.items), st.sampled_from(BANK.items))
@settings(max_examples=30)
def test_nothing_differs_exactly_where_the_fields_are_equal(first: Any, second: Any) -> None:
    found = item_difference(first, second)
    assert (found == ()) == (replace(first, state="draft") == replace(second, state="draft"))
    backwards: dict[str, FieldChange] = {each.name: each for each in item_difference(second, first)}
    assert {each.name for each in found} == set(backwards)
    assert all(backwards[each.name].before == each.after for each in found)
