"""What a proctor does to one sitting: pause, time, seat, place, stop, words; each with who and why."""

from __future__ import annotations

import pytest

from cat_server.sitting import commands as c
from cat_server.sitting import events as e
from cat_server.sitting.decide import may
from cat_server.sitting.refusals import RefusalCode
from cat_server.sitting.state import Status
from cat_server.sitting.supervision import CATEGORIES, LONGEST_TEXT, MOST_SECONDS_GIVEN
from tests.cat_server.sitting import story as s
from tests.cat_server.sitting.story import Story, by_participant, by_staff, check_in, submit

WHO = {"by": "pengawas", "category": "device", "reason": "papan ketik rusak"}


def pause() -> c.PauseSitting:
    return by_staff(c.PauseSitting)  # type: ignore[no-any-return]


def resume() -> c.ResumeSitting:
    return by_staff(c.ResumeSitting)  # type: ignore[no-any-return]


def test_a_pause_and_its_end_say_who_and_why() -> None:
    story = s.in_section(s.ADAPTIVE)
    assert story.at(10).does(pause()) == (e.SittingPaused(at=s.instant(10), **WHO),)
    assert story.status() is Status.PAUSED
    assert story.at(70).does(resume()) == (e.SittingResumed(at=s.instant(70), stopped_seconds=60, **WHO),)
    assert story.status() is Status.RUNNING
    assert story.state.pause is None


def test_a_paused_sitting_takes_no_new_work() -> None:
    story = s.in_section(s.FIXED)
    story.at(10).does(pause())
    story.wait(5)
    for command in (submit(1, section=s.FIXED), s.flag(1), s.finish(s.FIXED), s.start(s.FIXED)):
        assert story.refuses(command) is RefusalCode.PAUSED


def test_a_sitting_pauses_once_and_resumes_once() -> None:
    story = s.in_section(s.ADAPTIVE)
    assert story.refuses(resume()) is RefusalCode.NOT_PAUSED
    story.does(pause())
    assert story.refuses(pause()) is RefusalCode.ALREADY_PAUSED
    story.does(resume())
    assert story.refuses(resume()) is RefusalCode.NOT_PAUSED


def test_a_pause_between_two_sections_holds_the_next_one_back() -> None:
    story = s.before_section(1)
    story.does(pause())
    assert story.refuses(s.start(1)) is RefusalCode.PAUSED
    story.at(60).does(resume())
    started = story.does(s.start(1))[0]
    assert isinstance(started, e.SectionStarted)
    assert started.limit_seconds == 300


def test_there_is_nothing_to_pause_before_the_start_and_after_the_end() -> None:
    for story in (s.booked(), s.waiting()):
        assert story.refuses(pause()) is RefusalCode.NOT_RUNNING
    assert s.finished().refuses(pause()) is RefusalCode.OVER


def test_time_is_given_to_the_running_section() -> None:
    story = s.in_section(s.FIXED)
    given = by_staff(c.GiveTime, seconds=120)
    assert story.does(given) == (e.TimeGranted(at=s.START, section=2, seconds=120, **WHO),)
    assert story.state.notices[-1].kind == "time_given"


def test_time_is_given_in_a_pause_too() -> None:
    story = s.in_section(s.FIXED)
    story.does(pause())
    story.does(by_staff(c.GiveTime, seconds=1))
    assert story.status() is Status.PAUSED


@pytest.mark.parametrize("seconds", [0, -60, MOST_SECONDS_GIVEN + 1])
def test_time_that_is_none_or_too_much_is_refused(seconds: int) -> None:
    story = s.in_section(s.ADAPTIVE)
    assert story.refuses(by_staff(c.GiveTime, seconds=seconds)) is RefusalCode.SECONDS_OUT_OF_RANGE
    story.does(by_staff(c.GiveTime, seconds=MOST_SECONDS_GIVEN))


def test_time_is_given_only_while_a_section_runs() -> None:
    for story in (s.booked(), s.before_section(1)):
        assert story.refuses(by_staff(c.GiveTime, seconds=60)) is RefusalCode.NO_SECTION_RUNNING
    assert s.finished().refuses(by_staff(c.GiveTime, seconds=60)) is RefusalCode.OVER


def test_a_moved_participant_resumes_exactly_at_the_new_seat() -> None:
    story = s.in_section(s.ADAPTIVE)
    story.at(20).does(submit(1))
    before = story.section
    moved = by_staff(c.MoveSeat, seat="B-02", is_seat_free=True)
    assert story.at(30).does(moved) == (e.SeatChanged(at=s.instant(30), old_seat=s.SEAT, seat="B-02", **WHO),)
    assert story.refuses(submit(2)) is RefusalCode.NOT_THE_ACTIVE_PLACE
    assert story.refuses(check_in(place="new")) is RefusalCode.WRONG_SEAT
    story.does(check_in(place="new", seat="B-02"))
    assert story.section == before
    assert story.status() is Status.RUNNING


def test_a_seat_that_is_taken_or_the_same_is_refused() -> None:
    story = s.in_section(s.ADAPTIVE)
    taken = by_staff(c.MoveSeat, seat="B-02", is_seat_free=False)
    assert story.refuses(taken) is RefusalCode.SEAT_TAKEN
    same = by_staff(c.MoveSeat, seat=s.SEAT, is_seat_free=True)
    assert story.refuses(same) is RefusalCode.SAME_SEAT
    moved = by_staff(c.MoveSeat, seat="B-02", is_seat_free=True)
    assert s.finished().refuses(moved) is RefusalCode.OVER


