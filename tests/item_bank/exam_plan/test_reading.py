"""Reading an exam plan: what is right is read, what is wrong is told with file and line."""

import os
from dataclasses import dataclass
from pathlib import Path

import pytest

from item_bank.exam_plan import ExamPlan, ExposurePlan, StoppingPlan, read_plan, reading
from item_bank.formats.folder import read_bank
from item_bank.items import Text
from scoring.reporting_scale import ReportingScale
from tests.item_bank.small_bank import (
    NUMBERS,
    PLAN,
    line_of,
    places,
    sound_bank,
    sound_files,
    sound_plan,
    write_files,
)

NAME = "plans/rencana.toml"


def test_a_sound_plan_is_read_with_everything_in_it(tmp_path: Path) -> None:
    plan = sound_plan(tmp_path, sound_bank(tmp_path))
    assert (plan.id, plan.languages, plan.practice, plan.grace_seconds) == (
        "rencana",
        ("id", "en"),
        ("latihan-1",),
        5.0,
    )
    adaptive, fixed = plan.sections
    assert adaptive.domains == ("deret", "gambar")
    assert adaptive.stopping == StoppingPlan(1, 3, 0.35)
    assert adaptive.exposure == ExposurePlan(max_rate=1.0)
    assert adaptive.reporting == ReportingScale(50.0, 10.0, 20.0, 80.0)
    assert adaptive.shuffle_options
    assert (fixed.kind, fixed.stopping, fixed.selection, fixed.unanswered) == ("fixed", None, None, "lowest")
    assert fixed.shuffle_items
    assert not fixed.shuffle_options
    assert fixed.title == Text({"id": "Integritas", "en": "Integrity"})


@dataclass(frozen=True)
class Broken:
    name: str
    old: str
    new: str
    marker: str
    code: str
    after: str = ""


BROKEN = [
    Broken(
        "a field is misspelt",
        "time_limit_seconds = 600",
        "time_limit_sec = 1\ntime_limit_seconds = 600",
        "_sec =",
        "field-unknown",
    ),
    Broken("a field is missing", "time_limit_seconds = 600\n", "", "[[section]]", "field-missing"),
    Broken("a kind is unknown", '"fixed"', '"linear"', "linear", "word-unknown"),
    Broken("a title lacks a language", ', en = "Series"', "", "Deret", "language-missing"),
    Broken("a rule is unknown", '"mepv"', '"maxinfo"', "maxinfo", "word-unknown"),
    Broken("chance is unknown", '"mepv"', '"mepv"\nchance = "dice"', "dice", "word-unknown"),
    Broken(
        "chance does not suit the rule",
        '"mepv"\nacceleration = 1.0',
        '"random"\nchance = "progressive"',
        "chance =",
        "selection-chance-unsuitable",
    ),
    Broken(
        "exposure by a progressive rule without one",
        '"mepv"\nacceleration = 1.0',
        '"mfi"\nchance = "none"',
        'rule = "progressive_restricted"',
        "exposure-rule-unsuitable",
    ),
    Broken(
        "an option belongs to another rule",
        '"mepv"',
        '"mepv"\nn_strata = 3',
        "n_strata",
        "selection-option-unused",
    ),
    Broken("an option is out of its range", '"mepv"', '"kl"\nreach = 0', "reach", "number-out-of-range"),
    Broken("a first item is unknown", '"mepv"', '"mepv"\nfirst = "best"', "first =", "word-unknown"),
    Broken(
        "an adaptive section has no end",
        "[section.stopping]",
        "[section.stoping]",
        "[[section]]",
        "field-missing",
    ),
    Broken("a rate is above 1", "max_rate = 1.0", "max_rate = 1.5", "max_rate", "number-out-of-range"),
    Broken("lengths are crossed", "min_items = 1", "min_items = 4", "min_items", "length-range-empty"),
    Broken("a length is not whole", "min_items = 1", "min_items = 1.5", "min_items", "wrong-type"),
    Broken("a target is too precise", "= 0.35", "= 0.05", "standard_error", "standard-error-out-of-range"),
    Broken("a target is reached at once", "= 0.35", "= 1.0", "standard_error", "standard-error-out-of-range"),
    Broken("reporting is upside down", "lowest = 20", "lowest = 90", "lowest", "reporting-range-empty"),
    Broken("time is negative", "= 600", "= -600", "time_limit", "number-out-of-range"),
    Broken("time is text", "= 600", '= "10 menit"', "time_limit", "wrong-type"),
    Broken(
        "a section id repeats",
        'id = "integritas"',
        'id = "deret"',
        'id = "deret"',
        "section-id-repeated",
        '[[section]]\nid = "deret"',
    ),
    Broken(
        "a fixed section stops",
        "shuffle_items",
        "stopping = { min_items = 1 }\nshuffle_items",
        "stopping =",
        "field-of-adaptive-only",
    ),
    Broken(
        "an adaptive section shuffles items",
        "time_limit_seconds = 600",
        "time_limit_seconds = 600\nshuffle_items = true",
        "shuffle_items",
        "field-of-fixed-only",
    ),
    Broken("no domain is named", '["integritas"]', "[]", "domains = []", "list-empty"),
    Broken("a domain is misspelt", '["integritas"]', '["integritass"]', "integritass", "domain-unknown"),
    Broken(
        "a domain is in two sections",
        '["integritas"]',
        '["integritas", "deret"]',
        '["integritas", "deret"]',
        "domain-in-two-sections",
    ),
    Broken(
        "the pool is smaller than the shortest test",
        "min_items = 1\nmax_items = 3",
        "min_items = 4\nmax_items = 5",
        "min_items",
        "pool-too-small",
    ),
    Broken(
        "the pool is smaller than the longest test",
        "max_items = 3",
        "max_items = 4",
        "max_items",
        "pool-too-small",
    ),
    Broken(
        "an exposure rate cannot hold",
        "max_rate = 1.0",
        "max_rate = 0.25",
        "max_rate",
        "exposure-rate-impossible",
    ),
    Broken("a practice item is unknown", "latihan-1", "latihan-9", "practice =", "practice-unknown"),
    Broken("a practice item is operational", "latihan-1", "deret-1", "practice =", "practice-operational"),
    Broken(
        "a language is not in the bank",
        'languages = ["id", "en"]',
        'languages = ["id", "en", "jv"]',
        "languages",
        "plan-language-unknown",
    ),
    Broken("the format is newer", "format = 1", "format = 2", "format", "format-unsupported"),
    Broken("the TOML is malformed", "mean = 50", "mean = 5 0", "mean = 5 0", "toml-malformed"),
]


