"""Draws and choices that can be made again: from seed, purpose and answers, and from nothing else."""

from __future__ import annotations

import numpy as np
import pytest

from cat_server.sitting import events as e
from cat_server.sitting import exposure, next_item
from cat_server.sitting.state import fold
from tests.cat_server.exams import small_release
from tests.cat_server.sitting import story as s
from tests.cat_server.sitting.story import submit


def test_draws_are_uniform_and_belong_to_seed_and_purpose() -> None:
    draws = next_item.draws("a", "choice|0|1", 10_000)
    assert draws.min() >= 0.0
    assert draws.max() < 1.0
    assert abs(float(draws.mean()) - 0.5) < 0.02
    assert np.array_equal(draws, next_item.draws("a", "choice|0|1", 10_000))
    for other in (("b", "choice|0|1"), ("a", "choice|0|2")):
        assert not np.array_equal(draws, next_item.draws(*other, 10_000))


def test_draws_are_the_same_on_every_machine_and_in_every_release() -> None:
    stored = [0.5753216468126692, 0.5138655000837065, 0.13231146763197466]
    assert next_item.draws("seed", "form|2", 3).tolist() == stored


def test_a_longer_row_of_draws_begins_with_the_shorter() -> None:
    assert np.array_equal(next_item.draws("a", "p", 100)[:7], next_item.draws("a", "p", 7))


def test_the_same_seed_and_answers_give_the_same_items_and_option_orders() -> None:
    first, second = s.in_section(s.ADAPTIVE), s.in_section(s.ADAPTIVE)
    for position in range(1, 4):
        one = first.at(10 * position).does(submit(position, position % 3))
        other = second.at(10 * position).does(submit(position, position % 3))
        assert one == other


def test_another_seed_gives_other_items_option_orders_and_forms() -> None:
    def seen(seed: str) -> tuple[object, ...]:
        adaptive = s.in_section(s.ADAPTIVE, seed=seed).section
        fixed = s.in_section(s.FIXED, seed=seed).section
        return adaptive.items, adaptive.option_orders, fixed.items

    assert len({seen(f"seed-{n}") for n in range(5)}) == 5


def test_the_time_of_day_does_not_change_a_choice() -> None:
    early, late = s.in_section(s.ADAPTIVE), s.in_section(s.ADAPTIVE)
    one = early.at(3).does(submit(1))[-1]
    other = late.at(300).does(submit(1))[-1]
    assert isinstance(one, e.ItemPresented)
    assert isinstance(other, e.ItemPresented)
    assert (one.item, one.option_order, one.candidates) == (other.item, other.option_order, other.candidates)


def test_a_choice_is_computed_again_from_stored_events_alone() -> None:
    story = s.in_section(s.ADAPTIVE)
    while story.state.current:
        story.does(submit(len(story.section.items), 1))
    for number, event in enumerate(story.events):
        if isinstance(event, e.ItemPresented):
            assert next_item.next_step(fold(story.events[:number]), story.release, event.at) == event


def test_no_item_is_given_twice_however_long_the_section_is() -> None:
    for seed in ("a", "b", "c"):
        story = s.in_section(s.ADAPTIVE, seed=seed)
        while story.state.current:
            story.does(submit(len(story.section.items), 3))
        items = story.state.sections[0].items
        assert len(set(items)) == len(items)


def test_a_section_without_an_item_left_ends() -> None:
    pool = [item.id for item in small_release().section(1).items]
    story = s.before_section(s.SECOND_ADAPTIVE)
    story.given(
        e.SectionStarted(at=s.START, section=1, kind="adaptive", limit_seconds=300, ineligible=tuple(pool))
    )
    step = next_item.next_step(story.state, story.release, s.START)
    assert isinstance(step, e.SectionFinished)
    assert step.reason == "pool_empty"


def test_choosing_needs_a_section_that_runs() -> None:
    with pytest.raises(ValueError, match="no section runs"):
        next_item.next_step(s.running().state, small_release(), s.START)


def test_without_counts_exposure_control_forbids_nothing() -> None:
    assert exposure.ineligible(small_release().section(0), (), 50) == ()


def test_a_rate_of_one_forbids_nothing() -> None:
    content = small_release().section(s.SECOND_ADAPTIVE)
    assert exposure.ineligible(content, (50,) * len(content.items), 50) == ()


def test_likert_options_are_never_shuffled() -> None:
    for seed in ("a", "b"):
        section = s.in_section(s.FIXED, seed=seed).section
        assert set(section.option_orders) == {("0", "1", "2", "3")}


def test_an_item_keeps_its_enemies_out_of_the_sitting() -> None:
    content = small_release().section(s.ADAPTIVE)
    assert sum(len(enemies) for enemies in content.enemy_indexes) == 30
    for n in range(20):
        story = s.in_section(s.ADAPTIVE, seed=f"enemies-{n}")
        for position in range(1, content.max_items + 1):
            if len(story.section.items) < position:
                break
            story.at(10 * position).does(submit(position, position % 4))
        seen = {content.index_of(item) for item in story.state.sections[0].items}
        assert not any(seen & set(content.enemy_indexes[place]) for place in seen)
