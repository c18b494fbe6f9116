"""Drawings of analyses: observed and expected curves, values with their errors, a hall with pairs of seats.

Whatever is to be looked at has a shape of its own (hollow, dashed, a ring), not only a colour.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from cat_server.reports.axes import Format, Frame, horizontal_grid, ticks, turned_label, vertical_ticks
from cat_server.reports.plots import Axis
from cat_server.reports.svg import Caption, area, drawing, element, label, line, polyline

SMALL_WIDTH, SMALL_HEIGHT = 380.0, 260.0
WIDE = 760.0
ROW_HEIGHT = 19.0
SEAT_WIDTH, SEAT_HEIGHT, SEAT_GAP = 74.0, 40.0, 14.0
LONGEST_LABEL = 22


@dataclass(frozen=True, slots=True)
class Curve:
    """Values along the horizontal axis; a dashed one is what was assumed before."""

    x: Sequence[float]
    y: Sequence[float]
    is_dashed: bool = False


@dataclass(frozen=True, slots=True)
class Point:
    """An observed value with the ends of its interval, NaN where it has none."""

    x: float
    y: float
    low: float = math.nan
    high: float = math.nan
    is_flagged: bool = False


@dataclass(frozen=True, slots=True)
class Interval:
    """One row: a value and its interval; `mark` is a second value, such as the one before."""

    name: str
    value: float
    low: float
    high: float
    mark: float = math.nan
    is_flagged: bool = False


@dataclass(frozen=True, slots=True)
class SeatMark:
    """A seat of the map, by row and column from 1, and its label; `is_noted` for those of a shown pair."""

    label: str
    row: int
    column: int
    is_taken: bool = True
    is_noted: bool = False


def small_plot(
    caption: Caption,
    x: Axis,
    y: Axis,
    curves: Sequence[Curve],
    points: Sequence[Point],
    band: Sequence[tuple[float, float, float]] = (),
) -> Markup:
    """Curves with observed points; `band` holds x, lower and upper edge. Colours follow the categories."""
    frame = Frame(46, SMALL_WIDTH - 10, 34, SMALL_HEIGHT - 46, x.low, x.high, y.low, y.high)
    parts = [
        label((frame.left, 20), caption.title, "chart-title", anchor="start"),
        *horizontal_grid(frame, ticks(y.low, y.high), y.number),
        *vertical_ticks(frame, ticks(x.low, x.high), x.number),
        label(((frame.left + frame.right) / 2, SMALL_HEIGHT - 6), x.name, "chart-text"),
        turned_label((12, (frame.top + frame.bottom) / 2), y.name),
    ]
    if band:
        above = [frame.at(at, _held(frame, high)) for at, _, high in band]
        below = [frame.at(at, _held(frame, low)) for at, low, _ in band]
        parts.append(area(above, below, "mark-0 band"))
    for place, curve in enumerate(curves):
        dashed = " is-dashed" if curve.is_dashed else ""
        inside = [
            frame.at(at, _held(frame, value))
            for at, value in zip(curve.x, curve.y, strict=True)
            if x.low <= at <= x.high and not math.isnan(value)
        ]
        parts.append(polyline(inside, f"mark-{place % 4}{dashed}"))
    parts += [part for point in points for part in _point(frame, point)]
    return drawing(caption, SMALL_WIDTH, SMALL_HEIGHT, *parts, class_="chart-plot is-small")


def interval_plot(caption: Caption, x: Axis, rows: Sequence[Interval], level: float | None = None) -> Markup:
    """A row for each value with its interval; flagged ones are hollow, a dashed line marks `level`."""
    height = 44 + ROW_HEIGHT * len(rows) + 46
    frame = Frame(190, WIDE - 20, 40, height - 46, x.low, x.high, 0.0, 1.0)
    parts = [
        label((12, 22), caption.title, "chart-title", anchor="start"),
        *vertical_ticks(frame, ticks(x.low, x.high), x.number),
        label(((frame.left + frame.right) / 2, height - 6), x.name, "chart-text"),
        *(
            line((frame.x(tick), frame.top), (frame.x(tick), frame.bottom), "chart-grid")
            for tick in ticks(x.low, x.high)
        ),
    ]
    if level is not None and x.low <= level <= x.high:
        at = frame.x(level)
        parts.append(line((at, frame.top), (at, frame.bottom), "mark-1 mark is-dashed"))
    for place, row in enumerate(rows):
        parts += _interval(frame, row, frame.top + (place + 0.5) * ROW_HEIGHT)
    return drawing(caption, WIDE, height, *parts, class_="chart-plot is-rows")


def seat_map(
    caption: Caption, seats: Sequence[SeatMark], pairs: Sequence[tuple[str, str]], front: str
) -> Markup:
    """The hall as it is laid out, a line between the seats of each pair; dashed where they are far apart."""
    rows = sorted({seat.row for seat in seats})
    columns = sorted({seat.column for seat in seats})
    width = max(300.0, 40 + len(columns) * (SEAT_WIDTH + SEAT_GAP))
    height = 78 + len(rows) * (SEAT_HEIGHT + SEAT_GAP)
    place = {
        seat.label: (
            20 + columns.index(seat.column) * (SEAT_WIDTH + SEAT_GAP),
            60 + rows.index(seat.row) * (SEAT_HEIGHT + SEAT_GAP),
        )
        for seat in seats
    }
    of_label = {seat.label: seat for seat in seats}
    parts = [
        label((20, 22), caption.title, "chart-title", anchor="start"),
        label((width / 2, 46), front, "chart-text"),
    ]
    for seat in seats:
        left, top = place[seat.label]
        state = " is-noted" if seat.is_noted else " is-taken" if seat.is_taken else ""
        parts += [
            element(
                "rect",
                x=left,
                y=top,
                width=SEAT_WIDTH,
                height=SEAT_HEIGHT,
                rx=5,
                class_=f"seat{state}",
            ),
            label((left + SEAT_WIDTH / 2, top + SEAT_HEIGHT / 2 + 5), shortened(seat.label, 9), "chart-text"),
        ]
    for first, second in pairs:
        if first in place and second in place:
            one, other = of_label[first], of_label[second]
            is_near = max(abs(one.row - other.row), abs(one.column - other.column)) <= 1
            parts.append(
                line(_centre(place[first]), _centre(place[second]), "pair" if is_near else "pair is-far")
            )
    return drawing(caption, width, height, *parts, class_="chart-plot is-seats")


def rounded_axis(name: str, values: Sequence[float], *, number: Format = "{:g}".format) -> Axis:
    """An axis that holds all values, a little wider than they are."""
    known = [value for value in values if math.isfinite(value)]
    low, high = (min(known), max(known)) if known else (0.0, 1.0)
    spare = 0.05 * (high - low) or 0.5
    return Axis(name, low - spare, high + spare, number)


def shortened(name: str, longest: int = LONGEST_LABEL) -> str:
    """A name that fits beside a drawing."""
    return name if len(name) <= longest else f"{name[: longest - 1]}…"


def _held(frame: Frame, value: float) -> float:
    return min(max(value, frame.y_from), frame.y_to)


def _point(frame: Frame, point: Point) -> Iterator[Markup]:
    if not (frame.x_from <= point.x <= frame.x_to) or math.isnan(point.y):
        return
    colour = "is-flagged" if point.is_flagged else "mark-1"
    at = frame.at(point.x, _held(frame, point.y))
    if not math.isnan(point.low):
        low, high = frame.y(_held(frame, point.low)), frame.y(_held(frame, point.high))
        yield line((at[0], low), (at[0], high), f"{colour} whisker")
    shape = "hollow" if point.is_flagged else "dot is-strong"
    yield element("circle", cx=at[0], cy=at[1], r=4, class_=f"{colour} {shape}")


def _interval(frame: Frame, row: Interval, y: float) -> Iterator[Markup]:
    colour = "is-flagged" if row.is_flagged else "mark-0"
    yield label((frame.left - 12, y + 4.5), shortened(row.name), "chart-text", anchor="end")
    if math.isnan(row.value):
        return

    def at(value: float) -> float:
        return frame.x(min(max(value, frame.x_from), frame.x_to))

    if not math.isnan(row.low):
        yield line((at(row.low), y), (at(row.high), y), f"{colour} whisker")
    if not math.isnan(row.mark):
        yield line((at(row.mark), y - 6), (at(row.mark), y + 6), "mark-1 whisker")
    shape = "hollow" if row.is_flagged else "dot is-strong"
    yield element("circle", cx=at(row.value), cy=y, r=4.2, class_=f"{colour} {shape}")


def _centre(corner: tuple[float, float]) -> tuple[float, float]:
    return corner[0] + SEAT_WIDTH / 2, corner[1] + SEAT_HEIGHT / 2
