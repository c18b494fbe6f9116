"""Drawings of cubes seen along a diagonal of space: three tones of grey, heavy lines where depth changes.

Outlines alone tell the faces apart, so the drawing survives print in black and white.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from math import sqrt
from typing import Final

from item_bank.generators import drawing
from item_bank.generators.drawing import Point
from item_bank.generators.isometric import Face, Triangle, beside, corners, nearest
from item_bank.generators.polycube import Cell, Cells

TONES: Final[dict[Face, str]] = {"top": drawing.PAPER, "left": "#c3cbd3", "right": drawing.GREY}

_OUTER, _INNER = 2.2, 1.1
_HALF_SQRT_3 = sqrt(3) / 2

Corner = tuple[int, int]
Edge = tuple[Corner, Corner]


@lru_cache(maxsize=20_000)
def extent(cells: Cells) -> tuple[float, float]:
    """Width and height of a view in edges of a cube."""
    points = [_place(corner) for triangle in nearest(cells) for corner in corners(triangle)]
    across, down = [x for x, _ in points], [y for _, y in points]
    return max(across) - min(across), max(down) - min(down)


def draw(cells: Cells, centre: Point, edge: float) -> list[str]:
    """The SVG parts of a view around a centre; `edge` is the length of a cube's edge."""
    seen = nearest(cells)
    points = [_place(corner) for triangle in seen for corner in corners(triangle)]
    across, down = [x for x, _ in points], [y for _, y in points]
    middle = (min(across) + max(across)) / 2, (min(down) + max(down)) / 2

    def on_page(corner: Corner) -> str:
        x, y = _place(corner)
        right, below = centre[0] + (x - middle[0]) * edge, centre[1] + (y - middle[1]) * edge
        return f"{drawing.number(right)} {drawing.number(below)}"

    parts = []
    for face, tone in TONES.items():
        shown: dict[Cell, list[Triangle]] = {}
        for triangle, (cell, own) in seen.items():
            if own == face:
                shown.setdefault(cell, []).append(triangle)
        if shown:
            outlines = sorted(_outline(triangles) for triangles in shown.values())
            path = "".join(f"M{'L'.join(map(on_page, outline))}Z" for outline in outlines)
            parts.append(f'<path d="{path}" fill="{tone}"/>')
    outer, inner = _edges(cells)
    for edges, width in ((inner, _INNER), (outer, _OUTER)):
        if edges:
            path = "".join(f"M{on_page(start)}L{on_page(end)}" for start, end in _joined(edges))
            look = f'fill="none" stroke="{drawing.INK}" stroke-width="{width}" stroke-linecap="round"'
            parts.append(f'<path d="{path}" {look}/>')
    return parts


def _place(corner: Corner) -> Point:
    return (corner[0] - corner[1]) * _HALF_SQRT_3, (corner[0] + corner[1]) / 2


def _outline(triangles: list[Triangle]) -> tuple[Corner, ...]:
    """The outline of one triangle, or of the two that make a whole face."""
    if len(triangles) == 1:
        return corners(triangles[0])
    one, other = (set(corners(triangle)) for triangle in triangles)
    start, end = sorted(one & other)
    return start, (one - other).pop(), end, (other - one).pop()


def _edges(cells: Cells) -> tuple[set[Edge], set[Edge]]:
    """Lines where the depth changes or the figure ends, and lines between faces that meet."""
    seen = nearest(cells)
    outer: set[Edge] = set()
    inner: set[Edge] = set()
    for triangle, (cell, face) in seen.items():
        for other in beside(triangle):
            start, end = sorted(set(corners(triangle)) & set(corners(other)))
            if other not in seen:
                outer.add((start, end))
            elif seen[other] != (cell, face):
                meet = _faces_meet(cell, face, *seen[other], start, end)
                (inner if meet else outer).add((start, end))
    return outer, inner


def _faces_meet(
    cell: Cell, face: Face, their_cell: Cell, their_face: Face, start: Corner, end: Corner
) -> bool:
    """Whether two faces that lie side by side in the view have that edge in common in space."""
    ours = {_in_view(corner): corner for corner in _face_corners(cell, face)}
    theirs = {_in_view(corner): corner for corner in _face_corners(their_cell, their_face)}
    return all(point in ours and ours[point] == theirs.get(point) for point in (start, end))


def _face_corners(cell: Cell, face: Face) -> Iterator[Cell]:
    x, y, z = cell
    for one in (0, 1):
        for other in (0, 1):
            if face == "top":
                yield x + one, y + other, z + 1
            elif face == "right":
                yield x + 1, y + one, z + other
            else:
                yield x + one, y + 1, z + other


def _in_view(point: Cell) -> Corner:
    return point[0] - point[2], point[1] - point[2]


def _joined(edges: Iterable[Edge]) -> list[Edge]:
    """The same lines with those that go straight on made one."""
    left = set(edges)
    lines = []
    for start, first_end in sorted(left):
        if (start, first_end) not in left:
            continue
        end = first_end
        right, down = end[0] - start[0], end[1] - start[1]
        left.discard((start, end))
        while (end, (end[0] + right, end[1] + down)) in left:
            left.discard((end, (end[0] + right, end[1] + down)))
            end = end[0] + right, end[1] + down
        lines.append((start, end))
    return lines
