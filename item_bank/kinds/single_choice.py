"""Single choice: one of several options is right; its response is right (1) or wrong (0)."""

from dataclasses import asdict, dataclass

from item_bank.items import Key, Prompt
from item_bank.kinds.kind import Fields, Frame, Layout, Markable, own_key
from item_bank.kinds.options import option_fields, place_of_option, read_options
from item_bank.responses import Response
from item_bank.table_reader import Table


@dataclass(frozen=True, slots=True)
class SingleChoiceKey(Key):
    """The id of the right option."""

    correct: str


@dataclass(frozen=True, slots=True)
class SingleChoice:
    """Items with `options` and a key `correct`."""

    name: str = "single_choice"
    models: tuple[str, ...] = ("1pl", "2pl", "3pl", "4pl")
    key_type: type[Key] = SingleChoiceKey
    may_shuffle_options: bool = True

    def read(self, table: Table, frame: Frame) -> tuple[Prompt, Key]:
        """The options, and the key, which must name one of them."""
        options = read_options(table)
        key_table = table.table("key")
        correct = key_table.string("correct") if key_table else ""
        ids = [option.id for option in options]
        if key_table and correct and ids and correct not in ids:
            key_table.problem("key-not-an-option", "correct", key=correct[:80], options=", ".join(ids))
        return Prompt(frame.stem, options, frame.figure), SingleChoiceKey(correct)

    def prompt_fields(self, prompt: Prompt) -> Fields:
        """The options."""
        return {"options": [option_fields(option) for option in prompt.options]}

    def key_fields(self, key: Key) -> Fields:
        """The id of the right option."""
        return asdict(key)

    def n_categories(self, _item: Markable) -> int:
        """Two: wrong and right."""
        return 2

    def layout(self, prompt: Prompt) -> Layout:
        """Figures side by side, texts below each other."""
        return "figures" if any(option.figure for option in prompt.options) else "list"

    def mark(self, item: Markable, response: Response) -> int:
        """1 for the right option, 0 for any other."""
        return int(
            item.option_ids[place_of_option(item, response)]
            == own_key(item.key, SingleChoiceKey, self.name).correct
        )

    def key_place(self, item: Markable) -> int | None:
        """The place of the right option."""
        correct = own_key(item.key, SingleChoiceKey, self.name).correct
        return item.option_ids.index(correct) if correct in item.option_ids else None


KIND = SingleChoice()
