"""Group commit: many callers, few commits, and each caller's trouble stays its own."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Connection, text

from cat_server.storage.database import LARGEST_GROUP, Database


def insert(value: int) -> Callable[[Connection], int]:
    def job(connection: Connection) -> int:
        connection.execute(text("INSERT INTO numbers (n) VALUES (:n)"), {"n": value})
        return value * 10

    return job


def make_table(database: Database) -> None:
    def job(connection: Connection) -> None:
        connection.execute(text("CREATE TABLE numbers (n INTEGER UNIQUE)"))

    database.write(job)


def stored(database: Database) -> list[int]:
    with database.read() as connection:
        return list(connection.scalars(text("SELECT n FROM numbers ORDER BY n")))


@pytest.fixture
def numbers(database: Database) -> Database:
    make_table(database)
    return database


class Gate:
    """A job that holds the writer until it is opened, so that the jobs behind it come as one group."""

    def __init__(self, database: Database) -> None:
        self._inside = threading.Event()
        self._open = threading.Event()
        self._thread = threading.Thread(target=database.write, args=(self._wait,))
        self._thread.start()
        assert self._inside.wait(10)

    def open(self) -> None:
        self._open.set()
        self._thread.join()

    def _wait(self, _connection: Connection) -> None:
        self._inside.set()
        assert self._open.wait(10)


def in_one_group(database: Database, jobs: list[Callable[[Connection], object]]) -> list[object]:
    """What each caller got, result or exception, of jobs that waited together."""
    got: list[object] = [None] * len(jobs)

    def call(place: int) -> None:
        try:
            got[place] = database.write(jobs[place])
        except Exception as error:  # noqa: BLE001 - what the caller sees is what is tested
            got[place] = error

    gate = Gate(database)
    threads = [threading.Thread(target=call, args=(place,)) for place in range(len(jobs))]
    for thread in threads:
        thread.start()
    while database._group._jobs.qsize() < len(jobs):
        threading.Event().wait(0.005)
    gate.open()
    for thread in threads:
        thread.join()
    return got


def test_a_caller_gets_its_own_result_after_the_commit(numbers: Database) -> None:
    assert numbers.write(insert(4)) == 40
    assert stored(numbers) == [4]


def test_many_callers_from_many_threads_all_succeed(numbers: Database) -> None:
    got = in_one_group(numbers, [insert(n) for n in range(50)])
    assert sorted(got) == [n * 10 for n in range(50)]  # type: ignore[type-var]
    assert stored(numbers) == list(range(50))


def test_jobs_that_wait_together_share_one_transaction(numbers: Database) -> None:
    transactions: list[object] = []

    def job(connection: Connection) -> None:
        transactions.append(connection.get_transaction())

    in_one_group(numbers, [job] * 20)
    assert len(transactions) == 20
    assert len({id(transaction) for transaction in transactions}) == 1


def test_more_jobs_than_one_group_holds_are_all_done(numbers: Database) -> None:
    n = LARGEST_GROUP + 20
    in_one_group(numbers, [insert(number) for number in range(n)])
    assert len(stored(numbers)) == n


def test_one_bad_job_fails_alone(numbers: Database) -> None:
    def bad(connection: Connection) -> None:
        insert(99)(connection)
        message = "a bug in one handler"
        raise ArithmeticError(message)

    jobs: list[Callable[[Connection], object]] = [insert(n) for n in range(5)]
    got = in_one_group(numbers, [*jobs[:3], bad, *jobs[3:]])
    assert isinstance(got[3], ArithmeticError)
    assert [value for value in got if not isinstance(value, Exception)] == [0, 10, 20, 30, 40]
    assert stored(numbers) == [0, 1, 2, 3, 4]


def test_a_broken_rule_of_the_database_fails_only_the_job_that_broke_it(numbers: Database) -> None:
    got = in_one_group(numbers, [insert(n) for n in (1, 2, 1, 3)])
    failed = [value for value in got if isinstance(value, Exception)]
    assert len(failed) == 1
    assert stored(numbers) == [1, 2, 3]


def test_after_a_failure_the_writer_works_on(numbers: Database) -> None:
    with pytest.raises(Exception, match="no_such_table"):
        numbers.write(lambda connection: connection.execute(text("DELETE FROM no_such_table")))
    numbers.write(insert(1))
    assert stored(numbers) == [1]


def test_a_reader_sees_only_what_was_committed(numbers: Database) -> None:
    seen: list[list[int]] = []

    def job(connection: Connection) -> None:
        insert(7)(connection)
        seen.append(stored(numbers))

    numbers.write(job)
    assert seen == [[]]
    assert stored(numbers) == [7]


def test_two_processes_worth_of_writers_share_a_database(numbers: Database, database_url: str) -> None:
    other = Database(database_url)
    threads = [
        threading.Thread(target=writer.write, args=(insert(n * 2 + side),))
        for side, writer in enumerate((numbers, other))
        for n in range(20)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    other.close()
    assert stored(numbers) == list(range(40))


def test_closing_waits_for_what_is_being_written_and_reopens_by_itself(numbers: Database) -> None:
    numbers.write(insert(1))
    numbers.close()
    numbers.write(insert(2))
    assert stored(numbers) == [1, 2]


def test_the_blocking_part_runs_where_the_server_wants_it(database_url: str) -> None:
    offloaded: list[str] = []

    def offload(job: Callable[[], None]) -> None:
        offloaded.append(threading.current_thread().name)
        job()

    database = Database(database_url, offload=offload)
    assert database.write(lambda _connection: 5) == 5
    database.close()
    assert offloaded == ["journal-writer"]


def test_sqlite_is_durable_and_keeps_references(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'new' / 'folder' / 'cat.sqlite'}")
    for engine in (database.reader, database.writer):
        with engine.connect() as connection:
            names = ("journal_mode", "synchronous", "foreign_keys")
            assert [connection.scalar(text(f"PRAGMA {name}")) for name in names] == ["wal", 2, 1]
    database.close()


def test_what_was_committed_survives_a_new_process(database_url: str) -> None:
    first = Database(database_url)
    make_table(first)
    first.write(insert(3))
    first.close()
    second = Database(database_url)
    assert stored(second) == [3]
    second.close()
