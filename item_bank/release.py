"""Releases: a bank and a plan frozen into bytes that hold everything that can change a result, named by their digest."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from item_bank.bank import Bank
from item_bank.exam_plan.plan import ExamPlan, SectionPlan
from item_bank.items import Key, Text
from scoring.adaptive_test import AdaptiveTest
from scoring.parameters import ItemParameters, ItemPool
from scoring.reporting_scale import ReportingScale


@dataclass(frozen=True, slots=True)
class ReleasedFigure:
    """A sanitised drawing and the words that stand for it."""

    svg: str
    alt: Text


@dataclass(frozen=True, slots=True)
class ReleasedOption:
    """One option, as sanitised HTML by language and as a figure."""

    id: str
    html: Text
    figure: ReleasedFigure | None


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
    layout: str
    key: Key
    parameters: ItemParameters | None

    @property
    def option_ids(self) -> tuple[str, ...]:
        """The ids of the options in the author's order."""
        return tuple(option.id for option in self.options)


@dataclass(frozen=True)
class SectionContent:
    """A section with its items; an item's index in `pool` is its place in `items`."""

    plan: SectionPlan
    item_indexes: tuple[int, ...]
    items: tuple[ReleasedItem, ...]
    instructions_html: Text

    @cached_property
    def pool(self) -> ItemPool:
        """The parameters of the items, in the order of `items`."""
        raise NotImplementedError

    @cached_property
    def adaptive_test(self) -> AdaptiveTest:
        """The numbers of the section; a fixed section uses it to estimate only."""
        raise NotImplementedError

    @cached_property
    def reporting_scale(self) -> ReportingScale:
        """The scale that the section's result is reported on."""
        raise NotImplementedError

    @property
    def max_items(self) -> int:
        """The largest number of items that a participant gets: of a fixed section, all."""
        raise NotImplementedError

    def index_of(self, item_id: str) -> int:
        """The place of an item in `items` and in `pool`."""
        raise NotImplementedError

    def expected_items(self, draws: Sequence[float]) -> tuple[str, ...]:
        """The item ids of a fixed section in one sitting's order; `draws` are uniforms, one for each item."""
        raise NotImplementedError

    def option_order(self, item_id: str, draws: Sequence[float]) -> tuple[str, ...]:
        """The option ids of an item in one sitting's order; `draws` are uniforms, at least one for each option."""
        raise NotImplementedError


@dataclass(frozen=True)
class Release:
    """A frozen bank and plan, immutable; equal digests mean equal exams."""

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
    def load(cls, content: bytes, digest: str | None = None) -> "Release":
        """The release in these bytes.

        Raises:
            ValueError: the bytes are no release, or are not the ones that `digest` names.
        """
        raise NotImplementedError

    def section(self, index: int) -> SectionContent:
        """A section by its place in the plan, from 0."""
        return self.sections[index]

    @cached_property
    def by_id(self) -> Mapping[str, ReleasedItem]:
        """Every item of the release by id, practice included."""
        raise NotImplementedError

    def item(self, item_id: str) -> ReleasedItem:
        """An item by id, practice included."""
        return self.by_id[item_id]

    def participant_item(
        self, item_id: str, language: str, option_order: Sequence[str], *, position: int = 1
    ) -> dict[str, Any]:
        """What a participant's browser may know of an item, options in `option_order` (option ids): no id, key or parameter."""
        raise NotImplementedError


def build_release(bank: Bank, plan: ExamPlan) -> bytes:
    """The canonical bytes of a release: the same bank and plan give the same bytes.

    Raises:
        ValueError: the bank or the plan has errors; `checks.check` lists them.
    """
    raise NotImplementedError


def release_digest(content: bytes) -> str:
    """The name of a release: the SHA-256 of its bytes, as hex digits."""
    raise NotImplementedError
