"""Estimates that solve an equation in ability: which of its roots is the estimate, and where that is.

An estimating equation g(theta) = 0 has its estimates where g falls through zero, each the top of a height
whose slope is g; for maximum likelihood g is the score and the height the log likelihood. A likelihood with
guessing can have several tops. So g is first looked at on nodes, every fall through zero is solved in its own
bracket, an end of the range counts as a top when g points out of it, and the highest top is the estimate.
"""

import math
from dataclasses import dataclass

import numpy as np

from scoring.ability import GRID, GRID_STEP
from scoring.arrays import Floats, Integers, Mask
from scoring.parameters import ItemPool
from scoring.root_finding import Function, falling_roots

NODES_PER_SLOPE = 4
"""Nodes in the distance 1/a in which an item of slope a turns: its narrowest tops are wider."""

MOST_NODES = 2001
"""The limit for slopes that no real item has."""


@dataclass(frozen=True, eq=False)
class EstimatingEquation:
    """g of many persons: `values` and `heights` at `nodes`, (n_persons, n_nodes), and g anywhere by `at`."""

    nodes: Floats
    values: Floats
    heights: Floats
    at: Function


@dataclass(frozen=True, eq=False)
class Tops:
    """The highest tops, (n_persons,): abilities in logits, NaN where g is 0 at every node."""

    abilities: Floats
    is_at_bound: Mask


def nodes_between(low: float, high: float, pool: ItemPool) -> Floats:
    """Nodes from `low` to `high`, as close as those of `GRID` and closer for steep items."""
    steepest = max(
        float((group.parameters.a * np.abs(np.diff(group.parameters.scores)).max(axis=1)).max())
        for group in pool.groups
    )
    per_logit = max(1.0 / GRID_STEP, NODES_PER_SLOPE * steepest)
    return np.linspace(low, high, min(math.ceil((high - low) * per_logit) + 1, MOST_NODES))


def checked_bounds(bounds: tuple[float, float], name: str = "bounds") -> tuple[float, float]:
    """The bounds as they are; `name` is what an error calls them.

    Raises:
        ValueError: they do not rise, or lie outside the grid.
    """
    low, high = bounds
    if not GRID[0] <= low < high <= GRID[-1]:
        raise ValueError(f"{name} must rise and lie within the grid, -6 to 6 logits, got {bounds!r}")
    return float(low), float(high)


def areas(nodes: Floats, values: Floats) -> Floats:
    """Areas below `values` (n_persons, n_nodes) from the first node to each, by trapezia."""
    below = np.zeros(values.shape)
    below[:, 1:] = ((values[:, 1:] + values[:, :-1]) * (0.5 * np.diff(nodes))).cumsum(axis=1)
    return below


def highest_tops(equation: EstimatingEquation) -> Tops:
    """The estimates: for each person the highest of the falls through zero and of the ends pointed at."""
    nodes, values, at = equation.nodes, equation.values, equation.at
    n_persons = values.shape[0]
    signs = _signs(values)
    fallers, intervals = np.nonzero((signs[:, :-1] > 0) & (signs[:, 1:] < 0))
    starts, at_starts = nodes[intervals], values[fallers, intervals]
    roots = falling_roots(
        lambda places, points: at(fallers[places], points),
        low=starts,
        high=nodes[intervals + 1],
        value_low=at_starts,
        value_high=values[fallers, intervals + 1],
    )
    low, high = np.flatnonzero(signs[:, 0] < 0), np.flatnonzero(signs[:, -1] > 0)
    persons = np.concatenate((fallers, low, high))
    tops = np.concatenate((roots, np.full(low.size, nodes[0]), np.full(high.size, nodes[-1])))
    places = np.concatenate((intervals, np.zeros_like(low), np.full_like(high, nodes.size - 1)))
    heights = equation.heights[persons, places]
    rivals = np.flatnonzero(np.bincount(persons, minlength=n_persons)[fallers] > 1)
    if rivals.size:  # by Simpson's rule from the node to the root, where g is 0
        lengths = roots[rivals] - starts[rivals]
        in_the_middle, _ = at(fallers[rivals], starts[rivals] + 0.5 * lengths)
        heights[rivals] += lengths / 6.0 * (at_starts[rivals] + 4.0 * in_the_middle)
    order = np.argsort(heights, kind="stable")  # the highest of a person is written last, and stays
    abilities, is_at_bound = np.full(n_persons, np.nan), np.zeros(n_persons, dtype=np.bool_)
    abilities[persons[order]] = tops[order]
    is_at_bound[persons[order]] = order >= fallers.size
    return Tops(abilities, is_at_bound)


def _signs(values: Floats) -> Integers:
    """Signs of the values, where a 0 takes the sign before it and leading zeros that of the first other one.

    So a stretch of zeros, such as between two groups of answers that robust weights both leave out, is one
    crossing or none.
    """
    signs = np.sign(values).astype(np.int64)
    columns = np.arange(signs.shape[1])
    last = np.maximum.accumulate(np.where(signs != 0, columns, 0), axis=1)
    filled = np.take_along_axis(signs, last, axis=1)
    first = np.take_along_axis(signs, (signs != 0).argmax(axis=1)[:, None], axis=1)
    return np.where(filled == 0, first, filled)
