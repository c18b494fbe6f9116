"""Words of generated items in Indonesian and English: pairs of texts, numbers, places and lists."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from item_bank.items import Text

_INDONESIAN_PLACES = ("pertama", "kedua", "ketiga", "keempat", "kelima", "keenam", "ketujuh")
_ENGLISH_PLACES = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh")
_INDONESIAN_NUMBERS = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh")
_ENGLISH_NUMBERS = ("zero", "one", "two", "three", "four", "five", "six", "seven")


@dataclass(frozen=True, slots=True)
class Words:
    """The same words in Indonesian and in English."""

    id: str
    en: str

    def filled(self, **parts: "Words | str | int") -> "Words":
        """The words with each `{name}` replaced, in its own language; a number is written in its manner."""
        shown = {name: _as_words(part) for name, part in parts.items()}
        return Words(
            self.id.format(**{name: words.id for name, words in shown.items()}),
            self.en.format(**{name: words.en for name, words in shown.items()}),
        )

    def sentence(self) -> "Words":
        """The words with a capital letter first."""
        return Words(self.id[:1].upper() + self.id[1:], self.en[:1].upper() + self.en[1:])

    def text(self) -> Text:
        return Text({"id": self.id, "en": self.en})


def _as_words(part: Words | str | int) -> Words:
    if isinstance(part, Words):
        return part
    return Words(part, part) if isinstance(part, str) else number(part)


def pairs(text: str) -> tuple[Words, ...]:
    """Words written as `Indonesian = English; Indonesian = English`; those the same in both stand alone."""
    found = []
    for pair in text.split(";"):
        indonesian, _, english = (part.strip() for part in pair.partition("="))
        found.append(Words(indonesian, english or indonesian))
    return tuple(found)


def number(value: int | Fraction) -> Words:
    """A number as it is written: thousands in groups, a decimal comma in Indonesian, a real minus sign.

    Raises ValueError where the number has no finite decimal fraction of at most three places.
    """
    scaled = Fraction(value) * 1000
    if scaled.denominator != 1:
        raise ValueError(f"value: expected at most three decimal places, got {value}.")
    whole, rest = divmod(abs(scaled.numerator), 1000)
    decimals = f"{rest:03}".rstrip("0")
    english = f"{whole:,}" + (f".{decimals}" if decimals else "")
    sign = "−" if value < 0 else ""
    return Words(sign + english.translate(str.maketrans(",.", ".,")), sign + english)


def rupiah(value: int) -> Words:
    """An amount of money."""
    words = number(value)
    return Words(f"Rp{words.id}", f"Rp{words.en}")


def place(index: int) -> Words:
    """The place after `index` others: `pertama`, `first` for 0."""
    return Words(_INDONESIAN_PLACES[index], _ENGLISH_PLACES[index])


def count(value: int) -> Words:
    """A small number as a word."""
    return Words(_INDONESIAN_NUMBERS[value], _ENGLISH_NUMBERS[value])


def listed(parts: Sequence[Words | str]) -> Words:
    """Parts of a list, `dan` and `and` before the last."""
    words = [_as_words(part) for part in parts]
    if len(words) == 1:
        return words[0]
    comma = "," if len(words) > 2 else ""
    return Words(
        ", ".join(each.id for each in words[:-1]) + f"{comma} dan {words[-1].id}",
        ", ".join(each.en for each in words[:-1]) + f"{comma} and {words[-1].en}",
    )


def lines(parts: Sequence[Words]) -> Words:
    """Statements one under the other."""
    return Words("\n".join(f"- {part.id}" for part in parts), "\n".join(f"- {part.en}" for part in parts))


def paragraphs(*parts: Words) -> Words:
    """Texts with an empty line between them."""
    return Words("\n\n".join(part.id for part in parts), "\n\n".join(part.en for part in parts))
