"""Indonesian and English say the same things, and every text that is asked for exists."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

import pytest
from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

from cat_server.sitting.refusals import RefusalCode
from tests.architecture.sources import ROOT, files
from tests.architecture.text_keys import Use, browser_uses, page_uses, python_uses

CATALOGUES = ROOT / "static" / "catalogues"
LANGUAGES = ("id", "en")

# What goes wrong is named by a code in the sources, without the catalogue's prefix.
PREFIXES = ("error", "finding")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_holds_no_line_that_cannot_be_read(language: str) -> None:
    junk = [
        f"{language}/{path.name}: {entry.content}"
        for path in sorted((CATALOGUES / language).glob("*.ftl"))
        for entry in FluentParser().parse(path.read_text(encoding="utf-8")).body
        if isinstance(entry, ast.Junk)
    ]
    assert junk == []


def test_both_languages_hold_the_same_keys_in_the_same_files() -> None:
    indonesian, english = (
        {(file, key) for file, keys in _catalogues(each).items() for key in keys} for each in LANGUAGES
    )
    assert indonesian == english


def test_both_languages_use_the_same_variables() -> None:
    indonesian, english = (_catalogues(each) for each in LANGUAGES)
    different = [
        f"{file}: {key} has {sorted(variables)} and {sorted(english[file][key])}"
        for file, keys in indonesian.items()
        for key, variables in keys.items()
        if variables != english.get(file, {}).get(key, variables)
    ]
    assert different == []


def test_a_key_stands_once_because_the_server_reads_all_catalogues_as_one() -> None:
    counts = Counter(key for keys in _catalogues("id").values() for key in keys)
    assert [key for key, n_times in counts.items() if n_times > 1] == []


def test_every_text_that_is_asked_for_exists() -> None:
    keys = _all_keys()
    missing = [use for use in _uses() if not any(re.fullmatch(use.pattern, key) for key in keys)]
    assert [f"{use.place} asks for {use.pattern}" for use in missing] == []


def test_every_refusal_has_its_sentence() -> None:
    assert {f"error-{code}" for code in RefusalCode} - _all_keys() == set()


def test_no_text_is_left_over() -> None:
    patterns = [re.compile(use.pattern) for use in _uses() if not use.is_whole]
    sources = "\n".join(
        path.read_text(encoding="utf-8")
        for path in files(("cat_server", "item_bank", "static"), ".py", ".js", ".html")
    )
    quoted = set(re.findall(r"[\"'`]([a-z][a-z0-9_-]+)[\"'`]", sources))
    # Some keys are put together in one place and asked for in another: `start-${rest}`, f"start-{rest}".
    patterns += [re.compile(f"{start}-.+") for start in re.findall(r"[\"`]([a-z][a-z0-9-]*)-\$?\{", sources)]
    left_over = {
        key
        for key in _all_keys() - quoted - {f"{prefix}-{code}" for code in quoted for prefix in PREFIXES}
        if not any(pattern.fullmatch(key) for pattern in patterns)
    }
    assert sorted(left_over) == []


def test_the_tests_reader_of_keys_sees_the_uses_in_every_kind_of_file() -> None:
    places = {use.place.split(":")[0].rpartition(".")[2] for use in _uses()}
    assert places == {"py", "html", "js"}


class _Variables(Visitor):
    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802 - the library's name
        self.names.add(node.id.name)


@cache
def _catalogues(language: str) -> dict[str, dict[str, frozenset[str]]]:
    """The variables of each text, by file and key."""
    result: dict[str, dict[str, frozenset[str]]] = {}
    for path in sorted((CATALOGUES / language).glob("*.ftl")):
        keys = result.setdefault(path.name, {})
        for entry in FluentParser().parse(path.read_text(encoding="utf-8")).body:
            if isinstance(entry, ast.Message):
                variables = _Variables()
                variables.visit(entry)
                keys[entry.id.name] = frozenset(variables.names)
    return result


def _all_keys() -> set[str]:
    return {key for keys in _catalogues("id").values() for key in keys}


@cache
def _uses() -> tuple[Use, ...]:
    return (
        *(use for path in files(("cat_server", "item_bank"), ".py") for use in python_uses(path)),
        *(use for path in files(("cat_server",), ".html") for use in page_uses(path)),
        *(use for path in files(("static",), ".js") for use in browser_uses(path)),
    )
