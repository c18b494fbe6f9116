"""The graded response model (Samejima, 1969) while it is estimated.

The probability of category k or higher is F(z_k), z_k = a theta + d_k, with falling intercepts d_k = -a b_k.
With log(F(x) - F(y)) = log F(x) + log F(-y) + log(1 - exp(y - x)), log P_k is

    [k >= 1] log F(z_k) + [k < m] log F(-z_{k+1}) + [1 <= k < m] log(1 - exp(d_{k+1} - d_k)),

whose last term is free of ability; every term is concave in (a, d).
"""

from dataclasses import dataclass

import numpy as np
from scipy.special import expit

from scoring.arrays import Floats, Mask
from scoring.calibration.families import (
    LARGEST_INTERCEPT,
    LARGEST_SLOPE,
    CalibrationItem,
    CalibrationModel,
    Step,
)
from scoring.parameters import ItemParameters, NominalParameters

CLOSEST = 1e-7
"""Least distance of neighbouring intercepts."""


@dataclass(frozen=True)
class GradedFamily:
    """Items (a, d_1, .., d_m), d falling."""

    n_categories: int

    @property
    def names(self) -> tuple[str, ...]:
        places = range(1, self.n_categories)
        return ("a", *(("b",) if self.n_categories == 2 else (f"b{k}" for k in places)))  # noqa: PLR2004

    def log_probabilities(self, parameters: Floats, nodes: Floats) -> Floats:
        z = parameters[:, :1, None] * nodes + parameters[:, 1:, None]
        logs = np.zeros((len(parameters), self.n_categories, nodes.size))
        above = -np.log1p(np.exp(-np.abs(z)))
        logs[:, 1:] += above + np.minimum(z, 0.0)
        logs[:, :-1] += above - np.maximum(z, 0.0)
        if self.n_categories > 2:  # noqa: PLR2004
            logs[:, 1:-1] += np.log(-np.expm1(np.diff(parameters[:, 1:], axis=1)))[:, :, None]
        return logs

    def scores(self, parameters: Floats, nodes: Floats) -> Floats:
        n_items, n_parameters = parameters.shape
        above = expit(parameters[:, :1, None] * nodes + parameters[:, 1:, None])
        scores = np.zeros((n_items, n_parameters, self.n_categories, nodes.size))
        closeness, _ = self._closeness(parameters)
        for step in range(1, self.n_categories):
            scores[:, step, step] = 1.0 - above[:, step - 1]
            scores[:, step, step - 1] = -above[:, step - 1]
        scores[:, 0] = scores[:, 1:].sum(axis=1) * nodes
        for category in range(1, self.n_categories - 1):
            scores[:, category, category] += closeness[:, category - 1, None]
            scores[:, category + 1, category] -= closeness[:, category - 1, None]
        return scores

    def step(self, parameters: Floats, nodes: Floats, counts: Floats) -> Step:
        above = expit(parameters[:, :1, None] * nodes + parameters[:, 1:, None])
        both = counts[:, 1:] + counts[:, :-1]
        residuals = counts[:, 1:] - both * above
        gradient = np.empty(parameters.shape)
        gradient[:, 0] = residuals.sum(axis=1) @ nodes
        gradient[:, 1:] = residuals.sum(axis=2)
        closeness, bend = self._closeness(parameters)
        inner = counts[:, 1:-1].sum(axis=2)
        gradient[:, 1:-1] += inner * closeness
        gradient[:, 2:] -= inner * closeness
        return Step(gradient, self._curvature(nodes, both * above * (1.0 - above), inner * bend))

    def curvature(self, parameters: Floats, nodes: Floats, counts: Floats) -> Floats:
        return self.step(parameters, nodes, counts).information

    def _curvature(self, nodes: Floats, spread: Floats, bends: Floats) -> Floats:
        n_items, n_steps, _ = spread.shape
        moments = spread @ np.stack((np.ones_like(nodes), nodes, nodes * nodes)).T
        information = np.zeros((n_items, n_steps + 1, n_steps + 1))
        places = np.arange(1, n_steps + 1)
        information[:, 0, 0] = moments[:, :, 2].sum(axis=1)
        information[:, 0, 1:] = information[:, 1:, 0] = moments[:, :, 1]
        information[:, places, places] = moments[:, :, 0]
        information[:, places[:-1], places[:-1]] += bends
        information[:, places[1:], places[1:]] += bends
        information[:, places[:-1], places[1:]] -= bends
        information[:, places[1:], places[:-1]] -= bends
        return information

    def _closeness(self, parameters: Floats) -> tuple[Floats, Floats]:
        """Derivative of log(1 - exp(-D)) by D = d_k - d_{k+1}, and minus the second derivative."""
        distances = -np.diff(parameters[:, 1:], axis=1)
        first = 1.0 / np.expm1(distances)
        return first, first * (1.0 + first)

    def is_valid(self, parameters: Floats) -> Mask:
        falls = np.diff(parameters[:, 1:], axis=1) < -CLOSEST
        return np.asarray(falls.all(axis=1) & np.isfinite(parameters).all(axis=1))

    def bounds(self) -> tuple[Floats, Floats]:
        highest = np.repeat([LARGEST_SLOPE, LARGEST_INTERCEPT], [1, self.n_categories - 1])
        return -highest, highest

    def start(self, shares: Floats, slopes: Floats, guessing: float) -> Floats:
        del guessing
        above = np.clip(shares[:, ::-1].cumsum(axis=1)[:, -2::-1], 1e-9, 1.0 - 1e-9)
        intercepts = np.log(above / (1.0 - above)) * np.sqrt(1.0 + 0.35 * slopes[:, None] ** 2)
        return np.column_stack((slopes, intercepts))

    def to_metric(self, parameters: Floats) -> Floats:
        metric = parameters.copy()
        metric[:, 1:] /= -parameters[:, :1]
        return metric

    def jacobian(self, parameters: Floats) -> Floats:
        slopes = parameters[:, :1]
        places = np.arange(parameters.shape[1])
        jacobian = np.zeros((*parameters.shape, places.size))
        jacobian[:, 0, 0] = 1.0
        jacobian[:, places[1:], places[1:]] = -1.0 / slopes
        jacobian[:, 1:, 0] = parameters[:, 1:] / slopes**2
        return jacobian

    def item(self, model: CalibrationModel, metric: Floats) -> CalibrationItem:
        if model != "grm":
            raise ValueError(f"model must be one of this family, got {model!r}")
        values = metric.tolist()
        return ItemParameters("grm", values[0], tuple(values[1:]))

    def working(self, item: CalibrationItem) -> Floats:
        if isinstance(item, NominalParameters):
            raise ValueError("item must be of the graded response model, got a nominal one")  # noqa: TRY004
        return np.array([item.a, *(-item.a * b for b in item.b)])
