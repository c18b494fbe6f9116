"""Writing TOML as an author would: tables one after the other, long texts line by line."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from item_bank.items import Text

LONGEST_LINE = 110

_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_TO_ESCAPE = re.compile(r'[\\"\x00-\x1f\x7f-\x9f]')
_SHORT_ESCAPES = {"\\": "\\\\", '"': '\\"', "\t": "\\t", "\n": "\\n"}


def toml_text(fields: Mapping[str, Any]) -> str:
    """The TOML of these fields: words, numbers, a `Text`, lists of them, tables and lists of tables."""
    return "\n".join(_lines(fields, ())).strip() + "\n"


def _lines(fields: Mapping[str, Any], path: tuple[str, ...]) -> Iterable[str]:
    tables = {name: value for name, value in fields.items() if _is_table(value) or _is_list_of_tables(value)}
    for name, value in fields.items():
        if name not in tables:
            yield from _field_lines(_key(name), value)
    for name, value in tables.items():
        inner = (*path, _key(name))
        if not isinstance(value, list):
            has_own_fields = not value or not all(_is_table(field) for field in value.values())
            yield from ["", f"[{'.'.join(inner)}]"] if has_own_fields else []
            yield from _lines(value, inner)
            continue
        for each in value:
            yield from ["", f"[[{'.'.join(inner)}]]"]
            yield from _lines(each, inner)


def _field_lines(key: str, value: Any) -> Iterable[str]:
    line = f"{key} = {_value(value)}"
    if len(line) <= LONGEST_LINE and not (
        isinstance(value, Text) and any("\n" in text for text in value.values())
    ):
        yield line
    elif isinstance(value, Text):
        for language, text in value.items():
            yield f"{key}.{_key(language)} = {_long_string(text)}"
    elif isinstance(value, list):
        yield f"{key} = ["
        for each in value:
            yield f"  {_value(each)},"
        yield "]"
    else:
        yield line


def _is_table(value: object) -> bool:
    return isinstance(value, Mapping) and not isinstance(value, Text)


def _is_list_of_tables(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(_is_table(each) for each in value)


def _value(value: Any) -> str:
    if isinstance(value, Text):
        inner = ", ".join(f"{_key(language)} = {_string(text)}" for language, text in value.items())
        return f"{{ {inner} }}" if inner else "{}"
    if isinstance(value, list):
        return f"[{', '.join(map(_value, value))}]"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    return _string(str(value))


def _key(name: str) -> str:
    return name if _BARE_KEY.fullmatch(name) else _string(name)


def _string(text: str) -> str:
    return f'"{_TO_ESCAPE.sub(_escaped, text)}"'


def _long_string(text: str) -> str:
    if "\n" not in text:
        return _string(text)
    lines = (_TO_ESCAPE.sub(_escaped, line) for line in text.split("\n"))
    return '"""\n' + "\n".join(lines) + '"""'


def _escaped(match: re.Match[str]) -> str:
    character = match[0]
    return _SHORT_ESCAPES.get(character) or f"\\u{ord(character):04x}"
