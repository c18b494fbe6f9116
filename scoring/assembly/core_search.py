"""The exact maximum of a large programme by way of its core: the few columns that could still go either way.

The linear relaxation bounds the maximum from above, and the reduced cost of a column says by how much that
bound falls when the column leaves the value it has there. Columns whose cost exceeds the distance between
the bound and a solution in hand are settled, so a search over the others alone is a proof (the core of a
knapsack problem: Balas & Zemel, 1980, Operations Research 28, 1130-1154). For shadow tests a few dozen of a
thousand items are left, and the search takes a tenth of the time.

With sets of items that bound is poor until it is known which sets are used, and hardly above the maximum once
it is: there the sets are chosen first, the items being fractions, and then the items.
"""

from dataclasses import dataclass, field, replace
from typing import Literal

import numpy as np
from scipy import sparse
from scipy.optimize import linprog

from scoring.arrays import Floats, Integers, Mask
from scoring.assembly.enumeration import TooManyError, best_nearby
from scoring.assembly.integer_programme import NO_LIMITS, IntegerProgramme, Limits, Solution

FIRST_WIDTH = 20.0
"""The reduced cost up to which a column is searched at first, where the largest item's value is 1,000."""

TRIED_WIDTHS = (3.0, 6.0, 12.0, 24.0)
"""The reduced costs up to which all solutions are tried before a solver is asked to search."""

MOST_PROMISING = 200
"""The columns that the relaxation of a large programme begins with."""

MOST_CHOICES = 4
"""How many choices of the leading columns are tried before the programme is searched as one."""

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
    _places: tuple[Integers, Integers] = field(init=False, repr=False)
    _amounts: Floats = field(init=False, repr=False)

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
        entries = self.programme.matrix.tocoo()
        object.__setattr__(self, "_places", entries.coords)
        object.__setattr__(self, "_amounts", entries.data)

    def maximum(
        self, objective: Floats, lower: Floats, upper: Floats, *, limits: Limits = NO_LIMITS
    ) -> Solution:
        """The same as the programme's own, sooner; `limits` hold for each search, of which there are few."""
        if (lower > upper).any():
            return Solution("infeasible", None, None)
        leads, is_free = self.programme.leads, lower < upper
        has_leads = leads is not None and bool((leads & is_free).any())
        if leads is not None and has_leads:
            by_leads = self._by_leads(objective, lower, upper, leads, limits)
            if by_leads is not None:
                return by_leads
        relaxation = self._relaxed(objective, lower, upper)
        if relaxation == "infeasible":
            return Solution("infeasible", None, None)
        if relaxation == "unknown":
            return self.programme.maximum(objective, lower, upper, limits=limits)
        relaxed, costs = relaxation
        bound = float(objective @ relaxed)
        near = limits.gap * abs(bound)
        tried = None if has_leads else self._tried(objective, is_free, relaxed, costs, bound, near)
        return tried or self._by_core(objective, lower, upper, relaxed, costs, bound, limits)

    def _by_core(
        self,
        objective: Floats,
        lower: Floats,
        upper: Floats,
        relaxed: Floats,
        costs: Floats,
        bound: float,
        limits: Limits,
    ) -> Solution:
        """The maximum by searching ever more columns, until those left out cannot hold a better one."""
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

    def _tried(
        self, objective: Floats, is_free: Mask, relaxed: Floats, costs: Floats, bound: float, near: float
    ) -> Solution | None:
        """A solution near enough to the bound among those that are easily listed, or None."""
        for width in TRIED_WIDTHS:
            try:
                values = best_nearby(self.programme, objective, is_free, relaxed, costs, width)
            except TooManyError:
                return None
            if values is not None and bound - float(objective @ values) <= max(width, near):
                return Solution("optimal", values, bound)
        return None

    def _by_leads(
        self, objective: Floats, lower: Floats, upper: Floats, leads: Mask, limits: Limits
    ) -> Solution | None:
        """The leading columns first, the others being fractions, then the others; None: not decided so.

        Fractions allow at least as much, so the first step bounds every choice of the leading columns. A
        choice whose own maximum does not come near enough to that is noted and excluded.
        """
        half = replace(limits, gap=limits.gap / 2.0)
        fractions = replace(self.programme, is_whole=self.programme.is_whole & leads)
        best, best_value, bound_so_far = None, -np.inf, -np.inf
        for _ in range(MOST_CHOICES):
            outer = fractions.maximum(objective, lower, upper, limits=half)
            if outer.outcome == "infeasible":
                if best is None:
                    return Solution("infeasible", None, None)
                return Solution("optimal", best, bound_so_far)
            if outer.outcome == "unfinished" or outer.values is None or outer.bound is None:
                return None
            bound = max(bound_so_far, outer.bound)
            if bound - best_value <= max(limits.gap * abs(bound), _ROUNDING):
                return Solution("optimal", best, bound)
            choice = np.where(leads, outer.values, 0.0)
            inner = self._chosen(objective, lower, upper, leads, choice, outer.bound, half)
            if inner.outcome == "unfinished":
                return None
            if inner.values is not None and inner.bound is not None:
                bound_so_far = max(bound_so_far, inner.bound)
                if objective @ inner.values > best_value:
                    best, best_value = inner.values, float(objective @ inner.values)
                if bound - best_value <= max(limits.gap * abs(bound), _ROUNDING):
                    return Solution("optimal", best, bound)
            is_other = leads & (lower < upper)
            fractions = fractions.with_row(
                np.where(is_other, 2.0 * choice - 1.0, 0.0), float(choice[is_other].sum()) - 1.0
            )
        return None

    def _chosen(
        self,
        objective: Floats,
        lower: Floats,
        upper: Floats,
        leads: Mask,
        choice: Floats,
        bound: float,
        limits: Limits,
    ) -> Solution:
        """The maximum with this choice of the leading columns; what cannot be with it is left out."""
        least, most = np.where(leads, choice, lower), np.where(leads, choice, upper)
        rows, columns = self._places
        amounts = self._amounts
        least_sums = np.bincount(
            rows, np.minimum(amounts * least[columns], amounts * most[columns]), self.programme.at_most.size
        )
        room = self.programme.at_most - least_sums
        is_shut = amounts > (room + _ROUNDING)[rows]
        most[columns[is_shut & (least[columns] < 1.0)]] = 0.0
        if (least > most).any():
            return Solution("infeasible", None, None)
        settled = np.where(least == most, least, 0.0)
        return self._searched(objective, least, most, settled, least < most, bound, limits)

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
                options={"presolve": False},  # there is little to find, and it takes as long as the rest
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
            would_help = ~is_in & is_free & (costs < -_ROUNDING)
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
