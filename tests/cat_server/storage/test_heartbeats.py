from __future__ import annotations

from cat_server.storage import heartbeats
from cat_server.storage.database import Database
from tests.cat_server.sitting import story as s


def test_the_newest_sign_of_life_is_kept(database: Database) -> None:
    with database.read() as connection:
        assert heartbeats.last(connection) is None
    for seconds in (0, 1.5, 2):
        heartbeats.beat(database, s.instant(seconds))
        with database.read() as connection:
            assert heartbeats.last(connection) == s.instant(seconds)
