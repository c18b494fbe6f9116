"""Cells: what a spreadsheet or a person has made of a text, a number or a list, turned back."""

import json
import re
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

MOST_CHARACTERS = 32_767
"""As many as a cell can hold."""


@dataclass(frozen=True, slots=True)
class OddCell:
    """A cell that holds something else than a text or a number; `code` is that of its finding."""

    code: Literal["cell-date", "cell-error", "cell-formula"]
    shown: str


Cell: TypeAlias = str | int | float | bool | OddCell | None

MOST_EXACT = 1e15

_MINUS = str.maketrans({"\u2212": "-", "\u2013": "-", "\u00a0": "", "\u202f": "", " ": ""})
_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?")
_ESCAPED = re.compile(r"_x(005F|000[0-9A-F]|001[0-9A-F]|FFF[EF])_", re.IGNORECASE)
_TO_ESCAPE = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")


def is_blank(cell: Cell) -> bool:
    """Whether nothing is written in it."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def text_of(cell: Cell) -> str:
    """A cell as a text; a number as short as it can be written."""
    if isinstance(cell, str):
        return cell.replace("\r\n", "\n").replace("\r", "\n")
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < MOST_EXACT else repr(cell)
    return "" if cell is None else cell.shown if isinstance(cell, OddCell) else str(cell)


def number_of(cell: Cell) -> float | None:
    """A cell as a number, with a decimal point or comma; None when it is none.

    Where both stand in it, the last one divides and the other groups thousands.
    """
    if isinstance(cell, bool) or cell is None or isinstance(cell, OddCell):
        return None
    if isinstance(cell, int | float):
        return cell
    text = cell.strip().translate(_MINUS)
    if "," in text and "." in text:
        grouping = "." if text.rindex(",") > text.rindex(".") else ","
        text = text.replace(grouping, "")
    text = text.replace(",", ".")
    if not _NUMBER.fullmatch(text) or len(text) > 60:  # noqa: PLR2004 - longer than any number that a person writes
        return None
    return int(text) if text.lstrip("+-").isdecimal() else float(text)


def numbers_of(cell: Cell) -> list[Any]:
    """The numbers of a cell, divided by semicolons or bars; what is none stays a text, for its finding."""
    if not isinstance(cell, str):
        return [number_of(cell)]
    parts = [part.strip() for part in re.split(r"[;|\n]", cell)]
    return [number if (number := number_of(part)) is not None else part for part in parts if part]


def words_of(cell: Cell) -> list[str]:
    """The words of a cell, divided by semicolons; a list in JSON when a word holds one itself."""
    text = text_of(cell).strip()
    if text.startswith('["'):
        try:
            words = json.loads(text)
        except ValueError:
            words = None
        if isinstance(words, list) and all(isinstance(word, str) for word in words):
            return words
    return [word.strip() for word in re.split(r"[;\n]", text) if word.strip()]


def cell_of_words(words: list[str]) -> str:
    """What `words_of` reads."""
    text = "; ".join(words)
    return text if words_of(text) == words else json.dumps(words, ensure_ascii=False)


def cell_of_numbers(numbers: list[float]) -> str | float:
    """What `numbers_of` reads."""
    return cell_of_number(numbers[0]) if len(numbers) == 1 else "; ".join(repr(each) for each in numbers)


def cell_of_number(number: float) -> str | float:
    """A number; a text where a workbook would keep fewer digits than it has."""
    return number if float(f"{number:.16g}") == number else repr(number)


def escaped(text: str) -> str:
    """A text as the strings of a workbook hold it."""
    return _TO_ESCAPE.sub(lambda match: f"_x{ord(match[0]):04X}_", text)


def unescaped(text: str) -> str:
    """What `escaped` was given."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text
