"""The bytes of a release: canonical JSON, everything rendered, so that no library changes an exam later."""

import json
from base64 import b64encode
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from functools import partial
from hashlib import sha256
from typing import Any

import msgspec

from item_bank.bank import Bank, CalibrationNote, Scale
from item_bank.content import block_html, document_html, figure_html, inline_html
from item_bank.exam_plan.content import n_words
from item_bank.exam_plan.plan import ExamPlan
from item_bank.interactions import CHOOSE, Interaction, Rendering, figures, marks, rendered
from item_bank.items import Figure, Item, Key, Option, Stimulus, Text
from item_bank.kinds import KINDS
from item_bank.kinds.kind import Layout
from item_bank.later_fields import LATER, without_later
from item_bank.media import audio_html, delivered, image_html
from item_bank.svg import sanitised
from scoring.parameters import ItemParameters, NominalParameters
from scoring.response_times import ResponseTimeParameters
from scoring.selection import Selection

FORMAT = 1


@dataclass(frozen=True)
class FileRecord:
    """An image or audio file: its type, its bytes in base 64, its size in pixels."""

    content_type: str
    base64: str
    width: int = 0
    height: int = 0


@dataclass(frozen=True)
class FigureRecord:
    """A drawing or image, by its name in `ReleaseRecord.drawings` or `files`, and the words for it."""

    drawing: str
    alt: Text


@dataclass(frozen=True)
class OptionRecord:
    """One option."""

    id: str
    html: Text
    figure: FigureRecord | None


@dataclass(frozen=True)
class ContentRecord:
    """What a blueprint may ask of an item and the rest of its record does not say."""

    words: int
    item_set: str = field(default="", metadata=LATER)
    tags: tuple[str, ...] = field(default=(), metadata=LATER)


@dataclass(frozen=True)
class StimulusRecord:
    """What the items of a set share."""

    html: Text
    title: Text | None = None
    figure: FigureRecord | None = None


@dataclass(frozen=True)
class ItemRecord:
    """One item with its key as fields of its kind, its parameters in logits.

    `stimulus` is the name of one in `ReleaseRecord.stimuli`, or empty.
    The parameters of the nominal model are in `nominal`. `content` is told where a section has a blueprint,
    `prior_sd`, the SD of the difficulty by the author's guess (logits), of items on trial.
    """

    id: str
    kind: str
    domain: str
    subdomain: str
    enemies: tuple[str, ...]
    stem_html: Text
    figure: FigureRecord | None
    options: tuple[OptionRecord, ...]
    layout: Layout
    key: dict[str, Any]
    parameters: ItemParameters | None
    nominal: NominalParameters | None = field(default=None, metadata=LATER)
    response_time: ResponseTimeParameters | None = field(default=None, metadata=LATER)
    content: ContentRecord | None = field(default=None, metadata=LATER)
    prior_sd: float | None = field(default=None, metadata=LATER)
    interaction: Interaction = field(default=CHOOSE, metadata=LATER)
    stimulus: str = field(default="", metadata=LATER)


@dataclass(frozen=True)
class BankRecord:
    """What a release says of its bank; `scale` is how the bank's own parameters were written.

    `calibration` says which calibration the parameters were taken from, None where they are the bank's own.
    """

    id: str
    title: Text
    notice: Text
    scale: Scale
    calibration: CalibrationNote | None = field(default=None, metadata=LATER)


@dataclass(frozen=True)
class ReleaseRecord:
    """A release as it is written. Items are in the order of their ids; those on trial are in `pretest`.

    `acceptance` are the probabilities of the Sympson-Hetter method, by section and item; 1 is left out.
    """

    format: int
    bank: BankRecord
    plan: ExamPlan
    notice_html: Text
    practice_note_html: Text | None
    instructions_html: tuple[Text, ...]
    items: tuple[ItemRecord, ...]
    practice: tuple[ItemRecord, ...]
    drawings: dict[str, str]
    acceptance: dict[str, dict[str, float]] | None = field(default=None, metadata=LATER)
    pretest: tuple[ItemRecord, ...] = field(default=(), metadata=LATER)
    stimuli: dict[str, StimulusRecord] | None = field(default=None, metadata=LATER)
    files: dict[str, FileRecord] | None = field(default=None, metadata=LATER)


