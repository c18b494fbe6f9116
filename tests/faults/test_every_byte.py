"""Every byte that the server sends to a participant in a whole sitting, searched for what is not theirs."""

from __future__ import annotations

import random
import re
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
import requests

from cat_server.rehearsal.bot import Bot
from cat_server.rehearsal.mind import Mind
from cat_server.sitting import events as e
from scoring.parameters import ItemParameters
from tests.cat_server import pretest_exams
from tests.faults.running_hall import ROOT, RunningHall
from tests.faults.wiretap import Wiretap

pytestmark = pytest.mark.filterwarnings("ignore:unclosed:ResourceWarning")

RELEASE = pretest_exams.release()
NAMES_OF_SECRETS = (
    "ability", "standard_error", "score", "correct", "keyed", "is_right", "marked", "parameters",
    "candidates", "criterion", "rule", "seed", "option_order", "option_orders", "exposure_counts",
    "ineligible", "n_examinees", "calibration", "enemies", "domain", "subdomain", "release_digest",
    "item_id", "prior_sd", "place", "card_pin_hash", "participant_id", "is_pretest", "pretest", "tried",
    "pretest_positions", "pretest_counts",
)  # fmt: skip


@dataclass(frozen=True)
class Sat:
    """A hall in which one person sat everything through a wiretap, and all that the server said to them."""

    hall: RunningHall
    files: bytes
    """The page's own files, in which a number may well be the size of a letter."""
    messages: bytes

    @property
    def events(self) -> list[e.Event]:
        return [entry.event for entry in self.hall.entries(self.hall.cards[0].sitting_id)]


@pytest.fixture(scope="module")
def sat(new_hall: Callable[..., RunningHall]) -> Sat:
    hall = new_hall(2, pretest_exams.release_bytes())
    tap = Wiretap(hall.port)
    with requests.Session() as http:
        for path in static_files():
            http.get(f"{tap.url}{path}", timeout=10)
        files = tap.sent
        for path in ("/", "/participant/seat", "/seat/A-01", "/favicon.ico", "/healthz"):
            http.get(f"{tap.url}{path}", timeout=10)
    rng = random.Random(4)
    bot = Bot(tap.url, hall.card(1), hall.hall_pin, Mind(RELEASE, 0.3, rng), rng, 0.02, threading.Event())
    bot.run()
    assert bot.problem == ""
    assert bot.finished is not None
    # And what goes wrong: refusals carry words of the server, too.
    for number, pin in (("P-002", "1"), ("P-009", "1"), ("", "")):
        card = {"number": number, "pin": pin}
        requests.post(f"{tap.url}/participant/check-in", json=card, timeout=10)
    tap.close()
    return Sat(hall, files, tap.sent.removeprefix(files))


def static_files() -> list[str]:
    """Everything that a participant's page may load."""
    folders = ("shared", "participant", "styles", "catalogues", "vendor")
    static = ROOT / "static"
    paths = [path for folder in folders for path in (static / folder).rglob("*") if path.is_file()]
    return [f"/static/{path.relative_to(static).as_posix()}" for path in sorted(paths)]


def test_the_recording_is_of_a_whole_sitting(sat: Sat) -> None:
    """So that what is not found below is really not there."""
    sent, events = sat.messages, sat.events
    shown = [event.item for event in events if isinstance(event, e.ItemPresented)]
    started = [event for event in events if isinstance(event, e.SectionStarted)]
    assert len(started) == 3
    assert isinstance(events[-1], e.SittingFinished)
    assert sum(event.is_pretest for event in events if isinstance(event, e.ItemPresented)) == 2
    for item in (*shown, *started[-1].items, RELEASE.practice[0].id):
        assert RELEASE.item(item).stem_html["id"].encode() in sent
    for word in (
        b"Tata tertib.",
        b"Peserta 1",
        b"seat-first",
        b'"receipt"',
        b"Content-Security-Policy",
    ):
        assert word in sent


