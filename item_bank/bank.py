"""A bank: items with their drawings, languages, response scales and the metric of their parameters."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import Literal

from item_bank.findings import NOWHERE, Position
from item_bank.items import Item, Text
from scoring.parameters import ItemParameters


@dataclass(frozen=True, slots=True)
class Scale:
    """The metric that a bank's parameters are written in, and the group that its mean and sd describe."""

    metric: Literal["logit", "normal"] = "logit"
    D: float = 1.0
    mean: float = 0.0
    sd: float = 1.0
    reference_group: Text = Text({})

    def in_logits(self, parameters: ItemParameters) -> ItemParameters:
        """The same item on the scale that `scoring` works in: logits, D = 1, reference group with mean 0 and sd 1."""
        return ItemParameters(
            model=parameters.model,
            a=parameters.a * self.D * self.sd,
            b=tuple((b - self.mean) / self.sd for b in parameters.b),
            c=parameters.c,
            d=parameters.d,
        )


class Positions:
    """Where the items of a bank stand in files; a bank made by a program has no positions."""

    def of(self, item_id: str, *fields: str | int) -> Position:
        """The place of an item's field, or of the nearest field around it that has one."""
        return NOWHERE

    def of_bank(self, *fields: str | int) -> Position:
        """The place of a field that belongs to the bank as a whole."""
        return NOWHERE


@dataclass(frozen=True)
class Bank:
    """Items in the order of their ids, so that moving an item to another file changes nothing."""

    id: str
    title: Text
    languages: tuple[str, ...]
    notice: Text
    items: tuple[Item, ...]
    scale: Scale = Scale()
    response_scales: Mapping[str, tuple[Text, ...]] = field(default_factory=dict)
    media: Mapping[str, str] = field(default_factory=dict, repr=False)
    positions: Positions = field(default_factory=Positions, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "items", tuple(sorted(self.items, key=lambda item: item.id)))
        object.__setattr__(self, "response_scales", MappingProxyType(dict(self.response_scales)))
        object.__setattr__(self, "media", MappingProxyType(dict(self.media)))

    @cached_property
    def by_id(self) -> Mapping[str, Item]:
        """The items by id."""
        return MappingProxyType({item.id: item for item in self.items})

    @cached_property
    def domains(self) -> Mapping[str, tuple[Item, ...]]:
        """The items by domain."""
        names = sorted({item.domain for item in self.items})
        return MappingProxyType({name: tuple(i for i in self.items if i.domain == name) for name in names})

    def operational(self, domains: tuple[str, ...]) -> tuple[Item, ...]:
        """The items that a section over these domains may present, in the order of their ids."""
        return tuple(item for item in self.items if item.state == "operational" and item.domain in domains)
