"""The graded response model for ordered categories (Samejima, 1969).

The probability of category k or higher is P*_k = logistic(a (theta - b_k)), with P*_0 = 1 and P*_{m+1} = 0,
and P_k = P*_k - P*_{k+1}. That difference loses all its digits far from the thresholds. The identity

    logistic(x) - logistic(y) = logistic(x) logistic(-y) (1 - exp(y - x))

has only positive factors, and x - y = a (b_{k+1} - b_k) does not depend on ability; it is used throughout.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from scipy.special import expit, log_expit

from scoring.arrays import Floats
from scoring.item_models.parameter_arrays import ParameterArrays


@dataclass(frozen=True)
class Graded:
    """The graded response model; `b` holds the category thresholds in rising order."""

    family: str = "graded"

    def problem(self, a: float, b: tuple[float, ...], c: float, d: float) -> str | None:
        """What is wrong with the parameters of one item; None when they are valid."""
        if not b:
            return "b must hold at least one threshold, got none"
        if not a > 0.0:
            return f"a must be greater than 0, got {a!r}"
        if any(not a * (high - low) > 0.0 for low, high in pairwise(b)):
            return f"b must hold thresholds that rise strictly, got {b!r}"
        if c != 0.0 or d != 1.0:
            return f"c must be 0 and d must be 1 because this model has no asymptotes, got c={c!r}, d={d!r}"
        return None

    def log_probabilities(self, items: ParameterArrays, ability: Floats) -> Floats:
        """Logarithms of the category probabilities, (n_items, n_thresholds + 1, n_abilities)."""
        z = _distances(items, ability)
        n_items, n_thresholds, n_abilities = z.shape
        logs = np.zeros((n_items, n_thresholds + 1, n_abilities))
        logs[:, 1:] += log_expit(z)
        logs[:, :-1] += log_expit(-z)
        logs[:, 1:-1] += np.log(-np.expm1(-items.a[:, None] * np.diff(items.b, axis=1)))[:, :, None]
        return logs

    def score_functions(self, items: ParameterArrays, ability: Floats) -> Floats:
        """P_k'/P_k = a ((1 - P*_k) - P*_{k+1}), (n_items, n_thresholds + 1, n_abilities)."""
        z = _distances(items, ability)
        n_items, n_thresholds, n_abilities = z.shape
        scores = np.zeros((n_items, n_thresholds + 1, n_abilities))
        scores[:, 1:] += expit(-z)
        scores[:, :-1] -= expit(z)
        return scores * items.a[:, None, None]

    def curvatures(self, items: ParameterArrays, ability: Floats) -> Floats:
        """-a^2 (P*_k (1 - P*_k) + P*_{k+1} (1 - P*_{k+1})), (n_items, n_thresholds + 1, n_abilities)."""
        z = _distances(items, ability)
        n_items, n_thresholds, n_abilities = z.shape
        spread = expit(z) * expit(-z)
        curvatures = np.zeros((n_items, n_thresholds + 1, n_abilities))
        curvatures[:, 1:] -= spread
        curvatures[:, :-1] -= spread
        return curvatures * (items.a**2)[:, None, None]


GRADED_MODELS: Mapping[str, Graded] = {"grm": Graded()}


def _distances(items: ParameterArrays, ability: Floats) -> Floats:
    return items.a[:, None, None] * (np.atleast_2d(ability)[:, None, :] - items.b[:, :, None])
