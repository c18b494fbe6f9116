"""Drawings: SVG that is only shapes. What could run, load or style is refused; annotation is dropped."""

import re
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from typing import Final
from xml.sax import SAXParseException
from xml.sax.handler import ContentHandler
from xml.sax.saxutils import escape, quoteattr
from xml.sax.xmlreader import AttributesImpl, Locator

from defusedxml import DefusedXmlException
from defusedxml.sax import parseString

from item_bank.findings import Argument

SVG_NAMESPACE: Final = "http://www.w3.org/2000/svg"
MOST_BYTES: Final = 300_000
MOST_ELEMENTS: Final = 4_000


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_SHAPES: Final = _words(
    """svg g defs path rect circle ellipse line polyline polygon text tspan use symbol
    linearGradient radialGradient stop pattern clipPath mask marker"""
)
_ANNOTATIONS: Final = _words("title desc metadata")
_ACTIVE: Final = _words(
    """script foreignObject iframe object embed audio video handler listener
    animate animateMotion animateTransform animateColor set discard"""
)
_LOADING: Final = _words("image a feImage filter cursor font-face-uri link")
_REFUSED: Final = _ACTIVE | _LOADING | {"style"}
_ATTRIBUTES: Final = _words(
    """id viewBox width height x y dx dy x1 y1 x2 y2 cx cy r rx ry fx fy d points transform pathLength rotate
    preserveAspectRatio gradientUnits gradientTransform spreadMethod offset
    patternUnits patternContentUnits patternTransform clipPathUnits maskUnits maskContentUnits
    markerUnits markerWidth markerHeight refX refY orient
    fill fill-opacity fill-rule stroke stroke-width stroke-linecap stroke-linejoin stroke-miterlimit
    stroke-dasharray stroke-dashoffset stroke-opacity opacity color stop-color stop-opacity
    clip-path clip-rule mask marker-start marker-mid marker-end
    vector-effect shape-rendering paint-order visibility display
    font-family font-size font-weight font-style text-anchor dominant-baseline letter-spacing
    textLength lengthAdjust"""
)
_DROPPED_ATTRIBUTES: Final = _words("version class role focusable lang baseProfile tabindex")
_REFERRING: Final = frozenset(("href", "xlink:href"))
_LOCAL_URL: Final = re.compile(r"url\(\s*(['\"]?)#([A-Za-z_][\w.-]*)\1\s*\)")
_IDENTIFIER: Final = re.compile(r"[A-Za-z_][\w.-]*")
_SUSPICIOUS: Final = re.compile(r"url\s*\(|script\s*:|data\s*:|@import|\\", re.IGNORECASE)
_DECLARATION: Final = re.compile(r"^<\?xml\s[^>]*\?>")  # it may claim another encoding than UTF-8
_VIEW_BOX: Final = re.compile(r"\s*(?:-?[\d.]+[\s,]+){2}[\d.]+[\s,]+[\d.]+\s*")


