"""Whole adaptive tests on simulated examinees: quality of the estimates, length, exposure of the items.

The decisions are those of `AdaptiveTest` itself, one examinee after another, so that a simulation shows the
product and not a model of it. Exposure counts grow as examinees finish.
"""

from collections import Counter
from dataclasses import dataclass

import numpy as np
from numpy.random import Generator
from numpy.typing import ArrayLike

from scoring.adaptive_test import AdaptiveTest
from scoring.arrays import Floats, Integers
from scoring.exposure import restricted
from scoring.response_models import category_probabilities
from scoring.stopping import StopReason


@dataclass(frozen=True, eq=False)
class Simulation:
    """Simulated tests.

    `abilities`, `estimates`, `standard_errors` (logits) and `lengths` (items) are (n_examinees,); `counts`
    (n_items,) says how many examinees saw each item.
    """

    abilities: Floats
    estimates: Floats
    standard_errors: Floats
    lengths: Integers
    counts: Integers
    administered: tuple[tuple[int, ...], ...]
    stop_reasons: tuple[StopReason, ...]

    @property
    def n_examinees(self) -> int:
        """Number of examinees."""
        return len(self.administered)

    @property
    def bias(self) -> float:
        """Mean of estimate minus ability, logits."""
        return float((self.estimates - self.abilities).mean())

    @property
    def rmse(self) -> float:
        """Root mean square of estimate minus ability, logits."""
        return float(np.sqrt(((self.estimates - self.abilities) ** 2).mean()))

    @property
    def mean_length(self) -> float:
        """Mean number of items administered."""
        return float(self.lengths.mean())

    @property
    def exposure_rates(self) -> Floats:
        """Share of examinees who saw each item, (n_items,)."""
        return self.counts / self.n_examinees

    @property
    def max_exposure(self) -> float:
        """The largest exposure rate of any item."""
        return float(self.exposure_rates.max())

    @property
    def unused_share(self) -> float:
        """Share of the pool that nobody saw."""
        return float((self.counts == 0).mean())

    @property
    def overlap(self) -> float:
        """Mean number of items that two examinees share, as a share of the mean length.

        Counted over all pairs of different examinees; for many of them it is sum_i r_i^2 / n, with r_i the
        exposure rates and n the mean length (Chen, Ankenmann & Spray, 2003, JEM 40). NaN for one examinee.
        """
        n = self.n_examinees
        if n == 1:
            return float("nan")
        shared = float((self.counts * (self.counts - 1)).sum()) / (n * (n - 1))
        return shared / self.mean_length

    @property
    def stop_reason_counts(self) -> dict[StopReason, int]:
        """How many tests ended for each reason."""
        return dict(Counter(self.stop_reasons))


def simulate(
    test: AdaptiveTest,
    abilities: ArrayLike,
    *,
    rng: Generator,
    max_rate: float = 1.0,
) -> Simulation:
    """One adaptive test for each of `abilities` (n_examinees,), logits, in order.

    Responses are drawn from the pool's own probabilities at the examinee's ability. The restricted method
    holds exposure to `max_rate` (1 means not at all), with the counts of all examinees before; a test of full
    length stays possible.

    Raises:
        ValueError: there are no abilities, one is not finite, or `max_rate` is out of its range.
    """
    true_abilities = np.asarray(abilities, dtype=np.float64)
    if true_abilities.ndim != 1 or not true_abilities.size:
        raise ValueError(
            f"abilities must be a one-dimensional array of at least one ability, got {abilities!r}"
        )
    counts = np.zeros(test.pool.n_items, dtype=np.int64)
    estimates = np.empty(true_abilities.size)
    standard_errors = np.empty(true_abilities.size)
    given: list[tuple[int, ...]] = []
    reasons: list[StopReason] = []
    for place, ability in enumerate(true_abilities):
        ineligible = restricted(counts, place, max_rate, keep_at_least=test.max_items)
        answers = _answers(test, float(ability), rng)
        administered: list[int] = []
        categories: list[int] = []
        n_eligible = int(np.count_nonzero(~ineligible))
        while True:
            estimate = test.estimate(administered, categories)
            reason = test.stop_reason(estimate, len(administered), n_eligible - len(administered))
            if reason is not None:
                break
            index = test.choose(administered, categories, ~ineligible, rng.random(test.pool.n_items)).index
            administered.append(index)
            categories.append(int(answers[index]))
        counts[administered] += 1
        estimates[place] = estimate.ability
        standard_errors[place] = estimate.standard_error
        given.append(tuple(administered))
        reasons.append(reason)
    return Simulation(
        abilities=true_abilities,
        estimates=estimates,
        standard_errors=standard_errors,
        lengths=np.array([len(items) for items in given], dtype=np.int64),
        counts=counts,
        administered=tuple(given),
        stop_reasons=tuple(reasons),
    )


def _answers(test: AdaptiveTest, ability: float, rng: Generator) -> Integers:
    """The category that this examinee would answer to every item, (n_items,)."""
    probabilities = category_probabilities(test.pool, np.array([ability]))[:, :, 0]
    passed = rng.random(test.pool.n_items)[:, None] > probabilities.cumsum(axis=1)
    # The probabilities may sum to a little less than 1; a draw above the sum belongs to the last category.
    answers: Integers = np.minimum(passed.sum(axis=1), test.pool.n_categories - 1)
    return answers
