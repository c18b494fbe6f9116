"""Where the project's own sources are, for the tests that read them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PRODUCT = ("scoring", "item_bank", "cat_server")
EVERYTHING = (*PRODUCT, "config", "scripts", "static", "tests", "bench")
NOT_OURS = ("static/vendor/",)


def files(folders: tuple[str, ...], *suffixes: str) -> list[Path]:
    """Every file of ours below these folders with one of the suffixes, in a fixed order."""
    found = (path for folder in folders for path in (ROOT / folder).rglob("*") if path.suffix in suffixes)
    return sorted(path for path in found if not name(path).startswith(NOT_OURS))


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def imports(path: Path) -> Iterator[tuple[str, int]]:
    """Each module that a Python file imports, with the line; `from a import b` counts as a.b."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module is not None:
            yield from ((f"{node.module}.{alias.name}", node.lineno) for alias in node.names)
