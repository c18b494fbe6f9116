"""Adaptive tests of several abilities at once on simulated examinees, in lock step, and what came out.

The decisions are those of the `MultidimensionalTest` itself. Every ability, and any weighted sum of them, can
be looked at as a `Simulation` of one ability, with all its figures.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

import numpy as np
from numpy.random import Generator
from numpy.typing import ArrayLike
from scipy.special import expit
from scipy.stats import chi2

from scoring.answers import MISSING
from scoring.arrays import Floats, Integers, Mask
from scoring.exposure import ItemEligibility
from scoring.multidimensional_ability import estimate_multidimensional_eap
from scoring.multidimensional_test import MultidimensionalStanding, MultidimensionalTest
from scoring.simulation.exposure_control import ExposureControl, ExposureMethod, control_of
from scoring.simulation.result import Simulation
from scoring.simulation.running import COHORT


@dataclass(frozen=True, eq=False)
class MultidimensionalSimulation:
    """Simulated tests of several abilities.

    `abilities` and `estimates` (logits) are (n_examinees, n_dimensions), `covariances` (n_examinees,
    n_dimensions, n_dimensions); `items` and `categories` (n_examinees, longest) are what was given and
    answered, in order, -1 beyond the end; `stop_reasons` is (n_examinees,). `weights` (n_dimensions,) are
    those of the test's composite, None where it has none.
    """

    n_items: int
    abilities: Floats
    estimates: Floats
    covariances: Floats
    items: Integers
    categories: Integers
    stop_reasons: tuple[str, ...]
    weights: Floats | None = None
    use: Simulation = field(init=False, repr=False)
    """The simulation of the first ability, for what is the same for all: lengths, reasons to stop, counts,
    exposure, overlap."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "use", self.ability(0))

    @property
    def n_dimensions(self) -> int:
        """Number of abilities."""
        return int(self.abilities.shape[1])

    def ability(self, dimension: int) -> Simulation:
        """How well one ability was measured.

        Raises:
            ValueError: there is no such ability.
        """
        if not 0 <= dimension < self.n_dimensions:
            raise ValueError(f"dimension must be 0 to {self.n_dimensions - 1}, got {dimension!r}")
        return self.composite(np.eye(self.n_dimensions)[dimension])

    def composite(self, weights: ArrayLike | None = None) -> Simulation:
        """How well the sum of weight times ability was measured; the test's own composite by default.

        Raises:
            ValueError: the weights are not as many finite numbers as abilities, or there are none.
        """
        given = self.weights if weights is None else np.asarray(weights, dtype=np.float64)
        if given is None or given.shape != (self.n_dimensions,) or not np.isfinite(given).all():
            raise ValueError(f"weights must hold {self.n_dimensions} finite numbers, got {weights!r}")
        return Simulation(
            n_items=self.n_items,
            abilities=self.abilities @ given,
            estimates=self.estimates @ given,
            standard_errors=np.sqrt(self.covariances @ given @ given),
            items=self.items,
            categories=self.categories,
            stop_reasons=self.stop_reasons,
        )

    @property
    def bias(self) -> Floats:
        """Mean of estimate minus ability, logits, (n_dimensions,)."""
        return np.array([each.bias for each in self._each_ability()])

    @property
    def rmse(self) -> Floats:
        """Root mean square of estimate minus ability, logits, (n_dimensions,)."""
        return np.array([each.rmse for each in self._each_ability()])

    @property
    def reliability(self) -> Floats:
        """Squared correlation of estimates and abilities, (n_dimensions,)."""
        return np.array([each.reliability for each in self._each_ability()])

    def coverage(self, level: float = 0.95) -> Floats:
        """The share of examinees whose ability lies in its interval, for every ability, (n_dimensions,).

        Raises:
            ValueError: the level is not between 0 and 1.
        """
        return np.array([each.coverage(level) for each in self._each_ability()])

    def joint_coverage(self, level: float = 0.95) -> float:
        """The share of examinees whose abilities all together lie in the ellipsoid of this level.

        Raises:
            ValueError: the level is not between 0 and 1.
        """
        if not 0.0 < level < 1.0:
            raise ValueError(f"level must lie between 0 and 1, got {level!r}")
        errors = self.estimates - self.abilities
        distances = np.einsum(
            "pd,pd->p", errors, np.linalg.solve(self.covariances, errors[:, :, None])[..., 0]
        )
        return float((distances <= chi2.ppf(level, self.n_dimensions)).mean())

    def _each_ability(self) -> list[Simulation]:
        return [self.ability(dimension) for dimension in range(self.n_dimensions)]


