"""What import-linter's contracts cannot say: lists of what is allowed, instead of what is forbidden."""

from __future__ import annotations

import importlib.metadata
import re
import sys
import tomllib

import pytest

from tests.architecture.sources import PRODUCT, ROOT, files, imports, name

LANGUAGE = {"__future__", "collections", "dataclasses", "enum", "functools", "itertools", "types", "typing"}
MATHEMATICS = {"math", "numpy", "scipy", "statistics"}
VALUES = {"datetime", "hashlib", "re"}


def test_scoring_imports_mathematics_only() -> None:
    assert _strangers("scoring", LANGUAGE | MATHEMATICS | {"scoring"}) == []


def test_the_core_of_a_sitting_imports_values_and_rules_only() -> None:
    allowed = LANGUAGE | MATHEMATICS | VALUES | {"item_bank", "scoring", "cat_server.sitting"}
    assert _strangers("cat_server/sitting", allowed) == []


def test_the_rules_of_a_programme_import_values_and_rules_only() -> None:
    allowed = LANGUAGE | VALUES | {"cat_server.assessment", "cat_server.sitting"}
    assert _strangers("cat_server/assessment", allowed) == []


@pytest.mark.parametrize("library", ["sqlalchemy", "sqlite3", "psycopg"])
def test_statements_and_drivers_of_the_database_are_used_in_storage_only(library: str) -> None:
    # A transaction is handed through as a Connection, and an address is taken apart; neither is a statement.
    harmless = {"sqlalchemy.Connection", "sqlalchemy.make_url"}
    users = [
        f"{name(path)}:{line} imports {module}"
        for path in files(PRODUCT, ".py")
        for module, line in imports(path)
        if _is_within(module, library)
        and module not in harmless
        and not name(path).startswith("cat_server/storage/")
    ]
    assert users == []


def test_every_library_that_the_product_imports_is_declared() -> None:
    """A library that is there only because another one brings it may vanish with that one's next version."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    listed = [project["dependencies"], *project["optional-dependencies"].values()]
    declared = {_plain(re.split(r"[\[<>=~!; ]", each)[0]) for part in listed for each in part}
    providers = importlib.metadata.packages_distributions()
    missing = {
        f"{name(path)}:{line} imports {module}"
        for path in files(PRODUCT, ".py")
        for module, line in imports(path)
        if (top := module.split(".")[0]) not in {*PRODUCT, *sys.stdlib_module_names}
        and not declared & {_plain(each) for each in providers.get(top, [])}
    }
    # The pages' and the sockets' frameworks hand out these of their own parts.
    handed_out = ("werkzeug", "jinja2", "markupsafe", "wtforms", "engineio")
    assert {each for each in missing if not each.rpartition(" ")[2].startswith(handed_out)} == set()


def _strangers(folder: str, allowed: set[str]) -> list[str]:
    return [
        f"{name(path)}:{line} imports {module}"
        for path in files((folder,), ".py")
        for module, line in imports(path)
        if not any(_is_within(module, each) for each in allowed)
    ]


def _is_within(module: str, package: str) -> bool:
    return module == package or module.startswith(f"{package}.")


def _plain(distribution: str) -> str:
    return re.sub(r"[-_.]+", "-", distribution).lower()
