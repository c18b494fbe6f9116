"""Derives everything again: hash chains, each sitting's replay, choices, abilities, boards, counts, banks.

Any difference is named; none is mended. Numbers may differ in the last bits between machines, so abilities
are compared to 1e-9 logits, while items, categories and reasons must be the same.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import datetime, timedelta

from cat_server import hall as hall_core
from cat_server.banks import proof
from cat_server.server import Server
from cat_server.sitting import commands as c
from cat_server.sitting import events as e
from cat_server.sitting import next_item, timing
from cat_server.sitting.shadow_check import CUT_SHORT, shadow_test_problems
from cat_server.sitting.state import SittingState, evolve
from cat_server.sitting_service import Receipt, Sitting, board_line
from cat_server.storage import boards, eligibility, journal, people
from cat_server.storage.journal import Entry
from item_bank.exam_plan.stopping import STOP_REASONS
from item_bank.release import Release, ReleasedItem

TOLERANCE = 1e-9

_Answered = e.ResponseRecorded | e.ResponseChanged | e.ResponseTakenBack


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that is not as it must be."""

    stream: str
    version: int
    sentence: str

    def __str__(self) -> str:
        return f"{self.stream} version {self.version}: {self.sentence}"


@dataclass(frozen=True, slots=True)
class Verification:
    """What was looked at and what differs."""

    n_sittings: int
    n_halls: int
    n_events: int
    n_choices: int
    n_abilities: int
    differences: tuple[Difference, ...]


def verify(server: Server) -> Verification:
    """Derive every stream, board and count of the database again."""
    with server.database.read() as connection:
        streams = journal.streams(connection)
        bookings = {booking.sitting_id: booking for booking in people.bookings(connection)}
        halls = {hall.id for hall in people.halls(connection)}
        stored_exposure = boards.all_exposure(connection)
        stored_eligibility = eligibility.every_count(connection)
    differences: list[Difference] = []
    exposure: Counter[boards.Exposed] = Counter()
    tests: list[tuple[eligibility.Counted, eligibility.Sums]] = []
    n_events = n_choices = n_abilities = n_halls = 0
    for stream in streams:
        with server.database.read() as connection:
            entries = journal.read(connection, stream)
        n_events += len(entries)
        broken = list(_chain_differences(stream, entries))
        differences += broken
        if stream in halls:
            n_halls += 1
            differences += _hall_differences(stream, entries)
            continue
        booking = bookings.get(stream)
        if booking is None:
            differences.append(Difference(stream, 0, "events of a sitting that no booking knows"))
            continue
        try:
            release = server.releases.get(booking.release_digest)
            replay = _Replay(booking, release)
            for entry in entries:
                replay.take(entry)
        except (ValueError, KeyError, IndexError, TypeError) as error:
            differences.append(Difference(stream, 0, f"cannot be replayed: {error}"))
            continue
        differences += replay.differences
        n_choices += replay.n_choices
        n_abilities += replay.n_abilities
        exposure += replay.exposure
        tests += replay.tests
        differences += _board_differences(server, stream, replay.state, entries)
    for missing in sorted(bookings.keys() - set(streams)):
        differences.append(Difference(missing, 0, "a booking without a journal"))
    differences += _exposure_differences(stored_exposure, exposure)
    differences += _eligibility_differences(stored_eligibility, tests)
    with server.database.read() as connection:
        differences += [Difference(*each) for each in proof.differences(connection)]
    return Verification(len(streams) - n_halls, n_halls, n_events, n_choices, n_abilities, tuple(differences))


def _chain_differences(stream: str, entries: tuple[Entry, ...]) -> Iterator[Difference]:
    previous = journal.GENESIS
    for number, entry in enumerate(entries, start=1):
        if entry.version != number:
            yield Difference(stream, entry.version, f"version {number} is missing")
            return
        if entry.previous_hash != previous:
            yield Difference(
                stream, entry.version, "does not follow from the row before: the chain is broken"
            )
        if entry.hash != entry.expected_hash:
            yield Difference(stream, entry.version, f"the {entry.type} was changed after it was written")
        previous = entry.hash


