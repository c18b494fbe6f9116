from collections.abc import Callable, Iterator
from itertools import combinations, pairwise

import numpy as np
import pytest

from item_bank.generators import drawing, figures, matrices
from item_bank.generators.demo_bank import demo_matrices
from item_bank.generators.figures import Attribute, Value
from item_bank.generators.matrices import Matrix, draw_matrix, draw_option, elements_of, generate
from item_bank.generators.matrix_options import shared_attributes, smallest_isolating_set
from item_bank.generators.matrix_rules import Grid, predictions
from tests.item_bank.generators.raster import picture

MATRICES = tuple(demo_matrices())
LINES = (((0, 1, 2), (3, 4, 5), (6, 7, 8)), ((0, 3, 6), (1, 4, 7), (2, 5, 8)))


def named(matrix: Matrix) -> str:
    return f"{len(matrix.elements)} elements, {matrix.n_rules} rules, {matrix.design}, seed {matrix.seed}"


of_the_demo_bank = pytest.mark.parametrize("matrix", MATRICES, ids=named)


def test_the_same_seed_gives_the_same_bytes() -> None:
    one, other = (generate(12, elements=3, rules=4, design="minimal", correct=2) for _ in range(2))
    assert one == other
    assert draw_matrix(one) == draw_matrix(other)
    assert [draw_option(one, place) for place in range(6)] == [
        draw_option(other, place) for place in range(6)
    ]


def test_another_seed_gives_another_matrix() -> None:
    assert len({draw_matrix(generate(s, elements=2, rules=2, design="paired")) for s in range(20)}) == 20


@pytest.mark.parametrize(
    ("elements", "rules", "correct", "name"),
    [(0, 1, 0, "elements"), (1, 4, 0, "rules"), (2, 2, 6, "correct")],
)
def test_numbers_that_no_layout_can_carry_are_refused(
    elements: int, rules: int, correct: int, name: str
) -> None:
    with pytest.raises(ValueError, match=f"^{name}: expected"):
        generate(1, elements=elements, rules=rules, design="minimal", correct=correct)


def test_the_prior_difficulty_follows_elements_rules_and_distractors() -> None:
    easy = generate(1, elements=1, rules=1, design="paired")
    hard = generate(1, elements=4, rules=5, design="minimal")
    assert (easy.difficulty, hard.difficulty) == (-1.84, 1.9)


# Rules of one line, written again and apart from the generator: whether three values follow a rule.
LINE_RULES: dict[str, Callable[[tuple[int, ...], int], object]] = {
    "same step": lambda v, size: ((v[1] - v[0]) % size, (v[2] - v[1]) % size)[0] == (v[2] - v[1]) % size,
    "sum": lambda v, _: v[0] + v[1] == v[2],
    "rest": lambda v, _: v[0] - v[1] == v[2],
}


def right_by_brute_force(grid: Grid, attribute: Attribute) -> set[Value]:
    """All values that, put into the ninth cell, let some rule hold along all rows or along all columns."""
    return {value for value in attribute.values if _some_rule_holds((*grid[:8], value), attribute)}


def _some_rule_holds(grid: Grid, attribute: Attribute) -> bool:
    for lines in LINES:
        values = [tuple(grid[cell] for cell in line) for line in lines]
        if all(len(set(line)) == 1 for line in values):
            return True
        if all(len(set(line)) == 3 and set(line) == set(values[0]) for line in values):
            return True
        if attribute.scale in ("count", "cyclic", "ordinal"):
            size = attribute.size if attribute.scale == "cyclic" else 1000
            usable = LINE_RULES if attribute.scale == "count" else {"same step": LINE_RULES["same step"]}
            numbers = [tuple(int(value) for value in line) for line in values]
            if any(all(rule(line, size) for line in numbers) for rule in usable.values()):
                return True
        if attribute.scale == "mask" and _some_set_rule_holds(values, attribute.size):
            return True
    return False


def _some_set_rule_holds(lines: list[tuple[Value, ...]], size: int) -> bool:
    table: dict[tuple[int, int], int] = {}
    for line in lines:
        x, y, z = (int(value) for value in line)
        for bit in range(size):
            here = (x >> bit & 1, y >> bit & 1)
            if table.setdefault(here, z >> bit & 1) != z >> bit & 1:
                return False
    return True


