"""A demo hall per test module, and people at its screens."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from scripts.demo_hall import DemoHall, demo_hall

SCREEN: ViewportSize = {"width": 1366, "height": 768}


@pytest.fixture(scope="module")
def hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DemoHall]:
    """A demo without simulated participants."""
    with demo_hall(tmp_path_factory.mktemp("demo")) as running:
        yield running


@pytest.fixture
def screen(browser: Browser) -> Iterator[Callable[[], Page]]:
    """Sits somebody down at a computer of their own; an uncaught error on any screen fails the test."""
    uncaught: list[str] = []
    contexts = []

    def sit_down() -> Page:
        context = browser.new_context(viewport=SCREEN, timezone_id="Asia/Jakarta", locale="id-ID")
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on("pageerror", lambda error: uncaught.append(str(error)))
        return page

    yield sit_down
    for context in contexts:
        context.close()
    assert not uncaught


@pytest.fixture
def pictures(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where a test leaves what it saw, for people to look at."""
    return tmp_path_factory.mktemp("pictures")
