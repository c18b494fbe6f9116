"""The constraints on how items hang together: sets, enemies, all-or-none, and the order of blocks."""

import itertools
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import KW_ONLY, dataclass
from typing import TypeAlias

import numpy as np

from scoring.assembly.attributes import ItemAttributes
from scoring.assembly.conditions import Condition
from scoring.assembly.rows import Frame, ItemSet, Row, bounds_in_words, check_bounds, summed

Groups: TypeAlias = str | tuple[tuple[int, ...], ...]
"""Groups of items: an attribute, whose labels name them, or the items of each group."""


@dataclass(frozen=True)
class Sets:
    """Items that share a stimulus, such as a passage, are given together, one after the other.

    The labels of `attribute` name the sets. A set that is used brings from `least_items` to `most_items` of
    its own; `exceptions` says so for single sets: (label, least, most). The number of sets lies within
    bounds. Items without a label stand alone. A plan has one such constraint at most.

    Raises:
        ValueError: the bounds make no sense.
    """

    attribute: str
    _: KW_ONLY
    least_items: int = 1
    most_items: float = math.inf
    least_sets: int = 0
    most_sets: float = math.inf
    exceptions: tuple[tuple[str, int, int], ...] = ()

    def __post_init__(self) -> None:
        for label, least, most in (
            ("any set", self.least_items, self.most_items),
            *self.exceptions,
        ):
            if not 1 <= least <= most:
                raise ValueError(
                    "least_items must be 1 or more and must not exceed most_items, "
                    f"got {least!r} and {most!r} for {label}"
                )
        if not 0 <= self.least_sets <= self.most_sets:
            raise ValueError(
                "least_sets must be 0 or more and must not exceed most_sets, "
                f"got {self.least_sets!r} and {self.most_sets!r}"
            )

    def in_words(self) -> str:
        sets = (
            "any number of"
            if self.least_sets == 0 and self.most_sets == math.inf
            else bounds_in_words(self.least_sets, self.most_sets)
        )
        return (
            f"{sets} sets by {self.attribute}, "
            f"with {bounds_in_words(self.least_items, self.most_items)} items each"
        )

    def sets(self, attributes: ItemAttributes) -> dict[str, ItemSet]:
        """The sets by label, with the columns after those of the items."""
        groups = attributes.groups_of(self.attribute)
        if not groups:
            raise ValueError(f"{self.attribute} must be borne by an item, got no label")
        return {
            label: ItemSet(label, attributes.n_items + place, items)
            for place, (label, items) in enumerate(groups.items())
        }

    def rows(self, frame: Frame) -> Iterable[Row]:
        columns = np.array([each.column for each in frame.sets.values()])
        words = f"sets by {self.attribute}"
        if self.least_sets > 0 or self.most_sets < len(frame.sets):
            ones = np.ones(columns.size)
            yield summed(columns, ones, self.least_sets, self.most_sets, words, unit="sets")
        own = {label: (least, most) for label, least, most in self.exceptions}
        unknown = sorted(own.keys() - frame.sets.keys())
        if unknown:
            raise ValueError(f"exceptions must name sets of {self.attribute}, got {', '.join(unknown)}")
        for label, found in frame.sets.items():
            least, most = own.get(label, (self.least_items, self.most_items))
            yield from self._linked(found, least, min(most, len(found.items)))

    def _linked(self, found: ItemSet, least: float, most: float) -> Iterator[Row]:
        """The rows of least * used <= number of items <= most * used."""
        columns = np.array([*found.items, found.column])
        words = f"items of {self.attribute} {found.label}, if any"
        for bound, at_least, at_most in ((least, 0.0, math.inf), (most, -math.inf, 0.0)):
            yield Row(
                columns=columns,
                amounts=np.array([*np.ones(len(found.items)), -bound]),
                at_least=at_least,
                at_most=at_most,
                at_least_words=f"at least {bound:g} {words}",
                at_most_words=f"at most {bound:g} {words}",
                is_demand=False,
            )
        # They follow from the others for whole numbers; without them the relaxation is so loose that a
        # shadow test takes four times as long.
        for item in found.items:
            words = f"item {item} only with its {self.attribute}, {found.label}"
            yield Row(
                columns=np.array([item, found.column]),
                amounts=np.array([1.0, -1.0]),
                at_least=-math.inf,
                at_most=0.0,
                at_least_words=words,
                at_most_words=words,
                is_demand=False,
            )


@dataclass(frozen=True)
class SetCount:
    """The number of sets whose items fulfil `where` lies within bounds.

    Two passages that must not meet are `SetCount(Labelled("passage", "p3", "p8"), at_most=1)`.

    Raises:
        ValueError: the bounds bound nothing, or nothing fulfils them.
    """

    where: Condition
    _: KW_ONLY
    at_least: int = 0
    at_most: float = math.inf

    def __post_init__(self) -> None:
        check_bounds(self.at_least, self.at_most)

    def in_words(self) -> str:
        return f"{bounds_in_words(self.at_least, self.at_most)} {self._counted()}"

    def rows(self, frame: Frame) -> Iterable[Row]:
        _check_sets(frame, "SetCount")
        mask = self.where.mask(frame.attributes)
        columns = []
        for found in frame.sets.values():
            of_items = mask[list(found.items)]
            if of_items.any() != of_items.all():
                raise ValueError(
                    f"where must hold for all items of a set or for none, "
                    f"got some of those of {found.label} {self.where.in_words()}"
                )
            if of_items.all():
                columns.append(found.column)
        ones = np.ones(len(columns))
        words = self._counted()
        yield summed(np.array(columns, dtype=np.int64), ones, self.at_least, self.at_most, words, unit="sets")

    def _counted(self) -> str:
        return " ".join(filter(None, ("sets", self.where.in_words())))


