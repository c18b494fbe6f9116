"""Texts in several languages, and figures with the words that stand for them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass


class Text(Mapping[str, str]):
    """A text in several languages, by language code; it cannot be changed."""

    __slots__ = ("_by_language",)
    _by_language: dict[str, str]

    def __init__(self, by_language: Mapping[str, str]) -> None:
        object.__setattr__(self, "_by_language", dict(by_language))

    def __getitem__(self, language: str) -> str:
        return self._by_language[language]

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_language)

    def __len__(self) -> int:
        return len(self._by_language)

    def __hash__(self) -> int:
        return hash(frozenset(self._by_language.items()))

    def __setattr__(self, name: str, _value: object) -> None:
        raise AttributeError(f"A Text cannot be changed: {name}.")

    def __repr__(self) -> str:
        return f"Text({self._by_language!r})"


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing or image from the bank's `media` folder with the words that stand for it."""

    media: str
    alt: Text
