"""EM with Anderson's acceleration, safeguarded: log likelihood plus log prior never falls.

A cycle gives a step f(x) to the next vector. Anderson's method (1965; for EM: Henderson & Varadhan, 2019,
JCGS 28, 834-846) combines the last few steps so that what is left of f is least: a secant method, which
converges where EM creeps, at no further cost. A combination that lowers the objective is thrown away for the
plain step, and that is halved if it must be; so every vector that is kept is at least as good as the one
before.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from scoring.arrays import Floats

MEMORY = 8
MOST_HALVINGS = 40
ROUNDING = 1e-12
"""Relative size of what is rounding in a log likelihood."""


class Evaluation(NamedTuple):
    """The objective at a vector, the plain step from there and the metric of steps."""

    value: float
    step: Floats
    metric: Floats


class Maximum(NamedTuple):
    """Where the iterations ended, with the objective after each of them."""

    vector: Floats
    value: float
    n_evaluations: int
    last_change: float
    history: tuple[float, ...]
    has_converged: bool


@dataclass
class _Memory:
    """The last vectors and their steps, as differences from one to the next."""

    vectors: list[Floats] = field(default_factory=list)
    steps: list[Floats] = field(default_factory=list)

    def add(self, vector: Floats, step: Floats) -> None:
        self.vectors.append(vector)
        self.steps.append(step)
        del self.vectors[: -MEMORY - 1], self.steps[: -MEMORY - 1]

    def clear(self) -> None:
        self.vectors.clear()
        self.steps.clear()

    def accelerated(self, metric: Floats) -> Floats | None:
        """The step of Anderson's method from the last vector; None while there is nothing to combine."""
        if len(self.vectors) < 2:  # noqa: PLR2004
            return None
        root = np.sqrt(metric)
        step_changes = np.diff(np.array(self.steps), axis=0)
        changes = np.diff(np.array(self.vectors), axis=0)
        scaled = step_changes * root
        gram = scaled @ scaled.T
        size = np.trace(gram)
        if not size > 0.0:
            return None
        gram[np.diag_indices_from(gram)] += 1e-12 * size / len(gram) + 1e-12 * np.diag(gram)
        shares = np.linalg.solve(gram, scaled @ (root * self.steps[-1]))
        combined: Floats = self.steps[-1] - shares @ (changes + step_changes)
        return combined


def maximise(
    start: Floats,
    evaluate: Callable[[Floats], Evaluation],
    moved: Callable[[Floats, Floats], Floats],
    *,
    tolerance: float | Floats,
    max_iterations: int,
    is_accelerated: bool = True,
) -> Maximum:
    """The vector at which a cycle changes no entry by more than `tolerance`, which may be each entry's own.

    `evaluate` is one cycle, `moved` the vector after a step, made valid. Where EM converges slowly a small
    step does not mean that the end is near: the accelerated step must be small as well.
    """
    vector, now = start, evaluate(start)
    memory = _Memory()
    history = [now.value]
    n_evaluations = 1
    change = np.inf
    for _ in range(max_iterations):
        memory.add(vector, now.step)
        leap = memory.accelerated(now.metric) if is_accelerated else None
        change = float((np.abs(now.step) / tolerance).max(initial=0.0))
        if leap is not None:
            change = max(change, 0.1 * float((np.abs(leap) / tolerance).max()))
        if change < 1.0 and (leap is not None or not is_accelerated or change == 0.0):
            return Maximum(vector, now.value, n_evaluations, change, tuple(history), has_converged=True)
        least = now.value - ROUNDING * abs(now.value)
        found, candidate = None, vector
        if leap is not None:
            candidate = moved(vector, leap)
            found = evaluate(candidate)
            n_evaluations += 1
            if not found.value >= least:
                found = None
                memory.clear()
        share = 1.0
        while found is None and share > 0.5**MOST_HALVINGS:
            candidate = moved(vector, share * now.step)
            found = evaluate(candidate)
            n_evaluations += 1
            if not found.value >= least:
                found = None
                share *= 0.5
        if found is None:
            break
        vector, now = candidate, found
        history.append(now.value)
    return Maximum(vector, now.value, n_evaluations, change, tuple(history), has_converged=False)
