"""Rules and declarations of composite items: trees, and text in XML with names of QTI 3 without `qti-`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final
from xml.etree.ElementTree import Element, ParseError
from xml.sax.saxutils import escape, quoteattr

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

DEEPEST: Final = 80
MOST_CHARACTERS: Final = 400_000

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")


@dataclass(frozen=True)
class Rule:
    """One element: a rule, an expression or a declaration; `text` is that of a constant."""

    name: str
    attributes: tuple[tuple[str, str], ...] = ()
    children: tuple["Rule", ...] = ()
    text: str = ""

    def get(self, name: str, default: str = "") -> str:
        """An attribute."""
        return self._attributes.get(name, default)

    @cached_property
    def _attributes(self) -> dict[str, str]:
        return dict(self.attributes)

    def inner(self, *names: str) -> "tuple[Rule, ...]":
        """The children of these names."""
        return tuple(child for child in self.children if child.name in names)

    def everything(self) -> "Iterator[Rule]":
        """Itself and everything in it."""
        yield self
        for child in self.children:
            yield from child.everything()


def rule_text(rule: Rule) -> str:
    """The tree as text that `read_rule` reads as an equal tree."""
    attributes = "".join(f" {name}={quoteattr(value, _BREAKS)}" for name, value in rule.attributes)
    content = escape(rule.text, {"\r": "&#13;"}) + "".join(map(rule_text, rule.children))
    return f"<{rule.name}{attributes}>{content}</{rule.name}>" if content else f"<{rule.name}{attributes}/>"


@lru_cache(maxsize=4_096)
def read_rule(text: str) -> Rule:
    """The tree in a text.

    Raises:
        ValueError: it is no such text.
    """
    if len(text) > MOST_CHARACTERS:
        raise ValueError(f"rules must have at most {MOST_CHARACTERS} characters, got {len(text)}")
    try:
        root = fromstring(text, forbid_dtd=True)
    except (ParseError, DefusedXmlException, RecursionError) as error:
        raise ValueError(f"rules must be well-formed: {error}") from error
    return _rule(root, 0)


def plain_text(text: str) -> str:
    """A text without characters that no file may hold."""
    return _CONTROL.sub("", text)


_BREAKS = {"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"}


def _rule(element: Element, depth: int) -> Rule:
    if depth > DEEPEST:
        raise ValueError(f"rules must not be nested more than {DEEPEST} deep")
    children = tuple(_rule(child, depth + 1) for child in element)
    return Rule(element.tag, tuple(element.attrib.items()), children, (element.text or "").strip())
