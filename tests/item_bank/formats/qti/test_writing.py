"""A bank that is written as QTI 3 comes back equal; without its own file, others still mark it the same."""

import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from item_bank.bank import Bank, CalibrationNote
from item_bank.checks import check
from item_bank.findings import Finding, has_errors
from item_bank.formats.folder import read_bank
from item_bank.formats.importing import import_bytes
from item_bank.formats.package import open_package
from item_bank.formats.qti import qti_package, read_qti
from item_bank.formats.qti.native_file import NAME
from item_bank.items import Item
from item_bank.kinds import KINDS
from item_bank.kinds.composite import score
from item_bank.marking import mark
from item_bank.responses import Response
from tests.item_bank.formats.package.hostile import zipped
from tests.item_bank.formats.qti.answers import response_to
from tests.item_bank.formats.qti.corpus import SAMPLES, Sample
from tests.item_bank.formats.qti.test_corpus import read as read_corpus
from tests.item_bank.formats.test_round_trip import banks
from tests.item_bank.small_bank import SQUARE, Files, write_files

BANK = """\
format = 1
id = "uji"
title = { id = "Uji", en = "Test" }
languages = ["id", "en"]
notice = { id = "Contoh.", en = "Example." }
scale = { metric = "normal", D = 1.7, mean = 1.0, sd = 2.0 }
[response_scales.tiga]
labels = [{ id = "tidak", en = "no" }, { id = "mungkin", en = "perhaps" }, { id = "ya", en = "yes" }]
"""

HEAD = 'domain = "a"\nstem = {{ id = "{0}", en = "{0} (en)" }}\n'
OPTIONS = "".join(
    f'[[item.options]]\nid = "{each}"\ntext = {{ id = "opsi {each}", en = "option {each}" }}\n'
    for each in "ABC"
)


def own(item_id: str, kind: str, fields: str, key: str, stem: str = "") -> str:
    head = HEAD.format(stem or f"Soal {item_id}?")
    return f'[[item]]\nid = "{item_id}"\nkind = "{kind}"\n{head}{fields}[item.key]\n{key}\n'


GAPS = (
    '[[item.gaps]]\nid = "{0}"\noptions = [{{ id = "{0}a", text = {{ id = "x", en = "x" }} }}, '
    '{{ id = "{0}b", text = {{ id = "y", en = "y" }} }}]\n'
)
ITEMS = (
    own("likert-1", "likert", 'response_scale = "tiga"\n', 'keyed = "positive"')
    + own("likert-2", "likert", 'response_scale = "tiga"\n', 'keyed = "negative"')
    + own("sjt-1", "situational_judgement", 'respond = "best_worst"\n' + OPTIONS, 'best = "A"\nworst = "C"')
    + own("sjt-2", "situational_judgement", 'respond = "rating"\nresponse_scale = "tiga"\n' + OPTIONS,
          "ratings = { A = 1, B = 3, C = 2 }")
    + own("sjt-3", "situational_judgement", 'respond = "ranking"\n' + OPTIONS, 'order = ["B", "A", "C"]')
    + own("urut", "ordering", OPTIONS, 'order = ["B", "A", "C"]\nscoring = "pairs"')
    + own("ganda", "multiple_choice", OPTIONS, 'correct = ["A", "C"]\nscoring = "each"')
    + own("angka", "short_answer", 'answer = "number"\nunit = { id = "kg", en = "kg" }\n',
          "value = 2.5\ntolerance = 0.25")
    + own("kata", "short_answer", 'answer = "text"\n', 'accepted = ["Satu", "dua"]\nignores = ["case"]')
    + own("celah", "inline_choice",
          GAPS.format("g1") + GAPS.format("g2"),
          'correct = { g1 = "g1a", g2 = "g2b" }\nscoring = "each"', "Ini [[g1]] dan [[g2]].")
    + own("pilihan", "single_choice", 'state = "reviewed"\ntags = ["x"]\nenemies = ["ganda"]\nset = "s"\n'
          'fixed = ["C"]\nlayout_classes = ["qti-labels-none"]\n' + OPTIONS, 'correct = "B"\n'
          '[item.parameters]\nmodel = "2pl"\na = 1.5\nb = 0.25\nprior_sd = 0.5\n')
    + '[[item]]\nid = "halaman"\nkind = "information"\n' + HEAD.format("Baca $x^2$ dan | ini, 5 < 6 & *7*.")
)  # fmt: skip
STIMULI = (
    '[[stimulus]]\nid = "s"\ntext = { id = "Bacaan ![kotak](media/k.svg)", en = "Text" }\n'
    'title = { id = "Judul", en = "Title" }\n'
)


@pytest.fixture(scope="module")
def own_bank(tmp_path_factory: pytest.TempPathFactory) -> Bank:
    files: Files = {"bank.toml": BANK, "items/a.toml": ITEMS + STIMULI, "media/k.svg": SQUARE}
    folder = write_files(tmp_path_factory.mktemp("bank"), files)
    bank, findings = read_bank(Path(folder))
    assert bank is not None, [each.render() for each in findings]
    return bank


