"""Items: a prompt that is shown, a key that is secret, and what is known about them. Kinds are in `kinds`."""

from dataclasses import dataclass
from typing import TypeAlias

from item_bank.interactions import CHOOSE, Interaction, figures
from item_bank.text import Figure, Text
from scoring.parameters import ItemParameters, NominalParameters
from scoring.response_times import ResponseTimeParameters

Parameters: TypeAlias = ItemParameters | NominalParameters
"""What an item of a bank may be described by."""

__all__ = ["STATES", "Figure", "Item", "Key", "Option", "Parameters", "Prompt", "Stimulus", "Text"]

STATES = ("draft", "reviewed", "approved", "practice", "pretest", "operational", "retired")


@dataclass(frozen=True, slots=True)
class Option:
    """One answer a participant may choose: a text (Markdown), a figure, or a figure with a caption."""

    id: str
    text: Text | None = None
    figure: Figure | None = None


@dataclass(frozen=True, slots=True)
class Prompt:
    """Everything of an item that is shown, and what is done with it (`interaction`).

    The options of a Likert item are its bank's response scale.
    """

    stem: Text
    options: tuple[Option, ...]
    figure: Figure | None = None
    response_scale: str | None = None
    interaction: Interaction = CHOOSE


@dataclass(frozen=True, slots=True)
class Key:
    """What turns a response into a category; secret. Each kind has its own subclass."""


@dataclass(frozen=True, slots=True)
class Stimulus:
    """What the items of a set share: a text (Markdown), a figure, or both; `id` is their `item_set`."""

    id: str
    text: Text
    title: Text | None = None
    figure: Figure | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """One question or statement of a bank, unchanged once it is published.

    `item_set` names what it shares with other items, such as a passage; those of a set are given together.
    `layout_classes` are words of the layout vocabulary of QTI, `catalogue` its accessibility catalogue (XML):
    both are kept for those who sent them.
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
    layout_classes: tuple[str, ...] = ()
    catalogue: str = ""

    @property
    def option_ids(self) -> tuple[str, ...]:
        """The ids of the options in the author's order."""
        return tuple(option.id for option in self.prompt.options)

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Every figure of the item, in reading order."""
        prompt = self.prompt
        shown = (prompt.figure, *(option.figure for option in prompt.options), *figures(prompt.interaction))
        return tuple(figure for figure in shown if figure is not None)

    @property
    def interaction(self) -> Interaction:
        """What a participant does with the item."""
        return self.prompt.interaction
