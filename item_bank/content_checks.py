"""Checks of what items say: how hard they are to read, what gives a key away, what says the same twice.

All of them are warnings: a person must look. The words that are looked for are Indonesian and English; items
in other languages are looked at for length only.
"""

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from statistics import median
from typing import Final

from item_bank.bank import Bank
from item_bank.findings import Finding, finding
from item_bank.items import Item, Text
from item_bank.kinds import KINDS
from item_bank.kinds.likert import LikertKey
from item_bank.near_duplicates import USUAL_SIMILARITY, BankWords, Likeness
from item_bank.shown_words import is_number_or_sign, shown_text, tokens
from item_bank.word_difference import in_one_line

LEAST_ITEMS: Final = 20
"""Fewer items tell neither what is usual in a bank nor what chance would do."""

IMBALANCE_SD: Final = 3.5
MOST_NAMED: Final = 5

LONG_WORD: Final = 6
FEWEST_WORDS: Final = 30
HARD_INDEX: Final = 60.0
HARDER_THAN_USUAL: Final = 20.0
"""Two of the classes of 10 points that Björnsson divides texts into, from very easy to very difficult."""

CLEARLY_LONGER: Final = 1.2
CLEARLY_LONGER_BY: Final = 4

WHOLLY_OTHER: Final = 0.5
"""Below this similarity two texts have little but common words in common."""

_SENTENCE_END: Final = re.compile(
    r"[.!?:;\N{HORIZONTAL ELLIPSIS}]+(?=[\s*_)\]\"'\u201d\u2019]|$)|\n\s*\n|\n\s*(?=[-*+|\d])"
)

_NEGATIONS: Final[Mapping[str, re.Pattern[str]]] = {
    "id": re.compile(r"\b(?:tidak|tak|takkan|bukan|belum|jangan|tiada)(?:lah|kah)?\b"),
    "en": re.compile(r"\b(?:not|cannot|never|no|nobody|nothing|none)\b|n't\b"),
}
_NO_NEGATIONS: Final[Mapping[str, re.Pattern[str]]] = {
    # "Not only", "willy-nilly", "nothing but", "whether or not": they deny nothing.
    "id": re.compile(
        r"\b(?:tidak|bukan)(?:lah)? (?:hanya|saja|cuma|sekadar|semata|lain|bukan)\b"
        r"|\b(\w+) (?:tidak|tak) \1\b|\batau (?:tidak|belum|bukan)\b"
    ),
    "en": re.compile(r"\bnot (?:only|just|merely)\b|\bor not\b|\bno (?:matter|doubt)\b"),
}
"""What is taken out before negations are counted."""


def check_wording(bank: Bank) -> Iterator[Finding]:
    """What a reader would find fault with in the texts of a bank."""
    for language in bank.languages:
        yield from _check_reading(bank, language)
        yield from _check_negations(bank, language)
    yield from _check_likenesses(bank)
    for domain in bank.domains:
        yield from _check_key_lengths(bank, domain)


@dataclass(frozen=True, slots=True)
class Reading:
    """How hard a text is to read: `index` is its LIX, `n_words` and `n_sentences` what it was made of."""

    index: float
    n_words: int
    n_sentences: int


def reading_index(markdown: str) -> Reading:
    """The readability index LIX: words per sentence plus the percentage of words of more than six letters.

    Made for Swedish and used for many languages, because it counts letters and no syllables (Björnsson, 1968,
    Läsbarhet; Anderson, 1983, J. Reading 26, 490-496): below 30 very easy, above 60 very difficult. Words of
    Indonesian are long, so texts are compared within a language only. Numbers are no words; a line of a list
    or a table is a sentence; of a doubled word, such as "anak-anak", the longer part counts.
    """
    words = [max(token.split("-"), key=len) for token in tokens(markdown) if not is_number_or_sign(token)]
    n_sentences = sum(any(map(str.isalpha, part)) for part in _SENTENCE_END.split(markdown))
    if not words:
        return Reading(0.0, 0, 0)
    n_long = sum(len(word) > LONG_WORD for word in words)
    return Reading(len(words) / n_sentences + 100.0 * n_long / len(words), len(words), n_sentences)


def n_negations(text: str, language: str) -> int:
    """How often an Indonesian or English text denies something; 0 for other languages."""
    if language not in _NEGATIONS:
        return 0
    plain = shown_text(text).casefold().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    return len(_NEGATIONS[language].findall(_NO_NEGATIONS[language].sub(" ", plain)))


