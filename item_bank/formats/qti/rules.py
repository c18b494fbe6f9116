"""The scoring of an item as the composite kind keeps it: declarations and rules, templates written out.

What is run is in `kinds.composite_rules`; here QTI of any version becomes that.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from item_bank.formats.package import Node
from item_bank.formats.qti.package_files import QtiFiles
from item_bank.kinds.composite_marking import SCORE
from item_bank.kinds.composite_rules import TEMPLATE_RULES, run, unsupported
from item_bank.kinds.composite_tree import Rule, plain_text, rule_text
from item_bank.kinds.composite_values import Declaration, Value, members, read_declaration

MATCH: Final = frozenset({"match_correct", "match_correct_response", "cc2_match", "match"})
MATCH_MAXIMUM: Final = frozenset({"cc2_match_basic"})
MAP: Final = frozenset({"map_response", "cc2_map_response"})
MAP_POINT: Final = frozenset({"map_response_point"})

_DECLARATIONS = ("response-declaration", "outcome-declaration", "template-declaration")
_MAXIMUM = ("MAXSCORE", "MAX_SCORE", "MAXIMUM")


class ScoringUnclearError(ValueError):
    """The rules of an item cannot be run; `reason` and `rule` are those of the finding."""

    def __init__(self, reason: str, rule: str = "") -> None:
        super().__init__(f"{reason} {rule}".strip())
        self.reason = reason
        self.rule = rule


@dataclass(frozen=True, slots=True)
class ItemRules:
    """What marks an item; `template` names the one it refers to; where it has no rules, they are offered."""

    declarations: Mapping[str, Declaration]
    texts: tuple[str, ...]
    rules: Rule
    outcome: str
    template: str = ""
    is_offered: bool = False
    shown: Mapping[str, Value] | None = None


def rule_of(node: Node) -> Rule:
    """An element of rules, whose text counts only where there are no elements in it."""
    children = tuple(map(rule_of, node.elements))
    attributes = tuple(
        (name, plain_text(value)) for name, value in node.attributes.items() if _is_name(name) and value
    )
    return Rule(node.name, attributes, children, "" if children else plain_text(node.text).strip())


def read_rules(root: Node, files: QtiFiles, responses: Sequence[str]) -> ItemRules:
    """The rules of an item, for the response variables of its interactions.

    Raises:
        ScoringUnclearError: it has none and declares no right answer, or they cannot be run here.
    """
    declared: dict[str, Rule] = {}
    for node in root.inner(*_DECLARATIONS):
        declared.setdefault(node.get("identifier"), rule_of(node))
    try:
        declarations = {name: read_declaration(rule) for name, rule in declared.items()}
    except (ValueError, OverflowError) as error:  # a number that is none
        raise ScoringUnclearError("broken") from error
    shown = _template_values(root, declarations)
    for name, value in shown.items():
        own = declarations[name]
        declared[name] = _with_default(declared[name], value)
        declarations[name] = replace(own, default=value)
    outcomes = root.inner("outcome-declaration")
    if any(each.get("external-scored") not in {"", "none"} for each in outcomes):
        raise ScoringUnclearError("external")
    processing = next(iter(root.inner("response-processing")), None)
    template = template_name(processing) if processing else ""
    known = [name for name in responses if name in declarations]
    rules, is_offered = _processing(processing, template, declarations, files, known)
    problem = unsupported(rules)
    if problem:
        raise ScoringUnclearError("rule", problem)
    outcome = _outcome(rules, declarations)
    if not outcome:  # rules that choose feedback only
        rules, is_offered, outcome = _offered([declarations[name] for name in known]), True, SCORE
    return ItemRules(
        declarations,
        tuple(dict.fromkeys(rule_text(rule) for name, rule in declared.items() if name)),
        rules,
        outcome,
        template,
        is_offered,
        shown,
    )


def template_name(rules: Node) -> str:
    """The name of the template that rules refer to, without its address; hosts and versions differ."""
    address = rules.get("template") or rules.get("template-location")
    name = address.replace("\\", "/").rstrip("/").rpartition("/")[2]
    return name.removesuffix(".xml").removesuffix(".XML").lower()


def match_correct(response: str, worth: Rule | None = None) -> Rule:
    """The rules of the template of this name."""
    right = Rule("match", children=(_named("variable", response), _named("correct", response)))
    return _if_else(right, worth or _number(1.0), _number(0.0))


def map_response(response: str, expression: str = "map-response") -> Rule:
    """The rules of the templates that map responses or points."""
    empty = Rule("is-null", children=(_named("variable", response),))
    return _if_else(empty, _number(0.0), _named(expression, response))


def _processing(
    node: Node | None,
    template: str,
    declarations: Mapping[str, Declaration],
    files: QtiFiles,
    known: Sequence[str],
) -> tuple[Rule, bool]:
    response = "RESPONSE" if "RESPONSE" in declarations or not known else known[0]
    if node is not None and node.elements:
        return rule_of(node), False
    if node is not None and template:
        if template in MATCH | MATCH_MAXIMUM | MAP | MAP_POINT and response not in declarations:
            raise ScoringUnclearError("none")
        if template in MATCH:
            return match_correct(response), False
        if template in MATCH_MAXIMUM:
            maximum = next((name for name in _MAXIMUM if name in declarations), "")
            return match_correct(response, _named("variable", maximum) if maximum else None), False
        if template in MAP:
            if declarations[response].mapping is None:
                raise ScoringUnclearError("rule", "map-response without a mapping")
            return map_response(response), False
        if template in MAP_POINT:
            return map_response(response, "map-response-point"), False
        name = files.named(f"{template}.xml")
        own = files.tree(name) if name else None
        if own is None or own.name != "response-processing":
            raise ScoringUnclearError("rule", template)
        return rule_of(own), False
    return _offered([declarations[name] for name in known]), True


def _offered(responses: Iterable[Declaration]) -> Rule:
    """Rules for an item without any that says what is right: each counts 1, or what its mapping gives."""
    worths: list[Rule] = []
    rules: list[Rule] = []
    for place, own in enumerate(responses):
        if own.mapping is None and own.correct is None:
            raise ScoringUnclearError("none")
        if own.mapping is not None:
            worths.append(_named("map-response", own.identifier))
            continue
        name = f"RIGHT-{place + 1}"
        right = Rule(
            "match", children=(_named("variable", own.identifier), _named("correct", own.identifier))
        )
        rules.append(_if(right, (_set(name, _number(1.0)),), (_set(name, _number(0.0)),)))
        worths.append(_named("variable", name))
    if not worths:
        raise ScoringUnclearError("none")
    total = worths[0] if len(worths) == 1 else Rule("sum", children=tuple(worths))
    return Rule("response-processing", children=(*rules, _set(SCORE, total)))


def _template_values(root: Node, declarations: Mapping[str, Declaration]) -> dict[str, Value]:
    """The values of template variables where nothing about them is left to chance."""
    templates = {name: each for name, each in declarations.items() if each.role == "template"}
    processing = next(iter(root.inner("template-processing")), None)
    values: dict[str, Value] = {name: each.default for name, each in templates.items()}
    if processing is None:
        return values
    rules = rule_of(processing)
    allowed = TEMPLATE_RULES - {"set-correct-response", "set-default-value"}
    if unsupported(rules) or any(
        each.name in TEMPLATE_RULES - allowed or each.name == "template-constraint"
        for each in rules.everything()
    ):
        raise ScoringUnclearError("templates")
    try:
        found = run(rules, declarations, {})
    except ValueError as error:
        raise ScoringUnclearError("templates") from error
    return {name: found.get(name) for name in templates}


def _with_default(rule: Rule, value: Value) -> Rule:
    others = tuple(child for child in rule.children if child.name != "default-value")
    if value is None:
        return replace(rule, children=others)
    values = tuple(Rule("value", text=_written(each)) for each in members(value))
    return replace(rule, children=(Rule("default-value", children=values), *others))


def _written(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return " ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _outcome(rules: Rule, declarations: Mapping[str, Declaration]) -> str:
    """The outcome that is the score: SCORE, or the only number that the rules set, or empty."""
    told = [
        each.get("identifier")
        for each in rules.everything()
        if each.name in {"set-outcome-value", "lookup-outcome-value"}
    ]
    if SCORE in told:
        return SCORE
    numbers = [
        name
        for name in dict.fromkeys(told)
        if name not in _MAXIMUM
        and (name not in declarations or declarations[name].base_type in {"float", "integer", "boolean"})
    ]
    named = [name for name in numbers if "SCORE" in name.upper()]
    found = named if len(named) == 1 else numbers
    if len(found) > 1:
        raise ScoringUnclearError("none")
    return found[0] if found else ""


def _is_name(name: str) -> bool:
    return name.replace("-", "").replace("_", "").replace(".", "").isalnum() and not name[0].isdigit()


def _named(name: str, identifier: str) -> Rule:
    return Rule(name, (("identifier", identifier),))


def _number(value: float) -> Rule:
    return Rule("base-value", (("base-type", "float"),), text=f"{value:g}")


def _set(outcome: str, value: Rule) -> Rule:
    return Rule("set-outcome-value", (("identifier", outcome),), (value,))


def _if(condition: Rule, then: tuple[Rule, ...], otherwise: tuple[Rule, ...]) -> Rule:
    branches = (
        Rule("response-if", children=(condition, *then)),
        Rule("response-else", children=otherwise),
    )
    return Rule("response-condition", children=branches)


def _if_else(condition: Rule, then: Rule, otherwise: Rule) -> Rule:
    return Rule(
        "response-processing", children=(_if(condition, (_set(SCORE, then),), (_set(SCORE, otherwise),)),)
    )
