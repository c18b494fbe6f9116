"""The pages of banks: found, looked at, written, reviewed; what is wrong is told and nothing is lost."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Connection

from cat_server import access
from cat_server.banks.stored import StoredItem
from cat_server.storage import people
from cat_server.storage.people import StaffMember
from cat_server.web.banks.item_form import fields_of, form_of
from item_bank.bank import Bank
from item_bank.formats.folder import read_bank
from item_bank.item_tables import item_fields, read_item
from item_bank.table_reader import Table
from item_bank.toml_source import NO_SOURCE
from tests.cat_server import mixed_exam
from tests.cat_server.exams import BANK
from tests.cat_server.web.staff_site import PASSWORD, StaffSite, open_site
from tests.item_bank.small_bank import Files, sound_bank, write_files

DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle cx="4" cy="4" r="3"/></svg>'


@dataclass
class Banks:
    """A server with two admins, and a small bank in it that only one test knows."""

    site: StaffSite
    id: str

    def path(self, rest: str = "") -> str:
        return f"/admin/banks/{self.id}/{rest}"

    def of(self, login: str) -> FlaskClient:
        return self.site.of(login)

    def post(self, login: str, rest: str, data: dict[str, Any], *, from_page: str) -> Any:
        return self.site.post(self.of(login), self.path(rest), data, from_page=self.path(from_page))

    @property
    def items(self) -> Mapping[str, StoredItem]:
        return self.site.server.banks.stored(self.id).items

    def save(self, login: str, item: str, **changes: Any) -> Any:
        edit = f"items/{item}/edit"
        form = sent(self.of(login).get(self.path(edit)).text)
        return self.post(login, "items", form | changes, from_page=edit)


@pytest.fixture(scope="module")
def two_admins(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[StaffSite, Bank]]:
    folder = tmp_path_factory.mktemp("banks")
    site = open_site(folder / "site")

    def second(connection: Connection) -> None:
        hashed = access.hash_password(PASSWORD)
        people.add_staff(connection, StaffMember("penelaah", "Penelaah", (access.ADMIN,), hashed, True, ""))

    site.server.database.write(second)
    yield site, sound_bank(folder / "bank")
    site.server.database.close()


@pytest.fixture
def banks(two_admins: tuple[StaffSite, Bank], request: pytest.FixtureRequest) -> Banks:
    site, bank = two_admins
    name = f"kecil-{sha256(request.node.nodeid.encode()).hexdigest()[:8]}"
    intake = site.server.banks.plan_intake(replace(bank, id=name), takes_states=True)
    site.server.banks.take_in(intake, bank.media, by="admin")
    return Banks(site, name)


def sent(page: str) -> dict[str, str]:
    """Everything that a form on a page would send if nobody touched it."""
    values = {
        name: _unescaped(value)
        for name, value in re.findall(r'<input[^>]*? name="([\w.]+)"(?:[^>]*?) value="([^"]*)"', page)
        if name not in ("correct", "csrf_token")
    }
    for name, words in re.findall(r'<textarea[^>]*? name="([\w.]+)"[^>]*>(.*?)</textarea>', page, re.DOTALL):
        values[name] = _unescaped(words)
    chosen = re.findall(r'name="correct" value="(\d+)" checked', page)
    return values | ({"correct": chosen[0]} if chosen else {})


def _unescaped(value: str) -> str:
    for entity, character in (("&#34;", '"'), ("&#39;", "'"), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")):
        value = value.replace(entity, character)
    return value


def test_only_admins_see_banks(banks: Banks) -> None:
    own = ("", "items/deret-1", "items/deret-1/edit", "items/deret-1/view", "bank.zip")
    for path in ("/admin/banks/", *map(banks.path, own)):
        assert banks.of("pengawas").get(path).status_code == HTTPStatus.FORBIDDEN
        assert banks.of("asesor").get(path).status_code == HTTPStatus.FORBIDDEN
        assert banks.site.visitor().get(path).status_code == HTTPStatus.FOUND
        assert banks.of("admin").get(path).status_code == HTTPStatus.OK


@pytest.mark.parametrize("path", ["items/tidak-ada", "items/x/edit", "bank.exe", "new?kind=x"])
def test_what_is_not_there_is_said(banks: Banks, path: str) -> None:
    assert banks.of("admin").get(banks.path(path)).status_code == HTTPStatus.NOT_FOUND
    assert banks.of("admin").get("/admin/banks/tidak-ada/").status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize(
    ("query", "shown", "hidden"),
    [
        ("", "deret-1", "tidak-ada"),
        ("?words=2,+4,+6", "deret-1", "jujur-1"),
        ("?words=MUDAH+deret", "deret-1", "jujur-1"),
        ("?kind=likert", "jujur-1", "deret-1"),
        ("?domain=deret/tambah", "deret-1", "deret-2"),
        ("?state=operational&sort=difficulty", "deret-1", "tidak-ada"),
        ("?page=99&sort=written", "deret-1", "tidak-ada"),
    ],
)
def test_items_are_found(banks: Banks, query: str, shown: str, hidden: str) -> None:
    page = banks.of("admin").get(banks.path(query)).text
    assert f"/items/{shown}" in page
    assert f"/items/{hidden}" not in page


def test_a_bank_is_a_file_again(banks: Banks) -> None:
    for kind, begins in (("zip", b"PK"), ("xlsx", b"PK"), ("qti", b"PK")):
        answer = banks.of("admin").get(banks.path(f"bank.{kind}"))
        assert answer.data.startswith(begins)
        assert f"{banks.id}." in answer.headers["Content-Disposition"]


def test_an_edit_becomes_a_draft_that_others_review(banks: Banks) -> None:
    answer = banks.save(
        "admin", "deret-1", **{"stem.en": "Go on: 2, 4, 6, **?**", "note": "kata lebih mudah"}
    )
    assert answer.status_code == HTTPStatus.SEE_OTHER
    page = banks.of("admin").get(banks.path("items/deret-1?from=1")).text
    assert "<ins>Go</ins>" in page or "<ins>Go on</ins>" in page
    assert "<del>Continue</del>" in page
    assert "lebih mudah" in page
    stored = banks.items["deret-1"]
    assert (stored.version, stored.state, stored.written_by) == (2, "draft", "admin")

    path = "items/deret-1"
    own = banks.post("admin", f"{path}/state", {"target": "reviewed", "version": "2"}, from_page=path)
    assert own.status_code == HTTPStatus.CONFLICT
    assert "Versi ini Anda yang menulis" in own.text
    for login, target in (("penelaah", "reviewed"), ("penelaah", "approved"), ("admin", "operational")):
        answer = banks.post(login, f"{path}/state", {"target": target, "version": "2"}, from_page=path)
        assert answer.status_code == HTTPStatus.SEE_OTHER, answer.text
    assert banks.items["deret-1"].state == "operational"


def test_what_is_wrong_is_told_and_what_was_written_stays(banks: Banks) -> None:
    answer = banks.save("admin", "deret-1", **{"stem.en": "", "domain": "tidak boleh spasi", "rest": "a = ["})
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert 'value="tidak boleh spasi"' in answer.text
    assert "a = [" in answer.text
    answer = banks.save("admin", "deret-1", **{"stem.en": ""})
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "stem.en" in answer.text
    assert banks.items["deret-1"].version == 1


def test_who_began_with_an_older_version_is_told(banks: Banks) -> None:
    edit = "items/deret-1/edit"
    begun = sent(banks.of("penelaah").get(banks.path(edit)).text)
    assert banks.save("admin", "deret-1", **{"stem.en": "First"}).status_code == HTTPStatus.SEE_OTHER
    answer = banks.post("penelaah", "items", begun | {"stem.en": "Second"}, from_page=edit)
    assert answer.status_code == HTTPStatus.CONFLICT
    assert ">Second<" in answer.text
    assert banks.items["deret-1"].item.prompt.stem["en"] == "First"


def test_a_draft_is_drawn_and_judged_without_being_kept(banks: Banks) -> None:
    edit = "items/deret-1/edit"
    form = sent(banks.of("admin").get(banks.path(edit)).text) | {"stem.id": "Baru **tebal**", "exam": "id"}
    answer = banks.post("admin", "draft", form, from_page=edit)
    assert answer.json["view"]["stem_html"] == "<p>Baru <strong>tebal</strong></p>"
    assert "correct" not in str(answer.json["view"])
    answer = banks.post("admin", "draft", form | {"correct": ""}, from_page=edit)
    assert any(each["severity"] == "error" for each in answer.json["findings"])
    assert banks.items["deret-1"].version == 1


def test_a_new_item_brings_its_drawing(banks: Banks) -> None:
    admin = banks.of("admin")
    page = "new?kind=single_choice"
    form = sent(admin.get(banks.path(page)).text) | {
        "id": "baru-1", "domain": "gambar", "stem.id": "Mana?", "stem.en": "Which?", "correct": "1",
        "figure_alt.id": "lingkaran", "figure_alt.en": "circle",
        "option.0.text.id": "satu", "option.0.text.en": "one",
        "option.1.text.id": "dua", "option.1.text.en": "two",
        "figure_file": (io.BytesIO(DRAWING.encode()), "Gambar Saya.svg"),
    }  # fmt: skip
    answer = banks.post("admin", "items", form, from_page=page)
    assert answer.status_code == HTTPStatus.SEE_OTHER, answer.text
    bank = banks.site.server.banks.bank(banks.id)
    item = bank.by_id["baru-1"]
    assert item.prompt.figure is not None
    assert item.prompt.figure.media == "media/baru-1/gambar-saya.svg"
    assert bank.media["media/baru-1/gambar-saya.svg"] == DRAWING
    answer = admin.get(banks.path("items/baru-1/view?exam=en"))
    assert "<circle" in answer.get_json()["view"]["figure_html"]


def test_a_file_that_is_no_drawing_is_refused_in_words(banks: Banks) -> None:
    answer = banks.save("admin", "deret-1", figure_file=(io.BytesIO(b"MZ"), "virus.exe"))
    assert answer.status_code in (HTTPStatus.CONFLICT, HTTPStatus.UNPROCESSABLE_ENTITY)
    assert "virus.exe" in answer.text


def test_several_items_get_a_state_at_once(banks: Banks) -> None:
    answer = banks.post(
        "admin", "states",
        {"item": ["deret-1@1", "deret-2@1", "jujur-1@9", "../x@1"], "target": "retired", "kind": "likert"},
        from_page="",
    )  # fmt: skip
    assert "done=2" in answer.location
    assert "not_done=1" in answer.location
    assert "kind=likert" in answer.location
    items = banks.items
    assert [items[name].state for name in ("deret-1", "deret-2")] == ["retired", "retired"]


def test_similar_items_are_told_by_what_differs(banks: Banks) -> None:
    page = banks.of("admin").get(banks.path("items/deret-1/similar")).text
    assert "deret-2" in page


def test_the_frame_may_stand_in_a_page_of_this_server_only(banks: Banks) -> None:
    admin = banks.of("admin")
    framed = admin.get("/admin/banks/preview").headers["Content-Security-Policy"]
    assert "frame-ancestors 'self'" in framed
    assert "frame-ancestors 'none'" in admin.get("/admin/banks/").headers["Content-Security-Policy"]


def test_a_form_gives_back_every_item_of_every_kind(tmp_path: Path) -> None:
    files: Files = {"items/campuran.toml": mixed_exam.ITEMS, "items/pilihan.toml": mixed_exam.BLOCKS}
    mixed, findings = read_bank(write_files(tmp_path / "mixed", files | {"bank.toml": BANK}))
    assert mixed is not None, findings
    for bank in (mixed, sound_bank(tmp_path / "small")):
        for item in bank.items:
            form = form_of(item_fields(item), bank.languages)
            fields = fields_of(form, [])
            assert fields is not None
            table = Table({**fields, "state": item.state}, NO_SOURCE, [], languages=bank.languages)
            assert read_item(table, bank.response_scales) == item
