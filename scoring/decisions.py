"""Decisions about one person at cut scores, each with the probability that it is wrong.

How well decisions are for a whole group is in `classification`, tests that end with one in `stopping`.
"""

import itertools
import math
from dataclasses import dataclass
from typing import Self

import numpy as np
from scipy.special import ndtr

from scoring.ability import GRID, Posterior
from scoring.reporting_scale import ReportingScale


@dataclass(frozen=True)
class Decision:
    """The category that a person is put into, and the probability of each category being the true one.

    `category` is the number of cuts that the ability reaches. `false_above` and `false_below` are the
    probabilities of being put above or below the true category.
    """

    category: int
    probabilities: tuple[float, ...]

    @property
    def error(self) -> float:
        """The probability that the true category is another one."""
        return self.false_above + self.false_below

    @property
    def false_above(self) -> float:
        """The probability that the true category is below the one given."""
        return math.fsum(self.probabilities[: self.category])

    @property
    def false_below(self) -> float:
        """The probability that the true category is above the one given."""
        return math.fsum(self.probabilities[self.category + 1 :])


@dataclass(frozen=True)
class CutScores:
    """Rising cuts (logits) between categories 0, 1, 2, ...; an ability at a cut belongs above it.

    Raises:
        ValueError: the cuts are not finite or do not rise.
    """

    cuts: tuple[float, ...]

    def __post_init__(self) -> None:
        is_rising = all(low < high for low, high in itertools.pairwise(self.cuts))
        if not self.cuts or not all(map(math.isfinite, self.cuts)) or not is_rising:
            raise ValueError(f"cuts must be one or more finite logits that rise, got {self.cuts!r}")

    @classmethod
    def of_scores(cls, scores: tuple[float, ...], scale: ReportingScale) -> Self:
        """The cuts at these reported scores.

        Raises:
            ValueError: as the class.
        """
        return cls(tuple(scale.ability(score) for score in scores))

    def category(self, ability: float) -> int:
        """The number of cuts that this ability reaches."""
        return int(np.searchsorted(self.cuts, ability, side="right"))

    def decide(self, ability: float, standard_error: float) -> Decision:
        """The decision at this estimate, the true ability taken as normal about it (Rudner, 2005, PARE 10).

        Raises:
            ValueError: the standard error is negative or not finite.
        """
        if not 0.0 <= standard_error < math.inf:
            raise ValueError(f"standard_error must be finite and 0 or more, got {standard_error!r}")
        category = self.category(ability)
        if standard_error == 0.0:
            certain = [float(place == category) for place in range(len(self.cuts) + 1)]
            return Decision(category, tuple(certain))
        below = ndtr((np.array(self.cuts) - ability) / standard_error)
        return Decision(category, tuple(np.diff([0.0, *below.tolist(), 1.0]).tolist()))

    def decide_by_posterior(self, distribution: Posterior) -> Decision:
        """The decision at the posterior mean, with the probabilities of the posterior itself on `GRID`.

        The weight of a node is spread evenly over the interval around it.
        """
        step = float(GRID[1] - GRID[0])
        edges = np.concatenate([[0.0], distribution.weights.cumsum()])
        starts = np.append(GRID - step / 2.0, GRID[-1] + step / 2.0)
        below = np.interp(self.cuts, starts, edges)
        probabilities = tuple(np.diff([0.0, *below.tolist(), 1.0]).tolist())
        return Decision(self.category(distribution.mean), probabilities)
