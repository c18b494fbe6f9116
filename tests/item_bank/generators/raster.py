"""Drawings as pictures of grey levels, to test what is seen and not what is written."""

import struct
import zlib
from functools import cache

import numpy as np
import resvg_py
from numpy.typing import NDArray

Picture = NDArray[np.uint8]


@cache
def picture(svg: str, width: int) -> Picture:
    """The levels of a drawing on white, 0 black to 255 white, `width` pixels wide.

    Ink, grey and white differ in red as they do in brightness, and one colour is decoded faster than four.
    """
    png = bytes(
        resvg_py.svg_to_bytes(svg_string=svg, width=width, background="#ffffff", skip_system_fonts=True)
    )
    return _red_of(png)


def _red_of(png: bytes) -> Picture:
    """The red levels of a PNG as resvg writes it: eight bits, RGBA, not interlaced."""
    chunks: dict[bytes, bytes] = {}
    place = 8
    while place < len(png):
        length, kind = struct.unpack(">I4s", png[place : place + 8])
        chunks[kind] = chunks.get(kind, b"") + png[place + 8 : place + 8 + length]
        place += 12 + length
    width, height, depth, colours = struct.unpack(">IIBB", chunks[b"IHDR"][:10])
    assert (depth, colours) == (8, 6)
    lines = zlib.decompress(chunks[b"IDAT"])
    row, rows = [0] * width, []
    for start in range(0, len(lines), 1 + 4 * width):
        row = _unfiltered(lines[start], lines[start + 1 : start + 1 + 4 * width : 4], row)
        rows.append(row)
    return np.array(rows, np.uint8).reshape(height, width)


def _unfiltered(method: int, line: bytes, above: list[int]) -> list[int]:
    """One row from differences to the pixel left (1), above (2), to their mean (3) or the nearest (4)."""
    if method == 0:
        return list(line)
    row: list[int] = []
    left = corner = 0
    for value, up in zip(line, above, strict=True):
        if method == 4:
            far_left, far_up, far_corner = abs(up - corner), abs(left - corner), abs(left + up - 2 * corner)
            nearest = up if far_up <= far_corner else corner
            guess = left if far_left <= far_up and far_left <= far_corner else nearest
        else:
            guess = {1: left, 2: up, 3: (left + up) // 2}[method]
        left, corner = (value + guess) & 255, up
        row.append(left)
    return row
