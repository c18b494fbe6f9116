"""The shadow-test approach: before every item a whole test that fulfils the plan, from which the item comes.

Every shadow test holds the items already given (van der Linden & Reese, 1998, APM 22, 259-270), so the test
that was given in the end is itself a shadow test and fulfils the plan. Estimating and choosing among the
items of a shadow test are the caller's.
"""

from collections.abc import Sequence
from dataclasses import KW_ONLY, dataclass, replace
from typing import Literal

import numpy as np

from scoring.arrays import Floats, Mask
from scoring.assembly.core_search import CoreSearch
from scoring.assembly.integer_programme import NO_LIMITS, Limits, Solution
from scoring.assembly.plan import ALONE, ContentPlan

SCALE = 1000.0
"""The largest value of an item in the objective: far above the solver's absolute gap of 1e-6."""

TIE = 1e-6
"""Shadow tests whose values differ by less than about this share of the largest item's are equal."""

NEAR_ENOUGH = Limits(gap=1e-3)
"""A thousandth of the value of a test: far less than chance makes it differ, and half the time at worst."""

Refresh = Literal["always", "moved", "set_boundary"]
Exclusion = Literal["soft", "hard"]
Source = Literal["optimal", "unfinished", "kept", "previous", "priority_index"]


class NoTestError(ValueError):
    """No test fulfils the plan with what is given. `feasibility.examine` says why."""


@dataclass(frozen=True)
class ShadowTest:
    """A whole test that fulfils the plan: its items in pool order, and the ability it was assembled at.

    `value` is the sum of the criterion over the items not yet given. `released` are ineligible items that the
    plan could not do without. `source` says how it came about: "optimal", as near to it as the limits ask;
    "unfinished", the best that was found within the limits; "kept", the one before, which the refresh policy
    leaves in force; "previous", the one before, because nothing was found within the limits.
    """

    items: tuple[int, ...]
    value: float
    ability: float
    released: tuple[int, ...]
    source: Source


