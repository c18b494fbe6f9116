"""An adaptive test of several abilities at once: the estimates, whether it ends, and which item is next.

As in `adaptive_test` the state of a test is in the arguments, and the questions that end in `_each` are for
many persons at the same position. Abilities are the mode of the joint posterior with the covariance of its
curvature there (Segall, 1996, Psychometrika 61, 331-354). The criteria are in `selection.multidimensional`.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from scoring.ability import Estimate
from scoring.arrays import Floats, Integers, Mask
from scoring.multidimensional import information_weights
from scoring.multidimensional_ability import modes_and_covariances
from scoring.multidimensional_design import CriterionName, MultidimensionalDesign, variances
from scoring.multidimensional_quadrature import Answered
from scoring.selection.chance import weighed
from scoring.selection.multidimensional import a_optimal_gain, composite_optimal_gain, d_optimal_gain
from scoring.selection.ranking import Candidate, best, best_of_each
from scoring.stopping import StopReason

N_CANDIDATES = 3
"""How many of the best items are reported with a choice."""


@dataclass(frozen=True)
class MultidimensionalEstimate:
    """The abilities of one person, (n_dimensions,) logits, and their covariance: mode and Laplace's."""

    abilities: tuple[float, ...]
    covariance: tuple[tuple[float, ...], ...]

    @property
    def standard_errors(self) -> tuple[float, ...]:
        """Standard error of every ability, logits."""
        return tuple(math.sqrt(row[place]) for place, row in enumerate(self.covariance))

    def composite(self, weights: ArrayLike) -> Estimate:
        """The sum of weight times ability.

        Raises:
            ValueError: the weights are not as many numbers as abilities.
        """
        parts = np.asarray(weights, dtype=np.float64)
        if parts.shape != (len(self.abilities),):
            raise ValueError(f"weights must have shape ({len(self.abilities)},), got {parts.shape}")
        error = math.sqrt(float(parts @ np.array(self.covariance) @ parts))
        return Estimate(float(parts @ np.array(self.abilities)), error, "map")


class MultidimensionalCriterion(NamedTuple):
    """What an item was chosen by: the criterion's name and the weight of it against chance.

    `present` is what the criterion makes small, as it is now: the log determinant of the covariance, the sum
    of the variances, or the variance of the composite; `expected` the same after the chosen item, with the
    information that it has at the present estimate.
    """

    rule: CriterionName
    share: float
    present: float
    expected: float


@dataclass(frozen=True)
class MultidimensionalChoice:
    """The next item, the estimate it was chosen at, and the best candidates with their weights, it first."""

    index: int
    estimate: MultidimensionalEstimate
    criterion: MultidimensionalCriterion
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, eq=False)
class MultidimensionalStanding:
    """Where persons stand who were given equally many items.

    `abilities` (n_persons, n_dimensions) and `covariances` (n_persons, n_dimensions, n_dimensions) as
    `estimate_each` gives them; `administered` (n_persons, n_administered); `eligible` (n_persons, n_items)
    without what was administered and its enemies.
    """

    abilities: Floats
    covariances: Floats
    administered: Integers
    eligible: Mask

    def of_persons(self, which: Mask) -> "MultidimensionalStanding":
        """The standing of some of the persons."""
        return MultidimensionalStanding(
            self.abilities[which], self.covariances[which], self.administered[which], self.eligible[which]
        )


