"""The highest marginal likelihood of statements' parameters under constraints, and standard errors there."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from scipy.linalg import null_space

from scoring.arrays import Floats, Integers, Mask
from scoring.forced_choice.identification import Identification
from scoring.forced_choice.likelihood import UtilityModel, statement_scores
from scoring.forced_choice.posterior import Nodes, laid_nodes, posterior_modes, posterior_moments, weighed
from scoring.forced_choice.rankings import Rankings
from scoring.forced_choice.statements import LARGEST_UNIQUENESS, SMALLEST_UNIQUENESS

ROUNDS = (10.0, 1.0, 0.1, 1e-4)
"""Newton decrements at which new nodes are laid, and in the last round at which estimation ends."""

LARGEST_LOADING, LARGEST_MEAN = 4.0, 8.0
TYPICAL_UNIQUENESS = 0.5
LONGEST_STEP = 0.5
MEMORY = 8
LEAST_SHARE = 1e-4
SHORTEST_PART = 2.0**-12
NEAR_BOUND = 1e-9

DAMPING = 1e-4
"""Share of the largest eigenvalue of the scaled information to which smaller ones are raised for a step."""

SMALLEST_EIGENVALUE = 1e-3
"""Of the traits' covariance: traits are not the same."""

WEAK = 5e-3
FLAT = 1e-6
"""Shares of the largest eigenvalue of the information, scaled to a diagonal of 1: little, and nothing."""


@dataclass(frozen=True, eq=False)
class Population:
    """Means (n_traits,) and covariance of the traits."""

    means: Floats
    covariance: Floats


@dataclass(frozen=True, eq=False)
class Task:
    """What is estimated, from what, and how long."""

    rankings: Rankings
    plan: Identification
    estimates_means: bool
    estimates_variances: bool
    estimates_correlations: bool
    n_traits: int
    uniqueness_prior_sd: float | None
    n_nodes: int
    most_steps: int


@dataclass(frozen=True, eq=False)
class Fit:
    """The estimates.

    Parameters in a row are loadings, means, log uniquenesses (n_statements each), trait means (n_traits,) and
    the upper triangle of the traits' covariance, row by row.
    """

    model: UtilityModel
    population: Population
    standard_errors: Floats
    log_likelihood: float
    decrement: float
    is_converged: bool
    n_steps: int
    at_bound: Mask
    n_weak: int
    n_flat: int
    least_eigenvalue_share: float
    effective_shares: Floats


def maximised(task: Task, model: UtilityModel, population: Population) -> Fit:
    """Climb from here, laying nodes anew as the estimates settle."""
    row = _row(model, population)
    modes: Floats | None = None
    n_steps, decrement = 0, np.inf
    climb = _Climb.at(task, row, model.traits, modes)
    for wanted in ROUNDS:
        climb = _Climb.at(task, row, model.traits, modes)
        modes = climb.modes
        row, n_steps, decrement = climb.to_top(row, wanted, n_steps)
    return climb.fit(row, decrement, n_steps)


