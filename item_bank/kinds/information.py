"""Information: a page to be read, which asks for nothing and is never scored."""

from dataclasses import dataclass

from item_bank.interactions import Read
from item_bank.items import Key, Prompt
from item_bank.kinds.kind import Fields, Frame, Layout, Markable
from item_bank.responses import Response
from item_bank.table_reader import Table


@dataclass(frozen=True, slots=True)
class NoKey(Key):
    """There is nothing to be right or wrong about."""


@dataclass(frozen=True, slots=True)
class Information:
    """Pages with a stem, perhaps a figure, and nothing else."""

    name: str = "information"
    models: tuple[str, ...] = ()
    key_type: type[Key] = NoKey
    may_shuffle_options: bool = False

    def read(self, _table: Table, frame: Frame) -> tuple[Prompt, Key]:
        """The text that is read."""
        return Prompt(frame.stem, (), frame.figure, interaction=Read()), NoKey()

    def prompt_fields(self, _prompt: Prompt) -> Fields:
        """Nothing but what every item has."""
        return {}

    def key_fields(self, _key: Key) -> Fields:
        """Nothing."""
        return {}

    def n_categories(self, _item: Markable) -> int:
        """None."""
        return 0

    def layout(self, _prompt: Prompt) -> Layout:
        """There are no options."""
        return "list"

    def mark(self, _item: Markable, response: Response) -> int:
        """Never: there is no response."""
        raise ValueError(f"a page of information has no response, got {dict(response)!r}")

    def key_place(self, _item: Markable) -> int | None:
        """None: there are no options."""
        return None


KIND = Information()
