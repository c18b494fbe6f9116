"""A real Chromium for one test run, driven through Playwright."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

import pytest
from playwright.sync_api import sync_playwright

from scripts.programs import find_chromium

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

# The browser speaks to the server under test and to nothing else.
QUIET: Final = (
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The Chromium of this test run, started when the first test asks for it.

    Each person in a test gets a context of their own.
    """
    program = find_chromium()
    if program is None:
        pytest.fail(
            "No Chromium that starts was found; `make test` installs one, or name yours with CHROMIUM=",
            pytrace=False,
        )
    # Chromium's sandbox does not work for root.
    without_sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=[*QUIET, *without_sandbox])
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page in a fresh context; the test fails when an error in the page's own code went uncaught."""
    context = browser.new_context()
    fresh = context.new_page()
    uncaught: list[str] = []
    fresh.on("pageerror", lambda error: uncaught.append(str(error)))
    yield fresh
    context.close()
    assert not uncaught
