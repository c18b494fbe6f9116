"""Everything that may be done to a stored bank. A rule's no is a value; whatever is done is in the audit.

Each change is decided on the bank as it was read and written in one transaction that first makes sure that
nobody changed the bank in between; if somebody did, it is decided again.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from types import MappingProxyType
from typing import Any

from cat_server.banks import checking
from cat_server.banks.adoption import adopted
from cat_server.banks.intake import Intake, plan_intake, with_shared
from cat_server.banks.reading import ITEMS_BETWEEN_PAUSES, BankReader
from cat_server.banks.stored import StoredBank
from cat_server.banks.writing import Changes, clean_note, media_rows, state_row, version_row, write
from cat_server.clock import Clock
from cat_server.storage.banks import ChangedMeanwhileError, Entry
from cat_server.storage.banks_codec import (
    Media,
    SharedContent,
    digests_to_use,
    item_content,
    media_digest,
    shared_body,
    shared_digest,
)
from cat_server.storage.database import Database
from cat_server.storage.releases import ReleaseStore
from item_bank.bank import Bank
from item_bank.exam_plan import read_plan_text
from item_bank.findings import Finding, has_errors
from item_bank.item_tables import BankHead
from item_bank.items import Item, Stimulus
from item_bank.review import (
    FIRST,
    Refusal,
    ReviewCode,
    Step,
    refusal_of_edit,
    refusal_of_step,
    refused,
    steps,
)

MOST_TRIES = 5


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a request: done when `refusal` is None. `version` is what was written, 0 for nothing.

    `findings` say what stood against it, or what is worth knowing.
    """

    refusal: Refusal | None = None
    findings: tuple[Finding, ...] = ()
    version: int = 0

    @property
    def is_done(self) -> bool:
        return self.refusal is None


Decided = tuple[Changes | None, Outcome]


