"""Which items a sitting may not be given in an adaptive section: what exposure control makes of the counts.

Pure functions of counts that the shell has read, so that `verify` can compute them again.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from cat_server.sitting.state import SectionState
from item_bank.release import SectionContent
from scoring.exposure import (
    EligibilityCounts,
    ItemEligibility,
    SympsonHetter,
    restricted,
    retest_ineligible,
)

LENGTHS_KEPT_ELIGIBLE = 2
"""Exposure control leaves at least this many times the section's length to choose from."""

EVERY_SITTING = ""
"""The item that stands for the sittings themselves in counts by segment."""

EligibilityRow = tuple[int, str, float, float]
"""Segment, item, how often administered, how often ineligible."""

Mask = NDArray[np.bool_]


def ineligible(content: SectionContent, counts: Sequence[int], n_examinees: int) -> tuple[str, ...]:
    """The items that the restricted method keeps from this sitting, in pool order."""
    exposure = content.plan.exposure
    if exposure is None or not counts or not isinstance(content.exposure_method, float | int):
        return ()
    mask = restricted(
        np.asarray(counts, dtype=np.int64),
        n_examinees,
        max_rate=exposure.max_rate,
        keep_at_least=LENGTHS_KEPT_ELIGIBLE * content.max_items,
    )
    return _ids(content, mask)


def kept_back(
    content: SectionContent,
    counts: Sequence[int],
    n_examinees: int,
    seen_items: Sequence[Sequence[str]],
    draws: NDArray[np.float64],
) -> tuple[str, ...]:
    """The items that are out for the whole section: by exposure control, and because the person knows them.

    `draws` (n_items,) decide by the Sympson-Hetter method. Where both together would leave too few items for
    the section, exposure control gives way: what a person has seen before spoils the score.
    """
    method = content.exposure_method
    if isinstance(method, SympsonHetter):
        controlled = _ids(content, method.ineligible(draws))
    else:
        controlled = ineligible(content, counts, n_examinees)
    seen = _seen(content, seen_items)
    if not seen:
        return controlled
    both = set(controlled) | set(seen)
    if len(content.items) - len(both) < content.max_items:
        both = set(seen)
    return tuple(item.id for item in content.items if item.id in both)


def kept_back_by_segment(
    content: SectionContent, rows: Sequence[EligibilityRow], draws: NDArray[np.float64]
) -> tuple[tuple[str, ...], ...]:
    """The items that are out while the ability is in each segment; nothing for methods without segments."""
    method = content.exposure_method
    if not isinstance(method, ItemEligibility):
        return ()
    shape = (method.n_segments, len(content.items))
    administered, barred, examinees = np.zeros(shape), np.zeros(shape), np.zeros(method.n_segments)
    for segment, item, n_administered, n_barred in rows:
        if item == EVERY_SITTING:
            examinees[segment] = n_administered
        else:
            place = content.index_of(item)
            administered[segment, place] = n_administered
            barred[segment, place] = n_barred
    found = method.ineligible(
        EligibilityCounts(
            examinees=examinees,
            feasible=examinees,
            administered=administered,
            eligible=np.maximum(examinees[:, None] - barred, 0.0),
        ),
        draws,
        keep_at_least=LENGTHS_KEPT_ELIGIBLE * content.max_items,
    )
    return tuple(_ids(content, mask) for mask in found)


def eligibility_rows(content: SectionContent, section: SectionState) -> tuple[EligibilityRow, ...]:
    """What an ended section adds to the counts by segment; nothing for methods without segments.

    It counts where the ability ended, and its items also in the segments that they were chosen in. Counts of
    the sittings before fade by one step for each that starts: this one, before which `n_examinees` had
    started, weighs fading^-n_examinees.
    """
    method = content.exposure_method
    if not isinstance(method, ItemEligibility) or section.result is None:
        return ()
    if section.result.ability is None:
        return ()
    weight = method.fading**-section.n_examinees
    final = method.segment(section.result.ability)
    items = [item for _, item in section.scored]
    given = {(final, item) for item in items}
    if method.counts_visits:
        visited = (method.segment(ability) for ability in section.abilities)
        given |= set(zip(visited, items, strict=True))
    out = set(section.ineligible)
    if section.ineligible_by_segment:
        out |= set(section.ineligible_by_segment[final])
    barred = {(final, item) for item in out}
    rows = [(final, EVERY_SITTING, weight, 0.0)]
    rows += [
        (segment, item, weight * ((segment, item) in given), weight * ((segment, item) in barred))
        for segment, item in sorted(given | barred)
    ]
    return tuple(rows)


def segment_of(content: SectionContent, ability: float) -> int:
    """The segment of an ability; 0 for methods without segments."""
    method = content.exposure_method
    return method.segment(ability) if isinstance(method, ItemEligibility) else 0


def _seen(content: SectionContent, tests: Sequence[Sequence[str]]) -> tuple[str, ...]:
    if not tests:
        return ()
    mask = retest_ineligible(
        [[content.index_of(item) for item in test if item not in content.trials.by_id] for test in tests],
        len(content.items),
        keep_at_least=min(LENGTHS_KEPT_ELIGIBLE * content.max_items, len(content.items)),
    )
    return _ids(content, mask)


def _ids(content: SectionContent, mask: Mask) -> tuple[str, ...]:
    return tuple(item.id for item, is_out in zip(content.items, mask, strict=True) if is_out)
