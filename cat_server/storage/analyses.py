"""Analyses with their files, and calibrations by bank, which are named by their digest and never changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update

from cat_server.storage import tables as t
from item_bank.calibration_file import calibration_digest, read_calibration

MOST_LISTED = 200
LONGEST_METHOD = 400


@dataclass(frozen=True, slots=True)
class StoredAnalysis:
    """One analysis; `about` says what was asked for, `outcome` what came out."""

    id: str
    kind: str
    state: str
    requested_at: str
    requested_by: str
    finished_at: str | None
    about: dict[str, Any]
    outcome: dict[str, Any]


@dataclass(frozen=True, slots=True)
class StoredCalibration:
    """One calibration, as a list shows it."""

    digest: str
    bank_id: str
    section: str
    dated: str
    method: str
    origin: str
    n_persons: int
    n_items: int
    made_at: str
    made_by: str


def add(
    connection: Connection, analysis_id: str, kind: str, *, about: Mapping[str, Any], at: datetime, by: str
) -> None:
    """Note that an analysis was started."""
    connection.execute(
        insert(t.analyses).values(
            id=analysis_id,
            kind=kind,
            state="running",
            requested_at=at.isoformat(),
            requested_by=by,
            finished_at=None,
            about=dict(about),
            outcome={},
        )
    )


def finish(
    connection: Connection,
    analysis_id: str,
    *,
    files: Mapping[str, bytes],
    outcome: Mapping[str, Any],
    at: datetime,
    has_failed: bool = False,
) -> bool:
    """Keep what came out of a running analysis; False if somebody has done so already."""
    changed = connection.execute(
        update(t.analyses)
        .where(t.analyses.c.id == analysis_id, t.analyses.c.state == "running")
        .values(
            state="failed" if has_failed else "finished", finished_at=at.isoformat(), outcome=dict(outcome)
        )
    )
    if changed.rowcount == 0:
        return False
    for name in sorted(files):
        connection.execute(
            insert(t.analysis_files).values(analysis_id=analysis_id, name=name, body=files[name])
        )
    return True


def get(connection: Connection, analysis_id: str) -> StoredAnalysis | None:
    """One analysis."""
    row = connection.execute(select(t.analyses).where(t.analyses.c.id == analysis_id)).first()
    return StoredAnalysis(**row._mapping) if row else None


def newest(connection: Connection) -> tuple[StoredAnalysis, ...]:
    """The analyses, the newest first."""
    query = select(t.analyses).order_by(t.analyses.c.requested_at.desc(), t.analyses.c.id).limit(MOST_LISTED)
    return tuple(StoredAnalysis(**row._mapping) for row in connection.execute(query))


def file_names(connection: Connection, analysis_id: str) -> tuple[str, ...]:
    """The names of an analysis's files."""
    files = t.analysis_files
    query = select(files.c.name).where(files.c.analysis_id == analysis_id).order_by(files.c.name)
    return tuple(connection.scalars(query))


def file(connection: Connection, analysis_id: str, name: str) -> bytes | None:
    """One file of an analysis."""
    files = t.analysis_files
    body = connection.scalar(
        select(files.c.body).where(files.c.analysis_id == analysis_id, files.c.name == name)
    )
    return None if body is None else bytes(body)


def add_calibration(connection: Connection, content: bytes, *, at: datetime, by: str) -> str:
    """The digest of a calibration file, which is kept if it was not there already.

    Raises:
        ValueError: the bytes are no calibration file.
    """
    read, digest = read_calibration(content), calibration_digest(content)
    known = connection.scalar(select(t.calibrations.c.digest).where(t.calibrations.c.digest == digest))
    if known is None:
        connection.execute(
            insert(t.calibrations).values(
                digest=digest,
                bank_id=read.bank[:64],
                section=read.section[:64],
                dated=read.date[:10],
                method=read.method[:LONGEST_METHOD],
                origin=read.scale.origin,
                n_persons=read.n_persons,
                n_items=len(read.items),
                made_at=at.isoformat(),
                made_by=by,
                body=content,
            )
        )
    return digest


def calibrations(connection: Connection, bank_id: str | None = None) -> tuple[StoredCalibration, ...]:
    """The calibrations of a bank, or of all, by bank and the newest first."""
    columns = [t.calibrations.c[name] for name in StoredCalibration.__slots__]
    query = select(*columns).order_by(t.calibrations.c.bank_id, t.calibrations.c.made_at.desc())
    if bank_id is not None:
        query = query.where(t.calibrations.c.bank_id == bank_id)
    return tuple(StoredCalibration(**row._mapping) for row in connection.execute(query))


def calibration(connection: Connection, digest: str) -> bytes | None:
    """The bytes of one calibration."""
    body = connection.scalar(select(t.calibrations.c.body).where(t.calibrations.c.digest == digest))
    return None if body is None else bytes(body)
