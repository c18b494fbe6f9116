"""Regular expressions of XML Schema, which match whole texts; no pattern takes long on any text.

A pattern is followed over all places of the text at once, so that time grows with their product and no more.
"""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, TypeAlias

LONGEST: Final = 1_000
MOST_REPEATS: Final = 1_000
DEEPEST: Final = 40

Test = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class _Sign:
    test: Test


@dataclass(frozen=True, slots=True)
class _Sequence:
    parts: "tuple[_Node, ...]"


@dataclass(frozen=True, slots=True)
class _Either:
    choices: "tuple[_Node, ...]"


@dataclass(frozen=True, slots=True)
class _Repeated:
    part: "_Node"
    least: int
    most: int | None


_Node: TypeAlias = _Sign | _Sequence | _Either | _Repeated

_LETTERS: Final[dict[str, Test]] = {
    "d": lambda sign: unicodedata.category(sign) == "Nd",
    "s": lambda sign: sign in " \t\n\r",
    "w": lambda sign: unicodedata.category(sign)[0] not in "PZC",
    "i": lambda sign: sign.isalpha() or sign in "_:",
    "c": lambda sign: sign.isalnum() or sign in "_:-.\N{MIDDLE DOT}",
}
_ESCAPED: Final = {"n": "\n", "r": "\r", "t": "\t"}


def matches(pattern: str, text: str) -> bool:
    """Whether a pattern matches the whole text.

    Raises:
        ValueError: it is no pattern that is known here.
    """
    return len(text) in _ends(parsed(pattern), text, frozenset({0}))


