"""The three questions of a test in progress: what is the ability, is it time to end, which item is next.

The state of a test is in the arguments; the object holds only what is the same for everybody who takes it.
`estimate`, `stop_reason` and `choose` ask for one person, as a server does; the same questions ending in
`_each` ask for many who are at the same position, as a simulation does.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from scoring.ability import (
    GRID,
    Estimate,
    Posterior,
    estimate_of,
    posterior,
)
from scoring.adaptive_design import USUAL, AdaptiveDesign
from scoring.arrays import Floats, Integers, Mask
from scoring.assembly.shadow_test import ShadowTest
from scoring.choice import Choice, Criterion
from scoring.probability_grid import ProbabilityGrid
from scoring.selection.chance import weighed
from scoring.selection.point_criteria import fisher_information
from scoring.selection.posterior_criteria import variance_reduction
from scoring.selection.ranking import Candidate, best, best_of_each
from scoring.selection.shadow import from_shadow_test
from scoring.selection.standing import Posteriors, Standing, posteriors
from scoring.selection.workspace import Workspace
from scoring.stopping import (
    Progress,
    ResponseLikelihood,
    Stop,
    StopReason,
    stopped,
)

__all__ = ["AdaptiveTest", "Choice", "Criterion"]

N_CANDIDATES = 3
"""How many of the best items are reported with a choice."""

AT_ONCE = 50_000
"""Values of items computed together for several persons: as many as stay in a processor's own memory."""


