"""Running the response processing of an item: standard templates, and rules that authors write themselves."""

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from item_bank.formats.package import Node
from item_bank.formats.qti.declarations import Declaration, Scalar, Value, in_container, scalar

SCORE: Final = "SCORE"
MOST_STEPS: Final = 20_000

MATCH_TEMPLATES: Final = frozenset({"match_correct", "cc2_match", "cc2_match_basic", "match"})
MAP_TEMPLATES: Final = frozenset({"map_response", "cc2_map_response"})


class RuleNotSupportedError(ValueError):
    """A rule that this interpreter does not know, by its name."""


class _Exit(Exception):  # noqa: N818 - not an error: an item ends its processing here
    pass


def template_name(rules: Node) -> str:
    """The name of the template that rules refer to, without its address; hosts and versions differ."""
    address = rules.get("template") or rules.get("template-location")
    return address.rstrip("/").rpartition("/")[2].removesuffix(".xml").lower()


def run(
    rules: Node, declarations: Mapping[str, Declaration], responses: Mapping[str, Value]
) -> dict[str, Value]:
    """The outcomes after processing responses.

    Raises:
        RuleNotSupportedError: a rule is unknown, or too many are run.
        ValueError: a number is none.
    """
    responses = {name: _ordered(value, declarations.get(name)) for name, value in responses.items()}
    processing = _Processing(declarations, responses)
    name = template_name(rules)
    response = next(iter(responses), "RESPONSE")
    if name in MATCH_TEMPLATES:
        is_right = responses.get(response) == declarations[response].correct
        processing.outcomes[SCORE] = 1.0 if is_right else 0.0
    elif name in MAP_TEMPLATES:
        mapping = declarations[response].mapping
        if mapping is None:
            raise RuleNotSupportedError("map-response")
        processing.outcomes[SCORE] = mapping.of(responses.get(response))
    elif rules.elements:
        processing.run(rules)
    else:
        raise RuleNotSupportedError(name or "response-processing")
    return processing.outcomes


class _Processing:
    def __init__(self, declarations: Mapping[str, Declaration], responses: Mapping[str, Value]) -> None:
        self._declarations = declarations
        self._responses = responses
        self._n_steps = 0
        self.outcomes: dict[str, Value] = {
            name: each.default if each.default is not None else _initial(each)
            for name, each in declarations.items()
            if name not in responses
        }

    def run(self, rules: Node) -> None:
        """Run rules until their end or an exit."""
        try:
            self._rules(rules.elements)
        except _Exit:
            return

    def _rules(self, rules: Sequence[Node]) -> None:
        for rule in rules:
            self._count()
            match rule.name:
                case "response-condition":
                    self._condition(rule)
                case "set-outcome-value":
                    self.outcomes[rule.get("identifier")] = self._value(rule.elements[0])
                case "lookup-outcome-value":
                    self._look_up(rule)
                case "response-processing-fragment":
                    self._rules(rule.elements)
                case "exit-response":
                    raise _Exit
                case name:
                    raise RuleNotSupportedError(name)

    def _condition(self, rule: Node) -> None:
        for branch in rule.elements:
            if branch.name == "response-else":
                self._rules(branch.elements)
                return
            condition, *rules = branch.elements
            if self._value(condition) is True:
                self._rules(rules)
                return

    def _look_up(self, rule: Node) -> None:
        name = rule.get("identifier")
        source = self._number(rule.elements[0])
        declaration = self._declarations.get(name)
        tables = declaration.table if declaration else ()
        if declaration is None or not tables or source is None:
            raise RuleNotSupportedError(rule.name)
        found: Value = None
        for entry in tables[0].elements:
            if entry.name == "match-table-entry":
                hit = float(entry.get("source-value")) == source
            else:
                bound = float(entry.get("source-value"))
                hit = source > bound or (source == bound and entry.get("include-boundary", "true") == "true")
            if hit:
                found = scalar(entry.get("target-value"), declaration.base_type)
                break
        else:
            default = tables[0].get("default-value")
            found = scalar(default, declaration.base_type) if default else None
        self.outcomes[name] = found

    def _count(self) -> None:
        self._n_steps += 1
        if self._n_steps > MOST_STEPS:
            raise RuleNotSupportedError("too many rules")

    def _value(self, node: Node) -> Value:
        self._count()
        reading = _LEAVES.get(node.name)
        if reading is not None:
            return reading(self, node)
        compute = _OPERATORS.get(node.name)
        if compute is None:
            raise RuleNotSupportedError(node.name)
        return compute(node, [self._value(child) for child in node.elements])

    def _number(self, node: Node) -> float | None:
        return _as_number(self._value(node))

    def variable(self, node: Node) -> Value:
        """The value of a response or an outcome."""
        name = node.get("identifier")
        if name in self._responses:
            return self._responses[name]
        if name not in self.outcomes:
            raise RuleNotSupportedError(f"variable {name}")
        return self.outcomes[name]

    def correct(self, node: Node) -> Value:
        """The right answer."""
        return self._declared(node).correct

    def default(self, node: Node) -> Value:
        """The value before anything happens."""
        return self._declared(node).default

    def map_response(self, node: Node) -> Value:
        """What the response is worth by its mapping."""
        mapping = self._declared(node).mapping
        if mapping is None:
            raise RuleNotSupportedError(node.name)
        return mapping.of(self._responses.get(node.get("identifier")))

    def base_value(self, node: Node) -> Value:
        """A constant."""
        return scalar(node.text, node.get("base-type", "string"))

    def null(self, _node: Node) -> Value:
        """NULL."""
        return None

    def _declared(self, node: Node) -> Declaration:
        declaration = self._declarations.get(node.get("identifier"))
        if declaration is None:
            raise RuleNotSupportedError(f"variable {node.get('identifier')}")
        return declaration


