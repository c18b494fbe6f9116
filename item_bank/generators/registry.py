"""The generators by name, and series of different items from one of them; what an item shows is elsewhere.

A new generator is an import and a name in `GENERATORS`. What a generator must do is said in `generator`.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from hashlib import sha256
from math import ceil
from random import Random
from types import MappingProxyType
from typing import Final

from item_bank.generators import matrices, number_series
from item_bank.generators.generated_items import matrix_item, series_item
from item_bank.generators.generator import Generated, Generator, Range, first_in_range, item_id, key_place
from item_bank.generators.linear_ordering import LinearOrdering
from item_bank.generators.matrix_options import N_OPTIONS as N_MATRIX_OPTIONS
from item_bank.generators.matrix_options import Design
from item_bank.generators.quantitative_comparison import QuantitativeComparison
from item_bank.generators.rotations_2d import Rotations2D
from item_bank.generators.rotations_3d import Rotations3D
from item_bank.generators.syllogisms import Syllogisms
from item_bank.items import Figure, Text
from item_bank.kinds import KINDS

LARGEST_SHARE: Final = 0.1
"""Of a series, the share that the clones of one template may make up while there are other templates."""

PATIENCE: Final = 40
"""Seeds in a row without a new item after which more of each template and place of the key are let in."""

MOST_PATIENCE: Final = 40 * PATIENCE
"""Seeds in a row without a new item after which there is taken to be none."""

LEAST_CLONES: Final = 2


class Matrices:
    """Figural matrices; see `matrices`."""

    name = "matrices"
    prior_sd = matrices.PRIOR_SD

    def generate(self, seed: int, *, difficulty: Range | None = None) -> Generated:
        return first_in_range(self._made, seed, difficulty, name=self.name)

    def _made(self, seed: int, wanted: Range) -> Generated | None:
        own_id = item_id(self.name, seed)
        rng = Random(own_id)
        elements, rules = rng.choices(list(matrices.CELLS), list(matrices.CELLS.values()))[0]
        designs: tuple[Design, ...] = ("paired", "minimal")
        design = rng.choice(designs)
        if not wanted[0] <= matrices.difficulty_prior(elements, rules, design) <= wanted[1]:
            return None
        matrix = matrices.generate(
            seed,
            elements=elements,
            rules=rules,
            design=design,
            correct=key_place(self.name, seed, N_MATRIX_OPTIONS),
            edition=2,
        )
        made = matrix_item(matrix, own_id, state="draft")
        return Generated(made.item, made.media, seed, matrix.template)


class NumberSeries:
    """Number series; see `number_series`."""

    name = "number_series"
    prior_sd = number_series.PRIOR_SD

    def generate(self, seed: int, *, difficulty: Range | None = None) -> Generated:
        return first_in_range(self._made, seed, difficulty, name=self.name)

    def _made(self, seed: int, wanted: Range) -> Generated | None:
        own_id = item_id(self.name, seed)
        family = Random(own_id).choice(sorted(number_series.EVERY_FAMILY))
        low, high = number_series.difficulty_reach(family)
        if high < wanted[0] or wanted[1] < low:
            return None
        series = number_series.generate(
            seed,
            family=family,
            correct=key_place(self.name, seed, number_series.N_OPTIONS),
        )
        return Generated(series_item(series, own_id, state="draft").item, {}, seed, series.family)


GENERATORS: Final[Mapping[str, Generator]] = MappingProxyType(
    {
        generator.name: generator
        for generator in (
            Matrices(),
            NumberSeries(),
            Syllogisms(),
            LinearOrdering(),
            QuantitativeComparison(),
            Rotations2D(),
            Rotations3D(),
        )
    }
)
"""Every generator by its name."""


def series_of(
    generator: Generator, count: int, *, first_seed: int = 1, difficulty: Range | None = None
) -> Iterator[Generated]:
    """So many items of a generator, from a seed on, none asking what another asks.

    No place has the key of more items than its share, and no template gives more than `LARGEST_SHARE` of
    them, as long as other items are found.

    Raises:
        ValueError: the count is below 1, the range cannot be reached, or the generator has too few items.
    """
    if count < 1:
        raise ValueError(f"count: expected 1 or more, got {count}.")
    most_clones = max(LEAST_CLONES, ceil(LARGEST_SHARE * count))
    shown: set[str] = set()
    places, templates = Counter[int](), Counter[str]()
    n_in_vain, more, seed = 0, 0, first_seed
    while len(shown) < count:
        made = generator.generate(seed, difficulty=difficulty)
        seed = max(seed, made.seed) + 1
        place, digest = KINDS[made.item.kind].key_place(made.item), question_digest(made)
        most_there = ceil(count / max(1, len(made.item.prompt.options)))
        is_place_full = place is not None and places[place] >= most_there + more
        if is_place_full or digest in shown or templates[made.template] >= most_clones + more:
            n_in_vain += 1
            if n_in_vain % PATIENCE == 0:
                more += ceil(count / 20)
            if n_in_vain >= MOST_PATIENCE:
                raise ValueError(
                    f"count: expected at most {len(shown)} items, got {count}: {generator.name} makes no "
                    "more different ones in this range."
                )
            continue
        n_in_vain = 0
        shown.add(digest)
        templates[made.template] += 1
        if place is not None:
            places[place] += 1
        yield made


def content_digest(made: Generated) -> str:
    """A digest of what an item shows in all languages, whatever the order of its options."""
    options = sorted(_seen(option.text, option.figure, made) for option in made.item.prompt.options)
    return sha256(repr((question_digest(made), options)).encode()).hexdigest()


def question_digest(made: Generated) -> str:
    """A digest of what an item asks in all languages, whatever its options."""
    prompt = made.item.prompt
    return sha256(repr((made.item.kind, _seen(prompt.stem, prompt.figure, made))).encode()).hexdigest()


def _seen(text: Text | None, figure: Figure | None, made: Generated) -> str:
    words = sorted((text or {}).items())
    return repr((words, made.media.get(figure.media, figure.media) if figure else ""))
