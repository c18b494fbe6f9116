"""Normal orthant probabilities of one to three dimensions in a chain, in the log domain, with derivatives.

A ranking is a chain: the difference of two neighbours in it is correlated with the next difference alone, and
negatively. So P(d_1 < h_1, ..., d_n < h_n) with unit variances and correlations r_1 .. r_(n-1) <= 0 of
neighbours is all that is needed. Arrays have the dimension first, (n, ...), and the r broadcast against the
h.

Ordinary probabilities come from Plackett's identity dP / dr_ij = d2P / dh_i dh_j (Plackett, 1954, Biometrika
41, 351-360) integrated from independence by Gauss-Legendre in the arc sine of r (Drezner & Wesolowsky, 1990,
Journal of Statistical Computation and Simulation 35, 101-107; Genz, 2004, Statistics and Computing 14,
251-260). That has a small absolute error; where the probability itself is small, it is integrated again over
its least probable dimension, whose integrand is positive and falls away from the limit, so that the error is
relative.
"""

import math
from dataclasses import dataclass
from functools import cache

import numpy as np
from scipy.special import log_ndtr, ndtr

from scoring.arrays import Floats, Mask, read_only

SMALL = 1e-5
"""Probability below which an absolute error of 1e-14 is no longer good enough."""

BEYOND = 36.0
"""Logarithm of the largest to the smallest value that an integrand in a tail is followed to."""

NEARLY_DEPENDENT = 0.2
"""Determinant of the correlations below which an integral in the arc sine needs more nodes."""

_LOG_ROOT_2PI = 0.5 * math.log(2.0 * math.pi)
_FEW_NODES, _MANY_NODES, _TAIL_NODES = 12, 40, 32


@dataclass(frozen=True, eq=False)
class OrthantTerms:
    """Log probabilities (...), and derivatives of them.

    `slopes` by h (n, ...), `correlation_slopes` by r (n - 1, ...), `curvatures` by h twice (n, n, ...).
    """

    log_probabilities: Floats
    slopes: Floats
    correlation_slopes: Floats
    curvatures: Floats


def log_orthant(h: Floats, r: Floats) -> Floats:
    """Log of P(d_1 < h_1, ..., d_n < h_n) for n of 1, 2 or 3, of the shape of one h.

    Relative error of the probability below 1e-8, in far tails too, for rankings of utilities whose variances
    differ up to a hundredfold.
    """
    if len(h) == 1:
        return _log_normal(h[0])
    if len(h) == 2:  # noqa: PLR2004
        return _log_bivariate(h[0], h[1], r[0])
    return _log_trivariate(h[0], h[1], h[2], r[0], r[1])


def orthant_terms(h: Floats, r: Floats) -> OrthantTerms:
    """`log_orthant` with its derivatives, all of them in closed form given orthants of fewer dimensions."""
    log_p = log_orthant(h, r)
    shape = log_p.shape
    n = len(h)
    slopes = np.empty((n, *shape))
    second = np.zeros((n, n, *shape))
    if n == 1:
        slopes[0] = np.exp(_log_density(h[0]) - log_p)
    elif n == 2:  # noqa: PLR2004
        root = np.sqrt(1.0 - r[0] ** 2)
        slopes[0] = np.exp(_log_density(h[0]) + _log_normal((h[1] - r[0] * h[0]) / root) - log_p)
        slopes[1] = np.exp(_log_density(h[1]) + _log_normal((h[0] - r[0] * h[1]) / root) - log_p)
        second[0, 1] = second[1, 0] = np.exp(_log_pair_density(h[0], h[1], r[0]) - log_p)
    else:
        _fill_trivariate(h, r, log_p, slopes, second)
    correlations = second[np.arange(n - 1), np.arange(1, n)]
    r_full = np.zeros((n, n, *np.shape(r)[1:]))
    for i in range(n - 1):
        r_full[i, i + 1] = r_full[i + 1, i] = r[i]
    for i in range(n):
        others = sum((r_full[i, j] * second[i, j] for j in range(n) if j != i), start=np.zeros(shape))
        second[i, i] = -h[i] * slopes[i] - others
    curvatures = second - slopes[:, None] * slopes[None]
    return OrthantTerms(log_p, slopes, correlations, curvatures)


