"""The distribution of ability in each group while items are calibrated: normal, or a free histogram.

A normal group has a mean and the logarithm of an SD, at the nodes and summing to 1 over them; a histogram has
a weight at every node. One group (the reference) has mean 0 and SD 1, unless items with fixed parameters
carry the scale; then all groups are free and nothing is standardised again (Kim, 2006, JEM 43, 355-381).
"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np

from scoring.arrays import Floats, Mask

PopulationShape: TypeAlias = Literal["normal", "histogram"]

SMALLEST_SD = 0.1
LARGEST_SD = 4.0
LEAST_WEIGHT = 1e-14
MOST_ROUNDS = 60
SMALL_MOMENT = 1e-12


@dataclass(frozen=True)
class Population:
    """How ability is distributed, and what of it is estimated.

    `shape` is "normal" or "histogram" (an empirical histogram, Bock & Aitkin 1981). `reference` names the
    group with mean 0 and SD 1, None the first. `is_estimated` False holds every group at `mean` and `sd`;
    with fixed items they are where estimation begins.

    Raises:
        ValueError: the shape is unknown, or the mean or SD out of its range.
    """

    shape: PopulationShape = "normal"
    reference: Hashable = None
    is_estimated: bool = True
    mean: float = 0.0
    sd: float = 1.0

    def __post_init__(self) -> None:
        if self.shape not in {"normal", "histogram"}:
            raise ValueError(f"shape must be 'normal' or 'histogram', got {self.shape!r}")
        if not -4.0 <= self.mean <= 4.0:  # noqa: PLR2004  two units within the nodes
            raise ValueError(f"mean must lie in -4 to 4 logits, got {self.mean!r}")
        if not SMALLEST_SD <= self.sd <= LARGEST_SD:
            raise ValueError(f"sd must lie in {SMALLEST_SD} to {LARGEST_SD} logits, got {self.sd!r}")


@dataclass(frozen=True, eq=False)
class Groups:
    """The groups of one calibration; `is_free` (n_groups,) says which distributions are estimated.

    `is_standard` marks groups whose histogram is estimated but keeps mean 0 and SD 1. The state of all groups
    is one vector: means and log SDs, or square roots of the histograms' weights, one group after the other.
    """

    shape: PopulationShape
    nodes: Floats
    is_free: Mask
    is_standard: Mask

    @property
    def n_groups(self) -> int:
        return self.is_free.size

    @property
    def size(self) -> int:
        """Length of the state."""
        return self.n_groups * (2 if self.shape == "normal" else self.nodes.size)

    @property
    def is_free_entry(self) -> Mask:
        """Which entries of the state are estimated."""
        return np.repeat(self.is_free, self.size // self.n_groups)

    def start(self, means: Sequence[float], sds: Sequence[float]) -> Floats:
        """The state of normal distributions with these means and SDs."""
        normal = np.column_stack((means, np.log(sds)))
        if self.shape == "normal":
            return normal.ravel()
        return np.sqrt(np.exp(_log_normal(normal, self.nodes))).ravel()

    def log_weights(self, state: Floats) -> Floats:
        """Logarithms of the weights of each group at the nodes, (n_groups, n_nodes)."""
        table = state.reshape(self.n_groups, -1)
        if self.shape == "normal":
            return _log_normal(table, self.nodes)
        return np.log(np.maximum(table**2, LEAST_WEIGHT))

    def scores(self, state: Floats) -> Floats:
        """Derivatives of a normal group's log weights by its mean and log SD, (n_groups, 2, n_nodes)."""
        means, sds = state.reshape(-1, 2).T[:, :, None]
        sds = np.exp(sds)
        weights = np.exp(self.log_weights(state))[:, None]
        distances = (self.nodes - means) / sds
        statistics = np.stack((distances / sds, distances**2), axis=1)
        centred: Floats = statistics - (statistics * weights).sum(axis=2, keepdims=True)
        return centred

    def information(self, state: Floats) -> Floats:
        """Information of one person of known ability on mean and log SD, (n_groups, 2, 2)."""
        scores = self.scores(state)
        weighted = scores * np.exp(self.log_weights(state))[:, None]
        information: Floats = weighted @ scores.transpose(0, 2, 1)
        return information

    def curvature(self, state: Floats, masses: Floats) -> Floats:
        """Minus the second derivatives of sum of masses * log weights of normal groups, (n_groups, 2, 2).

        With x = (t - m) / s the log weights are -x^2 / 2 less the logarithm of their sum, so that minus the
        second derivatives are those of x^2 / 2, averaged over the masses and then over the weights, and the
        variance of the scores: 1 / s^2 and 2 x / s and 2 x^2 in the two averages cancel but for the mean.
        """
        means, log_sds = state.reshape(-1, 2).T
        sds = np.exp(log_sds)
        sizes = masses.sum(axis=1)
        distances = (self.nodes - means[:, None]) / sds[:, None]
        excess = masses - sizes[:, None] * np.exp(self.log_weights(state))
        curvature: Floats = self.information(state) * sizes[:, None, None]
        mixed = 2.0 * (excess * distances).sum(axis=1) / sds
        curvature[:, 0, 1] += mixed
        curvature[:, 1, 0] += mixed
        curvature[:, 1, 1] += 2.0 * (excess * distances**2).sum(axis=1)
        return curvature

    def step(self, state: Floats, masses: Floats) -> tuple[Floats, Floats]:
        """The step of an EM cycle, and the information of each entry; `masses` (n_groups, n_nodes)."""
        sizes = np.maximum(masses.sum(axis=1), 1e-12)
        if self.shape == "normal":
            gradient = (self.scores(state) @ masses[:, :, None])[:, :, 0]
            information = self.information(state) * sizes[:, None, None]
            step = np.linalg.solve(information, gradient[:, :, None])[:, :, 0]
            step = np.clip(step, [-1.0, -0.5], [1.0, 0.5])
            diagonal = np.diagonal(information, axis1=1, axis2=2)
        else:
            target = masses / sizes[:, None]
            for group in np.flatnonzero(self.is_standard):
                target[group] = standardised(target[group], self.nodes)
            step = np.sqrt(target) - state.reshape(target.shape)
            diagonal = np.broadcast_to(4.0 * sizes[:, None], step.shape)
        return np.where(self.is_free[:, None], step, 0.0).ravel(), diagonal.ravel()

    def projected(self, state: Floats) -> Floats:
        """The nearest state that is one: SDs within limits, histograms of sum 1 that keep their moments."""
        table = state.reshape(self.n_groups, -1).copy()
        if self.shape == "normal":
            limits = self.nodes[0] + 1.0, self.nodes[-1] - 1.0
            table[:, 0] = np.clip(table[:, 0], *limits)
            table[:, 1] = np.clip(table[:, 1], np.log(SMALLEST_SD), np.log(LARGEST_SD))
            return table.ravel()
        for group in np.flatnonzero(self.is_free):
            weights = np.maximum(table[group], 0.0) ** 2
            weights /= weights.sum()
            table[group] = np.sqrt(standardised(weights, self.nodes) if self.is_standard[group] else weights)
        return table.ravel()

    def mirrored(self, state: Floats) -> Floats:
        """The state with ability the other way round."""
        table = state.reshape(self.n_groups, -1)
        if self.shape == "normal":
            return (table * [-1.0, 1.0]).ravel()
        return table[:, ::-1].ravel()

    def moments(self, state: Floats) -> tuple[Floats, Floats]:
        """Means and SDs of the groups, both (n_groups,)."""
        if self.shape == "normal":
            means, log_sds = state.reshape(-1, 2).T
            return means.copy(), np.exp(log_sds)
        weights = np.exp(self.log_weights(state))
        weights /= weights.sum(axis=1, keepdims=True)
        means = weights @ self.nodes
        variances = (weights * (self.nodes - means[:, None]) ** 2).sum(axis=1)
        return means, np.sqrt(variances)


