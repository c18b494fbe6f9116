"""The stopping rules of a plan: reading `[section.stopping]`, and the tree that `scoring.stopping` asks."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from item_bank.exam_plan.plan import AbilityPlan, StoppingPlan, StoppingTerm
from item_bank.table_reader import Table
from scoring.ability import GRID, GRID_STEP, eap, normal_prior
from scoring.stopping import (
    AllOf,
    AnyOf,
    ConfidenceInterval,
    ContentMet,
    GeneralizedRatio,
    LittleGain,
    MaxItems,
    MinItems,
    NoInformation,
    Precise,
    Rule,
    SequentialRatio,
    TimeShort,
)

MOST_ITEMS = 1_000
MOST_TERMS = 50
DEEPEST = 5
MOST_SECONDS = 8 * 3600
LARGEST_ERROR = 0.49
"""Above one half the bounds of a ratio test would cross."""

STOP_REASONS = frozenset(
    {
        "precise",
        "max_items",
        "pool_empty",
        "little_gain",
        "classified",
        "no_information",
        "time_short",
    }
)
"""Why an adaptive section may end by its rules; people and clocks end it for other reasons."""


@dataclass(frozen=True, slots=True)
class _Number:
    """A number of a rule: its range, and its value where a plan gives none (None: the plan must)."""

    low: float
    high: float
    usual: float | None = None
    is_whole: bool = False
    is_optional: bool = False


@dataclass(frozen=True, slots=True)
class _Leaf:
    """A rule that a tree may hold: its numbers by name, cuts among them or not, and how it is made."""

    made: Callable[..., Rule]
    numbers: Mapping[str, _Number] = field(default_factory=dict)
    has_cuts: bool = False


_LENGTH = {"n_items": _Number(1, MOST_ITEMS, is_whole=True)}
_ERRORS = {name: _Number(0.001, LARGEST_ERROR, 0.05) for name in ("alpha", "beta")}
_RATIO = {"half_width": _Number(0.01, 3.0), **_ERRORS}

LEAVES: Mapping[str, _Leaf] = {
    "precise": _Leaf(Precise, {"standard_error": _Number(GRID_STEP, 4.0)}),
    "min_items": _Leaf(MinItems, _LENGTH),
    "max_items": _Leaf(MaxItems, _LENGTH),
    "little_gain": _Leaf(
        LittleGain,
        {"standard_error": _Number(GRID_STEP, 4.0), "hypo": _Number(0.0, 1.0), "hyper": _Number(0.0, 1.0)},
    ),
    "confidence_interval": _Leaf(ConfidenceInterval, {"coverage": _Number(0.5, 0.999, 0.95)}, has_cuts=True),
    "sequential_ratio": _Leaf(SequentialRatio, _RATIO, has_cuts=True),
    "generalized_ratio": _Leaf(GeneralizedRatio, _RATIO, has_cuts=True),
    "no_information": _Leaf(NoInformation, {"at_least": _Number(0.0001, 100.0)}),
    "time_short": _Leaf(TimeShort, {"seconds": _Number(0.0, MOST_SECONDS, is_optional=True)}),
    "content_met": _Leaf(ContentMet),
}
"""The rules by the names that plans call them by."""


def read_stopping(table: Table | None, ability: AbilityPlan) -> StoppingPlan | None:
    """The stopping plan, with stand-ins for what is wrong; None where there is no table."""
    if table is None:
        return None
    min_items = table.integer("min_items", low=1, high=MOST_ITEMS)
    max_items = table.integer("max_items", low=1, high=MOST_ITEMS)
    if table.is_sound and min_items > max_items:
        table.problem("length-range-empty", "min_items", min_items=min_items, max_items=max_items)
    standard_error = float(table.number("standard_error", math.inf)) if "standard_error" in table else None
    table.ignore("standard_error")
    before = eap(normal_prior(ability.prior_mean, ability.prior_sd)).standard_error
    if standard_error is not None and table.is_sound and not GRID_STEP <= standard_error < before:
        table.problem(
            "standard-error-out-of-range", "standard_error",
            value=f"{standard_error:g}", low=f"{GRID_STEP:g}", before=f"{before:.2f}",
        )  # fmt: skip
    return StoppingPlan(min_items, max_items, standard_error, _read_tree(table))


def _read_tree(table: Table) -> StoppingTerm | None:
    """The rules under `any` or `all`, which may hold such tables themselves."""
    if "any" in table and "all" in table:
        table.problem("stopping-any-and-all", "all")
        table.ignore("any", "all")
        return None
    for name in ("any", "all"):
        if name in table:
            return _read_group(table, name, depth=1)
    table.ignore("any", "all")
    return None


def _read_group(table: Table, name: str, depth: int) -> StoppingTerm:
    tables = table.tables(name)
    if not tables and table.is_sound:
        table.problem("list-empty", name, field=name)
    if len(tables) > MOST_TERMS or depth > DEEPEST:
        table.problem("stopping-tree-too-large", name, most=MOST_TERMS, deepest=DEEPEST)
        for inner in tables:
            inner.ignore_the_rest()
        return StoppingTerm(name)
    return StoppingTerm(name, terms=tuple(_read_term(inner, depth) for inner in tables))


def _read_term(table: Table, depth: int) -> StoppingTerm:
    groups = [name for name in ("any", "all") if name in table]
    if groups:
        if len(groups) > 1 or "rule" in table:
            table.problem("stopping-any-and-all", groups[-1])
            table.ignore_the_rest()
        return _read_group(table, groups[0], depth + 1)
    rule = table.one_of("rule", tuple(LEAVES))
    if not rule:
        table.ignore_the_rest()
        return StoppingTerm("content_met")
    leaf = LEAVES[rule]
    values: list[tuple[str, tuple[float, ...]]] = []
    if leaf.has_cuts:
        cuts = tuple(float(each) for each in table.numbers("cuts"))
        if table.is_sound and (not cuts or list(cuts) != sorted(set(cuts))):
            table.problem("cuts-unordered", "cuts")
        if cuts and not GRID[0] <= min(cuts) <= max(cuts) <= GRID[-1]:
            table.problem(
                "number-out-of-range", "cuts", field="cuts", value=f"{max(cuts, key=abs):g}",
                range=f"{GRID[0]:g} – {GRID[-1]:g}",
            )  # fmt: skip
        values.append(("cuts", cuts))
    for name, number in leaf.numbers.items():
        if number.is_optional and name not in table:
            table.ignore(name)
        elif number.is_whole:
            values.append((name, (float(table.integer(name, low=int(number.low), high=int(number.high))),)))
        else:
            found = table.number(name, number.usual, low=number.low, high=number.high)
            values.append((name, (float(found),)))
    if table.is_sound:
        try:
            _made(rule, tuple(values), 1.0)
        except ValueError as error:  # what only the rule itself knows, such as hypo above hyper
            table.problem("stopping-rule-invalid", "rule", reason=str(error))
    return StoppingTerm(rule, values=tuple(values))


def needs_seconds(term: StoppingTerm | None) -> bool:
    """Whether a rule of the tree asks how long items take."""
    if term is None:
        return False
    return (term.rule == "time_short" and not term.values) or any(map(needs_seconds, term.terms))


def needs_content(term: StoppingTerm | None) -> bool:
    """Whether a rule of the tree asks whether the content plan is fulfilled."""
    return term is not None and (term.rule == "content_met" or any(map(needs_content, term.terms)))


def without_clock(term: StoppingTerm | None) -> StoppingTerm | None:
    """The tree where no clock runs: without "time_short" and what needs it; None if nothing is left."""
    if term is None or term.rule == "time_short":
        return None
    if term.rule not in {"any", "all"}:
        return term
    kept = tuple(each for each in map(without_clock, term.terms) if each is not None)
    if not kept or (term.rule == "all" and len(kept) < len(term.terms)):
        return None
    return replace(term, terms=kept)


def n_classes(term: StoppingTerm | None) -> int:
    """Into how many categories the rules of the tree classify; 1 where none does."""
    if term is None:
        return 1
    own = [len(values) + 1 for name, values in term.values if name == "cuts"]
    return max([1, *own, *map(n_classes, term.terms)])


def tree_of(term: StoppingTerm, mean_seconds: float | None) -> Rule:
    """The rule. `mean_seconds` an item is expected to take, for "time_short" without a number of its own.

    Raises:
        ValueError: a number is out of its range, or the seconds are asked for and not known.
    """
    if term.rule in {"any", "all"}:
        rules = [tree_of(each, mean_seconds) for each in term.terms]
        return AnyOf(*rules) if term.rule == "any" else AllOf(*rules)
    return _made(term.rule, term.values, mean_seconds)


def stopping_rule(plan: StoppingPlan, *, is_planned: bool, mean_seconds: float | None) -> Rule | None:
    """What ends a section beside its lengths, and beside its precision unless content `is_planned`.

    No rule holds before `min_items`. With content a section of varying length ends only when what was given
    fulfils the blueprint by itself, so precision is among these rules then.
    """
    tree = None if plan.tree is None else tree_of(plan.tree, mean_seconds)
    if not is_planned or plan.min_items == plan.max_items:
        return None if tree is None else AllOf(MinItems(plan.min_items), tree)
    rules: list[Rule] = [] if plan.standard_error is None else [Precise(plan.standard_error)]
    rules += [] if tree is None else [tree]
    return AllOf(MinItems(plan.min_items), ContentMet(), AnyOf(*rules)) if rules else None


def _made(rule: str, values: tuple[tuple[str, tuple[float, ...]], ...], mean_seconds: float | None) -> Rule:
    leaf = LEAVES[rule]
    arguments: dict[str, Any] = {}
    for name, found in values:
        is_whole = name in leaf.numbers and leaf.numbers[name].is_whole
        arguments[name] = found if name == "cuts" else int(found[0]) if is_whole else found[0]
    if rule == "time_short" and not arguments:
        if mean_seconds is None:
            raise ValueError("seconds must be given for time_short where items have no response times")
        arguments["seconds"] = mean_seconds
    return leaf.made(**arguments)
