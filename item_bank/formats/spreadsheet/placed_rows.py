"""Rows of items whose options belong somewhere: to targets, into gaps of the stem, onto areas."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from item_bank.formats.spreadsheet import notations
from item_bank.formats.spreadsheet.answer_columns import SHAPE_WORDS
from item_bank.formats.spreadsheet.kind_rows import KindRow
from item_bank.formats.spreadsheet.row import Row, lettered
from item_bank.kinds.kind import Fields

_PLAIN = re.compile(r"\w+(?: \w+)*")


class MatchingRow(KindRow):
    """Options on the left, targets on the right, and the pairs."""

    __slots__ = ()

    def finish(self, row: Row) -> None:
        ids = [each["id"] for each in row.options()]
        cells: Mapping[str, str] = row.take("targets") or {}
        targets = _joined(cells, {language: notations.read_entries(text) for language, text in cells.items()})
        if targets:
            row.fields["targets"] = targets
        text = row.text("key")
        pairs = notations.read_pairs(text) if text else None
        if text and pairs is None:
            pairs = _hyphened(text, ids, targets)
        if text and pairs is None:
            row.misread("key", "pairs")
        row.key(
            pairs=None if pairs is None else [
                [notations.read_id(left, ids), _named(right, targets)]
                for left, several in pairs
                for right in _split(several, targets)
            ],
            scoring=row.take("scoring"),
        )  # fmt: skip

    def begin(self, fields: Fields) -> None:
        lettered(fields)
        targets: Sequence[Fields] = fields.pop("targets", [])
        if targets and all(set(each) == {"id", "text"} for each in targets):
            fields["targets"] = {
                language: notations.cell_of_entries(
                    [(each["id"], each["text"][language]) for each in targets]
                )
                for language in targets[0]["text"]
            }
        key = fields.pop("key", {})
        pairs = notations.cell_of_pairs([(left, right) for left, right in key.get("pairs", [])])
        fields |= {"key": pairs, "scoring": key.get("scoring")}


class InlineChoiceRow(KindRow):
    """Gaps in the stem, each with options of its own."""

    __slots__ = ()

    def finish(self, row: Row) -> None:
        marked = _marked(row.fields.get("stem"))
        cells: Mapping[str, str] = row.take("gaps") or {}
        by_language = {language: notations.read_gaps(text, marked) for language, text in cells.items()}
        if cells and not any(by_language.values()):
            row.misread("gaps", "gaps")
        names = dict.fromkeys(gap for gaps in by_language.values() for gap in gaps)
        gaps: list[Fields] = [
            {"id": gap, "options": _joined(cells, {language: found[gap] for language, found in
                                                    by_language.items() if gap in found}, f"{gap}-")}
            for gap in names
        ]  # fmt: skip
        if gaps:
            row.fields["gaps"] = gaps
        options = {str(gap["id"]): gap["options"] for gap in gaps}
        row.key(correct=_filled(row, list(options), options), scoring=row.take("scoring"))

    def begin(self, fields: Fields) -> None:
        gaps: Sequence[Fields] = fields.pop("gaps", [])
        options = [each for gap in gaps for each in gap["options"]]
        if options and all(set(each) == {"id", "text"} for each in options):
            usual = all(
                [each["id"] for each in gap["options"]] == [f"{gap['id']}-{n}" for n in _numbers(gap)]
                for gap in gaps
            )
            fields["gaps"] = {
                language: notations.cell_of_gaps(
                    {
                        gap["id"]: [(each["id"], each["text"][language]) for each in gap["options"]]
                        for gap in gaps
                    },
                    has_usual_ids=usual,
                )
                for language in options[0]["text"]
            }
            if usual:
                fields["key"] = _in_words(fields.get("key", {}), gaps)
        _begin_filled(fields)


class GapMatchRow(KindRow):
    """Gaps in the stem that share the options of the lettered columns."""

    __slots__ = ()

    def finish(self, row: Row) -> None:
        options = row.options()
        marked = _marked(row.fields.get("stem"))
        if marked:
            row.fields["gaps"] = list(marked)
        row.key(correct=_filled(row, marked, dict.fromkeys(marked, options)), scoring=row.take("scoring"))

    def begin(self, fields: Fields) -> None:
        lettered(fields)
        fields.pop("gaps", None)
        _begin_filled(fields)


class HotspotRow(KindRow):
    """Areas of the figure, whose words stand in the lettered columns."""

    __slots__ = ()

    def finish(self, row: Row) -> None:
        options = {each["id"]: each for each in row.options(is_kept=False)}
        text = row.text("areas")
        drawn = notations.read_areas(text) if text else []
        if drawn is None:
            row.misread("areas", "areas")
        areas: dict[str, Fields] = {name: {"id": name} for name in options}
        for name, word, at in drawn or ():
            option = notations.read_id(name, list(options))
            shape = re.sub(r"[\s-]+", "_", word.casefold())
            areas.setdefault(option, {"id": option}).update(shape=SHAPE_WORDS.get(shape, shape), at=list(at))
        for option_id, own in options.items():
            others = {field: value for field, value in own.items() if field not in {"id", "text"}}
            label = {"label": own["text"]} if "text" in own else {}
            areas[option_id] |= {**label, **others}
        if areas and drawn is not None:
            row.fields["areas"] = list(areas.values())
        key = row.text("key")
        row.key(correct=notations.read_ids(key, list(areas)) if key else None, scoring=row.take("scoring"))

    def begin(self, fields: Fields) -> None:
        areas: Sequence[Fields] = fields.pop("areas", [])
        fields["options"] = [{"id": each["id"], "text": each["label"]} for each in areas]
        lettered(fields)
        fields["areas"] = notations.cell_of_areas([(each["id"], each["shape"], each["at"]) for each in areas])
        key = fields.pop("key", {})
        fields |= {"key": ", ".join(key.get("correct", [])), "scoring": key.get("scoring")}


def _joined(
    languages: Iterable[str], by_language: Mapping[str, Sequence[notations.Entry]], prefix: str = ""
) -> list[Fields]:
    """Texts of several languages side by side, with the ids that one gives, or numbers after a prefix."""
    made: list[Fields] = []
    for place in range(max(map(len, by_language.values()), default=0)):
        texts: dict[str, str] = {}
        name = ""
        for language in languages:
            entries = by_language.get(language, ())
            if place < len(entries):
                name = name or entries[place][0]
                texts |= {language: entries[place][1]} if entries[place][1] else {}
        made.append({"id": name or f"{prefix}{place + 1}", "text": texts})
    return made


def _named(word: str, options: Sequence[Fields]) -> str:
    """The id of the option that a word names, by its id or by its text in any language."""
    ids = [str(each["id"]) for each in options]
    found = notations.read_id(word, ids)
    if found in ids:
        return found
    plain = " ".join(word.split()).casefold()
    same = [
        str(each["id"])
        for each in options
        if plain in {" ".join(text.split()).casefold() for text in each.get("text", {}).values()}
    ]
    return same[0] if len(same) == 1 else found


def _split(several: str, options: Sequence[Fields]) -> list[str]:
    """The targets after one sign, "A=1, 2", unless the whole is the text of one."""
    if _named(several, options) in {each["id"] for each in options}:
        return [several]
    return [part.strip() for part in several.split(",") if part.strip()] or [several]


def _hyphened(text: str, ids: Sequence[str], targets: Sequence[Fields]) -> list[tuple[str, str]] | None:
    """Pairs such as "A-2, B-1", where both ends are known."""
    pairs = []
    names = {str(each["id"]) for each in targets}
    for part in re.split(r"[;,|\n]", text):
        left, sign, right = (each.strip() for each in part.partition("-"))
        if not sign or notations.read_id(left, ids) not in ids or right not in names:
            return None
        pairs.append((left, right))
    return pairs


def _marked(stem: Any) -> list[str]:
    """The gaps that a stem marks, in the order of its first language."""
    texts = list(stem.values()) if isinstance(stem, Mapping) else []
    return list(dict.fromkeys(mark for text in texts for mark in notations.marks_of(str(text))))


def _filled(row: Row, gaps: Sequence[str], options: Mapping[str, Sequence[Fields]]) -> Fields | None:
    """The right option of each gap, from the cell of the key."""
    text = row.text("key")
    if not text:
        return None
    pairs = notations.read_pairs(text)
    if pairs is None and len(gaps) == 1:
        pairs = [(gaps[0], text)]
    if pairs is None:
        row.misread("key", "filled")
        return None
    filled: Fields = {}
    for name, value in pairs:
        gap = notations.read_id(name, gaps)
        filled[gap] = _named(value, options.get(gap, ()))
    return filled


def _begin_filled(fields: Fields) -> None:
    key = fields.pop("key", {})
    filled = notations.cell_of_pairs(list(key.get("correct", {}).items()))
    fields |= {"key": filled, "scoring": key.get("scoring")}


def _in_words(key: Fields, gaps: Sequence[Fields]) -> Fields:
    """The key with the texts of the right options where nobody can take them for something else."""
    filled = dict(key.get("correct", {}))
    for gap in gaps:
        option = filled.get(gap["id"])
        own: Fields = next((each for each in gap["options"] if each["id"] == option), {"text": {}})
        text = next(iter(own["text"].values()), "")
        if _PLAIN.fullmatch(text) and _named(text, gap["options"]) == option:
            filled[gap["id"]] = text
    return {**key, "correct": filled}


def _numbers(gap: Fields) -> range:
    return range(1, len(gap["options"]) + 1)
