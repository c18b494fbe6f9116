"""Flat figures turned in the plane: which option is the figure shown, only turned and not flipped over.

`generate` gives the same item for the same arguments on every machine. Its promises, which the tests check
again: exactly one option can be turned into the figure, whatever the angle; and the options alone do not
tell the key, because it is drawn from among them after they were made.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random
from typing import Final

from item_bank.generators import polyomino, polyomino_drawing
from item_bank.generators.figure_words import Words
from item_bank.generators.generator import Generated, Range, first_in_range, item_id, key_place
from item_bank.generators.polyomino import Figure
from item_bank.generators.rotation_items import (
    N_OPTIONS,
    OPTION_ROOM,
    PROMPT_SCALE,
    Design,
    Drawn,
    Prior,
    Shown,
    option_middle,
    prompt_middle,
    rotation_item,
    weighted,
)
from item_bank.items import Text

PRIOR_SD: Final = 1.2

LEAST_SQUARES, MOST_SQUARES = 6, 9
MOST_MARKS: Final = 2
ANGLES: Final = tuple(range(30, 181, 15))
_LONGEST: Final = 5

BASE: Final = -2.0
WEIGHTS: Final[Mapping[str, float]] = {
    "square beyond six": 0.2,
    "mark": 0.15,
    "half turn": 1.0,
    "oblique angle": 0.3,
    "mirrored distractors": 0.9,
}
"""Assumptions in logits; only their directions have evidence (angle and mirror images make it harder)."""

_SOURCE: Final = "prior: sum of assumed weights of squares, marks, angle and mirror images; not calibrated"

STEM: Final = Text(
    {
        "id": (
            "Bangun manakah yang sama dengan bangun pada gambar, hanya diputar? "
            "Bangun yang dibalik seperti di cermin tidak sama."
        ),
        "en": (
            "Which option is the figure in the picture, only turned? "
            "A figure that is flipped over, as in a mirror, is not the same."
        ),
    }
)


@dataclass(frozen=True)
class Turned:
    """A flat figure and the clockwise angle, in degrees, by which it is drawn turned."""

    figure: Figure
    degrees: int


@dataclass(frozen=True)
class Rotation2D:
    """An item without its words: the figure asked about, the options in order, which of them is right."""

    seed: int
    target: Figure
    options: tuple[Turned, ...]
    correct: int
    design: Design
    angle: int
    discrimination: float

    @property
    def n_squares(self) -> int:
        return len(self.target)

    @property
    def n_marks(self) -> int:
        return sum(mark for _, _, mark in self.target)

    @property
    def difficulty(self) -> float:
        """A prior in logits from assumed weights; no calibration."""
        return difficulty_prior(self.n_squares, self.n_marks, self.angle, self.design)

    @property
    def template(self) -> str:
        """The figure, whichever way it is turned or flipped: what an item has in common with its clones."""
        squares = (f"{x}{y}{'.*'[mark]}" for x, y, mark in polyomino.free_form(self.target))
        return " ".join(squares)


def difficulty_prior(squares: int, marks: int, angle: int, design: Design) -> float:
    """The prior of difficulty, in logits, of an item with these features."""
    return weighted(
        BASE,
        WEIGHTS,
        {
            "square beyond six": squares - LEAST_SQUARES,
            "mark": marks,
            "half turn": angle / 180,
            "oblique angle": angle % 90 != 0,
            "mirrored distractors": design == "mirrored",
        },
    )


def generate(
    seed: int, *, squares: int, marks: int, angle: int, design: Design, correct: int = 0
) -> Rotation2D:
    """The item of a seed, its key turned by `angle` degrees either way and at the place `correct`.

    Raises ValueError where a number is outside what can be drawn.
    """
    if not LEAST_SQUARES <= squares <= MOST_SQUARES:
        raise ValueError(f"squares: expected {LEAST_SQUARES} to {MOST_SQUARES}, got {squares}.")
    if not 0 <= marks <= MOST_MARKS:
        raise ValueError(f"marks: expected 0 to {MOST_MARKS}, got {marks}.")
    if angle not in ANGLES:
        raise ValueError(f"angle: expected a multiple of 15 degrees from 30 to 180, got {angle}.")
    if not 0 <= correct < N_OPTIONS:
        raise ValueError(f"correct: expected a place from 0 to {N_OPTIONS - 1}, got {correct}.")
    rng = Random(f"rotation 2d {seed} {squares} {marks} {angle} {design}")
    while True:
        shown = _options(squares, marks, design, rng)
        if shown is None:
            continue
        rng.shuffle(shown)
        # Every option is drawn at the same angle to its squares, so that the angle does not tell the key.
        options = [Turned(figure, rng.choice((angle, -angle))) for figure in shown]
        slope = round(rng.uniform(0.8, 1.4), 2)
        return Rotation2D(seed, shown[correct], tuple(options), correct, design, angle, slope)


def _options(squares: int, marks: int, design: Design, rng: Random) -> list[Figure] | None:
    """Six figures that differ in one square or one mark each, in any of four positions; None: not found."""
    siblings = _siblings(squares, marks, rng)
    wanted = N_OPTIONS // 2 if design == "mirrored" else N_OPTIONS
    if len(siblings) < wanted:
        return None
    chosen = rng.sample(siblings, wanted)
    if design == "mirrored":
        chosen += [polyomino.mirrored(figure) for figure in chosen]
    else:
        chosen = [rng.choice((figure, polyomino.mirrored(figure))) for figure in chosen]
    return [polyomino.turned(figure, rng.randrange(4)) for figure in chosen]


def _siblings(squares: int, marks: int, rng: Random) -> list[Figure]:
    """Chiral figures that are the same but for the place of one square or of one mark, none alike."""
    if marks and rng.random() < 0.5:
        plain = polyomino.grown(squares, rng)
        places = sorted((x, y) for x, y, _ in plain)
        fixed = set(rng.sample(places, marks - 1))
        possible = [
            frozenset((x, y, int((x, y) in fixed or (x, y) == place)) for x, y in places)
            for place in places
            if place not in fixed
        ]
    else:
        core = polyomino.grown(squares - 1, rng)
        marked = set(rng.sample(sorted(core), marks))
        core = frozenset((x, y, int((x, y, mark) in marked)) for x, y, mark in core)
        possible = [core | {(x, y, 0)} for x, y in polyomino.places_beside(core)]
    siblings: dict[object, Figure] = {}
    for figure in possible:
        is_usable = polyomino.is_plain(figure, _LONGEST) and polyomino.is_chiral(figure)
        if is_usable and not polyomino.is_symmetric(figure):
            siblings.setdefault(polyomino.free_form(figure), polyomino.moved(figure))
    return list(siblings.values())


def side_of(item: Rotation2D) -> float:
    """The side of a square in all drawings of an item, so that the widest option just fits its frame."""
    largest = max(max(polyomino_drawing.extent(each.figure, each.degrees)) for each in item.options)
    return min(OPTION_ROOM / largest, OPTION_ROOM / 4)


def draw(item: Rotation2D) -> tuple[Drawn, tuple[Drawn, ...]]:
    """The figure asked about and the options, as parts of drawings and in words."""
    side = side_of(item)
    target = Drawn(
        polyomino_drawing.draw(item.target, 0, prompt_middle(), side * PROMPT_SCALE), describe(item.target, 0)
    )
    options = (
        Drawn(
            polyomino_drawing.draw(each.figure, each.degrees, option_middle(), side),
            describe(each.figure, each.degrees),
        )
        for each in item.options
    )
    return target, tuple(options)


def describe(figure: Figure, degrees: int) -> Words:
    """A turned figure in words: row by row as it is seen nearest to upright, then the turn that is left."""
    quarters = (degrees + 44) // 90
    rest = degrees - 90 * quarters
    indonesian, english = [f"Bangun dari {len(figure)} kotak"], [f"Figure of {len(figure)} squares"]
    for number, row in enumerate(polyomino.rows(polyomino.turned(figure, quarters)), 1):
        columns_id = ", ".join(f"{x + 1}{' (bertitik)' * mark}" for x, mark in row)
        columns_en = ", ".join(f"{x + 1}{' (dotted)' * mark}" for x, mark in row)
        indonesian.append(f"baris {number}: kolom {columns_id}")
        english.append(f"row {number}: column{'s' * (len(row) > 1)} {columns_en}")
    if rest:
        indonesian.append(
            f"semuanya diputar {abs(rest)}° {'searah' if rest > 0 else 'berlawanan arah'} jarum jam"
        )
        english.append(f"all turned {abs(rest)}° {'clockwise' if rest > 0 else 'anticlockwise'}")
    return "; ".join(indonesian), "; ".join(english)


class Rotations2D:
    """Flat figures turned in the plane, for the registry."""

    name = "rotations_2d"
    prior_sd = PRIOR_SD

    def generate(self, seed: int, *, difficulty: Range | None = None) -> Generated:
        """The item of a seed, in state draft; see `generator.Generator`."""
        return first_in_range(self._made, seed, difficulty, name=self.name)

    def _made(self, seed: int, wanted: Range) -> Generated | None:
        own_id = item_id(self.name, seed)
        rng = Random(own_id)
        # There are few small figures without marks, so they would soon come again.
        squares = rng.choice((6, 7, 7, 8, 8, 8, 9, 9, 9))
        marks = rng.choice((1, 2) if squares == LEAST_SQUARES else (0, 0, 1, 2))
        angle = rng.choice(ANGLES)
        designs: tuple[Design, ...] = ("mirrored", "mirrored", "altered")
        design = rng.choice(designs)
        if not wanted[0] <= difficulty_prior(squares, marks, angle, design) <= wanted[1]:
            return None
        correct = key_place(self.name, seed, N_OPTIONS)
        item = generate(seed, squares=squares, marks=marks, angle=angle, design=design, correct=correct)
        tags = (f"squares-{squares}", f"marks-{marks}", f"angle-{angle}", f"distractors-{design}")
        return rotation_item(
            own_id,
            seed,
            item.template,
            shown=Shown(STEM, *draw(item)),
            correct=correct,
            prior=Prior(item.difficulty, item.discrimination, PRIOR_SD, _SOURCE),
            tags=tags,
        )
