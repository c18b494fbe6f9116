"""The scale on which abilities are reported to people: a linear change of logits, cut at both ends."""

import math
from dataclasses import dataclass
from statistics import NormalDist


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

    def score(self, ability: float) -> float:
        """The reported score of an ability in logits."""
        return min(max(self.mean + self.sd * ability, self.lowest), self.highest)

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