@of_the_demo_bank
def test_only_the_key_follows_a_rule_in_every_attribute(matrix: Matrix) -> None:
    for channel, right in zip(matrix.channels, matrix.options[matrix.correct], strict=True):
        assert right == channel.grid[8]
        assert right_by_brute_force(channel.grid, channel.attribute) == {right}
        assert {prediction.value for prediction in predictions(channel.grid, channel.attribute)} == {right}


def _subsets(channels: list[int]) -> Iterator[tuple[int, ...]]:
    for size in range(1, len(channels) + 1):
        yield from combinations(channels, size)


@of_the_demo_bank
def test_under_every_subset_of_rules_the_key_is_right_and_under_all_rules_alone(matrix: Matrix) -> None:
    right = [right_by_brute_force(channel.grid, channel.attribute) for channel in matrix.channels]
    ruled = [place for place, channel in enumerate(matrix.channels) if channel.rule != "none"]

    def permitted(subset: tuple[int, ...]) -> list[int]:
        chosen = enumerate(matrix.options)
        return [place for place, values in chosen if all(values[c] in right[c] for c in subset)]

    assert all(matrix.correct in permitted(subset) for subset in _subsets(ruled))
    assert permitted(tuple(range(len(right)))) == [matrix.correct]
    others = [values for place, values in enumerate(matrix.options) if place != matrix.correct]
    needed = smallest_isolating_set([matrix.options[matrix.correct], *others])
    assert needed >= min(matrix.n_rules, 3 if matrix.design == "minimal" else 2)


def test_people_who_see_only_the_options_do_no_better_than_by_chance() -> None:
    hits = {"most alike": 0.0, "least alike": 0.0}
    for matrix in MATRICES:
        attributes = [channel.attribute for channel in matrix.channels]
        shares = np.round(shared_attributes(matrix.options, attributes), 6)
        for name, best in (("most alike", shares.max()), ("least alike", shares.min())):
            hits[name] += float(shares[matrix.correct] == best) / float((shares == best).sum())
    assert all(hit / len(MATRICES) < 0.25 for hit in hits.values()), hits


def test_no_two_items_share_a_template() -> None:
    assert len({matrix.template for matrix in MATRICES}) == len(MATRICES)


@of_the_demo_bank
def test_options_look_different_in_grey_at_the_size_of_a_thumb(matrix: Matrix) -> None:
    pictures = [picture(draw_option(matrix, place), 53).astype(int) for place in range(6)]
    for one, other in combinations(pictures, 2):
        assert (abs(one - other) > 64).sum() >= 10


def test_ink_grey_and_white_stand_out_from_each_other() -> None:
    def luminance(colour: str) -> float:
        levels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
        linear = [level / 12.92 if level <= 0.04045 else ((level + 0.055) / 1.055) ** 2.4 for level in levels]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    tones = sorted(map(luminance, (drawing.INK, drawing.GREY, drawing.PAPER)))
    assert all((light + 0.05) / (dark + 0.05) >= 3 for dark, light in pairwise(tones))


@of_the_demo_bank
def test_drawings_hold_shapes_only_in_ink_grey_and_white(matrix: Matrix) -> None:
    for svg in (draw_matrix(matrix), *(draw_option(matrix, place) for place in range(6))):
        for forbidden in ("id=", "style", "class", "href", "url(", "<text", "<script", "<image"):
            assert forbidden not in svg
        colours = {part[:7] for part in svg.split('="')[1:] if part.startswith("#")}
        assert colours <= {drawing.INK, drawing.GREY, drawing.PAPER, drawing.CELL_BORDER}


def test_no_element_touches_another_or_the_edge_of_its_cell() -> None:
    for matrix in MATRICES:
        for values in (*(matrix.cell(place) for place in range(9)), *matrix.options):
            inked = []
            for element, own in elements_of(matrix, values):
                svg = drawing.svg_document(figures.CELL, figures.CELL, figures.draw(element, own))
                inked.append((element.kind, picture(svg, 60) < 200))
            for (kind, one), (_, other) in combinations(inked, 2):
                assert kind == "box" or not (one & other).any(), named(matrix)
            for _, ink in inked:
                assert not ink[[0, -1]].any(), named(matrix)
                assert not ink[:, [0, -1]].any(), named(matrix)


def test_the_demo_bank_covers_all_numbers_of_elements_and_rules_and_both_designs() -> None:
    covered = {(len(matrix.elements), matrix.n_rules, matrix.design) for matrix in MATRICES}
    assert len(covered) == 34
    assert len(MATRICES) >= 64
    assert {len(matrix.elements) for matrix in MATRICES} == set(range(1, matrices.MOST_ELEMENTS + 1))
