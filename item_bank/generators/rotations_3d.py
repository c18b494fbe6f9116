"""Figures of cubes turned in space: which option is the figure shown, only turned and not its mirror image.

`generate` gives the same item for the same arguments on every machine. Its promises, which the tests check
again: exactly one option can be turned into the figure; every view can be read in one way only; and the
options alone do not tell the key, because it is drawn from among them after they were made.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from random import Random
from typing import Final

from item_bank.generators import isometric, isometric_drawing, polycube
from item_bank.generators.figure_words import Words
from item_bank.generators.generator import Generated, Range, first_in_range, item_id, key_place
from item_bank.generators.polycube import Arm, Cell, Cells
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

LEAST_CUBES, MOST_CUBES = 7, 11
LEAST_ARMS, MOST_ARMS = 4, 5
MOST_TURNS: Final = 3
_LONGEST_ARM: Final = 4
_LARGEST_EDGE, _LEAST_EDGE = 16.0, 11.0

BASE: Final = -0.8
WEIGHTS: Final[Mapping[str, float]] = {
    "cube beyond seven": 0.3,
    "arm beyond four": 0.3,
    "quarter turn beyond one": 0.5,
    "occlusion": -0.3,
    "mirrored distractors": -0.3,
}
"""Assumptions in logits.

