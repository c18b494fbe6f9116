"""XML of a package as a tree with lines: no document types, no entities, nothing loaded, size capped.

Names lose their prefix and attributes theirs; which standard a file follows, its reader knows from the root.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final
from xml.sax import SAXException, SAXParseException
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import AttributesImpl, Locator

from defusedxml import DefusedXmlException
from defusedxml.sax import parseString

from item_bank.findings import Finding, Position, finding

MOST_ELEMENTS: Final = 500_000
DEEPEST: Final = 150


@dataclass(slots=True)
class Node:
    """An element: its name without a prefix, its attributes, what is in it, and its line."""

    name: str
    attributes: Mapping[str, str]
    line: int
    children: "list[Node | str]" = field(default_factory=list)

    def get(self, name: str, default: str = "") -> str:
        """An attribute."""
        return self.attributes.get(name, default)

    @property
    def elements(self) -> "list[Node]":
        """The elements directly in it."""
        return [child for child in self.children if isinstance(child, Node)]

    def all(self, *names: str) -> "Iterator[Node]":
        """The elements of these names anywhere in it, in reading order; itself is not among them."""
        for child in self.elements:
            if child.name in names:
                yield child
            yield from child.all(*names)

    def first(self, *names: str) -> "Node | None":
        """The first element of these names anywhere in it."""
        return next(self.all(*names), None)

    def inner(self, *names: str) -> "list[Node]":
        """The elements of these names directly in it."""
        return [child for child in self.elements if child.name in names]

    @property
    def text(self) -> str:
        """All text in it."""
        return "".join(child if isinstance(child, str) else child.text for child in self.children)


class _TooMuchError(SAXException):
    """Stops a parser at a document that no author has written."""


def read_xml(
    content: bytes, file: str, report: list[Finding], *, most_elements: int = MOST_ELEMENTS
) -> Node | None:
    """The root of a document, or None after reporting, as a warning, why the file is left out."""
    builder = _Builder(most_elements)
    try:
        parseString(content, builder, forbid_dtd=True)
    except DefusedXmlException:
        report.append(finding("xml-doctype", Position(file, builder.line)))
    except _TooMuchError:
        report.append(
            finding("xml-too-much", Position(file, builder.line), elements=most_elements, depth=DEEPEST)
        )
    except SAXParseException as error:
        line, column = error.getLineNumber() or 1, (error.getColumnNumber() or 0) + 1
        report.append(
            finding("xml-malformed", Position(file, line), column=column, reason=error.getMessage())
        )
    except (ValueError, LookupError):  # an encoding that nobody knows
        report.append(finding("xml-malformed", Position(file, 1), column=1, reason="unknown encoding"))
    else:
        return builder.root
    return None


class _Builder(ContentHandler):
    def __init__(self, most_elements: int) -> None:
        super().__init__()
        self._most_elements = most_elements
        self.root: Node | None = None
        self._open: list[Node] = []
        self._text: list[str] = []
        self._n_elements = 0
        self._place: Locator | None = None

    @property
    def line(self) -> int:
        return (self._place.getLineNumber() or 1) if self._place else 1

    def setDocumentLocator(self, locator: Locator) -> None:  # noqa: N802
        self._place = locator

    def startElement(self, name: str, attrs: AttributesImpl) -> None:  # noqa: N802
        self._n_elements += 1
        if self._n_elements > self._most_elements or len(self._open) >= DEEPEST:
            raise _TooMuchError("too much")
        attributes = {_local(key): value for key, value in attrs.items() if not key.startswith("xmlns")}
        node = Node(_local(name), attributes, self.line)
        self._flush()
        if self._open:
            self._open[-1].children.append(node)
        else:
            self.root = node
        self._open.append(node)

    def endElement(self, _name: str) -> None:  # noqa: N802
        self._flush()
        self._open.pop()

    def characters(self, content: str) -> None:
        self._text.append(content)

    def _flush(self) -> None:
        """Put the text since the last element where it belongs, in one piece."""
        if self._text:
            self._open[-1].children.append("".join(self._text))
            self._text.clear()


def _local(name: str) -> str:
    return name.rpartition(":")[2]
