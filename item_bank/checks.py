"""Checks of a whole bank, alone and against an exam plan; nothing is written."""

import math
from collections.abc import Collection, Iterator
from dataclasses import replace
from hashlib import sha256

from item_bank.advice import advise
from item_bank.bank import Bank
from item_bank.content import malformed_formula, media_in, unsupported_markup
from item_bank.exam_plan.against_bank import check_plan
from item_bank.exam_plan.plan import ExamPlan
from item_bank.findings import Finding, Position, finding, in_reading_order
from item_bank.interactions import figures, texts
from item_bank.item_tables import BankHead, head_fields, item_fields, read_head, read_item
from item_bank.items import Figure, Item, Option, Stimulus, Text
from item_bank.kinds import KINDS
from item_bank.media import MEDIA_NAME, MediaError, delivered
from item_bank.svg import sanitised
from item_bank.table_reader import Table
from scoring.parameters import NominalParameters

LEAST_ITEMS_FOR_BALANCE = 20
IMBALANCE_SD = 3.5
USUAL_DISCRIMINATION = (0.2, 4.0)
USUAL_DIFFICULTY = 4.5
GUESSING_ABOVE_CHANCE = 0.15


def check(bank: Bank, plan: ExamPlan | None = None, *, with_advice: bool = True) -> list[Finding]:
    """Every problem of a bank, read or made by a program, and of the plan with it, in reading order.

    Without advice, which looks longest, warnings are left out that only a person can judge.
    """
    report: list[Finding] = []
    sound = replace(bank, items=_sound_items(bank, report))
    known_ids = {item.id for item in bank.items}
    report.extend(check_content(sound, known_ids=known_ids, is_whole=len(sound.items) == len(bank.items)))
    if plan is not None:
        report.extend(check_plan(plan, bank))
    if with_advice:
        report.extend(advise(sound, plan))
    return in_reading_order(report)


def check_content(bank: Bank, *, known_ids: Collection[str], is_whole: bool) -> Iterator[Finding]:
    """What reading one item at a time cannot see: problems between items, of drawings and of the whole.

    `known_ids` are the ids of all items, `is_whole` says whether `bank` holds them all.
    """
    for item in bank.items:
        yield from _check_enemies(bank, item, known_ids)
        yield from _check_texts(bank, item)
        yield from _check_parameters(bank, item)
    yield from _check_stimuli(bank, is_whole=is_whole)
    yield from _check_media(bank, is_whole=is_whole)
    digests = {
        name: sha256(source.encode() if isinstance(source, str) else source).hexdigest()
        for name, source in bank.media.items()
    }
    yield from _check_repeated_content(bank, digests)
    yield from _check_repeated_drawings(bank, digests)
    for domain in bank.domains:
        yield from _check_key_positions(bank, domain)


def _sound_items(bank: Bank, report: list[Finding]) -> tuple[Item, ...]:
    """The items that keep every rule of reading, after reporting what is wrong with the rest."""
    head = BankHead(bank.id, bank.title, bank.languages, bank.notice, bank.scale, bank.response_scales)
    read_head(Table(head_fields(head), bank.positions.bank, report))
    sound: dict[str, Item] = {}
    for item in bank.items:
        source, path = bank.positions.table(item.id)
        table = Table(item_fields(item), source, report, path=path, languages=bank.languages, item=item.id)
        again = read_item(table, bank.response_scales)
        if item.id in sound:
            table.problem("id-repeated", "id", id=item.id, place=str(bank.positions.of(item.id)))
        elif again == item:
            sound[item.id] = item
        elif again is not None:
            table.problem("item-not-writable")
    return tuple(sound.values())


def _check_enemies(bank: Bank, item: Item, known_ids: Collection[str]) -> Iterator[Finding]:
    for enemy in item.enemies:
        position = bank.positions.of(item.id, "enemies")
        if enemy == item.id:
            yield finding("enemy-is-itself", position, item=item.id)
        elif enemy not in known_ids:
            yield finding("enemy-unknown", position, item=item.id, enemy=enemy[:80])


