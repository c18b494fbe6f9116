"""Every kind of item at a real browser, by keyboard alone: answered, resumed, stored and marked."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from cat_server.rehearsal import open_hall, rehearse
from item_bank.marking import mark, read_response
from item_bank.responses import shown_response
from scripts.demo_hall import DemoHall
from tests.browser.conftest import SCREEN
from tests.browser.keyboard import press, sees
from tests.browser.kinds_hall import kinds_hall, stored
from tests.browser.people import check_in, tick
from tests.browser.test_accessibility import assert_accessible

SECTIONS = 2
N_ADAPTIVE = 12


@pytest.fixture(scope="module")
def hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DemoHall]:
    """A hall that is open."""
    with kinds_hall(tmp_path_factory.mktemp("kinds")) as running:
        open_hall(running.url, running.demo.hall_id, "pengawas", running.demo.passwords["pengawas"])
        yield running


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A computer whose page's policy does not stop axe; an uncaught error fails the test."""
    uncaught: list[str] = []
    context = browser.new_context(viewport=SCREEN, locale="id-ID", bypass_csp=True)
    page = context.new_page()
    page.set_default_timeout(10_000)
    page.on("pageerror", lambda error: uncaught.append(str(error)))
    yield page
    context.close()
    assert not uncaught


def to(page: Page, selector: str, *, key: str = "Tab") -> None:
    """Press Tab until something that fits the selector has the focus."""
    for _ in range(60):
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
        page.keyboard.press(key)
    message = f"no {key} leads to {selector}"
    raise AssertionError(message)


def keys(page: Page, *names: str) -> None:
    for name in names:
        page.keyboard.press(name)


def on(page: Page) -> None:
    """Go to the next item, from wherever the focus is."""
    to(page, ".exam-footer button")
    page.keyboard.press("j")


def write(text: str) -> Callable[[Page], None]:
    def act(page: Page) -> None:
        to(page, "input[type=text]")
        page.keyboard.type(text)

    return act


def letters(*names: str) -> Callable[[Page], None]:
    return lambda page: keys(page, *names)


def lists(*steps: int) -> Callable[[Page], None]:
    """In each list that opens, so many steps down."""

    def act(page: Page) -> None:
        to(page, "select.place-list")
        for number, n_down in enumerate(steps):
            if number:
                page.keyboard.press("Tab")
            keys(page, *["ArrowDown"] * n_down)

    return act


def rate(*labels: int) -> Callable[[Page], None]:
    """In each row, this label."""

    def act(page: Page) -> None:
        to(page, ".matrix input")
        for number, label in enumerate(labels):
            if number:
                page.keyboard.press("Tab")
            keys(page, "Space", *["ArrowRight"] * label)

    return act


def best_first_worst_last(page: Page) -> None:
    to(page, ".matrix input")
    keys(page, "Space", "Tab", "ArrowDown", "ArrowDown", "ArrowDown")


def put_in_order(page: Page) -> None:
    """The first row down to the end, picked up with the keyboard."""
    to(page, ".order-grip")
    keys(page, "Space", "End", "Space")
    expect(page.locator("[aria-live=polite][role=status]").last).to_contain_text("urutan 4 dari 4")


def put_cards(page: Page) -> None:
    """One gap by its list, the other by a card."""
    to(page, "select.place-list")
    keys(page, "ArrowDown")
    to(page, ".option-card:nth-child(2)")
    page.keyboard.press("Space")
    to(page, "select.place-list.is-empty", key="Shift+Tab")
    page.keyboard.press("Enter")


@dataclass(frozen=True)
class Case:
    """How an item is answered by keyboard, what the server then holds, and the category of that."""

    act: Callable[[Page], None]
    response: dict[str, Any]
    category: int


CASES = {
    "angka": Case(write("75,2"), {"text": "75,2", "number": "75.2"}, 1),
    "banyak": Case(letters("a", "3"), {"options": ["A", "C"]}, 1),
    "denah": Case(letters("B"), {"option": "B"}, 1),
    "isian": Case(lists(1, 2), {"gaps": {"g1": "A", "g2": "D"}}, 2),
    "kata": Case(write("Bandung"), {"text": "Bandung"}, 1),
    "nilai": Case(rate(3, 1, 1, 0), {"ratings": {"A": 3, "B": 1, "C": 1, "D": 0}}, 8),
    "pasang": Case(lists(2, 2, 1), {"pairs": [["A", "X"], ["B", "Y"], ["C", "W"]]}, 3),
    "rumpang": Case(put_cards, {"gaps": {"g1": "A", "g2": "B"}}, 1),
    "satu": Case(letters("c"), {"option": "C"}, 1),
    "sikap": Case(letters("4"), {"option": "3"}, 3),
    "terbaik": Case(best_first_worst_last, {"best": "A", "worst": "D"}, 4),
    "urut": Case(put_in_order, {"order": ["B", "C", "D", "A"]}, 6),
}
IN_ORDER = (
    "petunjuk", "angka", "baca-1", "baca-2", "banyak", "denah", "isian", "kata", "nilai", "pasang", "rumpang",
    "satu", "sikap", "terbaik", "urut",
)  # fmt: skip
"""The page that belongs to no set comes first and has no number."""
STEMS = {
    "Sebuah mobil": "angka", "bilangan prima": "banyak", "Tunjuk ruang": "denah", "Rapat dibuka": "isian",
    "ibu kota": "kata", "Seberapa setuju": "nilai", "naskah dinas": "pasang", "Air mendidih": "rumpang",
    "Lanjutkan": "satu", "menepati janji": "sikap", "paling tidak efektif": "terbaik", "pengadaan": "urut",
}  # fmt: skip