@dataclass(frozen=True)
class AdaptiveTest(AdaptiveDesign):
    """A test by expected a posteriori ability, whose items are chosen as `selection` says.

    The prior is normal (logits), unless a question brings a `log_prior` of its own: logarithms of weights on
    `GRID`, (121,), such as what earlier sections told of this person. The test ends when the posterior SD
    reaches `target_standard_error` (None: never for that) after at least `min_items`, or at `max_items`, or
    when `stopping` says so, a rule or a tree of rules. With `content` every item comes from a shadow test, so
    that the whole test fulfils a plan, and precision ends it only when the items given do so by themselves; a
    tree asks for that with `stopping.ContentMet`. `response_times` are needed to choose items per time.
    `enemies` names for every item those that must not be in one test with it; an empty tuple is nobody's.
    `testlets` are sets of items that share a factor besides ability: a set enters the posterior as one, and
    an item is chosen by its curves given the answers to others of its set.

    One object serves every sitting of a section, from any thread: the probabilities on the grid are computed
    once, when it is made, and nothing changes afterwards. Equal arguments give equal results.

    Raises:
        ValueError: an argument is out of its range or does not suit the pool, or the prior is already as
            precise as the target.
    """

    # --- one person -----------------------------------------------------------------------------------

    def log_likelihood(self, administered: Sequence[int], categories: Sequence[int]) -> Floats:
        """Log likelihood of these responses at every node of `GRID`, (121,).

        Raises:
            ValueError: the responses are invalid (see `estimate`).
        """
        return (self._sets or self.grid).log_likelihood(administered, categories)

    def estimate(
        self, administered: Sequence[int], categories: Sequence[int], *, log_prior: Floats | None = None
    ) -> Estimate:
        """Ability and standard error after these responses; those of the prior when there are none.

        Raises:
            ValueError: the sequences differ in length, an item is unknown or given twice, a category is not
                one of the item's, or the prior has another shape or excludes everything.
        """
        return estimate_of(self._seen(administered, categories, log_prior)[1])

    def stop_reason(self, estimate: Estimate, n_administered: int, n_left: int) -> StopReason | None:
        """Why the test ends now by length or precision, or None; `n_left` items could still be given.

        What `stopping` says, and what `content` still lacks, is not asked here, but by `stop`.
        """
        return self._stopping.reason(estimate, n_administered, n_left)

    def stop(
        self,
        administered: Sequence[int],
        categories: Sequence[int],
        eligible: Mask,
        *,
        seconds_left: float | None = None,
        log_prior: Floats | None = None,
    ) -> Stop | None:
        """Why the test ends now by any of its rules, with its category if one classifies, or None.

        Raises:
            ValueError: the responses are invalid (see `estimate`), `eligible` has another type or shape, or a
                rule asks for what is not known here.
        """
        log_likelihood, distribution = self._seen(administered, categories, log_prior)
        free = self._left(administered, eligible)
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
        log_prior: Floats | None = None,
    ) -> Choice:
        """The next item after these responses, out of those `eligible` (n_items,) and not yet administered.

        `draws` (n_items,) are this decision's uniforms on [0, 1): all that is left to chance, and the order
        of items that are equally good. `previous` is the shadow test of the choice before, which the policy
        of `content` may keep.

        Raises:
            ValueError: the responses are invalid (see `estimate`), an array has a wrong type or shape, or no
                item is left.
        """
        log_likelihood, distribution = self._seen(administered, categories, log_prior)
        draws = np.asarray(draws, dtype=np.float64)
        log_prior = None if log_prior is None else np.asarray(log_prior, dtype=np.float64)
        candidates = self._candidates(administered, eligible, draws)
        standing = self._standing(distribution, log_likelihood, administered, categories, candidates)
        stage = self._stage(len(administered), log_prior)
        values = self._values(stage, standing)
        share = self._share(stage, distribution.variance, len(administered), log_prior)
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
        reduction = float(values[index]) if is_reduction else self._reduction(standing, index)
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
        """For each person why the test ends now by any rule, or None; `seconds_left` is (n_persons,).

        Raises:
            ValueError: with testlets, the log likelihoods are those of independent items.
        """
        if self._sets is not None:
            self._sets.check_standing(standing)
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
            reasons[person] = self._ended(estimate, standing.administered[person].tolist(), n_left)
        return reasons

    def curves_each(
        self, administered: Integers, categories: Integers, chosen: Integers
    ) -> tuple[ProbabilityGrid, Integers]:
        """The curves by which each person answers the chosen item, and its places in them, (n_persons,).

        Without testlets they are those of the pool. Of a set that was begun they are predictive given the
        answers, `administered` and `categories` (n_persons, n_administered), so that answers drawn by them
        one after the other go together as the shared factor has it, and their logarithms add up to the log
        likelihood.
        """
        if self._sets is None:
            return self.grid, chosen
        return self._sets.as_seen(administered, categories, chosen)

    def choose_each(self, standing: Standing, draws: Floats) -> Integers:
        """The next item of each person, (n_persons,), as `choose` finds it; `draws` are (n_persons, n_items).

        Everybody must have an eligible item left.

        Raises:
            ValueError: the test has `content`, which is assembled for one person at a time; or, with
                testlets, the log likelihoods are those of independent items.
        """
        if self._sets is not None:
            self._sets.check_standing(standing)
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
            values = self._values(stage, some)
            weights = weighed(stage.chance, values, own, share, some.eligible, some.workspace)
            chosen[members] = best_of_each(weights, own)
        return chosen

    # --- what both share ------------------------------------------------------------------------------

    def _seen(
        self, administered: Sequence[int], categories: Sequence[int], log_prior: Floats | None
    ) -> tuple[Floats, Posterior]:
        """The log likelihood of these responses and the posterior after them."""
        own = None if log_prior is None else np.asarray(log_prior, dtype=np.float64)
        responses = tuple(administered), tuple(categories), None if own is None else own.tobytes()
        for known, log_likelihood, distribution in self._last:
            if known == responses:
                return log_likelihood, distribution
        log_likelihood = self.log_likelihood(administered, categories)
        distribution = posterior(self._prior(own) + log_likelihood)
        for values in (log_likelihood, distribution.weights, distribution.deviations):
            values.flags.writeable = False
        self._last[:] = [(responses, log_likelihood, distribution)]
        return log_likelihood, distribution

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
        administered, categories = standing.administered.tolist(), standing.categories.tolist()
        reason = self._ended(estimate, administered, n_left)
        if reason is not None or self.stopping is None:
            return None if reason is None else Stop((reason,))
        reductions = variance_reduction(self.grid, standing.distribution)
        information = fisher_information(self.grid.pool, estimate.ability)
        if self._sets is not None:
            reductions = self._sets.values("mepv", USUAL, reductions, standing)
            information = self._sets.values("mfi", USUAL, information, standing)
        content_is_met = None
        if self.content is not None:
            content_is_met = not self.content.plan.violations(administered)
        progress = Progress(
            estimate=estimate,
            n_administered=standing.n_administered,
            n_left=n_left,
            log_likelihood=ResponseLikelihood(self.pool, administered, categories)
            if self._sets is None
            else self._sets.response_likelihood(administered, categories),
            predicted_standard_error=math.sqrt(
                estimate.standard_error**2 - float(reductions[standing.eligible].max())
            ),
            most_information=float(information[standing.eligible].max()),
            seconds_left=seconds_left,
            content_is_met=content_is_met,
        )
        return stopped(self.stopping, progress)

    def _ended(self, estimate: Estimate, administered: Sequence[int], n_left: int) -> StopReason | None:
        """Why the test ends by length or precision; precision waits until the content plan is fulfilled."""
        reason = self._stopping.reason(estimate, len(administered), n_left)
        if reason != "precise" or self.content is None or not self.content.plan.violations(administered):
            return reason
        by_length = replace(self._stopping, target_standard_error=None)
        return by_length.reason(estimate, len(administered), n_left)

    def _candidates(self, administered: Sequence[int], eligible: Mask, draws: Floats) -> Mask:
        shape = (self.pool.n_items,)
        if draws.shape != shape or not (draws.min() >= 0.0 and draws.max() < 1.0):
            raise ValueError(f"draws must be uniforms on [0, 1) of shape {shape}, got {draws!r}")
        candidates = self._left(administered, eligible)
        if not candidates.any():
            raise ValueError("eligible must leave an item that has not been administered, got none")
        return candidates

    def _left(self, administered: Sequence[int], eligible: Mask) -> Mask:
        """The eligible items that are neither given nor enemies of any that is."""
        free = np.array(eligible)
        if free.shape != (self.pool.n_items,) or free.dtype != np.bool_:
            raise ValueError(
                f"eligible must be a mask of shape {(self.pool.n_items,)}, "
                f"got {free.dtype} of shape {free.shape}"
            )
        free[list(administered)] = False
        if self.enemies:
            for item in administered:
                free[list(self.enemies[item])] = False
        return free
