"""Interactions: what a participant does with an item. Not here: what it is worth (`kinds`, `marking`).

An item's options are one flat list, whatever is done with them; an interaction refers to them by id. The same
types stand in a bank and in a release; in a release their texts are HTML and `media` is a digest.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final, Literal

import msgspec

from item_bank.text import Figure, Text

MOST_PLACES: Final = 400
"""Options of one interaction, each with a place on the screen by which a browser names it."""
MOST_GAPS: Final = 100
MOST_PARTS: Final = 40
LONGEST_TEXT: Final = 5_000

Shape = Literal["circle", "rectangle", "polygon"]
Answer = Literal["number", "text"]
Question = Literal["effective", "like_me"]


class Area(msgspec.Struct, frozen=True):
    """Where an option lies on the item's figure, in the figure's own units.

    `at` is centre and radius of a circle, two corners of a rectangle, the corners of a polygon.
    """

    option: str
    shape: Shape
    at: tuple[float, ...]


class Gap(msgspec.Struct, frozen=True):
    """A place in a text that takes one of these options; the text marks it `[[id]]`."""

    id: str
    options: tuple[str, ...]


class Shuffled(msgspec.Struct, frozen=True, kw_only=True):
    """Options whose order may be shuffled, but for the `fixed` ones, which keep their places."""

    LATER_FIELDS: ClassVar[frozenset[str]] = frozenset({"fixed"})

    fixed: tuple[str, ...] = ()


class Choose(Shuffled, frozen=True, tag="choose"):
    """Choose one option; of `areas`, by its place on the figure."""

    areas: tuple[Area, ...] = ()


class ChooseSeveral(Shuffled, frozen=True, tag="choose_several"):
    """Choose at least `least` and at most `most` options; fewer than `least` is no complete answer."""

    least: int
    most: int
    areas: tuple[Area, ...] = ()


class Order(Shuffled, frozen=True, tag="order"):
    """Put all options in order."""


class BestWorst(Shuffled, frozen=True, tag="best_worst"):
    """Choose one option as the best and another as the worst, or most and least like oneself."""

    asked: Question = "effective"


class Rate(Shuffled, frozen=True, tag="rate"):
    """Rate each option on a scale, whose labels are counted from 0."""

    labels: tuple[Text, ...]


class Pair(Shuffled, frozen=True, tag="pair"):
    """Join options with `targets`, which are options too; a target takes `uses` of them, 0: any number."""

    targets: tuple[str, ...]
    uses: int = 1
    most_targets: int = 1


class FillGaps(Shuffled, frozen=True, tag="fill_gaps"):
    """Give each gap one of its options; an option serves `uses` gaps, 0: any number.

    Gaps that share a pool show it beside the text; others open a list of their own in the line.
    """

    gaps: tuple[Gap, ...]
    uses: int = 0
    has_pool: bool = False


class Write(msgspec.Struct, frozen=True, tag="write"):
    """Write a number or a short text of at most `longest` characters, in a field `width` characters wide."""

    answer: Answer = "text"
    unit: Text | None = None
    width: int = 20
    longest: int = 200


class Read(msgspec.Struct, frozen=True, tag="read"):
    """Read a page that asks for nothing."""


class Part(msgspec.Struct, frozen=True):
    """One interaction among several of an item, with the options that are its own.

    It stands where the item's text marks `[[id]]`, in the line if `is_inline`, else as a block of its own.
    """

    id: str
    interaction: "PartInteraction"
    options: tuple[str, ...] = ()
    text: Text | None = None
    figure: Figure | None = None
    is_inline: bool = False


class Several(msgspec.Struct, frozen=True, tag="several"):
    """Several interactions in one item."""

    parts: tuple[Part, ...]


PartInteraction = Choose | ChooseSeveral | Order | BestWorst | Rate | Pair | FillGaps | Write
Interaction = PartInteraction | Read | Several

CHOOSE = Choose()


@dataclass(frozen=True, slots=True)
class Rendering:
    """How the texts and figures of an interaction become those of a release; `block` is told the marks."""

    block: Callable[[Text, tuple[str, ...]], Text]
    inline: Callable[[Text], Text]
    figure: Callable[[Figure], Figure]


def rendered(interaction: Interaction, rendering: Rendering) -> Interaction:
    """The interaction as a release holds it."""
    match interaction:
        case Rate():
            return msgspec.structs.replace(
                interaction, labels=tuple(map(rendering.inline, interaction.labels))
            )
        case Write(unit=Text() as unit):
            return msgspec.structs.replace(interaction, unit=rendering.inline(unit))
        case Several():
            return Several(tuple(_rendered_part(part, rendering) for part in interaction.parts))
    return interaction


def figures(interaction: Interaction) -> Iterator[Figure]:
    """The figures that belong to single parts of an item."""
    if isinstance(interaction, Several):
        yield from (part.figure for part in interaction.parts if part.figure is not None)


def texts(interaction: Interaction) -> Iterator[Text]:
    """The texts of an interaction itself, without those of the options."""
    match interaction:
        case Rate():
            yield from interaction.labels
        case Write(unit=Text() as unit):
            yield unit
        case Several():
            for part in interaction.parts:
                if part.text is not None:
                    yield part.text
                yield from texts(part.interaction)


def marks(interaction: Interaction) -> tuple[str, ...]:
    """The ids that the item's own text marks with `[[id]]`, in the order of the interaction."""
    match interaction:
        case FillGaps():
            return tuple(gap.id for gap in interaction.gaps)
        case Several():
            return tuple(part.id for part in interaction.parts)
    return ()