@dataclass(frozen=True)
class ShadowTests:
    """How the shadow tests of a plan are assembled. It holds no state of a test: that is in the arguments.

    `refresh` says when a new one is assembled: "always"; "moved", when the ability is more than `moved_by`
    logits from where the last was assembled; "set_boundary", when the last has no item left of the set being
    given (items that stand alone are sets of one). Whatever it says, a new one is assembled when the last
    does not hold what was given or holds items that have become ineligible.

    `exclusion` "soft" lets ineligible items in only if no test fulfils the plan without them, and then as few
    as possible: what the Big-M method, a penalty above any gain, comes to (van der Linden & Choi, 2020, JEM
    57). "hard" has no test then.

    The solver stops within a thousandth of the best test unless `limits` say otherwise; `NO_LIMITS` is the
    best itself. They hold for each search; a position takes one, now and then two or three. When they are
    reached the best test found so far serves; if none was found, the previous one does, as long as it fulfils
    everything, and without one they are lifted. No constraint is ever dropped.

    A test that may end early fulfils the plan when the plan allows a range of lengths and the test ends only
    after its items do so by themselves (`stopping.ContentMet`, from `plan.violations`).

    Raises:
        ValueError: `moved_by` is negative.
    """

    plan: ContentPlan
    _: KW_ONLY
    refresh: Refresh = "always"
    moved_by: float = 0.1
    exclusion: Exclusion = "soft"
    limits: Limits = NEAR_ENOUGH

    def __post_init__(self) -> None:
        if not self.moved_by >= 0.0:
            raise ValueError(f"moved_by must be 0 or more logits, got {self.moved_by!r}")

    def next(
        self,
        administered: Sequence[int],
        values: Floats,
        *,
        ability: float,
        draws: Floats,
        ineligible: Mask | None = None,
        previous: ShadowTest | None = None,
    ) -> ShadowTest:
        """The shadow test for the position after these items, in the order they were given.

        `values` (n_items,) is the criterion, largest best, such as the information at the ability or the
        expected reduction of the posterior variance. `draws` (n_items,) are uniforms on [0, 1): they decide
        between tests that are equally good, so that the order of the pool favours no item.

        Raises:
            ValueError: an array has another shape or holds what is no number, or an item is unknown.
            NoTestError: no test fulfils the plan; with "hard" exclusion, none without ineligible items.
        """
        plan = self.plan
        barred = np.zeros(plan.n_items, dtype=np.bool_) if ineligible is None else ineligible
        _check(plan, administered, values, draws, barred)
        lower, upper = plan.open_to(administered)
        is_free = (upper - lower)[: plan.n_items] > 0.0
        barred = barred & is_free
        last = previous if previous is not None and _holds(previous, lower, upper) else None
        if last is not None and not self._is_due(last, administered, ability, barred):
            return replace(last, value=_value(last.items, values, is_free), source="kept")
        objective = _objective(values, draws)
        solution = self._assembled(objective, lower, upper, barred, self.limits)
        if solution.values is None and solution.outcome == "unfinished":
            if last is not None and (self.exclusion == "soft" or not barred[list(last.items)].any()):
                released = tuple(item for item in last.items if barred[item])
                value = _value(last.items, values, is_free)
                return replace(last, value=value, released=released, source="previous")
            solution = self._assembled(objective, lower, upper, barred, NO_LIMITS)
        if solution.values is None:
            raise NoTestError(
                f"no test of {plan.shortest} to {plan.longest} items fulfils the plan's "
                f"{len(plan.constraints)} constraints with the {len(administered)} items already given"
                f"{' and without the ineligible ones' if self.exclusion == 'hard' else ''}"
            )
        chosen = solution.values[: plan.n_items] > 0.5  # noqa: PLR2004  0 or 1
        items = tuple(np.flatnonzero(chosen).tolist())
        return ShadowTest(
            items=items,
            value=_value(items, values, is_free),
            ability=ability,
            released=tuple(np.flatnonzero(chosen & barred).tolist()),
            source="optimal" if solution.outcome == "optimal" else "unfinished",
        )

    def may_come_next(self, shadow_test: ShadowTest, administered: Sequence[int]) -> Mask:
        """The items of the shadow test that may be given now, (n_items,); none when all have been given.

        Those of the set being given while it has any left, then those of the earliest block with items left.
        """
        plan = self.plan
        mask = np.zeros(plan.n_items, dtype=np.bool_)
        mask[list(shadow_test.items)] = True
        mask[list(administered)] = False
        if administered and plan.set_of[administered[-1]] != ALONE:
            of_set: Mask = mask & (plan.set_of == plan.set_of[administered[-1]])
            if of_set.any():
                return of_set
        if mask.any():
            mask[plan.block_of != plan.block_of[mask].min()] = False
        return mask

    def _is_due(self, last: ShadowTest, administered: Sequence[int], ability: float, barred: Mask) -> bool:
        if not set(np.flatnonzero(barred).tolist()).isdisjoint(set(last.items) - set(last.released)):
            return True
        if self.refresh == "moved":
            return abs(ability - last.ability) > self.moved_by
        if self.refresh == "set_boundary" and administered:
            of_set = self.plan.set_of[administered[-1]]
            left = [item for item in last.items if item not in set(administered)]
            return of_set == ALONE or not (self.plan.set_of[left] == of_set).any()
        return True

    def _assembled(
        self, objective: Floats, lower: Floats, upper: Floats, barred: Mask, limits: Limits
    ) -> Solution:
        """Without the barred items if that can be; else, if exclusion is soft, with as few as possible."""
        without = upper.copy()
        without[: barred.size][barred] = 0.0
        solution = self._solved(objective, lower, without, limits, self.plan.search)
        if solution.outcome != "infeasible" or self.exclusion == "hard" or not barred.any():
            return solution
        of_columns = np.concatenate([barred.astype(float), np.zeros(len(self.plan.sets))])
        fewest = self.plan.programme.maximum(-SCALE * of_columns, lower, upper, limits=limits)
        if fewest.values is None:
            return fewest
        n_released = float(of_columns @ fewest.values)
        search = CoreSearch(self.plan.programme.with_row(of_columns, n_released))
        return self._solved(objective, lower, upper, limits, search)

    def _solved(
        self, objective: Floats, lower: Floats, upper: Floats, limits: Limits, search: CoreSearch
    ) -> Solution:
        of_columns = np.concatenate([objective, np.zeros(len(self.plan.sets))])
        return search.maximum(of_columns, lower, upper, limits=limits)


def _objective(values: Floats, draws: Floats) -> Floats:
    """The values with the largest at `SCALE`, and differences by chance too small to outweigh any other."""
    largest = float(np.abs(values).max())
    scaled = values / largest * SCALE if largest > 0.0 else np.zeros_like(values)
    return scaled + SCALE * TIE * draws


def _value(items: Sequence[int], values: Floats, is_free: Mask) -> float:
    free = [item for item in items if is_free[item]]
    return float(values[free].sum())


def _holds(last: ShadowTest, lower: Floats, upper: Floats) -> bool:
    """Whether this test has all that must be in, and nothing that must stay out."""
    chosen = np.zeros(lower.size)
    chosen[list(last.items)] = 1.0
    return bool((chosen >= lower).all() and (chosen <= upper).all())


def _check(
    plan: ContentPlan, administered: Sequence[int], values: Floats, draws: Floats, barred: Mask
) -> None:
    shape = (plan.n_items,)
    given = set(administered)
    if len(given) != len(administered) or not all(0 <= item < plan.n_items for item in given):
        raise ValueError(
            f"administered must name different items, 0 to {plan.n_items - 1}, got {list(administered)!r}"
        )
    if values.shape != shape or not np.isfinite(values).all():
        raise ValueError(f"values must be finite numbers of shape {shape}, got {values!r}")
    if draws.shape != shape or not (draws.min() >= 0.0 and draws.max() < 1.0):
        raise ValueError(f"draws must be uniforms on [0, 1) of shape {shape}, got {draws!r}")
    if barred.shape != shape or barred.dtype != np.bool_:
        raise ValueError(
            f"ineligible must be a mask of shape {shape}, got {barred.dtype} of shape {barred.shape}"
        )
