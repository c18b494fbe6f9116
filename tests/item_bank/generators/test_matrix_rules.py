from random import Random

import pytest

from item_bank.generators.figures import Attribute, nominal
from item_bank.generators.matrix_rules import LAID_OUT, OPEN, Grid, grid_of, is_determined, predictions

SHAPES = nominal("circle", "square", "star", "cross")
COUNT = Attribute("count", 9)
ANGLE = Attribute("cyclic", 8)
PARTS = Attribute("mask", 4)


def asked(grid: Grid, attribute: Attribute) -> set[object]:
    return {prediction.value for prediction in predictions(grid, attribute)}


def test_three_values_in_every_row_and_column_leave_one_for_the_last_cell() -> None:
    grid = ("star", "circle", "square", "circle", "square", "star", "square", "star", "?")
    assert asked(grid, SHAPES) == {"circle"}


def test_equal_steps_go_on_round_the_circle() -> None:
    assert asked((0, 3, 6, 5, 0, 3, 7, 2, -9), ANGLE) == {5}


def test_counts_that_add_up_ask_for_the_sum() -> None:
    assert asked((1, 3, 4, 2, 5, 7, 4, 2, 0), COUNT) == {6}


def test_parts_in_exactly_one_of_two_cells_are_found_along_the_rows() -> None:
    grid = (0b0011, 0b0101, 0b0110, 0b1001, 0b0011, 0b1010, 0b1100, 0b0110, 0)
    assert asked(grid, PARTS) == {0b1010}


def test_a_grid_that_permits_two_answers_is_not_determined() -> None:
    # The complete rows are sums and equal steps at once; the last one is asked for 1 + 3 = 4, or for 1, 3, 5.
    grid = (1, 2, 3, 2, 4, 6, 1, 3, 4)
    assert asked(grid, COUNT) == {4, 5}
    assert not is_determined(grid, COUNT)


def test_a_combination_of_parts_that_was_never_shown_leaves_the_answer_open() -> None:
    grid = (0b0001, 0b0010, 0b0011, 0b0100, 0b0001, 0b0101, 0b0110, 0b0010, 0b0110)
    assert OPEN in asked(grid, PARTS)
    assert not is_determined(grid, PARTS)


@pytest.mark.parametrize(
    ("rule", "attribute"),
    [
        (rule, attribute)
        for attribute in (SHAPES, Attribute("ordinal", 3), COUNT, ANGLE, PARTS, Attribute("mask", 8))
        for rule in LAID_OUT[attribute.scale]
    ],
)
def test_every_grid_that_is_laid_out_has_one_answer(rule: str, attribute: Attribute) -> None:
    grids = [grid_of(rule, attribute, Random(seed)) for seed in range(20)]
    made = [grid for grid in grids if grid is not None]
    assert len(made) >= 15
    for grid in made:
        assert set(grid) <= set(attribute.values)
        assert asked(grid, attribute) == {grid[8]}
