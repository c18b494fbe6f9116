"""Items on trial on the staff's pages: an online calibration, decisions about it, and what others may see."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from cat_server.promoting import ACTION
from cat_server.storage import analyses
from item_bank.calibration_file import read_calibration
from tests.cat_server import pretest_exams
from tests.cat_server.web.analyses.test_pages import made, start
from tests.cat_server.web.staff_site import StaffSite, open_site

FIELDS = {"source": "journal", "journal": "program/angka", "parameters": "same"}


@pytest.fixture(scope="module")
def trial_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StaffSite]:
    """Three people have finished the exam with items on trial."""
    site = open_site(tmp_path_factory.mktemp("site"), pretest_exams.release_bytes())
    for place, number in enumerate(("P001", "P002", "P003")):
        site.enter(number)
        site.sit_adaptive(number, 0, lambda position, place=place: (position + place) % 3 != 0)  # type: ignore[misc]
        site.sit_adaptive(number, 1, lambda position, place=place: (position + place) % 2 == 0)  # type: ignore[misc]
        site.sit_fixed(number, 2, lambda position, place=place: (position + place) % 4)  # type: ignore[misc]
    yield site
    site.server.database.close()


@pytest.fixture(scope="module")
def online(trial_site: StaffSite) -> tuple[str, str]:
    """Address and page of the online calibration."""
    return made(trial_site, "online", FIELDS | {"min_responses": "100", "slope_error": "0,3"})


def decide(site: StaffSite, address: str, login: str = "admin", **fields: str) -> tuple[int, str]:
    answer = site.post(site.of(login), f"{address}/decide", fields, from_page=address)
    return answer.status_code, answer.headers.get("Location", "") or answer.text


def test_the_page_tells_what_is_proposed_and_why(trial_site: StaffSite, online: tuple[str, str]) -> None:
    address, page = online
    assert "dari paling sedikit 100 jawaban" in page
    assert "Manusialah yang memutuskan" in page
    # Which are seen by whom is drawn anew each time; one that all had right says nothing yet.
    assert sum(f'name="item-coba-{number}"' in page for number in range(1, 6)) >= 2
    english = trial_site.of("admin").get(f"{address}?language=en").text
    assert "of at least 100 responses" in english
    assert "Decide about items on trial" in english


def test_a_person_decides_and_a_new_calibration_is_kept(
    trial_site: StaffSite, online: tuple[str, str]
) -> None:
    address, page = online
    on_trial = [name for name in ("coba-1", "coba-2", "coba-3", "coba-4", "coba-5") if f"item-{name}" in page]
    first, second = on_trial[:2]
    status, said = decide(trial_site, address)
    assert (status, "Tidak ada soal yang disebut" in said) == (422, True)
    status, said = decide(trial_site, address, **{f"item-{first}": "promote"})
    assert (status, f"Bukti untuk {first} mengatakan tahan" in said) == (422, True)
    chosen = {f"item-{first}": "promote", f"item-{second}": "retire", "against_evidence": "on"}
    status, location = decide(trial_site, address, **chosen)
    assert status == 303
    digest = location.rpartition("confirmed=")[2]
    with trial_site.server.database.read() as connection:
        content = analyses.calibration(connection, digest)
    assert content is not None
    read = read_calibration(content)
    assert (read.items[first].state, read.items[second].state) == ("operational", "retired")
    assert read.confirmed_by == "admin"
    assert digest[:12] in trial_site.of("admin").get(location).text
    actor, told = next((who, told) for who, action, told in reversed(trial_site.audit()) if action == ACTION)
    details = json.loads(str(told))
    assert (actor, details["promoted"], details["retired"]) == ("admin", [first], [second])


def test_assessors_read_the_evidence_and_decide_nothing(
    trial_site: StaffSite, online: tuple[str, str]
) -> None:
    page = trial_site.of("asesor").get(online[0])
    assert page.status_code == 200
    assert 'name="item-coba' not in page.text
    assert trial_site.of("asesor").post(f"{online[0]}/decide").status_code in (400, 403)


def test_numbers_that_are_none_are_refused(trial_site: StaffSite) -> None:
    for fields in ({"min_responses": "banyak"}, {"slope_error": "-1"}, {"online_method": "oem"}):
        assert start(trial_site, "online", FIELDS | fields).status_code == 422


def test_the_release_page_tells_how_items_are_tried(trial_site: StaffSite) -> None:
    page = trial_site.of("admin").get(f"/admin/releases/{trial_site.digest}").text
    assert "2 setiap peserta, dari 5" in page
    assert "coba-1" in page
    item = trial_site.of("admin").get(f"/admin/releases/{trial_site.digest}/items/coba-1")
    assert "Soal coba 1?" in item.text


def test_the_assessor_sees_items_on_trial_apart(trial_site: StaffSite) -> None:
    page = trial_site.of("asesor").get(f"/assessor/sittings/{trial_site.sittings['P001']}").text
    assert "Soal uji coba" in page
    before, after = page.split("Soal uji coba", 1)
    assert "coba-" not in before
    assert "coba-" in after
