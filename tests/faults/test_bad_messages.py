"""Bad input over a real websocket and real HTTP: a sentence, a stable code, nothing stored, nothing told."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import requests
import socketio
from socketio.exceptions import ConnectionError as NotLetInError

from cat_server import access
from cat_server.sitting.arrival import MOST_WRONG_PINS
from cat_server.texts import text
from tests.faults.running_hall import Computer, RunningHall

# The client library leaves the sockets of connections that the server has ended to the garbage collector.
pytestmark = pytest.mark.filterwarnings("ignore:unclosed:ResourceWarning")


@pytest.fixture(scope="module")
def hall(new_hall: Callable[[int], RunningHall]) -> RunningHall:
    return new_hall(8)


@pytest.fixture
def nothing_is_stored(hall: RunningHall) -> Iterator[None]:
    """The journal is as long after the test as before it, and nothing went wrong inside."""
    n_events, n_tracebacks = hall.n_events(), hall.log.count("Traceback")
    yield
    assert hall.n_events() == n_events
    assert hall.log.count("Traceback") == n_tracebacks, hall.log[-3000:]


@pytest.fixture(scope="module")
def seated(hall: RunningHall) -> Iterator[Computer]:
    """Participant 1, in the first section."""
    computer = hall.sit_down(1)
    for command in ("confirm_identity", "accept_notice", "finish_practice"):
        computer.does(command)
    computer.does("enter_hall", pin=hall.hall_pin)
    computer.does("start_section", section=0)
    yield computer
    computer.leave()


def command(**fields: object) -> dict[str, object]:
    return {"command_id": secrets.token_urlsafe(16), **fields}


def answer(**changes: object) -> dict[str, object]:
    fields = {"section": 0, "position": 1, "response": {"choice": 0}, "shown_ms": 900, "age_ms": 0}
    return command(**fields) | changes


def is_refusal(ack: Any, kind: str, code: str, **arguments: str | float) -> None:
    """The acknowledgement is this refusal, in the participant's language, and tells nothing else."""
    assert ack["ok"] is False
    assert set(ack) <= {"ok", "error", "screen"}
    assert ack["error"] == {"kind": kind, "code": code, "message": text("id", f"error-{code}", **arguments)}


# --- messages ------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("nothing_is_stored")
@pytest.mark.parametrize("event", ["drop_tables", "submit", "", "*", "../..", "x" * 200])
def test_an_unknown_command_is_named(seated: Computer, event: str) -> None:
    is_refusal(seated.send(event, command()), "malformed", "unknown-command", command=event[:40])


@pytest.mark.usefixtures("nothing_is_stored")
@pytest.mark.parametrize("event", sorted(access.ALLOWED))
def test_no_proctors_command_is_taken_from_a_participant(seated: Computer, event: str) -> None:
    payload = command(hall_id="hall-1", sitting_id="x", category="power", reason="x", seconds=600, text="x")
    is_refusal(seated.send(event, payload), "malformed", "unknown-command", command=event)


@pytest.mark.usefixtures("nothing_is_stored")
@pytest.mark.parametrize(
    ("payload", "field"),
    [
        (None, "message"),
        ("text", "message"),
        ([1, 2], "message"),
        ({}, "command_id"),
        (answer(command_id="short"), "command_id"),
        (answer(section="0"), "section"),
        (answer(position=0), "position"),
        (answer(response={"choice": "A"}), "response.choice"),
        (answer(response={"option": "pilihan-A"}), "option"),
        (answer(shown_ms=-5), "shown_ms"),
        (answer(is_right=True), "is_right"),
        (answer(category=1), "category"),
        (answer(place="somewhere"), "place"),
        (answer(sitting_id="abc"), "sitting_id"),
    ],
)
def test_a_malformed_answer_names_its_field(seated: Computer, payload: object, field: str) -> None:
    is_refusal(seated.send("submit_response", payload), "malformed", "malformed", field=field)


