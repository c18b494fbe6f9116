"""Near-duplicates: items of a bank whose words are so alike that who has met one has met the other.

The words of stem and options are compared (`text_vectors`), language by language. Drawings are compared by
being the same or not.
"""

from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, Literal

import numpy as np

from item_bank.bank import Bank
from item_bank.content import media_in
from item_bank.interactions import Rate, texts
from item_bank.items import Item
from item_bank.kinds import KINDS
from item_bank.shown_words import drawing_identity, is_number_or_sign, shown_text, tokens
from item_bank.text_vectors import TextVectors
from item_bank.word_difference import Change, word_difference

Aspect = Literal["words", "order", "numbers", "options"]
"""What differs: words of the stem, their order only, numbers or signs of the stem, the set of options."""

Known = Literal["", "set", "enemies"]

USUAL_SIMILARITY: Final = 0.75
"""Above it, one word in five or six differs at most."""

LEAST_STEM_SIMILARITY: Final = 0.5
"""Items with the same options and less in common between their stems are different questions."""

MOST_SAME: Final = 8
"""A stem that more items have word for word is a form of question and by itself tells nothing."""


@dataclass(frozen=True)
class Likeness:
    """Two items that are alike in one language; `first` is "" for a text that is not in the bank.

    `stem_similarity` and `similarity` (stem and options together) are cosines, from 0 (nothing in common) to
    1 (the same words). Nothing in `differs` means that only punctuation, case or spaces do. `known` says why
    the two never come together by accident: they are in one set, or enemies.
    """

    first: str
    second: str
    language: str
    stem_similarity: float
    similarity: float
    differs: tuple[Aspect, ...]
    known: Known
    first_stem: str = field(repr=False)
    second_stem: str = field(repr=False)
    first_options: tuple[str, ...] = field(repr=False)
    second_options: tuple[str, ...] = field(repr=False)

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """From the first stem to the second, word by word; what stays the same is told as well."""
        return word_difference(self.first_stem, self.second_stem)

    @property
    def options_only_in_first(self) -> tuple[str, ...]:
        """Options that the second item does not have, in reading order."""
        return _without(self.first_options, self.second_options)

    @property
    def options_only_in_second(self) -> tuple[str, ...]:
        """Options that the first item does not have, in reading order."""
        return _without(self.second_options, self.first_options)

    @property
    def strength(self) -> float:
        """The larger one of the two similarities, by which pairs are put in order."""
        return max(self.stem_similarity, self.similarity)


def near_duplicates(
    bank: Bank,
    *,
    languages: Sequence[str] | None = None,
    least: float = USUAL_SIMILARITY,
    with_other_numbers: bool = False,
) -> tuple[Likeness, ...]:
    """The pairs of items that are alike, language by language (None: all of the bank), the most alike first.

    A pair is told if stems and options together are at least that similar and the stems not wholly different,
    or if the stems are and ask for the same: the right option is the same or, where none is right, half of
    the options. Items with other drawings are other items. So are, unless `with_other_numbers`, those whose
    stems have other numbers or signs, such as 3 + 4 and 3 + 5: exercises made to one pattern.

    Raises:
        ValueError: the bank does not have a language, or `least` is not above 0.5 and at most 1.
    """
    chosen = bank.languages if languages is None else tuple(languages)
    found: list[Likeness] = []
    for language in chosen:
        index = BankWords(bank, language)
        found.extend(index.near_duplicates(least=least, with_other_numbers=with_other_numbers))
    return tuple(sorted(found, key=lambda each: (-round(each.strength, 9), each.first, each.second)))


def similar_to(
    bank: Bank,
    language: str,
    stem: str,
    options: Sequence[str] = (),
    *,
    least: float = 0.5,
    most: int = 10,
) -> tuple[Likeness, ...]:
    """The items of a bank that a new text is most like; see `BankWords.similar_to`.

    Raises:
        ValueError: the bank does not have the language.
    """
    return BankWords(bank, language).similar_to(stem, options, least=least, most=most)


