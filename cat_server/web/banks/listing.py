"""Which items of a bank a page lists: searched, filtered, sorted, a page at a time. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from cat_server.banks.evidence import NONE, ItemEvidence
from cat_server.banks.stored import StoredBank, StoredItem
from item_bank.items import STATES, Item
from scoring.parameters import ItemParameters

PER_PAGE: Final = 50
SORTS: Final = ("id", "difficulty", "administered", "written")
LONGEST_EXCERPT: Final = 140

_MARKUP = re.compile(r"!\[([^\]]*)\]\([^)]*\)|\[\[[^\]]*\]\]|[*_`#>|]+")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a person looks for; empty means everything."""

    words: str = ""
    domain: str = ""
    kind: str = ""
    state: str = ""
    item_set: str = ""
    sort: str = "id"
    page: int = 1

    @classmethod
    def of(cls, arguments: Mapping[str, str]) -> Asked:
        """What an address asks for; what it cannot mean is as if it were not there."""
        page = arguments.get("page", "1")
        sort = arguments.get("sort", "id")
        return cls(
            words=arguments.get("words", "")[:200].strip(),
            domain=arguments.get("domain", "")[:140],
            kind=arguments.get("kind", "")[:64],
            state=arguments.get("state", "")[:32],
            item_set=arguments.get("set", "")[:64],
            sort=sort if sort in SORTS else "id",
            page=int(page) if page.isdecimal() and len(page) < 7 else 1,  # noqa: PLR2004
        )

    @property
    def arguments(self) -> dict[str, str]:
        """The part of an address that asks for the same, without the page."""
        named = {
            "words": self.words, "domain": self.domain, "kind": self.kind, "state": self.state,
            "set": self.item_set, "sort": "" if self.sort == "id" else self.sort,
        }  # fmt: skip
        return {name: value for name, value in named.items() if value}


@dataclass(frozen=True, slots=True)
class Line:
    """One item of a list."""

    stored: StoredItem
    excerpt: str
    difficulty: float | None
    discrimination: float | None
    evidence: ItemEvidence


@dataclass(frozen=True, slots=True)
class Listing:
    """A page of what was found, and how much there is of everything that can be asked for."""

    asked: Asked
    lines: tuple[Line, ...]
    n_found: int
    n_pages: int
    states: tuple[tuple[str, int], ...]
    domains: tuple[tuple[str, int], ...]
    kinds: tuple[tuple[str, int], ...]
    sets: tuple[tuple[str, int], ...]


def listing(bank: StoredBank, asked: Asked, evidence: Mapping[str, ItemEvidence], language: str) -> Listing:
    """What a page shows; counts are of the whole bank."""
    items = list(bank.items.values())
    found = sorted(
        (each for each in items if _fits(each, asked)), key=lambda each: _sort_key(each, asked, evidence)
    )
    n_pages = max(1, -(-len(found) // PER_PAGE))
    page = min(max(1, asked.page), n_pages)
    shown = found[(page - 1) * PER_PAGE : page * PER_PAGE]
    states = Counter(each.state for each in items)
    return Listing(
        asked=replace(asked, page=page),
        lines=tuple(_line(each, evidence, language) for each in shown),
        n_found=len(found),
        n_pages=n_pages,
        states=tuple((state, states[state]) for state in STATES if states[state]),
        domains=_counted(_places(each.item) for each in items),
        kinds=_counted([each.item.kind] for each in items),
        sets=_counted([each.item.item_set] for each in items if each.item.item_set),
    )


def excerpt(item: Item, language: str) -> str:
    """The beginning of a stem without its markup."""
    stem = item.prompt.stem
    words = stem.get(language) or next(iter(stem.values()), "")
    plain = " ".join(_MARKUP.sub(r"\1", words).split())
    return plain if len(plain) <= LONGEST_EXCERPT else f"{plain[: LONGEST_EXCERPT - 1]}…"


def _fits(stored: StoredItem, asked: Asked) -> bool:
    item = stored.item
    return (
        (not asked.state or item.state == asked.state)
        and (not asked.kind or item.kind == asked.kind)
        and (not asked.item_set or item.item_set == asked.item_set)
        and (not asked.domain or asked.domain in _places(item))
        and all(word in _told(stored) for word in asked.words.casefold().split())
    )


def _told(stored: StoredItem) -> str:
    item = stored.item
    texts = [*item.prompt.stem.values()]
    texts += [text for option in item.prompt.options if option.text for text in option.text.values()]
    facts = (item.id, item.domain, item.subdomain, item.author, item.source, *item.tags)
    return "\n".join((*texts, *facts, stored.written_by)).casefold()


def _places(item: Item) -> tuple[str, ...]:
    """The domain, and the subdomain below it."""
    return (item.domain, f"{item.domain}/{item.subdomain}") if item.subdomain else (item.domain,)


def _counted(groups: object) -> tuple[tuple[str, int], ...]:
    counts = Counter(name for group in groups for name in group)  # type: ignore[attr-defined]
    return tuple(sorted(counts.items()))


def _sort_key(
    stored: StoredItem, asked: Asked, evidence: Mapping[str, ItemEvidence]
) -> tuple[float | str, str]:
    match asked.sort:
        case "difficulty":
            found = difficulty(stored.item)
            return (float("inf") if found is None else found, stored.id)
        case "administered":
            return (-evidence.get(stored.id, NONE).administered, stored.id)
        case "written":
            return ("".join(chr(0x10FFFF - ord(each)) for each in stored.written_at), stored.id)
    return ("", stored.id)


def difficulty(item: Item) -> float | None:
    """The mean of the thresholds in the bank's metric; None where there are none."""
    values = item.parameters
    return sum(values.b) / len(values.b) if isinstance(values, ItemParameters) else None


def _line(stored: StoredItem, evidence: Mapping[str, ItemEvidence], language: str) -> Line:
    values = stored.item.parameters
    return Line(
        stored,
        excerpt(stored.item, language),
        difficulty(stored.item),
        None if values is None else values.a,
        evidence.get(stored.id, NONE),
    )


def neighbours(lines: Sequence[str], item_id: str) -> tuple[str | None, str | None]:
    """The ids before and after one in a list."""
    if item_id not in lines:
        return None, None
    place = lines.index(item_id)
    before = lines[place - 1] if place else None
    return before, lines[place + 1] if place + 1 < len(lines) else None
