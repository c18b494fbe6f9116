"""The banks of one database: heads, versions and states of items, media, plans; rows are only ever added."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Table, and_, func, insert, select
from sqlalchemy.exc import IntegrityError

from cat_server.storage import tables as t

_ROWS_AT_ONCE = 2_000
_NAMES_AT_ONCE = 500
"""Values of one `IN`; SQLite takes some tens of thousands, and a plan for fewer is remembered."""


class ChangedMeanwhileError(Exception):
    """Somebody else wrote the same version or step first."""


@dataclass(frozen=True, slots=True)
class HeadRow:
    """One version of what the items of a bank share."""

    id: str
    version: int
    body: str
    digest: str
    made_at: str
    made_by: str
    note: str


@dataclass(frozen=True, slots=True)
class VersionLine:
    """One version of an item without what is in it."""

    item_id: str
    version: int
    uses: str
    digest: str
    head_version: int
    made_at: str
    made_by: str
    note: str


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One version of an item."""

    item_id: str
    version: int
    body: str
    uses: str
    digest: str
    head_version: int
    made_at: str
    made_by: str
    note: str


@dataclass(frozen=True, slots=True)
class StateRow:
    """One state that an item was given; `step` counts them from 1."""

    item_id: str
    step: int
    version: int
    state: str
    cause: str
    made_at: str
    made_by: str
    note: str


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One version of an exam plan; `body` is its TOML."""

    bank_id: str
    id: str
    version: int
    body: str
    digest: str
    made_at: str
    made_by: str
    note: str


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a bank had when it was looked at; rows are only added, so equal stamps mean equal banks."""

    head_version: int
    n_versions: int
    n_states: int


@dataclass(frozen=True, slots=True)
class Entry:
    """Who adds rows, when and why."""

    at: datetime
    by: str
    note: str = ""

    @property
    def values(self) -> dict[str, str]:
        return {"made_at": self.at.isoformat(), "made_by": self.by, "note": self.note}


# --- writing -----------------------------------------------------------------------------------------------


def add_head(
    connection: Connection, bank_id: str, version: int, *, body: str, digest: str, entry: Entry
) -> None:
    """Add a version of what the items of a bank share; the first one makes the bank."""
    row = {"id": bank_id, "version": version, "body": body, "digest": digest}
    _add(connection, t.banks, [row | entry.values])


def add_versions(
    connection: Connection, bank_id: str, rows: Iterable[Mapping[str, Any]], entry: Entry
) -> None:
    """Add versions of items; each row has the columns from `item_id` to `head_version`."""
    _add(connection, t.item_versions, [{"bank_id": bank_id, **row, **entry.values} for row in rows])


def add_states(connection: Connection, bank_id: str, rows: Iterable[Mapping[str, Any]], entry: Entry) -> None:
    """Add states of items; each row has the columns from `item_id` to `cause`."""
    _add(connection, t.item_states, [{"bank_id": bank_id, **row, **entry.values} for row in rows])


def add_media(connection: Connection, media: Mapping[str, tuple[str, bytes]]) -> None:
    """Keep media by their digests, with type and bytes, as far as they are not here already."""
    known = set(_by_names(connection, select(t.bank_media.c.digest), t.bank_media.c.digest, media))
    rows = [
        {"digest": digest, "type": kind, "body": body}
        for digest, (kind, body) in media.items()
        if (digest,) not in known
    ]
    _add(connection, t.bank_media, rows)


def add_plan(
    connection: Connection,
    bank_id: str,
    plan_id: str,
    version: int,
    *,
    body: str,
    digest: str,
    entry: Entry,
) -> None:
    """Add a version of an exam plan."""
    row = {"bank_id": bank_id, "id": plan_id, "version": version, "body": body, "digest": digest}
    _add(connection, t.exam_plans, [row | entry.values])


# --- reading -----------------------------------------------------------------------------------------------


def heads(connection: Connection) -> tuple[HeadRow, ...]:
    """The newest head of every bank, by id."""
    newest = (
        select(t.banks.c.id, func.max(t.banks.c.version).label("version")).group_by(t.banks.c.id).subquery()
    )
    query = select(t.banks).join(
        newest, and_(t.banks.c.id == newest.c.id, t.banks.c.version == newest.c.version)
    )
    return tuple(HeadRow(**row._mapping) for row in connection.execute(query.order_by(t.banks.c.id)))


