"""Files of a release: for the sitting's own computer and for staff who may see items, for nobody else."""

from __future__ import annotations

from base64 import b64decode
from dataclasses import replace
from http import HTTPStatus

import pytest

from item_bank.release import Release
from item_bank.release_record import FileRecord
from tests.cat_server.web.staff_site import StaffSite

NAME = "a" * 64 + ".png"
FILE = FileRecord("image/png", "iVBORw0KGgo=", 4, 3)


@pytest.fixture
def address(site: StaffSite, monkeypatch: pytest.MonkeyPatch) -> str:
    """The address of a file in the release that everybody sits."""
    release = site.server.releases.get(site.digest)
    monkeypatch.setitem(site.server.releases._loaded, site.digest, with_file(release))
    return f"/media/{site.digest}/{NAME}"


def with_file(release: Release) -> Release:
    return replace(release, files={NAME: FILE})


@pytest.mark.parametrize(("login", "status"), [("admin", 200), ("asesor", 200), ("pengawas", 404)])
def test_staff_who_may_see_items_get_a_file(site: StaffSite, address: str, login: str, status: int) -> None:
    answer = site.of(login).get(address)
    assert answer.status_code == status
    if status == HTTPStatus.OK:
        assert answer.data == b64decode(FILE.base64)
        assert answer.content_type == "image/png"
        assert "immutable" in answer.headers["Cache-Control"]
        assert "private" in answer.headers["Cache-Control"]


def test_a_visitor_learns_nothing(site: StaffSite, address: str) -> None:
    assert site.visitor().get(address).status_code == HTTPStatus.NOT_FOUND
    assert site.visitor().get(f"/media/{'0' * 64}/{NAME}").status_code == HTTPStatus.NOT_FOUND


def test_a_file_that_is_not_there_is_not_found(site: StaffSite) -> None:
    assert site.of("admin").get(f"/media/{site.digest}/{'b' * 64}.png").status_code == HTTPStatus.NOT_FOUND
    assert site.of("admin").get(f"/media/{'0' * 64}/{NAME}").status_code == HTTPStatus.NOT_FOUND
