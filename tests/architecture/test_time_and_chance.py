"""The clock and chance come in at the edge, in the files named here; everywhere else they are handed in."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.sources import PRODUCT, files, name

BANNED = {
    "datetime.now", "datetime.utcnow", "datetime.today", "date.today",
    "time.time", "time.time_ns",
    "random.random", "random.choice", "random.shuffle", "random.randint", "random.sample", "random.seed",
    "random.default_rng", "random.SystemRandom", "uuid.uuid1", "uuid.uuid4",
}  # fmt: skip

ALLOWED = {
    "cat_server/clock.py": {"datetime.now"},  # the one reading of the wall clock
}


def test_the_clock_is_read_and_chance_is_made_in_named_files_only() -> None:
    found = [
        f"{name(path)}:{line} uses {use}"
        for path in files(PRODUCT, ".py")
        for use, line in _uses(path)
        if use not in ALLOWED.get(name(path), set())
    ]
    assert found == []


def test_no_file_is_allowed_more_than_it_uses() -> None:
    uses = {name(path): {use for use, _ in _uses(path)} for path in files(PRODUCT, ".py")}
    assert {file: allowed - uses.get(file, set()) for file, allowed in ALLOWED.items()} == {
        file: set() for file in ALLOWED
    }


def _uses(path: Path) -> Iterator[tuple[str, int]]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            owner = node.value
            last = owner.attr if isinstance(owner, ast.Attribute) else getattr(owner, "id", "")
            if (use := f"{last}.{node.attr}") in BANNED:
                yield use, node.lineno
        elif isinstance(node, ast.ImportFrom) and node.module is not None:
            for alias in node.names:
                if (use := f"{node.module.rpartition('.')[2]}.{alias.name}") in BANNED:
                    yield use, node.lineno
