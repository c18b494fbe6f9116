"""The three questions of a test in progress: what is the ability, is it time to end, which item is next.

The state of a test is in the arguments; the object holds only what is the same for everybody who takes it.
`estimate`, `stop_reason` and `choose` ask for one person, as a server does; the same questions ending in
`_each` ask for many who are at the same position, as a simulation does.
"""

import math
from collections.abc import Sequence
from dataclasses import KW_ONLY, dataclass, field
from typing import NamedTuple

import numpy as np

from scoring.ability import (
    GRID,
    GRID_STEP,
    Estimate,
    Posterior,
    estimate_of,
    normal_prior,
    posterior,
)
from scoring.arrays import Floats, Integers, Mask
from scoring.assembly.shadow_test import ShadowTest, ShadowTests
from scoring.parameters import ItemPool
from scoring.probability_grid import ProbabilityGrid
from scoring.response_times import ResponseTimes
from scoring.selection.chance import fixed_length_share, variable_length_share, weighed
from scoring.selection.point_criteria import fisher_information
from scoring.selection.posterior_criteria import variance_reduction, variance_reduction_of
from scoring.selection.ranking import Candidate, best, best_of_each
from scoring.selection.rules import Selection, Stage, stages
from scoring.selection.shadow import from_shadow_test
from scoring.selection.standing import Posteriors, Standing, posteriors
from scoring.selection.workspace import Workspace
from scoring.stopping import (
    Progress,
    ResponseLikelihood,
    Rule,
    Stop,
    StoppingRule,
    StopReason,
    stopped,
)

N_CANDIDATES = 3
"""How many of the best items are reported with a choice."""

AT_ONCE = 50_000
"""Values of items computed together for several persons: as many as stay in a processor's own memory."""

USUAL = Selection()


class Criterion(NamedTuple):
    """What an item was chosen by.

    `share` is the weight s of the rule against chance. The variances (logits squared) are the present one and
    the one expected after the chosen item, whatever the rule.
    """

    rule: str
    share: float
    posterior_variance: float
    expected_posterior_variance: float


@dataclass(frozen=True)
class Choice:
    """The next item, the estimate it was chosen at, and the best candidates with their weights.

    The chosen item is the first of the candidates. Under content constraints it comes from `shadow_test`.
    """

    index: int
    estimate: Estimate
    criterion: Criterion
    candidates: tuple[Candidate, ...]
    shadow_test: ShadowTest | None = None