@dataclass(frozen=True)
class SetTotal:
    """The sum of a number that belongs to the stimulus, such as its words: it counts once for a used set.

    All items of a set must bear the same number; items without a set do not count.

    Raises:
        ValueError: the bounds bound nothing, or nothing fulfils them.
    """

    attribute: str
    _: KW_ONLY
    at_least: float = 0.0
    at_most: float = math.inf

    def __post_init__(self) -> None:
        check_bounds(self.at_least, self.at_most)

    def in_words(self) -> str:
        return f"{bounds_in_words(self.at_least, self.at_most)} {self.attribute} of the sets in all"

    def rows(self, frame: Frame) -> Iterable[Row]:
        _check_sets(frame, "SetTotal")
        numbers = frame.attributes.numbers_of(self.attribute)
        amounts = []
        for found in frame.sets.values():
            of_items = numbers[list(found.items)]
            if np.ptp(of_items) != 0.0:
                raise ValueError(
                    f"{self.attribute} must be the same for all items of a set, "
                    f"got {of_items.min():g} to {of_items.max():g} in {found.label}"
                )
            amounts.append(float(of_items[0]))
        yield summed(
            np.array([found.column for found in frame.sets.values()]),
            np.array(amounts),
            self.at_least,
            self.at_most,
            f"{self.attribute} of the sets in all",
            unit=self.attribute,
        )


@dataclass(frozen=True)
class Enemies:
    """Of each group of items at most one is in a test. A pair of enemies is a group of two."""

    groups: Groups

    def in_words(self) -> str:
        return f"at most one item of each {_groups_in_words(self.groups)}"

    def rows(self, frame: Frame) -> Iterable[Row]:
        for name, items in _groups(self.groups, frame.attributes):
            if len(items) > 1:
                ones = np.ones(len(items))
                yield summed(np.array(items), ones, 0.0, 1.0, f"of the enemies {name}")


@dataclass(frozen=True)
class AllOrNone:
    """The items of a group are in a test together, or none of them is."""

    groups: Groups

    def in_words(self) -> str:
        return f"all items or none of each {_groups_in_words(self.groups)}"

    def rows(self, frame: Frame) -> Iterable[Row]:
        for name, items in _groups(self.groups, frame.attributes):
            for first, second in itertools.pairwise(items):
                words = f"items {first} and {second} together ({name})"
                yield Row(
                    columns=np.array([first, second]),
                    amounts=np.array([1.0, -1.0]),
                    at_least=0.0,
                    at_most=0.0,
                    at_least_words=words,
                    at_most_words=words,
                    is_demand=False,
                )


@dataclass(frozen=True, init=False)
class Order:
    """Items come in the order of these labels: a section or block ends before the next one begins.

    `Order("section", "verbal", "numerical", "figural")`. Every item bears one of the labels. How many items
    a block has is for counts to say. A plan has one such constraint at most.
    """

    attribute: str
    labels: tuple[str, ...]

    def __init__(self, attribute: str, *labels: str) -> None:
        if len(labels) < 2 or len(set(labels)) != len(labels):  # noqa: PLR2004  one block has no order
            raise ValueError(f"labels must be two or more different ones, got {labels!r}")
        object.__setattr__(self, "attribute", attribute)
        object.__setattr__(self, "labels", labels)

    def in_words(self) -> str:
        return f"{self.attribute} in the order {', '.join(self.labels)}"

    def rows(self, frame: Frame) -> Iterable[Row]:  # noqa: ARG002  order is kept while items are given
        return ()

    def blocks(self, attributes: ItemAttributes) -> list[int]:
        """The place of every item's block in the order.

        Raises:
            ValueError: an item bears another label.
        """
        places = {label: place for place, label in enumerate(self.labels)}
        of_items = attributes.labels_of(self.attribute)
        for item, label in enumerate(of_items):
            if label not in places:
                listed = ", ".join(self.labels)
                raise ValueError(f"{self.attribute} must be one of {listed}, got {label!r} for item {item}")
        return [places[label] for label in of_items]


def _groups(groups: Groups, attributes: ItemAttributes) -> Sequence[tuple[str, tuple[int, ...]]]:
    if isinstance(groups, str):
        return [(f"{groups} {label}", items) for label, items in attributes.groups_of(groups).items()]
    for items in groups:
        if len(set(items)) != len(items) or not all(0 <= item < attributes.n_items for item in items):
            raise ValueError(
                f"groups must name different items, 0 to {attributes.n_items - 1}, got {items!r}"
            )
    return [(", ".join(map(str, items)), items) for items in groups]


def _groups_in_words(groups: Groups) -> str:
    if isinstance(groups, str):
        return groups
    return f"of {len(groups)} groups of items"


def _check_sets(frame: Frame, name: str) -> None:
    if not frame.sets:
        raise ValueError(f"{name} must stand beside a Sets constraint, got a plan without one")
