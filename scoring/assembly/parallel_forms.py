"""Fixed forms that are parallel: each fulfils the plan, and all follow one target information function."""

from dataclasses import dataclass
from itertools import combinations

import numpy as np
from scipy import sparse

from scoring.arrays import Floats, Integers, Mask, read_only
from scoring.assembly.integer_programme import IntegerProgramme, Limits, Solution
from scoring.assembly.plan import ContentPlan
from scoring.assembly.shadow_test import NoTestError

HALF_A_MINUTE = Limits(seconds=30.0)
"""Forms are assembled once and kept, so they need not be proven best, nor come out again the same."""

_PRICE = 1000.0
_TIE = 1e-3


@dataclass(frozen=True, eq=False)
class ParallelForms:
    """Forms, each a tuple of items in pool order, and how far they are from the target.

    `deviations` (n_forms, n_points) are the information of a form minus the target; no other forms have a
    largest deviation below `least_deviation`, as far as is known.
    """

    forms: tuple[tuple[int, ...], ...]
    deviations: Floats
    least_deviation: float

    @property
    def largest_deviation(self) -> float:
        """The largest distance of any form from the target at any point."""
        return float(np.abs(self.deviations).max())

    def overlap(self, first: int, second: int) -> int:
        """The number of items that two forms share."""
        return len(set(self.forms[first]) & set(self.forms[second]))


def assemble_forms(
    plan: ContentPlan,
    n_forms: int,
    *,
    information: Floats,
    target: Floats,
    draws: Floats,
    max_uses: int = 1,
    max_overlap: int | None = None,
    limits: Limits = HALF_A_MINUTE,
) -> ParallelForms:
    """Forms as near to the target as can be, in the form and at the point where the distance is largest.

    The least y with |sum_i I_i(theta_k) x_if - T_k| <= y for every form f and point k (the minimax principle:
    van der Linden, 2005, Linear Models for Optimal Test Design, chapter 5). `information` is
    (n_items, n_points), `target` (n_points,). An item is in at most `max_uses` forms, and two forms share at
    most `max_overlap` items (None: no limit of its own). `draws` (n_items,), uniforms on [0, 1), decide
    between forms that are equally good.

    Raises:
        ValueError: an argument is out of range or an array has another shape.
        NoTestError: no such forms exist, or none were found within the limits.
    """
    information, target, draws = (np.asarray(each, np.float64) for each in (information, target, draws))
    n_points = target.size
    if n_forms < 1 or max_uses < 1 or (max_overlap is not None and max_overlap < 0):
        raise ValueError(
            "n_forms and max_uses must be 1 or more and max_overlap 0 or more, "
            f"got {n_forms!r}, {max_uses!r} and {max_overlap!r}"
        )
    if target.ndim != 1 or not n_points or not ((target > 0.0) & (target < np.inf)).all():
        raise ValueError(f"target must be a one-dimensional array of positive information, got {target!r}")
    if information.shape != (plan.n_items, n_points):
        raise ValueError(
            f"information must have shape {(plan.n_items, n_points)}, one point for each of the target, "
            f"got {information.shape}"
        )
    if not np.isfinite(information).all() or (information < 0.0).any():
        raise ValueError("information must be finite and 0 or more, got values that are not")
    if draws.shape != (plan.n_items,) or not ((draws >= 0.0) & (draws < 1.0)).all():
        raise ValueError(f"draws must be uniforms on [0, 1) of shape {(plan.n_items,)}, got {draws!r}")
    solution = _solved(plan, n_forms, information, target, draws, max_uses, max_overlap, limits)
    if solution.values is None:
        found = "exist" if solution.outcome == "infeasible" else "were found within the limits"
        raise NoTestError(f"no {n_forms} forms {found} that fulfil the plan, the uses and the overlap")
    n_columns = plan.programme.is_whole.size
    forms = []
    for form in range(n_forms):
        chosen = solution.values[form * n_columns : form * n_columns + plan.n_items]
        forms.append(tuple(np.flatnonzero(np.round(chosen)).tolist()))
    deviations = np.array([information[list(items)].sum(axis=0) - target for items in forms])
    scale = _PRICE / float(target.max())
    least = 0.0 if solution.bound is None else max(0.0, -solution.bound / scale)
    return ParallelForms(tuple(forms), read_only(deviations), min(least, float(np.abs(deviations).max())))


