"""Whether a person's record is one that the model expects: evidence for a person to look at, never a verdict.

- `likelihood_fit`: how probable a whole record is (lz, lz*), for fixed forms.
- `cusum` and `change_points`: stretches with more or fewer right answers than ability tells, and a place from
  which ability is another, with p values by simulation. They look at the order, so they serve adaptive tests
  too. `cumulative_sums` is the course of one record, to be drawn.
- `answer_patterns`, `even_odd_consistency`, `synonym_consistency`: runs of one answer and answers that do not
  agree, for sections of rating items. They have no p values; the bounds are the caller's.

Every result has `evidence`: what was found, its figure, the bound, the p value where there is one. Whoever
has too few responses, or none that vary, has NaN and a reason in `problems`. Of many persons some are beyond
any bound by chance: `scoring.false_discovery` controls how many.
"""

from scoring.person_fit.change_point import ChangePoints, change_points
from scoring.person_fit.consistency import (
    Consistency,
    even_odd_consistency,
    psychometric_synonyms,
    synonym_consistency,
)
from scoring.person_fit.cusum import CumulativeSums, cumulative_sums, cusum
from scoring.person_fit.evidence import Evidence, EvidenceCode, FitProblem
from scoring.person_fit.likelihood_fit import LikelihoodFit, likelihood_fit
from scoring.person_fit.response_patterns import AnswerPatterns, answer_patterns

__all__ = [
    "AnswerPatterns",
    "ChangePoints",
    "Consistency",
    "CumulativeSums",
    "Evidence",
    "EvidenceCode",
    "FitProblem",
    "LikelihoodFit",
    "answer_patterns",
    "change_points",
    "cumulative_sums",
    "cusum",
    "even_odd_consistency",
    "likelihood_fit",
    "psychometric_synonyms",
    "synonym_consistency",
]
