"""Priors of ability besides the standard one: weights on `GRID`, and what earlier sections tell.

A prior on the grid is (121,), or (n_persons, 121) where every person has its own. What earlier sections tell
is a normal (mean and SD, for any method and for `AdaptiveTest`) or, exactly, weights on the grid.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from scoring.ability import GRID, GRID_STEP, normal_prior
from scoring.arrays import Floats, read_only


@dataclass(frozen=True, eq=False)
class ConditionalNormal:
    """Normal distributions of ability given earlier results, one for each person; logits, (n_persons,)."""

    means: Floats
    sds: Floats

    @property
    def log_prior(self) -> Floats:
        """The same as logarithms of weights on `GRID`, (n_persons, 121)."""
        return normal_priors(self.means, self.sds)


@dataclass(frozen=True, eq=False)
class LikelihoodSummary:
    """Measurements without a prior: what was observed and the SD of its error, logits, (n_persons,).

    The error's SD is infinite where nothing was learned.
    """

    observed: Floats
    error_sds: Floats


def uniform_prior(low: float = -6.0, high: float = 6.0) -> Floats:
    """Logarithms of equal weights on the nodes of `GRID` from `low` to `high`, (121,); -inf outside.

    Raises:
        ValueError: the limits lie outside the grid, or hold fewer than two nodes.
    """
    if not GRID[0] <= low < high <= GRID[-1]:
        raise ValueError(f"low and high must rise and lie within -6 to 6 logits, got {low!r} and {high!r}")
    slack = 1e-9  # nodes are rounded: 0.3 is a node, and not exactly
    return empirical_prior(((low - slack <= GRID) & (high + slack >= GRID)).astype(np.float64))


def empirical_prior(weights: ArrayLike) -> Floats:
    """Logarithms of weights on `GRID`, (121,), made to sum to 1, such as those that a calibration found.

    Raises:
        ValueError: the shape is another, a weight is negative or not finite, or fewer than two are positive.
    """
    given = np.asarray(weights, dtype=np.float64)
    if given.shape != GRID.shape:
        raise ValueError(f"weights must have shape {GRID.shape}, got {given.shape}")
    if not (np.isfinite(given).all() and (given >= 0.0).all()):
        raise ValueError("weights must be finite and 0 or more")
    if np.count_nonzero(given) < 2:  # noqa: PLR2004
        raise ValueError("weights must be greater than 0 at two nodes or more")
    with np.errstate(divide="ignore"):
        return read_only(np.log(given / given.sum()))


def normal_priors(means: ArrayLike, sds: ArrayLike) -> Floats:
    """A `normal_prior` for each person, (n_persons, 121).

    Raises:
        ValueError: a mean lies outside the grid, or an SD is not finite or finer than the grid.
    """
    pairs = np.broadcast_arrays(np.atleast_1d(np.asarray(means, float)), np.asarray(sds, float))
    each = [normal_prior(float(mean), float(sd)) for mean, sd in zip(*pairs, strict=True)]
    return read_only(np.array(each).reshape(-1, GRID.size))


def regression_prior(
    abilities: ArrayLike,
    standard_errors: ArrayLike = 0.0,
    *,
    intercept: float,
    slopes: ArrayLike,
    residual_sd: float,
) -> ConditionalNormal:
    """Ability predicted by a linear regression on earlier abilities, (n_persons, n_sections) or (n_persons,).

    The mean is intercept + sum of slope times ability. The variance is residual_sd^2 plus what the errors of
    the earlier abilities (posterior SDs) leave open, the sum of (slope times standard error)^2.

    Raises:
        ValueError: shapes do not match, or `residual_sd` is not positive.
    """
    if not 0.0 < residual_sd < np.inf:
        raise ValueError(f"residual_sd must be finite and greater than 0, got {residual_sd!r}")
    weights = np.atleast_1d(np.asarray(slopes, dtype=np.float64))
    given = _sections("abilities", abilities, weights.size)
    errors = np.broadcast_to(_sections("standard_errors", standard_errors, weights.size), given.shape)
    variances = residual_sd**2 + ((errors * weights) ** 2).sum(axis=1)
    return ConditionalNormal(read_only(intercept + given @ weights), read_only(np.sqrt(variances)))


def without_prior(
    means: ArrayLike, sds: ArrayLike, *, prior_mean: ArrayLike = 0.0, prior_sd: ArrayLike = 1.0
) -> LikelihoodSummary:
    """What the responses alone said, from EAP abilities and posterior SDs with a normal prior, (n_persons,).

    A posterior precision is the sum of the prior's and the responses', and the mean the mean of the two
    weighted by them; both are solved for the responses' part, which takes the posterior to be normal.

    Raises:
        ValueError: an SD is not positive.
    """
    mean, sd, m0, s0 = np.broadcast_arrays(
        *(np.atleast_1d(np.asarray(each, dtype=np.float64)) for each in (means, sds, prior_mean, prior_sd))
    )
    if not ((sd > 0.0).all() and (s0 > 0.0).all()):
        raise ValueError("sds and prior_sd must be greater than 0")
    precision = np.maximum(sd**-2 - s0**-2, 0.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        observed = np.where(precision > 0.0, (mean * sd**-2 - m0 * s0**-2) / precision, m0)
        return LikelihoodSummary(read_only(observed), read_only(precision**-0.5))


def conditional_prior(
    observed: ArrayLike, error_sds: ArrayLike, *, means: ArrayLike, covariance: ArrayLike
) -> ConditionalNormal:
    """Ability in a section given measurements of those before it, by the multivariate normal distribution.

    `observed` and `error_sds` (n_persons, n_earlier) are abilities without a prior in them and the SDs of
    their errors: ML or WLE estimates and their standard errors, or the result of `without_prior`. `means`
    (n_earlier + 1,) and `covariance` are of the abilities in the population, the section to come last.

    Raises:
        ValueError: shapes do not match, an error SD is not positive, or `covariance` is not positive
            definite.
    """
    mu, sigma = np.asarray(means, dtype=np.float64), np.asarray(covariance, dtype=np.float64)
    if mu.ndim != 1 or mu.size < 2 or sigma.shape != (mu.size, mu.size):  # noqa: PLR2004
        raise ValueError(
            "means must have shape (n_earlier + 1,) and covariance (n_earlier + 1, n_earlier + 1), "
            f"got {mu.shape} and {sigma.shape}"
        )
    if not (np.allclose(sigma, sigma.T) and (np.linalg.eigvalsh(sigma) > 0.0).all()):
        raise ValueError("covariance must be symmetric and positive definite")
    given = _sections("observed", observed, mu.size - 1)
    errors = np.broadcast_to(_sections("error_sds", error_sds, mu.size - 1), given.shape)
    if not (errors > 0.0).all():
        raise ValueError("error_sds must be greater than 0")
    earlier, across = sigma[:-1, :-1], sigma[:-1, -1]
    precision = errors**-2
    # (Sigma + E)^-1 written as (I + E^-1 Sigma)^-1 E^-1, which an infinite error does not upset.
    inner = np.eye(mu.size - 1) + precision[:, :, None] * earlier
    gains = np.linalg.solve(np.swapaxes(inner, 1, 2), np.broadcast_to(across, given.shape)[:, :, None])
    weights = gains[:, :, 0] * precision
    variances = sigma[-1, -1] - weights @ across
    return ConditionalNormal(
        read_only(mu[-1] + (weights * (given - mu[:-1])).sum(axis=1)), read_only(np.sqrt(variances))
    )


def conditional_grid_prior(
    weights: ArrayLike,
    *,
    correlation: float,
    earlier_mean: float = 0.0,
    earlier_sd: float = 1.0,
    mean: float = 0.0,
    sd: float = 1.0,
) -> Floats:
    """The exact prior of a section whose ability is bivariate normal with that of one before it.

    `weights` (121,) or (n_persons, 121) is the earlier section's posterior on `GRID`, with the normal prior
    of its mean and SD. The prior is the mean, over that posterior, of the normal of this ability given the
    earlier one: logarithms of weights on `GRID`, in the shape of `weights`.

    Raises:
        ValueError: the shape is another, or the normal given the earlier ability is finer than the grid.
    """
    given = np.asarray(weights, dtype=np.float64)
    if given.ndim not in {1, 2} or given.shape[-1] != GRID.size:
        raise ValueError(f"weights must have shape (121,) or (n_persons, 121), got {given.shape}")
    residual_sd = sd * np.sqrt(1.0 - correlation**2) if abs(correlation) < 1.0 else 0.0
    if not residual_sd >= GRID_STEP:
        raise ValueError(
            f"correlation must leave an SD of at least {GRID_STEP} logits, the grid's step, "
            f"got a correlation of {correlation!r} with an SD of {sd!r}"
        )
    centres = mean + correlation * sd / earlier_sd * (GRID - earlier_mean)
    logs = -0.5 * ((GRID - centres[:, None]) / residual_sd) ** 2
    densities = np.exp(logs - logs.max(axis=1, keepdims=True))
    densities /= densities.sum(axis=1, keepdims=True)
    mixed = given @ densities
    with np.errstate(divide="ignore"):
        return read_only(np.log(mixed / mixed.sum(axis=-1, keepdims=True)))


def checked_log_priors(log_prior: ArrayLike | None, n_persons: int) -> Floats:
    """The standard normal for None; otherwise the prior as given, (1, 121) or (n_persons, 121).

    Raises:
        ValueError: the shape is another, or a prior has no finite weight.
    """
    if log_prior is None:
        return normal_prior(0.0, 1.0)[None, :]
    given = np.asarray(log_prior, dtype=np.float64)
    if given.shape == GRID.shape:
        given = given[None, :]
    elif given.shape != (n_persons, GRID.size):
        raise ValueError(f"log_prior must have shape (121,) or ({n_persons}, 121), got {given.shape}")
    if np.isnan(given).any() or not np.isfinite(given.max(axis=1)).all():
        raise ValueError("log_prior must have a finite largest value and no NaN")
    return given


def _sections(name: str, values: ArrayLike, n_sections: int) -> Floats:
    """One column for each section; a flat array is persons where there is one section."""
    given = np.asarray(values, dtype=np.float64)
    if given.ndim <= 1 and n_sections == 1:
        return given.reshape(-1, 1)
    if given.ndim == 0:
        return given.reshape(1, 1)
    if given.ndim != 2 or given.shape[1] != n_sections:  # noqa: PLR2004
        raise ValueError(f"{name} must have shape (n_persons, {n_sections}), got {given.shape}")
    return given
