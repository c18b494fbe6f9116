"""Running the response processing of a composite item: responses in, outcomes out."""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

from item_bank.kinds.composite_operators import OPERATORS, RuleNotSupportedError, is_pattern
from item_bank.kinds.composite_tree import Rule
from item_bank.kinds.composite_values import Declaration, Value, container, members, number_of, scalar

MOST_STEPS: Final = 50_000

BUILT_IN: Final[Mapping[str, Value]] = {"numAttempts": 1, "duration": None, "completionStatus": "completed"}
"""What every item session has: one attempt is made; how long it took is no matter of marking."""

RULES: Final = frozenset(
    "response-processing response-condition response-if response-else-if response-else "  # noqa: SIM905
    "response-processing-fragment set-outcome-value lookup-outcome-value exit-response".split()
)
TEMPLATE_RULES: Final = frozenset(
    "template-processing template-condition template-if template-else-if template-else "  # noqa: SIM905
    "set-template-value set-correct-response set-default-value exit-template".split()
)
CONSTANTS: Final[Mapping[str, float]] = {"pi": math.pi, "e": math.e}
IGNORED: Final = frozenset({"test-variables", "outcome-minimum", "outcome-maximum"})
"""Expressions about a whole test, which an item does not know: NULL."""


class _Exit(Exception):  # noqa: N818 - not an error: an item ends its processing here
    pass


def run(
    rules: Rule, declarations: Mapping[str, Declaration], responses: Mapping[str, Value]
) -> dict[str, Value]:
    """The values of all variables that are no responses, after processing.

    Raises:
        RuleNotSupportedError: a rule is unknown, names an unknown variable, or too many are run.
        ValueError: a rule is malformed.
    """
    processing = _Processing(declarations, responses)
    try:
        processing.run(rules)
    except _Exit:
        pass
    except (IndexError, TypeError, KeyError, OverflowError, ZeroDivisionError) as error:
        raise ValueError(f"rules must be complete: {error}") from error
    return processing.outcomes


def unsupported(rules: Rule) -> str:
    """The first rule, reachable or not, that is not run here; empty when there is none."""
    known = RULES | TEMPLATE_RULES | IGNORED | OPERATORS.keys() | _LEAVES.keys()
    for rule in rules.everything():
        if rule.name not in known:
            return rule.name
        pattern = rule.get("pattern")
        if rule.name == "pattern-match" and not pattern.startswith("{") and not is_pattern(pattern):
            return f"pattern-match {pattern}"[:80]
    return ""


