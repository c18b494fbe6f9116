"""The parts of a composite item as fields of a bank, read and written."""

from collections.abc import Callable, Sequence
from typing import Any, Final, cast

from item_bank.interactions import (
    Answer,
    Area,
    Choose,
    ChooseSeveral,
    FillGaps,
    Gap,
    Order,
    Pair,
    Part,
    PartInteraction,
    Several,
    Shape,
    Write,
)
from item_bank.items import Option
from item_bank.kinds.kind import Fields
from item_bank.kinds.options import figure_fields, option_fields, read_figure, read_option
from item_bank.table_reader import Table

SHAPES: Final[tuple[Shape, ...]] = ("circle", "rectangle", "polygon")
MOST_OPTIONS: Final = 200
LONGEST: Final = 5_000
WIDEST: Final = 120


def read_parts(table: Table) -> tuple[Several, tuple[Option, ...]]:
    """The parts of an item and the options of all of them, whose ids are unique within the item."""
    parts: list[Part] = []
    options: list[Option] = []
    for inner in table.tables("parts"):
        part, own = _read_part(inner)
        if any(each.id == part.id for each in parts):
            inner.problem("gap-repeated", "id")
        known = {option.id for option in options}
        for option in own:
            if option.id in known:
                inner.problem("option-id-repeated", "id", option=option.id)
            known.add(option.id)
        parts.append(part)
        options += own
    if "parts" in table and not parts:
        table.problem("list-empty", "parts", field="parts")
    return Several(tuple(parts)), tuple(options)


def parts_fields(several: Several, options: Sequence[Option]) -> list[Fields]:
    """What `read_parts` reads."""
    by_id = {option.id: option for option in options}
    return [_part_fields(part, by_id) for part in several.parts]


def _read_part(table: Table) -> tuple[Part, list[Option]]:
    part_id = table.identifier("id")
    does = table.one_of("respond", tuple(_READ))
    text = table.text("text") if "text" in table else None
    figure = read_figure(table, "figure_alt")
    is_inline = table.boolean("inline", default=False)
    table.ignore("text", "inline")
    if not does:
        table.ignore_the_rest()
        return Part(part_id, Choose()), []
    options = [read_option(each) for each in table.tables("options")] if does != "write" else []
    if len(options) > MOST_OPTIONS or (does != "write" and not options):
        table.problem(
            "options-number", "options", field="options", number=len(options), fewest=1, most=MOST_OPTIONS
        )
    interaction, more = _READ[does](table, tuple(option.id for option in options))
    options += more
    ids = tuple(option.id for option in options)
    return Part(part_id, interaction, ids, text, figure, is_inline), options


_Read = tuple[PartInteraction, list[Option]]


def _choose(table: Table, _ids: tuple[str, ...]) -> _Read:
    return Choose(_read_areas(table)), []


def _choose_several(table: Table, ids: tuple[str, ...]) -> _Read:
    most = max(1, len(ids))
    least = table.integer("least", 1, low=0, high=most)
    return ChooseSeveral(least, table.integer("most", most, low=1, high=most), _read_areas(table)), []


def _order(_table: Table, _ids: tuple[str, ...]) -> _Read:
    return Order(), []


def _pair(table: Table, _ids: tuple[str, ...]) -> _Read:
    targets = [read_option(each) for each in table.tables("targets")]
    interaction = Pair(
        targets=tuple(target.id for target in targets),
        uses=table.integer("uses", 1, low=0, high=MOST_OPTIONS),
        most_targets=table.integer("most_targets", 1, low=1, high=MOST_OPTIONS),
    )
    return interaction, targets


def _fill_gaps(table: Table, ids: tuple[str, ...]) -> _Read:
    gaps: list[Gap] = []
    for inner in table.tables("gaps"):
        own = inner.strings("options", ids)
        for each in own:
            if each not in ids:
                inner.problem("key-not-an-option", "options", key=each[:80], options=", ".join(ids)[:200])
        gaps.append(Gap(inner.identifier("id"), own))
    has_pool = table.boolean("pool", default=True)
    return FillGaps(tuple(gaps), table.integer("uses", 1, low=0, high=MOST_OPTIONS), has_pool), []


def _write(table: Table, _ids: tuple[str, ...]) -> _Read:
    answer = table.one_of("answer", ("number", "text"), "text")
    unit = table.text("unit") if "unit" in table else None
    table.ignore("unit")
    width = table.integer("width", 20, low=1, high=WIDEST)
    longest = table.integer("longest", 200, low=1, high=LONGEST)
    return Write(cast("Answer", answer or "text"), unit, width, longest), []


_READ: Final[dict[str, Callable[[Table, tuple[str, ...]], _Read]]] = {
    "choose": _choose,
    "choose_several": _choose_several,
    "order": _order,
    "pair": _pair,
    "fill_gaps": _fill_gaps,
    "write": _write,
}


def _read_areas(table: Table) -> tuple[Area, ...]:
    found: list[Area] = []
    for inner in table.tables("areas", is_required=False):
        shape = inner.one_of("shape", SHAPES)
        at = tuple(float(each) + 0.0 for each in inner.numbers("at"))
        n_fitting = {"circle": len(at) == 3, "rectangle": len(at) == 4}.get(  # noqa: PLR2004
            shape,
            len(at) >= 6 and len(at) % 2 == 0,  # noqa: PLR2004 - three corners
        )
        if inner.is_sound and not n_fitting:
            inner.problem("area-numbers", "at", shape=shape, number=len(at))
        found.append(Area(inner.identifier("option"), cast("Shape", shape or "circle"), at))
    return tuple(found)


def _part_fields(part: Part, by_id: dict[str, Option]) -> Fields:
    own = part.interaction
    fields: dict[str, Any] = {"id": part.id, "respond": type(own).__struct_config__.tag}
    if part.is_inline:
        fields["inline"] = True
    if part.text is not None:
        fields["text"] = part.text
    fields |= figure_fields(part.figure, "figure_alt")
    options = [option_fields(by_id[each]) for each in part.options]
    match own:
        case Choose(areas=areas) | ChooseSeveral(areas=areas):
            if isinstance(own, ChooseSeveral):
                fields |= {"least": own.least, "most": own.most}
            fields["options"] = options
            if areas:
                fields["areas"] = [
                    {"option": each.option, "shape": each.shape, "at": list(each.at)} for each in areas
                ]
        case Pair():
            targets = set(own.targets)
            fields |= {
                "uses": own.uses,
                "most_targets": own.most_targets,
                "options": [each for each in options if each["id"] not in targets],
                "targets": [each for each in options if each["id"] in targets],
            }
        case FillGaps():
            fields |= {"uses": own.uses, "pool": own.has_pool, "options": options}
            fields["gaps"] = [{"id": gap.id, "options": list(gap.options)} for gap in own.gaps]
        case Write():
            unit = {} if own.unit is None else {"unit": own.unit}
            fields |= {"answer": own.answer, **unit, "width": own.width, "longest": own.longest}
        case _:
            fields["options"] = options
    return fields
