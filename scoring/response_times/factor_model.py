"""Logarithms of times as a model of one standard normal factor: what calibration and its errors both need.

ln t = intercept - loading z + e, z ~ N(0, 1) for each person and e ~ N(0, residual) for each time; the
loading is sensitivity times SD of speed.
"""

from typing import NamedTuple

import numpy as np

from scoring.arrays import Floats
from scoring.response_times.log_times import LogTimes

SMALLEST_VARIANCE = 1e-4
"""Bound of the residual variance of a logarithm: an SD of one hundredth, far below what people can do."""


class FactorModel(NamedTuple):
    """Intercepts, loadings and residual variances of the items, all (n_items,)."""

    intercepts: Floats
    loadings: Floats
    residuals: Floats


def person_moments(entries: LogTimes, model: FactorModel) -> tuple[Floats, Floats]:
    """Mean and variance of each person's factor given the times, both (n_persons,)."""
    weights = model.loadings / model.residuals
    precisions = 1.0 + entries.by_person((weights * model.loadings)[entries.items])
    deviations = model.intercepts[entries.items] - entries.logs
    return entries.by_person(weights[entries.items] * deviations) / precisions, 1.0 / precisions


def log_likelihood(entries: LogTimes, model: FactorModel) -> float:
    """Marginal log likelihood of the logarithms of the times.

    The covariance of a person's times is diagonal plus a product of loadings, whose determinant and inverse
    need one sum each (Sherman & Morrison, 1950).
    """
    means, variances = person_moments(entries, model)
    residuals = model.residuals[entries.items]
    squares = (entries.logs - model.intercepts[entries.items]) ** 2 / residuals
    by_times = np.sum(np.log(2.0 * np.pi * residuals) + squares)
    by_persons = np.sum(-np.log(variances) - means**2 / variances)
    return float(-0.5 * (by_times + by_persons))
