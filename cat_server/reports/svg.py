"""Building SVG out of elements, so that every attribute and text is escaped in one place.

Drawings carry classes and presentation attributes only: the pages forbid inline styles, and the style sheet
gives the colours, light and dark.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

Number = float | int
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Caption:
    """What a drawing says to those who do not see it; `name` is unique on the page."""

    name: str
    title: str
    description: str


def element(tag: str, *children: Markup | str, **attributes: str | Number | None) -> Markup:
    """One element; `class_` is the class, an underscore a hyphen, and None leaves an attribute out."""
    written = "".join(
        f' {name.rstrip("_").replace("_", "-")}="{escape(_value(value))}"'
        for name, value in attributes.items()
        if value is not None
    )
    # Attributes are escaped above, text children here; the tag names stand in this package's own code.
    return Markup(f"<{tag}{written}>{''.join(escape(child) for child in children)}</{tag}>")  # noqa: S704


def drawing(caption: Caption, width: Number, height: Number, *children: Markup, class_: str) -> Markup:
    """A whole drawing that scales with its place, with words for those who do not see it."""
    title, description = f"{caption.name}-title", f"{caption.name}-description"
    return element(
        "svg",
        element("title", caption.title, id=title),
        element("desc", caption.description, id=description),
        *children,
        viewBox=f"0 0 {_value(width)} {_value(height)}",
        class_=f"chart {class_}",
        role="img",
        aria_labelledby=f"{title} {description}",
    )


def line(start: Point, end: Point, class_: str) -> Markup:
    """A straight line."""
    return element("line", x1=start[0], y1=start[1], x2=end[0], y2=end[1], class_=class_)


def polyline(points: Sequence[Point], class_: str) -> Markup:
    """A line through all points."""
    return element("polyline", points=_points(points), class_=class_, fill="none")


def area(above: Sequence[Point], below: Sequence[Point], class_: str) -> Markup:
    """The area between two lines over the same places."""
    return element("polygon", points=_points([*above, *reversed(below)]), class_=class_)


def label(at: Point, text: str, class_: str, anchor: str = "middle") -> Markup:
    """A short text."""
    return element("text", text, x=at[0], y=at[1], class_=class_, text_anchor=anchor)


def _points(points: Sequence[Point]) -> str:
    return " ".join(f"{_value(x)},{_value(y)}" for x, y in points)


def _value(value: str | Number) -> str:
    return value if isinstance(value, str) else f"{value:.2f}".rstrip("0").rstrip(".")
