"""Any hall on a real database: commands sent twice, late, out of order, to two processes, over restarts.

At the end of every run `verify` derives everything again and must find no difference.
"""

from __future__ import annotations

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from cat_server.realtime import deadlines
from cat_server.sitting import commands as c
from cat_server.sitting.state import Status, fold
from cat_server.sitting_service import Outcome
from cat_server.storage import heartbeats
from cat_server.verification import verify
from tests.cat_server.exam_server import ExamServer, new_server
from tests.cat_server.sitting import story as s
from tests.cat_server.sitting.story import by_participant, by_staff

N_PEOPLE = 3
PEOPLE = st.integers(0, N_PEOPLE - 1)
PROCESSES = st.integers(0, 1)


@cache
def _with_tables() -> Path:
    """A database with tables, made once; each run starts with a copy."""
    folder = Path(tempfile.mkdtemp(prefix="cat-any-hall-tables-"))
    atexit.register(shutil.rmtree, folder)
    new_server(folder).close()
    return folder / "cat.sqlite"


class AnyHall(RuleBasedStateMachine):
    """Three people, two processes, one database."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="cat-any-hall-"))
        self.processes = [new_server(self.folder, _with_tables())]
        self.processes.append(self.processes[0].another_process())
        self.sittings = self.processes[0].book(N_PEOPLE)
        self.sent: list[tuple[str, c.Command, Outcome]] = []

    @initialize(arrived=st.integers(0, N_PEOPLE))
    def arrive(self, arrived: int) -> None:
        for person in range(arrived):
            self.processes[0].arrive(self.sittings[person])
            self.send(person, 0, self._start(person))

    def teardown(self) -> None:
        try:
            self._everything_acknowledged_is_stored()
            self.everybody_sends_all_again()
            found = verify(self.processes[0].server)
            assert found.differences == ()
            assert found.n_sittings == N_PEOPLE
        finally:
            for process in self.processes:
                process.close()
            shutil.rmtree(self.folder)

    # --- what happens ----------------------------------------------------------------------------------

    @rule(seconds=st.one_of(st.integers(1, 30), st.integers(30, 700)))
    def time_passes(self, seconds: int) -> None:
        self.processes[0].wait(seconds)

    @rule(person=PEOPLE, process=PROCESSES, choice=st.integers(0, 4), times=st.integers(1, 3))
    def somebody_answers(self, person: int, process: int, choice: int, times: int) -> None:
        section = self.state(person).current
        if section is None:
            self.send(person, process, self._start(person))
            return
        position = len(section.items) if section.kind == "adaptive" else 1 + choice
        command = by_participant(
            c.SubmitResponse,
            self.state(person).place or s.PLACE,
            section=section.index,
            position=position,
            response={"choice": choice},
            shown_ms=2000,
            age_ms=choice * 1000,
        )
        for time in range(times):
            self.send(person, (process + time) % 2, command)

    @rule(
        person=PEOPLE,
        process=PROCESSES,
        what=st.sampled_from(["finish", "flag", "check-in", "call", "arrive"]),
    )
    def somebody_does(self, person: int, process: int, what: str) -> None:
        state = self.state(person)
        place = state.place or s.PLACE
        section = state.current.index if state.current else 0
        match what:
            case "finish":
                self.send(person, process, by_participant(c.FinishSection, place, section=section))
            case "flag":
                command = by_participant(c.FlagItem, place, section=section, position=2, is_flagged=True)
                self.send(person, process, command)
            case "check-in":
                self.send(person, process, s.check_in(seat=state.seat, place=f"place-{process}"))
            case "call":
                self.send(person, process, by_participant(c.CallProctor, place, reason="health"))
            case _:
                self.send(person, process, s.check_in(seat=state.seat))
                for kind in (c.ConfirmIdentity, c.AcceptNotice, c.FinishPractice):
                    self.send(person, process, by_participant(kind, self.state(person).place or s.PLACE))
                self.send(person, process, s.enter_hall())

    @rule(
        person=PEOPLE,
        process=PROCESSES,
        what=st.sampled_from(["pause", "resume", "resume", "give", "release", "note", "message"]),
    )
    def the_proctor_does(self, person: int, process: int, what: str) -> None:
        command: c.Command = {
            "pause": by_staff(c.PauseSitting),
            "resume": by_staff(c.ResumeSitting),
            "give": by_staff(c.GiveTime, seconds=60),
            "release": by_staff(c.ReleasePlace),
            "note": by_staff(c.NoteIncident),
            "message": by_staff(c.SendMessage, text="Halo"),
        }[what]
        self.send(person, process, command)
        self.send(person, 1 - process, command)

    @rule(data=st.data(), process=PROCESSES)
    def an_old_command_comes_again(self, data: Any, process: int) -> None:
        if not self.sent:
            return
        place = data.draw(st.integers(0, len(self.sent) - 1))
        sitting, command, outcome = self.sent[place]
        before = self.processes[0].load(sitting).state.version
        again = self.processes[process].handle(sitting, command)
        if outcome.has_changed and outcome.receipt is not None:
            assert again.receipt is not None
            assert again.receipt.version == before
            assert not again.has_changed

    @rule(process=PROCESSES)
    def the_deadlines_are_swept(self, process: int) -> None:
        deadlines.sweep(self.processes[process].server)

    @rule(seconds=st.integers(0, 120))
    def the_server_is_gone_and_comes_back(self, seconds: int) -> None:
        heartbeats.beat(self.processes[0].server.database, self.processes[0].clock.now())
        for process in self.processes:
            process.close()
        self.processes[0].wait(seconds)
        clock = self.processes[0].clock
        self.processes = [ExamServer(process.url, clock) for process in self.processes]
        for process in self.processes:
            deadlines.credit_outage(process.server)

    # --- what must hold --------------------------------------------------------------------------------

    def send(self, person: int, process: int, command: c.Command) -> None:
        sitting = self.sittings[person]
        outcome = self.processes[process].handle(sitting, command)
        if outcome.receipt is not None:
            stored = self.processes[1 - process].entries(sitting)
            assert stored[outcome.receipt.version - 1].hash == outcome.receipt.hash
        self.sent.append((sitting, command, outcome))

    def state(self, person: int) -> Any:
        return self.processes[0].load(self.sittings[person]).state

    def _start(self, person: int) -> Any:
        process, sitting = self.processes[0], self.sittings[person]
        loaded = process.load(sitting)
        section = min(loaded.state.next_section, 2)
        counts, n = process.server.sittings.exposure(loaded, section)
        return by_participant(
            c.StartSection,
            loaded.state.place or s.PLACE,
            section=section,
            exposure_counts=counts,
            n_examinees=n,
        )

    def everybody_sends_all_again(self) -> None:
        """What was carried out is never carried out again."""
        versions = [self.state(person).version for person in range(N_PEOPLE)]
        for number, (sitting, command, outcome) in enumerate(self.sent):
            if outcome.has_changed and outcome.receipt is not None:
                assert not self.processes[number % 2].handle(sitting, command).has_changed
        assert versions == [self.state(person).version for person in range(N_PEOPLE)]

    def _everything_acknowledged_is_stored(self) -> None:
        for sitting in self.sittings:
            stored = {entry.version: entry.hash for entry in self.processes[0].entries(sitting)}
            for _, _, outcome in (each for each in self.sent if each[0] == sitting):
                if outcome.receipt is not None:
                    assert stored[outcome.receipt.version] == outcome.receipt.hash

    @invariant()
    def both_processes_tell_the_same(self) -> None:
        for sitting in self.sittings:
            one, other = (process.load(sitting) for process in self.processes)
            assert one.state == other.state
            assert one.receipt == other.receipt

    @invariant()
    def memory_is_what_the_journal_says(self) -> None:
        for sitting in self.sittings:
            entries = self.processes[0].entries(sitting)
            state = self.processes[0].load(sitting).state
            assert [entry.version for entry in entries] == list(range(1, len(entries) + 1))
            assert fold(entry.event for entry in entries) == state
            if state.status is Status.FINISHED:
                assert all(section.result for section in state.sections)


AnyHall.TestCase.settings = settings(
    max_examples=max(1, settings().max_examples * 2 // 10), stateful_step_count=25
)
TestAnyHall = AnyHall.TestCase
