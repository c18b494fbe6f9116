"""What differs between two versions of an item, field by field, as data that a page or a terminal can show.

Fields are those of the native format (`item_tables.item_fields`), so that every kind is compared by itself.
Things with an id, such as options, are compared by it; texts word by word, each language on its own.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Literal

from item_bank.item_tables import item_fields
from item_bank.items import Item, Text

MOST_TOKENS = 3_000
"""Above this a text is compared line by line: comparing words takes time that grows with their square."""

ORDER = "order"
"""Last name of the path of a change that only moves things that have ids."""

_TOKENS = re.compile(r"\s+|\w+|[^\w\s]")
_LINES = re.compile(r"[^\n]*\n|[^\n]+")

Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a text that stayed, came or went."""

    kind: Literal["same", "added", "removed"]
    text: str


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field that differs: `before` or `after` is None where there is none.

    `path` names the field, with the id of what it belongs to in between: ("options", "B", "text"). `language`
    is '' where the field is in no language. `pieces` make the text of both, in reading order; they are empty
    for what is no text.
    """

    path: Path
    language: str
    before: str | None
    after: str | None
    pieces: tuple[Piece, ...] = ()

    @property
    def name(self) -> str:
        """The path as one word: options.B.text.id."""
        return ".".join((*self.path, *([self.language] if self.language else [])))


def item_difference(before: Item | None, after: Item | None) -> tuple[FieldChange, ...]:
    """Every field that differs, in the order an author would write them; the review state is none of them."""
    return fields_difference(
        {} if before is None else _without_state(before), {} if after is None else _without_state(after)
    )


def fields_difference(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[FieldChange, ...]:
    """Every field that differs between two tables, whose texts are `Text` or words."""
    return tuple(_changes(before, after, ()))


def words_difference(before: str, after: str) -> tuple[Piece, ...]:
    """The pieces that two texts are made of, with words kept whole."""
    old, new = _TOKENS.findall(before), _TOKENS.findall(after)
    if max(len(old), len(new)) > MOST_TOKENS:
        old, new = _LINES.findall(before), _LINES.findall(after)
    pieces: list[Piece] = []
    for kind, low, high, new_low, new_high in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            pieces.append(Piece("same", "".join(old[low:high])))
            continue
        if low < high:
            pieces.append(Piece("removed", "".join(old[low:high])))
        if new_low < new_high:
            pieces.append(Piece("added", "".join(new[new_low:new_high])))
    return tuple(pieces)


def _without_state(item: Item) -> dict[str, Any]:
    return _without(item_fields(item), "state")


def _without(fields: Mapping[str, Any], left_out: str) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if name != left_out}


def _changes(before: Any, after: Any, path: Path) -> Iterator[FieldChange]:
    if before == after and type(before) is type(after):
        return
    texts = _both(before, after, Text, Text({}))
    if texts is not None:
        yield from _text_changes(*texts, path)
        return
    tables = _both(before, after, Mapping, {})
    if tables is not None:
        for name in _names(*tables):
            yield from _changes(tables[0].get(name), tables[1].get(name), (*path, name))
        return
    with_ids = _with_ids(before, after)
    if with_ids is not None:
        yield from _changes_by_id(*with_ids, path)
    elif before != after:
        yield _change(path, "", _written(before), _written(after))


def _both(before: Any, after: Any, of: type, empty: Any) -> tuple[Any, Any] | None:
    """Both sides when they are of a type, nothing being an empty one."""
    sides = (empty if before is None else before, empty if after is None else after)
    is_other = any(of is Mapping and isinstance(side, Text) for side in (before, after))
    if is_other or before is after is None or not all(isinstance(side, of) for side in sides):
        return None
    return sides


def _text_changes(before: Text, after: Text, path: Path) -> Iterator[FieldChange]:
    for language in _names(before, after):
        old, new = before.get(language), after.get(language)
        if old != new:
            yield _change(path, language, old, new)


def _with_ids(
    before: Any, after: Any
) -> tuple[dict[str, Mapping[str, Any]], dict[str, Mapping[str, Any]]] | None:
    """Both lists by the ids of their tables; None where they are something else."""
    sides: list[dict[str, Mapping[str, Any]]] = []
    for side in (before, after):
        tables = [] if side is None else side
        if not isinstance(tables, Sequence) or isinstance(tables, str):
            return None
        if not all(isinstance(each, Mapping) and isinstance(each.get("id"), str) for each in tables):
            return None
        by_id = {each["id"]: each for each in tables}
        if len(by_id) < len(tables):
            return None
        sides.append(by_id)
    return (sides[0], sides[1]) if any(sides) else None


def _changes_by_id(
    before: Mapping[str, Mapping[str, Any]], after: Mapping[str, Mapping[str, Any]], path: Path
) -> Iterator[FieldChange]:
    sides = (before, after)
    for name in _names(before, after):
        old, new = (
            {key: value for key, value in side.get(name, {}).items() if key != "id"} for side in sides
        )
        if (name in before) != (name in after) and not old and not new:
            there = (None, name) if name in after else (name, None)
            yield FieldChange((*path, name), "", *there)
        yield from _changes(old, new, (*path, name))
    stayed = [[name for name in side if name in other] for side, other in ((before, after), (after, before))]
    if stayed[0] != stayed[1]:
        yield _change((*path, ORDER), "", ", ".join(before), ", ".join(after))


def _names(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """The names of both, those that came standing where they are found afterwards."""
    gone = [name for name in before if name not in after]
    return [*after, *gone]


def _change(path: Path, language: str, before: str | None, after: str | None) -> FieldChange:
    pieces = words_difference(before or "", after or "")
    return FieldChange(path, language, before, after, pieces)


def _written(value: Any) -> str | None:
    """A value as a person reads it: words as they are, everything else as JSON."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return f"{value:g}" if float(f"{value:g}") == value else repr(value)
    if isinstance(value, Sequence) and all(isinstance(each, str | int | float) for each in value):
        return ", ".join(str(_written(each)) for each in value)
    return json.dumps(value, ensure_ascii=False, default=_plain)


def _plain(value: Any) -> Any:
    return dict(value) if isinstance(value, Mapping) else list(value)
