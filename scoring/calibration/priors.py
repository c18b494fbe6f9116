"""Prior distributions of item parameters, and their derivatives in the working parameters.

They are densities of log a, of b, and of the logits of the asymptotes, each normal; of c also a beta density.
The density is that of the named quantity: no factor for the change to another parameter is added, so that the
mode of a prior alone is at its mean.
"""

from dataclasses import dataclass
from typing import Self

import numpy as np
from scipy.special import expit

from scoring.arrays import Floats


@dataclass(frozen=True)
class Normal:
    """A normal prior.

    Raises:
        ValueError: the mean is not finite, or the SD not positive.
    """

    mean: float
    sd: float

    def __post_init__(self) -> None:
        if not np.isfinite(self.mean) or not 0.0 < self.sd < np.inf:
            raise ValueError(f"mean must be finite and sd positive, got mean={self.mean!r}, sd={self.sd!r}")


@dataclass(frozen=True)
class Beta:
    """A beta prior of the lower asymptote, such as Beta(5, 17), whose mean is .23.

    Raises:
        ValueError: a parameter is not at least 1, so that the density would be infinite at an end.
    """

    alpha: float
    beta: float

    def __post_init__(self) -> None:
        if not (1.0 <= self.alpha < np.inf and 1.0 <= self.beta < np.inf):
            raise ValueError(f"alpha and beta must be 1 or more, got {self.alpha!r} and {self.beta!r}")


@dataclass(frozen=True)
class ItemPriors:
    """Priors of an item: of log a, of every b, of logit c (or beta, of c) and of logit d; None is none.

    By default only asymptotes have one, without which they are hardly ever determined: logit c about
    -1.39 (c about .2) with SD 0.5, logit d about 3.0 (d about .95) with SD 0.5. The nominal model has no
    priors.
    """

    log_slope: Normal | None = None
    difficulty: Normal | None = None
    lower: Normal | Beta | None = Normal(-1.39, 0.5)
    upper: Normal | None = Normal(3.0, 0.5)

    @classmethod
    def none(cls) -> Self:
        """No prior at all: maximum likelihood."""
        return cls(lower=None, upper=None)

    @classmethod
    def for_new_items(cls) -> Self:
        """Priors for items with few responses: log a about 0 with SD 0.5, b about 0 with SD 2."""
        return cls(log_slope=Normal(0.0, 0.5), difficulty=Normal(0.0, 2.0))


