"""Inline SVG drawings of the result and release pages: a band, a path, information curves, a share bar.

Every mark that means something differs in shape, not only in colour. Colours are classes of
`static/styles/charts.css`, so that the drawings follow the dark scheme; sentences come from the caller.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from markupsafe import Markup

from cat_server.reports.axes import (
    Format,
    Frame,
    horizontal_grid,
    nice_top,
    rounded_range,
    ticks,
    turned_label,
    vertical_ticks,
)
from cat_server.reports.pool_report import PoolInformation
from cat_server.reports.sitting_report import Path, Result, Step
from cat_server.reports.svg import Caption, Point, area, drawing, element, label, line, polyline
from scoring.reporting_scale import ReportingScale

MOST_TICKS_WITHOUT_GAP = 24


# --- one result ----------------------------------------------------------------------------------------


def score_band(
    result: Result, scale: ReportingScale, caption: Caption, number: Format, *, score: str
) -> Markup:
    """A score, written as `score`, and its 95 % band on the whole scale; a dashed line marks the mean."""
    frame = Frame(22, 398, 0, 1, scale.lowest, scale.highest, 0, 1)
    middle = 50
    parts = [
        element("rect", x=frame.left, y=middle - 4, width=376, height=8, rx=4, class_="chart-track"),
        line((frame.x(scale.mean), middle - 20), (frame.x(scale.mean), middle + 16), "chart-mean"),
    ]
    for tick in ticks(scale.lowest, scale.highest):
        at = frame.x(tick)
        parts += [
            line((at, middle + 10), (at, middle + 15), "chart-tick"),
            label((at, middle + 32), number(tick), "chart-text"),
        ]
    left, right = frame.x(result.lower), frame.x(result.upper)
    parts += [
        element(
            "rect",
            x=left,
            y=middle - 10,
            width=max(2.0, right - left),
            height=20,
            rx=5,
            class_="chart-band",
        ),
        line((left, middle - 13), (left, middle + 13), "chart-band-end"),
        line((right, middle - 13), (right, middle + 13), "chart-band-end"),
        _diamond((frame.x(result.score), middle), 8, "chart-score"),
        label(
            (min(max(frame.x(result.score), 40.0), 380.0), middle - 24),
            score,
            "chart-text is-strong",
        ),
    ]
    return drawing(caption, 420, 92, *parts, class_="chart-score-band")


class Banded(Protocol):
    """A score with its interval."""

    @property
    def score(self) -> float: ...
    @property
    def lower(self) -> float: ...
    @property
    def upper(self) -> float: ...


def small_band(result: Banded, scale: ReportingScale) -> Markup:
    """The same without words, for a row of a table that says the numbers beside it."""
    frame = Frame(3, 93, 0, 1, scale.lowest, scale.highest, 0, 1)
    left, right = frame.x(result.lower), frame.x(result.upper)
    return element(
        "svg",
        line((frame.left, 8), (frame.right, 8), "chart-track-line"),
        line((frame.x(scale.mean), 3), (frame.x(scale.mean), 13), "chart-mean"),
        element("rect", x=left, y=4, width=max(2.0, right - left), height=8, rx=3, class_="chart-band"),
        _diamond((frame.x(result.score), 8), 4.5, "chart-score"),
        viewBox="0 0 96 16",
        class_="chart chart-small-band",
        aria_hidden="true",
    )


# --- the path of an adaptive section -------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PathWords:
    """The words on a path: its axes, and what the mark of a step tells when pointed at."""

    x_axis: str
    y_axis: str
    step: Callable[[Step], str]


def path_chart(path: Path, caption: Caption, words: PathWords, number: Format) -> Markup:
    """The estimate after each item with -/+ 1 standard error, the outcome, and each item's difficulty."""
    line_points = [(0, path.first_score, path.first_standard_error)]
    line_points += [
        (step.position, step.score, step.standard_error)
        for step in path.steps
        if step.score is not None and step.standard_error is not None
    ]
    low = [score - error for _, score, error in line_points]
    high = [score + error for _, score, error in line_points]
    difficulties = [step.difficulty for step in path.steps if step.difficulty is not None]
    bottom, top = rounded_range(min([*low, *difficulties]), max([*high, *difficulties]))
    n_items = len(path.steps)
    frame = Frame(58, 744, 16, 296, 0, max(n_items, 1) + 0.35, bottom, top)
    parts = [
        *horizontal_grid(frame, ticks(bottom, top), number),
        *vertical_ticks(frame, _item_ticks(n_items), lambda value: f"{value:.0f}"),
        label(((frame.left + frame.right) / 2, 344), words.x_axis, "chart-text"),
        turned_label((16, (frame.top + frame.bottom) / 2), words.y_axis),
        area(
            [frame.at(x, y) for (x, _, _), y in zip(line_points, high, strict=True)],
            [frame.at(x, y) for (x, _, _), y in zip(line_points, low, strict=True)],
            "chart-area",
        ),
        polyline([frame.at(x, score) for x, score, _ in line_points], "chart-line"),
        element("circle", cx=frame.x(0), cy=frame.y(path.first_score), r=3, class_="chart-start"),
    ]
    parts += [mark for step in path.steps for mark in _step_marks(step, frame, words)]
    return drawing(caption, 760, 354, *parts, class_="chart-path")


