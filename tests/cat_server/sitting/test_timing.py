"""Timelines: what the clock of a section says after pauses, outages, given time and answers in flight.

Seconds count from the start of the section, whose limit is 600 (adaptive) or 200 (fixed), with 5 of grace.
"""

from __future__ import annotations

from datetime import timedelta

import pytest

from cat_server.sitting import commands as c
from cat_server.sitting import events as e
from cat_server.sitting import timing
from cat_server.sitting.decide import sweep_at
from cat_server.sitting.refusals import RefusalCode
from cat_server.sitting.state import Status
from tests.cat_server.sitting import story as s
from tests.cat_server.sitting.story import GRACE, Story, by_staff, submit, sweep

LIMIT = {s.ADAPTIVE: 600, s.FIXED: 200}
BOTH = pytest.mark.parametrize("section", [s.ADAPTIVE, s.FIXED])


def remaining(story: Story) -> float:
    return timing.remaining_seconds(story.section, story.now)


def pause_at(story: Story, seconds: float) -> None:
    story.at(seconds).does(by_staff(c.PauseSitting))


def resume_at(story: Story, seconds: float) -> None:
    story.at(seconds).does(by_staff(c.ResumeSitting))


def give_at(story: Story, seconds: float, given: int) -> None:
    story.at(seconds).does(by_staff(c.GiveTime, seconds=given))


# --- the clock runs ------------------------------------------------------------------------------------


@BOTH
def test_time_runs_from_the_start_of_the_section(section: int) -> None:
    story = s.in_section(section)
    assert remaining(story) == LIMIT[section]
    assert remaining(story.at(12.5)) == LIMIT[section] - 12.5
    assert timing.used_seconds(story.section, story.now) == 12.5
    assert remaining(story.at(LIMIT[section] + 3)) == 0


@BOTH
def test_more_time_by_accommodation_is_part_of_the_limit(section: int) -> None:
    story = s.in_section(section, time_multiplier=1.5)
    assert remaining(story) == LIMIT[section] * 1.5
    assert timing.total_seconds(story.section, "granted") == LIMIT[section] * 1.5
    assert story.at(LIMIT[section] * 1.5 + GRACE - 0.1).does(sweep()) == ()
    assert story.at(LIMIT[section] * 1.5 + GRACE).does(sweep()) != ()


@BOTH
def test_time_up_is_stamped_with_the_deadline_and_not_with_the_sweep(section: int) -> None:
    story = s.in_section(section)
    events = story.at(LIMIT[section] + 3600).does(sweep())
    assert {event.at for event in events} == {s.instant(LIMIT[section])}
    assert isinstance(events[0], e.SectionFinished)
    assert events[0].reason == "time_up"
    if section == s.FIXED:
        assert events[1] == e.SittingFinished(at=s.instant(LIMIT[section]), reason="time_up")
        assert story.state.finished_at == s.instant(LIMIT[section])


@BOTH
def test_the_sweep_waits_for_answers_in_flight(section: int) -> None:
    story = s.in_section(section)
    assert sweep_at(story.state, story.release) == s.instant(LIMIT[section] + GRACE)
    assert story.at(LIMIT[section] + GRACE - 0.001).does(sweep()) == ()
    assert story.at(LIMIT[section] + GRACE).does(sweep()) != ()
    assert sweep_at(story.state, story.release) is None


def test_the_sweep_finds_nothing_where_no_clock_runs() -> None:
    for story in (s.booked(), s.waiting(), s.running(), s.before_section(1), s.finished()):
        assert story.at(100_000).does(sweep()) == ()
        assert sweep_at(story.state, story.release) is None


@BOTH
def test_any_command_after_the_grace_ends_the_section_first(section: int) -> None:
    story = s.in_section(section)
    decision = story.at(LIMIT[section] + GRACE).when(submit(1, section=section))
    assert decision.refusal is not None
    assert decision.refusal.code in (RefusalCode.TIME_IS_UP, RefusalCode.OVER)
    assert isinstance(decision.events[0], e.SectionFinished)
    assert story.state.sections[section].answers == {}


