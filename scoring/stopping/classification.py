"""Rules that end a test once it is clear on which side of every cut the ability lies."""

import itertools
import math
from collections.abc import Callable
from dataclasses import KW_ONLY, dataclass
from statistics import NormalDist

import numpy as np

from scoring.ability import GRID
from scoring.arrays import Floats
from scoring.stopping.progress import Progress
from scoring.stopping.tree import Stop

_FINE_STEPS = 41


@dataclass(frozen=True)
class ConfidenceInterval:
    """Ends a test when no cut lies within ability -/+ z standard errors, an interval of this coverage.

    `cuts` are logits, rising. The recorded reason is "classified", the category the number of cuts below.

    Raises:
        ValueError: the cuts do not rise or the coverage is not a share.
    """

    cuts: tuple[float, ...]
    _: KW_ONLY
    coverage: float = 0.95

    def __post_init__(self) -> None:
        _check_cuts(self.cuts)
        if not 0.0 < self.coverage < 1.0:
            raise ValueError(f"coverage must lie between 0 and 1, got {self.coverage!r}")

    def stop(self, progress: Progress) -> Stop | None:
        reach = NormalDist().inv_cdf(0.5 + self.coverage / 2.0) * progress.estimate.standard_error
        ability = progress.estimate.ability
        return _classified([_side(ability - cut, reach, -reach) for cut in self.cuts])


@dataclass(frozen=True)
class SequentialRatio:
    """Ends a test by a sequential probability ratio test at each cut (Wald, 1947; Eggen, 1999, APM 23).

    log L(cut + d) - log L(cut - d) >= log((1 - beta) / alpha) places the ability above the cut, <=
    log(beta / (1 - alpha)) below it; in between the test goes on. d is `half_width` of the indifference
    region (logits), alpha and beta the nominal rates of false decisions above and below. The test ends when
    all cuts are decided.

    Raises:
        ValueError: the cuts do not rise, or a number is out of its range.
    """

    cuts: tuple[float, ...]
    _: KW_ONLY
    half_width: float
    alpha: float = 0.05
    beta: float = 0.05

    def __post_init__(self) -> None:
        _check_cuts(self.cuts)
        _check_errors(self.half_width, self.alpha, self.beta)

    @property
    def bounds(self) -> tuple[float, float]:
        """The log ratios at which the ability is placed below and above a cut."""
        return _bounds(self.alpha, self.beta)

    def log_ratios(self, log_likelihood: Callable[[Floats], Floats]) -> tuple[float, ...]:
        """The log likelihood ratio at each cut."""
        cuts = np.array(self.cuts)
        above, below = log_likelihood(cuts + self.half_width), log_likelihood(cuts - self.half_width)
        return tuple((above - below).tolist())

    def stop(self, progress: Progress) -> Stop | None:
        ratios = self.log_ratios(_likelihood(progress, "SequentialRatio"))
        low, high = self.bounds
        return _classified([_side(ratio, high, low) for ratio in ratios])


@dataclass(frozen=True)
class GeneralizedRatio:
    """Ends a test like `SequentialRatio`, by generalized ratios (GLR: Bartroff, Finkelman & Lai, 2008).

    In place of the likelihood at cut + d and cut - d, the largest at or above the one and at or below the
    other, within -6 to 6 logits. The bounds are the same; the error rates are nominal.

    Raises:
        ValueError: the cuts do not rise, or a number is out of its range.
    """

    cuts: tuple[float, ...]
    _: KW_ONLY
    half_width: float
    alpha: float = 0.05
    beta: float = 0.05

    def __post_init__(self) -> None:
        _check_cuts(self.cuts)
        _check_errors(self.half_width, self.alpha, self.beta)
        if self.cuts[0] - self.half_width < GRID[0] or self.cuts[-1] + self.half_width > GRID[-1]:
            raise ValueError(f"cuts and half_width must stay within -6 to 6 logits, got {self.cuts!r}")

    def log_ratios(self, log_likelihood: Callable[[Floats], Floats]) -> tuple[float, ...]:
        """The generalized log likelihood ratio at each cut."""
        lowest, highest = float(GRID[0]), float(GRID[-1])
        return tuple(
            _largest(log_likelihood, cut + self.half_width, highest)
            - _largest(log_likelihood, lowest, cut - self.half_width)
            for cut in self.cuts
        )

    def stop(self, progress: Progress) -> Stop | None:
        ratios = self.log_ratios(_likelihood(progress, "GeneralizedRatio"))
        low, high = _bounds(self.alpha, self.beta)
        return _classified([_side(ratio, high, low) for ratio in ratios])


def _bounds(alpha: float, beta: float) -> tuple[float, float]:
    return math.log(beta / (1.0 - alpha)), math.log((1.0 - beta) / alpha)


def _side(value: float, above: float, below: float) -> bool | None:
    """Whether the ability is above the cut (True) or below it (False); None while that is open."""
    if value >= above:
        return True
    return False if value <= below else None


def _classified(is_above: list[bool | None]) -> Stop | None:
    """The stop when every cut is decided and no higher one is passed where a lower one is not."""
    if None in is_above or is_above != sorted(is_above, key=lambda each: not each):
        return None
    return Stop(("classified",), category=sum(each is True for each in is_above))


def _largest(log_likelihood: Callable[[Floats], Floats], low: float, high: float) -> float:
    """The largest log likelihood from `low` to `high`, searched on a grid and then around its best node.

    The likelihood of three-parameter items may have several maxima, so it is not climbed.
    """
    nodes = np.concatenate([[low], GRID[(low < GRID) & (high > GRID)], [high]])
    best = int(log_likelihood(nodes).argmax())
    fine = np.linspace(nodes[max(best - 1, 0)], nodes[min(best + 1, nodes.size - 1)], _FINE_STEPS)
    return float(log_likelihood(fine).max())


def _likelihood(progress: Progress, rule: str) -> Callable[[Floats], Floats]:
    if progress.log_likelihood is None:
        raise ValueError(f"log_likelihood must be given for the rule {rule}, got None")
    return progress.log_likelihood


def _check_cuts(cuts: tuple[float, ...]) -> None:
    is_rising = all(low < high for low, high in itertools.pairwise(cuts))
    if not cuts or not all(math.isfinite(cut) for cut in cuts) or not is_rising:
        raise ValueError(f"cuts must be one or more finite logits that rise, got {cuts!r}")


def _check_errors(half_width: float, alpha: float, beta: float) -> None:
    if not 0.0 < half_width < math.inf:
        raise ValueError(f"half_width must be greater than 0 logits, got {half_width!r}")
    for name, rate in (("alpha", alpha), ("beta", beta)):
        if not 0.0 < rate < 0.5:  # noqa: PLR2004  beyond one half the bounds cross
            raise ValueError(f"{name} must lie between 0 and 0.5, got {rate!r}")