def simulate_multidimensional(
    test: MultidimensionalTest,
    abilities: ArrayLike,
    *,
    rng: Generator,
    exposure: ExposureMethod = 1.0,
    cohort: int = COHORT,
    final: Literal["map", "eap"] = "map",
) -> MultidimensionalSimulation:
    """One adaptive test for each examinee of these abilities, (n_examinees, n_dimensions).

    As `simulate`: cohorts of `cohort` start together, in order, and `exposure` decides from the cohorts
    before what they may be given. The segments of an `ItemEligibility` are of the test's composite. What is
    told of a finished test are the estimates that it went by, "map", or, of the same answers, the mean and
    covariance of the posterior, "eap", whose standard errors are those made in short tests too.

    Raises:
        ValueError: an ability is not finite, an option is out of its range, the test has no `weights` for an
            `ItemEligibility`, or it has too many dimensions for "eap".
    """
    people = np.atleast_1d(np.array(abilities, dtype=np.float64))
    n_dimensions = test.pool.n_dimensions
    if people.shape != (len(people), n_dimensions) or not people.size or not np.isfinite(people).all():
        raise ValueError(
            f"abilities must be finite logits of shape (n_examinees, {n_dimensions}), got {abilities!r}"
        )
    if not isinstance(rng, Generator):
        raise ValueError(f"rng must be a generator of numpy, such as default_rng(1), got {rng!r}")  # noqa: TRY004
    if cohort < 1:
        raise ValueError(f"cohort must be 1 or more, got {cohort!r}")
    if final not in {"map", "eap"}:
        raise ValueError(f"final must be 'map' or 'eap', got {final!r}")
    if isinstance(exposure, ItemEligibility) and test.weights is None:
        raise ValueError(
            "exposure by ItemEligibility needs a test with weights, whose composite has segments"
        )
    control = control_of(exposure, n_items=test.pool.n_items, max_items=test.max_items)
    done = [
        _Running(test, people[first : first + cohort], control, rng).simulation()
        for first in range(0, len(people), cohort)
    ]
    joined = _joined(done)
    return joined if final == "map" else _with_means(test, joined)


