"""How probable a whole record is at the person's ability: lz, and lz* which allows for ability's estimation.

Any mixture of models, gaps allowed. Among the responses of an adaptive test, which are all nearly as probable
as not, these indices tell little; there the order tells more: `cusum` and `change_point`.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import ndtr, ndtri

from scoring.ability_estimates import AbilityEstimates, blocks
from scoring.answers import Answers
from scoring.arrays import Floats, Integers, read_numbers, read_only, read_only_integers
from scoring.parameters import ItemPool
from scoring.person_fit.evidence import Evidence, FitProblem

FEWEST_RESPONSES = 5
"""Below that no sum is near a normal distribution."""

SMALLEST_VARIANCE = 1e-8
"""Of a log likelihood: below that every record would be as probable."""


@dataclass(frozen=True, eq=False)
class LikelihoodFit:
    """Standardised log likelihoods, (n_persons,): low where a record is improbable. NaN with a reason.

    `lz` takes ability as known, which makes it too small in spread; `lz_star` allows for its estimation and
    is about N(0, 1), from which the `p_values` of its lower tail are.
    """

    lz: Floats
    lz_star: Floats
    p_values: Floats
    n_responses: Integers
    problems: tuple[FitProblem | None, ...]

    def evidence(self, level: float = 0.01) -> tuple[Evidence, ...]:
        """The records that are improbable at this level, the most improbable first.

        Raises:
            ValueError: the level is not between 0 and 1.
        """
        if not 0.0 < level < 1.0:
            raise ValueError(f"level must lie between 0 and 1, got {level!r}")
        known = np.nan_to_num(self.p_values, nan=1.0)
        order = np.argsort(known, kind="stable")
        return tuple(
            Evidence(
                code="improbable_pattern",
                person=person,
                figure=float(self.lz_star[person]),
                bound=float(ndtri(level)),
                p_value=float(known[person]),
                n_responses=int(self.n_responses[person]),
            )
            for person in order[known[order] < level].tolist()
        )


def likelihood_fit(
    pool: ItemPool, responses: ArrayLike, abilities: ArrayLike | AbilityEstimates
) -> LikelihoodFit:
    """Lz and lz* of `responses` (n_persons, n_items) at estimated abilities (n_persons,).

    lz = (l - E l) / SD l of the log likelihood l (Drasgow, Levine & Williams, 1985, BJMSP 38, 67-86). lz*
    projects its weights log P_k on the score function P_k'/P_k and takes what is left, which to first order
    does not change with an error of ability (Snijders, 2001, Psychometrika 66, 331-342; Magis, Raiche &
    Beland, 2012, JEBS 37, 57-81; for more than two categories Sinharay, 2016, Psychometrika 81, 992-1013).
    The term that their formulas add for MAP or WLE is minus the score at the estimate; here it is that score,
    so that the one formula serves ML, WLE, MAP and EAP. For adaptive tests the `p_values` are too large.

    Raises:
        ValueError: a response is not a category of its item, or the abilities have another shape.
    """
    answers = Answers.of(pool, responses)
    own = abilities.abilities if isinstance(abilities, AbilityEstimates) else abilities
    given = read_numbers(own, "abilities")
    if given.shape != (answers.n_persons,):
        raise ValueError(f"abilities must have shape ({answers.n_persons},), got {given.shape}")
    has_ability = np.isfinite(given)
    places = np.where(has_ability, given, 0.0)
    lz, lz_star = np.full(given.shape, np.nan), np.full(given.shape, np.nan)
    problems: list[FitProblem | None] = []
    for block in blocks(answers.n_persons):
        found = _standardised(answers.of_persons(block), places[block])
        lz[block], lz_star[block] = found
    n_responses = answers.n_answered
    for person in range(answers.n_persons):
        problem: FitProblem | None = None
        if n_responses[person] < FEWEST_RESPONSES:
            problem = "too_few_responses"
        elif not has_ability[person]:
            problem = "no_ability"
        elif not np.isfinite(lz_star[person]):
            problem = "no_variation"
        problems.append(problem)
        if problem is not None:
            lz[person] = lz_star[person] = np.nan
    return LikelihoodFit(
        lz=read_only(lz),
        lz_star=read_only(lz_star),
        p_values=read_only(ndtr(lz_star)),
        n_responses=read_only_integers(n_responses),
        problems=tuple(problems),
    )


def _standardised(answers: Answers, abilities: Floats) -> tuple[Floats, Floats]:
    """Both indices of these persons; NaN where the variance is nothing."""
    persons = np.arange(answers.n_persons)
    parts = []
    covariance, information = np.zeros(persons.size), np.zeros(persons.size)
    for part in answers.parts(persons):
        at = abilities[part.owners][:, None]
        logs = part.model.log_probabilities(part.parameters, at)[:, :, 0]
        scores = part.model.score_functions(part.parameters, at)[:, :, 0]
        probabilities = np.exp(logs)
        parts.append((part, logs, scores, probabilities))
        slopes = probabilities * scores
        covariance += np.bincount(part.owners, (slopes * logs).sum(axis=1), persons.size)
        information += np.bincount(part.owners, (slopes * scores).sum(axis=1), persons.size)
    ratios = np.divide(covariance, information, out=np.zeros(persons.size), where=information > 0.0)
    sums = np.zeros((4, persons.size))
    for part, logs, scores, probabilities in parts:
        chosen = np.arange(part.categories.size), part.categories
        for row, weights in ((0, logs), (2, logs - ratios[part.owners][:, None] * scores)):
            means = (probabilities * weights).sum(axis=1)
            variances = (probabilities * (weights - means[:, None]) ** 2).sum(axis=1)
            sums[row] += np.bincount(part.owners, weights[chosen] - means, persons.size)
            sums[row + 1] += np.bincount(part.owners, variances, persons.size)
    with np.errstate(divide="ignore", invalid="ignore"):
        spread = np.where(sums[1::2] > SMALLEST_VARIANCE, np.sqrt(sums[1::2]), np.nan)
    lz, lz_star = sums[::2] / spread
    return lz, lz_star
