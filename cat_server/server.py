"""The parts of one running server, put together once (`app.create_server`) and handed to every door."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from zoneinfo import ZoneInfo

from cat_server.banks.service import BankService
from cat_server.clock import Clock
from cat_server.hall_service import HallService
from cat_server.settings import Settings, zone_of
from cat_server.sitting.screens import written
from cat_server.sitting_service import SittingService
from cat_server.storage.database import Database
from cat_server.storage.releases import ReleaseStore


@dataclass(frozen=True)
class Server:
    """Everything that a door may need."""

    settings: Settings
    clock: Clock
    database: Database
    releases: ReleaseStore
    sittings: SittingService
    halls: HallService
    banks: BankService

    @cached_property
    def zone(self) -> ZoneInfo:
        """The zone of the halls' wall clocks."""
        return zone_of(self.settings)

    def written(self, instant: str) -> str:
        """A stored instant as the halls' wall clocks show it."""
        return written(datetime.fromisoformat(instant), self.zone)

    def written_now(self) -> str:
        """This instant as the halls' wall clocks show it."""
        return written(self.clock.now(), self.zone)
