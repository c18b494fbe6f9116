"""The clock of a section as sums over its ledger. Not here: reading a clock; `now` is always passed in.

Time a person has = granted + given + paused + outage, counted from the start of the section; a pause that
still lasts stops the count at its beginning.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from cat_server.sitting.state import SectionState


def total_seconds(section: SectionState, *kinds: str) -> float:
    """Seconds of the ledger entries of these kinds; of all when none is named."""
    return sum(entry.seconds for entry in section.ledger if not kinds or entry.kind in kinds)


def deadline(section: SectionState) -> datetime | None:
    """When the section's time is up, or None while it is paused or after it ended."""
    if section.paused_since is not None or section.result is not None:
        return None
    return section.started_at + timedelta(seconds=total_seconds(section))


def remaining_seconds(section: SectionState, now: datetime) -> float:
    """Seconds left on the section's clock, 0 at the least."""
    seen_at = section.paused_since or now
    if section.result is not None:
        seen_at = section.result.at
    return max(0.0, total_seconds(section) - (seen_at - section.started_at).total_seconds())


def used_seconds(section: SectionState, now: datetime) -> float:
    """Seconds of working time used so far: pauses and outages do not count."""
    return total_seconds(section, "granted", "given") - remaining_seconds(section, now)


def is_time_up(section: SectionState, now: datetime) -> bool:
    """Whether the deadline has been reached."""
    end = deadline(section)
    return end is not None and now >= end
