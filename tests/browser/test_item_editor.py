"""An item written by keyboard in a real browser, and seen at once as a participant will see it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import FrameLocator, Page, expect

from cat_server.banks.files import read_file
from tests.browser.keyboard import go_to
from tests.cat_server import exams
from tests.cat_server.web.site_address import served
from tests.cat_server.web.staff_site import PASSWORD, open_site

NEW = "/admin/banks/uji/new?kind="
MOST_TABS = 60


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where a server with a small bank answers."""
    folder = tmp_path_factory.mktemp("editor")
    site = open_site(folder / "site")
    bank = read_file(exams.write(folder / "files")[0]).bank
    assert bank is not None
    intake = site.server.banks.plan_intake(bank, takes_states=True)
    site.server.banks.take_in(intake, bank.media, by="admin")
    with served(site) as url:
        yield url
    site.server.database.close()


def open_page(page: Page, address: str, path: str) -> None:
    """Log in as the admin and open a page."""
    page.goto(f"{address}/staff/login?next={path}")
    page.fill("#login", "admin")
    page.fill("#password", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/staff/login" not in url)


def write(page: Page, name: str, words: str) -> None:
    """Go by Tab to the input of a name and type."""
    for _ in range(MOST_TABS):
        if page.evaluate("() => document.activeElement.getAttribute('name')") == name:
            break
        page.keyboard.press("Tab")
    else:
        raise AssertionError(f"no Tab leads to {name}")
    page.keyboard.type(words)


def shown(page: Page) -> FrameLocator:
    return page.frame_locator("#preview-frame")


def test_an_item_is_written_by_keyboard_beside_its_preview(
    address: str, screen: Callable[[], Page], pictures: Path
) -> None:
    page = screen()
    open_page(page, address, NEW + "ordering")
    write(page, "id", "urutan-surat")
    write(page, "domain", "kerja")
    write(page, "stem.id", "Urutkan langkah **surat masuk**.")
    write(page, "stem.en", "Put the steps of an incoming letter in order.")
    steps = (("2", "Catat", "Record"), ("1", "Terima", "Receive"), ("3", "Teruskan", "Pass on"))
    for number, (place, indonesian, english) in enumerate(steps):
        write(page, f"option.{number}.place", place)
        write(page, f"option.{number}.text.id", indonesian)
        write(page, f"option.{number}.text.en", english)
    for words in ("surat masuk", "Catat", "Terima", "Teruskan"):
        expect(shown(page).locator("#app")).to_contain_text(words)
    expect(shown(page).locator("strong", has_text="surat masuk")).to_be_visible()
    expect(page.locator("#form-findings")).to_be_empty()

    # At 200 % the page has half the room: it is drawn anew, nothing sticks out of it.
    go_to(page, "Simpan sebagai versi baru")
    page.locator("[data-size=large]").focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-size=large]")).to_have_attribute("aria-pressed", "true")
    expect(shown(page).locator("#app")).to_contain_text("Teruskan")
    widths = shown(page).locator("html").evaluate("each => [each.scrollWidth, each.clientWidth]")
    assert widths[0] <= widths[1]
    page.screenshot(path=pictures / "editor.png")

    page.locator("[data-exam=en]").focus()
    page.keyboard.press("Enter")
    expect(shown(page).locator("#app")).to_contain_text("Pass on")
    page.locator("[name=note]").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/items/urutan-surat")
    expect(page.locator("h1")).to_have_text("urutan-surat")
    expect(shown(page).locator("#app")).to_contain_text("Terima")


def test_what_is_missing_is_told_while_it_is_written_and_rows_are_added(
    address: str, screen: Callable[[], Page]
) -> None:
    page = screen()
    open_page(page, address, NEW + "situational_judgement")
    # Nothing is said against a form that nobody has touched.
    expect(page.locator("#form-findings")).to_be_empty()
    write(page, "id", "sikap-baru")
    expect(page.locator("#form-findings .is-danger").first).to_be_visible()
    best, place = page.locator("[name=best]").first, page.locator("[name='option.0.place']")
    expect(best).to_be_visible()
    expect(place).to_be_hidden()
    page.select_option("[name='kind.respond']", "ranking")
    expect(best).to_be_hidden()
    expect(place).to_be_visible()
    page.locator("[data-add=option]").focus()
    page.keyboard.press("Enter")
    expect(page.locator("[name='option.4.id']")).to_have_value("E")
    expect(page.locator("[name='option.4.text.id']")).to_be_focused()
    # What a participant would be told by a script is shown, not run.
    for number in (0, 1):
        for language in ("id", "en"):
            page.fill(
                f"[name='option.{number}.text.{language}']", f"{number} <img src=x onerror=parent.hacked=1>"
            )
        page.fill(f"[name='option.{number}.place']", str(number + 1))
    page.fill("[name=domain]", "kerja")
    for language in ("id", "en"):
        page.fill(f"[name='stem.{language}']", "<script>parent.hacked = 1</script> Apa?")
    expect(shown(page).locator("#app")).to_contain_text("<script>")
    expect(shown(page).locator("#app")).to_contain_text("<img")
    assert page.evaluate("() => 'hacked' in window") is False
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto("about:blank")
