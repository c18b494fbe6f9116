"""Gaps in a text: each takes an option of its own list (inline choice) or of a pool beside it (gap match)."""

from dataclasses import dataclass

from item_bank.interactions import FillGaps, Gap
from item_bank.items import Key, Option, Prompt
from item_bank.kinds.kind import Fields, Frame, Layout, Markable, own_key
from item_bank.kinds.options import (
    MOST_OPTIONS,
    Scoring,
    n_points,
    option_fields,
    points,
    read_options,
    read_scoring,
    report_marks,
    report_shared_ids,
    report_unknown,
)
from item_bank.responses import Response
from item_bank.table_reader import Table

MODELS = ("1pl", "2pl", "3pl", "4pl", "grm", "gpcm", "pcm", "rsm", "nominal")


@dataclass(frozen=True, slots=True)
class GapsKey(Key):
    """The right option of each gap, and whether all of them are needed or each counts."""

    correct: tuple[tuple[str, str], ...]
    scoring: Scoring = "all"


@dataclass(frozen=True, slots=True)
class InlineChoice:
    """Items whose stem marks `[[id]]` for each of their `gaps`, which have `options`, and a key `correct`."""

    name: str = "inline_choice"
    models: tuple[str, ...] = MODELS
    key_type: type[Key] = GapsKey
    may_shuffle_options: bool = True

    def read(self, table: Table, frame: Frame) -> tuple[Prompt, Key]:
        """The gaps with their options, and the key, which must name one for each."""
        gaps: list[Gap] = []
        groups: list[tuple[str, tuple[Option, ...]]] = []
        inner_tables = table.tables("gaps")
        for inner in inner_tables:
            own = read_options(inner)
            gaps.append(Gap(inner.identifier("id"), tuple(option.id for option in own)))
            groups.append(("gaps", own))
        options = tuple(option for _, own in groups for option in own)
        report_shared_ids(table, *groups)
        prompt = Prompt(frame.stem, options, frame.figure, interaction=FillGaps(tuple(gaps)))
        return prompt, read_gaps_key(table, frame, tuple(gaps))

    def prompt_fields(self, prompt: Prompt) -> Fields:
        """The gaps with their options."""
        by_id = {option.id: option for option in prompt.options}
        return {
            "gaps": [
                {"id": gap.id, "options": [option_fields(by_id[each]) for each in gap.options]}
                for gap in own_gaps(prompt.interaction).gaps
            ]
        }

    def key_fields(self, key: Key) -> Fields:
        """The right option of each gap and how they count."""
        return gaps_key_fields(own_key(key, GapsKey, self.name))

    def n_categories(self, item: Markable) -> int:
        """Two, or one for each number of points."""
        own = own_key(item.key, GapsKey, self.name)
        return n_points(len(own.correct), own.scoring)

    def layout(self, _prompt: Prompt) -> Layout:
        """In the text."""
        return "list"

    def mark(self, item: Markable, response: Response) -> int:
        """By the gaps that are rightly filled."""
        return mark_gaps(own_key(item.key, GapsKey, self.name), item, response)

    def key_place(self, _item: Markable) -> int | None:
        """None: there are several."""
        return None


@dataclass(frozen=True, slots=True)
class GapMatch(InlineChoice):
    """Items whose stem marks `[[id]]` for each gap, a pool of `options`, and a key `correct`.

    An option serves `uses` gaps at most, 0: any number.
    """

    name: str = "gap_match"

    def read(self, table: Table, frame: Frame) -> tuple[Prompt, Key]:
        """The pool, the gaps that the key names, and their right options."""
        options = read_options(table)
        ids = tuple(option.id for option in options)
        uses = table.integer("uses", 1, low=0, high=MOST_OPTIONS)
        names = table.strings("gaps")
        gaps = tuple(Gap(name, ids) for name in names)
        interaction = FillGaps(gaps, uses, has_pool=True)
        key = read_gaps_key(table, frame, gaps)
        used = [option for _, option in key.correct]
        if uses and any(used.count(each) > uses for each in used):
            table.problem("key-uses-too-often", "key", uses=uses)
        return Prompt(frame.stem, options, frame.figure, interaction=interaction), key

    def prompt_fields(self, prompt: Prompt) -> Fields:
        """The pool and the gaps."""
        interaction = own_gaps(prompt.interaction)
        return {
            "gaps": [gap.id for gap in interaction.gaps],
            "uses": interaction.uses,
            "options": [option_fields(option) for option in prompt.options],
        }


def read_gaps_key(table: Table, frame: Frame, gaps: tuple[Gap, ...]) -> GapsKey:
    """The right option of each gap, after comparing the gaps with what the stem marks."""
    ids = [gap.id for gap in gaps]
    if len(set(ids)) < len(ids):
        table.problem("gap-repeated", "gaps")
    report_marks(table, frame.stem, tuple(ids))
    key_table = table.table("key")
    if key_table is None:
        return GapsKey(())
    inner, scoring = key_table.table("correct"), read_scoring(key_table)
    correct: list[tuple[str, str]] = []
    for gap in gaps if inner else ():
        value = inner.string(gap.id) if inner else ""
        if inner and value:
            report_unknown(inner, gap.id, (value,), gap.options)
            correct.append((gap.id, value))
    return GapsKey(tuple(sorted(correct)), scoring)


def gaps_key_fields(key: GapsKey) -> Fields:
    """What `read_gaps_key` reads."""
    return {"correct": dict(key.correct), "scoring": key.scoring}


def own_gaps(interaction: object) -> FillGaps:
    """The interaction as one with gaps."""
    if not isinstance(interaction, FillGaps):
        raise TypeError(f"interaction must have gaps, got {type(interaction).__name__}")
    return interaction


def mark_gaps(key: GapsKey, item: Markable, response: Response) -> int:
    """The category by the gaps that hold their right option; an empty gap is not wrong, only not right.

    Raises:
        ValueError: the response names something else.
    """
    given = response.get("gaps")
    own = {gap.id: gap.options for gap in own_gaps(item.interaction).gaps}
    if (
        set(response) != {"gaps"}
        or not isinstance(given, dict)
        or not all(gap in own and option in own[gap] for gap, option in given.items())
    ):
        raise ValueError(f"a response must fill gaps of {', '.join(own)}, got {dict(response)!r}")
    correct = dict(key.correct)
    n_right = sum(correct.get(gap) == option for gap, option in given.items())
    return points(n_right, 0, len(correct), key.scoring)


KIND = InlineChoice()
POOL_KIND = GapMatch()
