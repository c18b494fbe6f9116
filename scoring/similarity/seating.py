"""Whether neighbours in a hall are more alike than people who sat apart: one test of the hall as a whole."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.random import Generator

from scoring.arrays import Floats
from scoring.similarity.pairs import NEAR, PairSimilarities

ROUNDING = 1e-9
"""Means nearer than this are equal: of the same pairs in another order, as in a hall that is mirrored."""

SeatingProblem = Literal["no_seats", "no_near_pairs", "no_far_pairs"]


@dataclass(frozen=True)
class SeatingEffect:
    """Mean excess of matches, in SDs, of near and of other pairs, and the p value of the difference.

    NaN where `problem` gives a reason.
    """

    near_mean: float
    far_mean: float
    n_near: int
    n_far: int
    p_value: float
    problem: SeatingProblem | None


def seating_effect(
    pairs: PairSimilarities, *, rng: Generator, near: float = NEAR, n_permutations: int = 999
) -> SeatingEffect:
    """The mean excess of matches of near pairs against that with people put on the seats at random.

    If seats were given without regard to what people know and nobody's answers depended on a neighbour's, any
    seating would have been as likely; so the test is exact (Fisher, 1935) whatever the abilities, and needs
    no model to hold. Where schools or classes sat together people near each other are alike anyway.

    Raises:
        ValueError: `n_permutations` is below 1.
    """
    if n_permutations < 1:
        raise ValueError(f"n_permutations must be 1 or more, got {n_permutations!r}")
    if pairs.distances is None:
        return SeatingEffect(np.nan, np.nan, 0, 0, np.nan, "no_seats")
    n_persons = int(pairs.second.max(initial=0)) + 1
    has_seat = np.zeros(n_persons, dtype=np.bool_)
    is_seated = ~np.isnan(pairs.distances)
    has_seat[pairs.first[is_seated]] = has_seat[pairs.second[is_seated]] = True
    seated = np.flatnonzero(has_seat)
    places = np.full(n_persons, -1)
    places[seated] = np.arange(seated.size)
    excess = np.full((seated.size, seated.size), np.nan)
    first, second = places[pairs.first[is_seated]], places[pairs.second[is_seated]]
    with np.errstate(divide="ignore", invalid="ignore"):
        values = ((pairs.n_matches - pairs.expected_matches) / pairs.match_sds)[is_seated]
    excess[first, second] = excess[second, first] = np.where(np.isfinite(values), values, np.nan)
    is_near = pairs.distances[is_seated] <= near
    near_first, near_second = first[is_near], second[is_near]

    observed = _mean(excess[near_first, near_second])
    far = _mean(excess[first[~is_near], second[~is_near]])
    n_near, n_far = int(np.count_nonzero(is_near)), int(np.count_nonzero(~is_near))
    if np.isnan(observed) or np.isnan(far):
        problem: SeatingProblem = "no_near_pairs" if np.isnan(observed) else "no_far_pairs"
        return SeatingEffect(observed, far, n_near, n_far, np.nan, problem)
    at_least = 0
    for _ in range(n_permutations):
        order = rng.permutation(seated.size)
        at_least += _mean(excess[order[near_first], order[near_second]]) >= observed - ROUNDING
    return SeatingEffect(observed, far, n_near, n_far, (1 + at_least) / (1 + n_permutations), None)


def _mean(values: Floats) -> float:
    """Mean of what is known, NaN for nothing."""
    known = values[~np.isnan(values)]
    return float(known.mean()) if known.size else float("nan")
