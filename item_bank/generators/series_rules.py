"""The rule space of number series: every rule that could have made some numbers, and what each asks for next.

The search makes a key provable: a series is kept only if all rules that fit it ask for the same next number,
simpler or not. A rule fits when it explains more terms than it has free numbers, so that a term confirms it.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from operator import add, mul, sub

Terms = Sequence[int]
Operation = Callable[[int], int]


@dataclass(frozen=True)
class Continuation:
    """A rule that fits a series, its number of free parts, and the number it asks for next."""

    rule: str
    complexity: int
    value: int


def continuations(terms: Terms) -> tuple[Continuation, ...]:
    """Every rule of the space that fits the terms, the simplest first."""
    found = [
        *_single_rules(terms),
        *_alternating_operations(terms),
        *_growing_operations(terms),
        *_interleaved(terms),
        *_pairs(terms),
        *_triads(terms),
    ]
    return tuple(sorted(found, key=lambda c: (c.complexity, c.rule)))


def _single_rules(terms: Terms) -> Iterator[Continuation]:
    """Rules in which each term follows from the one to three terms before it and its place."""
    for search in (
        _constant_step,
        _constant_ratio,
        _two_operations,
        _changing_step,
        _sum_of_terms,
        _changing_factor,
        _factor_and_changing_constant,
    ):
        yield from search(terms)


def differences(terms: Terms) -> list[int]:
    return [after - before for before, after in pairwise(terms)]


def _constant_step(terms: Terms) -> Iterator[Continuation]:
    steps = differences(terms)
    if len(steps) >= 2 and len(set(steps)) == 1:
        yield Continuation("constant step", 1, terms[-1] + steps[0])


def _constant_ratio(terms: Terms) -> Iterator[Continuation]:
    """Multiplication or division by one whole number."""
    pairs = list(pairwise(terms))
    if len(pairs) < 2 or 0 in terms:
        return
    up, down = terms[1] // terms[0], terms[0] // terms[1]
    if abs(up) > 1 and all(before * up == after for before, after in pairs):
        yield Continuation("constant ratio", 1, terms[-1] * up)
    if abs(down) > 1 and all(after * down == before for before, after in pairs) and terms[-1] % down == 0:
        yield Continuation("constant ratio", 1, terms[-1] // down)


def _two_operations(terms: Terms) -> Iterator[Continuation]:
    """Each term times one number plus another."""
    fitted = _affine(terms)
    if fitted and len(terms) >= 4:
        factor, constant = fitted
        if factor != 1 and constant != 0:
            yield Continuation("two operations", 2, terms[-1] * factor + constant)


def _affine(terms: Terms) -> tuple[int, int] | None:
    """The whole numbers k and c with each term k times the one before plus c, if they exist."""
    if len(terms) < 3 or terms[0] == terms[1]:
        return None
    factor, rest = divmod(terms[2] - terms[1], terms[1] - terms[0])
    constant = terms[1] - factor * terms[0]
    fits = rest == 0 and all(before * factor + constant == after for before, after in pairwise(terms))
    return (factor, constant) if fits else None


def _changing_step(terms: Terms) -> Iterator[Continuation]:
    """Steps that follow a rule themselves: growing evenly, by a factor, by both, or evenly in two stages."""
    steps = differences(terms)
    for inner in (*_constant_step(steps), *_constant_ratio(steps), *_two_operations(steps)):
        yield Continuation(f"steps with {inner.rule}", inner.complexity + 1, terms[-1] + inner.value)
    for inner in _constant_step(differences(steps)):
        yield Continuation("steps of steps with constant step", 3, terms[-1] + steps[-1] + inner.value)


def _sum_of_terms(terms: Terms) -> Iterator[Continuation]:
    """Terms made from two or three terms before: sums, weighted sums, sums with a constant."""
    for first in range(-3, 4):
        for second in range(-3, 4):
            if second == 0 or (first, second) == (2, -1):  # (2, -1) is a constant or evenly growing step
                continue
            rests = {terms[k] - first * terms[k - 1] - second * terms[k - 2] for k in range(2, len(terms))}
            if len(rests) == 1 and len(terms) >= 5:
                constant = rests.pop()
                complexity = 2 + (constant != 0) + ((first, second) != (1, 1))
                value = first * terms[-1] + second * terms[-2] + constant
                yield Continuation("sum of two terms", complexity, value)
    if len(terms) >= 5 and all(terms[k] == sum(terms[k - 3 : k]) for k in range(3, len(terms))):
        yield Continuation("sum of three terms", 3, sum(terms[-3:]))
    if len(terms) >= 5 and all(terms[k] == terms[k - 1] * terms[k - 2] for k in range(2, len(terms))):
        yield Continuation("product of two terms", 3, terms[-1] * terms[-2])


def _changing_factor(terms: Terms) -> Iterator[Continuation]:
    """Multiplication by a factor that grows evenly, possibly with a constant added each time."""
    for constant in range(-9, 10):
        moved = [term - constant for term in terms[1:]]
        if 0 in terms or any(after % before for before, after in zip(terms, moved, strict=False)):
            continue
        factors = [after // before for before, after in zip(terms, moved, strict=False)]
        for inner in _constant_step(factors):
            if len(set(factors)) > 1 and (constant == 0 or len(terms) >= 5):
                yield Continuation("changing factor", 2 + (constant != 0), terms[-1] * inner.value + constant)


def _factor_and_changing_constant(terms: Terms) -> Iterator[Continuation]:
    """Each term times one number plus another that grows evenly: three free numbers, so six terms or more."""
    if len(terms) < 6:
        return
    for factor in (*range(-5, 0), *range(2, 6)):
        constants = [after - factor * before for before, after in pairwise(terms)]
        for inner in _constant_step(constants):
            if len(set(constants)) > 1:
                yield Continuation("factor and growing constant", 4, terms[-1] * factor + inner.value)


def _alternating_operations(terms: Terms) -> Iterator[Continuation]:
    """Two or three operations in turn, additions or multiplications; or additions that grow on every turn."""
    pairs = list(pairwise(terms))
    for period in (2, 3):
        if len(pairs) < 2 * period:
            continue
        turn = len(pairs) % period
        for operation in _operations(pairs[turn::period]):
            if all(any(True for _ in _operations(pairs[start::period])) for start in range(period)):
                yield Continuation(f"{period} operations in turn", period, operation(terms[-1]))
        steps = differences(terms)
        if period == 2 and len(steps) >= 6:
            inner = [list(_constant_step(steps[start::2])) for start in range(2)]
            if all(inner):
                yield Continuation("growing steps in turn", 4, terms[-1] + inner[turn][0].value)


def _growing_operations(terms: Terms) -> Iterator[Continuation]:
    """Two operations in turn, of which one is always the same and the other an addition that grows evenly."""
    pairs = list(pairwise(terms))
    if len(pairs) < 6:
        return
    turn = len(pairs) % 2
    asked, resting = pairs[turn::2], pairs[1 - turn :: 2]
    growing = {
        start: list(_constant_step([after - before for before, after in chosen]))
        for start, chosen in (("asked", asked), ("resting", resting))
        if len(chosen) >= 3
    }
    for inner in growing.get("asked", []):
        if any(True for _ in _operations(resting)):
            yield Continuation("an operation and growing steps in turn", 4, terms[-1] + inner.value)
    if growing.get("resting"):
        for operation in _operations(asked):
            yield Continuation("growing steps and an operation in turn", 4, operation(terms[-1]))


def _operations(pairs: Sequence[tuple[int, int]]) -> Iterator[Operation]:
    """The additions and multiplications that turn the first of each pair into the second; needs two pairs."""
    if len(pairs) < 2:
        return
    step = pairs[0][1] - pairs[0][0]
    if all(after - before == step for before, after in pairs):
        yield partial(add, step)
    for factor in (*range(-9, 0), *range(2, 10)):
        if all(before * factor == after for before, after in pairs):
            yield partial(mul, factor)
        if all(after * factor == before for before, after in pairs) and any(after for _, after in pairs):
            yield partial(_divided, factor)


def _divided(divisor: int, term: int) -> int:
    return term // divisor


def _interleaved(terms: Terms) -> Iterator[Continuation]:
    """Two series in turn, each with a rule of its own that needs only its own terms."""
    one, other = terms[len(terms) % 2 :: 2], terms[1 - len(terms) % 2 :: 2]
    if len(one) < 3 or len(other) < 3:
        return
    asked, resting = list(_single_rules(one)), list(_single_rules(other))
    if asked and resting:
        simplest = resting[0].complexity
        for inner in asked:
            yield Continuation(f"interleaved, {inner.rule}", inner.complexity + simplest + 1, inner.value)


def _pairs(terms: Terms) -> Iterator[Continuation]:
    """Neighbours in pairs, the second made from the first alone; asked for after the first of a pair."""
    firsts, seconds = terms[:-1:2], terms[1::2]
    if len(terms) % 2 == 0 or len(seconds) < 3:
        return
    for factor in (*range(-5, 0), *range(1, 6)):
        constants = {second - factor * first for first, second in zip(firsts, seconds, strict=True)}
        if len(constants) == 1:
            constant = constants.pop()
            complexity = 2 + (factor != 1 and constant != 0)
            yield Continuation("second of a pair", complexity, factor * terms[-1] + constant)
    if all(second == first * first for first, second in zip(firsts, seconds, strict=True)):
        yield Continuation("square in a pair", 2, terms[-1] * terms[-1])


def _triads(terms: Terms) -> Iterator[Continuation]:
    """Neighbours in threes, the third made from the two before it; asked for after the second of a triad."""
    if len(terms) % 3 != 2 or len(terms) < 8:
        return
    whole = [terms[start : start + 3] for start in range(0, len(terms) - 2, 3)]
    one, other = terms[-2:]
    for name, combine in _TRIADS.items():
        constants = {third - combine(first, second) for first, second, third in whole}
        if len(constants) == 1 and (len(whole) >= 3 or constants == {0}):
            constant = constants.pop()
            yield Continuation(f"{name} in a triad", 3 + (constant != 0), combine(one, other) + constant)


_TRIADS: dict[str, Callable[[int, int], int]] = {
    "sum": add,
    "difference": sub,
    "difference back": lambda first, second: second - first,
    "product": mul,
}
