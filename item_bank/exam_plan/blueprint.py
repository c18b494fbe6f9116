"""The content blueprint of an adaptive section: what every test of it must hold, as a plan says it.

Only the record is here: `blueprint_reading` reads it, `content` makes it constraints of `scoring.assembly`.
"""

from dataclasses import dataclass, field
from typing import Literal

from item_bank.later_fields import LATER

ConstraintKind = Literal[
    "count",
    "proportion",
    "total",
    "mean",
    "key_balance",
    "sets",
    "set_count",
    "set_total",
    "enemies",
    "all_or_none",
    "order",
]
LabelName = Literal["domain", "subdomain", "kind", "key", "set", "tags"]
"""What an item is called: `key` is the letter of the place of the right option, in the author's order."""

NumberName = Literal["words", "seconds", "difficulty"]
"""Words of the stem in the plan's first language, expected seconds, mean difficulty or threshold (logits)."""

ContentMethod = Literal["shadow_test", "priority_index"]
RefreshName = Literal["always", "moved", "set_boundary"]


@dataclass(frozen=True, slots=True)
class OneOf:
    """An item bears one of these labels; of its tags, at least one."""

    attribute: LabelName
    labels: tuple[str, ...]

    def in_words(self) -> str:
        """After "items with"."""
        return f"{self.attribute} {' or '.join(self.labels)}"


@dataclass(frozen=True, slots=True)
class Within:
    """A number of an item lies within bounds, both included; None is no bound."""

    attribute: NumberName
    at_least: float | None = field(default=None, metadata=LATER)
    at_most: float | None = field(default=None, metadata=LATER)

    def in_words(self) -> str:
        """After "items with"."""
        if self.at_least is None:
            return f"{self.attribute} up to {self.at_most:g}"
        if self.at_most is None:
            return f"{self.attribute} from {self.at_least:g}"
        return f"{self.attribute} from {self.at_least:g} to {self.at_most:g}"


@dataclass(frozen=True, slots=True)
class Where:
    """Which items a constraint speaks of: those that everything said here holds for; all if nothing is."""

    labels: tuple[OneOf, ...] = field(default=(), metadata=LATER)
    numbers: tuple[Within, ...] = field(default=(), metadata=LATER)
    has_figure: bool | None = field(default=None, metadata=LATER)
    items: tuple[str, ...] = field(default=(), metadata=LATER)
    all_of: tuple["Where", ...] = field(default=(), metadata=LATER)
    any_of: tuple["Where", ...] = field(default=(), metadata=LATER)
    none_of: tuple["Where", ...] = field(default=(), metadata=LATER)

    def in_words(self) -> str:
        """After "items"; nothing when all items are meant."""
        said = [f"with {each.in_words()}" for each in self.labels]
        said += [f"with {each.in_words()}" for each in self.numbers]
        if self.has_figure is not None:
            said.append("with a figure" if self.has_figure else "without a figure")
        if self.items:
            said.append(f"out of {', '.join(self.items)}")
        said += [each.in_words() for each in self.all_of]
        if self.any_of:
            said.append(f"({' or '.join(each.in_words() for each in self.any_of)})")
        said += [f"not {each.in_words()}" for each in self.none_of]
        return " and ".join(said)


EVERY_ITEM = Where()


@dataclass(frozen=True, slots=True)
class ConstraintPlan:
    """One constraint. Which fields it has follows from its kind; the others keep their defaults.

    `where` and `of` choose items, `number` is what is summed up or averaged, `by` the labels that make groups
    or blocks, in the order of `labels`. `groups` are ids of items.
    """

    kind: ConstraintKind
    where: Where = field(default=EVERY_ITEM, metadata=LATER)
    of: Where = field(default=EVERY_ITEM, metadata=LATER)
    at_least: float | None = field(default=None, metadata=LATER)
    at_most: float | None = field(default=None, metadata=LATER)
    number: NumberName | None = field(default=None, metadata=LATER)
    by: LabelName | None = field(default=None, metadata=LATER)
    labels: tuple[str, ...] = field(default=(), metadata=LATER)
    groups: tuple[tuple[str, ...], ...] = field(default=(), metadata=LATER)
    tolerance: float = field(default=1.0, metadata=LATER)
    least_items: int = field(default=1, metadata=LATER)
    most_items: int | None = field(default=None, metadata=LATER)
    least_sets: int = field(default=0, metadata=LATER)
    most_sets: int | None = field(default=None, metadata=LATER)


@dataclass(frozen=True, slots=True)
class Blueprint:
    """Constraints on every test of a section, beside its length, and how they are kept.

    "shadow_test" assembles a whole test before every item, which keeps all constraints. `refresh` says when a
    new one is assembled, `moved_by` (logits) how far the ability must move for "moved". With
    `time_limit_seconds` the solver gives up after that many seconds and the best it has found serves; without
    a limit, the default, every choice can be computed again by any correct solver. "priority_index" is cheap,
    and only tries to keep the constraints.
    """

    method: ContentMethod = "shadow_test"
    constraints: tuple[ConstraintPlan, ...] = ()
    refresh: RefreshName = field(default="always", metadata=LATER)
    moved_by: float = field(default=0.1, metadata=LATER)
    time_limit_seconds: float | None = field(default=None, metadata=LATER)
