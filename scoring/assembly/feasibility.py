"""The feasibility doctor: why no test fulfils a plan, in words, and how much each demand lacks.

Two answers that complete each other. The smallest conflict says which demands cannot hold together: each
could be met without the others. The elastic programme says how little would have to give: it lets every
demand fail at a price and fails as little as possible (Chinneck, 2008, Feasibility and Infeasibility in
Optimization, chapters 6 and 7).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from scoring.arrays import Floats, Mask
from scoring.assembly.integer_programme import IntegerProgramme
from scoring.assembly.plan import ContentPlan, Demand, Side
from scoring.assembly.rows import Row

MOST_ROUNDS = 60
"""Rounds of the search for a conflict smaller than the irreducible one that was found first."""

_PRICE = 1000.0
_NOTHING = 1e-6


@dataclass(frozen=True)
class Shortfall:
    """What a demand lacks, or has too much of, in the test that fails least; in `unit`.

    `attainable` is what the pool has for it at most (at least), the other demands left aside.
    """

    demand: Demand
    amount: float
    unit: str
    attainable: float

    def in_words(self) -> str:
        """The shortfall as a sentence would say it."""
        is_short = self.demand.side == "at_least"
        pool = f"the pool has {self.attainable:g}" if is_short else f"no fewer than {self.attainable:g}"
        unit = self.unit.removesuffix("s") if self.amount == 1.0 else self.unit
        return f"{self.demand.words}: {self.amount:g} {unit} {'short' if is_short else 'over'} ({pool})"


@dataclass(frozen=True)
class Diagnosis:
    """Whether a plan can be fulfilled; a test if so, and if not why.

    `conflict` are demands that cannot hold together, each of which could be left out to cure just that;
    `is_smallest` says that no conflict of fewer demands exists. `structure` are the plan's constraints (their
    places) on how items hang together without which there would be no conflict.
    """

    items: tuple[int, ...] | None
    conflict: tuple[Demand, ...]
    structure: tuple[int, ...]
    is_smallest: bool
    shortfalls: tuple[Shortfall, ...]
    plan: ContentPlan

    @property
    def is_feasible(self) -> bool:
        """Whether a test fulfils the plan."""
        return self.items is not None

    def in_words(self) -> str:
        """The findings, a sentence or two."""
        if self.is_feasible:
            return "A test fulfils every constraint."
        demands = [demand.words for demand in self.conflict]
        demands += [self.plan.constraints[place].in_words() for place in self.structure]
        if len(demands) == 1:
            cause = f"This cannot be fulfilled: {demands[0]}."
        elif demands:
            cause = f"These {len(demands)} cannot hold together: {'; '.join(demands)}."
        else:
            cause = "The items that must be in the test and those kept out leave no test."
        if not self.shortfalls:
            return cause
        return f"{cause} Lacking: {'; '.join(each.in_words() for each in self.shortfalls)}."


def examine(
    plan: ContentPlan, *, administered: Sequence[int] = (), excluded: Mask | None = None
) -> Diagnosis:
    """Whether a test fulfils the plan with the `administered` items and without the `excluded` (n_items,).

    Raises:
        ValueError: an item is unknown or named twice, or the mask has another shape.
    """
    plan.sums(administered)  # refuses items that are unknown
    lower, upper = plan.open_to(administered)
    if excluded is not None:
        if excluded.shape != (plan.n_items,) or excluded.dtype != np.bool_:
            raise ValueError(
                f"excluded must be a mask of shape {(plan.n_items,)}, got {excluded.dtype} {excluded.shape}"
            )
        upper[: plan.n_items][excluded & (lower[: plan.n_items] == 0.0)] = 0.0
    return _Doctor(plan, lower, upper).diagnosis()


@dataclass(frozen=True)
class _Element:
    """What is kept or left out as a whole: one side of a row, or the structure of a constraint."""

    sides: tuple[tuple[int, Side], ...]
    demand: Demand | None
    constraint: int | None


@dataclass(frozen=True)
class _Doctor:
    plan: ContentPlan
    lower: Floats
    upper: Floats

    def diagnosis(self) -> Diagnosis:
        demands, structures = self._elements()
        items = self._test([*demands, *structures])
        if items is not None:
            return Diagnosis(items, (), (), is_smallest=True, shortfalls=(), plan=self.plan)
        slacks = self._least_failure(demands, hard=frozenset())
        shortfalls = () if slacks is None else self._shortfalls(demands, slacks)
        if slacks is None:
            conflict, is_smallest = [], True
        else:
            # Those that fail least are deleted last, for they are what a reader can do something about.
            order = sorted(range(len(demands)), key=lambda place: slacks[place] > _NOTHING)
            conflict = _irreducible(order, lambda kept: self._is_feasible(kept, demands, structures))
            conflict, is_smallest = self._smallest(conflict, demands, slacks)
        needed = [demands[place] for place in conflict]
        kept_structure = _irreducible(
            list(range(len(structures))),
            lambda kept: self._test([*needed, *(structures[place] for place in kept)]) is not None,
        )
        return Diagnosis(
            items=None,
            conflict=tuple(each.demand for each in needed if each.demand is not None),
            structure=tuple(
                each.constraint
                for each in (structures[place] for place in kept_structure)
                if each.constraint is not None
            ),
            is_smallest=is_smallest,
            shortfalls=shortfalls,
            plan=self.plan,
        )

    def _elements(self) -> tuple[list[_Element], list[_Element]]:
        """The demands, each side of a row for itself, and the structures, each constraint's rows together."""
        demands: list[_Element] = []
        of_constraints: dict[int | None, list[tuple[int, Side]]] = {}
        programme = self.plan.programme
        bounds: tuple[tuple[Side, Floats], ...] = (
            ("at_least", programme.at_least),
            ("at_most", programme.at_most),
        )
        for place, row in enumerate(self.plan.rows):
            for side, of_side in bounds:
                if not np.isfinite(of_side[place]) or _is_void(row, side):
                    continue
                if row.is_demand:
                    owner = self.plan.owners[place]
                    demands.append(_Element(((place, side),), self.plan.demand(place, side), owner))
                else:
                    of_constraints.setdefault(self.plan.owners[place], []).append((place, side))
        structures = [_Element(tuple(sides), None, owner) for owner, sides in of_constraints.items()]
        return demands, structures

    def _is_feasible(
        self, kept: Sequence[int], demands: Sequence[_Element], structures: Sequence[_Element]
    ) -> bool:
        return self._test([*(demands[place] for place in kept), *structures]) is not None

    def _test(self, elements: Sequence[_Element]) -> tuple[int, ...] | None:
        """A test that fulfils these, whatever it is worth."""
        programme = self.plan.programme
        at_least = np.full(programme.at_least.size, -np.inf)
        at_most = np.full(programme.at_most.size, np.inf)
        for element in elements:
            for row, side in element.sides:
                if side == "at_least":
                    at_least[row] = programme.at_least[row]
                else:
                    at_most[row] = programme.at_most[row]
        relaxed = IntegerProgramme(programme.matrix, at_least, at_most, programme.is_whole)
        values = relaxed.maximum(np.zeros(self.lower.size), self.lower, self.upper).values
        if values is None:
            return None
        return tuple(np.flatnonzero(np.round(values[: self.plan.n_items])).tolist())

    def _least_failure(self, demands: Sequence[_Element], hard: frozenset[int]) -> Floats | None:
        """By how much every demand fails, (n_demands,), in the test that fails least; None without a test.

        Those that are `hard` may not fail, nor may the structure.
        """
        programme = self.plan.programme
        soft = [place for place in range(len(demands)) if place not in hard]
        rows = [demands[place].sides[0] for place in soft]
        signs = np.array([1.0 if side == "at_least" else -1.0 for _, side in rows])
        worth = np.array([self.plan.rows[row].one_item for row, _ in rows])
        slack = sparse.coo_array(
            (signs * worth, (np.array([row for row, _ in rows], dtype=np.int64), np.arange(len(rows)))),
            shape=(programme.at_least.size, len(rows)),
        )
        elastic = IntegerProgramme(
            matrix=sparse.csc_array(sparse.hstack([programme.matrix, slack])),
            at_least=programme.at_least,
            at_most=programme.at_most,
            is_whole=np.concatenate([programme.is_whole, np.zeros(len(rows), dtype=np.bool_)]),
        )
        # No demand fails by more than all there is and all that is asked.
        most = float(
            np.abs(programme.matrix.data).sum()
            + np.abs(programme.at_least[np.isfinite(programme.at_least)]).sum()
        )
        values = elastic.maximum(
            np.concatenate([np.zeros(self.lower.size), np.full(len(rows), -_PRICE)]),
            np.concatenate([self.lower, np.zeros(len(rows))]),
            np.concatenate([self.upper, np.full(len(rows), most)]),
        ).values
        if values is None:
            return None
        slacks = np.zeros(len(demands))
        slacks[soft] = values[self.lower.size :] * worth
        return slacks

    def _shortfalls(self, demands: Sequence[_Element], slacks: Floats) -> tuple[Shortfall, ...]:
        matrix = self.plan.programme.matrix.tocsr()
        found = []
        for element, amount in zip(demands, slacks.tolist(), strict=True):
            if amount <= _NOTHING or element.demand is None:
                continue
            amounts = matrix[[element.demand.row]].toarray()[0]
            lowest = np.minimum(amounts * self.lower, amounts * self.upper).sum()
            highest = np.maximum(amounts * self.lower, amounts * self.upper).sum()
            found.append(
                Shortfall(
                    demand=element.demand,
                    amount=round(amount, 6),
                    unit=self.plan.rows[element.demand.row].unit,
                    attainable=float(highest if element.demand.side == "at_least" else lowest),
                )
            )
        return tuple(found)

    def _smallest(
        self, conflict: list[int], demands: Sequence[_Element], slacks: Floats
    ) -> tuple[list[int], bool]:
        """A conflict of the fewest demands, and whether that is certain.

        Every conflict has a demand in common with every set of demands whose removal makes a test possible
        (Reiter, 1987, Artificial Intelligence 32, 57-95). So the fewest demands that meet all the sets found
        so far are either a conflict, then a smallest one, or lead to another such set.
        """
        corrections = [np.flatnonzero(slacks > _NOTHING).tolist()]
        if not corrections[0]:  # so near to feasible that only rounding decides
            return conflict, False
        for _ in range(MOST_ROUNDS):
            meeting = _fewest_meeting(corrections, len(demands))
            if len(meeting) >= len(conflict):
                return conflict, True
            failing = self._least_failure(demands, hard=frozenset(meeting))
            if failing is None:
                return meeting, True
            corrections.append(np.flatnonzero(failing > _NOTHING).tolist())
        return conflict, False


