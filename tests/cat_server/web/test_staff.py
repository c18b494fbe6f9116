"""Login, language, the lists, and what every page of the staff has in common."""

from __future__ import annotations

import re

import pytest

from tests.cat_server.web.staff_site import HALL, PASSWORD, StaffSite

PAGES = (
    ("admin", "/admin/"),
    ("admin", "/admin/releases/{digest}"),
    ("admin", "/admin/releases/{digest}/items/angka-1"),
    ("admin", "/proctor/"),
    ("asesor", "/assessor/halls/{hall}"),
    ("asesor", "/assessor/sittings/{sitting}"),
    ("pengawas", "/proctor/"),
)


def test_a_wrong_password_is_refused_with_a_sentence(site: StaffSite) -> None:
    client = site.visitor()
    answer = site.post(
        client, "/staff/login", {"login": "admin", "password": "salah"}, from_page="/staff/login"
    )
    assert answer.status_code == 401
    assert "tidak cocok" in answer.text
    assert client.get("/admin/").status_code == 302


def test_an_unknown_login_is_refused_with_the_same_sentence(site: StaffSite) -> None:
    answer = site.post(
        site.visitor(), "/staff/login", {"login": "siapa", "password": PASSWORD}, from_page="/staff/login"
    )
    assert answer.status_code == 401
    assert "Nama pengguna atau kata sandi tidak cocok" in answer.text


def test_a_form_without_its_token_is_refused(site: StaffSite) -> None:
    assert (
        site.visitor().post("/staff/login", data={"login": "admin", "password": PASSWORD}).status_code == 400
    )


@pytest.mark.parametrize(
    ("login", "first"), [("admin", "/admin/"), ("asesor", "/assessor/"), ("pengawas", "/proctor/")]
)
def test_everybody_comes_to_the_pages_of_their_role(site: StaffSite, login: str, first: str) -> None:
    assert site.of(login).get("/staff/").headers["Location"] == first


def test_after_the_login_the_page_that_was_wanted_is_opened(site: StaffSite) -> None:
    client = site.visitor()
    asked = client.get(f"/assessor/halls/{HALL}")
    assert asked.headers["Location"] == f"/staff/login?next=/assessor/halls/{HALL}"
    answer = site.post(
        client,
        asked.headers["Location"],
        {"login": "asesor", "password": PASSWORD},
        from_page=asked.headers["Location"],
    )
    assert answer.headers["Location"] == f"/assessor/halls/{HALL}"


@pytest.mark.parametrize("elsewhere", ["https://example.org/", "//example.org/", "/\\example.org"])
def test_a_login_never_leads_to_another_site(site: StaffSite, elsewhere: str) -> None:
    answer = site.post(
        site.visitor(),
        "/staff/login",
        {"login": "asesor", "password": PASSWORD, "next": elsewhere},
        from_page="/staff/login",
    )
    assert answer.headers["Location"] == "/assessor/"


def test_the_language_is_kept_after_the_login(site: StaffSite) -> None:
    client = site.visitor()
    site.post(client, "/staff/language", {"language": "en"}, from_page="/staff/login")
    page = site.post(
        client, "/staff/login", {"login": "admin", "password": PASSWORD}, from_page="/staff/login"
    )
    assert "Administration" in client.get(page.headers["Location"]).text


@pytest.mark.parametrize("path", ["/admin/", "/assessor/", "/proctor/", f"/proctor/{HALL}"])
def test_without_a_login_every_page_asks_for_one(site: StaffSite, path: str) -> None:
    answer = site.visitor().get(path)
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/staff/login")


@pytest.mark.parametrize(("login", "path"), PAGES)
@pytest.mark.parametrize("language", ["id", "en"])
def test_a_page_keeps_to_the_security_policy_and_names_its_language(
    site: StaffSite, login: str, path: str, language: str
) -> None:
    path = path.format(digest=site.digest, hall=HALL, sitting=site.sittings["P001"])
    answer = site.of(login).get(f"{path}?language={language}")
    assert answer.status_code == 200
    assert f'<html lang="{language}">' in answer.text
    assert not re.search(r"<script(?![^>]* src=)", answer.text)
    assert not re.search(r"""\s(style|on[a-z]+)=["']""", answer.text)
    assert not re.search(r"<style|javascript:", answer.text)
    assert answer.text.count("<h1") == 1
    assert answer.headers["Cache-Control"] == "no-store"
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


def test_a_logout_ends_every_browser_of_the_account(site: StaffSite) -> None:
    first, second = site.visitor(), site.visitor()
    for client in (first, second):
        site.post(
            client, "/staff/login", {"login": "pengawas", "password": PASSWORD}, from_page="/staff/login"
        )
    assert second.get("/proctor/").status_code == 200
    site.post(first, "/staff/logout", {}, from_page="/proctor/")
    assert second.get("/proctor/").status_code == 302
    site._clients.pop("pengawas", None)