Their directions are those that a study of such items found with a linear logistic test model (J. Intelligence
2025, 13:2): harder with more cubes and more involved turns, easier with occlusion and mirrored structure. The
number of cubes worked differently for women and men there, so items carry a tag by which to watch for that.
"""

STEM: Final = Text(
    {
        "id": (
            "Bangun manakah yang sama dengan bangun pada gambar, hanya diputar? "
            "Bayangan cerminnya tidak sama. Setiap kubus terlihat, setidaknya sebagian."
        ),
        "en": (
            "Which option is the figure in the picture, only turned? "
            "Its mirror image is not the same. Every cube can be seen, at least in part."
        ),
    }
)

_SOURCE: Final = (
    "prior: sum of assumed weights of cubes, arms, turns, occlusion and mirror images; not calibrated"
)
_SIZES: Final = {
    (7, 4): 1,
    (8, 4): 2,
    (9, 4): 2,
    (9, 5): 5,
    (10, 4): 3,
    (10, 5): 6,
    (11, 4): 3,
    (11, 5): 6,
}
"""How often a figure has so many cubes and arms: where there are few figures, they would soon come again."""

_WATCH: Final = "watch-dif-sex"

_DIRECTION_WORDS: Final[dict[Cell, Words]] = {
    (1, 0, 0): ("ke kanan depan", "to the front right"),
    (-1, 0, 0): ("ke kiri belakang", "to the back left"),
    (0, 1, 0): ("ke kiri depan", "to the front left"),
    (0, -1, 0): ("ke kanan belakang", "to the back right"),
    (0, 0, 1): ("ke atas", "up"),
    (0, 0, -1): ("ke bawah", "down"),
}


@dataclass(frozen=True)
class Rotation3D:
    """An item without its words: the figure asked about, the options in order, which of them is right.

    Every figure is a view: its cubes as they stand before the viewer.
    """

    seed: int
    target: Cells
    options: tuple[Cells, ...]
    correct: int
    design: Design
    discrimination: float

    @property
    def n_cubes(self) -> int:
        return len(self.target)

    @property
    def n_arms(self) -> int:
        return len(polycube.arms_of(self.target))

    @property
    def quarter_turns(self) -> int:
        """The fewest quarter turns about the axes that take the figure to the key: one to three."""
        return quarter_turns(self.target, self.options[self.correct])

    @property
    def is_occluded(self) -> bool:
        """Whether cubes hide much of others, in every drawing or in none."""
        return _is_occluded(self.target)

    @property
    def difficulty(self) -> float:
        """A prior in logits from assumed weights; no calibration."""
        return difficulty_prior(
            self.n_cubes, self.n_arms, self.quarter_turns, self.design, is_occluded=self.is_occluded
        )

    @property
    def template(self) -> str:
        """The figure, whichever way it is turned or mirrored: what an item has in common with its clones."""
        return " ".join(f"{x}{y}{z}" for x, y, z in polycube.free_form(self.target))


def quarter_turns(one: Cells, other: Cells) -> int:
    """The fewest quarter turns that take one figure to the other, which must be the same figure."""
    return min(polycube.QUARTER_TURNS[turn] for turn in polycube.turns_between(one, other))


def difficulty_prior(cubes: int, arms: int, turns: int, design: Design, *, is_occluded: bool) -> float:
    """The prior of difficulty, in logits, of an item with these features."""
    return weighted(
        BASE,
        WEIGHTS,
        {
            "cube beyond seven": cubes - LEAST_CUBES,
            "arm beyond four": arms - LEAST_ARMS,
            "quarter turn beyond one": turns - 1,
            "occlusion": is_occluded,
            "mirrored distractors": design == "mirrored",
        },
    )


def generate(
    seed: int, *, cubes: int, arms: int, turns: int, design: Design, is_occluded: bool, correct: int = 0
) -> Rotation3D:
    """The item of a seed with these features, its key at the place `correct` among the options.

    Raises ValueError where a number is outside what can be drawn.
    """
    if not LEAST_CUBES <= cubes <= MOST_CUBES:
        raise ValueError(f"cubes: expected {LEAST_CUBES} to {MOST_CUBES}, got {cubes}.")
    if not LEAST_ARMS <= arms <= MOST_ARMS or cubes < 2 * arms - 1:
        raise ValueError(
            f"arms: expected {LEAST_ARMS}, or {MOST_ARMS} with nine cubes or more, got {arms} with {cubes}."
        )
    if not 1 <= turns <= MOST_TURNS:
        raise ValueError(f"turns: expected 1 to {MOST_TURNS}, got {turns}.")
    if not 0 <= correct < N_OPTIONS:
        raise ValueError(f"correct: expected a place from 0 to {N_OPTIONS - 1}, got {correct}.")
    rng = Random(f"rotation 3d {seed} {cubes} {arms} {turns} {design} {is_occluded}")
    while True:
        options = _options(_arms(cubes, arms, rng), design, rng, is_occluded=is_occluded)
        if options is None:
            continue
        rng.shuffle(options)
        target = _target(options[correct], turns, rng)
        if target is not None:
            slope = round(rng.uniform(0.8, 1.4), 2)
            return Rotation3D(seed, target, tuple(options), correct, design, slope)


def _arms(cubes: int, arms: int, rng: Random) -> tuple[Arm, ...]:
    """A way of so many cubes that turns a corner between one arm and the next."""
    while True:
        cuts = [0, *sorted(rng.sample(range(1, cubes - 1), arms - 1)), cubes - 1]
        lengths = [after - before for before, after in pairwise(cuts)]
        if max(lengths) <= _LONGEST_ARM:
            break
    directions = [polycube.DIRECTIONS[0]]
    while len(directions) < arms:
        directions.append(rng.choice(_across(directions[-1])))
    return tuple(zip(directions, lengths, strict=True))


def _across(direction: Cell) -> list[Cell]:
    """The four directions at right angles to one."""
    axis = next(k for k in range(3) if direction[k])
    return [other for other in polycube.DIRECTIONS if not other[axis]]


def _variants(arms: Sequence[Arm]) -> Iterator[tuple[Arm, ...]]:
    """Ways like one: what follows an arm turned about it, or a cube taken from one arm to another."""
    yield tuple(arms)
    for place in range(1, len(arms)):
        about = arms[place - 1][0]
        for turn in polycube.TURNS:
            if polycube.apply(turn, about) == about and turn != polycube.IDENTITY:
                rest = ((polycube.apply(turn, direction), length) for direction, length in arms[place:])
                yield (*arms[:place], *rest)
    for giver in range(len(arms)):
        for taker in range(len(arms)):
            if giver != taker:
                changes = {giver: -1, taker: 1}
                lengths = [length + changes.get(place, 0) for place, (_, length) in enumerate(arms)]
                if lengths[giver] and lengths[taker] <= _LONGEST_ARM:
                    yield tuple((arm[0], length) for arm, length in zip(arms, lengths, strict=True))


def _options(arms: Sequence[Arm], design: Design, rng: Random, *, is_occluded: bool) -> list[Cells] | None:
    """Clear views of six different figures that are built alike, drawn to one scale; None: not found."""
    wanted = N_OPTIONS // 2 if design == "mirrored" else N_OPTIONS
    siblings: dict[object, Cells] = {}
    variants = list(_variants(arms))
    for variant in rng.sample(variants, len(variants)):
        cells = polycube.moved(polycube.along(variant))
        if len(siblings) < wanted and polycube.is_plain(variant) and polycube.is_chiral(cells):
            siblings.setdefault(polycube.free_form(cells), cells)
    if len(siblings) < wanted:
        return None
    chosen = list(siblings.values())
    if design == "mirrored":
        chosen += [polycube.mirrored(cells) for cells in chosen]
    else:
        chosen = [rng.choice((cells, polycube.mirrored(cells))) for cells in chosen]
    views = []
    for cells in chosen:
        turns = rng.sample(polycube.TURNS, len(polycube.TURNS))
        view = _first_clear((polycube.turned(cells, turn) for turn in turns), is_occluded=is_occluded)
        if view is None:
            return None
        views.append(view)
    return views


def _target(key: Cells, turns: int, rng: Random) -> Cells | None:
    """A clear view from which the key is so many quarter turns away; None: there is none."""
    same = polycube.turns_between(key, key)
    away = (
        polycube.turned(key, turn)
        for turn in rng.sample(polycube.TURNS, len(polycube.TURNS))
        if min(polycube.QUARTER_TURNS[polycube.product_of(turn, symmetry)] for symmetry in same) == turns
    )
    return _first_clear(away, is_occluded=_is_occluded(key))


def _first_clear(views: Iterable[Cells], *, is_occluded: bool) -> Cells | None:
    """The first view that can be read in one way only and drawn large enough, with or without occlusion."""
    for view in views:
        is_wanted = _is_occluded(view) == is_occluded
        is_legible = is_wanted and _fitting_edge(view) >= _LEAST_EDGE and not _crosses_itself(view)
        if is_legible and isometric.is_clear(view):
            return view
    return None


def _crosses_itself(view: Cells) -> bool:
    """Whether cubes four or more apart on the way meet in the view: right, but hard to make out."""
    lines = [isometric.line_of(cell) for cell in polycube.passed(polycube.arms_of(view))]
    return any(
        isometric.meet_in_view(line, other)
        for place, line in enumerate(lines)
        for other in lines[place + 4 :]
    )


def _is_occluded(view: Cells) -> bool:
    """Whether cubes hide more of others than the half face that an inner corner always hides."""
    return isometric.hidden_triangles(view) > 1


def _fitting_edge(view: Cells) -> float:
    return min(_LARGEST_EDGE, OPTION_ROOM / max(isometric_drawing.extent(view)))


def edge_of(item: Rotation3D) -> float:
    """The edge of a cube in all drawings of an item, so that the widest of them just fits its frame."""
    return min(_fitting_edge(view) for view in (item.target, *item.options))


def draw(item: Rotation3D) -> tuple[Drawn, tuple[Drawn, ...]]:
    """The figure asked about and the options, as parts of drawings and in words."""
    edge = edge_of(item)
    target = Drawn(
        isometric_drawing.draw(item.target, prompt_middle(), edge * PROMPT_SCALE), describe(item.target)
    )
    options = (
        Drawn(isometric_drawing.draw(view, option_middle(), edge), describe(view)) for view in item.options
    )
    return target, tuple(options)


def describe(view: Cells) -> Words:
    """A view in words: the way along its cubes from one end, in directions as the viewer has them."""
    arms = polycube.arms_of(view)
    ways = [(length, _DIRECTION_WORDS[direction]) for direction, length in arms]
    indonesian = ", ".join(f"{length} {words[0]}" for length, words in ways)
    english = ", ".join(f"{length} {words[1]}" for length, words in ways)
    return (
        f"Bangun dari {len(view)} kubus; dari kubus di satu ujung: {indonesian}",
        f"Figure of {len(view)} cubes; from the cube at one end: {english}",
    )


class Rotations3D:
    """Figures of cubes turned in space, for the registry."""

    name = "rotations_3d"
    prior_sd = PRIOR_SD

    def generate(self, seed: int, *, difficulty: Range | None = None) -> Generated:
        """The item of a seed, in state draft; see `generator.Generator`."""
        return first_in_range(self._made, seed, difficulty, name=self.name)

    def _made(self, seed: int, wanted: Range) -> Generated | None:
        own_id = item_id(self.name, seed)
        rng = Random(own_id)
        cubes, arms = rng.choices(list(_SIZES), list(_SIZES.values()))[0]
        turns, is_occluded = rng.randint(1, MOST_TURNS), rng.random() < 0.7
        designs: tuple[Design, ...] = ("mirrored", "altered")
        design = rng.choice(designs)
        if (
            not wanted[0]
            <= difficulty_prior(cubes, arms, turns, design, is_occluded=is_occluded)
            <= wanted[1]
        ):
            return None
        correct = key_place(self.name, seed, N_OPTIONS)
        item = generate(
            seed, cubes=cubes, arms=arms, turns=turns, design=design, is_occluded=is_occluded, correct=correct
        )
        tags = (
            f"cubes-{cubes}",
            f"arms-{arms}",
            f"turns-{turns}",
            f"occlusion-{'yes' if is_occluded else 'no'}",
            f"distractors-{design}",
            _WATCH,
        )
        return rotation_item(
            own_id,
            seed,
            item.template,
            shown=Shown(STEM, *draw(item)),
            correct=correct,
            prior=Prior(item.difficulty, item.discrimination, PRIOR_SD, _SOURCE),
            tags=tags,
        )
