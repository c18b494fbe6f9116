"""Proving that nobody changed a stored bank behind its rules: digests, gaps, every step of every review."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

from sqlalchemy import Connection

from cat_server.storage import banks
from cat_server.storage.banks import StateRow, VersionRow
from cat_server.storage.banks_codec import body_digest, version_digest
from item_bank.review import FIRST, Standing, refusal_of_step

Difference = tuple[str, int, str]
"""What it is about, which version of it, and what is wrong."""


def differences(connection: Connection) -> Iterator[Difference]:
    """Everything in the stored banks that is not as the service leaves it."""
    for newest in banks.heads(connection):
        heads = banks.head_history(connection, newest.id)[::-1]
        yield from _gaps(f"bank {newest.id}", [head.version for head in heads])
        for head in heads:
            if body_digest(head.body) != head.digest:
                yield f"bank {newest.id}", head.version, "its content is not what its digest names"
        yield from _item_differences(connection, newest.id)
        for plan in banks.all_plans(connection, newest.id):
            if hashlib.sha256(plan.body.encode()).hexdigest() != plan.digest:
                yield f"plan {newest.id}/{plan.id}", plan.version, "its text is not what its digest names"
    for digest, body in banks.all_media(connection):
        if hashlib.sha256(body).hexdigest() != digest:
            yield f"medium {digest[:12]}", 1, "its bytes are not what its digest names"


def _item_differences(connection: Connection, bank_id: str) -> Iterator[Difference]:
    versions: dict[str, list[VersionRow]] = {}
    states: dict[str, list[StateRow]] = {}
    for version in banks.all_versions(connection, bank_id):
        versions.setdefault(version.item_id, []).append(version)
    for state in banks.all_states(connection, bank_id):
        states.setdefault(state.item_id, []).append(state)
    for item_id in sorted({*versions, *states}):
        what = f"item {bank_id}/{item_id}"
        own = versions.get(item_id, [])
        yield from _gaps(what, [row.version for row in own])
        for row in own:
            if version_digest(row.body, row.uses) != row.digest:
                yield what, row.version, "its content is not what its digest names"
        yield from _state_differences(what, own, states.get(item_id, []))


def _state_differences(
    what: str, versions: Sequence[VersionRow], states: Sequence[StateRow]
) -> Iterator[Difference]:
    yield from _gaps(f"states of {what}", [row.step for row in states])
    authors = {row.version: row.made_by for row in versions}
    before: StateRow | None = None
    for row in states:
        author = authors.get(row.version)
        if author is None:
            yield what, row.version, "a state of a version that is not there"
        elif row.cause == "edit" and (row.state != FIRST or row.made_by != author):
            yield what, row.version, f"an edit cannot make it {row.state}"
        elif row.cause == "review":
            standing = Standing(row.version, before.state, author) if before else None
            is_other = before is None or before.version != row.version
            if standing is None or is_other or _refused(standing, row):
                yield what, row.version, f"{row.made_by} may not have made it {row.state}"
        before = row
    if versions and (before is None or before.version != versions[-1].version):
        yield what, versions[-1].version, "a version without a state"


def _refused(standing: Standing, row: StateRow) -> bool:
    return refusal_of_step(standing, row.state, by=row.made_by, note=row.note) is not None


def _gaps(what: str, numbers: Sequence[int]) -> Iterator[Difference]:
    for expected, number in enumerate(numbers, start=1):
        if number != expected:
            yield what, expected, f"number {expected} is missing"
            return
