"""Reports of every analysis: the same bytes from the same inputs, in both languages, and texts stay texts."""

from __future__ import annotations

import csv
import hashlib
import json
import re
from functools import cache
from typing import Any

import pytest

from cat_server.analyses.known_items import NOTHING_KNOWN, KnownItems, known_from_calibration
from cat_server.analyses.request import Kind, Request
from cat_server.reports.analyses.files import Analysis, made
from tests.cat_server.analyses import simulated as s

OPTIONS: dict[Kind, dict[str, Any]] = {
    "calibrate": {"has_times": True},
    "link": {"method": "mean_sigma"},
    "fit": {},
    "dif": {"group": "kantor"},
    "security": {"n_simulations": 99},
}


def request(kind: Kind, **fields: Any) -> Request:
    return Request(kind, "2026-11-21", bank="uji", section="angka", options=OPTIONS[kind], **fields)


@cache
def known() -> KnownItems:
    whole = made(request("calibrate"), s.table())
    return known_from_calibration(whole.files[whole.calibration])


def again(kind: Kind) -> Analysis:
    if kind == "link":
        gaps = made(request("calibrate"), s.table(has_gaps=True))
        return made(request(kind), None, known(), new=known_from_calibration(gaps.files[gaps.calibration]))
    return made(request(kind), s.table(), NOTHING_KNOWN if kind == "calibrate" else known())


@cache
def once(kind: Kind) -> Analysis:
    return again(kind)


@pytest.mark.parametrize("kind", OPTIONS)
def test_the_same_inputs_give_the_same_bytes_of_every_file(kind: Kind) -> None:
    first, second = once(kind).files, again(kind).files
    assert {name: hashlib.sha256(body).hexdigest() for name, body in first.items()} == {
        name: hashlib.sha256(body).hexdigest() for name, body in second.items()
    }


@pytest.mark.parametrize("kind", OPTIONS)
def test_the_result_says_what_it_was_made_from(kind: Kind) -> None:
    plain = json.loads(once(kind).files["result.json"])
    assert plain["kind"] == kind
    assert (plain["date"], plain["seed"], plain["bank"], plain["section"]) == (
        "2026-11-21",
        1,
        "uji",
        "angka",
    )
    assert plain["program"].startswith("cat-server ")
    assert plain["options"].items() >= OPTIONS[kind].items()
    if kind != "link":
        assert plain["inputs"]["responses"] == s.table().digest
    if kind != "calibrate":
        assert plain["inputs"]["calibration"] == known().digest


@pytest.mark.parametrize("kind", OPTIONS)
@pytest.mark.parametrize("language", ["id", "en"])
def test_each_report_stands_alone_as_page_and_paper(kind: Kind, language: str) -> None:
    files = once(kind).files
    page = files[f"report-{language}.html"].decode()
    assert page.startswith("<!doctype html>")
    assert f'<html lang="{language}">' in page
    assert "<script" not in page
    assert not re.search(r'(?:src|href)="', page)
    assert page.count("<svg") >= 1
    assert not re.search(r"\bnan\b", re.sub(r"<style>.*?</style>", "", page, flags=re.DOTALL).casefold())
    assert files[f"report-{language}.pdf"].startswith(b"%PDF-")
    names = re.findall(r' id="([^"]+)"', page)
    assert len(names) == len(set(names))


def test_the_two_languages_say_different_words_about_the_same_numbers() -> None:
    files = once("fit").files
    indonesian, english = (files[f"part-{language}.html"].decode() for language in ("id", "en"))
    assert "Butir yang perlu dilihat" in indonesian
    assert "Items to look at" in english
    assert len(re.findall("<tr>", indonesian)) == len(re.findall("<tr>", english))


def test_security_speaks_of_looking_and_never_accuses() -> None:
    files = once("security").files
    indonesian, english = (files[f"part-{language}.html"].decode() for language in ("id", "en"))
    assert "bukan bukti dan bukan tuduhan" in indonesian
    assert "perlu dilihat" in indonesian
    assert "no proof and no accusation" in english
    assert not re.search("curang|menyontek|pelaku|tersangka|pelanggar", indonesian.casefold())
    assert not re.search("cheat|copied|guilty|offender|suspect", english.casefold())
    assert 'class="pair"' in english
    for person in s.COPIERS:
        assert person in english


def test_the_table_of_the_result_is_a_csv_that_a_spreadsheet_cannot_run() -> None:
    rows = list(csv.DictReader(once("dif").files["result.csv"].decode().splitlines()))
    assert [row["item"] for row in rows] == [s.item(place) for place in range(s.N_ITEMS)]
    wild = s.table().take()
    object.__setattr__(wild, "items", ("=1+1", *wild.items[1:]))
    rows = list(csv.DictReader(made(request("fit"), wild).files["result.csv"].decode().splitlines()))
    assert rows[0]["item"] == "'=1+1"


def test_names_full_of_markup_stay_texts_on_page_and_paper() -> None:
    wild = s.table().take()
    object.__setattr__(wild, "items", ('<img src=x onerror=1>#let x = "$', *wild.items[1:]))
    files = made(request("fit"), wild).files
    assert "<img" not in files["report-id.html"].decode()
    assert "&lt;img" in files["report-id.html"].decode()
    assert files["report-id.pdf"].startswith(b"%PDF-")


def test_chosen_items_alone_are_analysed() -> None:
    chosen = tuple(s.item(place) for place in range(6))
    plain = json.loads(made(request("fit", items=chosen), s.table(), known()).files["result.json"])
    assert [item["item"] for item in plain["result"]["items"]] == list(chosen)