def test_no_id_of_an_item_or_an_option_is_sent(sat: Sat) -> None:
    sent = sat.files + sat.messages
    items = RELEASE.by_id.values()
    options = {option for item in items if item.kind == "single_choice" for option in item.option_ids}
    for secret in {item.id for item in items} | options:
        assert not re.search(rb"(?<![\w-])" + re.escape(secret.encode()) + rb"(?![\w-])", sent), secret


def test_no_item_is_sent_that_was_not_presented(sat: Sat) -> None:
    sent, events = sat.messages, sat.events
    presented = {event.item for event in events if isinstance(event, e.ItemPresented)}
    adaptive = {item.id for section in (0, 1) for item in RELEASE.section(section).items}
    adaptive |= {item.id for item in RELEASE.pretest}
    assert len(adaptive - presented) > 20
    for item in adaptive - presented:
        for language in ("id", "en"):
            assert RELEASE.item(item).stem_html[language].encode() not in sent


def test_no_parameter_is_sent(sat: Sat) -> None:
    sent = sat.messages
    numbers = set()
    for item in (*RELEASE.items, *RELEASE.pretest):
        if item.id != f"coba-{pretest_exams.BARE}":
            assert isinstance(item.parameters, ItemParameters)
            # Authors who know little guess a slope of 1, and such a number stands everywhere.
            numbers |= {item.parameters.a, *item.parameters.b} - {1.0}
    assert len(numbers) > 80
    for number in numbers:
        assert not _has_number(sent, repr(abs(number))), number


def test_no_ability_or_score_is_sent(sat: Sat) -> None:
    sent, events = sat.messages, sat.events
    numbers: list[float] = []
    for event in events:
        if isinstance(event, e.ItemPresented):
            numbers += [event.ability, event.standard_error, *(value for _, value in event.candidates)]
        elif isinstance(event, e.SectionFinished):
            of_section = (event.ability, event.standard_error, event.score)
            numbers += [number for number in of_section if number is not None]
    assert len(numbers) > 40
    for number in numbers:
        for written in (repr(abs(number)), f"{abs(number):.6f}", f"{abs(number):.4f}"):
            if len(written.strip("0.")) > 3:
                assert not _has_number(sent, written), number


def test_no_name_of_a_secret_is_a_field_of_a_message(sat: Sat) -> None:
    sent = sat.messages
    for name in NAMES_OF_SECRETS:
        assert f'"{name}":'.encode() not in sent, name


def test_no_secret_of_the_server_or_of_others_is_sent(sat: Sat) -> None:
    sent, events = sat.messages, sat.events
    opened = events[0]
    assert isinstance(opened, e.SittingOpened)
    hall = sat.hall
    secrets = [
        opened.seed,
        opened.participant_id,
        RELEASE.digest,
        hall.cards[0].card_pin,
        hall.cards[1].card_pin,
    ]
    secrets += [hall.cards[1].sitting_id, "Peserta 2", "199001012015030002", "199001012015030001"]
    secrets += [Path(hall.settings.secret_key_file).read_bytes().hex()]
    for secret in secrets:
        assert secret.encode() not in sent, secret


def test_messages_with_items_on_trial_are_written_like_all_others(sat: Sat) -> None:
    """Nobody tells them apart by what is there, or in which order."""
    before: dict[bool, set[bytes]] = {True: set(), False: set()}
    for event in sat.events:
        if isinstance(event, e.ItemPresented) and event.section == 0:
            stem = RELEASE.item(event.item).stem_html["id"].encode()
            at = sat.messages.index(stem)
            before[event.is_pretest].add(re.sub(rb"\d+", b"0", sat.messages[max(0, at - 60) : at]))
    assert before[True]
    assert before[True] <= before[False]


def _has_number(sent: bytes, written: str) -> bool:
    return re.search(rb"(?<![\d.])" + re.escape(written.encode()) + rb"(?!\d)", sent) is not None
