"""Small plans for the tests of assembly; what each constraint means, said again; every test enumerated."""

import itertools
from collections.abc import Iterable, Sequence

import numpy as np
from hypothesis import strategies as st

from scoring.assembly import (
    EVERY_ITEM,
    AllOrNone,
    Among,
    Between,
    Both,
    Condition,
    Constraint,
    ContentPlan,
    Count,
    Either,
    Enemies,
    ItemAttributes,
    KeyBalance,
    Labelled,
    Mean,
    Not,
    Proportion,
    Sets,
    Total,
)

ROOM = 1e-9


def is_fulfilled(constraint: Constraint, attributes: ItemAttributes, items: Sequence[int]) -> bool:
    """Whether a test of these items fulfils the constraint, by its meaning and not by rows."""
    match constraint:
        case Count():
            return constraint.at_least <= _n(constraint.where, attributes, items) <= constraint.at_most
        case Proportion():
            whole = [item for item in items if constraint.of.mask(attributes)[item]]
            part = _n(constraint.where, attributes, whole)
            low, high = constraint.at_least * len(whole), constraint.at_most * len(whole)
            return low - ROOM <= part <= high + ROOM
        case Total():
            total = sum(_numbers(constraint.attribute, constraint.where, attributes, items))
            return constraint.at_least <= total <= constraint.at_most
        case Mean():
            numbers = _numbers(constraint.attribute, constraint.where, attributes, items)
            mean = float(np.mean(numbers)) if numbers else constraint.at_least
            return constraint.at_least - ROOM <= max(mean, -99.0) <= constraint.at_most + ROOM
        case KeyBalance():
            labels = attributes.labels_of(constraint.attribute)
            kinds = set(labels) - {""}
            borne = [labels[item] for item in items if labels[item]]
            equal = len(borne) / len(kinds)
            return all(abs(borne.count(kind) - equal) <= constraint.tolerance + ROOM for kind in kinds)
        case Sets():
            used = _by_label(constraint.attribute, attributes, items)
            own = {label: bounds for label, *bounds in constraint.exceptions}
            general = [constraint.least_items, constraint.most_items]
            fits = [
                own.get(label, general)[0] <= len(each) <= own.get(label, general)[1]
                for label, each in used.items()
            ]
            return all(fits) and constraint.least_sets <= len(used) <= constraint.most_sets
        case Enemies():
            return all(len(set(group) & set(items)) <= 1 for group in _groups(constraint.groups, attributes))
        case AllOrNone():
            groups = _groups(constraint.groups, attributes)
            return all(len(set(group) & set(items)) in {0, len(group)} for group in groups)
    raise AssertionError(constraint)


def every_test(plan: ContentPlan) -> Iterable[tuple[int, ...]]:
    """Every test that fulfils the plan, by trying all."""
    for length in range(plan.shortest, plan.longest + 1):
        for items in itertools.combinations(range(plan.n_items), length):
            if all(is_fulfilled(each, plan.attributes, items) for each in plan.constraints):
                yield items


@st.composite
def attributes(draw: st.DrawFn, most_items: int = 9) -> ItemAttributes:
    """A few items with a kind, a key, perhaps a passage, and words."""
    n_items = draw(st.integers(4, most_items))

    def of_items(values: Sequence[str]) -> list[str]:
        return draw(st.lists(st.sampled_from(values), min_size=n_items, max_size=n_items))

    return ItemAttributes.of(
        n_items,
        labels={
            "kind": of_items(["x", "y", "z"]),
            "key": of_items(["A", "B"]),
            "passage": ["p1", *of_items(["", "p1", "p2", "p3"])[1:]],
            "enemy": ["e1", *of_items(["", "", "e1", "e2"])[1:]],
        },
        numbers={"words": draw(st.lists(st.integers(1, 9), min_size=n_items, max_size=n_items))},
    )


@st.composite
def conditions(draw: st.DrawFn, of: ItemAttributes) -> Condition:
    """A condition on these items."""
    kinds = sorted(set(of.labels_of("kind")))
    simple = st.one_of(
        st.just(EVERY_ITEM),
        st.sampled_from(kinds).map(lambda kind: Labelled("kind", kind)),
        st.integers(1, 9).map(lambda most: Between("words", at_most=most)),
        st.sets(st.integers(0, of.n_items - 1), min_size=1).map(lambda items: Among(*sorted(items))),
    )
    first, second = draw(simple), draw(simple)
    return draw(st.sampled_from([first, Not(first), Both(first, second), Either(first, second)]))


@st.composite
def constraints(draw: st.DrawFn, of: ItemAttributes) -> Constraint:
    """A constraint of any kind but sets and order."""
    where, other = draw(conditions(of)), draw(conditions(of))
    low, high = sorted(draw(st.tuples(st.integers(0, 4), st.integers(1, 6))))
    shares = st.sampled_from([0.0, 0.2, 0.25, 1 / 3, 0.5, 0.6, 0.75])
    share = draw(shares)
    kinds: list[Constraint] = [
        Count(where, at_least=low, at_most=high),
        Count(where, at_most=high),
        Proportion(where, at_least=share, at_most=0.9),
        Proportion(where, at_most=share, of=other),
        Total("words", at_least=5 * low, at_most=6 * high, where=where),
        Mean("words", at_least=low, at_most=high + 1, where=where),
        Mean("words", at_most=high, where=where),
        KeyBalance("key", tolerance=1.0),
        Enemies("enemy"),
        Enemies(((0, 1), (1, 2, 3))),
        AllOrNone(((0, 2), (1, 3))),
        AllOrNone("passage"),
    ]
    return draw(st.sampled_from(kinds))


@st.composite
def plans(draw: st.DrawFn, most_items: int = 9) -> ContentPlan:
    """A plan with up to four constraints, and sets in half of the cases; perhaps nothing fulfils it."""
    of = draw(attributes(most_items))
    chosen = draw(st.lists(constraints(of), max_size=4))
    least = draw(st.integers(1, 2))
    sets = Sets("passage", least_items=least, most_items=least + draw(st.integers(0, 2)), most_sets=2)
    if draw(st.booleans()):
        chosen.append(sets)
    shortest = draw(st.integers(1, 4))
    longest = shortest + draw(st.integers(0, 1))
    return ContentPlan.of(of, length=(shortest, longest), constraints=chosen)


def _n(where: Condition, of: ItemAttributes, items: Sequence[int]) -> int:
    return sum(bool(where.mask(of)[item]) for item in items)


def _numbers(attribute: str, where: Condition, of: ItemAttributes, items: Sequence[int]) -> list[float]:
    return [float(of.numbers_of(attribute)[item]) for item in items if where.mask(of)[item]]


def _by_label(attribute: str, of: ItemAttributes, items: Sequence[int]) -> dict[str, list[int]]:
    labels = of.labels_of(attribute)
    used: dict[str, list[int]] = {}
    for item in items:
        if labels[item]:
            used.setdefault(labels[item], []).append(item)
    return used


def _groups(groups: str | tuple[tuple[int, ...], ...], of: ItemAttributes) -> Iterable[Sequence[int]]:
    if isinstance(groups, str):
        return _by_label(groups, of, range(of.n_items)).values()
    return groups
