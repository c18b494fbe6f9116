"""Figural matrices: nine cells under rules, the ninth asked for; drawing and rules are in their own modules.

`generate` gives the same item for the same arguments on every machine. Its promises, which the tests check
again: the eight visible cells permit exactly one value in every channel under the whole rule space, so every
wrong option breaks a rule; and the key cannot be told from the options alone.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Literal

from item_bank.generators import drawing, figures
from item_bank.generators.figures import Attribute, Element, Value
from item_bank.generators.matrix_layouts import LAYOUTS, LEGIBLE_LAYOUTS
from item_bank.generators.matrix_options import (
    N_OPTIONS,
    Design,
    KeyRole,
    Option,
    alternatives,
    choose_options,
)
from item_bank.generators.matrix_rules import LAID_OUT, Grid, constant_grid, grid_of

MOST_ELEMENTS = 4
MOST_RULES = 5
GUESSING = round(1 / N_OPTIONS, 3)
PRIOR_SD = 0.9

Edition = Literal[1, 2]
"""Which items are made: of the first edition, as the demo bank has them, or of the second.

In the first the key stands close to most options in some designs, and fills of the smallest parts can hardly
be seen. In the second neither is so: any row of the table of differences may be the key.
"""

CELLS: Mapping[tuple[int, int], int] = dict(
    zip(
        [(1, 1), (1, 2), (1, 3), (2, 1), (3, 1), *((n, rules) for n in (2, 3, 4) for rules in (2, 3, 4, 5))],
        (1, 2, 1, 2, 2, *(4, 5, 5, 5) * 3),
        strict=True,
    )
)
"""How often an item has so many elements and rules: the fewer templates there are, the more seldom."""

_GAP = 9.0
_MARGIN = 3.0


@dataclass(frozen=True)
class Channel:
    """One attribute of one element, its nine values and the rule they follow ("none" for one at rest)."""

    element: int
    name: str
    attribute: Attribute
    rule: str
    grid: Grid


@dataclass(frozen=True)
class Matrix:
    """A figural item without its words: what is drawn, the options in order, and which of them is right."""

    seed: int
    elements: tuple[Element, ...]
    channels: tuple[Channel, ...]
    design: Design
    options: tuple[Option, ...]
    correct: int
    discrimination: float

    @property
    def n_rules(self) -> int:
        return sum(channel.rule != "none" for channel in self.channels)

    @property
    def difficulty(self) -> float:
        """A prior in logits, by weights fitted to published parameters of an open bank; no calibration."""
        return difficulty_prior(len(self.elements), self.n_rules, self.design)

    @property
    def template(self) -> str:
        """What two items must not have in common to be different items and not clones."""
        ruled = (
            f"{channel.element}.{channel.name} {channel.rule}"
            for channel in self.channels
            if channel.rule != "none"
        )
        return f"{'+'.join(element.kind for element in self.elements)}: {', '.join(ruled)}"

    def cell(self, place: int) -> Option:
        return tuple(channel.grid[place] for channel in self.channels)


def difficulty_prior(elements: int, rules: int, design: Design) -> float:
    """The prior of a matrix with so many elements and rules, in logits."""
    return round(-2.67 + 0.45 * elements + 0.38 * rules + 0.87 * (design == "minimal"), 2)


def generate(
    seed: int, *, elements: int, rules: int, design: Design, correct: int = 0, edition: Edition = 1
) -> Matrix:
    """The matrix of a seed with so many elements and rules, its key at the place `correct` among the options.

    Edition 1 makes the items of the demo bank again, to the byte; new items are of edition 2.
    Raises ValueError where the numbers are outside what the layouts can carry.
    """
    if not 1 <= elements <= MOST_ELEMENTS:
        raise ValueError(f"elements: expected 1 to {MOST_ELEMENTS}, got {elements}.")
    if not 1 <= rules <= MOST_RULES or (elements == 1 and rules > 3):
        most = 3 if elements == 1 else MOST_RULES
        raise ValueError(f"rules: expected 1 to {most} for {elements} element(s), got {rules}.")
    if not 0 <= correct < N_OPTIONS:
        raise ValueError(f"correct: expected a place from 0 to {N_OPTIONS - 1}, got {correct}.")
    rng = Random(f"matrix {seed} {elements} {rules} {design}")
    while True:
        layout = rng.choice((LAYOUTS if edition == 1 else LEGIBLE_LAYOUTS)[elements])
        channels = _channels(layout, rules, rng)
        options = channels and _options(channels, design, "first" if edition == 1 else "any", rng)
        if channels and options:
            key, *distractors = options
            rng.shuffle(distractors)
            distractors.insert(correct, key)
            # The range of slopes published for an open matrix bank.
            slope = round(rng.uniform(0.94, 1.69), 2)
            return Matrix(seed, layout, channels, design, tuple(distractors), correct, slope)


def _channels(layout: Sequence[Element], rules: int, rng: Random) -> tuple[Channel, ...] | None:
    """All channels of a layout, so many of them under a rule, spread evenly over the elements."""
    places = [(index, name) for index, element in enumerate(layout) for name in element.attributes]
    if len(places) < rules:
        return None
    # Shapes and fills are in every element; rarer scales mostly go first, so that rules stay varied.
    places.sort(
        key=lambda p: rng.random() + (layout[p[0]].attributes[p[1]].scale in ("nominal", "ordinal")) * 0.7
    )
    taken = [0] * len(layout)
    ruled: set[tuple[int, str]] = set()
    while len(ruled) < rules:
        place = min((p for p in places if p not in ruled), key=lambda p: taken[p[0]])
        ruled.add(place)
        taken[place[0]] += 1
    channels: list[Channel] = []
    for index, element in enumerate(layout):
        for name, attribute in element.attributes.items():
            if (index, name) not in ruled:
                channels.append(Channel(index, name, attribute, "none", constant_grid(attribute, rng)))
                continue
            rules_by_weight = LAID_OUT[attribute.scale]
            rule = rng.choices(list(rules_by_weight), list(rules_by_weight.values()))[0]
            grid = grid_of(rule, attribute, rng)
            if grid is None:
                return None
            channels.append(Channel(index, name, attribute, rule, grid))
    return tuple(channels) if _is_varied(channels) else None


def _is_varied(channels: Sequence[Channel]) -> bool:
    """Whether no two attributes of an element change together, and few rules are plain rows."""
    ruled = [channel for channel in channels if channel.rule != "none"]
    patterns = [(channel.element, _pattern(channel.grid)) for channel in ruled]
    plain = sum(channel.rule == "row constant" for channel in ruled)
    return len(set(patterns)) == len(patterns) and plain <= max(1, len(ruled) // 3)


def _pattern(grid: Grid) -> tuple[int, ...]:
    order = list(dict.fromkeys(grid))
    return tuple(order.index(value) for value in grid)


def _options(
    channels: Sequence[Channel], design: Design, key_role: KeyRole, rng: Random
) -> tuple[Option, ...] | None:
    ruled = [index for index, channel in enumerate(channels) if channel.rule != "none"]
    # Where rules are few, paired options also change an attribute at rest, which breaks its constancy.
    wanted = {"minimal": 1, "paired": 2 if len(ruled) == 1 else 3}[design]
    resting = [
        index
        for index, channel in enumerate(channels)
        if channel.rule == "none" and channel.attribute.scale != "mask"
    ]
    spare = rng.sample(resting, min(len(resting), max(0, wanted - len(ruled))))
    wrong = {
        index: alternatives(channels[index].grid, channels[index].attribute, rng)
        for index in (*ruled, *spare)
    }
    key = tuple(channel.grid[8] for channel in channels)
    attributes = [channel.attribute for channel in channels]
    return choose_options(key, wrong, attributes, design=design, rng=rng, key_role=key_role)


def elements_of(matrix: Matrix, values: Option) -> Iterator[tuple[Element, dict[str, Value]]]:
    """The elements of a figure, each with its own attributes, from the values of all channels."""
    for index, element in enumerate(matrix.elements):
        pairs = zip(matrix.channels, values, strict=True)
        yield element, {channel.name: value for channel, value in pairs if channel.element == index}


def _figure(matrix: Matrix, values: Option) -> list[str]:
    return [part for element, own in elements_of(matrix, values) for part in figures.draw(element, own)]


def draw_matrix(matrix: Matrix) -> str:
    """The matrix as one SVG, its ninth cell a question mark."""
    side = 3 * figures.CELL + 2 * _GAP + 2 * _MARGIN
    parts = []
    for place in range(9):
        x = _MARGIN + (place % 3) * (figures.CELL + _GAP)
        y = _MARGIN + (place // 3) * (figures.CELL + _GAP)
        is_asked = place == 8
        border = drawing.INK if is_asked else drawing.CELL_BORDER
        panel = drawing.rectangle(0, 0, figures.CELL, figures.CELL, radius=9, stroke=border, dashed=is_asked)
        content = [drawing.question_mark(figures.MIDDLE)] if is_asked else _figure(matrix, matrix.cell(place))
        parts.append(drawing.group([panel, *content], x, y))
    return drawing.svg_document(side, side, parts)


def draw_option(matrix: Matrix, place: int) -> str:
    """One option as its own SVG, in the scale of a cell; its white ground keeps it legible on dark pages."""
    size = figures.CELL + 2 * _MARGIN
    ground = drawing.rectangle(0, 0, size, size, radius=9, stroke="none")
    return drawing.svg_document(
        size, size, [ground, drawing.group(_figure(matrix, matrix.options[place]), _MARGIN, _MARGIN)]
    )
