"""Events as they were written once must be read for ever: `stored_events.json` only grows, never changes."""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from cat_server.sitting import events as e
from cat_server.storage import event_codec
from tests.cat_server.sitting import story as s
from tests.cat_server.sitting.test_state import whole_exam

STORED: list[tuple[str, dict[str, Any]]] = [
    (name, body)
    for name, body in json.loads((Path(__file__).parent / "stored_events.json").read_text(encoding="utf-8"))
]


def canonical(body: dict[str, Any]) -> str:
    return json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def later_fields(event: e.Event) -> set[str]:
    return {field.name for field in fields(event) if field.metadata.get("is_later")}


@pytest.mark.parametrize(("name", "body"), STORED, ids=[name for name, _ in STORED])
def test_a_stored_event_is_read_and_written_again_as_it_was(name: str, body: dict[str, Any]) -> None:
    event = event_codec.decode(name, canonical(body))
    assert type(event).__name__ == name
    missing = {field.name for field in fields(event)} - set(body)
    assert missing == {name for name in later_fields(event) if name not in body}
    assert event_codec.encode(event) == (name, canonical(body))


def test_every_kind_of_event_has_a_stored_example() -> None:
    assert {name for name, _ in STORED} == {kind.__name__ for kind in event_codec.event_types()}


def test_every_event_of_a_whole_exam_comes_back_equal() -> None:
    for event in whole_exam().events:
        assert event_codec.decode(*event_codec.encode(event)) == event


def test_fields_that_came_later_are_written_where_they_say_something() -> None:
    event = e.SectionFinished(
        at=s.START, section=0, reason="classified", ability=1.0, standard_error=0.4, score=60.0, n_items=4,
        n_responses=4, unanswered="wrong", method="wle", category=1,
    )  # fmt: skip
    name, body = event_codec.encode(event)
    assert json.loads(body)["category"] == 1
    assert json.loads(body)["method"] == "wle"
    assert event_codec.decode(name, body) == event


def test_numbers_come_back_to_the_last_bit() -> None:
    stored = e.SectionFinished(
        at=s.instant(0.000001), section=0, reason="precise", ability=0.1 + 0.2, standard_error=1 / 3,
        score=50.0, n_items=1, n_responses=1, unanswered="wrong",
    )  # fmt: skip
    assert event_codec.decode(*event_codec.encode(stored)) == stored


def test_letters_of_any_language_are_written_as_they_are() -> None:
    event = e.MessageSent(at=s.START, by="x", category="proctor", reason="", text='Selamat — "ujian" ✓')
    name, body = event_codec.encode(event)
    assert "—" in body
    assert event_codec.decode(name, body) == event


def test_an_unknown_event_is_named() -> None:
    with pytest.raises(
        ValueError, match="an event of type 'SittingVoided', which this version does not know"
    ):
        event_codec.decode("SittingVoided", "{}")


@pytest.mark.parametrize("name", ["Event", "StaffEvent"])
def test_what_only_describes_events_is_none(name: str) -> None:
    with pytest.raises(ValueError, match="does not know"):
        event_codec.decode(name, '{"at":"2026-11-23T01:00:00Z"}')


@pytest.mark.parametrize(
    "body",
    ["{}", '{"at":"yesterday"}', '{"at":"2026-11-23T01:00:00Z","seat":7}', "[]", "not JSON"],
)
def test_a_body_that_does_not_fit_is_a_value_error(body: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - json's and our own words differ
        event_codec.decode("CheckInRefused", body)
