from collections import Counter
from fractions import Fraction
from itertools import product
from random import Random

import pytest

from item_bank.generators import drawing, isometric, isometric_drawing, polycube
from item_bank.generators.isometric import Face, Triangle
from item_bank.generators.polycube import Cell, Cells, neighbours
from tests.item_bank.generators.raster import picture


def grown(size: int, rng: Random) -> Cells:
    cells = {(0, 0, 0)}
    while len(cells) < size:
        cells.add(rng.choice([place for cell in sorted(cells) for place in neighbours(cell)]))
    return frozenset(cells)


FIGURES = [grown(size, Random(seed)) for seed, size in enumerate((3, 4, 5, 5, 6, 7, 7, 8, 9, 11))]


def seen_by_a_ray(cells: Cells, triangle: Triangle) -> tuple[Cell, Face] | None:
    """What a ray through the middle of a triangle meets first, in exact fractions."""
    middle = [Fraction(sum(corner[axis] for corner in isometric.corners(triangle)), 3) for axis in (0, 1)]
    first: tuple[Fraction, Cell, Face] | None = None
    faces: tuple[tuple[int, Face], ...] = ((0, "right"), (1, "left"), (2, "top"))
    for cell in cells:
        for axis, face in faces:
            # The ray is (a + t, b + t, t); it meets the plane of the face at this t.
            t = cell[axis] + 1 - (*middle, Fraction(0))[axis]
            point = (middle[0] + t, middle[1] + t, t)
            on_face = all(cell[k] < point[k] < cell[k] + 1 for k in range(3) if k != axis)
            if on_face and (first is None or t > first[0]):
                first = t, cell, face
    return first and first[1:]


@pytest.mark.parametrize("cells", FIGURES)
def test_each_triangle_shows_what_a_ray_of_sight_meets_first(cells: Cells) -> None:
    seen = isometric.nearest(cells)
    around = {other for triangle in seen for other in isometric.beside(triangle)}
    for triangle in around | set(seen):
        assert seen.get(triangle) == seen_by_a_ray(cells, triangle)


def is_joined(cells: Cells) -> bool:
    left = set(cells)
    edge = [left.pop()]
    while edge:
        for place in neighbours(edge.pop()):
            if place in left:
                left.remove(place)
                edge.append(place)
    return not left


def readings_by_trying_all_depths(cells: Cells, reach: int) -> set[Cells]:
    seen = isometric.picture_of(cells)
    first, *others = sorted({line for line, _ in seen.values()})
    found = set()
    for depths in product(range(-reach, reach + 1), repeat=len(others)):
        placed = (
            (line[0] + k, line[1] + k, k) for line, k in zip((first, *others), (0, *depths), strict=True)
        )
        figure = frozenset(placed)
        if is_joined(figure) and isometric.picture_of(figure) == seen:
            found.add(figure)
    return found


@pytest.mark.parametrize("seed", range(25))
def test_the_readings_of_a_picture_are_those_that_trying_all_depths_finds(seed: int) -> None:
    cells = grown(4, Random(seed))
    if len({line for line, _ in isometric.picture_of(cells).values()}) == len(cells):
        found = isometric.readings(isometric.picture_of(cells))
        assert found == readings_by_trying_all_depths(cells, 3)
        assert len(found) >= 1


def steps(path: str) -> Cells:
    """The cubes along a way in letters: x, y, z forth and X, Y, Z back."""
    ways = dict(zip("xXyYzZ", polycube.DIRECTIONS, strict=True))
    return polycube.along([(ways[letter], 1) for letter in path])


# The last cube looks as if it stood on the right of the first, but it is nearer by a whole diagonal.
SEEMING = steps("yyxxzY")


def test_a_picture_with_two_readings_is_not_clear() -> None:
    readings = _readings(SEEMING)
    assert len(readings) == 2
    assert {polycube.n_contacts(cells) for cells in readings} == {6}
    assert len({polycube.oriented_form(cells) for cells in readings}) == 2
    assert not isometric.is_clear(SEEMING)


def test_what_only_looks_joined_is_refused_even_where_one_reading_is_possible() -> None:
    cells = steps("yxxz")
    assert len(_readings(cells)) == 1
    assert isometric.has_false_contact(cells)
    assert not isometric.is_clear(cells)


def _readings(cells: Cells) -> frozenset[Cells]:
    return isometric.readings(isometric.picture_of(cells))


def test_a_hidden_cube_makes_a_view_unclear() -> None:
    corner = frozenset([(0, 0, 0), (1, 0, 0), (0, 1, 0), (0, 0, 1), (1, 1, 0), (1, 0, 1), (0, 1, 1)])
    assert not isometric.is_clear(corner)
    assert isometric.is_clear(frozenset([(1, 0, 0), (1, 1, 0), (2, 0, 0)]))


def test_hidden_triangles_count_what_lies_behind_other_cubes() -> None:
    assert isometric.hidden_triangles(steps("xxz")) == 1  # an inner corner hides half a face
    assert isometric.hidden_triangles(steps("xxx")) == 0
    for cells in FIGURES:
        outward = ((0, 0, 1), (1, 0, 0), (0, 1, 0))
        free = sum(
            2
            for cell in cells
            for out in outward
            if tuple(map(sum, zip(cell, out, strict=True))) not in cells
        )
        shown = Counter(isometric.nearest(cells).values())
        assert isometric.hidden_triangles(cells) == free - sum(shown.values()) >= 0


@pytest.mark.parametrize("cells", FIGURES)
def test_the_drawing_has_the_tone_of_each_visible_face_and_nothing_else(cells: Cells) -> None:
    edge = 20.0
    width, height = isometric_drawing.extent(cells)
    page = 2 * edge + edge * max(width, height)
    svg = drawing.svg_document(page, page, isometric_drawing.draw(cells, (page / 2, page / 2), edge))
    pixels = picture(svg, round(page)).astype(int)
    seen = isometric.nearest(cells)
    corners = [corner for triangle in seen for corner in isometric.corners(triangle)]
    across, down = [(a - b) * 3**0.5 / 2 for a, b in corners], [(a + b) / 2 for a, b in corners]
    middle = (min(across) + max(across)) / 2, (min(down) + max(down)) / 2
    around = {other for triangle in seen for other in isometric.beside(triangle)}
    for triangle in around | set(seen):
        three = isometric.corners(triangle)
        x = sum((a - b) * 3**0.5 / 2 for a, b in three) / 3 - middle[0]
        y = sum((a + b) / 2 for a, b in three) / 3 - middle[1]
        level = pixels[int(page / 2 + y * edge), int(page / 2 + x * edge)]
        tone = isometric_drawing.TONES[seen[triangle][1]] if triangle in seen else "#ffffff"
        assert abs(level - int(tone[1:3], 16)) <= 6


def test_lines_meet_in_view_where_their_cubes_share_a_triangle_or_a_side() -> None:
    here = dict(isometric.triangles_of((0, 0))).keys()
    beside = {other for triangle in here for other in isometric.beside(triangle)}
    for line in product(range(-3, 4), range(-3, 4)):
        there = dict(isometric.triangles_of(line)).keys()
        assert isometric.meet_in_view((0, 0), line) == bool((here | beside) & there)
