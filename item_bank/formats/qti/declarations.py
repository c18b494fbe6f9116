"""Response and outcome declarations of an item: types, right answers, mappings, defaults."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from item_bank.formats.package import Node

Scalar: TypeAlias = str | float | bool
Value: TypeAlias = Scalar | tuple[Scalar, ...] | None
"""A value of response processing: one, several in a container, or NULL."""

NUMBERS = frozenset({"integer", "float"})


@dataclass(frozen=True, slots=True)
class ResponseMap:
    """What each answer is worth, and the bounds of their sum."""

    values: Mapping[str, float]
    default: float = 0.0
    low: float | None = None
    high: float | None = None
    loose: frozenset[str] = frozenset()
    """Keys that match whatever their capitals are."""

    def of(self, value: Value) -> float:
        """What a response is worth."""
        several = value if isinstance(value, tuple) else () if value is None else (value,)
        total = sum(self._one(each) for each in dict.fromkeys(several))
        total = total if self.low is None else max(total, self.low)
        return total if self.high is None else min(total, self.high)

    def _one(self, value: Scalar) -> float:
        text = _plain(value)
        if text in self.values:
            return self.values[text]
        folded = text.casefold()
        return next((self.values[key] for key in self.loose if key.casefold() == folded), self.default)


@dataclass(frozen=True, slots=True)
class Declaration:
    """One variable of an item."""

    identifier: str
    cardinality: str
    base_type: str
    correct: Value = None
    default: Value = None
    mapping: ResponseMap | None = None
    table: tuple[Node, ...] = field(default=(), repr=False)


def read_declarations(item: Node) -> dict[str, Declaration]:
    """The responses and outcomes that an item declares, by identifier."""
    nodes = item.inner("response-declaration", "outcome-declaration")
    return {node.get("identifier"): _declaration(node) for node in nodes}


def scalar(text: str, base_type: str) -> Scalar:
    """A value as its base type has it.

    Raises:
        ValueError: it is no number where one is declared.
    """
    if base_type == "boolean":
        return text.strip() == "true"
    if base_type in NUMBERS:
        return float(text)
    return text if base_type == "string" else " ".join(text.split())


def _declaration(node: Node) -> Declaration:
    cardinality, base_type = node.get("cardinality", "single"), node.get("base-type", "identifier")
    mapping = node.inner("mapping")
    return Declaration(
        node.get("identifier"),
        cardinality,
        base_type,
        _values(node.inner("correct-response"), cardinality, base_type),
        _values(node.inner("default-value"), cardinality, base_type),
        _mapping(mapping[0]) if mapping else None,
        tuple(node.inner("match-table", "interpolation-table")),
    )


def _values(nodes: list[Node], cardinality: str, base_type: str) -> Value:
    values = tuple(scalar(each.text, base_type) for node in nodes for each in node.inner("value"))
    if not values:
        return None
    return values[0] if cardinality == "single" else in_container(values, cardinality)


def in_container(values: Iterable[Scalar], cardinality: str) -> tuple[Scalar, ...]:
    """The members of a container; those without an order get one, so that equal containers are equal."""
    return tuple(sorted(values, key=str) if cardinality == "multiple" else values)


def _mapping(node: Node) -> ResponseMap:
    entries = node.inner("map-entry")
    return ResponseMap(
        {" ".join(each.get("map-key").split()): float(each.get("mapped-value", "0")) for each in entries},
        float(node.get("default-value", "0")),
        float(node.get("lower-bound")) if node.get("lower-bound") else None,
        float(node.get("upper-bound")) if node.get("upper-bound") else None,
        frozenset(
            " ".join(each.get("map-key").split())
            for each in entries
            if each.get("case-sensitive", "true") == "false"
        ),
    )


def _plain(value: Scalar) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    return " ".join(value.split())
