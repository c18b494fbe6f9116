"""The sentences of findings: both languages are complete, and each asks for what the code gives."""

import ast
import re
from pathlib import Path

import pytest
from fluent.syntax import parse
from fluent.syntax.ast import Message, VariableReference
from fluent.syntax.visitor import Visitor

import item_bank
from item_bank.findings import CATALOGUES, WARNINGS, Position, finding, has_errors, in_reading_order

SOURCES = Path(item_bank.__file__).parent


class Variables(Visitor):
    def __init__(self) -> None:
        self.found: set[str] = set()

    def visit_VariableReference(self, node: VariableReference) -> None:  # noqa: N802
        self.found.add(node.id.name)


def catalogue(language: str) -> dict[str, set[str]]:
    """The variables of each message."""
    resource = parse((CATALOGUES / language / "findings.ftl").read_text(encoding="utf-8"))
    messages = {}
    for entry in resource.body:
        assert type(entry).__name__ in {"Message", "Comment", "GroupComment", "ResourceComment"}, entry
        if isinstance(entry, Message):
            variables = Variables()
            variables.visit(entry)
            messages[entry.id.name] = variables.found
    return messages


def codes_in_sources() -> set[str]:
    """Every word in the sources that could be a code: the texts that a `finding` or `problem` is made of."""
    words: set[str] = set()
    for path in SOURCES.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                words.add(node.value)
    return words


def codes_given() -> set[str]:
    """The first argument of every call of `finding`, `problem`, `_problem`, `_refused`, `SvgProblem`."""
    codes: set[str] = set()
    for path in SOURCES.rglob("*.py"):
        if "generators" in path.parts or "demo" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            name = getattr(
                getattr(node, "func", None), "attr", getattr(getattr(node, "func", None), "id", "")
            )
            if name in {"finding", "problem", "_problem", "_refused", "SvgProblem"}:
                assert isinstance(node, ast.Call)
                first = node.args[0] if node.args else None
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    codes.add(first.value)
    return codes


def test_both_languages_have_the_same_messages_with_the_same_variables() -> None:
    assert catalogue("id") == catalogue("en")


def test_every_code_has_a_sentence() -> None:
    assert {f"finding-{code}" for code in codes_given() | WARNINGS} <= catalogue("en").keys()


def test_every_finding_is_given_what_its_sentence_needs() -> None:
    needed = catalogue("en")
    lacking = []
    for path in SOURCES.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not node.args or not isinstance(node.args[0], ast.Constant):
                continue
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            # `item` says whose finding it is and is no argument of the sentence.
            given = {each.arg for each in node.keywords} - {"item"}
            if name in {"finding", "problem"} and None not in given:
                lacking += [(path.name, each) for each in needed[f"finding-{node.args[0].value!s}"] - given]
    assert lacking == []


def test_every_sentence_belongs_to_a_code() -> None:
    words = codes_in_sources()
    unused = [key for key in catalogue("en") if key.removeprefix("finding-") not in words]
    assert [key for key in unused if not key.startswith("finding-severity-")] == []


def test_a_finding_renders_as_file_line_severity_sentence_and_code() -> None:
    found = finding("key-not-an-option", Position("items/a.toml", 12), item="x-1", key="E", options="A, B")
    assert found.render() == (
        "items/a.toml:12: error: The key E is none of the options A, B. Correct it. [key-not-an-option]"
    )
    assert found.render("id") == (
        "items/a.toml:12: kesalahan: Kunci E bukan salah satu pilihan A, B. Perbaiki. [key-not-an-option]"
    )
    assert (found.severity, found.file, found.line, found.item) == ("error", "items/a.toml", 12, "x-1")


def test_an_argument_may_have_words_of_its_own_in_a_language() -> None:
    found = finding(
        "content-infeasible", Position("a", 1), **{"section@id": "satu", "section": "one", "section@xx": "x"}
    )
    assert " one " in found.sentence("en")
    assert " satu " in found.sentence("id")


def test_a_finding_without_a_file_names_its_item() -> None:
    found = finding("enemy-is-itself", Position("", 1), item="x-1")
    assert found.render().startswith("x-1: error: ")


def test_a_finding_is_one_line_that_cannot_command_a_terminal() -> None:
    found = finding("enemy-unknown", Position("items/\x1b[2J.toml", 1), enemy="a\nb\x1b[31m\u202e")
    assert found.render() == (
        "items/\ufffd[2J.toml:1: error: The enemy a\ufffdb\ufffd[31m\ufffd is not an item of this bank. "
        "Correct or remove it. [enemy-unknown]"
    )


def test_a_sentence_without_its_arguments_is_a_bug_that_is_told() -> None:
    with pytest.raises(LookupError, match="finding-key-not-an-option"):
        finding("key-not-an-option", Position("a", 1)).sentence("en")


def test_only_errors_stop_a_release() -> None:
    warning = finding("media-unreferenced", Position("media/a.svg", 1), media="media/a.svg")
    error = finding("enemy-is-itself", Position("items/a.toml", 1))
    assert not has_errors([warning])
    assert has_errors([warning, error])
    assert warning.severity == "warning"


def test_findings_are_listed_by_file_and_line_without_repeats() -> None:
    first = finding("enemy-is-itself", Position("items/a.toml", 3))
    second = finding("enemy-is-itself", Position("items/a.toml", 20))
    third = finding("enemy-is-itself", Position("items/b.toml", 1))
    assert in_reading_order([third, second, first, second]) == [first, second, third]


def test_codes_are_words_with_hyphens() -> None:
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)+", code) for code in codes_given())