@pytest.mark.usefixtures("nothing_is_stored")
def test_a_malformed_message_names_its_field_whatever_the_command(seated: Computer) -> None:
    for event in ("confirm_identity", "start_section", "flag_item", "finish_section", "call_proctor"):
        is_refusal(seated.send(event, {}), "malformed", "malformed", field="command_id")
    is_refusal(seated.send("beat", {"unsent": "many"}), "malformed", "malformed", field="unsent")
    is_refusal(seated.send("save_draft", {"section": 0}), "malformed", "malformed", field="position")


@pytest.mark.usefixtures("nothing_is_stored")
@pytest.mark.parametrize(
    ("payload", "code", "arguments"),
    [
        (answer(position=9), "not-this-item", {"position": 9}),
        (answer(response={"choice": 7}), "no-such-option", {"position": 1}),
        (answer(section=1), "not-this-section", {"section": 2}),
        (answer(section=99), "not-this-section", {"section": 100}),
    ],
)
def test_an_answer_to_something_else_is_refused(
    seated: Computer, payload: object, code: str, arguments: dict[str, int]
) -> None:
    is_refusal(seated.send("submit_response", payload), "refused", code, **arguments)


@pytest.mark.usefixtures("nothing_is_stored")
def test_half_a_letter_is_malformed(hall: RunningHall, seated: Computer) -> None:
    is_refusal(
        seated.send("call_proctor", command(reason="\ud800")), "malformed", "malformed", field="reason"
    )


@pytest.mark.usefixtures("nothing_is_stored")
def test_a_text_that_is_too_long_is_malformed(seated: Computer) -> None:
    for size in (65, 20_000):
        ack = seated.send("call_proctor", command(reason="x" * size))
        is_refusal(ack, "malformed", "malformed", field="reason")


@pytest.mark.usefixtures("nothing_is_stored")
@pytest.mark.parametrize("size", [400_000, 20_000_000])
def test_a_message_that_is_too_large_ends_its_own_connection_only(
    hall: RunningHall, seated: Computer, size: int
) -> None:
    flooding = Computer(hall.url, seated.cookie)
    with pytest.raises((socketio.exceptions.TimeoutError, socketio.exceptions.DisconnectedError)):
        flooding.send("submit_response", answer(response={"choice": "x" * size}), timeout=3)
    assert not flooding.client.connected
    assert seated.send("beat", {"unsent": 0})["screen_version"] > 0


@pytest.mark.usefixtures("nothing_is_stored")
def test_who_floods_is_slowed_and_told_to_try_again(hall: RunningHall, seated: Computer) -> None:
    flooding = Computer(hall.url, seated.cookie)
    codes = [flooding.send("submit_response", None)["error"]["code"] for _ in range(90)]
    assert codes[:50] == ["malformed"] * 50
    assert "too-many-messages" in codes
    calm = seated.send("submit_response", None)
    assert calm["error"]["code"] == "malformed"
    flooding.leave()


# --- who is let in -------------------------------------------------------------------------------------


def cookies(hall: RunningHall, seated: Computer) -> dict[str, str]:
    sitting, _, secret = seated.cookie.removeprefix("place=").partition(".")
    other = hall.cards[1].sitting_id
    return {
        "none": "",
        "empty": "place=",
        "no secret": f"place={sitting}.",
        "no dot": f"place={sitting}",
        "another's sitting": f"place={other}.{secret}",
        "another secret": f"place={sitting}.{secret[::-1]}",
        "unknown sitting": f"place=nobody.{secret}",
        "sql": f"place=' OR 1=1 --.{secret}",
        "long": f"place={'x' * 3000}.{secret}",
        "letters": "place=\xe9\xe9.\xe9",
    }


@pytest.mark.usefixtures("nothing_is_stored")
@pytest.mark.parametrize(
    "name",
    ["none", "empty", "no secret", "no dot", "another's sitting", "another secret", "unknown sitting", "sql",
     "long", "letters"],
)  # fmt: skip
def test_a_socket_without_the_right_cookie_is_not_opened(
    hall: RunningHall, seated: Computer, name: str
) -> None:
    with pytest.raises(NotLetInError):
        Computer(hall.url, cookies(hall, seated)[name])


