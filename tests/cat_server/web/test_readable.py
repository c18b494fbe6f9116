"""Numbers, durations and instants in both languages."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask

from cat_server.app import create_server
from cat_server.settings import Settings
from cat_server.web.readable import duration, in_language, instant, number, plain_number, short_seconds


@pytest.mark.parametrize(
    ("value", "digits", "indonesian", "english"),
    [
        (54.25, 1, "54,2", "54.2"),
        (-1.5, 2, "−1,50", "−1.50"),
        (12345.6, 1, "12.345,6", "12,345.6"),
        (-0.04, 1, "0,0", "0.0"),
        (3, 0, "3", "3"),
    ],
)
def test_a_number_has_the_decimal_sign_of_its_language(
    value: float, digits: int, indonesian: str, english: str
) -> None:
    assert number("id", value, digits) == indonesian
    assert number("en", value, digits) == english


@pytest.mark.parametrize(("value", "written"), [(3.5, "3,5"), (50.0, "50"), (0.35, "0,35"), (1 / 3, "0,33")])
def test_a_plain_number_has_only_the_decimals_it_needs(value: float, written: str) -> None:
    assert plain_number("id", value) == written


@pytest.mark.parametrize(
    ("seconds", "indonesian"),
    [
        (0, "0 dtk"),
        (-3, "0 dtk"),
        (59.4, "59 dtk"),
        (60, "1 mnt"),
        (754, "12 mnt 34 dtk"),
        (5400, "1 jam 30 mnt"),
        (3605, "1 jam"),
    ],
)
def test_a_duration_is_said_in_the_two_units_that_matter(seconds: float, indonesian: str) -> None:
    assert duration("id", seconds) == indonesian


def test_a_response_time_has_a_decimal_while_it_is_short() -> None:
    assert short_seconds("id", 4.24) == "4,2 dtk"
    assert short_seconds("en", 71.6) == "72 s"


@pytest.mark.parametrize(
    ("zone", "written"),
    [("Asia/Makassar", "22 November 2026, 07:30:05 (UTC+8)"), ("UTC", "21 November 2026, 23:30:05 (UTC)")],
)
def test_an_instant_is_in_the_halls_time_zone_and_names_it(zone: str, written: str, tmp_path: Path) -> None:
    at = datetime(2026, 11, 21, 23, 30, 5, tzinfo=UTC)
    server = create_server(Settings(time_zone=zone, database_url=f"sqlite:///{tmp_path}/cat.sqlite"))
    app = Flask("readable")
    app.extensions["server"] = server
    with app.app_context():
        assert instant("id", at) == written
        assert instant("en", at.isoformat()) == written
    server.database.close()


def test_a_text_is_read_in_its_own_first_language_where_another_is_missing() -> None:
    assert in_language("en", {"id": "Angka", "en": "Numbers"}) == "Numbers"
    assert in_language("en", {"id": "Angka"}) == "Angka"
    assert in_language("en", {}) == ""
