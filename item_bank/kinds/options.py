"""Options and figures, as several kinds read, write and choose them."""

from collections.abc import Mapping, Sequence
from typing import Any

from item_bank.items import Figure, Option
from item_bank.kinds.kind import Fields, Markable, Response
from item_bank.table_reader import Table

FEWEST_OPTIONS = 2
MOST_OPTIONS = 10


def read_figure(table: Table, alt_field: str) -> Figure | None:
    """The figure of an item or an option, with the words that stand for it."""
    table.ignore("figure", alt_field)
    if "figure" not in table:
        if alt_field in table:
            table.problem("alt-without-figure", alt_field, field=alt_field)
        return None
    media = table.string("figure")
    if alt_field not in table:
        table.problem("alt-missing", "figure", field=alt_field, media=media)
        return None
    return Figure(media, table.text(alt_field))


def figure_fields(figure: Figure | None, alt_field: str) -> Fields:
    """What `read_figure` reads."""
    return {} if figure is None else {"figure": figure.media, alt_field: figure.alt}


def read_options(table: Table) -> tuple[Option, ...]:
    """The options of an item, from its `options` tables."""
    inner = table.tables("options")
    if "options" in table and not FEWEST_OPTIONS <= len(inner) <= MOST_OPTIONS:
        table.problem("options-number", "options", number=len(inner), most=MOST_OPTIONS)
    options = tuple(_read_option(each) for each in inner)
    _report_repeats(table, options)
    return options


def option_fields(option: Option) -> Fields:
    """What `read_options` reads of one option."""
    text = {} if option.text is None else {"text": option.text}
    return {"id": option.id, **text, **figure_fields(option.figure, "alt")}


def chosen_option(item: Markable, raw: Mapping[str, Any], option_order: Sequence[str]) -> Response:
    """The option behind a displayed choice: `{"choice": 2}` is the third option on the screen.

    Raises:
        ValueError: there is no such option, or the order is not one of this item's options.
    """
    if sorted(option_order) != sorted(item.option_ids):
        raise ValueError(f"option_order must hold this item's options once each, got {list(option_order)!r}")
    choice = raw.get("choice")
    if set(raw) != {"choice"} or isinstance(choice, bool) or not isinstance(choice, int):
        raise ValueError("a response must be an object with one whole number named choice")
    if not 0 <= choice < len(option_order):
        raise ValueError(f"choice must lie between 0 and {len(option_order) - 1}, got {choice}")
    return {"option": option_order[choice]}


def place_of_option(item: Markable, response: Response) -> int:
    """The place of the chosen option in the author's order.

    Raises:
        ValueError: the response names no option of the item.
    """
    option = response.get("option")
    if set(response) != {"option"} or option not in item.option_ids:
        known = ", ".join(item.option_ids)
        raise ValueError(f"a response must name one of the options {known}, got {response!r}")
    return item.option_ids.index(option)


def _read_option(table: Table) -> Option:
    option_id = table.identifier("id")
    text = table.text("text") if "text" in table else None
    figure = read_figure(table, "alt")
    table.ignore("text")
    if text is None and "figure" not in table:
        table.problem("option-empty", option=option_id)
    return Option(option_id, text, figure)


def _report_repeats(table: Table, options: tuple[Option, ...]) -> None:
    ids: dict[str, int] = {}
    shown: dict[tuple[str, str, str], int] = {}
    for index, option in enumerate(options):
        if option.id and ids.setdefault(option.id, index) != index:
            table.problem("option-id-repeated", "options", index, "id", option=option.id)
        media = option.figure.media if option.figure else ""
        texts = {language: " ".join(text.split()) for language, text in (option.text or {"": ""}).items()}
        firsts = {shown.setdefault((language, text, media), index) for language, text in texts.items()}
        repeated = min(firsts, default=index)
        if repeated != index and (media or any(texts.values())):
            first = options[repeated].id
            table.problem("options-not-distinct", "options", index, first=first, second=option.id)
