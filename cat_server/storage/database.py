"""Engines for reading and writing, and the writer that commits in groups.

One writer per process takes every job that waits, runs them in one transaction, commits once and wakes the
waiters: an old disk needs 10 ms for a durable commit, and 600 answers at the end of a section must not wait
for 600 of them.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from alembic import command as alembic_command
from alembic.config import Config
from sqlalchemy import Connection, Engine, create_engine, event, make_url

T = TypeVar("T")
Job = Callable[[Connection], Any]
Offload = Callable[[Callable[[], None]], None]

LARGEST_GROUP = 256
_POOL = {"pool_size": 8, "max_overflow": 24, "pool_timeout": 10}


class Database:
    """One database: connections for reading, and `write` for everything that changes it.

    `offload` runs the blocking part of a commit; the gevent server passes its real-thread pool, everything
    else runs it in place.
    """

    def __init__(self, url: str, *, offload: Offload | None = None) -> None:
        self.url = url
        self.is_sqlite = make_url(url).get_backend_name() == "sqlite"
        self.reader = _sqlite_engine(url, "BEGIN") if self.is_sqlite else create_engine(url, **_POOL)
        self.writer = (
            _sqlite_engine(url, "BEGIN IMMEDIATE")
            if self.is_sqlite
            else create_engine(url, pool_size=1, max_overflow=4)
        )
        self._group = _GroupCommit(self.writer, offload or _in_place)

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection for reading; held only as long as the block."""
        with self.reader.connect() as connection:
            yield connection

    def write(self, job: Callable[[Connection], T]) -> T:
        """The result of `job`, once its changes are durable.

        Jobs of several callers may share one transaction. If it fails, each is tried again alone, so a job
        may run twice, and only the caller whose job fails by itself sees the exception.
        """
        return self._group.run(job)

    def upgrade(self) -> None:
        """Bring the tables to the newest revision."""
        config = Config()
        config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
        with self.writer.begin() as connection:
            config.attributes["connection"] = connection
            alembic_command.upgrade(config, "head")

    def close(self) -> None:
        """Wait for what is being written, then let all connections go."""
        self._group.close()
        self.reader.dispose()
        self.writer.dispose()


def _in_place(job: Callable[[], None]) -> None:
    job()


def _sqlite_engine(url: str, begin: str) -> Engine:
    path = make_url(url).database
    if path:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url, connect_args={"check_same_thread": False, "timeout": 10}, **_POOL)

    @event.listens_for(engine, "connect")
    def _on_connect(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # the BEGIN below is ours: the driver's would be deferred
        cursor = connection.cursor()
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _on_begin(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine


class _GroupCommit:
    """A queue of jobs and the thread that commits all that wait in it at once."""

    def __init__(self, engine: Engine, offload: Offload) -> None:
        self._engine = engine
        self._offload = offload
        self._jobs: queue.Queue[tuple[Job, Future[Any]] | None] = queue.Queue()
        self._thread: threading.Thread | None = None
        self._start_lock = threading.Lock()

    def run(self, job: Callable[[Connection], T]) -> T:
        self._ensure_started()
        waiter: Future[T] = Future()
        self._jobs.put((job, waiter))
        return waiter.result()

    def close(self) -> None:
        with self._start_lock:
            if self._thread is not None:
                self._jobs.put(None)
                self._thread.join()
                self._thread = None

    def _ensure_started(self) -> None:
        # Started at the first write, so that a server that forks its workers has the thread in the worker.
        if self._thread is None:
            with self._start_lock:
                if self._thread is None:
                    self._thread = threading.Thread(target=self._loop, name="journal-writer", daemon=True)
                    self._thread.start()

    def _loop(self) -> None:
        while (first := self._jobs.get()) is not None:
            group = [first]
            while len(group) < LARGEST_GROUP:
                try:
                    more = self._jobs.get_nowait()
                except queue.Empty:
                    break
                if more is None:
                    self._jobs.put(None)
                    break
                group.append(more)
            outcomes: list[Any] = []
            self._offload(lambda group=group, outcomes=outcomes: outcomes.extend(self._commit(group)))  # type: ignore[misc]
            for (_, waiter), outcome in zip(group, outcomes, strict=True):
                if isinstance(outcome, BaseException):
                    waiter.set_exception(outcome)
                else:
                    waiter.set_result(outcome)

    def _commit(self, group: list[tuple[Job, Future[Any]]]) -> list[Any]:
        try:
            with self._engine.begin() as connection:
                return [job(connection) for job, _ in group]
        except Exception as error:  # noqa: BLE001 - handed to whom it belongs
            if len(group) == 1:
                return [error]
        return [outcome for member in group for outcome in self._commit([member])]
