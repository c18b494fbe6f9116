import re

import pytest

from item_bank.generators import drawing
from tests.item_bank.generators.raster import picture

FILLS = ("white", "grey", "black", "hatch", "dots")


def shown(*parts: str) -> str:
    return drawing.svg_document(100, 100, parts)


@pytest.mark.parametrize(("value", "text"), [(1.0, "1"), (-0.001, "0"), (2.345, "2.35"), (0.1 + 0.2, "0.3")])
def test_a_number_is_short_and_has_no_negative_zero(value: float, text: str) -> None:
    assert drawing.number(value) == text


@pytest.mark.parametrize("shape", sorted(drawing.OUTLINES))
def test_the_fills_of_a_shape_look_different_in_grey(shape: str) -> None:
    pictures = [
        picture(shown(*drawing.filled_shape(shape, (50, 50), 30, fill=fill)), 60).astype(int)
        for fill in FILLS
    ]
    for place, one in enumerate(pictures):
        for other in pictures[place + 1 :]:
            assert (abs(one - other) > 60).mean() > 0.01


@pytest.mark.parametrize("shape", sorted(drawing.OUTLINES))
@pytest.mark.parametrize("fill", ["hatch", "dots"])
def test_a_texture_stays_inside_its_shape(shape: str, fill: str) -> None:
    textured = picture(shown(*drawing.filled_shape(shape, (50, 50), 30, fill=fill)), 100)
    black = picture(shown(*drawing.filled_shape(shape, (50, 50), 30, fill="black")), 100)
    assert not ((textured < 128) & (black > 200)).any()


@pytest.mark.parametrize("shape", drawing.DIRECTED)
def test_a_directed_shape_looks_different_in_each_of_eight_directions(shape: str) -> None:
    turned = [
        picture(shown(*drawing.filled_shape(shape, (50, 50), 30, fill="black", angle=step * 0.785398)), 60)
        for step in range(8)
    ]
    for place, one in enumerate(turned):
        for other in turned[place + 1 :]:
            assert (abs(one.astype(int) - other.astype(int)) > 128).mean() > 0.03


@pytest.mark.parametrize("shape", ["circle", "square", "diamond", "hexagon"])
def test_dashes_divide_the_outline_without_a_stub(shape: str) -> None:
    svg = "".join(drawing.lined_shape(shape, (50, 50), 38, style="dashed"))
    dash, gap = map(float, re.findall(r'dasharray="([\d.]+) ([\d.]+)"', svg)[0])
    polygon = drawing.placed(shape, (50, 50), 38)
    edges = zip(polygon, polygon[1:] + polygon[:1], strict=True)
    perimeter = sum(((ax - bx) ** 2 + (ay - by) ** 2) ** 0.5 for (ax, ay), (bx, by) in edges)
    assert perimeter / (dash + gap) == pytest.approx(round(perimeter / (dash + gap)), abs=0.02)
