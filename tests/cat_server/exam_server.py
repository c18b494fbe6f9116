"""A server without doors for tests: a real database in a file, the small exam, people booked into a hall.

Its clock is set by the test; everything else is what runs in an exam.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import text

from cat_server.banks.service import BankService
from cat_server.clock import Clock
from cat_server.hall_service import HallService
from cat_server.server import Server
from cat_server.settings import Settings
from cat_server.sitting import commands as c
from cat_server.sitting_service import Outcome, Sitting, SittingService
from cat_server.storage import journal
from cat_server.storage.database import Database
from cat_server.storage.releases import ReleaseStore
from item_bank.release import release_digest
from tests.cat_server import frame
from tests.cat_server.sitting import story as s


class SetClock(Clock):
    """A clock that stands until it is set."""

    def __init__(self, instant: datetime = s.START) -> None:
        super().__init__()
        self.instant = instant

    def now(self) -> datetime:
        return self.instant


@dataclass
class ExamServer:
    """A server whose sittings are sat by calling it."""

    url: str
    clock: SetClock = field(default_factory=SetClock)
    server: Server = field(init=False)

    def __post_init__(self) -> None:
        database = Database(self.url)
        releases = ReleaseStore(database)
        self.server = Server(
            settings=Settings(database_url=self.url),
            clock=self.clock,
            database=database,
            releases=releases,
            sittings=SittingService(database, releases, self.clock),
            halls=HallService(database, self.clock),
            banks=BankService(database, self.clock, releases),
        )

    def another_process(self) -> ExamServer:
        """A second server on the same database; it shares nothing but the database and the time."""
        return ExamServer(self.url, self.clock)

    def close(self) -> None:
        self.server.database.close()

    # --- time ------------------------------------------------------------------------------------------

    def at(self, seconds: float) -> ExamServer:
        self.clock.instant = s.instant(seconds)
        return self

    def wait(self, seconds: float) -> ExamServer:
        self.clock.instant += timedelta(seconds=seconds)
        return self

    # --- sittings --------------------------------------------------------------------------------------

    def book(self, n_people: int = 1, content: bytes | None = None, **fields: Any) -> tuple[str, ...]:
        """The ids of opened sittings, of people 1 to `n_people`; `content` is a release of another exam."""
        ids = frame.add_frame(self.server.database, n_people, content)
        if content is not None:
            fields["release_digest"] = release_digest(content)
        for number, sitting_id in enumerate(ids, start=1):
            command = s.open_sitting(
                participant_id=f"person-{number}",
                hall_id=frame.HALL,
                seat=f"A-{number:02}",
                seed=f"{number:032x}",
                **fields,
            )
            self.does(sitting_id, command, actor="booking")
        return ids

    def handle(self, sitting_id: str, command: c.Command, actor: str = "test") -> Outcome:
        return self.server.sittings.handle(sitting_id, command, actor=actor)

    def does(self, sitting_id: str, *commands: c.Command, actor: str = "test") -> Outcome:
        """The outcome of the last of commands that must not be refused."""
        outcomes = [self.handle(sitting_id, command, actor) for command in commands]
        assert all(outcome.refusal is None for outcome in outcomes), outcomes
        return outcomes[-1]

    def arrive(self, sitting_id: str) -> None:
        """From the door to the first section."""
        seat = self.load(sitting_id).state.seat
        arrival = (c.ConfirmIdentity, c.AcceptNotice, c.FinishPractice)
        self.does(sitting_id, s.check_in(seat=seat))
        self.does(sitting_id, *(s.by_participant(kind) for kind in arrival))
        self.does(sitting_id, s.enter_hall())

    def start(self, sitting_id: str, section: int) -> Outcome:
        """Start a section with the counts that exposure control reads."""
        named = s.start(section)
        command = self.server.sittings.start_section(
            self.load(sitting_id), section, command_id=named.command_id, place=named.place
        )
        return self.does(sitting_id, command)

    def sit(self, sitting_id: str, *, seconds_per_item: float = 5) -> Sitting:
        """Sit the whole exam, choosing by a fixed pattern."""
        self.arrive(sitting_id)
        for section in (s.ADAPTIVE, s.SECOND_ADAPTIVE):
            self.start(sitting_id, section)
            while (current := self.load(sitting_id).state.current) is not None:
                self.wait(seconds_per_item)
                position = len(current.items)
                self.does(sitting_id, s.submit(position, position % 4, section=section))
        self.start(sitting_id, s.FIXED)
        for position in range(1, 9):
            self.wait(seconds_per_item)
            self.does(sitting_id, s.submit(position, position % 4, section=s.FIXED))
        self.does(sitting_id, s.submit(2, 0, section=s.FIXED), s.flag(3), s.finish(s.FIXED))
        return self.load(sitting_id)

    def load(self, sitting_id: str) -> Sitting:
        return self.server.sittings.load(sitting_id)

    def entries(self, stream: str) -> tuple[journal.Entry, ...]:
        with self.server.database.read() as connection:
            return journal.read(connection, stream)

    # --- the insider -----------------------------------------------------------------------------------

    def sql(self, statement: str, **values: Any) -> int:
        """How many rows a statement changed that somebody with the database's password ran."""
        with self.server.database.writer.begin() as connection:
            return connection.execute(text(statement), values).rowcount


def new_server(folder: Path, with_tables: Path | None = None) -> ExamServer:
    """A server on a fresh SQLite file in the folder, copied from one with tables where there is one."""
    path = folder / "cat.sqlite"
    if with_tables is not None:
        path.write_bytes(with_tables.read_bytes())
    opened = ExamServer(f"sqlite:///{path}")
    if with_tables is None:
        opened.server.database.upgrade()
    return opened
