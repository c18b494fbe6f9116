"""Simulated participants that sit an exam over real websockets: to rehearse a hall, to fill a demo's board.

Each speaks exactly what a browser speaks and keeps what a browser keeps: an unacknowledged command is sent
again with the same id until the server answers. Not here: anything a browser cannot know, except `Mind`,
which reads the release to answer as a person of a given ability would.
"""

from __future__ import annotations

import argparse
import json
import logging
import math
import random
import secrets
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from typing import Any

import numpy as np
import requests
import socketio

from cat_server.settings import load as load_settings
from cat_server.storage.database import Database
from cat_server.storage.releases import ReleaseStore
from item_bank.release import Release, ReleasedItem
from scoring.parameters import ItemPool
from scoring.response_models import category_probabilities

log = logging.getLogger("rehearsal")

SECONDS_FOR_AN_ANSWER = 5.0
SECONDS_TO_GIVE_UP = 600.0
NAMESPACE = "/participant"
PROCTOR_NAMESPACE = "/proctor"


@dataclass(frozen=True, slots=True)
class Card:
    """What a participant holds in the hand."""

    number: str
    pin: str
    hall_id: str
    seat: str


class Mind:
    """Answers items of a release as somebody of this ability would."""

    def __init__(self, release: Release, ability: float, rng: random.Random) -> None:
        self._ability = ability
        self._rng = rng
        self._items: dict[str, ReleasedItem] = {}
        for item in (*release.items, *release.practice):
            for language in release.plan.languages:
                view = release.participant_item(item.id, language, item.option_ids, position=1)
                self._items[_face(view)] = item
        self._release = release

    def choose(self, view: Mapping[str, Any], language: str) -> int:
        """The place of the option to choose among those shown."""
        item = self._items.get(_face(view))
        n_options = len(view["options"])
        if item is None or item.parameters is None:
            return self._rng.randrange(n_options)
        pool = ItemPool.of([item.parameters])
        chances = category_probabilities(pool, np.array([self._ability]))[0, :, 0]
        category = self._rng.choices(range(len(chances)), weights=[float(chance) for chance in chances])[0]
        fitting = [
            place
            for place, option_id in enumerate(self._order(item, view, language))
            if _category(item, option_id) == category
        ]
        return self._rng.choice(fitting or list(range(n_options)))

    def _order(self, item: ReleasedItem, view: Mapping[str, Any], language: str) -> list[str]:
        """The ids of the options in the order shown, found by their looks."""
        plain = self._release.participant_item(item.id, language, item.option_ids, position=1)
        by_looks = {
            option["html"]: option_id
            for option, option_id in zip(plain["options"], item.option_ids, strict=True)
        }
        return [by_looks[option["html"]] for option in view["options"]]


def _category(item: ReleasedItem, option_id: str) -> int:
    from item_bank.marking import mark  # noqa: PLC0415 - the only place that a simulated person needs it

    return mark(item, {"option": option_id})


