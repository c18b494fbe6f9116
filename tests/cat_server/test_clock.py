from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta

import pytest

from cat_server.clock import Clock


def test_instants_are_aware_utc_and_near_the_wall_clock() -> None:
    now = Clock().now()
    assert now.tzinfo is UTC
    assert abs(now - datetime.now(UTC)) < timedelta(seconds=5)


def test_instants_never_go_back() -> None:
    clock = Clock()
    instants = [clock.now() for _ in range(1000)]
    assert instants == sorted(instants)


def test_a_wall_clock_that_is_set_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Clock()
    before = clock.now()
    monkeypatch.setattr(time, "time", lambda: 0.0)
    monkeypatch.setattr(time, "time_ns", lambda: 0)
    assert timedelta(0) <= clock.now() - before < timedelta(seconds=5)


@pytest.mark.parametrize("ahead", [timedelta(minutes=5), timedelta(hours=7)])
def test_after_a_restart_the_clock_does_not_go_behind_the_last_sign_of_life(ahead: timedelta) -> None:
    """The wall clock was set back between: time that people had used would be theirs again."""
    last = datetime.now(UTC) + ahead
    assert last <= Clock(not_before=last).now() < last + timedelta(seconds=5)


@pytest.mark.parametrize("ago", [timedelta(0), timedelta(minutes=5), timedelta(days=900)])
def test_after_a_restart_an_older_sign_of_life_changes_nothing(ago: timedelta) -> None:
    wall = datetime.now(UTC)
    assert abs(Clock(not_before=wall - ago).now() - wall) < timedelta(seconds=5)


def test_a_sign_of_life_from_a_far_future_is_not_believed() -> None:
    """A computer that once started in a wrong year must not stay in it."""
    wall = datetime.now(UTC)
    assert abs(Clock(not_before=wall + timedelta(days=400)).now() - wall) < timedelta(seconds=5)
