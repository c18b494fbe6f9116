"""GIFT, Moodle's text format: questions with a mechanical key become items; all else is told and left out."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final

from item_bank.bank import Bank
from item_bank.findings import Finding, Position
from item_bank.formats.collector import Collector
from item_bank.formats.defaults import Defaults, identifier_of
from item_bank.formats.gift_answers import (
    READ,
    Answer,
    Sort,
    answers_of,
    braces_of,
    counts_each,
    has_wildcard,
    number_answers,
    sort_of,
    widest,
    without_general_feedback,
)
from item_bank.formats.html_text import escaped_markdown, markdown_of_html
from item_bank.formats.plain_text import decoded
from item_bank.formats.spreadsheet.kind_columns import LETTERS

Shown = Callable[[str], str]
"""Makes Markdown of a text in the markup of its question."""

TRUE_FALSE: Final[Mapping[str, tuple[str, str]]] = {"id": ("Benar", "Salah"), "en": ("True", "False")}
"""The options of true-or-false questions by language; others have the English ones."""

_CATEGORY = re.compile(r"\s*\$CATEGORY:\s*(.*)", re.IGNORECASE)
_TITLE = re.compile(r"\s*::(.*?)(?<!\\)::", re.DOTALL)
_FORMAT = re.compile(r"\s*\[(html|markdown|plain|moodle)\]", re.IGNORECASE)
_HTML = re.compile(r"</?[A-Za-z][^<>]*>|&#?\w+;")
_ESCAPED = re.compile(r"\\([~=#{}:\\n])")
_LOOKS_LIKE_GIFT = re.compile(
    r"(?<!\\)\{[^{}]*(?<!\\)[=~#]|(?<!\\)\{\s*(T|F|TRUE|FALSE)?\s*\}|^::", re.MULTILINE
)
_GAP = "\\_\\_\\_\\_\\_"


def is_gift(text: str) -> bool:
    """Whether a text looks like GIFT: answers in braces with right and wrong ones."""
    return _LOOKS_LIKE_GIFT.search(text) is not None


def read_gift(
    content: bytes, name: str, *, defaults: Defaults | None = None
) -> tuple[Bank | None, list[Finding]]:
    """The bank of a GIFT file, or None when it has an error, and every problem in it."""
    collector = Collector(name, defaults or Defaults())
    text = decoded(content, name, collector.report)
    reading = _Reading(name, collector)
    for line, question in _questions(text or ""):
        reading.question(line, question)
    return collector.bank(name)


def _questions(text: str) -> Iterator[tuple[int, str]]:
    """Each question with the number of its first line; an empty line ends one, comments are left away."""
    first, lines = 0, list[str]()
    for number, line in enumerate([*text.splitlines(), ""], start=1):
        if line.lstrip().startswith("//"):
            continue
        if line.strip():
            first = first or number
            lines.append(line)
            if not (_CATEGORY.match(line) and len(lines) == 1):
                continue
        if lines:
            yield first, "\n".join(lines)
        first, lines = 0, []


class _Reading:
    def __init__(self, name: str, collector: Collector) -> None:
        self._name = name
        self._collector = collector
        self._domain = collector.domain
        self._number = 0

    def question(self, line: int, text: str) -> None:
        """Look at one question or category."""
        category = _CATEGORY.match(text)
        if category:
            last = [part for part in category[1].split("/") if part.strip()][-1:]
            self._domain = identifier_of(last[0].strip()) if last else self._collector.domain
            self._domain = self._domain or self._collector.domain
            return
        self._number += 1
        place = Position(self._name, line)
        title = _TITLE.match(text)
        name = _unescaped(title[1]).strip() if title else ""
        shown = name or " ".join(text.split())[:60]
        body = text[title.end() :] if title else text
        markup = _FORMAT.match(body)
        form = markup[1].lower() if markup else "moodle"
        body = body[markup.end() :] if markup else body
        braces = braces_of(body)
        sort = sort_of(body, braces)
        if braces is None or sort not in READ:
            self._collector.tell("gift-kind-not-supported", place, kind=sort)
            self._collector.leave_out(place, shown)
            return

        def markdown(text: str) -> str:
            return self._text(text, form, place)

        start, end = braces
        stem, tail = markdown(body[:start].strip()), markdown(body[end + 1 :].strip())
        inner, general = without_general_feedback(body[start + 1 : end].strip())
        answers = number_answers(inner) if sort == "numerical" else answers_of(inner)
        has_feedback = general or any(each.has_feedback for each in answers)
        if has_feedback or (sort in {"true", "false"} and "#" in inner):
            self._collector.tell("not-carried", place, what="feedback")
        lost, own = self._own_fields(sort, answers, markdown)
        if lost:
            self._collector.tell("not-carried", place, what=lost)
        collector = self._collector
        fields = {
            "id": collector.new_id(name or f"{collector.head.id}-{self._number}"),
            "domain": self._domain,
            "stem": collector.text(f"{stem} {_GAP} {tail}".strip() if tail else stem),
            **own,
        }
        collector.add(fields, place, shown)

    def _own_fields(self, sort: Sort, answers: Sequence[Answer], shown: Shown) -> tuple[str, dict[str, Any]]:
        """What is lost of the answers, and the fields of an item that they make."""
        match sort:
            case "true" | "false":
                return "", self._true_false(is_true=sort == "true")
            case "numerical":
                return _numerical(answers)
            case "short-answer":
                return _short_answer(answers)
            case "matching":
                return self._matching(answers, shown)
            case "single":
                is_lost = any(each.share and not each.is_whole for each in answers)
                right = next(place for place, each in enumerate(answers) if each.is_whole)
                key: dict[str, object] = {"correct": LETTERS[right]}
                return "weights" if is_lost else "", self._choice("single_choice", answers, key, shown)
            case "several":
                scoring = "each" if counts_each(answers) else "all"
                correct = [LETTERS[place] for place, each in enumerate(answers) if each.share > 0.0]
                key = {"correct": correct, "scoring": scoring}
                own = self._choice("multiple_choice", answers, key, shown)
                return "" if scoring == "each" else "partial", own
        return "", {"kind": "information"}

    def _choice(
        self, kind: str, answers: Sequence[Answer], key: Mapping[str, object], shown: Shown
    ) -> dict[str, Any]:
        options = [
            {"id": letter, "text": self._collector.text(shown(answer.text))}
            for letter, answer in zip(LETTERS, answers, strict=False)
        ]
        return {"kind": kind, "options": options, "key": key}

    def _true_false(self, *, is_true: bool) -> dict[str, Any]:
        languages = self._collector.head.languages
        options = [
            {
                "id": letter,
                "text": {each: TRUE_FALSE.get(each, TRUE_FALSE["en"])[place] for each in languages},
            }
            for place, letter in enumerate("AB")
        ]
        return {"kind": "single_choice", "options": options, "key": {"correct": "A" if is_true else "B"}}

    def _matching(self, answers: Sequence[Answer], shown: Shown) -> tuple[str, dict[str, Any]]:
        pairs = [[part.strip() for part in each.text.split("->", maxsplit=1)] for each in answers]
        lefts = [left for left, _ in pairs if left]
        rights = {
            right: str(place) for place, right in enumerate(dict.fromkeys(r for _, r in pairs), start=1)
        }
        letters = {left: LETTERS[place] if place < len(LETTERS) else "-" for place, left in enumerate(lefts)}
        text = self._collector.text
        own = {
            "kind": "matching",
            "uses": 0,  # Moodle shows a list of all beside each
            "options": [{"id": letters[left], "text": text(shown(left))} for left in lefts],
            "targets": [{"id": place, "text": text(shown(right))} for right, place in rights.items()],
            "key": {"pairs": [[letters[left], rights[right]] for left, right in pairs if left]},
        }
        return "partial" if len(lefts) > 1 else "", own

    def _text(self, text: str, form: str, place: Position) -> str:
        own = _FORMAT.match(text)
        if own:
            form, text = own[1].lower(), text[own.end() :]
        text = _unescaped(text).strip()
        if form == "markdown":
            return text
        if form == "plain" or not _HTML.search(text):
            return escaped_markdown(text)
        converted = markdown_of_html(text.replace("\n", "<br>") if form == "moodle" else text)
        lost = [*converted.dropped, *(node.name for node in converted.media)]
        if lost:
            self._collector.tell("markup-dropped", place, names=", ".join(sorted(set(lost))))
        return converted.text


def _numerical(answers: Sequence[Answer]) -> tuple[str, dict[str, Any]]:
    value, tolerance = widest(answers) or (0, 0)
    is_partial = any(each.share > 0.0 and not each.is_whole for each in answers)
    key = {"value": float(value), "tolerance": float(tolerance)}
    own = {"kind": "short_answer", "answer": "number", "key": key}
    return "partial" if is_partial else "", own


def _short_answer(answers: Sequence[Answer]) -> tuple[str, dict[str, Any]]:
    """Texts without regard to capitals, as Moodle takes those of GIFT."""
    whole = [each for each in answers if each.is_whole]
    plain = [_plain(each.text) for each in whole if not has_wildcard(each.text)]
    own = {"kind": "short_answer", "answer": "text", "key": {"accepted": list(dict.fromkeys(plain))}}
    if len(plain) < len(whole):
        return "wildcards", own
    return "partial" if any(each.share > 0.0 and not each.is_whole for each in answers) else "", own


def _plain(text: str) -> str:
    """A text as a participant would write it, without markup."""
    text = _FORMAT.sub("", text)
    text = _HTML.sub("", text) if "<" in text else text
    return _unescaped(text).replace("\\*", "*").strip()


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda match: "\n" if match[1] == "n" else match[1], text)
