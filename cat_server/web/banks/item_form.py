"""A form for one item: what an author writes becomes the fields of an item, and back. Pure.

Words, options and the usual keys have inputs of their own; what is left of an item stands in one box, as the
native format has it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from item_bank.findings import Finding
from item_bank.formats.toml_writer import toml_text
from item_bank.items import Text
from item_bank.toml_source import load_toml

PLAIN: Final = ("id", "kind", "domain", "subdomain", "set", "author", "source")
LISTS: Final = ("tags", "enemies")
WITH_ROWS: Final = frozenset(
    {
        "single_choice", "multiple_choice", "situational_judgement", "forced_choice", "ordering", "matching",
        "gap_match",
    }
)  # fmt: skip
"""Kinds whose options are rows of the form."""
WITH_SCALE: Final = frozenset({"likert"})
ONE_KEY, SEVERAL_KEYS = "single_choice", "multiple_choice"
MOST_ROWS: Final = 20
LONGEST: Final = 20_000
EMPTY_ROWS: Final = 4
REST: Final = "rest"

_ROW = re.compile(r"option\.(\d{1,2})\.id")


@dataclass(frozen=True, slots=True)
class Row:
    """One option: its id, its words by language, its drawing with words for it, and whether it is right."""

    id: str = ""
    text: Mapping[str, str] = field(default_factory=dict)
    figure: str = ""
    alt: Mapping[str, str] = field(default_factory=dict)
    is_right: bool = False

    @property
    def is_empty(self) -> bool:
        return not (self.figure or any(self.text.values()) or any(self.alt.values()))


@dataclass(frozen=True, slots=True)
class ItemForm:
    """What stands in the inputs of the form."""

    plain: Mapping[str, str]
    stem: Mapping[str, str]
    figure: str
    figure_alt: Mapping[str, str]
    rows: tuple[Row, ...]
    response_scale: str
    keyed: str
    rest: str
    version: int = 0

    @property
    def kind(self) -> str:
        return self.plain.get("kind", "")

    @property
    def has_rows(self) -> bool:
        return self.kind in WITH_ROWS

    @property
    def has_scale(self) -> bool:
        return self.kind in WITH_SCALE

    @property
    def key_type(self) -> str:
        """How right options are named beside their rows: "one", "several", or '' where the box does it."""
        return {ONE_KEY: "one", SEVERAL_KEYS: "several"}.get(self.kind, "")


def form_of(fields: Mapping[str, Any], languages: Sequence[str], *, version: int = 0) -> ItemForm:
    """The form of an item's fields, as `item_tables.item_fields` gives them."""
    rest = {name: value for name, value in fields.items() if name not in {*PLAIN, *LISTS, "state"}}
    key = dict(rest.pop("key", {}))
    kind = str(fields.get("kind", ""))
    rows: tuple[Row, ...] = ()
    right: set[str] = set()
    if kind in {ONE_KEY, SEVERAL_KEYS}:
        named = key.pop("correct", ())
        right = {named} if isinstance(named, str) else set(named)
    if kind in WITH_ROWS:
        rows = tuple(_row(each, languages, right) for each in rest.pop("options", ()))
    keyed = str(key.pop("keyed", "")) if kind in WITH_SCALE else ""
    scale = str(rest.pop("response_scale", "")) if kind in WITH_SCALE else ""
    stem, figure = rest.pop("stem", {}), str(rest.pop("figure", ""))
    alt = rest.pop("figure_alt", {})
    if key:
        rest["key"] = key
    plain = {name: str(fields.get(name, "")) for name in PLAIN}
    plain |= {name: ", ".join(fields.get(name, ())) for name in LISTS}
    return ItemForm(
        plain, _words(stem, languages), figure, _words(alt, languages), rows, scale, keyed,
        toml_text(rest) if rest else "", version,
    )  # fmt: skip


