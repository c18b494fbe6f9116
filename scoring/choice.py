"""The next item of a test and what it was chosen by. How it is chosen is in `adaptive_test`."""

from dataclasses import dataclass
from typing import NamedTuple

from scoring.ability import Estimate
from scoring.assembly.shadow_test import ShadowTest
from scoring.selection.ranking import Candidate


class Criterion(NamedTuple):
    """What an item was chosen by.

    `share` is the weight s of the rule against chance. The variances (logits squared) are the present one and
    the one expected after the chosen item, whatever the rule.
    """

    rule: str
    share: float
    posterior_variance: float
    expected_posterior_variance: float


@dataclass(frozen=True)
class Choice:
    """The next item, the estimate it was chosen at, and the best candidates with their weights.

    The chosen item is the first of the candidates. Under content constraints it comes from `shadow_test`.
    """

    index: int
    estimate: Estimate
    criterion: Criterion
    candidates: tuple[Candidate, ...]
    shadow_test: ShadowTest | None = None
