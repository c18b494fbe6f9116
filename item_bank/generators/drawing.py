"""Plain SVG for figural items: shapes, hatching and line styles; it knows nothing of rules or keys.

Only presentation attributes are used, and no ids: many drawings are inlined on one page, so a pattern or clip
path would need an id that is unique across all of them. Hatching and dots are therefore computed.
"""

from collections.abc import Callable, Sequence
from math import cos, hypot, pi, sin

INK = "#17212b"
GREY = "#8793a0"
PAPER = "#ffffff"
CELL_BORDER = "#c3cbd3"

STROKE = 3.6

Point = tuple[float, float]
Polygon = tuple[Point, ...]


def number(value: float) -> str:
    """The shortest text of a coordinate with two decimals, the same on every machine."""
    # The first rounding removes last-bit differences between machines, so that halves fall the same way.
    text = f"{round(round(value, 6) + 1e-9, 2):.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def svg_document(width: float, height: float, parts: Sequence[str]) -> str:
    """A whole SVG file; the view box alone sets the shape, so the page decides the size."""
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {number(width)} {number(height)}">'
    return "\n".join([head, *parts, "</svg>\n"])


def group(parts: Sequence[str], x: float, y: float) -> str:
    body = "".join(parts)
    return f'<g transform="translate({number(x)} {number(y)})">{body}</g>'


def rectangle(
    x: float, y: float, width: float, height: float, *, radius: float, stroke: str, dashed: bool = False
) -> str:
    line = "none" if stroke == "none" else f'{stroke}" stroke-width="1.5'
    dash = ' stroke-dasharray="5 4"' if dashed else ""
    return (
        f'<rect x="{number(x)}" y="{number(y)}" width="{number(width)}" height="{number(height)}" '
        f'rx="{number(radius)}" fill="{PAPER}" stroke="{line}"{dash}/>'
    )


def line(start: Point, end: Point, *, width: float = STROKE, dash: str = "") -> str:
    return (
        f'<path d="M{number(start[0])} {number(start[1])}L{number(end[0])} {number(end[1])}" fill="none" '
        f'stroke="{INK}" stroke-width="{number(width)}" {_ends(dash)}/>'
    )


def _ends(dash: str) -> str:
    # Round ends would close the gaps between short dashes.
    return f'stroke-dasharray="{dash}"' if dash else 'stroke-linecap="round"'


def arc(
    centre: Point,
    radius: float,
    start_angle: float,
    end_angle: float,
    *,
    width: float = STROKE,
    dash: str = "",
) -> str:
    """An arc of less than half a turn; angles in radians, clockwise from the right."""
    x1, y1 = centre[0] + radius * cos(start_angle), centre[1] + radius * sin(start_angle)
    x2, y2 = centre[0] + radius * cos(end_angle), centre[1] + radius * sin(end_angle)
    return (
        f'<path d="M{number(x1)} {number(y1)}A{number(radius)} {number(radius)} 0 0 1 '
        f'{number(x2)} {number(y2)}" '
        f'fill="none" stroke="{INK}" stroke-width="{number(width)}" {_ends(dash)}/>'
    )


def sector(centre: Point, radius: float, start_angle: float, end_angle: float, *, fill: str) -> str:
    """A slice of a disc with a thin outline; angles in radians, clockwise from the right."""
    edge = [
        (centre[0] + radius * cos(angle), centre[1] + radius * sin(angle))
        for angle in (start_angle + (end_angle - start_angle) * k / 12 for k in range(13))
    ]
    polygon = (centre, *edge)
    ground = {"black": INK, "grey": GREY}.get(fill, PAPER)
    texture = _TEXTURES[fill](polygon, radius / 2) if fill in _TEXTURES else ""
    bounds = f'{_sector_path(polygon, radius)}" stroke="{INK}" stroke-width="2.4" stroke-linejoin="round"'
    return f'<path d="{bounds} fill="{ground}"/>{texture}'


def _sector_path(polygon: Polygon, radius: float) -> str:
    (cx, cy), (x1, y1), (x2, y2) = polygon[0], polygon[1], polygon[-1]
    r = number(radius)
    return f"M{number(cx)} {number(cy)}L{number(x1)} {number(y1)}A{r} {r} 0 0 1 {number(x2)} {number(y2)}Z"


def disc(centre: Point, radius: float, *, fill: str = INK) -> str:
    return f'<circle cx="{number(centre[0])}" cy="{number(centre[1])}" r="{number(radius)}" fill="{fill}"/>'


