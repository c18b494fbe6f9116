"""A file of responses as rows of texts, long or wide, becomes a table or the list of what must be mended.

Long: one row for each response (person, item, category or response, and what else is known). Wide: one row
for each person, one column for each item. Both kinds of files, csv and parquet, end here. Where rows of a key
come first, options are marked by it.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence

from cat_server.responses.answer_key import AnswerKey, is_key, option_of
from cat_server.responses.builder import Cells, PersonFacts, table_of
from cat_server.responses.columns import LONGEST_NAME, OF_PERSONS, Columns, Meaning, columns_of
from cat_server.responses.problems import Problems
from cat_server.responses.table import ResponseTable

MOST_CATEGORIES = 50
LONGEST_SECONDS = 100_000
LARGEST_PLACE = 10_000
MISSING = frozenset({"", "NA", "N/A", "na", "NaN", "nan", ".", "-", "-1"})
_YES = {"1": True, "true": True, "yes": True, "ya": True, "0": False, "false": False, "no": False}
_YES |= {"tidak": False, "": False}

Progress = Callable[[int], None]


def table_from_rows(
    header: Sequence[str],
    rows: Iterable[Sequence[str]],
    *,
    groups: Sequence[str] = (),
    progress: Progress | None = None,
) -> ResponseTable:
    """The table; `rows` follow the header, so the first of them is row 2 of the file.

    `groups` are columns that name groups, besides those that say so themselves.

    Raises:
        BadResponsesError: with every problem, each with its row and column.
    """
    problems = Problems()
    columns = columns_of(header, problems, groups)
    problems.raise_if_any()
    reading = _Long(columns, header, problems) if columns.is_long else _Wide(columns, header, problems)
    for number, row in enumerate(rows, start=2):
        if not any(value.strip() for value in row):
            continue
        if len(row) != len(header):
            problems.add("row-length", number, number=len(row), expected=len(header))
            continue
        reading.take(number, row)
        if progress is not None and number % 1000 == 0:
            progress(number)
    if not problems.n_problems and not reading.cells.persons:
        problems.add("no-responses")
    problems.raise_if_any()
    return table_of(list(reading.persons), list(reading.items), reading.facts, reading.cells)


class _Reading:
    """What both layouts share: persons with their facts, and values read with a note of what is wrong."""

    def __init__(self, columns: Columns, header: Sequence[str], problems: Problems) -> None:
        self.columns, self.problems = columns, problems
        self.persons: dict[str, int] = {}
        self.items: dict[str, int] = {}
        self.facts: list[PersonFacts] = []
        self.cells = Cells()
        self.key = AnswerKey()
        self._names = [name.strip() for name in header]
        self._category_of: dict[str, int] = {}

    def take(self, number: int, row: Sequence[str]) -> None:
        raise NotImplementedError

    def takes_key(self, number: int, person: str) -> bool:
        """Whether this row is of the key; one that comes after responses is refused."""
        if not is_key(person):
            return False
        if self.persons:
            self.problems.add("key-late", number, self.name("person"))
        return True

    def add_to_key(self, number: int, item: str, told: str) -> None:
        """The right option of an item; where none is told, the file holds marks of it."""
        if told.strip() not in MISSING and not self.key.add(item, told):
            self.problems.add("key-repeated", number, item=item)

    def marked(self, item: str, told: str) -> tuple[str, int]:
        """The option that was chosen of an item with a key, and its category; '' and -1 for a gap."""
        option = "" if told.strip() in MISSING else option_of(told)[:LONGEST_NAME]
        return option, self.key.mark(item, option) if option else -1

    def value(self, row: Sequence[str], meaning: Meaning) -> str:
        place = self.columns.known.get(meaning)
        return "" if place is None else row[place].strip()

    def name(self, meaning: Meaning) -> str:
        place = self.columns.known.get(meaning)
        return meaning if place is None else self._names[place]

    def identifier(self, number: int, row: Sequence[str], meaning: Meaning) -> str:
        """A person's or an item's id; '' with a problem where it cannot be one."""
        found = self.value(row, meaning)
        if not found:
            self.problems.add("id-missing", number, self.name(meaning))
        elif len(found) > LONGEST_NAME or not found.isprintable():
            self.problems.add("name-unusable", number, self.name(meaning), most=LONGEST_NAME)
            return ""
        return found

    def facts_of(self, number: int, row: Sequence[str]) -> PersonFacts:
        """Hall, seat, day, release and groups of the person in this row."""
        groups = tuple((name, row[place].strip()) for name, place in sorted(self.columns.groups.items()))
        if not groups and not any(meaning in self.columns.known for meaning in OF_PERSONS):
            return PersonFacts()
        return PersonFacts(
            hall=self.value(row, "hall"),
            day=self.value(row, "day"),
            seat=self.value(row, "seat"),
            seat_row=self.whole(number, row, "row", LARGEST_PLACE),
            seat_column=self.whole(number, row, "column", LARGEST_PLACE),
            release=self.value(row, "release"),
            groups=groups,
        )

    def category(self, number: int, column: str, told: str) -> int:
        """A category; -1 for a gap, and with a problem for what is none."""
        found = self._category_of.get(told)
        if found is not None:
            return found
        if told.strip() in MISSING:
            found = -1
        else:
            try:
                value = float(told)
                found = int(value) if value == int(value) else -2
            except (ValueError, OverflowError):
                found = -2
            if not 0 <= found < MOST_CATEGORIES:
                self.problems.add("category-unusable", number, column, value=told, most=MOST_CATEGORIES - 1)
                return -1
        self._category_of[told] = found
        return found

    def seconds(self, number: int, row: Sequence[str]) -> float:
        told = self.value(row, "seconds")
        if told in MISSING:
            return math.nan
        try:
            found = float(told.replace(",", "."))
        except ValueError:
            found = math.nan
        if not 0.0 < found <= LONGEST_SECONDS:
            if found == 0.0:
                return math.nan  # not measured
            self.problems.add(
                "seconds-unusable", number, self.name("seconds"), value=told, most=LONGEST_SECONDS
            )
            return math.nan
        return found

    def whole(self, number: int, row: Sequence[str], meaning: Meaning, most: int) -> int:
        told = self.value(row, meaning)
        if told in MISSING:
            return 0
        try:
            found = float(told)
            if found == int(found) and 0 <= found <= most:
                return int(found)
        except (ValueError, OverflowError):
            pass
        self.problems.add("number-unusable", number, self.name(meaning), value=told, most=most)
        return 0


class _Long(_Reading):
    """One response in each row."""

    def __init__(self, columns: Columns, header: Sequence[str], problems: Problems) -> None:
        super().__init__(columns, header, problems)
        self._row_of: dict[tuple[int, int], int] = {}
        self._marked: Meaning = "category" if "category" in columns.known else "response"
        self._chosen: Meaning = "option"
        if self._marked == "category" and "option" not in columns.known:
            self._chosen = "response"

    def take(self, number: int, row: Sequence[str]) -> None:
        person, item = self.identifier(number, row, "person"), self.identifier(number, row, "item")
        if not person or not item:
            return
        if self.takes_key(number, person):
            self.add_to_key(number, item, self._told_option(row))
            return
        place, column = self._person(number, row, person), self.items.setdefault(item, len(self.items))
        first = self._row_of.setdefault((place, column), number)
        if first != number:
            self.problems.add("response-repeated", number, self.name("item"), item=item, first=first)
            return
        option = self._option(row)
        if item in self.key:
            option, category = self.marked(item, self._told_option(row))
        else:
            category = self.category(number, self.name(self._marked), self.value(row, self._marked))
        if category < 0:
            return
        cells = self.cells
        cells.persons.append(place)
        cells.items.append(column)
        cells.categories.append(category)
        cells.options.append(option)
        cells.seconds.append(self.seconds(number, row))
        cells.positions.append(self.whole(number, row, "position", LARGEST_PLACE))
        pretest = _YES.get(self.value(row, "pretest").casefold())
        if pretest is None:
            self.problems.add(
                "pretest-unusable", number, self.name("pretest"), value=self.value(row, "pretest")
            )
        cells.is_pretest.append(bool(pretest))

    def _told_option(self, row: Sequence[str]) -> str:
        """The option that was chosen, or is right: in the column of options or responses, or the only one."""
        return self.value(row, self._chosen) or self.value(row, self._marked)

    def _option(self, row: Sequence[str]) -> str:
        told = self.value(row, self._chosen)
        return "" if told in MISSING else told[:LONGEST_NAME]

    def _person(self, number: int, row: Sequence[str], person: str) -> int:
        facts = self.facts_of(number, row)
        place = self.persons.setdefault(person, len(self.persons))
        if place == len(self.facts):
            self.facts.append(facts)
        elif self.facts[place] != facts:
            self.problems.add("person-differs", number, self.name("person"), person=person)
        return place


class _Wide(_Reading):
    """One person in each row."""

    def __init__(self, columns: Columns, header: Sequence[str], problems: Problems) -> None:
        super().__init__(columns, header, problems)
        self.items = {item: place for place, item in enumerate(columns.items)}
        self._row_of: dict[str, int] = {}

    def take(self, number: int, row: Sequence[str]) -> None:
        person = self.identifier(number, row, "person")
        if not person:
            return
        if self.takes_key(number, person):
            for item, at in self.columns.items.items():
                self.add_to_key(number, item, row[at])
            return
        first = self._row_of.setdefault(person, number)
        if first != number:
            self.problems.add("person-repeated", number, self.name("person"), person=person, first=first)
            return
        self.persons[person] = place = len(self.persons)
        self.facts.append(self.facts_of(number, row))
        cells, before = self.cells, len(self.cells.persons)
        for column, (item, at) in enumerate(self.columns.items.items()):
            option = ""
            if item in self.key:
                option, category = self.marked(item, row[at])
            else:
                category = self.category(number, item, row[at])
            if category >= 0:
                cells.items.append(column)
                cells.categories.append(category)
                cells.options.append(option)
        n_new = len(cells.items) - before
        cells.persons += [place] * n_new
        cells.seconds += [math.nan] * n_new
        cells.positions += [0] * n_new
        cells.is_pretest += [False] * n_new
