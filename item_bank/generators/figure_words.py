"""Figures described in Indonesian and English, for people who hear the page: what is seen, never a rule."""

from collections.abc import Mapping

from item_bank.generators.figures import Element, Value

Words = tuple[str, str]  # Indonesian, English

_SHAPES: dict[str, Words] = {
    "circle": ("lingkaran", "circle"),
    "square": ("persegi", "square"),
    "triangle": ("segitiga", "triangle"),
    "diamond": ("belah ketupat", "diamond"),
    "hexagon": ("segi enam", "hexagon"),
    "star": ("bintang", "star"),
    "cross": ("palang", "cross"),
    "arrow": ("panah", "arrow"),
    "dart": ("mata panah", "arrowhead"),
    "drop": ("tetesan", "drop"),
    "half_disc": ("setengah lingkaran", "half disc"),
}
_FILLS: dict[str, Words] = {
    "white": ("putih", "white"),
    "black": ("hitam", "black"),
    "grey": ("abu-abu", "grey"),
    "hatch": ("berarsir", "hatched"),
    "dots": ("berbintik", "dotted"),
}
_SIZES: tuple[Words, ...] = (("kecil", "small"), ("sedang", "medium"), ("besar", "large"))
_LINES: dict[str, Words] = {
    "thin": ("bergaris tipis", "thin"),
    "thick": ("bergaris tebal", "thick"),
    "double": ("bergaris ganda", "double"),
    "dashed": ("bergaris putus-putus", "dashed"),
}
_COMPASS: tuple[Words, ...] = (
    ("atas", "top"),
    ("kanan atas", "top right"),
    ("kanan", "right"),
    ("kanan bawah", "bottom right"),
    ("bawah", "bottom"),
    ("kiri bawah", "bottom left"),
    ("kiri", "left"),
    ("kiri atas", "top left"),
)
_SPOTS: dict[str, Words] = {
    "top": ("di atas", "above"),
    "top left": ("di kiri atas", "top left"),
    "top right": ("di kanan atas", "top right"),
    "bottom left": ("di kiri bawah", "bottom left"),
    "bottom right": ("di kanan bawah", "bottom right"),
}
_TIPS: dict[str, Words] = {
    "disc": ("berujung bulatan", "with a dot at its end"),
    "ring": ("berujung cincin", "with a ring at its end"),
    "bar": ("berujung palang", "with a bar at its end"),
    "arrow": ("berujung panah", "with an arrow at its end"),
}
_BOX_LINES: tuple[Words, ...] = (
    ("sisi atas", "top side"),
    ("sisi kanan", "right side"),
    ("sisi bawah", "bottom side"),
    ("sisi kiri", "left side"),
    ("diagonal turun", "falling diagonal"),
    ("diagonal naik", "rising diagonal"),
    ("garis tegak tengah", "upright middle line"),
    ("garis datar tengah", "level middle line"),
)
_GRID_PLACES: tuple[Words, ...] = (
    ("kiri atas", "top left"),
    ("tengah atas", "top middle"),
    ("kanan atas", "top right"),
    ("kiri tengah", "middle left"),
    ("tengah", "middle"),
    ("kanan tengah", "middle right"),
    ("kiri bawah", "bottom left"),
    ("tengah bawah", "bottom middle"),
    ("kanan bawah", "bottom right"),
)
_CORNERS: tuple[Words, ...] = (_COMPASS[7], _COMPASS[1], _COMPASS[3], _COMPASS[5])
_SIDES: tuple[Words, ...] = (_COMPASS[0], _COMPASS[2], _COMPASS[4], _COMPASS[6])
# Slice k of the wheel lies clockwise after the line that points in direction k.
_SLICES: tuple[Words, ...] = tuple((f"ke-{k + 1}", str(k + 1)) for k in range(8))


def describe(element: Element, values: Mapping[str, Value]) -> Words:
    """One element of one cell in words."""
    indonesian, english = _DESCRIBE[element.kind](element, values)
    if element.spot:
        place = _SPOTS[element.spot]
        return f"{place[0]} {indonesian}", f"{place[1]} {english}"
    return indonesian, english


def _marked(values: Mapping[str, Value]) -> Words:
    shape, fill = _SHAPES[str(values["shape"])], _FILLS[str(values["fill"])]
    return f"{shape[0]} {fill[0]}", f"{fill[1]} {shape[1]}"