def question_mark(centre: Point) -> str:
    """A question mark as strokes, because the fonts of the hall's computers are unknown."""
    x, y = centre
    points = ((-10, -9), (-10, -26), (12, -26), (12, -10), (12, 0), (0, -1), (0, 9))
    first, *rest = (f"{number(x + right)} {number(y + down)}" for right, down in points)
    look = f'fill="none" stroke="{INK}" stroke-width="5" stroke-linecap="round" stroke-linejoin="round"'
    return f'<path d="M{first}C{" ".join(rest)}" {look}/>' + disc((x, y + 20), 3.4)


def _regular(corners: int, radius: float, turn: float = 0.0) -> Polygon:
    return tuple(
        (radius * sin(turn + 2 * pi * k / corners), -radius * cos(turn + 2 * pi * k / corners))
        for k in range(corners)
    )


def _star() -> Polygon:
    radii = (1.18, 0.52)
    return tuple((radii[k % 2] * sin(pi * k / 5), 0.06 - radii[k % 2] * cos(pi * k / 5)) for k in range(10))


def _cross(arm: float, reach: float) -> Polygon:
    a, r = arm, reach
    return (
        (-a, -r),
        (a, -r),
        (a, -a),
        (r, -a),
        (r, a),
        (a, a),
        (a, r),
        (-a, r),
        (-a, a),
        (-r, a),
        (-r, -a),
        (-a, -a),
    )


def _drop() -> Polygon:
    # A point above a round bottom: two straight flanks touching a circle.
    round_part = [(0.74 * cos(pi * k / 30), 0.36 + 0.74 * sin(pi * k / 30)) for k in range(-4, 35)]
    return ((0.0, -1.2), *round_part)


def _half_disc() -> Polygon:
    return tuple((1.05 * cos(pi + pi * k / 30), 0.45 + 1.05 * sin(pi + pi * k / 30)) for k in range(31))


# Outlines at unit size, centred by eye and balanced in area; those in DIRECTED point up.
OUTLINES: dict[str, Polygon] = {
    "circle": _regular(72, 1.0),
    "square": ((-0.88, -0.88), (0.88, -0.88), (0.88, 0.88), (-0.88, 0.88)),
    "triangle": tuple((x, y + 0.2) for x, y in _regular(3, 1.22)),
    "diamond": ((0.0, -1.2), (0.92, 0.0), (0.0, 1.2), (-0.92, 0.0)),
    "hexagon": _regular(6, 1.08, pi / 6),
    "star": _star(),
    "cross": _cross(0.36, 1.04),
    "arrow": (
        (0.0, -1.15),
        (0.92, -0.1),
        (0.38, -0.1),
        (0.38, 1.05),
        (-0.38, 1.05),
        (-0.38, -0.1),
        (-0.92, -0.1),
    ),
    "dart": ((0.0, -1.12), (0.84, 0.86), (0.0, 0.42), (-0.84, 0.86)),
    "drop": _drop(),
    "half_disc": _half_disc(),
}
DIRECTED = ("arrow", "dart", "drop", "half_disc")


def placed(shape: str, centre: Point, radius: float, angle: float = 0.0) -> Polygon:
    """The outline of a shape at a place, turned clockwise by an angle in radians."""
    c, s = cos(angle), sin(angle)
    return tuple(
        (centre[0] + radius * (x * c - y * s), centre[1] + radius * (x * s + y * c))
        for x, y in OUTLINES[shape]
    )


def filled_shape(
    shape: str, centre: Point, radius: float, *, fill: str, angle: float = 0.0, width: float = STROKE
) -> list[str]:
    """A shape with an ink outline and one of the five fills: white, grey, black, hatch, dots."""
    polygon = placed(shape, centre, radius, angle)
    ground = {"black": INK, "grey": GREY}.get(fill, PAPER)
    texture = _TEXTURES[fill](polygon, radius) if fill in _TEXTURES else ""
    if not texture:
        return [_outline(shape, polygon, centre, radius, ground, width)]
    # The outline is drawn over the ends of the hatching, so that they meet it exactly.
    return [
        _outline(shape, polygon, centre, radius, PAPER, 0),
        texture,
        _outline(shape, polygon, centre, radius, "none", width),
    ]


def lined_shape(shape: str, centre: Point, radius: float, *, style: str) -> list[str]:
    """An empty outline in one of the four line styles: thin, thick, double, dashed."""
    polygon = placed(shape, centre, radius)
    if style == "thick":
        return [_outline(shape, polygon, centre, radius, PAPER, 8.0)]
    if style == "dashed":
        return [_outline(shape, polygon, centre, radius, PAPER, 3.2, dash=_even_dash(polygon))]
    if style == "double":
        inner = radius * (0.80 if shape in ("circle", "square", "hexagon") else 0.72)
        return [
            _outline(shape, polygon, centre, radius, PAPER, 2.6),
            _outline(shape, placed(shape, centre, inner), centre, inner, PAPER, 2.6),
        ]
    return [_outline(shape, polygon, centre, radius, PAPER, 3.2)]


