"""What kinds of items make of the cells of a row, and the cells that they make of an item.

Kinds whose options have a place on the other side, in a text or on a figure, are in `placed_rows`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from item_bank.formats.spreadsheet import notations
from item_bank.formats.spreadsheet.answer_columns import KEYED_WORDS, STATEMENT_VALUES
from item_bank.formats.spreadsheet.cells import MOST_EXACT, number_of
from item_bank.formats.spreadsheet.row import Row, lettered
from item_bank.kinds.kind import Fields

NOTHING: Final = "-"
"""Stands for an empty list, because an empty cell means the usual one."""

_TOLERANCE = re.compile(r"\s*(?:\u00b1|\+/-|\+-)\s*")


@dataclass(frozen=True, slots=True)
class KindRow:
    """The rows of a kind that has nothing of its own; `usual` are fields that reading adds by itself.

    `names` are other words for the kind, the first of them Indonesian; `columns` the headers of its own
    columns; the helps say in a sentence what to fill in.
    """

    kind: str
    names: tuple[str, ...]
    columns: tuple[str, ...]
    help_id: str
    help_en: str
    usual: tuple[tuple[tuple[str, ...], Any], ...] = ()

    def finish(self, row: Row) -> None:
        """Turn the values of the columns into the fields of an item."""

    def begin(self, fields: Fields) -> None:
        """Turn the fields of an item into the values of the columns."""

    def spare(self, fields: Fields) -> None:
        """Take fields away that reading adds by itself."""
        for path, value in self.usual:
            inner: Any = fields
            for name in path[:-1]:
                inner = inner.get(name) if isinstance(inner, Mapping) else None
            if isinstance(inner, dict) and inner.get(path[-1]) == value:
                del inner[path[-1]]


class OptionsRow(KindRow):
    """Options in lettered columns and one right one."""

    __slots__ = ()

    def finish(self, row: Row) -> None:
        ids = [each["id"] for each in row.options()]
        text = row.text("key")
        if text:
            row.key(correct=notations.read_id(text, ids))

    def begin(self, fields: Fields) -> None:
        lettered(fields)
        fields["key"] = fields.pop("key", {}).get("correct", "")


class SeveralRow(KindRow):
    """Options of which several are right."""

    __slots__ = ()

    def finish(self, row: Row) -> None:
        ids = [each["id"] for each in row.options()]
        text = row.text("key")
        row.key(correct=notations.read_ids(text, ids) if text else None, scoring=row.take("scoring"))

    def begin(self, fields: Fields) -> None:
        lettered(fields)
        key = fields.pop("key", {})
        fields |= {"key": ", ".join(key.get("correct", [])), "scoring": key.get("scoring")}


class OrderRow(KindRow):
    """Options that are put in order."""

    __slots__ = ()

    def finish(self, row: Row) -> None:
        ids = [each["id"] for each in row.options()]
        text = row.text("key")
        row.key(order=notations.read_ids(text, ids) if text else None, scoring=row.take("scoring"))

    def begin(self, fields: Fields) -> None:
        lettered(fields)
        key = fields.pop("key", {})
        fields |= {"key": " > ".join(key.get("order", [])), "scoring": key.get("scoring")}


class LikertRow(KindRow):
    """A statement with a scale and a direction."""

    __slots__ = ()

    def finish(self, row: Row) -> None:
        text = row.text("key")  # where some write the direction
        row.key(keyed=row.take("keyed") or KEYED_WORDS.get(text.casefold(), text) or None)

    def begin(self, fields: Fields) -> None:
        fields["keyed"] = fields.pop("key", {}).get("keyed", "")


class JudgementRow(KindRow):
    """Ways to act, of which best and worst are named, or which are rated or ranked."""

    __slots__ = ()

    def finish(self, row: Row) -> None:
        ids = [each["id"] for each in row.options()]
        best, worst, text = row.text("best"), row.text("worst"), row.text("key")
        ratings = notations.read_values(text, ids) if text else None
        is_rated = "response_scale" in row.fields or bool(notations.read_pairs(text))
        guessed = "best_worst" if best or worst else "rating" if is_rated else "ranking"
        respond = row.fields.setdefault("respond", guessed if best or worst or text else "best_worst")
        if best or worst:
            row.key(
                best=notations.read_id(best, ids) if best else None,
                worst=notations.read_id(worst, ids) if worst else None,
            )
        if not text:
            return
        if respond == "rating" and ratings is None:
            row.misread("key", "ratings")
        elif respond == "rating":
            row.key(ratings={name: typed_number(value) for name, value in ratings or ()})
        elif respond == "ranking":
            row.key(order=notations.read_ids(text, ids))
        else:
            row.misread("key", "best-worst")

    def begin(self, fields: Fields) -> None:
        lettered(fields)
        key = fields.pop("key", {})
        ratings = [(name, str(value)) for name, value in key.get("ratings", {}).items()]
        text = notations.cell_of_pairs(ratings) if ratings else " > ".join(key.get("order", []))
        fields |= {"best": key.get("best"), "worst": key.get("worst"), "key": text}


class ForcedChoiceRow(KindRow):
    """A block of statements, each with what is secret of it."""

    __slots__ = ()

    def finish(self, row: Row) -> None:
        ids = [each["id"] for each in row.options()]
        statements: dict[str, Fields] = {}
        for name in STATEMENT_VALUES:
            text = row.text(name)
            values = notations.read_values(text, ids) if text else []
            if values is None:
                row.misread(name, "statements")
            for option, value in values or ():
                statements.setdefault(option, {})[name] = _of_statement(name, value)
        for each in statements.values():
            loading = each.get("loading")
            if "keyed" not in each and isinstance(loading, int | float):
                each["keyed"] = "negative" if loading < 0 else "positive"
        row.fields.setdefault("respond", "most" if len(ids) == 2 else "most_least")  # noqa: PLR2004 - a pair
        row.key(statements=statements or None)

    def begin(self, fields: Fields) -> None:
        lettered(fields)
        statements: Mapping[str, Fields] = fields.pop("key", {}).get("statements", {})
        for name in STATEMENT_VALUES:
            values = [
                (option, shown_number(each[name])) for option, each in statements.items() if name in each
            ]
            fields[name] = notations.cell_of_pairs(values)


class ShortAnswerRow(KindRow):
    """A number with its tolerance, or accepted texts."""

    __slots__ = ()

    def finish(self, row: Row) -> None:
        text, tolerance = row.text("key"), row.take("tolerance")
        number, *within = _TOLERANCE.split(text, maxsplit=1)
        is_number = number_of(number) is not None and not text.startswith("0" * 2)
        answer = row.fields.setdefault("answer", "number" if is_number or tolerance is not None else "text")
        ignores = (
            [each for each in row.take("ignores") or () if each != NOTHING]
            if "ignores" in row.fields
            else None
        )
        if answer == "number":
            row.key(
                value=typed_number(number) if number else None,
                tolerance=typed_number(within[0]) if within and tolerance is None else tolerance,
                ignores=ignores,
            )
        else:
            accepted = notations.read_accepted(text) if text else None
            row.key(accepted=accepted, ignores=ignores, tolerance=tolerance)

    def begin(self, fields: Fields) -> None:
        key = fields.pop("key", {})
        value = key.get("value")
        fields["key"] = (
            notations.cell_of_accepted(key.get("accepted", [])) if value is None else shown_number(value)
        )
        ignores = key.get("ignores")
        fields |= {"tolerance": key.get("tolerance"), "ignores": [NOTHING] if ignores == [] else ignores}

    def spare(self, fields: Fields) -> None:
        is_number = fields.get("answer") == "number"
        usual = {"width": 12 if is_number else 30, "longest": 40 if is_number else 200}
        for name, value in usual.items():
            if fields.get(name) == value:
                del fields[name]
        super().spare(fields)


def _of_statement(name: str, value: str) -> Any:
    match name:
        case "trait":
            return value
        case "keyed":
            return KEYED_WORDS.get(value.casefold(), value)
    return typed_number(value)


def typed_number(value: str) -> Any:
    """A number, whole where it is; a text that is none stays one, for its finding."""
    number = number_of(value)
    return value if number is None else number


def shown_number(value: Any) -> str:
    """What `typed_number` reads; a word as it is."""
    if not isinstance(value, int | float):
        return str(value)
    is_whole = float(value).is_integer() and abs(value) < MOST_EXACT
    return repr(int(value) if is_whole else float(value))
