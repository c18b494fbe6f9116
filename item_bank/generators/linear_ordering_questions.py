"""Problems about an order, drawn for each question, with options proved over all orders; no words.

A problem is given out only when the rules allow an order, no rule is idle, every thing is spoken of, exactly
one option is right, and no single rule gives the answer away.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from types import MappingProxyType
from typing import Final, Literal

from item_bank.generators.linear_ordering_rules import (
    Kind,
    Order,
    Orders,
    Rule,
    all_orders,
    cannot_be,
    distance,
    holds,
    must_be,
    orders,
    orders_under,
    orders_with,
    rules_by_kind,
    without_idle,
)

Question = Literal["place", "order", "must", "cannot", "could"]

QUESTIONS: Final[Mapping[Question, float]] = MappingProxyType(
    {"place": 0.25, "order": 0.15, "must": 0.25, "cannot": 0.2, "could": 0.15}
)
"""How often each question is asked."""

N_OPTIONS: Final = 5
MOST_RULES: Final = 6
MOST_OF_A_KIND: Final = 3
"""Of rules other than "before": more of the same are tiresome to read."""
SHARE_WITH_CONDITION: Final = 0.35

RULE_WEIGHTS: Final[Mapping[Kind, float]] = MappingProxyType(
    {
        "before": 4.0,
        "just_before": 2.0,
        "beside": 1.2,
        "apart": 1.2,
        "between": 1.2,
        "at": 0.6,
        "not_at": 0.8,
    }
)
"""How often each kind of rule is drawn."""

_THINGS: Final[Mapping[Question, Sequence[int]]] = MappingProxyType(
    {"place": (5, 5, 6), "order": (4, 5, 5, 6), "must": (4, 5, 6), "cannot": (4, 5, 6), "could": (4, 5, 6)}
)
_MOST_ORDERS: Final = (1, 2, 3, 4, 6, 8, 12)
_STATEMENTS: Final[tuple[Kind, ...]] = ("before", "before", "at", "beside", "just_before")


@dataclass(frozen=True, slots=True)
class Problem:
    """A problem without words. Things and places are counted from 0.

    `options` are the things offered where a place is asked for, `orders` where a whole order is, otherwise
    `statements`; the right one is that at the place `correct`, save that things are shown by the alphabet.
    """

    question: Question
    n: int
    rules: tuple[Rule, ...]
    condition: Rule | None
    correct: int
    options: tuple[int, ...] = ()
    orders: tuple[Order, ...] = ()
    statements: tuple[Rule, ...] = ()
    place: int = 0

    @property
    def allowed(self) -> Orders:
        """The orders under all rules and the condition."""
        return orders_under([*self.rules, *([self.condition] if self.condition else [])], self.n)


def draw(question: Question, has_kind: Callable[[Kind], bool], correct: int, rng: Random) -> Problem:
    """A problem whose right option stands at a place; `has_kind` says which kinds of rule can be said."""
    while True:
        n = rng.choice(_THINGS[question])
        rules = _rules(n, has_kind, rng)
        if rules is None:
            continue
        condition = _condition(question, rules, n, rng)
        match question:
            case "place":
                problem = _place(n, rules, condition, correct, rng)
            case "order":
                problem = _order(n, rules, correct, rng)
            case _:
                problem = _statements(question, n, rules, condition, correct, has_kind, rng)
        if problem is not None:
            return problem


def _rules(n: int, has_kind: Callable[[Kind], bool], rng: Random) -> tuple[Rule, ...] | None:
    """Rules that are true in one order, drawn until few orders are left; None where they make no problem."""
    truth = tuple(rng.sample(range(n), n))
    kinds = [kind for kind in RULE_WEIGHTS if has_kind(kind)]
    weights = [RULE_WEIGHTS[kind] for kind in kinds]
    most = rng.choice(_MOST_ORDERS)
    allowed, drawn = all_orders(n), list[Rule]()
    while allowed.bit_count() > most and len(drawn) < 2 * MOST_RULES:
        kind = rng.choices(kinds, weights)[0]
        rule = rng.choice([each for each in rules_by_kind(kind, n) if holds(each, truth)])
        if not must_be(rule, allowed, n):
            drawn.append(rule)
            allowed &= orders_with(rule, n)
    rules = without_idle(drawn, n)
    is_fit = allowed.bit_count() <= most and 3 <= len(rules) <= MOST_RULES
    is_of_all = {thing for rule in rules for thing in rule.things} == set(range(n))
    plain = sum(rule.kind in {"at", "not_at"} for rule in rules)
    heavy = max((sum(rule.kind == kind for rule in rules) for kind in kinds if kind != "before"), default=0)
    if not is_fit or not is_of_all or plain > len(rules) // 2 or heavy > MOST_OF_A_KIND:
        return None
    return tuple(rng.sample(rules, len(rules)))


def _condition(question: Question, rules: Sequence[Rule], n: int, rng: Random) -> Rule | None:
    """Sometimes one more rule, which the question begins with; it leaves fewer orders, but not one only."""
    if question in {"order", "could"} or rng.random() >= SHARE_WITH_CONDITION:
        return None
    allowed = orders_under(rules, n)
    kinds: tuple[Kind, ...] = ("at", "before")
    possible = [
        rule
        for rule in rules_by_kind(rng.choice(kinds), n)
        if not must_be(rule, allowed, n) and not cannot_be(rule, allowed, n)
    ]
    return rng.choice(possible) if possible else None


def _told_by_one(rule: Rule, given: Iterable[Rule], n: int) -> bool:
    """Whether one of the given rules alone says that a rule is true, or that it is false."""
    return any(
        must_be(rule, orders_with(each, n), n) or cannot_be(rule, orders_with(each, n), n) for each in given
    )


def _place(
    n: int, rules: tuple[Rule, ...], condition: Rule | None, correct: int, rng: Random
) -> Problem | None:
    without = orders_under(rules, n)
    given = [*rules, *([condition] if condition else [])]
    allowed = orders_under(given, n)
    sure = [
        rule
        for rule in rules_by_kind("at", n)
        if must_be(rule, allowed, n)
        and not _told_by_one(rule, given, n)
        and not (condition and must_be(rule, without, n))
    ]
    if not sure:
        return None
    key = rng.choice(sure)
    others = rng.sample([thing for thing in range(n) if thing != key.things[0]], N_OPTIONS - 1)
    others.insert(correct, key.things[0])
    return Problem("place", n, rules, condition, correct, options=tuple(others), place=key.number)


def _order(n: int, rules: tuple[Rule, ...], correct: int, rng: Random) -> Problem | None:
    """One order that the rules allow among four that break one or two rules, each of them others."""
    allowed = orders_under(rules, n)
    possible = [order for number, order in enumerate(orders(n)) if allowed >> number & 1]
    key = rng.choice(possible)
    by_broken: dict[tuple[bool, ...], list[Order]] = {}
    for number, order in enumerate(orders(n)):
        broken = tuple(not orders_with(rule, n) >> number & 1 for rule in rules)
        if 1 <= sum(broken) <= 2:
            by_broken.setdefault(broken, []).append(order)
    singly = sum(sum(broken) == 1 for broken in by_broken)
    if len(by_broken) < N_OPTIONS - 1 or singly < 2:
        return None
    # Wrong orders that are all near to the right one would point at it: how central it is, is left to chance.
    wanted, best = rng.randrange(N_OPTIONS), N_OPTIONS
    shown = list[Order]()
    for _ in range(60):
        groups = sorted(by_broken, key=lambda broken: (sum(broken) - 1) * rng.random() + rng.random())
        tried = [rng.choice(by_broken[broken]) for broken in groups[: N_OPTIONS - 1]]
        rng.shuffle(tried)
        tried.insert(correct, key)
        away = abs(_centrality(tried, correct) - wanted)
        if away < best:
            shown, best = tried, away
        if best == 0:
            break
    return Problem("order", n, rules, None, correct, orders=tuple(shown))


def _centrality(shown: Sequence[Order], place: int) -> int:
    """How many of the orders are nearer to the rest than the one at a place."""
    sums = [sum(distance(one, other) for other in shown) for one in shown]
    return sum(each < sums[place] for each in sums)


def _statements(
    question: Question,
    n: int,
    rules: tuple[Rule, ...],
    condition: Rule | None,
    correct: int,
    has_kind: Callable[[Kind], bool],
    rng: Random,
) -> Problem | None:
    """Statements of one kind, one of which must be, cannot be or could be true."""
    kind = rng.choice([kind for kind in _STATEMENTS if has_kind(kind)])
    without = orders_under(rules, n)
    given = [*rules, *([condition] if condition else [])]
    allowed = orders_under(given, n)
    test = must_be if question == "must" else cannot_be
    right, wrong = list[Rule](), list[Rule]()
    for rule in rules_by_kind(kind, n):
        is_right = test(rule, allowed, n) != (question == "could")
        if not is_right:
            wrong.append(rule)
        elif not _told_by_one(rule, given, n) and not (condition and test(rule, without, n)):
            right.append(rule)
    if not right:
        return None
    key = rng.choice(right)
    offered = _different(key, wrong, rng)
    if len(offered) < N_OPTIONS - 1 or sum(_told_by_one(rule, given, n) for rule in offered) > 1:
        return None
    # Where one order is left, all wrong options are true together, and the one that is not would stand out.
    if question == "cannot" and (allowed.bit_count() == 1 or _stands_out(key, offered)):
        return None
    offered.insert(correct, key)
    return Problem(question, n, rules, condition, correct, statements=tuple(offered))


def _stands_out(key: Rule, wrong: Sequence[Rule]) -> bool:
    """Whether the key is at odds with more of the other statements about places than each of these is."""

    def at_odds(rule: Rule) -> int:
        return sum((rule.things == other.things) != (rule.number == other.number) for other in (key, *wrong))

    return key.kind == "at" and at_odds(key) > max(map(at_odds, wrong))


def _different(key: Rule, wrong: Sequence[Rule], rng: Random) -> list[Rule]:
    """Four wrong statements, none of which is the reverse of another or of the key."""
    chosen = [key]
    for rule in rng.sample(wrong, len(wrong)):
        is_new = all(set(rule.things) != set(other.things) or rule.kind == "at" for other in chosen)
        if is_new and len(chosen) < N_OPTIONS:
            chosen.append(rule)
    return chosen[1:]