def _fill_trivariate(h: Floats, r: Floats, log_p: Floats, slopes: Floats, second: Floats) -> None:
    for i in range(3):
        rest_h, rest_r = _conditional(h, r, i, h[i])
        slopes[i] = np.exp(_log_density(h[i]) + _log_bivariate(rest_h[0], rest_h[1], rest_r) - log_p)
    a, b = r
    given = {
        (0, 1): (h[2] - b * (h[1] - a * h[0]) / (1.0 - a**2), 1.0 - b**2 / (1.0 - a**2), a),
        (1, 2): (h[0] - a * (h[1] - b * h[2]) / (1.0 - b**2), 1.0 - a**2 / (1.0 - b**2), b),
        (0, 2): (h[1] - a * h[0] - b * h[2], 1.0 - a**2 - b**2, np.zeros_like(a)),
    }
    for (i, j), (distance, variance, correlation) in given.items():
        log_rest = _log_normal(distance / np.sqrt(variance))
        second[i, j] = second[j, i] = np.exp(_log_pair_density(h[i], h[j], correlation) + log_rest - log_p)


def _conditional(h: Floats, r: Floats, given: int, x: Floats) -> tuple[tuple[Floats, Floats], Floats]:
    """Limits and correlation of the other two dimensions, given that one of three is at x."""
    a, b = r
    root_a, root_b = np.sqrt(1.0 - a**2), np.sqrt(1.0 - b**2)
    if given == 0:
        return ((h[1] - a * x) / root_a, h[2] + 0.0 * x), b / root_a
    if given == 2:  # noqa: PLR2004
        return ((h[1] - b * x) / root_b, h[0] + 0.0 * x), a / root_b
    return ((h[0] - a * x) / root_a, (h[2] - b * x) / root_b), -a * b / (root_a * root_b)


def _log_density(x: Floats) -> Floats:
    return np.asarray(-0.5 * x**2 - _LOG_ROOT_2PI)


def _log_pair_density(h: Floats, k: Floats, r: Floats) -> Floats:
    left = 1.0 - r**2
    return np.asarray(
        -0.5 * (h**2 + k**2 - 2.0 * r * h * k) / left - 0.5 * np.log(left) - 2.0 * _LOG_ROOT_2PI
    )


def _log_normal(x: Floats) -> Floats:
    return np.asarray(log_ndtr(x), dtype=np.float64)


def _nodes(r: Floats, determinant: Floats) -> tuple[Floats, Floats]:
    """Sines of Gauss-Legendre nodes between 0 and arc sine r, (n_nodes, ...), and weights over 2 pi."""
    n = _MANY_NODES if determinant.size and determinant.min() < NEARLY_DEPENDENT else _FEW_NODES
    x, w = _gauss(n)
    end = np.arcsin(r)
    shape = (n, *(1,) * np.ndim(end))
    return np.sin(0.5 * (x.reshape(shape) + 1.0) * end), w.reshape(shape) * end / (4.0 * math.pi)


def _log_bivariate(h: Floats, k: Floats, r: Floats) -> Floats:
    shape = np.broadcast_shapes(h.shape, k.shape, np.shape(r))
    p = np.broadcast_to(ndtr(h) * ndtr(k), shape).copy()
    squares, product = -0.5 * (h**2 + k**2), h * k
    for sine, weight in zip(*_nodes(r, 1.0 - r**2), strict=True):
        left = 1.0 / (1.0 - sine**2)
        p += weight * np.exp(left * squares + (sine * left) * product)
    is_small = p < SMALL
    log_p = np.log(np.where(is_small, 1.0, p))
    if is_small.any():
        limits = np.stack([np.broadcast_to(x, shape)[is_small] for x in (h, k)])
        log_p[is_small] = _bivariate_tail(limits, np.broadcast_to(r, shape)[is_small])
    return log_p


