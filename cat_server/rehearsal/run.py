"""A rehearsal: many simulated participants at once, a proctor who opens the hall, a verdict."""

from __future__ import annotations

import random
import secrets
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus

import requests
import socketio

from cat_server.rehearsal.bot import SECONDS_FOR_AN_ANSWER, Bot, Card
from cat_server.rehearsal.mind import Mind
from item_bank.release import Release

PROCTOR_NAMESPACE = "/proctor"


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
