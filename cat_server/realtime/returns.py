"""The computers that the server waits for after an outage.

A server that is back has not ended an outage for a person whose computer has not found it again: browsers try
at growing intervals. That time is given back too, to the instant of the return and for no longer than the
longest such interval.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from cat_server.server import Server
from cat_server.sitting import commands as c

LONGEST = timedelta(seconds=10)
"""The longest a browser waits between two attempts (`static/shared/transport.js`)."""

ACTOR = "server"


class Returns:
    """Sittings whose time still stands, each since when the server is back."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._since: dict[str, datetime] = {}

    def expect(self, sittings: Iterable[str], since: datetime) -> None:
        """Wait for the computers of these sittings."""
        self._since.update(dict.fromkeys(sittings, since))

    def __contains__(self, sitting_id: str) -> bool:
        return sitting_id in self._since

    def returned(self, sitting_id: str) -> bool:
        """Give back the time until now when this sitting's computer was waited for; whether it was."""
        since = self._since.get(sitting_id)
        if since is None:
            return False
        command = c.CreditOutage(
            command_id=f"return-{since:%Y%m%dT%H%M%S%f}-{sitting_id}"[:64],
            gone_at=since,
            back_at=min(self._server.clock.now(), since + LONGEST),
        )
        self._server.sittings.handle(sitting_id, command, actor=ACTOR)
        self._since.pop(sitting_id, None)
        return True

    def settle(self) -> None:
        """Wait no longer for computers that are late for a reason of their own."""
        late = self._server.clock.now() - LONGEST
        for sitting_id in [each for each, since in self._since.items() if since <= late]:
            self.returned(sitting_id)
