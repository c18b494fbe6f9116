"""Drawings: well-formed, told in words, nothing inline that the pages forbid, and marks where they belong."""

from __future__ import annotations

import math
import re
from itertools import pairwise
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import fromstring
from hypothesis import given
from hypothesis import strategies as st

from cat_server.reports import axes, charts
from cat_server.reports.pool_report import pool_information
from cat_server.reports.sitting_report import Path, Result, Step
from cat_server.reports.svg import Caption, element
from scoring.reporting_scale import ReportingScale
from tests.cat_server.exams import small_release

SCALE = ReportingScale()
CAPTION = Caption("gambar", 'Judul <1> & "2"', "Uraian")
WORDS = charts.PathWords("Urutan", "Nilai", lambda step: f"Soal {step.position} & {step.outcome}")

scores = st.floats(min_value=-10, max_value=110)
errors = st.floats(min_value=0.01, max_value=12)


def plain(value: float) -> str:
    return f"{value:g}"


def result(score: float = 55.0, lower: float = 49.0, upper: float = 61.0) -> Result:
    return Result(score, 3.0, lower, upper, 3.5, False, "precise", 10, 10)


def step(position: int, outcome: str = "right", score: float | None = 52.0, difficulty: float = 48.0) -> Step:
    error = None if score is None else 4.0
    return Step(position, f"i-{position}", difficulty, outcome, 1, 2, score, error)  # type: ignore[arg-type]


def parsed(svg: str) -> Element:
    root: Element = fromstring(svg)
    for each in root.iter():
        assert "style" not in each.attrib
        for name, value in each.attrib.items():
            assert not re.search(r"nan|inf", value) or name in ("id", "class", "aria-labelledby"), (
                name,
                value,
            )
    return root


def of_class(root: Element, name: str) -> list[Element]:
    return [each for each in root.iter() if name in each.get("class", "").split()]


def test_a_drawing_is_told_in_words() -> None:
    root = parsed(charts.score_band(result(), SCALE, CAPTION, plain, score="55,0"))
    assert root.get("role") == "img"
    named = {each.get("id"): each.text for each in root if each.get("id")}
    assert [named[name] for name in root.get("aria-labelledby", "").split()] == [CAPTION.title, "Uraian"]


def test_a_score_lies_within_its_band() -> None:
    root = parsed(charts.score_band(result(), SCALE, CAPTION, plain, score="55,0"))
    (band,) = of_class(root, "chart-band")
    left = float(band.get("x", ""))
    right = left + float(band.get("width", ""))
    (score,) = of_class(root, "chart-score")
    x = float(score.get("points", "").split(",")[0])
    assert left < x < right
    assert (x - 22) / 376 == pytest.approx((55 - 20) / 60, abs=1e-3)


def test_a_path_marks_right_wrong_and_open_by_shape() -> None:
    steps = (step(1), step(2, "wrong"), step(3, "graded"), step(4, "open", None))
    root = parsed(charts.path_chart(Path(50.0, 10.0, steps), CAPTION, WORDS, plain))
    assert len(of_class(root, "chart-right")) == 1
    assert len(of_class(root, "chart-wrong")) == 1
    assert of_class(root, "chart-graded")[0].tag == "polygon"
    assert len(of_class(root, "chart-difficulty")) == 4
    (line,) = of_class(root, "chart-line")
    assert len(line.get("points", "").split()) == 4
    titles = [each.text for each in root.iter("title")][1:]
    assert titles == ["Soal 1 & right", "Soal 2 & wrong", "Soal 3 & graded"]


def test_higher_scores_stand_higher() -> None:
    steps = (step(1, score=40.0), step(2, score=60.0))
    root = parsed(charts.path_chart(Path(50.0, 10.0, steps), CAPTION, WORDS, plain))
    low, high = (float(each.get("cy", "")) for each in of_class(root, "chart-right"))
    assert high < low