def _hall_differences(stream: str, entries: tuple[Entry, ...]) -> Iterator[Difference]:
    try:
        hall_core.fold(entry.event for entry in entries)
    except (ValueError, TypeError) as error:
        yield Difference(stream, 0, f"cannot be replayed: {error}")


def _exposure_differences(
    stored: Mapping[boards.Exposed, int], counted: Mapping[boards.Exposed, int]
) -> Iterator[Difference]:
    for key in sorted(stored.keys() | counted.keys()):
        ours, theirs = counted.get(key, 0), stored.get(key, 0)
        if ours != theirs:
            digest, section, item = key
            whose = f"of {item}" if item else "of sittings"
            sentence = f"the count {whose} in section {section} of release {digest[:8]} is {theirs}, "
            yield Difference("exposure", 0, f"{sentence}and the journals have {ours}")


def _eligibility_differences(
    stored: Mapping[eligibility.Counted, eligibility.Sums],
    tests: Iterable[tuple[eligibility.Counted, eligibility.Sums]],
) -> Iterator[Difference]:
    parts: dict[eligibility.Counted, list[eligibility.Sums]] = {}
    for key, sums in tests:
        parts.setdefault(key, []).append(sums)
    for key in sorted(stored.keys() | parts.keys()):
        ours = tuple(math.fsum(each) for each in zip(*parts.get(key, [(0.0, 0.0)]), strict=True))
        theirs = stored.get(key, (0.0, 0.0))
        if not all(math.isclose(a, b, rel_tol=TOLERANCE) for a, b in zip(ours, theirs, strict=True)):
            digest, section, segment, item = key
            whose = f"of {item}" if item else "of sittings"
            sentence = (
                f"the counts {whose} in segment {segment} of section {section} of release {digest[:8]} "
            )
            yield Difference("exposure", 0, f"{sentence}are {theirs}, and the journals have {ours}")


def _board_differences(
    server: Server, stream: str, state: SittingState, entries: tuple[Entry, ...]
) -> Iterator[Difference]:
    known = server.sittings.load(stream)
    last = entries[-1]
    receipt = Receipt(last.version, last.hash, last.recorded_at)
    rebuilt = board_line(Sitting(stream, known.person, known.release, state, receipt))
    with server.database.read() as connection:
        stored = boards.of_sitting(connection, stream)
    if stored is None:
        yield Difference(stream, state.version, "the board has no line of this sitting")
    elif stored != rebuilt:
        differing = [
            name for name in boards.Line.__slots__ if getattr(stored, name) != getattr(rebuilt, name)
        ]
        yield Difference(
            stream, state.version, f"the board's {', '.join(differing)} differ from the journal's"
        )