@dataclass(frozen=True, eq=False)
class MultidimensionalTest(MultidimensionalDesign):
    """An adaptive test of the abilities that a pool's items measure, with a multivariate normal prior.

    The prior is of logits, `prior_mean` (n_dimensions,) and `prior_covariance`; by its correlations an item
    tells of abilities that it does not measure. The next item is the one that is expected to take most off
    what `criterion` names; `weights` (n_dimensions,) are those of the composite. `chance` mixes chance in as
    for tests of one ability (`selection.chance`).

    The test ends as precise, after at least `min_items`, when every ability that has a number in
    `target_standard_errors` (n_dimensions,) has come down to it, and the composite to
    `target_composite_error`; or at `max_items`; or when no item may be given.

    `enemies` names for every item those that must not be in one test with it. `items_per_ability` has for
    every ability the least and the most items of it in a test; an item is of the ability on which its slope
    is steepest, the first of equal ones. The least keep a test from ending as precise, and as soon as only
    the items still owed have room, no others are given; where none of them is eligible the test ends.

    Raises:
        ValueError: an argument is out of its range or does not suit the pool, or the prior is already as
            precise as a target.
    """

    # --- one person -----------------------------------------------------------------------------------

    def estimate(self, administered: Sequence[int], categories: Sequence[int]) -> MultidimensionalEstimate:
        """Abilities and covariance after these responses; those of the prior when there are none.

        Raises:
            ValueError: the sequences differ in length, an item is unknown or given twice, or a category is
                not 0 or 1.
        """
        abilities, covariances = self.estimate_each(*self._read(administered, categories))
        return _estimate_of(abilities[0], covariances[0])

    def stop_reason(
        self, estimate: MultidimensionalEstimate, n_administered: int, n_left: int
    ) -> StopReason | None:
        """Why the test ends now by length or precision, or None; `n_left` items could still be given.

        What `items_per_ability` asks for is not asked here, but by `stop`.
        """
        covariance = np.array(estimate.covariance)[None]
        is_precise = bool(self._is_precise(covariance)[0])
        return self._reason(n_administered, n_left, is_precise=is_precise)

    def stop(
        self, administered: Sequence[int], categories: Sequence[int], eligible: Mask
    ) -> StopReason | None:
        """Why the test ends now, or None.

        Raises:
            ValueError: the responses are invalid (see `estimate`), or `eligible` has another type or shape.
        """
        return self.stop_reason_each(self._standing(administered, categories, eligible))[0]

    def choose(
        self, administered: Sequence[int], categories: Sequence[int], eligible: Mask, draws: Floats
    ) -> MultidimensionalChoice:
        """The next item after these responses, out of those `eligible` (n_items,) and not yet administered.

        `draws` (n_items,) are this decision's uniforms on [0, 1): all that is left to chance, and the order
        of items that are equally good.

        Raises:
            ValueError: the responses are invalid (see `estimate`), an array has a wrong type or shape, or no
                item is left.
        """
        uniforms = np.asarray(draws, dtype=np.float64)
        shape = (self.pool.n_items,)
        if uniforms.shape != shape or not (uniforms.min() >= 0.0 and uniforms.max() < 1.0):
            raise ValueError(f"draws must be uniforms on [0, 1) of shape {shape}, got {draws!r}")
        standing = self._standing(administered, categories, eligible)
        if not self._allowed(standing).any():
            raise ValueError("eligible must leave an item that may be administered, got none")
        values, shares, weights = self._weighed(standing, uniforms[None])
        found = best(weights[0], uniforms, N_CANDIDATES)
        if self.chance == "randomesque":  # ranked by the draws, and told by what they were drawn for
            found = tuple(Candidate(each.index, float(values[0, each.index])) for each in found)
        present = self._present(standing.covariances[0])
        return MultidimensionalChoice(
            index=found[0].index,
            estimate=_estimate_of(standing.abilities[0], standing.covariances[0]),
            criterion=MultidimensionalCriterion(
                rule=self.criterion,
                share=float(shares[0, 0]),
                present=present,
                expected=present - float(values[0, found[0].index]),
            ),
            candidates=found,
        )

    # --- many persons at the same position ------------------------------------------------------------

    def estimate_each(self, administered: Integers, categories: Integers) -> tuple[Floats, Floats]:
        """Abilities and covariances after these items and answers, both (n_persons, n_administered)."""
        signs = 2.0 * categories.astype(np.float64) - 1.0
        answered = Answered(self.pool.slopes[administered], self.pool.intercepts[administered], signs)
        return modes_and_covariances(answered, self._prior)

    def stop_reason_each(self, standing: MultidimensionalStanding) -> list[StopReason | None]:
        """For each person why the test ends now, or None."""
        n_administered = standing.administered.shape[1]
        is_precise = self._is_precise(standing.covariances)
        if self.items_per_ability:
            is_precise &= ~self._owed(standing).any(axis=1)
        n_left = np.count_nonzero(self._allowed(standing), axis=1)
        return [
            self._reason(n_administered, own_left, is_precise=is_there)
            for own_left, is_there in zip(n_left.tolist(), is_precise.tolist(), strict=True)
        ]

    def choose_each(self, standing: MultidimensionalStanding, draws: Floats) -> Integers:
        """The next item of each person, (n_persons,), as `choose` finds it; `draws` are (n_persons, n_items).

        Everybody must have an item left that may be given.
        """
        return best_of_each(self._weighed(standing, draws)[2], draws)

    # --- what both share ------------------------------------------------------------------------------

    def _weighed(self, standing: MultidimensionalStanding, draws: Floats) -> tuple[Floats, Floats, Floats]:
        """Values and the weights that chance makes of them, (n_persons, n_items), and shares between."""
        informations = information_weights(self.pool, standing.abilities).T
        arguments = self.pool.slopes, informations, standing.covariances
        if self.criterion == "composite":
            values = composite_optimal_gain(*arguments, self._composite)
        else:
            values = (d_optimal_gain if self.criterion == "d" else a_optimal_gain)(*arguments)
        shares = self._shares(standing.covariances, standing.administered.shape[1])
        return values, shares, weighed(self._chance, values, draws, shares, self._allowed(standing))

    def _present(self, covariance: Floats) -> float:
        match self.criterion:
            case "d":
                return float(np.linalg.slogdet(covariance)[1])
            case "a":
                return float(np.trace(covariance))
            case "composite":
                return float(variances(covariance[None], self._composite)[0])

    def _reason(self, n_administered: int, n_left: int, *, is_precise: bool) -> StopReason | None:
        if is_precise and n_administered >= self.min_items:
            return "precise"
        # An error of infinity is never the reason.
        return self._stopping.reason(Estimate(0.0, math.inf, "map"), n_administered, n_left)

    def _allowed(self, standing: MultidimensionalStanding) -> Mask:
        """The eligible items that the bounds of `items_per_ability` let in now, (n_persons, n_items)."""
        if not self.items_per_ability:
            return standing.eligible
        most = np.array([bounds[1] for bounds in self.items_per_ability])
        owed = self._owed(standing)
        room = self.max_items - standing.administered.shape[1]
        has_no_other_room = owed.sum(axis=1) >= room
        is_open = (self._counts(standing) < most) & ((owed > 0) | ~has_no_other_room[:, None])
        return np.asarray(standing.eligible & is_open[:, self.ability_of_item])

    def _owed(self, standing: MultidimensionalStanding) -> Integers:
        """How many items of every ability are still to come at least, (n_persons, n_dimensions)."""
        least = np.array([bounds[0] for bounds in self.items_per_ability])
        return np.maximum(least - self._counts(standing), 0)

    def _counts(self, standing: MultidimensionalStanding) -> Integers:
        abilities = self.ability_of_item[standing.administered]
        counts: Integers = (abilities[:, :, None] == np.arange(self.pool.n_dimensions)).sum(axis=1)
        return counts

    def _standing(
        self, administered: Sequence[int], categories: Sequence[int], eligible: Mask
    ) -> MultidimensionalStanding:
        """The standing of one person."""
        items, answers = self._read(administered, categories)
        free = np.array(eligible)
        if free.shape != (self.pool.n_items,) or free.dtype != np.bool_:
            raise ValueError(
                f"eligible must be a mask of shape {(self.pool.n_items,)}, "
                f"got {free.dtype} of shape {free.shape}"
            )
        free[items[0]] = False
        if self.enemies:
            for item in items[0].tolist():
                free[list(self.enemies[item])] = False
        return MultidimensionalStanding(*self.estimate_each(items, answers), items, free[None])

    def _read(self, administered: Sequence[int], categories: Sequence[int]) -> tuple[Integers, Integers]:
        """The responses of one person, both (1, n_administered)."""
        if len(administered) != len(categories):
            raise ValueError(
                "administered and categories must have the same length, "
                f"got {len(administered)} items and {len(categories)} categories"
            )
        n_items = self.pool.n_items
        if len(set(administered)) != len(administered) or not set(administered) <= set(range(n_items)):
            raise ValueError(
                f"administered must hold items 0 to {n_items - 1}, none of them twice, "
                f"got {list(administered)!r}"
            )
        if not set(categories) <= {0, 1}:
            raise ValueError(f"categories must be 0 or 1, got {list(categories)!r}")
        return np.array([administered], dtype=np.int64), np.array([categories], dtype=np.int64)


def _estimate_of(abilities: Floats, covariance: Floats) -> MultidimensionalEstimate:
    return MultidimensionalEstimate(tuple(abilities.tolist()), tuple(map(tuple, covariance.tolist())))
