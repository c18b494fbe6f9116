"""The maximum priority index: content balance by weights, without a solver. Cheap, and no guarantee.

A heuristic looks one item ahead, so constraints that share few items can still end in a corner where nothing
fulfils them all; a shadow test cannot. Where the plan has sets, all-or-none groups or an order, only shadow
tests serve.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from scoring.arrays import Floats, Mask
from scoring.assembly.integer_programme import TOLERANCE
from scoring.assembly.plan import ContentPlan
from scoring.assembly.shadow_test import ShadowTest, ShadowTests
from scoring.assembly.structure import Order

_REFUSED = "constraints must be counts, sums or enemies for a priority index, got "


def priority_index(
    plan: ContentPlan,
    values: Floats,
    administered: Sequence[int],
    *,
    weights: Sequence[float] | None = None,
) -> Floats:
    """The priority of every item after those given, (n_items,): its value times what its constraints leave.

    PI_i = v_i prod_k w_k f_k (Cheng & Chang, 2009, BJMSP 62, 369-383), with flexible bounds in one phase. For
    an item inside constraint k, f_k = (u_k - x_k) / u_k is the share of its upper bound that is left. For an
    item outside, while the lower bound is not met, f_k = ((L - l_k) - (t - x_k)) / (L - l_k) is the share
    that is left of the items that can be given elsewhere: it is 0 when k needs all positions. (That factor is
    derived here for the items whose number it bounds.) x_k of the t items given are in k, L is the longest
    length. Sums, such as words, use amounts in place of numbers.

    Items that were given, and those after which a bound could not be kept, have priority 0. All being 0 means
    that the heuristic is in a corner. `values` must not be negative; `weights` are one for each of the plan's
    constraints, all 1 when left out, and count for the items inside.

    Raises:
        ValueError: the plan has a constraint that the index cannot express, or an array another shape.
    """
    of_constraint = [1.0] * len(plan.constraints) if weights is None else list(weights)
    if len(of_constraint) != len(plan.constraints):
        raise ValueError(
            f"weights must be {len(plan.constraints)}, one a constraint, got {len(of_constraint)}"
        )
    if values.shape != (plan.n_items,) or not (values >= 0.0).all():
        raise ValueError(f"values must be numbers of 0 or more, of shape {(plan.n_items,)}, got {values!r}")
    ordered = [each.in_words() for each in plan.constraints if isinstance(each, Order)]
    if ordered:  # which has no rows, by which the others are known below
        raise ValueError(_REFUSED + ordered[0])
    sums = plan.sums(administered)
    given = list(administered)
    n_left = max(plan.longest - len(given), 1)
    priorities = values.copy()
    for place, (row, owner) in enumerate(zip(plan.rows, plan.owners, strict=True)):
        if not row.is_demand or (row.amounts < 0.0).any() or (row.columns >= plan.n_items).any():
            words = plan.rows[place].at_least_words if owner is None else plan.constraints[owner].in_words()
            raise ValueError(_REFUSED + words)
        if owner is None:  # the length is the same for all items
            continue
        amounts = np.zeros(plan.n_items)
        amounts[row.columns] = row.amounts
        inside = amounts > 0.0
        after = sums[place] + amounts
        # What the positions after this one add at least and at most.
        others = np.sort(np.delete(amounts, given))
        least = others[: n_left - 1].sum()
        most = others[max(others.size - n_left + 1, 0) :].sum()
        if row.at_most < amounts.sum():
            room = (row.at_most - sums[place]) / row.at_most if row.at_most > 0.0 else 0.0
            priorities[inside] *= max(room, 0.0)
            priorities[after + least > row.at_most + TOLERANCE] = 0.0
        if sums[place] < row.at_least:
            largest = float(amounts.max(initial=0.0))
            elsewhere = plan.longest - row.at_least / largest if largest > 0.0 else 0.0
            spare = n_left - (row.at_least - sums[place]) / largest if largest > 0.0 else 0.0
            priorities[~inside] *= min(max(spare / elsewhere, 0.0), 1.0) if elsewhere > 0.0 else 0.0
            priorities[after + most < row.at_least - TOLERANCE] = 0.0
        priorities[inside] *= of_constraint[owner]
    priorities[given] = 0.0
    return priorities


@dataclass(frozen=True)
class PriorityIndexTests(ShadowTests):
    """Stands where shadow tests do in an adaptive test, and gives the item of the largest priority index.

    Nothing is assembled: a "shadow test" is the items given and that item, its `source` "priority_index". In
    a corner, where every priority is 0, the item of the largest value is given and the plan is broken.
    """

    def next(
        self,
        administered: Sequence[int],
        values: Floats,
        *,
        ability: float,
        draws: Floats,
        ineligible: Mask | None = None,
        previous: ShadowTest | None = None,  # noqa: ARG002  what was chosen before has no say
    ) -> ShadowTest:
        """The items given and the next one.

        `values` (n_items,) must not be negative, `draws` (n_items,) decide between equals.

        Raises:
            ValueError: the plan has a constraint that the index cannot express, or no item is left.
        """
        is_free = np.ones(self.plan.n_items, dtype=np.bool_)
        is_free[list(administered)] = False
        if ineligible is not None:
            is_free &= ~ineligible
        if not is_free.any():
            raise ValueError("ineligible must leave an item that has not been administered, got none")
        priorities = np.where(is_free, priority_index(self.plan, values, administered), 0.0)
        weights = priorities if priorities.max() > 0.0 else np.where(is_free, values, -1.0)
        best = int(np.lexsort((draws, weights))[-1])
        return ShadowTest(
            items=tuple(sorted((*administered, best))),
            value=float(weights[best]),
            ability=ability,
            released=(),
            source="priority_index",
        )
