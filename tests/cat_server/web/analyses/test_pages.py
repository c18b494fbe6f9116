"""Analyses from the pages: started by an admin, made in a child process, read by assessors too."""

from __future__ import annotations

import io
import json
import re
import time
from pathlib import Path
from typing import Any

import pytest

from cat_server.storage import analyses
from cat_server.web.analyses import jobs
from item_bank.calibration_file import calibration_digest, read_calibration
from tests.cat_server import exams
from tests.cat_server.analyses import simulated
from tests.cat_server.web.bank_import.uploads import checked, send, zipped
from tests.cat_server.web.staff_site import StaffSite

WAIT_SECONDS = 90


def wide(n_persons: int = 120) -> bytes:
    table = simulated.table()
    lines = [",".join(["person", *table.items, "kelompok:kantor"])]
    for row in range(n_persons):
        answers = ",".join(str(each) for each in table.categories[row])
        lines.append(f"{table.persons[row]},{answers},{table.groups['kantor'][row]}")
    return "\n".join(lines).encode()


def start(
    site: StaffSite, kind: str, fields: dict[str, Any], content: bytes | None = None, name: str = "x.csv"
) -> Any:
    data = dict(fields)
    if content is not None:
        data |= {"source": "file", "file": (io.BytesIO(content), name)}
    return site.post(site.of("admin"), f"/analyses/new/{kind}", data, from_page=f"/analyses/new/{kind}")


def ended(site: StaffSite, address: str) -> str:
    """The page of an analysis once it has ended."""
    until = time.monotonic() + WAIT_SECONDS
    while time.monotonic() < until:
        if site.of("admin").get(f"{address}/progress").get_json()["state"] != "running":
            return str(site.of("admin").get(address).text)
        time.sleep(0.1)
    raise AssertionError("the analysis did not end")


def made(site: StaffSite, kind: str, fields: dict[str, Any], content: bytes | None = None) -> tuple[str, str]:
    answer = start(site, kind, fields, content)
    assert answer.status_code == 303, answer.text
    return answer.headers["Location"], ended(site, answer.headers["Location"])


@pytest.fixture(scope="module")
def calibrated(site: StaffSite) -> tuple[str, str]:
    """Address and page of a calibration of finished sittings, anchored on the release."""
    fields = {"source": "journal", "journal": "program/sikap", "parameters": "same", "anchors": "*"}
    return made(site, "calibrate", fields)


def test_a_calibration_of_finished_sittings_is_made_shown_and_kept(
    site: StaffSite, calibrated: tuple[str, str]
) -> None:
    address, page = calibrated
    assert "Ringkasan" in page
    assert "Pemetaan Uji" in page
    assert page.count("<svg") >= 3
    with site.server.database.read() as connection:
        (listed,) = analyses.calibrations(connection, "uji")
        content = analyses.calibration(connection, listed.digest)
    assert content is not None
    read = read_calibration(content)
    assert (read.bank, read.section, read.n_persons, read.scale.origin) == ("uji", "sikap", 3, "bank")
    home = site.of("admin").get("/analyses/").text
    assert address in home
    assert listed.digest[:12] in home
    assert not jobs.folder_of(site.server, address.rpartition("/")[2]).exists()


def test_the_files_are_downloaded_whole(site: StaffSite, calibrated: tuple[str, str]) -> None:
    address, page = calibrated
    names = set(re.findall(rf'href="{address}/files/([^"]+)"', page))
    assert {"report-id.pdf", "report-id.html", "result.csv", "result.json"} <= names
    (calibration,) = (name for name in names if name.startswith("calibration-"))
    for name in names:
        answer = site.of("admin").get(f"{address}/files/{name}")
        assert answer.status_code == 200
        assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    body = site.of("admin").get(f"{address}/files/{calibration}").data
    assert calibration == f"calibration-{calibration_digest(body)[:12]}.json"
    assert site.of("admin").get(f"/analyses/calibrations/{calibration_digest(body)}").data == body
    result = json.loads(site.of("admin").get(f"{address}/files/result.json").data)
    assert result["inputs"]["release"] == site.digest
    for unknown in ("part-id.html", "other", "..%2f..%2fkey"):
        assert site.of("admin").get(f"{address}/files/{unknown}").status_code == 404


def test_the_page_speaks_the_language_of_who_reads(site: StaffSite, calibrated: tuple[str, str]) -> None:
    page = site.of("admin").get(f"{calibrated[0]}?language=en").text
    assert "Summary" in page
    assert "report-en.pdf" in page