@dataclass(frozen=True, eq=False)
class _Climb:
    """The likelihood on nodes that are held."""

    task: Task
    traits: Integers
    modes: Floats
    nodes: Nodes
    free: Mask

    @classmethod
    def at(cls, task: Task, row: Floats, traits: Integers, modes: Floats | None) -> Self:
        model, population = _unrow(row, traits, task.n_traits)
        found = posterior_modes(model, task.rankings, population.means, population.covariance, modes)
        free_traits = np.full(task.n_traits, task.estimates_means)
        rows, columns = np.triu_indices(task.n_traits)
        free_pairs = np.where(rows == columns, task.estimates_variances, task.estimates_correlations)
        plan = task.plan
        free = np.concatenate(
            (plan.has_loading, plan.has_loading, plan.has_uniqueness, free_traits, free_pairs)
        )
        return cls(task, traits, found.traits, laid_nodes(found, task.n_nodes), free)

    def to_top(self, row: Floats, wanted: float, n_steps: int) -> tuple[Floats, int, float]:
        """Steps until twice what the next one promises is `wanted` or less, or nothing climbs any more."""
        height, weights = self._height(row)
        past: list[tuple[Floats, Floats]] = []
        scores = self._scores(row, weights)
        while True:
            gradient = self._gradient(row, scores)
            free = self.free & ~self._at_bound(row, gradient)
            step, decrement = self._step(row, scores, free, past)
            if decrement <= wanted or n_steps >= self.task.most_steps:
                return row, n_steps, decrement
            n_steps += 1
            climbed = self._climbed(row, height, step, decrement)
            if climbed is None:
                return row, n_steps, decrement
            there, reached, weights = climbed
            scores = self._scores(there, weights)
            moved, turned = there - row, gradient - self._gradient(there, scores)
            if moved[free] @ turned[free] > 0.0:
                past = [*past[1 - MEMORY :], (moved, turned)]
            row, height = there, reached

    def _climbed(
        self, row: Floats, height: float, step: Floats, decrement: float
    ) -> tuple[Floats, float, Floats] | None:
        """Parameters, height and weights after as much of the step as climbs, None if none of it does."""
        part = min(1.0, LONGEST_STEP / np.abs(step).max())
        while part >= SHORTEST_PART:
            there = self._within(row + part * step)
            reached, weights = self._height(there)
            if reached >= height + LEAST_SHARE * part * decrement:
                return there, reached, weights
            part *= 0.5
        return None

    def fit(self, row: Floats, decrement: float, n_steps: int) -> Fit:
        """What was reached, with standard errors."""
        height, weights = self._height(row)
        scores = self._scores(row, weights)
        free = self.free & ~self._at_bound(row, self._gradient(row, scores))
        basis, information = self._curvature(row, scores, free)
        scale = 1.0 / np.sqrt(np.maximum(np.diagonal(information), 1e-300))
        values, vectors = np.linalg.eigh(information * scale[:, None] * scale)
        flat = values <= FLAT * values.max(initial=1.0)
        directions = basis @ (scale[:, None] * vectors)
        # As many scores as parameters are fitted make the cross-product too large an estimate of its inverse.
        n_persons = len(scores)
        shrink = max(n_persons - len(values), 1) / n_persons
        variances = shrink * (directions[:, ~flat] ** 2 / values[~flat]).sum(axis=1)
        lengths = (directions**2).sum(axis=1)
        unclear = (directions[:, flat] ** 2).sum(axis=1) > 1e-6 * lengths
        errors = np.full(row.size, np.nan)
        errors[free] = np.where(unclear, np.nan, np.sqrt(variances))
        model, population = _unrow(row, self.traits, self.task.n_traits)
        return Fit(
            model=model,
            population=population,
            standard_errors=errors,
            log_likelihood=height + 0.5 * self._prior_squares(row),
            decrement=decrement,
            is_converged=decrement <= ROUNDS[-1],
            n_steps=n_steps,
            at_bound=self._is_extreme(row) & self.free,
            n_weak=int((values <= WEAK * values.max(initial=1.0)).sum()),
            n_flat=int(flat.sum()),
            least_eigenvalue_share=float((values / values.max(initial=1.0)).min(initial=1.0)),
            effective_shares=1.0 / ((weights**2).sum(axis=1) * weights.shape[1]),
        )

    def _height(self, row: Floats) -> tuple[float, Floats]:
        model, population = _unrow(row, self.traits, self.task.n_traits)
        if np.linalg.eigvalsh(population.covariance)[0] < SMALLEST_EIGENVALUE:
            return -np.inf, np.empty(0)
        logs, weights = weighed(
            model, self.task.rankings, self.nodes, population.means, population.covariance
        )
        return float(logs.sum()) - 0.5 * self._prior_squares(row), weights

    def _scores(self, row: Floats, weights: Floats) -> Floats:
        """Derivatives of each person's log marginal likelihood, (n_persons, n_parameters)."""
        model, population = _unrow(row, self.traits, self.task.n_traits)
        of_statements = statement_scores(model, self.task.rankings, self.nodes.points, weights)
        precision = np.linalg.inv(population.covariance)
        means, covariances = posterior_moments(self.nodes, weights)
        pulls = (means - population.means) @ precision
        spreads = precision @ covariances @ precision - precision + pulls[:, :, None] * pulls[:, None]
        rows, columns = np.triu_indices(self.task.n_traits)
        of_covariance = spreads[:, rows, columns] * np.where(rows == columns, 0.5, 1.0)
        return np.concatenate(
            (
                of_statements.loadings,
                of_statements.means,
                of_statements.log_uniquenesses,
                pulls,
                of_covariance,
            ),
            axis=1,
        )

    def _gradient(self, row: Floats, scores: Floats) -> Floats:
        return np.asarray(scores.sum(axis=0) + self._prior_slope(row))

    def _step(
        self, row: Floats, scores: Floats, free: Mask, past: Sequence[tuple[Floats, Floats]]
    ) -> tuple[Floats, float]:
        """A step and its decrement: the cross-product's, corrected by how the gradient changed (L-BFGS)."""
        basis, information = self._curvature(row, scores, free)
        scale = 1.0 / np.sqrt(np.maximum(np.diagonal(information), 1e-300))
        values, vectors = np.linalg.eigh(information * scale[:, None] * scale)
        directions = basis @ (scale[:, None] * vectors)
        damped = np.maximum(values, DAMPING * values.max(initial=0.0))
        gradient = self._gradient(row, scores)[free]
        rest = gradient.copy()
        usable = [(moved[free], turned[free]) for moved, turned in past]
        usable = [(moved, turned) for moved, turned in usable if moved @ turned > 0.0]
        shares = []
        for moved, turned in reversed(usable):
            share = (moved @ rest) / (moved @ turned)
            rest -= share * turned
            shares.append(share)
        along = directions @ ((directions.T @ rest) / damped)
        for (moved, turned), share in zip(usable, reversed(shares), strict=True):
            along += (share - (turned @ along) / (moved @ turned)) * moved
        step = np.zeros(row.size)
        step[free] = along
        return step, float(gradient @ along)

    def _curvature(self, row: Floats, scores: Floats, free: Mask) -> tuple[Floats, Floats]:
        """A basis of the directions that keep what is laid down, and the information along them."""
        model, _ = _unrow(row, self.traits, self.task.n_traits)
        rules = self.task.plan.constraint_rows(model)
        padded = np.concatenate((rules, np.zeros((len(rules), row.size - rules.shape[1]))), axis=1)[:, free]
        padded = padded[padded.any(axis=1)]
        basis = null_space(padded) if padded.size else np.eye(int(free.sum()))
        along = scores[:, free] @ basis
        prior = self._prior_precision(row)[free]
        return basis, along.T @ along + basis.T @ (prior[:, None] * basis)

    def _prior_precision(self, row: Floats) -> Floats:
        precision = np.zeros(row.size)
        if self.task.uniqueness_prior_sd is not None:
            n = self.traits.size
            precision[2 * n : 3 * n] = self.task.plan.has_uniqueness / self.task.uniqueness_prior_sd**2
        return precision

    def _prior_slope(self, row: Floats) -> Floats:
        return np.asarray(self._prior_precision(row) * (math.log(TYPICAL_UNIQUENESS) - row))

    def _prior_squares(self, row: Floats) -> float:
        return float((self._prior_precision(row) * (math.log(TYPICAL_UNIQUENESS) - row) ** 2).sum())

    def _within(self, row: Floats) -> Floats:
        lower, upper = _bounds(self.task)
        clipped = np.where(self.free, np.clip(row, lower, upper), row)
        model, population = _unrow(clipped, self.traits, self.task.n_traits)
        return _row(self.task.plan.normalised(model), population)

    def _is_extreme(self, row: Floats) -> Mask:
        lower, upper = _bounds(self.task)
        return (row <= lower + NEAR_BOUND) | (row >= upper - NEAR_BOUND)

    def _at_bound(self, row: Floats, gradient: Floats) -> Mask:
        lower, upper = _bounds(self.task)
        return ((row <= lower + NEAR_BOUND) & (gradient < 0.0)) | (
            (row >= upper - NEAR_BOUND) & (gradient > 0.0)
        )


