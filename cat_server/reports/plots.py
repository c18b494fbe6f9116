"""Plots that stand alone as SVG files: lines, dots and bars over two axes, a legend, colours of their own.

The drawings of pages are in `charts`; these are for files that a person opens, prints or puts into a report.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from markupsafe import Markup

from cat_server.reports.axes import Format, Frame, horizontal_grid, ticks, turned_label, vertical_ticks
from cat_server.reports.svg import Caption, Point, area, drawing, element, label, line, polyline

Mark = Literal["line", "dashes", "dots", "linked", "bars", "band", "level"]
"""How values are shown: a line; a dashed line; dots; dots joined by a line; bars from 0; the area between the
values and `until`; a level across the whole plot."""

STYLE = """
.chart { font-family: system-ui, sans-serif; background: #ffffff; }
.chart-text { fill: #4a4a48; font-size: 13px; }
.chart-title { fill: #1c1c1b; font-size: 15px; font-weight: 600; }
.chart-grid { stroke: #dedbd2; stroke-width: 1; }
.chart-tick { stroke: #8b887f; stroke-width: 1; }
.mark-0 { color: #0b5563; }
.mark-1 { color: #a85a05; }
.mark-2 { color: #5b4a8a; }
.mark-3 { color: #8b887f; }
polyline, line.mark { stroke: currentColor; stroke-width: 2.5; stroke-linejoin: round; }
.is-dashed { stroke-dasharray: 7 4; }
.dot { fill: currentColor; fill-opacity: 0.35; }
.dot.is-strong { fill-opacity: 1; }
.bar { fill: currentColor; fill-opacity: 0.55; }
.band { fill: currentColor; fill-opacity: 0.18; }
"""

WIDTH, HEIGHT = 760.0, 420.0
MOST_DOTS_THAT_STAND_OUT = 60
LINE_HEIGHT = 15.0


@dataclass(frozen=True, slots=True)
class Series:
    """Values that belong together, by one mark; `name` is for the legend.

    `until` is the lower edge of a band, and `words` stand beside the dots, one for each.
    """

    name: str
    mark: Mark
    x: Sequence[float]
    y: Sequence[float]
    until: Sequence[float] = ()
    words: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Axis:
    """What runs along an axis, from where to where, and how its values are written."""

    name: str
    low: float
    high: float
    number: Format = "{:g}".format


def plot(caption: Caption, x: Axis, y: Axis, series: Sequence[Series]) -> Markup:
    """The plot, with a title above and a legend under it."""
    frame = Frame(66, WIDTH - 18, 44, HEIGHT - 92, x.low, x.high, y.low, y.high)
    parts = [
        label((frame.left, 24), caption.title, "chart-title", anchor="start"),
        *horizontal_grid(frame, ticks(y.low, y.high), y.number),
        *vertical_ticks(frame, ticks(x.low, x.high), x.number),
        label(((frame.left + frame.right) / 2, frame.bottom + 46), x.name, "chart-text"),
        turned_label((18, (frame.top + frame.bottom) / 2), y.name),
    ]
    for place, one in enumerate(series):
        parts += _marks(one, f"mark-{place % 4}", frame)
    parts += _legend(series, frame)
    return drawing(caption, WIDTH, HEIGHT, *parts, class_="chart-plot")


def as_file(plotted: Markup) -> str:
    """The text of an SVG file with the drawing and its colours."""
    opening, rest = str(plotted).split(">", 1)
    named = opening.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
    return f"{named}><style>{STYLE}</style>{rest}\n"


def _marks(one: Series, colour: str, frame: Frame) -> Iterator[Markup]:
    if one.mark == "level":
        level = frame.y(one.y[0])
        yield line((frame.left, level), (frame.right, level), f"{colour} mark is-dashed")
        return
    pairs = [pair for pair in zip(one.x, one.y, strict=True) if not math.isnan(pair[1])]
    points = [_held(frame, x, y) for x, y in pairs if frame.x_from <= x <= frame.x_to]
    if one.mark == "band":
        low = [_held(frame, x, y) for x, y in zip(one.x, one.until, strict=True)]
        yield area(points, low, f"{colour} band")
    elif one.mark == "bars":
        yield from _bars(one, colour, frame)
    if one.mark in {"line", "dashes", "linked"}:
        yield polyline(points, f"{colour} is-dashed" if one.mark == "dashes" else colour)
    if one.mark in {"dots", "linked"}:
        strong = " is-strong" if len(points) <= MOST_DOTS_THAT_STAND_OUT else ""
        for x, y in points:
            yield element("circle", cx=x, cy=y, r=4.5 if strong else 2.5, class_=f"{colour} dot{strong}")
    yield from _words(points, one.words, frame.left + 0.75 * (frame.right - frame.left))


def _words(points: Sequence[Point], words: Sequence[str], turning: float) -> Iterator[Markup]:
    """Words right of dots, left of those far right; from below upwards, each above the one before."""
    taken: list[float] = []
    for (x, y), text in sorted(zip(points, words, strict=False), key=lambda pair: -pair[0][1]):
        is_right = x > turning
        height = y + 4.5
        if taken and taken[-1] - height < LINE_HEIGHT:
            height = taken[-1] - LINE_HEIGHT
        taken.append(height)
        away = -10 if is_right else 10
        yield label((x + away, height), text, "chart-text", anchor="end" if is_right else "start")


def _bars(one: Series, colour: str, frame: Frame) -> Iterator[Markup]:
    places = sorted(one.x)
    apart = min((right - left for left, right in pairwise(places) if right > left), default=1.0)
    step = (frame.right - frame.left) / (frame.x_to - frame.x_from) * apart
    width = max(0.6, 0.86 * step if len(one.x) < MOST_DOTS_THAT_STAND_OUT else step)
    for x, y in zip(one.x, one.y, strict=True):
        if y > 0.0:
            top = _held(frame, x, y)[1]
            yield element(
                "rect",
                x=frame.x(x) - width / 2,
                y=top,
                width=width,
                height=frame.bottom - top,
                class_=f"{colour} bar",
            )


def _legend(series: Sequence[Series], frame: Frame) -> Iterator[Markup]:
    x, y = frame.left, HEIGHT - 14
    for place, one in enumerate(series):
        if not one.name:
            continue
        colour = f"mark-{place % 4}"
        if one.mark in {"bars", "band"}:
            style = "bar" if one.mark == "bars" else "band"
            yield element("rect", x=x, y=y - 10, width=22, height=11, class_=f"{colour} {style}")
        elif one.mark == "dots":
            yield element("circle", cx=x + 11, cy=y - 5, r=4.5, class_=f"{colour} dot is-strong")
        else:
            dashed = " is-dashed" if one.mark in {"dashes", "level"} else ""
            yield line((x, y - 5), (x + 22, y - 5), f"{colour} mark{dashed}")
        yield label((x + 28, y), one.name, "chart-text", anchor="start")
        x += 44 + 7.2 * len(one.name)


def _held(frame: Frame, x: float, y: float) -> Point:
    """The place of a point, held within the plot from above and below."""
    return frame.x(x), frame.y(min(max(y, frame.y_from), frame.y_to))
