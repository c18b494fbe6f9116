"""A plan that names another rule: events say which one chose, and every choice can be made again."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cat_server.sitting import events as e
from cat_server.sitting import next_item
from cat_server.sitting.state import fold
from item_bank.release import Release
from scoring.selection import RULES, RuleName, Selection
from tests.cat_server.exams import small_release
from tests.cat_server.sitting import story as s
from tests.cat_server.sitting.story import submit


def release_with(selection: Selection) -> Release:
    release = small_release()
    sections = [
        replace(content, plan=replace(content.plan, selection=selection))
        if content.plan.is_adaptive
        else content
        for content in release.sections
    ]
    return replace(release, sections=tuple(sections))


@pytest.mark.parametrize("rule", RULES)
def test_the_rule_that_chose_is_in_the_event_and_the_choice_is_computed_again(rule: RuleName) -> None:
    story = s.in_section(s.ADAPTIVE)
    story.release = release_with(Selection(rule))
    n_before = len(story.events)
    while story.state.current:
        story.does(submit(len(story.section.items), 1))
    chosen = 0
    for number, event in enumerate(story.events):
        if number >= n_before and isinstance(event, e.ItemPresented):
            chosen += 1
            assert event.rule == rule
            assert event.candidates[0][0] == event.item
            assert next_item.next_step(fold(story.events[:number]), story.release, event.at) == event
    assert chosen >= 2