def head(connection: Connection, bank_id: str, version: int | None = None) -> HeadRow | None:
    """A head of a bank, the newest where no version is named."""
    query = select(t.banks).where(t.banks.c.id == bank_id).order_by(t.banks.c.version.desc()).limit(1)
    if version is not None:
        query = query.where(t.banks.c.version == version)
    row = connection.execute(query).first()
    return HeadRow(**row._mapping) if row else None


def head_history(connection: Connection, bank_id: str) -> tuple[HeadRow, ...]:
    """Every head of a bank, the newest first."""
    query = select(t.banks).where(t.banks.c.id == bank_id).order_by(t.banks.c.version.desc())
    return tuple(HeadRow(**row._mapping) for row in connection.execute(query))


def stamp(connection: Connection, bank_id: str) -> Stamp:
    """How much a bank has; all zero for one that is not here."""
    newest = select(func.max(t.banks.c.version)).where(t.banks.c.id == bank_id).scalar_subquery()
    counts = [
        select(func.count()).select_from(table).where(table.c.bank_id == bank_id).scalar_subquery()
        for table in (t.item_versions, t.item_states)
    ]
    row = connection.execute(select(newest, *counts)).one()
    return Stamp(row[0] or 0, row[1], row[2])


def lock(connection: Connection, bank_id: str) -> None:
    """Let nobody else write into a bank before this transaction ends (SQLite has one writer anyway)."""
    connection.execute(select(t.banks.c.version).where(t.banks.c.id == bank_id).with_for_update()).all()


def current_versions(connection: Connection, bank_id: str) -> tuple[VersionLine, ...]:
    """The newest version of every item, by id, without what is in it."""
    return _newest(connection, t.item_versions, "version", VersionLine, bank_id)


def bodies(connection: Connection, bank_id: str, item_ids: Collection[str]) -> dict[tuple[str, int], str]:
    """What is in every version of these items, by id and version."""
    table = t.item_versions
    query = select(table.c.item_id, table.c.version, table.c.body).where(table.c.bank_id == bank_id)
    rows = _by_names(connection, query, table.c.item_id, item_ids)
    return {(item_id, version): body for item_id, version, body in rows}


def current_states(connection: Connection, bank_id: str) -> tuple[StateRow, ...]:
    """The newest state of every item, by id."""
    return _newest(connection, t.item_states, "step", StateRow, bank_id)


def state_counts(connection: Connection) -> dict[str, dict[str, int]]:
    """How many items are in each state, by bank."""
    last = _last(t.item_states, "step")
    states = t.item_states
    query = (
        select(states.c.bank_id, states.c.state, func.count())
        .join(
            last,
            and_(
                states.c.bank_id == last.c.bank_id,
                states.c.item_id == last.c.item_id,
                states.c.step == last.c.last,
            ),
        )
        .group_by(states.c.bank_id, states.c.state)
    )
    found: dict[str, dict[str, int]] = {}
    for bank_id, state, number in connection.execute(query):
        found.setdefault(bank_id, {})[state] = number
    return found


def versions_of(connection: Connection, bank_id: str, item_id: str) -> tuple[VersionRow, ...]:
    """Every version of an item, the newest first."""
    return _history(connection, t.item_versions, "version", VersionRow, bank_id, item_id)


def states_of(connection: Connection, bank_id: str, item_id: str) -> tuple[StateRow, ...]:
    """Every state of an item, the newest first."""
    return _history(connection, t.item_states, "step", StateRow, bank_id, item_id)


def all_versions(connection: Connection, bank_id: str) -> Iterator[VersionRow]:
    """Every version of every item of a bank, item by item, the oldest first."""
    yield from _every(connection, t.item_versions, "version", VersionRow, bank_id)


def all_states(connection: Connection, bank_id: str) -> Iterator[StateRow]:
    """Every state of every item of a bank, item by item, the oldest first."""
    yield from _every(connection, t.item_states, "step", StateRow, bank_id)


def all_media(connection: Connection) -> Iterator[tuple[str, bytes]]:
    """Digest and bytes of every medium, one after the other."""
    query = select(t.bank_media.c.digest, t.bank_media.c.body).order_by(t.bank_media.c.digest)
    for digest, body in connection.execution_options(yield_per=100).execute(query):
        yield digest, bytes(body)


def all_plans(connection: Connection, bank_id: str) -> tuple[PlanRow, ...]:
    """Every version of every exam plan of a bank, the oldest first."""
    table = t.exam_plans
    query = select(table).where(table.c.bank_id == bank_id).order_by(table.c.id, table.c.version)
    return tuple(PlanRow(**row._mapping) for row in connection.execute(query))


