"""GIFT, Moodle's text format: multiple choice with one right answer; all else is told and left out."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from item_bank.bank import Bank
from item_bank.findings import Finding, Position
from item_bank.formats.collector import Collector
from item_bank.formats.defaults import Defaults, identifier_of
from item_bank.formats.html_text import escaped_markdown, markdown_of_html
from item_bank.formats.plain_text import decoded
from item_bank.formats.spreadsheet.kind_columns import LETTERS

WHOLE = 100.0
MOST_CHARACTERS = 50_000
"""Of one question; a longer one has a brace that is never closed."""

_CATEGORY = re.compile(r"\s*\$CATEGORY:\s*(.*)", re.IGNORECASE)
_TITLE = re.compile(r"\s*::(.*?)(?<!\\)::", re.DOTALL)
_FORMAT = re.compile(r"\s*\[(html|markdown|plain|moodle)\]", re.IGNORECASE)
_WEIGHT = re.compile(r"\s*%(-?[\d.]+)%")
_HTML = re.compile(r"</?[A-Za-z][^<>]*>|&#?\w+;")
_ESCAPED = re.compile(r"\\([~=#{}:\\n])")
_TRUE_FALSE = re.compile(r"\s*(T|TRUE|F|FALSE)\s*(?:#.*)?", re.IGNORECASE | re.DOTALL)
_SIGNS = re.compile(r"(?<!\\)(?:\\\\)*([~=])")
_LOOKS_LIKE_GIFT = re.compile(
    r"(?<!\\)\{[^{}]*(?<!\\)[=~#]|(?<!\\)\{\s*(T|F|TRUE|FALSE)?\s*\}|^::", re.MULTILINE
)
_GAP = "\\_\\_\\_\\_\\_"


@dataclass(frozen=True, slots=True)
class _Answer:
    is_right: bool
    weight: float | None
    text: str
    has_feedback: bool


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
        braces = _braces(body)
        kind = "unclosed" if braces is None or len(body) > MOST_CHARACTERS else _kind(body, braces)
        if braces is None or kind != "single":
            self._collector.tell("gift-kind-not-supported", place, kind=kind)
            self._collector.leave_out(place, shown)
            return
        start, end = braces
        tail = body[end + 1 :].strip()
        stem = body[:start].strip()
        inner, general = _without_general_feedback(body[start + 1 : end])
        answers = _answers(inner)
        self._tell_what_is_lost(place, answers, has_general=general)
        right = next(place for place, answer in enumerate(answers) if _is_right(answer))
        stem_text = f"{self._text(stem, form, place)} {_GAP} {self._text(tail, form, place)}" if tail else ""
        collector = self._collector
        fields = {
            "id": collector.new_id(name or f"{collector.head.id}-{self._number}"),
            "kind": "single_choice",
            "domain": self._domain,
            "stem": collector.text(stem_text.strip() or self._text(stem, form, place)),
            "options": [
                {"id": _letter(number), "text": collector.text(self._text(answer.text, form, place))}
                for number, answer in enumerate(answers)
            ],
            "key": {"correct": _letter(right)},
        }
        collector.add(fields, place, shown)

    def _tell_what_is_lost(self, place: Position, answers: Sequence[_Answer], *, has_general: bool) -> None:
        if has_general or any(answer.has_feedback for answer in answers):
            self._collector.tell("not-carried", place, what="feedback")
        if any(answer.weight not in {None, 0.0} and not _is_right(answer) for answer in answers):
            self._collector.tell("not-carried", place, what="weights")

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


def _braces(body: str) -> tuple[int, int] | None:
    """The places of the first braces that are not escaped; equal places when there are none."""
    found = [match.start(1) for match in re.finditer(r"(?<!\\)([{}])", body)]
    if not found:
        return (len(body), len(body))
    if len(found) < 2 or body[found[0]] != "{" or body[found[1]] != "}":  # noqa: PLR2004 - a pair
        return None
    return found[0], found[1]


def _kind(body: str, braces: tuple[int, int]) -> str:
    """What sort of question the answers make; `single` for the one that is read."""
    start, end = braces
    if start == end:
        return "description"
    inner = body[start + 1 : end].strip()
    if not inner or inner.startswith("####"):
        return "essay"
    if inner.startswith("#"):
        return "numerical"
    if _TRUE_FALSE.fullmatch(inner):
        return "true-false"
    return _kind_of_answers(_answers(_without_general_feedback(inner)[0]))


def _kind_of_answers(answers: Sequence[_Answer]) -> str:
    if not answers:
        return "unclosed"
    if all(answer.is_right for answer in answers):
        is_matching = all("->" in answer.text for answer in answers)
        return "matching" if is_matching else "short-answer"
    if len(answers) > len(LETTERS):
        return "many-options"
    n_right = sum(map(_is_right, answers))
    if n_right == 1:
        return "single"
    return (
        "several-right"
        if n_right or any((answer.weight or 0.0) > 0.0 for answer in answers)
        else "none-right"
    )


def _is_right(answer: _Answer) -> bool:
    """Whether an answer earns everything."""
    return answer.is_right if answer.weight is None else answer.weight >= WHOLE


def _without_general_feedback(inner: str) -> tuple[str, bool]:
    before, sign, _ = inner.partition("####")
    return before, bool(sign)


def _answers(inner: str) -> list[_Answer]:
    """The answers between two braces; a sign that is escaped belongs to a text."""
    signs = [match for match in _SIGNS.finditer(inner) if not _is_of_html(inner, match.start(1))]
    ends = [*(match.start(1) for match in signs), len(inner)][1:]
    answers = []
    for match, end in zip(signs, ends, strict=True):
        text = inner[match.start(1) + 1 : end]
        weight = _WEIGHT.match(text)
        text = text[weight.end() :] if weight else text
        parts = re.split(r"(?<!\\)#", text, maxsplit=1)
        answers.append(
            _Answer(
                match[1] == "=",
                _number(weight[1]) if weight else None,
                parts[0].strip(),
                len(parts) > 1 and bool(parts[1].strip()),
            )
        )
    return answers


def _is_of_html(inner: str, at: int) -> bool:
    """Whether a sign is an attribute's, such as class="x", inside an HTML tag."""
    opened = inner.rfind("<", 0, at)
    return opened > inner.rfind(">", 0, at) and bool(re.match(r"</?[A-Za-z][^<>~]*>", inner[opened:]))


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0


def _letter(place: int) -> str:
    return LETTERS[place]


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda match: "\n" if match[1] == "n" else match[1], text)
