"""Hands on a keyboard: what a person does who has no mouse. Nothing here clicks."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

MOST_TABS = 40


def focused_text(page: Page) -> str:
    """The words on whatever has the focus."""
    return str(
        page.evaluate(
            "() => { const e = document.activeElement;"
            " return e.getAttribute('aria-label') || e.innerText || '' }"
        )
    ).strip()


def go_to(page: Page, words: str) -> None:
    """Press Tab until something that says these words has the focus."""
    seen: list[str] = []
    for _ in range(MOST_TABS):
        text = focused_text(page)
        if re.search(words, text):
            return
        seen.append(text)
        page.keyboard.press("Tab")
    message = f"no Tab leads to {words!r}; the focus went through {seen}"
    raise AssertionError(message)


def press(page: Page, words: str) -> None:
    """Go to a button by Tab and press Enter."""
    go_to(page, words)
    page.keyboard.press("Enter")


def sees(page: Page, words: str, timeout_ms: int = 10_000) -> None:
    """Wait until the page says these words."""
    expect(page.locator("#app")).to_contain_text(re.compile(words), timeout=timeout_ms)
