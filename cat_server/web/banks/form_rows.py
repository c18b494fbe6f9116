"""The rows of a form for an item: its options, and what a kind has beside them. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import isfinite
from typing import Any, Final

from item_bank.items import Text

MOST_ROWS: Final = 20
LONGEST: Final = 20_000
EMPTY_ROWS: Final = 4
LETTERS: Final = "ABCDEFGHIJKLMNOPQRST"

# A mark that every row has says nothing about whether somebody wrote in it.
_ALWAYS_SET: Final = frozenset({"keyed", "shape", "ids"})
_ROW = re.compile(r"(option|other)\.(\d{1,2})\.id")


@dataclass(frozen=True, slots=True)
class Row:
    """One option, target, gap or area: its id, its words by language, its drawing with words for it.

    `marks` are the inputs that its kind has beside it, by name; `is_right` says whether the key names it.
    """

    id: str = ""
    text: Mapping[str, str] = field(default_factory=dict)
    figure: str = ""
    alt: Mapping[str, str] = field(default_factory=dict)
    is_right: bool = False
    marks: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """Whether nobody has written anything in it."""
        marks = [value for name, value in self.marks.items() if name not in _ALWAYS_SET]
        return not (
            self.figure or self.is_right or any(marks) or any(self.text.values()) or any(self.alt.values())
        )


def sent_rows(
    form: Mapping[str, str], group: str, marks: Sequence[str], right: Sequence[str], languages: Sequence[str]
) -> tuple[Row, ...]:
    """The rows of a group ("option" or "other") that were sent; `right` are the numbers of the right ones."""
    found = (_ROW.fullmatch(name) for name in form)
    numbers = sorted({int(each[2]) for each in found if each and each[1] == group})[:MOST_ROWS]
    rows = [
        Row(
            form.get(f"{group}.{number}.id", "").strip()[:64],
            words(form, f"{group}.{number}.text", languages),
            form.get(f"{group}.{number}.figure", "").strip()[:200],
            words(form, f"{group}.{number}.alt", languages),
            str(number) in right,
            {name: _mark(form, group, number, name) for name in marks},
        )
        for number in numbers
    ]
    return tuple(row for row in rows if not row.is_empty)


def _mark(form: Mapping[str, str], group: str, number: int, name: str) -> str:
    # Of the best option there is one: its number is sent, not a mark of each row.
    if name in {"best", "worst"}:
        return "1" if form.get(name) == str(number) else ""
    return form.get(f"{group}.{number}.{name}", "").strip()[:400]


def row_of(
    fields: Mapping[str, Any], languages: Sequence[str], right: set[str], marks: Mapping[str, str]
) -> Row:
    """The row of an option's fields."""
    return Row(
        str(fields.get("id", "")),
        in_languages(fields.get("text", {}), languages),
        str(fields.get("figure", "")),
        in_languages(fields.get("alt", {}), languages),
        fields.get("id") in right,
        marks,
    )


def row_fields(row: Row) -> dict[str, Any]:
    """The fields of an option that its row says."""
    fields: dict[str, Any] = {"id": row.id}
    if any(row.text.values()):
        fields["text"] = Text(dict(row.text))
    if row.figure:
        fields |= {"figure": row.figure, "alt": Text(dict(row.alt))}
    return fields


def with_blank_rows(rows: Sequence[Row], ids: Sequence[str], languages: Sequence[str]) -> tuple[Row, ...]:
    """The rows with some empty ones behind them, which have the next free ids."""
    used = {row.id for row in rows}
    n_more = min(MOST_ROWS - len(rows), max(1, EMPTY_ROWS - len(rows)))
    blank = dict.fromkeys(languages, "")
    free = [each for each in ids if each not in used]
    return (*rows, *(Row(each, blank, "", blank) for each in free[:n_more]))


def words(form: Mapping[str, str], name: str, languages: Sequence[str]) -> dict[str, str]:
    """What was sent under a name for each language."""
    return {language: line(form, f"{name}.{language}") for language in languages}


def line(form: Mapping[str, str], name: str) -> str:
    """One text that was sent."""
    return form.get(name, "").replace("\r\n", "\n").strip()[:LONGEST]


def in_languages(text: Mapping[str, str], languages: Sequence[str]) -> dict[str, str]:
    """The words of a text for each language, empty where it has none."""
    return {language: text.get(language, "") for language in languages}


def listed(text: str) -> list[str]:
    """What stands between commas."""
    return [each.strip() for each in text.split(",") if each.strip()]


def number_of(text: str) -> int | float | str:
    """The number that somebody wrote, with a point or a comma; the text itself where it is none."""
    try:
        return int(text) if text.isdecimal() else _finite(float(text.replace(",", ".")), text)
    except ValueError:
        return text


def _finite(value: float, text: str) -> float | str:
    return value if isfinite(value) else text


def shown_number(value: object) -> str:
    """A number as an input shows it."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return repr(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""
