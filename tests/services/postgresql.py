"""A private PostgreSQL for one test run: a free loopback port, a temporary folder, gone afterwards.

No server of the computer's own is touched, and none needs to run.
"""

from __future__ import annotations

import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final, LiteralString

import psycopg
import pytest
from psycopg import sql

from scripts.programs import find_postgresql

START_SECONDS: Final = 60.0
ATTEMPTS: Final = 5
USER: Final = "cat_test"

# Nothing in these databases outlives the run, so nothing waits for the disk.
FAST: Final = ("fsync=off", "full_page_writes=off", "synchronous_commit=off", "max_connections=60")


class PrivatePostgresql:
    """A running server of our own."""

    def __init__(self, programs: Path) -> None:
        self._programs = programs
        self._password = secrets.token_urlsafe(16)
        self._account = _account_to_run_as()
        # Not below pytest's folders: those are closed to the account that PostgreSQL runs as.
        self._folder = Path(tempfile.mkdtemp(prefix="cat-postgresql-"))
        self._port = 0
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        self._make_cluster()
        for _ in range(ATTEMPTS):
            self._port = _free_port()
            if self._is_up():
                return
        pytest.fail(f"PostgreSQL did not start. Its own words:\n{self._last_words()}", pytrace=False)

    def stop(self) -> None:
        if self._process is not None and self._process.poll() is None:
            self._process.send_signal(signal.SIGINT)  # the "fast" shutdown: it disconnects clients and ends
            try:
                self._process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait(timeout=20)
        shutil.rmtree(self._folder, ignore_errors=True)

    def new_database(self) -> str:
        """The SQLAlchemy URL of a new, empty database."""
        name = f"test_{secrets.token_hex(6)}"
        self._administer("CREATE DATABASE {}", name)
        return self._address(name).replace("postgresql://", "postgresql+psycopg://", 1)

    def drop_database(self, url: str) -> None:
        self._administer("DROP DATABASE IF EXISTS {} WITH (FORCE)", url.rpartition("/")[2])

    def _administer(self, statement: LiteralString, database: str) -> None:
        with psycopg.connect(self._address("postgres"), autocommit=True) as connection:
            connection.execute(sql.SQL(statement).format(sql.Identifier(database)))

    def _address(self, database: str) -> str:
        return f"postgresql://{USER}:{self._password}@127.0.0.1:{self._port}/{database}"

    def _make_cluster(self) -> None:
        password_file = self._folder / "password"
        password_file.write_text(self._password, encoding="utf-8")
        if self._account is not None:
            shutil.chown(self._folder, user=self._account)
            shutil.chown(password_file, user=self._account)
        subprocess.run(
            [
                str(self._programs / "initdb"),
                f"--pgdata={self._folder / 'cluster'}",
                f"--username={USER}",
                "--auth=scram-sha-256",
                f"--pwfile={password_file}",
                "--encoding=UTF8",
                "--no-locale",
                "--no-sync",
                "--no-instructions",
            ],
            check=True,
            cwd=self._folder,
            user=self._account,
            stdout=subprocess.DEVNULL,
        )

    def _is_up(self) -> bool:
        """Whether the server started; it ends at once when another program took the port meanwhile."""
        settings = (f"port={self._port}", "listen_addresses=127.0.0.1", "unix_socket_directories=", *FAST)
        with (self._folder / "words.txt").open("wb") as words:
            self._process = subprocess.Popen(
                [
                    str(self._programs / "postgres"),
                    *("-D", str(self._folder / "cluster")),
                    *(f"--{each}" for each in settings),
                ],
                cwd=self._folder,
                user=self._account,
                stdin=subprocess.DEVNULL,
                stdout=words,
                stderr=subprocess.STDOUT,
            )
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline and self._process.poll() is None:
            try:
                psycopg.connect(self._address("postgres"), connect_timeout=5).close()
            except psycopg.OperationalError:
                time.sleep(0.05)
            else:
                return True
        return False

    def _last_words(self) -> str:
        words = self._folder / "words.txt"
        return words.read_text(encoding="utf-8", errors="replace")[-2000:] if words.exists() else "(none)"


def _account_to_run_as() -> str | None:
    """Another account when this is root, because PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return None
    existing = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in existing else "nobody"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[PrivatePostgresql]:
    """The private server of this test run, started when the first test asks for it."""
    programs = find_postgresql()
    if programs is None:
        pytest.fail(
            "PostgreSQL's programs initdb and postgres were not found; `make test` installs them, "
            "or on Debian and Ubuntu: apt-get install postgresql",
            pytrace=False,
        )
    server = PrivatePostgresql(programs)
    try:
        server.start()
        yield server
    finally:
        server.stop()


@pytest.fixture
def postgresql_url(postgresql_server: PrivatePostgresql) -> Iterator[str]:
    """The URL of an empty database for one test, dropped afterwards."""
    url = postgresql_server.new_database()
    yield url
    postgresql_server.drop_database(url)
