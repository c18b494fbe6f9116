"""Numbers on a figure, one at each area, so that words can speak of areas that cannot be touched."""

import io
import re
from collections.abc import Sequence
from typing import Final

from PIL import Image, ImageDraw, ImageFont

INK: Final = "#17212b"
PAPER: Final = "#ffffff"
_END = re.compile(r"</(?:\w+:)?svg>\s*$")


def centre(shape: str, at: Sequence[float]) -> tuple[float, float]:
    """The middle of an area."""
    if shape == "circle":
        return at[0], at[1]
    xs, ys = at[::2], at[1::2]
    return (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2


def numbered_drawing(svg: str, centres: Sequence[tuple[float, float]], size: tuple[float, float]) -> str:
    """The drawing with numbers from 1 at these points; `size` is that of its view box."""
    radius = max(size) / 32 or 8.0
    marks = "".join(
        f'<g><circle cx="{x:g}" cy="{y:g}" r="{radius:g}" fill="{PAPER}" stroke="{INK}" '
        f'stroke-width="{radius / 8:g}"/><text x="{x:g}" y="{y + radius * 0.4:g}" '
        f'font-size="{radius * 1.2:g}" text-anchor="middle" fill="{INK}">{number}</text></g>'
        for number, (x, y) in enumerate(centres, 1)
    )
    return _END.sub(f"{marks}</svg>", svg)


def numbered_image(content: bytes, centres: Sequence[tuple[float, float]]) -> bytes:
    """The image with numbers from 1 at these points, as PNG."""
    with Image.open(io.BytesIO(content)) as opened:
        image = opened.convert("RGB")
    radius = max(9, max(image.size) // 32)
    pen = ImageDraw.Draw(image)
    font = ImageFont.load_default(size=radius * 1.3)
    for number, (x, y) in enumerate(centres, 1):
        box = (x - radius, y - radius, x + radius, y + radius)
        pen.ellipse(box, fill=PAPER, outline=INK, width=max(1, radius // 8))
        pen.text((x, y), str(number), fill=INK, font=font, anchor="mm")
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()
