"""What every rule of a sitting is made of: a signature, a way to say no, and what several rules ask.

Not here: any rule; those stand in `arrival`, `answering` and `supervision`, and `decide` puts them in order.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from cat_server.sitting import events as e
from cat_server.sitting.refusals import Refusal, RefusalCode
from cat_server.sitting.state import SittingState, Status
from item_bank.release import Release

Events = tuple[e.Event, ...]
Rule = Callable[[SittingState, Any, datetime, Release], Events]


class RefusedError(Exception):
    """Carries a refusal out of a rule; never leaves this module."""

    def __init__(self, code: RefusalCode, **arguments: str | float) -> None:
        super().__init__(code)
        self.refusal = Refusal(code, arguments)


def require(is_met: bool, code: RefusalCode, **arguments: str | float) -> None:  # noqa: FBT001 - reads as a sentence
    if not is_met:
        raise RefusedError(code, **arguments)


def require_running(state: SittingState) -> None:
    require(not state.is_over, RefusalCode.OVER)
    require(state.status is not Status.PAUSED, RefusalCode.PAUSED)
    require(state.status is Status.RUNNING, RefusalCode.NOT_RUNNING)
