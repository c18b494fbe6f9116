"""Items of QTI as fields of this bank: of a kind of its own where one marks them exactly, else composite.

What cannot be delivered is told with a reason and left out.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, Final

from item_bank.findings import Finding, Position, has_errors
from item_bank.formats.collector import Collector
from item_bank.formats.defaults import identifier_of
from item_bank.formats.package import Node
from item_bank.formats.qti.content import INTERACTION, Content, NotDeliverableError, last_image
from item_bank.formats.qti.graphic_parts import graphic_associate, graphic_gap_match, graphic_order
from item_bank.formats.qti.native_kinds import native_fields
from item_bank.formats.qti.package_files import ItemFile, QtiFiles
from item_bank.formats.qti.parts import PartsOfItem
from item_bank.formats.qti.pictures import NotShownError, Pictures
from item_bank.formats.qti.rules import ItemRules, ScoringUnclearError, read_rules
from item_bank.interactions import Several
from item_bank.item_tables import read_item
from item_bank.items import Item
from item_bank.kinds.composite_levels import levels_of
from item_bank.kinds.composite_marking import CompositeKey, scoring_of
from item_bank.kinds.composite_tree import rule_text
from item_bank.table_reader import Table
from item_bank.toml_source import NO_SOURCE

GRAPHIC: Final = {
    "graphic-order-interaction": graphic_order,
    "graphic-associate-interaction": graphic_associate,
    "graphic-gap-match-interaction": graphic_gap_match,
}
PASSIVE: Final = frozenset({"media-interaction", "end-attempt-interaction"})
"""Interactions that ask for nothing that counts: what they show is shown, beside others."""

_FEEDBACK = ("modal-feedback", "feedback-block", "feedback-inline")
_NOT_CARRIED: Final[Mapping[str, str]] = {
    "apip-accessibility": "catalog-info",
    "companion-materials-info": "materials",
}
_BUGS = (ValueError, TypeError, KeyError, IndexError, OverflowError, RecursionError, ZeroDivisionError)


class ItemReader:
    """Reads the items of one package into a collector; `numbers` are parameters by the items' identifiers."""

    def __init__(self, files: QtiFiles, collector: Collector) -> None:
        self._files = files
        self._collector = collector
        self._pictures = Pictures(files, collector)
        self._stimuli: dict[str, str] = {}
        self.numbers: dict[str, dict[str, float]] = {}
        self.languages: set[str] = set()

    def read(self, item: ItemFile) -> None:
        """Make an item of a file, or tell why not."""
        place = Position(self._files.package.shown(item.name), item.root.line)
        name = item.root.get("title") or item.root.get("identifier") or item.name
        try:
            fields = self._fields(item, place)
        except NotDeliverableError as error:
            self._leave_out(place, name, error)
            return
        except ScoringUnclearError as error:
            unclear = NotDeliverableError("qti-scoring-unclear", reason=error.reason, rule=error.rule[:80])
            self._leave_out(place, name, unclear)
            return
        except NotShownError:
            self._leave_out(place, name, NotDeliverableError(""))
            return
        except _BUGS:  # a file that breaks what nobody thought of costs itself, and no import
            self._leave_out(place, name, NotDeliverableError("qti-scoring-unclear", reason="broken", rule=""))
            return
        self._collector.add(fields, place, name)

    def _leave_out(self, place: Position, name: str, error: NotDeliverableError) -> None:
        if error.code:
            own = replace(place, line=error.line or place.line)
            self._collector.report.append(
                Finding(error.code, own, arguments=tuple(error.arguments.items()), is_left_out=True)
            )
        self._collector.leave_out(place, name)

    def _fields(self, item: ItemFile, place: Position) -> dict[str, Any]:
        root = item.root
        if root.get("adaptive").strip() == "true":
            raise NotDeliverableError("qti-not-deliverable", reason="adaptive")
        body = root.first("item-body")
        if body is None:
            raise NotDeliverableError("qti-interaction-not-supported", names="-", number=0)
        if root.get("lang"):
            self.languages.add(root.get("lang").partition("-")[0].lower())
        interactions = [
            node for node in everything(body) if node.name.endswith(INTERACTION) and node.name not in PASSIVE
        ]
        common = self._common(item)
        if not interactions:
            if any(True for _ in body.all(*PASSIVE)) and not body.text.strip():
                raise NotDeliverableError("qti-interaction-not-supported", names="media", number=1)
            return common | {"kind": "information"} | self._page(item, body, place)
        responses = [node.get("response-identifier") for node in interactions]
        rules = read_rules(root, self._files, responses)
        content = Content(self._pictures, self._collector, item.name, place, rules.shown)
        parts = PartsOfItem(content, self._collector, rules.declarations, more=GRAPHIC)
        for node in body.all(*PASSIVE):
            content.keep(node, self._passive(node, content))
        for node in interactions:
            content.keep(node, parts.add(node))
        stem, figure = content.markdown(body.children), None
        if not all(f"[[{part['id']}]]" in stem for part in parts.parts):
            raise NotDeliverableError("qti-scoring-unclear", reason="broken", rule="")
        content.tell_dropped()
        self._tell(root, rules, place)
        common |= {"stem": self._collector.text(stem)} | parts.figure(figure, "figure_alt")
        common |= self._shared(root, item.name, place)
        if parts.fixed:
            common["fixed"] = list(dict.fromkeys(parts.fixed))
        return self._scored(common, parts, rules, place)

    def _common(self, item: ItemFile) -> dict[str, Any]:
        root, collector = item.root, self._collector
        identifier = root.get("identifier")
        classes = [
            word
            for node in (root, *everything(root))
            for word in node.get("class").split()
            if word.startswith("qti-")
        ]
        catalogue = self._files.catalogue(item.name)
        return {
            "id": collector.new_id(identifier or item.name.rpartition("/")[2].removesuffix(".xml")),
            "domain": identifier_of(item.domain) or collector.domain,
            **({"layout_classes": list(dict.fromkeys(classes))} if classes else {}),
            **({"catalogue": catalogue} if catalogue else {}),
            **self._parameters(identifier),
        }

    def _page(self, item: ItemFile, body: Node, place: Position) -> dict[str, Any]:
        content = Content(self._pictures, self._collector, item.name, place)
        for node in body.all(*PASSIVE):
            content.keep(node, self._passive(node, content))
        stem, shown = content.figure(content.markdown(body.children))
        content.tell_dropped()
        parts = PartsOfItem(content, self._collector, {})
        told = {"stem": self._collector.text(stem or item.root.get("title"))}
        return told | parts.figure(shown, "figure_alt") | self._shared(item.root, item.name, place)

    def _scored(
        self, common: dict[str, Any], parts: PartsOfItem, rules: ItemRules, place: Position
    ) -> dict[str, Any]:
        key = CompositeKey(
            rules.texts,
            rule_text(rules.rules),
            tuple(sorted((part, name) for part, name in parts.responses.items() if part != name)),
            tuple(sorted(parts.names.items())),
            (0.0, 1.0),
            rules.outcome,
        )
        fields = common | {
            "kind": "composite",
            "parts": parts.parts,
            "key": {
                "outcome": key.outcome,
                "levels": list(key.levels),
                "declarations": list(key.declarations),
                "rules": key.rules,
                **({"responses": dict(key.responses)} if key.responses else {}),
                **({"names": dict(key.names)} if key.names else {}),
            },
        }
        scratch: list[Finding] = []
        item = self._read(fields, scratch)
        if item is None or has_errors(scratch):
            return fields  # what is wrong with it is told when it is collected
        scoring = scoring_of(key)
        if not isinstance(item.interaction, Several):
            raise TypeError("a composite item must have parts")
        try:
            levels = levels_of(scoring, item.interaction)
        except ValueError as error:
            raise ScoringUnclearError("rule", str(error)) from error
        if len(levels.values) < 2:  # noqa: PLR2004 - all answers are worth the same
            raise ScoringUnclearError("none")
        if levels.is_coarse:
            scores = ", ".join(f"{each:g}" for each in levels.values)
            self._collector.tell("qti-levels-coarse", place, id=item.id, levels=scores)
        fields["key"]["levels"] = list(levels.values)
        native = native_fields(fields, item, scoring, levels.values, self._collector.head.languages)
        return fields if native is None else self._with_figure(native)

    def _with_figure(self, fields: dict[str, Any]) -> dict[str, Any]:
        """The fields with an image at the end of the stem as the item's figure."""
        if "figure" in fields or fields["kind"] in {"inline_choice", "gap_match"}:
            return fields
        texts: dict[str, str] = {}
        figure = None
        for language, markdown in fields["stem"].items():
            text, figure = last_image(markdown)
            if figure is None or not text:
                return fields
            texts[language] = text
        if figure is None:
            return fields
        alt = self._collector.text(figure[1])
        return fields | {"stem": texts, "figure": figure[0], "figure_alt": alt}

    def _read(self, fields: dict[str, Any], report: list[Finding]) -> Item | None:
        table = Table(fields, NO_SOURCE, report, languages=self._collector.head.languages)
        return read_item(table, self._collector.head.response_scales)

    def _passive(self, node: Node, content: Content) -> str:
        shown = next((each for each in node.elements if each.name in {"audio", "object", "img"}), None)
        if node.name == "end-attempt-interaction" or shown is None:
            if node.first("video") is not None:
                raise NotDeliverableError("qti-not-deliverable", node.line, reason="video")
            return ""
        prompt = content.markdown([child for each in node.inner("prompt") for child in each.children])
        return f"\n{prompt}\n\n{content.picture(shown).markdown}\n"

    def _shared(self, root: Node, name: str, place: Position) -> dict[str, str]:
        """The name of the set whose stimulus the item shares, which is taken into the bank."""
        references = list(root.all("assessment-stimulus-ref"))
        if not references:
            return {}
        files = [self._files.resolved(each.get("href"), name) for each in references]
        key = "\n".join(file or "" for file in files)
        if key not in self._stimuli:
            self._stimuli[key] = self._stimulus(files, references, place)
        if not self._stimuli[key]:
            raise NotDeliverableError("qti-not-deliverable", references[0].line, reason="stimulus")
        return {"set": self._stimuli[key]}

    def _stimulus(self, files: list[str | None], references: list[Node], place: Position) -> str:
        texts: list[str] = []
        title = ""
        for file in files:
            tree = self._files.tree(file) if file else None
            body = tree.first("stimulus-body") if tree else None
            if tree is None or body is None or file is None:
                return ""
            content = Content(self._pictures, self._collector, file, place)
            texts.append(content.markdown(body.children))
            content.tell_dropped()
            title = title or tree.get("title")
        made = self._collector.new_id(references[0].get("identifier") or "stimulus", "stimulus")
        fields = {"id": made, "text": self._collector.text("\n\n".join(texts))}
        if title.strip():
            fields["title"] = self._collector.text(" ".join(title.split()))
        return made if self._collector.add_stimulus(fields, place, made) else ""

    def _tell(self, root: Node, rules: ItemRules, place: Position) -> None:
        if root.first(*_FEEDBACK):
            self._collector.tell("not-carried", place, what="feedback")
        for name, what in _NOT_CARRIED.items():
            if root.first(name):
                self._collector.tell("not-carried", place, what=what)
        if rules.is_offered:
            self._collector.tell("qti-rules-offered", place)

    def _parameters(self, identifier: str) -> dict[str, Any]:
        numbers = self.numbers.get(identifier)
        if not numbers:
            return {}
        c = numbers.get("c", 0.0)
        own = {"model": "3pl", "c": c} if c > 0.0 else {"model": "2pl" if "a" in numbers else "1pl"}
        return {"parameters": {**own, "a": numbers.get("a", 1.0), "b": numbers["b"]}}


def everything(node: Node) -> Iterable[Node]:
    """The elements anywhere in one."""
    for child in node.elements:
        yield child
        yield from everything(child)
