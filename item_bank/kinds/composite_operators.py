"""Operators of response processing: what an expression gives for the values of those inside it.

As the information model of QTI 3.0 defines them (expressions): NULL in gives NULL out unless said otherwise.
"""

import math
import re
import statistics
from collections.abc import Callable, Sequence
from typing import Final

from item_bank.kinds.composite_patterns import matches, parsed
from item_bank.kinds.composite_tree import Rule
from item_bank.kinds.composite_values import (
    Container,
    Record,
    Scalar,
    Value,
    container,
    coordinates,
    is_inside,
    members,
    number_of,
    same,
)

LONGEST_MATCHED: Final = 1_000
MOST_REPEATS: Final = 1_000

Lookup = Callable[[str], Value]
"""The value of a variable, for attributes that may name one."""

Operator = Callable[[Rule, Sequence[Value], Lookup], Value]


class RuleNotSupportedError(ValueError):
    """A rule that is not run here, by its name."""


def given(rule: Rule, name: str, default: str, look_up: Lookup) -> str:
    """An attribute that is a constant or names a variable."""
    text = rule.get(name, default).strip()
    if re.fullmatch(r"[A-Za-z_][\w.-]*", text) and text.upper() not in {"INF", "NAN"}:
        found = number_of(look_up(text))
        return "" if found is None else repr(found)
    return text


def is_pattern(pattern: str) -> bool:
    """Whether a pattern is one that is known here."""
    try:
        parsed(pattern)
    except ValueError:
        return False
    return True


def _numeric(compute: Callable[[list[float]], float]) -> Operator:
    def computed(_rule: Rule, values: Sequence[Value], _look_up: Lookup) -> Value:
        numbers: list[float] = []
        for value in values:
            if value is None:
                return None
            for each in members(value):
                number = number_of(each)
                if number is None:
                    return None
                numbers.append(number)
        return _finite(compute, numbers)

    return computed


def _finite(compute: Callable[[list[float]], float], numbers: list[float]) -> float | None:
    try:
        result = compute(numbers)
    except (ArithmeticError, ValueError, IndexError, statistics.StatisticsError):
        return None
    if isinstance(result, complex) or math.isnan(result):
        return None
    return result


def _compared(compute: Callable[[float, float], bool]) -> Operator:
    def computed(_rule: Rule, values: Sequence[Value], _look_up: Lookup) -> Value:
        first, second = (number_of(value) for value in values)
        return None if first is None or second is None else compute(first, second)

    return computed


def _match(_rule: Rule, values: Sequence[Value], _look_up: Lookup) -> Value:
    first, second = values
    if first is None or second is None:
        return None
    return same(first, second)


def _equal(rule: Rule, values: Sequence[Value], look_up: Lookup) -> Value:
    first, second = (number_of(value) for value in values)
    if first is None or second is None:
        return None
    mode = rule.get("tolerance-mode", "exact")
    if mode == "exact":
        return first == second
    words = rule.get("tolerance", "0").split() or ["0"]
    tolerances = [
        float(given(Rule("", (("t", word),)), "t", "0", look_up) or "nan") for word in (words * 2)[:2]
    ]
    if any(map(math.isnan, tolerances)):
        return None
    low, high = first - tolerances[0], first + tolerances[1]
    if mode == "relative":
        low, high = sorted((first * (1 - tolerances[0] / 100), first * (1 + tolerances[1] / 100)))
    # What a person would call equal to the bound is equal to it, whatever floats make of it.
    near = 1e-12 * max(1.0, abs(first), abs(second))
    is_low, is_high = abs(second - low) <= near, abs(second - high) <= near
    above = rule.get("include-lower-bound", "true") != "false" if is_low else second > low
    below = rule.get("include-upper-bound", "true") != "false" if is_high else second < high
    return above and below


def rounded(number: float, mode: str, figures: int) -> float:
    """A number with so many decimal places or significant figures, halves away from zero.

    Raises:
        ValueError: there is no such number.
    """
    if not math.isfinite(number) or not -300 <= figures <= 300:  # noqa: PLR2004 - more than a float has
        raise ValueError("figures must be a small number")
    if mode == "decimalPlaces":
        places = figures
    else:
        if figures < 1:
            raise ValueError("figures must be at least 1")
        places = figures - 1 - math.floor(math.log10(abs(number))) if number else 0
    scaled = abs(number) * 10.0**places
    return math.copysign(math.floor(scaled + 0.5 + 1e-9) / 10.0**places, number)


def _figures(rule: Rule, look_up: Lookup) -> tuple[str, int]:
    mode = rule.get("rounding-mode", "significantFigures")
    return mode, int(float(given(rule, "figures", "1", look_up)))


