"""A real Chromium for one test run."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from scripts.chromium import chromium


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The Chromium of this test run, started when the first test asks for it.

    Each person in a test gets a context of their own.
    """
    with chromium() as started:
        yield started


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
