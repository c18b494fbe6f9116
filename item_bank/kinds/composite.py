"""Composite: several interactions in one text, marked by rules of its own, such as items of QTI have.

The rules are those of QTI response processing. They are kept as they came and run on every answer; the score
that they give is turned into a category by the levels of the key.
"""

from dataclasses import dataclass
from itertools import pairwise
from typing import cast

from item_bank.content import marks_in
from item_bank.interactions import FillGaps, Several
from item_bank.items import Key, Prompt
from item_bank.kinds.composite_marking import NEAR, CompositeKey, level_of, scoring_of
from item_bank.kinds.composite_parts import parts_fields, read_parts
from item_bank.kinds.composite_rules import unsupported
from item_bank.kinds.kind import Fields, Frame, Layout, Markable, own_key
from item_bank.kinds.options import report_marks
from item_bank.responses import Response
from item_bank.table_reader import Table

MODELS = ("1pl", "2pl", "3pl", "4pl", "grm", "gpcm", "pcm", "rsm", "nominal")


@dataclass(frozen=True, slots=True)
class Composite:
    """Items whose stem marks `[[id]]` for each of their `parts`, and a key with rules."""

    name: str = "composite"
    models: tuple[str, ...] = MODELS
    key_type: type[Key] = CompositeKey
    may_shuffle_options: bool = True

    def read(self, table: Table, frame: Frame) -> tuple[Prompt, Key]:
        """The parts with their options, and the key, whose rules must be ones that can be run."""
        several, options = read_parts(table)
        ids = tuple(part.id for part in several.parts)
        if ids:
            report_marks(table, frame.stem, ids)
        for place, part in enumerate(several.parts):
            if isinstance(part.interaction, FillGaps):
                _report_gaps(table, place, part.text or {}, part.interaction)
        key_table = table.table("key")
        key = CompositeKey() if key_table is None else _read_key(key_table)
        return Prompt(frame.stem, options, frame.figure, interaction=several), key

    def prompt_fields(self, prompt: Prompt) -> Fields:
        """The parts."""
        return {"parts": parts_fields(own_parts(prompt.interaction), prompt.options)}

    def key_fields(self, key: Key) -> Fields:
        """The rules, what the names in them stand for, and the levels."""
        own = own_key(key, CompositeKey, self.name)
        responses = {"responses": dict(own.responses)} if own.responses else {}
        names = {"names": dict(own.names)} if own.names else {}
        return {
            "outcome": own.outcome,
            "levels": list(own.levels),
            "declarations": list(own.declarations),
            "rules": own.rules,
            **responses,
            **names,
        }

    def n_categories(self, item: Markable) -> int:
        """One for each level."""
        return len(own_key(item.key, CompositeKey, self.name).levels)

    def layout(self, _prompt: Prompt) -> Layout:
        """Each part has its own."""
        return "list"

    def mark(self, item: Markable, response: Response) -> int:
        """The highest level that the score of the response reaches."""
        return level_of(score(item, response), own_key(item.key, CompositeKey, self.name).levels)

    def key_place(self, _item: Markable) -> int | None:
        """None: there are several."""
        return None


def score(item: Markable, response: Response) -> float:
    """What the item's own rules give for a response, before it becomes a category.

    Raises:
        ValueError: the response does not fit the item, or the rules cannot be run.
    """
    scoring = scoring_of(own_key(item.key, CompositeKey, "composite"))
    return scoring.score(scoring.values(own_parts(item.interaction), response))


def own_parts(interaction: object) -> Several:
    """The interaction as one of several parts."""
    if not isinstance(interaction, Several):
        raise TypeError(f"interaction must have parts, got {type(interaction).__name__}")
    return interaction


def _report_gaps(table: Table, place: int, text: object, interaction: FillGaps) -> None:
    ids = [gap.id for gap in interaction.gaps]
    for language, written in cast("dict[str, str]", text).items():
        marked = marks_in(written)
        for each in ids:
            if marked.count(each) != 1:
                number = marked.count(each)
                table.problem(
                    "gap-not-marked", "parts", place, "text", gap=each, language=language, number=number
                )


def _read_key(table: Table) -> CompositeKey:
    names = {name: _pairs(table, name) if name in table else () for name in ("responses", "names")}
    levels = tuple(float(each) for each in table.numbers("levels"))
    key = CompositeKey(
        table.strings("declarations", ()),
        table.string("rules"),
        names["responses"],
        names["names"],
        levels,
        table.string("outcome", "SCORE"),
    )
    rising = all(low < high - NEAR for low, high in pairwise(levels))
    if table.is_sound and (len(levels) < 2 or not rising):  # noqa: PLR2004 - less tells nothing apart
        table.problem("levels-not-rising", "levels")
    try:
        scoring = scoring_of(key)
        problem = unsupported(scoring.rules)
        if not problem:
            scoring.score({})
    except ValueError as error:
        problem = str(error)
    if table.is_sound and problem:
        table.problem("rules-not-run", "rules", reason=problem[:200])
    return key


def _pairs(table: Table, name: str) -> tuple[tuple[str, str], ...]:
    value = table.values_of(name)
    table.ignore(name)
    if not isinstance(value, dict) or not all(isinstance(each, str) and each for each in value.values()):
        table.problem("wrong-type", name, field=name, expected="table")
        return ()
    return tuple(sorted((str(key), each) for key, each in value.items()))


KIND = Composite()
