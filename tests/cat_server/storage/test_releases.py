from __future__ import annotations

import pytest
from sqlalchemy import text

from cat_server.storage.database import Database
from cat_server.storage.releases import ReleaseStore
from item_bank.release import release_digest
from tests.cat_server.exams import release_bytes
from tests.cat_server.frame import PUBLISHED_AT
from tests.cat_server.sitting import story as s

DIGEST = release_digest(release_bytes())


def test_a_published_release_is_loaded_by_another_process(database: Database, database_url: str) -> None:
    published = ReleaseStore(database).publish(release_bytes(), now=PUBLISHED_AT, by="admin")
    assert published.digest == DIGEST
    other = Database(database_url)
    assert ReleaseStore(other).get(DIGEST).digest == DIGEST
    other.close()


def test_a_release_is_loaded_once_per_process(database: Database) -> None:
    store = ReleaseStore(database)
    store.publish(release_bytes(), now=PUBLISHED_AT, by="admin")
    assert store.get(DIGEST) is store.get(DIGEST)


def test_publishing_again_changes_nothing(database: Database) -> None:
    store = ReleaseStore(database)
    store.publish(release_bytes(), now=PUBLISHED_AT, by="admin")
    before = store.published()
    store.publish(release_bytes(), now=s.START, by="somebody else")
    assert store.published() == before
    assert (before[0].plan_title, before[0].n_items, before[0].published_by) == ("Ujian uji", 50, "admin")


def test_a_release_that_was_never_published_is_not_there(database: Database) -> None:
    with pytest.raises(KeyError, match="abc"):
        ReleaseStore(database).get("abc")


def test_bytes_that_are_no_release_are_not_published(database: Database) -> None:
    store = ReleaseStore(database)
    with pytest.raises(ValueError, match="bytes of a release"):
        store.publish(b"{}", now=PUBLISHED_AT, by="admin")
    assert store.published() == ()


def test_a_release_whose_bytes_were_changed_is_not_loaded(database: Database) -> None:
    ReleaseStore(database).publish(release_bytes(), now=PUBLISHED_AT, by="admin")
    changed = release_bytes().replace(b"pilihan-A", b"pilihan-Z", 1)
    database.write(
        lambda connection: connection.execute(text("UPDATE releases SET body = :body"), {"body": changed})
    )
    with pytest.raises(ValueError, match=DIGEST):
        ReleaseStore(database).get(DIGEST)
