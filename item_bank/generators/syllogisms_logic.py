"""The logic of syllogisms: what follows from two premises in every model of three sets; no words, no items.

A model says which of the eight regions of three sets have members; the one outside of all sets says nothing,
so there are 128 models. A statement is the set of models in which it is true, kept as the bits of one number.
Every set of a problem has members (existential import).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import Final, Literal

Mood = Literal["A", "E", "I", "O"]
MOODS: Final[tuple[Mood, ...]] = ("A", "E", "I", "O")

FIRST, MIDDLE, LAST = 0, 1, 2
"""The terms: that of the first premise only, that of both, that of the second premise only."""

FIGURES: Final = {
    1: ((FIRST, MIDDLE), (MIDDLE, LAST)),
    2: ((MIDDLE, FIRST), (LAST, MIDDLE)),
    3: ((FIRST, MIDDLE), (LAST, MIDDLE)),
    4: ((MIDDLE, FIRST), (MIDDLE, LAST)),
}
"""Subject and predicate of both premises, numbered as Khemlani and Johnson-Laird (2012) do."""

_REGIONS: Final = tuple(range(1, 8))
_MODELS: Final = tuple(range(1 << len(_REGIONS)))
Models = int
"""A set of models: bit k is set when model k is in it."""


@dataclass(frozen=True, slots=True)
class Statement:
    """All (A), no (E), some (I) or not all (O) of the subject are the predicate."""

    mood: Mood
    subject: int
    predicate: int

    @property
    def is_symmetric(self) -> bool:
        """Whether subject and predicate may be exchanged."""
        return self.mood in {"E", "I"}

    @property
    def is_negative(self) -> bool:
        return self.mood in {"E", "O"}

    @property
    def is_particular(self) -> bool:
        return self.mood in {"I", "O"}

    @property
    def converse(self) -> "Statement":
        return Statement(self.mood, self.predicate, self.subject)

    @property
    def sense(self) -> "Statement":
        """The one that stands for it and for what means the same."""
        return min(self, self.converse, key=lambda each: each.subject) if self.is_symmetric else self


@dataclass(frozen=True, slots=True)
class Premises:
    """Two statements that share the middle term."""

    first: Mood
    second: Mood
    figure: int

    @property
    def statements(self) -> tuple[Statement, Statement]:
        one, other = FIGURES[self.figure]
        return Statement(self.first, *one), Statement(self.second, *other)

    @property
    def name(self) -> str:
        """As `EI3`."""
        return f"{self.first}{self.second}{self.figure}"


CONCLUSIONS: Final = tuple(
    Statement(mood, subject, LAST - subject)
    for mood in MOODS
    for subject in ((FIRST,) if mood in {"E", "I"} else (FIRST, LAST))
)
"""The six different statements about the two outer terms."""


def premises() -> Iterator[Premises]:
    """All 64 pairs."""
    for first, second, figure in product(MOODS, MOODS, FIGURES):
        yield Premises(first, second, figure)


@cache
def models_of(statement: Statement) -> Models:
    """The models in which a statement is true."""
    return _where(lambda has: _holds(statement, has))


@cache
def models_with_members() -> Models:
    """The models in which no set is empty."""
    return _where(lambda has: all(any(region >> term & 1 for region in has) for term in (0, 1, 2)))


@cache
def models_under(given: Premises) -> Models:
    """The models in which both premises are true and no set is empty."""
    one, other = given.statements
    return models_of(one) & models_of(other) & models_with_members()


def follows(conclusion: Statement, given: Premises) -> bool:
    """Whether a conclusion is true in every model of the premises."""
    return models_under(given) & ~models_of(conclusion) == 0


@cache
def strongest(given: Premises) -> Statement | None:
    """The conclusion that implies all others that follow, or None where none of the six follows."""
    following = [each for each in CONCLUSIONS if follows(each, given)]
    for each in following:
        if all(models_of(each) & models_with_members() & ~models_of(other) == 0 for other in following):
            return each
    return None


def atmosphere(given: Premises) -> Mood:
    """The mood that the premises suggest (Woodworth and Sells 1935): negative or of a part as they are."""
    is_negative = any(each.is_negative for each in given.statements)
    is_particular = any(each.is_particular for each in given.statements)
    return ("O" if is_particular else "E") if is_negative else ("I" if is_particular else "A")


def _regions(model: int) -> tuple[int, ...]:
    """The regions with members: bits 0, 1 and 2 of a region say which sets it lies in."""
    return tuple(region for place, region in enumerate(_REGIONS) if model >> place & 1)


def _holds(statement: Statement, has: tuple[int, ...]) -> bool:
    inside = [region >> statement.predicate & 1 for region in has if region >> statement.subject & 1]
    match statement.mood:
        case "A":
            return all(inside)
        case "E":
            return not any(inside)
        case "I":
            return any(inside)
        case "O":
            return not all(inside)


def _where(is_true: Callable[[tuple[int, ...]], bool]) -> Models:
    return sum(1 << model for model in _MODELS if is_true(_regions(model)))