@dataclass(frozen=True, slots=True)
class SvgProblem:
    """Why a drawing is refused: a code of `findings`, the line in the drawing, what the sentence needs."""

    code: str
    line: int
    arguments: tuple[tuple[str, Argument], ...] = ()


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing that was looked at: `svg` may stand inside a page; it is empty when there are problems."""

    svg: str
    problems: tuple[SvgProblem, ...]


@lru_cache(maxsize=4_096)
def sanitised(source: str) -> Drawing:
    """The drawing as it may stand inside a page, or every reason why it may not.

    Ids are replaced by ones made from the content, because many drawings share a page and an author's names
    might tell the key; titles and comments are dropped for the same reason.
    """
    content = _DECLARATION.sub("", source.removeprefix("\ufeff"), count=1).encode()
    if len(content) > MOST_BYTES:
        return _refused("svg-too-large", 1, size=len(content), most=MOST_BYTES)
    reader = _Reader(prefix=f"f{sha256(content).hexdigest()[:10]}-")
    try:
        parseString(content, reader, forbid_dtd=True)
    except DefusedXmlException:
        return _refused("svg-dtd", reader.line)
    except SAXParseException as error:
        return _refused(
            "svg-malformed", error.getLineNumber() or 1, column=str((error.getColumnNumber() or 0) + 1),
            reason=error.getMessage(),
        )  # fmt: skip
    reader.finish()
    return Drawing("" if reader.problems else "".join(reader.written), tuple(dict.fromkeys(reader.problems)))


def _refused(code: str, line: int, **arguments: Argument) -> Drawing:
    return Drawing("", (SvgProblem(code, line, tuple(arguments.items())),))


class _Reader(ContentHandler):
    """Looks at one drawing from top to bottom and writes the safe one."""

    def __init__(self, prefix: str) -> None:
        super().__init__()
        self.written: list[str] = []
        self.problems: list[SvgProblem] = []
        self._place: Locator | None = None
        self._prefix = prefix
        self._ids: dict[str, str] = {}
        self._wanted: dict[str, int] = {}
        self._depth = 0
        self._skipping_from = 0
        self._n_elements = 0
        self._use_targets: dict[str, int] = {}
        self._open_ids: list[str] = []
        self._ids_around_use: set[str] = set()

    @property
    def line(self) -> int:
        return (self._place.getLineNumber() or 1) if self._place else 1

    def setDocumentLocator(self, locator: Locator) -> None:  # noqa: N802
        self._place = locator

    def problem(self, code: str, **arguments: Argument) -> None:
        self.problems.append(SvgProblem(code, self.line, tuple(arguments.items())))

    def finish(self) -> None:
        """Report what can be known only at the end: references to nothing, and copies of copies."""
        for name, line in self._wanted.items():
            if name not in self._ids:
                self.problems.append(SvgProblem("svg-reference-missing", line, (("name", name),)))
        for name, line in self._use_targets.items():
            if name in self._ids_around_use:
                self.problems.append(SvgProblem("svg-use-nested", line, (("name", name),)))

    def processingInstruction(self, target: str, _data: str) -> None:  # noqa: N802
        self.problem("svg-active", name=f"<?{target}?>")

    def startElement(self, name: str, attrs: AttributesImpl) -> None:  # noqa: N802
        self._depth += 1
        self._n_elements += 1
        if self._n_elements == MOST_ELEMENTS + 1:
            self.problem("svg-too-many-elements", most=MOST_ELEMENTS)
        local = name.rpartition(":")[2]
        if local in _ACTIVE:
            self.problem("svg-active", name=f"<{name}>")
        elif local in _LOADING:
            self.problem("svg-external", name=f"<{name}>")
        elif local == "style":
            self.problem("svg-style", name="<style>")
        self._open_ids.append(attrs.get("id", ""))
        if self._skipping_from:
            return
        if name in _ANNOTATIONS or (":" in name and local not in _SHAPES | _REFUSED):
            self._skipping_from = self._depth
            return
        if name not in _SHAPES and local not in _REFUSED:
            self.problem("svg-element-not-allowed", name=f"<{name[:80]}>")
        if self._depth == 1:
            self._check_root(name, attrs)
        elif name == "svg":
            self.problem("svg-element-not-allowed", name="<svg>")
        kept = [f" {key}={quoteattr(value)}" for key, value in self._kept(name, attrs)]
        hidden = ' aria-hidden="true" focusable="false"' if self._depth == 1 else ""
        self.written.append(f"<{name}{''.join(kept)}{hidden}>")

    def endElement(self, name: str) -> None:  # noqa: N802
        if not self._skipping_from:
            self.written.append(f"</{name}>")
        elif self._skipping_from == self._depth:
            self._skipping_from = 0
        self._open_ids.pop()
        self._depth -= 1

    def characters(self, content: str) -> None:
        if not self._skipping_from:
            self.written.append(escape(content))

    def _check_root(self, name: str, attrs: AttributesImpl) -> None:
        if name != "svg" or attrs.get("xmlns") != SVG_NAMESPACE:
            self.problem("svg-root")
        elif not _VIEW_BOX.fullmatch(attrs.get("viewBox", "")):
            self.problem("svg-view-box")

    def _kept(self, element: str, attrs: AttributesImpl) -> list[tuple[str, str]]:
        """The attributes that may stay, in a fixed order, with references pointing at the new ids."""
        kept = []
        for name, value in sorted(attrs.items()):
            if name == "xmlns" and (self._depth == 1 or value == SVG_NAMESPACE):
                continue
            if name.lower().startswith("on"):
                self.problem("svg-event-handler", name=name[:80])
            elif name == "style":
                self.problem("svg-style", name="style")
            elif name in _REFERRING:
                kept.extend(self._reference(element, value))
            elif name in {"xmlns", "xml:base"}:
                self.problem("svg-external", name=f'{name}="{value[:80]}"')
            elif name in _ATTRIBUTES:
                kept.append((name, self._value(name, value)))
            elif not (name in _DROPPED_ATTRIBUTES or name.startswith(("data-", "aria-")) or ":" in name):
                self.problem("svg-attribute-not-allowed", name=name[:80], element=f"<{element}>")
        return kept

    def _reference(self, element: str, value: str) -> list[tuple[str, str]]:
        target = value.strip().removeprefix("#")
        if not value.strip().startswith("#") or not _IDENTIFIER.fullmatch(target):
            self.problem("svg-external", name=value[:80])
            return []
        if element == "use":
            self._use_targets.setdefault(target, self.line)
            self._ids_around_use.update(self._open_ids)
        self._wanted.setdefault(target, self.line)
        return [("href", f"#{self._renamed(target)}")]

    def _value(self, name: str, value: str) -> str:
        if name == "id":
            if value in self._ids:
                self.problem("svg-id-repeated", name=value[:80])
            self._ids[value] = self._renamed(value)
            return self._ids[value]
        for _, target in _LOCAL_URL.findall(value):
            self._wanted.setdefault(target, self.line)
        if _SUSPICIOUS.search(_LOCAL_URL.sub("", value)):
            self.problem("svg-external", name=f'{name}="{value[:80]}"')
        return _LOCAL_URL.sub(lambda match: f"url(#{self._renamed(match[2])})", value)

    def _renamed(self, name: str) -> str:
        return self._prefix + sha256(name.encode()).hexdigest()[:6]
