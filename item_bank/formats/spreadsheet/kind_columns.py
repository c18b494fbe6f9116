"""The columns that each kind of item adds: a new kind brings an entry here and nothing else changes."""

import string
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Protocol

from item_bank.formats.spreadsheet.columns import ABOUT, PARAMETERS, Column
from item_bank.kinds.kind import Fields
from item_bank.kinds.options import MOST_OPTIONS

LETTERS = string.ascii_uppercase[:MOST_OPTIONS]
SHOWN_OPTIONS = 6
"""Options that a template offers; more have columns of their own when they are needed."""

_OPTION_IDS = "option_ids"


class KindColumns(Protocol):
    """What a kind of item needs of a spreadsheet."""

    @property
    def kind(self) -> str:
        """The name of the kind."""

    @property
    def names(self) -> tuple[str, ...]:
        """Other words for it in the column `kind`."""

    @property
    def columns(self) -> tuple[Column, ...]:
        """Its own columns, in the order of the template."""

    def finish(self, fields: Fields, /) -> None:
        """Turn the fields of a row into those of an item, where cells alone do not say it."""

    def begin(self, fields: Fields, /) -> None:
        """Turn the fields of an item into those of a row, where cells need something more."""


def _option_columns() -> tuple[Column, ...]:
    columns: list[Column] = []
    for place, letter in enumerate(LETTERS):
        small = letter.lower()
        columns += [
            Column(
                letter, ("options", place, "text"), "text", f"Pilihan {letter}.", f"Option {letter}.",
                tuple(f"{word}_{small}" for word in ("pilihan", "opsi", "option", "jawaban", "choice")),
                in_languages=True,
            ),
            Column(
                f"{letter}_figure", ("options", place, "figure"), "word",
                f"Jalur gambar pilihan {letter}; boleh kosong.",
                f"The path of the drawing of option {letter}; may be empty.",
                (f"{small}_gambar", f"gambar_{small}"),
            ),
            Column(
                f"{letter}_alt", ("options", place, "alt"), "text", f"Kata-kata pengganti gambar {letter}.",
                f"The words that stand for drawing {letter}.", (f"alt_{small}",), in_languages=True,
            ),
        ]  # fmt: skip
    return tuple(columns)


@dataclass(frozen=True, slots=True)
class SingleChoiceColumns:
    """Options in columns of their own, and a key that names one."""

    kind: str = "single_choice"
    names: tuple[str, ...] = ("pilihan_ganda", "pg", "multiple_choice", "mc", "mcq", "single")
    columns: tuple[Column, ...] = (
        *_option_columns(),
        Column(
            _OPTION_IDS, (_OPTION_IDS,), "words", "Id pilihan bila bukan A; B; C …",
            "The ids of the options when they are not A; B; C …", ("id_pilihan",),
        ),
        Column(
            "key", ("key", "correct"), "word", "Kunci: huruf pilihan yang benar.",
            "The key: the letter of the right option.", ("kunci", "kunci_jawaban", "jawaban_benar", "answer"),
        ),
    )  # fmt: skip

    def finish(self, fields: Fields) -> None:
        """Options get the letters of their columns as ids, or those of `option_ids`."""
        by_place: dict[int, Fields] = fields.pop("options", {})
        ids = fields.pop(_OPTION_IDS, ())
        letters = [LETTERS[place] for place in sorted(by_place)]
        names = list(ids) if len(ids) == len(letters) else letters
        if by_place:
            fields["options"] = [
                {"id": name, **by_place[place]} for name, place in zip(names, sorted(by_place), strict=True)
            ]
        key = fields.get("key", {}).get("correct")
        if key and key not in names:
            same = [name for name in names if name.casefold() == key.casefold().strip(" .)")]
            fields["key"] = {"correct": same[0] if same else key}

    def begin(self, fields: Fields) -> None:
        """Options by place; their ids apart when they are not the letters."""
        options = fields.pop("options", [])
        ids = [option["id"] for option in options]
        if ids != list(LETTERS[: len(ids)]):
            fields[_OPTION_IDS] = ids
        fields["options"] = {
            place: {name: value for name, value in option.items() if name != "id"}
            for place, option in enumerate(options)
        }


@dataclass(frozen=True, slots=True)
class LikertColumns:
    """The name of a response scale, and the direction of the statement."""

    kind: str = "likert"
    names: tuple[str, ...] = ("skala", "skala_likert", "rating")
    columns: tuple[Column, ...] = (
        Column(
            "response_scale", ("response_scale",), "word", "Nama skala jawaban dari lembar scales.",
            "The name of a response scale of the sheet scales.", ("skala_jawaban", "skala_respons", "scale"),
        ),
        Column(
            "keyed", ("key", "keyed"), "word", "Arah pernyataan: positive atau negative.",
            "The direction of the statement: positive or negative.", ("arah", "favorable", "favorabel"),
            choices=("positive", "negative"),
            words=MappingProxyType(
                {"positif": "positive", "negatif": "negative", "+": "positive", "-": "negative"}
            ),
        ),
    )  # fmt: skip

    def finish(self, fields: Fields) -> None:
        """Nothing: each cell is a field."""

    def begin(self, fields: Fields) -> None:
        """Nothing: each field is a cell."""


KIND_COLUMNS: Mapping[str, KindColumns] = MappingProxyType(
    {each.kind: each for each in (SingleChoiceColumns(), LikertColumns())}
)

KINDS_BY_WORD: Mapping[str, str] = MappingProxyType(
    {word: each.kind for each in KIND_COLUMNS.values() for word in (each.kind, *each.names)}
)


def all_columns() -> tuple[Column, ...]:
    """Every column of a sheet of items, in the order of the template."""
    own = [column for each in KIND_COLUMNS.values() for column in each.columns]
    return (*ABOUT, *own, *PARAMETERS)


def guessed_kind(fields: Mapping[str, Any]) -> str:
    """The kind of a row that names none: that of the columns which are filled."""
    for each in KIND_COLUMNS.values():
        own = {column.path[0] for column in each.columns} - {"key"}
        if own & fields.keys():
            return each.kind
    return next(iter(KIND_COLUMNS))
