"""A file dropped on the page in a real browser: sent, watched, read and taken in; axe finds nothing."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from werkzeug.serving import make_server

from item_bank.formats.folder import read_bank
from tests.architecture.sources import ROOT
from tests.cat_server import exams
from tests.cat_server.web.bank_import.uploads import laid, zipped
from tests.cat_server.web.staff_site import PASSWORD, StaffSite

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
DROP = """
text => {
  const carried = new DataTransfer();
  carried.items.add(new File([text], "soal.csv", {type: "text/csv"}));
  for (const kind of ["dragenter", "dragover", "drop"]) {
    document.querySelector("h1").dispatchEvent(
      new DragEvent(kind, {dataTransfer: carried, bubbles: true, cancelable: true}));
    if (kind === "dragover" && !document.body.classList.contains("is-dropping")) throw new Error("not shown");
  }
}
"""
SHEET = "id,kind,domain,stem,A,B,key,model,a,b\ns1,single_choice,d,Apa?,1,2,A,2pl,1,0\n"


@pytest.fixture
def address(site: StaffSite) -> Iterator[str]:
    """Where the site answers."""
    site.application.flask.config["COMPRESS_STREAMS"] = False
    server = make_server("127.0.0.1", 0, site.application.flask, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def violations(page: Page) -> list[str]:
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    page.add_script_tag(path=AXE)
    found = page.evaluate("rules => axe.run({runOnly: rules})", RULES)
    return [f"{each['id']}: {each['nodes'][0]['html'][:160]}" for each in found["violations"]]


def is_too_wide(page: Page) -> bool:
    page.set_viewport_size({"width": 360, "height": 740})
    found = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    page.set_viewport_size({"width": 1366, "height": 768})
    return bool(found)


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """An admin at the first page."""
    # axe comes from outside the page, which the page's own policy rightly forbids.
    context = browser.new_context(base_url=address, bypass_csp=True, viewport={"width": 1366, "height": 768})
    opened = context.new_page()
    opened.goto("/staff/login")
    opened.fill("#login", "admin")
    opened.fill("#password", PASSWORD)
    opened.click(".login button")
    opened.goto("/admin/")
    yield opened
    context.close()


def test_a_sheet_is_dropped_watched_asked_about_and_taken_in(page: Page, site: StaffSite) -> None:
    uncaught: list[str] = []
    page.on("pageerror", lambda error: uncaught.append(str(error)))
    assert violations(page) == []
    page.evaluate(DROP, SHEET)
    assert page.evaluate("document.getElementById('bank').files[0].name") == "soal.csv"
    assert not page.evaluate("document.body.classList.contains('is-dropping')")
    page.fill("#import-languages", "id")
    page.click("#import-form button")
    page.wait_for_url("**/admin/imports/*")
    page.wait_for_selector("#ask-title", timeout=60_000)
    assert page.locator(".findings").inner_text().count("metric-unknown") == 1
    assert violations(page) == []
    assert not is_too_wide(page)
    page.check("input[name=metric][value=logit]")
    page.get_by_role("button", name="Periksa lagi").click()
    page.wait_for_selector("#intake-title", timeout=60_000)
    page.get_by_role("button", name="Masukkan ke bank").click()
    page.wait_for_selector("text=Isi berkas sudah masuk ke bank soal", timeout=60_000)
    assert site.server.banks.bank("soal").by_id["s1"].parameters is not None
    assert uncaught == []


def test_what_would_change_is_shown_word_by_word(page: Page, site: StaffSite, tmp_path: Path) -> None:
    folder, _ = exams.write(tmp_path)
    read, _ = read_bank(folder)
    assert read is not None
    service = site.server.banks
    service.take_in(service.plan_intake(read), read.media, by="admin")
    for name in ("items/angka.toml", "bank.toml"):
        text = (folder / name).read_text(encoding="utf-8")
        (folder / name).write_text(
            text.replace("Question angka", "Number question").replace("Bank uji", "Bank lain")
        )
    page.goto(laid(site, zipped(folder)))
    assert violations(page) == []  # which opens what is folded
    assert page.locator(".intake-lines del").first.inner_text() == "Question"
    assert not is_too_wide(page)