class _Replay:
    """Folds one sitting and computes again, before each event, what the event says was computed."""

    def __init__(self, booking: people.Booking, release: Release) -> None:
        self._booking = booking
        self._stream = booking.sitting_id
        self._release = release
        self.state = SittingState()
        self.differences: list[Difference] = []
        self.n_choices = self.n_abilities = 0
        self.exposure: Counter[boards.Exposed] = Counter()
        self.tests: list[tuple[eligibility.Counted, eligibility.Sums]] = []

    def take(self, entry: Entry) -> None:
        event = entry.event
        self.exposure.update(boards.exposed(self._booking.release_digest, (event,)))
        expected = self._expected(event)
        if expected is not None:
            self._compare(entry.version, expected, event)
        self.state = evolve(self.state, event)
        self.tests += eligibility.added(self._release, self.state, (event,))

    def _expected(self, event: e.Event) -> e.Event | None:
        """The event as it must have come out of this state, or None where nothing was computed."""
        match event:
            case e.SittingOpened():
                return replace(
                    event,
                    release_digest=self._booking.release_digest,
                    participant_id=self._booking.participant_id,
                    hall_id=self._booking.hall_id,
                )
            case e.SectionStarted():
                command = c.StartSection(
                    command_id="",
                    place="",
                    section=event.section,
                    exposure_counts=event.exposure_counts,
                    n_examinees=event.n_examinees,
                    eligibility_counts=event.eligibility_counts,
                    seen_items=event.seen_items,
                    pretest_counts=event.pretest_counts,
                )
                return next_item.section_started(self.state, command, event.at, self._release)
            case e.ItemPresented():
                self.n_choices += 1
                return self._expected_choice(event)
            case e.ResponseRecorded() | e.ResponseChanged():
                return self._expected_response(event)
            case e.ResponseTakenBack():
                return replace(event, item=self._item_at(event).id, is_in_grace=self._is_late(event))
            case e.SectionFinished():
                self.n_abilities += 1
                if event.reason in STOP_REASONS:
                    return next_item.next_step(self.state, self._release, event.at)
                return next_item.finished(self.state, self._release, event.reason, self._end(event))
            case _:
                pass
        return None

    def _expected_choice(self, event: e.ItemPresented) -> e.Event:
        """The choice made again. Its shadow test, too, unless the plan's limit of time cut the solver short.

        How far a solver comes in a time depends on the computer. Such a shadow test is not computed again: it
        must fulfil the blueprint with everything given, and the item must be the best that it had to give.
        """
        if event.shadow_test is None:
            return next_item.next_step(self.state, self._release, event.at)
        content = self._release.section(event.section)
        for problem in shadow_test_problems(self.state.sections[-1], content, event):
            sentence = f"the shadow test of item {event.position} {problem}"
            self.differences.append(Difference(self._stream, self.state.version + 1, sentence))
        blueprint = content.plan.content
        has_limit = blueprint is not None and blueprint.time_limit_seconds is not None
        if has_limit and event.shadow_test.source in CUT_SHORT:
            return next_item.next_step(self.state, self._release, event.at, given=event.shadow_test)
        return next_item.next_step(self.state, self._release, event.at, is_limited=False)

    def _expected_response(self, event: e.ResponseRecorded | e.ResponseChanged) -> e.Event:
        """The answer with the item, the mark and the lateness that follow from what was before it."""
        item = self._item_at(event)
        end = timing.deadline(self.state.sections[-1])
        if end is not None and event.at >= end + timedelta(seconds=self._release.plan.grace_seconds):
            late = (event.at - end).total_seconds()
            sentence = f"the answer to {item.id} was taken {late:.1f} s after the time was up"
            self.differences.append(Difference(self._stream, self.state.version + 1, sentence))
        return replace(
            event,
            item=item.id,
            category=next_item.mark(item, event.response),
            is_in_grace=self._is_late(event),
        )

    def _item_at(self, event: _Answered) -> ReleasedItem:
        return self._release.item(self.state.sections[-1].items[event.position - 1])

    def _is_late(self, event: _Answered) -> bool:
        end = timing.deadline(self.state.sections[-1])
        return end is not None and event.at >= end

    def _end(self, event: e.SectionFinished) -> datetime:
        """When the section must have ended: at its deadline if time ended it, otherwise when it says."""
        end = timing.deadline(self.state.sections[-1]) if event.reason == "time_up" else None
        return end or event.at

    def _compare(self, version: int, expected: e.Event, stored: e.Event) -> None:
        if type(expected) is not type(stored):
            sentence = (
                f"{type(stored).__name__} is stored, and {type(expected).__name__} follows from the answers"
            )
            self.differences.append(Difference(self._stream, version, sentence))
            return
        for name in (field.name for field in fields(stored)):
            ours, theirs = getattr(expected, name), getattr(stored, name)
            if not _is_same(ours, theirs):
                sentence = f"{type(stored).__name__}.{name} is stored as {theirs}, and computed as {ours}"
                self.differences.append(Difference(self._stream, version, sentence))


def _is_same(ours: object, theirs: object) -> bool:
    if isinstance(ours, float) and isinstance(theirs, float | int):
        return math.isclose(ours, theirs, rel_tol=0.0, abs_tol=TOLERANCE)
    if isinstance(ours, e.AssembledTest | e.TraitResult) and type(ours) is type(theirs):
        return all(_is_same(getattr(ours, each.name), getattr(theirs, each.name)) for each in fields(ours))
    if isinstance(ours, tuple) and isinstance(theirs, tuple):
        return len(ours) == len(theirs) and all(_is_same(a, b) for a, b in zip(ours, theirs, strict=True))
    return ours == theirs