def _step_marks(step: Step, frame: Frame, words: PathWords) -> Iterator[Markup]:
    x = frame.x(step.position)
    if step.difficulty is not None:
        y = frame.y(step.difficulty)
        yield line((x - 10, y), (x + 10, y), "chart-difficulty")
    if step.score is None:
        return
    at = (x, frame.y(step.score))
    title = element("title", words.step(step))
    if step.outcome == "graded":
        yield element("g", title, _diamond(at, 6.5, "chart-graded"))
    else:
        shape = "chart-right" if step.outcome == "right" else "chart-wrong"
        yield element("g", title, element("circle", cx=at[0], cy=at[1], r=6, class_=shape))


def path_mark(kind: str) -> Markup:
    """The sign of a legend line; `kind` is right, wrong, graded, difficulty, band or line."""
    signs = {
        "right": element("circle", cx=12, cy=8, r=6, class_="chart-right"),
        "wrong": element("circle", cx=12, cy=8, r=6, class_="chart-wrong"),
        "graded": _diamond((12, 8), 6.5, "chart-graded"),
        "difficulty": line((4, 8), (20, 8), "chart-difficulty"),
        "band": element("rect", x=2, y=2, width=20, height=12, class_="chart-area"),
        "line": line((2, 8), (22, 8), "chart-line"),
        "pool": element("rect", x=2, y=2, width=20, height=12, class_="chart-area is-pool"),
        "needed": line((2, 8), (22, 8), "chart-needed"),
        "threshold": line((12, 3), (12, 13), "chart-rug"),
        "score": _diamond((12, 8), 7, "chart-score"),
        "mean": line((12, 1), (12, 15), "chart-mean"),
        "interval": element("rect", x=2, y=3, width=20, height=10, rx=3, class_="chart-band"),
    }
    return element("svg", signs[kind], viewBox="0 0 24 16", class_="chart chart-mark", aria_hidden="true")


# --- the items of a section ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class InformationWords:
    """The words on the axes of the information curves."""

    x_axis: str
    y_axis: str


def information_chart(
    pool: PoolInformation, caption: Caption, words: InformationWords, number: Format
) -> Markup:
    """Information of the whole pool, of the longest test, what is needed, and where the thresholds lie."""
    first, last = pool.scores[0], pool.scores[-1]
    top = nice_top(max([*pool.whole_pool, pool.needed or 0.0]))
    frame = Frame(58, 744, 16, 268, first, last, 0, top)
    whole = [frame.at(x, y) for x, y in zip(pool.scores, pool.whole_pool, strict=True)]
    parts = [
        *horizontal_grid(frame, ticks(0, top), number),
        *vertical_ticks(frame, ticks(first, last), number, at=frame.bottom + 14),
        area(whole, [(x, frame.bottom) for x, _ in whole], "chart-area is-pool"),
        polyline(whole, "chart-pool-line"),
        polyline([frame.at(x, y) for x, y in zip(pool.scores, pool.longest_test, strict=True)], "chart-line"),
        *(
            line((frame.x(value), frame.bottom + 3), (frame.x(value), frame.bottom + 12), "chart-rug")
            for value in pool.difficulties
            if first <= value <= last
        ),
        label(((frame.left + frame.right) / 2, 332), words.x_axis, "chart-text"),
        turned_label((16, (frame.top + frame.bottom) / 2), words.y_axis),
    ]
    if pool.needed is not None:
        y = frame.y(pool.needed)
        parts.append(line((frame.left, y), (frame.right, y), "chart-needed"))
    return drawing(caption, 760, 342, *parts, class_="chart-information")


def share_bar(counts: Sequence[int]) -> Markup:
    """The shares of the categories in one bar, for a row of a table that says the counts beside it."""
    total = sum(counts)
    at, parts = 0.0, []
    for category, count in enumerate(counts):
        if not count:
            continue
        width = 200 * count / total
        parts.append(element("rect", x=at, y=0, width=width, height=20, class_=_shade(category, len(counts))))
        if at:
            parts.append(line((at, 0), (at, 20), "chart-gap"))
        at += width
    return element(
        "svg",
        *parts,
        viewBox="0 0 200 20",
        preserveAspectRatio="none",
        class_="chart chart-share",
        aria_hidden="true",
    )


def share_mark(category: int, n_categories: int) -> Markup:
    """The shade of one category, for the head of its column."""
    return element(
        "svg",
        element("rect", x=1, y=1, width=14, height=14, rx=3, class_=_shade(category, n_categories)),
        viewBox="0 0 16 16",
        class_="chart chart-mark",
        aria_hidden="true",
    )


def _shade(category: int, n_categories: int) -> str:
    """One of five shades, the strongest for the highest category however many there are."""
    return f"chart-shade-{round(4 * category / max(1, n_categories - 1))}"


# --- what several drawings share -----------------------------------------------------------------------


def _diamond(at: Point, reach: float, class_: str) -> Markup:
    x, y = at
    corners = [(x, y - reach), (x + reach, y), (x, y + reach), (x - reach, y)]
    return element("polygon", points=" ".join(f"{a:.2f},{b:.2f}" for a, b in corners), class_=class_)


def _item_ticks(n_items: int) -> list[float]:
    if n_items <= MOST_TICKS_WITHOUT_GAP:
        return [float(position) for position in range(1, n_items + 1)]
    return [1.0, *(float(position) for position in range(5, n_items + 1, 5))]
