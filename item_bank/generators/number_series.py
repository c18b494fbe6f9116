"""Number series: terms made by one of several rules, one provable next number, options from likely slips.

`generate` gives the same series for the same arguments on every machine. The search of `series_rules` is run
on every series before it is given out.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from random import Random

from item_bank.generators.series_rules import Terms, continuations, differences

N_OPTIONS = 5
GUESSING = 0.2
PRIOR_SD = 1.0
LARGEST = 2000


@dataclass(frozen=True)
class Family:
    """A rule, the operators that it asks of the solver, and how its terms are drawn.

    Series that a rule of less than `least` complexity continues are refused: they are easier than they seem.
    """

    operators: tuple[str, ...]
    shown: int
    draw: Callable[[Random, int], list[int]]
    least: int


@dataclass(frozen=True)
class Series:
    """A series without its words: the terms shown, the options in rising order, which of them is right."""

    seed: int
    family: str
    terms: tuple[int, ...]
    options: tuple[int, ...]
    correct: int
    discrimination: float

    @property
    def answer(self) -> int:
        return self.options[self.correct]

    @property
    def difficulty(self) -> float:
        """A prior in logits: the authors' judgement of each operator's weight, not a calibration."""
        lowest, _ = difficulty_reach(self.family)
        reach = max(abs(term) for term in (*self.terms, self.answer))
        falls = self.terms[-1] < self.terms[0] or min(self.terms) < 0
        return round(lowest + 0.25 * (reach > 100) + 0.25 * (reach > 500) + 0.2 * falls, 2)


EASIEST = -2.4
OPERATOR_WEIGHTS: Mapping[str, float] = {
    "addition": 0.0,
    "multiplication": 0.6,
    "second operation": 1.3,
    "third operation": 1.3,
    "operations in turn": 1.3,
    "changing coefficient": 1.2,
    "interleaved series": 1.8,
    "earlier terms": 2.0,
    "third term": 0.6,
    "neighbouring pairs": 1.6,
    "neighbouring triads": 2.0,
}


def difficulty_reach(family: str) -> tuple[float, float]:
    """The lowest and the highest prior that a rule's series can have."""
    lowest = EASIEST + sum(OPERATOR_WEIGHTS[operator] for operator in EVERY_FAMILY[family].operators)
    return round(lowest, 2), round(lowest + 0.7, 2)


def generate(seed: int, *, family: str, correct: int) -> Series:
    """The series of a seed whose answer stands at the place `correct` among five rising options.

    Raises ValueError where the family or the place does not exist.
    """
    if family not in EVERY_FAMILY:
        raise ValueError(f"family: expected one of {', '.join(sorted(EVERY_FAMILY))}, got {family!r}.")
    if not 0 <= correct < N_OPTIONS:
        raise ValueError(f"correct: expected a place from 0 to {N_OPTIONS - 1}, got {correct}.")
    rng = Random(f"series {family} {seed}")
    rule = EVERY_FAMILY[family]
    while True:
        whole = rule.draw(rng, rule.shown + 1)
        terms, answer = tuple(whole[:-1]), whole[-1]
        if not _is_presentable(whole):
            continue
        found = continuations(terms)
        if {c.value for c in found} != {answer} or found[0].complexity < rule.least:
            continue
        options = _options(terms, answer, correct, rng)
        if options:
            return Series(seed, family, terms, options, correct, round(rng.uniform(1.0, 1.6), 2))


def _is_presentable(terms: Terms) -> bool:
    """Whether the numbers can be worked with by head and hardly repeat."""
    return max(map(abs, terms)) <= LARGEST and len(set(terms)) >= len(terms) - 1 and 0 not in terms


def _options(terms: Terms, answer: int, correct: int, rng: Random) -> tuple[int, ...] | None:
    """The answer with as many lower slips as its place asks for, the likelier ones first, the rest higher."""
    widest = max(12, *(2 * abs(step) for step in differences((*terms, answer))))
    lower: list[int] = []
    higher: list[int] = []
    for slip in dict.fromkeys(_slips(terms, answer, rng)):
        is_usable = slip not in (answer, terms[-1], 0) and abs(slip - answer) <= widest
        if is_usable and (slip > 0 or min((*terms, answer)) < 0):
            (lower if slip < answer else higher).append(slip)
    if len(lower) < correct or len(higher) < N_OPTIONS - 1 - correct:
        return None
    return tuple(sorted([*lower[:correct], answer, *higher[: N_OPTIONS - 1 - correct]]))


