"""Releases: a bank and a plan frozen into bytes that hold everything that can change a result."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import Any, Self

from item_bank.bank import Bank
from item_bank.checks import check
from item_bank.content import figure_html
from item_bank.exam_plan.plan import ExamPlan, SectionPlan
from item_bank.items import Key, Text
from item_bank.kinds import KINDS
from item_bank.kinds.kind import Layout
from item_bank.release_record import (
    FigureRecord,
    ItemRecord,
    ReleaseRecord,
    decoded,
    encoded,
    key_of,
    record_of,
    release_digest,
)
from scoring.adaptive_test import AdaptiveTest
from scoring.parameters import ItemParameters, ItemPool
from scoring.reporting_scale import ReportingScale
from scoring.selection import Selection

__all__ = [
    "Release",
    "ReleasedFigure",
    "ReleasedItem",
    "ReleasedOption",
    "SectionContent",
    "build_release",
    "release_digest",
]


def build_release(bank: Bank, plan: ExamPlan) -> bytes:
    """The canonical bytes of a release: the same bank and plan give the same bytes.

    Raises:
        ValueError: the bank or the plan has errors; `checks.check` lists them all.
    """
    errors = [finding for finding in check(bank, plan) if finding.severity == "error"]
    if errors:
        raise ValueError(
            f"bank and plan must have no errors, got {len(errors)}; the first: {errors[0].render()}"
        )
    content = encoded(record_of(bank, plan))
    for section in Release.load(content).sections:
        _ = (
            section.adaptive_test
        )  # a plan made by a program may ask for what cannot run; better here than in a hall
    return content


@dataclass(frozen=True, slots=True)
class ReleasedFigure:
    """A sanitised drawing and the words that stand for it."""

    svg: str
    alt: Text

    def html(self, language: str) -> str:
        """The drawing for a page."""
        return figure_html(self.svg, self.alt[language])


@dataclass(frozen=True, slots=True)
class ReleasedOption:
    """One option: sanitised HTML by language, a figure, or both."""

    id: str
    text_html: Text
    figure: ReleasedFigure | None

    def html(self, language: str) -> str:
        """The option for a page: its figure, then its words."""
        figure = self.figure.html(language) if self.figure else ""
        return figure + self.text_html.get(language, "")


@dataclass(frozen=True, slots=True)
class ReleasedItem:
    """An item as it is delivered and marked; `key` and `parameters` never leave the server."""

    id: str
    kind: str
    domain: str
    subdomain: str
    enemies: tuple[str, ...]
    stem_html: Text
    figure: ReleasedFigure | None
    options: tuple[ReleasedOption, ...]
    layout: Layout
    key: Key
    parameters: ItemParameters | None

    @property
    def option_ids(self) -> tuple[str, ...]:
        """The ids of the options in the author's order."""
        return tuple(option.id for option in self.options)


@dataclass(frozen=True)
class SectionContent:
    """A section with its items; the place of an item in `items` is its index in `pool` and in decisions."""

    plan: SectionPlan
    item_indexes: tuple[int, ...]
    items: tuple[ReleasedItem, ...]
    instructions_html: Text

    @cached_property
    def pool(self) -> ItemPool:
        """The parameters of the items, in logits, in the order of `items`."""
        parameters = [item.parameters for item in self.items if item.parameters is not None]
        if len(parameters) < len(self.items):
            raise ValueError(f"section {self.plan.id} must have parameters for every item of it")
        return ItemPool.of(parameters)

    @cached_property
    def adaptive_test(self) -> AdaptiveTest:
        """The numbers of the section; a fixed section uses it to estimate only."""
        stopping = self.plan.stopping
        return AdaptiveTest(
            self.pool,
            prior_mean=self.plan.ability.prior_mean,
            prior_sd=self.plan.ability.prior_sd,
            max_items=self.max_items,
            min_items=stopping.min_items if stopping else self.max_items,
            target_standard_error=stopping.standard_error if stopping else None,
            selection=self.plan.selection or Selection(),
            enemies=self.enemy_indexes if any(self.enemy_indexes) else (),
        )

    @property
    def reporting_scale(self) -> ReportingScale:
        """The scale that the section's result is reported on."""
        return self.plan.reporting

    @property
    def max_items(self) -> int:
        """The largest number of items that a participant gets; of a fixed section, all."""
        return self.plan.stopping.max_items if self.plan.stopping else len(self.items)

    @cached_property
    def enemy_indexes(self) -> tuple[tuple[int, ...], ...]:
        """The enemies of each item that are in this section too."""
        return tuple(
            tuple(self._index_by_id[enemy] for enemy in item.enemies if enemy in self._index_by_id)
            for item in self.items
        )

    def index_of(self, item_id: str) -> int:
        """The place of an item in `items` and in `pool`; `KeyError` when the section does not have it."""
        return self._index_by_id[item_id]

    def expected_items(self, draws: Sequence[float]) -> tuple[str, ...]:
        """The item ids of a fixed section in one sitting's order.

        `draws` are uniforms, one for each item; they decide if the plan shuffles items, otherwise the ids do.
        """
        return _in_order([item.id for item in self.items], draws, is_shuffled=self.plan.shuffle_items)

    def option_order(self, item_id: str, draws: Sequence[float]) -> tuple[str, ...]:
        """The option ids of an item in one sitting's order.

        `draws` are uniforms, one for each option; they decide if plan and kind let them, else the author.
        """
        item = self.items[self.index_of(item_id)]
        may_shuffle = self.plan.shuffle_options and KINDS[item.kind].may_shuffle_options
        return _in_order(item.option_ids, draws, is_shuffled=may_shuffle)

    @cached_property
    def _index_by_id(self) -> Mapping[str, int]:
        return MappingProxyType({item.id: index for index, item in enumerate(self.items)})


