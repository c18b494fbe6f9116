"""Items of this bank as items of QTI 3, in one language: what is shown and what is done with it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from item_bank.content import block_html, inline_html
from item_bank.formats.html_text import html_tree
from item_bank.formats.package import Node
from item_bank.formats.qti.package_files import xml_text
from item_bank.formats.qti.written_rules import element
from item_bank.formats.qti.written_scoring import RESPONSE, scoring_of_item
from item_bank.interactions import (
    Area,
    BestWorst,
    Choose,
    ChooseSeveral,
    FillGaps,
    Order,
    Pair,
    PartInteraction,
    Rate,
    Several,
    Write,
    fixed_options,
)
from item_bank.items import Figure, Item, Option, Text
from item_bank.kinds.composite_marking import CompositeKey, scoring_of
from item_bank.kinds.options import MARK
from item_bank.media import AUDIO

NAMESPACE: Final = "http://www.imsglobal.org/xsd/imsqtiasi_v3p0"
_SHAPES: Final = {"rectangle": "rect", "polygon": "poly", "circle": "circle"}
_PLACES: Final = re.compile(r"^\d+\.\s*$", re.MULTILINE)
"""The numbers of places, which an interaction of ordering shows by itself."""

_BLOCK = ("choice", "order", "match", "gap-match", "hotspot", "extended-text")


@dataclass(frozen=True, slots=True)
class Asked:
    """One interaction to be written: its response variable and the choices with their identifiers."""

    response: str
    options: tuple[Option, ...]
    fixed: frozenset[str]
    names: Mapping[str, str]
    prompt: str = ""
    figure: Figure | None = None
    is_inline: bool = False
    base_type: str = "identifier"

    def name(self, each: str) -> str:
        """The identifier of an option or gap."""
        return self.names.get(each, each)


class ItemWriter:
    """Writes items in one language; `up` leads from their folder to the package's."""

    def __init__(self, language: str, up: str = "../") -> None:
        self._language = language
        self._up = up

    def item(self, item: Item, stimulus: str = "") -> str:
        """The document of an item; `stimulus` is the address of the one that it shares."""
        declared, processing = scoring_of_item(item)
        reference = {"identifier": item.item_set, "href": f"{self._up}{stimulus}"}
        attributes = {
            "xmlns": NAMESPACE,
            "identifier": item.id,
            "title": item.id,
            "adaptive": "false",
            "time-dependent": "false",
            "xml:lang": self._language,
        }
        return '<?xml version="1.0" encoding="UTF-8"?>\n' + element(
            "assessment-item",
            attributes,
            *declared,
            element("assessment-stimulus-ref", reference) if stimulus else "",
            element("item-body", {}, self._body(item)),
            processing,
            item.catalogue,
        )

    def stimulus(self, name: str, title: Text | None, text: Text, figure: Figure | None) -> str:
        """The document of a text that items share."""
        body = self._blocks(text[self._language], {}) + self._figure(figure)
        head = {"xmlns": NAMESPACE, "identifier": name, "title": title[self._language] if title else name}
        return '<?xml version="1.0" encoding="UTF-8"?>\n' + element(
            "assessment-stimulus", head, element("stimulus-body", {}, body)
        )

    def _body(self, item: Item) -> str:
        stem = item.prompt.stem[self._language]
        figure = "" if item.kind == "hotspot" else self._figure(item.prompt.figure)
        fixed = frozenset(fixed_options(item.interaction))
        by_id = {option.id: option for option in item.prompt.options}
        if isinstance(item.interaction, Several) and isinstance(item.key, CompositeKey):
            responses, names = dict(item.key.responses), dict(item.key.names)
            declared = scoring_of(item.key).declarations
            written: dict[str, str] = {}
            for part in item.interaction.parts:
                prompt = part.text[self._language] if part.text else ""
                response = responses.get(part.id, part.id)
                asked = Asked(
                    response, tuple(by_id[each] for each in part.options), fixed, names, prompt,
                    part.figure, part.is_inline, declared[response].base_type,
                )  # fmt: skip
                written[part.id] = self._interaction(asked, part.interaction)
            return self._blocks(stem, written) + figure
        if isinstance(item.interaction, FillGaps) and not item.interaction.has_pool:
            written = {
                gap.id: self._interaction(
                    Asked(gap.id, tuple(by_id[each] for each in gap.options), fixed, {}, is_inline=True),
                    Choose(),
                )
                for gap in item.interaction.gaps
            }
            return self._blocks(stem, written) + figure
        asked = Asked(RESPONSE, item.prompt.options, fixed, {}, figure=item.prompt.figure)
        if isinstance(item.interaction, FillGaps):
            return figure + self._interaction(
                Asked(RESPONSE, item.prompt.options, fixed, {}, stem, base_type="directedPair"),
                item.interaction,
            )
        below = "" if item.kind == "information" else self._single(asked, item)
        return self._blocks(stem, {}) + figure + below

    def _single(self, asked: Asked, item: Item) -> str:
        match item.interaction:
            case BestWorst():
                names = ("BEST", "WORST")
                return "".join(
                    self._interaction(Asked(name, asked.options, asked.fixed, {}), Choose()) for name in names
                )
            case Rate() as own:
                labels = tuple(Option(f"P{place + 1}", text) for place, text in enumerate(own.labels))
                pair = Pair(tuple(label.id for label in labels), 0)
                return self._interaction(Asked(RESPONSE, asked.options + labels, asked.fixed, {}), pair)
            case Several():
                raise TypeError("an item of several parts must have a key for them")
        if item.kind == "likert":
            named = {option.id: f"C{option.id}" for option in asked.options}
            asked = Asked(RESPONSE, asked.options, frozenset(named), named)
        return self._interaction(asked, item.interaction)  # type: ignore[arg-type]

    def _interaction(self, asked: Asked, interaction: PartInteraction) -> str:
        attributes: dict[str, object] = {"response-identifier": asked.response}
        is_shuffled = any(option.id not in asked.fixed for option in asked.options)
        if not isinstance(interaction, Write):
            attributes["shuffle"] = str(is_shuffled).lower()
        match interaction:
            case Choose(areas=areas) | ChooseSeveral(areas=areas) if areas:
                return self._hotspot(asked, interaction, areas)
            case Choose():
                if asked.is_inline:
                    return element(
                        "inline-choice-interaction", attributes, *self._choices("inline-choice", asked)
                    )
                attributes["max-choices"] = 1
                name, choices = "choice-interaction", self._choices("simple-choice", asked)
            case ChooseSeveral():
                attributes |= {"max-choices": interaction.most, "min-choices": interaction.least}
                name, choices = "choice-interaction", self._choices("simple-choice", asked)
            case Order():
                name, choices = "order-interaction", self._choices("simple-choice", asked)
            case Pair() if asked.base_type == "pair":
                sources = tuple(each for each in asked.options if each.id not in interaction.targets)
                inner = Asked(asked.response, sources, asked.fixed, asked.names)
                attributes |= {"max-associations": 0}
                most = {"match-max": interaction.most_targets}
                choices = self._choices("simple-associable-choice", inner, most)
                name = "associate-interaction"
            case Pair():
                return self._match(asked, interaction, attributes)
            case FillGaps() if asked.base_type == "identifier":
                attributes |= {"min-choices": len(interaction.gaps), "max-choices": len(interaction.gaps)}
                plain = Asked(asked.response, asked.options, asked.fixed, asked.names)
                name, choices = "order-interaction", self._choices("simple-choice", plain)
                prompt = MARK.sub("", asked.prompt)
                told = element("prompt", {}, self._blocks(_PLACES.sub("", prompt), {}))
                return element(name, attributes, told, *choices)
            case FillGaps():
                return self._gap_match(asked, interaction, attributes)
            case Write():
                return self._write(asked, interaction)
            case _:
                raise TypeError(f"interaction must be one that QTI has, got {type(interaction).__name__}")
        return element(name, attributes, self._prompt(asked), *choices)

    def _choices(self, name: str, asked: Asked, more: Mapping[str, object] | None = None) -> list[str]:
        is_all_fixed = all(option.id in asked.fixed for option in asked.options)
        made: list[str] = []
        for option in asked.options:
            attributes: dict[str, object] = {"identifier": asked.name(option.id), **(more or {})}
            if option.id in asked.fixed and not is_all_fixed:
                attributes["fixed"] = "true"
            made.append(element(name, attributes, self._option(option)))
        return made

    def _option(self, option: Option) -> str:
        text = "" if option.text is None else self._line(option.text[self._language])
        return text + self._figure(option.figure)

    def _match(self, asked: Asked, interaction: Pair, attributes: dict[str, object]) -> str:
        targets = set(interaction.targets)
        sets = []
        for is_target, most in ((False, interaction.most_targets), (True, interaction.uses)):
            own = tuple(option for option in asked.options if (option.id in targets) is is_target)
            inner = Asked(asked.response, own, asked.fixed, asked.names)
            choices = self._choices("simple-associable-choice", inner, {"match-max": most})
            sets.append(element("simple-match-set", {}, *choices))
        return element("match-interaction", attributes | {"max-associations": 0}, self._prompt(asked), *sets)

    def _gap_match(self, asked: Asked, interaction: FillGaps, attributes: dict[str, object]) -> str:
        gaps = {gap.id: element("gap", {"identifier": asked.name(gap.id)}) for gap in interaction.gaps}
        choices: list[str] = []
        for option in asked.options:
            own: dict[str, object] = {
                "identifier": asked.name(option.id),
                "match-max": interaction.uses,
            }
            if option.id in asked.fixed:
                own["fixed"] = "true"
            name = "gap-img" if option.figure is not None else "gap-text"
            choices.append(element(name, own, self._option(option)))
        body = self._blocks(asked.prompt, gaps)
        return element("gap-match-interaction", attributes, *choices, body)

    def _hotspot(self, asked: Asked, interaction: PartInteraction, areas: Sequence[Area]) -> str:
        most = interaction.most if isinstance(interaction, ChooseSeveral) else 1
        shapes = {area.option: area for area in areas}
        choices = [
            element(
                "hotspot-choice",
                {
                    "identifier": asked.name(option.id),
                    "shape": _SHAPES[shapes[option.id].shape],
                    "coords": ",".join(f"{each:g}" for each in shapes[option.id].at),
                    "hotspot-label": option.text[self._language] if option.text else option.id,
                },
            )
            for option in asked.options
        ]
        attributes = {"response-identifier": asked.response, "max-choices": most}
        return element(
            "hotspot-interaction", attributes, self._prompt(asked), self._image(asked.figure), *choices
        )

    def _write(self, asked: Asked, interaction: Write) -> str:
        attributes = {"response-identifier": asked.response, "expected-length": interaction.width}
        unit = self._line(interaction.unit[self._language]) if interaction.unit else ""
        field = element("text-entry-interaction", attributes)
        if asked.is_inline:
            return f"{field} {unit}" if unit else field
        prompt = self._blocks(asked.prompt, {}) if asked.prompt else ""
        return f"{prompt}<p>{field} {unit}</p>"

    def _prompt(self, asked: Asked) -> str:
        return element("prompt", {}, self._blocks(asked.prompt, {})) if asked.prompt.strip() else ""

    def _figure(self, figure: Figure | None) -> str:
        return self._image(figure)

    def _image(self, figure: Figure | None) -> str:
        return "" if figure is None else self._media(figure.media, figure.alt[self._language])

    def _media(self, media: str, words: str) -> str:
        source = quoteattr(f"{self._up}{media}")
        if media.endswith(tuple(AUDIO)):
            return f'<audio src={source} controls="controls" aria-label={quoteattr(words)}></audio>'
        return f"<img src={source} alt={quoteattr(words)}/>"

    def _line(self, markdown: str) -> str:
        return _xml(inline_html(markdown, self._media), {}, ())

    def _blocks(self, markdown: str, written: Mapping[str, str]) -> str:
        ids = tuple(written)
        return _xml(block_html(markdown, ids, self._media), written, ids)


def _xml(html: str, written: Mapping[str, str], ids: Sequence[str]) -> str:
    """HTML that a browser reads as XML, with interactions where the marks are."""
    return "".join(_node_xml(child, written, ids) for child in html_tree(html).children)


def _node_xml(node: "Node | str", written: Mapping[str, str], ids: Sequence[str]) -> str:
    if isinstance(node, str):
        return escape(node)
    if node.name == "span" and node.get("data-mark").isdigit():
        return written[ids[int(node.get("data-mark"))]]
    inner = [_node_xml(child, written, ids) for child in node.children]
    marked = [child.get("data-mark") for child in node.elements if child.get("data-mark")]
    is_alone = node.name == "p" and len(node.elements) == 1 and not node.text.strip() and marked
    if is_alone and any(f"<qti-{name}-interaction" in inner[0] for name in _BLOCK):
        return inner[0]
    empty = Node(node.name, node.attributes, node.line)
    head = xml_text(empty)
    return f"{head.removesuffix('/>')}>{''.join(inner)}</{node.name}>" if inner else head
