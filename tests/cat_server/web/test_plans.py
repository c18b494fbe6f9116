"""Plans in the admin's pages: written by form or TOML, held against the bank, tried, published."""

from __future__ import annotations

import re
import time
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from http import HTTPStatus

import pytest
from flask.testing import FlaskClient

from cat_server.banks.files import read_file
from cat_server.web.plans.plan_form import PlanForm, form_of, laid_over, new_section
from item_bank.exam_plan import read_plan_text
from tests.cat_server import exams
from tests.cat_server.web.staff_site import StaffSite, open_site
from tests.cat_server.web.test_banks import sent

LANGUAGES = ("id", "en")
PLANS = "/admin/banks/uji/plans"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StaffSite]:
    """A server whose bank is the small exam's, with its plan."""
    folder = tmp_path_factory.mktemp("plans")
    opened = open_site(folder / "site")
    bank_path, plan_path = exams.write(folder / "files")
    found = read_file(bank_path)
    assert found.bank is not None
    plan = plan_path.read_text(encoding="utf-8")
    intake = opened.server.banks.plan_intake(found.bank, takes_states=True, plans={"rencana": plan})
    opened.server.banks.take_in(intake, found.bank.media, by="admin")
    yield opened
    opened.server.database.close()


def ticked(page: str) -> list[str]:
    return re.findall(r'name="domain" value="(\d+:[\w-]+)" checked', page.split("<template", maxsplit=1)[0])


def form_on(page: str) -> dict[str, object]:
    """What the form of a plan would send, new sections left out."""
    shown = re.sub(r"<template.*?</template>", "", page, flags=re.DOTALL)
    values: dict[str, object] = dict(sent(shown[shown.index('id="plan-form"') :]))
    values = {name: value for name, value in values.items() if not name.endswith(".remove")}
    return values | {"by": "form", "domain": ticked(page)}


def plan_of(site: StaffSite, plan_id: str = "rencana") -> dict[str, object]:
    return tomllib.loads(site.server.banks.plan("uji", plan_id).body)


def test_the_form_changes_what_it_asks_for_and_nothing_else() -> None:
    form = form_of(exams.PLAN, LANGUAGES)
    assert form is not None
    same = tomllib.loads(laid_over(exams.PLAN, form, "rencana", LANGUAGES))
    assert same == tomllib.loads(exams.PLAN)
    before, _ = read_plan_text(exams.PLAN, None)
    after, _ = read_plan_text(laid_over(exams.PLAN, form, "rencana", LANGUAGES), None)
    assert before == after


def test_a_new_plan_from_the_form_is_a_sound_plan() -> None:
    words = {"id": "kata", "en": "words"}
    sections = tuple(
        new_section(number, kind, LANGUAGES)
        for number, kind in enumerate(("adaptive", "fixed"), start=1)
    )  # fmt: skip
    filled = tuple(replace(each, title=words, instructions=words, domains=(each.kind,)) for each in sections)
    text = laid_over("", PlanForm(words, words, filled), "baru", LANGUAGES)
    plan, findings = read_plan_text(text, None)
    assert findings == []
    assert plan is not None
    assert [(each.kind, each.time_limit_seconds) for each in plan.sections] == [
        ("adaptive", 1200),
        ("fixed", 900),
    ]


@pytest.mark.parametrize("text", ["a = [", "section = 3", "section = [1]", 'title = "kata"'])
def test_a_text_that_is_no_plan_has_no_form_or_an_empty_one(text: str) -> None:
    form = form_of(text, LANGUAGES)
    assert form is None or form.sections == ()


def test_the_page_shows_the_plan_and_saves_it_as_a_new_version(site: StaffSite) -> None:
    admin = site.of("admin")
    page = admin.get(f"{PLANS}/rencana").text
    form = form_on(page)
    assert ticked(page) == ["0:angka", "1:kata", "2:sikap"]
    answer = site.post(
        admin,
        f"{PLANS}/",
        form | {"section.0.minutes": "12,5", "note": "lebih lama"},
        from_page=f"{PLANS}/rencana",
    )
    assert answer.status_code == HTTPStatus.SEE_OTHER, answer.text
    section = plan_of(site)["section"][0]  # type: ignore[index]
    assert section["time_limit_seconds"] == 750
    assert section["exposure"]["max_rate"] == 0.5
    page = admin.get(f"{PLANS}/rencana").text
    assert "lebih lama" in page
    assert 'value="12.5"' in page
    assert 'value="10"' in admin.get(f"{PLANS}/rencana?version=1").text


