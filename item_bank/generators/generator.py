"""What every generator of items is: a name, the doubt of its priors, and one item for each seed.

A seed names an item: what a generator makes from a seed never depends on anything else. Asked for a range of
difficulty, a generator goes through the seeds from the given one on and gives the first item in range, under
the id of the seed that made it. The generators themselves are in modules of their own.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Protocol

from item_bank.items import Item, Option, Prompt, Text
from item_bank.kinds.single_choice import SingleChoiceKey
from scoring.parameters import ItemParameters, NominalParameters

AUTHOR = "CAT Server"
LETTERS = "ABCDEF"
DISCRIMINATION = 1.1
"""The slope of items whose slopes nobody has published: an assumption."""

LARGEST_SEED = 999_999_999
SEEDS_TRIED = 4_000
"""Seeds that are gone through for an item in a range of difficulty before it counts as out of reach."""

Range = tuple[float, float]
"""The lowest and the highest difficulty, in logits, both included."""

ANYWHERE: Range = (float("-inf"), float("inf"))


@dataclass(frozen=True)
class Generated:
    """An item and the drawings that it names, by their paths in the bank's folder.

    `seed` is the seed that made it; `template` what it has in common with its clones, which differ from it in
    words, numbers or places only.
    """

    item: Item
    media: dict[str, str]
    seed: int = 0
    template: str = ""

    @property
    def difficulty(self) -> float:
        """The prior of the item's difficulty, in logits."""
        values = self.item.parameters
        if values is None or isinstance(values, NominalParameters):
            raise ValueError(f"item: expected a logistic prior for {self.item.id}, got {values!r}.")
        return values.b[0]


@dataclass(frozen=True)
class DifficultyModel:
    """How a prior of difficulty follows from an item's radicals: a base and a weight for each, in logits.

    `source` says where the weights are from; another set of weights is another `version`.
    """

    version: int
    source: str
    base: float
    weights: Mapping[str, float]

    def prior(self, radicals: Mapping[str, float]) -> float:
        """The base and each radical's value times its weight, rounded; KeyError for an unknown radical."""
        return round(self.base + sum(value * self.weights[name] for name, value in radicals.items()), 2)


class Generator(Protocol):
    """A maker of items of one kind of task."""

    @property
    def name(self) -> str:
        """The name under which it is asked for, and with which its items' ids begin."""
        ...

    @property
    def prior_sd(self) -> float:
        """Standard deviation of its priors of difficulty, in logits."""
        ...

    def generate(self, seed: int, *, difficulty: Range | None = None) -> Generated:
        """The item of a seed, in state draft; the same seed and range give the same item on any machine.

        Raises ValueError where the seed is negative or too large or no item lies in the range.
        """
        ...


def item_id(name: str, seed: int) -> str:
    """The id of a seed's item, such as `syllogisms-000123`.

    Raises ValueError where the seed is not a whole number from 0 to `LARGEST_SEED`.
    """
    if not 0 <= seed <= LARGEST_SEED:
        raise ValueError(f"seed: expected a whole number from 0 to {LARGEST_SEED:,}, got {seed}.")
    return f"{name.replace('_', '-')}-{seed:06}"


def key_place(name: str, seed: int, n_places: int) -> int:
    """Where the key of a seed's item stands: in every run of `n_places` seeds, each place once."""
    block, within = divmod(seed, n_places)
    return Random(f"{name} places {block}").sample(range(n_places), n_places)[within]


def first_in_range(
    make: Callable[[int, Range], Generated | None], seed: int, difficulty: Range | None, *, name: str
) -> Generated:
    """The first item from a seed on whose difficulty lies in the range, both ends included.

    `make` gets the seed and the range, and may give None where it knows before making the item that it would
    lie outside. Raises ValueError where the range is empty or `SEEDS_TRIED` seeds bring no item in it.
    """
    low, high = wanted = ANYWHERE if difficulty is None else difficulty
    if not low <= high:
        raise ValueError(f"difficulty: expected a range that rises, got {low:g}..{high:g}.")
    for each in range(seed, seed + SEEDS_TRIED):
        made = make(each, wanted)
        if made is not None and low <= made.difficulty <= high:
            return made
    raise ValueError(
        f"difficulty: expected a range that {name} can reach, got {low:g}..{high:g}: "
        f"{SEEDS_TRIED:,} seeds from {seed} on brought no item in it."
    )


def single_choice(  # noqa: PLR0913 - each is a field of the item
    generator: Generator,
    seed: int,
    *,
    domain: str,
    stem: Text,
    options: Sequence[Text],
    correct: int,
    model: DifficultyModel,
    radicals: Mapping[str, float],
    tags: Sequence[str],
    template: str,
) -> Generated:
    """An item of words with one right option, a prior from its radicals, and guessing at chance."""
    item = Item(
        id=item_id(generator.name, seed),
        kind="single_choice",
        domain=domain,
        subdomain=generator.name.replace("_", "-"),
        prompt=Prompt(stem, tuple(Option(LETTERS[place], text) for place, text in enumerate(options))),
        key=SingleChoiceKey(LETTERS[correct]),
        state="draft",
        author=AUTHOR,
        source=f"item_bank.generators.{generator.name}, weights version {model.version}, seed {seed}",
        tags=tuple(tags),
        parameters=ItemParameters(
            "3pl", DISCRIMINATION, (model.prior(radicals),), round(1 / len(options), 3)
        ),
        prior_sd=generator.prior_sd,
        calibration=f"prior: {model.source}; not calibrated",
    )
    return Generated(item, {}, seed, template)
