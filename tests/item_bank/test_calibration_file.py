"""Calibration files: the same bytes for the same calibration, and a release that holds its parameters."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from item_bank.bank import Bank
from item_bank.calibration_file import (
    CalibratedItem,
    Calibration,
    CalibrationScale,
    calibrated,
    calibrated_from_bytes,
    calibration_bytes,
    calibration_digest,
    calibration_file_name,
    read_calibration,
)
from item_bank.exam_plan import ExamPlan, read_plan
from item_bank.findings import has_errors
from item_bank.formats.folder import read_bank
from item_bank.release import Release, build_release
from scoring.parameters import ItemParameters, NominalParameters
from scoring.response_times import ResponseTimeParameters
from tests.cat_server import exams


@cache
def small_exam() -> tuple[Bank, ExamPlan]:
    with TemporaryDirectory() as folder:
        bank_path, plan_path = exams.write(Path(folder))
        bank, _ = read_bank(bank_path)
        assert bank is not None
        plan, _ = read_plan(plan_path, bank)
        assert plan is not None
        return bank, plan


def item(b: float = 0.25, **fields: Any) -> CalibratedItem:
    parameters = ItemParameters("3pl", 1.2, (b,), 0.2)
    errors: dict[str, tuple[float | None, ...]] = {"a": (0.1,), "b": (0.05,), "c": (None,)}
    return CalibratedItem(parameters, errors, 500, **fields)


def calibration(**fields: Any) -> Calibration:
    whole = Calibration(
        bank="uji",
        section="angka",
        date="2026-11-21",
        method="MML-EM",
        program="cat-server 0",
        inputs={"responses": "ab" * 32},
        n_persons=500,
        scale=CalibrationScale("bank", 0.1, 0.9),
        items={"angka-1": item(), "angka-2": item(-1.5, is_anchor=True)},
    )
    return replace(whole, **fields)


def test_what_was_written_is_read_and_has_one_digest() -> None:
    nominal = CalibratedItem(NominalParameters(1.0, (0.0, 0.4, 1.0), (0.0, 0.2, -0.3)), {"a": (0.2,)}, 90)
    timed = item(response_time=ResponseTimeParameters(3.5, 2.0))
    written = calibration(items={"y": nominal, "x": timed})
    content = calibration_bytes(written)
    assert read_calibration(content) == written
    turned = calibration_bytes(calibration(items={"x": timed, "y": nominal}))
    assert calibration_digest(turned) == calibration_digest(content)
    assert calibration_file_name(content) == f"calibration-{calibration_digest(content)[:12]}.json"


@settings(max_examples=25)
@given(b=st.floats(-6, 6), n=st.integers(1, 10**6))
def test_numbers_are_rounded_once_so_that_writing_again_changes_nothing(b: float, n: int) -> None:
    content = calibration_bytes(calibration(items={"x": replace(item(b), n=n)}))
    assert calibration_bytes(read_calibration(content)) == content


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"format": 2}, "expected format = 1"),
        ({"items": {}}, "expected at least one item"),
        (
            {"items": {"x": {"model": "2pl", "a": -1.0, "b": [0.0], "n": 1, "standard_errors": {}}}},
            "item x: 2pl",
        ),
        (
            {"items": {"x": {"model": "5pl", "a": 1.0, "b": [0.0], "n": 1, "standard_errors": {}}}},
            "must be one of",
        ),
        ({"n_persons": "many"}, "n_persons"),
    ],
)
def test_a_file_that_is_none_is_refused_in_a_sentence(change: dict[str, Any], expected: str) -> None:
    plain = json.loads(calibration_bytes(calibration())) | change
    with pytest.raises(ValueError, match="content must be a calibration file") as caught:
        read_calibration(json.dumps(plain).encode())
    assert expected in str(caught.value)


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff\xfe", b'{"format": 1}', b"[" * 100_000])
def test_bytes_that_are_nothing_are_refused_in_a_sentence(content: bytes) -> None:
    with pytest.raises(ValueError, match="content must be a calibration file"):
        read_calibration(content)


def test_a_release_holds_the_calibrations_parameters_and_says_which() -> None:
    bank, plan = small_exam()
    content = calibration_bytes(calibration())
    found, problems = calibrated_from_bytes(bank, plan, content)
    assert not has_errors(problems)
    release = Release.load(build_release(found, plan))
    assert release.item("angka-1").parameters == ItemParameters("3pl", 1.2, (0.25,), 0.2)
    assert release.item("angka-3").parameters == bank.by_id["angka-3"].parameters
    assert release.calibration is not None
    assert release.calibration.digest == calibration_digest(content)
    assert (release.calibration.date, release.calibration.n_persons) == ("2026-11-21", 500)
    assert bank.by_id["angka-1"].parameters != release.item("angka-1").parameters


def test_a_release_without_a_calibration_keeps_its_bytes() -> None:
    bank, plan = small_exam()
    content = build_release(bank, plan)
    assert b'"calibration"' not in content
    assert Release.load(content).calibration is None


def test_parameters_in_another_metric_are_brought_to_logits_beside_calibrated_ones() -> None:
    bank, plan = small_exam()
    doubled = replace(bank, scale=replace(bank.scale, mean=1.0, sd=2.0))
    found, _ = calibrated(doubled, calibration(), "0" * 64)
    release = Release.load(build_release(found, plan))
    own = bank.by_id["angka-3"].parameters
    assert release.item("angka-1").parameters == ItemParameters("3pl", 1.2, (0.25,), 0.2)
    assert release.item("angka-3").parameters == doubled.scale.in_logits(own) if own else False


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"bank": "lain"}, "calibration-of-another-bank"),
        ({"scale": CalibrationScale("sample", 0.0, 1.0)}, "calibration-misses-items"),
        (
            {"items": {"angka-1": CalibratedItem(ItemParameters("grm", 1.0, (-1.0, 1.0)), {}, 9)}},
            "calibration-categories",
        ),
        (
            {"items": {"angka-1": CalibratedItem(ItemParameters("gpcm", 1.0, (0.0,)), {}, 9)}},
            "model-not-for-kind",
        ),
    ],
)
def test_what_stands_against_a_calibration_is_a_finding(change: dict[str, Any], code: str) -> None:
    bank, plan = small_exam()
    _, problems = calibrated_from_bytes(bank, plan, calibration_bytes(calibration(**change)))
    assert [each.code for each in problems] == [code]
    assert problems[0].severity == "error"
    assert problems[0].sentence("id") != problems[0].sentence("en")


def test_bytes_that_are_no_calibration_are_a_finding_too() -> None:
    bank, plan = small_exam()
    same, problems = calibrated_from_bytes(bank, plan, b"{}", shown_as="x.json")
    assert same is bank
    assert [each.code for each in problems] == ["calibration-unreadable"]
