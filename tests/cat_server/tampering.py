"""What somebody with the database's password could do to a journal, from clumsy to careful."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from cat_server.sitting.state import fold
from cat_server.sitting_service import Receipt, Sitting, board_line
from cat_server.storage import boards, journal
from cat_server.storage.journal import GENESIS, Entry
from cat_server.verification import verify
from tests.cat_server import frame
from tests.cat_server.exam_server import ExamServer
from tests.cat_server.frame import HALL

Body = dict[str, Any]


def sentences(exam: ExamServer) -> list[str]:
    """What verify says, from a process that remembers nothing."""
    fresh = exam.another_process()
    found = verify(fresh.server)
    fresh.close()
    exam.close()
    return [str(difference) for difference in found.differences]


def first_of(exam: ExamServer, kind: str, stream: str = "sitting-1") -> Entry:
    return next(entry for entry in exam.entries(stream) if entry.type == kind)


def set_body(exam: ExamServer, entry: Entry, **changes: object) -> None:
    body = json.dumps(json.loads(entry.body) | changes, sort_keys=True, separators=(",", ":"))
    changed = exam.sql(
        "UPDATE journal SET body = :body WHERE stream = :stream AND version = :version",
        body=body, stream=entry.stream, version=entry.version,
    )  # fmt: skip
    assert changed == 1


def rewrite(exam: ExamServer, stream: str, change: Callable[[str, Body], Body | None]) -> None:
    """Change events as a careful insider would: the whole chain and the board are made to fit again."""
    entries: list[Entry] = []
    previous = GENESIS
    for old in exam.entries(stream):
        body = change(old.type, json.loads(old.body))
        if body is None:
            continue
        text = json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        row = (stream, len(entries) + 1, old.type, text, old.recorded_at, old.actor, old.command_id)
        entries.append(Entry(*row, previous, journal.entry_hash(previous, row)))
        previous = entries[-1].hash
    exam.sql("DELETE FROM journal WHERE stream = :stream", stream=stream)
    with exam.server.database.writer.begin() as connection:
        journal.append(connection, entries)
    if stream == HALL:
        return
    sitting = exam.load("sitting-2")
    person = frame.person(int(stream.rpartition("-")[2]))
    with suppress(ValueError):  # a history that cannot have been has no board
        state = fold(entry.event for entry in entries)
        last = Receipt(entries[-1].version, entries[-1].hash, entries[-1].recorded_at)
        line = board_line(Sitting(stream, person, sitting.release, state, last))
        with exam.server.database.writer.begin() as connection:
            boards.record(connection, line)


def changing(kind: str, **changes: object) -> Callable[[str, Body], Body | None]:
    """Changes to the first event of a kind."""
    done: list[int] = []

    def change(name: str, body: Body) -> Body:
        if name != kind or done:
            return body
        done.append(1)
        return body | changes

    return change