def _slips(terms: Terms, answer: int, rng: Random) -> Iterator[int]:
    """Wrong numbers that a person arrives at: another step of the series first, then slips of calculation."""
    steps = differences(terms)
    last, right_step = terms[-1], answer - terms[-1]
    likely = [last + step for step in steps[-3:]]
    likely += [terms[-2] + steps[-1], terms[-2] + right_step, 2 * last - terms[-3], last - right_step]
    likely += [answer + steps[-1], answer - steps[-1], answer + right_step, answer + steps[-1] - steps[-2]]
    likely += [last + terms[-2], answer + terms[0], answer - terms[0]]
    rng.shuffle(likely)
    yield from likely
    small = [1, -1, 2, -2] if abs(answer) < 100 else [2, -2, 4, -4]
    slips = [answer + slip for slip in (10, -10, *small)]
    slips += [int(str(answer)[::-1])] if answer > 9 else []
    rng.shuffle(slips)
    yield from slips
    yield from (answer + slip for slip in (5, -5, 20, -20, 3, -3))


def _chain(start: int, length: int, follow: Callable[[list[int]], int]) -> list[int]:
    terms = [start]
    while len(terms) < length:
        terms.append(follow(terms))
    return terms


def _signed(rng: Random, low: int, high: int) -> int:
    return rng.choice((1, 1, -1)) * rng.randint(low, high)


def _arithmetic(rng: Random, length: int) -> list[int]:
    step = _signed(rng, 3, 17)
    start = rng.randint(2, 40) if step > 0 else rng.randint(70, 140)
    return _chain(start, length, lambda terms: terms[-1] + step)


def _geometric(rng: Random, length: int) -> list[int]:
    factor = rng.choice((2, 2, 3, 3, 4))
    terms = _chain(rng.randint(1, 7), length, lambda terms: terms[-1] * factor)
    return terms[::-1] if rng.random() < 0.4 else terms


def _growing_steps(rng: Random, length: int) -> list[int]:
    first, growth = _signed(rng, 1, 9), _signed(rng, 1, 5)
    return _chain(rng.randint(2, 60), length, lambda terms: terms[-1] + first + growth * (len(terms) - 1))


def _growing_steps_of_steps(rng: Random, length: int) -> list[int]:
    """Cubic growth: the steps' own steps grow evenly."""
    first, second, third = rng.randint(1, 5), rng.randint(1, 4), rng.randint(1, 3)
    steps = _chain(first, length - 1, lambda s: s[-1] + second + third * (len(s) - 1))
    return _chain(rng.randint(1, 12), length, lambda terms: terms[-1] + steps[len(terms) - 1])


def _two_steps_in_turn(rng: Random, length: int) -> list[int]:
    steps = rng.sample((2, 3, 4, 5, 6, 7, 8, 9, 11), 2)
    signed = (steps[0], -steps[1]) if rng.random() < 0.7 else (steps[0], steps[1])
    return _chain(rng.randint(12, 50), length, lambda terms: terms[-1] + signed[(len(terms) - 1) % 2])


def _factor_and_step_in_turn(rng: Random, length: int) -> list[int]:
    factor, step = rng.choice((2, 2, 3)), _signed(rng, 2, 9)
    turn = rng.randint(0, 1)
    return _chain(
        rng.randint(2, 9),
        length,
        lambda terms: terms[-1] * factor if (len(terms) + turn) % 2 else terms[-1] + step,
    )


def _three_operations_in_turn(rng: Random, length: int) -> list[int]:
    operations = [(rng.choice((2, 2, 3)), 0), (1, rng.randint(2, 9)), (1, -rng.randint(2, 9))]
    rng.shuffle(operations)

    def follow(terms: list[int]) -> int:
        factor, step = operations[(len(terms) - 1) % 3]
        return terms[-1] * factor + step

    return _chain(rng.randint(3, 12), length, follow)


def _times_plus(rng: Random, length: int) -> list[int]:
    factor, constant = rng.choice((2, 2, 3)), _signed(rng, 1, 7)
    return _chain(rng.randint(2, 8), length, lambda terms: terms[-1] * factor + constant)


def _multiplying_steps(rng: Random, length: int) -> list[int]:
    factor, first = rng.choice((2, 2, 3)), rng.choice((1, 2, 3, 4, 5))
    return _chain(rng.randint(3, 25), length, lambda terms: terms[-1] + first * factor ** (len(terms) - 1))