def _bivariate_tail(h: Floats, r: Floats) -> Floats:
    near, far = h.min(axis=0), h.max(axis=0)
    root = np.sqrt(1.0 - r**2)
    inner = (far - r * near) / root
    slope = -near - r / root * np.exp(_log_density(inner) - _log_normal(inner))
    x, weights = _tail_nodes(near, slope)
    return _log_sum(_log_density(x) + _log_normal((far - r * x) / root), weights)


def _log_trivariate(h1: Floats, h2: Floats, h3: Floats, r1: Floats, r2: Floats) -> Floats:
    shape = np.broadcast_shapes(h1.shape, h2.shape, h3.shape, np.shape(r1), np.shape(r2))
    # The path of the smaller correlation stays farther from where the distribution degenerates.
    is_turned = np.abs(r1) > np.abs(r2)
    short, long = np.where(is_turned, r2, r1), np.where(is_turned, r1, r2)
    first, last = np.where(is_turned, h3, h1), np.where(is_turned, h1, h3)
    p = np.broadcast_to(ndtr(first) * np.exp(_log_bivariate(h2 + 0.0 * last, last, long)), shape).copy()
    squares, product = -0.5 * (first**2 + h2**2), first * h2
    for sine, weight in zip(*_nodes(short, 1.0 - r1**2 - r2**2), strict=True):
        left = 1.0 / (1.0 - sine**2)
        rest = (last - (long * left) * (h2 - sine * first)) / np.sqrt(1.0 - long**2 * left)
        p += weight * np.exp(left * squares + (sine * left) * product) * ndtr(rest)
    is_small = p < SMALL
    log_p = np.log(np.where(is_small, 1.0, p))
    if is_small.any():
        limits = np.stack([np.broadcast_to(x, shape)[is_small] for x in (h1, h2, h3)])
        r = np.stack([np.broadcast_to(x, shape)[is_small] for x in (r1, r2)])
        log_p[is_small] = _trivariate_tail(limits, r)
    return log_p


def _trivariate_tail(h: Floats, r: Floats) -> Floats:
    log_p = np.empty(h.shape[1])
    least = h.argmin(axis=0)
    for given in range(3):
        those: Mask = least == given
        if not those.any():
            continue
        limits, correlations = h[:, those], r[:, those]
        near = limits[given]
        # Lower bound of the slope: the rest of the integrand rises too.
        x, weights = _tail_nodes(near, -near)
        rest_h, rest_r = _conditional(limits, correlations, given, x)
        log_p[those] = _log_sum(_log_density(x) + _log_bivariate(rest_h[0], rest_h[1], rest_r), weights)
    return log_p


@cache
def _gauss(n: int) -> tuple[Floats, Floats]:
    x, w = np.polynomial.legendre.leggauss(n)
    return read_only(x), read_only(w)


def _tail_nodes(near: Floats, slope: Floats) -> tuple[Floats, Floats]:
    """Nodes (n_nodes, ...) from a limit downwards until the integrand is negligible, and weights.

    The log of the integrand is concave with a second derivative of -1 or less, and so falls by at least
    slope u + u^2 / 2 at a distance u from the limit.
    """
    slope = np.maximum(slope, 0.0)
    reach = 2.0 * BEYOND / (slope + np.sqrt(slope**2 + 2.0 * BEYOND))
    x, w = _gauss(_TAIL_NODES)
    return near - 0.5 * (x[:, None] + 1.0) * reach, 0.5 * w[:, None] * reach


def _log_sum(logs: Floats, weights: Floats) -> Floats:
    highest = logs.max(axis=0)
    return np.asarray(highest + np.log((weights * np.exp(logs - highest)).sum(axis=0)))
