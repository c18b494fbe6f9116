"""What the people of a hall do at their screens."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from cat_server.rehearsal import Card
from scripts.demo_hall import DemoHall
from tests.browser.keyboard import go_to, press, sees

MOST_ITEMS = 40


def log_in(page: Page, hall: DemoHall, login: str, path: str) -> None:
    """Log in as staff and open a page."""
    page.goto(f"{hall.url}/staff/login?next={path}")
    page.fill("#login", login)
    page.fill("#password", hall.demo.passwords[login])
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/staff/login" not in url)


def watch(page: Page, hall: DemoHall) -> None:
    """Open the proctor's board."""
    log_in(page, hall, "pengawas", f"/proctor/{hall.demo.hall_id}")
    sees(page, "Contoh Anggrek")


def open_hall(proctor: Page) -> None:
    """Open the hall from the menu of hall actions."""
    proctor.locator("#hall-menu-button").click()
    proctor.get_by_role("menuitem", name="Buka ruang").or_(
        proctor.get_by_role("button", name="Buka ruang")
    ).last.click()
    proctor.get_by_role("dialog").get_by_role("button", name="Buka ruang").click()
    sees(proctor, "Dibuka")


def act(
    proctor: Page,
    action: str,
    *,
    cause: str,
    reason: str,
    minutes: str | None = None,
    text: str | None = None,
    seat: str | None = None,
) -> None:
    """One action from the drawer of a participant, with its category and reason."""
    proctor.locator("#drawer").get_by_role("button", name=action, exact=True).click()
    dialog = proctor.locator("#action-dialog")
    dialog.get_by_label(cause, exact=True).check()
    if minutes is not None:
        dialog.locator("#dialog-minutes").fill(minutes)
    if text is not None:
        dialog.get_by_label("Isi pesan").fill(text)
    if seat is not None:
        dialog.get_by_role("combobox").select_option(seat)
    dialog.locator("#dialog-reason").fill(reason)
    dialog.locator("[type=submit]").click()
    expect(dialog).not_to_be_visible()


def open_drawer(proctor: Page, seat: str) -> None:
    """Open the drawer of whoever sits there."""
    proctor.locator(f'.tile[data-seat="{seat}"]').click()
    expect(proctor.locator("#drawer")).to_be_visible()


def check_in(page: Page, hall: DemoHall, card: Card) -> None:
    """Sit down and check in with number and card PIN, by keyboard."""
    page.goto(f"{hall.url}/seat/{card.seat}")
    press_when_seen(page, "Mulai check-in")
    sees(page, "PIN kartu")
    page.locator("input").first.focus()
    page.keyboard.type(card.number)
    page.keyboard.press("Tab")
    page.keyboard.type(card.pin)
    page.keyboard.press("Enter")


def get_ready(page: Page, hall: DemoHall, card: Card) -> None:
    """Everything up to waiting for the hall, by keyboard; the practice is skipped."""
    check_in(page, hall, card)
    sees(page, "Apakah ini Anda")
    press(page, "Ya, ini saya")
    sees(page, "Tata tertib")
    tick(page)
    press(page, "Setuju dan lanjut")
    sees(page, "Lewati panduan")
    press(page, "Lewati panduan")
    press(page, "Lewati latihan")
    sees(page, "Identitas sesuai")


def enter(page: Page, hall: DemoHall) -> None:
    """Type the session PIN of the opened hall."""
    sees(page, "PIN sesi")
    page.keyboard.type(hall.demo.hall_pin)
    page.keyboard.press("Enter")
    sees(page, "Bagian 1 dari 3")


def start_section(page: Page, number: int) -> None:
    """Start a section from its introduction, by keyboard."""
    sees(page, f"Bagian {number} dari 3")
    press_when_seen(page, "^Mulai")
    sees(page, "Berikutnya")


def answer_adaptive(page: Page, *, most: int = MOST_ITEMS) -> int:
    """Answer an adaptive section to its end (or `most` items), by keyboard; how many were answered."""
    for number in range(1, most + 1):
        sees(page, f"Soal {number},")
        page.keyboard.press("ABCD"[number % 4])
        expect(page.locator("[aria-checked=true], input:checked").first).to_be_attached()
        page.keyboard.press("Enter")
        expect(page.locator("#app")).not_to_contain_text(f"Soal {number},")
        if not page.get_by_role("button", name="Berikutnya").is_visible():
            return number
    return most


def answer_form(page: Page, *, first: int, last: int) -> None:
    """Answer statements of the fixed section in order, by keyboard."""
    for number in range(first, last + 1):
        sees(page, f"Soal {number} dari")
        page.keyboard.press("12345"[number % 5])
        if number < last:
            page.keyboard.press("j")


def finish_section(page: Page) -> None:
    """End a section with its confirmation, by keyboard."""
    press(page, "^Selesai")
    sees(page, "Kembali mengerjakan")
    press(page, "Ya, akhiri")


def press_when_seen(page: Page, words: str) -> None:
    """Wait for a button, then go there by Tab and press Enter."""
    sees(page, words.strip("^"))
    press(page, words)


def tick(page: Page) -> None:
    """Go to the next tick box by Tab and tick it."""
    for _ in range(30):
        if page.evaluate("() => document.activeElement.type === 'checkbox'"):
            page.keyboard.press("Space")
            return
        page.keyboard.press("Tab")
    message = "no Tab leads to a tick box"
    raise AssertionError(message)


__all__ = [
    "act",
    "answer_adaptive",
    "answer_form",
    "check_in",
    "enter",
    "finish_section",
    "get_ready",
    "go_to",
    "log_in",
    "open_drawer",
    "open_hall",
    "start_section",
    "watch",
]