def _row(model: UtilityModel, population: Population) -> Floats:
    above = np.triu_indices(population.means.size)
    return np.concatenate(
        (
            model.loadings,
            model.means,
            np.log(model.uniquenesses),
            population.means,
            population.covariance[above],
        )
    )


def _unrow(row: Floats, traits: Integers, n_traits: int) -> tuple[UtilityModel, Population]:
    n = traits.size
    loadings, means, logs = row[: 3 * n].reshape(3, n)
    rows, columns = np.triu_indices(n_traits)
    covariance = np.empty((n_traits, n_traits))
    covariance[rows, columns] = covariance[columns, rows] = row[3 * n + n_traits :]
    return UtilityModel(traits, loadings, means, np.exp(logs)), Population(
        row[3 * n : 3 * n + n_traits], covariance
    )


def _bounds(task: Task) -> tuple[Floats, Floats]:
    n = task.plan.has_loading.size
    rest = np.full(task.n_traits + task.n_traits * (task.n_traits + 1) // 2, np.inf)
    ends = (LARGEST_LOADING, LARGEST_MEAN, np.log(LARGEST_UNIQUENESS))
    upper = np.concatenate((*(np.full(n, end) for end in ends), rest))
    lower = -upper
    lower[2 * n : 3 * n] = np.log(SMALLEST_UNIQUENESS)
    return lower, upper