@dataclass(frozen=True)
class _Shown:
    """An item as it is compared: the tokens of its stem and options, their Markdown, and its drawings.

    `right` are the tokens of the right option, None where no single option is right.
    """

    item: Item | None
    stem: tuple[str, ...]
    options: tuple[tuple[str, ...], ...]
    stem_text: str
    option_texts: tuple[str, ...]
    right: tuple[str, ...] | None = None
    drawings: Hashable = ()

    @property
    def whole(self) -> tuple[str, ...]:
        """The tokens of stem and options."""
        return (*self.stem, *(token for option in self.options for token in option))

    @cached_property
    def numbers(self) -> tuple[str, ...]:
        """The numbers and signs of the stem."""
        return tuple(filter(is_number_or_sign, self.stem))

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words of the stem, without numbers and signs."""
        return tuple(token for token in self.stem if not is_number_or_sign(token))

    def asks_for_the_same(self, other: "_Shown") -> bool:
        """Whether the right option is the same or, where none is right, half of the options."""
        if not self.options or not other.options:
            return True
        if self.right is not None and other.right is not None:
            return self.right == other.right
        n_shared = len(set(self.options) & set(other.options))
        return 2 * n_shared >= min(len(self.options), len(other.options))

    def has_other_numbers(self, other: "_Shown") -> bool:
        """Whether numbers or signs of one stem stand in the place of others in the other stem.

        So it is, too, where the words are the same and only the numbers have changed places. A number that
        one of them just has besides makes no other item.
        """
        if self.numbers == other.numbers:
            return False
        own, others = Counter(self.numbers), Counter(other.numbers)
        if own == others:
            return self.words == other.words
        return bool(own - others) and bool(others - own)


class BankWords:
    """The words of a bank in one language, ready for questions; making it is most of the work.

    Raises:
        ValueError: the bank does not have the language.
    """

    def __init__(self, bank: Bank, language: str) -> None:
        if language not in bank.languages:
            known = ", ".join(bank.languages)
            raise ValueError(f"language must be one of the bank's ({known}), got {language!r}")
        self.language = language
        self._shown = [_shown_item(bank, item, language) for item in bank.items]
        self._places = {item.id: place for place, item in enumerate(bank.items)}

    def near_duplicates(
        self, *, least: float = USUAL_SIMILARITY, with_other_numbers: bool = False
    ) -> tuple[Likeness, ...]:
        """The pairs that are alike, in the order of their items; see the function of this name.

        Raises:
            ValueError: `least` is not above 0.5 and at most 1.
        """
        if not LEAST_STEM_SIMILARITY < least <= 1.0:
            raise ValueError(f"least must lie above {LEAST_STEM_SIMILARITY} and at most at 1, got {least!r}")
        stems = self._stems.similar_pairs(least, most_same=MOST_SAME)
        wholes = self._wholes.similar_pairs(least, most_same=None)
        pairs = np.unique(np.concatenate([stems, wholes]), axis=0)
        stem_values, values = self._stems.cosines(pairs), self._wholes.cosines(pairs)
        is_kept = (stem_values >= LEAST_STEM_SIMILARITY) & (np.maximum(stem_values, values) >= least)
        found = []
        for place in np.flatnonzero(is_kept).tolist():
            first, second = (self._shown[each] for each in pairs[place].tolist())
            if not with_other_numbers and first.has_other_numbers(second):
                continue
            if values[place] < least and not first.asks_for_the_same(second):
                continue
            found.append(self._likeness(first, second, float(stem_values[place]), float(values[place])))
        return tuple(found)

    def similar_to(
        self, stem: str, options: Sequence[str] = (), *, least: float = 0.5, most: int = 10
    ) -> tuple[Likeness, ...]:
        """The items that a new text (Markdown) is most like, at most `most`, the most alike first.

        What has other numbers is among them, and drawings are not asked for. Without options only the stems
        are compared.
        """
        new = _Shown(
            item=None,
            stem=tokens(stem),
            options=tuple(map(tokens, options)),
            stem_text=stem,
            option_texts=tuple(options),
        )
        stem_values = self._stems.cosines_with(new.stem)
        values = self._wholes.cosines_with(new.whole) if options else stem_values
        strengths = np.maximum(stem_values, values)
        order = np.argsort(-strengths.round(9), kind="stable")[:most]
        return tuple(
            self._likeness(new, self._shown[place], float(stem_values[place]), float(values[place]))
            for place in order.tolist()
            if strengths[place] >= least
        )

    def likeness(self, first: str, second: str) -> Likeness:
        """How alike two items are, whatever comes out.

        Raises:
            KeyError: the bank does not have an item.
        """
        places = [self._places[each] for each in (first, second)]
        pair = np.array([places])
        one, other = (self._shown[place] for place in places)
        return self._likeness(
            one, other, float(self._stems.cosines(pair)[0]), float(self._wholes.cosines(pair)[0])
        )

    @cached_property
    def _stems(self) -> TextVectors:
        return TextVectors([each.stem for each in self._shown], [each.drawings for each in self._shown])

    @cached_property
    def _wholes(self) -> TextVectors:
        return TextVectors([each.whole for each in self._shown], [each.drawings for each in self._shown])

    def _likeness(self, first: _Shown, second: _Shown, stem_value: float, value: float) -> Likeness:
        return Likeness(
            first=first.item.id if first.item else "",
            second=second.item.id if second.item else "",
            language=self.language,
            stem_similarity=min(stem_value, 1.0),
            similarity=min(value, 1.0),
            differs=tuple(_aspects(first, second)),
            known=_known(first.item, second.item),
            first_stem=shown_text(first.stem_text),
            second_stem=shown_text(second.stem_text),
            first_options=tuple(map(shown_text, first.option_texts)),
            second_options=tuple(map(shown_text, second.option_texts)),
        )


def _shown_item(bank: Bank, item: Item, language: str) -> _Shown:
    prompt = item.prompt
    shared = () if prompt.response_scale is None else bank.response_scales.get(prompt.response_scale, ())
    # The labels of a scale are the same for all its items.
    own = [option.text for option in prompt.options if option.text and option.text not in shared]
    options = [text.get(language, "") for text in own]
    place = KINDS[item.kind].key_place(item)
    right = None if place is None else prompt.options[place].text
    stem = [prompt.stem, *([] if isinstance(prompt.interaction, Rate) else texts(prompt.interaction))]
    stem_text = "\n\n".join(text.get(language, "") for text in stem)
    of_stem = [prompt.figure.media] if prompt.figure else []
    of_stem += [media for media, _ in media_in(stem_text)]
    drawings = of_stem or [figure.media for figure in item.figures]
    return _Shown(
        item=item,
        stem=tokens(stem_text),
        options=tuple(map(tokens, options)),
        stem_text=stem_text,
        option_texts=tuple(options),
        right=None if right is None else tokens(right.get(language, "")),
        drawings=tuple(sorted(drawing_identity(bank.media.get(media, media)) for media in drawings)),
    )


def _aspects(first: _Shown, second: _Shown) -> Iterator[Aspect]:
    has_other_words = Counter(first.words) != Counter(second.words)
    if has_other_words:
        yield "words"
    if first.numbers != second.numbers:
        yield "numbers"
    elif not has_other_words and first.stem != second.stem:
        yield "order"
    if Counter(first.options) != Counter(second.options):
        yield "options"


def _known(first: Item | None, second: Item | None) -> Known:
    if first is None or second is None:
        return ""
    if first.item_set and first.item_set == second.item_set:
        return "set"
    return "enemies" if second.id in first.enemies or first.id in second.enemies else ""


def _without(options: Sequence[str], others: Sequence[str]) -> tuple[str, ...]:
    """The options whose words none of the others has."""
    known = set(map(tokens, others))
    return tuple(option for option in options if tokens(option) not in known)
