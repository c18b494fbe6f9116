"""Which item wins: the best by value, with ties decided by the draws and never by the order of the pool."""

from dataclasses import dataclass

import numpy as np

from scoring.arrays import Floats, Integers

TIE = 1e-12
"""Values closer than this are equal: rounding varies with the place of an item."""

NEVER = -1.0
"""The weight of an item that may not be given; all others have weights of 0 or more."""


@dataclass(frozen=True)
class Candidate:
    """An item that could be given next, with the value that ranks it."""

    index: int
    value: float


def best(weights: Floats, draws: Floats, n_wanted: int) -> tuple[Candidate, ...]:
    """The items with the largest weights, best first, at most `n_wanted`; negative ones are never taken.

    Among weights that are equal (closer than `TIE`) the larger draw goes first, so that the order of the
    pool favours nobody.
    """
    left = weights.copy()
    found: list[Candidate] = []
    index = int(left.argmax())
    highest = float(left[index])
    while len(found) < n_wanted and highest >= 0.0:
        left[index] = NEVER
        second = int(left.argmax())
        if left[second] > highest - TIE:
            left[index] = highest
            tied = np.flatnonzero(left > highest - TIE)
            index = int(tied[draws[tied].argmax()])
            highest = float(left[index])
            left[index] = NEVER
            second = int(left.argmax())
        found.append(Candidate(index=index, value=highest))
        index, highest = second, float(left[second])
    return tuple(found)


def best_of_each(weights: Floats, draws: Floats) -> Integers:
    """The item with the largest weight for each person, (n_persons,); both arrays are (n_persons, n_items).

    Ties are decided as by `best`. Everybody has at least one item whose weight is not negative.
    """
    chosen: Integers = weights.argmax(axis=1)
    persons = np.arange(chosen.size)
    highest = weights[persons, chosen]
    weights[persons, chosen] = NEVER
    second = weights.max(axis=1)
    weights[persons, chosen] = highest
    for person in np.flatnonzero(second > highest - TIE):
        tied = np.flatnonzero(weights[person] > highest[person] - TIE)
        chosen[person] = tied[draws[person, tied].argmax()]
    return chosen
