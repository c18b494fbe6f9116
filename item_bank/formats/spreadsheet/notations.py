"""Notations: what one cell says about several options, such as "C > A > B", "A=4; B=1" or "g1: satu | dua".

Each is read as leniently as people write it, and written so that it reads as the same; a text that no
notation can hold is written as JSON, which is read too.
"""

import json
import re
from collections.abc import Mapping, Sequence

from item_bank.formats.spreadsheet.cells import number_of

Entry = tuple[str, str]
"""An id, empty where the cell gives none, and a text."""

Gaps = Mapping[str, Sequence[Entry]]
"""The options of each gap."""

Drawn = tuple[str, str, tuple[float | str, ...]]
"""An area: the id of its option, the word for its shape, and its numbers; what is no number stays a text."""

_ID = r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}"
_MARK = re.compile(rf"\[\[({_ID})\]\]")
_BETWEEN_IDS = re.compile(r"[,;|>\n\u2192]+|\s+(?:dan|and|&)\s+")
_SIGN = re.compile(r"->|\u2192|\u2013|[=:]")
_BETWEEN_PAIRS = re.compile(rf"[;|\n]|,(?=\s*{_ID}\s*(?:->|[=:\u2192\u2013]))")
_LETTERED = re.compile(rf"({_ID})\)\s+(.*)", re.DOTALL)
_SHORTLY_LETTERED = re.compile(r"([A-Za-z0-9]{1,2})[:.]\s+(.*)", re.DOTALL)
_GAP = re.compile(rf"(?:^|[\n;])[ \t]*({_ID})[ \t]*[:=]")
_USUAL_GAP = re.compile(r"[gG]\d{1,2}")
_AREA = re.compile(rf"\s*({_ID})\s*[:=)]\s*([^\W\d_]+(?:[ _-][^\W\d_]+)*)\s*(.*)", re.DOTALL)


def marks_of(text: str) -> list[str]:
    """The gaps that a stem marks, [[g1]], in its order."""
    return list(dict.fromkeys(_MARK.findall(text)))


def read_ids(text: str, known: Sequence[str]) -> list[str]:
    """The ids of a cell, divided by commas, semicolons, bars, ">" or spaces; unknown words stay."""
    listed = _json(text)
    if isinstance(listed, list):
        return [str(each) for each in listed]
    words = [word.strip(" \t().") for word in _BETWEEN_IDS.split(text)]
    words = [each for word in words if word for each in ([word] if word in known else word.split())]
    if len(words) == 1 and not _known(words[0], known) and all(_known(sign, known) for sign in words[0]):
        words = list(words[0])
    return [_known(word, known) or word for word in words]


def read_id(text: str, known: Sequence[str]) -> str:
    """The one id of a cell; an unknown word stays as it is."""
    word = text.strip()
    return _known(word, known) or _known(word.strip(" .)("), known) or word


def read_pairs(text: str) -> list[tuple[str, str]] | None:
    """The pairs of a cell such as "A=4; B=1", or None when a part of it is none."""
    pairs: list[tuple[str, str]] = []
    for part in _BETWEEN_PAIRS.split(text):
        if not part.strip():
            continue
        sign = _SIGN.search(part)
        if sign is None:
            return None
        pairs.append((part[: sign.start()].strip(), part[sign.end() :].strip()))
    return pairs or None


def read_values(text: str, ids: Sequence[str]) -> list[tuple[str, str]] | None:
    """Values by id, "A=4; B=1", or without ids in the order of the options, "4; 1"."""
    pairs = read_pairs(text)
    if pairs is not None:
        return [(read_id(name, ids), value) for name, value in pairs]
    values = [part.strip() for part in re.split(r"[;|\n]", text) if part.strip()]
    return list(zip(ids, values, strict=True)) if len(values) == len(ids) else None


def cell_of_pairs(pairs: Sequence[tuple[str, str]]) -> str:
    """What `read_pairs` reads."""
    return "; ".join(f"{name}={value}" for name, value in pairs)


