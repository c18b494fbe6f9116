"""Values and variables of composite items: base types, containers, mappings, tables, as QTI defines them."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from item_bank.kinds.composite_tree import Rule

Scalar: TypeAlias = str | float | int | bool | tuple[str, str] | tuple[float, float]
NUMBERS: Final = frozenset({"integer", "float", "duration"})
CARDINALITIES: Final = ("single", "multiple", "ordered", "record")


@dataclass(frozen=True, slots=True)
class Container:
    """Several values; those without an order are kept in one, so that equal containers are equal."""

    kind: Literal["multiple", "ordered"]
    members: tuple[Scalar, ...]


@dataclass(frozen=True, slots=True)
class Record:
    """Values by names of fields."""

    fields: tuple[tuple[str, Scalar | None], ...]


Value: TypeAlias = Scalar | Container | Record | None
"""A value of response processing; None is NULL."""


@dataclass(frozen=True, slots=True)
class MapEntry:
    """What one answer is worth."""

    key: Scalar
    worth: float
    is_case_sensitive: bool = True


@dataclass(frozen=True, slots=True)
class Mapping:
    """What each answer is worth, what any other is, and the bounds of their sum."""

    entries: tuple[MapEntry, ...]
    default: float = 0.0
    low: float = -math.inf
    high: float = math.inf

    def of(self, value: Value) -> float:
        """What a response is worth; an answer that is given twice counts once."""
        total = sum(self._one(each) for each in dict.fromkeys(members(value)))
        if value is None:
            total = next((entry.worth for entry in self.entries if entry.key == ""), 0.0)
        return min(max(total, self.low), self.high)

    def _one(self, value: Scalar) -> float:
        for entry in self.entries:
            if same(entry.key, value) or (
                not entry.is_case_sensitive
                and isinstance(entry.key, str)
                and isinstance(value, str)
                and entry.key.casefold() == value.casefold()
            ):
                return entry.worth
        return self.default


@dataclass(frozen=True, slots=True)
class AreaMapping:
    """What points on a figure are worth, by the areas they lie in."""

    entries: tuple[tuple[str, tuple[float, ...], float], ...]
    default: float = 0.0
    low: float = -math.inf
    high: float = math.inf

    def of(self, value: Value) -> float:
        """What a response is worth; each area counts once."""
        total, used = 0.0, set[int]()
        for point in members(value):
            for place, (shape, at, worth) in enumerate(self.entries):
                if is_inside(point, shape, at):
                    total += 0.0 if place in used else worth
                    used.add(place)
                    break
            else:
                total += self.default
        return min(max(total, self.low), self.high)


@dataclass(frozen=True, slots=True)
class Declaration:
    """One variable of an item."""

    identifier: str
    role: Literal["response", "outcome", "template"]
    cardinality: str
    base_type: str
    correct: Value = None
    default: Value = None
    mapping: Mapping | None = None
    areas: AreaMapping | None = None
    table: Rule | None = None


def read_declaration(rule: Rule) -> Declaration:
    """The variable of a declaration.

    Raises:
        ValueError: a number in it is none.
    """
    role = rule.name.removesuffix("-declaration")
    if role not in {"response", "outcome", "template"} or not rule.get("identifier"):
        raise ValueError(f"a declaration must name a variable, got {rule.name}")
    cardinality, base_type = rule.get("cardinality", "single"), rule.get("base-type", "identifier")
    if cardinality not in CARDINALITIES:
        raise ValueError(f"cardinality must be one of {', '.join(CARDINALITIES)}, got {cardinality}")
    mapping, areas = rule.inner("mapping"), rule.inner("area-mapping")
    tables = rule.inner("match-table", "interpolation-table")
    return Declaration(
        rule.get("identifier"),
        role,  # type: ignore[arg-type]
        cardinality,
        base_type,
        _values(rule, "correct-response", cardinality, base_type),
        _values(rule, "default-value", cardinality, base_type),
        _mapping(mapping[0], base_type) if mapping else None,
        _areas(areas[0]) if areas else None,
        tables[0] if tables else None,
    )


def scalar(text: str, base_type: str) -> Scalar:
    """A value as its base type has it.

    Raises:
        ValueError: it is none of that type.
    """
    words = text.split()
    match base_type:
        case "boolean":
            return text.strip() in {"true", "1"}
        case "integer":
            number = float(text)
            if not number.is_integer():
                raise ValueError(f"an integer must be whole, got {text}")
            return int(number)
        case "float" | "duration":
            return float(text) + 0.0
        case "pair" | "directedPair":
            if len(words) != 2:  # noqa: PLR2004 - a pair
                raise ValueError(f"a pair must name two things, got {text}")
            pair = (words[0], words[1])
            return pair if base_type == "directedPair" else ordered_pair(pair)
        case "point":
            x, y = (float(word) for word in words)
            return (x, y)
        case "identifier":
            return " ".join(words)
    return text.strip()


def ordered_pair(pair: tuple[str, str]) -> tuple[str, str]:
    """A pair without an order, in the one order that stands for both."""
    return pair if pair[0] <= pair[1] else (pair[1], pair[0])


def container(kind: str, values: Iterable[Scalar]) -> Value:
    """Values in a container; an empty one is NULL."""
    found = tuple(values)
    if not found:
        return None
    return Container("ordered", found) if kind == "ordered" else Container("multiple", _sorted(found))


def members(value: Value) -> tuple[Scalar, ...]:
    """The members of a container, a single value by itself, nothing of NULL."""
    if isinstance(value, Container):
        return value.members
    return () if value is None or isinstance(value, Record) else (value,)


def same(first: Value, second: Value) -> bool:
    """Whether two values match; true is no 1."""
    if isinstance(first, bool) is not isinstance(second, bool):
        return False
    if isinstance(first, Container) and isinstance(second, Container) and first.kind != second.kind:
        return False
    return first == second


def number_of(value: Value) -> float | None:
    """A number; a container of one stands for its member. None where there is none."""
    if isinstance(value, Container):
        return number_of(value.members[0]) if len(value.members) == 1 else None
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def is_inside(point: Value, shape: str, at: tuple[float, ...]) -> bool:
    """Whether a point lies in an area or on its edge."""
    if not isinstance(point, tuple) or not all(isinstance(each, int | float) for each in point):
        return False
    x, y = float(point[0]), float(point[1])
    if shape == "default":
        return True
    if shape == "circle":
        return math.hypot(x - at[0], y - at[1]) <= at[2]
    if shape == "ellipse":
        return ((x - at[0]) / at[2]) ** 2 + ((y - at[1]) / at[3]) ** 2 <= 1.0
    if shape == "rect":
        return min(at[0], at[2]) <= x <= max(at[0], at[2]) and min(at[1], at[3]) <= y <= max(at[1], at[3])
    corners = list(zip(at[::2], at[1::2], strict=False))
    crossed = False
    for (x1, y1), (x2, y2) in zip(corners, [*corners[1:], *corners[:1]], strict=True):
        cross = (x2 - x1) * (y - y1) - (y2 - y1) * (x - x1)
        on_edge = cross == 0.0 and min(x1, x2) <= x <= max(x1, x2) and min(y1, y2) <= y <= max(y1, y2)
        if on_edge:
            return True
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            crossed = not crossed
    return crossed


def coordinates(text: str) -> tuple[float, ...]:
    """The numbers of an area."""
    return tuple(float(each.strip().removesuffix("%")) for each in text.replace(",", " ").split())


def _sorted(values: tuple[Scalar, ...]) -> tuple[Scalar, ...]:
    return tuple(sorted(values, key=lambda each: (str(type(each)), str(each))))


def _values(rule: Rule, name: str, cardinality: str, base_type: str) -> Value:
    nodes = [value for inner in rule.inner(name) for value in inner.inner("value")]
    if not nodes:
        return None
    if cardinality == "record":
        return Record(
            tuple(
                (
                    each.get("field-identifier"),
                    scalar(each.text, each.get("base-type", base_type or "string")),
                )
                for each in nodes
            )
        )
    values = [scalar(each.text, base_type) for each in nodes]
    return values[0] if cardinality == "single" else container(cardinality, values)


def _bound(rule: Rule, name: str, usual: float) -> float:
    return float(rule.get(name)) if rule.get(name).strip() else usual


def _mapping(rule: Rule, base_type: str) -> Mapping:
    entries = [
        MapEntry(
            "" if not each.get("map-key").strip() else scalar(each.get("map-key"), base_type),
            float(each.get("mapped-value", "0")),
            each.get("case-sensitive", "true").strip() not in {"false", "0"},
        )
        for each in rule.inner("map-entry")
    ]
    return Mapping(
        tuple(entries),
        _bound(rule, "default-value", 0.0),
        _bound(rule, "lower-bound", -math.inf),
        _bound(rule, "upper-bound", math.inf),
    )


def _areas(rule: Rule) -> AreaMapping:
    entries = tuple(
        (each.get("shape", "default"), coordinates(each.get("coords")), float(each.get("mapped-value", "0")))
        for each in rule.inner("area-map-entry")
    )
    return AreaMapping(
        entries,
        _bound(rule, "default-value", 0.0),
        _bound(rule, "lower-bound", -math.inf),
        _bound(rule, "upper-bound", math.inf),
    )
