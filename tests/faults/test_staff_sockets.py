"""The proctor's socket as it is: who gets in, who may do what, and that nothing happens without a reason."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import requests
import socketio
from socketio.exceptions import ConnectionError as NotLetInError

from cat_server import access
from cat_server.texts import text
from tests.cat_server.frame import HALL
from tests.faults.running_hall import PROCTOR_PASSWORD, Computer, RunningHall

pytestmark = pytest.mark.filterwarnings("ignore:unclosed:ResourceWarning")
WHY = {"category": "power", "reason": "listrik padam"}


@pytest.fixture(scope="module")
def hall(new_hall: Callable[[int], RunningHall]) -> RunningHall:
    return new_hall(3)


class Desk:
    """A browser of a member of staff, logged in through the page, with an open socket."""

    def __init__(self, hall: RunningHall, login: str = "pengawas") -> None:
        self.hall = hall
        self.http = requests.Session()
        answer = self.post("/staff/login", login=login, password=PROCTOR_PASSWORD)
        assert answer.status_code == 302, answer.text
        self.client = socketio.Client(reconnection=False)
        self.batches: list[dict[str, Any]] = []
        self.client.on("rows", self.batches.append, namespace="/proctor")
        self.client.connect(
            hall.url,
            headers={"Cookie": "; ".join(f"{name}={value}" for name, value in self.http.cookies.items())},
            transports=["websocket"],
            namespaces=["/proctor"],
            wait_timeout=10,
        )

    def post(self, path: str, **form: str) -> requests.Response:
        page = self.http.get(f"{self.hall.url}/staff/login", timeout=10).text
        token = page.split('name="csrf_token" value="', 1)[1].split('"', 1)[0]
        return self.http.post(
            f"{self.hall.url}{path}", data=form | {"csrf_token": token}, timeout=10, allow_redirects=False
        )

    def send(self, event: str, **fields: object) -> Any:
        message = {"command_id": secrets.token_urlsafe(16), **fields}
        return self.client.call(event, message, namespace="/proctor", timeout=10)

    def leave(self) -> None:
        self.client.disconnect()
        self.http.close()


@pytest.fixture(scope="module")
def desk(hall: RunningHall) -> Iterator[Desk]:
    sat_down = Desk(hall)
    yield sat_down
    sat_down.leave()


@pytest.fixture(scope="module")
def working(hall: RunningHall) -> Iterator[Computer]:
    """Participant 1, in the first section."""
    computer = hall.sit_down(1)
    for command in ("confirm_identity", "accept_notice", "finish_practice"):
        computer.does(command)
    computer.does("enter_hall", pin=hall.hall_pin)
    computer.does("start_section", section=0)
    yield computer
    computer.leave()


def sitting(hall: RunningHall, number: int = 1) -> str:
    return hall.cards[number - 1].sitting_id


def test_what_a_proctor_does_reaches_the_participant_at_once(
    hall: RunningHall, desk: Desk, working: Computer
) -> None:
    for event, step in (("pause_sitting", "paused"), ("resume_sitting", "item")):
        row = desk.send(event, sitting_id=sitting(hall), **WHY)["row"]
        working.client.sleep(0.3)
        pushed = [payload for name, payload in working.received if name == "screen"][-1]
        assert (pushed["step"], pushed["version"]) == (step, row["version"])
    desk.send("give_time", sitting_id=sitting(hall), seconds=60, **WHY)
    working.client.sleep(0.3)
    assert working.received[-1][1]["time"]["given_seconds"] == 60


def test_a_board_is_whole_and_then_kept_up_to_date(hall: RunningHall, desk: Desk, working: Computer) -> None:
    board = desk.send("watch_hall", hall_id=HALL)["board"]
    assert {row["seat"]: row["state"] for row in board["rows"]} == {
        "A-01": "working", "A-02": "absent", "A-03": "absent",
    }  # fmt: skip
    assert all("item" not in row and "score" not in row for row in board["rows"])
    working.does("call_proctor", reason="computer")
    desk.client.sleep(1.5)
    changed = [row for batch in desk.batches for row in batch["rows"] if row["sitting_id"] == sitting(hall)]
    assert changed[-1]["help"]["reason"] == "computer"
    desk.send("resolve_help", sitting_id=sitting(hall), **WHY)


def test_a_request_sent_again_is_carried_out_once(hall: RunningHall, desk: Desk, working: Computer) -> None:
    request = {"command_id": secrets.token_urlsafe(16), "sitting_id": sitting(hall), "seconds": 60, **WHY}
    before = len(hall.entries(sitting(hall)))
    for _ in range(3):
        assert desk.client.call("give_time", request, namespace="/proctor", timeout=10)["ok"]
    assert len(hall.entries(sitting(hall))) == before + 1


def test_a_halls_request_sent_again_is_carried_out_once_for_everybody(
    hall: RunningHall, desk: Desk, working: Computer
) -> None:
    request = {"command_id": secrets.token_urlsafe(16), "hall_id": HALL, "text": "Tenang.", **WHY}
    before = hall.n_events()
    answers = [desk.client.call("message_hall", request, namespace="/proctor", timeout=10) for _ in range(3)]
    assert [answer["done"] for answer in answers] == [3, 3, 3]
    assert hall.n_events() == before + 3


@pytest.mark.parametrize(
    ("event", "fields"),
    [
        ("pause_sitting", {}),
        ("give_time", {"seconds": 60}),
        ("stop_sitting", {}),
        ("move_seat", {"seat": "A-09"}),
        ("release_place", {}),
        ("send_message", {"text": "x"}),
        ("note_incident", {}),
    ],
)
def test_nothing_is_done_to_anybody_without_a_reason(
    hall: RunningHall, desk: Desk, working: Computer, event: str, fields: dict[str, object]
) -> None:
    before = hall.n_events()
    request: dict[str, object] = {"sitting_id": sitting(hall), **fields}
    silent = desk.send(event, **request, category="power", reason="   ")
    assert silent["error"] == {
        "kind": "refused", "code": "reason-wanted", "message": text("id", "error-reason-wanted"),
    }  # fmt: skip
    assert desk.send(event, **request, category="mood", reason="x")["error"]["code"] == "unknown-category"
    assert desk.send(event, **request)["error"]["code"] == "malformed"
    assert hall.n_events() == before


def test_what_is_not_there_is_told_so(hall: RunningHall, desk: Desk) -> None:
    before = hall.n_events()
    for event, fields, code in (
        ("pause_sitting", {"sitting_id": "nobody", **WHY}, "unknown-sitting"),
        ("move_seat", {"sitting_id": sitting(hall), "seat": "Z-99", **WHY}, "unknown-seat"),
        ("move_seat", {"sitting_id": sitting(hall), "seat": "A-02", **WHY}, "seat-taken"),
        ("watch_hall", {"hall_id": "nowhere"}, "unknown-hall"),
        ("open_hall", {"hall_id": HALL}, "hall-already-open"),
        ("close_hall", {"hall_id": HALL, "typed_name": "Ruang 2"}, "hall-name-differs"),
        ("give_time", {"sitting_id": sitting(hall), "seconds": 10**9, **WHY}, "malformed"),
        ("drop_tables", {}, "unknown-command"),
        ("*", {}, "unknown-command"),
    ):
        ack = desk.send(event, **fields)
        assert (ack["ok"], ack["error"]["code"]) == (False, code), ack
    assert hall.n_events() == before
    assert "Traceback" not in hall.log


def test_a_stranger_gets_no_socket(hall: RunningHall) -> None:
    client = socketio.Client(reconnection=False)
    for cookie in ("", "session=forged", "session=.eJw.x.y"):
        with pytest.raises(NotLetInError):
            client.connect(
                hall.url, headers={"Cookie": cookie}, transports=["websocket"], namespaces=["/proctor"],
                wait_timeout=5,
            )  # fmt: skip


def test_an_open_socket_loses_its_rights_at_logout(hall: RunningHall, desk: Desk, working: Computer) -> None:
    """The last test of this file: the account is what logs out, wherever it is open."""
    leaving = Desk(hall)
    before = hall.n_events()
    leaving.post("/staff/logout")
    for one in (leaving, desk):
        for event in sorted(access.ALLOWED)[:8]:
            ack = one.send(event, sitting_id=sitting(hall), hall_id=HALL, **WHY)
            assert ack["error"]["code"] in ("not-logged-in", "unknown-command")
    assert hall.n_events() == before
    leaving.leave()