@dataclass(frozen=True, eq=False)
class PriorArrays:
    """The priors of items of one family: means and precisions (0 where there is no prior).

    `slopes`, `difficulties` are (n_items, 2), `asymptotes` (n_items, n_asymptotes, 2); `beta` (n_items, 2)
    are the exponents alpha - 1 and beta - 1 of c. `slope_weight` shares one prior among items of one slope.
    """

    slopes: Floats
    difficulties: Floats
    asymptotes: Floats
    beta: Floats
    n_steps: int

    @classmethod
    def of(
        cls, priors: list[ItemPriors], *, n_steps: int, n_asymptotes: int, slope_weight: float = 1.0
    ) -> "PriorArrays":
        """The arrays of these items' priors."""
        asymptotes = np.zeros((len(priors), n_asymptotes, 2))
        beta = np.zeros((len(priors), 2))
        for item, prior in enumerate(priors):
            for place, given in enumerate((prior.lower, prior.upper)[:n_asymptotes]):
                if isinstance(given, Beta):
                    beta[item] = given.alpha - 1.0, given.beta - 1.0
                else:
                    asymptotes[item, place] = _mean_precision(given)
        slopes = np.array([_mean_precision(prior.log_slope) for prior in priors])
        slopes[:, 1] *= slope_weight
        return cls(
            slopes=slopes,
            difficulties=np.array([_mean_precision(prior.difficulty) for prior in priors]),
            asymptotes=asymptotes,
            beta=beta,
            n_steps=n_steps,
        )

    @property
    def is_empty(self) -> bool:
        """Whether no item has a prior."""
        return not (
            self.slopes[:, 1].any()
            or self.difficulties[:, 1].any()
            or self.asymptotes[..., 1].any()
            or self.beta.any()
        )

    @property
    def needs_positive_slope(self) -> Floats:
        """1 where the logarithm of the slope has a prior, else 0; (n_items,)."""
        return (self.slopes[:, 1] > 0.0).astype(np.float64)

    def log_density(self, parameters: Floats) -> float:
        """Sum of the log densities, up to constants; -inf where a slope with a prior is not positive."""
        a, d = parameters[:, 0], parameters[:, 1 : 1 + self.n_steps]
        if (a[self.slopes[:, 1] > 0.0] <= 0.0).any():
            return -np.inf
        total = 0.0
        if self.slopes[:, 1].any():
            logs = np.log(np.where(self.slopes[:, 1] > 0.0, a, 1.0))
            total -= 0.5 * float(self.slopes[:, 1] @ (logs - self.slopes[:, 0]) ** 2)
        if self.difficulties[:, 1].any():
            deviations = -d / a[:, None] - self.difficulties[:, :1]
            total -= 0.5 * float(self.difficulties[:, 1] @ (deviations**2).sum(axis=1))
        if self.asymptotes.size:
            logits = parameters[:, 1 + self.n_steps :]
            total -= 0.5 * float((self.asymptotes[..., 1] * (logits - self.asymptotes[..., 0]) ** 2).sum())
            c = expit(logits[:, 0])
            total += float((self.beta[:, 0] * np.log(c) + self.beta[:, 1] * np.log1p(-c)).sum())
        return total

    def gradient(self, parameters: Floats) -> Floats:
        """Derivatives of `log_density`, (n_items, n_parameters)."""
        a, d = parameters[:, :1], parameters[:, 1 : 1 + self.n_steps]
        gradient = np.zeros(parameters.shape)
        with np.errstate(invalid="ignore", divide="ignore"):
            pull = -self.slopes[:, 1] * (np.log(np.abs(a[:, 0])) - self.slopes[:, 0]) / a[:, 0]
        gradient[:, 0] = np.where(self.slopes[:, 1] > 0.0, pull, 0.0)
        if self.difficulties[:, 1].any():
            pulls = -self.difficulties[:, 1:] * (-d / a - self.difficulties[:, :1])
            gradient[:, 0] += (pulls * d).sum(axis=1) / a[:, 0] ** 2
            gradient[:, 1 : 1 + self.n_steps] -= pulls / a
        if self.asymptotes.size:
            logits = parameters[:, 1 + self.n_steps :]
            gradient[:, 1 + self.n_steps :] -= self.asymptotes[..., 1] * (logits - self.asymptotes[..., 0])
            c = expit(logits[:, 0])
            gradient[:, 1 + self.n_steps] += self.beta[:, 0] * (1.0 - c) - self.beta[:, 1] * c
        return gradient

    def information(self, parameters: Floats, *, is_exact: bool) -> Floats:
        """Minus the second derivatives, (n_items, n_par, n_par); if not exact, a part never negative."""
        n_items, n_parameters = parameters.shape
        a, d = parameters[:, :1], parameters[:, 1 : 1 + self.n_steps]
        information = np.zeros((n_items, n_parameters, n_parameters))
        factor = np.ones(n_items)
        if is_exact:
            with np.errstate(invalid="ignore", divide="ignore"):
                factor = 1.0 - (np.log(np.abs(a[:, 0])) - self.slopes[:, 0])
        information[:, 0, 0] = (
            np.where(self.slopes[:, 1] > 0.0, self.slopes[:, 1] * factor, 0.0) / a[:, 0] ** 2
        )
        if self.difficulties[:, 1].any():
            steps = np.arange(1, 1 + self.n_steps)
            precision = self.difficulties[:, 1:]
            by_slope, by_intercept = d / a**2, -1.0 / a
            information[:, 0, 0] += (precision * by_slope**2).sum(axis=1)
            information[:, steps, steps] += precision * by_intercept**2
            mixed = precision * by_slope * by_intercept
            if is_exact:
                pulls = precision * (-d / a - self.difficulties[:, :1])
                information[:, 0, 0] += (pulls * (-2.0 * d / a**3)).sum(axis=1)
                mixed = mixed + pulls / a**2
            information[:, 0, steps] += mixed
            information[:, steps, 0] += mixed
        if self.asymptotes.size:
            c = expit(parameters[:, 1 + self.n_steps])
            for place in range(self.asymptotes.shape[1]):
                where = 1 + self.n_steps + place
                information[:, where, where] += self.asymptotes[:, place, 1]
            where = 1 + self.n_steps
            information[:, where, where] += self.beta.sum(axis=1) * c * (1.0 - c)
        return information


def _mean_precision(prior: Normal | None) -> tuple[float, float]:
    return (0.0, 0.0) if prior is None else (prior.mean, prior.sd**-2.0)
