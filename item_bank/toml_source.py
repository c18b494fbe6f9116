"""TOML files with positions: `tomllib` reads the values, a light scan finds the line of a field if needed."""

import re
import tomllib
from functools import cached_property
from typing import Any

from item_bank.findings import Finding, Position, finding

Path = tuple[str | int, ...]

_KEY = r'(?:[A-Za-z0-9_-]+|"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\')'
_KEYS = rf"{_KEY}(?:[ \t]*\.[ \t]*{_KEY})*"
_STATEMENT = re.compile(
    rf"[ \t]*(?:(?P<bracket>\[\[?)[ \t]*(?P<header>{_KEYS})[ \t]*\]\]?|(?P<key>{_KEYS})[ \t]*=)"
)
_ONE_KEY = re.compile(_KEY)
# The closing quotes of a multi-line string may be preceded by one or two quotes of its own text.
_VALUE_PART = re.compile(
    r'"""(?:[^\\]|\\.)*?"""(?:"{0,2})|\'\'\'.*?\'\'\'(?:\'{0,2})|"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\''
    r"|\#[^\n]*|[\[{]|[\]}]|\n",
    re.DOTALL,
)
_PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")


class TomlSource:
    """The text of one TOML file that has been read without an error, and where its fields stand."""

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self._text = text

    def position(self, *path: str | int) -> Position:
        """The place of a field, or of the nearest one around it that has a line of its own."""
        for length in range(len(path), 0, -1):
            line = self._lines.get(path[:length])
            if line is not None:
                return Position(self.file, line)
        return Position(self.file, 1)

    @cached_property
    def _lines(self) -> dict[Path, int]:
        text = self._text
        lines: dict[Path, int] = {}
        n_tables: dict[Path, int] = {}
        table: Path = ()
        line, counted_to, at = 1, 0, 0
        while at < len(text):
            statement = _STATEMENT.match(text, at)
            if statement is None:
                at = _next_line(text, at)
                continue
            line += text.count("\n", counted_to, at)
            counted_to = at
            if statement["bracket"]:
                table = _resolved(_keys(statement["header"]), n_tables, is_array=statement["bracket"] == "[[")
                lines.setdefault(table, line)
                at = _next_line(text, statement.end())
            else:
                path = table
                for key in _keys(statement["key"]):
                    path = (*path, key)
                    lines.setdefault(path, line)
                at = _end_of_value(text, statement.end())
        return lines


NO_SOURCE = TomlSource("", "")
"""Stands for the file of what a program made."""


def load_toml(file: str, content: bytes, report: list[Finding]) -> tuple[dict[str, Any], TomlSource] | None:
    """The values and the source of a TOML file, or None after reporting why it cannot be read."""
    try:
        text = content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        report.append(finding("toml-not-utf8", Position(file, line)))
        return None
    try:
        return tomllib.loads(text), TomlSource(file, text)
    except tomllib.TOMLDecodeError as error:
        line, column, reason = _place(str(error), text)
        report.append(finding("toml-malformed", Position(file, line), column=str(column), reason=reason))
    except (ValueError, RecursionError):  # a number of thousands of digits, brackets nested hundreds deep
        report.append(finding("toml-too-much", Position(file, 1)))
    return None


def _place(message: str, text: str) -> tuple[int, int, str]:
    place = _PLACE.search(message)
    if place is None:
        return 1, 1, message
    reason = message[: place.start()]
    if place[1] is None:
        last = text.rstrip("\n").rsplit("\n", 1)[-1]
        return text.rstrip("\n").count("\n") + 1, len(last) + 1, reason
    return int(place[1]), int(place[2]), reason


def _keys(dotted: str) -> list[str]:
    return [_unquoted(key) for key in _ONE_KEY.findall(dotted)]


def _unquoted(key: str) -> str:
    if key[0] == "'":
        return key[1:-1]
    return next(iter(tomllib.loads(f"{key} = 0"))) if key[0] == '"' else key


def _resolved(keys: list[str], n_tables: dict[Path, int], *, is_array: bool) -> Path:
    path: Path = ()
    for key in keys[:-1]:
        path = (*path, key)
        if path in n_tables:
            path = (*path, n_tables[path] - 1)
    path = (*path, keys[-1])
    if is_array:
        n_tables[path] = n_tables.get(path, 0) + 1
        path = (*path, n_tables[path] - 1)
    return path


def _end_of_value(text: str, at: int) -> int:
    depth = 0
    for part in _VALUE_PART.finditer(text, at):
        match part[0]:
            case "[" | "{":
                depth += 1
            case "]" | "}":
                depth -= 1
            case "\n" if depth == 0:
                return part.end()
    return len(text)


def _next_line(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end + 1