def _face(view: Mapping[str, Any]) -> str:
    options = sorted(option["html"] for option in view["options"])
    return json.dumps([view["stem_html"], view.get("figure_html") or "", options], sort_keys=True)


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
        choice = self.mind.choose(item, language)
        self._send(
            "submit_response",
            section=section,
            position=item["position"],
            response={"choice": choice},
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
            if str(item["position"]) not in answered:
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


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a rehearsal went."""

    n_bots: int
    n_finished: int
    n_acknowledged: int
    problems: tuple[str, ...]


def rehearse(
    url: str,
    cards: Sequence[Card],
    hall_pin: str,
    release: Release,
    *,
    seconds_per_item: float,
    seed: int = 1,
    stops: threading.Event | None = None,
    seconds_between_starts: float = 0.2,
) -> tuple[Verdict, list[Bot]]:
    """Let one bot per card sit the exam, each with an ability of its own, and wait until all are done."""
    stops = stops or threading.Event()
    bots = []
    for number, card in enumerate(cards):
        rng = random.Random(seed * 10_007 + number)  # noqa: S311 - a simulation, repeatable by its seed
        mind = Mind(release, rng.gauss(0.0, 1.0), rng)
        bots.append(Bot(url, card, hall_pin, mind, rng, seconds_per_item, stops))
    threads = [threading.Thread(target=bot.run, daemon=True) for bot in bots]
    for thread in threads:
        thread.start()
        stops.wait(seconds_between_starts)
    for thread in threads:
        while thread.is_alive():
            thread.join(0.5)
    verdict = Verdict(
        n_bots=len(bots),
        n_finished=sum(bot.finished is not None for bot in bots),
        n_acknowledged=sum(len(bot.acknowledged) for bot in bots),
        problems=tuple(f"{bot.card.number}: {bot.problem}" for bot in bots if bot.problem),
    )
    return verdict, bots


def open_hall(url: str, hall_id: str, login: str, password: str) -> None:
    """Log in as a proctor, as a browser does, and open the hall; nothing happens if it is open."""
    with requests.Session() as http:
        page = http.get(f"{url}/staff/login", timeout=10).text
        token = page.split('name="csrf_token" value="', 1)[1].split('"', 1)[0]
        form = {"csrf_token": token, "login": login, "password": password}
        answer = http.post(f"{url}/staff/login", data=form, timeout=10, allow_redirects=False)
        if answer.status_code != HTTPStatus.FOUND:
            message = "the proctor's password was refused"
            raise RuntimeError(message)
        cookie = "; ".join(f"{name}={value}" for name, value in http.cookies.items())
    client = socketio.Client(reconnection=False)
    client.connect(
        url,
        headers={"Cookie": cookie},
        transports=["websocket"],
        namespaces=[PROCTOR_NAMESPACE],
        wait_timeout=10,
    )
    request = {"command_id": secrets.token_urlsafe(16), "hall_id": hall_id}
    ack = client.call("open_hall", request, namespace=PROCTOR_NAMESPACE, timeout=SECONDS_FOR_AN_ANSWER)
    client.disconnect()
    if not ack["ok"] and ack["error"]["code"] != "hall-already-open":
        raise RuntimeError(ack["error"]["message"])


def main(arguments: Sequence[str] | None = None) -> int:
    """Run bots from the cards that a demo has written, in a process of their own."""
    parser = argparse.ArgumentParser(prog="rehearsal", description=main.__doc__)
    parser.add_argument("--url", required=True)
    parser.add_argument("--cards", type=Path, required=True, help="JSON that the demo wrote")
    parser.add_argument("--bots", type=int, required=True)
    parser.add_argument("--seconds-per-item", type=float, default=12.0)
    parser.add_argument(
        "--open-hall-after", type=float, help="open the hall as the demo's proctor, after seconds"
    )
    parser.add_argument("--acknowledged", type=Path, help="write every receipt here, for checking them later")
    options = parser.parse_args(arguments)
    logging.basicConfig(level=logging.WARNING, format="%(name)s: %(message)s")
    demo = json.loads(options.cards.read_text(encoding="utf-8"))
    cards = [Card(**card) for card in demo["cards"][: options.bots]]
    database = Database(load_settings().database_url)
    release = ReleaseStore(database).get(demo["release_digest"])
    if options.open_hall_after is not None:
        password = demo["passwords"]["pengawas"]
        opening = (options.url, demo["hall_id"], "pengawas", password)
        timer = threading.Timer(options.open_hall_after, open_hall, opening)
        timer.daemon = True
        timer.start()
    verdict, bots = rehearse(
        options.url, cards, demo["hall_pin"], release, seconds_per_item=options.seconds_per_item
    )
    if options.acknowledged:
        receipts = {bot.card.number: bot.acknowledged for bot in bots}
        options.acknowledged.write_text(json.dumps(receipts), encoding="utf-8")
    sys.stdout.write(
        f"{verdict.n_finished} of {verdict.n_bots} simulated participants finished; "
        f"{verdict.n_acknowledged} commands were acknowledged.\n"
    )
    for problem in verdict.problems:
        sys.stdout.write(f"  {problem}\n")
    return 0 if verdict.n_finished == verdict.n_bots else 1


if __name__ == "__main__":
    sys.exit(main())
