"""A bank: items with their drawings, languages, response scales and the metric of their parameters."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from types import MappingProxyType
from typing import Literal

from item_bank.findings import Position
from item_bank.items import Item, Parameters, Stimulus, Text
from item_bank.toml_source import NO_SOURCE, Path, TomlSource
from scoring.parameters import ItemParameters, NominalParameters


@dataclass(frozen=True, slots=True)
class Scale:
    """The metric that a bank's parameters are written in, and the group that its mean and sd describe."""

    metric: Literal["logit", "normal"] = "logit"
    D: float = 1.0
    mean: float = 0.0
    sd: float = 1.0
    reference_group: Text = field(default_factory=lambda: Text({}))

    def in_logits(self, parameters: Parameters) -> Parameters:
        """The same item on the scale that `scoring` works in: logits, D = 1, mean 0 and sd 1.

        The whole exponent of a nominal item, a s_k theta + c_k, is in the bank's metric.
        """
        if isinstance(parameters, NominalParameters):
            return replace(
                parameters,
                a=parameters.a * self.D * self.sd,
                intercepts=tuple(
                    self.D * (intercept + parameters.a * score * self.mean)
                    for score, intercept in zip(parameters.scores, parameters.intercepts, strict=True)
                ),
            )
        return ItemParameters(
            model=parameters.model,
            a=parameters.a * self.D * self.sd,
            b=tuple((b - self.mean) / self.sd for b in parameters.b),
            c=parameters.c,
            d=parameters.d,
        )


class Positions:
    """Where a bank and its items stand in files; a bank made by a program stands nowhere."""

    def __init__(
        self,
        folder: str = "",
        bank: TomlSource = NO_SOURCE,
        items: Mapping[str, tuple[TomlSource, Path]] = MappingProxyType({}),
    ) -> None:
        self.bank = bank
        self._folder = folder
        self._items = items

    def table(self, item_id: str) -> tuple[TomlSource, Path]:
        """The file of an item and the path of its table in it."""
        return self._items.get(item_id, (NO_SOURCE, ()))

    def of(self, item_id: str, *fields: str | int) -> Position:
        """The place of an item's field, or of the nearest field around it that has one."""
        source, path = self.table(item_id)
        return source.position(*path, *fields)

    def of_media(self, name: str, line: int) -> Position:
        """A line of a drawing."""
        return Position(f"{self._folder}/{name}" if self._folder else name, line)


@dataclass(frozen=True, slots=True)
class CalibrationNote:
    """Which calibration a bank's parameters were taken from; `origin` as in `calibration_file`."""

    digest: str
    date: str
    n_persons: int
    n_items: int
    method: str
    origin: Literal["bank", "sample"]


@dataclass(frozen=True)
class Bank:
    """Items in the order of their ids, so that moving an item to another file changes nothing.

    `calibration` is None where the parameters are the bank's own, as its authors wrote them.
    """

    id: str
    title: Text
    languages: tuple[str, ...]
    notice: Text
    items: tuple[Item, ...]
    scale: Scale = field(default_factory=Scale)
    response_scales: Mapping[str, tuple[Text, ...]] = field(default_factory=dict)
    media: Mapping[str, str | bytes] = field(default_factory=dict, repr=False)
    calibration: CalibrationNote | None = None
    stimuli: tuple[Stimulus, ...] = ()
    positions: Positions = field(default_factory=Positions, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "items", tuple(sorted(self.items, key=lambda item: item.id)))
        object.__setattr__(self, "stimuli", tuple(sorted(self.stimuli, key=lambda each: each.id)))
        object.__setattr__(self, "response_scales", MappingProxyType(dict(self.response_scales)))
        object.__setattr__(self, "media", MappingProxyType(dict(self.media)))

    @cached_property
    def by_id(self) -> Mapping[str, Item]:
        """The items by id."""
        return MappingProxyType({item.id: item for item in self.items})

    @cached_property
    def stimuli_by_id(self) -> Mapping[str, Stimulus]:
        """The stimuli by id; that of an item has the id of its set."""
        return MappingProxyType({stimulus.id: stimulus for stimulus in self.stimuli})

    @cached_property
    def domains(self) -> Mapping[str, tuple[Item, ...]]:
        """The items by domain."""
        found: dict[str, list[Item]] = {}
        for item in self.items:
            found.setdefault(item.domain, []).append(item)
        return MappingProxyType({domain: tuple(items) for domain, items in found.items()})

    def operational(self, domains: tuple[str, ...]) -> tuple[Item, ...]:
        """The items that a section over these domains may present, in the order of their ids."""
        return self._in_state("operational", domains)

    def pretest(self, domains: tuple[str, ...]) -> tuple[Item, ...]:
        """The items of these domains that are on trial, in the order of their ids."""
        return self._in_state("pretest", domains)

    def _in_state(self, state: str, domains: tuple[str, ...]) -> tuple[Item, ...]:
        return tuple(item for item in self.items if item.state == state and item.domain in domains)