def record_of(bank: Bank, plan: ExamPlan) -> ReleaseRecord:
    """The record of a bank and a plan that have no errors."""
    domains = tuple(domain for section in plan.sections for domain in section.domains)
    items = bank.operational(domains)
    on_trial = bank.pretest(
        tuple(domain for section in plan.sections if section.pretest for domain in section.domains)
    )
    with_content = {domain for section in plan.sections if section.content for domain in section.domains}
    rendering = ItemRendering(bank, plan.languages, _enemies((*items, *on_trial)), with_content)
    languages = plan.languages
    shown_items = (*items, *on_trial, *(bank.by_id[item_id] for item_id in plan.practice))
    stimuli = {
        item.item_set: rendering.stimulus(bank.stimuli_by_id[item.item_set])
        for item in shown_items
        if item.item_set in bank.stimuli_by_id
    }
    return ReleaseRecord(
        format=FORMAT,
        bank=BankRecord(
            bank.id,
            _only(bank.title, languages),
            _only(bank.notice, languages),
            bank.scale,
            bank.calibration,
        ),
        plan=plan,
        notice_html=_rendered(plan.notice, languages, document_html),
        practice_note_html=None
        if plan.practice_note is None
        else _rendered(plan.practice_note, languages, document_html),
        instructions_html=tuple(
            _rendered(each.instructions, languages, document_html) for each in plan.sections
        ),
        items=tuple(map(rendering.item, items)),
        practice=tuple(rendering.item(bank.by_id[item_id]) for item_id in plan.practice),
        pretest=tuple(map(rendering.pretest, on_trial)),
        drawings=rendering.drawings,
        stimuli=stimuli or None,
        files=rendering.files or None,
    )


def encoded(record: ReleaseRecord) -> bytes:
    """The canonical bytes: UTF-8 JSON with sorted keys and no spaces; equal records give equal bytes."""
    # Read once before it is written, so that 1 and 1.0 are the same bytes and every release can be loaded.
    plain = _plain(_record_from(_plain(record)))
    return json.dumps(
        plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    ).encode()


def decoded(content: bytes) -> ReleaseRecord:
    """The record in these bytes.

    Raises:
        ValueError: they hold no release of this format.
    """
    try:
        record = _record_from(json.loads(content))
        _check_record(record)
    except (ValueError, RecursionError) as error:
        raise ValueError(f"content must be the bytes of a release: {error}") from error
    return record


def key_of(record: ItemRecord) -> Key:
    """The key of an item, of its kind's own class.

    Raises:
        ValueError: the key is not one of this kind.
    """
    return msgspec.convert(record.key, KINDS[record.kind].key_type)


def release_digest(content: bytes) -> str:
    """The name of a release: the SHA-256 of its bytes, as hex digits."""
    return sha256(content).hexdigest()


class ItemRendering:
    """Items of one bank in the languages of one plan; a drawing is kept once, however often it is shown."""

    def __init__(
        self,
        bank: Bank,
        languages: tuple[str, ...],
        enemies: Mapping[str, tuple[str, ...]],
        domains_with_content: Collection[str],
    ) -> None:
        self.drawings: dict[str, str] = {}
        self.files: dict[str, FileRecord] = {}
        self._bank = bank
        self._languages = languages
        self._enemies = enemies
        self._domains_with_content = domains_with_content

    def item(self, item: Item) -> ItemRecord:
        kind = KINDS[item.kind]
        parameters = None if item.parameters is None else self._bank.scale.in_logits(item.parameters)
        has_content = item.domain in self._domains_with_content
        return ItemRecord(
            id=item.id,
            kind=item.kind,
            domain=item.domain,
            subdomain=item.subdomain,
            enemies=self._enemies.get(item.id, ()),
            stem_html=self._stem(item),
            figure=self._figure(item.prompt.figure),
            options=tuple(map(self._option, item.prompt.options)),
            layout=kind.layout(item.prompt),
            key=asdict(item.key),
            parameters=parameters if isinstance(parameters, ItemParameters) else None,
            nominal=parameters if isinstance(parameters, NominalParameters) else None,
            response_time=item.response_time,
            content=self._content(item) if has_content else None,
            interaction=rendered(
                item.interaction, Rendering(self._block, self._inline, self._figure_in_interaction)
            ),
            stimulus=item.item_set if item.item_set in self._bank.stimuli_by_id else "",
        )

    def stimulus(self, stimulus: Stimulus) -> StimulusRecord:
        return StimulusRecord(
            html=self._block(stimulus.text),
            title=None if stimulus.title is None else self._inline(stimulus.title),
            figure=self._figure(stimulus.figure),
        )

    def pretest(self, item: Item) -> ItemRecord:
        """An item on trial: its parameters are what its author guesses, and may be missing."""
        own = None if item.prior_sd is None else item.prior_sd / self._bank.scale.sd
        return replace(self.item(item), prior_sd=own)

    def _content(self, item: Item) -> ContentRecord:
        return ContentRecord(
            words=n_words(item.prompt.stem[self._languages[0]]), item_set=item.item_set, tags=item.tags
        )

    def _option(self, option: Option) -> OptionRecord:
        html = Text({}) if option.text is None else self._inline(option.text)
        return OptionRecord(option.id, html, self._figure(option.figure))

    def _stem(self, item: Item) -> Text:
        return _rendered(
            item.prompt.stem,
            self._languages,
            partial(block_html, marks=marks(item.interaction), media=self._media_html),
        )

    def _block(self, text: Text, marked: tuple[str, ...] = ()) -> Text:
        return _rendered(text, self._languages, partial(block_html, marks=marked, media=self._media_html))

    def _inline(self, text: Text) -> Text:
        return _rendered(text, self._languages, partial(inline_html, media=self._media_html))

    def _media_html(self, media: str, words: str) -> str:
        name = self._kept(media)
        if name in self.drawings:
            return figure_html(self.drawings[name], words)
        file = self.files[name]
        if file.content_type.startswith("audio/"):
            return audio_html(name, words)
        return image_html(name, words, width=file.width, height=file.height)

    def _figure_in_interaction(self, figure: Figure) -> Figure:
        record = self._figure(figure)
        return figure if record is None else Figure(record.drawing, record.alt)

    def _figure(self, figure: Figure | None) -> FigureRecord | None:
        if figure is None:
            return None
        return FigureRecord(self._kept(figure.media), _only(figure.alt, self._languages))

    def _kept(self, media: str) -> str:
        """The name of a file in the release, which holds it from now on."""
        source = self._bank.media[media]
        if isinstance(source, str):
            svg = sanitised(source).svg
            name = sha256(svg.encode()).hexdigest()
            self.drawings[name] = svg
            return name
        file = delivered(media, source)
        encoded_bytes = b64encode(file.content).decode()
        self.files[file.name] = FileRecord(file.content_type, encoded_bytes, file.width, file.height)
        return file.name