def _solved(
    plan: ContentPlan,
    n_forms: int,
    information: Floats,
    target: Floats,
    draws: Floats,
    max_uses: int,
    max_overlap: int | None,
    limits: Limits,
) -> Solution:
    """Columns: those of the plan for each form, the largest deviation, and what each pair of forms shares."""
    n_columns, items = plan.programme.is_whole.size, np.arange(plan.n_items)
    # Without shared items, a second use and an overlap are the same thing.
    uses = 1 if max_overlap == 0 else max_uses
    pairs = list(combinations(range(n_forms), 2)) if uses > 1 and max_overlap is not None else []
    deviation = n_forms * n_columns
    rows = _Rows(deviation + 1 + len(pairs) * plan.n_items)
    of_plan = plan.programme.matrix.tocoo()
    for form in range(n_forms):
        first = form * n_columns
        rows.add(
            of_plan.row.astype(np.int64),
            of_plan.col.astype(np.int64) + first,
            of_plan.data,
            plan.programme.at_least,
            plan.programme.at_most,
        )
        for curve, aim in zip(information.T, target.tolist(), strict=True):
            columns = np.append(items + first, deviation)
            nought = np.zeros(columns.size, dtype=np.int64)
            rows.add(nought, columns, np.append(curve, 1.0), np.array([aim]), np.array([np.inf]))
            rows.add(nought, columns, np.append(curve, -1.0), np.array([-np.inf]), np.array([aim]))
    if uses < n_forms:
        columns = np.concatenate([items + form * n_columns for form in range(n_forms)])
        most = np.full(plan.n_items, float(uses))
        rows.add(np.tile(items, n_forms), columns, np.ones(columns.size), np.zeros(plan.n_items), most)
    for place, (one, other) in enumerate(pairs):
        # An item in both forms makes its column of the pair 1; of those there may be so many.
        shared = deviation + 1 + place * plan.n_items + items
        rows.add(
            np.tile(items, 3),
            np.concatenate([items + one * n_columns, items + other * n_columns, shared]),
            np.repeat([1.0, 1.0, -1.0], plan.n_items),
            np.full(plan.n_items, -np.inf),
            np.ones(plan.n_items),
        )
        nought = np.zeros(plan.n_items, dtype=np.int64)
        rows.add(nought, shared, np.ones(plan.n_items), np.zeros(1), np.array([float(max_overlap or 0)]))
    objective = np.zeros(rows.n_columns)
    objective[deviation] = -_PRICE / float(target.max())
    for form in range(n_forms):
        objective[items + form * n_columns] = _TIE * draws / plan.longest
    upper = np.ones(rows.n_columns)
    upper[deviation] = float(target.max() + information.sum(axis=0).max())
    programme = rows.programme(is_whole=np.arange(rows.n_columns) < deviation)
    return programme.maximum(objective, np.zeros(rows.n_columns), upper, limits=limits)


class _Rows:
    """Rows of a programme as they are added."""

    def __init__(self, n_columns: int) -> None:
        self.n_columns = n_columns
        self._n_rows = 0
        self._entries: list[tuple[Integers, Integers, Floats]] = []
        self._bounds: list[tuple[Floats, Floats]] = []

    def add(
        self, rows: Integers, columns: Integers, amounts: Floats, at_least: Floats, at_most: Floats
    ) -> None:
        """Adds rows, numbered from 0, with their bounds."""
        self._entries.append((rows + self._n_rows, columns, amounts))
        self._bounds.append((at_least, at_most))
        self._n_rows += at_least.size

    def programme(self, *, is_whole: Mask) -> IntegerProgramme:
        rows, columns, amounts = (np.concatenate(each) for each in zip(*self._entries, strict=True))
        at_least, at_most = (np.concatenate(each) for each in zip(*self._bounds, strict=True))
        shape = (self._n_rows, self.n_columns)
        matrix = sparse.coo_array((amounts, (rows, columns)), shape=shape).tocsc()
        return IntegerProgramme(matrix, at_least, at_most, is_whole)
