"""Classical item statistics: difficulty and discrimination without a model."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import ndtri

from scoring.arrays import Floats, Integers, read_only, read_only_integers
from scoring.classical.response_sheet import MissingPolicy, rest_scores, scores_under
from scoring.pairwise_correlations import paired_correlations

ItemReason: TypeAlias = Literal["no_responses", "constant", "no_rest_score"]
"""Why an item has no discrimination: nobody answered, all alike, or no other items to tell persons apart."""


@dataclass(frozen=True, eq=False)
class ItemStatistics:
    """Statistics of the items, all (n_items,); NaN where `reasons` says why.

    `difficulty` is the mean in parts of the highest score, for right or wrong the share of right answers.
    `point_biserial` is the correlation with the score on the other items, `biserial` that with the normal
    variable behind the categories.
    """

    n_persons: Integers
    mean: Floats
    sd: Floats
    difficulty: Floats
    point_biserial: Floats
    biserial: Floats
    reasons: tuple[ItemReason | None, ...]


def item_statistics(
    responses: ArrayLike, *, highest: ArrayLike | None = None, missing: MissingPolicy = "available"
) -> ItemStatistics:
    """Difficulty and corrected discrimination of every item, for responses (n_persons, n_items).

    `highest` (n_items,) is the highest possible category, None the highest that came. With gaps "available"
    takes each item's own persons and their mean score on the other items they answered, which compares only
    persons with items of like difficulty: not those of adaptive tests. The biserial is the point-biserial by
    SD / sum over k of phi(tau_k), tau_k the normal quantiles of the cumulative shares, for right or wrong r
    sqrt(p q) / phi (Olsson, Drasgow & Dorans, 1982, Psychometrika 47, 337-347); it can exceed 1.

    Raises:
        ValueError: a response is no category or above the highest, or the policy is unknown.
    """
    scores = scores_under(responses, missing)
    n_items = scores.shape[1]
    is_there = np.isfinite(scores)
    counts = is_there.sum(axis=0)
    kept = np.where(is_there, scores, 0.0)
    with np.errstate(invalid="ignore", divide="ignore"):
        means = kept.sum(axis=0) / counts
        sds = np.sqrt((np.where(is_there, scores - means, 0.0) ** 2).sum(axis=0) / counts)
        tops = _highest(highest, kept)
        difficulty = np.where(tops > 0.0, means / tops, np.where(counts > 0, 0.0, np.nan))
    discrimination = paired_correlations(scores, rest_scores(scores))
    biserial = np.array(
        [
            discrimination[item] * sds[item] / _density(scores[is_there[:, item], item])
            if np.isfinite(discrimination[item])
            else np.nan
            for item in range(n_items)
        ]
    )
    return ItemStatistics(
        n_persons=read_only_integers(counts),
        mean=read_only(means),
        sd=read_only(sds),
        difficulty=read_only(difficulty),
        point_biserial=read_only(discrimination),
        biserial=read_only(biserial),
        reasons=tuple(
            _reason(int(count), float(sd), float(found))
            for count, sd, found in zip(counts, sds, discrimination, strict=True)
        ),
    )


def _highest(highest: ArrayLike | None, scores: Floats) -> Floats:
    seen: Floats = scores.max(axis=0, initial=0.0)
    if highest is None:
        return seen
    given = np.asarray(highest, dtype=np.float64)
    if given.shape not in {(), seen.shape} or not (given > 0.0).all() or (seen > given).any():
        raise ValueError(
            f"highest must be one number or {seen.size}, none below the highest response, got {highest!r}"
        )
    return np.broadcast_to(given, seen.shape).astype(np.float64)


def _density(scores: Floats) -> float:
    """The sum of the normal densities at the thresholds between categories, by what each step adds."""
    categories, counts = np.unique(scores, return_counts=True)
    below = counts.cumsum()[:-1] / scores.size
    densities = np.exp(-0.5 * ndtri(below) ** 2) / np.sqrt(2.0 * np.pi)
    return float(densities @ np.diff(categories))


def _reason(n_persons: int, sd: float, discrimination: float) -> ItemReason | None:
    if not n_persons:
        return "no_responses"
    if sd == 0.0:
        return "constant"
    return None if np.isfinite(discrimination) else "no_rest_score"
