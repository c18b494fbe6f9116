"""The staff's pages in a real browser: axe finds nothing, and nothing sticks out on a phone."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, ViewportSize
from werkzeug.serving import make_server

from tests.architecture.sources import ROOT
from tests.cat_server.web.staff_site import PASSWORD, StaffSite

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
LAB: ViewportSize = {"width": 1366, "height": 768}
PHONE: ViewportSize = {"width": 360, "height": 740}

Screen = Callable[[str, ViewportSize, Literal["light", "dark"]], Page]


@pytest.fixture(scope="module")
def address(site: StaffSite) -> Iterator[str]:
    """Where the site answers."""
    # Compressing static files on their way leaves the files to the garbage collector, which warns here.
    site.application.flask.config["COMPRESS_STREAMS"] = False
    server = make_server("127.0.0.1", 0, site.application.flask, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def screen(browser: Browser, address: str) -> Iterator[Screen]:
    """Seats a member of staff at a window of a size, in light or dark."""
    contexts = []

    def sit_down(login: str, size: ViewportSize, scheme: Literal["light", "dark"]) -> Page:
        # axe comes from outside the page, which the page's own policy rightly forbids.
        context = browser.new_context(base_url=address, viewport=size, color_scheme=scheme, bypass_csp=True)
        contexts.append(context)
        page = context.new_page()
        page.goto("/staff/login")
        page.fill("#login", login)
        page.fill("#password", PASSWORD)
        page.click(".login button")
        return page

    yield sit_down
    for context in contexts:
        context.close()


def unfolded(page: Page, path: str) -> Page:
    page.goto(path)
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    return page


@pytest.mark.parametrize(
    ("login", "path", "scheme"),
    [
        ("admin", "/admin/releases/{digest}", "light"),
        ("admin", "/admin/releases/{digest}/items/sikap-1", "dark"),
        ("asesor", "/assessor/sittings/{finished}", "light"),
        ("asesor", "/assessor/sittings/{stopped}", "dark"),
    ],
)
def test_axe_finds_nothing(
    screen: Screen, site: StaffSite, login: str, path: str, scheme: Literal["light", "dark"]
) -> None:
    page = unfolded(screen(login, LAB, scheme), path.format(**places(site)))
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)
    assert [f"{each['id']}: {each['nodes'][0]['html'][:120]}" for each in found["violations"]] == []


@pytest.mark.parametrize(
    ("login", "paths"),
    [
        ("admin", ("/admin/", "/admin/releases/{digest}", "/admin/releases/{digest}/items/angka-1")),
        ("asesor", ("/assessor/", "/assessor/sittings/{finished}", "/assessor/sittings/{stopped}")),
        ("pengawas", ("/proctor/", "/staff/nowhere")),
    ],
)
def test_nothing_sticks_out_on_a_phone(
    screen: Screen, site: StaffSite, login: str, paths: tuple[str, ...]
) -> None:
    page = screen(login, PHONE, "light")
    too_wide = [
        path
        for path in paths
        if unfolded(page, path.format(**places(site))).evaluate(
            "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        )
    ]
    assert too_wide == []


def places(site: StaffSite) -> dict[str, str]:
    return {"digest": site.digest, "finished": site.sittings["P001"], "stopped": site.sittings["P002"]}
