"""One way to write the names of QTI: those of version 3 without `qti-`, whatever version a file follows."""

import re

from item_bank.formats.package import Node

_CAPITAL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_OWN_CASE = frozenset({"viewBox", "preserveAspectRatio"})


def normalised(node: Node) -> Node:
    """The same tree with names such as `choice-interaction` and `response-identifier`."""
    children = [child if isinstance(child, str) else normalised(child) for child in node.children]
    attributes = {_kebab(name): value for name, value in node.attributes.items()}
    return Node(_kebab(node.name).removeprefix("qti-"), attributes, node.line, children)


def _kebab(name: str) -> str:
    return name if name in _OWN_CASE else _CAPITAL.sub("-", name).lower()
