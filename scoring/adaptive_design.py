"""What is the same for everybody who takes an adaptive test: its arguments, checked and made ready.

The questions of a test in progress are in `adaptive_test`.
"""

import math
from dataclasses import KW_ONLY, dataclass, field

import numpy as np

from scoring.ability import GRID, GRID_STEP, Posterior, normal_prior, posterior
from scoring.arrays import Floats
from scoring.assembly.shadow_test import ShadowTests
from scoring.parameters import ItemPool
from scoring.probability_grid import ProbabilityGrid
from scoring.response_times import ResponseTimes
from scoring.selection.chance import fixed_length_share, variable_length_share
from scoring.selection.posterior_criteria import variance_reduction, variance_reduction_of
from scoring.selection.rules import Selection, Stage, stages
from scoring.selection.standing import Standing
from scoring.stopping import Rule, StoppingRule
from scoring.testlet_curves import TestletCurves, check_rule
from scoring.testlets import SpecificFactor

USUAL = Selection()


@dataclass(frozen=True)
class AdaptiveDesign:
    """The arguments of an `AdaptiveTest`, where they are described, and what is computed from them once."""

    pool: ItemPool
    _: KW_ONLY
    prior_mean: float
    prior_sd: float
    max_items: int
    min_items: int
    target_standard_error: float | None
    selection: Selection = USUAL
    content: ShadowTests | None = None
    response_times: ResponseTimes | None = None
    stopping: Rule | None = None
    enemies: tuple[tuple[int, ...], ...] = ()
    testlets: tuple[SpecificFactor, ...] = ()
    grid: ProbabilityGrid = field(init=False, repr=False, compare=False)
    log_prior: Floats = field(init=False, repr=False, compare=False)
    _stopping: StoppingRule = field(init=False, repr=False, compare=False)
    _prior_variance: float = field(init=False, repr=False, compare=False)
    _stages: tuple[Stage, Stage] = field(init=False, repr=False, compare=False)
    _sets: TestletCurves | None = field(init=False, repr=False, compare=False)
    _last: list[tuple[object, Floats, Posterior]] = field(
        init=False, repr=False, compare=False, default_factory=list
    )
    """The last responses that were asked about, with their log likelihood and posterior: the three questions
    follow each other. Replaced whole, so that any thread finds a pair that belongs together."""

    def __post_init__(self) -> None:
        if not isinstance(self.pool, ItemPool):
            raise ValueError(f"pool must be an ItemPool, got {self.pool!r}")  # noqa: TRY004  like the others
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
        for name in ("content", "response_times"):
            own = getattr(self, name)
            n_items = own.plan.n_items if isinstance(own, ShadowTests) else own.n_items if own else None
            if n_items not in {None, self.pool.n_items}:
                raise ValueError(
                    f"{name} must be of the pool's {self.pool.n_items} items, got those of {n_items}"
                )
        if len(self.enemies) not in {0, self.pool.n_items}:
            raise ValueError(
                f"enemies must be named for each of the pool's {self.pool.n_items} items or for none, "
                f"got {len(self.enemies)}"
            )
        if self.content is not None and self.content.plan.longest > self.max_items:
            raise ValueError(
                f"max_items must not be below the plan's longest test, {self.content.plan.longest} items, "
                f"got {self.max_items}"
            )
        sets = TestletCurves(self.pool, self.testlets) if self.testlets else None
        if sets is not None:
            check_rule(self.selection.rule)
        grid = ProbabilityGrid.of(self.pool) if sets is None else sets.grid
        object.__setattr__(self, "_sets", sets)
        object.__setattr__(self, "grid", grid)
        object.__setattr__(self, "log_prior", log_prior)
        object.__setattr__(self, "_stopping", stopping)
        object.__setattr__(self, "_prior_variance", prior.variance)
        found = self._stages_from(self.prior_mean)
        object.__setattr__(self, "_stages", found)

    def _prior(self, log_prior: Floats | None) -> Floats:
        """The prior of one person, or the test's own."""
        if log_prior is None:
            return self.log_prior
        if log_prior.shape != GRID.shape:
            raise ValueError(f"log_prior must have shape {GRID.shape}, got {log_prior.shape}")
        if not math.isfinite(log_prior.max()):
            raise ValueError(
                f"log_prior must have a finite largest value and no NaN, got {log_prior.max()!r}"
            )
        return log_prior

    def _stages_from(self, prior_mean: float) -> tuple[Stage, Stage]:
        return stages(
            self.grid,
            self.selection,
            prior_mean=prior_mean,
            max_items=self.max_items,
            response_times=self.response_times,
        )

    def _stage(self, n_administered: int, log_prior: Floats | None = None) -> Stage:
        """The stage of the next item; the first items are chosen at the person's own prior mean."""
        first, later = self._stages
        if n_administered >= self.selection.n_first:
            return later
        return first if log_prior is None else self._stages_from(posterior(log_prior).mean)[0]

    def _values(self, stage: Stage, standing: Standing) -> Floats:
        """The values of a stage's rule, given what was answered of each set."""
        values = stage.values(standing)
        if self._sets is None or stage.rule != self.selection.rule:
            return values
        if not self.selection.is_per_time or self.response_times is None:
            return self._sets.values(self.selection.rule, self.selection, values, standing)
        seconds = self.response_times.expected_seconds()
        return self._sets.values(self.selection.rule, self.selection, values * seconds, standing) / seconds

    def _reduction(self, standing: Standing, index: int) -> float:
        """What the answer to an item is expected to take off one person's posterior variance."""
        if self._sets is None:
            return variance_reduction_of(self.grid, standing.posterior, index)
        reductions = variance_reduction(self.grid, standing.posterior)
        return float(self._sets.values("mepv", USUAL, reductions, standing)[index])

    def _share(
        self, stage: Stage, variance: float, n_administered: int, log_prior: Floats | None = None
    ) -> float:
        """The share left to the criterion, in terms of what the responses, not the prior, have told."""
        if not stage.chance.has_share:
            return 1.0
        if self.target_standard_error is None:
            return fixed_length_share(
                n_administered=n_administered,
                max_items=self.max_items,
                acceleration=self.selection.acceleration,
            )
        from_prior = 1.0 / (self._prior_variance if log_prior is None else posterior(log_prior).variance)
        to_stop = self.target_standard_error**-2 - from_prior
        if to_stop <= 0.0:  # a prior of one's own can be as precise as the target from the start
            return 1.0
        return variable_length_share(
            n_administered=n_administered,
            max_items=self.max_items,
            # What the responses told is the precision that they added to the prior's.
            information=1.0 / variance - from_prior if variance else math.inf,
            information_to_stop=to_stop,
            acceleration=self.selection.acceleration,
        )

    def _share_each(self, stage: Stage, variances: Floats, n_administered: int) -> float | Floats:
        """The shares of several persons, (n_persons, 1), or the one that all of them have."""
        if not stage.chance.has_share or self.target_standard_error is None:
            return self._share(stage, 1.0, n_administered)
        return np.array([[self._share(stage, variance, n_administered)] for variance in variances.tolist()])
