"""Work on a whole bank that takes seconds, beside the loop that serves the halls."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


def beside(work: Callable[[], T]) -> T:
    """The result of some pure work: no database, no locks that others hold.

    The server has one loop for everybody. While this runs in a thread of the system, the loop gets Python's
    lock back after half a millisecond (the interval is set for gunicorn); the request alone waits.
    """
    from gevent import get_hub, monkey  # noqa: PLC0415 - only this worker model needs it

    if not monkey.is_module_patched("threading"):
        return work()
    found: T = get_hub().threadpool.apply(work)
    return found
