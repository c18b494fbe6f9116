"""What is known of the use of a bank's items: how often they were given, where, and how calibrated last."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection

from cat_server.storage import analyses, banks
from cat_server.storage.analyses import StoredCalibration
from cat_server.storage.releases import ReleaseStore
from item_bank.calibration_file import CalibratedItem, read_calibration
from item_bank.release_record import decoded


@dataclass(frozen=True, slots=True)
class LastCalibration:
    """The newest calibration that holds an item, and what it says of it."""

    calibration: StoredCalibration
    item: CalibratedItem


@dataclass(frozen=True, slots=True)
class ItemEvidence:
    """What is known of one item, whatever versions of it were used.

    `administered` counts sittings over all releases; `releases` are the digests of those that hold the item.
    """

    administered: int = 0
    releases: tuple[str, ...] = ()
    last_calibration: LastCalibration | None = None


NONE = ItemEvidence()


class Evidence:
    """Reads what is known of items; releases and calibrations never change, so each is read once."""

    def __init__(self, releases: ReleaseStore) -> None:
        self._releases = releases
        self._held: dict[str, tuple[str, frozenset[str]]] = {}
        self._calibrated: dict[str, Mapping[str, CalibratedItem]] = {}
        self._lock = threading.Lock()

    def of(self, connection: Connection, bank_id: str) -> dict[str, ItemEvidence]:
        """The evidence of every item of a bank that there is any of, by id."""
        with self._lock:
            held = self._releases_of(bank_id)
            calibrations = self._calibrations_of(connection, bank_id)
        counts: dict[str, int] = {}
        for _, item, number in banks.administered(connection, held.keys()):
            counts[item] = counts.get(item, 0) + number
        items = set(counts) | set(calibrations) | {item for ids in held.values() for item in ids}
        return {
            item: ItemEvidence(
                counts.get(item, 0),
                tuple(digest for digest, ids in held.items() if item in ids),
                calibrations.get(item),
            )
            for item in sorted(items)
        }

    def _releases_of(self, bank_id: str) -> dict[str, frozenset[str]]:
        """The items of each release of a bank, the newest first."""
        found: dict[str, frozenset[str]] = {}
        for published in self._releases.published():
            digest = published.digest
            if digest not in self._held:
                record = decoded(self._releases.body(digest))
                items = (*record.items, *record.pretest, *record.practice)
                self._held[digest] = record.bank.id, frozenset(item.id for item in items)
            bank, ids = self._held[digest]
            if bank == bank_id:
                found[digest] = ids
        return found

    def _calibrations_of(self, connection: Connection, bank_id: str) -> dict[str, LastCalibration]:
        found: dict[str, LastCalibration] = {}
        for stored in analyses.calibrations(connection, bank_id):  # the newest first
            if stored.digest not in self._calibrated:
                content = analyses.calibration(connection, stored.digest)
                self._calibrated[stored.digest] = read_calibration(content).items if content else {}
            for item, calibrated in self._calibrated[stored.digest].items():
                found.setdefault(item, LastCalibration(stored, calibrated))
        return found