def without_own_file(content: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return zipped({name: package.read(name) for name in package.namelist() if name != NAME})


def reread(content: bytes) -> tuple[Bank | None, list[Finding]]:
    bank, findings = import_bytes(content, "paket.zip")
    assert all(each.render("id") and each.render("en") for each in findings)
    return bank, findings


def test_a_bank_of_every_kind_comes_back_equal(own_bank: Bank) -> None:
    note = CalibrationNote("abc", "2026-01-02", 500, 12, "mml", "bank")
    bank = replace(own_bank, calibration=note)
    again, findings = reread(qti_package(bank))
    assert not has_errors(findings)
    assert again == bank
    assert again is not None
    assert again.calibration == note
    assert [item.parameters for item in again.items] == [item.parameters for item in bank.items]
    assert qti_package(again) == qti_package(bank)


def test_what_came_from_qti_comes_back_equal() -> None:
    bank, _ = read_corpus("2.2")
    assert bank is not None
    # Items that show the same stop a release, so that each is written by itself here.
    for item in bank.items:
        alone = replace(bank, items=(item,), media=dict(bank.media) if item.figures else {})
        again, findings = reread(qti_package(alone))
        assert again == alone, [each.render() for each in findings]


@settings(max_examples=25)
@given(banks())
def test_any_sound_bank_comes_back_equal(bank: Bank) -> None:
    again, findings = reread(qti_package(bank))
    if has_errors(check(bank, with_advice=False)):
        return
    assert again == bank, [each.render() for each in findings]
    assert [item.parameters for item in again.items] == [item.parameters for item in bank.items]


@cache
def foreign_corpus() -> Bank:
    bank, _ = read_corpus("3.0")
    assert bank is not None
    again, findings = read_qti(without_own_file(qti_package(bank)), "paket.zip")
    assert again is not None, [each.render() for each in findings]
    return again


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_others_read_the_same_scores_from_what_was_written(sample: Sample) -> None:
    item = foreign_corpus().by_id[sample.name]
    for answers, expected in sample.scored:
        if not answers and item.kind != "composite":
            continue
        response = response_to(item, dict(answers))
        assert KINDS[item.kind].mark(item, response) == sample.levels.index(expected), answers
        if item.kind == "composite" and sample.kind == "composite":
            assert score(item, response) == pytest.approx(expected)


def answers_to(item: Item) -> Iterator[tuple[Response, dict[str, Any]]]:  # noqa: C901, PLR0912 - by kind
    """Responses to an item of the bank, and the same answers by the variables of QTI."""
    match item.id.partition("-")[0]:
        case "likert":
            yield from (({"option": each}, {"RESPONSE": f"C{each}"}) for each in item.option_ids)
        case "sjt" if item.id == "sjt-1":
            for best in "ABC":
                for worst in "ABC".replace(best, ""):
                    yield {"best": best, "worst": worst}, {"BEST": best, "WORST": worst}
        case "sjt" if item.id == "sjt-2":
            for given in ((0, 2, 1), (0, 0, 0), (2, 1, 2), (1, 1, 1)):
                ratings = dict(zip("ABC", given, strict=True))
                pairs = [(option, f"P{place + 1}") for option, place in ratings.items()]
                yield {"ratings": ratings}, {"RESPONSE": pairs}
        case "sjt" | "urut":
            for order in ("ABC", "BAC", "BCA", "CAB"):
                yield {"order": list(order)}, {"RESPONSE": list(order)}
        case "ganda":
            for chosen in ("A", "AC", "ABC", "B", "BC"):
                yield {"options": list(chosen)}, {"RESPONSE": list(chosen)}
        case "angka":
            for text in ("2.5", "2.75", "2.76", "2.25", "2.2"):
                yield {"text": text, "number": text}, {"RESPONSE": text}
        case "kata":
            yield from (({"text": text}, {"RESPONSE": text}) for text in ("SATU", "dua", "tiga"))
        case "celah":
            for first, second in (("a", "b"), ("a", "a"), ("b", "a")):
                filled = {"g1": f"g1{first}", "g2": f"g2{second}"}
                yield {"gaps": filled}, dict(filled)


def test_every_kind_is_marked_the_same_by_what_was_written(own_bank: Bank) -> None:
    foreign, findings = read_qti(without_own_file(qti_package(own_bank)), "paket.zip")
    assert foreign is not None, [each.render() for each in findings]
    assert set(foreign.by_id) == set(own_bank.by_id)
    n_compared = 0
    for item in own_bank.items:
        for response, answers in answers_to(item):
            other = foreign.by_id[item.id]
            assert mark(other, response_to(other, answers)) == mark(item, response), (item.id, answers)
            n_compared += 1
    assert n_compared > 30
    assert [each.id for each in foreign.stimuli] == ["s"]


def test_an_item_that_was_changed_by_others_is_read_anew(own_bank: Bank) -> None:
    package, _ = open_package(qti_package(own_bank))
    assert package is not None
    files = dict(package.files)
    files["items/ganda.xml"] = files["items/ganda.xml"].replace(b"Soal ganda?", b"Soal lain?")
    again, findings = reread(zipped(files))
    assert again is not None, [each.render() for each in findings]
    assert again.by_id["ganda"].prompt.stem["id"] == "Soal lain?"
    assert {each.id for each in again.items if each == own_bank.by_id[each.id]} == set(own_bank.by_id) - {
        "ganda"
    }


@pytest.mark.parametrize("content", [b"", b"[]", b"{", b"[" * 100_000, json.dumps({"schema": "x"}).encode()])
def test_a_broken_file_of_our_own_costs_nothing_but_itself(own_bank: Bank, content: bytes) -> None:
    package, _ = open_package(qti_package(own_bank))
    assert package is not None
    again, findings = reread(zipped(dict(package.files) | {NAME: content}))
    assert again is not None, [each.render() for each in findings]
    assert "ganda" in again.by_id