def _is_void(row: Row, side: Side) -> bool:
    """Whether every choice of columns meets this side, such as "at least 0"."""
    if side == "at_least":
        return row.at_least <= float(np.minimum(row.amounts, 0.0).sum())
    return row.at_most >= float(np.maximum(row.amounts, 0.0).sum())


def _irreducible(elements: Sequence[int], is_feasible: Callable[[Sequence[int]], bool]) -> list[int]:
    """The deletion filter: those left when every one has been tried without, in blocks first.

    What is feasible stays so when more is left out, so one pass with single elements is enough.
    """
    kept = list(elements)
    size = max(1, len(kept) // 2)
    while True:
        start = 0
        while start < len(kept):
            fewer = kept[:start] + kept[start + size :]
            if is_feasible(fewer):
                start += size
            else:
                kept = fewer
        if size == 1:
            return kept
        size //= 2


def _fewest_meeting(sets: Sequence[Sequence[int]], n_elements: int) -> list[int]:
    """The fewest elements of which every set has one."""
    places = np.repeat(np.arange(len(sets)), [len(each) for each in sets])
    columns = np.concatenate([np.array(each) for each in sets])
    matrix = sparse.coo_array((np.ones(columns.size), (places, columns)), shape=(len(sets), n_elements))
    programme = IntegerProgramme(
        matrix=matrix.tocsc(),
        at_least=np.ones(len(sets)),
        at_most=np.full(len(sets), np.inf),
        is_whole=np.ones(n_elements, dtype=np.bool_),
    )
    values = programme.maximum(np.full(n_elements, -_PRICE), np.zeros(n_elements), np.ones(n_elements)).values
    if values is None:
        raise ArithmeticError("sets must each have an element, got an empty one")
    return np.flatnonzero(np.round(values)).tolist()