@lru_cache(maxsize=512)
def parsed(pattern: str) -> _Node:
    """The tree of a pattern.

    Raises:
        ValueError: it is no pattern that is known here.
    """
    if len(pattern) > LONGEST:
        raise ValueError(f"a pattern must have at most {LONGEST} characters, got {len(pattern)}")
    # Anchors mean nothing where the whole text is matched; authors write them all the same.
    reader = _Reader(pattern.removeprefix("^").removesuffix("$") if not pattern.endswith("\\$") else pattern)
    node = reader.either(0)
    if reader.at < len(reader.text):
        raise ValueError(f"a pattern must close what it opens, got {pattern!r}")
    return node


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0

    @property
    def next(self) -> str:
        return self.text[self.at : self.at + 1]

    def take(self) -> str:
        if self.at >= len(self.text):
            raise ValueError("a pattern must not end in the middle")
        self.at += 1
        return self.text[self.at - 1]

    def either(self, depth: int) -> _Node:
        if depth > DEEPEST:
            raise ValueError(f"a pattern must not be nested more than {DEEPEST} deep")
        choices = [self._sequence(depth)]
        while self.next == "|":
            self.at += 1
            choices.append(self._sequence(depth))
        return choices[0] if len(choices) == 1 else _Either(tuple(choices))

    def _sequence(self, depth: int) -> _Node:
        parts: list[_Node] = []
        while self.next and self.next not in "|)":
            parts.append(self._counted(self._atom(depth)))
        return _Sequence(tuple(parts))

    def _counted(self, part: _Node) -> _Node:
        counts: dict[str, tuple[int, int | None]] = {"*": (0, None), "+": (1, None), "?": (0, 1)}
        if self.next in counts and self.next:
            least, most = counts[self.take()]
        elif self.next == "{":
            end = self.text.find("}", self.at)
            low, comma, high = self.text[self.at + 1 : end].partition(",")
            if end < 0 or not low.isdigit() or not (high.isdigit() or not high):
                raise ValueError(f"a pattern must count with numbers, got {self.text[self.at :]!r}")
            self.at = end + 1
            least, most = int(low), int(high) if high else None if comma else int(low)
        else:
            return part
        if self.next == "?":  # as few as possible is the same where the whole text is matched
            self.at += 1
        if least > MOST_REPEATS or (most or 0) > MOST_REPEATS or (self.next and self.next in "*+{"):
            raise ValueError(f"a pattern must repeat at most {MOST_REPEATS} times")
        return _Repeated(part, least, most)

    def _atom(self, depth: int) -> _Node:
        sign = self.take()
        if sign == "(":
            if self.next == "?":
                if self.text[self.at : self.at + 2] != "?:":
                    raise ValueError("a pattern must not look around")
                self.at += 2
            inner = self.either(depth + 1)
            if self.take() != ")":
                raise ValueError("a pattern must close its groups")
            return inner
        if sign == "[":
            return _Sign(self._class(depth))
        if sign == "\\":
            return _Sign(self._escape())
        if sign == ".":
            return _Sign(lambda each: each not in "\n\r")
        if sign in "*+?{":
            raise ValueError("a pattern must repeat something")
        return _Sign(_is(sign))

    def _escape(self) -> Test:
        sign = self.take()
        if sign in "pP":
            if self.take() != "{":
                raise ValueError("a pattern must name a category")
            end = self.text.find("}", self.at)
            name = self.text[self.at : end]
            self.at = end + 1
            if end < 0 or not 1 <= len(name) <= 2:  # noqa: PLR2004 - such as L or Lu
                raise ValueError("a pattern must name a category of characters")
            return _of_category(name, is_negated=sign == "P")
        if sign.lower() in _LETTERS:
            test = _LETTERS[sign.lower()]
            return test if sign.islower() else _not(test)
        if sign.isalnum() and sign not in _ESCAPED:
            raise ValueError(f"a pattern must not hold \\{sign}")
        return _is(_ESCAPED.get(sign, sign))

    def _class(self, depth: int) -> Test:
        if depth > DEEPEST:
            raise ValueError(f"a pattern must not be nested more than {DEEPEST} deep")
        is_negated = self.next == "^"
        self.at += is_negated
        tests: list[Test] = []
        without: Test | None = None
        is_first = True
        while self.next != "]" or is_first:
            is_first = False
            sign = self.take()
            if sign == "-" and self.next == "[":
                self.at += 1
                without = self._class(depth + 1)
                continue
            if sign == "\\" and self.next and (self.next in "pP" or self.next.lower() in _LETTERS):
                tests.append(self._escape())
                continue
            low = self._one(sign)
            if self.next == "-" and self.text[self.at + 1 : self.at + 2] not in {"]", "[", ""}:
                self.at += 1
                tests.append(_between(low, self._one(self.take())))
            else:
                tests.append(_is(low))
        self.at += 1
        found = tuple(tests)
        return lambda each: (
            any(test(each) for test in found) is not is_negated
            and not (without is not None and without(each))
        )

    def _one(self, sign: str) -> str:
        if sign != "\\":
            return sign
        escaped = self.take()
        return _ESCAPED.get(escaped, escaped)


def _ends(node: _Node, text: str, starts: frozenset[int]) -> frozenset[int]:
    """Where a part of the pattern may end that begins at any of these places."""
    match node:
        case _Sign(test):
            return frozenset(at + 1 for at in starts if at < len(text) and test(text[at]))
        case _Sequence(parts):
            for part in parts:
                starts = _ends(part, text, starts)
            return starts
        case _Either(choices):
            return frozenset[int]().union(*(_ends(each, text, starts) for each in choices))
        case _Repeated(part, least, most):
            for _ in range(least):
                ends = _ends(part, text, starts)
                if ends == starts:
                    break
                starts = ends
            found, fresh = starts, starts
            for _ in range(len(text) + 1 if most is None else most - least):
                fresh = _ends(part, text, fresh) - found
                if not fresh:
                    break
                found |= fresh
            return found


def _is(sign: str) -> Test:
    return lambda each: each == sign


def _not(test: Test) -> Test:
    return lambda each: not test(each)


def _between(low: str, high: str) -> Test:
    if low > high:
        raise ValueError("a pattern must name ranges from low to high")
    return lambda each: low <= each <= high


def _of_category(name: str, *, is_negated: bool) -> Test:
    return lambda each: unicodedata.category(each).startswith(name) is not is_negated
