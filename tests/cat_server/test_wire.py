"""What browsers may send: the exact shape passes, everything else is malformed and names its field."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cat_server import wire
from cat_server.wire import MalformedError
from item_bank.interactions import LONGEST_TEXT, MOST_GAPS, MOST_PARTS, MOST_PLACES

ID = "a" * 16
ANSWER: dict[str, Any] = {
    "command_id": ID, "section": 0, "position": 1, "response": {"choice": 2}, "shown_ms": 10, "age_ms": 0,
}  # fmt: skip

EXAMPLES: dict[type[wire.Message], dict[str, Any]] = {
    wire.Plain: {"command_id": ID},
    wire.ChooseLanguage: {"command_id": ID, "language": "en"},
    wire.EnterHall: {"command_id": ID, "pin": "4821"},
    wire.OfSection: {"command_id": ID, "section": 2},
    wire.SubmitResponse: ANSWER,
    wire.FlagItem: {"command_id": ID, "section": 2, "position": 3, "is_flagged": True},
    wire.CallProctor: {"command_id": ID, "reason": "health"},
    wire.ReportFocusLost: {"command_id": ID, "lost_ms": 500},
    wire.Beat: {"unsent": 0},
    wire.SaveDraft: {"section": 0, "position": 1, "response": None},
    wire.ChooseSeat: {"hall_id": "lab-1", "seat": "A-01"},
    wire.CheckIn: {"number": "P-001", "pin": "123456"},
    wire.OfHall: {"command_id": ID, "hall_id": "lab-1"},
    wire.WatchHall: {"hall_id": "lab-1"},
    wire.OpenSitting: {"sitting_id": "abc"},
    wire.CloseHall: {"command_id": ID, "hall_id": "lab-1", "typed_name": "Ruang 1"},
    wire.OnSitting: {"command_id": ID, "sitting_id": "abc", "category": "power", "reason": "mati"},
    wire.GiveTime: {"command_id": ID, "sitting_id": "a", "category": "power", "reason": "x", "seconds": 60},
    wire.MoveSeat: {"command_id": ID, "sitting_id": "a", "category": "power", "reason": "x", "seat": "B-2"},
    wire.SendMessage: {"command_id": ID, "sitting_id": "a", "category": "power", "reason": "x", "text": "y"},
    wire.OnHall: {"command_id": ID, "hall_id": "lab-1", "category": "power", "reason": "mati"},
    wire.GiveTimeHall: {"command_id": ID, "hall_id": "l", "category": "power", "reason": "x", "seconds": 60},
    wire.MessageHall: {"command_id": ID, "hall_id": "l", "category": "power", "reason": "x", "text": "y"},
}
EACH = pytest.mark.parametrize("kind", EXAMPLES, ids=lambda kind: kind.__name__)

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | st.binary(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=8,
)


def malformed_field(kind: type[wire.Message], payload: Any) -> str | None:
    """The field that is named as wrong, or None if nothing is; any other error passes through."""
    try:
        wire.read(kind, payload)
    except MalformedError as error:
        return error.field
    return None


def test_every_message_has_an_example() -> None:
    def leaves(kind: type[wire.Message]) -> set[str]:
        inner = kind.__subclasses__()
        return {kind.__name__} | {name for each in inner for name in leaves(each)}

    abstract = {"Message", "CommandMessage", "PartResponse", "Response"}
    assert leaves(wire.Message) - abstract == {kind.__name__ for kind in EXAMPLES}


@EACH
def test_the_exact_shape_is_read(kind: type[wire.Message]) -> None:
    message = wire.read(kind, EXAMPLES[kind])
    for name, value in EXAMPLES[kind].items():
        if name != "response":
            assert getattr(message, name) == value


@EACH
def test_an_unknown_field_is_named(kind: type[wire.Message]) -> None:
    with pytest.raises(MalformedError, match=r"^role$"):
        wire.read(kind, EXAMPLES[kind] | {"role": "admin"})


@EACH
def test_a_missing_field_is_named(kind: type[wire.Message]) -> None:
    optional = {"age_ms", "unsent"} | ({"response"} if kind is wire.SaveDraft else set())
    for name in EXAMPLES[kind].keys() - optional:
        with pytest.raises(MalformedError, match=f"^{name}$"):
            wire.read(kind, {key: value for key, value in EXAMPLES[kind].items() if key != name})


@EACH
def test_a_field_of_another_type_is_named(kind: type[wire.Message]) -> None:
    for name in EXAMPLES[kind]:
        for wrong in ({"x": 1}, [1], 1.5):
            field = malformed_field(kind, EXAMPLES[kind] | {name: wrong})
            assert field is not None
            assert field.startswith(name) or name == "response"


@EACH
@given(payload=JSON)
def test_nonsense_is_malformed_and_nothing_worse(kind: type[wire.Message], payload: Any) -> None:
    assert len(malformed_field(kind, payload) or "none") <= 60


@EACH
@given(field=st.integers(0, 6), value=JSON)
def test_nonsense_in_one_field_is_malformed_and_nothing_worse(
    kind: type[wire.Message], field: int, value: Any
) -> None:
    names = list(EXAMPLES[kind])
    malformed_field(kind, EXAMPLES[kind] | {names[field % len(names)]: value})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("command_id", "a" * 15),
        ("command_id", "a" * 65),
        ("command_id", "a" * 15 + "\n"),
        ("command_id", "a" * 16 + "\n"),
        ("command_id", "../../../../etc/passwd"),
        ("section", -1),
        ("section", 100),
        ("section", True),
        ("section", "0"),
        ("section", 10**30),
        ("position", 0),
        ("position", 10_000),
        ("shown_ms", -1),
        ("age_ms", 7 * 24 * 3600 * 1000 + 1),
        ("response", {"choice": -1}),
        ("response", {"choice": 400}),
        ("response", {"choice": 1, "option": "A"}),
        ("response", {"option": "A"}),
        ("response", None),
    ],
)
def test_what_an_answer_may_not_hold(name: str, value: object) -> None:
    field = malformed_field(wire.SubmitResponse, ANSWER | {name: value})
    assert field is not None
    assert field.startswith(name) or field == "option"


@pytest.mark.parametrize("payload", [None, "text", 5, [], [ANSWER], b"bytes", True])
def test_only_an_object_is_a_message(payload: object) -> None:
    with pytest.raises(MalformedError, match=r"^message$"):
        wire.read(wire.SubmitResponse, payload)


@pytest.mark.parametrize("text", ["\ud800", "a\udfffb"])
def test_a_text_that_is_no_text_is_malformed(text: str) -> None:
    """Half a surrogate pair passes through JSON, and nothing can store or hash it."""
    with pytest.raises(MalformedError):
        wire.read(wire.EnterHall, {"command_id": ID, "pin": text})
    with pytest.raises(MalformedError):
        wire.read(wire.SendMessage, EXAMPLES[wire.SendMessage] | {"text": text})


@pytest.mark.parametrize("field", ["number", "pin"])
def test_a_text_with_a_zero_byte_is_malformed(field: str) -> None:
    """PostgreSQL cannot look for it."""
    with pytest.raises(MalformedError):
        wire.read(wire.CheckIn, EXAMPLES[wire.CheckIn] | {field: "P-\x00001"})


def test_texts_have_a_longest_length() -> None:
    wire.read(wire.SendMessage, EXAMPLES[wire.SendMessage] | {"text": "x" * 1000})
    with pytest.raises(MalformedError, match=r"^text$"):
        wire.read(wire.SendMessage, EXAMPLES[wire.SendMessage] | {"text": "x" * 1001})
    with pytest.raises(MalformedError, match=r"^pin$"):
        wire.read(wire.EnterHall, {"command_id": ID, "pin": "1" * 65})


def test_half_a_surrogate_pair_is_malformed_wherever_it_stands() -> None:
    for response in ({"\ud800": 1}, {"text": "\udfff"}, {"parts": [{"\ud800": 1}]}):
        assert malformed_field(wire.SubmitResponse, ANSWER | {"response": response}) is not None


def test_whatever_a_bank_may_ask_for_can_be_answered() -> None:
    last = MOST_PLACES - 1
    for response in (
        {"choice": last},
        {"order": list(range(MOST_PLACES))},
        {"ratings": [None] * MOST_PLACES},
        {"gaps": [last] * MOST_GAPS},
        {"text": "x" * LONGEST_TEXT},
        {"parts": [{"choices": [last]}, *[None] * (MOST_PARTS - 1)]},
    ):
        assert malformed_field(wire.SubmitResponse, ANSWER | {"response": response}) is None
    assert malformed_field(wire.SubmitResponse, ANSWER | {"response": {"choice": MOST_PLACES}}) is not None
