"""All pairs of a hall: how alike their answers are beside what their abilities make likely.

Only items that both answered count, so that adaptive tests can be compared as well as fixed forms. What is
found is evidence for a person to look at: a shared teacher or a wrong key makes people alike too, and nothing
here says who might have seen whose answers.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from scoring.answers import MISSING
from scoring.arrays import Floats, Integers, Mask, read_only, read_only_integers
from scoring.false_discovery import Procedure, adjusted_p_values
from scoring.similarity.match_counts import match_count_distribution, upper_tails
from scoring.similarity.response_probabilities import read_answers

SimilarityIndex = Literal["gbt", "omega"]

BLOCK = 4096
"""Pairs computed together, so that memory does not grow with their number."""

NEAR = 1.5
"""Seats at most so far apart are near: on a grid of unit steps the eight around."""

FEWEST_COMMON = 10
"""Below that not even equal answers to all common items would be remarkable among the pairs of a hall."""


@dataclass(frozen=True)
class PairEvidence:
    """Two records that match more often than expected, with the figures.

    `adjusted_p_value` controls the share of false findings among all pairs that were compared. `distance` is
    between the seats, `n_same_wrong` the matches on wrong answers; None where not known.
    """

    code: Literal["more_matches_than_expected"]
    index: SimilarityIndex
    first: int
    second: int
    n_common: int
    n_matches: int
    expected_matches: float
    n_same_wrong: int | None
    p_value: float
    adjusted_p_value: float
    distance: float | None
    is_near: bool


@dataclass(frozen=True, eq=False)
class PairSimilarities:
    """Similarity of pairs; all (n_pairs,) but those of omega, (2, n_pairs).

    `first` and `second` are persons, `expected_matches` and `match_sds` what their abilities make of the
    number of matches. The row of `omega` is whose answers are judged given the other's: those of the first,
    then of the second. P values are upper tails of the number of matches, which is compound binomial; omega's
    usual normal tail is too small for few items. They are NaN for pairs with too few items in common.
    """

    first: Integers
    second: Integers
    n_common: Integers
    n_matches: Integers
    n_same_wrong: Integers | None
    expected_matches: Floats
    match_sds: Floats
    gbt_p_values: Floats
    omega: Floats
    omega_p_values: Floats
    distances: Floats | None

    @property
    def n_compared(self) -> int:
        """Number of pairs with enough items in common."""
        return int(np.count_nonzero(~np.isnan(self.gbt_p_values)))

    def p_values(self, index: SimilarityIndex = "gbt") -> Floats:
        """One p value for each pair, (n_pairs,); by omega twice the smaller of the two directions'.

        Raises:
            ValueError: the index is unknown.
        """
        if index == "gbt":
            return self.gbt_p_values
        if index != "omega":
            raise ValueError(f"index must be 'gbt' or 'omega', got {index!r}")
        doubled: Floats = 2.0 * self.omega_p_values.min(axis=0)
        return np.minimum(1.0, doubled)

    def evidence(
        self,
        false_share: float = 0.01,
        *,
        index: SimilarityIndex = "gbt",
        procedure: Procedure = "by",
        near: float = NEAR,
    ) -> tuple[PairEvidence, ...]:
        """The pairs found with this share of false findings at most, neighbours first, then by p value.

        Where people sat changes the order and no p value: whether seats tell anything is `seating_effect`.

        Raises:
            ValueError: the share is not between 0 and 1, or the index or procedure is unknown.
        """
        if not 0.0 < false_share < 1.0:
            raise ValueError(f"false_share must lie between 0 and 1, got {false_share!r}")
        p_values = self.p_values(index)
        adjusted = adjusted_p_values(p_values, procedure)
        found = np.flatnonzero(np.nan_to_num(adjusted, nan=1.0) <= false_share)
        distances = np.full(self.first.size, np.nan) if self.distances is None else self.distances
        is_near = distances <= near
        order = np.lexsort((p_values[found], ~is_near[found]))
        return tuple(
            PairEvidence(
                code="more_matches_than_expected",
                index=index,
                first=int(self.first[pair]),
                second=int(self.second[pair]),
                n_common=int(self.n_common[pair]),
                n_matches=int(self.n_matches[pair]),
                expected_matches=float(self.expected_matches[pair]),
                n_same_wrong=None if self.n_same_wrong is None else int(self.n_same_wrong[pair]),
                p_value=float(p_values[pair]),
                adjusted_p_value=float(adjusted[pair]),
                distance=None if np.isnan(distances[pair]) else float(distances[pair]),
                is_near=bool(is_near[pair]),
            )
            for pair in found[order].tolist()
        )


class _Common(NamedTuple):
    """The items that both of a pair answered, an entry each: pair, place among the pair's, item."""

    pairs: Integers
    places: Integers
    items: Integers
    counts: Integers


