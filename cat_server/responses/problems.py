"""What is wrong with a file of responses: the place, and a sentence in the catalogues as `data-<code>`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from cat_server.texts import text

MOST_PROBLEMS_KEPT = 200
MOST_ALIKE_KEPT = 5
"""Of the same problem in the same column; a wrong column would hide all others."""
LONGEST_SHOWN = 60

Argument = str | int


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem; rows count from 1 as a spreadsheet shows them, row 0 is the whole file."""

    code: str
    row: int = 0
    column: str = ""
    arguments: tuple[tuple[str, Argument], ...] = ()

    def sentence(self, language: str) -> str:
        """Place and sentence in this language."""
        said = text(language, f"data-{self.code}", **dict(self.arguments))
        if not self.row:
            return said
        place = "data-place" if self.column else "data-row"
        return text(language, place, row=self.row, column=self.column, said=said)

    def __str__(self) -> str:
        return self.sentence("en")


class BadResponsesError(ValueError):
    """A source that cannot be used; `problems` says why, `n_problems` how many there are in all."""

    def __init__(self, problems: Sequence[Problem], n_problems: int | None = None) -> None:
        self.problems = tuple(problems)
        self.n_problems = len(self.problems) if n_problems is None else n_problems
        super().__init__("\n".join(str(each) for each in self.problems))


class Problems:
    """The problems of one file as they are found: the first ones whole, the others counted."""

    def __init__(self) -> None:
        self.kept: list[Problem] = []
        self.n_problems = 0
        self._n_alike: Counter[tuple[str, str]] = Counter()

    def add(self, code: str, row: int = 0, column: str = "", **arguments: Argument) -> None:
        """Note a problem; what stands in the file is shown short and printable."""
        self.n_problems += 1
        alike = (code, column)
        self._n_alike[alike] += 1
        if len(self.kept) < MOST_PROBLEMS_KEPT and (not column or self._n_alike[alike] <= MOST_ALIKE_KEPT):
            told = tuple((name, shown(value)) for name, value in arguments.items())
            self.kept.append(Problem(code, row, str(shown(column)), told))

    def raise_if_any(self) -> None:
        """Refuse the file if anything is wrong with it.

        Raises:
            BadResponsesError: something is.
        """
        if self.n_problems:
            raise BadResponsesError(self.kept, self.n_problems)


def shown(value: Argument) -> Argument:
    """A value out of somebody's file as it may stand in a sentence."""
    if not isinstance(value, str):
        return value
    printable = "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in value)
    return printable if len(printable) <= LONGEST_SHOWN else f"{printable[:LONGEST_SHOWN]}…"