def too_many(interaction: Interaction, n_options: int) -> tuple[str, int, int] | None:
    """What an interaction has more of than a response can name: its word, how many, how many may be."""
    found = [("options", n_options, MOST_PLACES)]
    match interaction:
        case FillGaps():
            found.append(("gaps", len(interaction.gaps), MOST_GAPS))
        case Several():
            found = [("parts", len(interaction.parts), MOST_PARTS)]
            for part in interaction.parts:
                inner = too_many(part.interaction, len(part.options))
                found += [] if inner is None else [inner]
    return next((each for each in found if each[1] > each[2]), None)


def fixed_options(interaction: Interaction) -> tuple[str, ...]:
    """The options that keep their places whatever is shuffled."""
    if isinstance(interaction, Several):
        return tuple(each for part in interaction.parts for each in fixed_options(part.interaction))
    return interaction.fixed if isinstance(interaction, Shuffled) else ()


def with_fixed(interaction: Interaction, fixed: Sequence[str]) -> Interaction:
    """The same interaction with these options in their places; of several parts, each with its own."""
    if isinstance(interaction, Several):
        return Several(tuple(_part_with_fixed(part, fixed) for part in interaction.parts))
    if isinstance(interaction, Shuffled) and interaction.fixed != tuple(fixed):
        return msgspec.structs.replace(interaction, fixed=tuple(fixed))
    return interaction


def shuffled_groups(interaction: Interaction, option_ids: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """The options whose order among each other has no meaning, group by group, without the fixed ones."""
    fixed = frozenset(fixed_options(interaction))
    groups = _groups(interaction, option_ids)
    return tuple(tuple(each for each in group if each not in fixed) for group in groups) if fixed else groups


def telling_options(interaction: Interaction, option_ids: tuple[str, ...]) -> frozenset[str]:
    """The options whose order as it was written may be the answer, or stand beside it.

    Authors write steps in their right order, and the words of a pool as the gaps need them. Of pairs it is
    enough that one side moves; targets often have an order of their own, such as true and false.
    """
    match interaction:
        case Order() | FillGaps(has_pool=True):
            return frozenset(option_ids)
        case Pair():
            return frozenset(option_ids).difference(interaction.targets)
        case Several():
            own = (telling_options(part.interaction, part.options) for part in interaction.parts)
            return frozenset[str]().union(*own)
    return frozenset()


def _groups(interaction: Interaction, option_ids: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    match interaction:
        case Pair():
            targets = set(interaction.targets)
            return tuple(each for each in option_ids if each not in targets), interaction.targets
        case FillGaps(has_pool=True):
            return (option_ids,)
        case FillGaps():
            return tuple(gap.options for gap in interaction.gaps)
        case Several():
            return tuple(
                group for part in interaction.parts for group in _groups(part.interaction, part.options)
            )
    return (option_ids,)


def _part_with_fixed(part: Part, fixed: Sequence[str]) -> Part:
    own = with_fixed(part.interaction, [each for each in fixed if each in part.options])
    return part if isinstance(own, Read | Several) else msgspec.structs.replace(part, interaction=own)


def _rendered_part(part: Part, rendering: Rendering) -> Part:
    inner = rendered(part.interaction, rendering)
    if isinstance(inner, Read | Several):
        raise TypeError(f"a part must be one interaction that asks for something, got {type(inner).__name__}")
    return msgspec.structs.replace(
        part,
        interaction=inner,
        text=None if part.text is None else rendering.block(part.text, marks(part.interaction)),
        figure=None if part.figure is None else rendering.figure(part.figure),
    )