def test_an_answer_for_a_section_that_time_ended_is_told_so() -> None:
    story = s.in_section(s.ADAPTIVE)
    story.at(700).does(sweep())
    assert story.refuses(submit(1)) is RefusalCode.TIME_IS_UP


def test_staff_commands_too_come_after_the_deadline() -> None:
    story = s.in_section(s.ADAPTIVE)
    decision = story.at(600 + GRACE).when(by_staff(c.GiveTime, seconds=60))
    assert decision.refusal is not None
    assert decision.refusal.code is RefusalCode.NO_SECTION_RUNNING
    assert story.state.sections[0].result is not None


def test_a_finished_section_keeps_the_time_that_was_left() -> None:
    story = s.in_section(s.ADAPTIVE)
    story.at(100).does(s.finish(s.ADAPTIVE))
    assert timing.remaining_seconds(story.state.sections[0], s.instant(5000)) == 500
    assert timing.used_seconds(story.state.sections[0], s.instant(5000)) == 100


# --- the moment of time-up -----------------------------------------------------------------------------


@BOTH
def test_an_answer_just_before_the_deadline_counts_as_any_other(section: int) -> None:
    story = s.in_section(section)
    recorded = story.at(LIMIT[section] - 0.001).does(submit(1, section=section))[0]
    assert isinstance(recorded, e.ResponseRecorded)
    assert recorded.is_in_grace is False


@BOTH
@pytest.mark.parametrize(("late", "age_ms"), [(0.0, 0), (0.2, 200), (0.2, 5000), (4.999, 4999)])
def test_an_answer_in_flight_at_the_deadline_is_taken(section: int, late: float, age_ms: int) -> None:
    story = s.in_section(section)
    events = story.at(LIMIT[section] + late).does(submit(1, section=section, age_ms=age_ms))
    assert isinstance(events[0], e.ResponseRecorded)
    assert events[0].is_in_grace is True
    assert events[0].at == s.instant(LIMIT[section] + late)
    if section == s.ADAPTIVE:
        assert isinstance(events[1], e.SectionFinished)
        assert (events[1].reason, events[1].at) == ("time_up", s.instant(LIMIT[section]))
        assert events[1].n_responses == 1
    else:
        ended = story.at(LIMIT[section] + GRACE).does(sweep())[0]
        assert isinstance(ended, e.SectionFinished)
        assert (ended.at, ended.n_responses) == (s.instant(LIMIT[section]), 1)


@BOTH
@pytest.mark.parametrize(("late", "age_ms"), [(0.2, 199), (0.2, 0), (4.999, 4998)])
def test_an_answer_given_after_the_deadline_is_not_taken(section: int, late: float, age_ms: int) -> None:
    story = s.in_section(section)
    decision = story.at(LIMIT[section] + late).when(submit(1, section=section, age_ms=age_ms))
    assert decision.refusal is not None
    assert decision.refusal.code is RefusalCode.TIME_IS_UP
    assert decision.events == ()


@BOTH
def test_no_age_helps_after_the_grace(section: int) -> None:
    story = s.in_section(section)
    story.at(LIMIT[section] + GRACE)
    assert story.refuses(submit(1, section=section, age_ms=60_000)) in (
        RefusalCode.TIME_IS_UP,
        RefusalCode.OVER,
    )


def test_a_plan_without_grace_takes_nothing_at_the_deadline() -> None:
    story = Story(s.with_grace(0))
    story.given(*s.in_section(s.ADAPTIVE).events)
    assert story.at(600).refuses(submit(1, age_ms=1000)) is RefusalCode.TIME_IS_UP


def test_in_the_grace_nothing_else_is_done() -> None:
    story = s.in_section(s.FIXED)
    story.at(201)
    for command in (s.flag(1), s.finish(s.FIXED), by_staff(c.PauseSitting)):
        assert story.refuses(command) is RefusalCode.TIME_IS_UP


@BOTH
def test_time_given_in_the_grace_takes_the_section_on(section: int) -> None:
    story = s.in_section(section)
    give_at(story, LIMIT[section] + 3, 60)
    assert remaining(story) == 57
    recorded = story.wait(1).does(submit(1, section=section))[0]
    assert isinstance(recorded, e.ResponseRecorded)
    assert recorded.is_in_grace is False


