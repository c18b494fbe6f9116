"""Rules over the nine cells of a matrix: how each is laid out, and every rule that eight cells permit.

A grid is nine values, read row by row; the ninth is the one that is asked for. The search makes a key
provable: `predictions` tries every rule of the space below along rows, columns and both diagonals, and an
item is kept only if all the rules that agree with the eight visible values ask for the same ninth value.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from random import Random

from item_bank.generators.figures import Attribute, Value

Grid = tuple[Value, ...]
Line = tuple[int, int, int]

OPEN = -1

# Cells in reading order; the line with the missing cell is last. Diagonals wrap round the edges.
DIRECTIONS: dict[str, tuple[Line, Line, Line]] = {
    "rows": ((0, 1, 2), (3, 4, 5), (6, 7, 8)),
    "columns": ((0, 3, 6), (1, 4, 7), (2, 5, 8)),
    "falling diagonals": ((1, 5, 6), (2, 3, 7), (0, 4, 8)),
    "rising diagonals": ((0, 5, 7), (2, 4, 6), (1, 3, 8)),
}


@dataclass(frozen=True)
class Prediction:
    """A rule that agrees with all eight visible cells, and the ninth value it asks for."""

    rule: str
    direction: str
    value: Value


def predictions(grid: Grid, attribute: Attribute) -> tuple[Prediction, ...]:
    """Every rule of the space that the first eight values of a grid permit, with the value each asks for."""
    found = []
    for direction, lines in DIRECTIONS.items():
        full = [tuple(grid[cell] for cell in line) for line in lines[:2]]
        start = tuple(grid[cell] for cell in lines[2][:2])
        for rule, predict in _SPACE[attribute.scale].items():
            value = predict(full, start, attribute)
            if value is not None:
                found.append(Prediction(rule, direction, value))
    return tuple(found)


def counted(grid: Grid) -> Grid:
    """The number of parts in each cell of a mask grid: a person may count instead of comparing places."""
    return tuple(int(value).bit_count() for value in grid)


Lines = Sequence[tuple[Value, ...]]
Predict = Callable[[Lines, tuple[Value, ...], Attribute], Value | None]


def _constant(full: Lines, start: tuple[Value, ...], attribute: Attribute) -> Value | None:
    agrees = all(x == y == z for x, y, z in full) and start[0] == start[1]
    return start[0] if agrees else None


def _distribution(full: Lines, start: tuple[Value, ...], attribute: Attribute) -> Value | None:
    first, second = (set(line) for line in full)
    left = first - set(start)
    return left.pop() if len(first) == 3 and first == second and len(left) == 1 else None


def _first_again(full: Lines, start: tuple[Value, ...], attribute: Attribute) -> Value | None:
    return start[0] if all(x == z for x, _, z in full) else None


def _second_again(full: Lines, start: tuple[Value, ...], attribute: Attribute) -> Value | None:
    return start[1] if all(y == z for _, y, z in full) else None


def _within(value: int, attribute: Attribute) -> int | None:
    if attribute.scale == "cyclic":
        return value % attribute.size
    lowest = 1 if attribute.scale == "count" else 0
    return value if lowest <= value < lowest + attribute.size else None


def _progression(full: Lines, start: tuple[Value, ...], attribute: Attribute) -> Value | None:
    """Equal steps within each line; the size of the step may differ from line to line."""
    modulus = attribute.size if attribute.scale == "cyclic" else 10**6
    if any((int(y) - int(x) - int(z) + int(y)) % modulus for x, y, z in full):
        return None
    return _within(2 * int(start[1]) - int(start[0]), attribute)


def _addition(full: Lines, start: tuple[Value, ...], attribute: Attribute) -> Value | None:
    agrees = all(int(x) + int(y) == int(z) for x, y, z in full)
    return _within(int(start[0]) + int(start[1]), attribute) if agrees else None


def _subtraction(full: Lines, start: tuple[Value, ...], attribute: Attribute) -> Value | None:
    agrees = all(int(x) - int(y) == int(z) for x, y, z in full)
    return _within(int(start[0]) - int(start[1]), attribute) if agrees else None


def _steps_back(full: Lines, start: tuple[Value, ...], attribute: Attribute) -> Value | None:
    agrees = all(int(y) - int(x) == int(z) for x, y, z in full)
    return _within(int(start[1]) - int(start[0]), attribute) if agrees else None


def _any_set_rule(full: Lines, start: tuple[Value, ...], attribute: Attribute) -> Value | None:
    """The set that every rule "part present in the third cell if ... in the first two" asks for, or None.

    Instead of listing union, intersection, exclusive-or and so on, the table of all sixteen such rules is
    read off the complete lines. Where the last line needs a combination that was never shown, several sets
    are right; then OPEN is given, which is no set, so that the grid is refused.
    """
    table: dict[tuple[int, int], int] = {}
    for x, y, z in full:
        for bit in range(attribute.size):
            seen = (int(x) >> bit & 1, int(y) >> bit & 1)
            if table.setdefault(seen, int(z) >> bit & 1) != int(z) >> bit & 1:
                return None
    answer = 0
    for bit in range(attribute.size):
        seen = (int(start[0]) >> bit & 1, int(start[1]) >> bit & 1)
        if seen not in table:
            return OPEN
        answer |= table[seen] << bit
    return answer


_ANY_SCALE: dict[str, Predict] = {
    "constant": _constant,
    "distribution of three": _distribution,
    "first again": _first_again,
    "second again": _second_again,
}
_SPACE: dict[str, dict[str, Predict]] = {
    "nominal": _ANY_SCALE,
    "ordinal": {**_ANY_SCALE, "progression": _progression},
    "cyclic": {**_ANY_SCALE, "progression": _progression},
    "count": {
        **_ANY_SCALE,
        "progression": _progression,
        "addition": _addition,
        "subtraction": _subtraction,
        "steps back": _steps_back,
    },
    "mask": {**_ANY_SCALE, "set rule": _any_set_rule},
}


# Rules that the generator lays out itself, by the scale of the attribute, with how often each is tried.
LAID_OUT: dict[str, dict[str, int]] = {
    "nominal": {"distribution of three": 3, "row constant": 1},
    "ordinal": {"progression": 2, "distribution of three": 2, "row constant": 1},
    "cyclic": {"progression": 4, "distribution of three": 1},
    "count": {"progression": 2, "addition": 3, "subtraction": 3, "distribution of three": 1},
    "mask": {"union": 3, "difference": 3, "exclusive or": 4, "distribution of three": 1},
}


def constant_grid(attribute: Attribute, rng: Random) -> Grid:
    """Nine equal values: an attribute that carries no rule."""
    if attribute.scale == "ordinal":
        return (attribute.size - 1,) * 9
    return (_sample(attribute, 1, rng)[0],) * 9


def grid_of(rule: str, attribute: Attribute, rng: Random) -> Grid | None:
    """Nine values that follow a rule along rows or columns and permit one ninth value; None: not found."""
    for _ in range(60):
        grid = _LAYERS[rule](attribute, rng)
        if grid is None:
            continue
        if rng.random() < 0.35:
            grid = tuple(grid[3 * (cell % 3) + cell // 3] for cell in range(9))
        if len(set(grid)) > 1 and is_determined(grid, attribute):
            return grid
    return None


def is_determined(grid: Grid, attribute: Attribute) -> bool:
    """Whether at least one rule asks for the ninth value and no rule asks for another."""
    asked = {prediction.value for prediction in predictions(grid, attribute)}
    if asked != {grid[8]}:
        return False
    if attribute.scale != "mask":
        return True
    counts = counted(grid)
    by_counting = predictions(counts, Attribute("count", attribute.size))
    return all(prediction.value == counts[8] for prediction in by_counting)


def _sample(attribute: Attribute, size: int, rng: Random) -> list[Value]:
    if attribute.scale == "mask":
        few = [mask for mask in attribute.values if 2 <= int(mask).bit_count() <= max(2, attribute.size // 2)]
        return rng.sample(few, size)
    return rng.sample(attribute.values, size)


def _lay_distribution(attribute: Attribute, rng: Random) -> Grid:
    values = _sample(attribute, 3, rng)
    shift = rng.choice((1, 2))
    return tuple(values[(column + shift * row) % 3] for row in range(3) for column in range(3))


def _lay_row_constant(attribute: Attribute, rng: Random) -> Grid:
    values = _sample(attribute, 3, rng)
    return tuple(values[row] for row in range(3) for _ in range(3))


def _lay_progression(attribute: Attribute, rng: Random) -> Grid | None:
    if attribute.scale == "cyclic":
        step = rng.choice((1, 1, 2, 3, 5, 6, 7, 7))
        starts = rng.sample(range(attribute.size), 3)
        return tuple(
            (starts[row] + step * column) % attribute.size for row in range(3) for column in range(3)
        )
    levels = [int(value) for value in attribute.values]
    step = rng.choice((1, 1, 2, -1, -1, -2))
    possible = [level for level in levels if level + 2 * step in levels]
    if not possible:
        return None
    starts = rng.sample(possible, 3) if len(possible) >= 3 else [possible[0]] * 3
    return tuple(starts[row] + step * column for row in range(3) for column in range(3))


def _lay_sum(attribute: Attribute, rng: Random) -> Grid | None:
    pairs = [(x, y) for x in range(1, attribute.size) for y in range(1, attribute.size - x + 1)]
    chosen = rng.sample(pairs, 3)
    return tuple(value for x, y in chosen for value in (x, y, x + y))


def _lay_difference_of_counts(attribute: Attribute, rng: Random) -> Grid | None:
    pairs = [(x, y) for x in range(2, attribute.size + 1) for y in range(1, x)]
    chosen = rng.sample(pairs, 3)
    return tuple(value for x, y in chosen for value in (x, y, x - y))


def _lay_sets(attribute: Attribute, rng: Random, combine: Callable[[int, int], int]) -> Grid | None:
    size = attribute.size
    most = max(2, (3 * size) // 4)

    def rows() -> Iterator[int]:
        for _ in range(3):
            x, y = (int(mask) for mask in rng.sample(attribute.values, 2))
            yield from (x, y, combine(x, y))

    grid = tuple(rows())
    if all(1 <= cell.bit_count() <= most for cell in grid) and len(set(grid)) >= min(7, 2**size // 2):
        return grid
    return None


def _lay_union(attribute: Attribute, rng: Random) -> Grid | None:
    return _lay_sets(attribute, rng, lambda x, y: x | y)


def _lay_difference(attribute: Attribute, rng: Random) -> Grid | None:
    """The parts of the first cell that are not in the second, which lies inside the first."""
    size = attribute.size
    firsts = [int(mask) for mask in attribute.values if int(mask).bit_count() >= max(2, size // 2)]
    grid: list[int] = []
    for x in rng.sample(firsts, 3):
        inside = [mask for mask in range(1, x) if mask & x == mask]
        y = rng.choice(inside)
        grid += (x, y, x & ~y)
    return tuple(grid)


def _lay_exclusive_or(attribute: Attribute, rng: Random) -> Grid | None:
    return _lay_sets(attribute, rng, lambda x, y: x ^ y)


_LAYERS: dict[str, Callable[[Attribute, Random], Grid | None]] = {
    "distribution of three": _lay_distribution,
    "row constant": _lay_row_constant,
    "progression": _lay_progression,
    "addition": _lay_sum,
    "subtraction": _lay_difference_of_counts,
    "union": _lay_union,
    "difference": _lay_difference,
    "exclusive or": _lay_exclusive_or,
}
