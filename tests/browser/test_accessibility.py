"""Every screen against axe-core: no violation of WCAG 2.2 A or AA, in light and in dark."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from scripts.demo_hall import DemoHall
from tests.browser.conftest import SCREEN
from tests.browser.keyboard import press, sees
from tests.browser.people import (
    check_in,
    enter,
    finish_section,
    log_in,
    open_drawer,
    open_hall,
    start_section,
    tick,
    watch,
)

AXE = Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@pytest.fixture(params=["light", "dark"])
def person(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Callable[[], Page]]:
    """Sits somebody down whose browser prefers light or dark; the page's policy may not stop axe."""
    contexts = []

    def sit_down() -> Page:
        context = browser.new_context(viewport=SCREEN, color_scheme=request.param, bypass_csp=True)
        contexts.append(context)
        return context.new_page()

    yield sit_down
    for context in contexts:
        context.close()


def assert_accessible(page: Page, where: str) -> None:
    if not page.evaluate("() => 'axe' in window"):
        page.add_script_tag(path=AXE)
    found = page.evaluate(
        "rules => axe.run(document, {runOnly: {type: 'tag', values: rules}, resultTypes: ['violations']})",
        RULES,
    )
    told = [
        {
            "rule": violation["id"],
            "help": violation["help"],
            "at": [node["target"] for node in violation["nodes"]],
        }
        for violation in found["violations"]
    ]
    assert not told, f"{where}: {json.dumps(told, indent=1)}"


def test_a_participants_screens(
    hall: DemoHall, person: Callable[[], Page], request: pytest.FixtureRequest
) -> None:
    proctor, page = person(), person()
    is_first = "light" in request.node.name
    card = hall.card(5 if is_first else 6)
    page.goto(f"{hall.url}/seat/{card.seat}")
    sees(page, "Mulai check-in")
    assert_accessible(page, "seat")
    check_in(page, hall, card)
    sees(page, "Apakah ini Anda")
    assert_accessible(page, "identity")
    press(page, "Ya, ini saya")
    sees(page, "Tata tertib")
    assert_accessible(page, "notice")
    tick(page)
    press(page, "Setuju dan lanjut")
    sees(page, "Lewati panduan")
    assert_accessible(page, "practice")
    press(page, "Lewati panduan")
    press(page, "Lewati latihan")
    sees(page, "Identitas sesuai")
    assert_accessible(page, "waiting")
    watch(proctor, hall)
    if is_first:
        open_hall(proctor)
    enter(page, hall)
    assert_accessible(page, "section introduction")
    start_section(page, 1)
    sees(page, "Soal 1,")
    assert_accessible(page, "item")
    finish_section(page)
    start_section(page, 2)
    finish_section(page)
    start_section(page, 3)
    sees(page, "Soal 1 dari 48")
    page.keyboard.press("3")
    assert_accessible(page, "form")
    press(page, "^Selesai")
    sees(page, "Kembali mengerjakan")
    assert_accessible(page, "finish dialog")
    press(page, "Ya, akhiri")
    sees(page, "Terima kasih")
    assert_accessible(page, "receipt")


def test_the_staffs_pages(hall: DemoHall, person: Callable[[], Page]) -> None:
    proctor, admin, assessor = person(), person(), person()
    proctor.goto(f"{hall.url}/staff/login")
    assert_accessible(proctor, "login")
    watch(proctor, hall)
    assert_accessible(proctor, "board")
    open_drawer(proctor, "07")
    assert_accessible(proctor, "drawer")
    log_in(admin, hall, "admin", "/admin/")
    assert_accessible(admin, "admin")
    log_in(assessor, hall, "asesor", "/assessor/")
    assert_accessible(assessor, "assessor")
    assessor.get_by_role("link", name="Contoh Flamboyan").click()
    assert_accessible(assessor, "result")
