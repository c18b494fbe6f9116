"""Which texts the sources ask for: whole keys, and keys put together from fixed parts and parts found later.

Python and pages are read as syntax trees, browser code by the shape of a call of `t`.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import jinja2

from tests.architecture.sources import name

ANYTHING = "[a-z0-9_-]+"
# Functions that take a code, and where it stands among their arguments: its sentence is `error-<code>`.
ERROR_FUNCTIONS = {"_error": 1, "_refused": 0}


@dataclass(frozen=True)
class Use:
    """One place that asks for a text: `pattern` matches every key that it can mean."""

    place: str
    pattern: str
    is_whole: bool


def python_uses(path: Path) -> Iterator[Use]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        function = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        place = f"{name(path)}:{node.lineno}"
        if function == "text" and len(node.args) > 1:
            yield from _python_key(place, node.args[1])
        elif place.startswith("cat_server/") and function in ERROR_FUNCTIONS:
            for code in node.args[ERROR_FUNCTIONS[function] :][:1]:
                if isinstance(code, ast.Constant) and isinstance(code.value, str):
                    yield Use(place, re.escape(f"error-{code.value}"), is_whole=True)


def _python_key(place: str, key: ast.expr) -> Iterator[Use]:
    if isinstance(key, ast.Constant) and isinstance(key.value, str):
        yield Use(place, re.escape(key.value), is_whole=True)
    elif isinstance(key, ast.IfExp):
        yield from _python_key(place, key.body)
        yield from _python_key(place, key.orelse)
    elif isinstance(key, ast.JoinedStr):
        parts = [
            re.escape(str(part.value)) if isinstance(part, ast.Constant) else ANYTHING for part in key.values
        ]
        yield Use(place, "".join(parts), is_whole=False)


def page_uses(path: Path) -> Iterator[Use]:
    """Uses in a Jinja template: t(language, "key"), t(language, "start-" ~ rest)."""
    tree = jinja2.Environment(autoescape=True).parse(path.read_text(encoding="utf-8"))
    for call in tree.find_all(jinja2.nodes.Call):
        if isinstance(call.node, jinja2.nodes.Name) and call.node.name == "t" and len(call.args) > 1:
            yield from _page_key(f"{name(path)}:{call.lineno}", call.args[1])


def _page_key(place: str, key: jinja2.nodes.Expr) -> Iterator[Use]:
    if isinstance(key, jinja2.nodes.Const):
        yield Use(place, re.escape(key.value), is_whole=True)
    elif isinstance(key, jinja2.nodes.CondExpr):
        yield from _page_key(place, key.expr1)
        if key.expr2 is not None:
            yield from _page_key(place, key.expr2)
    elif isinstance(key, jinja2.nodes.Concat):
        parts = [
            re.escape(part.value) if isinstance(part, jinja2.nodes.Const) else ANYTHING for part in key.nodes
        ]
        yield Use(place, "".join(parts), is_whole=False)


def browser_uses(path: Path) -> Iterator[Use]:
    """Uses in browser code: t("key"), t(`start-${rest}`), t(is_so ? "one" : "other")."""
    source = path.read_text(encoding="utf-8")
    for call in re.finditer(r"(?<![\w.])t\(", source):
        place = f"{name(path)}:{source.count(chr(10), 0, call.start()) + 1}"
        argument = _first_argument(source, call.end())
        if argument.startswith("`"):
            yield _template_use(place, argument[1:-1])
        elif argument.startswith('"'):
            yield Use(place, re.escape(argument[1:-1]), is_whole=True)
        else:
            for whole in re.findall(r"[?:]\s*\"([^\"]+)\"", argument):
                yield Use(place, re.escape(whole), is_whole=True)
            for template in re.findall(r"[?:]\s*`([^`]+)`", argument):
                yield _template_use(place, template)


def _template_use(place: str, template: str) -> Use:
    fixed = re.split(r"\$\{[^}]*\}", template)
    # A part that is put in may be empty, such as the `short-` of a dense view.
    pattern = f"({ANYTHING})?".join(re.escape(part) for part in fixed)
    return Use(place, pattern, is_whole=False)


def _first_argument(source: str, start: int) -> str:
    """The text up to the comma or bracket that ends the first argument of a call."""
    depth, quote, position = 0, "", start
    while position < len(source):
        character = source[position]
        if quote:
            if character == "\\":
                position += 1
            elif character == quote:
                quote = ""
        elif character in "\"'`":
            quote = character
        elif character in "([{":
            depth += 1
        elif character in ")]}" and depth:
            depth -= 1
        elif character in "),":
            break
        position += 1
    return source[start:position].strip()