def media(connection: Connection, digests: Collection[str]) -> dict[str, tuple[str, bytes]]:
    """Type and bytes of media by their digests; those that are not here are left out."""
    rows = _by_names(connection, select(t.bank_media), t.bank_media.c.digest, digests)
    return {digest: (kind, bytes(body)) for digest, kind, body in rows}


def plans(connection: Connection, bank_id: str) -> tuple[PlanRow, ...]:
    """The newest version of every exam plan of a bank, by id."""
    table = t.exam_plans
    newest = (
        select(table.c.id, func.max(table.c.version).label("version"))
        .where(table.c.bank_id == bank_id)
        .group_by(table.c.id)
        .subquery()
    )
    query = (
        select(table)
        .join(newest, and_(table.c.id == newest.c.id, table.c.version == newest.c.version))
        .where(table.c.bank_id == bank_id)
        .order_by(table.c.id)
    )
    return tuple(PlanRow(**row._mapping) for row in connection.execute(query))


def plan_history(connection: Connection, bank_id: str, plan_id: str) -> tuple[PlanRow, ...]:
    """Every version of an exam plan, the newest first."""
    table = t.exam_plans
    query = select(table).where(table.c.bank_id == bank_id, table.c.id == plan_id)
    return tuple(
        PlanRow(**row._mapping) for row in connection.execute(query.order_by(table.c.version.desc()))
    )


def administered(connection: Connection, digests: Collection[str]) -> tuple[tuple[str, str, int], ...]:
    """Release, item and how often it was administered there, summed over sections."""
    table = t.exposure
    query = (
        select(table.c.release_digest, table.c.item, func.sum(table.c.n))
        .where(table.c.item != "")
        .group_by(table.c.release_digest, table.c.item)
        .order_by(table.c.release_digest, table.c.item)
    )
    rows = _by_names(connection, query, table.c.release_digest, digests)
    return tuple((digest, item, int(number)) for digest, item, number in rows)


def _add(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    if not rows:
        return
    try:
        connection.execute(insert(table), [dict(row) for row in rows])
    except IntegrityError as error:
        raise ChangedMeanwhileError(table.name) from error


def _by_names(
    connection: Connection, query: Any, column: Any, names: Collection[str]
) -> list[tuple[Any, ...]]:
    wanted = sorted(names)
    return [
        tuple(row)
        for start in range(0, len(wanted), _NAMES_AT_ONCE)
        for row in connection.execute(query.where(column.in_(wanted[start : start + _NAMES_AT_ONCE])))
    ]


def _last(table: Table, counted: str) -> Any:
    return (
        select(table.c.bank_id, table.c.item_id, func.max(table.c[counted]).label("last"))
        .group_by(table.c.bank_id, table.c.item_id)
        .subquery()
    )


def _newest(
    connection: Connection, table: Table, counted: str, row_type: Any, bank_id: str
) -> tuple[Any, ...]:
    last = (
        select(table.c.item_id, func.max(table.c[counted]).label("last"))
        .where(table.c.bank_id == bank_id)
        .group_by(table.c.item_id)
        .subquery()
    )
    columns = [table.c[name] for name in row_type.__slots__]
    query = (
        select(*columns)
        .join(last, and_(table.c.item_id == last.c.item_id, table.c[counted] == last.c.last))
        .where(table.c.bank_id == bank_id)
        .order_by(table.c.item_id)
    )
    return tuple(row_type(**row._mapping) for row in connection.execute(query))


def _every(connection: Connection, table: Table, counted: str, row_type: Any, bank_id: str) -> Iterator[Any]:
    columns = [table.c[name] for name in row_type.__slots__]
    query = select(*columns).where(table.c.bank_id == bank_id).order_by(table.c.item_id, table.c[counted])
    for row in connection.execution_options(yield_per=_ROWS_AT_ONCE).execute(query):
        yield row_type(**row._mapping)


def _history(
    connection: Connection, table: Table, counted: str, row_type: Any, bank_id: str, item_id: str
) -> tuple[Any, ...]:
    columns = [table.c[name] for name in row_type.__slots__]
    query = select(*columns).where(table.c.bank_id == bank_id, table.c.item_id == item_id)
    return tuple(
        row_type(**row._mapping) for row in connection.execute(query.order_by(table.c[counted].desc()))
    )
