"""What the columns of a file of responses mean, by their names in English or Indonesian."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from cat_server.responses.problems import Problems

Meaning = Literal[
    "person", "item", "category", "response", "option", "seconds", "position", "pretest",
    "hall", "day", "seat", "row", "column", "release",
]  # fmt: skip

NAMES: Final[Mapping[str, Meaning]] = {
    "person": "person", "participant": "person", "peserta": "person", "id": "person",
    "item": "item", "soal": "item", "butir": "item",
    "category": "category", "kategori": "category", "score": "category", "skor": "category",
    "response": "response", "jawaban": "response",
    "option": "option", "pilihan": "option",
    "seconds": "seconds", "detik": "seconds",
    "position": "position", "urutan": "position",
    "pretest": "pretest", "ujicoba": "pretest",
    "hall": "hall", "ruang": "hall",
    "day": "day", "hari": "day", "tanggal": "day",
    "seat": "seat", "kursi": "seat",
    "row": "row", "baris": "row",
    "column": "column", "kolom": "column",
    "release": "release", "rilis": "release",
}  # fmt: skip

GROUP_MARKS: Final = ("group:", "kelompok:")
GROUP_NAMES: Final = ("group", "kelompok")
"""A column called just so names groups too."""
OF_PERSONS: Final[tuple[Meaning, ...]] = ("hall", "day", "seat", "row", "column", "release")
LONGEST_NAME = 128


@dataclass(frozen=True, slots=True)
class Columns:
    """Where things stand in each row: known columns, group columns by name, and in a wide file items."""

    known: Mapping[Meaning, int]
    groups: Mapping[str, int]
    items: Mapping[str, int]

    @property
    def is_long(self) -> bool:
        """Whether each row is one response; otherwise it is one person."""
        return "item" in self.known


def columns_of(header: Sequence[str], problems: Problems, groups_named: Sequence[str] = ()) -> Columns:
    """The meaning of a header; what is wrong with it is noted as problems of row 1.

    `groups_named` are columns of groups that bear no mark.
    """
    of_groups = {*GROUP_NAMES, *(name.strip().casefold() for name in groups_named)}
    names = [name.strip() for name in header]
    folded = [name.casefold() for name in names]
    is_long = any(NAMES.get(name) == "item" for name in folded) and any(
        NAMES.get(name) in ("category", "response") for name in folded
    )
    known: dict[Meaning, int] = {}
    groups: dict[str, int] = {}
    items: dict[str, int] = {}
    for place, (name, plain) in enumerate(zip(names, folded, strict=True)):
        mark = next((each for each in GROUP_MARKS if plain.startswith(each)), "")
        meaning = NAMES.get(plain)
        if mark or plain in of_groups or (is_long and meaning is None):
            _add(groups, name[len(mark) :].strip(), place, problems)
        elif meaning is not None and (is_long or meaning == "person" or meaning in OF_PERSONS):
            _add(known, meaning, place, problems)
        else:
            _add(items, name, place, problems)
    if "person" not in known:
        problems.add("person-missing", 1)
    if not is_long and not items:
        problems.add("items-missing", 1)
    return Columns(known, groups, items)


def _add(found: dict[str, int] | dict[Meaning, int], name: str, place: int, problems: Problems) -> None:
    if not name:
        problems.add("column-unnamed", 1, column=str(place + 1))
    elif len(name) > LONGEST_NAME or not name.isprintable():
        problems.add("name-unusable", 1, column=name, most=LONGEST_NAME)
    elif name in found:
        problems.add("column-repeated", 1, column=name, place=place + 1)
    else:
        found[name] = place  # type: ignore[index]
