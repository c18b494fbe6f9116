"""The one clock of the process. Not here: any rule about time (`sitting.timing`).

The wall clock is read once; from then on a monotonic clock carries it, so that somebody setting the server's
clock during an exam neither takes nor gives time.
"""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta


class Clock:
    """Aware UTC instants that never jump."""

    def __init__(self) -> None:
        self._started_at = datetime.now(UTC)
        self._started_ns = time.monotonic_ns()

    def now(self) -> datetime:
        """The present instant."""
        return self._started_at + timedelta(microseconds=(time.monotonic_ns() - self._started_ns) // 1000)
