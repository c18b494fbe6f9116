"""Ordering: the options are put in order; marked as a whole or by the pairs that stand in the right order."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal, cast

from item_bank.interactions import Order
from item_bank.items import Key, Prompt
from item_bank.kinds.kind import Fields, Frame, Layout, Markable, own_key
from item_bank.kinds.options import option_fields, read_chosen, read_options
from item_bank.responses import Response
from item_bank.table_reader import Table

OrderScoring = Literal["all", "pairs"]


@dataclass(frozen=True, slots=True)
class OrderingKey(Key):
    """The ids of all options in the right order, and whether only the whole order counts or each pair."""

    order: tuple[str, ...]
    scoring: OrderScoring = "all"


@dataclass(frozen=True, slots=True)
class Ordering:
    """Items with `options` and a key `order`."""

    name: str = "ordering"
    models: tuple[str, ...] = ("1pl", "2pl", "3pl", "4pl", "grm", "gpcm", "pcm", "rsm", "nominal")
    key_type: type[Key] = OrderingKey
    may_shuffle_options: bool = True

    def read(self, table: Table, frame: Frame) -> tuple[Prompt, Key]:
        """The options, and the key, which must name each of them."""
        options = read_options(table)
        key_table = table.table("key")
        order = read_order(key_table, tuple(option.id for option in options))
        scoring = key_table.one_of("scoring", ("all", "pairs"), "all") if key_table else "all"
        key = OrderingKey(order, cast("OrderScoring", scoring or "all"))
        return Prompt(frame.stem, options, frame.figure, interaction=Order()), key

    def prompt_fields(self, prompt: Prompt) -> Fields:
        """The options."""
        return {"options": [option_fields(option) for option in prompt.options]}

    def key_fields(self, key: Key) -> Fields:
        """The right order and how it counts."""
        own = own_key(key, OrderingKey, self.name)
        return {"order": list(own.order), "scoring": own.scoring}

    def n_categories(self, item: Markable) -> int:
        """Two, or one for each number of pairs in order."""
        own = own_key(item.key, OrderingKey, self.name)
        return 2 if own.scoring == "all" else n_pairs(len(own.order)) + 1

    def layout(self, prompt: Prompt) -> Layout:
        """Figures side by side, texts below each other."""
        return "figures" if any(option.figure for option in prompt.options) else "list"

    def mark(self, item: Markable, response: Response) -> int:
        """1 for the right order, or the number of pairs that stand in the right order."""
        own = own_key(item.key, OrderingKey, self.name)
        given = ranked(item, response)
        return int(given == own.order) if own.scoring == "all" else n_concordant(given, own.order)

    def key_place(self, _item: Markable) -> int | None:
        """None: each option has its place."""
        return None


def read_order(key_table: Table | None, ids: tuple[str, ...]) -> tuple[str, ...]:
    """All option ids in the order of the key; one that is missing is reported."""
    order = read_chosen(key_table, "order", ids)
    missing = [each for each in ids if each not in order]
    if key_table and order and missing:
        key_table.problem("key-incomplete", "order", options=", ".join(missing))
    return order


def ranked(item: Markable, response: Response) -> tuple[str, ...]:
    """The options in the order that was given, some of them where the answer is unfinished.

    Raises:
        ValueError: the response names something else, or an option twice.
    """
    given = response.get("order")
    if (
        set(response) != {"order"}
        or not isinstance(given, list | tuple)
        or not set(given) <= set(item.option_ids)
        or len(set(given)) < len(given)
    ):
        raise ValueError(
            f"a response must put options of {', '.join(item.option_ids)} in order, got {dict(response)!r}"
        )
    return tuple(given)


def n_pairs(n_options: int) -> int:
    """How many pairs there are among so many options."""
    return n_options * (n_options - 1) // 2


def n_concordant(given: Sequence[str], order: Sequence[str]) -> int:
    """How many pairs of the options that were placed stand in the order of the key."""
    place = {option: index for index, option in enumerate(order)}
    return sum(place[first] < place[second] for first, second in combinations(given, 2))


KIND = Ordering()
