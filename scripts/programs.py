"""Where this computer keeps the programs that tests and pictures need: PostgreSQL's and a Chromium.

Only looks; `scripts.test_services` installs what is missing. Standard library only.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

CHROMIUM_NAMES = ("chromium", "google-chrome", "google-chrome-stable", "chromium-browser")


def find_postgresql() -> Path | None:
    """The folder of initdb and postgres, the newest where there are several."""
    installed = Path("/usr/lib/postgresql").glob("*/bin")  # Debian keeps them off the PATH
    folders = sorted(installed, key=_leading_number, reverse=True)
    on_path = shutil.which("postgres")
    if on_path is not None:
        folders.append(Path(on_path).resolve().parent)
    return next((each for each in folders if {"initdb", "postgres"} <= _names_in(each)), None)


def find_chromium() -> Path | None:
    """A Chromium that starts: the one named by CHROMIUM, an installed one, or Playwright's own."""
    named = os.environ.get("CHROMIUM")
    candidates = [named] if named else [*_installed_chromiums(), *_playwrights_own()]
    return next((Path(each) for each in candidates if _is_chromium(each)), None)


def _installed_chromiums() -> list[str]:
    return [path for name in CHROMIUM_NAMES if (path := shutil.which(name)) is not None]


def _playwrights_own() -> list[str]:
    store = os.environ.get("PLAYWRIGHT_BROWSERS_PATH") or str(Path.home() / ".cache" / "ms-playwright")
    return sorted((str(path) for path in Path(store).glob("chromium-*/chrome-linux*/chrome")), reverse=True)


def _is_chromium(path: str) -> bool:
    """Whether it answers with its version; Ubuntu's chromium-browser only tells to install a snap."""
    try:
        answer = subprocess.run([path, "--version"], capture_output=True, text=True, timeout=30, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return answer.returncode == 0 and re.search(r"Chrom(e|ium)\b.*\d+\.\d+", answer.stdout) is not None


def _names_in(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def _leading_number(folder: Path) -> float:
    try:
        return float(folder.parent.name)
    except ValueError:
        return 0.0
