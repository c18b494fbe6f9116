"""What marks an item of this bank, written as response declarations and rules of QTI 3."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from item_bank.kinds.composite_tree import Rule, read_rule

ADDRESS: Final = "https://purl.imsglobal.org/spec/qti/v3p0/rptemplates/"
MATCH: Final = f'<qti-response-processing template="{ADDRESS}match_correct.xml"/>'
MAP: Final = f'<qti-response-processing template="{ADDRESS}map_response.xml"/>'
SCORE: Final = (
    '<qti-outcome-declaration identifier="SCORE" cardinality="single" base-type="float">'
    "<qti-default-value><qti-value>0</qti-value></qti-default-value></qti-outcome-declaration>"
)


def element(name: str, attributes: Mapping[str, object], *inner: str) -> str:
    """An element of QTI 3."""
    told = "".join(f" {key}={quoteattr(str(value))}" for key, value in attributes.items())
    return f"<qti-{name}{told}>{''.join(inner)}</qti-{name}>" if inner else f"<qti-{name}{told}/>"


def declaration(
    name: str,
    cardinality: str,
    base_type: str,
    correct: Iterable[object] = (),
    mapped: Mapping[str, float] | None = None,
    *,
    default: float = 0.0,
) -> str:
    """A response with what is right, and what each answer is worth; the sum is never below 0."""
    values = "".join(f"<qti-value>{escape(str(each))}</qti-value>" for each in correct)
    right = element("correct-response", {}, values) if values else ""
    worths = ""
    if mapped is not None:
        entries = (
            element("map-entry", {"map-key": key, "mapped-value": f"{worth:g}"})
            for key, worth in mapped.items()
        )
        worths = element("mapping", {"lower-bound": 0, "default-value": f"{default:g}"}, *entries)
    attributes = {"identifier": name, "cardinality": cardinality, "base-type": base_type}
    return element("response-declaration", attributes, right, worths)


def processing(*rules: str) -> str:
    """Response processing of these rules."""
    return element("response-processing", {}, *rules)


def variable(name: str) -> str:
    """The value of a response or an outcome."""
    return element("variable", {"identifier": name})


def constant(value: object, base_type: str = "float") -> str:
    """A constant."""
    return element("base-value", {"base-type": base_type}, escape(str(value)))


def assigned(expression: str, name: str = "SCORE") -> str:
    """An outcome gets a value."""
    return element("set-outcome-value", {"identifier": name}, expression)


def if_else(condition: str, then: str, otherwise: str = "") -> str:
    """One rule or another."""
    last = element("response-else", {}, otherwise) if otherwise else ""
    return element("response-condition", {}, element("response-if", {}, condition, then), last)


def is_right(name: str) -> str:
    """Whether a response is the right one."""
    return element("match", {}, variable(name), element("correct", {"identifier": name}))


def is_choice(name: str, choice: str) -> str:
    """Whether a response is one choice."""
    return element("match", {}, variable(name), constant(choice, "identifier"))


def added(condition: str, worth: float = 1.0) -> str:
    """The score rises by so much under a condition."""
    total = element("sum", {}, variable("SCORE"), constant(f"{worth:g}"))
    return if_else(condition, assigned(total))


def all_right(names: Sequence[str]) -> str:
    """One point if all of several responses are right."""
    conditions = [is_right(name) for name in names]
    whole = conditions[0] if len(conditions) == 1 else element("and", {}, *conditions)
    return processing(if_else(whole, assigned(constant(1)), assigned(constant(0))))


def pairs_in_order(name: str, order: Sequence[str]) -> str:
    """One point for each pair of choices that stands in the order of the key."""
    places = range(1, len(order) + 1)

    def at(place: int, choice: str) -> str:
        there = element("index", {"n": place}, variable(name))
        return element("match", {}, there, constant(choice, "identifier"))

    return processing(
        *(
            added(
                element(
                    "or",
                    {},
                    *(
                        element("and", {}, at(low, first), at(high, second))
                        for low, high in combinations(places, 2)
                    ),
                )
            )
            for first, second in combinations(order, 2)
        )
    )


def best_and_worst(best: str, worst: str) -> str:
    """Two points and one more for each right choice, one less for each that is the other's."""
    return processing(
        assigned(constant(2)),
        added(is_choice("BEST", best)),
        added(is_choice("WORST", worst)),
        added(is_choice("BEST", worst), -1),
        added(is_choice("WORST", best), -1),
    )


def number(name: str, value: float, tolerance: float) -> str:
    """One point for a number within a tolerance."""
    mode = {"tolerance-mode": "absolute", "tolerance": f"{tolerance!r} {tolerance!r}"}
    near = element("equal", mode, constant(repr(value)), variable(name))
    return processing(if_else(near, assigned(constant(1)), assigned(constant(0))))


def texts(name: str, accepted: Sequence[str], *, is_case_sensitive: bool) -> str:
    """One point for one of several texts."""
    attributes = {"case-sensitive": str(is_case_sensitive).lower()}
    conditions = [
        element("string-match", attributes, variable(name), constant(text, "string")) for text in accepted
    ]
    one = conditions[0] if len(conditions) == 1 else element("or", {}, *conditions)
    return processing(if_else(one, assigned(constant(1)), assigned(constant(0))))


def prefixed(text: str) -> str:
    """Rules of a composite item as QTI 3 writes them."""
    return _prefixed(read_rule(text))


def _prefixed(rule: Rule) -> str:
    inner = [escape(rule.text)] if rule.text else []
    return element(rule.name, dict(rule.attributes), *inner, *map(_prefixed, rule.children))