def _enemies(items: Iterable[Item]) -> dict[str, tuple[str, ...]]:
    """The enemies of each item among these, whichever of the two names the other."""
    ids = {item.id for item in items}
    pairs = {(item.id, enemy) for item in items for enemy in item.enemies if enemy in ids}
    both = sorted(pairs | {(second, first) for first, second in pairs})
    found: dict[str, tuple[str, ...]] = {}
    for first, second in both:
        found[first] = (*found.get(first, ()), second)
    return found


def _rendered(text: Text, languages: Iterable[str], render: Callable[[str], str]) -> Text:
    return Text({language: render(text[language]) for language in languages})


def _only(text: Text, languages: Iterable[str]) -> Text:
    return Text({language: text[language] for language in languages})


def _check_record(record: ReleaseRecord) -> None:
    """Refuse what a type cannot: another format, kinds and drawings that are not there."""
    if record.format != FORMAT:
        raise ValueError(f"expected format {FORMAT}, got {record.format}")
    if len(record.instructions_html) != len(record.plan.sections):
        raise ValueError(f"expected instructions of {len(record.plan.sections)} sections")
    for item in (*record.items, *record.pretest, *record.practice):
        if item.kind not in KINDS:
            raise ValueError(f"expected items of the kinds {', '.join(KINDS)}, got {item.kind!r}")
        key_of(item)
        shown = (item.figure, *(option.figure for option in item.options))
        drawings = [figure.drawing for figure in shown if figure is not None]
        drawings += [figure.media for figure in figures(item.interaction)]
        if not set(drawings) <= record.drawings.keys() | (record.files or {}).keys():
            raise ValueError(f"item {item.id} shows a drawing that is not in it")
        if item.stimulus and item.stimulus not in (record.stimuli or {}):
            raise ValueError(f"item {item.id} belongs to a stimulus that is not in it")


def _plain(record: ReleaseRecord) -> Any:
    plain = msgspec.to_builtins(record, enc_hook=_plain_value)
    del plain["plan"]["source"]  # where the plan was read does not change it
    for section in plain["plan"]["sections"]:
        if section["selection"] is not None:
            section["selection"] = _without_usual(section["selection"])
    return without_later(plain, record)


def _without_usual(selection: dict[str, Any]) -> dict[str, Any]:
    """The selection without the options that are the usual ones: one that is added later changes no bytes."""
    usual = asdict(Selection())
    return {
        name: value
        for name, value in selection.items()
        if name in {"rule", "acceleration"} or value != usual[name]
    }


def _plain_value(value: object) -> Any:
    return dict(value) if isinstance(value, Text) else None


def _record_from(plain: Any) -> ReleaseRecord:
    return msgspec.convert(plain, ReleaseRecord, dec_hook=_value_from)


def _value_from(kind: type, value: Any) -> Any:
    if (
        kind is not Text
        or not isinstance(value, dict)
        or not all(isinstance(each, str) for each in value.values())
    ):
        raise ValueError(f"expected a text by language, got {value!r}")
    return Text(value)
