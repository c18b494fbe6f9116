"""Options and figures, as several kinds read, write and choose them."""

from typing import Literal, cast

from item_bank.content import MARK as MARK  # noqa: PLC0414 - kinds and formats look for it here
from item_bank.content import marks_in
from item_bank.items import Figure, Option, Text
from item_bank.kinds.kind import Fields, Markable
from item_bank.responses import Response
from item_bank.table_reader import Table

FEWEST_OPTIONS = 2
MOST_OPTIONS = 20

Scoring = Literal["all", "each"]


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


def read_options(table: Table, field: str = "options", *, fewest: int = FEWEST_OPTIONS) -> tuple[Option, ...]:
    """The options of an item, from its tables `options` or of another name."""
    inner = table.tables(field)
    if field in table and not fewest <= len(inner) <= MOST_OPTIONS:
        table.problem(
            "options-number", field, field=field, number=len(inner), fewest=fewest, most=MOST_OPTIONS
        )
    options = tuple(read_option(each) for each in inner)
    _report_repeats(table, options, field)
    return options


def read_scoring(key_table: Table | None) -> Scoring:
    """Whether only a wholly right answer counts, or each right part of it."""
    found = key_table.one_of("scoring", ("all", "each"), "all") if key_table else "all"
    return cast("Scoring", found or "all")


def read_chosen(key_table: Table | None, field: str, ids: tuple[str, ...]) -> tuple[str, ...]:
    """Option ids that a key names; those that are no options are reported."""
    if key_table is None:
        return ()
    named = key_table.strings(field)
    if field in key_table and not named and key_table.is_sound:
        key_table.problem("list-empty", field, field=field)
    report_unknown(key_table, field, named, ids)
    return named


def report_unknown(key_table: Table, field: str, named: tuple[str, ...], ids: tuple[str, ...]) -> None:
    """Report the names of a key that are not among the ids."""
    for each in named:
        if ids and each not in ids:
            key_table.problem("key-not-an-option", field, key=each[:80], options=", ".join(ids))


def report_marks(table: Table, stem: Text, ids: tuple[str, ...]) -> None:
    """Report a gap that the text of a language does not mark exactly once, and a mark without a gap."""
    for language, text in stem.items():
        marked = marks_in(text)
        for each in ids:
            if marked.count(each) != 1:
                table.problem(
                    "gap-not-marked", "stem", language, gap=each, language=language, number=marked.count(each)
                )
        for each in sorted(set(marked) - set(ids)):
            table.problem("mark-without-gap", "stem", language, gap=each, language=language)


def points(n_right: int, n_wrong: int, n_keyed: int, scoring: Scoring) -> int:
    """The category of an answer with several parts.

    "all": 1 if every keyed part is right and none is wrong. "each": right minus wrong parts, never below 0.
    """
    if scoring == "all":
        return int(n_right == n_keyed and n_wrong == 0)
    return max(0, n_right - n_wrong)


def n_points(n_keyed: int, scoring: Scoring) -> int:
    """How many categories `points` can give."""
    return 2 if scoring == "all" else n_keyed + 1


def option_fields(option: Option) -> Fields:
    """What `read_options` reads of one option."""
    text = {} if option.text is None else {"text": option.text}
    return {"id": option.id, **text, **figure_fields(option.figure, "alt")}


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


def read_option(table: Table) -> Option:
    """One option: a text, a figure, or both."""
    option_id = table.identifier("id")
    text = table.text("text") if "text" in table else None
    figure = read_figure(table, "alt")
    table.ignore("text")
    if text is None and "figure" not in table:
        table.problem("option-empty", option=option_id)
    return Option(option_id, text, figure)


def report_shared_ids(table: Table, *groups: tuple[str, tuple[Option, ...]]) -> None:
    """Report an option of one field that has the id of an option of an earlier one."""
    known: set[str] = set()
    for field, options in groups:
        for index, option in enumerate(options):
            if option.id in known:
                table.problem("option-id-repeated", field, index, "id", option=option.id)
        known |= {option.id for option in options}


def _report_repeats(table: Table, options: tuple[Option, ...], field: str) -> None:
    ids: dict[str, int] = {}
    shown: dict[tuple[str, str, str], int] = {}
    for index, option in enumerate(options):
        if option.id and ids.setdefault(option.id, index) != index:
            table.problem("option-id-repeated", field, index, "id", option=option.id)
        media = option.figure.media if option.figure else ""
        texts = {language: " ".join(text.split()) for language, text in (option.text or {"": ""}).items()}
        firsts = {shown.setdefault((language, text, media), index) for language, text in texts.items()}
        repeated = min(firsts, default=index)
        if repeated != index and (media or any(texts.values())):
            first = options[repeated].id
            table.problem("options-not-distinct", field, index, first=first, second=option.id)
