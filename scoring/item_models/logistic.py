"""The logistic models for right or wrong, with one to four parameters.

P(theta) = c + (d - c) s with s = logistic(a (theta - b)); the scaling constant D is 1. Birnbaum (1968) for up
to three parameters, Barton and Lord (1981, ETS RB-81-20) for the upper asymptote. Everything is computed from
logarithms of s and 1 - s, so that a success and a failure are equally accurate however far the ability lies
from the difficulty.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from scipy.special import log_expit

from scoring.arrays import Floats
from scoring.item_models.parameter_arrays import ParameterArrays


@dataclass(frozen=True)
class Logistic:
    """A logistic model; the flags say which asymptotes are free rather than 0 and 1."""

    has_lower_asymptote: bool
    has_upper_asymptote: bool
    family: str = "logistic"

    def problem(self, a: float, b: tuple[float, ...], c: float, d: float) -> str | None:
        """What is wrong with the parameters of one item; None when they are valid."""
        if len(b) != 1:
            return f"b must hold exactly one difficulty, got {len(b)}"
        if not a > 0.0:
            return f"a must be greater than 0, got {a!r}"
        if not self.has_lower_asymptote and c != 0.0:
            return f"c must be 0 because this model has no lower asymptote, got {c!r}"
        if not self.has_upper_asymptote and d != 1.0:
            return f"d must be 1 because this model has no upper asymptote, got {d!r}"
        if not 0.0 <= c < 1.0:
            return f"c must be at least 0 and below 1, got {c!r}"
        if not c < d <= 1.0:
            return f"d must be greater than c ({c!r}) and at most 1, got {d!r}"
        return None

    def log_probabilities(self, items: ParameterArrays, ability: Floats) -> Floats:
        """Logarithms of the probabilities of wrong (0) and right (1), (n_items, 2, n_abilities)."""
        log_success, log_failure = _log_logistic(items, ability)
        lower, upper = items.c[:, None], items.d[:, None]
        span = np.log(upper - lower)
        with np.errstate(divide="ignore"):  # an absent asymptote is log(0) = -inf, which logaddexp ignores
            right = np.logaddexp(np.log(lower), span + log_success)
            wrong = np.logaddexp(np.log1p(-upper), span + log_failure)
        return np.stack((wrong, right), axis=1)

    def score_functions(self, items: ParameterArrays, ability: Floats) -> Floats:
        """-P'/Q for wrong and P'/P for right, with P' = (d - c) a s (1 - s); (n_items, 2, n_abilities)."""
        log_success, log_failure = _log_logistic(items, ability)
        log_slope = np.log((items.d - items.c) * items.a)[:, None] + log_success + log_failure
        scores = np.exp(log_slope[:, None, :] - self.log_probabilities(items, ability))
        scores[:, 0] *= -1.0
        return scores

    def curvatures(self, items: ParameterArrays, ability: Floats) -> Floats:
        """Second derivatives of the log probabilities, (n_items, 2, n_abilities).

        For right, a^2 w (1 - s) ((1 - s)(1 - w) - s), where w = (d - c) s / P is the share of P above the
        lower asymptote and 1 - w = c / P; for wrong the same with s and 1 - s, c and 1 - d exchanged. P''/P -
        (P'/P)^2 is the difference of two numbers that far from the difficulty agree in all their digits.
        """
        log_success, log_failure = _log_logistic(items, ability)
        success, failure = np.exp(log_success), np.exp(log_failure)
        lower, upper = items.c[:, None], items.d[:, None]
        span = np.log(upper - lower)
        logs = self.log_probabilities(items, ability)
        wrong, right = logs[:, 0], logs[:, 1]
        with np.errstate(divide="ignore"):  # an absent asymptote has no share
            guessed = np.exp(np.log(lower) - right)
            slipped = np.exp(np.log1p(-upper) - wrong)
        known = np.exp(span + log_success - right)
        unknown = np.exp(span + log_failure - wrong)
        of_right = known * failure * (failure * guessed - success)
        of_wrong = unknown * success * (success * slipped - failure)
        curvatures: Floats = np.stack((of_wrong, of_right), axis=1) * (items.a**2)[:, None, None]
        return curvatures


LOGISTIC_MODELS: Mapping[str, Logistic] = {
    "1pl": Logistic(has_lower_asymptote=False, has_upper_asymptote=False),
    "2pl": Logistic(has_lower_asymptote=False, has_upper_asymptote=False),
    "3pl": Logistic(has_lower_asymptote=True, has_upper_asymptote=False),
    "4pl": Logistic(has_lower_asymptote=True, has_upper_asymptote=True),
}


def _log_logistic(items: ParameterArrays, ability: Floats) -> tuple[Floats, Floats]:
    z = items.a[:, None] * (ability - items.b)
    return log_expit(z), log_expit(-z)
