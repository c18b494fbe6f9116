"""The Sympson-Hetter method: an item that is selected is given with a probability found by simulation."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from scoring.arrays import Floats, Mask, read_only


@dataclass(frozen=True, eq=False)
class SympsonHetter:
    """Acceptance probabilities K_i = P(administered | selected), (n_items,), and how they were found.

    `largest_rates` are the largest exposure rates in the rounds of calibration, the one that was kept at
    `round`; `is_settled` says that it lies within the tolerance.
    """

    acceptance: Floats
    largest_rates: tuple[float, ...]
    round: int
    is_settled: bool

    def ineligible(self, draws: Floats) -> Mask:
        """The items this examinee may not be given, (n_items,); `draws` (n_items,) are uniforms on [0, 1).

        A selected item that fails its trial is out for the examinee, and so is each trial made at most once
        and can be made in advance: the decision is the same, and all of it is known when a section starts.

        Raises:
            ValueError: the draws have another shape.
        """
        if draws.shape != self.acceptance.shape:
            raise ValueError(f"draws must have shape {self.acceptance.shape}, got {draws.shape}")
        return np.asarray(draws >= self.acceptance)


def calibrate_sympson_hetter(
    simulate: Callable[[Floats], ArrayLike],
    n_items: int,
    *,
    n_examinees: int,
    max_rate: float,
    keep_at_least: int,
    max_rounds: int = 30,
    tolerance: float | None = None,
) -> SympsonHetter:
    """The acceptance probabilities that hold exposure to `max_rate` (Sympson & Hetter, 1985).

    `simulate` gives `n_examinees` tests under the acceptance probabilities, (n_items,), that it is handed and
    returns how many saw each item, (n_items,). After each round K_i = 1 if P(S_i) <= r, else r / P(S_i); the
    probability of selection is estimated by P(A_i) / K_i. The `keep_at_least` items with the largest K have
    1, so that a test of that length can always be filled. Rounds end when the largest rate is within
    `tolerance` of the limit (None: two standard errors of such a rate); the best of `max_rounds` is kept if
    that does not happen, for the rounds do not converge but hover.

    Raises:
        ValueError: an argument is out of range, or the counts returned are not those of the examinees.
    """
    if not 0.0 < max_rate <= 1.0:
        raise ValueError(f"max_rate must be greater than 0 and at most 1, got {max_rate!r}")
    if n_examinees < 1 or max_rounds < 1 or not 0 <= keep_at_least <= n_items:
        raise ValueError(
            "n_examinees and max_rounds must be 1 or more and keep_at_least 0 to n_items, "
            f"got {n_examinees!r}, {max_rounds!r} and {keep_at_least!r}"
        )
    room = 2.0 * np.sqrt(max_rate * (1.0 - max_rate) / n_examinees) if tolerance is None else tolerance
    acceptance = np.ones(n_items)
    rounds: list[tuple[float, Floats]] = []
    while len(rounds) < max_rounds:
        counts = np.asarray(simulate(read_only(acceptance)), dtype=np.float64)
        if counts.shape != (n_items,) or counts.min() < 0 or counts.max() > n_examinees:
            raise ValueError(f"simulate must return counts of shape {(n_items,)}, up to {n_examinees}")
        rates = counts / n_examinees
        rounds.append((float(rates.max()), acceptance))
        if rates.max() <= max_rate + room:
            break
        acceptance = _next_round(acceptance, rates, max_rate, keep_at_least)
    largest = tuple(rate for rate, _ in rounds)
    best = int(np.argmin(largest))
    return SympsonHetter(
        acceptance=read_only(rounds[best][1]),
        largest_rates=largest,
        round=best,
        is_settled=largest[best] <= max_rate + room,
    )


def _next_round(acceptance: Floats, rates: Floats, max_rate: float, keep_at_least: int) -> Floats:
    selected = rates / acceptance
    found = np.minimum(1.0, np.divide(max_rate, selected, out=np.ones_like(selected), where=selected > 0.0))
    if keep_at_least:
        found[found >= np.sort(found)[-keep_at_least]] = 1.0
    return found