@dataclass(frozen=True)
class Release:
    """A frozen bank and plan; equal digests mean equal exams. Practice items are not among `items`."""

    digest: str
    bank_id: str
    bank_title: Text
    bank_notice: Text
    plan: ExamPlan
    items: tuple[ReleasedItem, ...]
    practice: tuple[ReleasedItem, ...]
    notice_html: Text
    practice_note_html: Text | None
    sections: tuple[SectionContent, ...]

    @classmethod
    def load(cls, content: bytes, digest: str | None = None) -> Self:
        """The release in these bytes.

        Raises:
            ValueError: the bytes are no release, or are not the ones that `digest` names.
        """
        found = release_digest(content)
        if digest is not None and found != digest:
            raise ValueError(f"content must be the release {digest}, got bytes whose digest is {found}")
        record = decoded(content)
        items = tuple(_released(item, record.drawings) for item in record.items)
        return cls(
            digest=found,
            bank_id=record.bank.id,
            bank_title=record.bank.title,
            bank_notice=record.bank.notice,
            plan=record.plan,
            items=items,
            practice=tuple(_released(item, record.drawings) for item in record.practice),
            notice_html=record.notice_html,
            practice_note_html=record.practice_note_html,
            sections=_sections(record, items),
        )

    def section(self, index: int) -> SectionContent:
        """A section by its place in the plan, from 0."""
        return self.sections[index]

    @cached_property
    def by_id(self) -> Mapping[str, ReleasedItem]:
        """Every item of the release by id, practice included."""
        return MappingProxyType({item.id: item for item in (*self.items, *self.practice)})

    def item(self, item_id: str) -> ReleasedItem:
        """An item by id, practice included; `KeyError` when the release does not have it."""
        return self.by_id[item_id]

    def participant_item(
        self, item_id: str, language: str, option_order: Sequence[str], *, position: int = 1
    ) -> dict[str, Any]:
        """What a participant's browser may know of an item: no id, no key, no parameter.

        `option_order` holds the option ids in the order in which they are shown.

        Raises:
            ValueError: the language is not one of the plan's, or the order is not one of the item's options.
        """
        item = self.item(item_id)
        if language not in self.plan.languages:
            raise ValueError(f"language must be one of {', '.join(self.plan.languages)}, got {language!r}")
        if sorted(option_order) != sorted(item.option_ids):
            raise ValueError(
                f"option_order must hold the options of {item_id} once each, got {option_order!r}"
            )
        options = {option.id: option for option in item.options}
        figure = {"figure_html": item.figure.html(language)} if item.figure else {}
        return {
            "position": position,
            "kind": item.kind,
            "stem_html": item.stem_html[language],
            **figure,
            "layout": item.layout,
            "options": [{"html": options[option_id].html(language)} for option_id in option_order],
        }


def _released(record: ItemRecord, drawings: Mapping[str, str]) -> ReleasedItem:
    def figure_of(figure: FigureRecord | None) -> ReleasedFigure | None:
        return None if figure is None else ReleasedFigure(drawings[figure.drawing], figure.alt)

    return ReleasedItem(
        id=record.id,
        kind=record.kind,
        domain=record.domain,
        subdomain=record.subdomain,
        enemies=record.enemies,
        stem_html=record.stem_html,
        figure=figure_of(record.figure),
        options=tuple(
            ReleasedOption(option.id, option.html, figure_of(option.figure)) for option in record.options
        ),
        layout=record.layout,
        key=key_of(record),
        parameters=record.parameters,
    )


def _sections(record: ReleaseRecord, items: tuple[ReleasedItem, ...]) -> tuple[SectionContent, ...]:
    sections = []
    for plan, instructions_html in zip(record.plan.sections, record.instructions_html, strict=True):
        indexes = tuple(index for index, item in enumerate(items) if item.domain in plan.domains)
        sections.append(
            SectionContent(plan, indexes, tuple(items[index] for index in indexes), instructions_html)
        )
    return tuple(sections)


def _in_order(ids: Sequence[str], draws: Sequence[float], *, is_shuffled: bool) -> tuple[str, ...]:
    if not is_shuffled:
        return tuple(ids)
    if len(draws) != len(ids):
        raise ValueError(f"draws must hold one uniform for each of {len(ids)}, got {len(draws)}")
    return tuple(item_id for _, item_id in sorted(zip(draws, ids, strict=True), key=lambda pair: pair[0]))
