"""Which elements stand together in a cell, by their number; sizes and places keep them from touching."""

from item_bank.generators.drawing import Point
from item_bank.generators.figures import (
    Element,
    cluster,
    fine,
    frame,
    hand,
    mover,
    pointer,
    segments,
    solid,
    spots,
    wheel,
)

_ROUNDISH = ("circle", "square", "hexagon")

_PAIR: tuple[tuple[Point, str], ...] = (((29, 29), "top left"), ((71, 71), "bottom right"))
_TRIO: tuple[tuple[Point, str], ...] = (
    ((50, 27), "top"),
    ((27, 72), "bottom left"),
    ((73, 72), "bottom right"),
)
_QUARTERS: tuple[tuple[Point, str], ...] = (
    ((28, 28), "top left"),
    ((72, 28), "top right"),
    ((28, 72), "bottom left"),
    ((72, 72), "bottom right"),
)


def _apart(kinds: str, places: tuple[tuple[Point, str], ...], radius: float) -> tuple[Element, ...]:
    """Elements side by side: s for a solid shape, p for a pointer, c for a cluster of up to four or five."""
    made: list[Element] = []
    for kind, (centre, spot) in zip(kinds, places, strict=True):
        if kind == "s":
            made.append(solid(radius, centre, spot))
        elif kind == "p":
            made.append(pointer(radius * 0.94, centre, spot))
        else:
            made.append(cluster(radius + 1, 5, centre, spot))
    return tuple(made)


LAYOUTS: dict[int, tuple[tuple[Element, ...], ...]] = {
    1: (
        (solid(34),),
        (pointer(31),),
        (cluster(38, 9),),
        (segments("box"),),
        (segments("rays"),),
        (wheel(),),
        (spots("grid"),),
    ),
    2: (
        (frame(38, _ROUNDISH), solid(17.5)),
        (frame(37), solid(12)),
        (frame(39, _ROUNDISH), cluster(18.5, 9)),
        (frame(38, _ROUNDISH), pointer(17)),
        (frame(38, _ROUNDISH), hand(23)),
        (segments("box"), solid(15.5)),
        (mover(8), solid(21)),
        (mover(8), pointer(18.5)),
        (mover(8), cluster(21.5, 9)),
        (spots("corners"), solid(25)),
        (spots("corners"), pointer(24)),
        _apart("ss", _PAIR, 20),
        _apart("sp", _PAIR, 20),
        _apart("cs", _PAIR, 20),
    ),
    3: (
        (mover(7), frame(23.5, _ROUNDISH), solid(10)),
        (segments("ticks"), frame(24, _ROUNDISH), solid(10.5)),
        (spots("corners"), frame(26.5, _ROUNDISH), solid(11)),
        (mover(7), frame(23.5, _ROUNDISH), pointer(10.5)),
        (spots("corners"), frame(26.5, _ROUNDISH), pointer(11.5)),
        _apart("sss", _TRIO, 18),
        _apart("psc", _TRIO, 18),
        _apart("csp", _TRIO, 18),
        _apart("scs", _TRIO, 18),
    ),
    4: (
        (spots("corners"), segments("bars"), frame(25, _ROUNDISH), solid(11)),
        (spots("corners"), segments("bars"), frame(25, _ROUNDISH), pointer(10.4)),
        _apart("ssss", _QUARTERS, 16.5),
        _apart("spcs", _QUARTERS, 16.5),
        _apart("cssp", _QUARTERS, 16.5),
        _apart("pscs", _QUARTERS, 16.5),
        _apart("pcsp", _QUARTERS, 16.5),
    ),
}

LEGIBLE_LAYOUTS: dict[int, tuple[tuple[Element, ...], ...]] = {
    number: tuple(tuple(fine(element) for element in layout) for layout in layouts)
    for number, layouts in LAYOUTS.items()
}
"""The same without what cannot be told apart where it is drawn small."""
