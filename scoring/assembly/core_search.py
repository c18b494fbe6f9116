"""The exact maximum of a large programme by way of its core: the few columns that could still go either way.

The linear relaxation bounds the maximum from above, and the reduced cost of a column says by how much that
bound falls when the column leaves the value it has there. Columns whose cost exceeds the distance between
the bound and a solution in hand are settled, so a search over the others alone is a proof (the core of a
knapsack problem: Balas & Zemel, 1980, Operations Research 28, 1130-1154). For shadow tests a few dozen of a
thousand items are left, and the search takes a fifth of the time.
"""

from dataclasses import dataclass, field

import numpy as np
from scipy import sparse
from scipy.optimize import linprog

from scoring.arrays import Floats
from scoring.assembly.integer_programme import NO_LIMITS, IntegerProgramme, Limits, Solution

FIRST_WIDTH = 50.0
"""The reduced cost up to which a column is searched at first, where the largest item's value is 1,000."""

_WIDER = 8.0
_ROUNDING = 1e-6

_OPTIMAL, _INFEASIBLE = 0, 2  # of scipy.optimize.linprog


@dataclass(frozen=True, eq=False)
class CoreSearch:
    """A programme all of whose columns are whole numbers, with its relaxation at hand."""

    programme: IntegerProgramme
    _inequalities: sparse.csc_array = field(init=False, repr=False)
    _limits: Floats = field(init=False, repr=False)
    _equalities: sparse.csc_array = field(init=False, repr=False)
    _values: Floats = field(init=False, repr=False)

    def __post_init__(self) -> None:
        lower, upper = self.programme.at_least, self.programme.at_most
        rows = self.programme.matrix.tocsr()
        is_equal = lower == upper
        has_upper, has_lower = np.isfinite(upper) & ~is_equal, np.isfinite(lower) & ~is_equal
        inequalities = sparse.vstack([rows[has_upper], -rows[has_lower]]).tocsc()
        object.__setattr__(self, "_inequalities", inequalities)
        object.__setattr__(self, "_limits", np.concatenate([upper[has_upper], -lower[has_lower]]))
        object.__setattr__(self, "_equalities", rows[is_equal].tocsc())
        object.__setattr__(self, "_values", upper[is_equal])

    def maximum(
        self, objective: Floats, lower: Floats, upper: Floats, *, limits: Limits = NO_LIMITS
    ) -> Solution:
        """The same as the programme's own, sooner; `limits` hold for each search, of which there are few."""
        if (lower > upper).any():
            return Solution("infeasible", None, None)
        relaxed = linprog(  # type: ignore[call-overload]  # it takes arrays of bounds and sparse rows, untyped
            -objective,
            A_ub=self._inequalities,
            b_ub=self._limits,
            A_eq=self._equalities,
            b_eq=self._values,
            bounds=np.column_stack([lower, upper]),
            method="highs-ds",
        )
        if relaxed.status == _INFEASIBLE:
            return Solution("infeasible", None, None)
        if relaxed.status != _OPTIMAL:
            return self.programme.maximum(objective, lower, upper, limits=limits)
        bound = -float(relaxed.fun)
        costs = np.abs(relaxed.lower.marginals + relaxed.upper.marginals)
        width = FIRST_WIDTH
        while True:
            is_open = (costs <= width) | (lower == upper)
            settled = np.round(relaxed.x)
            solution = self.programme.maximum(
                objective,
                np.where(is_open, lower, settled),
                np.where(is_open, upper, settled),
                limits=limits,
            )
            if solution.outcome == "unfinished":
                return Solution("unfinished", solution.values, bound)
            if is_open.all():
                return solution
            if solution.values is None:
                width *= _WIDER
                continue
            distance = bound - float(objective @ solution.values)
            if distance <= max(width, limits.gap * abs(bound)):
                return Solution("optimal", solution.values, bound)
            width = distance + _ROUNDING
