"""Taking adaptive tests in lock step: a cohort of examinees at the same position, one decision for all."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.random import Generator
from numpy.typing import ArrayLike

from scoring.ability import GRID
from scoring.adaptive_test import AdaptiveTest
from scoring.arrays import Floats, Integers, Mask
from scoring.assembly.shadow_test import NoTestError, ShadowTest
from scoring.choice import Choice
from scoring.response_times import ResponseTimes
from scoring.selection.standing import Posteriors, Standing
from scoring.selection.workspace import Workspace
from scoring.simulation.examinees import Examinees, answers
from scoring.simulation.exposure_control import ExposureControl, ExposureMethod, control_of
from scoring.simulation.result import Simulation

COHORT = 100
"""How many examinees start together when nothing else is said: about a hall."""


def simulate(
    test: AdaptiveTest,
    examinees: Examinees | ArrayLike,
    *,
    rng: Generator,
    exposure: ExposureMethod = 1.0,
    cohort: int = COHORT,
    response_times: ResponseTimes | None = None,
    time_limit_seconds: float | None = None,
    progress: Callable[[int], None] | None = None,
) -> Simulation:
    """One adaptive test for each of the examinees, or of as many as there are abilities, (n_examinees,).

    Responses are drawn from the pool's own probabilities at the examinee's true ability, times from
    `response_times`, by default those of the test. Examinees start in cohorts of `cohort`, in order; what
    they may be given depends on the counts of the cohorts before, by the method `exposure`: a number is the
    largest rate of the restricted method, and 1 means no control. By an `ItemEligibility` with "hard"
    exclusion, who has no test that fulfils the content plan may be given everything.

    Who is still at an item when `time_limit_seconds` are over does not answer it, and the test ends with the
    reason "time_up". `progress` is told after each cohort how many examinees are done; with content, where a
    cohort takes long, also after each position, a started test counting as the part of it that was given.
    Equal arguments and an equal generator give equal results.

    Raises:
        ValueError: there are no abilities, one is not finite, or an option is out of its range.
        NoTestError: no test fulfils the content plan.
    """
    people = examinees if isinstance(examinees, Examinees) else Examinees.of(examinees)
    if not isinstance(rng, Generator):
        raise ValueError(f"rng must be a generator of numpy, such as default_rng(1), got {rng!r}")  # noqa: TRY004
    if cohort < 1:
        raise ValueError(f"cohort must be 1 or more, got {cohort!r}")
    times = test.response_times if response_times is None else response_times
    if time_limit_seconds is not None and (times is None or not time_limit_seconds > 0.0):
        raise ValueError(
            "time_limit_seconds must be greater than 0 and needs response_times, "
            f"got {time_limit_seconds!r} and {'none' if times is None else 'some'}"
        )
    control = control_of(exposure, n_items=test.pool.n_items, max_items=test.max_items)
    done: list[_Tests] = []
    workspace = Workspace()
    for first in range(0, people.n_examinees, cohort):
        members = slice(first, min(first + cohort, people.n_examinees))
        running = _Running(test, people.abilities[members], people.speeds[members], control, rng, workspace)
        tell = None
        if progress is not None and test.content is not None:
            tell = partial(_tell, progress, members, test.max_items)
        limit = np.inf if time_limit_seconds is None else time_limit_seconds
        done.append(running.tests(times, limit, tell))
        if progress is not None:
            progress(members.stop)
    return _joined(test, people, done, has_times=times is not None)


@dataclass(frozen=True, eq=False)
class _Tests:
    """The finished tests of a cohort, (n_persons, ...), arrays of answers as long as the longest may be."""

    mean: Floats
    variance: Floats
    items: Integers
    categories: Integers
    seconds: Floats
    reasons: tuple[str, ...]


class _Running:
    """The tests of one cohort while they run. `at` are the persons who are still at it."""

    def __init__(
        self,
        test: AdaptiveTest,
        abilities: Floats,
        speeds: Floats,
        control: ExposureControl,
        rng: Generator,
        workspace: Workspace,
    ) -> None:
        n, longest = abilities.size, test.max_items
        self._test, self._abilities, self._speeds, self._rng = test, abilities, speeds, rng
        self._control = control
        self._ineligible = control.ineligible(n, rng)
        self._free = np.ones((n, test.pool.n_items), dtype=np.bool_)
        self._is_same_for_all = self._ineligible.shape[:2] == (1, 1)
        if self._is_same_for_all:
            self._free &= ~self._ineligible[0, 0]
        self._workspace = workspace
        self._log_likelihood = np.zeros((n, GRID.size))
        self._items = np.full((n, longest), -1)
        self._categories = np.full((n, longest), -1)
        self._seconds = np.full((n, longest), np.nan)
        self._segments = np.zeros((n, longest), dtype=np.int64)
        self._mean, self._variance = np.empty(n), np.empty(n)
        self._reasons = [""] * n
        self._shadow_tests: list[ShadowTest | None] = [None] * n
        self._is_lifted = np.zeros(n, dtype=np.bool_)

    def tests(self, times: ResponseTimes | None, limit: float, tell: Callable[[int], None] | None) -> _Tests:
        """All tests to their end; items are counted. While there are tests left `tell` has their position."""
        at = np.arange(self._abilities.size)
        position = 0
        while at.size:
            distributions = self._test.estimate_each(self._log_likelihood[self._these(at)], self._workspace)
            self._mean[at], self._variance[at] = distributions.mean, distributions.variance
            segments = self._control.segments(distributions.mean)
            standing = self._standing(at, position, distributions, segments)
            goes_on = self._ended(at, standing, limit)
            if not goes_on.all():
                at, segments = at[goes_on], segments[goes_on]
                standing = standing.of_persons(goes_on)
            if not at.size:
                break
            draws = self._rng.random(out=self._workspace.floats("draws", (at.size, self._test.pool.n_items)))
            chosen = self._chosen(at, standing, draws)
            self._items[at, position] = chosen
            self._segments[at, position] = segments
            self._take(at, chosen)
            at = self._answered(at, chosen, position, times, limit)
            position += 1
            if tell is not None and at.size and position < self._test.max_items:
                tell(position)
        final = self._control.segments(self._mean)
        self._control.count(self._ineligible, self._items, self._segments, final, self._is_lifted)
        return _Tests(
            self._mean,
            self._variance,
            self._items,
            self._categories,
            self._seconds,
            tuple(self._reasons),
        )

    def _standing(
        self, at: Integers, position: int, distributions: Posteriors, segments: Integers
    ) -> Standing:
        these = self._these(at)
        eligible: Mask = self._free[these]
        if not self._is_same_for_all:
            persons = at if self._ineligible.shape[0] > 1 else 0
            eligible = eligible & (~self._ineligible[persons, segments] | self._is_lifted[at, None])
        return Standing(
            distribution=distributions,
            log_likelihood=self._log_likelihood[these],
            administered=self._items[these, :position],
            categories=self._categories[these, :position],
            eligible=eligible,
            max_items=self._test.max_items,
            workspace=self._workspace,
        )

    def _these(self, at: Integers) -> slice | Integers:
        """The places of these persons; a slice, which copies nothing, while all are still at it."""
        return slice(None) if at.size == self._abilities.size else at

    def _ended(self, at: Integers, standing: Standing, limit: float) -> Mask:
        """Who goes on; the reasons of the others are noted."""
        left = limit - np.nansum(self._seconds[at], axis=1) if np.isfinite(limit) else None
        reasons = self._test.stop_reason_each(standing, seconds_left=left)
        goes_on = np.ones(at.size, dtype=np.bool_)
        for place, reason in enumerate(reasons):
            if reason is not None:
                self._reasons[at[place]] = reason
                goes_on[place] = False
        return goes_on

    def _chosen(self, at: Integers, standing: Standing, draws: Floats) -> Integers:
        if self._test.content is None:
            return self._test.choose_each(standing, draws)
        chosen = np.empty(at.size, dtype=np.int64)
        for place, (person, one) in enumerate(zip(at.tolist(), standing.each(), strict=True)):
            try:
                choice = self._choice(person, one, one.eligible, draws[place])
            except NoTestError:
                if not self._control.may_be_lifted or self._is_lifted[person]:
                    raise
                self._is_lifted[person] = True
                choice = self._choice(person, one, self._free[person], draws[place])
            self._shadow_tests[person] = choice.shadow_test
            chosen[place] = choice.index
        return chosen

    def _choice(self, person: int, one: Standing, eligible: Mask, draws: Floats) -> Choice:
        previous = self._shadow_tests[person]
        given, answered = one.administered.tolist(), one.categories.tolist()
        return self._test.choose(given, answered, eligible, draws, previous=previous)

    def _take(self, at: Integers, chosen: Integers) -> None:
        """Items that are given, and their enemies, cannot be given again."""
        self._free[at, chosen] = False
        if self._test.enemies:
            for person, item in zip(at.tolist(), chosen.tolist(), strict=True):
                self._free[person, list(self._test.enemies[item])] = False

    def _answered(
        self, at: Integers, chosen: Integers, position: int, times: ResponseTimes | None, limit: float
    ) -> Integers:
        """The persons who answered in time; their answers are noted."""
        if times is not None:
            normals = self._rng.standard_normal(at.size)
            self._seconds[at, position] = times.draw(chosen, self._speeds[at], normals)
        uniforms = self._rng.random(at.size)
        if times is not None and np.isfinite(limit):
            spent = np.nansum(self._seconds[at], axis=1)
            is_late = spent > limit
            for person, excess in zip(at[is_late].tolist(), (spent - limit)[is_late].tolist(), strict=True):
                self._reasons[person] = "time_up"
                self._seconds[person, position] -= excess
            at, chosen, uniforms = at[~is_late], chosen[~is_late], uniforms[~is_late]
        grid, places = self._test.curves_each(
            self._items[at, :position], self._categories[at, :position], chosen
        )
        categories = answers(grid.pool, places, self._abilities[at], uniforms)
        self._categories[at, position] = categories
        self._log_likelihood[self._these(at)] += grid.log_rows.take(
            grid.row_starts[places] + categories, axis=0
        )
        return at


def _tell(progress: Callable[[int], None], members: slice, longest: int, position: int) -> None:
    n_members = members.stop - members.start
    progress(members.start + n_members * position // longest)


def _joined(test: AdaptiveTest, people: Examinees, done: list[_Tests], *, has_times: bool) -> Simulation:
    items = np.concatenate([each.items for each in done])
    violations = None
    if test.content is not None:
        plan = test.content.plan
        given = [each[each >= 0].tolist() for each in items]
        violations = np.array(
            [len(plan.violations(each)) + len(plan.sequence_breaks(each)) for each in given]
        )
    return Simulation(
        n_items=test.pool.n_items,
        abilities=people.abilities,
        estimates=np.concatenate([each.mean for each in done]),
        standard_errors=np.sqrt(np.concatenate([each.variance for each in done])),
        items=items,
        categories=np.concatenate([each.categories for each in done]),
        stop_reasons=tuple(reason for each in done for reason in each.reasons),
        seconds=np.concatenate([each.seconds for each in done]) if has_times else None,
        violations=violations,
    )
