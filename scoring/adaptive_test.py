"""The three questions of a test in progress: what is the ability, is it time to end, which item is next.

The state of a test is in the arguments; the object holds only what is the same for everybody who takes it.
"""

import math
from collections.abc import Sequence
from dataclasses import KW_ONLY, dataclass, field
from typing import NamedTuple

import numpy as np

from scoring.ability import (
    GRID_STEP,
    Estimate,
    Posterior,
    estimate_of,
    normal_prior,
    posterior,
)
from scoring.arrays import Floats, Mask
from scoring.parameters import ItemPool
from scoring.probability_grid import ProbabilityGrid
from scoring.selection import (
    Candidate,
    best,
    fixed_length_share,
    progressive_weights,
    variable_length_share,
    variance_reduction,
)
from scoring.stopping import StoppingRule, StopReason

N_CANDIDATES = 3
"""How many of the best items are reported with a choice."""


class Criterion(NamedTuple):
    """What an item was chosen by.

    `share` is the weight s of the rule against chance. The variances (logits squared) are the present one and
    the one expected after the chosen item.
    """

    rule: str
    share: float
    posterior_variance: float
    expected_posterior_variance: float


@dataclass(frozen=True)
class Choice:
    """The next item, the estimate it was chosen at, and the best candidates with their progressive weights.

    The chosen item is the first of the candidates.
    """

    index: int
    estimate: Estimate
    criterion: Criterion
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True)
class AdaptiveTest:
    """A test by expected a posteriori ability and progressive minimum expected posterior variance.

    The prior is normal (logits). The test ends when the posterior SD reaches `target_standard_error` (None:
    never for that) after at least `min_items`, or at `max_items`. `acceleration` is the k of the progressive
    share in `selection`: a larger one leaves more to chance for longer, None leaves only ties to it.

    One object serves every sitting of a section, from any thread: the probabilities on the grid are computed
    once, when it is made, and nothing changes afterwards. Equal arguments give equal results.

    Raises:
        ValueError: an argument is out of its range, or the prior is already as precise as the target.
    """

    pool: ItemPool
    _: KW_ONLY
    prior_mean: float
    prior_sd: float
    max_items: int
    min_items: int
    target_standard_error: float | None
    acceleration: float | None = 1.0
    _stopping: StoppingRule = field(init=False, repr=False, compare=False)
    _log_prior: Floats = field(init=False, repr=False, compare=False)
    _prior_variance: float = field(init=False, repr=False, compare=False)
    _grid: ProbabilityGrid = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if self.acceleration is not None and not 0.0 < self.acceleration < math.inf:
            raise ValueError(
                f"acceleration must be None or finite and greater than 0, got {self.acceleration!r}"
            )
        stopping = StoppingRule(
            max_items=self.max_items,
            min_items=self.min_items,
            target_standard_error=self.target_standard_error,
        )
        log_prior = normal_prior(self.prior_mean, self.prior_sd)
        prior = posterior(log_prior)
        target = self.target_standard_error
        if target is not None and not GRID_STEP <= target < math.sqrt(prior.variance):
            raise ValueError(
                f"target_standard_error must be at least {GRID_STEP} logits, the grid's step, and below the "
                f"prior's standard deviation on the grid, {math.sqrt(prior.variance):.4f}, got {target!r}"
            )
        object.__setattr__(self, "_stopping", stopping)
        object.__setattr__(self, "_log_prior", log_prior)
        object.__setattr__(self, "_prior_variance", prior.variance)
        object.__setattr__(self, "_grid", ProbabilityGrid.of(self.pool))

    def estimate(self, administered: Sequence[int], categories: Sequence[int]) -> Estimate:
        """Ability and standard error after these responses; those of the prior when there are none.

        Raises:
            ValueError: the sequences differ in length, an item is unknown or given twice, or a category is
                not one of the item's.
        """
        return estimate_of(self._posterior(administered, categories))

    def stop_reason(self, estimate: Estimate, n_administered: int, n_left: int) -> StopReason | None:
        """Why the test ends now, or None when it goes on; `n_left` items could still be given."""
        return self._stopping.reason(estimate, n_administered, n_left)

    def choose(
        self,
        administered: Sequence[int],
        categories: Sequence[int],
        eligible: Mask,
        draws: Floats,
    ) -> Choice:
        """The next item after these responses, out of those `eligible` (n_items,) and not yet administered.

        `draws` (n_items,) are this decision's uniforms on [0, 1): the random part of the progressive method,
        and the order of items that are equally good.

        Raises:
            ValueError: the responses are invalid (see `estimate`), an array has a wrong type or shape, or no
                item is left.
        """
        distribution = self._posterior(administered, categories)
        candidates = self._candidates(administered, eligible, draws)
        values = variance_reduction(self._grid, distribution)
        share = self._share(distribution, len(administered))
        found = best(progressive_weights(values, draws, share, candidates), draws, N_CANDIDATES)
        index = found[0].index
        return Choice(
            index=index,
            estimate=estimate_of(distribution),
            criterion=Criterion(
                rule="mepv",
                share=share,
                posterior_variance=distribution.variance,
                expected_posterior_variance=distribution.variance - float(values[index]),
            ),
            candidates=found,
        )

    def _posterior(self, administered: Sequence[int], categories: Sequence[int]) -> Posterior:
        return posterior(self._log_prior + self._grid.log_likelihood(administered, categories))

    def _candidates(self, administered: Sequence[int], eligible: Mask, draws: Floats) -> Mask:
        shape = (self.pool.n_items,)
        if eligible.shape != shape or eligible.dtype != np.bool_:
            raise ValueError(
                f"eligible must be a mask of shape {shape}, got {eligible.dtype} of shape {eligible.shape}"
            )
        if draws.shape != shape or not (draws.min() >= 0.0 and draws.max() < 1.0):
            raise ValueError(f"draws must be uniforms on [0, 1) of shape {shape}, got {draws!r}")
        candidates = eligible.copy()
        candidates[list(administered)] = False
        if not candidates.any():
            raise ValueError("eligible must leave an item that has not been administered, got none")
        return candidates

    def _share(self, distribution: Posterior, n_administered: int) -> float:
        """The share left to the criterion, in terms of what the responses, not the prior, have told."""
        if self.acceleration is None:
            return 1.0
        if self.target_standard_error is None:
            return fixed_length_share(
                n_administered=n_administered,
                max_items=self.max_items,
                acceleration=self.acceleration,
            )
        from_prior = 1.0 / self._prior_variance
        return variable_length_share(
            n_administered=n_administered,
            max_items=self.max_items,
            # What the responses told is the precision that they added to the prior's.
            information=1.0 / distribution.variance - from_prior if distribution.variance else math.inf,
            information_to_stop=self.target_standard_error**-2 - from_prior,
            acceleration=self.acceleration,
        )
