"""The one place where the solver is called: a programme of whole numbers, its answer checked before use."""

from dataclasses import dataclass, replace
from typing import Literal, Self

import numpy as np
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, OptimizeResult, milp

from scoring.arrays import Floats, Mask

TOLERANCE = 1e-9
"""What a sum may be off a bound, of the bound or of 1: what adding up floating-point numbers may cost."""

SOLVERS_TOLERANCE = 1e-6
"""The same for the solver, which takes that liberty with every row."""
"""How far a sum may pass a bound, relative to the larger of the bound and 1: the solver's own tolerance."""

_OPTIMAL, _LIMIT_REACHED, _INFEASIBLE = 0, 1, 2  # of scipy.optimize.milp
_KNOWN = (_OPTIMAL, _LIMIT_REACHED, _INFEASIBLE)

Outcome = Literal["optimal", "unfinished", "infeasible"]


@dataclass(frozen=True)
class Limits:
    """When the solver gives up: wall-clock seconds, nodes of its search, or nearness to the optimum.

    `gap` is relative. A limit of seconds makes the result depend on the computer and its load, which the
    others do not: whoever sets one records what was used. With a gap the order of the pool may decide
    between tests that differ by less.

    Raises:
        ValueError: a limit is not positive, or the gap is not a share.
    """

    seconds: float | None = None
    nodes: int | None = None
    gap: float = 0.0

    def __post_init__(self) -> None:
        for name, limit in (("seconds", self.seconds), ("nodes", self.nodes)):
            if limit is not None and not limit > 0:
                raise ValueError(f"{name} must be greater than 0, got {limit!r}")
        if not 0.0 <= self.gap < 1.0:
            raise ValueError(f"gap must be 0 or more and below 1, got {self.gap!r}")


NO_LIMITS = Limits()


@dataclass(frozen=True, eq=False)
class Solution:
    """What the solver found. `values` (n_columns,) are None when it found nothing that fulfils every row.

    `bound` is what no solution exceeds, as far as is known.
    """

    outcome: Outcome
    values: Floats | None
    bound: float | None


@dataclass(frozen=True, eq=False)
class IntegerProgramme:
    """Rows over columns: at_least <= matrix @ columns <= at_most.

    `matrix` is (n_rows, n_columns), `at_least` and `at_most` (n_rows,); `is_whole` (n_columns,) says which of
    the columns are whole numbers. `leads` (n_columns,) marks those that many others hang on, such as whether
    a set is used: a search may settle them first. None: there are none.
    """

    matrix: sparse.csc_array
    at_least: Floats
    at_most: Floats
    is_whole: Mask
    leads: Mask | None = None

    def maximum(
        self,
        objective: Floats,
        lower: Floats,
        upper: Floats,
        *,
        limits: Limits = NO_LIMITS,
        has_room: bool = True,
    ) -> Solution:
        """The columns between `lower` and `upper` with every row in its bounds and the largest objective.

        A row that the solver oversteps within its own tolerance is asked for again with that much less room,
        where `has_room` says that it may be. The three arrays are (n_columns,). Values of the objective are
        best of the order of 1,000, for the solver also stops at an absolute gap of 1e-6.
        """
        if (lower > upper).any():
            return Solution("infeasible", None, None)
        if not objective.size:  # the solver takes no programme without columns
            is_met = self._is_fulfilled(objective, lower, upper)
            return Solution("optimal", objective, 0.0) if is_met else Solution("infeasible", None, None)
        result = self._solved(objective, lower, upper, limits, presolve=True)
        if result.status not in _KNOWN:  # presolving may end with "infeasible or unbounded"
            result = self._solved(objective, lower, upper, limits, presolve=False)
        if result.status == _INFEASIBLE:
            return Solution("infeasible", None, None)
        values = None if result.x is None else np.where(self.is_whole, np.round(result.x), result.x)
        if values is not None and self.is_whole.all():
            overstepped = self._overstepped(values)
            if overstepped.any() and has_room:
                return self._with_less_room(overstepped).maximum(
                    objective, lower, upper, limits=limits, has_room=False
                )
        # The solver works with tolerances of its own; what breaks a rule is never handed on.
        if values is not None and not self._is_fulfilled(values, lower, upper):
            values = None
        is_optimal = result.status == _OPTIMAL and values is not None
        bound = None if result.mip_dual_bound is None else -float(result.mip_dual_bound)
        return Solution("optimal" if is_optimal else "unfinished", values, bound)

    def with_row(self, amounts: Floats, at_most: float) -> Self:
        """The programme with one more row, amounts @ columns <= at_most."""
        return replace(
            self,
            matrix=sparse.csc_array(sparse.vstack([self.matrix, sparse.csc_array(amounts[None, :])])),
            at_least=np.append(self.at_least, -np.inf),
            at_most=np.append(self.at_most, at_most),
        )

    def _solved(
        self,
        objective: Floats,
        lower: Floats,
        upper: Floats,
        limits: Limits,
        *,
        presolve: bool,
    ) -> OptimizeResult:
        options: dict[str, float] = {"mip_rel_gap": limits.gap, "presolve": presolve}
        if limits.seconds is not None:
            options["time_limit"] = limits.seconds
        if limits.nodes is not None:
            options["node_limit"] = limits.nodes
        return milp(
            -objective,
            integrality=self.is_whole.astype(np.int64),
            bounds=Bounds(lower, upper),
            constraints=LinearConstraint(self.matrix, self.at_least, self.at_most),
            options=options,  # type: ignore[arg-type]  # its type knows no optional keys
        )

    def _is_fulfilled(self, values: Floats, lower: Floats, upper: Floats) -> bool:
        tolerance = TOLERANCE if self.is_whole.all() else SOLVERS_TOLERANCE
        return not (
            self._overstepped(values, tolerance).any()
            or (values < lower - tolerance).any()
            or (values > upper + tolerance).any()
        )

    def _overstepped(self, values: Floats, tolerance: float = TOLERANCE) -> Mask:
        """The rows out of their bounds, (n_rows,)."""
        sums = self.matrix @ values
        found: Mask = (sums < loosened(self.at_least, -1.0, tolerance)) | (
            sums > loosened(self.at_most, 1.0, tolerance)
        )
        return found

    def _with_less_room(self, rows: Mask) -> Self:
        """The programme with these rows' bounds drawn in by what the solver may overstep them by, twice."""
        rows = rows & (self.at_least < self.at_most)
        return replace(
            self,
            at_least=np.where(rows, loosened(self.at_least, 1.0, 2.0 * SOLVERS_TOLERANCE), self.at_least),
            at_most=np.where(rows, loosened(self.at_most, -1.0, 2.0 * SOLVERS_TOLERANCE), self.at_most),
        )


def loosened(bounds: Floats, direction: float, tolerance: float = TOLERANCE) -> Floats:
    """The bounds moved by a tolerance, down (-1) or up (1); infinite ones stay."""
    room = np.where(np.isfinite(bounds), tolerance * np.maximum(1.0, np.abs(bounds)), 0.0)
    return np.asarray(bounds + direction * room)
