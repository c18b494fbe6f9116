"""The generated part of the demo bank: which seeds it holds, and a command that writes them again.

Run `python -m item_bank.generators.demo_bank` after changing a generator. What people wrote by hand (verbal
and integrity items, some of the logical ones, plans) is not touched. Seeds are part of this file, so the same
bank comes out everywhere.

The first matrices and series have ids by number. Those that came later, and everything else, are drawn in
bands of difficulty from the registry of generators, and their ids name the seeds that make them.
"""

import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path

from item_bank.formats.toml_writer import toml_text
from item_bank.generators import matrices, number_series
from item_bank.generators.generated_items import AUTHOR, matrix_item, series_item
from item_bank.generators.generator import Generated, Range
from item_bank.generators.matrices import Matrix
from item_bank.generators.matrix_options import Design
from item_bank.generators.number_series import Series
from item_bank.generators.registry import GENERATORS, series_of
from item_bank.item_tables import item_fields
from item_bank.items import Item

DEMO_BANK = Path(__file__).parent.parent / "demo"
COPIES_OF_MATRIX_TEMPLATES = 2
SERIES_OF_EACH_RULE = 4

FIRST_SEED = 100_000
"""Of the items in bands: far from the seeds of the first matrices and series."""

GENERATED_MEDIA = ("media/matrices", "media/rotations-2d", "media/rotations-3d")

_DESIGNS: tuple[Design, ...] = ("paired", "minimal")
_HEADING = (
    "# Written by `python -m item_bank.generators.demo_bank`; a change here is lost with the next run.\n\n"
)


@dataclass(frozen=True)
class Part:
    """Items of one generator: their place in the bank, and how many there are in which band of difficulty.

    `left_out` are seeds whose items the checks of the bank warn of: a series that is among the first ones,
    words that are hard to read.
    """

    generator: str
    domain: str
    subdomain: str
    bands: Mapping[Range, int]
    left_out: frozenset[int] = frozenset()

    @property
    def name(self) -> str:
        """The generator's name."""
        return self.generator

    @property
    def prior_sd(self) -> float:
        """The generator's doubt of its priors, in logits."""
        return GENERATORS[self.generator].prior_sd

    def generate(self, seed: int, *, difficulty: Range | None = None) -> Generated:
        """The generator's item of a seed that is not left out, where it stands in the bank."""
        made = GENERATORS[self.generator].generate(seed, difficulty=difficulty)
        while made.seed in self.left_out:
            made = GENERATORS[self.generator].generate(made.seed + 1, difficulty=difficulty)
        return self.placed(made)

    def placed(self, made: Generated, *, domain: str | None = None, state: str = "operational") -> Generated:
        """The item as one of this part, or as one of another domain."""
        item = replace(
            made.item, domain=domain or self.domain, subdomain=self.subdomain, state=state, author=AUTHOR
        )
        return replace(made, item=item)


PARTS: Mapping[str, Part] = {
    "matrices": Part(
        "matrices", "figural", "matrices",
        {(-2.5, -0.76): 24, (-0.75, -0.01): 30, (0.0, 0.74): 30, (0.75, 1.29): 30, (1.3, 2.5): 18},
    ),
    "number-series": Part(
        "number_series", "numerik", "series",
        {(-2.5, -0.76): 25, (-0.75, 0.49): 35, (0.5, 2.5): 22},
        left_out=frozenset({100_011, 100_032, 100_073, 101_079}),
    ),
    "syllogisms": Part(
        "syllogisms", "logika", "syllogism",
        {(-2.5, -0.51): 15, (-0.5, 0.99): 15, (1.0, 2.5): 13},
    ),
    "orderings": Part(
        "linear_ordering", "analitis", "ordering",
        {(-2.5, -0.76): 8, (-0.75, -0.01): 10, (0.0, 0.74): 10, (0.75, 1.24): 10, (1.25, 2.5): 5},
    ),
    "quantitative": Part(
        "quantitative_comparison", "kuantitatif", "comparison",
        {(-2.5, 2.5): 80},
        left_out=frozenset({100_000, 100_005, 100_055, 100_057}),
    ),
    "rotations-2d": Part(
        "rotations_2d", "spasial", "rotations-2d",
        {(-2.5, -0.51): 6, (-0.5, -0.01): 12, (0.0, 0.39): 6, (0.4, 2.5): 6},
    ),
    "rotations-3d": Part(
        "rotations_3d", "spasial", "rotations-3d",
        {(-2.5, 0.24): 6, (0.25, 0.74): 12, (0.75, 1.24): 6, (1.25, 2.5): 6},
    ),
}  # fmt: skip
"""What is drawn in bands, by the name of its file. Priors have two decimals: none lies between bands."""


