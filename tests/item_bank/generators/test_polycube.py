from collections import Counter
from itertools import combinations, product
from random import Random

import numpy as np
import pytest

from item_bank.generators import polycube
from item_bank.generators.polycube import DIRECTIONS, QUARTER_TURNS, TURNS, Cells


def all_figures(size: int) -> set[Cells]:
    """Every figure of so many cubes, up to its place."""
    figures: set[Cells] = {frozenset([(0, 0, 0)])}
    for _ in range(size - 1):
        figures = {
            polycube.moved(figure | {place})
            for figure in figures
            for cell in figure
            for place in polycube.neighbours(cell)
            if place not in figure
        }
    return figures


# The numbers of polycubes that are the same only when turned (OEIS A000162) or also when mirrored (A038119).
@pytest.mark.parametrize(("size", "oriented", "free"), [(3, 2, 2), (4, 8, 7), (5, 29, 23)])
def test_the_known_numbers_of_polycubes_come_out(size: int, oriented: int, free: int) -> None:
    figures = all_figures(size)
    assert len({polycube.oriented_form(figure) for figure in figures}) == oriented
    assert len({polycube.free_form(figure) for figure in figures}) == free


def test_the_turns_are_the_24_proper_rotations_of_a_cube() -> None:
    matrices = [np.array(turn) for turn in TURNS]
    assert len(set(TURNS)) == len(TURNS) == 24
    assert all(round(np.linalg.det(matrix)) == 1 for matrix in matrices)
    assert all((matrix @ matrix.T == np.eye(3)).all() for matrix in matrices)


def test_six_turns_take_one_quarter_turn_eleven_two_and_six_three() -> None:
    assert Counter(QUARTER_TURNS.values()) == {0: 1, 1: 6, 2: 11, 3: 6}


def test_turning_a_figure_is_multiplying_its_cells() -> None:
    cells = frozenset([(0, 0, 0), (1, 0, 0), (2, 0, 0), (2, 1, 0), (2, 1, 1)])
    for turn in TURNS:
        product_cells = [tuple(int(v) for v in np.array(turn) @ np.array(cell)) for cell in sorted(cells)]
        assert polycube.turned(cells, turn) == polycube.moved([(x, y, z) for x, y, z in product_cells])


def test_turns_follow_each_other_as_their_product() -> None:
    cells = frozenset([(0, 0, 0), (1, 0, 0), (1, 2, 0), (1, 2, 3)])
    for one, other in product(TURNS[:7], TURNS[11:18]):
        both = polycube.turned(polycube.turned(cells, other), one)
        assert polycube.turned(cells, polycube.product_of(one, other)) == both


def test_the_turns_between_two_figures_take_one_to_the_other() -> None:
    cells = frozenset([(0, 0, 0), (1, 0, 0), (2, 0, 0), (2, 1, 0), (2, 1, 1), (2, 1, 2)])
    for turn in TURNS:
        assert turn in polycube.turns_between(cells, polycube.turned(cells, turn))
    assert polycube.turns_between(cells, polycube.mirrored(cells)) == ()


def test_arms_are_read_back_from_the_cubes() -> None:
    rng = Random(2)
    right, front, up = DIRECTIONS[0], DIRECTIONS[2], DIRECTIONS[4]
    for _ in range(20):
        arms = tuple((direction, rng.randint(1, 4)) for direction in (right, up, front, up))
        read = polycube.arms_of(polycube.along(arms))
        assert polycube.moved(polycube.along(read)) == polycube.moved(polycube.along(arms))
        assert read == arms


def test_a_figure_with_branches_or_a_ring_has_no_arms() -> None:
    branch = frozenset([(0, 0, 0), (1, 0, 0), (2, 0, 0), (1, 1, 0)])
    ring = frozenset((x, y, 0) for x, y in product(range(3), repeat=2) if (x, y) != (1, 1))
    for cells in (branch, ring):
        with pytest.raises(ValueError, match=r"^cells: expected a single way"):
            polycube.arms_of(cells)


def test_ways_that_touch_or_cross_themselves_are_not_plain() -> None:
    right, left, up = DIRECTIONS[0], DIRECTIONS[1], DIRECTIONS[4]
    assert polycube.is_plain(((right, 2), (up, 2), (left, 2)))
    assert polycube.is_plain(((right, 1), (up, 1), (right, 1), (up, 1)))
    assert not polycube.is_plain(((right, 3), (up, 2), (left, 2), (DIRECTIONS[5], 1)))
    assert not polycube.is_plain(((right, 2), (up, 1), (left, 1)))
    assert not polycube.is_plain(((right, 2), (up, 1), (left, 1), (DIRECTIONS[5], 1)))


def test_contacts_are_pairs_of_cubes_that_share_a_face() -> None:
    for cells in sorted(all_figures(4), key=sorted):
        pairs = combinations(cells, 2)
        touching = sum(sum(abs(a - b) for a, b in zip(*pair, strict=True)) == 1 for pair in pairs)
        assert polycube.n_contacts(cells) == touching
