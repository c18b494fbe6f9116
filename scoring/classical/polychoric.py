"""Polychoric correlations: of the normal variables behind ordered categories."""

from dataclasses import dataclass

import numpy as np
from numpy.polynomial.legendre import leggauss
from numpy.typing import ArrayLike
from scipy.special import ndtr, ndtri

from scoring.answers import MISSING
from scoring.arrays import Floats, Integers, Mask, read_only
from scoring.classical.response_sheet import read_categories

_NODES, _WEIGHTS = leggauss(24)

FARTHEST = 8.0
"""A threshold at infinity, in SDs: the normal beyond it is below 1e-15."""

LARGEST = 0.999
"""The largest size of a correlation: beyond it two categories of different variables are the same."""

SMALLEST = 1e-12
MOST_ITERATIONS = 60
TOLERANCE = 1e-9


@dataclass(frozen=True, eq=False)
class PolychoricCorrelations:
    """The matrix, (n_items, n_items), NaN where a pair has none; `at_bound` where it is the largest."""

    matrix: Floats
    at_bound: Mask


def bivariate_normal(x: ArrayLike, y: ArrayLike, correlation: float) -> Floats:
    """P(X <= x, Y <= y) of standard normals with this correlation, within -1 and 1; of any shape.

    Phi(x) Phi(y) plus the integral of the density over the correlation from 0, which is smooth in the angle
    t with sin t the correlation (Plackett, 1954, Biometrika 41, 351-360).
    """
    x, y = (np.clip(np.asarray(end, dtype=np.float64), -FARTHEST, FARTHEST) for end in (x, y))
    half = 0.5 * np.arcsin(correlation)
    angles = half * (1.0 + _NODES)
    sines, cosines = np.sin(angles), np.cos(angles)
    exponents = (x * x + y * y)[..., None] - 2.0 * (x * y)[..., None] * sines
    integral = np.exp(-0.5 * exponents / cosines**2) @ _WEIGHTS * half / (2.0 * np.pi)
    probability: Floats = ndtr(x) * ndtr(y) + integral
    return probability


def polychoric(responses: ArrayLike) -> PolychoricCorrelations:
    """Polychoric correlations of ordered items, (n_persons, n_items), each pair over those who answered both.

    In two steps (Olsson, 1979, Psychometrika 44, 443-460): thresholds from the shares of each item, then the
    correlation by maximum likelihood. A constant item has none.

    Raises:
        ValueError: a response is no category.
    """
    given = read_categories(responses)
    n_items = given.shape[1]
    matrix = np.full((n_items, n_items), np.nan)
    at_bound = np.zeros((n_items, n_items), dtype=np.bool_)
    for first in range(n_items):
        for second in range(first):
            table = _table(given[:, first], given[:, second])
            if min(table.shape, default=0) < 2:  # noqa: PLR2004  a constant has no correlation
                continue
            found = _correlation(table)
            matrix[first, second] = matrix[second, first] = found
            at_bound[first, second] = at_bound[second, first] = abs(found) >= LARGEST
    varies = np.array([np.unique(column[column != MISSING]).size > 1 for column in given.T])
    matrix[varies, varies] = 1.0
    at_bound.setflags(write=False)
    return PolychoricCorrelations(read_only(matrix), at_bound)


def _table(first: Integers, second: Integers) -> Floats:
    """Counts of the pairs of categories that came, without empty rows and columns."""
    both = (first != MISSING) & (second != MISSING)
    rows, columns = (np.unique(each[both], return_inverse=True) for each in (first, second))
    table = np.zeros((rows[0].size, columns[0].size))
    np.add.at(table, (rows[1], columns[1]), 1.0)
    return table


def _correlation(table: Floats) -> float:
    """Fisher scoring for the one parameter, inside a bracket that shrinks.

    A cell's derivative in the correlation is the difference of the bivariate densities at its corners.
    """
    total = table.sum()
    ends = [
        np.concatenate(([-FARTHEST], ndtri(sums.cumsum()[:-1] / total), [FARTHEST]))
        for sums in (table.sum(axis=1), table.sum(axis=0))
    ]
    x, y = np.meshgrid(*ends, indexing="ij")
    low, high, point = -LARGEST, LARGEST, 0.0
    for _ in range(MOST_ITERATIONS):
        cells = np.maximum(_cells(bivariate_normal(x, y, point)), SMALLEST)
        slopes = _cells(_density(x, y, point))
        gradient = float((table * slopes / cells).sum())
        low, high = (point, high) if gradient > 0.0 else (low, point)
        information = total * float((slopes * slopes / cells).sum())
        following = point + gradient / information if information > 0.0 else 0.5 * (low + high)
        if not low < following < high:
            following = 0.5 * (low + high)
        if abs(following - point) < TOLERANCE:
            break
        point = following
    return LARGEST * float(np.sign(point)) if LARGEST - abs(point) < 1e-6 else point  # noqa: PLR2004


def _density(x: Floats, y: Floats, correlation: float) -> Floats:
    rest = 1.0 - correlation**2
    exponent = (x * x - 2.0 * correlation * x * y + y * y) / (2.0 * rest)
    density: Floats = np.exp(-exponent) / (2.0 * np.pi * np.sqrt(rest))
    density[[0, -1], :] = density[:, [0, -1]] = 0.0
    return density


def _cells(corners: Floats) -> Floats:
    return np.diff(np.diff(corners, axis=0), axis=1)
