"""What is drawn small in matrices of the second edition is seen and keeps apart."""

from itertools import combinations

import pytest

from item_bank.generators import drawing, figures
from item_bank.generators.drawing import svg_document
from item_bank.generators.figures import Element, Value, fine
from item_bank.generators.matrices import draw_matrix, draw_option, elements_of, generate
from item_bank.generators.matrix_layouts import LAYOUTS, LEGIBLE_LAYOUTS
from tests.item_bank.generators.raster import Picture, picture
from tests.item_bank.generators.test_matrices_without_the_matrix import made

FIRST = [made(seed) for seed in range(70)]


def drawn(element: Element, values: dict[str, Value], width: int) -> Picture:
    return picture(svg_document(figures.CELL, figures.CELL, figures.draw(element, values)), width)


def test_options_look_different_in_grey_at_the_size_of_a_thumb() -> None:
    for matrix in FIRST[:40]:
        pictures = [picture(draw_option(matrix, place), 53).astype(int) for place in range(6)]
        for one, other in combinations(pictures, 2):
            assert (abs(one - other) > 64).sum() >= 10


def test_no_element_touches_another_or_the_edge_of_its_cell() -> None:
    for matrix in FIRST:
        for values in (*(matrix.cell(place) for place in range(9)), *matrix.options):
            inked = [
                (element.kind, drawn(element, own, 60) < 200) for element, own in elements_of(matrix, values)
            ]
            for (kind, one), (_, other) in combinations(inked, 2):
                assert kind == "box" or not (one & other).any(), matrix.seed
            assert not any(ink[[0, -1]].any() or ink[:, [0, -1]].any() for _, ink in inked), matrix.seed


SOLIDS = {
    element.radius: element
    for layouts in LEGIBLE_LAYOUTS.values()
    for layout in layouts
    for element in layout
    if element.kind == "solid"
}


@pytest.mark.parametrize("element", SOLIDS.values(), ids=lambda element: f"radius {element.radius}")
def test_every_fill_and_shape_of_the_smallest_size_looks_different(element: Element) -> None:
    sizes: dict[str, Value] = {"size": 0} if "size" in element.attributes else {}
    fills, shapes = element.attributes["fill"].values, element.attributes["shape"].values
    for shape in shapes:
        pictures = [drawn(element, {**sizes, "shape": shape, "fill": fill}, 50).astype(int) for fill in fills]
        assert all((abs(a - b) > 64).sum() >= 12 for a, b in combinations(pictures, 2)), shape
    pictures = [
        drawn(element, {**sizes, "shape": shape, "fill": "white"}, 50).astype(int) for shape in shapes
    ]
    assert all((abs(a - b) > 64).sum() >= 12 for a, b in combinations(pictures, 2))


def test_the_first_edition_had_fills_that_nobody_could_see() -> None:
    # The defect that the second edition mends: dots have no room in a small star.
    (element,) = (e for e in LAYOUTS[2][-3] if e.spot == "top left")
    star: dict[str, Value] = {"shape": "star", "size": 0}
    dotted, white = (drawn(element, {**star, "fill": fill}, 50).astype(int) for fill in ("dots", "white"))
    assert (abs(dotted - white) > 64).sum() <= 2
    assert "dots" not in fine(element).attributes["fill"].values


def test_the_second_edition_draws_in_the_same_inks() -> None:
    for matrix in FIRST[:40]:
        for svg in (draw_matrix(matrix), *(draw_option(matrix, place) for place in range(6))):
            colours = {part[:7] for part in svg.split('="')[1:] if part.startswith("#")}
            assert colours <= {drawing.INK, drawing.GREY, drawing.PAPER, drawing.CELL_BORDER}


def test_each_edition_makes_its_own_item_of_a_seed() -> None:
    one, two = (generate(3, elements=2, rules=3, design="minimal", edition=edition) for edition in (1, 2))
    assert one != two
    assert two == generate(3, elements=2, rules=3, design="minimal", edition=2)
