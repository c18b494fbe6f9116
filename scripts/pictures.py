"""Takes the README's pictures from the running product: a demo with bots at work, and a real browser."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

from playwright.sync_api import Page, ViewportSize, expect

from scripts.chromium import chromium
from scripts.demo_hall import DemoHall, demo_hall
from tests.browser.people import answer_adaptive, enter, get_ready, log_in, start_section, watch

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "pictures"
SCREEN: ViewportSize = {"width": 1366, "height": 768}
OWN_SEAT = 13
ITEMS_BEFORE_THE_PICTURE = 3
MOST_ITEMS = 12
SECONDS_FOR_THE_BOTS_TO_GET_ON = 25


def main() -> None:
    """Write every picture anew."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        demo_hall(Path(folder), n_bots=12, seconds_per_item=8.0) as hall,
        chromium() as browser,
    ):
        people = [
            browser.new_context(viewport=SCREEN, timezone_id="Asia/Jakarta", locale="id-ID").new_page()
            for _ in range(3)
        ]
        take_banks(hall, admin=people[2])
        take(hall, participant=people[0], proctor=people[1])
        browser.contexts[0].close()
    print(f"The pictures are in {FOLDER.relative_to(FOLDER.parent.parent)}/.")


def take_banks(hall: DemoHall, *, admin: Page) -> None:
    """Write an item beside its preview, and hold the bank against a plan."""
    log_in(admin, hall, "admin", "/admin/banks/demo/items/analogy-01/edit")
    expect(admin.frame_locator("#preview-frame").locator("#app")).to_contain_text("guru")
    admin.screenshot(path=FOLDER / "editor.png")
    admin.goto(f"{hall.url}/admin/banks/demo/plans/kisi-kisi")
    pool = admin.locator("#checked section").first
    expect(pool).to_be_visible(timeout=60_000)
    pool.evaluate("each => each.scrollIntoView()")
    admin.screenshot(path=FOLDER / "pool.png")


def take(hall: DemoHall, *, participant: Page, proctor: Page) -> None:
    """Sit down at the thirteenth seat, work a little, and look at both screens."""
    watch(proctor, hall)
    get_ready(participant, hall, hall.card(OWN_SEAT))
    enter(participant, hall)
    start_section(participant, 1)
    answered = answer_adaptive(participant, most=ITEMS_BEFORE_THE_PICTURE)
    while answered < MOST_ITEMS and not participant.locator("#app figure").first.is_visible():
        participant.keyboard.press("B")
        participant.keyboard.press("Enter")
        participant.wait_for_timeout(700)
        answered += 1
    participant.keyboard.press("C")
    participant.wait_for_timeout(600)
    participant.screenshot(path=FOLDER / "item.png")
    expect(proctor.locator("#app")).to_contain_text(re.compile(r"Mengerjakan\s*13"), timeout=60_000)
    proctor.wait_for_timeout(SECONDS_FOR_THE_BOTS_TO_GET_ON * 1000)
    participant.get_by_role("button", name="Panggil pengawas").click()
    participant.get_by_role("dialog").get_by_role("button", name="Komputer").or_(
        participant.get_by_role("dialog").get_by_role("radio", name="Komputer")
    ).first.click()
    proctor.wait_for_timeout(1500)
    proctor.screenshot(path=FOLDER / "board.png")


if __name__ == "__main__":
    main()