class BankService(BankReader):
    """The banks of one database: everything of `BankReader`, and every change."""

    def __init__(self, database: Database, clock: Clock, releases: ReleaseStore) -> None:
        super().__init__(database, releases)
        self._clock = clock

    # --- taking files in -----------------------------------------------------------------------------------

    def plan_intake(
        self,
        imported: Bank,
        *,
        takes_states: bool | None = None,
        keeps_head: bool = False,
        plans: Mapping[str, str] = MappingProxyType({}),
    ) -> Intake:
        """What taking a bank in would do to the stored one of its id; nothing is written.

        `keeps_head` leaves title, languages and metric of a stored bank as they are, and brings the file's
        parameters to its metric. `plans` are TOML texts by their ids; see `intake.plan_intake`.
        """
        stored = self._stored_or_none(imported.id)
        stored_plans = {row.id: (row.version, row.body) for row in self.plans(imported.id)}
        return plan_intake(
            stored,
            adopted(stored, imported) if keeps_head and stored else imported,
            takes_states=takes_states,
            stored_plans=stored_plans,
            plans=plans,
        )

    def take_in(self, intake: Intake, media: Mapping[str, Media], *, by: str, note: str = "") -> Outcome:
        """Write what was planned, with the media of the file, in one transaction.

        Refused when the bank has changed since it was planned, so that nobody writes what nobody has seen.
        """
        bank_id = intake.bank.id
        if not intake.changes_anything:
            return Outcome(refused(ReviewCode.NOTHING_CHANGED))
        changes = Changes(
            bank_id,
            intake.seen,
            "take_in_bank",
            {"bank": bank_id, "takes_states": intake.takes_states, **dict(intake.counts.items())},
            head=(intake.head_version, shared_body(intake.shared), shared_digest(intake.shared))
            if intake.is_head_written
            else None,
            versions=tuple(
                version_row(each.id, each.version, each.content, intake.head_version)
                for each in intake.items
                if each.is_written
            ),
            states=tuple(
                state_row(each.id, each.step + 1, each.version, each.after.state, "import")
                for each in intake.items
                if each.gets_state
            ),
            media=media_rows({name: media[name] for name in intake.new_media if name in media}),
            plans=tuple((each.id, each.version, each.body) for each in intake.plans if each.is_written),
        )
        now = self._clock.now()
        if self._write(changes, now, by, note):
            return Outcome(version=intake.head_version)
        return Outcome(refused(ReviewCode.CHANGED_MEANWHILE, version=intake.head_version))

    def edit_shared(
        self,
        bank_id: str,
        *,
        seen_version: int,
        by: str,
        head: BankHead | None = None,
        stimuli: Sequence[Stimulus] | None = None,
        media: Mapping[str, Media] = MappingProxyType({}),
        note: str = "",
    ) -> Outcome:
        """A new version of what the items share; items that show what has changed become drafts again.

        `seen_version` is that of the head that the person began with; `media` are new or other drawings.
        """
        stored = self._stored_or_none(bank_id)
        if stored is None:
            return Outcome(refused(ReviewCode.UNKNOWN_BANK))
        if stored.head.version != seen_version:
            return Outcome(refused(ReviewCode.CHANGED_MEANWHILE, version=stored.head.version))
        shared = stored.shared
        shared = SharedContent(head or shared.head, shared.stimuli if stimuli is None else tuple(stimuli))
        intake = plan_intake(stored, with_shared(stored, shared, media), takes_states=False)
        found = checking.findings_of_shared(stored, intake)
        if shared.head.id != bank_id or has_errors(found):
            return Outcome(refused(ReviewCode.UNSOUND), tuple(found))
        return self.take_in(intake, media, by=by, note=note)

    # --- items ---------------------------------------------------------------------------------------------

    def steps(self, bank_id: str, item_id: str, *, by: str) -> tuple[Step, ...]:
        """Every state that this person could give the item, each with why not where it may not be."""
        stored = self.stored(bank_id)
        item = stored.items[item_id]
        found = []
        for step in steps(item.standing, by=by):
            is_ready = step.refusal is not None or not checking.findings_of_state(
                stored, item.item, step.target
            )
            found.append(step if is_ready else replace(step, refusal=_not_ready(step.target)))
        return tuple(found)

    def change_state(
        self, bank_id: str, item_id: str, target: str, *, seen_version: int, by: str, note: str = ""
    ) -> Outcome:
        """Give the newest version of an item a state."""
        found = self.change_states(bank_id, {item_id: seen_version}, target, by=by, note=note)
        return found[item_id]

    def change_states(
        self, bank_id: str, seen: Mapping[str, int], target: str, *, by: str, note: str = ""
    ) -> dict[str, Outcome]:
        """Give a state to every item that may get it; `seen` are the versions that were looked at, by id."""
        note = clean_note(note)
        for _ in range(MOST_TRIES):
            stored = self.stored(bank_id)
            outcomes: dict[str, Outcome] = {}
            for place, (item_id, version) in enumerate(seen.items()):
                if place % ITEMS_BETWEEN_PAUSES == 0:
                    time.sleep(0)  # the halls' answers come first
                outcomes[item_id] = _judged(stored, item_id, target, seen_version=version, by=by, note=note)
            done = [item_id for item_id, outcome in outcomes.items() if outcome.is_done]
            if not done:
                return outcomes
            rows = tuple(
                state_row(each.id, each.step + 1, each.version, target, "review")
                for each in map(stored.items.__getitem__, done)
            )
            details = {"bank": bank_id, "state": target, "items": done}
            changes = Changes(bank_id, stored.stamp, "change_item_state", details, states=rows)
            if self._write(changes, self._clock.now(), by, note):
                return outcomes
        return dict.fromkeys(seen, Outcome(refused(ReviewCode.CHANGED_MEANWHILE, version=0)))

    def read_fields(self, bank_id: str, fields: Mapping[str, Any]) -> tuple[Item | None, list[Finding]]:
        """The item of fields as `item_tables.read_item` reads them; nothing is written."""
        return checking.read_fields(self.stored(bank_id), fields)

    def check_item(
        self, bank_id: str, item: Item, media: Mapping[str, Media] = MappingProxyType({})
    ) -> list[Finding]:
        """What is wrong with an item among those of a bank, with the media that it would bring."""
        stored = self.stored(bank_id)
        return checking.findings_of_item(stored, item, self._media_with(stored, item, media))

    def edit_item(
        self,
        bank_id: str,
        item: Item,
        *,
        seen_version: int,
        by: str,
        note: str = "",
        media: Mapping[str, Media] = MappingProxyType({}),
    ) -> Outcome:
        """A new version of an item as a draft, whatever state the item given is in.

        `seen_version` is the version that the person began with, 0 for an item that is not there yet.
        """

        def decide(stored: StoredBank) -> Decided:
            there = stored.items.get(item.id)
            refusal = _refusal_of_edit(stored, item, seen_version, media)
            if refusal is not None:
                return None, Outcome(refusal)
            found = checking.findings_of_item(stored, item, self._media_with(stored, item, media))
            if has_errors(found):
                return None, Outcome(refused(ReviewCode.UNSOUND), tuple(found))
            own = {name: media_digest(content) for name, content in media.items()}
            content = item_content(item, digests_to_use(replace(stored.whole, media={**stored.media, **own})))
            if there is not None and there.digest == content.digest:
                return None, Outcome(refused(ReviewCode.NOTHING_CHANGED), tuple(found))
            version, step = (there.version + 1, there.step + 1) if there else (1, 1)
            shown = {name: each for name, each in media.items() if name in content.uses}
            changes = Changes(
                bank_id,
                stored.stamp,
                "edit_item",
                {"bank": bank_id, "item": item.id, "version": version},
                versions=(version_row(item.id, version, content, stored.head.version),),
                states=(state_row(item.id, step, version, FIRST, "edit"),),
                media=media_rows(shown),
            )
            return changes, Outcome(findings=tuple(found), version=version)

        return self._decided(bank_id, decide, by, note)

    # --- exam plans ----------------------------------------------------------------------------------------

    def save_plan(self, bank_id: str, text: str, *, seen_version: int, by: str, note: str = "") -> Outcome:
        """A new version of an exam plan, named by the `id` in its text; 0 is seen where it is not there yet.

        It must be a plan by itself; what stands against it with this bank is told, and kept all the same.
        """
        plan, own = read_plan_text(text, None)
        if plan is None:
            return Outcome(refused(ReviewCode.UNSOUND), tuple(own))
        told = tuple(read_plan_text(text, self.bank(bank_id))[1])

        def decide(stored: StoredBank) -> Decided:
            there = {row.id: row for row in self.plans(bank_id)}.get(plan.id)
            version = there.version if there else 0
            if version != seen_version:
                return None, Outcome(refused(ReviewCode.CHANGED_MEANWHILE, version=version), told)
            if there is not None and there.body == text:
                return None, Outcome(refused(ReviewCode.NOTHING_CHANGED), told)
            details = {"bank": bank_id, "plan": plan.id, "version": version + 1}
            rows = ((plan.id, version + 1, text),)
            changes = Changes(bank_id, stored.stamp, "save_exam_plan", details, plans=rows)
            return changes, Outcome(findings=told, version=version + 1)

        return self._decided(bank_id, decide, by, note)

    # --- how it is written ---------------------------------------------------------------------------------

    def _decided(self, bank_id: str, decide: Callable[[StoredBank], Decided], by: str, note: str) -> Outcome:
        for _ in range(MOST_TRIES):
            stored = self._stored_or_none(bank_id)
            if stored is None:
                return Outcome(refused(ReviewCode.UNKNOWN_BANK))
            changes, outcome = decide(stored)
            if changes is None or self._write(changes, self._clock.now(), by, note):
                return outcome
        return Outcome(refused(ReviewCode.CHANGED_MEANWHILE, version=0))

    def _write(self, changes: Changes, now: datetime, by: str, note: str) -> bool:
        """Whether the changes were written; False when the bank was another one than they were decided on."""
        try:
            return self._database.write(
                lambda connection: write(connection, changes, Entry(now, by, clean_note(note)))
            )
        except ChangedMeanwhileError:
            return False

    def _media_with(self, stored: StoredBank, item: Item, media: Mapping[str, Media]) -> dict[str, Media]:
        """The media of an item: those that it brings, and the stored ones that it names."""
        content = item_content(item, stored.digests)
        return {**self._media(content.media), **media}