def sit_down(page: Page, hall: DemoHall, seat: int) -> str:
    """From the door to the first section; the participant's number."""
    card = hall.card(seat)
    check_in(page, hall, card)
    sees(page, "Apakah ini Anda")
    press(page, "Ya, ini saya")
    sees(page, "Tata tertib")
    tick(page)
    press(page, "Setuju dan lanjut")
    sees(page, "Lewati panduan")
    press(page, "Lewati panduan")
    sees(page, "Soal latihan 1")
    keys(page, "1", "Enter")
    sees(page, "Soal latihan 2")
    assert_accessible(page, "forced choice")
    page.keyboard.press("j")
    sees(page, "Pilih dua baris dahulu")
    to(page, ".matrix input")
    keys(page, "Space", "Tab", "ArrowDown")
    on(page)
    press(page, "Saya siap")
    sees(page, "PIN sesi")
    page.keyboard.type(hall.demo.hall_pin)
    page.keyboard.press("Enter")
    return card.number


def start(page: Page, section: int) -> None:
    sees(page, f"Bagian {section} dari {SECTIONS}")
    press(page, "^Mulai")
    sees(page, "Berikutnya")


def test_every_kind_by_keyboard_alone(hall: DemoHall, page: Page) -> None:
    number = sit_down(page, hall, 1)
    start(page, 1)
    answer_fixed_section(page)
    start(page, 2)
    answer_adaptive_section(page)
    sees(page, "Terima kasih")
    sees(page, "26 dari 26")

    sitting, release = stored(hall, number)
    fixed, adaptive = sitting.state.sections
    for section, suffix in ((fixed, "-t"), (adaptive, "-a")):
        for position, item_id in enumerate(section.items, start=1):
            case = CASES.get(item_id.removesuffix(suffix))
            if case is None:
                continue
            # The same keys at the same places; what stands there depends on how the options were shuffled.
            item, order = release.item(item_id), section.option_orders[position - 1]
            places = shown_response(item, case.response, item.option_ids)
            found = section.answers[position].response
            assert (item_id, found) == (item_id, read_response(item, places, order))
            if tuple(order) == item.option_ids:
                assert (item_id, mark(item, found)) == (item_id, case.category)
    assert tuple(each.removesuffix("-t") for each in fixed.items) == IN_ORDER
    assert fixed.answers[3].response == {"option": "A"}
    assert 1 not in fixed.answers
    assert len(adaptive.answers) == N_ADAPTIVE
    assert hall.run("verify").returncode == 0


def answer_fixed_section(page: Page) -> None:
    for number, name in enumerate(IN_ORDER):
        is_page = name == "petunjuk"
        sees(page, "Halaman bacaan" if is_page else f"Soal {number} dari 14")
        if name == "nilai":
            leave_unfinished_and_come_back(page)
        elif name == "kata":
            write("Band")(page)
            page.reload()  # within the pause of typing
            sees(page, f"Soal {number} dari 14")
            expect(page.locator("input[type=text]")).to_have_value("Band")
            to(page, "input[type=text]")
            keys(page, "End")
            page.keyboard.type("ung")
        elif name.startswith("baca"):
            to(page, "#reading-text")
            keys(page, "ArrowDown")  # scrolls the text and chooses nothing
            expect(page.locator("input:checked")).to_have_count(0)
            keys(page, "a")
        elif not is_page:
            CASES[name].act(page)
        if name in ("petunjuk", "nilai", "urut"):  # each by itself: test_kinds_drawn
            assert_accessible(page, name)
        on(page)
    sees(page, "Terjawab 14 dari 14")
    assert_accessible(page, "review")
    press(page, "^Selesai")
    sees(page, "Kembali mengerjakan")
    press(page, "Ya, akhiri")


def leave_unfinished_and_come_back(page: Page) -> None:
    """Half of the ratings: a glyph and a word of their own, and after a reload they are there."""
    rate(3, 1)(page)
    cell = page.locator(".grid .cell[aria-current=true]")
    expect(cell).to_have_attribute("aria-label", re.compile("belum lengkap"))
    sees(page, "Tersimpan di server")
    page.reload()
    sees(page, "Soal 8 dari 14")
    checked = page.locator(".matrix input:checked")
    expect(checked).to_have_count(2)
    expect(cell).to_have_attribute("aria-label", re.compile("belum lengkap"))
    to(page, ".matrix-row:nth-of-type(4) input")
    keys(page, "Space", "ArrowRight", "Tab", "Space")
    expect(cell).to_have_attribute("aria-label", re.compile("sudah dijawab"))


def answer_adaptive_section(page: Page) -> None:
    for position in range(1, N_ADAPTIVE + 1):
        sees(page, f"Soal {position}, ")
        stem = page.locator("#stem").inner_text()
        name = next(name for words, name in STEMS.items() if words in stem)
        if name in ("pasang", "urut", "angka"):
            on(page)
            expect(page.locator(".footer-note")).to_be_visible()
            page.reload()
            sees(page, f"Soal {position}, ")
        CASES[name].act(page)
        on(page)
        expect(page.locator("#app")).not_to_contain_text(f"Soal {position}, ")


def test_simulated_participants_answer_every_kind_too(hall: DemoHall) -> None:
    cards = [hall.card(seat) for seat in (5, 6, 7)]
    _, release = stored(hall, cards[0].number)
    verdict, bots = rehearse(
        hall.url, cards, hall.demo.hall_pin, release, seconds_per_item=0.0, seconds_between_starts=0.0
    )
    assert verdict.problems == ()
    assert verdict.n_finished == len(cards)
    for bot in bots:
        sitting, _ = stored(hall, bot.card.number)
        fixed, adaptive = sitting.state.sections
        assert (len(fixed.answers), len(adaptive.answers)) == (14, N_ADAPTIVE)