@pytest.mark.parametrize("broken", BROKEN, ids=lambda broken: broken.name)
def test_a_broken_plan_is_told_with_file_and_line(broken: Broken, tmp_path: Path) -> None:
    bank = sound_bank(tmp_path)
    assert broken.old in PLAN
    changed = PLAN.replace(broken.old, broken.new, 1)
    write_files(tmp_path, {NAME: changed})
    plan, findings = read_plan(tmp_path / NAME, bank, shown_as=NAME)
    found = places(findings)
    assert (NAME, line_of(changed, broken.marker, after=broken.after), broken.code) in found
    assert (plan is None) == any(each.severity == "error" for each in findings)


def read(folder: Path, text: str) -> tuple[ExamPlan | None, list[str]]:
    bank = sound_bank(folder)
    write_files(folder, {NAME: text})
    plan, findings = read_plan(folder / NAME, bank, shown_as=NAME)
    return plan, [each.render() for each in findings]


def test_an_impossible_exposure_rate_is_a_warning_with_figures(tmp_path: Path) -> None:
    plan, findings = read(tmp_path, PLAN.replace("max_rate = 1.0", "max_rate = 0.25"))
    assert plan is not None
    place = f"{NAME}:{line_of(PLAN, 'max_rate')}"
    sentence = (
        "With up to 3 of 3 items in each sitting of the section deret, items are seen at a rate of 1.00 on "
        "average; max_rate = 0.25 cannot hold. It needs 12 items, or max_rate = 1.00."
    )
    assert findings == [f"{place}: warning: {sentence} [exposure-rate-impossible]"]


def test_a_misspelt_domain_is_told_with_the_nearest_one(tmp_path: Path) -> None:
    _, findings = read(tmp_path, PLAN.replace('["integritas"]', '["integritass"]'))
    assert "Did you mean integritas?" in findings[0]


def test_a_domain_without_operational_items_is_told(tmp_path: Path) -> None:
    write_files(
        tmp_path, sound_files() | {"items/angka/deret.toml": NUMBERS.replace('"operational"', '"reviewed"')}
    )
    reviewed, _ = read_bank(tmp_path)
    _, findings = read_plan(tmp_path / NAME, reviewed, shown_as=NAME)
    assert (NAME, line_of(PLAN, "domains"), "domain-without-items") in places(findings)


def test_a_plan_is_judged_by_itself_when_its_bank_could_not_be_read(tmp_path: Path) -> None:
    write_files(tmp_path, {NAME: PLAN.replace("= 600", "= 0").replace("latihan-1", "unknown")})
    plan, findings = read_plan(tmp_path / NAME, None, shown_as=NAME)
    assert plan is None
    assert [code for _, _, code in places(findings)] == ["number-out-of-range"]


def test_an_adaptive_section_may_stop_by_length_only(tmp_path: Path) -> None:
    plan, findings = read(tmp_path, PLAN.replace("standard_error = 0.35\n", ""))
    assert findings == []
    assert plan is not None
    assert plan.sections[0].stopping == StoppingPlan(1, 3, None)


def test_a_plan_that_is_missing_or_no_file_is_told(tmp_path: Path) -> None:
    for name, code in (
        ("nothing.toml", "file-missing"),
        ("pipe.toml", "file-not-regular"),
        ("folder", "file-not-regular"),
    ):
        if name == "pipe.toml":
            os.mkfifo(tmp_path / name)
        if name == "folder":
            (tmp_path / name).mkdir()
        plan, findings = read_plan(tmp_path / name, None, shown_as=name)
        assert plan is None
        assert places(findings) == [(name, 1, code)]


def test_a_plan_beyond_the_limit_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MOST_BYTES", 10)
    write_files(tmp_path, {NAME: PLAN})
    _, findings = read_plan(tmp_path / NAME, None, shown_as=NAME)
    assert places(findings) == [(NAME, 1, "file-too-large")]
