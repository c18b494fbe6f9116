"""Numbers as people write them; the browser's own reading is held against the same table."""

import json
from pathlib import Path

import pytest

from item_bank.numerals import read_number

CASES = Path(__file__).resolve().parents[1] / "browser_code" / "participant" / "numerals.json"


@pytest.mark.parametrize(("written", "language", "read", "_shown"), json.loads(CASES.read_text("utf-8")))
def test_a_number_is_read_as_its_language_writes_it(
    written: str, language: str, read: str | None, _shown: str | None
) -> None:
    assert read_number(written, language) == read