@given(
    first=scores,
    values=st.lists(
        st.tuples(scores, errors, scores, st.sampled_from(["right", "wrong", "graded"])), max_size=60
    ),
)
def test_a_path_stays_inside_its_drawing(first: float, values: list[tuple[float, float, float, str]]) -> None:
    steps = tuple(
        Step(place, f"i-{place}", difficulty, outcome, 1, 2, score, error)  # type: ignore[arg-type]
        for place, (score, error, difficulty, outcome) in enumerate(values, start=1)
    )
    root = parsed(charts.path_chart(Path(first, 10.0, steps), CAPTION, WORDS, plain))
    width, height = map(float, root.get("viewBox", "").split()[2:])
    for each in (*of_class(root, "chart-line"), *of_class(root, "chart-area")):
        for point in each.get("points", "").split():
            x, y = map(float, point.split(","))
            assert 0 <= x <= width
            assert 0 <= y <= height


@given(lower=st.floats(20, 80), width=st.floats(0, 60))
def test_a_band_stays_on_its_scale(lower: float, width: float) -> None:
    upper = min(80.0, lower + width)
    for root in (
        parsed(
            charts.score_band(result((lower + upper) / 2, lower, upper), SCALE, CAPTION, plain, score="1")
        ),
        parsed(charts.small_band(result((lower + upper) / 2, lower, upper), SCALE)),
    ):
        total = float(root.get("viewBox", "").split()[2])
        (band,) = of_class(root, "chart-band")
        assert float(band.get("x", "")) >= 0
        assert float(band.get("x", "")) + float(band.get("width", "")) <= total


def test_information_curves_show_pool_longest_test_need_and_thresholds() -> None:
    words = charts.InformationWords("Nilai", "Informasi")
    adaptive, fixed = (pool_information(small_release().sections[index]) for index in (0, 2))
    root = parsed(charts.information_chart(adaptive, CAPTION, words, plain))
    assert len(of_class(root, "chart-needed")) == 1
    assert len(of_class(root, "chart-rug")) == sum(20 <= value <= 80 for value in adaptive.difficulties)
    assert not of_class(parsed(charts.information_chart(fixed, CAPTION, words, plain)), "chart-needed")


def test_shares_fill_the_bar_in_the_order_of_categories() -> None:
    root = parsed(charts.share_bar((1, 0, 3, 4)))
    bars = list(root.iter("rect"))
    assert [float(bar.get("width", "")) for bar in bars] == pytest.approx([25.0, 75.0, 100.0])
    assert [bar.get("class") for bar in bars] == ["chart-shade-0", "chart-shade-3", "chart-shade-4"]


@pytest.mark.parametrize("counts", [(5,), (0, 1), (1, 2, 3, 4, 5, 6, 7)])
def test_any_number_of_categories_has_shades(counts: tuple[int, ...]) -> None:
    for bar in parsed(charts.share_bar(counts)).iter("rect"):
        assert re.fullmatch(r"chart-shade-[0-4]", bar.get("class", ""))


@pytest.mark.parametrize(
    "kind",
    [
        "right",
        "wrong",
        "graded",
        "difficulty",
        "band",
        "line",
        "pool",
        "needed",
        "threshold",
        "score",
        "mean",
        "interval",
    ],
)
def test_every_sign_of_a_legend_is_hidden_from_those_who_hear_the_words(kind: str) -> None:
    assert parsed(charts.path_mark(kind)).get("aria-hidden") == "true"


@given(lowest=st.floats(-1e4, 1e4), span=st.floats(0.5, 1e4))
def test_ticks_are_few_even_and_inside(lowest: float, span: float) -> None:
    ticks = axes.ticks(lowest, lowest + span)
    assert 3 <= len(ticks) <= 10
    assert all(lowest - 1e-6 * span <= tick <= lowest + span * (1 + 1e-6) for tick in ticks)
    gaps = {round(b - a, 6) for a, b in pairwise(ticks)}
    assert max(gaps) == pytest.approx(min(gaps), rel=1e-3)
    assert not any(math.isnan(tick) for tick in ticks)


def test_attributes_and_texts_are_escaped() -> None:
    made = element("text", "<b>&", fill='"><script>', data_kind="a_b")
    assert made == '<text fill="&#34;&gt;&lt;script&gt;" data-kind="a_b">&lt;b&gt;&amp;</text>'
