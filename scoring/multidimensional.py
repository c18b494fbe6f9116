"""Items that measure several abilities at once: the compensatory two-parameter model for batteries.

logit P = a' theta + d, so that a lack of one ability can be made good by another (Reckase, 1985, APM 9,
401-412). Abilities are (n_points, n_dimensions). Estimating them is in `multidimensional_ability`.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Self

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import expit

from scoring.arrays import Floats, Integers, read_numbers, read_only, read_only_integers


@dataclass(frozen=True)
class MultidimensionalItem:
    """A right-or-wrong item with a slope on every dimension; logit P(right) = slopes' theta + intercept.

    The intercept is the d of slope-intercept form: of one dimension, -a b.

    Raises:
        ValueError: a parameter is not finite, or no slope differs from 0.
    """

    slopes: tuple[float, ...]
    intercept: float

    def __post_init__(self) -> None:
        if not isinstance(self.slopes, tuple):
            raise ValueError(f"slopes must be a tuple of numbers, got {self.slopes!r}")  # noqa: TRY004
        if not all(math.isfinite(slope) for slope in self.slopes) or not any(self.slopes):
            raise ValueError(f"slopes must be finite and not all 0, got {self.slopes!r}")
        if not math.isfinite(self.intercept):
            raise ValueError(f"intercept must be finite, got {self.intercept!r}")


@dataclass(frozen=True)
class MultidimensionalPool:
    """Items in a fixed order; `slopes` (n_items, n_dimensions), `intercepts` and `n_categories` (n_items,).

    Made by `MultidimensionalPool.of`. Pools of equal items are equal.
    """

    items: tuple[MultidimensionalItem, ...]
    slopes: Floats = field(compare=False, repr=False)
    intercepts: Floats = field(compare=False, repr=False)
    n_categories: Integers = field(compare=False, repr=False)

    @classmethod
    def of(cls, items: Sequence[MultidimensionalItem]) -> Self:
        """The pool of these items, in this order.

        Raises:
            ValueError: there are no items, or they differ in the number of dimensions.
        """
        kept = tuple(items)
        sizes = {len(item.slopes) for item in kept}
        if len(sizes) != 1:
            raise ValueError(
                "items must hold at least one item and all the same number of slopes, "
                f"got {len(kept)} items with {sorted(sizes)} slopes"
            )
        return cls(
            items=kept,
            slopes=read_only(np.array([item.slopes for item in kept])),
            intercepts=read_only(np.array([item.intercept for item in kept])),
            n_categories=read_only_integers(np.full(len(kept), 2)),
        )

    @property
    def n_items(self) -> int:
        """Number of items."""
        return len(self.items)

    @property
    def n_dimensions(self) -> int:
        """Number of abilities."""
        n_dimensions: int = self.slopes.shape[1]
        return n_dimensions


def right_probabilities(pool: MultidimensionalPool, abilities: ArrayLike) -> Floats:
    """Probability of a right answer to every item at every point, (n_items, n_points).

    Raises:
        ValueError: the abilities are not finite numbers of shape (n_points, n_dimensions).
    """
    return np.asarray(expit(_logits(pool, abilities)))


def information_weights(pool: MultidimensionalPool, abilities: ArrayLike) -> Floats:
    """Weights P Q of every item at every point, (n_items, n_points): an item's information is P Q a a'.

    Raises:
        ValueError: the abilities are not finite numbers of shape (n_points, n_dimensions).
    """
    logits = _logits(pool, abilities)
    return np.asarray(expit(logits) * expit(-logits))


def information_matrices(pool: MultidimensionalPool, abilities: ArrayLike) -> Floats:
    """Expected information P Q a a' of every item at every point, (n_items, n_points, n_dims, n_dims).

    The observed information is the same. At a composite of the abilities that only some items measure it is
    singular; what the prior adds makes a posterior precision of it.

    Raises:
        ValueError: the abilities are not finite numbers of shape (n_points, n_dimensions).
    """
    outer = pool.slopes[:, :, None] * pool.slopes[:, None, :]
    matrices: Floats = information_weights(pool, abilities)[:, :, None, None] * outer[:, None]
    return matrices


def updated_covariance(covariance: ArrayLike, slopes: ArrayLike, weight: float) -> Floats:
    """The posterior covariance after an item, (Sigma^-1 + w a a')^-1, without an inversion (Woodbury).

    Sigma - w (Sigma a)(Sigma a)' / (1 + w a' Sigma a), with the item's slopes a (n_dimensions,) and its
    weight w of `information_weights`.

    Raises:
        ValueError: shapes do not match, or the weight is negative.
    """
    sigma, a = np.asarray(covariance, dtype=np.float64), np.asarray(slopes, dtype=np.float64)
    if a.ndim != 1 or sigma.shape != (a.size, a.size):
        raise ValueError(
            f"covariance must have shape (n_dimensions, n_dimensions) for slopes (n_dimensions,), "
            f"got {sigma.shape} and {a.shape}"
        )
    if not 0.0 <= weight < np.inf:
        raise ValueError(f"weight must be finite and 0 or more, got {weight!r}")
    along = sigma @ a
    updated: Floats = sigma - np.outer(along, along) * (weight / (1.0 + weight * (a @ along)))
    return updated


def _logits(pool: MultidimensionalPool, abilities: ArrayLike) -> Floats:
    points = read_numbers(abilities, "abilities")
    if points.ndim != 2 or points.shape[1] != pool.n_dimensions or not np.isfinite(points).all():  # noqa: PLR2004
        raise ValueError(
            f"abilities must be finite logits of shape (n_points, {pool.n_dimensions}), got {abilities!r}"
        )
    return pool.slopes @ points.T + pool.intercepts[:, None]
