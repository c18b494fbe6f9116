"""The staff's pages in a real browser: axe finds nothing, and nothing sticks out on a phone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from cat_server.banks.files import read_file
from item_bank.kinds import KINDS
from tests.architecture.sources import ROOT
from tests.cat_server import exams
from tests.cat_server.web.site_address import served
from tests.cat_server.web.staff_site import PASSWORD, StaffSite

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
LAB: ViewportSize = {"width": 1366, "height": 768}
BANK = "/admin/banks/uji"
PHONE: ViewportSize = {"width": 360, "height": 740}

Screen = Callable[[str, ViewportSize, Literal["light", "dark"]], Page]


@pytest.fixture(scope="module")
def address(site: StaffSite, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the site answers; a bank with a plan is in it."""
    bank_path, plan_path = exams.write(tmp_path_factory.mktemp("files"))
    bank = read_file(bank_path).bank
    assert bank is not None
    plans = {"rencana": plan_path.read_text(encoding="utf-8")}
    intake = site.server.banks.plan_intake(bank, takes_states=True, plans=plans)
    site.server.banks.take_in(intake, bank.media, by="admin")
    with served(site) as url:
        yield url


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
        ("admin", "/admin/banks/", "dark"),
        ("admin", "/admin/banks/uji/", "light"),
        ("admin", "/admin/banks/uji/", "dark"),
        ("admin", "/admin/banks/uji/items/sikap-1", "dark"),
        ("admin", "/admin/banks/uji/items/angka-1", "light"),
        ("admin", "/admin/banks/uji/items/angka-1/edit", "dark"),
        ("admin", "/admin/banks/uji/new?kind=situational_judgement", "light"),
        ("admin", "/admin/banks/uji/new?kind=hotspot", "dark"),
        ("admin", "/admin/banks/uji/plans/rencana", "light"),
        ("admin", "/admin/banks/uji/plans/rencana", "dark"),
        ("admin", "/admin/banks/uji/plans/new", "dark"),
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
        ("admin", ("/admin/banks/", f"{BANK}/", f"{BANK}/items/angka-1", f"{BANK}/items/sikap-1/edit")),
        ("admin", tuple(f"{BANK}/new?kind={kind}" for kind in KINDS if kind != "composite")),
        ("admin", (f"{BANK}/plans/rencana", f"{BANK}/plans/new")),
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