def _check_reading(bank: Bank, language: str) -> Iterator[Finding]:
    """Stems that are both very hard to read and far harder than the bank's others."""
    readings = [(item, reading_index(item.prompt.stem.get(language, ""))) for item in bank.items]
    readings = [(item, reading) for item, reading in readings if reading.n_words]
    if len(readings) < LEAST_ITEMS:
        return
    usual = median(reading.index for _, reading in readings)
    for item, reading in readings:
        # The index of a short text says little: one long word more or less moves it by a class.
        is_hard = reading.index > max(HARD_INDEX, usual + HARDER_THAN_USUAL)
        if is_hard and reading.n_words >= FEWEST_WORDS:
            yield finding(
                "stem-hard-to-read", bank.positions.of(item.id, "stem", language), item=item.id,
                language=language, index=round(reading.index), usual=round(usual),
                words=round(reading.n_words / reading.n_sentences),
            )  # fmt: skip


def _check_negations(bank: Bank, language: str) -> Iterator[Finding]:
    """Statements that are denied twice: agreeing with them, and disagreeing, is a riddle."""
    for item in bank.items:
        if isinstance(item.key, LikertKey):
            number = n_negations(item.prompt.stem.get(language, ""), language)
            if number > 1:
                position = bank.positions.of(item.id, "stem", language)
                yield finding(
                    "statement-denied-twice", position, item=item.id, language=language, number=number
                )


def _check_likenesses(bank: Bank) -> Iterator[Finding]:
    """For each item the earlier one that it is most like, and translations that belong to another item."""
    in_languages = {language: BankWords(bank, language) for language in bank.languages}
    alike: dict[tuple[str, str], dict[str, Likeness]] = {}
    for language, words in in_languages.items():
        for likeness in words.near_duplicates(least=USUAL_SIMILARITY):
            if not likeness.known:
                alike.setdefault((likeness.first, likeness.second), {})[language] = likeness
    nearest: dict[str, Likeness] = {}
    for (first, second), found in alike.items():
        if _is_repeated(bank, bank.by_id[first], bank.by_id[second]):
            continue  # `checks` says so
        others = [
            words.likeness(first, second) for language, words in in_languages.items() if language not in found
        ]
        if any(other.strength < WHOLLY_OTHER for other in others):
            for language in found:
                yield finding(
                    "translation-of-another", bank.positions.of(second, "stem", language), item=second,
                    other=first, place=str(bank.positions.of(first)), language=language,
                )  # fmt: skip
            continue
        likeness = next(iter(found.values()))
        if second not in nearest or likeness.strength > nearest[second].strength:
            nearest[second] = likeness
    for likeness in nearest.values():
        has_other_stem = bool(set(likeness.differs) - {"options"})
        yield finding(
            "item-near-duplicate", bank.positions.of(likeness.second), item=likeness.second,
            other=likeness.first, place=str(bank.positions.of(likeness.first)),
            difference=in_one_line(likeness.changes) if has_other_stem else "–",
            what="words" if has_other_stem else "options" if likeness.differs else "none",
        )  # fmt: skip


def _is_repeated(bank: Bank, first: Item, second: Item) -> bool:
    """Whether both show the very same in the bank's first language, but for case and spaces."""
    language = bank.languages[0]

    def words(text: Text | None) -> str:
        return "" if text is None else " ".join(text.get(language, "").casefold().split())

    def shown(item: Item) -> tuple[object, ...]:
        options = sorted(words(option.text) for option in item.prompt.options)
        figures = sorted(str(bank.media.get(figure.media, figure.media)) for figure in item.figures)
        return item.kind, words(item.prompt.stem), options, figures

    return shown(first) == shown(second)


def _check_key_lengths(bank: Bank, domain: str) -> Iterator[Finding]:
    """Right options that are the longest far more often than lengths without a meaning would be."""
    language = bank.languages[0]
    keyed: list[tuple[Item, int]] = []
    longest: list[Item] = []
    for item in bank.domains[domain]:
        place = KINDS[item.kind].key_place(item)
        lengths = [
            len(shown_text(option.text.get(language, ""))) if option.text else 0
            for option in item.prompt.options
        ]
        if place is None or len(lengths) < 2:  # noqa: PLR2004 - one option is no choice
            continue
        second, most = sorted(lengths)[-2:]
        if most < CLEARLY_LONGER * second or most - second < CLEARLY_LONGER_BY:
            continue
        keyed.append((item, len(lengths)))
        if lengths[place] == most:
            longest.append(item)
    if len(keyed) < LEAST_ITEMS:
        return
    chances = [1.0 / n_options for _, n_options in keyed]
    expected = sum(chances)
    limit = expected + IMBALANCE_SD * math.sqrt(sum(chance * (1.0 - chance) for chance in chances))
    if len(longest) > limit:
        yield finding(
            "key-longest", bank.positions.of(longest[0].id, "options"), domain=domain, number=len(longest),
            items=len(keyed), expected=round(expected),
            named=", ".join(item.id for item in longest[:MOST_NAMED]),
        )  # fmt: skip