class _Running:
    """The tests of one cohort while they run."""

    def __init__(
        self, test: MultidimensionalTest, abilities: Floats, control: ExposureControl, rng: Generator
    ) -> None:
        n, n_dimensions = abilities.shape
        self._test, self._abilities, self._control, self._rng = test, abilities, control, rng
        self._ineligible = control.ineligible(n, rng)
        self._free = np.ones((n, test.pool.n_items), dtype=np.bool_)
        self._items = np.full((n, test.max_items), -1)
        self._categories = np.full((n, test.max_items), -1)
        self._segments = np.zeros((n, test.max_items), dtype=np.int64)
        self._estimates = np.empty((n, n_dimensions))
        self._covariances = np.empty((n, n_dimensions, n_dimensions))
        self._reasons = [""] * n

    def simulation(self) -> MultidimensionalSimulation:
        """All tests to their end; items are counted."""
        at = np.arange(len(self._abilities))
        for position in range(self._test.max_items + 1):
            segments, standing = self._standing(at, position)
            goes_on = self._ended(at, standing)
            at, segments, standing = at[goes_on], segments[goes_on], standing.of_persons(goes_on)
            if not at.size:
                break
            chosen = self._test.choose_each(standing, self._rng.random((at.size, self._test.pool.n_items)))
            self._items[at, position] = chosen
            self._segments[at, position] = segments
            self._take(at, chosen)
            self._answer(at, chosen, position)
        final = self._segments_of(self._estimates)
        is_lifted = np.zeros(len(self._abilities), dtype=np.bool_)
        self._control.count(self._ineligible, self._items, self._segments, final, is_lifted)
        return MultidimensionalSimulation(
            n_items=self._test.pool.n_items,
            abilities=self._abilities,
            estimates=self._estimates,
            covariances=self._covariances,
            items=self._items,
            categories=self._categories,
            stop_reasons=tuple(self._reasons),
            weights=self._test.weights,
        )

    def _standing(self, at: Integers, position: int) -> tuple[Integers, MultidimensionalStanding]:
        items, categories = self._items[at, :position], self._categories[at, :position]
        estimates, covariances = self._test.estimate_each(items, categories)
        self._estimates[at], self._covariances[at] = estimates, covariances
        segments = self._segments_of(estimates)
        # What is decided for all alike has one row, and one segment where ability does not matter.
        persons = at if self._ineligible.shape[0] > 1 else 0
        eligible: Mask = self._free[at] & ~self._ineligible[persons, segments]
        return segments, MultidimensionalStanding(estimates, covariances, items, eligible)

    def _segments_of(self, estimates: Floats) -> Integers:
        weights = self._test.weights
        return self._control.segments(estimates[:, 0] if weights is None else estimates @ weights)

    def _ended(self, at: Integers, standing: MultidimensionalStanding) -> Mask:
        """Who goes on; the reasons of the others are noted."""
        reasons = self._test.stop_reason_each(standing)
        for person, reason in zip(at.tolist(), reasons, strict=True):
            self._reasons[person] = reason or ""
        return np.array([reason is None for reason in reasons], dtype=np.bool_)

    def _take(self, at: Integers, chosen: Integers) -> None:
        """Items that are given, and their enemies, cannot be given again."""
        self._free[at, chosen] = False
        if self._test.enemies:
            for person, item in zip(at.tolist(), chosen.tolist(), strict=True):
                self._free[person, list(self._test.enemies[item])] = False

    def _answer(self, at: Integers, chosen: Integers, position: int) -> None:
        pool = self._test.pool
        logits = np.einsum("pd,pd->p", pool.slopes[chosen], self._abilities[at]) + pool.intercepts[chosen]
        self._categories[at, position] = self._rng.random(at.size) < expit(logits)


def _joined(parts: Sequence[MultidimensionalSimulation]) -> MultidimensionalSimulation:
    return MultidimensionalSimulation(
        n_items=parts[0].n_items,
        abilities=np.concatenate([part.abilities for part in parts]),
        estimates=np.concatenate([part.estimates for part in parts]),
        covariances=np.concatenate([part.covariances for part in parts]),
        items=np.concatenate([part.items for part in parts]),
        categories=np.concatenate([part.categories for part in parts]),
        stop_reasons=tuple(reason for part in parts for reason in part.stop_reasons),
        weights=parts[0].weights,
    )


def _with_means(
    test: MultidimensionalTest, simulation: MultidimensionalSimulation
) -> MultidimensionalSimulation:
    """The same tests with the means and covariances of the posteriors."""
    sheet = np.full((len(simulation.items), test.pool.n_items), MISSING)
    persons, positions = np.nonzero(simulation.items >= 0)
    sheet[persons, simulation.items[persons, positions]] = simulation.categories[persons, positions]
    found = estimate_multidimensional_eap(
        test.pool, sheet, mean=test.prior_mean, covariance=test.prior_covariance
    )
    return replace(simulation, estimates=found.abilities, covariances=found.covariances)
