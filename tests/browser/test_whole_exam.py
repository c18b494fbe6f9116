"""One participant sits the whole exam by keyboard alone while a proctor's board is open elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from scripts.demo_hall import DemoHall
from tests.browser.keyboard import sees
from tests.browser.people import (
    answer_adaptive,
    answer_form,
    enter,
    finish_section,
    get_ready,
    log_in,
    open_hall,
    start_section,
    watch,
)

SEAT = 13


def test_a_whole_exam_by_keyboard_beside_an_open_board(
    hall: DemoHall, screen: Callable[[], Page], pictures: Path
) -> None:
    card = hall.card(SEAT)
    proctor, participant, assessor = screen(), screen(), screen()
    watch(proctor, hall)

    get_ready(participant, hall, card)
    tile = proctor.locator('.tile[data-seat="13"]')
    expect(tile).to_contain_text("Siap", timeout=5_000)
    open_hall(proctor)
    enter(participant, hall)

    start_section(participant, 1)
    participant.screenshot(path=pictures / "first-item.png")
    expect(tile).to_contain_text("Mengerjakan", timeout=2_000)
    n_abstract = answer_adaptive(participant)
    start_section(participant, 2)
    n_verbal = answer_adaptive(participant)
    start_section(participant, 3)
    answer_form(participant, first=1, last=48)
    expect(tile).to_contain_text("48/48", timeout=5_000)
    participant.screenshot(path=pictures / "form.png")
    proctor.screenshot(path=pictures / "board.png")
    finish_section(participant)
    sees(participant, "Terima kasih")
    participant.screenshot(path=pictures / "receipt.png")
    n_answers = n_abstract + n_verbal + 48
    sees(participant, f"{n_answers} dari {n_answers}")
    expect(tile).to_contain_text("Selesai", timeout=5_000)

    log_in(assessor, hall, "asesor", "/assessor/")
    assessor.get_by_role("link", name="Contoh Melati").click()
    expect(assessor.get_by_role("heading", name="Penalaran abstrak")).to_be_visible()
    assessor.screenshot(path=pictures / "result.png", full_page=True)

    verified = hall.run("verify")
    assert verified.returncode == 0, verified.stdout
    assert "No difference." in verified.stdout
