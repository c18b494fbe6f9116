"""Cubes seen along a diagonal of space: what is visible, whether it can be read in one way, and the drawing.

All of it is on a lattice of triangles. A cube's outline is a hexagon of six triangles, two for each of the
faces that look at the viewer (top, left, right); every triangle shows the nearest cube there or nothing.
The picture is therefore known exactly, in whole numbers, and so is every figure that would look the same.
"""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final, Literal

from item_bank.generators.polycube import Cell, Cells, neighbours

Face = Literal["top", "left", "right"]
Line = tuple[int, int]
"""A line of sight: the cells (x, y, z) with equal x - z and y - z; larger x + y + z is nearer."""
Triangle = tuple[int, int, int]
Picture = Mapping[Triangle, tuple[Line, Face]]

# Triangles of a cube on the line (a, b): the unit square of the lattice they lie in, and which half of it.
_TRIANGLES: Final[tuple[tuple[int, int, int, Face], ...]] = (
    (-1, -1, 0, "top"),
    (-1, -1, 1, "top"),
    (0, 0, 0, "right"),
    (0, -1, 1, "right"),
    (0, 0, 1, "left"),
    (-1, 0, 0, "left"),
)
_SIDE_BY_SIDE: Final = frozenset(((2, 1), (1, 2), (-2, -1), (-1, -2), (1, -1), (-1, 1)))
_OUTWARD: Final[dict[Face, Cell]] = {"top": (0, 0, 1), "right": (1, 0, 0), "left": (0, 1, 0)}


def line_of(cell: Cell) -> Line:
    """The line of sight through a cell."""
    return cell[0] - cell[2], cell[1] - cell[2]


def triangles_of(line: Line) -> Iterator[tuple[Triangle, Face]]:
    """The six triangles that a cube on a line covers, with the face that is seen there."""
    for a, b, half, face in _TRIANGLES:
        yield (line[0] + a, line[1] + b, half), face


def meet_in_view(one: Line, other: Line) -> bool:
    """Whether the outlines of cubes on two lines of sight overlap or have a side in common."""
    a, b = one[0] - other[0], one[1] - other[1]
    # Sides of a cube are one step long in the lattice, where a step may go along a, b or both at once.
    return max(abs(a), abs(b), abs(a - b)) <= 1 or (a, b) in _SIDE_BY_SIDE


@lru_cache(maxsize=50_000)
def nearest(cells: Cells) -> Mapping[Triangle, tuple[Cell, Face]]:
    """For every triangle of the view that is not empty, the cube and the face that are seen there."""
    seen: dict[Triangle, tuple[Cell, Face]] = {}
    for cell in sorted(cells, key=sum):
        for triangle, face in triangles_of(line_of(cell)):
            seen[triangle] = cell, face
    return seen


def picture_of(cells: Cells) -> Picture:
    """What is drawn, apart from where on the page: no depth, only lines of sight and faces."""
    return {triangle: (line_of(cell), face) for triangle, (cell, face) in nearest(cells).items()}


def hidden_triangles(cells: Cells) -> int:
    """How much of the figure's surface towards the viewer is behind other cubes: its occlusion."""
    towards = sum(
        2 * ((cell[0] + out[0], cell[1] + out[1], cell[2] + out[2]) not in cells)
        for cell in cells
        for out in _OUTWARD.values()
    )
    return towards - len(nearest(cells))


