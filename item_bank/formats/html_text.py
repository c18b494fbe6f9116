"""HTML of foreign questions as the Markdown of this bank; what Markdown cannot say is counted, not hidden."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Final

from item_bank.formats.package.xml_tree import DEEPEST, Node

ACTIVE: Final = frozenset({"script", "style", "iframe", "applet", "form", "input", "button", "link", "meta"})
MEDIA: Final = frozenset({"img", "object", "embed", "audio", "video", "svg", "math", "picture", "canvas"})

MOST_TAGS: Final = 2_000

_VOID: Final = frozenset(
    {"br", "img", "hr", "input", "meta", "link", "embed", "source", "wbr", "col", "area"}
)
_BLOCKS: Final = frozenset(
    "p div section article center figure figcaption dl dt dd address prompt itemBody item-body "  # noqa: SIM905
    "header footer main aside nav details summary fieldset form rubric-block content-body stimulus-body "
    "template-block feedback-block caption blockquote".split()
)
_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_MARKS: Final = {"em": "*", "i": "*", "cite": "*", "strong": "**", "b": "**"}
_RAISED = str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ")
_LOWERED = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
_SHIFTS: Final = {"sup": (_RAISED, "^"), "sub": (_LOWERED, "_")}

_SPACES = re.compile(r"[ \t\n\r\f]+")
_SPECIAL = re.compile(r"[\\`*_\[\]<$]|&(?=#?\w+;)")
_AT_START = re.compile(r"^([ \t]*)(?:([#>+-])(?=\s|$|[#>+-])|(\d+)([.)])(?=\s|$))", re.MULTILINE)
_BAR = re.compile(r"(?<!\\)\|")
_EMPTY_LINES = re.compile(r"\n{3,}")


@dataclass(slots=True)
class Markdown:
    """A converted text: `dropped` names what was left away, `media` the nodes that are no text."""

    text: str = ""
    dropped: list[str] = field(default_factory=list)
    media: list[Node] = field(default_factory=list)


def escaped_markdown(text: str) -> str:
    """A plain text as Markdown that shows it as it is."""
    return _AT_START.sub(_escaped_start, _SPECIAL.sub(r"\\\g<0>", text))


def markdown_of_html(html: str) -> Markdown:
    """The Markdown of a piece of HTML, however badly written; far too many tags are shown as they are."""
    if html.count("<") > MOST_TAGS:  # the parser looks for the end of each that has none
        return Markdown(escaped_markdown(html))
    return markdown_of(html_tree(html).children)


def html_tree(html: str) -> Node:
    """A piece of HTML as a tree, below a root of its own."""
    parser = _TreeParser()
    parser.feed(html)
    parser.close()
    return parser.root


def markdown_of(
    children: "Iterable[Node | str]", kept: Callable[[Node], str | None] = lambda _: None
) -> Markdown:
    """The Markdown of elements and texts; `kept` gives the text of elements that it knows better.

    A text that begins with a line break stands by itself, as a paragraph does.
    """
    found = Markdown()
    writer = _Writer(found, kept)
    blocks = _EMPTY_LINES.sub("\n\n", writer.blocks(children))
    found.text = "\n".join(line.rstrip() for line in blocks.split("\n")).strip()
    return found


class _Writer:
    def __init__(self, found: Markdown, kept: Callable[[Node], str | None]) -> None:
        self._found = found
        self._kept = kept

    def blocks(self, children: "Iterable[Node | str]") -> str:
        """Blocks with empty lines between them; loose text becomes a paragraph."""
        parts: list[str] = []
        loose: list[Node | str] = []

        def close() -> None:
            for end in (0, -1):  # a break at the edge of a paragraph breaks nothing
                while loose and _is_empty(loose[end]):
                    del loose[end]
            text = self.inline(loose).strip()
            loose.clear()
            if text:
                parts.append(_AT_START.sub(_escaped_start, text))

        for child in children:
            block = None if isinstance(child, str) else self._block(child)
            if block is None:
                loose.append(child)
            else:
                close()
                parts.append(block)
        close()
        return "\n\n".join(part for part in parts if part.strip())

    def _block(self, node: Node) -> str | None:
        """An element that stands by itself; None for one inside a line."""
        name = node.name
        kept = self._kept(node)
        if kept is not None:
            return kept.strip() if kept.startswith("\n") else None
        if name in _HEADINGS:
            return f"**{self.inline(node.children).strip()}**"
        if name in {"ul", "ol"}:
            items = [self.blocks(item.children) for item in node.inner("li")]
            marks = ["- " if name == "ul" else f"{number}. " for number in range(1, len(items) + 1)]
            return "\n".join(
                mark + item.replace("\n", "\n" + " " * len(mark))
                for mark, item in zip(marks, items, strict=True)
            )
        if name == "table":
            return self._table(node)
        if name == "blockquote":
            return "\n".join(f"> {line}" for line in self.blocks(node.children).split("\n"))
        if name == "pre":
            return f"```\n{node.text.strip(chr(10))}\n```"
        if name == "hr":
            return "---"
        is_known = name in MEDIA | ACTIVE and name != "form"
        return (
            self.blocks(node.children)
            if name in _BLOCKS or (not is_known and self._has_blocks(node))
            else None
        )

    def _has_blocks(self, node: Node) -> bool:
        return any(
            each.name in _BLOCKS | _HEADINGS | {"ul", "ol", "table", "pre"}
            or (self._kept(each) or "").startswith("\n")
            for each in node.elements
        )

    def _table(self, node: Node) -> str:
        rows = [[self._cell(cell.children) for cell in row.inner("td", "th")] for row in node.all("tr")]
        width = max(map(len, rows), default=0)
        if not width:
            return ""
        rows = [row + [""] * (width - len(row)) for row in rows]
        if not any(row.first("th") for row in node.all("tr")):
            rows.insert(0, [" "] * width)
        rows.insert(1, ["---"] * width)
        table = "\n".join(f"| {' | '.join(row)} |" for row in rows)
        caption = self.blocks([child for each in node.inner("caption") for child in each.children])
        return f"{caption}\n\n{table}" if caption.strip() else table

    def _cell(self, children: "Iterable[Node | str]") -> str:
        """A cell of a table, which has one line only."""
        line = " ".join(self.blocks(children).replace("\\\n", " ").split("\n"))
        return _SPACES.sub(" ", _BAR.sub("\\\\|", line)).strip()

    def inline(self, children: "Iterable[Node | str]") -> str:
        """Text inside a line."""
        return "".join(self._inline(child) for child in children)

    def _inline(self, child: "Node | str") -> str:
        if isinstance(child, str):
            return _SPECIAL.sub(r"\\\g<0>", _SPACES.sub(" ", child))
        kept = self._kept(child)
        if kept is not None:
            return f" {kept.strip()} " if kept.startswith("\n") else kept
        name = child.name
        if name == "br":
            return "\\\n"
        if name in ACTIVE:
            self._found.dropped.append(name)
            return ""
        if name in MEDIA:
            self._found.media.append(child)
            return ""
        inner = self.inline(child.children)
        if name == "a" and child.get("href"):
            self._found.dropped.append("a")
        return _marked(child, inner) if inner.strip() else inner


def _is_empty(child: "Node | str") -> bool:
    return not child.strip() if isinstance(child, str) else child.name == "br"


def _marked(node: Node, inner: str) -> str:
    """The text of an element with the signs that Markdown has for it."""
    name = node.name
    if name in _MARKS:
        before, after = inner[: len(inner) - len(inner.lstrip())], inner[len(inner.rstrip()) :]
        return f"{before}{_MARKS[name]}{inner.strip()}{_MARKS[name]}{after}"
    if name == "code":
        return f"`{node.text.strip()}`"
    if name in _SHIFTS:
        table, sign = _SHIFTS[name]
        plain = node.text
        return plain.translate(table) if all(ord(each) in table for each in plain) else f"{sign}({inner})"
    return inner


class _TreeParser(HTMLParser):
    """HTML as a tree; an end without a beginning is passed over, what is not ended ends at the end."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Node("html", {}, 1)
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {name: value or "" for name, value in attrs}, self.getpos()[0])
        self._open[-1].children.append(node)
        if tag not in _VOID and len(self._open) < DEEPEST:
            self._open.append(node)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._open[-1].children.append(
            Node(tag, {name: value or "" for name, value in attrs}, self.getpos()[0])
        )

    def handle_endtag(self, tag: str) -> None:
        for depth in range(len(self._open) - 1, 0, -1):
            if self._open[depth].name == tag:
                del self._open[depth:]
                return

    def handle_data(self, data: str) -> None:
        self._open[-1].children.append(data)


def _escaped_start(match: re.Match[str]) -> str:
    return f"{match[1]}\\{match[2]}" if match[2] else f"{match[1]}{match[3]}\\{match[4]}"
