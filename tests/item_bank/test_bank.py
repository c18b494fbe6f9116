"""Banks: the order of ids, and parameters on the scale that scoring works in."""

import numpy as np
import pytest

from item_bank.bank import Bank, Scale
from item_bank.items import Item, Option, Prompt, Text
from item_bank.kinds.single_choice import SingleChoiceKey
from scoring.parameters import ItemParameters, ItemPool
from scoring.response_models import category_probabilities


def item(item_id: str, domain: str = "d", state: str = "operational") -> Item:
    prompt = Prompt(Text({"id": item_id}), (Option("A"), Option("B")))
    return Item(item_id, "single_choice", domain, prompt, SingleChoiceKey("A"), state)


def bank(*items: Item) -> Bank:
    return Bank("b", Text({"id": "B"}), ("id",), Text({"id": "n"}), items)


def test_items_are_kept_in_the_order_of_their_ids() -> None:
    assert list(bank(item("c"), item("a"), item("b")).by_id) == ["a", "b", "c"]
    assert bank(item("c"), item("a")) == bank(item("a"), item("c"))


def test_only_operational_items_of_the_domains_are_presented() -> None:
    found = bank(item("a"), item("b", "other"), item("c", state="draft"), item("d")).operational(("d",))
    assert [each.id for each in found] == ["a", "d"]


def test_a_bank_cannot_be_changed() -> None:
    made = bank(item("a"))
    with pytest.raises(AttributeError):
        made.items = ()  # type: ignore[misc]
    with pytest.raises(TypeError):
        made.media["media/x.svg"] = ""  # type: ignore[index]
    with pytest.raises(AttributeError, match="cannot be changed"):
        made.title._by_language = {}


def test_parameters_in_logits_give_the_probabilities_of_the_banks_own_scale() -> None:
    scale = Scale(metric="normal", D=1.7, mean=500.0, sd=100.0)
    own = ItemParameters("3pl", 0.012, (560.0,), 0.2)
    ability = np.array([-2.0, 0.0, 0.6, 2.0])
    expected = 0.2 + 0.8 / (1.0 + np.exp(-1.7 * 0.012 * ((500.0 + 100.0 * ability) - 560.0)))
    found = category_probabilities(ItemPool.of([scale.in_logits(own)]), ability)[0, 1]
    assert found == pytest.approx(expected, abs=1e-12)


def test_parameters_already_in_logits_stay_as_they_are() -> None:
    own = ItemParameters("grm", 1.37, (-1.1, 0.3))
    assert Scale().in_logits(own) == own
