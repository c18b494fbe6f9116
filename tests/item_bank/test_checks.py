"""Checks of banks made or changed by a program: the same rules as for files."""

from dataclasses import replace
from pathlib import Path

import pytest

from item_bank.bank import Bank, Positions, Scale
from item_bank.checks import check
from item_bank.items import Figure, Item, Option, Text
from item_bank.kinds.single_choice import SingleChoiceKey
from scoring.parameters import ItemParameters
from tests.item_bank.small_bank import NUMBERS, line_of, places, sound_bank, sound_plan


def changed(bank: Bank, item_id: str, **fields: object) -> Bank:
    items = tuple(replace(item, **fields) if item.id == item_id else item for item in bank.items)  # type: ignore[arg-type]
    return replace(bank, items=items)


def with_prompt(bank: Bank, item_id: str, **fields: object) -> Bank:
    return changed(bank, item_id, prompt=replace(bank.by_id[item_id].prompt, **fields))  # type: ignore[arg-type]


def codes(bank: Bank) -> list[str]:
    return [code for _, _, code in places(check(bank))]


def test_a_sound_bank_and_plan_have_no_findings(tmp_path: Path) -> None:
    bank = sound_bank(tmp_path)
    assert check(bank, sound_plan(tmp_path, bank)) == []


def test_a_bank_made_by_a_program_is_told_by_item(tmp_path: Path) -> None:
    bank = replace(changed(sound_bank(tmp_path), "deret-1", key=SingleChoiceKey("Z")), positions=Positions())
    findings = check(bank)
    assert [each.code for each in findings] == ["key-not-an-option"]
    assert findings[0].item == "deret-1"
    assert findings[0].render().startswith("deret-1: error: The key Z ")


def test_an_item_that_was_changed_after_reading_is_told_at_its_line(tmp_path: Path) -> None:
    bank = changed(sound_bank(tmp_path), "deret-1", key=SingleChoiceKey("Z"))
    assert places(check(bank)) == [
        ("items/angka/deret.toml", line_of(NUMBERS, "correct"), "key-not-an-option")
    ]


@pytest.mark.parametrize(
    ("item_id", "fields", "code"),
    [
        ("deret-1", {"state": "ready"}, "word-unknown"),
        ("deret-1", {"kind": "essay"}, "word-unknown"),
        ("deret-1", {"kind": "likert"}, "field-missing"),
        ("deret-1", {"parameters": None}, "parameters-missing"),
        ("deret-1", {"parameters": ItemParameters("grm", 1.0, (0.0,))}, "model-not-for-kind"),
        ("deret-1", {"domain": "../angka"}, "identifier-malformed"),
        ("deret-1", {"enemies": ("nobody",)}, "enemy-unknown"),
        ("deret-1", {"id": "deret-2"}, "id-repeated"),
        ("deret-1", {"prior_sd": -1.0}, "number-out-of-range"),
        ("jujur-1", {"parameters": ItemParameters("grm", 1.0, (0.0, 1.0))}, "thresholds-number"),
    ],
)
def test_a_wrong_field_is_told(item_id: str, fields: dict[str, object], code: str, tmp_path: Path) -> None:
    assert code in codes(changed(sound_bank(tmp_path), item_id, **fields))


def test_wrong_options_are_told(tmp_path: Path) -> None:
    bank = sound_bank(tmp_path)
    seven = Text({"id": "7", "en": "7"})
    assert codes(with_prompt(bank, "deret-1", options=(Option("B", seven),))) == ["options-number"]
    two = (Option("A", seven), Option("B", seven))
    assert codes(with_prompt(bank, "deret-1", options=two)) == ["options-not-distinct"]
    assert codes(with_prompt(bank, "deret-1", stem=Text({"id": "?"}))) == ["language-missing"]


def test_labels_that_are_not_the_response_scales_cannot_be_written(tmp_path: Path) -> None:
    bank = sound_bank(tmp_path)
    labels = bank.by_id["jujur-1"].prompt.options
    assert codes(with_prompt(bank, "jujur-1", options=labels[::-1])) == ["item-not-writable"]


def test_figures_are_looked_for_in_the_bank(tmp_path: Path) -> None:
    bank = sound_bank(tmp_path)
    alt = Text({"id": "x", "en": "x"})
    found = codes(with_prompt(bank, "gambar-1", figure=Figure("media/tidak-ada.svg", alt)))
    assert found == ["media-missing", "media-unreferenced"]


def test_a_scale_that_makes_thresholds_equal_is_told(tmp_path: Path) -> None:
    bank = replace(sound_bank(tmp_path), scale=Scale(sd=1e30))
    assert "parameters-invalid" in codes(bank)


def test_a_plan_is_checked_with_the_bank(tmp_path: Path) -> None:
    bank = sound_bank(tmp_path)
    plan = sound_plan(tmp_path, bank)
    smaller = replace(bank, items=tuple(item for item in bank.items if item.domain != "integritas"))
    found = [(each.code, each.line) for each in check(smaller, plan)]
    assert [code for code, _ in found] == ["domain-unknown"]


def test_a_bank_without_items_is_no_error(tmp_path: Path) -> None:
    items: tuple[Item, ...] = ()
    assert set(codes(replace(sound_bank(tmp_path), items=items))) == {"media-unreferenced"}
