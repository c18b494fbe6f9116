"""A bank as it was read: items with versions and states. Not here: reading or writing it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

from cat_server.storage.banks import HeadRow, Stamp
from cat_server.storage.banks_codec import SharedContent, digests_to_use
from item_bank.items import Item, Stimulus
from item_bank.review import Standing


@dataclass(frozen=True, slots=True)
class StoredItem:
    """The newest version of an item. `item` has its present state.

    `uses` are digests of what it shows beside its fields, `digest` covers both. `step` counts its states.
    """

    item: Item
    version: int
    digest: str
    uses: Mapping[str, str]
    written_at: str
    written_by: str
    note: str
    step: int
    state_at: str
    state_by: str
    state_note: str

    @property
    def id(self) -> str:
        return self.item.id

    @property
    def state(self) -> str:
        return self.item.state

    @property
    def standing(self) -> Standing:
        """What the rules of review judge."""
        return Standing(self.version, self.state, self.written_by)


@dataclass(frozen=True)
class StoredBank:
    """The newest of everything in a bank; its media are named by digests only.

    `shared` is its newest head with what belongs to it, `stamp` changes with everything that is written.
    """

    id: str
    head: HeadRow
    shared: SharedContent
    items: Mapping[str, StoredItem]
    stamp: Stamp

    @cached_property
    def media(self) -> Mapping[str, str]:
        """The digest of every medium by its name."""
        found = dict(self.shared.media)
        for stored in self.items.values():
            found.update((name, digest) for name, digest in stored.uses.items() if name.startswith("media/"))
        return MappingProxyType(found)

    @cached_property
    def whole(self) -> SharedContent:
        """What items share, with the digests of all media."""
        return SharedContent(self.shared.head, self.shared.stimuli, self.media)

    @cached_property
    def digests(self) -> Mapping[str, str]:
        """The digests of everything that an item may show beside its fields."""
        return MappingProxyType(digests_to_use(self.whole))

    @property
    def stimuli(self) -> Mapping[str, Stimulus]:
        """The shared stimuli by id."""
        return {stimulus.id: stimulus for stimulus in self.shared.stimuli}
