"""Releases: a bank and a plan frozen into bytes that hold everything that can change a result."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import sha256
from types import MappingProxyType
from typing import Any, Self

import numpy as np

from item_bank.bank import Bank, CalibrationNote
from item_bank.checks import check
from item_bank.exam_plan.exposure import calibrated_acceptance
from item_bank.exam_plan.plan import ExamPlan
from item_bank.interactions import Read, figures
from item_bank.item_view import item_view
from item_bank.items import Text
from item_bank.media import ADDRESS
from item_bank.release_record import (
    FigureRecord,
    FileRecord,
    ItemRecord,
    ReleaseRecord,
    StimulusRecord,
    decoded,
    encoded,
    key_of,
    record_of,
    release_digest,
)
from item_bank.section_content import (
    ReleasedFigure,
    ReleasedItem,
    ReleasedOption,
    ReleasedStimulus,
    SectionContent,
    option_order,
)
from scoring.arrays import read_only

__all__ = [
    "Release",
    "ReleasedFigure",
    "ReleasedItem",
    "ReleasedOption",
    "SectionContent",
    "build_release",
    "media_address",
    "release_digest",
]


def media_address(digest: str) -> str:
    """What comes before the name of a file of the release of this digest."""
    return f"/media/{digest}/"


def build_release(bank: Bank, plan: ExamPlan) -> bytes:
    """The canonical bytes of a release: the same bank and plan give the same bytes.

    Raises:
        ValueError: the bank or the plan has errors; `checks.check` lists them all.
    """
    errors = [finding for finding in check(bank, plan, with_advice=False) if finding.severity == "error"]
    if errors:
        raise ValueError(
            f"bank and plan must have no errors, got {len(errors)}; the first: {errors[0].render()}"
        )
    record = record_of(bank, plan)
    content = encoded(record)
    acceptance = {}
    for section in Release.load(content).sections:
        # A plan made by a program may ask for what cannot run; better here than in a hall.
        section.prepare()
        exposure = section.plan.exposure
        if exposure is not None and exposure.rule == "sympson_hetter":
            found = calibrated_acceptance(exposure, section.simulated_test()).tolist()
            acceptance[section.plan.id] = {
                item.id: value for item, value in zip(section.items, found, strict=True) if value < 1.0
            }
    return encoded(replace(record, acceptance=acceptance)) if acceptance else content


@dataclass(frozen=True)
class Release:
    """A frozen bank and plan; equal digests mean equal exams.

    `items` are those that count; those on trial are in `pretest`, and those to practise with in `practice`.

    `calibration` is where the parameters were taken from, None where they are the bank's own.
    """

    digest: str
    bank_id: str
    bank_title: Text
    bank_notice: Text
    calibration: CalibrationNote | None
    plan: ExamPlan
    items: tuple[ReleasedItem, ...]
    pretest: tuple[ReleasedItem, ...]
    practice: tuple[ReleasedItem, ...]
    notice_html: Text
    practice_note_html: Text | None
    sections: tuple[SectionContent, ...]
    figures: Mapping[str, ReleasedFigure]
    files: Mapping[str, FileRecord]

    @classmethod
    def load(cls, content: bytes, digest: str | None = None) -> Self:
        """The release in these bytes.

        Raises:
            ValueError: the bytes are no release, or are not the ones that `digest` names.
        """
        found = release_digest(content)
        if digest is not None and found != digest:
            raise ValueError(f"content must be the release {digest}, got bytes whose digest is {found}")
        # Only what the release itself made of a file holds a quotation mark that is not escaped before it.
        address = media_address(found)
        record = decoded(content.replace(f'src=\\"{ADDRESS}'.encode(), f'src=\\"{address}'.encode()))
        released = ReleasedContent(record.drawings, record.files or {}, record.stimuli or {}, address)
        items = tuple(map(released.item, record.items))
        pretest = tuple(map(released.item, record.pretest))
        return cls(
            digest=found,
            bank_id=record.bank.id,
            bank_title=record.bank.title,
            bank_notice=record.bank.notice,
            calibration=record.bank.calibration,
            plan=record.plan,
            items=items,
            pretest=pretest,
            practice=tuple(map(released.item, record.practice)),
            notice_html=record.notice_html,
            practice_note_html=record.practice_note_html,
            sections=_sections(record, items, pretest),
            figures=MappingProxyType(
                released.figures_in_parts((*record.items, *record.pretest, *record.practice))
            ),
            files=MappingProxyType(record.files or {}),
        )

    def section(self, index: int) -> SectionContent:
        """A section by its place in the plan, from 0."""
        return self.sections[index]

    @cached_property
    def by_id(self) -> Mapping[str, ReleasedItem]:
        """Every item of the release by id, those on trial and for practice included."""
        every = (*self.items, *self.pretest, *self.practice)
        return MappingProxyType({item.id: item for item in every})

    def item(self, item_id: str) -> ReleasedItem:
        """An item by id, whatever it is for; `KeyError` when the release does not have it."""
        return self.by_id[item_id]

    def practice_order(self, item: ReleasedItem) -> tuple[str, ...]:
        """The option ids of an item to practise with, in one order for everybody that tells no answer."""
        draws = [
            int.from_bytes(sha256(f"{item.id}|{each}".encode()).digest()[:6]) / 2.0**48
            for each in item.option_ids
        ]
        return option_order(item, draws, is_shuffled=False)

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
        return {"position": position, **item_view(item, language, option_order, self.figures)}


class ReleasedContent:
    """Items and stimuli of a record as they are delivered; those of a set share one stimulus.

    `address` is what comes before the names of files.
    """

    def __init__(
        self,
        drawings: Mapping[str, str],
        files: Mapping[str, FileRecord],
        stimuli: Mapping[str, StimulusRecord],
        address: str,
    ) -> None:
        self._drawings, self._files, self._address = drawings, files, address
        self._stimuli = {
            name: ReleasedStimulus(name, each.html, each.title, self._figure(each.figure))
            for name, each in stimuli.items()
        }

    def item(self, record: ItemRecord) -> ReleasedItem:
        """The item of a record."""
        return ReleasedItem(
            id=record.id,
            kind=record.kind,
            domain=record.domain,
            subdomain=record.subdomain,
            enemies=record.enemies,
            stem_html=record.stem_html,
            figure=self._figure(record.figure),
            options=tuple(
                ReleasedOption(option.id, option.html, self._figure(option.figure))
                for option in record.options
            ),
            layout=record.layout,
            key=key_of(record),
            parameters=record.parameters or record.nominal,
            response_time=record.response_time,
            content=record.content,
            prior_sd=record.prior_sd,
            interaction=record.interaction,
            stimulus=self._stimuli.get(record.stimulus),
        )

    def figures_in_parts(self, items: Iterable[ItemRecord]) -> dict[str, ReleasedFigure]:
        """The figures that belong to single parts of items, by their names in the release."""
        return {
            figure.media: self._shown(figure.media, figure.alt)
            for item in items
            for figure in figures(item.interaction)
        }

    def _figure(self, figure: FigureRecord | None) -> ReleasedFigure | None:
        return None if figure is None else self._shown(figure.drawing, figure.alt)

    def _shown(self, name: str, alt: Text) -> ReleasedFigure:
        file = self._files.get(name)
        if file is None:
            return ReleasedFigure(self._drawings[name], alt)
        return ReleasedFigure("", alt, f"{self._address}{name}", (file.width, file.height))


def _sections(
    record: ReleaseRecord, items: tuple[ReleasedItem, ...], pretest: tuple[ReleasedItem, ...]
) -> tuple[SectionContent, ...]:
    sections = []
    for plan, instructions_html in zip(record.plan.sections, record.instructions_html, strict=True):
        present = [index for index, item in enumerate(items) if item.domain in plan.domains]
        indexes = tuple(index for index in present if not isinstance(items[index].interaction, Read))
        pages = tuple(items[index] for index in present if isinstance(items[index].interaction, Read))
        own = tuple(items[index] for index in indexes)
        accepted = (record.acceptance or {}).get(plan.id)
        acceptance = None
        if accepted is not None:
            acceptance = read_only(np.array([accepted.get(item.id, 1.0) for item in own]))
        on_trial = tuple(item for item in pretest if plan.pretest and item.domain in plan.domains)
        sections.append(SectionContent(plan, indexes, own, instructions_html, acceptance, on_trial, pages))
    return tuple(sections)
