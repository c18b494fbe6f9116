"""The key in a file of responses: a row that stands for no person and tells the right option of each item."""

from __future__ import annotations

from typing import Final

KEY_NAMES: Final = frozenset({"key", "kunci"})
"""What stands where a person's id would, in any case."""
_BETWEEN: Final = "|"
"""Between several options of which each is right."""


def is_key(person: str) -> bool:
    """Whether a row of this person's id is the key."""
    return person.casefold() in KEY_NAMES


class AnswerKey:
    """Right options by item; items without any are marked in the file itself.

    Options are compared without regard to case: scanners write "A", people "a".
    """

    def __init__(self) -> None:
        self._right: dict[str, frozenset[str]] = {}

    def __contains__(self, item: str) -> bool:
        return item in self._right

    def add(self, item: str, told: str) -> bool:
        """Take `told` as the right option of an item, or several by "|"; whether there was none before."""
        if item in self._right:
            return False
        self._right[item] = frozenset(option_of(part) for part in told.split(_BETWEEN) if part.strip())
        return True

    def mark(self, item: str, told: str) -> int:
        """1 where the option is right, otherwise 0: another one, two at once, or none of the item's."""
        return int(option_of(told) in self._right[item])


def option_of(told: str) -> str:
    """An option as it is compared and kept."""
    return told.strip().upper()