def _outline(
    shape: str, polygon: Polygon, centre: Point, radius: float, fill: str, width: float, dash: str = ""
) -> str:
    stroke = (
        f'stroke="{INK}" stroke-width="{number(width)}" stroke-linejoin="round"' if width else 'stroke="none"'
    )
    if dash:
        stroke += f' stroke-dasharray="{dash}"'
    if shape == "circle":
        place = f'cx="{number(centre[0])}" cy="{number(centre[1])}" r="{number(radius)}"'
        return f'<circle {place} fill="{fill}" {stroke}/>'
    path = "M" + "L".join(f"{number(x)} {number(y)}" for x, y in polygon) + "Z"
    return f'<path d="{path}" fill="{fill}" {stroke}/>'


def _even_dash(polygon: Polygon) -> str:
    """Dashes whose period divides the perimeter, so that no stub is left where the line closes."""
    perimeter = sum(hypot(b[0] - a[0], b[1] - a[1]) for a, b in _edges(polygon))
    period = perimeter / max(round(perimeter / 12.5), 8)
    return f"{number(period * 0.58)} {number(period * 0.42)}"


def _edges(polygon: Polygon) -> list[tuple[Point, Point]]:
    return list(zip(polygon, polygon[1:] + polygon[:1], strict=True))


def _hatch(polygon: Polygon, radius: float) -> str:
    """Parallel lines at 45 degrees through the inside of a polygon, convex or not."""
    spacing = 5.0 if radius < 15 else 6.2 if radius < 25 else 8.0
    half = 2**-0.5
    turned = [(half * (x + y), half * (y - x)) for x, y in polygon]
    middle = (min(y for _, y in turned) + max(y for _, y in turned)) / 2
    reach = (max(y for _, y in turned) - min(y for _, y in turned)) / 2
    strokes = []
    for step in range(-int(reach // spacing), int(reach // spacing) + 1):
        level = middle + step * spacing
        crossings = sorted(
            a[0] + (level - a[1]) * (b[0] - a[0]) / (b[1] - a[1])
            for a, b in _edges(tuple(turned))
            if (a[1] <= level) != (b[1] <= level)
        )
        for left, right in zip(crossings[::2], crossings[1::2], strict=True):
            if right - left > 1.5:
                x1, y1 = half * (left - level), half * (left + level)
                x2, y2 = half * (right - level), half * (right + level)
                strokes.append(f"M{number(x1)} {number(y1)}L{number(x2)} {number(y2)}")
    width = 1.7 if radius < 15 else 2.1
    return f'<path d="{"".join(strokes)}" fill="none" stroke="{INK}" stroke-width="{number(width)}"/>'


def _dots(polygon: Polygon, radius: float) -> str:
    """A staggered grid of dots that all lie wholly inside a polygon."""
    spacing, size = (4.8, 1.2) if radius < 15 else (6.4, 1.55) if radius < 25 else (8.6, 2.0)
    centre_x = sum(x for x, _ in polygon) / len(polygon)
    centre_y = sum(y for _, y in polygon) / len(polygon)
    reach = int(2 * radius / spacing) + 2
    dots = []
    for row in range(-reach, reach + 1):
        for column in range(-reach, reach + 1):
            point = (centre_x + spacing * (column + row % 2 / 2), centre_y + spacing * 0.87 * row)
            if _depth(point, polygon) > size + STROKE / 2 + 0.3:
                dots.append(f"M{number(point[0])} {number(point[1])}h.01")
    # Points of a line with round ends: a fifth of the bytes of as many circles.
    look = f'fill="none" stroke="{INK}" stroke-width="{number(2 * size)}" stroke-linecap="round"'
    return f'<path d="{"".join(dots)}" {look}/>'


_TEXTURES: dict[str, Callable[[Polygon, float], str]] = {"hatch": _hatch, "dots": _dots}


def _depth(point: Point, polygon: Polygon) -> float:
    """The distance of a point from the outline, negative outside."""
    x, y = point
    inside = False
    nearest = float("inf")
    for (ax, ay), (bx, by) in _edges(polygon):
        if (ay > y) != (by > y) and x < ax + (y - ay) * (bx - ax) / (by - ay):
            inside = not inside
        length = (bx - ax) ** 2 + (by - ay) ** 2
        along = min(1.0, max(0.0, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length))
        nearest = min(nearest, hypot(x - ax - along * (bx - ax), y - ay - along * (by - ay)))
    return nearest if inside else -nearest
