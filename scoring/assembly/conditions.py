"""Which items a constraint speaks of: conditions on attributes, that can be joined and put into words."""

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from scoring.arrays import Mask
from scoring.assembly.attributes import ItemAttributes


class Condition(Protocol):
    """What an item fulfils or not."""

    def mask(self, attributes: ItemAttributes) -> Mask:
        """Which items fulfil it, (n_items,).

        Raises:
            ValueError: an attribute, a label or an item is unknown.
        """

    def in_words(self) -> str:
        """What follows the word "items", such as "with domain figural"; nothing for every item."""


@dataclass(frozen=True)
class EveryItem:
    """Fulfilled by all items."""

    def mask(self, attributes: ItemAttributes) -> Mask:
        return np.ones(attributes.n_items, dtype=np.bool_)

    def in_words(self) -> str:
        return ""


EVERY_ITEM = EveryItem()


@dataclass(frozen=True, init=False)
class Labelled:
    """Fulfilled by items that bear one of these labels. `Labelled("domain", "figural", "verbal")`."""

    attribute: str
    labels: tuple[str, ...]

    def __init__(self, attribute: str, *labels: str) -> None:
        if not labels:
            raise ValueError(f"labels must name at least one label of {attribute}, got none")
        object.__setattr__(self, "attribute", attribute)
        object.__setattr__(self, "labels", labels)

    def mask(self, attributes: ItemAttributes) -> Mask:
        of_items = attributes.labels_of(self.attribute)
        known = set(of_items)
        for label in self.labels:
            # A misspelt label would make an upper limit hold by itself: nobody would notice that it is gone.
            if label not in known:
                listed = ", ".join(sorted(known - {""})) or "none"
                raise ValueError(f"{self.attribute} must be one that an item has ({listed}), got {label!r}")
        return np.array([label in self.labels for label in of_items], dtype=np.bool_)

    def in_words(self) -> str:
        return f"with {self.attribute} {_joined(self.labels, 'or')}"


@dataclass(frozen=True)
class Between:
    """Fulfilled by items whose number lies from `at_least` to `at_most`, both included."""

    attribute: str
    at_least: float = -np.inf
    at_most: float = np.inf

    def __post_init__(self) -> None:
        if not self.at_least <= self.at_most:
            raise ValueError(f"at_least must not exceed at_most, got {self.at_least!r} and {self.at_most!r}")

    def mask(self, attributes: ItemAttributes) -> Mask:
        numbers = attributes.numbers_of(self.attribute)
        return (numbers >= self.at_least) & (numbers <= self.at_most)

    def in_words(self) -> str:
        if self.at_least == -np.inf:
            return f"with {self.attribute} up to {self.at_most:g}"
        if self.at_most == np.inf:
            return f"with {self.attribute} from {self.at_least:g}"
        return f"with {self.attribute} from {self.at_least:g} to {self.at_most:g}"


@dataclass(frozen=True, init=False)
class Among:
    """Fulfilled by these items, named by their places in the pool. `Among(3, 7, 9)`."""

    items: tuple[int, ...]

    def __init__(self, *items: int) -> None:
        if not items:
            raise ValueError("items must name at least one item, got none")
        object.__setattr__(self, "items", items)

    def mask(self, attributes: ItemAttributes) -> Mask:
        known = np.zeros(attributes.n_items, dtype=np.bool_)
        for item in self.items:
            if not 0 <= item < attributes.n_items:
                raise ValueError(f"items must be 0 to {attributes.n_items - 1}, got {item!r}")
            known[item] = True
        return known

    def in_words(self) -> str:
        return f"among items {_joined(tuple(str(item) for item in self.items), 'and')}"


@dataclass(frozen=True, init=False)
class Both:
    """Fulfilled by items that fulfil every one of these conditions."""

    conditions: tuple[Condition, ...]

    def __init__(self, *conditions: Condition) -> None:
        if not conditions:
            raise ValueError("conditions must hold at least one condition, got none")
        object.__setattr__(self, "conditions", conditions)

    def mask(self, attributes: ItemAttributes) -> Mask:
        masks: Mask = np.logical_and.reduce([each.mask(attributes) for each in self.conditions])
        return masks

    def in_words(self) -> str:
        return " and ".join(words for each in self.conditions if (words := each.in_words()))


@dataclass(frozen=True, init=False)
class Either:
    """Fulfilled by items that fulfil at least one of these conditions."""

    conditions: tuple[Condition, ...]

    def __init__(self, *conditions: Condition) -> None:
        if not conditions:
            raise ValueError("conditions must hold at least one condition, got none")
        object.__setattr__(self, "conditions", conditions)

    def mask(self, attributes: ItemAttributes) -> Mask:
        masks: Mask = np.logical_or.reduce([each.mask(attributes) for each in self.conditions])
        return masks

    def in_words(self) -> str:
        return f"({' or '.join(each.in_words() or 'of any kind' for each in self.conditions)})"


@dataclass(frozen=True)
class Not:
    """Fulfilled by items that do not fulfil the condition."""

    condition: Condition

    def mask(self, attributes: ItemAttributes) -> Mask:
        return ~self.condition.mask(attributes)

    def in_words(self) -> str:
        return f"not {self.condition.in_words() or 'of any kind'}"


def _joined(words: tuple[str, ...], last: str) -> str:
    if len(words) == 1:
        return words[0]
    return f"{', '.join(words[:-1])} {last} {words[-1]}"
