"""What facts add up to: folding, versions, and facts that no sitting can have."""

from __future__ import annotations

import dataclasses

import pytest

from cat_server.sitting import commands as c
from cat_server.sitting import events as e
from cat_server.sitting.state import SittingState, Status, evolve, fold
from tests.cat_server.sitting import story as s
from tests.cat_server.sitting.story import Story, by_participant, by_staff, submit


def whole_exam() -> Story:
    """An exam in which nearly everything happens."""
    story = s.before_section(s.ADAPTIVE, time_multiplier=1.25)
    story.at(1).does(s.start(s.ADAPTIVE))
    story.at(20).does(submit(1, 2))
    story.at(25).does(by_participant(c.CallProctor, reason="computer"))
    story.at(26).does(by_staff(c.PauseSitting))
    story.at(40).does(by_staff(c.MoveSeat, seat="B-02", is_seat_free=True))
    story.at(50).does(s.check_in(seat="B-02"))
    story.at(55).does(by_staff(c.ResumeSitting))
    story.at(56).does(by_staff(c.ResolveHelp))
    story.at(57).does(by_staff(c.SendMessage, text="Silakan lanjut."))
    story.at(60).does(by_staff(c.GiveTime, seconds=60))
    story.at(100).does(s.outage(70, 100))
    story.at(120).does(s.finish(s.ADAPTIVE))
    story.at(130).does(s.start(s.SECOND_ADAPTIVE))
    story.at(5000).does(s.sweep())
    story.at(5010).does(s.start(s.FIXED))
    for position in range(1, 9):
        story.wait(2).does(submit(position, position % 4, section=s.FIXED))
    story.does(submit(3, 0, section=s.FIXED))
    story.does(s.flag(5))
    story.wait(5).does(s.finish(s.FIXED))
    return story


def test_folding_all_events_gives_the_state_step_by_step_and_from_the_middle() -> None:
    story = whole_exam()
    assert fold(story.events) == story.state
    for middle in range(len(story.events)):
        assert fold(story.events[middle:], fold(story.events[:middle])) == story.state


def test_the_version_counts_the_events() -> None:
    state = SittingState()
    for number, event in enumerate(whole_exam().events, start=1):
        state = evolve(state, event)
        assert state.version == number


def test_a_state_and_an_event_cannot_be_changed() -> None:
    story = s.booked()
    with pytest.raises(dataclasses.FrozenInstanceError):
        story.state.version = 9  # type: ignore[misc]
    with pytest.raises(dataclasses.FrozenInstanceError):
        story.events[0].at = s.instant(1)  # type: ignore[misc]


def test_the_earlier_state_is_left_as_it_was() -> None:
    story = s.in_section(s.FIXED)
    before = story.state
    answers = dict(before.sections[-1].answers)
    story.does(submit(1, 1, section=s.FIXED))
    assert before.sections[-1].answers == answers
    assert before.version == story.state.version - 1


def test_a_whole_exam_ends_with_a_result_for_every_section() -> None:
    state = whole_exam().state
    assert state.status is Status.FINISHED
    assert state.is_over
    assert [section.result.reason if section.result else None for section in state.sections] == [
        "completed",
        "time_up",
        "completed",
    ]
    assert state.finish_reason == "completed"
    assert state.current is None
    assert state.seat == "B-02"


def test_the_last_section_ended_by_time_says_so() -> None:
    story = s.in_section(s.FIXED)
    story.at(500).does(s.sweep())
    assert (story.status(), story.state.finish_reason) == (Status.FINISHED, "time_up")


def test_an_event_of_a_section_needs_one_that_runs() -> None:
    story = s.running()
    granted = e.TimeGranted(at=s.START, by="x", category="power", reason="", section=0, seconds=5)
    with pytest.raises(ValueError, match="TimeGranted needs a running section"):
        evolve(story.state, granted)


def test_an_event_that_no_rule_knows_is_not_skipped() -> None:
    story = s.in_section(s.ADAPTIVE)
    with pytest.raises(TypeError, match="no rule says what Event changes"):
        evolve(story.state, e.Event(at=s.START))


def test_messages_are_numbered() -> None:
    story = s.booked()
    for text in ("satu", "dua"):
        story.does(by_staff(c.SendMessage, text=text))
    assert [(message.number, message.text) for message in story.state.messages] == [(1, "satu"), (2, "dua")]
