"""What stands between the braces of a GIFT question: its answers, and what sort of question they make."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Final, Literal

from item_bank.kinds.options import MOST_OPTIONS

WHOLE: Final = 100.0
MOST_CHARACTERS: Final = 50_000
"""Of one question; a longer one has a brace that is never closed."""

Sort = Literal[
    "unclosed", "description", "essay", "numerical", "true", "false", "short-answer", "matching", "single",
    "several", "several-right", "none-right", "many-options", "no-number", "numbers", "wildcard",
]  # fmt: skip
"""What a question is; those from "several-right" on are left out, as are the first and essays."""

READ: Final[frozenset[Sort]] = frozenset(
    {"description", "numerical", "true", "false", "short-answer", "matching", "single", "several"}
)

_WEIGHT = re.compile(r"\s*%(-?[\d.]+)%")
_TRUE_FALSE = re.compile(r"\s*(T|TRUE|F|FALSE)\s*(?:#.*)?", re.IGNORECASE | re.DOTALL)
_SIGNS = re.compile(r"(?<!\\)(?:\\\\)*([~=])")
_FEEDBACK = re.compile(r"(?<!\\)#")
_WILDCARD = re.compile(r"(?<!\\)\*")
_WEIGHT_ROUNDING = 0.01


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: whether an equals sign begins it, its weight in percent, and its text as written."""

    is_right: bool
    weight: float | None
    text: str
    has_feedback: bool

    @property
    def share(self) -> float:
        """How much of the whole it earns, in percent."""
        return (WHOLE if self.is_right else 0.0) if self.weight is None else self.weight

    @property
    def is_whole(self) -> bool:
        """Whether it earns everything."""
        return self.share >= WHOLE


def braces_of(body: str) -> tuple[int, int] | None:
    """The places of the braces that are not escaped; equal places when there are none, None when broken."""
    found = [match.start(1) for match in re.finditer(r"(?<!\\)([{}])", body)]
    if not found:
        return (len(body), len(body))
    if len(found) != 2 or body[found[0]] != "{" or body[found[1]] != "}":  # noqa: PLR2004 - a pair
        return None
    return found[0], found[1]


def sort_of(body: str, braces: tuple[int, int] | None) -> Sort:
    """What sort of question the answers make."""
    if braces is None or len(body) > MOST_CHARACTERS:
        return "unclosed"
    start, end = braces
    if start == end:
        return "description"
    inner = body[start + 1 : end].strip()
    if not inner or inner.startswith("####"):
        return "essay"
    inner, _ = without_general_feedback(inner)
    true_false = _TRUE_FALSE.fullmatch(inner)
    if true_false:
        return "true" if true_false[1].upper().startswith("T") else "false"
    if inner.startswith("#"):
        return _sort_of_numbers(number_answers(inner))
    return _sort_of_answers(answers_of(inner))


def without_general_feedback(inner: str) -> tuple[str, bool]:
    """The answers alone, and whether there was feedback to the whole question."""
    before, sign, _ = inner.partition("####")
    return before.rstrip(), bool(sign)


def answers_of(inner: str) -> list[Answer]:
    """The answers between two braces; a sign that is escaped belongs to a text."""
    signs = [match for match in _SIGNS.finditer(inner) if not _is_of_html(inner, match.start(1))]
    ends = [*(match.start(1) for match in signs), len(inner)][1:]
    return [
        _answer(inner[match.start(1) + 1 : end], is_right=match[1] == "=")
        for match, end in zip(signs, ends, strict=True)
    ]


def number_answers(inner: str) -> list[Answer]:
    """The answers of a numerical question, which begin with a number sign; one may stand alone."""
    text = inner.lstrip().removeprefix("#")
    return answers_of(text) if _SIGNS.match(text.lstrip()) else [_answer(text, is_right=True)]


def interval_of(text: str) -> tuple[Decimal, Decimal] | None:
    """Value and tolerance of a number such as "3", "3:0.1" or "2.9..3.1"; None when it is none."""
    try:
        if ".." in text:
            low, high = (Decimal(part.strip()) for part in text.split("..", maxsplit=1))
            found = (low + high) / 2, (high - low) / 2
        else:
            value, _, within = text.partition(":")
            found = Decimal(value.strip()), Decimal(within.strip() or "0")
    except (InvalidOperation, ValueError):
        return None
    return found if all(each.is_finite() for each in found) and found[1] >= 0 else None


def has_wildcard(text: str) -> bool:
    """Whether an asterisk stands for any text."""
    return _WILDCARD.search(text) is not None


def counts_each(answers: Sequence[Answer]) -> bool:
    """Whether the weights are those of right minus wrong answers: equal shares, and minus them."""
    right = [each.share for each in answers if each.share > 0.0]
    share = WHOLE / max(1, len(right))
    wrong = [-each.share for each in answers if each.share <= 0.0]
    return all(abs(each - share) <= _WEIGHT_ROUNDING for each in (*right, *wrong))


def widest(answers: Sequence[Answer]) -> tuple[Decimal, Decimal] | None:
    """Value and tolerance that take in all numbers which earn everything; None when no one of them does."""
    found = [interval_of(each.text) for each in answers if each.is_whole]
    known = [each for each in found if each is not None]
    low, high = min(value - within for value, within in known), max(value + within for value, within in known)
    return next((each for each in known if each[0] - each[1] == low and each[0] + each[1] == high), None)


def _sort_of_numbers(answers: Sequence[Answer]) -> Sort:
    whole = [each for each in answers if each.is_whole]
    if not whole or any(interval_of(each.text) is None for each in whole):
        return "no-number"
    return "numerical" if widest(whole) else "numbers"


def _sort_of_answers(answers: Sequence[Answer]) -> Sort:
    if not answers:
        return "unclosed"
    if all(each.is_right for each in answers):
        if all("->" in each.text for each in answers):
            return "matching"
        whole = [each for each in answers if each.is_whole]
        if not whole:
            return "none-right"
        return "wildcard" if all(has_wildcard(each.text) for each in whole) else "short-answer"
    if len(answers) > MOST_OPTIONS:
        return "many-options"
    n_whole = sum(each.is_whole for each in answers)
    if n_whole == 1:
        return "single"
    if n_whole:
        return "several-right"
    return "several" if any(each.share > 0.0 for each in answers) else "none-right"


def _answer(text: str, *, is_right: bool) -> Answer:
    weight = _WEIGHT.match(text)
    text = text[weight.end() :] if weight else text
    parts = _FEEDBACK.split(text, maxsplit=1)
    has_feedback = len(parts) > 1 and bool(parts[1].strip())
    return Answer(is_right, _number(weight[1]) if weight else None, parts[0].strip(), has_feedback)


def _is_of_html(inner: str, at: int) -> bool:
    """Whether a sign is an attribute's, such as class="x", inside an HTML tag."""
    opened = inner.rfind("<", 0, at)
    return opened > inner.rfind(">", 0, at) and bool(re.match(r"</?[A-Za-z][^<>~]*>", inner[opened:]))


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0