def demo_matrices() -> Iterator[Matrix]:
    """The first matrices: over all numbers of elements and rules and both designs of distractors."""
    seeds, templates = count(1), set[str]()
    n_made = 0
    for elements in range(1, matrices.MOST_ELEMENTS + 1):
        fewest, most = (1, 3) if elements == 1 else (1, 5) if elements < 4 else (2, 5)
        for rules in range(fewest, most + 1):
            for design in _DESIGNS * COPIES_OF_MATRIX_TEMPLATES:
                correct = (n_made * 5 + n_made // 6) % 6
                while True:
                    matrix = matrices.generate(
                        next(seeds), elements=elements, rules=rules, design=design, correct=correct
                    )
                    if matrix.template not in templates:
                        break
                templates.add(matrix.template)
                n_made += 1
                yield matrix


def demo_series() -> Iterator[Series]:
    """The first series: some of every rule, no two with the same terms."""
    places = count()
    for family in number_series.FAMILIES:
        for seed in range(1, SERIES_OF_EACH_RULE + 1):
            place = next(places)
            yield number_series.generate(seed, family=family, correct=(place * 3 + place // 5) % 5)


def in_bands(part: Part) -> list[Generated]:
    """The items of a part, by id; keys and templates are balanced within each band.

    Items in one setting, such as two arrangements of the same floors, are enemies: nobody meets both.
    """
    made = [
        each
        for band, n_items in part.bands.items()
        for each in series_of(part, n_items, first_seed=FIRST_SEED, difficulty=band)
    ]
    settings: dict[str, list[str]] = {}
    for item in sorted((each.item for each in made), key=lambda item: item.id):
        for setting in _settings(item):
            settings.setdefault(setting, []).append(item.id)
    kept_apart = []
    for each in made:
        others = {other for setting in _settings(each.item) for other in settings[setting]}
        enemies = tuple(sorted(others - {each.item.id}))
        kept_apart.append(replace(each, item=replace(each.item, enemies=enemies)))
    return sorted(kept_apart, key=lambda each: each.item.id)


def _settings(item: Item) -> list[str]:
    return [tag for tag in item.tags if tag.startswith(("setting-", "scene-"))]


def generated_files() -> dict[str, str]:
    """Every generated file of the demo bank, by its path in the bank's folder."""
    first: dict[str, Iterable[Generated]] = {
        "matrices": (matrix_item(matrix, f"matrix-{n:03}") for n, matrix in enumerate(demo_matrices(), 1)),
        "number-series": (series_item(series, f"series-{n:03}") for n, series in enumerate(demo_series(), 1)),
    }
    groups = {name: [*first.get(name, ()), *in_bands(part)] for name, part in PARTS.items()}
    groups["practice"] = list(_practice())
    files: dict[str, str] = {}
    for name, made in groups.items():
        tables = [item_fields(each.item) for each in made]
        files[f"items/generated/{name}.toml"] = _HEADING + toml_text({"item": tables})
        for each in made:
            files.update(each.media)
    return files


def _practice() -> Iterator[Generated]:
    """An easy item of each kind of task, to try the screen with; it is never scored."""
    matrix = matrices.generate(10_002, elements=1, rules=2, design="paired", correct=2)
    yield matrix_item(matrix, "practice-matrix", domain="latihan", state="practice")
    series = number_series.generate(10_001, family="arithmetic", correct=3)
    yield series_item(series, "practice-series", domain="latihan", state="practice")
    for name, seed, own_name in (
        ("syllogisms", 10_039, "syllogism"),
        ("orderings", 10_067, "ordering"),
        ("quantitative", 10_030, "comparison"),
        ("rotations-2d", 10_004, "rotation-2d"),
        ("rotations-3d", 10_000, "rotation-3d"),
    ):
        made = PARTS[name].placed(PARTS[name].generate(seed), domain="latihan", state="practice")
        yield replace(made, item=replace(made.item, id=f"practice-{own_name}"))


def write(bank: Path, files: Mapping[str, str]) -> int:
    """Write the generated files into a bank's folder, remove those no longer made, and count them."""
    for folder in ("items/generated", *GENERATED_MEDIA):
        for old in sorted((bank / folder).rglob("*.*")):
            if old.relative_to(bank).as_posix() not in files:
                old.unlink()
    for name, content in files.items():
        target = bank / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(content, encoding="utf-8", newline="\n")
    return len(files)


if __name__ == "__main__":
    sys.stdout.write(f"{write(DEMO_BANK, generated_files())} files written to {DEMO_BANK}.\n")
