"""Adding the rows of a decided change to a bank, in one transaction with its line in the audit."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection

from cat_server.storage import banks, people
from cat_server.storage.banks import Entry, Stamp
from cat_server.storage.banks_codec import (
    ItemContent,
    Media,
    media_bytes,
    media_digest,
    media_type,
    uses_text,
)

LONGEST_KEPT = 2_000
LONGEST_NOTE = 200
"""Of a note in an item's history, and as the audit repeats it."""


@dataclass(frozen=True, slots=True)
class Changes:
    """Rows to add, and the bank that they were decided on.

    `head` is version, body and digest; `media` are types and bytes by digest; `plans` id, version and text.
    """

    bank_id: str
    seen: Stamp
    action: str
    details: Mapping[str, Any]
    head: tuple[int, str, str] | None = None
    versions: tuple[Mapping[str, Any], ...] = ()
    states: tuple[Mapping[str, Any], ...] = ()
    media: Mapping[str, tuple[str, bytes]] = field(default_factory=dict)
    plans: tuple[tuple[str, int, str], ...] = ()


def write(connection: Connection, changes: Changes, entry: Entry) -> bool:
    """Whether the rows were added; False when the bank is not any more what they were decided on."""
    bank_id = changes.bank_id
    banks.lock(connection, bank_id)
    if banks.stamp(connection, bank_id) != changes.seen:
        return False
    if changes.head is not None:
        version, body, digest = changes.head
        banks.add_head(connection, bank_id, version, body=body, digest=digest, entry=entry)
    banks.add_media(connection, changes.media)
    banks.add_versions(connection, bank_id, changes.versions, entry)
    banks.add_states(connection, bank_id, changes.states, entry)
    for plan_id, version, body in changes.plans:
        digest = hashlib.sha256(body.encode()).hexdigest()
        banks.add_plan(connection, bank_id, plan_id, version, body=body, digest=digest, entry=entry)
    details = {**changes.details, "note": entry.note[:LONGEST_NOTE]}
    people.note(connection, entry.at, entry.by, changes.action, details)
    return True


def clean_note(note: str) -> str:
    """A note as it is kept: its lines, without signs that no database or terminal should meet."""
    kept = "".join(sign for sign in note if sign == "\n" or sign.isprintable())
    return kept.strip()[:LONGEST_KEPT]


def version_row(item_id: str, version: int, content: ItemContent, head_version: int) -> dict[str, Any]:
    """The row of a version of an item."""
    return {
        "item_id": item_id,
        "version": version,
        "body": content.body,
        "uses": uses_text(content.uses),
        "digest": content.digest,
        "head_version": head_version,
    }


def state_row(item_id: str, step: int, version: int, state: str, cause: str) -> dict[str, Any]:
    """The row of a state of an item."""
    return {"item_id": item_id, "step": step, "version": version, "state": state, "cause": cause}


def media_rows(media: Mapping[str, Media]) -> dict[str, tuple[str, bytes]]:
    """Types and bytes of media by their digests."""
    return {media_digest(each): (media_type(each), media_bytes(each)) for each in media.values()}