def _ordered(value: Value, declaration: Declaration | None) -> Value:
    if declaration is None or not isinstance(value, tuple):
        return value
    return in_container(value, declaration.cardinality)


def _initial(declaration: Declaration) -> Value:
    is_number = declaration.base_type in {"integer", "float"} and declaration.cardinality == "single"
    return 0.0 if is_number else None


def _as_number(value: Value) -> float | None:
    if isinstance(value, tuple):
        return _as_number(value[0]) if len(value) == 1 else None
    return None if value is None or isinstance(value, str | bool) else float(value)


def _listed(values: Sequence[Value]) -> list[Scalar]:
    """The members of containers and single values, without NULL."""
    found: list[Scalar] = []
    for value in values:
        found.extend(value if isinstance(value, tuple) else [] if value is None else [value])
    return found


def _numeric(compute: Callable[[list[float]], float]) -> Callable[[Node, list[Value]], Value]:
    def computed(_node: Node, values: list[Value]) -> Value:
        numbers = [
            _as_number(each) for value in values for each in (value if isinstance(value, tuple) else [value])
        ]
        known = [number for number in numbers if number is not None]
        if len(known) < len(numbers):
            return None
        try:
            result = compute(known)
        except (ZeroDivisionError, OverflowError, IndexError):
            return None
        return result if math.isfinite(result) else None

    return computed


def _compared(compute: Callable[[float, float], bool]) -> Callable[[Node, list[Value]], Value]:
    def computed(_node: Node, values: list[Value]) -> Value:
        first, second = (_as_number(value) for value in values)
        return None if first is None or second is None else compute(first, second)

    return computed


def _match(_node: Node, values: list[Value]) -> Value:
    first, second = values
    if first is None or second is None:
        return None
    return first == second


def _equal(node: Node, values: list[Value]) -> Value:
    first, second = (_as_number(value) for value in values)
    if first is None or second is None:
        return None
    mode = node.get("tolerance-mode", "exact")
    if mode == "exact":
        return first == second
    low, high = (float(each) for each in (node.get("tolerance", "0").split() * 2)[:2])
    if mode == "relative":
        low, high = abs(first) * low / 100.0, abs(first) * high / 100.0
    return first - low <= second <= first + high


def _string_match(node: Node, values: list[Value]) -> Value:
    first, second = (value if isinstance(value, str) else None for value in values)
    if first is None or second is None:
        return None
    if node.get("case-sensitive", "true") == "false":
        first, second = first.casefold(), second.casefold()
    return second in first if node.get("substring") == "true" or node.name == "substring" else first == second


def _member(_node: Node, values: list[Value]) -> Value:
    one, container = values
    return None if one is None or container is None else one in _listed([container])


def _contains(_node: Node, values: list[Value]) -> Value:
    outer, inner = values
    if outer is None or inner is None:
        return None
    return all(_listed([outer]).count(each) >= _listed([inner]).count(each) for each in _listed([inner]))


def _all_of(_node: Node, values: list[Value]) -> Value:
    return False if False in values else None if None in values else True


def _any_of(_node: Node, values: list[Value]) -> Value:
    return True if True in values else None if None in values else False


def _negated(_node: Node, values: list[Value]) -> Value:
    return None if values[0] is None else values[0] is not True


def _is_null(_node: Node, values: list[Value]) -> Value:
    return values[0] is None or values[0] in ((), "")


def _container(node: Node, values: list[Value]) -> Value:
    return in_container(_listed(values), node.name) or None


def _index(node: Node, values: list[Value]) -> Value:
    members, place = _listed(values), int(node.get("n", "1"))
    return members[place - 1] if 0 < place <= len(members) else None


_LEAVES: Mapping[str, Callable[[_Processing, Node], Value]] = {
    "variable": _Processing.variable,
    "correct": _Processing.correct,
    "default": _Processing.default,
    "map-response": _Processing.map_response,
    "base-value": _Processing.base_value,
    "null": _Processing.null,
}

_OPERATORS: Mapping[str, Callable[[Node, list[Value]], Value]] = {
    "match": _match,
    "equal": _equal,
    "string-match": _string_match,
    "substring": _string_match,
    "member": _member,
    "contains": _contains,
    "and": _all_of,
    "or": _any_of,
    "not": _negated,
    "is-null": _is_null,
    "multiple": _container,
    "ordered": _container,
    "index": _index,
    "container-size": lambda _node, values: float(len(_listed(values))),
    "sum": _numeric(sum),
    "product": _numeric(math.prod),
    "min": _numeric(min),
    "max": _numeric(max),
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
}