def test_one_second_given_in_the_grace_does_not_bring_the_clock_back() -> None:
    story = s.in_section(s.ADAPTIVE)
    give_at(story, 603, 1)
    assert remaining(story) == 0
    assert story.at(600 + 1 + GRACE).does(sweep())[0].at == s.instant(601)


# --- pauses --------------------------------------------------------------------------------------------


@BOTH
def test_a_pause_costs_nothing(section: int) -> None:
    story = s.in_section(section)
    pause_at(story, 50)
    assert remaining(story.at(5000)) == LIMIT[section] - 50
    resume_at(story, 5000)
    assert remaining(story) == LIMIT[section] - 50
    assert remaining(story.at(5010)) == LIMIT[section] - 60


@BOTH
def test_a_pause_across_the_deadline_stops_it(section: int) -> None:
    story = s.in_section(section)
    pause_at(story, LIMIT[section] - 10)
    assert sweep_at(story.state, story.release) is None
    assert story.at(LIMIT[section] * 10).does(sweep()) == ()
    assert story.status() is Status.PAUSED
    resume_at(story, LIMIT[section] * 10)
    assert remaining(story) == 10
    events = story.at(LIMIT[section] * 10 + 10 + GRACE).does(sweep())
    assert events[0].at == s.instant(LIMIT[section] * 10 + 10)


def test_several_pauses_and_gifts_add_up() -> None:
    story = s.in_section(s.ADAPTIVE)
    pause_at(story, 100)
    give_at(story, 130, 60)
    resume_at(story, 160)
    pause_at(story, 200)
    resume_at(story, 201.5)
    give_at(story, 300, 30)
    assert [(entry.kind, entry.seconds) for entry in story.section.ledger] == [
        ("granted", 600),
        ("given", 60),
        ("paused", 60),
        ("paused", 1.5),
        ("given", 30),
    ]
    assert remaining(story) == 600 + 60 + 30 - (300 - 61.5)
    assert timing.used_seconds(story.section, story.now) == 300 - 61.5


def test_a_pause_line_says_since_when_by_whom_and_why() -> None:
    story = s.in_section(s.ADAPTIVE)
    pause_at(story, 100)
    resume_at(story, 160)
    entry = story.section.ledger[-1]
    assert (entry.at, entry.by, entry.category, entry.reason) == (
        s.instant(100), "pengawas", "device", "papan ketik rusak",
    )  # fmt: skip


def test_a_pause_between_sections_gives_nothing_to_the_next() -> None:
    story = s.before_section(s.FIXED)
    pause_at(story, 10)
    resume_at(story, 100)
    story.does(s.start(s.FIXED))
    assert remaining(story) == LIMIT[s.FIXED]
    assert len(story.section.ledger) == 1


@BOTH
def test_an_answer_given_before_a_pause_is_taken_in_it(section: int) -> None:
    story = s.in_section(section)
    pause_at(story, 50)
    recorded = story.at(90).does(submit(1, 2, section=section, age_ms=45_000))[0]
    assert isinstance(recorded, e.ResponseRecorded)
    assert recorded.is_in_grace is False
    assert story.status() is Status.PAUSED
    assert remaining(story) == LIMIT[section] - 50


@BOTH
def test_an_answer_given_in_a_pause_is_not_taken(section: int) -> None:
    story = s.in_section(section)
    pause_at(story, 50)
    assert story.at(90).refuses(submit(1, section=section, age_ms=39_999)) is RefusalCode.PAUSED
    resume_at(story, 100)
    story.does(submit(1, section=section))


def test_an_item_first_presented_in_a_pause_is_answered_after_it_only() -> None:
    story = s.in_section(s.ADAPTIVE)
    pause_at(story, 50)
    story.at(60).does(submit(1, age_ms=20_000))
    assert len(story.section.items) == 2
    assert story.at(61).refuses(submit(2, age_ms=60_000)) is RefusalCode.PAUSED
    resume_at(story, 100)
    story.does(submit(2))


