"""Figures of equal cubes in space: turning, mirroring, arms of cubes; nothing here is drawn.

Cells are whole numbers, so that congruence is decided exactly: two figures are the same when one of the 24
turns of a cube takes one to the other. No other turn can, because it must take edges to edges.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import permutations, product
from typing import Final

Cell = tuple[int, int, int]
Cells = frozenset[Cell]
Matrix = tuple[Cell, Cell, Cell]
Arm = tuple[Cell, int]
"""A direction and how many steps it goes on."""

DIRECTIONS: Final[tuple[Cell, ...]] = ((1, 0, 0), (-1, 0, 0), (0, 1, 0), (0, -1, 0), (0, 0, 1), (0, 0, -1))


def _signed_permutations() -> Iterator[tuple[Matrix, int]]:
    """The 48 matrices that take a cube to itself, each with its determinant."""
    for order in permutations(range(3)):
        parity = 1 if order in ((0, 1, 2), (1, 2, 0), (2, 0, 1)) else -1
        for signs in product((1, -1), repeat=3):
            rows = [[0, 0, 0] for _ in range(3)]
            for row, (column, sign) in enumerate(zip(order, signs, strict=True)):
                rows[row][column] = sign
            matrix = (_row(rows[0]), _row(rows[1]), _row(rows[2]))
            yield matrix, parity * signs[0] * signs[1] * signs[2]


def _row(values: Sequence[int]) -> Cell:
    return values[0], values[1], values[2]


IDENTITY: Final[Matrix] = ((1, 0, 0), (0, 1, 0), (0, 0, 1))
TURNS: Final[tuple[Matrix, ...]] = tuple(matrix for matrix, sign in _signed_permutations() if sign == 1)
"""The 24 turns that take a cube to itself."""

_MIRROR: Final[Matrix] = ((-1, 0, 0), (0, 1, 0), (0, 0, 1))
_COLUMNS_OF: Final[dict[Matrix, tuple[int, int, int]]] = {
    matrix: _row([2 * k + (row[k] < 0) for row in matrix for k in range(3) if row[k]])
    for matrix, _ in _signed_permutations()
}


def product_of(one: Matrix, other: Matrix) -> Matrix:
    """The matrix that does `other` first and then `one`."""
    columns = [apply(one, _row([row[k] for row in other])) for k in range(3)]
    return (
        _row([column[0] for column in columns]),
        _row([column[1] for column in columns]),
        _row([column[2] for column in columns]),
    )


def apply(matrix: Matrix, cell: Cell) -> Cell:
    """A matrix times a cell."""
    x, y, z = cell
    (a, b, c), (d, e, f), (g, h, i) = matrix
    return a * x + b * y + c * z, d * x + e * y + f * z, g * x + h * y + i * z


def moved(cells: Iterable[Cell]) -> Cells:
    """The cells with their smallest coordinates at zero."""
    across, front, up = zip(*cells, strict=True)
    left, back, low = min(across), min(front), min(up)
    return frozenset([(x - left, y - back, z - low) for x, y, z in zip(across, front, up, strict=True)])


def turned(cells: Iterable[Cell], turn: Matrix) -> Cells:
    """The figure after a turn (or a mirroring), moved to the origin."""
    columns = _columns(cells)
    return frozenset(zip(*(columns[place] for place in _COLUMNS_OF[turn]), strict=True))


def _columns(cells: Iterable[Cell]) -> list[list[int]]:
    """The coordinates by axis, from zero up and then from the far end: what turning only exchanges."""
    columns = []
    for along_axis in zip(*cells, strict=True):
        low, high = min(along_axis), max(along_axis)
        columns.append([value - low for value in along_axis])
        columns.append([high - value for value in along_axis])
    return columns


def mirrored(cells: Iterable[Cell]) -> Cells:
    """The figure as a mirror shows it."""
    return turned(cells, _MIRROR)


@lru_cache(maxsize=20_000)
def oriented_form(cells: Cells) -> tuple[Cell, ...]:
    """The same for two figures exactly when one can be turned into the other."""
    columns = _columns(cells)
    ways = (_COLUMNS_OF[turn] for turn in TURNS)
    return tuple(min(sorted(zip(columns[x], columns[y], columns[z], strict=True)) for x, y, z in ways))


def free_form(cells: Cells) -> tuple[Cell, ...]:
    """The same for two figures exactly when one can be turned into the other or into its mirror image."""
    return min(oriented_form(cells), oriented_form(mirrored(cells)))


def is_chiral(cells: Cells) -> bool:
    """Whether no turn takes the figure to its mirror image."""
    return oriented_form(cells) != oriented_form(mirrored(cells))


def turns_between(one: Cells, other: Cells) -> tuple[Matrix, ...]:
    """Every turn that takes one figure to the other; more than one where the figure is symmetric."""
    goal = moved(other)
    return tuple(turn for turn in TURNS if turned(one, turn) == goal)


def _quarter_turns() -> dict[Matrix, int]:
    """For each of the 24 turns, the fewest quarter turns about the axes that make it up: none to three."""
    single = [turn for turn in TURNS if sum(turn[k][k] for k in range(3)) == 1]
    fewest = {IDENTITY: 0}
    edge = [IDENTITY]
    while edge:
        reached = []
        for turn in edge:
            for step in single:
                following = product_of(step, turn)
                if following not in fewest:
                    fewest[following] = fewest[turn] + 1
                    reached.append(following)
        edge = reached
    return fewest


QUARTER_TURNS: Final = _quarter_turns()


def passed(arms: Sequence[Arm]) -> Iterator[Cell]:
    """The cubes that arms pass one after the other, the first at the origin."""
    x = y = z = 0
    yield x, y, z
    for (right, front, up), length in arms:
        for _ in range(length):
            x, y, z = x + right, y + front, z + up
            yield x, y, z


def along(arms: Sequence[Arm]) -> Cells:
    """All cubes that arms pass."""
    return frozenset(passed(arms))


def is_plain(arms: Sequence[Arm]) -> bool:
    """Whether the way keeps clear of itself: cubes four or more apart on it do not even touch by a corner."""
    way = list(passed(arms))
    for place, (x, y, z) in enumerate(way):
        if any(max(abs(x - a), abs(y - b), abs(z - c)) <= 1 for a, b, c in way[place + 4 :]):
            return False
    return n_contacts(frozenset(way)) == len(way) - 1


def neighbours(cell: Cell) -> Iterator[Cell]:
    """The six cells that share a face with a cell."""
    for direction in DIRECTIONS:
        yield cell[0] + direction[0], cell[1] + direction[1], cell[2] + direction[2]


def n_contacts(cells: Cells) -> int:
    """How many pairs of cubes share a face."""
    return sum(other in cells for cell in cells for other in neighbours(cell)) // 2


def arms_of(cells: Cells) -> tuple[Arm, ...]:
    """The arms of a figure that is one way without branches, from the end that sorts first.

    Raises ValueError where cubes branch or form a ring.
    """
    ends = sorted(cell for cell in cells if sum(other in cells for other in neighbours(cell)) == 1)
    if len(ends) != 2 or n_contacts(cells) != len(cells) - 1:
        raise ValueError(f"cells: expected a single way of cubes with two ends, got {len(ends)} ends.")
    arms: list[Arm] = []
    before, here = ends[0], ends[0]
    while here != ends[1]:
        following = next(cell for cell in neighbours(here) if cell in cells and cell != before)
        direction = (following[0] - here[0], following[1] - here[1], following[2] - here[2])
        if arms and arms[-1][0] == direction:
            arms[-1] = (direction, arms[-1][1] + 1)
        else:
            arms.append((direction, 1))
        before, here = here, following
    return tuple(arms)
