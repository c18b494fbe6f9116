"""The exact maximum of a large programme by way of its core: the few columns that could still go either way.

The linear relaxation bounds the maximum from above, and the reduced cost of a column says by how much that
bound falls when the column leaves the value it has there. Columns whose cost exceeds the distance between
the bound and a solution in hand are settled, so a search over the others alone is a proof (the core of a
knapsack problem: Balas & Zemel, 1980, Operations Research 28, 1130-1154). For shadow tests a few dozen of a
thousand items are left, and the search takes a fifth of the time.
"""

from dataclasses import dataclass, field, replace
from typing import Literal

import numpy as np
from scipy import sparse
from scipy.optimize import linprog

from scoring.arrays import Floats, Mask
from scoring.assembly.integer_programme import NO_LIMITS, IntegerProgramme, Limits, Solution

FIRST_WIDTH = 30.0
"""The reduced cost up to which a column is searched at first, where the largest item's value is 1,000."""

MOST_PROMISING = 200
"""The columns that the relaxation of a large programme begins with."""

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
        relaxation = self._relaxed(objective, lower, upper)
        if relaxation == "infeasible":
            return Solution("infeasible", None, None)
        if relaxation == "unknown":
            return self.programme.maximum(objective, lower, upper, limits=limits)
        relaxed, costs = relaxation
        bound = float(objective @ relaxed)
        settled = np.where(lower == upper, lower, np.round(relaxed))
        near = limits.gap * abs(bound)
        width = FIRST_WIDTH
        while True:
            is_open = (costs <= width) & (lower < upper)
            solution = self._searched(objective, lower, upper, settled, is_open, bound, limits)
            if solution.outcome == "unfinished":
                return Solution("unfinished", solution.values, bound)
            if (is_open == (lower < upper)).all():
                return solution
            if solution.values is None:
                width *= _WIDER
                continue
            distance = bound - float(objective @ solution.values)
            if distance <= max(width, near):
                return Solution("optimal", solution.values, bound)
            width = distance + _ROUNDING

    def _relaxed(
        self, objective: Floats, lower: Floats, upper: Floats
    ) -> tuple[Floats, Floats] | Literal["infeasible", "unknown"]:
        """The columns of the relaxation's maximum, and the size of their reduced costs.

        In a large programme the columns of least objective are left out at first, and let in when their
        reduced cost says that they would raise the maximum (column generation).
        """
        is_free = lower < upper
        is_in = np.ones(objective.size, dtype=np.bool_)
        if objective.size > 2 * MOST_PROMISING:
            ranked = np.argsort(np.where(is_free, -objective, np.inf), kind="stable")
            is_in = (lower > 0.0) | (objective == 0.0)
            is_in[ranked[:MOST_PROMISING]] = True
        while True:
            places = np.flatnonzero(is_in)
            result = linprog(  # type: ignore[call-overload]  # it takes arrays of bounds and sparse rows, untyped
                -objective[places],
                A_ub=self._inequalities[:, places],
                b_ub=self._limits,
                A_eq=self._equalities[:, places],
                b_eq=self._values,
                bounds=np.column_stack([lower[places], upper[places]]),
                method="highs-ds",
            )
            if result.status != _OPTIMAL and not is_in.all():
                is_in[:] = True
                continue
            if result.status != _OPTIMAL:
                return "infeasible" if result.status == _INFEASIBLE else "unknown"
            costs = (
                -objective
                - self._inequalities.T @ result.ineqlin.marginals
                - self._equalities.T @ result.eqlin.marginals
            )
            would_help = ~is_in & (costs < -_ROUNDING)
            if not would_help.any():
                values = np.zeros(objective.size)
                values[places] = result.x
                return values, np.abs(costs)
            is_in |= would_help

    def _searched(
        self,
        objective: Floats,
        lower: Floats,
        upper: Floats,
        settled: Floats,
        is_open: Mask,
        bound: float,
        limits: Limits,
    ) -> Solution:
        """The maximum over the open columns, the others settled; `bound` is that of the whole."""
        whole = self.programme
        places = np.flatnonzero(is_open)
        # By value, so that the order of the pool has no say among solutions that are near enough.
        places = places[np.argsort(-objective[places], kind="stable")]
        values = np.where(is_open, 0.0, settled)
        sums, value = whole.matrix @ values, float(objective @ values)
        core = IntegerProgramme(
            matrix=whole.matrix[:, places],
            at_least=whole.at_least - sums,
            at_most=whole.at_most - sums,
            is_whole=whole.is_whole[places],
        )
        # The gap is a share of the whole value, of which the open columns have a part.
        part = abs(bound - value)
        gap = min(limits.gap * abs(bound) / part, 0.5) if part > 0.0 else 0.0
        solution = core.maximum(
            objective[places], lower[places], upper[places], limits=replace(limits, gap=gap)
        )
        if solution.values is None:
            return solution
        values[places] = solution.values
        return Solution(solution.outcome, values, None if solution.bound is None else solution.bound + value)
