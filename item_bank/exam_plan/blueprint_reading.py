"""Reading `[section.content]`: constraints in tables, with every problem of theirs at its line."""

from collections.abc import Mapping
from typing import Any, cast, get_args

from item_bank.exam_plan.blueprint import (
    EVERY_ITEM,
    Blueprint,
    ConstraintKind,
    ConstraintPlan,
    ContentMethod,
    LabelName,
    NumberName,
    OneOf,
    RefreshName,
    Where,
    Within,
)
from item_bank.table_reader import Table

KINDS: tuple[ConstraintKind, ...] = get_args(ConstraintKind)
LABELS: tuple[LabelName, ...] = get_args(LabelName)
NUMBERS: tuple[NumberName, ...] = get_args(NumberName)
MOST_CONSTRAINTS = 200
MOST_AMOUNT = 1_000_000
DEEPEST = 5
"""How deep conditions may stand in each other."""

BOUNDS = ("at_least", "at_most")
FIELDS: Mapping[str, tuple[str, ...]] = {
    "count": ("where", *BOUNDS),
    "proportion": ("where", "of", *BOUNDS),
    "total": ("number", "where", *BOUNDS),
    "mean": ("number", "where", *BOUNDS),
    "key_balance": ("by", "tolerance"),
    "sets": ("by", "least_items", "most_items", "least_sets", "most_sets"),
    "set_count": ("where", *BOUNDS),
    "set_total": ("number", *BOUNDS),
    "enemies": ("by", "where", "groups"),
    "all_or_none": ("by", "where", "groups"),
    "order": ("by", "labels"),
}
"""The fields of each kind; `kind` itself is everybody's."""

_EVERY_FIELD = tuple(dict.fromkeys(name for names in FIELDS.values() for name in names))
_USUAL_BY: Mapping[str, LabelName] = {"key_balance": "key", "sets": "set", "order": "domain"}


def read_blueprint(table: Table | None) -> Blueprint | None:
    """The blueprint, with stand-ins for what is wrong; None where there is no table."""
    if table is None:
        return None
    method = table.one_of("method", get_args(ContentMethod), "shadow_test") or "shadow_test"
    refresh = table.one_of("refresh", get_args(RefreshName), "always") or "always"
    moved_by = float(table.number("moved_by", 0.1, low=0.0, high=6.0))
    limit = (
        float(table.number("time_limit_seconds", low=0.01, high=60.0))
        if "time_limit_seconds" in table
        else None
    )
    table.ignore("time_limit_seconds")
    if method == "priority_index":
        for name in ("refresh", "moved_by", "time_limit_seconds"):
            if name in table:
                table.problem(
                    "selection-option-unused", name, option=name, field="method", values="shadow_test"
                )
    if "moved_by" in table and refresh != "moved":
        table.problem(
            "selection-option-unused", "moved_by", option="moved_by", field="refresh", values="moved"
        )
    tables = table.tables("constraint", is_required=False)
    if len(tables) > MOST_CONSTRAINTS:
        table.problem("content-constraints-too-many", "constraint", number=len(tables), most=MOST_CONSTRAINTS)
    constraints = tuple(_read_constraint(inner) for inner in tables[:MOST_CONSTRAINTS])
    for kind in ("sets", "order"):
        places = [place for place, each in enumerate(constraints) if each.kind == kind]
        for place in places[1:]:
            table.problem("content-kind-repeated", "constraint", place, "kind", kind=kind)
    return Blueprint(
        method=cast("ContentMethod", method),
        constraints=constraints,
        refresh=cast("RefreshName", refresh),
        moved_by=moved_by,
        time_limit_seconds=limit,
    )


def _report_unused(table: Table, option: str, field: str, values: str) -> None:
    table.problem("selection-option-unused", option, option=option, field=field, values=values)


def _read_constraint(table: Table) -> ConstraintPlan:
    kind = table.one_of("kind", KINDS)
    if not kind:
        table.ignore_the_rest()
        return ConstraintPlan("count")
    own = FIELDS[kind]
    for name in _EVERY_FIELD:
        if name in table and name not in own:
            table.problem("content-field-unused", name, field=name, kind=kind, fields=", ".join(own))
    table.ignore(*_EVERY_FIELD)
    fields: dict[str, Any] = {}
    for name in ("where", "of"):
        if name in own:
            inner = table.table(name, is_required=False)
            fields[name] = EVERY_ITEM if inner is None else _read_where(inner)
    if kind in {"count", "proportion", "set_count"} and "where" not in table:
        table.problem("field-missing", field="where")
    if "number" in own:
        fields["number"] = table.one_of("number", NUMBERS) or NUMBERS[0]
    if BOUNDS[0] in own:
        fields |= _read_bounds(table, kind)
    fields |= _read_groups_and_sets(table, kind)
    return ConstraintPlan(cast("ConstraintKind", kind), **fields)