def _round_to(rule: Rule, values: Sequence[Value], look_up: Lookup) -> Value:
    number = number_of(values[0])
    if number is None:
        return None
    mode, figures = _figures(rule, look_up)
    return _finite(lambda each: rounded(each[0], mode, figures), [number])


def _equal_rounded(rule: Rule, values: Sequence[Value], look_up: Lookup) -> Value:
    first, second = (_round_to(rule, [value], look_up) for value in values)
    return None if first is None or second is None else first == second


def _text(value: Value) -> str | None:
    if isinstance(value, Container):
        return _text(value.members[0]) if len(value.members) == 1 else None
    if isinstance(value, int | float) and not isinstance(value, bool):
        return f"{value:g}"
    return value if isinstance(value, str) else None


def _string_match(rule: Rule, values: Sequence[Value], _look_up: Lookup) -> Value:
    first, second = (_text(value) for value in values)
    if first is None or second is None:
        return None
    if rule.get("case-sensitive", "true") == "false":
        first, second = first.casefold(), second.casefold()
    if rule.name == "substring":
        return first in second
    return second in first if rule.get("substring") == "true" else first == second


def _pattern_match(rule: Rule, values: Sequence[Value], look_up: Lookup) -> Value:
    text, pattern = _text(values[0]), rule.get("pattern")
    if pattern.startswith("{") and pattern.endswith("}"):
        pattern = _text(look_up(pattern[1:-1])) or ""
    if text is None:
        return None
    if not is_pattern(pattern):
        raise RuleNotSupportedError("pattern-match")
    return len(text) <= LONGEST_MATCHED and matches(pattern, text)


def _member(_rule: Rule, values: Sequence[Value], _look_up: Lookup) -> Value:
    one, several = values
    if one is None or several is None:
        return None
    return any(same(one, each) for each in members(several))


def _contains(_rule: Rule, values: Sequence[Value], _look_up: Lookup) -> Value:
    outer, inner = values
    if outer is None or inner is None:
        return None
    own, wanted = members(outer), members(inner)
    if isinstance(outer, Container) and outer.kind == "ordered":
        return any(own[at : at + len(wanted)] == wanted for at in range(len(own) - len(wanted) + 1))
    return all(own.count(each) >= wanted.count(each) for each in wanted)


def _all_of(_rule: Rule, values: Sequence[Value], _look_up: Lookup) -> Value:
    return False if any(each is False for each in values) else None if None in values else True


def _any_of(_rule: Rule, values: Sequence[Value], _look_up: Lookup) -> Value:
    return True if any(each is True for each in values) else None if None in values else False


def _any_n(rule: Rule, values: Sequence[Value], look_up: Lookup) -> Value:
    low = float(given(rule, "min", "0", look_up) or "nan")
    high = float(given(rule, "max", str(len(values)), look_up) or "nan")
    n_true = sum(each is True for each in values)
    n_unknown = sum(each is None for each in values)
    if math.isnan(low) or math.isnan(high):
        return None
    if n_true > high or n_true + n_unknown < low:
        return False
    return True if n_true >= low and n_true + n_unknown <= high else None


def _negated(_rule: Rule, values: Sequence[Value], _look_up: Lookup) -> Value:
    return None if values[0] is None else values[0] is not True


def _is_null(_rule: Rule, values: Sequence[Value], _look_up: Lookup) -> Value:
    return values[0] is None or values[0] == ""


def _contained(rule: Rule, values: Sequence[Value], _look_up: Lookup) -> Value:
    return container(rule.name, [each for value in values for each in members(value)])


def _repeated(rule: Rule, values: Sequence[Value], look_up: Lookup) -> Value:
    times = int(float(given(rule, "number-repeats", "1", look_up) or "0"))
    found = [each for value in values for each in members(value)]
    return container("ordered", found * max(0, min(times, MOST_REPEATS)))


def _index(rule: Rule, values: Sequence[Value], look_up: Lookup) -> Value:
    text = given(rule, "n", "1", look_up)
    place, own = int(float(text)) if text else 0, members(values[0])
    return own[place - 1] if 0 < place <= len(own) else None


def _deleted(_rule: Rule, values: Sequence[Value], _look_up: Lookup) -> Value:
    one, several = values
    if one is None or not isinstance(several, Container):
        return None
    return container(several.kind, [each for each in several.members if not same(each, one)])


def _field(rule: Rule, values: Sequence[Value], _look_up: Lookup) -> Value:
    own = values[0]
    return dict(own.fields).get(rule.get("field-identifier")) if isinstance(own, Record) else None


def _inside(rule: Rule, values: Sequence[Value], _look_up: Lookup) -> Value:
    if values[0] is None:
        return None
    at = coordinates(rule.get("coords"))
    return any(is_inside(each, rule.get("shape", "default"), at) for each in members(values[0]))


