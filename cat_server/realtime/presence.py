"""Who was heard of when: signs of life of participants' computers. Never in a journal."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Contact:
    """The last sign of life of a sitting's computer (`seen_ns` monotonic)."""

    seen_ns: int
    unsent: int
    n_sockets: int


class Presence:
    """The contacts of all sittings on this server."""

    def __init__(self) -> None:
        self._contacts: dict[str, Contact] = {}

    def connected(self, sitting_id: str) -> None:
        """Note a new socket."""
        known = self._contacts.get(sitting_id)
        self._contacts[sitting_id] = Contact(
            time.monotonic_ns(), known.unsent if known else 0, (known.n_sockets if known else 0) + 1
        )

    def disconnected(self, sitting_id: str) -> None:
        """Note that a socket went away."""
        known = self._contacts.get(sitting_id)
        if known:
            self._contacts[sitting_id] = replace(known, n_sockets=max(0, known.n_sockets - 1))

    def heard(self, sitting_id: str, unsent: int | None = None) -> None:
        """Note a sign of life, with the number of answers that wait in the browser where it is told."""
        known = self._contacts.get(sitting_id) or Contact(0, 0, 1)
        self._contacts[sitting_id] = replace(
            known, seen_ns=time.monotonic_ns(), unsent=known.unsent if unsent is None else unsent
        )

    def of(self, sitting_id: str) -> Contact | None:
        """The last contact, or None if there was none since the server started."""
        return self._contacts.get(sitting_id)

    def age_seconds(self, sitting_id: str) -> float | None:
        """Seconds since the last sign of life."""
        known = self._contacts.get(sitting_id)
        return (time.monotonic_ns() - known.seen_ns) / 1e9 if known else None