def compare_pairs(
    responses: ArrayLike,
    probabilities: ArrayLike,
    *,
    keys: ArrayLike | None = None,
    seats: ArrayLike | None = None,
    fewest_common: int = FEWEST_COMMON,
) -> PairSimilarities:
    """GBT and omega of all pairs of persons, from answers (n_persons, n_items), -1 or NaN where missing.

    `probabilities` (n_persons, n_items, n_options) are those of each answer at the persons' estimated
    abilities, from `probabilities_of_categories` or `probabilities_of_options`.

    GBT (van der Linden & Sotaridona, 2006, JEBS 31, 283-304): two persons answer an item alike with the
    probability sum over k of P_k(first) P_k(second), and the p value is that of so many matches or more.
    Omega (Wollack, 1997, APM 21, 307-320): given the answers of one, the number of matches of the other less
    its mean, sum of P(that answer), by its SD.

    `keys` (n_items,), the right answers, serve the count of same wrong ones; `seats` (n_persons, 2) are rows
    and columns, or any coordinates, NaN where unknown.

    Raises:
        ValueError: shapes do not match, an answer or probability is out of its range, or `fewest_common` is
            below 1.
    """
    given, chances = read_answers(responses, probabilities)
    if fewest_common < 1:
        raise ValueError(f"fewest_common must be 1 or more, got {fewest_common!r}")
    answered = given != MISSING
    wrong = _wrong_answers(given, keys)
    first, second = np.triu_indices(len(given), 1)
    n_common, n_matches, n_same_wrong = np.zeros((3, first.size), dtype=np.int64)
    expected, sds, p_values = np.full((3, first.size), np.nan)
    omega, omega_p_values = np.full((2, 2, first.size), np.nan)
    for block in _blocks(first.size):
        one, other = first[block], second[block]
        common = _common(answered[one] & answered[other])
        answers = given[one[common.pairs], common.items], given[other[common.pairs], common.items]
        curves = chances[one[common.pairs], common.items], chances[other[common.pairs], common.items]
        is_match = answers[0] == answers[1]
        n_common[block] = common.counts
        n_matches[block] = np.bincount(common.pairs[is_match], minlength=one.size)
        if wrong is not None:
            same = is_match & wrong[one[common.pairs], common.items]
            n_same_wrong[block] = np.bincount(common.pairs[same], minlength=one.size)
        is_enough = common.counts >= fewest_common
        own = np.arange(is_match.size)
        figures = [
            _figures(common, each, n_matches[block], is_enough)
            for each in (
                np.minimum(np.einsum("ek,ek->e", *curves), 1.0),
                curves[0][own, answers[1]],
                curves[1][own, answers[0]],
            )
        ]
        expected[block], sds[block], p_values[block] = figures[0]
        for row, (means, spread, tails) in enumerate(figures[1:]):
            omega[row, block] = np.divide(
                n_matches[block] - means, spread, out=np.full(means.shape, np.nan), where=spread > 0.0
            )
            omega_p_values[row, block] = tails
    return PairSimilarities(
        first=read_only_integers(first),
        second=read_only_integers(second),
        n_common=read_only_integers(n_common),
        n_matches=read_only_integers(n_matches),
        n_same_wrong=None if wrong is None else read_only_integers(n_same_wrong),
        expected_matches=read_only(expected),
        match_sds=read_only(sds),
        gbt_p_values=read_only(p_values),
        omega=read_only(omega),
        omega_p_values=read_only(omega_p_values),
        distances=None if seats is None else read_only(_distances(seats, first, second, len(given))),
    )


def _blocks(n_pairs: int) -> Iterator[slice]:
    for start in range(0, n_pairs, BLOCK):
        yield slice(start, min(start + BLOCK, n_pairs))


def _common(both: Mask) -> _Common:
    pairs, items = np.nonzero(both)
    counts = both.sum(axis=1)
    places = np.arange(pairs.size) - np.repeat(np.cumsum(counts) - counts, counts)
    return _Common(pairs, places, items, counts)


def _figures(
    common: _Common, matches: Floats, n_matches: Integers, is_enough: Mask
) -> tuple[Floats, Floats, Floats]:
    """Mean, SD and upper tail of each pair's number of matches; NaN for pairs with too few items."""
    table = np.zeros((int(common.counts.max(initial=0)), common.counts.size))
    table[common.places, common.pairs] = matches
    tails = upper_tails(match_count_distribution(table), n_matches)
    means, sds = table.sum(axis=0), np.sqrt((table * (1.0 - table)).sum(axis=0))
    kept = [np.where(is_enough, each, np.nan) for each in (means, sds, tails)]
    return kept[0], kept[1], kept[2]


def _wrong_answers(given: Integers, keys: ArrayLike | None) -> Mask | None:
    if keys is None:
        return None
    right = np.asarray(keys)
    if right.shape != (given.shape[1],):
        raise ValueError(f"keys must have shape ({given.shape[1]},), got {right.shape}")
    wrong: Mask = (given != right) & (given != MISSING)
    return wrong


def _distances(seats: ArrayLike, first: Integers, second: Integers, n_persons: int) -> Floats:
    places = np.asarray(seats, dtype=np.float64)
    if places.shape != (n_persons, 2):
        raise ValueError(f"seats must have shape ({n_persons}, 2), got {places.shape}")
    distances: Floats = np.hypot(*(places[first] - places[second]).T)
    return distances
