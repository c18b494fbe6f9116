"""Flat figures of equal squares, some of them marked: turning, mirroring and growing; nothing here is drawn.

Squares are whole numbers, so that congruence is decided exactly. All edges of a figure run along two
directions, which a turn must take to each other; so quarter turns are the only turns that can take a figure
to another, and four comparisons settle all angles.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from random import Random

Square = tuple[int, int, int]
"""Column, row (downwards) and 1 where it is marked, else 0."""
Figure = frozenset[Square]


def moved(squares: Iterable[Square]) -> Figure:
    """The figure with its smallest column and row at zero."""
    listed = list(squares)
    left, top = min(x for x, _, _ in listed), min(y for _, y, _ in listed)
    return frozenset((x - left, y - top, mark) for x, y, mark in listed)


def turned(figure: Figure, quarters: int) -> Figure:
    """The figure after so many quarter turns clockwise."""
    squares: Iterable[Square] = figure
    for _ in range(quarters % 4):
        squares = [(-y, x, mark) for x, y, mark in squares]
    return moved(squares)


def mirrored(figure: Figure) -> Figure:
    """The figure as a mirror at its side shows it."""
    return moved((-x, y, mark) for x, y, mark in figure)


@lru_cache(maxsize=20_000)
def oriented_form(figure: Figure) -> tuple[Square, ...]:
    """The same for two figures exactly when one can be turned into the other."""
    return min(tuple(sorted(turned(figure, quarters))) for quarters in range(4))


def free_form(figure: Figure) -> tuple[Square, ...]:
    """The same for two figures exactly when one can be turned into the other or into its mirror image."""
    return min(oriented_form(figure), oriented_form(mirrored(figure)))


def is_chiral(figure: Figure) -> bool:
    """Whether no turn takes the figure to its mirror image."""
    return oriented_form(figure) != oriented_form(mirrored(figure))


def is_symmetric(figure: Figure) -> bool:
    """Whether a turn of less than a full one takes the figure to itself."""
    return any(turned(figure, quarters) == moved(figure) for quarters in (1, 2, 3))


def places_beside(figure: Figure) -> list[tuple[int, int]]:
    """The empty places that share a side with a square of the figure, in order."""
    taken = {(x, y) for x, y, _ in figure}
    beside = {place for x, y in taken for place in ((x + 1, y), (x - 1, y), (x, y + 1), (x, y - 1))}
    return sorted(beside - taken)


def grown(size: int, rng: Random) -> Figure:
    """A figure of so many plain squares, grown square by square at random places."""
    figure: Figure = frozenset([(0, 0, 0)])
    while len(figure) < size:
        x, y = rng.choice(places_beside(figure))
        figure |= {(x, y, 0)}
    return moved(figure)


def is_plain(figure: Figure, most: int) -> bool:
    """Whether the figure fits into a square of that side, has no hole and no corner where only tips touch."""
    taken = {(x, y) for x, y, _ in moved(figure)}
    if max(max(x, y) for x, y in taken) >= most:
        return False
    for x in range(most):
        for y in range(most):
            block = ((x, y) in taken, (x + 1, y) in taken, (x, y + 1) in taken, (x + 1, y + 1) in taken)
            if block in ((True, False, False, True), (False, True, True, False)):
                return False
    return not _has_hole(taken)


def _has_hole(taken: set[tuple[int, int]]) -> bool:
    side = max(max(x, y) for x, y in taken) + 1
    around = {(x, y) for x in range(-1, side + 1) for y in range(-1, side + 1)} - taken
    edge, reached = [(-1, -1)], {(-1, -1)}
    while edge:
        x, y = edge.pop()
        for place in ((x + 1, y), (x - 1, y), (x, y + 1), (x, y - 1)):
            if place in around and place not in reached:
                reached.add(place)
                edge.append(place)
    return reached != around


def rows(figure: Figure) -> Iterator[list[tuple[int, int]]]:
    """For each row from the top: the columns of its squares and whether each is marked."""
    squares = sorted(moved(figure))
    for row in range(max(y for _, y, _ in squares) + 1):
        yield [(x, mark) for x, y, mark in squares if y == row]
