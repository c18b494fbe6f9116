"""Drawings of flat figures of squares, turned by any angle: heavy outlines, thin lines between squares."""

from collections.abc import Iterable
from math import cos, radians, sin
from typing import Final

from item_bank.generators import drawing
from item_bank.generators.drawing import Point
from item_bank.generators.polyomino import Figure

FILL: Final = "#c3cbd3"

_OUTER, _INNER = 2.6, 1.2

Corner = tuple[int, int]


def extent(figure: Figure, degrees: float) -> tuple[float, float]:
    """Width and height of the turned figure in sides of a square."""
    points = [_turned(corner, degrees) for corner in _corners(figure)]
    across, down = [x for x, _ in points], [y for _, y in points]
    return max(across) - min(across), max(down) - min(down)


def draw(figure: Figure, degrees: float, centre: Point, side: float) -> list[str]:
    """The SVG parts of a figure turned clockwise around a centre; `side` is that of a square."""
    points = [_turned(corner, degrees) for corner in _corners(figure)]
    across, down = [x for x, _ in points], [y for _, y in points]
    middle = (min(across) + max(across)) / 2, (min(down) + max(down)) / 2

    def placed(corner: tuple[float, float]) -> Point:
        x, y = _turned(corner, degrees)
        return centre[0] + (x - middle[0]) * side, centre[1] + (y - middle[1]) * side

    def on_page(corner: Corner) -> str:
        x, y = placed(corner)
        return f"{drawing.number(x)} {drawing.number(y)}"

    outline, between = _edges(figure)
    loops = "".join(f"M{'L'.join(map(on_page, loop))}Z" for loop in _loops(outline))
    look = f'stroke="{drawing.INK}" stroke-linejoin="round" stroke-linecap="round"'
    parts = [f'<path d="{loops}" fill="{FILL}" {look} stroke-width="{_OUTER}"/>']
    if between:
        path = "".join(f"M{on_page(start)}L{on_page(end)}" for start, end in between)
        parts.append(f'<path d="{path}" fill="none" {look} stroke-width="{_INNER}"/>')
    marks = sorted((x, y) for x, y, mark in figure if mark)
    return [*parts, *(drawing.disc(placed((x + 0.5, y + 0.5)), side * 0.27) for x, y in marks)]


def _turned(corner: tuple[float, float], degrees: float) -> Point:
    c, s = cos(radians(degrees)), sin(radians(degrees))
    return corner[0] * c - corner[1] * s, corner[0] * s + corner[1] * c


def _corners(figure: Figure) -> list[Corner]:
    return sorted({(x + right, y + down) for x, y, _ in figure for right in (0, 1) for down in (0, 1)})


def _edges(figure: Figure) -> tuple[dict[Corner, Corner], list[tuple[Corner, Corner]]]:
    """The sides of the outline, clockwise from corner to corner, and the sides between two squares."""
    taken = {(x, y) for x, y, _ in figure}
    outline: dict[Corner, Corner] = {}
    between = []
    for x, y in sorted(taken):
        for (right, down), start, end in (
            ((0, -1), (x, y), (x + 1, y)),
            ((1, 0), (x + 1, y), (x + 1, y + 1)),
            ((0, 1), (x + 1, y + 1), (x, y + 1)),
            ((-1, 0), (x, y + 1), (x, y)),
        ):
            if (x + right, y + down) not in taken:
                outline[start] = end
            elif (right, down) in ((1, 0), (0, 1)):
                between.append((start, end))
    return outline, between


def _loops(outline: dict[Corner, Corner]) -> Iterable[list[Corner]]:
    """The outline as closed ways, each from its first corner, without corners on straight lines."""
    left = dict(outline)
    while left:
        first = min(left)
        loop = [first]
        while (following := left.pop(loop[-1])) != first:
            loop.append(following)
        yield [
            corner
            for before, corner, after in zip(loop[-1:] + loop[:-1], loop, loop[1:] + loop[:1], strict=True)
            if (corner[0] - before[0], corner[1] - before[1]) != (after[0] - corner[0], after[1] - corner[1])
        ]
