"""Marking composite items: answers to parts become variables, the rules run, a level is reached."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from item_bank.interactions import (
    Choose,
    ChooseSeveral,
    FillGaps,
    Order,
    Pair,
    Part,
    Several,
    Write,
)
from item_bank.items import Key
from item_bank.kinds.composite_rules import run
from item_bank.kinds.composite_tree import Rule, read_rule
from item_bank.kinds.composite_values import (
    NUMBERS,
    Declaration,
    Record,
    Scalar,
    Value,
    container,
    number_of,
    read_declaration,
    scalar,
)
from item_bank.responses import Response

SCORE: Final = "SCORE"
NEAR: Final = 1e-9


@dataclass(frozen=True, slots=True)
class CompositeKey(Key):
    """The rules of an item as QTI 3 has them, and the scores that are categories.

    `declarations` are its variables and `rules` its response processing, as `composite_tree` writes them.
    A part gives the response variable of its own id, but where `responses` names another; an option or gap
    stands for the identifier of its own id, but where `names` has another. `levels` are scores, rising: the
    category is the place of the highest that the score `outcome` reaches; below the first it is 0.
    """

    declarations: tuple[str, ...] = ()
    rules: str = "<response-processing/>"
    responses: tuple[tuple[str, str], ...] = ()
    names: tuple[tuple[str, str], ...] = ()
    levels: tuple[float, ...] = (0.0, 1.0)
    outcome: str = SCORE


@dataclass(frozen=True, slots=True)
class Scoring:
    """A key that was read: what marks responses."""

    declarations: Mapping[str, Declaration]
    rules: Rule
    responses: Mapping[str, str]
    names: Mapping[str, str]
    outcome: str

    def variable(self, part: str) -> str:
        """The response variable of a part."""
        return self.responses.get(part, part)

    def values(self, several: Several, response: Response) -> dict[str, Value]:
        """The response variables after an answer; what was not answered is NULL.

        Raises:
            ValueError: the response is not one to these parts.
        """
        given = response.get("parts")
        if set(response) != {"parts"} or not isinstance(given, Mapping):
            raise ValueError(f"a response must hold the answers to parts, got {dict(response)!r}")
        unknown = set(given) - {part.id for part in several.parts}
        if unknown:
            raise ValueError(f"a response must name parts of the item, got {sorted(unknown)}")
        return {
            self.variable(part.id): self.value(part, given[part.id]) if part.id in given else None
            for part in several.parts
        }

    def value(self, part: Part, answer: Response) -> Value:
        """The value of a part's response variable.

        Raises:
            ValueError: the answer is not one to this part.
        """
        own = self.declarations.get(self.variable(part.id))
        cardinality = own.cardinality if own else "single"
        base_type = own.base_type if own else "identifier"
        if isinstance(part.interaction, Write):
            return _written(answer, cardinality, base_type)
        return _contained(self._chosen(part, answer, base_type), cardinality)

    def score(self, variables: Mapping[str, Value]) -> float:
        """The score of response variables; NULL is 0.

        Raises:
            ValueError: the rules cannot be run.
        """
        found = number_of(run(self.rules, self.declarations, variables).get(self.outcome))
        return 0.0 if found is None or found != found else found  # noqa: PLR0124 - not a number

    def _chosen(self, part: Part, answer: Response, base_type: str) -> list[Scalar]:
        match part.interaction:
            case Choose():
                texts = [self._name(part.options, answer.get("option"))]
            case ChooseSeveral():
                texts = [self._name(part.options, each) for each in _listed(answer, "options")]
            case Order():
                texts = [self._name(part.options, each) for each in _listed(answer, "order")]
            case Pair():
                texts = []
                for pair in _listed(answer, "pairs"):
                    first, second = pair
                    texts.append(f"{self._name(part.options, first)} {self._name(part.options, second)}")
            case FillGaps() as own:
                gaps = answer.get("gaps")
                known = tuple(gap.id for gap in own.gaps)
                is_paired = base_type in {"pair", "directedPair"}
                if not isinstance(gaps, Mapping):
                    raise ValueError(f"a response must fill gaps, got {dict(answer)!r}")  # noqa: TRY004 - foreign input
                if set(gaps) - set(known):
                    raise ValueError(f"a response must fill gaps of {', '.join(known)}, got {sorted(gaps)}")
                # Without pairs the gaps are places in an order, and what is in them stands for itself.
                texts = [
                    self._name(part.options, gaps[gap])
                    + (f" {self.names.get(gap, gap)}" if is_paired else "")
                    for gap in known
                    if gap in gaps
                ]
            case _:
                raise ValueError(f"a part must be chosen, ordered, joined or written, got {part.id}")
        found = [scalar(text, base_type) for text in texts]
        return list(dict.fromkeys(found)) if base_type == "pair" else found

    def _name(self, known: Sequence[str], each: object) -> str:
        if not isinstance(each, str) or each not in known:
            raise ValueError(f"a response must name one of {', '.join(known)}, got {each!r}")
        return self.names.get(each, each)


@lru_cache(maxsize=4_096)
def scoring_of(key: CompositeKey) -> Scoring:
    """The key, read.

    Raises:
        ValueError: a declaration or the rules are malformed.
    """
    declared = [read_declaration(read_rule(text)) for text in key.declarations]
    return Scoring(
        {each.identifier: each for each in declared},
        read_rule(key.rules),
        dict(key.responses),
        dict(key.names),
        key.outcome,
    )


def level_of(score: float, levels: Sequence[float]) -> int:
    """The place of the highest level that a score reaches; 0 below the first."""
    return max(0, bisect_right(levels, score + NEAR) - 1)


def _listed(answer: Response, name: str) -> list[Any]:
    value = answer.get(name)
    if set(answer) != {name} or not isinstance(value, list | tuple):
        raise ValueError(f"a response must hold {name}, got {dict(answer)!r}")
    return list(value)


def _contained(values: list[Scalar], cardinality: str) -> Value:
    if cardinality == "single":
        return values[0] if values else None
    return container(cardinality, values)


def _written(answer: Response, cardinality: str, base_type: str) -> Value:
    text = answer.get("text")
    if not set(answer) <= {"text", "number"} or not isinstance(text, str):
        raise ValueError(f"a response must be a text, got {dict(answer)!r}")
    written = text.strip()
    if not written:
        return None
    number = answer.get("number")
    if cardinality == "record":
        return _record(written, str(number) if number is not None else written)
    if base_type in NUMBERS:
        written = str(number) if number is not None else written
    try:
        found = scalar(written, base_type)
    except ValueError:  # a word where a number is asked for is no answer
        return None
    return found if cardinality == "single" else container(cardinality, [found])


def _record(text: str, number: str) -> Value:
    """The parts of a number as QTI gives them to rules that look at how it was written."""
    try:
        value = float(number)
    except ValueError:
        return Record((("stringValue", text),))
    digits, _, exponent = number.lower().partition("e")
    left, _, right = digits.lstrip("+-").partition(".")
    whole = int(value) if value.is_integer() else None
    return Record(
        (
            ("stringValue", text),
            ("floatValue", value),
            ("integerValue", whole),
            ("leftDigits", len(left)),
            ("rightDigits", len(right)),
            ("ndp", len(right)),
            ("nsf", len((left + right).lstrip("0"))),
            ("exponent", int(exponent) if exponent.lstrip("+-").isdigit() else None),
        )
    )