@pytest.mark.usefixtures("nothing_is_stored")
def test_cookies_of_other_programs_do_not_lock_anybody_out(hall: RunningHall, seated: Computer) -> None:
    """Cookies belong to a name of a host, whatever the port: another program's stand beside ours."""
    computer = Computer(hall.url, f'a:b=1; {{"x":1}}; x/y=2; {seated.cookie}; theme="dark')
    assert computer.send("beat", {"unsent": 0})["screen_version"] > 0
    computer.leave()


@pytest.mark.usefixtures("nothing_is_stored")
def test_a_page_of_another_site_does_not_get_a_socket(hall: RunningHall, seated: Computer) -> None:
    with pytest.raises(NotLetInError):
        Computer(hall.url, seated.cookie, origin="http://evil.example")
    Computer(hall.url, seated.cookie, origin=hall.url).leave()


@pytest.mark.usefixtures("nothing_is_stored")
def test_a_participants_cookie_does_not_open_the_proctors_socket(hall: RunningHall, seated: Computer) -> None:
    client = socketio.Client(reconnection=False)
    with pytest.raises(NotLetInError):
        client.connect(
            hall.url, headers={"Cookie": seated.cookie}, transports=["websocket"], namespaces=["/proctor"],
            wait_timeout=5,
        )  # fmt: skip


def test_the_computer_that_lost_the_place_is_told_and_dropped(hall: RunningHall) -> None:
    first = hall.sit_down(2)
    second = hall.sit_down(2)
    first.client.sleep(0.5)
    assert ("ended", {"reason": "checked_in_elsewhere", "seat": "A-02"}) in first.received
    assert not first.client.connected
    with pytest.raises(NotLetInError):
        Computer(hall.url, first.cookie)
    second.does("confirm_identity")
    second.leave()


# --- PINs ----------------------------------------------------------------------------------------------


def told(response: requests.Response, status: int, code: str, **arguments: str | float) -> None:
    assert response.status_code == status
    sentence = text("id", f"error-{code}", **arguments)
    assert response.json() == {"ok": False, "error": {"kind": "refused", "code": code, "message": sentence}}


def test_a_wrong_card_pin_is_counted_and_then_locked(hall: RunningHall) -> None:
    wrong = "000000" if hall.card(3).pin != "000000" else "111111"
    for left in reversed(range(MOST_WRONG_PINS)):
        told(hall.check_in(3, pin=wrong), 409, "wrong-card-pin", left=left)
    told(hall.check_in(3), 409, "card-pin-locked")
    types = [entry.type for entry in hall.entries(hall.cards[2].sitting_id)]
    assert types == ["SittingOpened"] + ["CheckInRefused"] * MOST_WRONG_PINS


def test_a_wrong_session_pin_is_counted_and_then_locked(hall: RunningHall) -> None:
    computer = hall.sit_down(4)
    for step in ("confirm_identity", "accept_notice", "finish_practice"):
        computer.does(step)
    wrong = "1111" if hall.hall_pin != "1111" else "2222"
    for left in reversed(range(MOST_WRONG_PINS)):
        ack = computer.send("enter_hall", command(pin=wrong))
        is_refusal(ack, "refused", "wrong-hall-pin", left=left)
    ack = computer.send("enter_hall", command(pin=hall.hall_pin))
    is_refusal(ack, "refused", "hall-pin-locked")
    assert ack["screen"]["help"]["reason"] == "pin"
    computer.leave()


def test_the_right_pin_at_the_wrong_seat_is_told_both_seats(hall: RunningHall) -> None:
    told(hall.check_in(5, seat="A-09"), 409, "wrong-seat", seat="A-05", here="A-09")


@pytest.mark.usefixtures("nothing_is_stored")
@pytest.mark.parametrize("number", ["P-999", "", "   ", "%", "' OR 1=1 --", "P-001\t\tx", "١٢٣"])
def test_who_is_not_on_the_list_is_told_so(hall: RunningHall, number: str) -> None:
    told(hall.check_in(6, typed=number), 404, "unknown-participant")


