"""The keys of hand-written logical items, found again by running through all models of what each says."""

import tomllib
from collections.abc import Callable, Mapping
from itertools import permutations, product
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from item_bank.items import Item
from item_bank.kinds.single_choice import SingleChoiceKey
from tests.item_bank.demo.content import demo_bank

FORMS: Mapping[str, Mapping[str, Any]] = tomllib.loads(
    Path(__file__).with_name("logical_forms.toml").read_text(encoding="utf-8")
)
Form = Any
Truth = NDArray[np.bool_]  # one value for each model
TruthOf = Callable[[Form], Truth]


def logical_items() -> dict[str, Item]:
    return {
        item.id: item
        for item in demo_bank().items
        if item.domain == "logika" and not item.source.startswith("item_bank.generators.")
    }


ITEMS = logical_items()


def truth_of_classes(names: list[str], *, none_empty: bool) -> TruthOf:
    """Truth in all models of some classes; a model is the set of the kinds of members that exist.

    A kind is in some classes and not in others; kind k is in class n when bit n of k is set.
    """
    kinds = range(2 ** len(names))
    models = np.arange(2 ** len(kinds))

    def exists(member: Callable[[set[str]], bool]) -> Truth:
        fitting = [k for k in kinds if member({name for n, name in enumerate(names) if k >> n & 1})]
        found: Truth = (models & sum(1 << k for k in fitting)) != 0
        return found

    if none_empty:
        models = models[np.logical_and.reduce([exists(lambda kind, n=name: n in kind) for name in names])]  # type: ignore[misc]

    def truth(form: Form) -> Truth:
        quantity, x, y = form
        return {
            "all": ~exists(lambda kind: x in kind and y not in kind),
            "no": ~exists(lambda kind: x in kind and y in kind),
            "some": exists(lambda kind: x in kind and y in kind),
            "some-not": exists(lambda kind: x in kind and y not in kind),
        }[str(quantity)]

    return truth


def holds_in_order(form: Form, model: Mapping[str, int]) -> bool:
    """A model gives each name its place, from 1."""
    match form:
        case ["before", x, y]:
            return model[x] < model[y]
        case ["next", x, y]:
            return model[x] + 1 == model[y]
        case ["at", x, int(place)]:
            return model[x] == place
        case ["not", inner]:
            return not holds_in_order(inner, model)
        case ["or", one, other]:
            return holds_in_order(one, model) or holds_in_order(other, model)
    raise AssertionError(form)


def holds_of_facts(form: Form, model: Mapping[str, bool]) -> bool:
    """A model says of each name whether it is true."""
    match form:
        case str(name):
            return model[name]
        case ["not", inner]:
            return not holds_of_facts(inner, model)
        case [joint, one, other]:
            left, right = holds_of_facts(one, model), holds_of_facts(other, model)
            return {"and": left and right, "or": left or right, "if": not left or right}[str(joint)]
    raise AssertionError(form)


def names_in(form: Form) -> set[str]:
    if isinstance(form, str):
        return {form}
    return set().union(*(names_in(inner) for inner in form[1:])) if isinstance(form, list) else set()


def follows(option: Form, premises: list[Form], truth: TruthOf) -> bool:
    """Whether an option is true in all models of the premises; "nothing" and "open" say what is unknown."""
    left = np.logical_and.reduce([truth(premise) for premise in premises])
    assert left.any(), "the premises contradict each other"
    match option:
        case ["nothing", x, y]:
            claims = [
                [kind, *pair] for kind in ("all", "no", "some", "some-not") for pair in ((x, y), (y, x))
            ]
            return not any(truth(claim)[left].all() for claim in claims)
        case ["open", inner]:
            return bool(truth(inner)[left].any() and not truth(inner)[left].all())
    return bool(truth(option)[left].all())


def readings_of(form: Mapping[str, Any]) -> list[TruthOf]:
    """Truth in the models of an item, for each way in which it may be read."""
    if form["logic"] == "order":
        names = form["names"]
        orders = [dict(zip(names, places, strict=True)) for places in permutations(range(1, len(names) + 1))]
        return [lambda claim: np.array([holds_in_order(claim, model) for model in orders])]
    if form["logic"] == "propositions":
        names = sorted(set().union(*map(names_in, (*form["premises"], *form["options"].values()))))
        facts = [dict(zip(names, each, strict=True)) for each in product((False, True), repeat=len(names))]
        return [lambda claim: np.array([holds_of_facts(claim, model) for model in facts])]
    # People differ in whether "all" means that there are any; a key must hold either way.
    return [truth_of_classes(form["names"], none_empty=none_empty) for none_empty in (False, True)]


def test_every_logical_item_has_a_form() -> None:
    assert set(FORMS) == set(ITEMS)


@pytest.mark.parametrize("item_id", sorted(FORMS))
def test_only_the_key_follows_from_what_the_item_says(item_id: str) -> None:
    form, item = FORMS[item_id], ITEMS[item_id]
    assert isinstance(item.key, SingleChoiceKey)
    assert tuple(form["options"]) == item.option_ids
    for truth in readings_of(form):
        right = {name for name, each in form["options"].items() if follows(each, form["premises"], truth)}
        assert right == {item.key.correct}


@pytest.mark.parametrize("item_id", sorted(FORMS))
def test_the_key_does_not_follow_from_a_single_premise_of_several(item_id: str) -> None:
    form, item = FORMS[item_id], ITEMS[item_id]
    assert isinstance(item.key, SingleChoiceKey)
    right = form["options"][item.key.correct]
    if right[0] not in {"nothing", "open"} and len(form["premises"]) > 1:
        truth = readings_of(form)[0]
        assert not any(follows(right, [premise], truth) for premise in form["premises"])
