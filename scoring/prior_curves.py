"""Priors as smooth functions of ability, for modes: the logarithm of a density with its derivatives.

A normal prior is such a function by itself. A prior that is known at the nodes of `GRID` only, such as one
found by a calibration or the posterior of an earlier section, has no mode between them until something is
said of what lies between: here its logarithms are joined by a cubic spline (not-a-knot), between the
outermost nodes that have weight. The spline gives back a normal prior exactly, because its logarithm is a
parabola, and a uniform one, whose mode is then the maximum likelihood within its limits.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple, Protocol

import numpy as np
from scipy.interpolate import CubicSpline

from scoring.ability import GRID
from scoring.arrays import Floats, Integers


class PriorCurve(NamedTuple):
    """Logarithms of densities up to a constant, and their first and second derivatives, of one shape."""

    heights: Floats
    slopes: Floats
    curvatures: Floats


class PriorCurves(Protocol):
    """The priors of several persons."""

    @property
    def bounds(self) -> tuple[float, float]:
        """The abilities between which all of them have density, logits."""

    def at(self, persons: Integers, abilities: Floats) -> PriorCurve:
        """The priors of these persons, each at its own abilities, (persons.size,) or (persons.size, n)."""


@dataclass(frozen=True, eq=False)
class NormalCurves:
    """Normal priors of these means and precisions, (n_persons,)."""

    means: Floats
    precisions: Floats

    @property
    def bounds(self) -> tuple[float, float]:
        """The whole grid, on which abilities are held."""
        return float(GRID[0]), float(GRID[-1])

    def at(self, persons: Integers, abilities: Floats) -> PriorCurve:
        """The priors of these persons, each at its own abilities, (persons.size,) or (persons.size, n)."""
        shape = (persons.size,) + (1,) * (abilities.ndim - 1)
        deviations = abilities - self.means[persons].reshape(shape)
        precisions = self.precisions[persons].reshape(shape)
        slopes = -precisions * deviations
        return PriorCurve(0.5 * slopes * deviations, slopes, np.broadcast_to(-precisions, abilities.shape))


@dataclass(frozen=True, eq=False)
class SplineCurves:
    """Priors on the nodes from `first` to `last` of `GRID`; `pieces` (4, n_pieces, n_priors) are of splines.

    Of one prior, it is everybody's.
    """

    first: int
    last: int
    pieces: Floats

    @property
    def bounds(self) -> tuple[float, float]:
        """The outermost nodes with weight, logits."""
        return float(GRID[self.first]), float(GRID[self.last])

    def at(self, persons: Integers, abilities: Floats) -> PriorCurve:
        """The priors of these persons, each at its own abilities, (persons.size,) or (persons.size, n)."""
        nodes = GRID[self.first : self.last + 1]
        pieces = np.clip(np.searchsorted(nodes, abilities, side="right") - 1, 0, nodes.size - 2)
        owners = np.zeros_like(persons) if self.pieces.shape[2] == 1 else persons
        owners = owners.reshape((persons.size,) + (1,) * (abilities.ndim - 1))
        cubic, square, slope, height = self.pieces[:, pieces, owners]
        x = abilities - nodes[pieces]
        return PriorCurve(
            heights=((cubic * x + square) * x + slope) * x + height,
            slopes=(3.0 * cubic * x + 2.0 * square) * x + slope,
            curvatures=6.0 * cubic * x + 2.0 * square,
        )


def spline_curves(log_priors: Floats) -> Iterator[tuple[Integers, SplineCurves]]:
    """The priors (n_priors, 121) as splines, those together that have weight at the same nodes.

    Raises:
        ValueError: a prior leaves out nodes between others, or has fewer than two.
    """
    has_weight = np.isfinite(log_priors)
    first = has_weight.argmax(axis=1)
    last = GRID.size - 1 - has_weight[:, ::-1].argmax(axis=1)
    if not (has_weight.sum(axis=1) == last - first + 1).all() or not (last > first).all():
        raise ValueError(
            "log_prior must be finite at two nodes or more and at all between them for a mode, "
            "which is sought on a curve through them"
        )
    for low, high in np.unique(np.stack((first, last), axis=1), axis=0).tolist():
        members = np.flatnonzero((first == low) & (last == high))
        nodes = slice(low, high + 1)
        spline = CubicSpline(GRID[nodes], log_priors[members, nodes], axis=1)
        yield members, SplineCurves(low, high, np.asarray(spline.c))
