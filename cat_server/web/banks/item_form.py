"""A form for one item: what an author writes becomes the fields of an item, and back. Pure.

Words, options and the key of each kind have inputs of their own (`kind_inputs`); what is left of an item
stands in one box, as the native format has it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from cat_server.web.banks.form_rows import (
    LETTERS,
    LONGEST,
    Row,
    in_languages,
    line,
    listed,
    row_fields,
    row_of,
    sent_rows,
    with_blank_rows,
    words,
)
from cat_server.web.banks.kind_inputs import (
    OPTION_MARKS,
    OTHER_IDS,
    OTHER_MARKS,
    Given,
    given,
    setting_names,
    take,
)
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
ONE_KEY, SEVERAL_KEYS = "single_choice", "multiple_choice"
REST: Final = "rest"


@dataclass(frozen=True, slots=True)
class ItemForm:
    """What stands in the inputs of the form."""

    plain: Mapping[str, str]
    stem: Mapping[str, str]
    figure: str
    figure_alt: Mapping[str, str]
    rows: tuple[Row, ...]
    others: tuple[Row, ...]
    settings: Mapping[str, str]
    rest: str
    version: int = 0

    @property
    def kind(self) -> str:
        return self.plain.get("kind", "")

    @property
    def has_rows(self) -> bool:
        return self.kind in WITH_ROWS

    @property
    def has_others(self) -> bool:
        return self.kind in OTHER_MARKS

    @property
    def key_type(self) -> str:
        """How right options are named beside their rows: "one", "several", or '' where other inputs do it."""
        return {ONE_KEY: "one", SEVERAL_KEYS: "several"}.get(self.kind, "")

    def shown_rows(self, languages: Sequence[str]) -> tuple[Row, ...]:
        """The options with some empty rows behind them."""
        return with_blank_rows(self.rows, LETTERS, languages) if self.has_rows else ()

    def shown_others(self, languages: Sequence[str]) -> tuple[Row, ...]:
        """The targets, gaps or areas with some empty rows behind them."""
        return with_blank_rows(self.others, OTHER_IDS[self.kind], languages) if self.has_others else ()


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
    taken = take(kind, rest, key, languages)
    if kind in WITH_ROWS:
        rows = tuple(
            row_of(each, languages, right, taken.marks.get(each.get("id", ""), {}))
            for each in rest.pop("options", ())
        )
    stem, figure = rest.pop("stem", {}), str(rest.pop("figure", ""))
    alt = rest.pop("figure_alt", {})
    if key:
        rest["key"] = key
    plain = {name: str(fields.get(name, "")) for name in PLAIN}
    plain |= {name: ", ".join(fields.get(name, ())) for name in LISTS}
    return ItemForm(
        plain, in_languages(stem, languages), figure, in_languages(alt, languages), rows, taken.others,
        taken.settings, toml_text(rest) if rest else "", version,
    )  # fmt: skip


def form_of_request(form: Mapping[str, str], correct: Sequence[str], languages: Sequence[str]) -> ItemForm:
    """What was sent; `correct` are the numbers of the rows that were marked as right."""
    kind = form.get("kind", "").strip()[:64]
    version = form.get("version", "0")
    return ItemForm(
        plain={name: form.get(name, "").strip()[:400] for name in (*PLAIN, *LISTS)},
        stem=words(form, "stem", languages),
        figure=form.get("figure", "").strip()[:200],
        figure_alt=words(form, "figure_alt", languages),
        rows=sent_rows(form, "option", OPTION_MARKS.get(kind, ()), correct, languages),
        others=sent_rows(form, "other", OTHER_MARKS.get(kind, ()), correct, languages),
        settings={name: line(form, f"kind.{name}") for name in setting_names(kind, languages)},
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
    fields |= {name: listed(form.plain[name]) for name in LISTS if form.plain.get(name)}
    fields["stem"] = Text(dict(form.stem))
    if form.figure:
        fields |= {"figure": form.figure, "figure_alt": Text(dict(form.figure_alt))}
    if form.has_rows:
        fields["options"] = [row_fields(row) for row in form.rows]
    own, own_key = given(Given(form.kind, form.settings, form.rows, form.others, tuple(form.stem)))
    right = [row.id for row in form.rows if row.is_right]
    if form.key_type == "one" and right:
        own_key["correct"] = right[0]
    if form.key_type == "several":
        own_key["correct"] = right
    fields |= own
    fields |= {name: value for name, value in rest.items() if name not in fields}
    # Where the box names a key as well, it is the author's own word.
    key = own_key | key
    if key:
        fields["key"] = key
    return fields
