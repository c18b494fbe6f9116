"""Reading the banks of a database: lists, the newest of a bank, old versions, what is known of items' use."""

from __future__ import annotations

import threading
import time
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from cat_server.banks.evidence import Evidence, ItemEvidence
from cat_server.banks.stored import StoredBank, StoredItem
from cat_server.storage import banks
from cat_server.storage.banks import HeadRow, PlanRow, StateRow, VersionRow
from cat_server.storage.banks_codec import (
    SharedContent,
    bank_of,
    item_content,
    media_of,
    read_shared,
    read_stored_item,
    read_uses,
    stimulus_media,
)
from cat_server.storage.database import Database
from cat_server.storage.releases import ReleaseStore
from item_bank.bank import Bank
from item_bank.exam_plan import ExamPlan, read_plan_text
from item_bank.findings import Finding
from item_bank.item_difference import FieldChange, fields_difference, item_difference
from item_bank.items import Item, Text
from item_bank.review import FIRST

ITEMS_BETWEEN_PAUSES = 100


class UnknownBankError(LookupError):
    """There is no bank, item, version or plan of this name."""


@dataclass(frozen=True, slots=True)
class BankLine:
    """One bank as a list shows it; `counts` are its items by state, `version` counts its heads."""

    id: str
    title: Text
    notice: Text
    languages: tuple[str, ...]
    counts: Mapping[str, int]
    version: int
    made_at: str
    made_by: str

    @property
    def n_items(self) -> int:
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class ItemHistory:
    """Every version and every state of an item, the newest first."""

    versions: tuple[VersionRow, ...]
    states: tuple[StateRow, ...]


