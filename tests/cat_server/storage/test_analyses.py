"""Analyses and calibrations are kept, found again, and never written over."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial

import pytest

from cat_server.storage import analyses
from cat_server.storage.database import Database
from item_bank.calibration_file import (
    CalibratedItem,
    Calibration,
    CalibrationScale,
    calibration_bytes,
    calibration_digest,
)
from scoring.parameters import ItemParameters

AT = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
LATER = datetime(2026, 11, 21, 9, 5, tzinfo=UTC)


def calibration(bank: str = "uji", b: float = 0.0) -> bytes:
    item = CalibratedItem(ItemParameters("2pl", 1.0, (b,)), {"a": (0.1,)}, 100)
    scale = CalibrationScale("sample", 0.0, 1.0)
    return calibration_bytes(
        Calibration(bank, "angka", "2026-11-21", "MML", "x", {}, 100, scale, {"soal-1": item})
    )


def test_an_analysis_runs_and_ends_once(database: Database) -> None:
    database.write(lambda c: analyses.add(c, "a1", "fit", about={"section": "angka"}, at=AT, by="admin"))
    files = {"result.json": b"{}", "report-id.pdf": b"%PDF"}
    ended = database.write(
        lambda c: analyses.finish(c, "a1", files=files, outcome={"counts": {"items": 3}}, at=LATER)
    )
    again = database.write(
        lambda c: analyses.finish(c, "a1", files={}, outcome={}, at=LATER, has_failed=True)
    )
    assert (ended, again) == (True, False)
    with database.read() as connection:
        found = analyses.get(connection, "a1")
        assert found is not None
        assert (found.kind, found.state, found.requested_by) == ("fit", "finished", "admin")
        assert found.about == {"section": "angka"}
        assert found.outcome == {"counts": {"items": 3}}
        assert analyses.newest(connection) == (found,)
        assert analyses.file_names(connection, "a1") == ("report-id.pdf", "result.json")
        assert analyses.file(connection, "a1", "result.json") == b"{}"
        assert analyses.file(connection, "a1", "other") is None
        assert analyses.get(connection, "a2") is None


def test_calibrations_are_listed_by_bank_and_kept_once(database: Database) -> None:
    first, second, other = calibration(), calibration(b=1.0), calibration("lain")
    for content in (first, second, other, first):
        digest = database.write(partial(analyses.add_calibration, content=content, at=AT, by="admin"))
        assert digest == calibration_digest(content)
    with database.read() as connection:
        assert {each.digest for each in analyses.calibrations(connection, "uji")} == {
            calibration_digest(first),
            calibration_digest(second),
        }
        assert [each.bank_id for each in analyses.calibrations(connection)] == ["lain", "uji", "uji"]
        assert analyses.calibration(connection, calibration_digest(second)) == second
        assert analyses.calibration(connection, "0" * 64) is None


def test_what_is_no_calibration_is_not_kept(database: Database) -> None:
    with pytest.raises(ValueError, match="must be a calibration file"):
        database.write(lambda c: analyses.add_calibration(c, b"{}", at=AT, by="admin"))