def form_of_request(form: Mapping[str, str], correct: Sequence[str], languages: Sequence[str]) -> ItemForm:
    """What was sent; `correct` are the numbers of the rows that were marked as right."""

    def words(name: str) -> dict[str, str]:
        return {language: _line(form, f"{name}.{language}") for language in languages}

    numbers = sorted({int(found[1]) for name in form if (found := _ROW.fullmatch(name))})[:MOST_ROWS]
    rows = [
        Row(
            form.get(f"option.{number}.id", "").strip()[:64],
            words(f"option.{number}.text"),
            form.get(f"option.{number}.figure", "").strip()[:200],
            words(f"option.{number}.alt"),
            str(number) in correct,
        )
        for number in numbers
    ]
    version = form.get("version", "0")
    return ItemForm(
        plain={name: form.get(name, "").strip()[:400] for name in (*PLAIN, *LISTS)},
        stem=words("stem"),
        figure=form.get("figure", "").strip()[:200],
        figure_alt=words("figure_alt"),
        rows=tuple(row for row in rows if not row.is_empty or row.is_right),
        response_scale=form.get("response_scale", "").strip()[:64],
        keyed=form.get("keyed", "").strip()[:32],
        rest=form.get(REST, "").replace("\r\n", "\n")[:LONGEST],
        version=int(version) if version.isdecimal() and len(version) < 7 else 0,  # noqa: PLR2004
    )


def fields_of(form: ItemForm, report: list[Finding]) -> dict[str, Any] | None:
    """The fields of the item that the form says, or None after reporting why the box cannot be read."""
    loaded = load_toml(REST, form.rest.encode(), report)
    if loaded is None:
        return None
    rest = dict(loaded[0])
    found = rest.pop("key", {})
    key = dict(found) if isinstance(found, Mapping) else {}
    fields: dict[str, Any] = {name: form.plain[name] for name in PLAIN if form.plain.get(name)}
    fields |= {name: _listed(form.plain[name]) for name in LISTS if form.plain.get(name)}
    fields["stem"] = _text(form.stem)
    if form.figure:
        fields |= {"figure": form.figure, "figure_alt": _text(form.figure_alt)}
    if form.has_scale:
        fields["response_scale"] = form.response_scale
        key = {"keyed": form.keyed, **key}
    if form.has_rows:
        fields["options"] = [_row_fields(row) for row in form.rows]
    right = [row.id for row in form.rows if row.is_right]
    if form.key_type == "one" and right:
        key = {"correct": right[0], **key}
    if form.key_type == "several":
        key = {"correct": right, **key}
    fields |= {name: value for name, value in rest.items() if name not in fields}
    if key:
        fields["key"] = key
    return fields


def with_empty_rows(form: ItemForm, languages: Sequence[str]) -> tuple[Row, ...]:
    """The rows with some empty ones behind them, which have the next free letters."""
    if not form.has_rows:
        return ()
    used = {row.id for row in form.rows}
    letters = [each for each in "ABCDEFGHIJKLMNOPQRST" if each not in used]
    n_more = min(MOST_ROWS - len(form.rows), max(1, EMPTY_ROWS - len(form.rows)))
    blank = dict.fromkeys(languages, "")
    return (*form.rows, *(Row(letter, blank, "", blank) for letter in letters[:n_more]))


def _row(fields: Mapping[str, Any], languages: Sequence[str], right: set[str]) -> Row:
    return Row(
        str(fields.get("id", "")),
        _words(fields.get("text", {}), languages),
        str(fields.get("figure", "")),
        _words(fields.get("alt", {}), languages),
        fields.get("id") in right,
    )


def _row_fields(row: Row) -> dict[str, Any]:
    fields: dict[str, Any] = {"id": row.id}
    if any(row.text.values()):
        fields["text"] = _text(row.text)
    if row.figure:
        fields |= {"figure": row.figure, "alt": _text(row.alt)}
    return fields


def _words(text: Mapping[str, str], languages: Sequence[str]) -> dict[str, str]:
    return {language: text.get(language, "") for language in languages}


def _text(words: Mapping[str, str]) -> Text:
    return Text(dict(words))


def _line(form: Mapping[str, str], name: str) -> str:
    return form.get(name, "").replace("\r\n", "\n").strip()[:LONGEST]


def _listed(words: str) -> list[str]:
    return [each.strip() for each in words.split(",") if each.strip()]