def _read_groups_and_sets(table: Table, kind: str) -> dict[str, Any]:
    """What the kinds have that speak of groups, sets and blocks."""
    fields: dict[str, Any] = {}
    if "by" in FIELDS[kind] and (kind in _USUAL_BY or "by" in table):
        # An item has several tags, so they make groups that overlap, but neither sets nor blocks.
        labels = LABELS if kind in {"enemies", "all_or_none"} else LABELS[:-1]
        fields["by"] = table.one_of("by", labels, _USUAL_BY.get(kind)) or LABELS[0]
    if kind == "key_balance":
        fields["tolerance"] = float(table.number("tolerance", 1.0, low=0.0, high=100.0))
    elif kind == "sets":
        fields |= _read_set_bounds(table)
    elif kind == "order":
        fields["labels"] = blocks = table.strings("labels")
        if len(blocks) == 1:
            table.problem("content-order-short", "labels")
    elif kind in {"enemies", "all_or_none"}:
        fields["groups"] = _read_groups(table)
        if ("groups" in table) == ("by" in table):
            table.problem("content-groups-or-by", "groups" if "groups" in table else "kind")
    return fields


def _read_bounds(table: Table, kind: str) -> dict[str, float | None]:
    most = 1.0 if kind == "proportion" else MOST_AMOUNT
    least = -MOST_AMOUNT if kind in {"mean", "total"} else 0.0
    found: dict[str, float | None] = {}
    for name in BOUNDS:
        found[name] = None
        if name in table and kind in {"count", "set_count"}:
            found[name] = float(table.integer(name, low=0, high=MOST_AMOUNT))
        elif name in table:
            found[name] = float(table.number(name, low=least, high=most))
    low, high = found["at_least"], found["at_most"]
    if low is None and high is None:
        table.problem("content-bounds-missing", "kind", kind=kind)
    elif low is not None and high is not None and low > high:
        table.problem("content-bounds-crossed", "at_least", low=f"{low:g}", high=f"{high:g}")
    return found


def _read_set_bounds(table: Table) -> dict[str, int | None]:
    found: dict[str, int | None] = {}
    for what, low in (("items", 1), ("sets", 0)):
        least, most = f"least_{what}", f"most_{what}"
        found[least] = first = table.integer(least, low, low=low, high=1000)
        found[most] = last = table.integer(most, low=low, high=1000) if most in table else None
        if last is not None and first > last:
            table.problem("content-bounds-crossed", least, low=first, high=last)
    return found


def _read_groups(table: Table) -> tuple[tuple[str, ...], ...]:
    values = table.values_of("groups")
    if values is None:
        return ()
    is_sound = isinstance(values, list) and all(
        isinstance(group, list) and len(group) > 1 and all(isinstance(each, str) for each in group)
        for group in values
    )
    if not is_sound:
        table.problem("content-groups-malformed", "groups")
        return ()
    return tuple(tuple(group) for group in values)


def _read_where(table: Table, depth: int = 1) -> Where:
    labels = [OneOf(name, found) for name in LABELS if name in table and (found := _read_labels(table, name))]
    numbers = []
    for attribute in NUMBERS:
        inner = table.table(attribute, is_required=False)
        if inner is not None:
            bounds = {each: float(inner.number(each)) for each in BOUNDS if each in inner}
            inner.ignore(*BOUNDS)
            if not bounds:
                inner.problem("content-bounds-missing", kind=attribute)
            elif bounds.get("at_least", -MOST_AMOUNT) > bounds.get("at_most", MOST_AMOUNT):
                inner.problem(
                    "content-bounds-crossed", "at_least",
                    low=f"{bounds['at_least']:g}", high=f"{bounds['at_most']:g}",
                )  # fmt: skip
            numbers.append(Within(attribute, bounds.get("at_least"), bounds.get("at_most")))
    has_figure = table.boolean("figure", default=False) if "figure" in table else None
    table.ignore(*LABELS, "figure", "any", "all", "none")
    inner_ones: dict[str, tuple[Where, ...]] = {}
    for name in ("all", "any", "none"):
        tables = table.tables(name, is_required=False) if name in table else []
        if tables and depth == DEEPEST:
            table.problem("content-where-too-deep", name, most=DEEPEST)
            for each in tables:
                each.ignore_the_rest()
            tables = []
        inner_ones[name] = tuple(_read_where(each, depth + 1) for each in tables)
    return Where(
        labels=tuple(labels),
        numbers=tuple(numbers),
        has_figure=has_figure,
        items=table.strings("items", ()),
        all_of=inner_ones["all"],
        any_of=inner_ones["any"],
        none_of=inner_ones["none"],
    )


def _read_labels(table: Table, name: str) -> tuple[str, ...]:
    """One text, or a list of them."""
    if isinstance(table.values_of(name), str):
        return (table.string(name),)
    found = table.strings(name)
    if not found and table.is_sound:
        table.problem("list-empty", name, field=name)
    return found
