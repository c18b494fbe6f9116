"""What an item of QTI shows as Markdown: text with images, audio, formulas, and marks where parts stand."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from item_bank.findings import Position
from item_bank.formats.collector import Collector
from item_bank.formats.html_text import MEDIA, escaped_markdown, markdown_of
from item_bank.formats.package import Node
from item_bank.formats.qti.drawings import inline_text
from item_bank.formats.qti.pictures import NotShownError, Pictures, Shown
from item_bank.formulas import LONGEST, is_formula
from item_bank.kinds.composite_values import Value, members
from item_bank.media import AUDIO

FEEDBACK: Final = frozenset({"modal-feedback", "feedback-block", "feedback-inline"})
INTERACTION: Final = "-interaction"

_IMAGES: Final = frozenset({"img", "object", "picture", "embed", "audio"})
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ue000-\ue003]")
_DIGIT_BESIDE: Final = re.compile(r"(?<=\d)(?=\$<math)|(?<=</math>\$)(?=\d)")
_ALONE: Final = re.compile(r"!\[([^\]\n]*)\]\((media/[^)\s]+)\)")
_THIN_SPACE: Final = "\N{HAIR SPACE}"

Part = Callable[[Node], str]
"""The mark of an interaction, or what is shown for another element of its own; None where it has none."""


class NotDeliverableError(Exception):
    """An item cannot be delivered: the finding's code and what its sentence needs."""

    def __init__(self, code: str, line: int = 0, **arguments: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.line = line
        self.arguments = arguments


class Content:
    """Makes Markdown of what stands in one file; `kept` gives the marks of parts, by element."""

    def __init__(
        self,
        pictures: Pictures,
        collector: Collector,
        inside: str,
        place: Position,
        templates: Mapping[str, Value] | None = None,
    ) -> None:
        self.pictures = pictures
        self.shown: dict[str, Shown] = {}
        self._collector = collector
        self._inside = inside
        self._place = place
        self._templates = templates or {}
        self._kept: dict[int, str] = {}
        self._dropped: set[str] = set()

    def keep(self, node: Node, text: str) -> None:
        """Show this text for an element."""
        self._kept[id(node)] = text

    def markdown(self, children: "Iterable[Node | str]") -> str:
        """The Markdown of elements and texts.

        Raises:
            NotDeliverableError: it shows what cannot be shown.
        """
        found = markdown_of(list(children), self._own)
        self._dropped |= set(found.dropped)
        if found.media:
            raise NotDeliverableError("qti-not-deliverable", found.media[0].line, reason=found.media[0].name)
        return _DIGIT_BESIDE.sub(_THIN_SPACE, _CONTROL.sub("", found.text))

    def line(self, children: "Iterable[Node | str]") -> str:
        """The Markdown of an option, which has one paragraph."""
        return re.sub(r"\n{2,}", "\\\\\n", self.markdown(children))

    def figure(self, markdown: str) -> tuple[str, Shown | None]:
        """A text whose one image stands at its beginning or end, without it, and the image."""
        rest, image = last_image(markdown)
        if image is None:
            first = _ALONE.match(markdown)
            if first is None or len(_ALONE.findall(markdown)) != 1 or self.shown[first[2]].is_audio:
                return markdown, None
            rest, image = markdown[first.end() :].strip().removeprefix("\\").strip(), (first[2], first[1])
        return rest, self.shown[image[0]]

    def tell_dropped(self) -> None:
        """Report what was left away."""
        if self._dropped:
            names = ", ".join(sorted(self._dropped))
            self._collector.tell("markup-dropped", self._place, names=names[:200])

    def picture(self, node: Node) -> Shown:
        """The file that an element shows.

        Raises:
            NotDeliverableError: it cannot be shown.
        """
        try:
            shown = self.pictures.of(node, self._inside, self._place)
        except NotShownError as error:
            if not error.reason:
                raise NotDeliverableError("", node.line) from error
            raise NotDeliverableError("qti-image", node.line, name=error.name, reason=error.reason) from error
        self.shown[shown.media] = shown
        return shown

    def numbered(self, shown: Shown, centres: Sequence[tuple[float, float]]) -> Shown:
        """The same image with numbers at these points.

        Raises:
            NotDeliverableError: it cannot be drawn on.
        """
        try:
            made = self.pictures.numbered(shown, centres, self._place)
        except NotShownError as error:
            raise NotDeliverableError("qti-image", name=error.name, reason=error.reason) from error
        self.shown[made.media] = made
        return made

    def _own(self, node: Node) -> str | None:
        text = self._kept.get(id(node))
        if text is None:
            text = self._found(node)
            if text is not None:
                self._kept[id(node)] = text
        return text

    def _found(self, node: Node) -> str | None:
        name = node.name
        if name in _IMAGES:
            return self.picture(node).markdown
        if name == "svg":
            shown = self.pictures.inline_drawing(inline_text(node), node.get("aria-label"), self._place)
            self.shown[shown.media] = shown
            return shown.markdown
        if name == "math":
            return formula(node)
        if name == "printed-variable":
            identifier = node.get("identifier")
            if identifier not in self._templates:
                raise NotDeliverableError("qti-not-deliverable", node.line, reason="printed")
            values = members(self._templates[identifier])
            return escaped_markdown(", ".join(_printed(each) for each in values))
        if name in {"template-inline", "template-block"}:
            value = self._templates.get(node.get("template-identifier"))
            is_named = node.get("identifier") in members(value)
            return None if is_named is (node.get("show-hide", "show") == "show") else ""
        if name == "rubric-block":
            return None if "candidate" in node.get("view", "candidate").split() else ""
        if name in FEEDBACK or name in {"companion-materials-info", "catalog-info", "stylesheet", "label"}:
            return "" if name != "label" else None
        if name.endswith(INTERACTION) and name not in MEDIA:
            raise NotDeliverableError("qti-interaction-not-supported", node.line, names=name, number=1)
        return None


def last_image(markdown: str) -> tuple[str, tuple[str, str] | None]:
    """A text whose only image stands at its end, without it, and the file with its words."""
    found = list(_ALONE.finditer(markdown))
    if len(found) != 1 or markdown[found[0].end() :].strip() or "| ---" in markdown:
        return markdown, None
    if any(found[0][2].endswith(suffix) for suffix in AUDIO):
        return markdown, None
    rest = markdown[: found[0].start()].rstrip().rstrip("\\").rstrip()
    return rest, (found[0][2], found[0][1])


def formula(node: Node) -> str:
    """A formula in MathML as one of this bank; as its text where it cannot be read."""
    mathml = _SPACES.sub(" ", _mathml(node)).replace("|", "&#124;").replace("$", "&#36;")
    if len(mathml) <= LONGEST and is_formula(mathml):
        return f"${mathml}$"
    return escaped_markdown(" ".join((node.get("alttext") or node.text).split()))


_SPACES: Final = re.compile(r"\s+")
_SEMANTICS: Final = frozenset({"annotation", "annotation-xml"})


def _mathml(node: Node) -> str:
    inner = [child for child in node.children if isinstance(child, str) or child.name not in _SEMANTICS]
    content = "".join(escape(child) if isinstance(child, str) else _mathml(child) for child in inner)
    if node.name == "semantics":
        return content
    if node.name == "mfenced":
        between = node.get("separators", ",").strip()[:1]
        parts = [_mathml(child) for child in node.elements]
        joined = f"<mo>{escape(between)}</mo>".join(parts) if between else "".join(parts)
        fences = [escape(node.get(side, usual)) for side, usual in (("open", "("), ("close", ")"))]
        return f"<mrow><mo>{fences[0]}</mo>{joined}<mo>{fences[1]}</mo></mrow>"
    told = "".join(
        f" {name}={quoteattr(value)}"
        for name, value in node.attributes.items()
        if name in {"display", "mathvariant", "linethickness", "columnalign", "stretchy", "alttext"}
    )
    return f"<{node.name}{told}>{content}</{node.name}>"


def _printed(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return f"{value:g}" if isinstance(value, float) else str(value)
