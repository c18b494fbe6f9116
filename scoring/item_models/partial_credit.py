"""The partial credit models for ordered categories, whose steps may come in any order.

P_k is proportional to exp(sum_{v <= k} a (theta - b_v)), with an empty sum for k = 0: the generalized partial
credit model (Muraki, 1992, APM 16, 159-176). In the partial credit model (Masters, 1982) all items share one
slope; in the rating scale model (Andrich, 1978) they also share their steps but for a location of the item,
so that b_v is location plus common step. Which items share is the pool's matter: for one item, the three are
one formula.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from scoring.arrays import Floats
from scoring.item_models.divide_by_total import (
    curvatures_from,
    log_probabilities_from_steps,
    score_functions_from,
)
from scoring.item_models.parameter_arrays import ParameterArrays


@dataclass(frozen=True)
class PartialCredit:
    """A partial credit model; `b` holds the steps, where neighbouring categories are equally likely."""

    family: str = "partial_credit"

    def problem(self, a: float, b: tuple[float, ...], c: float, d: float) -> str | None:
        """What is wrong with the parameters of one item; None when they are valid."""
        if not b:
            return "b must hold at least one step, got none"
        if not a > 0.0:
            return f"a must be greater than 0, got {a!r}"
        if c != 0.0 or d != 1.0:
            return f"c must be 0 and d must be 1 because this model has no asymptotes, got c={c!r}, d={d!r}"
        return None

    def log_probabilities(self, items: ParameterArrays, ability: Floats) -> Floats:
        """Logarithms of the category probabilities, (n_items, n_steps + 1, n_abilities)."""
        distances = np.atleast_2d(ability)[:, None, :] - items.b[:, :, None]
        return log_probabilities_from_steps(items.a[:, None, None] * distances)

    def score_functions(self, items: ParameterArrays, ability: Floats) -> Floats:
        """P_k'/P_k = a (k - expected category), (n_items, n_steps + 1, n_abilities)."""
        return score_functions_from(items, self.log_probabilities(items, ability))

    def curvatures(self, items: ParameterArrays, ability: Floats) -> Floats:
        """-a^2 times the variance of the category, (n_items, n_steps + 1, n_abilities)."""
        return curvatures_from(items, self.log_probabilities(items, ability))


PARTIAL_CREDIT_MODELS: Mapping[str, PartialCredit] = {
    "gpcm": PartialCredit(),
    "pcm": PartialCredit(),
    "rsm": PartialCredit(),
}
