"""What plots are made of: where values lie in a drawing, round numbers for ticks, grids and labels."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from cat_server.reports.svg import Point, element, label, line

Format = Callable[[float], str]


@dataclass(frozen=True, slots=True)
class Frame:
    """Where a plot's area lies in its drawing, and the values at its edges."""

    left: float
    right: float
    top: float
    bottom: float
    x_from: float
    x_to: float
    y_from: float
    y_to: float

    def x(self, value: float) -> float:
        """The place of a value along the horizontal axis."""
        return self.left + (value - self.x_from) / (self.x_to - self.x_from) * (self.right - self.left)

    def y(self, value: float) -> float:
        """The place of a value along the vertical axis, which points up."""
        return self.bottom - (value - self.y_from) / (self.y_to - self.y_from) * (self.bottom - self.top)

    def at(self, x: float, y: float) -> Point:
        """The place of a point."""
        return self.x(x), self.y(y)


def horizontal_grid(frame: Frame, ticks: Sequence[float], number: Format) -> Iterator[Markup]:
    """Lines across the plot, with their values at the left."""
    for tick in ticks:
        y = frame.y(tick)
        yield line((frame.left, y), (frame.right, y), "chart-grid")
        yield label((frame.left - 8, y + 4.5), number(tick), "chart-text", anchor="end")


def vertical_ticks(
    frame: Frame, ticks: Sequence[float], number: Format, *, at: float | None = None
) -> Iterator[Markup]:
    """Short strokes under the plot, or at another height, with their values."""
    y = frame.bottom if at is None else at
    for tick in ticks:
        x = frame.x(tick)
        yield line((x, y), (x, y + 5), "chart-tick")
        yield label((x, y + 22), number(tick), "chart-text")


def turned_label(at: Point, text: str) -> Markup:
    """A text that reads upwards, for the vertical axis."""
    x, y = at
    return element(
        "text",
        text,
        x=x,
        y=y,
        transform=f"rotate(-90 {x:.2f} {y:.2f})",
        class_="chart-text",
        text_anchor="middle",
    )


def step_of(span: float) -> float:
    """The distance of ticks, 1, 2 or 5 times a power of ten, that divides a span into four to nine parts."""
    rough = span / 7
    power = 10.0 ** math.floor(math.log10(rough))
    return next((factor * power for factor in (1.0, 2.0, 5.0) if rough <= factor * power), 10.0 * power)


def ticks(lowest: float, highest: float) -> list[float]:
    """Round values from the lowest to the highest."""
    step = step_of(highest - lowest)
    first = math.ceil(lowest / step - 1e-9)
    last = math.floor(highest / step + 1e-9)
    return [place * step for place in range(first, last + 1)]


def rounded_range(lowest: float, highest: float) -> tuple[float, float]:
    """Round values just beyond both ends, at least 1 apart."""
    step = step_of(max(highest - lowest, 1.0))
    return math.floor(lowest / step) * step, math.ceil(highest / step) * step


def nice_top(highest: float) -> float:
    """The round value that an axis from 0 ends at, 1 or more."""
    return rounded_range(0.0, max(highest, 1.0))[1]
