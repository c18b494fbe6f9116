"""A form for the usual fields of an exam plan; everything else of its TOML stays as it is. Pure.

The form is laid over the tables of a plan: what it does not ask for is not touched, comments excepted.
"""

from __future__ import annotations

import copy
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from item_bank.formats.toml_writer import toml_text

SECONDS_PER_MINUTE: Final = 60
MOST_SECTIONS: Final = 20
ADAPTIVE, FIXED = "adaptive", "fixed"

_NUMBER = re.compile(r"-?\d{1,6}(?:[.,]\d{1,6})?")


@dataclass(frozen=True, slots=True)
class SectionForm:
    """What stands in the inputs of one section; `place` is where it stood before, -1 for a new one."""

    place: int
    id: str
    kind: str
    title: Mapping[str, str]
    instructions: Mapping[str, str]
    domains: tuple[str, ...]
    minutes: str
    min_items: str = ""
    max_items: str = ""
    standard_error: str = ""
    max_rate: str = ""

    @property
    def is_adaptive(self) -> bool:
        return self.kind == ADAPTIVE


@dataclass(frozen=True, slots=True)
class PlanForm:
    """What stands in the inputs of a plan."""

    title: Mapping[str, str]
    notice: Mapping[str, str]
    sections: tuple[SectionForm, ...] = field(default=())


def form_of(text: str, languages: Sequence[str]) -> PlanForm | None:
    """The form of a plan's TOML; None where it cannot be read as such."""
    try:
        values = tomllib.loads(text)
        tables = [each for each in values.get("section", []) if isinstance(each, dict)]
        sections = tuple(_section(each, place, languages) for place, each in enumerate(tables))
        return PlanForm(
            _words(values.get("title"), languages), _words(values.get("notice"), languages), sections
        )
    except (tomllib.TOMLDecodeError, AttributeError, TypeError, ValueError):
        return None


def form_of_request(
    form: Mapping[str, str], domains: Mapping[int, Sequence[str]], languages: Sequence[str]
) -> PlanForm:
    """What was sent: sections in the order of their numbers, without those that were ticked to go.

    `domains` are the domains that were ticked for each number.
    """
    numbers = sorted(
        {int(found[1]) for name in form if (found := re.fullmatch(r"section\.(\d{1,2})\.id", name))},
        key=lambda number: (_whole(form.get(f"section.{number}.order", "")) or number, number),
    )

    def words(name: str) -> dict[str, str]:
        return {
            language: form.get(f"{name}.{language}", "").replace("\r\n", "\n").strip()[:20_000]
            for language in languages
        }

    def of(number: int, name: str) -> str:
        return form.get(f"section.{number}.{name}", "").strip()[:200]

    sections = [
        SectionForm(
            _whole(of(number, "place")) or 0 if of(number, "place") != "-1" else -1,
            of(number, "id"), ADAPTIVE if of(number, "kind") == ADAPTIVE else FIXED,
            words(f"section.{number}.title"), words(f"section.{number}.instructions"),
            tuple(domains.get(number, ())), of(number, "minutes"), of(number, "min_items"),
            of(number, "max_items"), of(number, "standard_error"), of(number, "max_rate"),
        )
        for number in numbers[:MOST_SECTIONS]
        if of(number, "id") and not of(number, "remove")
    ]  # fmt: skip
    return PlanForm(words("title"), words("notice"), tuple(sections))


def laid_over(text: str, form: PlanForm, plan_id: str, languages: Sequence[str]) -> str:
    """The TOML of a plan with the fields of the form; `text` may be empty for a new one.

    Raises:
        ValueError: the text is no TOML.
    """
    values: dict[str, Any] = tomllib.loads(text) if text.strip() else {}
    before = [each for each in values.get("section", []) if isinstance(each, dict)]
    sections = []
    for each in form.sections:
        old = copy.deepcopy(before[each.place]) if 0 <= each.place < len(before) else {}
        sections.append(_laid_over_section(old, each))
    head = {
        "format": values.get("format", 1),
        "id": plan_id,
        "title": dict(form.title),
        "languages": values.get("languages", list(languages)),
        "practice": values.get("practice", []),
        "notice": dict(form.notice),
    }
    others = {name: value for name, value in values.items() if name not in {*head, "section"}}
    return toml_text({**head, **others, "section": sections})


def new_section(number: int, kind: str, languages: Sequence[str]) -> SectionForm:
    """An empty section of a kind."""
    blank = dict.fromkeys(languages, "")
    if kind == ADAPTIVE:
        return SectionForm(-1, f"bagian-{number}", kind, blank, blank, (), "20", "8", "20", "0.4", "0.3")
    return SectionForm(-1, f"bagian-{number}", FIXED, blank, blank, (), "15")


def _section(table: Mapping[str, Any], place: int, languages: Sequence[str]) -> SectionForm:
    stopping, exposure = table.get("stopping", {}), table.get("exposure", {})
    return SectionForm(
        place,
        str(table.get("id", "")),
        str(table.get("kind", "")),
        _words(table.get("title"), languages),
        _words(table.get("instructions"), languages),
        tuple(map(str, table.get("domains", ()))),
        _shown(table.get("time_limit_seconds", 0) / SECONDS_PER_MINUTE),
        _shown(stopping.get("min_items")),
        _shown(stopping.get("max_items")),
        _shown(stopping.get("standard_error")),
        _shown(exposure.get("max_rate")),
    )


def _laid_over_section(table: dict[str, Any], form: SectionForm) -> dict[str, Any]:
    minutes = _real(form.minutes)
    table |= {
        "id": form.id,
        "kind": form.kind,
        "title": dict(form.title),
        "instructions": dict(form.instructions),
        "domains": list(form.domains),
        "time_limit_seconds": 0 if minutes is None else round(minutes * SECONDS_PER_MINUTE),
    }
    if not form.is_adaptive:
        for name in ("selection", "exposure", "stopping", "content", "pretest"):
            table.pop(name, None)
        return table
    table.setdefault("selection", {"rule": "mepv"})
    exposure = table.setdefault("exposure", {"rule": "progressive_restricted"})
    rate = _real(form.max_rate)
    exposure["max_rate"] = 1.0 if rate is None else rate
    stopping = table.setdefault("stopping", {})
    stopping |= {"min_items": _whole(form.min_items) or 0, "max_items": _whole(form.max_items) or 0}
    error = _real(form.standard_error)
    stopping.pop("standard_error", None)
    if error is not None:
        stopping["standard_error"] = error
    # In the order that an author writes them: plain fields first, then tables.
    return {name: value for name, value in table.items() if not isinstance(value, dict)} | {
        name: value for name, value in table.items() if isinstance(value, dict)
    }


def _words(value: object, languages: Sequence[str]) -> dict[str, str]:
    words = value if isinstance(value, Mapping) else {}
    return {language: str(words.get(language, "")) for language in languages}


def _shown(value: object) -> str:
    return f"{value:g}" if isinstance(value, int | float) and not isinstance(value, bool) else ""


def _real(text: str) -> float | None:
    return float(text.replace(",", ".")) if _NUMBER.fullmatch(text) else None


def _whole(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < 7 else None  # noqa: PLR2004