def test_assessors_read_and_start_nothing_and_proctors_see_nothing(
    site: StaffSite, calibrated: tuple[str, str]
) -> None:
    assessor, proctor = site.of("asesor"), site.of("pengawas")
    assert assessor.get("/analyses/").status_code == 200
    assert assessor.get(calibrated[0]).status_code == 200
    assert "/analyses/new/" not in assessor.get("/analyses/").text
    assert assessor.get("/analyses/new/fit").status_code == 403
    assert site.post(assessor, "/analyses/new/fit", {}, from_page="/analyses/").status_code == 403
    for path in ("/analyses/", calibrated[0], f"{calibrated[0]}/files/result.json"):
        assert proctor.get(path).status_code == 403
    assert site.visitor().get("/analyses/").status_code == 302
    told = {line[:2] for line in site.audit()}
    assert {("admin", "start_analysis"), ("asesor", "read_analysis")} <= told


def test_an_uploaded_file_is_analysed_without_the_database(site: StaffSite) -> None:
    address, page = made(site, "dif", {"group": "kantor", "section": "angka"}, wide())
    assert "Keberfungsian" in page
    result = json.loads(site.of("admin").get(f"{address}/files/result.json").data)
    assert result["counts"] == {"items": 16, "persons": 120, "responses": 1920}
    assert "release" not in result["inputs"]


def test_what_is_wrong_with_a_file_is_told_on_the_page(site: StaffSite) -> None:
    _, page = made(site, "calibrate", {}, b"person,x,y\na,1,B\n")
    assert "Analisis ini tidak dapat dibuat" in page
    assert "Baris 2, kolom y: “B” bukan kategori." in page
    assert "Traceback" not in page


@pytest.mark.parametrize(
    ("kind", "fields", "expected"),
    [
        ("fit", {"source": "file"}, "Pilih berkas jawaban"),
        ("fit", {"source": "journal", "journal": "program/lain"}, "Pilih kegiatan dan bagian"),
        ("dif", {"source": "journal", "journal": "program/angka"}, "Sebutkan kolom kelompoknya"),
        ("fit", {"source": "journal", "journal": "program/angka", "model": "5pl"}, "Salah satu pilihan"),
        ("fit", {"source": "file", "parameters": "release:zz/angka"}, "Salah satu pilihan"),
        ("link", {"new": "zz"}, "Pilih kalibrasi"),
    ],
)
def test_a_form_that_lacks_something_says_what(
    site: StaffSite, kind: str, fields: dict[str, str], expected: str
) -> None:
    before = site.of("admin").get("/analyses/").text.count("<tr>")
    answer = start(site, kind, fields)
    assert answer.status_code == 422
    assert expected in answer.text
    assert site.of("admin").get("/analyses/").text.count("<tr>") == before


def test_a_file_of_another_kind_is_not_even_kept(site: StaffSite) -> None:
    answer = start(site, "fit", {}, b"MZ", name="folder/<b>.exe")
    assert answer.status_code == 422
    assert "harus berakhiran" in answer.text


@pytest.mark.parametrize(
    "path", ["/analyses/new/astrology", "/analyses/nothing", "/analyses/calibrations/zz"]
)
def test_what_is_not_there_is_not_found(site: StaffSite, path: str) -> None:
    assert site.of("admin").get(path).status_code == 404


def test_an_analysis_that_a_restart_cut_off_is_told_as_interrupted(site: StaffSite) -> None:
    now = site.server.clock.now()
    site.server.database.write(
        lambda c: analyses.add(c, "terputus", "fit", about={"source": "x", "section": ""}, at=now, by="admin")
    )
    assert "Analisis terputus" in site.of("admin").get("/analyses/terputus").text
    with site.server.database.read() as connection:
        found = analyses.get(connection, "terputus")
    assert found is not None
    assert found.state == "failed"


def test_a_bank_is_published_with_a_calibration_from_the_page(
    site: StaffSite, calibrated: tuple[str, str], tmp_path: Path
) -> None:
    folder, _ = exams.write(tmp_path)
    admin = site.of("admin")
    where = checked(site, send(site, zipped(folder)))
    with site.server.database.read() as connection:
        digest = analyses.calibrations(connection, "uji")[0].digest
    own = re.findall(r'name="digest" value="([0-9a-f]{64})"', admin.get(where).text)
    again = site.post(admin, f"{where}/calibration", {"calibration": digest}, from_page=where)
    checked(site, again)
    page = admin.get(where).text
    assert f"Diperiksa dengan kalibrasi {digest[:12]}" in page
    (release,) = re.findall(r'name="digest" value="([0-9a-f]{64})"', page)
    assert [release] != own
    published = site.post(admin, f"{where}/publish", {"digest": release}, from_page=where)
    assert f"Kalibrasi {digest[:12]} tertanggal" in admin.get(published.headers["Location"]).text
    found = site.server.releases.get(release).calibration
    assert found is not None
    assert found.digest == digest