def read_entries(text: str) -> list[Entry]:
    """The texts of a cell, divided by bars or, where there is none, by lines; "X) satu" gives an id too."""
    made = _json(text)
    if isinstance(made, dict):
        return [(str(name), str(each)) for name, each in made.items()]
    parts = [part.strip() for part in text.split("|" if "|" in text else "\n")]
    while parts and not parts[-1]:
        parts.pop()
    for lettered in (_LETTERED, _SHORTLY_LETTERED):
        found = [lettered.fullmatch(part) for part in parts]
        if len({each[1] for each in found if each}) == len(parts):
            return [(each[1], each[2]) for each in found if each]
    return [("", part) for part in parts]


def cell_of_entries(entries: Sequence[Entry]) -> str:
    """What `read_entries` reads; all entries have an id."""
    text = _lettered(entries)
    return text if read_entries(text) == list(entries) else _dumped(dict(entries))


def read_gaps(text: str, marked: Sequence[str]) -> dict[str, list[Entry]]:
    """The options of each gap, "g1: satu | dua", a gap in each line; `marked` are the gaps of the stem."""
    made = _json(text)
    if isinstance(made, dict):
        return {
            str(gap): [(str(name), str(each)) for name, each in inner.items()]
            for gap, inner in made.items()
            if isinstance(inner, dict)
        }
    starts = [each for each in _GAP.finditer(text) if each[1] in marked or _USUAL_GAP.fullmatch(each[1])]
    if not starts:
        return {marked[0]: read_entries(text)} if len(marked) == 1 else {}
    ends = [*(each.start() for each in starts[1:]), len(text)]
    found: dict[str, list[Entry]] = {}
    for start, end in zip(starts, ends, strict=True):
        found.setdefault(start[1], []).extend(read_entries(text[start.end() : end].strip()))
    return found


def cell_of_gaps(gaps: Gaps, *, has_usual_ids: bool) -> str:
    """What `read_gaps` reads, without the ids of the options where those are the usual ones."""
    plain = {gap: [("", each) for _, each in entries] for gap, entries in gaps.items()}
    lettered = {gap: list(entries) for gap, entries in gaps.items()}
    for wanted in (plain, lettered) if has_usual_ids else (lettered,):
        text = "\n".join(f"{gap}: {_lettered(entries)}" for gap, entries in wanted.items())
        if read_gaps(text, tuple(gaps)) == wanted:
            return text
    return _dumped({gap: dict(entries) for gap, entries in gaps.items()})


def read_areas(text: str) -> list[Drawn] | None:
    """The areas of a cell such as "A: circle 10 20 5", divided by semicolons, bars or lines; None: not so."""
    areas: list[Drawn] = []
    for part in re.split(r"[;|\n]", text):
        if not part.strip():
            continue
        found = _AREA.fullmatch(part)
        if found is None:
            return None
        areas.append((found[1], found[2].strip(), tuple(map(_number, _number_words(found[3])))))
    return areas or None


def cell_of_areas(areas: Sequence[tuple[str, str, Sequence[float]]]) -> str:
    """What `read_areas` reads."""
    return "\n".join(
        f"{name}: {shape} {' '.join(repr(float(each)).removesuffix('.0') for each in at)}"
        for name, shape, at in areas
    )


def read_accepted(text: str) -> list[str]:
    """The accepted texts of a cell, divided by bars or lines."""
    listed = _json(text)
    if isinstance(listed, list) and all(isinstance(each, str) for each in listed):
        return listed
    return [part.strip() for part in re.split(r"[|\n]", text) if part.strip()]


def cell_of_accepted(accepted: Sequence[str]) -> str:
    """What `read_accepted` reads."""
    text = " | ".join(accepted)
    return text if read_accepted(text) == list(accepted) else _dumped(list(accepted))


def _lettered(entries: Sequence[Entry]) -> str:
    return " | ".join(f"{name}) {each}" if name else each for name, each in entries)


def _known(word: str, known: Sequence[str]) -> str:
    """The id that a word means, also in other capitals; empty when there is none."""
    if word in known:
        return word
    same = [each for each in known if each.casefold() == word.casefold()]
    return same[0] if len(same) == 1 else ""


def _number_words(text: str) -> list[str]:
    words = [word.strip("(),") for word in text.split()]
    if len(words) == 1 and number_of(words[0]) is None:
        words = words[0].split(",")
    return [word for word in words if word]


def _number(word: str) -> float | str:
    number = number_of(word)
    return word if number is None else number


def _json(text: str) -> object:
    if not text.lstrip().startswith(("{", '["')):
        return None
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _dumped(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