def _growing_factor(rng: Random, length: int) -> list[int]:
    first = rng.choice((1, 2, 2, 3))
    return _chain(rng.randint(1, 5), length, lambda terms: terms[-1] * (first + len(terms) - 1))


def _swinging_steps(rng: Random, length: int) -> list[int]:
    """Steps up and down in turn that grow each time, as +2, -4, +6, -8."""
    first, growth = rng.randint(1, 5), rng.randint(1, 4)
    return _chain(
        rng.randint(20, 60),
        length,
        lambda terms: terms[-1] + (first + growth * (len(terms) - 1)) * (1 if len(terms) % 2 else -1),
    )


def _sum_of_two(rng: Random, length: int) -> list[int]:
    terms = [rng.randint(1, 9), rng.randint(2, 12)]
    while len(terms) < length:
        terms.append(terms[-1] + terms[-2])
    return terms


def _sum_of_two_and_constant(rng: Random, length: int) -> list[int]:
    terms, constant = [rng.randint(1, 8), rng.randint(2, 9)], _signed(rng, 1, 5)
    while len(terms) < length:
        terms.append(terms[-1] + terms[-2] + constant)
    return terms


def _sum_of_three(rng: Random, length: int) -> list[int]:
    terms = [rng.randint(1, 6) for _ in range(3)]
    while len(terms) < length:
        terms.append(sum(terms[-3:]))
    return terms


def _woven(one: list[int], other: list[int], length: int) -> list[int]:
    return [term for pair in zip(one, other, strict=True) for term in pair][:length]


def _two_arithmetic(rng: Random, length: int) -> list[int]:
    half = (length + 1) // 2
    return _woven(_arithmetic(rng, half), _arithmetic(rng, half), length)


def _arithmetic_and_geometric(rng: Random, length: int) -> list[int]:
    half = (length + 1) // 2
    pair = [_arithmetic(rng, half), _geometric(rng, half)]
    rng.shuffle(pair)
    return _woven(pair[0], pair[1], length)


def _arithmetic_and_growing(rng: Random, length: int) -> list[int]:
    half = (length + 1) // 2
    return _woven(_growing_steps(rng, half), _arithmetic(rng, half), length)


def _weighted_sum_of_two(rng: Random, length: int) -> list[int]:
    first, second = rng.choice(((1, 2), (2, 1), (3, -1), (1, 3), (3, -2), (2, 2)))
    terms = [rng.randint(1, 9), rng.randint(2, 12)]
    while len(terms) < length:
        terms.append(first * terms[-1] + second * terms[-2])
    return terms


def _growing_factor_plus(rng: Random, length: int) -> list[int]:
    first, constant = rng.choice((1, 2)), _signed(rng, 1, 6)
    return _chain(rng.randint(1, 7), length, lambda terms: terms[-1] * (first + len(terms) - 1) + constant)


def _factor_and_growing_constant(rng: Random, length: int) -> list[int]:
    """As times 2 plus 1, times 2 plus 2, times 2 plus 3."""
    factor, first, growth = rng.choice((2, 2, 3)), _signed(rng, 1, 6), _signed(rng, 1, 4)
    return _chain(
        rng.randint(1, 9), length, lambda terms: terms[-1] * factor + first + growth * (len(terms) - 1)
    )


