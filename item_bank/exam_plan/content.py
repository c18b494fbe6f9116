"""A blueprint on the items of a section: constraints for `scoring.assembly`, and what they are made of."""

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from item_bank.exam_plan.blueprint import (
    EVERY_ITEM,
    Blueprint,
    ConstraintPlan,
    LabelName,
    NumberName,
    Where,
)
from item_bank.items import Parameters
from scoring.arrays import Mask
from scoring.assembly import (
    NO_LABEL,
    NO_LIMITS,
    AllOrNone,
    Constraint,
    ContentPlan,
    Count,
    ItemAttributes,
    KeyBalance,
    Limits,
    Mean,
    Order,
    PriorityIndexTests,
    Proportion,
    SetCount,
    Sets,
    SetTotal,
    ShadowTests,
    Total,
)
from scoring.assembly.rows import Frame, Row, summed
from scoring.parameters import ItemParameters

_WORD = re.compile(r"\w+(?:['\N{RIGHT SINGLE QUOTATION MARK}-]\w+)*")
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


_BY_NAME = frozenset({"key_balance", "sets", "order"})
"""Kinds whose constraints ask `scoring.assembly` for a label by its name."""


@dataclass(frozen=True, slots=True)
class ItemFacts:
    """What constraints may ask of an item, whether it stands in a bank or in a release.

    `key` is the letter of the place of the right option, empty when no option is right or wrong. `seconds` is
    None for an item without response times.
    """

    id: str
    kind: str
    domain: str
    subdomain: str
    key: str
    set: str
    tags: tuple[str, ...]
    words: int
    has_figure: bool
    seconds: float | None
    difficulty: float
    enemies: tuple[str, ...]

    def labels(self, attribute: LabelName) -> tuple[str, ...]:
        """Its labels under this name; none where it bears none."""
        if attribute == "tags":
            return self.tags
        label: str = getattr(self, attribute)
        return (label,) if label else ()

    def number(self, attribute: NumberName) -> float:
        """Its number under this name; NaN where it is not known."""
        value = getattr(self, attribute)
        return math.nan if value is None else float(value)


def n_words(text: str) -> int:
    """How many words a text has; marks, dashes and blanks to fill in are none."""
    return len(_WORD.findall(text))


def key_letter(place: int | None) -> str:
    """The letter of a place in the author's order of options."""
    return "" if place is None else _LETTERS[place] if place < len(_LETTERS) else str(place + 1)


def mean_difficulty(parameters: Parameters | None) -> float:
    """The mean difficulty, threshold or step, logits; those of a nominal item are where neighbours cross."""
    if parameters is None:
        return math.nan
    if isinstance(parameters, ItemParameters):
        return float(np.mean(parameters.b))
    rises = np.diff(parameters.scores)
    steps = -np.diff(parameters.intercepts)[rises != 0.0] / (parameters.a * rises[rises != 0.0])
    return float(steps.mean())


def is_told(where: Where, item: ItemFacts) -> bool:
    """Whether everything that the condition says holds for the item."""
    return (
        all(set(each.labels) & set(item.labels(each.attribute)) for each in where.labels)
        and all(
            (-math.inf if each.at_least is None else each.at_least)
            <= item.number(each.attribute)
            <= (math.inf if each.at_most is None else each.at_most)
            for each in where.numbers
        )
        and where.has_figure in {None, item.has_figure}
        and (not where.items or item.id in where.items)
        and all(is_told(each, item) for each in where.all_of)
        and (not where.any_of or any(is_told(each, item) for each in where.any_of))
        and not any(is_told(each, item) for each in where.none_of)
    )


@dataclass(frozen=True)
class Told:
    """A condition of a blueprint, as `scoring.assembly` asks for conditions: these items, in these words."""

    places: tuple[int, ...]
    words: str

    def mask(self, attributes: ItemAttributes) -> Mask:
        """Which items are meant, (n_items,)."""
        found = np.zeros(attributes.n_items, dtype=np.bool_)
        found[list(self.places)] = True
        return found

    def in_words(self) -> str:
        """What follows the word "items"."""
        return self.words


@dataclass(frozen=True)
class NamedEnemies:
    """Of each group of items at most one is in a test; the groups are told by their names."""

    groups: tuple[tuple[int, ...], ...]
    names: tuple[str, ...]

    def in_words(self) -> str:
        """The constraint, as it would be said."""
        return f"at most one item of each of {len(self.groups)} groups of enemies"

    def rows(self, frame: Frame) -> Iterable[Row]:  # noqa: ARG002
        """A row for each group."""
        for group, name in zip(self.groups, self.names, strict=True):
            yield summed(np.array(group), np.ones(len(group)), 0.0, 1.0, f"of the enemies {name}")


def content_plan(blueprint: Blueprint, items: Sequence[ItemFacts], length: tuple[int, int]) -> ContentPlan:
    """The blueprint for these items and tests of this length; the bank's enemies are kept apart as well.

    The plan's constraints stand in the blueprint's order; the one on the bank's enemies, if any, is last.

    Raises:
        ValueError: a constraint does not fit the items or the others.
    """
    found: list[Constraint] = [constraint(each, items) for each in blueprint.constraints]
    enemies = _enemies(items)
    if enemies.groups and blueprint.method == "shadow_test":
        found.append(enemies)
    return ContentPlan.of(attributes(blueprint, items), length=length, constraints=found)


