"""Standard errors of a calibration of response times, from the observed information of the marginal model."""

from typing import NamedTuple

import numpy as np
from scipy.linalg import LinAlgError, cho_factor, cho_solve
from scipy.sparse import csr_array

from scoring.arrays import Floats
from scoring.response_times.factor_model import SMALLEST_VARIANCE, FactorModel, person_moments
from scoring.response_times.log_times import LogTimes

SMALLEST_EIGENVALUE = 1e-9
"""Of the information scaled to a diagonal of 1: below that some combination of parameters is not told."""


class ItemErrors(NamedTuple):
    """Standard errors of the items, (n_items,), and of the SD of speed."""

    intensities: Floats
    discriminations: Floats
    sensitivities: Floats
    speed_sd: float


def standard_errors(entries: LogTimes, model: FactorModel, *, has_sensitivities: bool) -> ItemErrors:
    """Standard errors by the observed information (Louis, 1982, JRSS B 44, 226-233), which here is exact.

    The information is that of the complete data less the variance of their score given the times. A score is
    quadratic in a person's factor, so that its variance is a product of two vectors for each person. All
    infinite where the information is not positive definite, as for data that do not tell the parameters;
    those of discriminations at their bound, which count as known for the others.
    """
    n_items = entries.n_items
    information = _information(entries, model)
    is_free = model.residuals > SMALLEST_VARIANCE
    # The parameters reported: intercepts, loadings (or the one that all share) and log residuals.
    identity, zeros = np.eye(n_items), np.zeros((n_items, n_items))
    shared = identity if has_sensitivities else np.ones((n_items, 1))
    outer = np.zeros((n_items, shared.shape[1]))
    chain = np.block([[identity, outer, zeros], [zeros, shared, zeros], [zeros, outer, identity]])
    chain = chain[:, np.concatenate([np.ones(n_items + shared.shape[1], dtype=np.bool_), is_free])]
    reduced = chain.T @ information @ chain
    covariance = _inverse(reduced)
    if covariance is None:
        unknown = np.full(n_items, np.inf)
        own = unknown if has_sensitivities else np.zeros(n_items)
        return ItemErrors(unknown, unknown, own, np.inf)
    errors = np.sqrt(np.diag(covariance))
    discriminations = np.full(n_items, np.inf)
    discriminations[is_free] = 0.5 * errors[n_items + shared.shape[1] :] / np.sqrt(model.residuals[is_free])
    if not has_sensitivities:
        return ItemErrors(errors[:n_items], discriminations, np.zeros(n_items), float(errors[n_items]))
    of_loadings = covariance[n_items : 2 * n_items, n_items : 2 * n_items]
    sd = model.loadings.mean()
    # sensitivity = loading / mean loading
    slopes = (np.eye(n_items) - (model.loadings / sd)[:, None] / n_items) / sd
    sensitivities = np.sqrt(np.maximum(np.einsum("ij,jk,ik->i", slopes, of_loadings, slopes), 0.0))
    return ItemErrors(errors[:n_items], discriminations, sensitivities, float(np.sqrt(of_loadings.mean())))


def _inverse(information: Floats) -> Floats | None:
    """The inverse, None where the matrix is not positive definite by more than rounding."""
    diagonal = np.diag(information)
    if not (diagonal > 0.0).all():
        return None
    scale = diagonal**-0.5
    correlations = scale[:, None] * information * scale
    try:
        factor = cho_factor(correlations - SMALLEST_EIGENVALUE * np.eye(scale.size))
    except LinAlgError:
        return None
    inverse: Floats = scale[:, None] * cho_solve(factor, np.eye(scale.size)) * scale
    return inverse


def _information(entries: LogTimes, model: FactorModel) -> Floats:
    """Observed information of intercepts, loadings and log residuals, (3 n_items, 3 n_items)."""
    n_items, items = entries.n_items, entries.items
    means, variances = person_moments(entries, model)
    mean, variance = means[entries.persons], variances[entries.persons]
    square = mean**2 + variance
    loading, residual = model.loadings[items], model.residuals[items]
    rest = entries.logs - model.intercepts[items]
    error = rest + loading * mean  # expectations of e, e z and e^2 given the times
    error_factor = rest * mean + loading * square
    error_square = error**2 + loading**2 * variance

    complete = np.zeros((3, 3, n_items))
    complete[0, 0] = entries.by_item(1.0 / residual)
    complete[0, 1] = complete[1, 0] = -entries.by_item(mean / residual)
    complete[0, 2] = complete[2, 0] = entries.by_item(error / residual)
    complete[1, 1] = entries.by_item(square / residual)
    complete[1, 2] = complete[2, 1] = -entries.by_item(error_factor / residual)
    complete[2, 2] = entries.by_item(0.5 * error_square / residual)
    information = np.block([[np.diag(complete[row, column]) for column in range(3)] for row in range(3)])

    # Scores as a + b z + c z^2; in z - mean and its square, which are uncorrelated.
    linear = np.concatenate([loading, -rest, rest * loading]) / np.tile(residual, 3)
    quadratic = np.concatenate([np.zeros(items.size), -loading, 0.5 * loading**2]) / np.tile(residual, 3)
    linear += 2.0 * np.tile(mean, 3) * quadratic
    columns = np.concatenate([items, items + n_items, items + 2 * n_items])
    rows = np.tile(entries.persons, 3)
    values = np.concatenate(
        [linear * np.sqrt(np.tile(variance, 3)), quadratic * np.sqrt(2.0) * np.tile(variance, 3)]
    )
    scores = csr_array(
        (values, (np.concatenate([rows, rows + entries.n_persons]), np.tile(columns, 2))),
        shape=(2 * entries.n_persons, 3 * n_items),
    )
    missing: Floats = (scores.T @ scores).toarray()
    return information - missing
