"""What people can find out about the key of a matrix who look at its options only: nothing."""

from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache
from math import sqrt
from random import Random

import numpy as np
import pytest

from item_bank.generators.matrices import CELLS, Matrix, draw_option, generate
from item_bank.generators.matrix_options import (
    N_OPTIONS,
    Design,
    Option,
    distance,
    seen_from,
    shared_attributes,
    smallest_isolating_set,
)
from tests.item_bank.generators.raster import picture
from tests.item_bank.generators.test_matrices import right_by_brute_force


def made(seed: int) -> Matrix:
    rng = Random(seed)
    elements, rules = rng.choices(list(CELLS), list(CELLS.values()))[0]
    designs: tuple[Design, ...] = ("paired", "minimal")
    return generate(
        seed, elements=elements, rules=rules, design=designs[seed % 2], correct=seed // 2 % 6, edition=2
    )


@cache
def matrices() -> tuple[Matrix, ...]:
    """Matrices of all numbers of elements and rules, of the second edition."""
    return tuple(made(seed) for seed in range(620))


Strategy = Callable[[Matrix], list[float]]


def majority(matrix: Matrix) -> list[float]:
    """In how many attributes an option has what no other value outnumbers among the options."""
    counts = [Counter(values) for values in zip(*matrix.options, strict=True)]
    return [
        float(sum(counts[k][value] == max(counts[k].values()) for k, value in enumerate(option)))
        for option in matrix.options
    ]


def agreement(matrix: Matrix) -> list[float]:
    """With how many options, attribute by attribute, an option agrees."""
    return [-float(sum(distance(one, other) for other in matrix.options)) for one in matrix.options]


def near_ones(matrix: Matrix) -> list[float]:
    """How many options differ from an option in one attribute only."""
    return [float(sum(distance(one, other) == 1 for other in matrix.options)) for one in matrix.options]


def likeness(matrix: Matrix) -> list[float]:
    attributes = [channel.attribute for channel in matrix.channels]
    return list(shared_attributes(matrix.options, attributes))


def rarest(matrix: Matrix) -> list[float]:
    """How often the rarest value of an option is found among the options."""
    counts = [Counter(values) for values in zip(*matrix.options, strict=True)]
    return [-float(min(counts[k][value] for k, value in enumerate(option))) for option in matrix.options]


def share_of_hits(strategy: Strategy, chosen: Sequence[Matrix], sign: int) -> float:
    """How often taking an option that scores highest (lowest, where the sign is -1) gives the key."""
    hits = 0.0
    for matrix in chosen:
        scores = np.round(sign * np.array(strategy(matrix)), 6)
        hits += float(scores[matrix.correct] == scores.max()) / float((scores == scores.max()).sum())
    return hits / len(chosen)


@pytest.mark.parametrize("sign", [1, -1])
@pytest.mark.parametrize("strategy", [majority, agreement, near_ones, likeness, rarest])
def test_no_way_of_comparing_the_options_beats_chance(strategy: Strategy, sign: int) -> None:
    chance = 1 / N_OPTIONS
    for design in ("minimal", "paired"):
        chosen = [matrix for matrix in matrices() if matrix.design == design]
        limit = chance + 3 * sqrt(chance * (1 - chance) / len(chosen))
        assert share_of_hits(strategy, chosen, sign) < limit


def test_nor_does_looking_for_the_most_typical_drawing() -> None:
    def typical(matrix: Matrix) -> list[float]:
        pictures = np.array([picture(draw_option(matrix, place), 20) for place in range(N_OPTIONS)], float)
        return list(-abs(pictures - pictures.mean(0)).sum((1, 2)))

    chance, chosen = 1 / N_OPTIONS, matrices()[:60]
    limit = chance + 3 * sqrt(chance * (1 - chance) / len(chosen))
    assert share_of_hits(typical, chosen, 1) < limit
    assert share_of_hits(typical, chosen, -1) < limit


def test_two_rules_or_more_must_be_solved_before_one_option_is_left() -> None:
    for matrix in matrices():
        others = [option for place, option in enumerate(matrix.options) if place != matrix.correct]
        needed = smallest_isolating_set([matrix.options[matrix.correct], *others])
        assert needed >= min(matrix.n_rules, 2)


def test_the_key_alone_is_right_in_every_attribute_and_each_rule_is_broken_by_some_option() -> None:
    for matrix in matrices():
        right: Option = tuple(channel.grid[8] for channel in matrix.channels)
        assert [place for place, option in enumerate(matrix.options) if option == right] == [matrix.correct]
        for place, channel in enumerate(matrix.channels):
            wrong = any(option[place] != right[place] for option in matrix.options)
            assert wrong or channel.rule == "none"


def test_five_hundred_items_need_no_template_twice() -> None:
    assert len({matrix.template for matrix in matrices()}) >= 500


def test_a_table_seen_from_a_row_has_the_same_distances() -> None:
    table = ("000", "001", "010", "102", "112", "222")
    for row, own in enumerate(table):
        seen = ("000", *seen_from(row, table))
        others = (own, *(other for other in table if other != own))
        for one, a in zip(seen, others, strict=True):
            for other, b in zip(seen, others, strict=True):
                assert distance(tuple(one), tuple(other)) == distance(tuple(a), tuple(b))


def test_all_rows_are_the_key_equally_often() -> None:
    # With five rules, the key is as far from the others as one of four rows is, or as one of two.
    chosen = [matrix for matrix in matrices() if matrix.design == "minimal" and matrix.n_rules == 5]
    far = [
        sum(distance(matrix.options[matrix.correct], other) for other in matrix.options) for matrix in chosen
    ]
    profiles = Counter(far)
    assert len(chosen) >= 70
    assert set(profiles) == {11, 15}
    assert abs(profiles[15] / len(chosen) - 4 / 6) < 3 * sqrt(4 / 6 * 2 / 6 / len(chosen))


def test_with_the_matrix_the_key_alone_follows_a_rule_in_every_attribute() -> None:
    for matrix in matrices()[:500]:
        for channel, right in zip(matrix.channels, matrix.options[matrix.correct], strict=True):
            assert right_by_brute_force(channel.grid, channel.attribute) == {right}
