"""Published releases: content-addressed bytes, never changed, each loaded once per process."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select

from cat_server.storage.database import Database
from cat_server.storage.tables import releases
from item_bank.release import Release, release_digest


@dataclass(frozen=True, slots=True)
class Published:
    """What a list of releases shows."""

    digest: str
    bank_title: str
    plan_title: str
    n_items: int
    published_at: str
    published_by: str


class ReleaseStore:
    """The releases of one database."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._loaded: dict[str, Release] = {}
        self._lock = threading.Lock()

    def get(self, digest: str) -> Release:
        """The release of this digest; `KeyError` if it was never published here."""
        release = self._loaded.get(digest)
        if release is not None:
            return release
        with self._lock:
            if digest not in self._loaded:
                with self._database.read() as connection:
                    body = connection.scalar(select(releases.c.body).where(releases.c.digest == digest))
                if body is None:
                    raise KeyError(digest)
                release = Release.load(body, digest)
                for index in range(len(release.sections)):
                    release.section(index).prepare()  # before the bell, not at it
                self._loaded[digest] = release
            return self._loaded[digest]

    def body(self, digest: str) -> bytes:
        """The bytes of the release of this digest; `KeyError` if it was never published here."""
        with self._database.read() as connection:
            found = connection.scalar(select(releases.c.body).where(releases.c.digest == digest))
        if found is None:
            raise KeyError(digest)
        return bytes(found)

    def publish(self, body: bytes, *, now: datetime, by: str) -> Release:
        """The release in these bytes, stored if it was not there already."""
        digest = release_digest(body)
        release = Release.load(body, digest)
        language = release.plan.languages[0]
        row = {
            "digest": digest,
            "body": body,
            "bank_title": release.bank_title[language],
            "plan_title": release.plan.title[language],
            "n_items": len(release.items),
            "published_at": now.isoformat(),
            "published_by": by,
        }

        def store(connection: Connection) -> None:
            known = connection.scalar(select(releases.c.digest).where(releases.c.digest == digest))
            if known is None:
                connection.execute(insert(releases).values(row))

        self._database.write(store)
        return release

    def published(self) -> tuple[Published, ...]:
        """All releases, the newest first."""
        columns = [releases.c[name] for name in Published.__slots__]
        with self._database.read() as connection:
            rows = connection.execute(select(*columns).order_by(releases.c.published_at.desc()))
            return tuple(Published(**row._mapping) for row in rows)
