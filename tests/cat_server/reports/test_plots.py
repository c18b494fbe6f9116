"""Plots for files: every value where it belongs, colours of their own, nothing that a reader would load."""

from __future__ import annotations

import math
from itertools import pairwise
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import fromstring

from cat_server.reports.plots import Axis, Mark, Series, as_file, plot
from cat_server.reports.svg import Caption

CAPTION = Caption("gambar", 'Judul <1> & "2"', "Uraian")
X, Y = Axis("sumbu x", 0.0, 10.0), Axis("sumbu y", 0.0, 1.0, "{:.0%}".format)
SVG = "{http://www.w3.org/2000/svg}"


def parsed(*series: Series) -> Element:
    root: Element = fromstring(as_file(plot(CAPTION, X, Y, series)))
    return root


def of_class(root: Element, name: str) -> list[Element]:
    return [each for each in root.iter() if name in each.get("class", "").split()]


@pytest.mark.parametrize("mark", ["line", "dashes", "dots", "linked", "bars", "band", "level"])
def test_every_mark_is_drawn_and_named_in_the_legend(mark: Mark) -> None:
    until = [0.1, 0.2] if mark == "band" else []
    root = parsed(Series("nilai & nama", mark, [2.0, 4.0], [0.5, 0.75], until))
    assert len(of_class(root, "mark-0")) >= 2
    texts = [each.text for each in root.iter(f"{SVG}text")]
    assert {"nilai & nama", "sumbu x", "sumbu y", 'Judul <1> & "2"', "40%"} <= set(texts)
    assert root.find(f"{SVG}style") is not None
    assert root.find(f"{SVG}desc") is not None


def test_dots_are_where_their_values_are_and_held_within_the_plot() -> None:
    root = parsed(Series("", "dots", [0.0, 5.0, 10.0, 11.0], [0.0, 2.0, math.nan, 0.5]))
    low, high = of_class(root, "dot")
    assert float(low.get("cy", "")) - float(high.get("cy", "")) == pytest.approx(420 - 92 - 44)
    assert float(high.get("cx", "")) - float(low.get("cx", "")) == pytest.approx((760 - 18 - 66) / 2)


def test_bars_stand_on_the_axis_and_nothing_stands_for_nothing() -> None:
    root = parsed(Series("", "bars", [1.0, 2.0, 3.0], [0.5, 0.0, 1.0]))
    half, whole = of_class(root, "bar")
    assert float(whole.get("height", "")) == pytest.approx(2 * float(half.get("height", "")))


@pytest.mark.parametrize("apart", [0.25, 0.5, 1.0, 2.0])
def test_bars_do_not_overlap_however_near_they_stand(apart: float) -> None:
    bars = of_class(parsed(Series("", "bars", [1.0, 1.0 + apart, 1.0 + 2 * apart], [0.5, 0.2, 1.0])), "bar")
    places = [(float(bar.get("x", "")), float(bar.get("width", ""))) for bar in bars]
    assert all(x + width <= after for (x, width), (after, _) in pairwise(places))


def test_a_file_loads_nothing() -> None:
    text = as_file(plot(CAPTION, X, Y, [Series("a", "line", [0.0, 1.0], [0.0, 1.0])]))
    assert text.startswith('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 760 420"')
    assert "href" not in text
    assert "url(" not in text
