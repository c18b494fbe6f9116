from __future__ import annotations

from playwright.sync_api import Browser, Page


def test_a_page_runs_current_javascript_and_draws(page: Page) -> None:
    page.set_content("<h1>Halaman</h1><script type=module>document.title = [1, 2, 3].at(-1) + '!'</script>")
    assert page.title() == "3!"
    assert page.screenshot().startswith(b"\x89PNG")


def test_two_contexts_do_not_share_cookies(browser: Browser) -> None:
    first, second = browser.new_context(), browser.new_context()
    first.add_cookies([{"name": "seat", "value": "A1", "url": "http://127.0.0.1/"}])
    assert len(first.cookies()) == 1
    assert second.cookies() == []
    first.close()
    second.close()