class _Processing:
    def __init__(self, declarations: Mapping[str, Declaration], responses: Mapping[str, Value]) -> None:
        self._declarations = declarations
        self._responses = responses
        self._n_steps = 0
        self.outcomes: dict[str, Value] = {
            name: each.default if each.default is not None else _initial(each)
            for name, each in declarations.items()
            if each.role != "response"
        }

    def run(self, rules: Rule) -> None:
        self._rules(rules.children)

    def _rules(self, rules: Iterable[Rule]) -> None:
        for rule in rules:
            self._count()
            match rule.name:
                case "response-condition" | "template-condition":
                    self._condition(rule)
                case "response-processing-fragment":
                    self._rules(rule.children)
                case "set-outcome-value" | "set-template-value":
                    name = rule.get("identifier")
                    self.outcomes[name] = self._as_declared(name, self._value(rule.children[0]))
                case "lookup-outcome-value":
                    self._look_up(rule)
                case "exit-response" | "exit-template":
                    raise _Exit
                case _:
                    raise RuleNotSupportedError(rule.name)

    def _condition(self, rule: Rule) -> None:
        for branch in rule.children:
            if branch.name in {"response-else", "template-else"}:
                self._rules(branch.children)
                return
            if self._value(branch.children[0]) is True:
                self._rules(branch.children[1:])
                return

    def _as_declared(self, name: str, value: Value) -> Value:
        """The value in the container that its variable is declared to be."""
        own = self._declarations.get(name)
        if own is None or value is None:
            return value
        if own.cardinality in {"multiple", "ordered"}:
            return container(own.cardinality, members(value))
        if own.cardinality == "single" and len(members(value)) == 1:
            return members(value)[0]
        return value

    def _look_up(self, rule: Rule) -> None:
        name = rule.get("identifier")
        source = number_of(self._value(rule.children[0]))
        own = self._declarations.get(name)
        if own is None or own.table is None:
            raise RuleNotSupportedError(rule.name)
        default = own.table.get("default-value")
        found: Value = scalar(default, own.base_type) if default else None
        for entry in own.table.children:
            bound = float(entry.get("source-value", "nan"))
            includes = entry.get("include-boundary", "true") != "false"
            if entry.name == "match-table-entry":
                hit = bound == source
            else:
                hit = source is not None and (source > bound or (includes and source == bound))
            if hit:
                found = scalar(entry.get("target-value"), own.base_type)
                break
        self.outcomes[name] = None if source is None else found

    def _count(self) -> None:
        self._n_steps += 1
        if self._n_steps > MOST_STEPS:
            raise RuleNotSupportedError("too many rules")

    def _value(self, rule: Rule) -> Value:
        self._count()
        leaf = _LEAVES.get(rule.name)
        if leaf is not None:
            return leaf(self, rule)
        compute = OPERATORS.get(rule.name)
        if compute is None:
            if rule.name in IGNORED:
                return None
            raise RuleNotSupportedError(rule.name)
        values: Sequence[Value] = [self._value(child) for child in rule.children]
        return compute(rule, values, self.named)

    def named(self, name: str) -> Value:
        """The value of a variable; that of a response it was not given is NULL."""
        if name in self._responses:
            return self._responses[name]
        if name in self.outcomes:
            return self.outcomes[name]
        if name in self._declarations:
            return self._declarations[name].default
        if name in BUILT_IN:
            return BUILT_IN[name]
        raise RuleNotSupportedError(f"variable {name}"[:80])

    def variable(self, rule: Rule) -> Value:
        return self.named(rule.get("identifier"))

    def correct(self, rule: Rule) -> Value:
        return self._declared(rule).correct

    def default(self, rule: Rule) -> Value:
        return self._declared(rule).default

    def map_response(self, rule: Rule) -> Value:
        mapping = self._declared(rule).mapping
        if mapping is None:
            raise RuleNotSupportedError("map-response without a mapping")
        return mapping.of(self.named(rule.get("identifier")))

    def map_response_point(self, rule: Rule) -> Value:
        areas = self._declared(rule).areas
        if areas is None:
            raise RuleNotSupportedError("map-response-point without an area mapping")
        return areas.of(self.named(rule.get("identifier")))

    def base_value(self, rule: Rule) -> Value:
        return scalar(rule.text, rule.get("base-type", "string"))

    def null(self, _rule: Rule) -> Value:
        return None

    def math_constant(self, rule: Rule) -> Value:
        if rule.get("name") not in CONSTANTS:
            raise RuleNotSupportedError(f"math-constant {rule.get('name')}"[:80])
        return CONSTANTS[rule.get("name")]

    def _declared(self, rule: Rule) -> Declaration:
        found = self._declarations.get(rule.get("identifier"))
        if found is None:
            raise RuleNotSupportedError(f"variable {rule.get('identifier')}"[:80])
        return found


def _initial(declaration: Declaration) -> Value:
    is_number = declaration.base_type in {"integer", "float"} and declaration.cardinality == "single"
    return 0.0 if is_number and declaration.role == "outcome" else None


_LEAVES: Final[Mapping[str, Callable[[_Processing, Rule], Value]]] = {
    "variable": _Processing.variable,
    "correct": _Processing.correct,
    "default": _Processing.default,
    "map-response": _Processing.map_response,
    "map-response-point": _Processing.map_response_point,
    "base-value": _Processing.base_value,
    "null": _Processing.null,
    "math-constant": _Processing.math_constant,
}
