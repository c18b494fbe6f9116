"""The server's signs of life; after a restart the newest tells since when it was gone."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, func, insert, select, update

from cat_server.storage.database import Database
from cat_server.storage.tables import heartbeats

_SERVER = "main"


def beat(database: Database, now: datetime) -> None:
    """Write a sign of life."""

    def write(connection: Connection) -> None:
        changed = connection.execute(
            update(heartbeats).where(heartbeats.c.server == _SERVER).values(at=now.isoformat())
        )
        if changed.rowcount == 0:
            connection.execute(insert(heartbeats).values(server=_SERVER, at=now.isoformat()))

    database.write(write)


def last(connection: Connection) -> datetime | None:
    """The newest sign of life of any server."""
    newest = connection.scalar(select(func.max(heartbeats.c.at)))
    return datetime.fromisoformat(newest) if newest else None