@dataclass(frozen=True)
class AdaptiveTest:
    """A test by expected a posteriori ability, whose items are chosen as `selection` says.

    The prior is normal (logits). The test ends when the posterior SD reaches `target_standard_error` (None:
    never for that) after at least `min_items`, or at `max_items`, or when `stopping` says so, a rule or a
    tree of rules. With `content` every item comes from a shadow test, so that the whole test fulfils a plan.
    `response_times` are needed to choose items per time. `enemies` names for every item those that must not
    be in one test with it; an empty tuple is nobody's.

    One object serves every sitting of a section, from any thread: the probabilities on the grid are computed
    once, when it is made, and nothing changes afterwards. Equal arguments give equal results.

    Raises:
        ValueError: an argument is out of its range or does not suit the pool, or the prior is already as
            precise as the target.
    """

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
    grid: ProbabilityGrid = field(init=False, repr=False, compare=False)
    log_prior: Floats = field(init=False, repr=False, compare=False)
    _stopping: StoppingRule = field(init=False, repr=False, compare=False)
    _prior_variance: float = field(init=False, repr=False, compare=False)
    _stages: tuple[Stage, Stage] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
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
        grid = ProbabilityGrid.of(self.pool)
        object.__setattr__(self, "grid", grid)
        object.__setattr__(self, "log_prior", log_prior)
        object.__setattr__(self, "_stopping", stopping)
        object.__setattr__(self, "_prior_variance", prior.variance)
        found = stages(
            grid,
            self.selection,
            prior_mean=self.prior_mean,
            max_items=self.max_items,
            response_times=self.response_times,
        )
        object.__setattr__(self, "_stages", found)

    # --- one person -----------------------------------------------------------------------------------

    def estimate(self, administered: Sequence[int], categories: Sequence[int]) -> Estimate:
        """Ability and standard error after these responses; those of the prior when there are none.

        Raises:
            ValueError: the sequences differ in length, an item is unknown or given twice, or a category is
                not one of the item's.
        """
        return estimate_of(posterior(self.log_prior + self.grid.log_likelihood(administered, categories)))

    def stop_reason(self, estimate: Estimate, n_administered: int, n_left: int) -> StopReason | None:
        """Why the test ends now by length or precision, or None; `n_left` items could still be given.

        What `stopping` says is not asked here, but by `stop`.
        """
        return self._stopping.reason(estimate, n_administered, n_left)

    def stop(
        self,
        administered: Sequence[int],
        categories: Sequence[int],
        eligible: Mask,
        *,
        seconds_left: float | None = None,
    ) -> Stop | None:
        """Why the test ends now by any of its rules, with its category if one classifies, or None.

        Raises:
            ValueError: the responses are invalid (see `estimate`), or a rule asks for what is not known here.
        """
        log_likelihood = self.grid.log_likelihood(administered, categories)
        distribution = posterior(self.log_prior + log_likelihood)
        free = self._without_given(eligible, administered)
        standing = self._standing(distribution, log_likelihood, administered, categories, free)
        return self._stop(standing, seconds_left)

    def choose(
        self,
        administered: Sequence[int],
        categories: Sequence[int],
        eligible: Mask,
        draws: Floats,
        *,
        previous: ShadowTest | None = None,
    ) -> Choice:
        """The next item after these responses, out of those `eligible` (n_items,) and not yet administered.

        `draws` (n_items,) are this decision's uniforms on [0, 1): all that is left to chance, and the order
        of items that are equally good. `previous` is the shadow test of the choice before, which the policy
        of `content` may keep.

        Raises:
            ValueError: the responses are invalid (see `estimate`), an array has a wrong type or shape, or no
                item is left.
        """
        log_likelihood = self.grid.log_likelihood(administered, categories)
        distribution = posterior(self.log_prior + log_likelihood)
        candidates = self._candidates(administered, eligible, draws)
        standing = self._standing(distribution, log_likelihood, administered, categories, candidates)
        stage = self._stage(len(administered))
        values = stage.values(standing)
        share = self._share(stage, distribution.variance, len(administered))
        shadow_test = None
        if self.content is None:
            weights = weighed(stage.chance, values, draws, share, standing.eligible)
        else:
            shadow_test, weights = from_shadow_test(
                self.content, stage.chance, standing, values, draws, share=share, previous=previous
            )
        found = best(weights, draws, N_CANDIDATES)
        index = found[0].index
        if stage.chance.name == "randomesque":  # ranked by the draws, and told by what they were drawn for
            found = tuple(Candidate(each.index, float(values[each.index])) for each in found)
        is_reduction = stage.rule == "mepv" and not self.selection.is_per_time
        reduction = (
            float(values[index]) if is_reduction else variance_reduction_of(self.grid, distribution, index)
        )
        return Choice(
            index=index,
            estimate=estimate_of(distribution),
            criterion=Criterion(
                rule=stage.rule,
                share=share,
                posterior_variance=distribution.variance,
                expected_posterior_variance=distribution.variance - reduction,
            ),
            candidates=found,
            shadow_test=shadow_test,
        )

    # --- many persons at the same position ------------------------------------------------------------

    def estimate_each(self, log_likelihoods: Floats, workspace: Workspace | None = None) -> Posteriors:
        """The posteriors of persons with these log likelihoods, (n_persons, 121); in a workspace if any."""
        space = workspace or Workspace()
        logs = space.floats("log posteriors", (len(log_likelihoods), GRID.size))
        return posteriors(np.add(self.log_prior, log_likelihoods, out=logs), space)

    def stop_reason_each(self, standing: Standing, *, seconds_left: Floats | None = None) -> list[str | None]:
        """For each person why the test ends now by any rule, or None; `seconds_left` is (n_persons,)."""
        if self.stopping is not None:
            left = [None] * len(standing.eligible) if seconds_left is None else seconds_left.tolist()
            stops = [self._stop(one, own) for one, own in zip(standing.each(), left, strict=True)]
            return [None if stop is None else stop.reason for stop in stops]
        many, n_given = standing.distribution, standing.n_administered
        errors = np.sqrt(many.variance)
        target = self.target_standard_error or 0.0
        may_end = ~standing.eligible.any(axis=1) | (n_given >= self.max_items) | (errors <= target)
        reasons: list[str | None] = [None] * errors.size
        for person in np.flatnonzero(may_end).tolist():
            estimate = Estimate(float(np.asarray(many.mean)[person]), float(errors[person]), "eap")
            n_left = int(np.count_nonzero(standing.eligible[person]))
            reasons[person] = self._stopping.reason(estimate, n_given, n_left)
        return reasons

    def choose_each(self, standing: Standing, draws: Floats) -> Integers:
        """The next item of each person, (n_persons,), as `choose` finds it; `draws` are (n_persons, n_items).

        Everybody must have an eligible item left.

        Raises:
            ValueError: the test has `content`, which is assembled for one person at a time.
        """
        if self.content is not None:
            raise ValueError("content must be None to choose for many at once; ask `choose` for each")
        stage = self._stage(standing.n_administered)
        n_persons = standing.eligible.shape[0]
        n_blocks = -(-n_persons * self.pool.n_items // AT_ONCE)
        size = -(-n_persons // max(n_blocks, 1))
        chosen = np.empty(n_persons, dtype=np.int64)
        for first in range(0, n_persons, size):
            members = slice(first, first + size)
            some, own = standing.of_persons(members), draws[members]
            share = self._share_each(stage, np.asarray(some.distribution.variance), some.n_administered)
            values = stage.values(some)
            weights = weighed(stage.chance, values, own, share, some.eligible, some.workspace)
            chosen[members] = best_of_each(weights, own)
        return chosen

    # --- what both share ------------------------------------------------------------------------------

    def _standing(
        self,
        distribution: Posterior,
        log_likelihood: Floats,
        administered: Sequence[int],
        categories: Sequence[int],
        eligible: Mask,
    ) -> Standing:
        return Standing(
            distribution=distribution,
            log_likelihood=log_likelihood,
            administered=np.array(administered, dtype=np.int64),
            categories=np.array(categories, dtype=np.int64),
            eligible=eligible,
            max_items=self.max_items,
        )

    def _stop(self, standing: Standing, seconds_left: float | None) -> Stop | None:
        """Why one person's test ends now; length and precision are named before other reasons."""
        estimate = estimate_of(standing.posterior)
        n_left = int(np.count_nonzero(standing.eligible))
        reason = self._stopping.reason(estimate, standing.n_administered, n_left)
        if reason is not None or self.stopping is None:
            return None if reason is None else Stop((reason,))
        administered, categories = standing.administered.tolist(), standing.categories.tolist()
        reductions = variance_reduction(self.grid, standing.distribution)[standing.eligible]
        information = fisher_information(self.pool, estimate.ability)[standing.eligible]
        content_is_met = None
        if self.content is not None:
            content_is_met = not self.content.plan.violations(administered)
        progress = Progress(
            estimate=estimate,
            n_administered=standing.n_administered,
            n_left=n_left,
            log_likelihood=ResponseLikelihood(self.pool, administered, categories),
            predicted_standard_error=math.sqrt(estimate.standard_error**2 - float(reductions.max())),
            most_information=float(information.max()),
            seconds_left=seconds_left,
            content_is_met=content_is_met,
        )
        return stopped(self.stopping, progress)

    def _stage(self, n_administered: int) -> Stage:
        first, later = self._stages
        return first if n_administered < self.selection.n_first else later

    def _candidates(self, administered: Sequence[int], eligible: Mask, draws: Floats) -> Mask:
        shape = (self.pool.n_items,)
        if eligible.shape != shape or eligible.dtype != np.bool_:
            raise ValueError(
                f"eligible must be a mask of shape {shape}, got {eligible.dtype} of shape {eligible.shape}"
            )
        if draws.shape != shape or not (draws.min() >= 0.0 and draws.max() < 1.0):
            raise ValueError(f"draws must be uniforms on [0, 1) of shape {shape}, got {draws!r}")
        candidates = self._without_given(eligible, administered)
        if not candidates.any():
            raise ValueError("eligible must leave an item that has not been administered, got none")
        return candidates

    def _without_given(self, eligible: Mask, administered: Sequence[int]) -> Mask:
        """The eligible items that are neither given nor enemies of any that is."""
        free = eligible.copy()
        free[list(administered)] = False
        if self.enemies:
            for item in administered:
                free[list(self.enemies[item])] = False
        return free

    def _share(self, stage: Stage, variance: float, n_administered: int) -> float:
        """The share left to the criterion, in terms of what the responses, not the prior, have told."""
        if not stage.chance.has_share:
            return 1.0
        if self.target_standard_error is None:
            return fixed_length_share(
                n_administered=n_administered,
                max_items=self.max_items,
                acceleration=self.selection.acceleration,
            )
        from_prior = 1.0 / self._prior_variance
        return variable_length_share(
            n_administered=n_administered,
            max_items=self.max_items,
            # What the responses told is the precision that they added to the prior's.
            information=1.0 / variance - from_prior if variance else math.inf,
            information_to_stop=self.target_standard_error**-2 - from_prior,
            acceleration=self.selection.acceleration,
        )

    def _share_each(self, stage: Stage, variances: Floats, n_administered: int) -> float | Floats:
        """The shares of several persons, (n_persons, 1), or the one that all of them have."""
        if not stage.chance.has_share or self.target_standard_error is None:
            return self._share(stage, 1.0, n_administered)
        return np.array([[self._share(stage, variance, n_administered)] for variance in variances.tolist()])
