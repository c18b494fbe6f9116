"""Responses out of this installation's journal: the finished sittings of chosen releases, one section.

Event bodies are read for the few fields that are needed, without the codec of whole events: a hundred
thousand responses take about a second. The last answer to an item counts; its time is how long the item
was in view in all. An item of a fixed form that was not answered is a gap, or wrong, as the result of the
section was told to count it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from cat_server.responses.builder import Cells, PersonFacts, table_of
from cat_server.responses.problems import BadResponsesError, Problem
from cat_server.responses.table import ResponseTable
from cat_server.storage import people, response_rows
from cat_server.storage.database import Database
from cat_server.storage.response_rows import SittingRow
from item_bank.release import Release

_TYPES = (
    "SittingOpened",
    "SittingStarted",
    "LanguageChosen",
    "SeatChanged",
    "SectionStarted",
    "ResponseRecorded",
    "ResponseChanged",
    "ResponseTakenBack",
    "SectionFinished",
    "SittingFinished",
)
NOT_ADMINISTERED = "not_administered"
"""The policy by which an item without an answer is as if it had not been given."""


@dataclass(frozen=True, slots=True)
class JournalSource:
    """Which sittings: those of these releases, of one programme or of all; the section by its id."""

    releases: tuple[str, ...]
    section: str
    programme: str | None = None


def read_journal(
    database: Database,
    source: JournalSource,
    release_of: Callable[[str], Release],
    zone: ZoneInfo,
    *,
    progress: Callable[[int, int], None] | None = None,
) -> ResponseTable:
    """The responses of every finished sitting; `progress` hears how many sittings of how many were read.

    Raises:
        BadResponsesError: a release lacks the section, it is of forced choice, or nobody has finished it.
    """
    releases = {digest: release_of(digest) for digest in source.releases}
    indexes = {digest: index_of(release, source.section) for digest, release in releases.items()}
    if any(releases[digest].section(index).forced_choice for digest, index in indexes.items()):
        raise BadResponsesError([Problem("rankings-only", arguments=(("section", source.section),))])
    trials = {
        digest: frozenset(releases[digest].section(index).trials.by_id) for digest, index in indexes.items()
    }
    with database.read() as connection:
        rows = response_rows.sittings(connection, source.releases, source.programme)
        seats = {hall.id: {seat.label: seat for seat in hall.seats} for hall in people.halls(connection)}
        reading = _Reading({row.sitting_id: row for row in rows}, seats, indexes, trials, zone)
        seen = 0
        last = ""
        for sitting_id, kind, body in response_rows.events(
            connection, source.releases, _TYPES, source.programme
        ):
            if sitting_id != last:
                reading.close(last)
                last, seen = sitting_id, seen + 1
                if progress is not None:
                    progress(seen, len(rows))
            reading.take(kind, body)
        reading.close(last)
    if not reading.persons:
        raise BadResponsesError([Problem("nobody-finished")])
    return reading.table()


class _Body(msgspec.Struct):
    """What is read of an event; everything else in it is passed over."""

    section: int = -1
    position: int = 0
    item: str = ""
    response: dict[str, Any] = {}
    category: int | None = -1
    items: tuple[str, ...] = ()
    pages: tuple[int, ...] = ()
    unanswered: str = ""
    shown_ms: int = 0
    seat: str = ""
    language: str = ""
    at: str = ""


_DECODE = msgspec.json.Decoder(_Body).decode


class _Reading:
    """The sittings so far; a sitting's responses count once its end has been read."""

    def __init__(
        self,
        rows: Mapping[str, SittingRow],
        seats: Mapping[str, Mapping[str, people.Seat]],
        indexes: Mapping[str, int],
        trials: Mapping[str, frozenset[str]],
        zone: ZoneInfo,
    ) -> None:
        self._rows, self._seats, self._indexes, self._zone = rows, seats, indexes, zone
        self._trials = trials
        self._cells = Cells()
        self._items: dict[str, int] = {}
        self._facts: list[PersonFacts] = []
        self.persons: list[SittingRow] = []
        self._clear()

    def _clear(self) -> None:
        self._responses: dict[int, _Body] = {}
        self._forms: dict[int, dict[int, str]] = {}
        self._policies: dict[int, str] = {}
        self._seat = self._day = self._language = ""
        self._is_finished = False

    def take(self, kind: str, body: str) -> None:
        """One event of the sitting that is being read."""
        event = _DECODE(body)
        if kind in ("ResponseRecorded", "ResponseChanged"):
            self._responses[event.section * 100_000 + event.position] = event
            return
        if kind == "ResponseTakenBack":
            self._responses.pop(event.section * 100_000 + event.position, None)
            return
        if kind == "SectionStarted":
            shown = enumerate(event.items, start=1)
            self._forms[event.section] = {place: item for place, item in shown if place not in event.pages}
            return
        if kind == "SectionFinished":
            self._policies[event.section] = event.unanswered
            return
        self._seat = event.seat or self._seat
        self._language = event.language or self._language
        if kind == "SittingStarted":
            self._day = datetime.fromisoformat(event.at).astimezone(self._zone).date().isoformat()
        self._is_finished |= kind == "SittingFinished"

    def close(self, sitting_id: str) -> None:
        """The sitting's end: keep its responses to the section, if it was finished and has any."""
        row = self._rows.get(sitting_id)
        if row is not None and self._is_finished:
            index = self._indexes[row.release_digest]
            own = [event for event in self._responses.values() if event.section == index]
            if own:
                self._keep(row, own)
                self._keep_omitted(index, {event.position for event in own})
        self._clear()

    def _keep(self, row: SittingRow, own: Sequence[_Body]) -> None:
        place, cells = len(self.persons), self._cells
        self.persons.append(row)
        seat = self._seats.get(row.hall_id, {}).get(self._seat)
        self._facts.append(
            PersonFacts(
                hall=row.hall,
                day=self._day,
                seat=self._seat,
                seat_row=seat.row if seat else 0,
                seat_column=seat.column if seat else 0,
                release=row.release_digest,
                groups=(("language", self._language),),
            )
        )
        for event in own:
            cells.persons.append(place)
            cells.items.append(self._items.setdefault(event.item, len(self._items)))
            cells.categories.append(-1 if event.category is None else event.category)
            cells.options.append(_chosen(event.response))
            cells.seconds.append(event.shown_ms / 1000 if event.shown_ms > 0 else float("nan"))
            cells.positions.append(event.position)
            cells.is_pretest.append(event.item in self._trials[row.release_digest])

    def _keep_omitted(self, index: int, answered: Container[int]) -> None:
        """Items of a fixed form without an answer, where the section's result counts them as wrong."""
        if self._policies.get(index, NOT_ADMINISTERED) == NOT_ADMINISTERED:
            return
        place, cells = len(self.persons) - 1, self._cells
        for position, item in self._forms.get(index, {}).items():
            if position not in answered:
                cells.omitted.append(len(cells.persons))
                cells.persons.append(place)
                cells.items.append(self._items.setdefault(item, len(self._items)))
                cells.categories.append(0)
                cells.options.append("")
                cells.seconds.append(float("nan"))
                cells.positions.append(position)
                cells.is_pretest.append(False)

    def table(self) -> ResponseTable:
        """Everything that was kept; participants are named by their number, two of one number apart."""
        n_of_number = Counter(row.number for row in self.persons)
        names = [
            row.number if n_of_number[row.number] == 1 else f"{row.number}@{row.sitting_id[:8]}"
            for row in self.persons
        ]
        return table_of(names, list(self._items), self._facts, self._cells)


def _chosen(response: Mapping[str, Any]) -> str:
    """What was chosen, as one text: an option, several of them, or their order; '' for other answers."""
    option, options, order = (response.get(name) for name in ("option", "options", "order"))
    if isinstance(option, str):
        return option
    if isinstance(options, list):
        return "+".join(map(str, options))
    return ">".join(map(str, order)) if isinstance(order, list) else ""


def index_of(release: Release, section: str) -> int:
    ids = [content.plan.id for content in release.sections]
    if section not in ids:
        arguments = (("release", release.digest[:12]), ("section", section), ("sections", ", ".join(ids)))
        raise BadResponsesError([Problem("no-such-section", arguments=arguments)])
    return ids.index(section)