def _check_texts(bank: Bank, item: Item) -> Iterator[Finding]:
    for fields, text in _texts(item):
        for language, markdown in text.items():
            position = bank.positions.of(item.id, *fields, language)
            yield from _check_markdown(markdown, position, item.id)


def _texts(item: Item) -> Iterator[tuple[tuple[str | int, ...], Text]]:
    """Every text of an item that a participant sees, without those of a scale, which are the bank's."""
    yield ("stem",), item.prompt.stem
    if item.prompt.response_scale is None:
        yield from ((("interaction",), text) for text in texts(item.interaction))
    for place, option in enumerate(item.prompt.options):
        if option.text and item.kind != "likert":
            yield ("options", place, "text"), option.text


def _check_markdown(markdown: str, position: Position, item: str) -> Iterator[Finding]:
    markup = unsupported_markup(markdown)
    if markup is not None:
        yield finding("markdown-not-supported", position, item=item, markup=markup[:80])
    formula = malformed_formula(markdown)
    if formula is not None:
        yield finding("formula-malformed", position, item=item, formula=formula[:80])
    for media, words in media_in(markdown):
        if not words.strip():
            yield finding("alt-missing", position, item=item, field="![…]", media=media[:120])


def _check_parameters(bank: Bank, item: Item) -> Iterator[Finding]:
    if item.parameters is None:
        return
    try:
        values = bank.scale.in_logits(item.parameters)
    except ValueError as error:  # the scale makes them too large, or too close to each other
        yield finding(
            "parameters-invalid", bank.positions.of(item.id, "parameters"), item=item.id, reason=str(error)
        )
        return
    low, high = USUAL_DISCRIMINATION
    if not low <= values.a <= high:
        position = bank.positions.of(item.id, "parameters", "a")
        yield finding(
            "discrimination-unusual", position, item=item.id, a=f"{values.a:.2f}", low=low, high=high
        )
    if isinstance(values, NominalParameters):
        return
    far = max(values.b, key=abs)
    if abs(far) > USUAL_DIFFICULTY:
        position = bank.positions.of(item.id, "parameters", "b")
        yield finding("difficulty-far", position, item=item.id, b=f"{far:.2f}", most=USUAL_DIFFICULTY)
    chance = 1.0 / max(len(item.prompt.options), 1)
    if values.c > chance + GUESSING_ABOVE_CHANCE:
        position = bank.positions.of(item.id, "parameters", "c")
        yield finding("guessing-high", position, item=item.id, c=f"{values.c:.2f}", chance=f"{chance:.2f}")


def _check_media(bank: Bank, *, is_whole: bool) -> Iterator[Finding]:
    referenced: set[str] = set()
    for item in bank.items:
        for fields, media in _figures(item):
            referenced.add(media)
            if media in bank.media:
                continue
            code = "media-missing" if MEDIA_NAME.fullmatch(media) else "media-path"
            yield finding(code, bank.positions.of(item.id, *fields), item=item.id, media=media[:120])
    for stimulus in bank.stimuli:
        for media in _media_of_stimulus(stimulus):
            referenced.add(media)
            if media not in bank.media:
                code = "media-missing" if MEDIA_NAME.fullmatch(media) else "media-path"
                yield finding(code, bank.positions.of(stimulus.id), media=media[:120])
    for name, source in bank.media.items():
        yield from _check_file(bank, name, source)
        if not MEDIA_NAME.fullmatch(name):
            yield finding("media-name", bank.positions.of_media(name, 1), media=name[:120])
        elif is_whole and name not in referenced:
            yield finding("media-unreferenced", bank.positions.of_media(name, 1), media=name)


def _check_file(bank: Bank, name: str, source: str | bytes) -> Iterator[Finding]:
    """Problems of a drawing, or of an image or audio file that is not what its name says."""
    if isinstance(source, str):
        for problem in sanitised(source).problems:
            position = bank.positions.of_media(name, problem.line)
            yield Finding(problem.code, position, arguments=problem.arguments)
        return
    try:
        delivered(name, source)
    except MediaError as error:
        yield finding(error.code, bank.positions.of_media(name, 1), media=name[:120])


