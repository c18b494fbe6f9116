"""A row of a sheet on its way to an item: the values of its cells by column, and who hears what is wrong."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from item_bank.findings import Argument
from item_bank.formats.spreadsheet.answer_columns import LETTERS, OPTION_IDS
from item_bank.formats.spreadsheet.cells import text_of
from item_bank.kinds.kind import Fields

Tell = Callable[..., None]
"""Called with the code of a finding, the column whose cell it is about, and the finding's arguments."""


@dataclass(frozen=True, slots=True)
class Row:
    """`fields` begin as the values of the columns and end as the fields of an item, as TOML has them."""

    fields: dict[Any, Any]
    tell: Tell

    def take(self, column: str) -> Any:
        """The value of a column, which is no field of the item itself; None where the cell is empty."""
        return self.fields.pop(column, None)

    def text(self, column: str) -> str:
        """The value of a column as a text."""
        return text_of(self.take(column)).strip()

    def misread(self, column: str, notation: str, **arguments: Argument) -> None:
        """Say that a cell is not written as it should be."""
        self.tell("cell-notation", column, notation=notation, **arguments)

    def key(self, **fields: Any) -> None:
        """Set fields of the key; None leaves one out."""
        known = {name: value for name, value in fields.items() if value is not None}
        if known:
            before = self.fields.get("key")
            self.fields["key"] = {**(before if isinstance(before, dict) else {}), **known}

    def options(self, *, is_kept: bool = True) -> list[Fields]:
        """The options of the lettered columns, closed up, with their letters or `option_ids` as ids."""
        by_place: dict[int, Fields] = self.take("options") or {}
        ids = self.take(OPTION_IDS) or ()
        places = sorted(by_place)
        letters = [LETTERS[place] for place in places]
        names = list(ids) if len(ids) == len(letters) else letters
        if ids and len(ids) != len(letters):
            self.misread(OPTION_IDS, "option-ids", number=len(ids), expected=len(letters))
        options = [{"id": name, **by_place[place]} for name, place in zip(names, places, strict=True)]
        if options and is_kept:
            self.fields["options"] = options
        return options


def lettered(fields: Fields) -> None:
    """Options by place, as `Row.options` takes them; their ids apart when they are not the letters."""
    options: Sequence[Fields] = fields.pop("options", [])
    ids = [option["id"] for option in options]
    if ids != list(LETTERS[: len(ids)]):
        fields[OPTION_IDS] = ids
    fields["options"] = {
        place: {name: value for name, value in option.items() if name != "id"}
        for place, option in enumerate(options)
    }
