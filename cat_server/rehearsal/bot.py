"""One simulated participant: speaks exactly what a browser speaks, and keeps what a browser keeps.

An unacknowledged command is sent again with the same id until the server answers.
"""

from __future__ import annotations

import logging
import math
import random
import secrets
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import requests
import socketio

from cat_server.rehearsal.mind import Mind

log = logging.getLogger("rehearsal")

SECONDS_FOR_AN_ANSWER = 5.0
SECONDS_TO_GIVE_UP = 600.0
NAMESPACE = "/participant"


@dataclass(frozen=True, slots=True)
class Card:
    """What a participant holds in the hand."""

    number: str
    pin: str
    hall_id: str
    seat: str


@dataclass
class Bot:
    """One simulated participant from check-in to receipt."""

    url: str
    card: Card
    hall_pin: str
    mind: Mind
    rng: random.Random
    seconds_per_item: float
    stops: threading.Event
    acknowledged: list[dict[str, Any]] = field(default_factory=list)
    finished: Mapping[str, Any] | None = None
    problem: str = ""
    _screen: dict[str, Any] = field(default_factory=dict)
    _papers: dict[int, dict[str, Any]] = field(default_factory=dict)
    _hall: dict[str, Any] = field(default_factory=dict)
    _client: socketio.Client | None = None
    _cookie: str = ""

    def run(self) -> None:
        """Sit the exam; what went wrong ends up in `problem`."""
        try:
            self._check_in()
            self._connect()
            while not self.stops.is_set() and self.finished is None:
                self._take_step()
        except Exception as error:  # noqa: BLE001 - one bot's trouble is a line in the verdict
            self.problem = f"{type(error).__name__}: {error}"
            log.warning("participant %s: %s", self.card.number, self.problem)
        finally:
            if self._client is not None:
                self._client.disconnect()

    # --- the exam --------------------------------------------------------------------------------------

    def _take_step(self) -> None:
        screen = self._screen
        step = screen.get("step")
        language = screen.get("language", "id")
        if step == "identity":
            self._pause(2.0)
            self._send("confirm_identity")
        elif step == "notice":
            self._pause(3.0)
            self._send("accept_notice")
        elif step == "practice":
            self._pause(4.0)
            self._send("finish_practice")
        elif step == "waiting":
            if self._hall.get("is_open"):
                self._pause(2.0)
                self._send("enter_hall", pin=self.hall_pin)
            else:
                self._beat_and_wait(1.0)
        elif step == "section_intro":
            self._pause(3.0)
            self._send("start_section", section=screen["section"]["index"])
        elif step == "item":
            self._answer(screen["section"]["index"], screen["item"], language)
        elif step == "form":
            self._answer_form(screen, language)
        elif step in ("receipt", "stopped"):
            self.finished = screen.get("finish") or {"reason": step}
        else:
            self._beat_and_wait(1.0)

    def _answer(self, section: int, item: Mapping[str, Any], language: str) -> None:
        seconds = self._reading_seconds()
        if self._wait_on_screen(seconds):
            return
        response = self.mind.answer(item, language)
        if response is None:
            return
        self._send(
            "submit_response",
            section=section,
            position=item["position"],
            response=response,
            shown_ms=int(seconds * 1000),
            age_ms=0,
        )

    def _answer_form(self, screen: Mapping[str, Any], language: str) -> None:
        index = screen["section"]["index"]
        paper = self._papers.get(index)
        if paper is None:
            self._beat_and_wait(0.5)
            return
        answered = screen.get("responses") or {}
        for item in paper["items"]:
            is_page = item["interaction"]["type"] == "read"
            if not is_page and str(item["position"]) not in answered:
                self._answer(index, item, language)
                return
        self._pause(2.0)
        self._send("finish_section", section=index)

    def _reading_seconds(self) -> float:
        if self.seconds_per_item <= 0:
            return 0.0
        return self.seconds_per_item * math.exp(self.rng.gauss(-0.08, 0.4))

    def _pause(self, seconds: float) -> None:
        self._wait_on_screen(seconds * min(1.0, self.seconds_per_item / 8.0) * self.rng.uniform(0.6, 1.4))

    def _wait_on_screen(self, seconds: float) -> bool:
        """Wait, with signs of life; whether the screen changed meanwhile, so that all plans are off."""
        version = self._screen.get("version")
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0 and not self.stops.is_set():
            self._beat_and_wait(min(left, 4.0))
            if self._screen.get("version") != version:
                return True
        return False

    def _beat_and_wait(self, seconds: float) -> None:
        if self._client is not None and NAMESPACE in self._client.namespaces:
            self._client.emit("beat", {"unsent": 0}, namespace=NAMESPACE)
        self.stops.wait(seconds)

    # --- the wire --------------------------------------------------------------------------------------

    def _check_in(self) -> None:
        with requests.Session() as http:
            seat = {"hall_id": self.card.hall_id, "seat": self.card.seat}
            http.post(f"{self.url}/participant/seat", json=seat, timeout=10).raise_for_status()
            card = {"number": self.card.number, "pin": self.card.pin}
            answer = http.post(f"{self.url}/participant/check-in", json=card, timeout=10)
            if not answer.ok:
                raise RuntimeError(answer.json()["error"]["message"])
            self._cookie = f"place={http.cookies['place']}"

    def _connect(self) -> None:
        client = socketio.Client(reconnection=True, reconnection_delay=0.5, reconnection_delay_max=2)
        client.on("screen", self._take_screen, namespace=NAMESPACE)
        client.on("paper", self._take_paper, namespace=NAMESPACE)
        client.on("hall", self._hall.update, namespace=NAMESPACE)
        client.on("ended", lambda _payload: self.stops.set(), namespace=NAMESPACE)
        client.connect(
            self.url,
            headers={"Cookie": self._cookie},
            transports=["websocket"],
            namespaces=[NAMESPACE],
            wait_timeout=10,
        )
        self._client = client
        until = time.monotonic() + 10
        while not self._screen and time.monotonic() < until:
            time.sleep(0.02)

    def _take_screen(self, screen: dict[str, Any] | None) -> None:
        if screen and screen["version"] >= self._screen.get("version", -1):
            self._screen = screen

    def _take_paper(self, paper: dict[str, Any] | None) -> None:
        if paper:
            self._papers[paper["section"]] = paper

    def _send(self, name: str, **fields: Any) -> None:
        """Send a command until the server has answered it."""
        if self._client is None:
            return
        command_id = secrets.token_urlsafe(16)
        made_at = time.monotonic()
        while not self.stops.is_set():
            if time.monotonic() - made_at > SECONDS_TO_GIVE_UP:
                message = f"no answer to {name} for {SECONDS_TO_GIVE_UP:.0f} s"
                raise TimeoutError(message)
            if "age_ms" in fields:
                fields["age_ms"] = int((time.monotonic() - made_at) * 1000)
            try:
                ack = self._client.call(
                    name,
                    {"command_id": command_id, **fields},
                    namespace=NAMESPACE,
                    timeout=SECONDS_FOR_AN_ANSWER,
                )
            except (socketio.exceptions.TimeoutError, socketio.exceptions.BadNamespaceError):
                time.sleep(0.5)
                continue
            if self._taken(name, command_id, ack):
                return
            time.sleep(1.0)

    def _taken(self, name: str, command_id: str, ack: Mapping[str, Any]) -> bool:
        self._take_screen(ack.get("screen"))
        self._take_paper(ack.get("paper"))
        if ack.get("ok"):
            receipt = ack.get("receipt") or {}
            self.acknowledged.append({"command": name, "command_id": command_id, **receipt})
            return True
        error = ack["error"]
        log.info("participant %s: %s refused: %s", self.card.number, name, error["message"])
        if error["kind"] == "failed":
            return False
        self.stops.wait(1.0)
        return True
