from random import Random

import pytest

from item_bank.generators import polyomino
from item_bank.generators.polyomino import Figure


def all_plain(size: int) -> set[Figure]:
    """Every figure of so many plain squares, up to its place."""
    figures: set[Figure] = {frozenset([(0, 0, 0)])}
    for _ in range(size - 1):
        figures = {
            polyomino.moved(figure | {(x, y, 0)})
            for figure in figures
            for x, y in polyomino.places_beside(figure)
        }
    return figures


# The numbers of polyominoes that are the same only when turned (OEIS A000988) or also when flipped (A000105).
@pytest.mark.parametrize(("size", "oriented", "free"), [(4, 7, 5), (5, 18, 12), (6, 60, 35), (7, 196, 108)])
def test_the_known_numbers_of_polyominoes_come_out(size: int, oriented: int, free: int) -> None:
    figures = all_plain(size)
    assert len({polyomino.oriented_form(figure) for figure in figures}) == oriented
    assert len({polyomino.free_form(figure) for figure in figures}) == free


def test_a_mark_makes_a_figure_another() -> None:
    bar = frozenset([(0, 0, 0), (1, 0, 0), (2, 0, 0)])
    ends = [frozenset([(0, 0, 1), (1, 0, 0), (2, 0, 0)]), frozenset([(0, 0, 0), (1, 0, 0), (2, 0, 1)])]
    assert polyomino.oriented_form(ends[0]) == polyomino.oriented_form(ends[1])
    assert polyomino.oriented_form(ends[0]) != polyomino.oriented_form(bar)


def test_four_quarter_turns_and_two_mirrors_change_nothing() -> None:
    figure = polyomino.grown(8, Random(3))
    assert polyomino.turned(figure, 4) == figure == polyomino.mirrored(polyomino.mirrored(figure))
    assert polyomino.turned(polyomino.turned(figure, 1), 3) == figure


@pytest.mark.parametrize(
    ("rows", "plain"),
    [
        (("##.", ".##"), True),
        (("###", "#.#", "###"), False),
        (("#.", ".#"), False),
        ((".##", "#.#", "###"), False),
        (("######",), False),
    ],
)
def test_holes_tips_that_touch_and_long_figures_are_not_plain(rows: tuple[str, ...], plain: bool) -> None:
    figure = frozenset((x, y, 0) for y, row in enumerate(rows) for x, sign in enumerate(row) if sign == "#")
    assert polyomino.is_plain(figure, 5) is plain


def test_rows_give_columns_and_marks_from_the_top() -> None:
    figure = frozenset([(4, 7, 0), (5, 7, 1), (5, 8, 0)])
    assert list(polyomino.rows(figure)) == [[(0, 0), (1, 1)], [(1, 0)]]
