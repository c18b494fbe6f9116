"""Multiple choice: several of the options are right; marked as a whole or by each."""

from dataclasses import dataclass

from item_bank.interactions import ChooseSeveral
from item_bank.items import Key, Prompt
from item_bank.kinds.kind import Fields, Frame, Layout, Markable, own_key
from item_bank.kinds.options import (
    Scoring,
    n_points,
    option_fields,
    points,
    read_chosen,
    read_options,
    read_scoring,
)
from item_bank.responses import Response
from item_bank.table_reader import Table


@dataclass(frozen=True, slots=True)
class MultipleChoiceKey(Key):
    """The ids of the right options, and whether all of them are needed or each counts."""

    correct: tuple[str, ...]
    scoring: Scoring = "all"


@dataclass(frozen=True, slots=True)
class MultipleChoice:
    """Items with `options`, of which `least` to `most` are chosen, and a key `correct`."""

    name: str = "multiple_choice"
    models: tuple[str, ...] = ("1pl", "2pl", "3pl", "4pl", "grm", "gpcm", "pcm", "rsm", "nominal")
    key_type: type[Key] = MultipleChoiceKey
    may_shuffle_options: bool = True

    def read(self, table: Table, frame: Frame) -> tuple[Prompt, Key]:
        """The options, how many of them are chosen, and the key, which must name some of them."""
        options = read_options(table)
        ids = tuple(option.id for option in options)
        interaction = read_limits(table, len(ids))
        key_table = table.table("key")
        correct = read_chosen(key_table, "correct", ids)
        if key_table and correct and not interaction.least <= len(correct) <= interaction.most:
            key_table.problem(
                "key-number", "correct", number=len(correct), least=interaction.least, most=interaction.most
            )
        key = MultipleChoiceKey(tuple(sorted(correct)), read_scoring(key_table))
        return Prompt(frame.stem, options, frame.figure, interaction=interaction), key

    def prompt_fields(self, prompt: Prompt) -> Fields:
        """The options and the limits."""
        fields = {"options": [option_fields(option) for option in prompt.options]}
        return limit_fields(prompt, len(prompt.options)) | fields

    def key_fields(self, key: Key) -> Fields:
        """The right options and how they count."""
        own = own_key(key, MultipleChoiceKey, self.name)
        return {"correct": list(own.correct), "scoring": own.scoring}

    def n_categories(self, item: Markable) -> int:
        """Two, or one for each number of points."""
        own = own_key(item.key, MultipleChoiceKey, self.name)
        return n_points(len(own.correct), own.scoring)

    def layout(self, prompt: Prompt) -> Layout:
        """Figures side by side, texts below each other."""
        return "figures" if any(option.figure for option in prompt.options) else "list"

    def mark(self, item: Markable, response: Response) -> int:
        """By the options that were rightly chosen and those that were not."""
        own = own_key(item.key, MultipleChoiceKey, self.name)
        return mark_chosen(item, response, own.correct, own.scoring)

    def key_place(self, _item: Markable) -> int | None:
        """None: there are several."""
        return None


def read_limits(table: Table, n_options: int) -> ChooseSeveral:
    """How many options are chosen: by default at least one, and any number."""
    least = table.integer("least", 1, low=1, high=max(1, n_options))
    most = table.integer("most", max(1, n_options), low=1, high=max(1, n_options))
    if least > most:
        table.problem("limits-crossed", "least", least=least, most=most)
    return ChooseSeveral(least, most)


def limit_fields(prompt: Prompt, n_options: int) -> Fields:
    """What `read_limits` reads."""
    limits = prompt.interaction
    if not isinstance(limits, ChooseSeveral):
        return {}
    least = {"least": limits.least} if limits.least != 1 else {}
    return least | ({"most": limits.most} if limits.most != n_options else {})


def mark_chosen(item: Markable, response: Response, correct: tuple[str, ...], scoring: Scoring) -> int:
    """The category of several chosen options.

    Raises:
        ValueError: the response names something else.
    """
    chosen = response.get("options")
    if (
        set(response) != {"options"}
        or not isinstance(chosen, list | tuple)
        or not set(chosen) <= set(item.option_ids)
    ):
        raise ValueError(
            f"a response must name options of {', '.join(item.option_ids)}, got {dict(response)!r}"
        )
    n_right = len(set(chosen) & set(correct))
    return points(n_right, len(set(chosen)) - n_right, len(correct), scoring)


KIND = MultipleChoice()
