"""Hotspot: one or several areas of the item's figure are right; each area is an option with words for it."""

from dataclasses import dataclass
from typing import cast

import msgspec

from item_bank.interactions import Area, Choose, ChooseSeveral, Interaction, Shape
from item_bank.items import Key, Option, Prompt
from item_bank.kinds.kind import Fields, Frame, Layout, Markable, own_key
from item_bank.kinds.multiple_choice import limit_fields, mark_chosen, read_limits
from item_bank.kinds.options import (
    FEWEST_OPTIONS,
    MOST_OPTIONS,
    Scoring,
    n_points,
    place_of_option,
    points,
    read_chosen,
    read_scoring,
)
from item_bank.responses import Response
from item_bank.table_reader import Table

SHAPES: tuple[Shape, ...] = ("circle", "rectangle", "polygon")
FEWEST_CORNERS = 3


@dataclass(frozen=True, slots=True)
class HotspotKey(Key):
    """The ids of the right areas, and whether all of them are needed or each counts."""

    correct: tuple[str, ...]
    scoring: Scoring = "all"


@dataclass(frozen=True, slots=True)
class Hotspot:
    """Items with a figure, `areas` on it, of which `least` to `most` are chosen, and a key `correct`."""

    name: str = "hotspot"
    models: tuple[str, ...] = ("1pl", "2pl", "3pl", "4pl", "grm", "gpcm", "pcm", "rsm", "nominal")
    key_type: type[Key] = HotspotKey
    may_shuffle_options: bool = False

    def read(self, table: Table, frame: Frame) -> tuple[Prompt, Key]:
        """The areas with their words, and the key, which must name some of them."""
        if frame.figure is None and "figure" not in table:
            table.problem("hotspot-without-figure")
        options: list[Option] = []
        areas: list[Area] = []
        for inner in table.tables("areas"):
            options.append(Option(inner.identifier("id"), inner.text("label")))
            areas.append(_read_area(inner, options[-1].id))
        ids = tuple(option.id for option in options)
        if "areas" in table and not FEWEST_OPTIONS <= len(areas) <= MOST_OPTIONS:
            table.problem(
                "options-number", "areas", field="areas", number=len(areas), fewest=FEWEST_OPTIONS,
                most=MOST_OPTIONS,
            )  # fmt: skip
        for index, each in enumerate(ids):
            if each in ids[:index]:
                table.problem("option-id-repeated", "areas", index, "id", option=each)
        limits = read_limits(table, len(ids)) if "most" in table or "least" in table else ChooseSeveral(1, 1)
        table.ignore("least", "most")
        interaction: Interaction = msgspec.structs.replace(limits, areas=tuple(areas))
        if (limits.least, limits.most) == (1, 1):
            interaction = Choose(tuple(areas))
        key_table = table.table("key")
        correct = read_chosen(key_table, "correct", ids)
        # Of several right areas any one will do where only one is chosen.
        is_one = isinstance(interaction, Choose)
        if key_table and correct and not is_one and not limits.least <= len(correct) <= limits.most:
            key_table.problem(
                "key-number", "correct", number=len(correct), least=limits.least, most=limits.most
            )
        key = HotspotKey(tuple(sorted(correct)), read_scoring(key_table))
        return Prompt(frame.stem, tuple(options), frame.figure, interaction=interaction), key

    def prompt_fields(self, prompt: Prompt) -> Fields:
        """The areas and the limits."""
        own = prompt.interaction
        areas = own.areas if isinstance(own, Choose | ChooseSeveral) else ()
        fields = [
            {"id": option.id, "shape": area.shape, "at": list(area.at), "label": option.text}
            for option, area in zip(prompt.options, areas, strict=True)
        ]
        limits = {"most": own.most} | limit_fields(prompt, 0) if isinstance(own, ChooseSeveral) else {}
        return {**limits, "areas": fields}

    def key_fields(self, key: Key) -> Fields:
        """The right areas and how they count."""
        own = own_key(key, HotspotKey, self.name)
        return {"correct": list(own.correct), "scoring": own.scoring}

    def n_categories(self, item: Markable) -> int:
        """Two, or one for each number of points."""
        own = own_key(item.key, HotspotKey, self.name)
        return 2 if isinstance(item.interaction, Choose) else n_points(len(own.correct), own.scoring)

    def layout(self, _prompt: Prompt) -> Layout:
        """On the figure; where the figure cannot be pointed at, below it."""
        return "list"

    def mark(self, item: Markable, response: Response) -> int:
        """By the areas that were rightly chosen and those that were not."""
        own = own_key(item.key, HotspotKey, self.name)
        if isinstance(item.interaction, Choose):
            # With one choice, each of the right areas is the right answer.
            is_right = item.option_ids[place_of_option(item, response)] in own.correct
            return points(int(is_right), 0, 1, "all")
        return mark_chosen(item, response, own.correct, own.scoring)

    def key_place(self, _item: Markable) -> int | None:
        """None: areas have no order."""
        return None


def _read_area(table: Table, option: str) -> Area:
    shape = table.one_of("shape", SHAPES)
    at = tuple(float(each) + 0.0 for each in table.numbers("at"))
    n_wanted = {"circle": len(at) == 3, "rectangle": len(at) == 4}.get(  # noqa: PLR2004
        shape, len(at) >= 2 * FEWEST_CORNERS and len(at) % 2 == 0
    )
    if table.is_sound and shape and not n_wanted:
        table.problem("area-numbers", "at", shape=shape, number=len(at))
    return Area(option, cast("Shape", shape or "circle"), at)


KIND = Hotspot()
