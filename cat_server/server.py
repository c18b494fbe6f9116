"""The parts of one running server, put together once (`app.create_server`) and handed to every door."""

from __future__ import annotations

from dataclasses import dataclass

from cat_server.clock import Clock
from cat_server.hall_service import HallService
from cat_server.settings import Settings
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
