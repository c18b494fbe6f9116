"""The admin's pages: what is there, and what is in a release."""

from __future__ import annotations

import re

import pytest

from tests.cat_server.web.staff_site import HALL, StaffSite


def test_the_first_page_shows_halls_with_counts_and_releases(site: StaffSite) -> None:
    text = site.of("admin").get("/admin/").text
    assert "Lab Uji" in text
    counts = dict(re.findall(r"</span>([^<]+)</span><strong class=\"numeric\">(\d+)</strong>", text))
    assert counts == {"Selesai": "1", "Dihentikan": "1", "Mengerjakan": "1", "Belum hadir": "1"}
    assert f"/admin/releases/{site.digest}" in text


@pytest.mark.parametrize("login", ["asesor", "pengawas"])
def test_the_pages_are_for_admins_only(site: StaffSite, login: str) -> None:
    client = site.of(login)
    for path in ("/admin/", f"/admin/releases/{site.digest}", "/admin/imports/x"):
        assert client.get(path).status_code == 403
    answer = site.post(client, "/admin/imports/", {}, from_page="/staff/login")
    assert answer.status_code == 403


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_release_shows_sections_curves_items_and_the_note_of_the_bank(
    site: StaffSite, language: str
) -> None:
    text = site.of("admin").get(f"/admin/releases/{site.digest}?language={language}").text
    release = site.server.releases.get(site.digest)
    assert site.digest in text
    assert release.bank_notice[language] in text
    assert text.count('class="chart chart-information"') == len(release.sections)
    for item in (*release.items, *release.practice):
        assert text.count(f'/items/{item.id}"') == 1


def test_an_item_is_shown_as_its_participant_sees_it_and_without_its_key(site: StaffSite) -> None:
    answer = site.of("admin").get(f"/admin/releases/{site.digest}/items/angka-1?exam=en")
    assert "Question angka 1?" in answer.text
    assert answer.text.count('class="option-face"') == 4
    assert "/static/styles/participant.css" in answer.text
    item = site.server.releases.get(site.digest).item("angka-1")
    assert all(option_id not in answer.text for option_id in item.option_ids)


def test_a_statement_is_shown_with_its_scale(site: StaffSite) -> None:
    text = site.of("admin").get(f"/admin/releases/{site.digest}/items/sikap-1").text
    assert "is-scale" in text
    assert "Sangat tidak setuju" in text


def test_the_items_of_a_section_are_walked_through_one_by_one(site: StaffSite) -> None:
    client = site.of("admin")
    content = site.server.releases.get(site.digest).sections[1]
    first, second = content.items[:2]
    base = f"/admin/releases/{site.digest}/items"
    text = client.get(f"{base}/{first.id}").text
    assert 'rel="prev"' not in text
    assert f'rel="next" href="{base}/{second.id}' in text
    last = client.get(f"{base}/{content.items[-1].id}").text
    assert 'rel="next"' not in last


def test_unknown_releases_and_items_are_not_found(site: StaffSite) -> None:
    assert site.of("admin").get(f"/admin/releases/{'0' * 64}").status_code == 404
    assert site.of("admin").get(f"/admin/releases/{site.digest}/items/tidak-ada").status_code == 404


def test_an_admin_may_look_at_a_hall(site: StaffSite) -> None:
    assert f"/proctor/{HALL}" in site.of("admin").get("/admin/").text
