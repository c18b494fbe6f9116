"""Interactions of QTI as parts of a composite item: the fields that `kinds.composite_parts` reads."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from item_bank.formats.collector import Collector
from item_bank.formats.defaults import LONGEST_IDENTIFIER, identifier_of
from item_bank.formats.package import Node
from item_bank.formats.qti.content import Content, NotDeliverableError
from item_bank.formats.qti.pictures import Shown
from item_bank.kinds.composite_values import Declaration, coordinates
from item_bank.table_reader import IDENTIFIER

Fields = dict[str, Any]
Builder = Callable[["PartsOfItem", Node, Declaration], Fields]

AREA_WORDS: Final[Mapping[str, str]] = {"id": "Bagian", "en": "Area"}
ELLIPSE_CORNERS: Final = 24
LONGEST_TEXT: Final = 2_000


@dataclass(slots=True)
class PartsOfItem:
    """The parts found so far in one item, and what their names stand for."""

    content: Content
    collector: Collector
    declarations: Mapping[str, Declaration]
    parts: list[Fields] = field(default_factory=list)
    responses: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    more: "Mapping[str, Builder]" = field(default_factory=dict)
    fixed: list[str] = field(default_factory=list)
    prompts: dict[str, str] = field(default_factory=dict)
    _ids: set[str] = field(default_factory=set)

    def add(self, node: Node) -> str:
        """Make a part of an interaction; gives the mark that stands for it in the text.

        Raises:
            NotDeliverableError: it is of a kind that is not delivered.
        """
        build = _BUILDERS.get(node.name) or self.more.get(node.name)
        if build is None:
            raise NotDeliverableError(
                "qti-interaction-not-supported", node.line, names=node.name.removesuffix("-interaction"),
                number=1,
            )  # fmt: skip
        response = node.get("response-identifier")
        if response not in self.declarations:
            raise NotDeliverableError("qti-scoring-unclear", node.line, reason="undeclared", rule="")
        if response in self.responses.values():
            raise NotDeliverableError("qti-scoring-unclear", node.line, reason="broken", rule="")
        part_id = self._new_id(response, f"p{len(self.parts) + 1}")
        self.responses[part_id] = response
        fields = build(self, node, self.declarations[response])
        prompt = self.content.markdown([child for each in node.inner("prompt") for child in each.children])
        self.prompts[part_id] = prompt
        texts = [text for text in (prompt, fields.pop("body", "")) if text]
        told = {"text": self.collector.text("\n\n".join(texts))} if texts else {}
        self.parts.append({"id": part_id, **told, **fields})
        mark = f"[[{part_id}]]"
        return mark if fields.get("inline") else f"\n{mark}\n"

    def options(self, nodes: list[Node], *, is_shuffled: bool) -> list[Fields]:
        """Choices as options; those that keep their places are noted."""
        made: list[Fields] = []
        for number, node in enumerate(nodes):
            made.append(self.option(node, self.content.line(node.children), number))
            if not is_shuffled or node.get("fixed") == "true":
                self.fixed.append(made[-1]["id"])
        return made

    def option(self, node: Node, markdown: str, number: int, *, copy: str = "") -> Fields:
        """One option with a text, an image, or both."""
        identifier = node.get("identifier")
        option_id = self.name(identifier, f"{copy or 'o'}{number + 1}", copy=copy)
        text, shown = self.content.figure(markdown)
        if shown is None and not text.strip():
            text = identifier or str(number + 1)
        told: Fields = {"text": self.collector.text(text)} if text else {}
        return {"id": option_id, **told, **self.figure(shown, "alt")}

    def name(self, identifier: str, usual: str, *, copy: str = "") -> str:
        """An id within the item for an identifier, which it stands for from now on."""
        made = self._new_id(f"{copy}{identifier}" if copy else identifier, usual)
        if made != identifier:
            self.names[made] = identifier
        return made

    def figure(self, shown: Shown | None, alt_field: str) -> Fields:
        """The fields of a figure."""
        return {} if shown is None else {"figure": shown.media, alt_field: self.collector.text(shown.alt)}

    def _new_id(self, name: str, usual: str) -> str:
        base = name if IDENTIFIER.fullmatch(name) else identifier_of(name)[: LONGEST_IDENTIFIER - 6] or usual
        made, number = base, 2
        while made in self._ids:
            made, number = f"{base[: LONGEST_IDENTIFIER - 5]}-{number}", number + 1
        self._ids.add(made)
        return made


def whole(node: Node, name: str, usual: int) -> int:
    """A whole number of an attribute; the usual one where it is none."""
    try:
        return int(float(node.get(name, str(usual))))
    except (ValueError, OverflowError):
        return usual


def _is_shuffled(node: Node) -> bool:
    return node.get("shuffle", "false").strip() == "true"


def _chosen(node: Node, own: Declaration, options: list[Fields]) -> Fields:
    """One or several of the options are chosen."""
    if not options:
        raise NotDeliverableError("qti-scoring-unclear", node.line, reason="broken", rule="")
    if own.cardinality == "single":
        return {"respond": "choose", "options": options}
    most = whole(node, "max-choices", 1)
    most = len(options) if most <= 0 else min(most, len(options))
    least = min(max(1, whole(node, "min-choices", 0)), most)
    return {"respond": "choose_several", "least": least, "most": most, "options": options}


def _choice(parts: PartsOfItem, node: Node, own: Declaration) -> Fields:
    choices = list(node.all("simple-choice"))
    return _chosen(node, own, parts.options(choices, is_shuffled=_is_shuffled(node)))


def _inline_choice(parts: PartsOfItem, node: Node, own: Declaration) -> Fields:
    choices = list(node.all("inline-choice"))
    return _chosen(node, own, parts.options(choices, is_shuffled=_is_shuffled(node))) | {"inline": True}


def _width(node: Node, usual: int) -> int:
    for word in node.get("class").split():
        number = word.removeprefix("qti-input-width-")
        if number != word and number.isdigit():
            return min(max(int(number), 2), 60)
    expected = whole(node, "expected-length", usual)
    return min(max(expected if expected > 0 else usual, 2), 60)


def _written(node: Node, own: Declaration, width: int, longest: int) -> Fields:
    is_number = own.base_type in {"integer", "float"} or own.cardinality == "record"
    if own.base_type not in {"integer", "float", "string", "identifier"} and own.cardinality != "record":
        raise NotDeliverableError("qti-scoring-unclear", node.line, reason="broken", rule="")
    expected = whole(node, "expected-length", 0)
    return {
        "respond": "write",
        "answer": "number" if is_number else "text",
        "width": _width(node, width),
        "longest": min(max(longest, expected), 5_000),
    }


def _text_entry(_parts: PartsOfItem, node: Node, own: Declaration) -> Fields:
    return _written(node, own, 12 if own.base_type in {"integer", "float"} else 20, 200) | {"inline": True}


def _extended_text(_parts: PartsOfItem, node: Node, own: Declaration) -> Fields:
    if whole(node, "max-strings", 1) > 1 and own.cardinality != "single":
        raise NotDeliverableError("qti-interaction-not-supported", node.line, names="extended-text", number=2)
    return _written(node, own, 60, LONGEST_TEXT)


def _slider(parts: PartsOfItem, node: Node, own: Declaration) -> Fields:
    bounds = f"{node.get('lower-bound', '0')} \N{EN DASH} {node.get('upper-bound', '100')}"
    return _written(node, own, 8, 40) | {"unit": parts.collector.text(f"({bounds})")}


def _order(parts: PartsOfItem, node: Node, own: Declaration) -> Fields:
    choices = list(node.all("simple-choice"))
    options = parts.options(choices, is_shuffled=_is_shuffled(node))
    if not options:
        raise NotDeliverableError("qti-scoring-unclear", node.line, reason="broken", rule="")
    most = whole(node, "max-choices", 0)
    n_right = len(getattr(own.correct, "members", ())) or len(options)
    n_places = most if 0 < most < len(options) else n_right
    if n_places >= len(options):
        return {"respond": "order", "options": options}
    # Only some of the choices have a place: each place takes one of them.
    ids = [option["id"] for option in options]
    gaps = [parts.name(f"place-{place + 1}", f"place-{place + 1}") for place in range(n_places)]
    for gap in gaps:
        parts.names.pop(gap, None)
    return {
        "respond": "fill_gaps",
        "body": "\n".join(f"{place + 1}. [[{gap}]]" for place, gap in enumerate(gaps)),
        "uses": 1,
        "pool": True,
        "options": options,
        "gaps": [{"id": gap, "options": ids} for gap in gaps],
    }


def most_joined(nodes: list[Node], n_others: int) -> int:
    """How often each of these may be joined; where they differ, as often as any of them."""
    found = [whole(node, "match-max", 1) for node in nodes]
    return 0 if any(each <= 0 for each in found) else min(max(found, default=1), max(1, n_others))


def _match(parts: PartsOfItem, node: Node, _own: Declaration) -> Fields:
    sets = node.inner("simple-match-set")
    if len(sets) != 2:  # noqa: PLR2004 - what is joined, and with what
        raise NotDeliverableError("qti-scoring-unclear", node.line, reason="broken", rule="")
    sources, targets = (list(each.all("simple-associable-choice")) for each in sets)
    return _joined(parts, node, sources, targets)


def _joined(parts: PartsOfItem, node: Node, sources: list[Node], targets: list[Node]) -> Fields:
    if not sources or not targets:
        raise NotDeliverableError("qti-scoring-unclear", node.line, reason="broken", rule="")
    is_shuffled = _is_shuffled(node)
    return {
        "respond": "pair",
        "options": parts.options(sources, is_shuffled=is_shuffled),
        "targets": parts.options(targets, is_shuffled=is_shuffled),
        "uses": most_joined(targets, len(sources)),
        "most_targets": most_joined(sources, len(targets)) or len(targets),
    }


def _associate(parts: PartsOfItem, node: Node, _own: Declaration) -> Fields:
    choices = list(node.all("simple-associable-choice"))
    if not choices:
        raise NotDeliverableError("qti-scoring-unclear", node.line, reason="broken", rule="")
    options = parts.options(choices, is_shuffled=_is_shuffled(node))
    # Each choice stands on both sides, because any two of them may be joined.
    targets = [
        parts.option(each, parts.content.line(each.children), number, copy="to-")
        for number, each in enumerate(choices)
    ]
    most = most_joined(choices, len(choices)) or len(choices)
    return {
        "respond": "pair", "options": options, "targets": targets, "uses": most, "most_targets": most,
    }  # fmt: skip


def _gap_match(parts: PartsOfItem, node: Node, _own: Declaration) -> Fields:
    choices = list(node.all("gap-text", "gap-img"))
    options = parts.options(choices, is_shuffled=_is_shuffled(node))
    gaps = list(node.all("gap"))
    if not options or not gaps:
        raise NotDeliverableError("qti-scoring-unclear", node.line, reason="broken", rule="")
    ids = [option["id"] for option in options]
    made: list[Fields] = []
    for number, gap in enumerate(gaps):
        gap_id = parts.name(gap.get("identifier"), f"g{number + 1}")
        parts.content.keep(gap, f"[[{gap_id}]]")
        made.append({"id": gap_id, "options": ids})
    for each in (*choices, *node.inner("prompt")):
        parts.content.keep(each, "")
    return {
        "respond": "fill_gaps",
        "body": parts.content.markdown(node.children),
        "uses": most_joined(choices, len(gaps)),
        "pool": True,
        "options": options,
        "gaps": made,
    }


def _hottext(parts: PartsOfItem, node: Node, own: Declaration) -> Fields:
    words = list(node.all("hottext"))
    shown = [parts.content.line(each.children) or each.get("identifier") for each in words]
    options: list[Fields] = []
    for number, (each, text) in enumerate(zip(words, shown, strict=True)):
        marked = text if shown.count(text) == 1 else f"{text} ({number + 1})"
        options.append(parts.option(each, marked, number))
        parts.content.keep(each, f"**{marked}**" if "*" not in marked and "![" not in marked else marked)
    parts.fixed += [option["id"] for option in options]
    for prompt in node.inner("prompt"):
        parts.content.keep(prompt, "")
    body = parts.content.markdown(node.children)
    return _chosen(node, own, options) | {"body": body}


def _hotspot(parts: PartsOfItem, node: Node, own: Declaration) -> Fields:
    image = next((each for each in node.elements if each.name in {"img", "object", "picture"}), None)
    choices = list(node.all("hotspot-choice"))
    if image is None or not choices:
        raise NotDeliverableError("qti-scoring-unclear", node.line, reason="broken", rule="")
    shown = parts.content.picture(image)
    word = AREA_WORDS.get(parts.collector.language, AREA_WORDS["en"])
    options: list[Fields] = []
    areas: list[Fields] = []
    for number, each in enumerate(choices):
        label = each.get("hotspot-label") or each.get("aria-label") or f"{word} {number + 1}"
        options.append(parts.option(each, " ".join(label.split()), number))
        areas.append({"option": options[-1]["id"], **area_of(each, image, shown)})
    parts.fixed += [option["id"] for option in options]
    return _chosen(node, own, options) | {"areas": areas, **parts.figure(shown, "figure_alt")}


def area_of(node: Node, image: Node, shown: Shown) -> Fields:
    """An area in the units of the figure, which may be shown in another size than it has.

    Raises:
        NotDeliverableError: it has no such shape.
    """
    declared = [_size(image, name) for name in ("width", "height")]
    own = (shown.width, shown.height)
    scales = [size / told if told and size else 1.0 for told, size in zip(declared, own, strict=True)]
    full = [told or size for told, size in zip(declared, own, strict=True)]
    shape = node.get("shape", "default").strip()
    try:
        at = list(coordinates(node.get("coords")))
    except ValueError:
        at = []
    if "%" in node.get("coords"):
        at = [each / 100 * full[place % 2] for place, each in enumerate(at)]
    x, y = scales
    if shape == "default" and all(full):
        return {"shape": "rectangle", "at": [0.0, 0.0, full[0] * x, full[1] * y]}
    if shape == "circle" and len(at) == 3:  # noqa: PLR2004
        if math.isclose(x, y):
            return {"shape": "circle", "at": [at[0] * x, at[1] * y, at[2] * x]}
        shape, at = "ellipse", [*at, at[2]]
    if shape == "rect" and len(at) == 4:  # noqa: PLR2004
        left, right = sorted((at[0] * x, at[2] * x))
        top, bottom = sorted((at[1] * y, at[3] * y))
        return {"shape": "rectangle", "at": [left, top, right, bottom]}
    if shape == "ellipse" and len(at) == 4:  # noqa: PLR2004
        turns = [2 * math.pi * step / ELLIPSE_CORNERS for step in range(ELLIPSE_CORNERS)]
        corners = [(at[0] + at[2] * math.cos(turn), at[1] + at[3] * math.sin(turn)) for turn in turns]
        return {"shape": "polygon", "at": [round(c, 2) for cx, cy in corners for c in (cx * x, cy * y)]}
    if shape in {"poly", "polygon"} and len(at) >= 6:  # noqa: PLR2004
        at = at[: len(at) // 2 * 2]
        if at[:2] == at[-2:] and len(at) > 6:  # noqa: PLR2004
            at = at[:-2]
        return {"shape": "polygon", "at": [each * scales[place % 2] for place, each in enumerate(at)]}
    raise NotDeliverableError("qti-scoring-unclear", node.line, reason="broken", rule=shape[:40])


def _size(node: Node, name: str) -> float:
    try:
        return max(0.0, float(node.get(name, "0").removesuffix("px")))
    except ValueError:
        return 0.0


_BUILDERS: Final[Mapping[str, Builder]] = {
    "choice-interaction": _choice,
    "inline-choice-interaction": _inline_choice,
    "text-entry-interaction": _text_entry,
    "extended-text-interaction": _extended_text,
    "slider-interaction": _slider,
    "order-interaction": _order,
    "match-interaction": _match,
    "associate-interaction": _associate,
    "gap-match-interaction": _gap_match,
    "hottext-interaction": _hottext,
    "hotspot-interaction": _hotspot,
}
