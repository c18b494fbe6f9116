"""Which items on trial a sitting gets, and where: pure functions of counts that the shell has read.

Nothing here touches what counts: ability, standard error, stopping, blueprint and lengths know only of
operational items.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cat_server.sitting.state import SectionState
from item_bank.exam_plan.pretest import window
from item_bank.release import ReleasedItem, SectionContent

N_CANDIDATES = 3
"""How many of the best items are recorded with a choice, as of items that count."""

DIGITS = 9
"""Gains are compared to so many decimals: items of the same guess are equally good on every computer."""

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Trial:
    """The item on trial that comes next; `candidates` are the best with their counts, or gains."""

    item: ReleasedItem
    rule: str
    candidates: tuple[tuple[str, float], ...]
    n_eligible: int


def positions(
    content: SectionContent, counts: Sequence[int], seen_items: Sequence[Sequence[str]], draws: Floats
) -> tuple[int, ...]:
    """Where this sitting's items on trial stand, counted from 1 over all items that are shown.

    `draws`, a uniform for each of `n_positions`, choose among the positions of the plan's window.
    """
    plan, stopping = content.plan.pretest, content.plan.stopping
    if plan is None or stopping is None:
        return ()
    n_items = min(plan.items_per_sitting, len(_open(content, counts, _flat(seen_items))))
    places = list(window(plan, stopping, n_items))
    ranked = sorted(range(len(places)), key=lambda place: (float(draws[place]), place))
    return tuple(sorted(places[place] for place in ranked[:n_items]))


def n_positions(content: SectionContent) -> int:
    """How many draws `positions` needs at most."""
    plan, stopping = content.plan.pretest, content.plan.stopping
    return 0 if plan is None or stopping is None else len(window(plan, stopping, plan.items_per_sitting))


def next_trial(
    section: SectionState, content: SectionContent, posterior: Floats, draws: Floats
) -> Trial | None:
    """The item on trial at the position that comes next; None where an item that counts comes.

    `posterior` (121,) is the distribution of ability after what counts, `draws` a uniform for each item on
    trial: they order items that are equally good.
    """
    plan = content.plan.pretest
    if plan is None or len(section.items) + 1 not in section.pretest_positions:
        return None
    places = _eligible(section, content)
    if not places:
        return None
    counts = section.pretest_counts or (0,) * len(content.pretest)
    if plan.matching == "random":
        values = np.array(counts, dtype=np.float64)
        cost = values
    else:
        values = np.round(content.trials.gains(counts, posterior), DIGITS)
        cost = -values
    ranked = sorted(places, key=lambda place: (float(cost[place]), float(draws[place])))
    return Trial(
        item=content.pretest[ranked[0]],
        rule=plan.matching,
        candidates=tuple(
            (content.pretest[place].id, float(values[place])) for place in ranked[:N_CANDIDATES]
        ),
        n_eligible=len(places),
    )


def _eligible(section: SectionState, content: SectionContent) -> list[int]:
    """Places of the items on trial that may still be given: open, not seen, no enemies of what was given."""
    given = set(section.items)
    enemies = {enemy for item in section.items for enemy in content.item(item).enemies}
    return [
        place
        for place in _open(content, section.pretest_counts, section.seen_items)
        if content.pretest[place].id not in given | enemies
    ]


def _open(content: SectionContent, counts: Sequence[int], seen: frozenset[str]) -> list[int]:
    """Places of the items on trial that need responses and that the person has not seen."""
    plan = content.plan.pretest
    if plan is None:
        return []
    known = counts or (0,) * len(content.pretest)
    return [
        place
        for place, (item, n) in enumerate(zip(content.pretest, known, strict=True))
        if n < plan.max_responses and item.id not in seen
    ]


def _flat(tests: Sequence[Sequence[str]]) -> frozenset[str]:
    return frozenset(item for test in tests for item in test)
