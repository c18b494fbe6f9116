"""Who may take which step of a review, and that no sequence of steps lets people pass their own work."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from item_bank.items import STATES
from item_bank.review import (
    BACK,
    FORWARD,
    IN_USE,
    ReviewCode,
    Standing,
    refusal_of_edit,
    refusal_of_step,
    steps,
)

PEOPLE = ("ani", "budi", "citra")


def code(standing: Standing, target: str, by: str, note: str = "", seen: int | None = None) -> str:
    refusal = refusal_of_step(standing, target, by=by, note=note, seen_version=seen)
    return "" if refusal is None else str(refusal.code)


def test_the_way_from_draft_to_use_takes_a_second_person() -> None:
    assert code(Standing(1, "draft", "ani"), "reviewed", "budi") == ""
    assert code(Standing(1, "reviewed", "ani"), "approved", "budi") == ""
    assert code(Standing(1, "approved", "ani"), "operational", "ani") == ""


@pytest.mark.parametrize(("state", "target"), [("draft", "reviewed"), ("reviewed", "approved")])
def test_nobody_passes_a_version_of_their_own(state: str, target: str) -> None:
    assert code(Standing(3, state, "ani"), target, "ani") == "own-version"


@pytest.mark.parametrize("state", STATES)
def test_everything_may_be_retired_by_anybody_and_without_a_reason(state: str) -> None:
    expected = "already-there" if state == "retired" else ""
    assert code(Standing(1, state, "ani"), "retired", "ani") == expected


def test_a_step_is_skipped_by_nobody() -> None:
    assert code(Standing(1, "draft", "ani"), "approved", "budi") == "not-from-here"
    assert code(Standing(1, "reviewed", "ani"), "operational", "budi") == "not-from-here"
    assert code(Standing(1, "retired", "ani"), "operational", "budi") == "not-from-here"
    assert code(Standing(1, "draft", "ani"), "published", "budi") == "unknown-state"


def test_going_back_needs_a_reason_that_is_not_blank() -> None:
    assert code(Standing(1, "approved", "ani"), "draft", "ani", " \n") == "note-missing"
    assert code(Standing(1, "approved", "ani"), "draft", "ani", "kunci keliru") == ""


def test_what_was_edited_meanwhile_is_judged_by_nobody() -> None:
    assert code(Standing(2, "draft", "ani"), "reviewed", "budi", seen=1) == "changed-meanwhile"
    assert refusal_of_edit(Standing(2, "draft", "ani"), seen_version=2) is None
    refusal = refusal_of_edit(Standing(2, "draft", "ani"), seen_version=1)
    assert refusal is not None
    assert (refusal.code, dict(refusal.arguments)) == (ReviewCode.CHANGED_MEANWHILE, {"version": 2})


def test_the_steps_from_a_state_say_which_are_open_and_why_not() -> None:
    found = {step.target: step for step in steps(Standing(1, "reviewed", "ani"), by="ani")}
    assert list(found) == ["approved", "draft", "retired"]
    refusal = found["approved"].refusal
    assert refusal is not None
    assert refusal.sentence_key == "review-own-version"
    assert (found["draft"].needs_note, found["draft"].refusal) == (True, None)


def test_every_state_has_its_steps() -> None:
    assert set(FORWARD) == set(BACK) == set(STATES)
    assert {target for targets in FORWARD.values() for target in targets} == set(STATES) - {
        "draft",
        "retired",
    }


steps_taken = st.lists(
    st.one_of(
        st.tuples(st.just("edit"), st.sampled_from(PEOPLE)),
        st.tuples(st.sampled_from(STATES), st.sampled_from(PEOPLE)),
    ),
    max_size=30,
)


@given(steps_taken)
@settings(max_examples=60)
def test_what_is_in_use_was_approved_by_somebody_else_after_it_was_written(
    taken: list[tuple[str, str]],
) -> None:
    standing, approvers, reviewers = Standing(1, "draft", "ani"), dict[int, str](), dict[int, str]()
    for target, by in taken:
        if target == "edit":
            standing = Standing(standing.version + 1, "draft", by)
        elif refusal_of_step(standing, target, by=by, note="karena") is None:
            forward = target in FORWARD[standing.state]
            if target == "approved" and forward:
                approvers[standing.version] = by
            if target == "reviewed" and forward:
                reviewers[standing.version] = by
            standing = Standing(standing.version, target, standing.author)
        if standing.state in {"approved", *IN_USE}:
            assert approvers[standing.version] != standing.author
            assert reviewers[standing.version] != standing.author
