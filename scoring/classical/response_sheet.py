"""Responses without a model: reading them, and what a missing one counts as."""

from typing import Literal, TypeAlias, get_args

import numpy as np
from numpy.typing import ArrayLike

from scoring import answers
from scoring.answers import MISSING
from scoring.arrays import Floats, Integers

MissingPolicy: TypeAlias = Literal["lowest", "complete", "available"]
"""What a missing response is: the lowest category; a reason to leave the person out; or left out alone."""


def read_categories(responses: ArrayLike, name: str = "responses") -> Integers:
    """Categories 0, 1, 2, ... of (n_persons, n_items), with -1 where missing (-1 or NaN).

    Raises:
        ValueError: the shape is another, there is no item, or a response is no category.
    """
    given = answers.read_categories(responses, name)
    if not given.shape[1]:
        raise ValueError(f"{name} must have shape (n_persons, n_items), at least one item, got {given.shape}")
    return given.astype(np.int64)


def scores_under(responses: ArrayLike, missing: MissingPolicy) -> Floats:
    """The categories as numbers, NaN where missing; persons are left out, or gaps filled, by the policy.

    Raises:
        ValueError: as `read_categories`, or the policy is unknown.
    """
    if missing not in get_args(MissingPolicy):
        raise ValueError(f"missing must be one of {', '.join(get_args(MissingPolicy))}, got {missing!r}")
    given = read_categories(responses)
    if missing == "lowest":
        return np.where(given == MISSING, 0, given).astype(np.float64)
    if missing == "complete":
        given = given[(given != MISSING).all(axis=1)]
    return np.where(given == MISSING, np.nan, given.astype(np.float64))


def rest_scores(scores: Floats) -> Floats:
    """For each item every person's mean score on the other items answered, (n_persons, n_items).

    NaN where there is none. Without gaps it is the sum of the others, divided by their number.
    """
    is_there = np.isfinite(scores)
    own = np.where(is_there, scores, 0.0)
    counts = is_there.sum(axis=1, keepdims=True) - is_there
    sums = own.sum(axis=1, keepdims=True) - own
    rest: Floats = np.divide(sums, counts, out=np.full(scores.shape, np.nan), where=counts > 0)
    return rest