def standardised(weights: Floats, nodes: Floats) -> Floats:
    """The distribution with mean 0 and variance 1 under which these weights are likeliest.

    It maximises sum of weights * log(w) given sum w = 1, sum w t = 0 and sum w (t^2 - 1) = 0, so that an EM
    cycle with it never lowers the likelihood, which shifting the histogram along the nodes would. By
    Lagrange, w = weights / (1 + l1 t + l2 (t^2 - 1)) (empirical likelihood: Owen, 1988, Biometrika 75).
    """
    statistics = np.stack((nodes, nodes**2 - 1.0))
    multipliers = np.zeros(2)
    present = weights > 0.0

    def height(candidate: Floats) -> float:
        factors = 1.0 + candidate @ statistics[:, present]
        return float(weights[present] @ np.log(factors)) if factors.min() > 0.0 else -np.inf

    for _ in range(MOST_ROUNDS):
        tilted = weights / (1.0 + multipliers @ statistics)
        gradient = statistics @ tilted
        if np.abs(gradient).max() < SMALL_MOMENT:
            break
        curvature = (statistics * (tilted**2 / np.maximum(weights, 1e-300))) @ statistics.T
        step = np.linalg.solve(curvature + 1e-14 * np.eye(2), gradient)
        least = height(multipliers) - SMALL_MOMENT
        share = 1.0
        while share > SMALL_MOMENT and height(multipliers + share * step) < least:
            share *= 0.5
        multipliers = multipliers + share * step
    tilted = np.where(present, weights / (1.0 + multipliers @ statistics), 0.0)
    total: Floats = tilted / tilted.sum()
    return total


def _log_normal(table: Floats, nodes: Floats) -> Floats:
    logs = -0.5 * ((nodes - table[:, :1]) * np.exp(-table[:, 1:2])) ** 2
    highest = logs.max(axis=1, keepdims=True)
    normal: Floats = logs - (highest + np.log(np.exp(logs - highest).sum(axis=1, keepdims=True)))
    return normal
