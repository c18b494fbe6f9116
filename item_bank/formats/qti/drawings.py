"""Drawings of other programs made plain: styles become attributes, what may not stand in a page is dropped.

Whether what is left may be shown is for `item_bank.svg` to say.
"""

import re
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from item_bank.formats.package import Node, read_xml

_SHAPES: Final = frozenset(
    "svg g defs path rect circle ellipse line polyline polygon text tspan use symbol "  # noqa: SIM905
    "linearGradient radialGradient stop pattern clipPath mask marker".split()
)
_PROPERTIES: Final = frozenset(
    "fill fill-opacity fill-rule stroke stroke-width stroke-linecap stroke-linejoin stroke-miterlimit "  # noqa: SIM905
    "stroke-dasharray stroke-dashoffset stroke-opacity opacity color stop-color stop-opacity visibility "
    "display clip-path clip-rule mask font-family font-size font-weight font-style text-anchor "
    "dominant-baseline letter-spacing marker-start marker-mid marker-end".split()
)
_GEOMETRY: Final = frozenset(
    "id viewBox width height x y dx dy x1 y1 x2 y2 cx cy r rx ry fx fy d points transform pathLength rotate "  # noqa: SIM905
    "preserveAspectRatio gradientUnits gradientTransform spreadMethod offset patternUnits "
    "patternContentUnits patternTransform clipPathUnits maskUnits maskContentUnits markerUnits "
    "markerWidth markerHeight refX refY orient href textLength lengthAdjust".split()
)
_DOCTYPE = re.compile(r"<!DOCTYPE[^>\[]*(\[[^\]]*\])?[^>]*>", re.IGNORECASE)
_NUMBER = re.compile(r"\s*([\d.]+)\s*(px|pt)?\s*")
_SAFE_VALUE = re.compile(
    r"(?!.*(?:url\s*\(\s*['\"]?(?!['\"]?#)|script|@|\\|data:)).*", re.IGNORECASE | re.DOTALL
)
LONGEST: Final = 2_000_000
HEAD: Final = 4_000
_SPACE: Final = "http://www.w3.org/2000/svg"


def drawing_of(svg: str) -> str:
    """The drawing with what is only shapes; the same text where it cannot be read."""
    if len(svg) > LONGEST:
        return svg
    root = read_xml((_DOCTYPE.sub("", svg[:HEAD], count=1) + svg[HEAD:]).encode(), "", [])
    if root is None or root.name != "svg":
        return svg
    styles: dict[str, dict[str, str]] = {}
    for node in root.all("style"):
        for rule in _without_comments(node.text).split("}"):
            selectors, _, body = rule.partition("{")
            for selector in selectors.split(","):
                styles.setdefault(selector.strip(), {}).update(_declared(body))
    ids = {node.get("id") for node in [root, *_everything(root)] if node.get("id")}
    return _written(root, styles, ids, is_root=True)


def view_box(svg: str) -> tuple[float, float]:
    """Width and height of a drawing in its own units; zeros where it does not say."""
    head = svg[: svg.find(">", svg.find("<svg")) + 1]
    box = re.search(r"viewBox\s*=\s*[\"']\s*([-\d.eE,\s]+)[\"']", head)
    if box:
        try:
            numbers = [float(each) for each in box[1].replace(",", " ").split()]
        except ValueError:
            return 0.0, 0.0
        return (numbers[2], numbers[3]) if len(numbers) == 4 else (0.0, 0.0)  # noqa: PLR2004
    sizes = [re.search(rf"\s{name}\s*=\s*[\"']\s*([\d.]+)", head) for name in ("width", "height")]
    return (float(sizes[0][1]), float(sizes[1][1])) if sizes[0] and sizes[1] else (0.0, 0.0)


def inline_text(node: Node) -> str:
    """A drawing that stands inside other content, as a document."""
    return _written(node, {}, {each.get("id") for each in _everything(node)}, is_root=True)


def _without_comments(text: str) -> str:
    return "".join(
        part.partition("*/")[2] if number else part for number, part in enumerate(text.split("/*"))
    )


def _everything(node: Node) -> list[Node]:
    return [each for child in node.elements for each in (child, *_everything(child))]


def _declared(body: str) -> dict[str, str]:
    pairs = (part.partition(":") for part in body.split(";") if ":" in part)
    return {
        name.strip().lower(): value.replace("!important", "").strip()
        for name, _, value in pairs
        if name.strip().lower() in _PROPERTIES
    }


def _written(node: Node, styles: dict[str, dict[str, str]], ids: set[str], *, is_root: bool = False) -> str:
    attributes: dict[str, str] = {"xmlns": _SPACE} if is_root else {}
    own = {name: value for name, value in node.attributes.items() if name in _GEOMETRY | _PROPERTIES}
    styled = dict(styles.get(node.name, {}))
    for name in node.get("class").split():
        styled |= styles.get(f".{name}", {}) | styles.get(f"{node.name}.{name}", {})
    styled |= styles.get(f"#{node.get('id')}", {}) | _declared(node.get("style"))
    if is_root and "viewBox" not in own:
        sizes = [_NUMBER.fullmatch(own.get(name, "")) for name in ("width", "height")]
        if sizes[0] and sizes[1]:
            own["viewBox"] = f"0 0 {sizes[0][1]} {sizes[1][1]}"
    if is_root:
        own = {name: value for name, value in own.items() if name not in {"width", "height", "x", "y"}}
    attributes |= {name: value for name, value in (own | styled).items() if _SAFE_VALUE.fullmatch(value)}
    if "href" in attributes and (node.name != "use" or attributes["href"].removeprefix("#") not in ids):
        del attributes["href"]
    if node.name == "use" and "href" not in attributes:
        return ""
    inner = "".join(
        (escape(child) if node.name in {"text", "tspan"} else "")
        if isinstance(child, str)
        else _written(child if child.name != "a" else Node("g", {}, child.line, child.children), styles, ids)
        for child in node.children
        if isinstance(child, str) or child.name in _SHAPES or child.name in {"a", "switch"}
    )
    name = "g" if node.name == "switch" else node.name
    told = "".join(f" {key}={quoteattr(value)}" for key, value in attributes.items())
    return f"<{name}{told}>{inner}</{name}>"