class BankReader:
    """Everything that can be asked of the banks of one database."""

    def __init__(self, database: Database, releases: ReleaseStore) -> None:
        self._database = database
        self._evidence = Evidence(releases)
        self._remembered: dict[str, StoredBank] = {}
        self._lock = threading.Lock()

    def all(self) -> tuple[BankLine, ...]:
        """Every bank, by id."""
        with self._database.read() as connection:
            heads, counts = banks.heads(connection), banks.state_counts(connection)
        return tuple(_line(head, counts.get(head.id, {})) for head in heads)

    def stored(self, bank_id: str) -> StoredBank:
        """The newest of everything in a bank, without the bytes of its media; `UnknownBankError`."""
        found = self._stored_or_none(bank_id)
        if found is None:
            raise UnknownBankError(bank_id)
        return found

    def bank(self, bank_id: str) -> Bank:
        """A bank with all items in their present states, to check, publish or export; `UnknownBankError`."""
        stored = self.stored(bank_id)
        items = [each.item for each in stored.items.values()]
        return bank_of(stored.shared, items, self._media(stored.media))

    def part(self, bank_id: str, item_ids: Collection[str]) -> Bank:
        """A bank of some items with only the media that they and their stimuli show; `UnknownBankError`."""
        stored = self.stored(bank_id)
        wanted = [_item(stored, item_id) for item_id in item_ids]
        sets = {each.item.item_set for each in wanted}
        shared = _with_stimuli(stored.whole, sets)
        media = {name: digest for each in wanted for name, digest in _media_names(each.uses).items()}
        return bank_of(shared, (each.item for each in wanted), self._media(_shown_media(shared) | media))

    def bank_around(
        self, bank_id: str, item: Item, media: Mapping[str, str | bytes] = MappingProxyType({})
    ) -> Bank:
        """A bank of one item, stored or not, with what it and its stimulus show; `UnknownBankError`.

        `media` are files that the item would bring.
        """
        stored = self.stored(bank_id)
        shared = _with_stimuli(stored.whole, {item.item_set})
        named = item_content(item, stored.digests).media
        return bank_of(shared, [item], {**self._media(_shown_media(shared) | dict(named)), **media})

    def history(self, bank_id: str, item_id: str) -> ItemHistory:
        """Every version and state of an item; `UnknownBankError`."""
        with self._database.read() as connection:
            versions = banks.versions_of(connection, bank_id, item_id)
            states = banks.states_of(connection, bank_id, item_id)
        if not versions:
            raise UnknownBankError(item_id)
        return ItemHistory(versions, states)

    def head_history(self, bank_id: str) -> tuple[HeadRow, ...]:
        """Every version of what the items of a bank share, the newest first."""
        with self._database.read() as connection:
            return banks.head_history(connection, bank_id)

    def version(self, bank_id: str, item_id: str, version: int) -> Bank:
        """An old version of an item with the drawings and texts it was shown with; `UnknownBankError`.

        The bank holds this item only, as a draft.
        """
        row = self._version(bank_id, item_id, version)
        shared = self._head(bank_id, row.head_version)
        item = read_stored_item(row.body, FIRST, shared.head.response_scales)
        media = _media_names(read_uses(row.uses))
        shared = _with_stimuli(shared, {item.item_set})
        return bank_of(shared, [item], self._media(_shown_media(shared) | media))

    def difference(self, bank_id: str, item_id: str, old: int, new: int) -> tuple[FieldChange, ...]:
        """What differs between two versions of an item, other drawings and shared texts (`uses`) included.

        Version 0 is nothing.
        """
        sides = [
            self._version_and_uses(bank_id, item_id, version) if version else (None, {})
            for version in (old, new)
        ]
        (before, uses_before), (after, uses_after) = sides
        uses = fields_difference({"uses": uses_before}, {"uses": uses_after}) if old else ()
        return (*item_difference(before, after), *uses)

    def evidence(self, bank_id: str) -> dict[str, ItemEvidence]:
        """How often items were given, in which releases, and their last calibration; by id, where any is."""
        with self._database.read() as connection:
            return self._evidence.of(connection, bank_id)

    # --- exam plans ----------------------------------------------------------------------------------------

    def plans(self, bank_id: str) -> tuple[PlanRow, ...]:
        """The newest version of every exam plan of a bank."""
        with self._database.read() as connection:
            return banks.plans(connection, bank_id)

    def plan_history(self, bank_id: str, plan_id: str) -> tuple[PlanRow, ...]:
        """Every version of an exam plan, the newest first; none where there is no such plan."""
        with self._database.read() as connection:
            return banks.plan_history(connection, bank_id, plan_id)

    def plan(self, bank_id: str, plan_id: str, version: int | None = None) -> PlanRow:
        """A version of an exam plan, the newest where none is named; `UnknownBankError`."""
        rows = self.plan_history(bank_id, plan_id)
        found = [row for row in rows if version is None or row.version == version]
        if not found:
            raise UnknownBankError(plan_id)
        return found[0]

    def read_plan(self, bank: Bank | None, text: str, name: str) -> tuple[ExamPlan | None, list[Finding]]:
        """A plan's text read and held against a bank; `name` stands before the lines of findings."""
        return read_plan_text(text, bank, shown_as=f"plans/{name}.toml")

    # --- how it is read ------------------------------------------------------------------------------------

    def _stored_or_none(self, bank_id: str) -> StoredBank | None:
        with self._lock:
            known = self._remembered.get(bank_id)
            with self._database.read() as connection:
                stamp = banks.stamp(connection, bank_id)
                if not stamp.head_version:
                    return None
                if known is not None and known.stamp == stamp:
                    return known
                head = banks.head(connection, bank_id, stamp.head_version)
                lines = banks.current_versions(connection, bank_id)
                states = {row.item_id: row for row in banks.current_states(connection, bank_id)}
                read = {} if known is None else {each.digest: each.item for each in known.items.values()}
                missing = [line.item_id for line in lines if line.digest not in read]
                bodies = banks.bodies(connection, bank_id, missing)
            if head is None:
                return None
            shared = read_shared(head.body)
            items: dict[str, StoredItem] = {}
            for place, line in enumerate(lines):
                if place % ITEMS_BETWEEN_PAUSES == 0:
                    time.sleep(0)  # thousands of items take a second, and the halls' answers come first
                state = states[line.item_id]
                item = read.get(line.digest) or read_stored_item(
                    bodies[line.item_id, line.version], state.state, shared.head.response_scales
                )
                items[line.item_id] = StoredItem(
                    item if item.state == state.state else replace(item, state=state.state),
                    line.version, line.digest, read_uses(line.uses), line.made_at, line.made_by, line.note,
                    state.step, state.made_at, state.made_by, state.note,
                )  # fmt: skip
            found = StoredBank(bank_id, head, shared, MappingProxyType(items), stamp)
            self._remembered[bank_id] = found
            return found

    def _version(self, bank_id: str, item_id: str, version: int) -> VersionRow:
        found = [row for row in self.history(bank_id, item_id).versions if row.version == version]
        if not found:
            raise UnknownBankError(f"{item_id} {version}")
        return found[0]

    def _version_and_uses(self, bank_id: str, item_id: str, version: int) -> tuple[Item, dict[str, Any]]:
        row = self._version(bank_id, item_id, version)
        scales = self._head(bank_id, row.head_version).head.response_scales
        return read_stored_item(row.body, FIRST, scales), dict(read_uses(row.uses))

    def _head(self, bank_id: str, version: int) -> SharedContent:
        with self._database.read() as connection:
            head = banks.head(connection, bank_id, version)
        if head is None:
            raise UnknownBankError(f"{bank_id} {version}")
        return read_shared(head.body)

    def _media(self, digests: Mapping[str, str]) -> dict[str, str | bytes]:
        """The media of these names and digests."""
        with self._database.read() as connection:
            found = banks.media(connection, set(digests.values()))
        return {name: media_of(*found[digest]) for name, digest in digests.items() if digest in found}


def _line(head: HeadRow, counts: Mapping[str, int]) -> BankLine:
    shared = read_shared(head.body).head
    return BankLine(
        head.id,
        shared.title,
        shared.notice,
        shared.languages,
        counts,
        head.version,
        head.made_at,
        head.made_by,
    )


def _item(stored: StoredBank, item_id: str) -> StoredItem:
    found = stored.items.get(item_id)
    if found is None:
        raise UnknownBankError(item_id)
    return found


def _media_names(uses: Mapping[str, str]) -> dict[str, str]:
    return {name: digest for name, digest in uses.items() if name.startswith("media/")}


def _with_stimuli(shared: SharedContent, ids: Iterable[str]) -> SharedContent:
    wanted = set(ids)
    stimuli = tuple(each for each in shared.stimuli if each.id in wanted)
    return SharedContent(shared.head, stimuli, shared.media)


def _shown_media(shared: SharedContent) -> dict[str, str]:
    """The media that stimuli show."""
    names = stimulus_media(shared.stimuli)
    return {name: digest for name, digest in shared.media.items() if name in names}
