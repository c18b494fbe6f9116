"""Models in which log odds of categories are linear in ability: 1PL, 2PL, PCM, GPCM and the nominal model.

P_k is proportional to exp(z_k), z_k = alpha_k theta + gamma_k, with alpha_0 = gamma_0 = 0 (Bock, 1972). In
the partial credit models alpha_k = k a and gamma_k = delta_1 + ... + delta_k with delta_v = -a b_v (Muraki,
1992); with two categories that is the two-parameter logistic. The (alpha, gamma) are a linear map of the
working parameters, so that the complete-data log likelihood is concave and its curvature free of the data.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from scoring.arrays import Floats, Mask
from scoring.calibration.families import (
    DICHOTOMOUS,
    LARGEST_INTERCEPT,
    LARGEST_SLOPE,
    CalibrationItem,
    CalibrationModel,
    Step,
)
from scoring.parameters import ItemParameters, NominalParameters


@dataclass(frozen=True)
class LinearFamily:
    """Items (a, delta_1 ..) or, `is_nominal`, (alpha_1 .., gamma_1 ..)."""

    n_categories: int
    is_nominal: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """Slope a and every b; of nominal items scores and intercepts of all categories but the first."""
        places = range(1, self.n_categories)
        if self.is_nominal:
            return (*(f"score{k}" for k in places), *(f"intercept{k}" for k in places))
        return ("a", *(("b",) if self.n_categories == 2 else (f"b{k}" for k in places)))  # noqa: PLR2004

    @cached_property
    def _map(self) -> Floats:
        """(alpha_1 .., gamma_1 ..) = working parameters @ this."""
        n_steps = self.n_categories - 1
        if self.is_nominal:
            return np.eye(2 * n_steps)
        linear = np.zeros((n_steps + 1, 2 * n_steps))
        linear[0, :n_steps] = np.arange(1, n_steps + 1)
        for step in range(n_steps):
            linear[1 + step, n_steps + step :] = 1.0
        return linear

    def _natural(self, parameters: Floats) -> tuple[Floats, Floats]:
        n_steps = self.n_categories - 1
        natural = parameters @ self._map
        return natural[:, :n_steps], natural[:, n_steps:]

    def log_probabilities(self, parameters: Floats, nodes: Floats) -> Floats:
        alphas, gammas = self._natural(parameters)
        z = alphas[:, :, None] * nodes
        z += gammas[:, :, None]
        logs = np.empty((len(parameters), self.n_categories, nodes.size))
        if self.n_categories == 2:  # noqa: PLR2004
            z = z[:, 0]
            # log(1 + exp(z)) without overflow
            logs[:, 0] = -(np.maximum(z, 0.0) + np.log1p(np.exp(-np.abs(z))))
            logs[:, 1] = z + logs[:, 0]
            return logs
        highest = np.maximum(z.max(axis=1), 0.0)
        total = np.exp(-highest) + np.exp(z - highest[:, None]).sum(axis=1)
        logs[:, 0] = -(highest + np.log(total))
        logs[:, 1:] = z + logs[:, :1]
        return logs

    def scores(self, parameters: Floats, nodes: Floats) -> Floats:
        probabilities = np.exp(self.log_probabilities(parameters, nodes))
        # Of log P_k by gamma_j: 1[j = k] - P_j; by alpha_j: theta times that.
        by_gamma = np.eye(self.n_categories)[None, 1:, :, None] - probabilities[:, 1:, None, :]
        natural = np.concatenate((by_gamma * nodes, by_gamma), axis=1)
        scores: Floats = np.einsum("jn,inkq->ijkq", self._map, natural)
        return scores

    def step(self, parameters: Floats, nodes: Floats, counts: Floats) -> Step:
        totals = counts.sum(axis=1)
        probabilities = np.exp(self.log_probabilities(parameters, nodes))[:, 1:]
        residuals = counts[:, 1:] - totals[:, None] * probabilities
        gradient = np.concatenate((residuals @ nodes, residuals.sum(axis=2)), axis=1) @ self._map.T
        return Step(gradient, self._information(probabilities, nodes, totals))

    def curvature(self, parameters: Floats, nodes: Floats, counts: Floats) -> Floats:
        probabilities = np.exp(self.log_probabilities(parameters, nodes))[:, 1:]
        return self._information(probabilities, nodes, counts.sum(axis=1))

    def _information(self, probabilities: Floats, nodes: Floats, totals: Floats) -> Floats:
        """Sum over nodes of n (diag(P) - P P') times 1, theta and theta^2, mapped to working parameters."""
        n_steps = self.n_categories - 1
        weighted = totals[:, None] * probabilities
        powers = np.stack((np.ones_like(nodes), nodes, nodes * nodes))
        if n_steps == 1:
            moments = (weighted[:, 0] * (1.0 - probabilities[:, 0])) @ powers.T
            information = np.empty((len(probabilities), 2, 2))
            information[:, 1, 1], information[:, 0, 0] = moments[:, 0], moments[:, 2]
            information[:, 0, 1] = information[:, 1, 0] = moments[:, 1]
            return information
        across = probabilities.transpose(0, 2, 1)
        diagonal = weighted @ powers.T
        natural = np.empty((len(probabilities), 2 * n_steps, 2 * n_steps))
        places = np.arange(n_steps)
        for power, (row, column) in ((0, (1, 1)), (1, (0, 1)), (2, (0, 0))):
            moment = -(weighted * powers[power]) @ across
            moment[:, places, places] += diagonal[:, :, power]
            rows, columns = slice(row * n_steps, None), slice(column * n_steps, None)
            natural[:, rows, columns][:, :n_steps, :n_steps] = moment
            natural[:, columns, rows][:, :n_steps, :n_steps] = moment
        mapped: Floats = self._map @ natural @ self._map.T
        return mapped

    def is_valid(self, parameters: Floats) -> Mask:
        return np.asarray(np.isfinite(parameters).all(axis=1))

    def bounds(self) -> tuple[Floats, Floats]:
        n_steps = self.n_categories - 1
        n_slopes = n_steps if self.is_nominal else 1
        highest = np.repeat([LARGEST_SLOPE * n_steps / n_slopes, LARGEST_INTERCEPT], [n_slopes, n_steps])
        return -highest, highest

    def start(self, shares: Floats, slopes: Floats, guessing: float) -> Floats:
        del guessing
        logs = np.log(shares)
        # The marginal odds are flatter than those at one ability (Cox's approximation of the normal).
        steps = np.diff(logs, axis=1) * np.sqrt(1.0 + 0.35 * slopes[:, None] ** 2)
        if not self.is_nominal:
            if self.n_categories > 2:  # noqa: PLR2004
                slopes = slopes / np.sqrt(self.n_categories - 1)
            return np.column_stack((slopes, steps))
        alphas = slopes[:, None] * np.arange(1, self.n_categories) / (self.n_categories - 1)
        return np.concatenate((alphas, steps.cumsum(axis=1)), axis=1)

    def to_metric(self, parameters: Floats) -> Floats:
        if self.is_nominal:
            return parameters.copy()
        metric = parameters.copy()
        metric[:, 1:] /= -parameters[:, :1]
        return metric

    def jacobian(self, parameters: Floats) -> Floats:
        n_items, n_parameters = parameters.shape
        jacobian = np.zeros((n_items, n_parameters, n_parameters))
        places = np.arange(n_parameters)
        jacobian[:, places, places] = 1.0
        if not self.is_nominal:
            slopes = parameters[:, :1]
            jacobian[:, places[1:], places[1:]] = -1.0 / slopes
            jacobian[:, 1:, 0] = parameters[:, 1:] / slopes**2
        return jacobian

    def item(self, model: CalibrationModel, metric: Floats) -> CalibrationItem:
        values = metric.tolist()
        if self.is_nominal:
            n_steps = self.n_categories - 1
            return NominalParameters(1.0, (0.0, *values[:n_steps]), (0.0, *values[n_steps:]))
        if model == "nominal" or (model in DICHOTOMOUS and self.n_categories > 2):  # noqa: PLR2004
            raise ValueError(f"model must be one of this family, got {model!r}")
        return ItemParameters(model, values[0], tuple(values[1:]))

    def working(self, item: CalibrationItem) -> Floats:
        if isinstance(item, NominalParameters):
            scores = item.a * (np.array(item.scores[1:]) - item.scores[0])
            return np.concatenate((scores, np.array(item.intercepts[1:]) - item.intercepts[0]))
        return np.array([item.a, *(-item.a * b for b in item.b)])
