"""Graphic interactions in words: their areas are numbered on the figure, options name the numbers."""

from item_bank.formats.package import Node
from item_bank.formats.qti.content import NotDeliverableError
from item_bank.formats.qti.numbered import centre
from item_bank.formats.qti.parts import AREA_WORDS, Fields, PartsOfItem, area_of, most_joined
from item_bank.kinds.composite_values import Declaration


def graphic_order(parts: PartsOfItem, node: Node, own: Declaration) -> Fields:
    """Areas are put in order."""
    figure, areas = _numbered(parts, node, "hotspot-choice")
    n_right = len(getattr(own.correct, "members", ())) or len(areas)
    if n_right < len(areas):
        raise NotDeliverableError("qti-interaction-not-supported", node.line, names="graphic-order", number=1)
    return {"respond": "order", "options": _options(parts, areas), **figure}


def graphic_associate(parts: PartsOfItem, node: Node, _own: Declaration) -> Fields:
    """Areas are joined with each other."""
    figure, areas = _numbered(parts, node, "associable-hotspot")
    most = most_joined(areas, len(areas)) or len(areas)
    return {
        "respond": "pair",
        "options": _options(parts, areas),
        "targets": _options(parts, areas, copy="to-"),
        "uses": most,
        "most_targets": most,
        **figure,
    }


def graphic_gap_match(parts: PartsOfItem, node: Node, _own: Declaration) -> Fields:
    """Images or words are joined with areas."""
    figure, areas = _numbered(parts, node, "associable-hotspot")
    choices = list(node.all("gap-img", "gap-text"))
    if not choices:
        raise NotDeliverableError("qti-scoring-unclear", node.line, reason="broken", rule="")
    is_shuffled = node.get("shuffle").strip() == "true"
    return {
        "respond": "pair",
        "options": parts.options(choices, is_shuffled=is_shuffled),
        "targets": _options(parts, areas),
        "uses": most_joined(areas, len(choices)),
        "most_targets": most_joined(choices, len(areas)) or len(areas),
        **figure,
    }


def _numbered(parts: PartsOfItem, node: Node, name: str) -> tuple[Fields, list[Node]]:
    image = next((each for each in node.elements if each.name in {"img", "object", "picture"}), None)
    areas = list(node.all(name))
    if image is None or not areas:
        raise NotDeliverableError("qti-scoring-unclear", node.line, reason="broken", rule="")
    shown = parts.content.picture(image)
    places = [area_of(each, image, shown) for each in areas]
    numbered = parts.content.numbered(shown, [centre(each["shape"], each["at"]) for each in places])
    return parts.figure(numbered, "figure_alt"), areas


def _options(parts: PartsOfItem, areas: list[Node], copy: str = "") -> list[Fields]:
    word = AREA_WORDS.get(parts.collector.language, AREA_WORDS["en"])
    made: list[Fields] = []
    for number, each in enumerate(areas):
        label = each.get("hotspot-label") or each.get("aria-label")
        text = f"{word} {number + 1}" + (f": {' '.join(label.split())}" if label.strip() else "")
        made.append(parts.option(each, text, number, copy=copy))
    parts.fixed += [each["id"] for each in made]
    return made
