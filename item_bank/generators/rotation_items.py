"""What the items of both rotation generators have in common: frames of drawings and the finished item."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from item_bank.generators import drawing
from item_bank.generators.drawing import Point
from item_bank.generators.figure_words import Words
from item_bank.generators.generator import AUTHOR, Generated
from item_bank.items import Figure, Item, Option, Prompt, Text
from item_bank.kinds.single_choice import SingleChoiceKey
from scoring.parameters import ItemParameters

Design = Literal["mirrored", "altered"]
"""Mirrored: the key, two altered figures and the mirror images of all three. Altered: six unlike figures.

The set is drawn first and the key out of it afterwards, so that the options alone cannot tell which it is.
"""

N_OPTIONS: Final = 6
GUESSING: Final = round(1 / N_OPTIONS, 3)
LETTERS: Final = "ABCDEF"

OPTION_SIDE: Final = 106.0
OPTION_ROOM: Final = 95.0
"""The largest width and height of a figure in its frame."""

_PROMPT_WIDTH, _PROMPT_HEIGHT = 3 * OPTION_SIDE, 2 * OPTION_SIDE
PROMPT_SCALE: Final = 1.4
"""How much larger the figure asked about is drawn than the options, in the units of the page."""

DOMAIN: Final = "spasial"


@dataclass(frozen=True)
class Drawn:
    """A figure as the SVG parts around the middle of its frame, and in words."""

    parts: Sequence[str]
    words: Words


@dataclass(frozen=True)
class Shown:
    """What an item shows: the question, the figure asked about and the options in order."""

    stem: Text
    target: Drawn
    options: tuple[Drawn, ...]


@dataclass(frozen=True)
class Prior:
    """What is assumed of an item before anybody has answered it, and where it comes from."""

    difficulty: float
    discrimination: float
    sd: float
    source: str


def option_middle() -> Point:
    """The middle of an option's frame."""
    return OPTION_SIDE / 2, OPTION_SIDE / 2


def prompt_middle() -> Point:
    """The middle of the frame of the figure asked about."""
    return _PROMPT_WIDTH / 2, _PROMPT_HEIGHT / 2


def rotation_item(
    item_id: str, seed: int, template: str, *, shown: Shown, correct: int, prior: Prior, tags: Sequence[str]
) -> Generated:
    """The item with its drawings on white ground, each described in words for people who hear the page."""
    name, _ = item_id.rsplit("-", 1)
    folder = f"media/{name}/{item_id}"
    media = {f"{folder}/figure.svg": _framed(_PROMPT_WIDTH, _PROMPT_HEIGHT, shown.target.parts)}
    options = []
    for letter, option in zip(LETTERS, shown.options, strict=True):
        path = f"{folder}/option-{letter.lower()}.svg"
        media[path] = _framed(OPTION_SIDE, OPTION_SIDE, option.parts)
        options.append(Option(letter, figure=Figure(path, _text(option.words))))
    figure = Figure(f"{folder}/figure.svg", _text(shown.target.words))
    item = Item(
        id=item_id,
        kind="single_choice",
        domain=DOMAIN,
        subdomain=name,
        prompt=Prompt(shown.stem, tuple(options), figure),
        key=SingleChoiceKey(LETTERS[correct]),
        author=AUTHOR,
        source=f"item_bank.generators.{name.replace('-', '_')}, seed {seed}",
        tags=tuple(tags),
        parameters=ItemParameters("3pl", prior.discrimination, (prior.difficulty,), GUESSING),
        prior_sd=prior.sd,
        calibration=prior.source,
    )
    return Generated(item, media, seed, template)


def weighted(base: float, weights: Mapping[str, float], amounts: Mapping[str, float]) -> float:
    """A prior of difficulty in logits: the base and each feature's amount times its weight."""
    return round(base + sum(weights[feature] * amount for feature, amount in amounts.items()), 2)


def _framed(width: float, height: float, parts: Sequence[str]) -> str:
    # The white ground keeps grey faces as they are on dark pages.
    ground = drawing.rectangle(0, 0, width, height, radius=9, stroke="none")
    return drawing.svg_document(width, height, [ground, *parts])


def _text(words: Words) -> Text:
    return Text({"id": words[0], "en": words[1]})
