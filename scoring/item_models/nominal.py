"""The nominal model, for categories without a known order (Bock, 1972, Psychometrika 37, 29-51).

P_k is proportional to exp(a s_k theta + c_k). Bock's slope of category k is the product of the item's slope a
and the category's score s_k, in the parts that Thissen, Cai and Bock (2010) gave it. With scores 0, 1, 2, ...
and c_k = -a (b_1 + ... + b_k) it is the generalized partial credit model.
"""

from dataclasses import dataclass

import numpy as np

from scoring.arrays import Floats
from scoring.item_models.divide_by_total import (
    curvatures_from,
    log_probabilities_from_steps,
    score_functions_from,
)
from scoring.item_models.parameter_arrays import ParameterArrays

FEWEST_CATEGORIES = 2


@dataclass(frozen=True)
class Nominal:
    """The nominal model; the arrays' `b` are the rises of the intercepts from one category to the next."""

    family: str = "nominal"

    def problem(self, a: float, scores: tuple[float, ...], intercepts: tuple[float, ...]) -> str | None:
        """What is wrong with the finite parameters of one item, as a clause; None when they are valid."""
        if not a > 0.0:
            return f"a must be greater than 0, got {a!r}"
        if len(scores) < FEWEST_CATEGORIES:
            return f"scores must hold at least two categories, got {len(scores)}"
        if len(intercepts) != len(scores):
            return f"intercepts must hold one for each of {len(scores)} scores, got {len(intercepts)}"
        if len(set(scores)) == 1:
            return f"scores must differ between categories, got {scores!r}"
        return None

    def log_probabilities(self, items: ParameterArrays, ability: Floats) -> Floats:
        """Logarithms of the category probabilities, (n_items, n_steps + 1, n_abilities)."""
        slopes = items.a[:, None] * np.diff(items.scores, axis=1)
        steps = slopes[:, :, None] * np.atleast_2d(ability)[:, None, :] + items.b[:, :, None]
        return log_probabilities_from_steps(steps)

    def score_functions(self, items: ParameterArrays, ability: Floats) -> Floats:
        """P_k'/P_k = a (s_k - expected score), (n_items, n_steps + 1, n_abilities)."""
        return score_functions_from(items, self.log_probabilities(items, ability))

    def curvatures(self, items: ParameterArrays, ability: Floats) -> Floats:
        """-a^2 times the variance of the score, (n_items, n_steps + 1, n_abilities)."""
        return curvatures_from(items, self.log_probabilities(items, ability))


NOMINAL = Nominal()
