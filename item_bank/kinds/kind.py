"""What a kind of item must answer: reading and writing its own fields, laying out its options, marking."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, Protocol, TypeVar

from item_bank.interactions import Interaction
from item_bank.items import Figure, Key, Prompt, Text
from item_bank.responses import Response
from item_bank.table_reader import Table

Layout = Literal["figures", "list", "scale"]
Fields = dict[str, Any]
ResponseScales = Mapping[str, tuple[Text, ...]]


class Markable(Protocol):
    """What marking needs of an item, whether it stands in a bank or in a release."""

    @property
    def kind(self) -> str: ...
    @property
    def key(self) -> Key: ...
    @property
    def option_ids(self) -> tuple[str, ...]: ...
    @property
    def interaction(self) -> Interaction: ...


@dataclass(frozen=True, slots=True)
class Asked:
    """An item as far as marking knows it, before there is an item."""

    kind: str
    key: Key
    option_ids: tuple[str, ...]
    interaction: Interaction


@dataclass(frozen=True, slots=True)
class Frame:
    """What items of every kind have, already read; and the bank's scales, None when they are unreadable."""

    stem: Text
    figure: Figure | None
    scales: ResponseScales | None


class Kind(Protocol):
    """One kind of item. A new one is one module of this package and one entry in `KINDS`."""

    @property
    def name(self) -> str:
        """The word for it in the field `kind`."""

    @property
    def models(self) -> tuple[str, ...]:
        """The response models that its responses can follow; none where a category says nothing."""

    @property
    def key_type(self) -> type[Key]:
        """The class of its keys, whose fields are those of the table `item.key`."""

    @property
    def may_shuffle_options(self) -> bool:
        """Whether the order of its options has no meaning of its own."""

    def read(self, table: Table, frame: Frame, /) -> tuple[Prompt, Key]:
        """The prompt and the key from the fields of an item, which are this kind's own."""

    def prompt_fields(self, prompt: Prompt, /) -> Fields:
        """The fields of the prompt that `read` reads, to be written in a bank."""

    def key_fields(self, key: Key, /) -> Fields:
        """The fields of the table `item.key` that `read` reads; none where there is no such table."""

    def n_categories(self, item: Markable, /) -> int:
        """How many categories marking can give."""

    def layout(self, prompt: Prompt, /) -> Layout:
        """How the options are laid out on a screen."""

    def mark(self, item: Markable, response: Response, /) -> int:
        """The category of a response, 0 the lowest; the response may be unfinished."""

    def key_place(self, item: Markable, /) -> int | None:
        """The place of the right option in the author's order; None when no option is right or wrong."""


K = TypeVar("K", bound=Key)


def own_key(key: Key, key_type: type[K], kind: str) -> K:
    """The key as one of this kind's own class; `TypeError` when it is another's."""
    if not isinstance(key, key_type):
        raise TypeError(f"key must be the key of a {kind} item, got {type(key).__name__}")
    return key