def _mathematical(rule: Rule, values: Sequence[Value], look_up: Lookup) -> Value:
    compute = _FUNCTIONS.get(rule.get("name"))
    if compute is None:
        raise RuleNotSupportedError(f"math-operator {rule.get('name')}"[:80])
    return _numeric(compute)(rule, values, look_up)


def _statistical(rule: Rule, values: Sequence[Value], look_up: Lookup) -> Value:
    compute = _STATISTICS.get(rule.get("name"))
    if compute is None:
        raise RuleNotSupportedError(f"stats-operator {rule.get('name')}"[:80])
    return _numeric(compute)(rule, values, look_up)


def _of_one(compute: Callable[[float], float]) -> Callable[[list[float]], float]:
    return lambda each: compute(each[0])


def _inverse(compute: Callable[[float], float]) -> Callable[[list[float]], float]:
    return lambda each: 1.0 / compute(each[0])


_FUNCTIONS: Final[dict[str, Callable[[list[float]], float]]] = {
    **{
        each.__name__: _of_one(each)
        for each in (
            *(math.sin, math.cos, math.tan, math.asin, math.acos, math.atan),
            *(math.sinh, math.cosh, math.tanh, math.exp),
        )
    },
    "sec": _inverse(math.cos),
    "csc": _inverse(math.sin),
    "cot": _inverse(math.tan),
    "sech": _inverse(math.cosh),
    "csch": _inverse(math.sinh),
    "coth": _inverse(math.tanh),
    "asec": lambda each: math.acos(1.0 / each[0]),
    "acsc": lambda each: math.asin(1.0 / each[0]),
    "acot": lambda each: math.atan(1.0 / each[0]) if each[0] else math.pi / 2,
    "atan2": lambda each: math.atan2(each[0], each[1]),
    "log": lambda each: math.log10(each[0]),
    "ln": lambda each: math.log(each[0]),
    "abs": lambda each: abs(each[0]),
    "signum": lambda each: math.copysign(1.0, each[0]) if each[0] else 0.0,
    "floor": lambda each: float(math.floor(each[0])),
    "ceil": lambda each: float(math.ceil(each[0])),
    "toDegrees": lambda each: math.degrees(each[0]),
    "toRadians": lambda each: math.radians(each[0]),
}
_STATISTICS: Final[dict[str, Callable[[list[float]], float]]] = {
    "mean": statistics.fmean,
    "sampleVariance": statistics.variance,
    "sampleSD": statistics.stdev,
    "popVariance": statistics.pvariance,
    "popSD": statistics.pstdev,
}


def _whole(each: float) -> int:
    if not each.is_integer():
        raise ValueError("a number must be whole")
    return int(each)


def _size(_rule: Rule, values: Sequence[Value], _look_up: Lookup) -> Value:
    return len(members(values[0]))


OPERATORS: Final[dict[str, Operator]] = {
    "match": _match,
    "equal": _equal,
    "equal-rounded": _equal_rounded,
    "string-match": _string_match,
    "substring": _string_match,
    "pattern-match": _pattern_match,
    "member": _member,
    "contains": _contains,
    "and": _all_of,
    "or": _any_of,
    "any-n": _any_n,
    "not": _negated,
    "is-null": _is_null,
    "multiple": _contained,
    "ordered": _contained,
    "repeat": _repeated,
    "index": _index,
    "delete": _deleted,
    "field-value": _field,
    "inside": _inside,
    "container-size": _size,
    "math-operator": _mathematical,
    "stats-operator": _statistical,
    "round-to": _round_to,
    "sum": _numeric(sum),
    "product": _numeric(math.prod),
    "min": _numeric(min),
    "max": _numeric(max),
    "gcd": _numeric(lambda each: math.gcd(*map(_whole, each))),
    "lcm": _numeric(lambda each: math.lcm(*map(_whole, each))),
    "subtract": _numeric(lambda each: each[0] - each[1]),
    "divide": _numeric(lambda each: each[0] / each[1]),
    "power": _numeric(lambda each: math.pow(each[0], each[1])),
    "round": _numeric(lambda each: math.floor(each[0] + 0.5)),
    "truncate": _numeric(lambda each: math.trunc(each[0])),
    "integer-divide": _numeric(lambda each: each[0] // each[1]),
    "integer-modulus": _numeric(lambda each: each[0] % each[1]),
    "integer-to-float": _numeric(lambda each: each[0]),
    "gt": _compared(lambda first, second: first > second),
    "gte": _compared(lambda first, second: first >= second),
    "lt": _compared(lambda first, second: first < second),
    "lte": _compared(lambda first, second: first <= second),
    "duration-lt": _compared(lambda first, second: first < second),
    "duration-gte": _compared(lambda first, second: first >= second),
}

__all__ = ["OPERATORS", "Operator", "RuleNotSupportedError", "Scalar", "given", "is_pattern", "rounded"]
