"""Items: a prompt that is shown, a key that is secret, and what is known about them. Kinds are in `kinds`."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from scoring.parameters import ItemParameters, NominalParameters
from scoring.response_times import ResponseTimeParameters

Parameters: TypeAlias = ItemParameters | NominalParameters
"""What an item of a bank may be described by."""

STATES = ("draft", "reviewed", "approved", "practice", "pretest", "operational", "retired")


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
    """A drawing from the bank's `media` folder with the words that stand for it."""

    media: str
    alt: Text


@dataclass(frozen=True, slots=True)
class Option:
    """One answer a participant may choose: a text (Markdown), a figure, or a figure with a caption."""

    id: str
    text: Text | None = None
    figure: Figure | None = None


@dataclass(frozen=True, slots=True)
class Prompt:
    """Everything of an item that is shown. The options of a rating item are its bank's response scale."""

    stem: Text
    options: tuple[Option, ...]
    figure: Figure | None = None
    response_scale: str | None = None


@dataclass(frozen=True, slots=True)
class Key:
    """What turns a response into a category; secret. Each kind has its own subclass."""


@dataclass(frozen=True, slots=True)
class Item:
    """One question or statement of a bank, unchanged once it is published.

    `item_set` names what it shares with other items, such as a passage; those of a set are given together.
    """

    id: str
    kind: str
    domain: str
    prompt: Prompt
    key: Key
    state: str = "draft"
    subdomain: str = ""
    author: str = ""
    source: str = ""
    enemies: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    parameters: Parameters | None = None
    prior_sd: float | None = None
    calibration: str = ""
    item_set: str = ""
    response_time: ResponseTimeParameters | None = None

    @property
    def option_ids(self) -> tuple[str, ...]:
        """The ids of the options in the author's order."""
        return tuple(option.id for option in self.prompt.options)

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Every figure of the item, in reading order."""
        shown = (self.prompt.figure, *(option.figure for option in self.prompt.options))
        return tuple(figure for figure in shown if figure is not None)
