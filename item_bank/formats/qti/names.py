"""One way to write the names of QTI: those of version 3 without `qti-`, whatever version a file follows."""

import re
from typing import Final

from item_bank.formats.package import Node

_CAPITAL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_OWN_LANGUAGE: Final = frozenset({"svg"})
"""Elements whose inside follows another standard, in which capitals matter."""


def normalised(node: Node) -> Node:
    """The same tree with names such as `choice-interaction` and `response-identifier`."""
    name = _kebab(node.name).removeprefix("qti-")
    if name in _OWN_LANGUAGE:
        return node
    children = [child if isinstance(child, str) else normalised(child) for child in node.children]
    attributes = {_kebab(key): value for key, value in node.attributes.items()}
    return Node(name, attributes, node.line, children)


def _kebab(name: str) -> str:
    return _CAPITAL.sub("-", name).lower()
