"""Rankings out of the journal: the blocks of a section of forced choice as people ranked them.

Only finished sittings count, and of every block the last answer. What a ranking means is the item's to say
(`item_bank.kinds.forced_choice.ranking`); unfinished ones are left out.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from cat_server.responses.journal_source import JournalSource, index_of
from cat_server.responses.problems import BadResponsesError, Problem
from cat_server.storage import response_rows
from cat_server.storage.database import Database
from item_bank.kinds.forced_choice import ranking
from item_bank.release import Release, ReleasedItem

_TYPES = ("ResponseRecorded", "ResponseChanged", "ResponseTakenBack", "SittingFinished")
_DIGEST_NAME = "cat-server rankings 1"


@dataclass(frozen=True)
class RankingTable:
    """Who ranked which block how, in the order of the participants' numbers.

    `ranks` holds, for each person, the ranks of the options of each ranked block in the author's order, 1 the
    most like oneself, equal where nobody asked.
    """

    persons: tuple[str, ...]
    ranks: tuple[Mapping[str, tuple[int, ...]], ...]

    @property
    def n_answers(self) -> int:
        """Number of ranked blocks of all people together."""
        return sum(map(len, self.ranks))

    @property
    def digest(self) -> str:
        """SHA-256 over everything in it."""
        plain = [[person, sorted(own.items())] for person, own in zip(self.persons, self.ranks, strict=True)]
        told = json.dumps([_DIGEST_NAME, plain], ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(told.encode()).hexdigest()


class _Body(msgspec.Struct):
    section: int = -1
    position: int = 0
    item: str = ""
    response: dict[str, Any] = {}


_DECODE = msgspec.json.Decoder(_Body).decode


def read_rankings(database: Database, source: JournalSource, release: Release) -> RankingTable:
    """The rankings of every finished sitting of one release.

    Raises:
        BadResponsesError: the release lacks the section, or nobody has finished it with an answer.
    """
    index = index_of(release, source.section)
    items = {item.id: item for item in release.section(index).items}
    answers: dict[str, dict[int, _Body]] = {}
    finished: set[str] = set()
    with database.read() as connection:
        rows = response_rows.sittings(connection, source.releases, source.programme)
        found = response_rows.events(connection, source.releases, _TYPES, source.programme)
        for sitting, kind, body in found:
            event = _DECODE(body)
            if kind == "SittingFinished":
                finished.add(sitting)
            elif event.section == index and kind == "ResponseTakenBack":
                answers.get(sitting, {}).pop(event.position, None)
            elif event.section == index:
                answers.setdefault(sitting, {})[event.position] = event
    ranked = {
        (row.number, row.sitting_id): own
        for row in rows
        if row.sitting_id in finished and (own := _ranks(answers.get(row.sitting_id, {}).values(), items))
    }
    if not ranked:
        raise BadResponsesError([Problem("nobody-finished")])
    order = sorted(ranked)
    return RankingTable(tuple(number for number, _ in order), tuple(ranked[each] for each in order))


def _ranks(events: Iterable[_Body], items: Mapping[str, ReleasedItem]) -> dict[str, tuple[int, ...]]:
    found = {event.item: ranking(items[event.item], event.response) for event in events}
    return {item: ranks for item, ranks in found.items() if ranks is not None}
