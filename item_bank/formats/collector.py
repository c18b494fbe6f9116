"""Questions of foreign formats become a bank: what is sound is kept, what is not is left out and told."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import count
from typing import Any

from item_bank.bank import Bank, Positions
from item_bank.checks import check_content
from item_bank.content import media_in
from item_bank.findings import Argument, Finding, Position, finding, has_errors, in_reading_order
from item_bank.formats.defaults import LONGEST_IDENTIFIER, Defaults, identifier_of
from item_bank.interactions import texts
from item_bank.item_tables import read_item, read_stimulus
from item_bank.items import Item, Stimulus, Text
from item_bank.media import MediaError, delivered
from item_bank.svg import sanitised
from item_bank.table_reader import Table
from item_bank.toml_source import Path, TomlSource


class PlaceSource(TomlSource):
    """Stands for a question in a foreign file: every field of it is found at its first line."""

    def __init__(self, place: Position) -> None:
        super().__init__(place.file, "")
        self._place = place

    def position(self, *_path: str | int) -> Position:
        return self._place


class Collector:
    """The items found so far in a file that is no bank of ours, and what is wrong with them."""

    def __init__(self, name: str, defaults: Defaults) -> None:
        self.report: list[Finding] = []
        self.media: dict[str, str | bytes] = {}
        self.head = defaults.head(name)
        self.keeps_copies = False
        """Whether items that show the same as others stay; it is told of each."""
        self._defaults = defaults
        self._items: dict[str, Item] = {}
        self._stimuli: dict[str, tuple[Stimulus, Position]] = {}
        self._sources: dict[str, tuple[TomlSource, Path]] = {}
        self._ids: set[str] = set()

    @property
    def language(self) -> str:
        """The language of texts that name none."""
        return self.head.languages[0]

    @property
    def domain(self) -> str:
        """The domain of questions that name none."""
        return self._defaults.domain or self.head.id

    def new_id(self, name: str, group: str = "item") -> str:
        """An id near a name that no item of this bank has yet."""
        base = identifier_of(name)[: LONGEST_IDENTIFIER - 6] or group
        for number in count(1):
            made = base if number == 1 and identifier_of(name) else f"{base}-{number}"
            if made not in self._ids:
                self._ids.add(made)
                return made
        raise AssertionError("numbers do not end")

    def text(self, text: str) -> dict[str, str]:
        """A text in every language of the bank; a foreign file has one."""
        return dict.fromkeys(self.head.languages, text)

    def tell(self, code: str, place: Position, item: str = "", **arguments: Argument) -> None:
        """Report something."""
        self.report.append(finding(code, place, item=item, **arguments))

    def leave_out(self, place: Position, name: str) -> None:
        """Say that a question does not become an item; the reason was told before."""
        self.tell("question-left-out", place, name=name[:80])

    def drawing(self, name: str, content: str, place: Position) -> bool:
        """Take a drawing into the bank; whether it may be shown. Why not is told."""
        problems = sanitised(content).problems
        self.report.extend(
            Finding(each.code, Position(place.file, each.line), arguments=each.arguments, is_left_out=True)
            for each in problems
        )
        if not problems:
            self.media[name] = content
        return not problems

    def file(self, name: str, content: bytes, place: Position) -> bool:
        """Take an image or audio file into the bank; whether it may be shown. Why not is told."""
        try:
            delivered(name, content)
        except MediaError as error:
            found = finding(error.code, place, media=name[:120])
            self.report.append(replace(found, is_left_out=True))
            return False
        self.media[name] = content
        return True

    def add_stimulus(self, fields: Mapping[str, Any], place: Position, name: str) -> bool:
        """Make what a set shares of fields as `item_tables.read_stimulus` reads them; False: left out.

        The items of the set are left out too in the end when a file that the stimulus shows is missing.
        """
        problems: list[Finding] = []
        table = Table(fields, PlaceSource(place), problems, languages=self.head.languages)
        stimulus = read_stimulus(table)
        if stimulus is not None and stimulus.id in self._stimuli:
            table.problem("stimulus-repeated", "id", id=stimulus.id)
        if stimulus is None or has_errors(problems):
            self.report.extend(replace(each, is_left_out=True) for each in problems)
            self.leave_out(place, name)
            return False
        self.report.extend(problems)
        self._stimuli[stimulus.id] = stimulus, place
        return True

    def add(self, fields: Mapping[str, Any], place: Position, name: str) -> bool:
        """Make an item of fields as `item_tables.read_item` reads them; False when it is left out."""
        problems: list[Finding] = []
        source = PlaceSource(place)
        table = Table(fields, source, problems, languages=self.head.languages)
        item = read_item(table, self.head.response_scales)
        if item is None or has_errors(problems):
            self.report.extend(replace(each, is_left_out=True) for each in problems)
            self.leave_out(place, name)
            return False
        self.report.extend(problems)
        self._items[item.id] = item
        self._sources[item.id] = (source, ())
        return True

    def bank(self, name: str) -> tuple[Bank | None, list[Finding]]:
        """The bank of everything that is sound, or None after an error or when there is nothing."""
        bank, findings = self._checked()
        if not self._items and not has_errors(self.report):
            self.tell("questions-none", Position(name, 1))
        self.report.extend(findings)
        return (None if has_errors(self.report) else bank), in_reading_order(self.report)

    def _checked(self) -> tuple[Bank, list[Finding]]:
        """The bank without the items that only a look at the whole finds wrong, such as copies of others."""
        told: list[Finding] = list(self._without_broken_stimuli())
        while True:
            stimuli = [stimulus for stimulus, _ in self._stimuli.values()]
            used = {*_media_of_items(self._items.values())}
            used |= {media for stimulus in stimuli for media in _media_of_stimulus(stimulus)}
            bank = Bank(
                id=self.head.id,
                title=self.head.title,
                languages=self.head.languages,
                notice=self.head.notice,
                items=tuple(self._items.values()),
                scale=self.head.scale,
                media={media: content for media, content in self.media.items() if media in used},
                stimuli=tuple(stimuli),
                positions=Positions("", TomlSource("", ""), self._sources),
            )
            findings = [
                replace(each, is_left_out=True)
                if self.keeps_copies and each.code == "content-repeated"
                else each
                for each in check_content(bank, known_ids=self._items.keys(), is_whole=True)
            ]
            wrong = {each.item for each in findings if each.severity == "error" and each.item in self._items}
            if not wrong:
                return bank, [*told, *findings]
            told += [replace(each, is_left_out=True) for each in findings if each.item in wrong]
            for item_id in sorted(wrong):
                del self._items[item_id]
                self.leave_out(self._sources[item_id][0].position(), item_id)

    def _without_broken_stimuli(self) -> Iterator[Finding]:
        """Leave out stimuli that show a file which is not there, and the items of their sets."""
        for name, (stimulus, place) in list(self._stimuli.items()):
            missing = [media for media in _media_of_stimulus(stimulus) if media not in self.media]
            if not missing:
                continue
            del self._stimuli[name]
            found = finding("media-missing", place, media=missing[0][:120])
            yield replace(found, is_left_out=True)
            self.leave_out(place, name)
            for item in [item for item in self._items.values() if item.item_set == name]:
                del self._items[item.id]
                self.leave_out(self._sources[item.id][0].position(), item.id)


def _media_of_items(items: Iterable[Item]) -> Iterator[str]:
    """The files that items show, as figures or inside their texts."""
    for item in items:
        yield from (figure.media for figure in item.figures)
        shown = [item.prompt.stem, *texts(item.interaction)]
        shown += [option.text for option in item.prompt.options if option.text is not None]
        yield from _media_in(shown)


def _media_of_stimulus(stimulus: Stimulus) -> Iterator[str]:
    if stimulus.figure is not None:
        yield stimulus.figure.media
    yield from _media_in([stimulus.text])


def _media_in(shown: Iterable[Text]) -> Iterator[str]:
    for text in shown:
        for markdown in text.values():
            yield from (media for media, _ in media_in(markdown))
