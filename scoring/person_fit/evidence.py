"""What an index says of one person's record, in a form that a person can be shown."""

from dataclasses import dataclass
from typing import Literal

EvidenceCode = Literal[
    "improbable_pattern",
    "more_right_than_expected",
    "fewer_right_than_expected",
    "change_of_ability",
    "long_run",
    "inconsistent_halves",
    "inconsistent_synonyms",
]
"""What was found, never why: illness, a late start, help or a wrong key can all make the same record."""

FitProblem = Literal["no_ability", "too_few_responses", "no_variation", "too_few_scales", "too_few_pairs"]
"""Why a person has no figure."""


@dataclass(frozen=True)
class Evidence:
    """One finding: its figure, the bound it passed and what it rests on. It is for a person to look at.

    `p_value` is the probability of a figure as extreme where the model holds, None where none is known.
    `position` is the number of responses before the place in the test that it points to, if it does.
    """

    code: EvidenceCode
    person: int
    figure: float
    bound: float
    p_value: float | None
    n_responses: int
    position: int | None = None