def readings(picture: Picture) -> frozenset[Cells]:
    """Every figure that would be drawn as the picture and of which each cube is seen at least in part.

    A cube that is seen is the nearest on its line of sight, so there is exactly one on each line seen and
    only its depth is open. Cubes hang together by their faces, so depths follow from each other over lines
    that lie side by side; all ways to join the lines are gone through, but for those that would put a cube
    in front of one that is seen there. The line that sorts first is set at depth zero, so figures that differ
    by a shift along the line of sight count once.
    """
    behind = _behind(picture)
    first = min(behind)
    start = frozenset([_at(first, 0)])
    seen, edge = {start}, [start]
    found: set[Cells] = set()
    while edge:
        cells = edge.pop()
        if len(cells) == len(behind):
            found.add(cells)
            continue
        depths = {line_of(cell): sum(cell) for cell in cells}
        for other in {other for cell in cells for other in neighbours(cell)}:
            line, depth = line_of(other), sum(other)
            if line not in behind or line in depths:
                continue
            if all(
                depth > own if at in behind[line] else depth < own
                for at, own in depths.items()
                if at in behind[line] or line in behind[at]
            ):
                larger = cells | {other}
                if larger not in seen:
                    seen.add(larger)
                    edge.append(larger)
    return frozenset(found)


def _behind(picture: Picture) -> dict[Line, set[Line]]:
    """For each line seen, the lines seen that must be farther because it is seen where they would be too."""
    behind: dict[Line, set[Line]] = {line: set() for line, _ in picture.values()}
    for line in behind:
        for triangle, _ in triangles_of(line):
            nearer = picture[triangle][0] if triangle in picture else line
            if nearer != line:
                behind[nearer].add(line)
    return behind


def _at(line: Line, height: int) -> Cell:
    return line[0] + height, line[1] + height, height


def has_false_contact(cells: Cells) -> bool:
    """Whether cubes or faces look joined that are not.

    A cube far in front of another on the line beside it hides the same face as a neighbour would; and two
    faces side by side look like one even surface although they lie at different depths.
    """
    by_line = {line_of(cell): cell for cell in sorted(cells, key=sum)}
    for line, cell in by_line.items():
        for step in _OUTWARD.values():
            beside_it = by_line.get((line[0] + step[0] - step[2], line[1] + step[1] - step[2]))
            if beside_it is not None and sum(beside_it) - sum(cell) > 1:
                return True
    seen = nearest(cells)
    for triangle, (cell, face) in seen.items():
        for other in beside(triangle):
            if other in seen:
                their_cell, their_face = seen[other]
                if face == their_face and _level(cell, face) != _level(their_cell, face):
                    return True
    return False


def _level(cell: Cell, face: Face) -> int:
    return cell[("right", "left", "top").index(face)]


def beside(triangle: Triangle) -> tuple[Triangle, Triangle, Triangle]:
    """The three triangles that have a side in common with one."""
    a, b, half = triangle
    if half == 0:
        return (a, b, 1), (a, b - 1, 1), (a + 1, b, 1)
    return (a, b, 0), (a, b + 1, 0), (a - 1, b, 0)


def corners(triangle: Triangle) -> tuple[tuple[int, int], ...]:
    """The three corners of a triangle on the lattice: points (x - z, y - z) of space."""
    a, b, half = triangle
    return (a, b), ((a + 1, b) if half == 0 else (a, b + 1)), (a + 1, b + 1)


@lru_cache(maxsize=50_000)
def is_clear(cells: Cells) -> bool:
    """Whether each cube shows a whole face, nothing looks joined that is not, and one reading is possible."""
    if not _shows_a_face_of_each(cells) or has_false_contact(cells):
        return False
    return readings(picture_of(cells)) == {_at_depth_zero(cells)}


def _shows_a_face_of_each(cells: Cells) -> bool:
    shown: dict[tuple[Cell, Face], int] = {}
    for seen in nearest(cells).values():
        shown[seen] = shown.get(seen, 0) + 1
    return len({cell for (cell, _), triangles in shown.items() if triangles == 2}) == len(cells)


def _at_depth_zero(cells: Cells) -> Cells:
    """The figure shifted along the line of sight as `readings` places it."""
    by_line = {line_of(cell): cell for cell in cells}
    first = min(by_line)
    shift = by_line[first][2]
    return frozenset((x - shift, y - shift, z - shift) for x, y, z in cells)
