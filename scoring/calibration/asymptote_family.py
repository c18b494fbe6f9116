"""The three- and four-parameter logistic models while they are estimated.

P = c + (d - c) s, s = logistic(a theta + e), with working parameters a, the intercept e = -a b, logit(c) and,
for four parameters, logit(d). The exact curvature need not be definite; the expected one is (Fisher scoring).
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from scipy.special import expit, logit

from scoring.arrays import Floats, Mask
from scoring.calibration.families import (
    LARGEST_INTERCEPT,
    LARGEST_LOGIT,
    LARGEST_SLOPE,
    CalibrationItem,
    CalibrationModel,
    Step,
)
from scoring.parameters import ItemParameters, NominalParameters

LEAST_SPAN = 0.05
"""Least distance of the asymptotes."""


class _Curves(NamedTuple):
    """P and 1 - P, (n_items, n_nodes), dP by the parameters, (n_items, n_parameters, n_nodes), and parts."""

    right: Floats
    wrong: Floats
    slopes: Floats
    success: Floats
    lower: Floats
    upper: Floats


@dataclass(frozen=True)
class AsymptoteFamily:
    """Items (a, e, logit c) or, `has_upper`, (a, e, logit c, logit d)."""

    has_upper: bool
    n_categories: int = 2

    @property
    def names(self) -> tuple[str, ...]:
        return ("a", "b", "c", "d") if self.has_upper else ("a", "b", "c")

    def log_probabilities(self, parameters: Floats, nodes: Floats) -> Floats:
        z = parameters[:, :1] * nodes + parameters[:, 1:2]
        lower, upper, slip = self._asymptotes(parameters)
        success, failure = expit(z), expit(-z)
        logs = np.empty((len(parameters), 2, nodes.size))
        with np.errstate(divide="ignore"):  # far out in the tails a probability may be 0
            logs[:, 0] = np.log(slip + (upper - lower) * failure)
            logs[:, 1] = np.log(lower + (upper - lower) * success)
        return logs

    def _asymptotes(self, parameters: Floats) -> tuple[Floats, Floats, Floats]:
        """c, d and 1 - d, each (n_items, 1)."""
        lower = expit(parameters[:, 2:3])
        if not self.has_upper:
            return lower, np.ones_like(lower), np.zeros_like(lower)
        return lower, expit(parameters[:, 3:4]), expit(-parameters[:, 3:4])

    def _curves(self, parameters: Floats, nodes: Floats) -> _Curves:
        success = expit(parameters[:, :1] * nodes + parameters[:, 1:2])
        failure = expit(-parameters[:, :1] * nodes - parameters[:, 1:2])
        lower, upper, slip = self._asymptotes(parameters)
        right = lower + (upper - lower) * success
        wrong = slip + (upper - lower) * failure
        slopes = np.empty((*parameters.shape, nodes.size))
        slopes[:, 1] = (upper - lower) * success * failure
        slopes[:, 0] = slopes[:, 1] * nodes
        slopes[:, 2] = failure * lower * (1.0 - lower)
        if self.has_upper:
            slopes[:, 3] = success * upper * slip
        tiny = np.finfo(np.float64).tiny
        return _Curves(np.maximum(right, tiny), np.maximum(wrong, tiny), slopes, success, lower, upper)

    def scores(self, parameters: Floats, nodes: Floats) -> Floats:
        curves = self._curves(parameters, nodes)
        by_category = np.stack((-1.0 / curves.wrong, 1.0 / curves.right), axis=1)
        scores: Floats = curves.slopes[:, :, None] * by_category[:, None]
        return scores

    def step(self, parameters: Floats, nodes: Floats, counts: Floats) -> Step:
        curves = self._curves(parameters, nodes)
        pull = counts[:, 1] / curves.right - counts[:, 0] / curves.wrong
        gradient = (curves.slopes @ pull[:, :, None])[:, :, 0]
        weights = counts.sum(axis=1) / (curves.right * curves.wrong)
        return Step(gradient, (curves.slopes * weights[:, None]) @ curves.slopes.transpose(0, 2, 1))

    def curvature(self, parameters: Floats, nodes: Floats, counts: Floats) -> Floats:
        curves = self._curves(parameters, nodes)
        weights = counts[:, 1] / curves.right**2 + counts[:, 0] / curves.wrong**2
        curvature: Floats = (curves.slopes * weights[:, None]) @ curves.slopes.transpose(0, 2, 1)
        pull = (counts[:, 1] / curves.right - counts[:, 0] / curves.wrong)[:, None]
        success, lower, upper = curves.success, curves.lower, curves.upper
        spread = success * (1.0 - success)
        design = np.stack((np.broadcast_to(nodes, success.shape), np.ones_like(success)), axis=1)
        bend = (upper - lower) * spread * (1.0 - 2.0 * success)
        curvature[:, :2, :2] -= (design * (bend[:, None] * pull)) @ design.transpose(0, 2, 1)
        logit_slopes = [(2, -lower * (1.0 - lower))]
        curvature[:, 2, 2] -= (pull[:, 0] * curves.slopes[:, 2] * (1.0 - 2.0 * lower)).sum(axis=1)
        if self.has_upper:
            logit_slopes.append((3, upper * (1.0 - upper)))
            curvature[:, 3, 3] -= (pull[:, 0] * curves.slopes[:, 3] * (1.0 - 2.0 * upper)).sum(axis=1)
        for place, slope in logit_slopes:
            mixed = (design * (pull * (slope * spread)[:, None])).sum(axis=2)
            curvature[:, :2, place] -= mixed
            curvature[:, place, :2] -= mixed
        return curvature

    def is_valid(self, parameters: Floats) -> Mask:
        lower, upper, _ = self._asymptotes(parameters)
        wide = (upper - lower)[:, 0] > LEAST_SPAN
        return wide & np.isfinite(parameters).all(axis=1)

    def bounds(self) -> tuple[Floats, Floats]:
        highest = np.array([LARGEST_SLOPE, LARGEST_INTERCEPT, LARGEST_LOGIT, LARGEST_LOGIT])
        highest = highest[: 4 if self.has_upper else 3]
        return -highest, highest

    def start(self, shares: Floats, slopes: Floats, guessing: float) -> Floats:
        top = 0.97 if self.has_upper else 1.0
        known = np.clip((shares[:, 1] - guessing) / (top - guessing), 0.03, 0.97)
        steeper = 1.3 * slopes
        intercepts = np.log(known / (1.0 - known)) * np.sqrt(1.0 + 0.35 * steeper**2)
        columns = [steeper, intercepts, np.full_like(slopes, logit(guessing))]
        if self.has_upper:
            columns.append(np.full_like(slopes, logit(top)))
        return np.column_stack(columns)

    def to_metric(self, parameters: Floats) -> Floats:
        metric = parameters.copy()
        metric[:, 1] /= -parameters[:, 0]
        metric[:, 2:] = expit(parameters[:, 2:])
        return metric

    def jacobian(self, parameters: Floats) -> Floats:
        n_items, n_parameters = parameters.shape
        jacobian = np.zeros((n_items, n_parameters, n_parameters))
        slopes, intercepts = parameters[:, 0], parameters[:, 1]
        jacobian[:, 0, 0] = 1.0
        jacobian[:, 1, 0] = intercepts / slopes**2
        jacobian[:, 1, 1] = -1.0 / slopes
        places = np.arange(2, n_parameters)
        jacobian[:, places, places] = expit(parameters[:, 2:]) * expit(-parameters[:, 2:])
        return jacobian

    def item(self, model: CalibrationModel, metric: Floats) -> CalibrationItem:
        if model not in {"3pl", "4pl"}:
            raise ValueError(f"model must be one of this family, got {model!r}")
        a, b, *asymptotes = metric.tolist()
        return ItemParameters("4pl" if self.has_upper else "3pl", a, (b,), *asymptotes)

    def working(self, item: CalibrationItem) -> Floats:
        if isinstance(item, NominalParameters):
            raise ValueError("item must be of a logistic model, got a nominal one")  # noqa: TRY004
        asymptotes = np.array([item.c, item.d][: 2 if self.has_upper else 1])
        limits = np.clip(asymptotes, expit(-LARGEST_LOGIT), expit(LARGEST_LOGIT))
        return np.array([item.a, -item.a * item.b[0], *logit(limits)])
