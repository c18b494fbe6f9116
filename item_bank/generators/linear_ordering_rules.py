"""Rules about an order of things, and what holds in every order that they allow; no words, no items.

An order gives each thing its place. The orders of n things are numbered, and a rule is the set of orders in
which it is true, kept as the bits of one number, so that a proof over all orders is one operation.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations, permutations
from typing import Final, Literal

Kind = Literal["before", "just_before", "beside", "apart", "between", "at", "not_at"]
Order = tuple[int, ...]
"""The things from the first place to the last."""

Orders = int
"""A set of orders: bit k is set when order k is in it."""

GAPS: Final = (1, 2)
"""How many things may stand between two by a rule of kind `apart`."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What is said of one, two or three things.

    `before`, `just_before`: the first thing, somewhere or directly, before the second. `beside`: nothing is
    between the two. `apart`: `number` things do. `between`: the first somewhere between the two others. `at`,
    `not_at`: the thing at the place `number`, counted from 0, or not there.
    """

    kind: Kind
    things: tuple[int, ...]
    number: int = 0


@cache
def orders(n: int) -> tuple[Order, ...]:
    """All orders of n things."""
    return tuple(permutations(range(n)))


@cache
def all_orders(n: int) -> Orders:
    return (1 << len(orders(n))) - 1


@cache
def orders_with(rule: Rule, n: int) -> Orders:
    """The orders of n things in which a rule is true."""
    return sum(1 << number for number, order in enumerate(orders(n)) if holds(rule, order))


def orders_under(rules: Iterable[Rule], n: int) -> Orders:
    """The orders in which all rules are true."""
    allowed = all_orders(n)
    for rule in rules:
        allowed &= orders_with(rule, n)
    return allowed


def holds(rule: Rule, order: Order) -> bool:
    """Whether a rule is true in one order."""
    places = [order.index(thing) for thing in rule.things]
    match rule.kind:
        case "before":
            return places[0] < places[1]
        case "just_before":
            return places[0] + 1 == places[1]
        case "beside":
            return abs(places[0] - places[1]) == 1
        case "apart":
            return abs(places[0] - places[1]) == rule.number + 1
        case "between":
            return min(places[1:]) < places[0] < max(places[1:])
        case "at":
            return places[0] == rule.number
        case "not_at":
            return places[0] != rule.number


def must_be(rule: Rule, allowed: Orders, n: int) -> bool:
    """Whether a rule is true in every one of the orders."""
    return allowed & ~orders_with(rule, n) == 0


def cannot_be(rule: Rule, allowed: Orders, n: int) -> bool:
    """Whether a rule is false in every one of the orders."""
    return allowed & orders_with(rule, n) == 0


def rules_of(kind: Kind, n: int) -> Iterator[Rule]:
    """Every rule of a kind about n things, each sense once."""
    for things in permutations(range(n), 2):
        if kind in {"before", "just_before"}:
            yield Rule(kind, things)
    for things in combinations(range(n), 2):
        if kind == "beside":
            yield Rule(kind, things)
        if kind == "apart":
            yield from (Rule(kind, things, gap) for gap in GAPS if gap + 2 <= n)
    for thing in range(n):
        if kind == "between":
            others = [other for other in range(n) if other != thing]
            yield from (Rule(kind, (thing, *pair)) for pair in combinations(others, 2))
        if kind == "at":
            yield from (Rule(kind, (thing,), place) for place in range(n))
        if kind == "not_at":
            # Only the ends: what is said of a place in the middle is hard to say well.
            yield from (Rule(kind, (thing,), place) for place in (0, n - 1))


@cache
def rules_by_kind(kind: Kind, n: int) -> tuple[Rule, ...]:
    return tuple(rules_of(kind, n))


def without_idle(rules: Sequence[Rule], n: int) -> tuple[Rule, ...]:
    """The rules without those that the others imply, the later ones kept."""
    kept = list(rules)
    for rule in rules:
        rest = [other for other in kept if other is not rule]
        if must_be(rule, orders_under(rest, n), n):
            kept = rest
    return tuple(kept)


def distance(one: Order, other: Order) -> int:
    """How many pairs of things stand the other way round (Kendall)."""
    return sum(
        (one.index(a) < one.index(b)) != (other.index(a) < other.index(b))
        for a, b in combinations(range(len(one)), 2)
    )