def _factor_and_growing_step_in_turn(rng: Random, length: int) -> list[int]:
    """As times 2, plus 1, times 2, plus 3, times 2, plus 5."""
    factor, first, growth = rng.choice((2, 2, 3)), _signed(rng, 1, 7), _signed(rng, 1, 5)
    turn = rng.randint(0, 1)

    def follow(terms: list[int]) -> int:
        if (len(terms) + turn) % 2:
            return terms[-1] * factor
        return terms[-1] + first + growth * ((len(terms) - 1) // 2)

    return _chain(rng.randint(2, 9), length, follow)


def _arithmetic_and_times_plus(rng: Random, length: int) -> list[int]:
    half = (length + 1) // 2
    pair = [_arithmetic(rng, half), _times_plus(rng, half)]
    rng.shuffle(pair)
    return _woven(pair[0], pair[1], length)


def _pair_of_neighbours(rng: Random, length: int) -> list[int]:
    """Numbers without an order of their own, each followed by what one operation makes of it."""
    factor, constant = rng.choice(((1, 7), (1, 12), (1, -4), (2, 0), (3, 0), (4, 0), (5, 0), (-1, 30)))
    firsts = rng.sample(range(5, 30), length // 2)
    return [term for first in firsts for term in (first, factor * first + constant)]


def _complex_pair_of_neighbours(rng: Random, length: int) -> list[int]:
    """The same with two operations, as times 3 minus 2."""
    factor, constant = rng.choice((2, 2, 3, 3, 4)), _signed(rng, 1, 7)
    firsts = rng.sample(range(3, 25), length // 2)
    return [term for first in firsts for term in (first, factor * first + constant)]


def _triad_of_neighbours(rng: Random, length: int) -> list[int]:
    """Two numbers without an order of their own, each time followed by their sum, difference or product."""
    kind = rng.choice(("sum", "difference", "product"))
    terms: list[int] = []
    while len(terms) < length:
        one, other = rng.sample(range(2, 10) if kind == "product" else range(3, 40), 2)
        one, other = (max(one, other), min(one, other)) if kind == "difference" else (one, other)
        third = {"sum": one + other, "difference": one - other, "product": one * other}[kind]
        terms += (one, other, third)
    return terms


FAMILIES: Mapping[str, Family] = {
    "arithmetic": Family(("addition",), 5, _arithmetic, 1),
    "geometric": Family(("multiplication",), 5, _geometric, 1),
    "growing-steps": Family(("changing coefficient",), 6, _growing_steps, 2),
    "two-steps-in-turn": Family(("operations in turn",), 7, _two_steps_in_turn, 2),
    "two-arithmetic": Family(("interleaved series",), 8, _two_arithmetic, 3),
    "sum-of-two": Family(("earlier terms",), 6, _sum_of_two, 2),
    "times-plus": Family(("multiplication", "second operation"), 5, _times_plus, 2),
    "multiplying-steps": Family(("changing coefficient", "multiplication"), 6, _multiplying_steps, 2),
    "growing-factor": Family(("changing coefficient", "multiplication"), 5, _growing_factor, 2),
    "factor-and-step-in-turn": Family(
        ("operations in turn", "multiplication"), 7, _factor_and_step_in_turn, 2
    ),
    "arithmetic-and-geometric": Family(
        ("interleaved series", "multiplication"), 8, _arithmetic_and_geometric, 3
    ),
    "swinging-steps": Family(("operations in turn", "changing coefficient"), 7, _swinging_steps, 3),
    "sum-of-three": Family(("earlier terms", "third term"), 7, _sum_of_three, 3),
    "arithmetic-and-growing": Family(
        ("interleaved series", "changing coefficient"), 8, _arithmetic_and_growing, 4
    ),
    "growing-steps-of-steps": Family(
        ("changing coefficient", "second operation"), 7, _growing_steps_of_steps, 3
    ),
    "sum-of-two-and-constant": Family(("earlier terms", "second operation"), 7, _sum_of_two_and_constant, 3),
    "three-operations-in-turn": Family(
        ("operations in turn", "multiplication", "third operation"), 8, _three_operations_in_turn, 3
    ),
}
"""The rules that the demo bank has series of."""

EVERY_FAMILY: Mapping[str, Family] = {
    **FAMILIES,
    "pair-of-neighbours": Family(("neighbouring pairs",), 9, _pair_of_neighbours, 2),
    "complex-pair-of-neighbours": Family(
        ("neighbouring pairs", "second operation"), 9, _complex_pair_of_neighbours, 3
    ),
    "triad-of-neighbours": Family(("neighbouring triads",), 11, _triad_of_neighbours, 3),
    "weighted-sum-of-two": Family(("earlier terms", "multiplication"), 7, _weighted_sum_of_two, 3),
    "growing-factor-plus": Family(
        ("changing coefficient", "multiplication", "second operation"), 5, _growing_factor_plus, 3
    ),
    "factor-and-growing-constant": Family(
        ("multiplication", "second operation", "changing coefficient"), 6, _factor_and_growing_constant, 3
    ),
    "factor-and-growing-step-in-turn": Family(
        ("operations in turn", "multiplication", "changing coefficient"),
        8,
        _factor_and_growing_step_in_turn,
        4,
    ),
    "arithmetic-and-times-plus": Family(
        ("interleaved series", "multiplication", "second operation"), 8, _arithmetic_and_times_plus, 4
    ),
}
"""All rules: those of the demo bank and the operators that are left: neighbours and combinations."""
