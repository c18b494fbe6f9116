"""A file that is read in one sitting: none is longer than 400 lines without a reason that is written here."""

from __future__ import annotations

from tests.architecture.sources import EVERYTHING, files, name

MOST_LINES = 400

LONGER_FOR_A_REASON: dict[str, str] = {}


def test_no_file_is_longer_than_400_lines() -> None:
    sizes = {
        name(path): len(path.read_text(encoding="utf-8").splitlines())
        for path in files(EVERYTHING, ".py", ".js", ".mjs", ".css", ".html", ".sh")
    }
    too_long = {file for file, n_lines in sizes.items() if n_lines > MOST_LINES}
    assert too_long == set(LONGER_FOR_A_REASON)
