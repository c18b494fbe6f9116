"""A sitting's report from stories: every number is one that the journal already holds."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cat_server.reports.sitting_report import Path, Result, SittingReport, results, sitting_report
from cat_server.sitting import commands as c
from cat_server.sitting import events as e
from item_bank.kinds.single_choice import SingleChoiceKey
from scoring.parameters import ItemParameters
from tests.cat_server.exams import small_release
from tests.cat_server.sitting.story import (
    ADAPTIVE,
    FIXED,
    SECOND_ADAPTIVE,
    Story,
    booked,
    by_participant,
    by_staff,
    finish,
    in_section,
    submit,
    sweep,
)

LIMIT = 600


def report_of(story: Story) -> SittingReport:
    return sitting_report(story.state, story.release, story.events, story.now)


def path_of(story: Story, section: int = ADAPTIVE) -> Path:
    path = report_of(story).sections[section].path
    assert path is not None
    return path


def result_of(story: Story, section: int = ADAPTIVE) -> Result:
    result = report_of(story).sections[section].result
    assert result is not None
    return result


def answer(story: Story, *, is_right: bool, section: int = ADAPTIVE, shown_ms: int = 4_000) -> None:
    current = story.section
    key = story.release.item(current.items[-1]).key
    assert isinstance(key, SingleChoiceKey)
    right = current.option_orders[-1].index(key.correct)
    choice = right if is_right else (right + 1) % 4
    story.wait(5).does(submit(len(current.items), choice, section=section, shown_ms=shown_ms))


def test_a_sitting_that_has_not_begun_has_sections_that_have_not_begun() -> None:
    report = report_of(booked())
    assert [section.state for section in report.sections] == ["not_started"] * 3
    assert results(booked().state, small_release()) == (None, None, None)


def test_the_estimate_after_an_item_is_the_one_the_next_item_was_chosen_at() -> None:
    story = in_section(ADAPTIVE)
    for is_right in (True, False, True):
        answer(story, is_right=is_right)
    path = path_of(story)
    presented = [event for event in story.events if isinstance(event, e.ItemPresented)]
    assert [step.item for step in path.steps] == [event.item for event in presented]
    assert [step.outcome for step in path.steps] == ["right", "wrong", "right", "open"]
    for step, following in zip(path.steps, presented[1:], strict=False):
        assert step.score == pytest.approx(50 + 10 * following.ability)
        assert step.standard_error == pytest.approx(10 * following.standard_error)
    assert (path.first_score, path.first_standard_error) == pytest.approx((50.0, 10.0), abs=1e-4)
    assert path.steps[-1].score is None


def test_the_last_estimate_of_a_finished_section_is_its_result() -> None:
    story = in_section(ADAPTIVE)
    while story.state.current is not None:
        answer(story, is_right=True)
    section = report_of(story).sections[ADAPTIVE]
    finished = next(event for event in story.events if isinstance(event, e.SectionFinished))
    assert section.state == "finished"
    assert finished.ability is not None
    result = result_of(story)
    assert path_of(story).steps[-1].score == pytest.approx(50 + 10 * finished.ability)
    assert result.score == finished.score
    assert result.lower < result.score < result.upper
    assert result.upper - result.lower == pytest.approx(2 * 1.959964 * result.standard_error, rel=1e-5)
    assert results(story.state, story.release)[ADAPTIVE] == result


def test_a_difficulty_is_told_on_the_reporting_scale() -> None:
    story = in_section(ADAPTIVE)
    (step,) = path_of(story).steps
    parameters = story.release.item(step.item).parameters
    assert isinstance(parameters, ItemParameters)
    assert step.difficulty == pytest.approx(50 + 10 * parameters.b[0])


def test_a_missed_precision_is_not_called_precise() -> None:
    story = in_section(ADAPTIVE)
    answer(story, is_right=True)
    story.does(finish(ADAPTIVE))
    result = result_of(story)
    assert result.reason == "completed"
    assert result.target_standard_error == pytest.approx(4.5)
    assert result.standard_error > 4.5
    assert not result.is_precise_enough


def test_a_section_without_answers_has_no_score_to_show() -> None:
    story = in_section(ADAPTIVE)
    story.does(finish(ADAPTIVE))
    assert not result_of(story).has_responses
    assert [step.outcome for step in path_of(story).steps] == ["unanswered"]


def test_the_estimate_before_an_item_that_time_took_away_stays_the_last_of_the_path() -> None:
    story = in_section(SECOND_ADAPTIVE)
    answer(story, is_right=True, section=SECOND_ADAPTIVE)
    story.wait(LIMIT).does(sweep())
    path, result = path_of(story, SECOND_ADAPTIVE), result_of(story, SECOND_ADAPTIVE)
    presented = [event for event in story.events if isinstance(event, e.ItemPresented)]
    assert story.release.sections[SECOND_ADAPTIVE].plan.unanswered == "wrong"
    assert [step.outcome for step in path.steps] == ["right", "unanswered"]
    before = 50 + 10 * presented[-1].ability
    assert path.steps[0].score == pytest.approx(before)
    assert result.score < before


def test_a_ledger_and_used_time_are_those_of_the_clock() -> None:
    story = in_section(ADAPTIVE)
    story.wait(100).does(by_staff(c.PauseSitting))
    story.wait(60).does(by_staff(c.ResumeSitting))
    story.does(by_staff(c.GiveTime, seconds=30))
    story.wait(10)
    section = report_of(story).sections[ADAPTIVE]
    assert [entry.kind for entry in section.ledger] == ["granted", "paused", "given"]
    assert section.used_seconds == pytest.approx(110)
    assert (section.granted_seconds, section.given_seconds) == (600, 30)
    assert report_of(story).conduct.n_pauses == 1


def test_what_happened_around_the_answers_is_counted() -> None:
    story = in_section(ADAPTIVE)
    story.does(by_participant(c.ReportFocusLost, lost_ms=1_500))
    story.does(by_participant(c.ReportFocusLost, lost_ms=2_500))
    story.does(by_staff(c.NoteIncident, reason="mati lampu"))
    story.does(by_staff(c.StopSitting, reason="sakit"))
    conduct = report_of(story).conduct
    assert (conduct.n_focus_losses, conduct.focus_lost_seconds) == (2, 4.0)
    assert [event.reason for event in conduct.incidents] == ["mati lampu"]
    assert conduct.stopped is not None
    assert conduct.stopped.reason == "sakit"


def test_facets_count_the_categories_that_the_key_gave() -> None:
    story = in_section(FIXED)
    for position in range(1, 9):
        story.does(submit(position, position % 4, section=FIXED))
    section = report_of(story).sections[FIXED]
    (facet,) = section.facets
    answers = story.section.answers.values()
    assert facet.name == "uji"
    assert facet.counts == tuple(sum(answer.category == k for answer in answers) for k in range(4))
    assert facet.n == 8
    assert not section.is_straight_lined
    assert section.is_self_report
    assert not report_of(story).sections[ADAPTIVE].is_self_report


def test_facets_are_told_apart() -> None:
    story = in_section(FIXED)
    content = story.release.sections[FIXED]
    items = tuple(
        replace(item, subdomain="genap" if int(item.id.split("-")[1]) % 2 == 0 else "ganjil")
        for item in content.items
    )
    story.release = replace(
        story.release, sections=(*story.release.sections[:FIXED], replace(content, items=items))
    )
    facets = report_of(story).sections[FIXED].facets
    assert [facet.name for facet in facets] == ["ganjil", "genap"]
    assert [facet.n for facet in facets] == [0, 0]


def test_equal_options_are_a_straight_line_whatever_the_key_makes_of_them() -> None:
    story = in_section(FIXED)
    for position in range(1, 9):
        story.does(submit(position, 2, section=FIXED))
    section = report_of(story).sections[FIXED]
    assert section.is_straight_lined
    assert len({line.category for line in section.form}) > 1
    assert {line.chosen for line in section.form} == {3}


def test_a_few_equal_answers_are_no_straight_line() -> None:
    story = in_section(FIXED)
    for position in range(1, 5):
        story.does(submit(position, 2, section=FIXED))
    assert not report_of(story).sections[FIXED].is_straight_lined