def _solid(element: Element, values: Mapping[str, Value]) -> Words:
    marked = _marked(values)
    if "size" not in values:
        return marked
    size = _SIZES[int(values["size"])]
    return f"{marked[0]} {size[0]}", f"{size[1]} {marked[1]}"


def _frame(element: Element, values: Mapping[str, Value]) -> Words:
    shape, line = _SHAPES[str(values["shape"])], _LINES[str(values["line"])]
    return f"bingkai {shape[0]} {line[0]}", f"{line[1]} {shape[1]} frame"


def _pointer(element: Element, values: Mapping[str, Value]) -> Words:
    marked, towards = _marked(values), _COMPASS[int(values["angle"])]
    return f"{marked[0]} mengarah ke {towards[0]}", f"{marked[1]} pointing {_towards(towards[1])}"


def _hand(element: Element, values: Mapping[str, Value]) -> Words:
    tip, towards = _TIPS[str(values["tip"])], _COMPASS[int(values["angle"])]
    return f"jarum {tip[0]} mengarah ke {towards[0]}", f"clock hand {tip[1]} pointing {_towards(towards[1])}"


def _towards(place: str) -> str:
    return place.replace("top", "up").replace("bottom", "down")


def _mover(element: Element, values: Mapping[str, Value]) -> Words:
    marked, place = _marked(values), _COMPASS[int(values["place"])]
    return f"{marked[0]} kecil di tepi {place[0]}", f"small {marked[1]} at the edge, {place[1]}"


def _cluster(element: Element, values: Mapping[str, Value]) -> Words:
    shape, fill, count = _SHAPES[str(values["shape"])], _FILLS[str(values["fill"])], int(values["count"])
    plural = "es" if shape[1].endswith("s") else "s"
    return (
        f"{count} {shape[0]} kecil {fill[0]}",
        f"{count} small {fill[1]} {shape[1]}{plural if count > 1 else ''}",
    )


def _listed(names: tuple[Words, ...], mask: Value) -> Words:
    chosen = [names[bit] for bit in range(len(names)) if int(mask) >> bit & 1]
    return ", ".join(name[0] for name in chosen), ", ".join(name[1] for name in chosen)


def _lines(names: tuple[Words, ...], heading: Words, values: Mapping[str, Value]) -> Words:
    listed, style = _listed(names, values["mask"]), _LINES[str(values["line"])]
    return f"{heading[0]} {style[0]} ({listed[0]})", f"{style[1]} {heading[1]} ({listed[1]})"


def _box(element: Element, values: Mapping[str, Value]) -> Words:
    return _lines(_BOX_LINES, ("kotak", "box lines"), values)


def _rays(element: Element, values: Mapping[str, Value]) -> Words:
    return _lines(_COMPASS, ("sinar", "rays"), values)


def _ticks(element: Element, values: Mapping[str, Value]) -> Words:
    listed = _listed(_COMPASS, values["mask"])
    return f"garis pendek di tepi ({listed[0]})", f"short ticks at the edge ({listed[1]})"


def _bars(element: Element, values: Mapping[str, Value]) -> Words:
    listed = _listed(_SIDES, values["mask"])
    return f"balok di tepi ({listed[0]})", f"bars at the edge ({listed[1]})"


def _wheel(element: Element, values: Mapping[str, Value]) -> Words:
    listed, fill = _listed(_SLICES, values["mask"]), _FILLS[str(values["fill"])]
    return (
        f"roda delapan juring, juring {fill[0]} searah jarum jam dari atas: {listed[0]}",
        f"wheel of eight slices, {fill[1]} slices clockwise from the top: {listed[1]}",
    )


def _spots(element: Element, values: Mapping[str, Value]) -> Words:
    marked = _marked(values)
    listed = _listed(_CORNERS if element.kind == "corners" else _GRID_PLACES, values["mask"])
    where = ("di sudut ", "in the corners, ") if element.kind == "corners" else ("", "")
    return f"{marked[0]} kecil ({where[0]}{listed[0]})", f"small {marked[1]} ({where[1]}{listed[1]})"


_DESCRIBE = {
    "solid": _solid,
    "frame": _frame,
    "pointer": _pointer,
    "hand": _hand,
    "mover": _mover,
    "cluster": _cluster,
    "box": _box,
    "rays": _rays,
    "ticks": _ticks,
    "bars": _bars,
    "wheel": _wheel,
    "grid": _spots,
    "corners": _spots,
}
