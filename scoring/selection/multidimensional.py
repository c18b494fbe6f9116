"""Choosing items that measure several abilities at once, by what they do to the posterior covariance.

For the compensatory model, whose item information is w a a' with slopes a (n_items, n_dimensions) and weights
w (n_items,), such as `information_weights` at the present estimate; Sigma (n_dimensions, n_dimensions) is the
present posterior covariance. No matrix is inverted: (Sigma^-1 + w a a')^-1 = Sigma - w (Sigma a)(Sigma a)' /
(1 + w a' Sigma a). Values are (n_items,), and the largest is best. For several persons weights and values are
(n_persons, n_items) and covariances (n_persons, n_dimensions, n_dimensions).
"""

import numpy as np
from numpy.typing import ArrayLike

from scoring.arrays import Floats


def d_optimal_gain(slopes: ArrayLike, weights: ArrayLike, covariance: ArrayLike) -> Floats:
    """What each item adds to the log determinant of the posterior precision, log(1 + w a' Sigma a).

    By the determinant lemma it ranks items as det(Sigma^-1 + w a a') does (Segall, 1996, Psychometrika 61,
    331-354; Mulder & van der Linden, 2009, Psychometrika 74, 273-296).

    Raises:
        ValueError: shapes do not match, a weight is negative, or the covariance is no covariance.
    """
    a, w, sigma = _checked(slopes, weights, covariance)
    return np.log1p(w * _forms(a, sigma))


def a_optimal_gain(slopes: ArrayLike, weights: ArrayLike, covariance: ArrayLike) -> Floats:
    """What each item takes off the sum of the posterior variances, w a' Sigma^2 a / (1 + w a' Sigma a).

    A-optimality (Mulder & van der Linden, 2009, Psychometrika 74, 273-296).

    Raises:
        ValueError: as `d_optimal_gain`.
    """
    a, w, sigma = _checked(slopes, weights, covariance)
    gain: Floats = w * _forms(a, sigma @ sigma) / (1.0 + w * _forms(a, sigma))
    return gain


def composite_optimal_gain(
    slopes: ArrayLike, weights: ArrayLike, covariance: ArrayLike, composite: ArrayLike
) -> Floats:
    """What each item takes off the variance of a composite l' theta, w (l' Sigma a)^2 / (1 + w a' Sigma a).

    c-optimality (van der Linden, 1999, JEBS 24, 398-412; Mulder & van der Linden, 2009); `composite`
    (n_dimensions,) holds the l.

    Raises:
        ValueError: as `d_optimal_gain`.
    """
    a, w, sigma = _checked(slopes, weights, covariance)
    parts = np.asarray(composite, dtype=np.float64)
    if parts.shape != (a.shape[1],) or not np.isfinite(parts).all() or not parts.any():
        raise ValueError(f"composite must hold {a.shape[1]} finite numbers, not all 0, got {composite!r}")
    gain: Floats = w * ((sigma @ parts) @ a.T) ** 2 / (1.0 + w * _forms(a, sigma))
    return gain


def _forms(a: Floats, matrices: Floats) -> Floats:
    """The quadratic forms a' S a of every item with these matrices, of one product for all persons."""
    outer = (a[:, :, None] * a[:, None, :]).reshape(len(a), -1)
    forms: Floats = matrices.reshape(*matrices.shape[:-2], -1) @ outer.T
    return np.maximum(forms, 0.0)  # rounding can take a form of a nearly singular matrix below


def _checked(slopes: ArrayLike, weights: ArrayLike, covariance: ArrayLike) -> tuple[Floats, Floats, Floats]:
    a = np.asarray(slopes, dtype=np.float64)
    if a.ndim != 2 or not np.isfinite(a).all():  # noqa: PLR2004
        raise ValueError(f"slopes must be finite numbers of shape (n_items, n_dimensions), got {a.shape}")
    w = np.asarray(weights, dtype=np.float64)
    if w.shape[-1:] != (a.shape[0],) or w.ndim > 2 or not ((w >= 0.0) & np.isfinite(w)).all():  # noqa: PLR2004
        raise ValueError(
            f"weights must be {a.shape[0]} finite numbers of 0 or more for each person, got {weights!r}"
        )
    sigma = np.asarray(covariance, dtype=np.float64)
    shape = (*w.shape[:-1], a.shape[1], a.shape[1])
    if sigma.shape != shape or not np.allclose(sigma, np.swapaxes(sigma, -1, -2)):
        raise ValueError(f"covariance must be symmetric, of shape {shape}, got {covariance!r}")
    if not (np.linalg.eigvalsh(sigma) > 0.0).all():
        raise ValueError(f"covariance must be positive definite, got {covariance!r}")
    return a, w, sigma
