"""Items on trial: they come where and as the plan says, change nothing that counts, and show on no screen."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from cat_server.sitting import commands as c
from cat_server.sitting import events as e
from cat_server.sitting import exposure, next_item, pretest
from cat_server.sitting.screens import board_row, participant_screen
from cat_server.sitting.state import SectionState, SittingState, fold
from item_bank.release import Release
from scoring.ability import GRID, normal_prior
from scoring.parameters import ItemParameters
from tests.cat_server import exams
from tests.cat_server import pretest_exams as p
from tests.cat_server.sitting import story as s
from tests.cat_server.sitting.story import PERSON, Story, submit
from tests.cat_server.sitting.told_secrets import told_secrets

FLAT = np.full(GRID.size, 1.0 / GRID.size)


def begun(release: Release, seed: str = s.SEED, **counts: Any) -> Story:
    """In the first section, with the counts that the shell would have read."""
    story = Story(release)
    story.does(s.open_sitting(seed=seed, release_digest=release.digest))
    story.does(s.check_in())
    for kind in (c.ConfirmIdentity, c.AcceptNotice, c.FinishPractice):
        story.does(s.by_participant(kind))
    story.does(s.enter_hall())
    story.does(s.start(s.ADAPTIVE, **({"pretest_counts": (0,) * p.N_ON_TRIAL} | counts)))
    return story


def sat(release: Release, seed: str = s.SEED, choice: int = 1, **counts: Any) -> Story:
    """The first section to its end."""
    story = begun(release, seed, **counts)
    while story.state.current:
        story.wait(5).does(submit(len(story.section.items), choice))
    return story


def presented(story: Story) -> list[e.ItemPresented]:
    return [event for event in story.events if isinstance(event, e.ItemPresented)]


def started(story: Story) -> e.SectionStarted:
    return next(event for event in story.events if isinstance(event, e.SectionStarted))


def ended(story: Story) -> e.SectionFinished:
    return next(event for event in story.events if isinstance(event, e.SectionFinished))


# --- where they come -----------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", ["a", "b", "c", "d", "e"])
def test_every_sitting_gets_so_many_in_the_window_and_an_item_that_counts_comes_last(seed: str) -> None:
    story = sat(p.release(), seed)
    given = presented(story)
    tried = [event.position for event in given if event.is_pretest]
    assert tuple(tried) == started(story).pretest_positions
    assert len(tried) == 2
    assert min(tried) >= 2
    assert max(tried) <= 4  # min_items = 3
    assert not given[-1].is_pretest
    assert [event.position for event in given] == list(range(1, len(given) + 1))


def test_a_share_gives_the_positions_that_its_number_gives() -> None:
    """A quarter of the shown items of the shortest section (three count) is one; the same seed, one place."""
    by_share, by_number = (
        sat(p.release(f"[section.pretest]\n{asked}\n"), "c")
        for asked in ("share = 0.25", "items_per_sitting = 1")
    )
    assert len(started(by_share).pretest_positions) == 1
    assert started(by_share).pretest_positions == started(by_number).pretest_positions
    assert [event.item for event in presented(by_share)] == [event.item for event in presented(by_number)]


def test_positions_are_drawn_by_the_seed_and_reach_the_whole_window() -> None:
    content = p.release("[section.pretest]\nitems_per_sitting = 1\nlast_position = 6\n").section(0)
    counts = Counter(
        pretest.positions(content, (), (), next_item.draws(str(seed), "pretest|0", 5)) for seed in range(500)
    )
    assert set(counts) == {(2,), (3,), (4,), (5,), (6,)}
    assert min(counts.values()) > 60


def test_a_position_that_the_section_does_not_reach_stays_without_one() -> None:
    """A last position beyond the shortest section: whoever ends early misses it."""
    pretest_plan = "[section.pretest]\nitems_per_sitting = 1\nfirst_position = 6\nlast_position = 6\n"
    text = p.plan(pretest_plan).replace("standard_error = 0.45", "standard_error = 0.63", 1)
    content, findings = p.read(text)
    assert content is not None
    assert [each.code for each in findings] == ["pretest-may-be-missed"]
    stories = [sat(Release.load(content), str(seed), choice=seed % 4) for seed in range(12)]
    reached = [len(presented(story)) >= 6 for story in stories]
    assert set(reached) == {True, False}
    for story, is_reached in zip(stories, reached, strict=True):
        assert any(event.is_pretest for event in presented(story)) == is_reached


# --- which comes ---------------------------------------------------------------------------------------


def test_the_item_with_the_fewest_responses_comes_and_ties_go_by_the_seed() -> None:
    story = sat(p.release(), pretest_counts=(9, 9, 2, 9, 1))
    tried = [event for event in presented(story) if event.is_pretest]
    assert [event.item for event in tried] == ["coba-5", "coba-3"]
    assert tried[0].candidates[0] == ("coba-5", 1.0)
    assert tried[0].rule == "random"
    first = Counter(
        next(event.item for event in presented(sat(p.release(), str(seed))) if event.is_pretest)
        for seed in range(40)
    )
    assert len(first) == p.N_ON_TRIAL


def test_an_item_with_all_its_responses_rests_and_the_sitting_gets_fewer() -> None:
    limited = p.release(f"{p.PRETEST}max_responses = 10\n")
    story = sat(limited, pretest_counts=(10, 10, 10, 9, 12))
    assert [event.item for event in presented(story) if event.is_pretest] == ["coba-4"]
    nothing_left = sat(limited, pretest_counts=(10,) * 5)
    assert started(nothing_left).pretest_positions == ()
    assert not any(event.is_pretest for event in presented(nothing_left))


def test_who_saw_an_item_before_does_not_get_it_on_trial() -> None:
    for seed in "abcdef":
        story = sat(p.release(), seed, seen_items=(("coba-1", "coba-2", "coba-3", "angka-1"),))
        assert {event.item for event in presented(story) if event.is_pretest} == {"coba-4", "coba-5"}


def test_enemies_of_items_on_trial_are_kept_apart_both_ways() -> None:
    content = p.release().section(0)
    section = replace(begun(p.release()).section, pretest_positions=(2,), items=("angka-2",))
    trial = pretest.next_trial(section, content, FLAT, np.linspace(0.0, 0.9, 5))
    assert trial is not None
    assert trial.n_eligible == 4
    assert "coba-1" not in [item for item, _ in trial.candidates]
    after = replace(section, items=("coba-1",), tried=frozenset({1}))
    eligible = next_item.eligible_items(after, content, 0.0)
    assert not eligible[content.index_of("angka-2")]
    assert eligible.sum() == len(content.items) - 1


def test_d_optimal_gives_what_this_ability_tells_most_about() -> None:
    content = p.release(f'{p.PRETEST}matching = "d_optimal"\n').section(0)
    section = replace(begun(p.release()).section, pretest_positions=(2,), items=("angka-9",))
    guesses = {
        item.id: item.parameters.b[0]
        for item in content.pretest
        if isinstance(item.parameters, ItemParameters)
    }
    for ability in (-2.0, 2.0):
        posterior = np.exp(normal_prior(ability, 0.3))
        trial = pretest.next_trial(section, content, posterior / posterior.sum(), np.zeros(5))
        assert trial is not None
        assert trial.rule == "d_optimal"
        gains = dict(trial.candidates)
        assert list(gains.values()) == sorted(gains.values(), reverse=True)
        # Nothing is known of coba-3, so an answer tells most about it; then whose guess lies nearest.
        nearest = sorted(guesses, key=lambda item: abs(guesses[item] - ability))
        ranked = [item for item in gains if item != f"coba-{p.BARE}"]
        assert ranked[0] in nearest[:2]


def test_responses_lower_what_another_one_would_tell() -> None:
    content = p.release(f'{p.PRETEST}matching = "d_optimal"\n').section(0)
    posterior = np.exp(normal_prior(0.0, 0.4))
    few = content.trials.gains((0,) * 5, posterior / posterior.sum())
    many = content.trials.gains((0, 0, 0, 0, 400), posterior / posterior.sum())
    assert np.array_equal(few[:4], many[:4])
    assert many[4] < 0.1 * few[4]


# --- what does not change ------------------------------------------------------------------------------


def test_nothing_that_counts_knows_of_items_on_trial() -> None:
    """The answers that count, replayed without the others, give the same ability, error and reason."""
    release, bare = p.release(), Release.load(p.release_bytes(""))
    for seed, right in (("a", 0), ("b", 1), ("c", 2)):
        story = sat(release, seed, choice=right)
        end, content = ended(story), bare.section(0)
        section = story.state.sections[0]
        places = [content.index_of(item) for _, item in section.scored]
        categories = [section.answers[position].category for position, _ in section.scored]
        found = content.final_estimate(places, categories, None)
        assert (end.ability, end.standard_error) == (found.ability, found.standard_error)
        assert end.n_items == end.n_responses == len(places)
        assert 3 <= end.n_items <= 6
        assert len(section.items) == end.n_items + 2


def test_an_answer_to_an_item_on_trial_changes_no_estimate() -> None:
    one, other = begun(p.release(), "x"), begun(p.release(), "x")
    for story, choice in ((one, 0), (other, 3)):
        while story.state.current:
            is_trial = presented(story)[-1].is_pretest
            story.wait(5).does(submit(len(story.section.items), choice if is_trial else 1))
    assert ended(one) == ended(other)
    assert [event.item for event in presented(one)] == [event.item for event in presented(other)]


def test_unanswered_items_on_trial_are_no_wrong_answers() -> None:
    story = begun(p.release(text=exams.PLAN.replace("not_administered", "wrong", 1)))
    while not presented(story)[-1].is_pretest:
        story.does(submit(len(story.section.items), 1))
    before = presented(story)[-1].ability
    story.does(s.finish(s.ADAPTIVE))
    assert ended(story).ability == pytest.approx(before)
    assert ended(story).n_items == ended(story).n_responses


def test_counts_by_segment_leave_items_on_trial_out() -> None:
    text = exams.PLAN.replace('rule = "progressive_restricted"', 'rule = "item_eligibility"', 1)
    story = sat(p.release(text=text), "k")
    section = story.state.sections[0]
    rows = exposure.eligibility_rows(p.release(text=text).section(0), section)
    assert {item for _, item, n, _ in rows if n > 0.0} == {"", *(item for _, item in section.scored)}


def test_choices_are_made_again_from_the_stored_events_alone() -> None:
    for matching in ("random", "d_optimal"):
        story = sat(p.release(f'{p.PRETEST}matching = "{matching}"\n'), matching)
        for number, event in enumerate(story.events):
            if isinstance(event, e.ItemPresented):
                assert next_item.next_step(fold(story.events[:number]), story.release, event.at) == event


def test_without_items_on_trial_a_plan_runs_as_if_it_named_none() -> None:
    content, findings = p.read(p.plan(), items="")
    assert content is not None
    assert [each.code for each in findings] == ["pretest-items-few"]
    story = sat(Release.load(content), pretest_counts=())
    assert started(story).pretest_positions == ()


# --- what people see -----------------------------------------------------------------------------------


def not_told_apart(state: SittingState) -> SittingState:
    """The same sitting as if every item counted."""

    def plain(section: SectionState) -> SectionState:
        return replace(section, tried=frozenset(), pretest_positions=(), pretest_counts=())

    return replace(state, sections=tuple(map(plain, state.sections)))


def test_no_screen_differs_by_a_byte_where_an_item_is_on_trial() -> None:
    release = p.release()
    story = sat(release)
    n_on_trial = 0
    for state, now in story.seen:
        n_on_trial += bool(state.current and len(state.current.items) in state.current.tried)
        screen = participant_screen(state, release, PERSON, now)
        told = json.dumps(screen, sort_keys=True)
        assert told == json.dumps(
            participant_screen(not_told_apart(state), release, PERSON, now), sort_keys=True
        )
        assert board_row(state, release, PERSON) == board_row(not_told_apart(state), release, PERSON)
        assert told_secrets(screen, release) == []
    assert n_on_trial >= 2


def test_the_screen_of_an_item_on_trial_has_the_same_fields_as_of_any_other() -> None:
    story = begun(p.release())
    shapes = set()
    while story.state.current:
        item = participant_screen(story.state, story.release, PERSON, story.now)["item"]
        shapes.add((tuple(item), item["kind"], item["layout"], len(item["options"])))
        story.does(submit(len(story.section.items), 1))
    assert len(shapes) == 1


def test_participants_are_told_of_as_many_items_as_they_may_see() -> None:
    story = begun(p.release())
    screen = participant_screen(story.state, story.release, PERSON, story.now)
    assert screen["section"]["max_items"] == 8  # max_items = 6 and 2 on trial
    assert board_row(story.state, story.release, PERSON)["total"] == 8


def test_the_receipt_counts_what_was_shown() -> None:
    story = sat(p.release())
    n_shown = len(story.state.sections[0].items)
    for section in (s.SECOND_ADAPTIVE, s.FIXED):
        story.does(s.start(section))
        story.does(s.finish(section))
    finish = participant_screen(story.state, story.release, PERSON, story.now)["finish"]
    assert (finish["answered"], finish["total"]) == (n_shown, n_shown + 1 + 8)
