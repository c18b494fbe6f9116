"""The one clock of the process. Not here: any rule about time (`sitting.timing`).

The wall clock is read once; from then on a monotonic clock carries it, so that somebody setting the server's
clock during an exam neither takes nor gives time. Over a restart the last sign of life plays that part.
"""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta

FARTHEST_BACK = timedelta(days=1)
"""A wall clock that is farther behind the last sign of life was wrong then, and is right now."""


class Clock:
    """Aware UTC instants that never jump, and never go back behind `not_before`."""

    def __init__(self, *, not_before: datetime | None = None) -> None:
        wall = datetime.now(UTC)
        is_behind = not_before is not None and wall < not_before < wall + FARTHEST_BACK
        self._started_at = not_before if not_before is not None and is_behind else wall
        self._started_ns = time.monotonic_ns()

    def now(self) -> datetime:
        """The present instant."""
        return self._started_at + timedelta(microseconds=(time.monotonic_ns() - self._started_ns) // 1000)