def test_sections_are_taken_away_and_put_in_another_order(site: StaffSite) -> None:
    admin = site.of("admin")
    form = form_on(admin.get(f"{PLANS}/rencana").text)
    changed = form | {"section.0.order": "9", "section.2.remove": "1"}
    answer = site.post(admin, f"{PLANS}/", changed, from_page=f"{PLANS}/rencana")
    assert answer.status_code == HTTPStatus.SEE_OTHER
    assert [each["id"] for each in plan_of(site)["section"]] == ["kata", "angka"]  # type: ignore[attr-defined]
    version = str(site.server.banks.plan("uji", "rencana").version)
    answer = site.post(
        admin, f"{PLANS}/",
        {"by": "toml", "plan_id": "rencana", "version": version, "text": exams.PLAN},
        from_page=f"{PLANS}/rencana",
    )  # fmt: skip
    assert answer.status_code == HTTPStatus.SEE_OTHER


def test_a_plan_that_cannot_be_read_is_told_and_kept_on_the_page(site: StaffSite) -> None:
    admin = site.of("admin")
    version = str(site.server.banks.plan("uji", "rencana").version)
    for text, status in (("id = [", 422), (exams.PLAN.replace("adaptive", "adaptiv", 1), 422)):
        answer = site.post(
            admin, f"{PLANS}/", {"by": "toml", "plan_id": "rencana", "version": version, "text": text},
            from_page=f"{PLANS}/rencana",
        )  # fmt: skip
        assert answer.status_code == status
        assert text.splitlines()[0].replace('"', "&#34;") in answer.text
    assert str(site.server.banks.plan("uji", "rencana").version) == version


def test_who_began_with_an_older_version_is_told(site: StaffSite) -> None:
    answer = site.post(
        site.of("admin"), f"{PLANS}/",
        {"by": "toml", "plan_id": "rencana", "version": "99", "text": exams.PLAN},
        from_page=f"{PLANS}/rencana",
    )  # fmt: skip
    assert answer.status_code == HTTPStatus.CONFLICT


def checked(site: StaffSite, client: FlaskClient, text: str) -> dict[str, object]:
    answer = site.post(
        client,
        f"{PLANS}/check",
        {"by": "toml", "plan_id": "rencana", "text": text},
        from_page=f"{PLANS}/rencana",
    )
    assert answer.status_code == HTTPStatus.OK
    return dict(answer.get_json())


def test_a_plan_is_held_against_the_bank_in_a_process_of_its_own(site: StaffSite) -> None:
    admin = site.of("admin")
    sound = checked(site, admin, exams.PLAN)
    assert sound["has_errors"] is False
    assert "chart" in str(sound["html"])
    wrong = checked(site, admin, exams.PLAN.replace('domains = ["angka"]', 'domains = ["angkaa"]'))
    assert wrong["has_errors"] is True
    line = exams.PLAN.splitlines().index('domains = ["angka"]') + 1
    assert f'data-line="{line}"' in str(wrong["html"])
    assert "angkaa" in str(wrong["html"])


def test_a_plan_is_tried_on_simulated_participants(site: StaffSite) -> None:
    admin = site.of("admin")
    answer = site.post(admin, f"{PLANS}/rencana/trials", {"n": "20"}, from_page=f"{PLANS}/rencana")
    assert answer.status_code == HTTPStatus.SEE_OTHER
    path = answer.location.removeprefix("http://localhost")
    deadline = time.monotonic() + 100
    while not admin.get(path, headers={"Accept": "application/json"}).get_json()["has_ended"]:
        assert time.monotonic() < deadline
        time.sleep(0.2)
    page = admin.get(path).text
    assert page.count("data:image/svg+xml;base64,") >= 6
    assert "20 simulasi" in page
    assert site.visitor().get(path).status_code == HTTPStatus.FOUND
    assert admin.get(path.replace(path[-6:], "000000")).status_code == HTTPStatus.NOT_FOUND


def test_a_plan_is_published_with_the_bank_as_it_is(site: StaffSite) -> None:
    admin = site.of("admin")
    before = {each.digest for each in site.server.releases.published()}
    answer = site.post(admin, f"{PLANS}/rencana/publish", {}, from_page=f"{PLANS}/rencana")
    assert answer.status_code == HTTPStatus.SEE_OTHER
    assert "/admin/releases/" in answer.location
    # The same bank and plan are the same release as the one that was there.
    assert {each.digest for each in site.server.releases.published()} >= before
    assert ("admin", "publish_release") in [(actor, action) for actor, action, _ in site.audit()]


def test_what_is_not_there_is_said_and_only_admins_may_look(site: StaffSite) -> None:
    for path in (f"{PLANS}/tidak-ada", f"{PLANS}/rencana?version=77", "/admin/banks/x/plans/new"):
        assert site.of("admin").get(path).status_code == HTTPStatus.NOT_FOUND
    for login in ("pengawas", "asesor"):
        assert site.of(login).get(f"{PLANS}/rencana").status_code == HTTPStatus.FORBIDDEN
    assert site.of("admin").get(f"{PLANS}/new").status_code == HTTPStatus.OK
