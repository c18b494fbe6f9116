"""Where a sitting meets the numbers: starting a section, choosing an item, ending with an ability.

Everything is a pure function of the state and the release, so that `verify` can compute it again. Random
draws come from the sitting's seed by a counter-based generator, a fresh stream for each purpose.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from cat_server.sitting import commands as c
from cat_server.sitting import events as e
from cat_server.sitting.state import SectionState, SittingState
from item_bank import marking
from item_bank.release import Release, ReleasedItem, SectionContent
from scoring.exposure import restricted

LENGTHS_KEPT_ELIGIBLE = 2
"""Exposure control leaves at least this many times the section's length to choose from."""


def draws(seed: str, purpose: str, n: int) -> NDArray[np.float64]:
    """`n` uniform numbers in [0, 1) that belong to this seed and purpose (53 random bits of Philox each)."""
    key = hashlib.blake2b(f"{seed}|{purpose}".encode(), digest_size=16).digest()
    raw = np.random.Philox(key=int.from_bytes(key, "little")).random_raw(n)
    return np.asarray(raw >> np.uint64(11), dtype=np.float64) * 2.0**-53


def read_response(
    item: ReleasedItem, raw: Mapping[str, object], option_order: Sequence[str]
) -> dict[str, str]:
    """The response in the item's own terms; `ValueError` when the item has no such option."""
    return dict(marking.read_response(item, raw, option_order))


def mark(item: ReleasedItem, response: Mapping[str, str]) -> int:
    """The category that key and response give."""
    return marking.mark(item, response)


def section_started(
    state: SittingState, command: c.StartSection, now: datetime, release: Release
) -> e.SectionStarted:
    """The start of a section: its whole form if fixed, what exposure control forbids if adaptive."""
    content = release.section(command.section)
    limit = content.plan.time_limit_seconds * state.time_multiplier
    if content.plan.is_adaptive:
        return e.SectionStarted(
            at=now,
            section=command.section,
            kind="adaptive",
            limit_seconds=limit,
            exposure_counts=command.exposure_counts,
            n_examinees=command.n_examinees,
            ineligible=ineligible(content, command.exposure_counts, command.n_examinees),
        )
    items = content.expected_items(list(draws(state.seed, f"form|{command.section}", len(content.items))))
    return e.SectionStarted(
        at=now,
        section=command.section,
        kind="fixed",
        limit_seconds=limit,
        items=items,
        option_orders=tuple(
            option_order(state.seed, command.section, position, content, item)
            for position, item in enumerate(items, start=1)
        ),
    )


def ineligible(content: SectionContent, counts: Sequence[int], n_examinees: int) -> tuple[str, ...]:
    """The items that exposure control keeps from this sitting, in pool order."""
    exposure = content.plan.exposure
    if exposure is None or not counts:
        return ()
    mask = restricted(
        np.asarray(counts, dtype=np.int64),
        n_examinees,
        max_rate=exposure.max_rate,
        keep_at_least=LENGTHS_KEPT_ELIGIBLE * content.max_items,
    )
    return tuple(item.id for item, is_out in zip(content.items, mask, strict=True) if is_out)


def option_order(
    seed: str, section: int, position: int, content: SectionContent, item_id: str
) -> tuple[str, ...]:
    """The order in which the item's options appear in this sitting."""
    n_options = len(content.items[content.index_of(item_id)].option_ids)
    return content.option_order(item_id, list(draws(seed, f"options|{section}|{position}", n_options)))


def next_step(state: SittingState, release: Release, now: datetime) -> e.ItemPresented | e.SectionFinished:
    """The next item of the running adaptive section, or its end when a stopping rule holds."""
    section = _current(state)
    content = release.section(section.index)
    test = content.adaptive_test
    administered = [content.index_of(item) for item in section.items]
    categories = [section.answers[position].category for position in range(1, len(administered) + 1)]
    eligible = np.ones(len(content.items), dtype=np.bool_)
    eligible[administered] = False
    for place in administered:
        eligible[list(content.enemy_indexes[place])] = False
    eligible[[content.index_of(item) for item in section.ineligible]] = False
    estimate = test.estimate(administered, categories)
    reason = test.stop_reason(estimate, len(administered), int(eligible.sum()))
    if reason is not None:
        return finished(state, release, reason, now)
    position = len(administered) + 1
    uniforms = draws(state.seed, f"choice|{section.index}|{position}", len(content.items))
    choice = test.choose(administered, categories, eligible, uniforms)
    item = content.items[choice.index]
    return e.ItemPresented(
        at=now,
        section=section.index,
        position=position,
        item=item.id,
        option_order=option_order(state.seed, section.index, position, content, item.id),
        ability=float(estimate.ability),
        standard_error=float(estimate.standard_error),
        rule=choice.criterion.rule,
        candidates=tuple(
            (content.items[candidate.index].id, float(candidate.value)) for candidate in choice.candidates
        ),
        n_eligible=int(eligible.sum()),
    )


def finished(state: SittingState, release: Release, reason: str, at: datetime) -> e.SectionFinished:
    """The end of the running section: final ability, unanswered items scored by the plan's policy."""
    section = _current(state)
    content = release.section(section.index)
    administered: list[int] = []
    categories: list[int] = []
    for position, item in enumerate(section.items, start=1):
        answer = section.answers.get(position)
        if answer is None and content.plan.unanswered == "not_administered":
            continue
        administered.append(content.index_of(item))
        categories.append(answer.category if answer else 0)
    estimate = content.adaptive_test.estimate(administered, categories)
    return e.SectionFinished(
        at=at,
        section=section.index,
        reason=reason,
        ability=float(estimate.ability),
        standard_error=float(estimate.standard_error),
        score=float(content.reporting_scale.score(estimate.ability)),
        n_items=len(section.items),
        n_responses=len(section.answers),
        unanswered=content.plan.unanswered,
    )


def _current(state: SittingState) -> SectionState:
    if state.current is None:
        message = f"no section runs at version {state.version}"
        raise ValueError(message)
    return state.current
