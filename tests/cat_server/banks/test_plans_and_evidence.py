"""Exam plans by version, and what is known of the use of items."""

from __future__ import annotations

from sqlalchemy import Connection, insert

from cat_server.storage import analyses
from cat_server.storage.tables import exposure
from item_bank.calibration_file import CalibratedItem, Calibration, CalibrationScale, calibration_bytes
from item_bank.exam_plan import read_plan_text
from item_bank.release import build_release
from scoring.parameters import ItemParameters
from tests.cat_server.banks.conftest import Shelf
from tests.cat_server.banks.small import small_bank, small_files

PLAN = small_files()["plans/rencana.toml"].decode()


def test_each_save_of_a_plan_is_a_version(shelf: Shelf) -> None:
    shelf.take_in()
    assert shelf.service.save_plan("kecil", PLAN, seen_version=0, by="ani").version == 1
    shorter = PLAN.replace("time_limit_seconds = 600", "time_limit_seconds = 300")
    late = shelf.service.save_plan("kecil", shorter, seen_version=0, by="budi")
    assert late.refusal is not None
    assert late.refusal.code == "changed-meanwhile"
    assert shelf.service.save_plan("kecil", shorter, seen_version=1, by="budi", note="singkat").version == 2
    again = shelf.service.save_plan("kecil", shorter, seen_version=2, by="budi")
    assert again.refusal is not None
    assert again.refusal.code == "nothing-changed"
    assert [(row.version, row.made_by) for row in shelf.service.plan_history("kecil", "rencana")] == [
        (2, "budi"),
        (1, "ani"),
    ]
    assert shelf.service.plan("kecil", "rencana", 1).body == PLAN
    assert shelf.service.plan("kecil", "rencana").body == shorter
    assert shelf.audit() == ["take_in_bank", "save_exam_plan", "save_exam_plan"]


def test_what_is_no_plan_is_refused_and_what_does_not_fit_the_bank_is_told(shelf: Shelf) -> None:
    shelf.take_in()
    broken = shelf.service.save_plan(
        "kecil", PLAN.replace('kind = "adaptive"', 'kind = "odd"'), seen_version=0, by="a"
    )
    assert broken.refusal is not None
    assert broken.refusal.code == "unsound"
    assert [each.code for each in broken.findings] == ["word-unknown"]
    misfit = shelf.service.save_plan(
        "kecil", PLAN.replace('"latihan-1"', '"latihan-7"'), seen_version=0, by="a"
    )
    assert misfit.is_done
    assert "practice-unknown" in {each.code for each in misfit.findings}


def test_a_release_of_a_stored_bank_is_that_of_its_files(shelf: Shelf) -> None:
    bank = small_bank()
    shelf.take_in(bank)
    plan, _ = read_plan_text(PLAN, bank)
    assert plan is not None
    assert build_release(shelf.service.bank("kecil"), plan) == build_release(bank, plan)


def test_what_is_known_of_items_stands_beside_them(shelf: Shelf) -> None:
    bank = small_bank()
    shelf.take_in(bank)
    assert shelf.service.evidence("kecil") == {}
    plan, _ = read_plan_text(PLAN, bank)
    assert plan is not None
    release = shelf.releases.publish(build_release(bank, plan), now=shelf.clock.now(), by="ani")
    item = CalibratedItem(ItemParameters("2pl", 1.0, (0.3,)), {"a": (0.1,)}, 480)
    scale = CalibrationScale("sample", 0.0, 1.0)
    calibration = Calibration("kecil", "deret", "2026-11-21", "MML", "x", {}, 480, scale, {"deret-2": item})

    def write(connection: Connection) -> None:
        rows = [("deret-1", 0, 40), ("deret-1", 1, 2), ("", 0, 99), ("gambar-1", 0, 7)]
        connection.execute(
            insert(exposure),
            [{"release_digest": release.digest, "item": i, "section": s, "n": n} for i, s, n in rows],
        )
        connection.execute(
            insert(exposure), [{"release_digest": "other", "item": "deret-1", "section": 0, "n": 1000}]
        )
        analyses.add_calibration(connection, calibration_bytes(calibration), at=shelf.clock.now(), by="ani")

    shelf.database.write(write)
    found = shelf.service.evidence("kecil")
    assert (found["deret-1"].administered, found["deret-1"].releases) == (42, (release.digest,))
    assert found["gambar-1"].administered == 7
    assert (found["latihan-1"].administered, found["latihan-1"].releases) == (0, (release.digest,))
    last = found["deret-2"].last_calibration
    assert last is not None
    assert (last.calibration.dated, last.item.n, last.item.parameters) == ("2026-11-21", 480, item.parameters)
    assert found["deret-1"].last_calibration is None
    assert shelf.service.evidence("lain") == {}
