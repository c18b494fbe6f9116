"""Whether a recorded shadow test is one: it fulfils the blueprint and holds what it must."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np

from cat_server.sitting import events as e
from cat_server.sitting.next_item import eligible_items, shadow_test_of
from cat_server.sitting.state import SectionState
from item_bank.release import SectionContent

CUT_SHORT: Final = frozenset({"unfinished", "previous"})
"""Sources of shadow tests that a limit of time left."""


def shadow_test_problems(
    section: SectionState, content: SectionContent, event: e.ItemPresented
) -> Iterator[str]:
    """What is wrong with the shadow test of an item, in the section as it was before; clauses."""
    recorded, plan = event.shadow_test, content.content_plan
    if recorded is None:
        return
    if plan is None:
        yield "is told where the plan has no blueprint"
        return
    try:
        test = shadow_test_of(content, recorded)
    except KeyError as error:
        yield f"holds {error}, which is no item of the section"
        return
    for violation in plan.violations(test.items):
        yield f"does not have {violation.demand.words}: {violation.found:g}"
    lower, upper = plan.open_to([content.index_of(item) for _, item in section.scored])
    chosen = np.zeros(plan.n_items, dtype=np.bool_)
    chosen[list(test.items)] = True
    if (chosen < lower[: plan.n_items]).any():
        yield "lacks an item that had been given"
    if (chosen > upper[: plan.n_items]).any():
        yield "holds an item of a set or block that had been left"
    if event.item not in recorded.items:
        yield f"does not hold the item that was given, {event.item}"
    eligible = eligible_items(section, content, event.ability)
    is_given = lower[: plan.n_items] > 0.0
    barred = {content.items[place].id for place in np.flatnonzero(chosen & ~eligible & ~is_given).tolist()}
    if not barred <= set(recorded.released):
        yield f"holds items that were kept back: {', '.join(sorted(barred - set(recorded.released)))}"
    if recorded.source == "previous" and (
        section.shadow_test is None or section.shadow_test.items != recorded.items
    ):
        yield "is told to be the one before, and is another"
