"""Findings: what is wrong in a bank or a plan, where, and what to do. Sentences: `findings.ftl`."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from fluent.runtime import FluentBundle, FluentResource

Severity = Literal["error", "warning"]
Argument = str | int | float

CATALOGUES = Path(__file__).resolve().parent.parent / "static" / "catalogues"

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]+")

WARNINGS = frozenset(
    {
        "aiken-answer-alone",
        "aiken-answer-missing",
        "aiken-options-missing",
        "cell-number-formatted",
        "column-unknown",
        "content-cell-small",
        "content-cell-thin",
        "content-key-shuffled",
        "discrimination-unusual",
        "difficulty-far",
        "exposure-rate-impossible",
        "file-ignored",
        "gift-kind-not-supported",
        "guessing-high",
        "identifier-changed",
        "item-near-duplicate",
        "key-longest",
        "key-position-imbalance",
        "markdown-not-supported",
        "markup-dropped",
        "media-unreferenced",
        "not-carried",
        "option-refers-to-others",
        "package-file-nested",
        "package-file-program",
        "package-image-damaged",
        "package-image-too-large",
        "package-type-mismatch",
        "precision-out-of-reach",
        "pretest-items-few",
        "pretest-may-be-missed",
        "pretest-time-short",
        "qti-file-missing",
        "qti-image",
        "qti-language",
        "qti-levels-coarse",
        "qti-rules-offered",
        "qti-words-missing",
        "qti-interaction-not-supported",
        "qti-not-deliverable",
        "qti-scoring-unclear",
        "question-left-out",
        "sets-given-apart",
        "statement-denied-twice",
        "stem-hard-to-read",
        "text-encoding-guessed",
        "translation-of-another",
        "stimulus-unused",
        "xml-doctype",
        "xml-malformed",
        "xml-too-much",
    }
)


@dataclass(frozen=True, slots=True)
class Position:
    """A place in a file, lines counted from 1; the file has no name when a program made the content.

    In a sheet the line is its row, and `column` the letters above it.
    """

    file: str
    line: int
    column: str = ""

    def __str__(self) -> str:
        column = f":{self.column}" if self.column else ""
        return f"{self.file}:{self.line}{column}" if self.file else "–"


@dataclass(frozen=True, slots=True)
class Finding:
    """One problem with its place; a warning never stops a release, an error always does.

    What is wrong with an item that an import leaves out stops nothing: `is_left_out` makes it a warning.
    """

    code: str
    position: Position
    item: str = ""
    arguments: tuple[tuple[str, Argument], ...] = ()
    is_left_out: bool = False

    @property
    def severity(self) -> Severity:
        return "warning" if self.is_left_out or self.code in WARNINGS else "error"

    @property
    def file(self) -> str:
        return self.position.file

    @property
    def line(self) -> int:
        return self.position.line

    @property
    def message(self) -> str:
        """The sentence in English; `sentence` gives it in another language."""
        return self.sentence("en")

    def sentence(self, language: str) -> str:
        """What is wrong and what to do, in one of the catalogue's languages.

        An argument named `name@id` takes the place of `name` in Indonesian.
        """
        own = {
            name.removesuffix(f"@{language}"): value
            for name, value in sorted(self.arguments, key=lambda each: "@" in each[0])
            if "@" not in name or name.endswith(f"@{language}")
        }
        return _text(language, f"finding-{self.code}", own)

    def render(self, language: str = "en") -> str:
        """The line a person reads: `file:line: error: sentence [code]`."""
        place = _printable(f"{self.position}: " if self.file else f"{self.item}: " if self.item else "")
        severity = _text(language, f"finding-severity-{self.severity}", {})
        return f"{place}{severity}: {self.sentence(language)} [{self.code}]"


def finding(code: str, position: Position, *, item: str = "", **arguments: Argument) -> Finding:
    """A finding whose sentence is `finding-<code>` in the catalogues, filled with `arguments`."""
    return Finding(code, position, item, tuple(arguments.items()))


def has_errors(findings: Iterable[Finding]) -> bool:
    """Whether any of them stops a release."""
    return any(each.severity == "error" for each in findings)


def in_reading_order(findings: Iterable[Finding]) -> list[Finding]:
    """The findings without repeats, by file and line, as a person works through a file."""
    return sorted(dict.fromkeys(findings), key=lambda each: (each.file, each.line, each.code, each.arguments))


def _text(language: str, key: str, arguments: Mapping[str, Argument]) -> str:
    bundle = _bundle(language)
    message = bundle.get_message(key)
    if message.value is None:
        raise LookupError(f"The message {key} in the {language} catalogue of findings has no text.")
    text, failures = bundle.format_pattern(
        message.value, {name: _printable(each) for name, each in arguments.items()}
    )
    if failures:
        raise LookupError(f"The message {key} in the {language} catalogue of findings: {failures[0]}")
    return str(text)


def _printable(value: Argument) -> Argument:
    """A value out of somebody's file, unable to break a line or to command a terminal."""
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", value) if isinstance(value, str) else value


@cache
def _bundle(language: str) -> FluentBundle:
    bundle = FluentBundle([language], use_isolating=False)
    bundle.add_resource(FluentResource((CATALOGUES / language / "findings.ftl").read_text(encoding="utf-8")))
    return bundle
