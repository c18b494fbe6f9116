"""What a blueprint demands, in the words of an Indonesian; the English ones are those of `scoring.assembly`.

An argument of a finding named `demand@id` takes the place of `demand` in the Indonesian sentence.
"""

import re
from collections.abc import Mapping
from typing import Final

from item_bank.exam_plan.blueprint import Blueprint, NumberName, Where
from scoring.assembly import Demand

_SIDES: Final = {"at_least": "paling sedikit", "at_most": "paling banyak"}
_NUMBERS: Final[Mapping[NumberName, str]] = {"words": "kata", "seconds": "detik", "difficulty": "kesulitan"}
_LABELS: Final = {"kind": "jenis", "key": "kunci"}
_BALANCED: Final = re.compile(
    r"(?:(at least|at most) ([\d.]+) items with (\w+) (.+)"
    r"|items with (\w+) (.+) at most ([\d.]+) (below|above) their equal part)"
)
_ENEMIES: Final = "at most 1 of the enemies "


def where_in_indonesian(where: Where) -> str:
    """Which items are meant, after "soal"; nothing when all are."""
    said = [
        f"dengan {_LABELS.get(each.attribute, each.attribute)} {' atau '.join(each.labels)}"
        for each in where.labels
    ]
    for each in where.numbers:
        low, high = each.at_least, each.at_most
        if low is None:
            bounds = f"sampai {_number(high)}"
        else:
            bounds = f"mulai {_number(low)}" if high is None else f"{_number(low)} sampai {_number(high)}"
        said.append(f"dengan {_NUMBERS[each.attribute]} {bounds}")
    if where.has_figure is not None:
        said.append("dengan gambar" if where.has_figure else "tanpa gambar")
    if where.items:
        said.append(f"di antara {', '.join(where.items)}")
    said += [where_in_indonesian(each) for each in where.all_of]
    if where.any_of:
        said.append(f"({' atau '.join(map(where_in_indonesian, where.any_of))})")
    said += [f"bukan {where_in_indonesian(each)}" for each in where.none_of]
    return " dan ".join(said)


def demand_in_indonesian(  # noqa: PLR0911  one for each kind
    blueprint: Blueprint, demand: Demand, lengths: tuple[int, int]
) -> str:
    """A demand as it would be said; one that there are no words for here stays English.

    `lengths` are the fewest and the most items of a test.
    """
    side = _SIDES[demand.side]
    if demand.constraint is None:
        return f"{side} {lengths[demand.side == 'at_most']} soal seluruhnya"
    if demand.constraint >= len(blueprint.constraints):  # the enemies of the bank
        return _enemies(demand.words)
    plan = blueprint.constraints[demand.constraint]
    bound = plan.at_least if demand.side == "at_least" else plan.at_most
    where, of = where_in_indonesian(plan.where), where_in_indonesian(plan.of)
    number = _NUMBERS.get(plan.number, "") if plan.number else ""
    amount = _number(bound)
    match plan.kind:
        case "count":
            return _joined(side, amount, "soal", where)
        case "proportion":
            percent = "" if bound is None else f"{_number(100.0 * bound)} %"
            return _joined(side, percent, "soal", where, "dari semua soal", of)
        case "total":
            return _joined(side, amount, number, "seluruhnya", where and f"pada soal {where}")
        case "mean":
            return _joined("rata-rata", number, side, amount, where and f"pada soal {where}")
        case "set_count":
            return _joined(side, amount, "set", where)
        case "set_total":
            return _joined(side, amount, number, "pada semua set")
        case "sets":
            n_sets = plan.least_sets if demand.side == "at_least" else plan.most_sets
            return _joined(side, f"{n_sets}", "set menurut", plan.by or "")
        case "key_balance":
            return _balanced(demand.words)
        case _:
            return _enemies(demand.words)


def structure_in_indonesian(blueprint: Blueprint, constraint: int, english: str) -> str:
    """A constraint on how items hang together, as it would be said; `english` where there are no words."""
    if constraint >= len(blueprint.constraints):
        return "paling banyak satu soal dari setiap kelompok soal seteru"
    plan = blueprint.constraints[constraint]
    groups = f"menurut {plan.by}" if plan.by else f"({len(plan.groups)} kelompok)"
    if plan.kind == "all_or_none":
        return f"semua soal dari satu kelompok atau tidak satu pun {groups}"
    if plan.kind == "enemies":
        return f"paling banyak satu soal dari setiap kelompok {groups}"
    if plan.kind == "sets":
        most = "" if plan.most_items is None else f" sampai {plan.most_items}"
        return f"set menurut {plan.by} dengan {plan.least_items}{most} soal"
    return english


def _balanced(english: str) -> str:
    found = _BALANCED.fullmatch(english)
    if found is None:
        return english
    side, number, *named, tolerance, beyond = found.groups()
    attribute, label = (each for each in named if each is not None)
    items = f"soal dengan {_LABELS.get(attribute, attribute)} {label}"
    if side:
        return f"{_SIDES[side.replace(' ', '_')]} {number} {items}"
    direction = "di bawah" if beyond == "below" else "di atas"
    return f"{items} paling banyak {_number(float(tolerance))} {direction} bagian yang sama"


def _enemies(english: str) -> str:
    if english.startswith(_ENEMIES):
        # Ids have no spaces in them.
        return f"paling banyak 1 dari soal seteru {english.removeprefix(_ENEMIES).replace(' and ', ' dan ')}"
    return english


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:g}".replace(".", ",")


def _joined(*words: str) -> str:
    return " ".join(filter(None, words))