def _check_stimuli(bank: Bank, *, is_whole: bool) -> Iterator[Finding]:
    used = {item.item_set for item in bank.items}
    for stimulus in bank.stimuli:
        position = bank.positions.of(stimulus.id)
        for text in (stimulus.text, stimulus.title or Text({})):
            for markdown in text.values():
                yield from _check_markdown(markdown, position, stimulus.id)
        if is_whole and stimulus.id not in used:
            yield finding("stimulus-unused", position, id=stimulus.id)


def _media_of_stimulus(stimulus: Stimulus) -> Iterator[str]:
    if stimulus.figure:
        yield stimulus.figure.media
    for markdown in stimulus.text.values():
        yield from (media for media, _ in media_in(markdown))


def _figures(item: Item) -> Iterator[tuple[tuple[str | int, ...], str]]:
    for fields, text in _texts(item):
        for language, markdown in text.items():
            yield from (((*fields, language), media) for media, _ in media_in(markdown))
    yield from ((("interaction",), figure.media) for figure in figures(item.interaction))
    if item.prompt.figure:
        yield ("figure",), item.prompt.figure.media
    for place, option in enumerate(item.prompt.options):
        if option.figure:
            yield ("options", place, "figure"), option.figure.media


def _check_repeated_drawings(bank: Bank, digests: dict[str, str]) -> Iterator[Finding]:
    """Options whose drawings are copies of each other under two names."""
    for item in bank.items:
        shown: dict[tuple[Text | None, str], Option] = {}
        for place, option in enumerate(item.prompt.options):
            if option.figure is None or option.figure.media not in digests:
                continue
            first = shown.setdefault((option.text, digests[option.figure.media]), option)
            if first.figure and first.figure.media != option.figure.media:
                position = bank.positions.of(item.id, "options", place)
                yield finding(
                    "options-not-distinct", position, item=item.id, first=first.id, second=option.id
                )


def _check_repeated_content(bank: Bank, digests: dict[str, str]) -> Iterator[Finding]:
    first_with: dict[object, str] = {}
    for item in bank.items:
        for language in bank.languages[:1]:
            content = _content(item, language, digests)
            first = first_with.setdefault(content, item.id)
            if first != item.id:
                yield finding(
                    "content-repeated", bank.positions.of(item.id), item=item.id,
                    first=first, place=str(bank.positions.of(first)),
                )  # fmt: skip


def _content(item: Item, language: str, digests: dict[str, str]) -> object:
    """What a participant sees, without regard to the order of options, spaces and capitals."""

    def shown(text: Text | None, figure: Figure | None) -> tuple[str, str]:
        words = " ".join(("" if text is None else text.get(language, "")).casefold().split())
        return words, digests.get(figure.media, figure.media) if figure else ""

    prompt = item.prompt
    options = sorted(shown(option.text, option.figure) for option in prompt.options)
    asked = tuple(shown(text, None) for text in texts(item.interaction))
    return item.kind, shown(prompt.stem, prompt.figure), tuple(options), asked


def _check_key_positions(bank: Bank, domain: str) -> Iterator[Finding]:
    """Keys that stand too often in one place, among the items of a domain with equally many options."""
    groups: dict[int, list[tuple[Item, int]]] = {}
    for item in bank.domains[domain]:
        place = KINDS[item.kind].key_place(item)
        if place is not None:
            groups.setdefault(len(item.prompt.options), []).append((item, place))
    for n_options, keyed in groups.items():
        n_items, chance = len(keyed), 1.0 / n_options
        if n_items < LEAST_ITEMS_FOR_BALANCE:
            continue
        limit = n_items * chance + IMBALANCE_SD * math.sqrt(n_items * chance * (1.0 - chance))
        for place in range(n_options):
            there = [item for item, found in keyed if found == place]
            if len(there) > limit:
                yield finding(
                    "key-position-imbalance", bank.positions.of(there[0].id, "key"), domain=domain,
                    place=place + 1, number=len(there), items=n_items, expected=round(n_items * chance),
                )  # fmt: skip
