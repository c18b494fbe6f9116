"""Reading fields of a TOML table by type: every problem is reported at its line, and reading goes on."""

import math
import re
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import Any, Final, Self

from item_bank.findings import Argument, Finding, Position, finding
from item_bank.items import Text
from item_bank.toml_source import Path, TomlSource

IDENTIFIER: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
MOST_UNKNOWN: Final = 50
"""Unknown fields told of one table, because each costs a search for the nearest name."""

_CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


class Table:
    """One table of a file. A wrong field gives a stand-in of the right type and turns `is_sound` false."""

    def __init__(
        self,
        values: Mapping[str, Any],
        source: TomlSource,
        report: list[Finding],
        *,
        path: Path = (),
        languages: Sequence[str] | None = None,
        item: str = "",
    ) -> None:
        self.source = source
        self.path = path
        self.item = item
        self.languages = languages
        self.is_sound = True
        self._values = values
        self._report = report
        self._known: list[str] = []
        self._inner: list[Self] = []

    def problem(self, code: str, *fields: str | int, **arguments: Argument) -> None:
        """Report a problem of this table, at the line of one of its fields when `fields` lead to one."""
        self.is_sound = False
        self._report.append(finding(code, self.position(*fields), item=self.item, **arguments))

    def position(self, *fields: str | int) -> Position:
        """The place of a field, or of the table when the field has no line."""
        return self.source.position(*self.path, *fields)

    def __contains__(self, name: str) -> bool:
        return name in self._values

    def string(self, name: str, default: str | None = None) -> str:
        """A text in one language only; without a default it must be there and not be empty."""
        value = self._value(name, (str,), "string", default)
        if value is None:
            return default or ""
        if _CONTROL.search(value):
            self.problem("control-character", name, field=name)
        elif default is None and not value.strip():
            self.problem("empty-text", name, field=name)
        return str(value)

    def identifier(self, name: str, default: str | None = None) -> str:
        """A short name without spaces."""
        value = self.string(name, default)
        if value and value != default and not IDENTIFIER.fullmatch(value):
            self.problem("identifier-malformed", name, field=name, value=value[:80])
        return value

    def one_of(self, name: str, choices: Sequence[str], default: str | None = None) -> str:
        """One word of a fixed list; an empty text stands in for any other."""
        value = self.string(name, default)
        if value and value not in choices:
            self.problem("word-unknown", name, field=name, value=value[:80], choices=", ".join(choices))
            return ""
        return value

    def number(
        self, name: str, default: float | None = None, *, low: float = -math.inf, high: float = math.inf
    ) -> float:
        """A finite number within `low` and `high`, both included."""
        value = self._value(name, (int, float), "number", default)
        return self._in_range(name, value, low, high) if value is not None else (default or 0.0)

    def integer(self, name: str, default: int | None = None, *, low: int, high: int) -> int:
        """A whole number within `low` and `high`, both included."""
        value = self._value(name, (int,), "integer", default)
        return int(self._in_range(name, value, low, high)) if value is not None else (default or 0)

    def boolean(self, name: str, *, default: bool) -> bool:
        """True or false."""
        value = self._value(name, (bool,), "boolean", default)
        return default if value is None else bool(value)

    def strings(self, name: str, default: tuple[str, ...] | None = None) -> tuple[str, ...]:
        """A list of different texts."""
        value = self._value(name, (list,), "strings", default)
        if value is None or value == default:
            return default or ()
        if not all(isinstance(each, str) and each and not _CONTROL.search(each) for each in value):
            self.problem("wrong-type", name, field=name, expected="strings")
            return default or ()
        if len(set(value)) < len(value):
            self.problem("list-repeats", name, field=name)
        return tuple(value)

    def numbers(self, name: str) -> tuple[float, ...]:
        """A list of numbers, or one number by itself."""
        value = self._value(name, (list, int, float), "numbers", None)
        several = value if isinstance(value, list) else [] if value is None else [value]
        if not all(_is_number(each) for each in several):
            self.problem("wrong-type", name, field=name, expected="numbers")
            return ()
        return tuple(self._in_range(name, each, -math.inf, math.inf) for each in several)

    def text(self, name: str) -> Text:
        """A text in every language of the bank."""
        value = self._value(name, (Mapping,), "text", None)
        return Text({}) if value is None else self._text(value, name)

    def texts(self, name: str) -> tuple[Text, ...]:
        """A list of texts, each in every language of the bank."""
        value = self._value(name, (list,), "texts", None)
        if value is None:
            return ()
        if not all(isinstance(each, Mapping) for each in value):
            self.problem("wrong-type", name, field=name, expected="texts")
            return ()
        return tuple(self._text(each, name, index) for index, each in enumerate(value))

    def table(self, name: str, *, is_required: bool = True) -> Self | None:
        """A table inside this one."""
        value = self._value(name, (Mapping,), "table", None if is_required else {})
        return self._opened(value, (*self.path, name)) if value is not None and name in self._values else None

    def tables(self, name: str, *, is_required: bool = True) -> list[Self]:
        """The tables of a list."""
        value = self._value(name, (list,), "tables", None if is_required else [])
        if value is None:
            return []
        if not all(isinstance(each, Mapping) for each in value):
            self.problem("wrong-type", name, field=name, expected="tables")
            return []
        return [self._opened(each, (*self.path, name, index)) for index, each in enumerate(value)]

    def named_tables(self, name: str) -> dict[str, Self]:
        """The tables inside a table whose names are the author's; none when it is not there."""
        value = self._value(name, (Mapping,), "table", {})
        found: dict[str, Self] = {}
        for key, inner in (value or {}).items():
            if not isinstance(inner, Mapping):
                self.problem("wrong-type", name, key, field=f"{name}.{key}", expected="table")
            elif not IDENTIFIER.fullmatch(key):
                self.problem("identifier-malformed", name, key, field=name, value=key[:80])
            else:
                found[key] = self._opened(inner, (*self.path, name, key))
        return found

    def peek(self, name: str) -> str:
        """A text before it has been judged, empty when it is none."""
        value = self._values.get(name)
        return value[:80] if isinstance(value, str) else ""

    @property
    def names(self) -> tuple[str, ...]:
        """The names that stand here, known or not."""
        return tuple(self._values)

    def values_of(self, name: str) -> Any:
        """What stands under a name, of whatever type and not judged; None when nothing does."""
        return self._values.get(name)

    def finish(self) -> bool:
        """Report the fields that nobody asked for, here and inside; whether everything was sound."""
        unknown = [name for name in self._values if name not in self._known]
        for name in unknown[:MOST_UNKNOWN]:
            nearest = get_close_matches(name, self._known, n=1, cutoff=0.6)
            suggestion = nearest[0] if nearest else "none"
            self.problem("field-unknown", name, field=name[:80], suggestion=suggestion)
        for inner in self._inner:
            self.is_sound = inner.finish() and self.is_sound
        return self.is_sound

    def ignore_the_rest(self) -> None:
        """Take every field as known, because what they mean cannot be known."""
        self._known.extend(self._values)

    def ignore(self, *names: str) -> None:
        """Take these fields as known without reading them."""
        self._known.extend(names)

    def _value(self, name: str, types: tuple[type, ...], expected: str, default: Any) -> Any:
        self._known.append(name)
        if name not in self._values:
            if default is None:
                self.problem("field-missing", field=name)
            return default
        value = self._values[name]
        if not isinstance(value, types) or (isinstance(value, bool) and bool not in types):
            self.problem("wrong-type", name, field=name, expected=expected)
            return None
        return value

    def _in_range(self, name: str, value: float, low: float, high: float) -> float:
        try:
            number = float(value)
        except OverflowError:
            number = math.inf
        if not math.isfinite(number) or not low <= number <= high:
            self.problem(
                "number-out-of-range", name, field=name, value=f"{number:g}", range=_range(low, high)
            )
            return low if math.isfinite(low) else 0.0
        return value

    def _text(self, value: Mapping[str, Any], *fields: str | int) -> Text:
        name = ".".join(str(field) for field in fields)
        for language in self.languages if self.languages is not None else value:
            if language not in value:
                self.problem("language-missing", *fields, field=name, language=language)
            elif not isinstance(value[language], str):
                self.problem("wrong-type", *fields, language, field=f"{name}.{language}", expected="string")
            elif not value[language].strip():
                self.problem("empty-text", *fields, language, field=f"{name}.{language}")
            elif _CONTROL.search(value[language]):
                self.problem("control-character", *fields, language, field=f"{name}.{language}")
        for language in value if self.languages is not None else ():
            if language not in (self.languages or ()):
                self.problem(
                    "language-unknown", *fields, language,
                    field=name, language=language[:80], languages=", ".join(self.languages or ()),
                )  # fmt: skip
        return Text({language: text for language, text in value.items() if isinstance(text, str)})

    def _opened(self, values: Mapping[str, Any], path: Path) -> Self:
        inner = type(self)(
            values, self.source, self._report, path=path, languages=self.languages, item=self.item
        )
        self._inner.append(inner)
        return inner


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _range(low: float, high: float) -> str:
    if math.isinf(low) and math.isinf(high):
        return "finite"
    return f"≥ {low:g}" if math.isinf(high) else f"≤ {high:g}" if math.isinf(low) else f"{low:g} … {high:g}"
