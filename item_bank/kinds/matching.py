"""Matching: options are joined with targets; marked as a whole or by each pair."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from item_bank.interactions import Pair
from item_bank.items import Key, Prompt
from item_bank.kinds.kind import Fields, Frame, Layout, Markable, own_key
from item_bank.kinds.options import (
    MOST_OPTIONS,
    Scoring,
    n_points,
    option_fields,
    points,
    read_options,
    read_scoring,
    report_shared_ids,
)
from item_bank.responses import Response
from item_bank.table_reader import Table


@dataclass(frozen=True, slots=True)
class MatchingKey(Key):
    """The right pairs of an option and a target, and whether all of them are needed or each counts."""

    pairs: tuple[tuple[str, str], ...]
    scoring: Scoring = "all"


@dataclass(frozen=True, slots=True)
class Matching:
    """Items with `options`, `targets`, of which each is used `uses` times at most (0: any), and `pairs`."""

    name: str = "matching"
    models: tuple[str, ...] = ("1pl", "2pl", "3pl", "4pl", "grm", "gpcm", "pcm", "rsm", "nominal")
    key_type: type[Key] = MatchingKey
    may_shuffle_options: bool = True

    def read(self, table: Table, frame: Frame) -> tuple[Prompt, Key]:
        """Options and targets, and the key, which must join them."""
        options, targets = read_options(table, fewest=1), read_options(table, "targets")
        report_shared_ids(table, ("options", options), ("targets", targets))
        interaction = Pair(
            targets=tuple(target.id for target in targets),
            uses=table.integer("uses", 1, low=0, high=MOST_OPTIONS),
            most_targets=table.integer("most_targets", 1, low=1, high=MOST_OPTIONS),
        )
        prompt = Prompt(frame.stem, options + targets, frame.figure, interaction=interaction)
        key_table = table.table("key")
        pairs = _read_pairs(key_table, {option.id for option in options}, interaction)
        return prompt, MatchingKey(tuple(sorted(pairs)), read_scoring(key_table))

    def prompt_fields(self, prompt: Prompt) -> Fields:
        """Options, targets, and how often a target may be used."""
        interaction = _own(prompt.interaction)
        targets = set(interaction.targets)
        most = {"most_targets": interaction.most_targets} if interaction.most_targets != 1 else {}
        return {
            "uses": interaction.uses,
            **most,
            "options": [option_fields(each) for each in prompt.options if each.id not in targets],
            "targets": [option_fields(each) for each in prompt.options if each.id in targets],
        }

    def key_fields(self, key: Key) -> Fields:
        """The pairs and how they count."""
        own = own_key(key, MatchingKey, self.name)
        return {"pairs": [list(pair) for pair in own.pairs], "scoring": own.scoring}

    def n_categories(self, item: Markable) -> int:
        """Two, or one for each number of points."""
        own = own_key(item.key, MatchingKey, self.name)
        return n_points(len(own.pairs), own.scoring)

    def layout(self, _prompt: Prompt) -> Layout:
        """Below each other."""
        return "list"

    def mark(self, item: Markable, response: Response) -> int:
        """By the pairs that are right and those that are not."""
        own = own_key(item.key, MatchingKey, self.name)
        given = _given(item, response)
        n_right = len(given & set(own.pairs))
        return points(n_right, len(given) - n_right, len(own.pairs), own.scoring)

    def key_place(self, _item: Markable) -> int | None:
        """None: there are several."""
        return None


def _own(interaction: object) -> Pair:
    if not isinstance(interaction, Pair):
        raise TypeError(f"interaction must join pairs, got {type(interaction).__name__}")
    return interaction


def _read_pairs(table: Table | None, sources: set[str], interaction: Pair) -> set[tuple[str, str]]:
    pairs: set[tuple[str, str]] = set()
    for each in _lists(table):
        known = len(each) == 2 and each[0] in sources and each[1] in interaction.targets  # noqa: PLR2004
        if table and sources and interaction.targets and not known:
            table.problem("key-not-a-pair", "pairs", pair=" – ".join(map(str, each))[:80])
        elif known:
            pairs.add((each[0], each[1]))
    targets = [target for _, target in pairs]
    if table and interaction.uses and any(targets.count(each) > interaction.uses for each in targets):
        table.problem("key-uses-too-often", "pairs", uses=interaction.uses)
    joined = [source for source, _ in pairs]
    if table and any(joined.count(each) > interaction.most_targets for each in joined):
        table.problem("key-joins-too-often", "pairs", most=interaction.most_targets)
    return pairs


def _lists(table: Table | None) -> Iterable[list[Any]]:
    if table is None:
        return []
    value = table.values_of("pairs")
    table.ignore("pairs")
    if value is None:
        table.problem("field-missing", field="pairs")
        return []
    is_right = isinstance(value, list) and all(
        isinstance(each, list | tuple) and all(isinstance(name, str) for name in each) for each in value
    )
    if not is_right or not value:
        table.problem("wrong-type", "pairs", field="pairs", expected="pairs")
        return []
    return [list(each) for each in value]


def _given(item: Markable, response: Response) -> set[tuple[str, str]]:
    given = response.get("pairs")
    known = set(item.option_ids)
    if (
        set(response) != {"pairs"}
        or not isinstance(given, list | tuple)
        or not all(len(pair) == 2 and set(pair) <= known for pair in given)  # noqa: PLR2004
    ):
        raise ValueError(f"a response must join options of the item in pairs, got {dict(response)!r}")
    return {(first, second) for first, second in given}


KIND = Matching()
