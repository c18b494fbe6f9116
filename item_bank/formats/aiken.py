"""Aiken: a question, its options after letters, and a line that begins with ANSWER."""

import re

from item_bank.bank import Bank
from item_bank.findings import Finding, Position
from item_bank.formats.collector import Collector
from item_bank.formats.defaults import Defaults
from item_bank.formats.html_text import escaped_markdown
from item_bank.formats.plain_text import decoded

_OPTION = re.compile(r"([A-Za-z])[.)]\s+(\S.*)")
_ANSWER = re.compile(r"ANSWER\s*:\s*(.*)", re.IGNORECASE)


def is_aiken(text: str) -> bool:
    """Whether a text has a line that only Aiken has, after options."""
    lines = [line.strip() for line in text.splitlines()]
    return any(_ANSWER.fullmatch(line) for line in lines) and any(_OPTION.fullmatch(line) for line in lines)


def read_aiken(
    content: bytes, name: str, *, defaults: Defaults | None = None
) -> tuple[Bank | None, list[Finding]]:
    """The bank of an Aiken file, or None when it has an error, and every problem in it."""
    collector = Collector(name, defaults or Defaults())
    text = decoded(content, name, collector.report)
    reading = _Reading(name, collector)
    for number, line in enumerate((text or "").splitlines(), start=1):
        reading.line(number, line.strip())
    reading.end()
    return collector.bank(name)


class _Reading:
    def __init__(self, name: str, collector: Collector) -> None:
        self._name = name
        self._collector = collector
        self._number = 0
        self._clear()

    def _clear(self) -> None:
        self._first = 0
        self._stem: list[str] = []
        self._options: list[tuple[str, str]] = []

    def line(self, number: int, line: str) -> None:
        """Look at one line."""
        answer = _ANSWER.fullmatch(line)
        if answer is not None:
            self._finish(number, answer[1].strip().rstrip(".)").upper())
            return
        if not line:
            if self._options:
                self.end()
            return
        option = _OPTION.fullmatch(line)
        if option is not None and self._stem:
            self._options.append((option[1].upper(), option[2].strip()))
        elif self._options:  # a line after an option: the question before has no answer
            self.end()
            self._begin(number, line)
        else:
            self._begin(number, line)

    def end(self) -> None:
        """Close a question that has no answer."""
        if self._stem:
            code = "aiken-answer-missing" if self._options else "aiken-options-missing"
            place = Position(self._name, self._first)
            self._collector.tell(code, place)
            self._collector.leave_out(place, self._stem[0])
        self._clear()

    def _begin(self, number: int, line: str) -> None:
        self._first = self._first or number
        self._stem.append(line)

    def _finish(self, number: int, key: str) -> None:
        if not self._stem or not self._options:
            if self._stem:
                self.end()
            else:
                self._collector.tell("aiken-answer-alone", Position(self._name, number))
            return
        self._number += 1
        collector = self._collector
        fields = {
            "id": collector.new_id(f"{collector.head.id}-{self._number}"),
            "kind": "single_choice",
            "domain": collector.domain,
            "stem": collector.text(escaped_markdown("\n".join(self._stem))),
            "options": [
                {"id": letter, "text": collector.text(escaped_markdown(text))}
                for letter, text in self._options
            ],
            "key": {"correct": key},
        }
        collector.add(fields, Position(self._name, self._first), self._stem[0])
        self._clear()
