"""Several abilities of each person from one battery: the mode and the mean of their joint posterior.

The prior is multivariate normal; what is known of one ability so tells of those that go with it. Responses
are (n_persons, n_items), 0 or 1, with -1 or NaN where missing.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.polynomial.hermite_e import hermegauss
from numpy.typing import ArrayLike
from scipy.special import expit, log_expit

from scoring.answers import MISSING, read_responses
from scoring.arrays import Floats, Integers
from scoring.multidimensional import MultidimensionalPool
from scoring.multidimensional_quadrature import Answered, Prior, integrated

MOST_ITERATIONS = 100
TOLERANCE = 1e-22
"""Newton decrement squared (twice the height still missing) at which a mode is found: 1e-11 SDs away."""

ROUNDING = 1e-12
"""Share of a height below which a rise cannot be told from rounding."""

FIRST_NODES = 5
"""Nodes per dimension of the first, coarse quadrature over the mode and its curvature."""

NODES = {1: 61, 2: 31, 3: 25, 4: 15, 5: 11, 6: 8}
"""Nodes per dimension. The largest errors found with slopes of about 2, one ability an item, were 1e-7, 2e-6,
2e-5, 1e-4, 4e-4 and 2e-3 logits; with slopes of about 1 they are a tenth of that or less."""

PRODUCT_NODES = {1: 121, 2: 45, 3: 23, 4: 13}
"""Nodes per dimension of a lattice over the prior, which is not moved to where a posterior is."""

REACH = 7.0
"""SDs to which that lattice goes in every direction."""

Quadrature = Literal["adaptive", "product"]


@dataclass(frozen=True, eq=False)
class MultidimensionalEstimates:
    """Abilities (n_persons, n_dimensions), logits, and a covariance matrix for each person.

    By "map" they are the posterior's mode and the inverse of its curvature there (Laplace), by "eap" its mean
    and covariance.
    """

    abilities: Floats
    covariances: Floats
    n_answered: Integers
    method: Literal["map", "eap"]
    covariance_kind: Literal["laplace", "posterior"]

    @property
    def standard_errors(self) -> Floats:
        """Standard error of every ability, (n_persons, n_dimensions)."""
        return np.sqrt(np.diagonal(self.covariances, axis1=1, axis2=2))

    def composite(self, weights: ArrayLike) -> tuple[Floats, Floats]:
        """The sum of weight times ability (n_persons,), and its standard errors."""
        given = np.asarray(weights, dtype=np.float64)
        if given.shape != self.abilities.shape[1:]:
            raise ValueError(f"weights must have shape {self.abilities.shape[1:]}, got {given.shape}")
        return self.abilities @ given, np.sqrt(np.einsum("pde,d,e->p", self.covariances, given, given))


def estimate_multidimensional_map(
    pool: MultidimensionalPool,
    responses: ArrayLike,
    *,
    mean: ArrayLike | None = None,
    covariance: ArrayLike | None = None,
) -> MultidimensionalEstimates:
    """The mode of the joint posterior, and the inverse of Sigma^-1 + sum of P Q a a' there.

    Segall (1996, Psychometrika 61, 331-354). `mean` (n_dimensions,) and `covariance` are the prior's; None is
    independent standard normals. The posterior has one top, which a damped Newton method reaches from
    anywhere.

    Raises:
        ValueError: a response is not 0, 1, -1 or NaN, or the prior has another shape or is not a
        distribution.
    """
    given = read_responses(pool, responses)
    prior = normal_prior_of(pool, mean, covariance)
    return _estimates(*modes_and_covariances(_answered(pool, given), prior), given, "map")


def estimate_multidimensional_eap(
    pool: MultidimensionalPool,
    responses: ArrayLike,
    *,
    mean: ArrayLike | None = None,
    covariance: ArrayLike | None = None,
    quadrature: Quadrature = "adaptive",
) -> MultidimensionalEstimates:
    """The mean and covariance of the joint posterior by quadrature, in at most six dimensions.

    "adaptive" lays Gauss-Hermite nodes over each person's posterior (Liu & Pierce, 1994, Biometrika 81,
    624-629), first few by its mode and curvature and then more by the mean and covariance found with them
    (Naylor & Smith, 1982, Applied Statistics 31, 214-225). "product" lays one lattice over the prior for all,
    which suits short tests of at most four dimensions. The other arguments are those of
    `estimate_multidimensional_map`.

    Raises:
        ValueError: as `estimate_multidimensional_map`; there are more dimensions, or the quadrature is
            unknown.
    """
    if quadrature not in {"adaptive", "product"}:
        raise ValueError(f"quadrature must be 'adaptive' or 'product', got {quadrature!r}")
    numbers = NODES if quadrature == "adaptive" else PRODUCT_NODES
    if pool.n_dimensions not in numbers:
        raise ValueError(
            f"pool must have at most {max(numbers)} dimensions for this method, got {pool.n_dimensions}; "
            "estimate_multidimensional_map has no limit"
        )
    given = read_responses(pool, responses)
    prior = normal_prior_of(pool, mean, covariance)
    answered = _answered(pool, given)
    n_nodes = numbers[pool.n_dimensions]
    if quadrature == "product":
        centres = np.tile(prior.mean, (len(given), 1))
        spread = np.tile(prior.covariance, (len(given), 1, 1))
        axis = np.linspace(-REACH, REACH, n_nodes)
        found = integrated(answered, prior, centres, spread, axis, np.zeros(n_nodes))
    else:
        found = modes_and_covariances(answered, prior)
        for n in (FIRST_NODES, n_nodes):
            axis, weights = hermegauss(n)
            found = integrated(answered, prior, *found, axis, np.log(weights) + 0.5 * axis**2)
    return _estimates(*found, given, "eap")


def normal_prior_of(
    pool: MultidimensionalPool, mean: ArrayLike | None, covariance: ArrayLike | None, *, prefix: str = ""
) -> Prior:
    """The multivariate normal prior of this mean and covariance; None is independent standard normals.

    `prefix` goes before the names of the arguments in what is refused.

    Raises:
        ValueError: either has another shape, or they are not of a distribution.
    """
    n = pool.n_dimensions
    centre = np.zeros(n) if mean is None else np.asarray(mean, dtype=np.float64)
    spread = np.eye(n) if covariance is None else np.asarray(covariance, dtype=np.float64)
    if centre.shape != (n,) or not np.isfinite(centre).all():
        raise ValueError(f"{prefix}mean must be finite logits of shape ({n},), got {mean!r}")
    if spread.shape != (n, n) or not np.isfinite(spread).all():
        raise ValueError(f"{prefix}covariance must be finite numbers of shape ({n}, {n}), got {covariance!r}")
    if not (np.allclose(spread, spread.T) and (np.linalg.eigvalsh(spread) > 0.0).all()):
        raise ValueError(f"{prefix}covariance must be symmetric and positive definite, got {covariance!r}")
    return Prior(centre, spread, _inverse(spread))


def modes_and_covariances(answered: Answered, prior: Prior) -> tuple[Floats, Floats]:
    """The mode of each posterior, (n_persons, n_dimensions), and the inverse of its curvature there."""
    modes = _modes(answered, prior)
    return modes, _inverse(_curvatures(answered, prior, modes))


def _answered(pool: MultidimensionalPool, given: Integers) -> Answered:
    is_there = given != MISSING
    most = int(is_there.sum(axis=1).max(initial=0))
    items = np.argsort(~is_there, axis=1, kind="stable")[:, :most]
    signs = np.where(is_there, 2.0 * given - 1.0, 0.0)
    return Answered(pool.slopes[items], pool.intercepts[items], np.take_along_axis(signs, items, axis=1))


def _logits(answered: Answered, abilities: Floats) -> Floats:
    logits: Floats = np.einsum("pid,pd->pi", answered.slopes, abilities) + answered.intercepts
    return logits


def _heights(answered: Answered, prior: Prior, abilities: Floats) -> Floats:
    logs = log_expit(answered.signs * _logits(answered, abilities)) * answered.signs**2
    deviations = abilities - prior.mean
    heights: Floats = logs.sum(axis=1) - 0.5 * np.einsum(
        "pd,de,pe->p", deviations, prior.precision, deviations
    )
    return heights


def _curvatures(answered: Answered, prior: Prior, abilities: Floats) -> Floats:
    logits = _logits(answered, abilities)
    weights = expit(logits) * expit(-logits) * answered.signs**2
    information = np.einsum("pi,pid,pie->pde", weights, answered.slopes, answered.slopes)
    curvatures: Floats = prior.precision + information
    return curvatures


def _modes(answered: Answered, prior: Prior) -> Floats:
    """Newton's method from the prior's mean; a step that does not climb enough is halved."""
    modes = np.tile(prior.mean, (len(answered.signs), 1))
    left = np.arange(len(modes))
    for _ in range(MOST_ITERATIONS):
        part = Answered(answered.slopes[left], answered.intercepts[left], answered.signs[left])
        here = modes[left]
        pull = part.signs * expit(-part.signs * _logits(part, here))
        gradient = np.einsum("pi,pid->pd", pull, part.slopes) - (here - prior.mean) @ prior.precision
        step = np.linalg.solve(_curvatures(part, prior, here), gradient[:, :, None])[:, :, 0]
        decrement = np.einsum("pd,pd->p", gradient, step)
        modes[left] += _climbing_part(part, prior, here, step, decrement)[:, None] * step
        left = left[decrement > TOLERANCE]
        if not left.size:
            break
    return modes


def _climbing_part(answered: Answered, prior: Prior, here: Floats, step: Floats, decrement: Floats) -> Floats:
    """The part of each step, halved from 1, that climbs at least a quarter of what its slope promises."""
    heights = _heights(answered, prior, here)
    part = np.ones(len(here))
    for _ in range(MOST_ITERATIONS):
        reached = _heights(answered, prior, here + part[:, None] * step)
        is_short = reached < heights + 0.25 * part * decrement - ROUNDING * (1.0 + np.abs(heights))
        if not is_short.any():
            break
        part[is_short] *= 0.5
    return part


def _estimates(
    abilities: Floats, covariances: Floats, given: Integers, method: Literal["map", "eap"]
) -> MultidimensionalEstimates:
    n_answered: Integers = (given != MISSING).sum(axis=1)
    for array in (abilities, covariances, n_answered):
        array.setflags(write=False)
    kind: Literal["laplace", "posterior"] = "laplace" if method == "map" else "posterior"
    return MultidimensionalEstimates(abilities, covariances, n_answered, method, kind)


def _inverse(matrices: Floats) -> Floats:
    return np.asarray(np.linalg.inv(matrices), dtype=np.float64)
