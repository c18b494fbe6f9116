"""What a comparison of two quantities is, and the proof of its answer; the families of tasks are elsewhere.

Every number of a task is an amount: known, or known to lie between two bounds, or not told at all. The
relation of the two quantities is decided by computing both exactly for all values that the amounts can take.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product, starmap
from random import Random
from typing import Final, Literal, NamedTuple, Protocol

from item_bank.generators.text_forms import Words, number

Relation = Literal["greater", "less", "equal", "undecided"]
"""The first quantity against the second."""

RELATIONS: Final[tuple[Relation, ...]] = ("greater", "less", "equal", "undecided")

Number = int | Fraction
Show = Callable[[Number], Words]

_BOUNDS: Final = Words(
    "sekurang-kurangnya {low} dan sebanyak-banyaknya {high}", "at least {low} and at most {high}"
)


@dataclass(frozen=True, slots=True)
class Amount:
    """The values that a number of a task can take, from the lowest, and how a number is written."""

    values: tuple[Number, ...]
    show: Show = number

    @property
    def is_open(self) -> bool:
        return len(self.values) > 1

    @property
    def words(self) -> Words:
        """The number, or its bounds."""
        low, high = self.values[0], self.values[-1]
        return _BOUNDS.filled(low=self.show(low), high=self.show(high)) if self.is_open else self.show(low)


class Spoken(NamedTuple):
    """What a task tells, and its two quantities."""

    given: Sequence[Words]
    first: Words
    second: Words


@dataclass(frozen=True, slots=True)
class Task:
    """Two quantities that follow from amounts, and the words for them, made when they are wanted.

    `radicals` says what the family asks of the solver; what every task has is added by its reader.
    """

    family: str
    amounts: tuple[Amount, ...]
    both: Callable[..., tuple[Number, Number]]
    words: Callable[[], Spoken]
    radicals: Mapping[str, float]

    @property
    def n_open(self) -> int:
        return sum(amount.is_open for amount in self.amounts)

    def pairs(self) -> Iterator[tuple[Number, Number]]:
        """Both quantities for every value that the amounts can take."""
        return starmap(self.both, product(*(amount.values for amount in self.amounts)))

    def relation(self) -> Relation:
        """How the quantities compare, "undecided" where not always alike; ValueError without any values."""
        found: Relation | None = None
        for first, second in self.pairs():
            here: Relation = "equal" if first == second else "greater" if first > second else "less"
            if found not in {None, here}:
                return "undecided"
            found = here
        if found is None:
            raise ValueError(
                f"amounts: expected values, got an amount without any in a task of {self.family}."
            )
        return found

    def is_near(self) -> bool:
        """Whether the quantities are less than a tenth apart somewhere, without being equal."""
        return any(
            0 < abs(Fraction(first - second)) * 10 < max(abs(Fraction(first)), abs(Fraction(second)))
            for first, second in self.pairs()
        )


def amount(
    rng: Random, values: Sequence[Number], *, is_open: bool = False, show: Show = number, widest: int = 5
) -> Amount:
    """One of the values; or, where it shall be open, several neighbouring ones, told by their bounds."""
    if not is_open:
        return Amount((rng.choice(values),), show)
    width = rng.randint(2, min(widest, len(values) - 1))
    start = rng.randrange(len(values) - width)
    return Amount(tuple(values[start : start + width + 1]), show)


def percent(value: Number) -> Words:
    """A number with the sign for per cent."""
    shown = number(value)
    return Words(f"{shown.id}%", f"{shown.en}%")


class Family(Protocol):
    """A maker of tasks of one kind, with something left open or with nothing."""

    def __call__(self, rng: Random, *, is_open: bool) -> Task: ...