def content_tests(blueprint: Blueprint, plan: ContentPlan, *, is_limited: bool = True) -> ShadowTests:
    """How tests are kept to the plan. `is_limited` False lifts the solver's limit of time."""
    if blueprint.method == "priority_index":
        return PriorityIndexTests(plan)
    seconds = blueprint.time_limit_seconds if is_limited else None
    return ShadowTests(
        plan,
        refresh=blueprint.refresh,
        moved_by=blueprint.moved_by,
        # The exact optimum is the same for every correct solver; one near it would be this solver's own.
        limits=NO_LIMITS if seconds is None else Limits(seconds=seconds),
    )


def attributes(blueprint: Blueprint, items: Sequence[ItemFacts]) -> ItemAttributes:
    """The attributes that the blueprint's constraints ask for by name.

    Raises:
        ValueError: a number is not known of an item.
    """
    labels = {each.by for each in blueprint.constraints if each.kind in _BY_NAME and each.by is not None}
    numbers = {each.number for each in blueprint.constraints if each.number is not None}
    return ItemAttributes.of(
        len(items),
        labels={name: [(*item.labels(name), NO_LABEL)[0] for item in items] for name in sorted(labels)},
        numbers={name: np.array([item.number(name) for item in items]) for name in sorted(numbers)},
    )


def constraint(plan: ConstraintPlan, items: Sequence[ItemFacts]) -> Constraint:  # noqa: PLR0911  one for each kind
    """One constraint of the blueprint.

    Raises:
        ValueError: its bounds make no sense, or it names an item that is not there.
    """
    where, number, by = told(plan.where, items), plan.number or "", plan.by or ""
    at_least, at_most = plan.at_least or 0.0, math.inf if plan.at_most is None else plan.at_most
    match plan.kind:
        case "count":
            return Count(where, at_least=int(at_least), at_most=at_most)
        case "proportion":
            return Proportion(where, at_least=at_least, at_most=min(at_most, 1.0), of=told(plan.of, items))
        case "total":
            return Total(number, at_least=at_least, at_most=at_most, where=where)
        case "mean":
            low = -math.inf if plan.at_least is None else plan.at_least
            return Mean(number, at_least=low, at_most=at_most, where=where)
        case "key_balance":
            return KeyBalance(by, tolerance=plan.tolerance)
        case "sets":
            return Sets(
                by,
                least_items=plan.least_items,
                most_items=math.inf if plan.most_items is None else plan.most_items,
                least_sets=plan.least_sets,
                most_sets=math.inf if plan.most_sets is None else plan.most_sets,
            )
        case "set_count":
            return SetCount(where, at_least=int(at_least), at_most=at_most)
        case "set_total":
            return SetTotal(number, at_least=at_least, at_most=at_most)
        case "enemies":
            return NamedEnemies(*_groups(plan, items))
        case "all_or_none":
            return AllOrNone(_groups(plan, items)[0])
        case "order":
            return Order(by, *plan.labels)


def told(where: Where, items: Sequence[ItemFacts]) -> Told:
    """The condition on these items."""
    if where == EVERY_ITEM:
        return Told(tuple(range(len(items))), "")
    return Told(tuple(place for place, item in enumerate(items) if is_told(where, item)), where.in_words())


def places_of(items: Sequence[ItemFacts]) -> Mapping[str, int]:
    """The place of each item by its id."""
    return {item.id: place for place, item in enumerate(items)}


def _groups(
    plan: ConstraintPlan, items: Sequence[ItemFacts]
) -> tuple[tuple[tuple[int, ...], ...], tuple[str, ...]]:
    """The groups of two items or more that a constraint names or that a label makes, with their names."""
    if plan.by is None:
        places = places_of(items)
        unknown = sorted({each for group in plan.groups for each in group} - places.keys())
        if unknown:
            raise ValueError(f"groups must name items of the section, got {', '.join(unknown)}")
        named = tuple(tuple(places[each] for each in group) for group in plan.groups)
        return named, tuple(", ".join(group) for group in plan.groups)
    found: dict[str, list[int]] = {}
    for place, item in enumerate(items):
        for label in item.labels(plan.by) if is_told(plan.where, item) else ():
            found.setdefault(label, []).append(place)
    kept = {label: tuple(group) for label, group in sorted(found.items()) if len(group) > 1}
    return tuple(kept.values()), tuple(f"by {plan.by} {label}" for label in kept)


def _enemies(items: Sequence[ItemFacts]) -> NamedEnemies:
    places = places_of(items)
    pairs = sorted(
        {
            (min(place, places[enemy]), max(place, places[enemy]))
            for place, item in enumerate(items)
            for enemy in item.enemies
            if enemy in places and enemy != item.id
        }
    )
    names = tuple(f"{items[first].id} and {items[second].id}" for first, second in pairs)
    return NamedEnemies(tuple(pairs), names)
