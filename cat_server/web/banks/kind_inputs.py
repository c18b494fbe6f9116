"""What the form of an item asks for by its kind: settings, marks beside the rows, rows of its own. Pure.

Whatever of an item these inputs cannot say stays where it was, in the box of the native format.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from cat_server.web.banks.form_rows import (
    LETTERS,
    MOST_ROWS,
    Row,
    in_languages,
    listed,
    number_of,
    row_fields,
    shown_number,
)
from item_bank.items import Text
from item_bank.kinds.short_answer import IGNORABLE

STATEMENT: Final = ("trait", "keyed", "loading", "mean", "uniqueness", "desirability")
OPTION_MARKS: Final[Mapping[str, tuple[str, ...]]] = {
    "ordering": ("place",),
    "situational_judgement": ("best", "worst", "place", "rating"),
    "matching": ("target",),
    "forced_choice": STATEMENT,
}
OTHER_MARKS: Final[Mapping[str, tuple[str, ...]]] = {
    "matching": (),
    "gap_match": ("correct",),
    "inline_choice": ("correct", "ids"),
    "hotspot": ("shape", "at"),
}
"""Kinds with rows beside the options (targets, gaps, areas), and the inputs of each."""
OTHER_IDS: Final[Mapping[str, Sequence[str]]] = {
    "matching": tuple("XYZUVWPQRSTMNOKLHIJG"),
    "gap_match": tuple(f"g{number}" for number in range(1, MOST_ROWS + 1)),
    "inline_choice": tuple(f"g{number}" for number in range(1, MOST_ROWS + 1)),
    "hotspot": tuple(LETTERS),
}
RESPOND: Final[Mapping[str, tuple[str, ...]]] = {
    "situational_judgement": ("best_worst", "ranking", "rating"),
    "forced_choice": ("most_least", "ranking", "most"),
}
SCORING: Final[Mapping[str, tuple[str, ...]]] = {
    "multiple_choice": ("all", "each"),
    "ordering": ("all", "pairs"),
    "matching": ("all", "each"),
    "inline_choice": ("all", "each"),
    "gap_match": ("all", "each"),
    "hotspot": ("all", "each"),
}
FIELD_SETTINGS: Final[Mapping[str, tuple[str, ...]]] = {
    "multiple_choice": ("least", "most"),
    "hotspot": ("least", "most"),
    "matching": ("uses",),
    "gap_match": ("uses",),
}
"""Whole numbers of the item that have an input of their own."""
IGNORES: Final = tuple(IGNORABLE)
SHAPES: Final = ("circle", "rectangle", "polygon")


@dataclass
class Taken:
    """What the inputs of a kind show: settings by name, marks by option, rows of its own."""

    settings: dict[str, str] = field(default_factory=dict)
    marks: dict[str, dict[str, str]] = field(default_factory=dict)
    others: tuple[Row, ...] = ()

    def mark(self, option: str, name: str, value: str) -> None:
        self.marks.setdefault(option, {})[name] = value


@dataclass(frozen=True, slots=True)
class Given:
    """What was written in the inputs of a kind."""

    kind: str
    settings: Mapping[str, str]
    rows: Sequence[Row]
    others: Sequence[Row]
    languages: Sequence[str]


def setting_names(kind: str, languages: Sequence[str]) -> tuple[str, ...]:
    """The inputs of a kind that do not stand in a row."""
    names: list[str] = [*FIELD_SETTINGS.get(kind, ())]
    names += ["respond"] if kind in RESPOND else []
    names += ["scoring"] if kind in SCORING else []
    names += ["response_scale"] if kind in {"likert", "situational_judgement"} else []
    names += ["keyed"] if kind == "likert" else []
    if kind == "short_answer":
        names += ["answer", "value", "tolerance", "accepted"]
        names += [f"unit.{language}" for language in languages]
        names += [f"ignores.{each}" for each in IGNORES]
    return tuple(names)


def take(kind: str, rest: dict[str, Any], key: dict[str, Any], languages: Sequence[str]) -> Taken:
    """What the inputs show; it is taken out of `rest`, the fields of the item, and out of its `key`."""
    taken = Taken()
    for name in (*FIELD_SETTINGS.get(kind, ()), "respond", "response_scale"):
        if name in setting_names(kind, languages) and name in rest:
            value = rest.pop(name)
            taken.settings[name] = value if isinstance(value, str) else shown_number(value)
    for name in ("scoring", "keyed"):
        if name in setting_names(kind, languages) and name in key:
            taken.settings[name] = str(key.pop(name))
    if kind in _TAKE:
        _TAKE[kind](taken, rest, key, languages)
    return taken


def given(form: Given) -> tuple[dict[str, Any], dict[str, Any]]:
    """The fields and the key that the inputs say."""
    fields: dict[str, Any] = {}
    key: dict[str, Any] = {}
    for name in FIELD_SETTINGS.get(form.kind, ()):
        if form.settings.get(name):
            fields[name] = number_of(form.settings[name])
    is_rated = form.kind == "likert" or form.settings.get("respond") == "rating"
    for name in ("respond", "response_scale"):
        if name in setting_names(form.kind, form.languages) and (name == "respond" or is_rated):
            fields[name] = form.settings.get(name, "")
    for name in ("scoring", "keyed"):
        if name in setting_names(form.kind, form.languages):
            key[name] = form.settings.get(name, "")
    if form.kind in _GIVE:
        _GIVE[form.kind](form, fields, key)
    return fields, key


# --- one kind after the other --------------------------------------------------------------------------


def _take_order(taken: Taken, _rest: dict[str, Any], key: dict[str, Any], _languages: Sequence[str]) -> None:
    for place, option in enumerate(key.pop("order", ()), start=1):
        taken.mark(option, "place", str(place))


def _give_order(form: Given, _fields: dict[str, Any], key: dict[str, Any]) -> None:
    # Two rows with one number have no order: neither is in the key, which then lacks them by name.
    places = [row.marks.get("place", "") for row in form.rows]
    placed = [
        (int(place), row.id)
        for place, row in zip(places, form.rows, strict=True)
        if place.isdecimal() and places.count(place) == 1
    ]
    key["order"] = [option for _, option in sorted(placed)]


def _take_judgement(
    taken: Taken, rest: dict[str, Any], key: dict[str, Any], languages: Sequence[str]
) -> None:
    for name in ("best", "worst"):
        if name in key:
            taken.mark(key.pop(name), name, "1")
    for option, rating in dict(key.pop("ratings", {})).items():
        taken.mark(option, "rating", shown_number(rating))
    _take_order(taken, rest, key, languages)


def _give_judgement(form: Given, fields: dict[str, Any], key: dict[str, Any]) -> None:
    match form.settings.get("respond"):
        case "ranking":
            _give_order(form, fields, key)
        case "rating":
            key["ratings"] = {
                row.id: number_of(row.marks["rating"]) for row in form.rows if row.marks.get("rating")
            }
        case _:
            for name in ("best", "worst"):
                named = [row.id for row in form.rows if row.marks.get(name)]
                key |= {name: named[0]} if named else {}


def _take_statements(
    taken: Taken, _rest: dict[str, Any], key: dict[str, Any], _languages: Sequence[str]
) -> None:
    statements = key.pop("statements", {})
    for option, secret in statements.items():
        for name in STATEMENT:
            value = secret.get(name, "")
            taken.mark(option, name, value if isinstance(value, str) else shown_number(value))


def _give_statements(form: Given, _fields: dict[str, Any], key: dict[str, Any]) -> None:
    key["statements"] = {
        row.id: {
            name: value if name in {"trait", "keyed"} else number_of(value)
            for name in STATEMENT
            if (value := row.marks.get(name, ""))
        }
        for row in form.rows
    }


def _take_matching(taken: Taken, rest: dict[str, Any], key: dict[str, Any], languages: Sequence[str]) -> None:
    targets = rest.get("targets", ())
    if not any("figure" in each for each in targets):
        rest.pop("targets", None)
        taken.others = tuple(
            Row(str(each.get("id", "")), in_languages(each.get("text", {}), languages)) for each in targets
        )
    for option, target in key.pop("pairs", ()):
        before = taken.marks.get(option, {}).get("target", "")
        taken.mark(option, "target", f"{before}, {target}" if before else target)


def _give_matching(form: Given, fields: dict[str, Any], key: dict[str, Any]) -> None:
    if form.others:
        fields["targets"] = [row_fields(row) for row in form.others]
    key["pairs"] = [[row.id, each] for row in form.rows for each in listed(row.marks.get("target", ""))]


def _take_gap_match(
    taken: Taken, rest: dict[str, Any], key: dict[str, Any], languages: Sequence[str]
) -> None:
    correct = dict(key.pop("correct", {}))
    taken.others = tuple(
        Row(gap, in_languages({}, languages), marks={"correct": correct.get(gap, "")})
        for gap in rest.pop("gaps", ())
    )


def _give_gap_match(form: Given, fields: dict[str, Any], key: dict[str, Any]) -> None:
    fields["gaps"] = [row.id for row in form.others]
    key["correct"] = {row.id: row.marks["correct"] for row in form.others if row.marks.get("correct")}


def _take_inline(taken: Taken, rest: dict[str, Any], key: dict[str, Any], languages: Sequence[str]) -> None:
    gaps = rest.get("gaps", ())
    # A line of the input is a choice: one that has several lines, or a drawing, stays in the box.
    options = [option for gap in gaps for option in gap["options"]]
    if any("figure" in each or "\n" in "".join(each["text"].values()) for each in options):
        return
    rest.pop("gaps", None)
    correct = dict(key.pop("correct", {}))
    rows = []
    for gap in gaps:
        ids = [option["id"] for option in gap["options"]]
        right = correct.get(gap["id"], "")
        place = str(ids.index(right) + 1) if right in ids else ""
        texts = {
            language: "\n".join(option["text"].get(language, "") for option in gap["options"])
            for language in languages
        }
        rows.append(Row(gap["id"], texts, marks={"correct": place, "ids": ", ".join(ids)}))
    taken.others = tuple(rows)


def _give_inline(form: Given, fields: dict[str, Any], key: dict[str, Any]) -> None:
    if not form.others:
        return
    gaps, correct = [], {}
    for row in form.others:
        lines = {language: row.text.get(language, "").split("\n") for language in form.languages}
        n_choices = max(map(len, lines.values()))
        ids = listed(row.marks.get("ids", ""))[:n_choices]
        new = (each for number in range(1, 100) if (each := f"{row.id}-{number}") not in ids)
        ids += [next(new) for _ in range(n_choices - len(ids))]
        options = [
            {
                "id": each,
                "text": Text({name: (own + [""] * n_choices)[at].strip() for name, own in lines.items()}),
            }
            for at, each in enumerate(ids)
        ]
        gaps.append({"id": row.id, "options": options})
        place = row.marks.get("correct", "")
        if place.isdecimal() and 1 <= int(place) <= n_choices:
            correct[row.id] = ids[int(place) - 1]
        elif place:
            correct[row.id] = place
    fields["gaps"] = gaps
    key["correct"] = correct


def _take_areas(taken: Taken, rest: dict[str, Any], key: dict[str, Any], languages: Sequence[str]) -> None:
    right = set(key.pop("correct", ()))
    taken.others = tuple(
        Row(
            each["id"], in_languages(each["label"], languages), is_right=each["id"] in right,
            marks={"shape": each["shape"], "at": "; ".join(map(shown_number, each["at"]))},
        )
        for each in rest.pop("areas", ())
    )  # fmt: skip


def _give_areas(form: Given, fields: dict[str, Any], key: dict[str, Any]) -> None:
    fields["areas"] = [
        {
            "id": row.id,
            "shape": row.marks.get("shape", ""),
            "at": [number_of(each) for each in row.marks.get("at", "").replace(";", " ").split()],
            "label": Text(dict(row.text)),
        }
        for row in form.others
    ]
    key["correct"] = [row.id for row in form.others if row.is_right]


def _take_answer(taken: Taken, rest: dict[str, Any], key: dict[str, Any], languages: Sequence[str]) -> None:
    settings = taken.settings
    settings["answer"] = str(rest.pop("answer", "text"))
    unit = in_languages(rest.pop("unit", {}), languages)
    settings |= {f"unit.{language}": words for language, words in unit.items()}
    for name in ("value", "tolerance"):
        settings[name] = shown_number(key.pop(name, ""))
    accepted = key.get("accepted", ())
    if all(each == each.strip() and each and "\n" not in each for each in accepted):
        settings["accepted"] = "\n".join(key.pop("accepted", ()))
    ignored = key.pop("ignores", ())
    settings |= {f"ignores.{each}": "1" if each in ignored else "" for each in IGNORES}


def _give_answer(form: Given, fields: dict[str, Any], key: dict[str, Any]) -> None:
    settings = form.settings
    fields["answer"] = settings.get("answer", "")
    unit = {language: settings.get(f"unit.{language}", "") for language in form.languages}
    if any(unit.values()):
        fields["unit"] = Text(unit)
    if settings.get("answer") == "number":
        key |= {name: number_of(settings[name]) for name in ("value", "tolerance") if settings.get(name)}
        return
    accepted = [each.strip() for each in settings.get("accepted", "").split("\n") if each.strip()]
    key |= {"accepted": accepted} if accepted else {}
    key["ignores"] = [each for each in IGNORES if settings.get(f"ignores.{each}")]


_Take = Callable[[Taken, dict[str, Any], dict[str, Any], Sequence[str]], None]
_Give = Callable[[Given, dict[str, Any], dict[str, Any]], None]
_TAKE: Final[Mapping[str, _Take]] = {
    "ordering": _take_order,
    "situational_judgement": _take_judgement,
    "forced_choice": _take_statements,
    "matching": _take_matching,
    "gap_match": _take_gap_match,
    "inline_choice": _take_inline,
    "hotspot": _take_areas,
    "short_answer": _take_answer,
}
_GIVE: Final[Mapping[str, _Give]] = {
    "ordering": _give_order,
    "situational_judgement": _give_judgement,
    "forced_choice": _give_statements,
    "matching": _give_matching,
    "gap_match": _give_gap_match,
    "inline_choice": _give_inline,
    "hotspot": _give_areas,
    "short_answer": _give_answer,
}
