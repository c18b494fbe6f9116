"""What has changed from one text to another, word by word, for people to read."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

from item_bank.shown_words import tokens

MOST_WORDS: Final = 400
"""What a text has beyond these is not looked at word by word."""

_AROUND: Final = 2


@dataclass(frozen=True, slots=True)
class Change:
    """A stretch of two texts; the same words in both, but for punctuation and case, where `is_same`."""

    before: str
    after: str
    is_same: bool


def word_difference(before: str, after: str) -> tuple[Change, ...]:
    """The stretches of two texts in reading order, those that are the same and those that are not."""
    words = [each.split() for each in (before, after)]
    compared = [[" ".join(tokens(word)) or word for word in each[:MOST_WORDS]] for each in words]
    matcher = SequenceMatcher(None, compared[0], compared[1], autojunk=False)
    found = [
        Change(" ".join(words[0][start:end]), " ".join(words[1][from_there:to]), is_same=name == "equal")
        for name, start, end, from_there, to in matcher.get_opcodes()
    ]
    rest = [" ".join(each[MOST_WORDS:]) for each in words]
    return (*found, Change(rest[0], rest[1], is_same=rest[0] == rest[1])) if any(rest) else tuple(found)


def in_one_line(changes: Sequence[Change], *, most: int = 160) -> str:
    """The changes as "… Jawa [Barat → Tengah] adalah …", at most so many characters."""
    parts = []
    for place, change in enumerate(changes):
        if not change.is_same:
            parts.append(f"[{change.before or '–'} → {change.after or '–'}]")
            continue
        words = change.after.split()
        head = words[:_AROUND] if place > 0 else []
        tail = words[-_AROUND:] if place < len(changes) - 1 else []
        is_short = len(words) <= len(head) + len(tail)
        parts.append(" ".join(words if is_short else [*head, "…", *tail]))
    line = " ".join(part for part in parts if part)
    return line if len(line) <= most else f"{line[: most - 1]}…"
