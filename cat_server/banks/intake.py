"""What taking a file into a bank would do, worked out before anything is written; `service` writes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from types import MappingProxyType
from typing import Literal

from cat_server.banks.adoption import rescaled
from cat_server.banks.stored import StoredBank, StoredItem
from cat_server.storage.banks import Stamp
from cat_server.storage.banks_codec import (
    ItemContent,
    Media,
    SharedContent,
    bank_of,
    digests_to_use,
    item_content,
    media_digest,
    shared_digest,
    shared_of,
    stimulus_media,
    with_scales,
)
from item_bank.bank import Bank
from item_bank.item_difference import FieldChange, fields_difference, item_difference
from item_bank.item_tables import head_fields, stimulus_fields
from item_bank.items import Item
from item_bank.review import FIRST

Standing = Literal["new", "changed", "unchanged", "kept"]
"""`kept` is in the bank and not in the file: it stays as it is."""

NOTHING = Stamp(0, 0, 0)


@dataclass(frozen=True)
class IntakeItem:
    """One item and what would become of it; `after` has the state that it would be in.

    `version` is the number of the version that it would have. `step` is that of its newest state so far.
    """

    id: str
    standing: Standing
    before: Item | None
    after: Item
    content: ItemContent
    version: int
    step: int = 0
    uses_before: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_written(self) -> bool:
        """Whether it gets a new version."""
        return self.standing in {"new", "changed"}

    @property
    def gets_state(self) -> bool:
        """Whether it gets a new state."""
        return self.is_written or self.before is None or self.before.state != self.after.state

    @cached_property
    def difference(self) -> tuple[FieldChange, ...]:
        """Every field that would differ, other drawings and shared texts (`uses`) included."""
        uses = fields_difference({"uses": dict(self.uses_before)}, {"uses": dict(self.content.uses)})
        return (*item_difference(self.before, self.after), *(uses if self.before is not None else ()))


@dataclass(frozen=True)
class IntakePlan:
    """One exam plan of the file; `version` is what it would have."""

    id: str
    body: str
    standing: Literal["new", "changed", "unchanged"]
    version: int

    @property
    def is_written(self) -> bool:
        """Whether it gets a new version."""
        return self.standing != "unchanged"


@dataclass(frozen=True)
class Intake:
    """What taking a file in would do. `bank` is what the bank would be then.

    `seen` is what was there when this was worked out: if that has changed since, nothing is written.
    """

    bank: Bank
    is_new_bank: bool
    takes_states: bool
    items: tuple[IntakeItem, ...]
    shared: SharedContent
    is_head_written: bool
    head_version: int
    seen: Stamp
    plans: tuple[IntakePlan, ...] = ()
    new_media: Mapping[str, str] = field(default_factory=dict)
    head_difference: tuple[FieldChange, ...] = ()

    @cached_property
    def by_standing(self) -> Mapping[Standing, tuple[IntakeItem, ...]]:
        """The items of each standing, by id."""
        found: dict[Standing, list[IntakeItem]] = {"new": [], "changed": [], "unchanged": [], "kept": []}
        for each in self.items:
            found[each.standing].append(each)
        return MappingProxyType({standing: tuple(items) for standing, items in found.items()})

    @property
    def counts(self) -> dict[Standing, int]:
        """How many items there are of each standing."""
        return {standing: len(items) for standing, items in self.by_standing.items()}

    @property
    def changes_anything(self) -> bool:
        """Whether anything would be written."""
        plans = any(plan.is_written for plan in self.plans)
        return self.is_head_written or plans or any(item.gets_state for item in self.items)


def plan_intake(
    stored: StoredBank | None,
    imported: Bank,
    *,
    takes_states: bool | None = None,
    stored_plans: Mapping[str, tuple[int, str]] = MappingProxyType({}),
    plans: Mapping[str, str] = MappingProxyType({}),
) -> Intake:
    """What taking `imported` into the stored bank would do; None for a bank that is not here yet.

    With `takes_states` items get the states of the file, whoever judged them there. Without it what is new or
    changed is a draft and everything else stays in its state. Where nothing is said, a bank that is not here
    yet brings its states, because nobody here has judged anything; later files do not.

    Items of the bank that the file lacks are kept, with their response scales and stimuli; where the file's
    metric is another one, their parameters are brought to it. A drawing of the file replaces one of the same
    name, for every item that shows it.
    `plans` are TOML texts by their ids, `stored_plans` versions with texts.
    """
    takes = stored is None if takes_states is None else takes_states
    merged = imported if stored is None else _merged(stored, imported)
    own_media = {name: media_digest(content) for name, content in imported.media.items()}
    media = own_media if stored is None else {**stored.media, **own_media}
    whole = shared_of(merged, media)
    digests = digests_to_use(whole)
    in_file = imported.by_id
    items = tuple(
        _item(
            None if stored is None else stored.items.get(item.id),
            item,
            item_content(item, digests),
            takes_states=takes,
            is_in_file=item.id in in_file,
        )
        for item in merged.items
    )
    shown = {name for each in items for name in each.content.media} - stimulus_media(whole.stimuli)
    shared = replace(whole, media={name: digest for name, digest in media.items() if name not in shown})
    is_head_written = stored is None or shared_digest(shared) != stored.head.digest
    before = {} if stored is None else _shown(stored.shared)
    return Intake(
        bank=replace(merged, items=tuple(each.after for each in items)),
        is_new_bank=stored is None,
        takes_states=takes,
        items=items,
        shared=shared,
        is_head_written=is_head_written,
        head_version=(stored.head.version if stored else 0) + is_head_written,
        seen=stored.stamp if stored else NOTHING,
        plans=tuple(_plan(plan_id, body, stored_plans.get(plan_id)) for plan_id, body in plans.items()),
        new_media={
            name: digest
            for name, digest in own_media.items()
            if stored is None or stored.media.get(name) != digest
        },
        head_difference=fields_difference(before, _shown(shared)) if is_head_written and stored else (),
    )


def with_shared(stored: StoredBank, shared: SharedContent, media: Mapping[str, Media]) -> Bank:
    """The stored bank with another head or other stimuli; it holds the bytes of `media` only."""
    scales = shared.head.response_scales
    return bank_of(shared, (with_scales(each.item, scales) for each in stored.items.values()), media)


def _merged(stored: StoredBank, imported: Bank) -> Bank:
    """The imported bank with what only the stored one has; media are those of the file."""
    here = stored.shared
    old, new = here.head.scale, imported.scale
    kept = [rescaled(each.item, old, new) for each in stored.items.values() if each.id not in imported.by_id]
    shown = {item.prompt.response_scale for item in kept}, {item.item_set for item in kept}
    scales = {name: labels for name, labels in here.head.response_scales.items() if name in shown[0]}
    scales |= imported.response_scales
    own = {stimulus.id for stimulus in imported.stimuli}
    return replace(
        imported,
        items=(*imported.items, *(with_scales(item, scales) for item in kept)),
        response_scales=scales,
        stimuli=(
            *imported.stimuli,
            *(each for each in here.stimuli if each.id in shown[1] and each.id not in own),
        ),
    )


def _item(
    stored: StoredItem | None, item: Item, content: ItemContent, *, takes_states: bool, is_in_file: bool
) -> IntakeItem:
    if stored is None:
        state = item.state if takes_states else FIRST
        return IntakeItem(item.id, "new", None, replace(item, state=state), content, 1)
    takes = takes_states and is_in_file
    if content.digest == stored.digest:
        standing: Standing = "unchanged" if is_in_file else "kept"
        state, version = item.state if takes else stored.state, stored.version
    else:
        standing = "changed"
        state, version = item.state if takes else FIRST, stored.version + 1
    return IntakeItem(
        item.id,
        standing,
        stored.item,
        replace(item, state=state),
        content,
        version,
        stored.step,
        stored.uses,
    )


def _plan(plan_id: str, body: str, stored: tuple[int, str] | None) -> IntakePlan:
    if stored is None:
        return IntakePlan(plan_id, body, "new", 1)
    version, there = stored
    return (
        IntakePlan(plan_id, body, "unchanged", version)
        if there == body
        else IntakePlan(plan_id, body, "changed", version + 1)
    )


def _shown(shared: SharedContent) -> dict[str, object]:
    """What a reader of the difference is interested in: the fields of head and stimuli."""
    return {**head_fields(shared.head), "stimuli": [stimulus_fields(each) for each in shared.stimuli]}
