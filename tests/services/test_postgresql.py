from __future__ import annotations

import psycopg
import pytest

from tests.services.postgresql import PrivatePostgresql


def test_a_test_gets_an_empty_database_that_stores(postgresql_url: str) -> None:
    with psycopg.connect(postgresql_url.replace("+psycopg", "")) as connection:
        tables = connection.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone()
        connection.execute("CREATE TABLE note (text text)")
        connection.execute("INSERT INTO note VALUES ('disimpan — saved')")
        stored = connection.execute("SELECT text FROM note").fetchone()
    assert tables == (0,)
    assert stored == ("disimpan — saved",)


def test_two_databases_do_not_share_tables(postgresql_server: PrivatePostgresql, postgresql_url: str) -> None:
    other_url = postgresql_server.new_database()
    assert other_url != postgresql_url
    with psycopg.connect(postgresql_url.replace("+psycopg", "")) as connection:
        connection.execute("CREATE TABLE only_here (n int)")
    with psycopg.connect(other_url.replace("+psycopg", "")) as connection:
        found = connection.execute("SELECT to_regclass('only_here')").fetchone()
    postgresql_server.drop_database(other_url)
    assert found == (None,)


def test_the_server_listens_on_loopback_only_and_wants_its_password(postgresql_url: str) -> None:
    address = postgresql_url.replace("+psycopg", "")
    with psycopg.connect(address) as connection:
        listening = connection.execute("SHOW listen_addresses").fetchone()
    assert listening == ("127.0.0.1",)
    user_and_password = address.split("//")[1].split("@")[0]
    without_password = address.replace(user_and_password, user_and_password.split(":")[0])
    with pytest.raises(psycopg.OperationalError, match="password"):
        psycopg.connect(without_password)
