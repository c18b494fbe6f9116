"""A hall's rules: prepare, open, rotate the session PIN, close; given events / when command / then events."""

from __future__ import annotations

import pytest

from cat_server.hall import (
    HallClosed,
    HallCommand,
    HallOpened,
    HallPrepared,
    HallState,
    PinRotated,
    decide,
    evolve,
    fold,
)
from cat_server.sitting.events import Event, IdentityConfirmed
from tests.cat_server.sitting.story import START, instant

PREPARED = HallPrepared(at=START, by="made", pin="4821")
OPENED = HallOpened(at=instant(60), by="made")
CLOSED = HallClosed(at=instant(7200), by="made")


def when(given: tuple[Event, ...], name: str, **fields: object) -> tuple[Event, ...] | str:
    command = HallCommand(name, "ketut", **fields)  # type: ignore[arg-type]
    return decide(fold(given), command, instant(100))


def test_preparing_sets_the_first_pin_once() -> None:
    assert when((), "prepare", pin="0037") == (HallPrepared(at=instant(100), by="ketut", pin="0037"),)
    assert when((PREPARED,), "prepare", pin="0037") == "hall-prepared"


def test_opening_is_done_once() -> None:
    assert when((PREPARED,), "open") == (HallOpened(at=instant(100), by="ketut"),)
    assert when((PREPARED, OPENED), "open") == "hall-already-open"


def test_a_new_pin_replaces_the_old_one_before_and_after_opening() -> None:
    rotated = PinRotated(at=instant(100), by="ketut", pin="0037")
    for given in ((PREPARED,), (PREPARED, OPENED)):
        assert when(given, "rotate_pin", pin="0037") == (rotated,)
        assert fold((*given, rotated)).pin == "0037"


def test_closing_needs_an_open_hall_in_which_nobody_works() -> None:
    assert when((PREPARED,), "close") == "hall-not-open"
    assert when((PREPARED, OPENED), "close", n_unfinished=1) == "hall-has-unfinished"
    assert when((PREPARED, OPENED), "close") == (HallClosed(at=instant(100), by="ketut"),)


@pytest.mark.parametrize("name", ["open", "close", "rotate_pin"])
def test_nothing_happens_in_a_closed_hall(name: str) -> None:
    assert when((PREPARED, OPENED, CLOSED), name, pin="1") == "hall-closed"


def test_events_add_up() -> None:
    state = fold((PREPARED, OPENED, CLOSED))
    assert state == HallState(3, "closed", "4821", opened_at=instant(60), closed_at=instant(7200))
    assert fold((OPENED, CLOSED), fold((PREPARED,))) == state


def test_a_sittings_event_is_none_of_a_halls() -> None:
    with pytest.raises(TypeError, match="no rule says what IdentityConfirmed changes in a hall"):
        evolve(HallState(), IdentityConfirmed(at=START))
