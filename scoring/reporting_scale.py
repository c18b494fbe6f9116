"""The scale on which abilities are reported to people: a linear change of logits, cut at both ends.

Ranks in a group (percentiles, stanines, normalised scores) are in `norms`, decisions in `decisions`.
"""

import math
from dataclasses import dataclass
from statistics import NormalDist
from typing import Self


@dataclass(frozen=True)
class ScoreBand:
    """An interval of reported scores, both ends included."""

    lower: float
    upper: float


@dataclass(frozen=True)
class ReportingScale:
    """Reported score = mean + sd * ability, between `lowest` and `highest`.

    `mean` and `sd` are the scores of an ability of 0 and the width of one logit. Scores are not rounded here;
    how many digits a reader sees is the report's matter.

    Raises:
        ValueError: a value is not finite, `sd` is not positive, or `lowest` is not below `highest`.
    """

    mean: float = 50.0
    sd: float = 10.0
    lowest: float = 20.0
    highest: float = 80.0

    def __post_init__(self) -> None:
        for name in ("mean", "sd", "lowest", "highest"):
            value = getattr(self, name)
            if not math.isfinite(value):
                raise ValueError(f"{name} must be a finite number, got {value!r}")
        if not self.sd > 0.0:
            raise ValueError(f"sd must be greater than 0, got {self.sd!r}")
        if not self.lowest < self.highest:
            raise ValueError(f"lowest must be below highest, got {self.lowest!r} and {self.highest!r}")

    @classmethod
    def t_scores(cls, reference_mean: float = 0.0, reference_sd: float = 1.0) -> Self:
        """T-scores, 20 to 80: mean 50 and SD 10 in a group whose abilities have this mean and SD (logits).

        Raises:
            ValueError: a value is not finite, or the SD is not positive.
        """
        return cls.of_group(reference_mean, reference_sd, mean=50.0, sd=10.0)

    @classmethod
    def of_group(
        cls, reference_mean: float, reference_sd: float, *, mean: float, sd: float, reach: float = 3.0
    ) -> Self:
        """The scale with these scores' mean and SD in a group whose abilities have that mean and SD (logits).

        It is cut `reach` SDs of scores above and below the mean.

        Raises:
            ValueError: a value is not finite, or an SD or the reach is not positive.
        """
        if not (math.isfinite(reference_mean) and 0.0 < reference_sd < math.inf):
            raise ValueError(
                "reference_mean must be finite and reference_sd finite and greater than 0, "
                f"got {reference_mean!r} and {reference_sd!r}"
            )
        of_logit = sd / reference_sd
        return cls(
            mean=mean - of_logit * reference_mean,
            sd=of_logit,
            lowest=mean - reach * sd,
            highest=mean + reach * sd,
        )

    def score(self, ability: float) -> float:
        """The reported score of an ability in logits."""
        return min(max(self.mean + self.sd * ability, self.lowest), self.highest)

    def ability(self, score: float) -> float:
        """The ability in logits of a score, such as a cut score; beyond the ends of the scale as well."""
        return (score - self.mean) / self.sd

    def standard_error(self, standard_error: float) -> float:
        """The standard error in scores of one in logits; the cut at the ends does not change it."""
        return self.sd * standard_error

    def band(self, ability: float, standard_error: float, *, coverage: float = 0.95) -> ScoreBand:
        """Scores of ability -/+ z standard errors, an interval with this coverage under normality.

        Raises:
            ValueError: the coverage is not between 0 and 1, or the standard error is negative.
        """
        if not 0.0 < coverage < 1.0:
            raise ValueError(f"coverage must lie between 0 and 1, got {coverage!r}")
        if not standard_error >= 0.0:
            raise ValueError(f"standard_error must be 0 or more, got {standard_error!r}")
        reach = NormalDist().inv_cdf(0.5 + coverage / 2.0) * standard_error
        return ScoreBand(lower=self.score(ability - reach), upper=self.score(ability + reach))
