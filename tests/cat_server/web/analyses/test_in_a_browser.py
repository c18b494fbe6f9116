"""An analysis in a real browser: started with a file, watched, and read; axe finds nothing on the way."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from werkzeug.serving import make_server

from tests.architecture.sources import ROOT
from tests.cat_server.web.staff_site import PASSWORD, StaffSite

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


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
    page.add_script_tag(path=AXE)
    found = page.evaluate("rules => axe.run({runOnly: rules})", RULES)
    return [f"{each['id']}: {each['nodes'][0]['html'][:160]}" for each in found["violations"]]


def test_an_admin_uploads_responses_watches_and_reads_the_report(
    browser: Browser, address: str, tmp_path: Path
) -> None:
    rows = "\n".join(f"p{n},{n % 2},{n % 3 % 2},{(n // 3) % 2}" for n in range(60))
    (tmp_path / "jawaban.csv").write_text(f"person,x,y,z\n{rows}\n", encoding="utf-8")
    # axe comes from outside the page, which the page's own policy rightly forbids.
    context = browser.new_context(base_url=address, bypass_csp=True, viewport={"width": 1366, "height": 768})
    page = context.new_page()
    uncaught: list[str] = []
    page.on("pageerror", lambda error: uncaught.append(str(error)))
    page.goto("/staff/login")
    page.fill("#login", "admin")
    page.fill("#password", PASSWORD)
    page.click(".login button")
    page.goto("/analyses/")
    assert violations(page) == []
    page.click("text=Kecocokan butir")
    assert violations(page) == []
    page.check("input[value=file]")
    page.set_input_files("#file", tmp_path / "jawaban.csv")
    page.select_option("#parameters", "")
    page.click("button.is-primary")
    page.wait_for_selector("text=Kurva teramati", timeout=120_000)
    assert violations(page) == []
    page.set_viewport_size({"width": 360, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    with page.expect_download() as caught:
        page.click("text=PDF")
    assert Path(caught.value.path()).read_bytes().startswith(b"%PDF-")
    context.close()
    assert uncaught == []