def test_a_released_place_belongs_to_nobody_until_the_next_check_in() -> None:
    story = s.in_section(s.ADAPTIVE)
    assert story.does(by_staff(c.ReleasePlace)) == (e.PlaceReleased(at=s.START, **WHO),)
    assert story.refuses(submit(1)) is RefusalCode.NOT_THE_ACTIVE_PLACE
    assert story.status() is Status.RUNNING
    story.does(check_in(place="new"))


def test_there_must_be_a_place_or_a_lock_to_release() -> None:
    assert s.booked().refuses(by_staff(c.ReleasePlace)) is RefusalCode.NO_PLACE


@pytest.mark.parametrize("is_paused", [False, True])
def test_stopping_ends_the_exam_with_what_has_been_answered(is_paused: bool) -> None:
    story = s.in_section(s.ADAPTIVE)
    story.at(5).does(submit(1))
    if is_paused:
        story.does(pause())
    section, stopped = story.at(12).does(by_staff(c.StopSitting))
    assert isinstance(section, e.SectionFinished)
    assert (section.reason, section.at, section.n_items, section.n_responses) == (
        "stopped", s.instant(12), 2, 1,
    )  # fmt: skip
    assert stopped == e.SittingStopped(at=s.instant(12), **WHO)
    assert (story.status(), story.state.pause) == (Status.STOPPED, None)


@pytest.mark.parametrize("stage", [s.booked, s.checked_in, s.waiting, s.running])
def test_stopping_before_the_first_section_has_no_result(stage: object) -> None:
    story: Story = stage()  # type: ignore[operator]
    (stopped,) = story.does(by_staff(c.StopSitting))
    assert isinstance(stopped, e.SittingStopped)
    assert story.state.sections == ()


def test_what_has_ended_is_not_stopped_again() -> None:
    assert s.finished().refuses(by_staff(c.StopSitting)) is RefusalCode.OVER


def test_a_message_reaches_the_participant_without_space_around_it() -> None:
    story = s.in_section(s.ADAPTIVE)
    (sent,) = story.does(by_staff(c.SendMessage, text="  Tenang saja.  "))
    assert sent == e.MessageSent(at=s.START, text="Tenang saja.", **WHO)
    assert story.state.messages[-1].text == "Tenang saja."


@pytest.mark.parametrize("text", ["", "   ", "x" * (LONGEST_TEXT + 1)])
def test_a_message_must_say_something_and_not_too_much(text: str) -> None:
    assert s.booked().refuses(by_staff(c.SendMessage, text=text)) is RefusalCode.EMPTY_TEXT


def test_nobody_writes_to_a_participant_whose_exam_is_over() -> None:
    assert s.finished().refuses(by_staff(c.SendMessage, text="Halo")) is RefusalCode.OVER


def test_an_incident_is_noted_at_any_time_and_needs_words() -> None:
    for story in (s.booked(), s.in_section(0), s.finished()):
        assert story.does(by_staff(c.NoteIncident)) == (e.IncidentNoted(at=s.START, **WHO),)
        assert story.refuses(by_staff(c.NoteIncident, reason="  ")) is RefusalCode.EMPTY_TEXT


def test_a_call_for_help_is_resolved() -> None:
    story = s.in_section(s.ADAPTIVE)
    assert story.refuses(by_staff(c.ResolveHelp)) is RefusalCode.NO_HELP_WANTED
    story.does(by_participant(c.CallProctor, reason="computer"))
    assert story.does(by_staff(c.ResolveHelp)) == (e.HelpResolved(at=s.START, **WHO),)
    assert story.state.help is None


def test_every_staff_command_needs_a_category_of_the_list() -> None:
    story = s.in_section(s.ADAPTIVE)
    commands: list[c.StaffCommand] = [
        by_staff(c.PauseSitting, "mood"),
        by_staff(c.ResumeSitting, "mood"),
        by_staff(c.GiveTime, "mood", seconds=60),
        by_staff(c.MoveSeat, "mood", seat="B-02", is_seat_free=True),
        by_staff(c.ReleasePlace, "mood"),
        by_staff(c.StopSitting, "mood"),
        by_staff(c.SendMessage, "mood", text="x"),
        by_staff(c.NoteIncident, "mood"),
        by_staff(c.ResolveHelp, "mood"),
    ]
    assert {type(command).__name__ for command in commands} == {
        kind.__name__ for kind in c.StaffCommand.__subclasses__()
    }
    for command in commands:
        assert story.refuses(command) is RefusalCode.UNKNOWN_CATEGORY


@pytest.mark.parametrize("category", CATEGORIES)
def test_every_category_of_the_list_is_taken(category: str) -> None:
    (noted,) = s.booked().does(by_staff(c.NoteIncident, category))
    assert isinstance(noted, e.IncidentNoted)
    assert noted.category == category


def test_what_a_button_would_say_is_what_the_rule_would_say() -> None:
    story = s.in_section(s.ADAPTIVE)
    assert may(story.state, pause(), story.now, story.release) is None
    refusal = may(story.state, resume(), story.now, story.release)
    assert refusal is not None
    assert refusal.code is RefusalCode.NOT_PAUSED