def test_an_answer_that_ends_the_section_in_a_pause_ends_it_at_the_pause() -> None:
    story = _at_the_last_item()
    pause_at(story, 50)
    events = story.at(90).does(submit(len(story.section.items), age_ms=45_000))
    assert isinstance(events[1], e.SectionFinished)
    assert events[1].at == s.instant(50)
    assert timing.used_seconds(story.state.sections[0], story.now) == 50
    assert story.status() is Status.PAUSED
    resume_at(story, 100)
    assert story.status() is Status.RUNNING
    story.does(s.start(1))


def _at_the_last_item() -> Story:
    """One answer before the adaptive section ends by itself."""
    story = s.in_section(s.ADAPTIVE)
    before = story
    while story.state.current:
        before = Story().given(*story.events)
        story.does(submit(len(story.section.items)))
    return before


# --- outages -------------------------------------------------------------------------------------------


@BOTH
def test_an_outage_is_given_back_to_the_second(section: int) -> None:
    story = s.in_section(section)
    story.at(190)
    before = timing.remaining_seconds(story.section, s.instant(100))
    assert story.does(s.outage(100, 190)) == (
        e.OutageCredited(
            at=s.instant(190), section=section, seconds=90, gone_at=s.instant(100), back_at=s.instant(190)
        ),
    )
    assert remaining(story) == before
    assert story.state.notices[-1].kind == "outage_credited"


@BOTH
def test_an_outage_across_the_deadline_is_credited_before_the_deadline_is_looked_at(section: int) -> None:
    story = s.in_section(section)
    story.at(LIMIT[section] + 600).does(s.outage(LIMIT[section] - 30, LIMIT[section] + 600))
    assert remaining(story) == 30
    assert story.does(submit(1, section=section))[0].at == story.now


@BOTH
def test_time_that_was_up_before_the_outage_stays_up(section: int) -> None:
    story = s.in_section(section)
    assert story.at(5000).does(s.outage(LIMIT[section], 5000)) == ()
    assert story.does(sweep())[0].at == s.instant(LIMIT[section])


def test_an_outage_that_began_before_the_section_counts_from_its_start() -> None:
    story = s.in_section(s.ADAPTIVE)
    story.at(40).does(s.outage(-0.8, 40))
    assert remaining(story) == 600


def test_a_second_credit_for_the_same_hole_gives_only_what_is_new() -> None:
    """The server dies again before its first sign of life: the newest one is still from before the hole."""
    story = s.in_section(s.ADAPTIVE)
    story.at(160).does(s.outage(100, 160))
    story.at(200).does(s.outage(100, 200))
    assert timing.total_seconds(story.section, "outage") == 100
    assert remaining(story) == 500
    assert story.at(200).does(s.outage(100, 200)) == ()


def test_a_pause_that_ended_after_the_last_sign_of_life_is_not_given_back_twice() -> None:
    story = s.in_section(s.ADAPTIVE)
    pause_at(story, 99)
    resume_at(story, 100.6)
    story.at(160).does(s.outage(100, 160))
    assert remaining(story) == 600 - 99


def test_an_outage_costs_a_paused_or_a_finished_sitting_nothing() -> None:
    paused = s.in_section(s.ADAPTIVE)
    pause_at(paused, 100)
    assert paused.at(900).does(s.outage(150, 900)) == ()
    resume_at(paused, 1000)
    assert remaining(paused) == 500
    for story in (s.booked(), s.running(), s.finished()):
        assert story.at(900).does(s.outage(150, 900)) == ()


def test_a_clock_that_came_back_earlier_takes_no_time() -> None:
    story = s.in_section(s.ADAPTIVE)
    assert story.at(50).does(s.outage(100, 50)) == ()


def test_outage_pause_and_gift_in_one_section_add_up() -> None:
    story = s.in_section(s.FIXED)
    pause_at(story, 10)
    resume_at(story, 30)
    story.at(100).does(s.outage(60, 100))
    give_at(story, 110, 15)
    assert remaining(story) == pytest.approx(200 + 15 - (110 - 20 - 40))
    assert timing.deadline(story.section) == s.START + timedelta(seconds=200 + 15 + 20 + 40)
