"""Whether a person's answers to rating items agree with one another: even-odd and psychometric synonyms.

Answers are scored here, reversed items turned. Both are correlations within one person over few values: they
scatter, and only a low one beside other evidence says something.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from scoring.answers import MISSING, read_categories
from scoring.arrays import Floats, Integers, read_only, read_only_integers
from scoring.pairwise_correlations import paired_correlations, pairwise_moments
from scoring.person_fit.evidence import Evidence, EvidenceCode, FitProblem

FEWEST_PAIRS = 5
"""Fewest scales or pairs of items over which a person's correlation is taken."""

FEWEST_PERSONS = 30
"""Below that no correlation of two items is worth looking at."""

ConsistencyIndex = Literal["even_odd", "synonyms"]

CODES: dict[ConsistencyIndex, EvidenceCode] = {
    "even_odd": "inconsistent_halves",
    "synonyms": "inconsistent_synonyms",
}
PROBLEMS: dict[ConsistencyIndex, FitProblem] = {"even_odd": "too_few_scales", "synonyms": "too_few_pairs"}


@dataclass(frozen=True, eq=False)
class Consistency:
    """Correlations within persons, (n_persons,), near 1 for consistent ones; NaN with a reason.

    `n_pairs` are the scales or pairs of items that a person's correlation is over.
    """

    index: ConsistencyIndex
    correlations: Floats
    n_pairs: Integers
    n_responses: Integers
    problems: tuple[FitProblem | None, ...]

    def evidence(self, bound: float = 0.0) -> tuple[Evidence, ...]:
        """The persons with a correlation below the bound, the lowest first.

        Raises:
            ValueError: the bound is not between -1 and 1.
        """
        if not -1.0 <= bound <= 1.0:
            raise ValueError(f"bound must lie within -1 and 1, got {bound!r}")
        known = np.nan_to_num(self.correlations, nan=np.inf)
        order = np.argsort(known, kind="stable")
        return tuple(
            Evidence(
                code=CODES[self.index],
                person=person,
                figure=float(known[person]),
                bound=bound,
                p_value=None,
                n_responses=int(self.n_responses[person]),
            )
            for person in order[known[order] < bound].tolist()
        )


def even_odd_consistency(responses: ArrayLike, scales: Sequence[int]) -> Consistency:
    """Correlation, over scales, of the means of a scale's first, third … and second, fourth … items.

    `responses` (n_persons, n_items) are scored, -1 or NaN where missing, and `scales` names the scale of each
    item by a number. Halves are made whole by Spearman and Brown's 2 r / (1 + r), not below -1 (Johnson,
    2005, JRP 39, 103-129, after Jackson).

    Raises:
        ValueError: a response is not a whole number of 0 or more, or `scales` has another length.
    """
    given = read_categories(responses).astype(np.int64)
    own = np.asarray(scales)
    if own.shape != (given.shape[1],):
        raise ValueError(f"scales must have length {given.shape[1]}, one for each item, got {own.shape}")
    halves = []
    for scale in np.unique(own):
        items = np.flatnonzero(own == scale)
        halves.append([_means(given[:, items[first::2]]) for first in (0, 1)])
    sides = np.array(halves).reshape(-1, 2, len(given))
    correlations = paired_correlations(sides[:, 0], sides[:, 1])
    with np.errstate(divide="ignore", invalid="ignore"):
        whole = np.maximum(2.0 * correlations / (1.0 + correlations), -1.0)
    counts = np.isfinite(sides).all(axis=1).sum(axis=0)
    return _consistency("even_odd", np.where(correlations <= -1.0, -1.0, whole), counts, given)


def psychometric_synonyms(responses: ArrayLike, smallest: float = 0.60) -> tuple[tuple[int, int], ...]:
    """Pairs of items that correlate at least so highly among the persons (Meade & Craig, 2012, PM 17, 437).

    `responses` (n_persons, n_items) are scored and of many persons, best of a trial; each correlation is over
    those who answered both items. A pair of fewer than 30 of them, or without variation, does not count.

    Raises:
        ValueError: a response is not a whole number of 0 or more, or `smallest` is not between 0 and 1.
    """
    if not 0.0 < smallest < 1.0:
        raise ValueError(f"smallest must lie between 0 and 1, got {smallest!r}")
    given = read_categories(responses).astype(np.int64)
    moments = pairwise_moments(np.where(given == MISSING, np.nan, given))
    is_pair = (np.nan_to_num(moments.correlations) >= smallest) & (moments.counts >= FEWEST_PERSONS)
    first, second = np.nonzero(np.triu(is_pair, 1))
    return tuple(zip(first.tolist(), second.tolist(), strict=True))


def synonym_consistency(responses: ArrayLike, pairs: Sequence[tuple[int, int]]) -> Consistency:
    """Correlation, over pairs of near-synonymous items, of a person's answers to the first and the second.

    `pairs` are those of `psychometric_synonyms`.

    Raises:
        ValueError: a response is not a whole number of 0 or more, or a pair names no two items.
    """
    given = read_categories(responses).astype(np.int64)
    n_items = given.shape[1]
    for first, second in pairs:
        if first == second or not (0 <= first < n_items and 0 <= second < n_items):
            raise ValueError(
                f"pairs must be of two different items 0 to {n_items - 1}, got {(first, second)!r}"
            )
    places = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    sides = np.where(given == MISSING, np.nan, given).T[places]
    counts = np.isfinite(sides).all(axis=1).sum(axis=0)
    return _consistency("synonyms", paired_correlations(sides[:, 0], sides[:, 1]), counts, given)


def _consistency(
    index: ConsistencyIndex, correlations: Floats, counts: Integers, given: Integers
) -> Consistency:
    problems: list[FitProblem | None] = []
    kept = correlations.copy()
    for person, count in enumerate(counts.tolist()):
        problem: FitProblem | None = None
        if count < FEWEST_PAIRS:
            problem = PROBLEMS[index]
        elif np.isnan(correlations[person]):
            problem = "no_variation"
        if problem is not None:
            kept[person] = np.nan
        problems.append(problem)
    n_responses = (given != MISSING).sum(axis=1)
    return Consistency(
        index, read_only(kept), read_only_integers(counts), read_only_integers(n_responses), tuple(problems)
    )


def _means(ratings: Integers) -> Floats:
    """Means of rows over what is not missing."""
    there = ratings != MISSING
    sums = np.where(there, ratings, 0).sum(axis=1)
    n = there.sum(axis=1)
    means = np.full(len(ratings), np.nan)
    np.divide(sums, n, out=means, where=n > 0)
    return means
