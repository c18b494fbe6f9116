"""Time-up, noticed by the server itself, and the server's own sign of life.

A deadline is swept when its grace has passed and stamped with the deadline, so a slow sweep takes no time
from anybody and gives none. The heartbeat tells after a restart how long the server was gone.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime

from cat_server.realtime.returns import ACTOR, Returns
from cat_server.server import Server
from cat_server.sitting import commands as c
from cat_server.storage import boards, heartbeats

SECONDS_BETWEEN_SWEEPS = 0.5
SECONDS_BETWEEN_HEARTBEATS = 1.0

log = logging.getLogger(__name__)


def credit_outage(server: Server, returns: Returns | None = None) -> tuple[datetime, int] | None:
    """Give every running sitting back the time since the last sign of life; since when, and to how many.

    `returns` then wait for the computers, whose connections did not survive.
    """
    back_at = server.clock.now()
    with server.database.read() as connection:
        gone_at = heartbeats.last(connection)
        sittings = boards.with_deadline(connection)
    if gone_at is None or not sittings:
        return None
    n_credited = 0
    for sitting_id in sittings:
        command = c.CreditOutage(
            command_id=f"outage-{back_at:%Y%m%dT%H%M%S%f}-{sitting_id}"[:64], gone_at=gone_at, back_at=back_at
        )
        n_credited += server.sittings.handle(sitting_id, command, actor=ACTOR).has_changed
    if returns is not None:
        returns.expect(sittings, back_at)
    return gone_at, n_credited


def sweep(server: Server, returns: Returns | None = None) -> int:
    """End what is overdue, but nobody whose computer is waited for; how many sittings were looked at."""
    now = server.clock.now()
    if returns is not None:
        returns.settle()
    with server.database.read() as connection:
        due = [sitting_id for sitting_id in boards.due(connection, now) if sitting_id not in (returns or ())]
    for sitting_id in due:
        command = c.ExpireDeadline(command_id=f"sweep-{now:%Y%m%dT%H%M%S%f}-{sitting_id}"[:64])
        server.sittings.handle(sitting_id, command, actor=ACTOR)
    return len(due)


def run(server: Server, sleep: Callable[[float], None], returns: Returns | None = None) -> None:
    """Sweep and beat for as long as the process lives."""
    waited = SECONDS_BETWEEN_HEARTBEATS
    was_written = True
    while True:
        try:
            if waited >= SECONDS_BETWEEN_HEARTBEATS:
                if not was_written:  # as long as no sign of life could be written, no answer could be either
                    credit_outage(server)
                was_written = False
                heartbeats.beat(server.database, server.clock.now())
                was_written = True
                waited = 0.0
            sweep(server, returns)
        except Exception:
            log.exception("the sweep of deadlines failed")
        sleep(SECONDS_BETWEEN_SWEEPS)
        waited += SECONDS_BETWEEN_SWEEPS
