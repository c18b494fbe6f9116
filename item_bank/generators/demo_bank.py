"""The generated part of the demo bank: which seeds it holds, and a command that writes them again.

Run `python -m item_bank.generators.demo_bank` after changing a generator. What people wrote by hand (verbal,
logical and integrity items, the plan) is not touched. Seeds are part of this file, so the same bank comes out
everywhere.
"""

import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from item_bank.formats.toml_writer import toml_text
from item_bank.generators import matrices, number_series
from item_bank.generators.generated_items import GeneratedItem, matrix_item, series_item
from item_bank.generators.matrices import Matrix
from item_bank.generators.matrix_options import Design
from item_bank.generators.number_series import Series
from item_bank.item_tables import item_fields

DEMO_BANK = Path(__file__).parent.parent / "demo"
COPIES_OF_MATRIX_TEMPLATES = 2
SERIES_OF_EACH_RULE = 4

_DESIGNS: tuple[Design, ...] = ("paired", "minimal")
_HEADING = (
    "# Written by `python -m item_bank.generators.demo_bank`; a change here is lost with the next run.\n\n"
)


def demo_matrices() -> Iterator[Matrix]:
    """Matrices over all numbers of elements and rules and both designs of distractors, none like another."""
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
    """Series of every rule, no two with the same terms."""
    places = count()
    for family in number_series.FAMILIES:
        for seed in range(1, SERIES_OF_EACH_RULE + 1):
            place = next(places)
            yield number_series.generate(seed, family=family, correct=(place * 3 + place // 5) % 5)


def generated_files() -> dict[str, str]:
    """Every generated file of the demo bank, by its path in the bank's folder."""
    files: dict[str, str] = {}
    groups = {
        "items/generated/matrices.toml": [
            matrix_item(matrix, f"matrix-{n:03}") for n, matrix in enumerate(demo_matrices(), 1)
        ],
        "items/generated/number-series.toml": [
            series_item(series, f"series-{n:03}") for n, series in enumerate(demo_series(), 1)
        ],
        "items/generated/practice.toml": list(_practice()),
    }
    for name, made in groups.items():
        files[name] = _HEADING + toml_text({"item": [item_fields(each.item) for each in made]})
        for each in made:
            files.update(each.media)
    return files


def _practice() -> Iterator[GeneratedItem]:
    """An easy item of each kind, to try the screen with; it is never scored."""
    matrix = matrices.generate(10_002, elements=1, rules=2, design="paired", correct=2)
    yield matrix_item(matrix, "practice-matrix", domain="latihan", state="practice")
    series = number_series.generate(10_001, family="arithmetic", correct=3)
    yield series_item(series, "practice-series", domain="latihan", state="practice")


def write(bank: Path) -> int:
    """Write the generated files into a bank's folder, remove those no longer made, and count them."""
    files = generated_files()
    for folder in ("items/generated", "media/matrices"):
        for old in sorted((bank / folder).rglob("*.*")):
            if old.relative_to(bank).as_posix() not in files:
                old.unlink()
    for name, content in files.items():
        target = bank / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(content, encoding="utf-8", newline="\n")
    return len(files)


if __name__ == "__main__":
    sys.stdout.write(f"{write(DEMO_BANK)} files written to {DEMO_BANK}.\n")
