"""Items of QTI as fields of this bank: questions with one right answer; all else is told and left out."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, NoReturn

from item_bank.findings import Finding, Position
from item_bank.formats.collector import Collector
from item_bank.formats.defaults import identifier_of
from item_bank.formats.html_text import Markdown, markdown_of
from item_bank.formats.package import Node
from item_bank.formats.qti.declarations import read_declarations
from item_bank.formats.qti.package_files import ItemFile, QtiFiles
from item_bank.formats.qti.processing import MAP_TEMPLATES, MATCH_TEMPLATES, template_name
from item_bank.formats.qti.scoring import key_of_single
from item_bank.formats.spreadsheet.kind_columns import LETTERS
from item_bank.table_reader import IDENTIFIER

SUPPORTED = "choice-interaction"

_INTERACTION = "-interaction"
_FEEDBACK = frozenset({"modal-feedback", "feedback-block", "feedback-inline"})
_NOT_CARRIED = {
    "catalog-info": "catalog-info",
    "apip-accessibility": "catalog-info",
    "companion-materials-info": "materials",
}
_PROBLEMS = {
    "template-declaration": "templates",
    "template-processing": "templates",
    "printed-variable": "printed",
}


class _LeftOutError(Exception):
    """An item cannot be delivered; why was told."""


@dataclass(frozen=True, slots=True)
class _Shown:
    """A text with the drawing beside it."""

    text: str
    figure: str = ""
    alt: str = ""


class ItemReader:
    """Reads the items of one package into a collector; `numbers` are parameters by the items' identifiers."""

    def __init__(self, files: QtiFiles, collector: Collector) -> None:
        self._files = files
        self._collector = collector
        self.numbers: dict[str, dict[str, float]] = {}

    def read(self, item: ItemFile) -> None:
        """Make an item of a file, or tell why not."""
        place = Position(self._files.package.shown(item.name), item.root.line)
        name = item.root.get("title") or item.root.get("identifier") or item.name
        try:
            fields = self._fields(item, place)
        except _LeftOutError:
            self._collector.leave_out(place, name)
            return
        self._collector.add(fields, place, name)

    def _fields(self, item: ItemFile, place: Position) -> dict[str, Any]:
        root = item.root
        self._refuse_what_changes(root, place)
        body = root.first("item-body")
        interactions = (
            [] if body is None else [node for node in _everything(body) if node.name.endswith(_INTERACTION)]
        )
        if body is None or len(interactions) != 1 or interactions[0].name != SUPPORTED:
            names = sorted({node.name for node in interactions}) or ["-"]
            self._fail(
                "qti-interaction-not-supported", place, names=", ".join(names), number=len(interactions)
            )
        interaction = interactions[0]
        place = replace(place, line=interaction.line)
        self._tell_what_is_lost(root, place)
        choices = list(interaction.all("simple-choice"))
        key = self._key(root, interaction, [each.get("identifier") for each in choices], place)
        stimulus, item_set = self._stimulus(root, item.name, place)
        prompts = [child for prompt in interaction.inner("prompt") for child in prompt.children]
        stem = self._shown(
            [*stimulus, *_without(body, interaction), Node("p", {}, 1, prompts)], item.name, place
        )
        options = [self._shown(_without(choice, None), item.name, place) for choice in choices]
        ids = [each.get("identifier") for each in choices]
        if not all(IDENTIFIER.fullmatch(each) for each in ids) or len(set(ids)) < len(ids):
            ids = list(LETTERS[: len(choices)]) if len(choices) <= len(LETTERS) else ids
        collector = self._collector
        identifier = root.get("identifier")
        return {
            "id": collector.new_id(identifier or item.name.rpartition("/")[2].removesuffix(".xml")),
            "kind": "single_choice",
            "domain": identifier_of(item.domain) or collector.domain,
            **({"set": item_set} if item_set else {}),
            "stem": collector.text(stem.text),
            **self._figure(stem, "figure_alt"),
            "options": [
                {
                    "id": option_id,
                    **({"text": collector.text(option.text.replace("\n\n", "\\\n"))} if option.text else {}),
                    **self._figure(option, "alt"),
                }
                for option_id, option in zip(ids, options, strict=True)
            ],
            "key": {"correct": ids[key]},
            **self._parameters(identifier),
        }

    def _fail(self, code: str, place: Position, **arguments: str | int) -> NoReturn:
        self._collector.report.append(Finding(code, place, arguments=tuple(arguments.items())))
        raise _LeftOutError

    def _refuse_what_changes(self, root: Node, place: Position) -> None:
        if root.get("adaptive") == "true":
            self._fail("qti-not-deliverable", place, reason="adaptive")
        for name, reason in _PROBLEMS.items():
            found = root.first(name)
            if found is not None:
                self._fail("qti-not-deliverable", replace(place, line=found.line), reason=reason)

    def _tell_what_is_lost(self, root: Node, place: Position) -> None:
        if root.first(*_FEEDBACK):
            self._collector.tell("not-carried", place, what="feedback")
        for name, what in _NOT_CARRIED.items():
            if root.first(name):
                self._collector.tell("not-carried", place, what=what)
        if any(choice.get("fixed") == "true" for choice in root.all("simple-choice")):
            self._collector.tell("not-carried", place, what="fixed-places")

    def _key(self, root: Node, interaction: Node, ids: list[str], place: Position) -> int:
        try:
            declarations = read_declarations(root)
        except ValueError:  # a number of a mapping or a right answer that is none
            self._fail("qti-scoring-unclear", place, reason="broken", rule="")
        response = interaction.get("response-identifier")
        declaration = declarations.get(response)
        if declaration is None or declaration.cardinality != "single" or not ids:
            self._fail(
                "qti-scoring-unclear", place, reason="several-right" if declaration else "none", rule=""
            )
        rules = next(iter(root.inner("response-processing")), None)
        name = template_name(rules) if rules else ""
        if rules is not None and name and name not in MATCH_TEMPLATES | MAP_TEMPLATES:
            own = self._files.named(f"{name}.xml")
            rules = (self._files.tree(own) if own else None) or rules
        if rules is not None and not name and not rules.elements:
            rules = None
        key, reason, rule = key_of_single(rules, declarations, response, ids)
        if key is None:
            self._fail("qti-scoring-unclear", place, reason=reason, rule=rule[:80])
        return key

    def _stimulus(self, root: Node, name: str, place: Position) -> tuple[list["Node | str"], str]:
        """The text that several items share, shown above each of them, and the name of their set."""
        reference = root.first("assessment-stimulus-ref")
        if reference is None:
            return [], ""
        file = self._files.resolved(reference.get("href"), name)
        tree = self._files.tree(file) if file else None
        body = tree.first("stimulus-body") if tree else None
        if body is None:
            self._fail("qti-not-deliverable", place, reason="stimulus")
        return [Node("div", {}, body.line, body.children)], identifier_of(reference.get("identifier"))

    def _shown(self, children: "Iterable[Node | str]", inside: str, place: Position) -> _Shown:
        found = markdown_of(children)
        if found.dropped:
            names = ", ".join(sorted(set(found.dropped)))
            self._collector.tell("markup-dropped", place, names=names)
        if not found.media:
            return _Shown(found.text)
        return self._with_figure(found, inside, place)

    def _with_figure(self, found: Markdown, inside: str, place: Position) -> _Shown:
        node = found.media[0]
        if len(found.media) > 1:
            self._fail("qti-not-deliverable", place, reason="several-images")
        if node.name not in {"img", "object"}:
            self._fail("qti-not-deliverable", place, reason=node.name)
        reference = node.get("src") or node.get("data")
        file = self._files.resolved(reference, inside)
        if file is None:
            self._fail("qti-image", place, name=reference[:120], reason="remote")
        content = self._files.package.files.get(file)
        if content is None:
            self._fail("qti-image", place, name=reference[:120], reason="missing")
        if not file.lower().endswith(".svg"):
            self._fail("qti-image", place, name=reference[:120], reason="raster")
        media = f"media/{'/'.join(identifier_of(part) or 'x' for part in file.split('/'))}"
        shown = Position(self._files.package.shown(file), 1)
        if not self._collector.drawing(media, content.decode("utf-8", "replace"), shown):
            raise _LeftOutError
        alt = node.get("alt") or node.get("aria-label") or " ".join(node.text.split())
        return _Shown(found.text, media, alt)

    def _figure(self, shown: _Shown, alt_field: str) -> dict[str, Any]:
        if not shown.figure:
            return {}
        words = {alt_field: self._collector.text(shown.alt)} if shown.alt.strip() else {}
        return {"figure": shown.figure, **words}

    def _parameters(self, identifier: str) -> dict[str, Any]:
        numbers = self.numbers.get(identifier)
        if not numbers:
            return {}
        c = numbers.get("c", 0.0)
        own = {"model": "3pl", "c": c} if c > 0.0 else {"model": "2pl" if "a" in numbers else "1pl"}
        return {"parameters": {**own, "a": numbers.get("a", 1.0), "b": numbers["b"]}}


def _everything(node: Node) -> Iterable[Node]:
    for child in node.elements:
        yield child
        yield from _everything(child)


def _without(node: Node, interaction: Node | None) -> "list[Node | str]":
    """What a participant reads before answering: no interaction, no feedback, no notes for others."""
    kept: list[Node | str] = []
    for child in node.children:
        if isinstance(child, str):
            kept.append(child)
            continue
        views = child.get("view", "candidate").split()
        if (
            child is interaction
            or child.name in _FEEDBACK
            or (child.name == "rubric-block" and "candidate" not in views)
        ):
            continue
        name = "div" if child.name in {"rubric-block", "content-body"} else child.name
        kept.append(Node(name, child.attributes, child.line, _without(child, interaction)))
    return kept
