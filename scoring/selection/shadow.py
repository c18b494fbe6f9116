"""Choosing within a content plan: the item comes from a shadow test, in whose making chance takes part."""

import numpy as np

from scoring.arrays import Floats
from scoring.assembly.shadow_test import ShadowTest, ShadowTests
from scoring.selection.chance import Chance, weighed
from scoring.selection.ranking import NEVER
from scoring.selection.standing import Standing


def from_shadow_test(
    content: ShadowTests,
    chance: Chance,
    standing: Standing,
    values: Floats,
    draws: Floats,
    *,
    share: float,
    previous: ShadowTest | None,
) -> tuple[ShadowTest, Floats]:
    """The shadow test of one person, and the weights of its items that may come now, (n_items,).

    A chance that has a share takes part in the objective, so that it spreads the use of the pool and not only
    the order within a test. Items that are not eligible are in the test only if the plan cannot do without
    them.

    Raises:
        NoTestError: no test fulfils the plan.
    """
    administered = standing.administered.tolist()
    is_free = np.ones(values.size, dtype=np.bool_)
    is_free[administered] = False
    mixed = weighed(chance, values, draws, share, is_free) if chance.has_share else values
    shadow_test = content.next(
        administered,
        np.where(is_free, mixed, 0.0),
        ability=standing.posterior.mean,
        draws=draws,
        ineligible=is_free & ~standing.eligible,
        previous=previous,
    )
    now = content.may_come_next(shadow_test, administered)
    if chance.has_share:
        return shadow_test, np.where(now, mixed, NEVER)
    return shadow_test, weighed(chance, values, draws, share, now)
