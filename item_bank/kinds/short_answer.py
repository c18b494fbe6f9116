"""Short answer: a number within a tolerance, or one of several texts; right (1) or wrong (0)."""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, cast

from item_bank.interactions import Answer, Write
from item_bank.items import Key, Prompt
from item_bank.kinds.kind import Fields, Frame, Layout, Markable, own_key
from item_bank.responses import Response
from item_bank.table_reader import Table

Ignored = Literal["case", "spaces", "punctuation", "accents"]
IGNORABLE: tuple[Ignored, ...] = ("case", "spaces", "punctuation", "accents")
USUAL: tuple[Ignored, ...] = ("case", "spaces")
LONGEST = 200
WIDEST = 60


@dataclass(frozen=True, slots=True)
class ShortAnswerKey(Key):
    """A number with its tolerance, or the texts that are right and what does not matter in them.

    `accepted` are compared after `ignores` has been taken away: "spaces" joins runs of them into one.
    """

    value: float | None = None
    tolerance: float = 0.0
    accepted: tuple[str, ...] = ()
    ignores: tuple[Ignored, ...] = USUAL


@dataclass(frozen=True, slots=True)
class ShortAnswer:
    """Items with `answer` ("number" or "text"), perhaps a `unit`, and a key."""

    name: str = "short_answer"
    models: tuple[str, ...] = ("1pl", "2pl", "3pl", "4pl")
    key_type: type[Key] = ShortAnswerKey
    may_shuffle_options: bool = False

    def read(self, table: Table, frame: Frame) -> tuple[Prompt, Key]:
        """What is to be written, and what of it is right."""
        answer = cast("Answer", table.one_of("answer", ("number", "text")) or "text")
        unit = table.text("unit") if "unit" in table else None
        table.ignore("unit")
        usual = 12 if answer == "number" else 30
        interaction = Write(
            answer, unit, table.integer("width", usual, low=2, high=WIDEST),
            table.integer("longest", LONGEST if answer == "text" else 40, low=1, high=2_000),
        )  # fmt: skip
        key_table = table.table("key")
        key = ShortAnswerKey() if key_table is None else _read_key(key_table, answer)
        return Prompt(frame.stem, (), frame.figure, interaction=interaction), key

    def prompt_fields(self, prompt: Prompt) -> Fields:
        """What is to be written."""
        own = prompt.interaction
        if not isinstance(own, Write):
            raise TypeError(f"interaction must be one of writing, got {type(own).__name__}")
        unit = {} if own.unit is None else {"unit": own.unit}
        return {"answer": own.answer, **unit, "width": own.width, "longest": own.longest}

    def key_fields(self, key: Key) -> Fields:
        """What is right."""
        own = own_key(key, ShortAnswerKey, self.name)
        if own.value is not None:
            return {"value": own.value, "tolerance": own.tolerance}
        return {"accepted": list(own.accepted), "ignores": list(own.ignores)}

    def n_categories(self, _item: Markable) -> int:
        """Two: wrong and right."""
        return 2

    def layout(self, _prompt: Prompt) -> Layout:
        """There are no options."""
        return "list"

    def mark(self, item: Markable, response: Response) -> int:
        """1 for the number within its tolerance or one of the texts, 0 for all else."""
        own = own_key(item.key, ShortAnswerKey, self.name)
        text = response.get("text")
        if not set(response) <= {"text", "number"} or not isinstance(text, str):
            raise ValueError(f"a response must be a text, got {dict(response)!r}")
        if own.value is None:
            return int(plain(text, own.ignores) in {plain(each, own.ignores) for each in own.accepted})
        number = response.get("number")
        if number is None:
            return 0
        # Exact: by floats, 0.3 would lie outside 0.1 of 0.2.
        distance = abs(Decimal(str(number)) - Decimal(repr(own.value)))
        return int(distance <= Decimal(repr(own.tolerance)))

    def key_place(self, _item: Markable) -> int | None:
        """None: there are no options."""
        return None


def plain(text: str, ignores: tuple[Ignored, ...]) -> str:
    """A text without what does not matter in it."""
    # What nobody sees, such as zero-width spaces and marks of direction, comes along when texts are pasted.
    seen = "".join(each for each in text if unicodedata.category(each) != "Cf")
    found = unicodedata.normalize("NFKC", seen).strip()
    if "accents" in ignores:
        apart = unicodedata.normalize("NFKD", found)
        found = "".join(each for each in apart if not unicodedata.combining(each))
    if "punctuation" in ignores:
        found = "".join(each for each in found if not unicodedata.category(each).startswith("P"))
    if "case" in ignores:
        found = found.casefold()
    return re.sub(r"\s+", " ", found).strip() if "spaces" in ignores else found


def _read_key(table: Table, answer: Answer) -> ShortAnswerKey:
    if answer == "number":
        return ShortAnswerKey(
            value=float(table.number("value", low=-1e15, high=1e15)) + 0.0,
            tolerance=float(table.number("tolerance", 0.0, low=0.0, high=1e15)),
        )
    accepted = table.strings("accepted")
    ignores = table.strings("ignores", USUAL)
    if "accepted" in table and not accepted and table.is_sound:
        table.problem("list-empty", "accepted", field="accepted")
    for each in ignores:
        if each not in IGNORABLE:
            table.problem(
                "word-unknown", "ignores", field="ignores", value=each[:80], choices=", ".join(IGNORABLE)
            )
    known = tuple(each for each in IGNORABLE if each in ignores)
    for each in accepted:
        if not plain(each, known):
            table.problem("accepted-empty", "accepted", value=each[:80])
    return ShortAnswerKey(accepted=accepted, ignores=known)


KIND = ShortAnswer()