def _judged(
    stored: StoredBank, item_id: str, target: str, *, seen_version: int, by: str, note: str
) -> Outcome:
    there = stored.items.get(item_id)
    if there is None:
        return Outcome(refused(ReviewCode.UNKNOWN_ITEM, id=item_id[:64]))
    refusal = refusal_of_step(there.standing, target, by=by, note=note, seen_version=seen_version)
    if refusal is not None:
        return Outcome(refusal)
    found = checking.findings_of_state(stored, there.item, target)
    return Outcome(_not_ready(target), tuple(found)) if found else Outcome(version=there.version)


def _refusal_of_edit(
    stored: StoredBank, item: Item, seen_version: int, media: Mapping[str, Media]
) -> Refusal | None:
    there = stored.items.get(item.id)
    if there is None:
        if seen_version:
            return refused(ReviewCode.UNKNOWN_ITEM, id=item.id[:64])
    elif seen_version == 0:
        return refused(ReviewCode.ID_TAKEN, id=item.id[:64])
    elif (refusal := refusal_of_edit(there.standing, seen_version=seen_version)) is not None:
        return refusal
    for name, content in media.items():
        # Another drawing under a name that others show, too, would change them behind their reviewers' backs.
        shown_by_others = name in stored.shared.media or any(
            name in each.uses for each in stored.items.values() if each.id != item.id
        )
        if shown_by_others and stored.media[name] != media_digest(content):
            return refused(ReviewCode.MEDIA_TAKEN, name=name[:120])
    return None


def _not_ready(target: str) -> Refusal:
    return refused(ReviewCode.NOT_READY, target=target)
