"""The elements of figural items: what can vary in each, and how each is drawn in a cell of 100 × 100.

An element's attributes become channels: (element, attribute) pairs whose values vary over a matrix.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import cos, pi, sin
from typing import Literal

from item_bank.generators import drawing
from item_bank.generators.drawing import Point

CELL = 100.0
MIDDLE: Point = (50.0, 50.0)

Value = str | int
Scale = Literal["nominal", "ordinal", "count", "cyclic", "mask"]

FILLS = ("white", "hatch", "black", "dots", "grey")
SMALL_FILLS = ("white", "black", "grey")
SOLID_SHAPES = ("circle", "square", "triangle", "diamond", "star", "cross", "hexagon")
FRAME_SHAPES = ("circle", "square", "diamond", "hexagon")
SMALL_SHAPES = ("circle", "square", "triangle", "diamond", "star")
TINY_SHAPES = ("circle", "triangle", "diamond")
LINE_STYLES = ("thin", "thick", "double", "dashed")


@dataclass(frozen=True)
class Attribute:
    """What an attribute may be: tokens, levels from 0, counts from 1, steps round a circle, a set of bits."""

    scale: Scale
    size: int
    tokens: tuple[str, ...] = ()

    @property
    def values(self) -> tuple[Value, ...]:
        if self.scale == "nominal":
            return self.tokens
        if self.scale == "count":
            return tuple(range(1, self.size + 1))
        return tuple(range(1, 2**self.size) if self.scale == "mask" else range(self.size))


def nominal(*tokens: str) -> Attribute:
    return Attribute("nominal", len(tokens), tokens)


def _fills(radius: float) -> Attribute:
    # Textures blur where there is little room for them: dots sooner than hatching.
    return nominal(*(FILLS if radius >= 20 else (*SMALL_FILLS, "hatch") if radius >= 15 else SMALL_FILLS))


@dataclass(frozen=True)
class Element:
    """One part of a figure at a fixed place; `spot` is its place in words, for descriptions.

    `fine` parts have thinner outlines and larger smallest sizes, so that fills are seen on the smallest.
    """

    kind: str
    attributes: Mapping[str, Attribute]
    centre: Point = MIDDLE
    radius: float = 36.0
    spot: str = ""
    fine: bool = False


def solid(radius: float, centre: Point = MIDDLE, spot: str = "") -> Element:
    """A filled shape, in three sizes where there is room for them."""
    attributes = {"shape": nominal(*SOLID_SHAPES), "fill": _fills(radius)}
    if radius >= 17:
        attributes["size"] = Attribute("ordinal", 3)
    return Element("solid", attributes, centre, radius, spot)


def frame(radius: float, shapes: tuple[str, ...] = FRAME_SHAPES) -> Element:
    """A large empty outline that other elements stand in."""
    return Element("frame", {"shape": nominal(*shapes), "line": nominal(*LINE_STYLES)}, MIDDLE, radius)


def pointer(radius: float, centre: Point = MIDDLE, spot: str = "") -> Element:
    """A shape with a clear direction, turned in steps of 45 degrees."""
    attributes = {
        "angle": Attribute("cyclic", 8),
        "fill": _fills(radius),
        "shape": nominal(*drawing.DIRECTED),
    }
    return Element("pointer", attributes, centre, radius, spot)


def hand(radius: float) -> Element:
    """A clock hand from the middle, turned in steps of 45 degrees."""
    return Element(
        "hand",
        {"angle": Attribute("cyclic", 8), "tip": nominal("disc", "ring", "bar", "arrow")},
        MIDDLE,
        radius,
    )


def mover(radius: float) -> Element:
    """A small shape that stands at one of eight places along the edge of the cell."""
    attributes = {
        "place": Attribute("cyclic", 8),
        "shape": nominal(*SMALL_SHAPES),
        "fill": nominal(*SMALL_FILLS),
    }
    return Element("mover", attributes, MIDDLE, radius)


def cluster(radius: float, most: int, centre: Point = MIDDLE, spot: str = "") -> Element:
    """So many equal small shapes, set out as on dice."""
    attributes = {
        "count": Attribute("count", most),
        "shape": nominal(*(SMALL_SHAPES if radius >= 22 else TINY_SHAPES)),
        "fill": nominal(*SMALL_FILLS),
    }
    return Element("cluster", attributes, centre, radius, spot)


def segments(pattern: Literal["box", "rays", "ticks", "bars"]) -> Element:
    """A set of lines: sides and diagonals of a box, rays, ticks round the edge, or a bar along each edge."""
    attributes = {"mask": Attribute("mask", 4 if pattern == "bars" else 8)}
    if pattern in ("box", "rays"):
        attributes["line"] = nominal("thin", "thick", "dashed")
    return Element(pattern, attributes)


def wheel() -> Element:
    """A disc in eight slices, some of them filled."""
    return Element(
        "wheel", {"mask": Attribute("mask", 8), "fill": nominal("black", "grey", "hatch")}, MIDDLE, 38
    )


def spots(places: Literal["grid", "corners"]) -> Element:
    """A set of small shapes at the places of a grid of nine, or in the four corners."""
    size = 9 if places == "grid" else 4
    attributes = {
        "mask": Attribute("mask", size),
        "shape": nominal(*SMALL_SHAPES),
        "fill": nominal(*SMALL_FILLS),
    }
    return Element(places, attributes)


def fine(element: Element) -> Element:
    """The element drawn finely, and without what cannot be told apart at the size of a thumb."""
    attributes = dict(element.attributes)
    if element.kind == "solid":
        smallest = element.radius * (_FINE_SIZES[0] if "size" in attributes else 1.0)
        attributes["shape"] = nominal(*(s for s in SOLID_SHAPES if s != "hexagon" or smallest >= 16))
        textures = ("hatch", "dots") if smallest >= 18 else ("hatch",) if smallest >= 14 else ()
        attributes["fill"] = nominal(*SMALL_FILLS, *textures)
    elif element.kind == "mover":
        attributes["shape"] = nominal("circle", "square", "triangle", "diamond")
    elif element.kind == "corners":
        attributes["shape"] = nominal("square", "triangle", "diamond")
    radius = element.radius
    if element.kind == "hand":
        radius -= 2
    elif element.kind == "frame" and radius < 24:
        radius -= 1.5  # a thick one would touch what moves round it
    elif element.kind == "frame" and radius == 39:
        radius += 1.5  # room for a larger cluster
    elif element.kind == "cluster" and attributes["count"].size > _FEW:
        radius = max(radius, 19.5)
    return replace(element, attributes=attributes, radius=radius, fine=True)


def draw(element: Element, values: Mapping[str, Value]) -> list[str]:
    """The SVG parts of one element in one cell."""
    return _DRAW[element.kind](element, values)


_FEW = 5  # so many parts of a cluster have no neighbour in their row or column
_FINE_SIZES = (0.58, 0.78, 1.0)


def _radius_at(element: Element, level: int) -> float:
    return element.radius * (_FINE_SIZES if element.fine else (0.48, 0.72, 1.0))[level]


def _outline_of(element: Element, radius: float) -> float:
    """The width of the outline of a shape of that radius."""
    return 2.4 if element.fine and radius < 14 else drawing.STROKE


def _draw_solid(element: Element, values: Mapping[str, Value]) -> list[str]:
    radius = _radius_at(element, int(values.get("size", 2)))
    shape, width = str(values["shape"]), _outline_of(element, radius)
    return drawing.filled_shape(shape, element.centre, radius, fill=str(values["fill"]), width=width)


def _draw_frame(element: Element, values: Mapping[str, Value]) -> list[str]:
    return drawing.lined_shape(
        str(values["shape"]), element.centre, element.radius, style=str(values["line"])
    )


def _draw_pointer(element: Element, values: Mapping[str, Value]) -> list[str]:
    angle = int(values["angle"]) * pi / 4
    shape, fill = str(values["shape"]), str(values["fill"])
    width = _outline_of(element, element.radius)
    return drawing.filled_shape(shape, element.centre, element.radius, fill=fill, angle=angle, width=width)


def _draw_hand(element: Element, values: Mapping[str, Value]) -> list[str]:
    angle = int(values["angle"]) * pi / 4
    x, y = sin(angle), -cos(angle)

    def along(length: float, aside: float = 0.0) -> Point:
        return 50 + length * x - aside * y, 50 + length * y + aside * x

    reach = element.radius
    tip = str(values["tip"])
    shaft = [drawing.line(MIDDLE, along(reach - (8 if tip == "ring" else 0))), drawing.disc(MIDDLE, 4.6)]
    if tip == "disc":
        return [*shaft, drawing.disc(along(reach - 3), 6.4)]
    if tip == "ring":
        return [*shaft, *drawing.filled_shape("circle", along(reach - 3), 6.0, fill="white", width=3)]
    if tip == "bar":
        return [*shaft, drawing.line(along(reach, -8), along(reach, 8), width=5)]
    return [
        *shaft,
        drawing.line(along(reach - 10, -8), along(reach)),
        drawing.line(along(reach - 10, 8), along(reach)),
    ]


def _edge_place(step: int, reach: float) -> Point:
    across = (0, 1, 1, 1, 0, -1, -1, -1)[step]
    down = (-1, -1, 0, 1, 1, 1, 0, -1)[step]
    return 50 + reach * across, 50 + reach * down


def _draw_mover(element: Element, values: Mapping[str, Value]) -> list[str]:
    place = _edge_place(int(values["place"]), 37)
    return drawing.filled_shape(
        str(values["shape"]),
        place,
        element.radius,
        fill=str(values["fill"]),
        width=2 if element.fine else 3,
    )


# Places on a 3 × 3 grid as (column, row) from -1 to 1, for one to nine shapes.
_DICE: tuple[tuple[tuple[int, int], ...], ...] = (
    ((0, 0),),
    ((-1, -1), (1, 1)),
    ((-1, -1), (0, 0), (1, 1)),
    ((-1, -1), (1, -1), (-1, 1), (1, 1)),
    ((-1, -1), (1, -1), (0, 0), (-1, 1), (1, 1)),
    ((-1, -1), (1, -1), (-1, 0), (1, 0), (-1, 1), (1, 1)),
    ((-1, -1), (1, -1), (-1, 0), (0, 0), (1, 0), (-1, 1), (1, 1)),
    ((-1, -1), (0, -1), (1, -1), (-1, 0), (1, 0), (-1, 1), (0, 1), (1, 1)),
    ((-1, -1), (0, -1), (1, -1), (-1, 0), (0, 0), (1, 0), (-1, 1), (0, 1), (1, 1)),
)


def _draw_cluster(element: Element, values: Mapping[str, Value]) -> list[str]:
    parts: list[str] = []
    spacing, size, width = element.radius * 0.76, element.radius * 0.27, 0.42
    if element.fine:
        is_roomy = element.attributes["count"].size <= _FEW
        spacing = element.radius * (0.68 if is_roomy else 0.76)
        size, width = element.radius * (0.38 if is_roomy else 0.3), 0.3
    for column, row in _DICE[int(values["count"]) - 1]:
        place = (element.centre[0] + column * spacing, element.centre[1] + row * spacing)
        parts += drawing.filled_shape(
            str(values["shape"]), place, size, fill=str(values["fill"]), width=min(3.0, size * width)
        )
    return parts


_BOX: tuple[tuple[Point, Point], ...] = (
    ((15, 15), (85, 15)),
    ((85, 15), (85, 85)),
    ((85, 85), (15, 85)),
    ((15, 85), (15, 15)),
    ((15, 15), (85, 85)),
    ((85, 15), (15, 85)),
    ((50, 15), (50, 85)),
    ((15, 50), (85, 50)),
)


def _bits(mask: Value, size: int) -> list[int]:
    return [bit for bit in range(size) if int(mask) >> bit & 1]


def _line(start: Point, end: Point, style: Value) -> str:
    width, dash = {"thin": (3.2, ""), "thick": (8.0, ""), "dashed": (3.2, "6 6")}[str(style)]
    return drawing.line(start, end, width=width, dash=dash)


def _draw_box(element: Element, values: Mapping[str, Value]) -> list[str]:
    return [_line(*_BOX[bit], values["line"]) for bit in _bits(values["mask"], 8)]


def _compass(step: int, reach: float) -> Point:
    return 50 + reach * sin(step * pi / 4), 50 - reach * cos(step * pi / 4)


def _draw_rays(element: Element, values: Mapping[str, Value]) -> list[str]:
    rays = [_line(_compass(bit, 14), _compass(bit, 40), values["line"]) for bit in _bits(values["mask"], 8)]
    return [*rays, *drawing.filled_shape("circle", MIDDLE, 7, fill="white", width=3)]


def _draw_ticks(element: Element, values: Mapping[str, Value]) -> list[str]:
    return [
        drawing.line(_compass(bit, 38.5), _compass(bit, 45.5), width=4.8) for bit in _bits(values["mask"], 8)
    ]


def _draw_bars(element: Element, values: Mapping[str, Value]) -> list[str]:
    ends = (((39, 9), (61, 9)), ((91, 39), (91, 61)), ((61, 91), (39, 91)), ((9, 61), (9, 39)))
    return [drawing.line(*ends[bit], width=4.8) for bit in _bits(values["mask"], 4)]


def _draw_wheel(element: Element, values: Mapping[str, Value]) -> list[str]:
    filled = _bits(values["mask"], 8)
    angles = [(bit - 2) * pi / 4 for bit in range(9)]
    return [
        drawing.sector(
            MIDDLE,
            element.radius,
            angles[bit],
            angles[bit + 1],
            fill=str(values["fill"]) if bit in filled else "white",
        )
        for bit in range(8)
    ]


def _draw_spots(element: Element, values: Mapping[str, Value]) -> list[str]:
    shape, fill = str(values["shape"]), str(values["fill"])
    parts: list[str] = []
    for bit in _bits(values["mask"], element.attributes["mask"].size):
        if element.kind == "corners":
            place, size = _edge_place((7, 1, 3, 5)[bit], 37), 7.2
        else:
            place, size = (50 + 28.0 * (bit % 3 - 1), 50 + 28.0 * (bit // 3 - 1)), 9.6
        parts += drawing.filled_shape(shape, place, size, fill=fill, width=2 if element.fine else 3)
    return parts


_DRAW = {
    "solid": _draw_solid,
    "frame": _draw_frame,
    "pointer": _draw_pointer,
    "hand": _draw_hand,
    "mover": _draw_mover,
    "cluster": _draw_cluster,
    "box": _draw_box,
    "rays": _draw_rays,
    "ticks": _draw_ticks,
    "bars": _draw_bars,
    "wheel": _draw_wheel,
    "grid": _draw_spots,
    "corners": _draw_spots,
}