def test_a_number_is_found_however_it_is_typed(hall: RunningHall) -> None:
    assert hall.check_in(7, typed=" p-007 ").ok
    nip = "19900101 201503 0008"
    assert hall.check_in(8, typed=nip).ok


# --- requests before check-in ----------------------------------------------------------------------------


@pytest.mark.usefixtures("nothing_is_stored")
@pytest.mark.parametrize("path", ["/participant/seat", "/participant/check-in"])
@pytest.mark.parametrize(
    "body", ["", "nonsense", "[]", '"x"', "{}", '{"number": 5, "pin": null}', '{"a": ' * 500, "\xff"]
)
def test_a_malformed_request_is_told_so(hall: RunningHall, path: str, body: str) -> None:
    response = requests.post(
        f"{hall.url}{path}",
        data=body.encode("latin-1"),
        headers={"Content-Type": "application/json"},
        timeout=5,
    )
    assert response.status_code == 400
    assert response.json()["error"]["code"] == "malformed"


@pytest.mark.usefixtures("nothing_is_stored")
def test_a_request_that_another_site_caused_is_refused(hall: RunningHall) -> None:
    card = {"number": "P-001", "pin": "1"}
    for headers, code, status in (
        ({"Sec-Fetch-Site": "cross-site"}, "cross-site", 403),
        ({"Sec-Fetch-Site": "same-site"}, "cross-site", 403),
    ):
        response = requests.post(f"{hall.url}/participant/check-in", json=card, headers=headers, timeout=5)
        assert (response.status_code, response.json()["error"]["code"]) == (status, code)
    form = requests.post(f"{hall.url}/participant/check-in", data=card, timeout=5)
    assert (form.status_code, form.json()["error"]["code"]) == (400, "malformed")


@pytest.mark.usefixtures("nothing_is_stored")
@pytest.mark.parametrize(
    ("seat", "code"),
    [
        ({"hall_id": "nowhere", "seat": "A-01"}, "unknown-hall"),
        ({"hall_id": "hall-1", "seat": "Z-99"}, "unknown-seat"),
    ],
)
def test_a_seat_that_is_not_there_is_told_so(hall: RunningHall, seat: dict[str, str], code: str) -> None:
    response = requests.post(f"{hall.url}/participant/seat", json=seat, timeout=5)
    assert (response.status_code, response.json()["error"]["code"]) == (404, code)


@pytest.mark.usefixtures("nothing_is_stored")
def test_nobody_checks_in_at_a_computer_without_a_seat(hall: RunningHall) -> None:
    response = requests.post(
        f"{hall.url}/participant/check-in", json={"number": "P-001", "pin": "1"}, timeout=5
    )
    told(response, 409, "seat-first")


@pytest.mark.usefixtures("nothing_is_stored")
def test_nobody_leaves_in_the_middle_of_an_exam(hall: RunningHall, seated: Computer) -> None:
    response = requests.post(
        f"{hall.url}/participant/leave", json={}, headers={"Cookie": seated.cookie}, timeout=5
    )
    told(response, 409, "already-started")
    assert seated.client.connected


@pytest.mark.usefixtures("nothing_is_stored")
def test_leaving_with_a_strange_cookie_changes_nothing(hall: RunningHall, seated: Computer) -> None:
    for cookie in cookies(hall, seated).values():
        response = requests.post(
            f"{hall.url}/participant/leave", json={}, headers={"Cookie": cookie.encode("latin-1")}, timeout=5
        )
        assert response.ok


def test_no_page_that_is_not_there_tells_anything(hall: RunningHall) -> None:
    for path in ("/nothing", "/static/../cat_server/app.py", "/static/nothing.js", "/participant/nothing"):
        response = requests.get(f"{hall.url}{path}", timeout=5)
        assert response.status_code == 404
        assert "Traceback" not in response.text
        assert "werkzeug" not in json.dumps(dict(response.headers)).lower()
