"""Reading how items are selected: a rule of `scoring` by its name, and the options that it has."""

from typing import Any, get_args

from item_bank.table_reader import Table
from scoring.ability import GRID
from scoring.selection import RULES, ChanceName, FirstName, Selection

MOST_ITEMS = 1_000
USUAL = Selection()

OPTIONS: dict[str, tuple[str, str]] = {
    "acceleration": ("chance", "progressive, proportional"),
    "n_best": ("chance", "randomesque"),
    "n_first": ("first", "random, information, difficulty"),
    "n_first_best": ("first", "information, difficulty"),
    "first_ability": ("first", "information, difficulty"),
    "n_strata": ("rule", "a_stratified"),
    "reach": ("rule", "kl"),
    "n_examined": ("rule", "two_step_mepv"),
}
"""For each option the field that it belongs to, and the values of that field that have it."""


def read_selection(table: Table | None) -> Selection | None:
    """The selection, with a stand-in for what is wrong; None where there is no table."""
    if table is None:
        return None
    rule = table.one_of("rule", tuple(RULES)) or USUAL.rule
    suitable = RULES[rule].chances  # type: ignore[index]  # one of them
    chance = table.one_of("chance", get_args(ChanceName), suitable[0]) or suitable[0]
    if chance not in suitable:
        table.problem("selection-chance-unsuitable", "chance", rule=rule, choices=", ".join(suitable))
        chance = suitable[0]
    chosen = {
        "rule": rule,
        "chance": chance,
        "first": table.one_of("first", get_args(FirstName), USUAL.first) or USUAL.first,
    }
    options: dict[str, Any] = {
        "rule": rule,
        "chance": chance if "chance" in table else None,
        "first": chosen["first"],
        "acceleration": float(table.number("acceleration", USUAL.acceleration, low=0.01, high=100.0)),
        "reach": float(table.number("reach", USUAL.reach, low=0.1, high=100.0)),
    }
    for name in ("n_best", "n_first", "n_first_best", "n_strata", "n_examined"):
        options[name] = table.integer(name, getattr(USUAL, name), low=1, high=MOST_ITEMS)
    if "first_ability" in table:
        options["first_ability"] = float(
            table.number("first_ability", low=float(GRID[0]), high=float(GRID[-1]))
        )
    for name, (field, values) in OPTIONS.items():
        if name in table and chosen[field] not in values.split(", "):
            table.problem("selection-option-unused", name, option=name, field=field, values=values)
    table.ignore("first_ability")
    options["is_per_time"] = table.boolean("per_time", default=False)
    if options["is_per_time"] and not RULES[rule].is_amount:  # type: ignore[index]  # one of them
        table.problem("per-time-unsuitable", "per_time", rule=rule)
    return Selection(**options) if table.is_sound else USUAL
