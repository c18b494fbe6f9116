"""What goes wrong in a hall: reloads, a dead server, pauses, another seat. Nothing is lost."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from cat_server.rehearsal import Card
from scripts.demo_hall import DemoHall
from tests.browser.keyboard import sees
from tests.browser.people import (
    act,
    answer_adaptive,
    check_in,
    enter,
    finish_section,
    get_ready,
    open_drawer,
    open_hall,
    start_section,
    watch,
)

ACTIONS_BETWEEN_SECTIONS = 2


@pytest.fixture(scope="module")
def open_hall_demo(hall: DemoHall, browser: Browser) -> DemoHall:
    """A demo whose proctor has opened the hall."""
    context = browser.new_context()
    proctor = context.new_page()
    watch(proctor, hall)
    open_hall(proctor)
    context.close()
    return hall


def sit_down(page: Page, hall: DemoHall, card: Card) -> None:
    get_ready(page, hall, card)
    enter(page, hall)
    start_section(page, 1)


def shown(page: Page) -> list[str]:
    """Everything of the item on the screen, options in order."""
    return [
        str(html)
        for html in page.locator("[role=radiogroup], fieldset").first.locator("label").all_inner_texts()
    ]


def seconds_left(page: Page) -> int:
    minutes, seconds = re.findall(r"\b(\d\d?):(\d\d)\b", page.locator("header").first.inner_text())[-1]
    return int(minutes) * 60 + int(seconds)


def test_a_reload_resumes_the_same_item_with_its_draft(
    open_hall_demo: DemoHall, screen: Callable[[], Page]
) -> None:
    page = screen()
    sit_down(page, open_hall_demo, open_hall_demo.card(1))
    answer_adaptive(page, most=2)
    sees(page, "Soal 3,")
    page.keyboard.press("B")
    page.wait_for_timeout(1500)
    options, left = shown(page), seconds_left(page)
    page.reload()
    sees(page, "Soal 3,")
    assert shown(page) == options
    expect(page.locator("input[type=radio]").nth(1)).to_be_checked()
    assert left - 8 <= seconds_left(page) <= left
    sees(page, "Tersimpan di server")


def test_answers_given_while_the_server_is_dead_arrive_when_it_is_back(
    open_hall_demo: DemoHall, screen: Callable[[], Page], pictures: Path
) -> None:
    page = screen()
    sit_down(page, open_hall_demo, open_hall_demo.card(2))
    for section in range(1, 1 + ACTIONS_BETWEEN_SECTIONS):
        if section > 1:
            start_section(page, section)
        sees(page, "Soal 1,")
        finish_section(page)
    start_section(page, 3)
    sees(page, "Soal 1 dari 48")
    page.keyboard.press("4")
    sees(page, "Tersimpan di server")

    open_hall_demo.kill()
    sees(page, "Koneksi terputus")
    for _ in range(3):
        page.keyboard.press("j")
        page.keyboard.press("2")
    sees(page, r"Disimpan di komputer ini, belum terkirim \(3\)")
    page.screenshot(path=pictures / "connection-lost.png")
    left = seconds_left(page)

    open_hall_demo.start()
    sees(page, "Terhubung kembali, 3 jawaban terkirim", timeout_ms=30_000)
    page.screenshot(path=pictures / "connection-back.png")
    assert seconds_left(page) >= left
    page.reload()
    sees(page, "Soal 4 dari 48")
    sees(page, r"Belum\s*44")
    printed = open_hall_demo.run("journal", open_hall_demo.card(2).number).stdout
    assert printed.count("ResponseRecorded") == 4
    assert "OutageCredited" in printed
    assert open_hall_demo.run("verify").returncode == 0


def test_a_proctor_pauses_gives_time_writes_and_resumes(
    open_hall_demo: DemoHall, screen: Callable[[], Page], pictures: Path
) -> None:
    page, proctor = screen(), screen()
    watch(proctor, open_hall_demo)
    sit_down(page, open_hall_demo, open_hall_demo.card(3))
    sees(page, "Soal 1,")
    open_drawer(proctor, "03")
    act(proctor, "Jeda", cause="Listrik padam", reason="lampu mati di baris depan")
    sees(page, "Waktu Anda berhenti", timeout_ms=2_000)
    sees(page, "lampu mati di baris depan")
    page.screenshot(path=pictures / "paused.png")
    proctor.screenshot(path=pictures / "drawer.png")
    act(proctor, "Beri waktu", cause="Listrik padam", reason="ganti waktu yang hilang", minutes="5")
    act(proctor, "Lanjutkan", cause="Listrik padam", reason="listrik menyala lagi")
    sees(page, "Soal 1,", timeout_ms=2_000)
    assert seconds_left(page) > 25 * 60
    act(proctor, "Kirim pesan", cause="Pengawas", reason="pemberitahuan", text="Teruskan dengan tenang.")
    sees(page, "Teruskan dengan tenang", timeout_ms=2_000)
    page.screenshot(path=pictures / "message.png")


def test_a_moved_participant_resumes_at_the_other_seat(
    open_hall_demo: DemoHall, screen: Callable[[], Page]
) -> None:
    page, other, proctor = screen(), screen(), screen()
    card = open_hall_demo.card(4)
    watch(proctor, open_hall_demo)
    sit_down(page, open_hall_demo, card)
    answer_adaptive(page, most=1)
    sees(page, "Soal 2,")
    options = shown(page)
    open_drawer(proctor, card.seat)
    act(proctor, "Pindah kursi", cause="Perangkat", reason="layar mati", seat="C1")
    sees(page, "C1", timeout_ms=2_000)
    check_in(other, open_hall_demo, Card(card.number, card.pin, card.hall_id, "C1"))
    sees(other, "Soal 2,")
    assert shown(other) == options
