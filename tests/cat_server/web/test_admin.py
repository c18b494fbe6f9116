"""The admin's pages: what is there, a bank by upload in two steps, and what is in a release."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest

from item_bank.release import release_digest
from tests.cat_server import exams
from tests.cat_server.web.staff_site import HALL, StaffSite


def zipped(folder: Path, root: str = "bank") -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                archive.write(path, f"{root}/{path.relative_to(folder).as_posix()}")
    return kept.getvalue()


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    """The small bank, with an identity of its own so that its release is a new one."""
    folder, _ = exams.write(tmp_path)
    head = folder / "bank.toml"
    head.write_text(head.read_text(encoding="utf-8").replace('id = "uji"', f'id = "{tmp_path.name[:40]}"', 1))
    return folder


def upload(site: StaffSite, content: bytes, name: str = "bank.zip", login: str = "admin") -> Any:
    return site.post(
        site.of(login), "/admin/banks", {"bank": (io.BytesIO(content), name)}, from_page="/admin/"
    )


def uploads(site: StaffSite) -> list[Path]:
    return sorted((Path(site.server.settings.secret_key_file).parent / "uploads").glob("*"))


def releases(site: StaffSite) -> set[str]:
    return {release.digest for release in site.server.releases.published()}


def test_the_first_page_shows_halls_with_counts_and_releases(site: StaffSite) -> None:
    text = site.of("admin").get("/admin/").text
    assert "Lab Uji" in text
    counts = dict(re.findall(r"</span>([^<]+)</span><strong class=\"numeric\">(\d+)</strong>", text))
    assert counts == {"Selesai": "1", "Dihentikan": "1", "Mengerjakan": "1", "Belum hadir": "1"}
    assert f"/admin/releases/{site.digest}" in text


@pytest.mark.parametrize("login", ["asesor", "pengawas"])
def test_the_pages_are_for_admins_only(site: StaffSite, login: str) -> None:
    client = site.of(login)
    for path in ("/admin/", f"/admin/releases/{site.digest}", "/admin/banks/x"):
        assert client.get(path).status_code == 403
    answer = site.post(client, "/admin/banks", {}, from_page="/staff/login")
    assert answer.status_code == 403


def test_a_good_bank_is_checked_then_published_exactly_as_it_was_checked(site: StaffSite, bank: Path) -> None:
    before = releases(site)
    answer = upload(site, zipped(bank))
    assert answer.status_code == 303
    report = site.of("admin").get(answer.headers["Location"])
    assert "Tidak ada temuan" in report.text
    assert releases(site) == before

    digest = re.findall(r'name="digest" value="([0-9a-f]{64})"', report.text)[0]
    published = site.post(
        site.of("admin"),
        answer.headers["Location"] + "/publish",
        {"digest": digest},
        from_page=answer.headers["Location"],
    )
    assert published.status_code == 303
    assert releases(site) - before == {digest}
    assert "Rilis sudah terbit" in site.of("admin").get(published.headers["Location"]).text
    newest = site.server.releases.published()[0]
    assert (newest.digest, newest.published_by) == (digest, "admin")
    assert [line[:2] for line in site.audit()][-2:] == [("admin", "check_bank"), ("admin", "publish_release")]
    assert site.of("admin").get(answer.headers["Location"]).status_code == 404


def test_publishing_by_upload_and_from_the_shell_give_the_same_release(site: StaffSite, bank: Path) -> None:
    from item_bank.exam_plan import read_plan  # noqa: PLC0415
    from item_bank.formats.folder import read_bank  # noqa: PLC0415
    from item_bank.release import build_release  # noqa: PLC0415

    read, _ = read_bank(bank)
    assert read is not None
    plan, _ = read_plan(bank / "plans" / "rencana.toml", read)
    assert plan is not None
    text = site.of("admin").get(upload(site, zipped(bank)).headers["Location"]).text
    assert release_digest(build_release(read, plan)) in text


def test_a_broken_bank_is_told_line_by_line_and_cannot_be_published(site: StaffSite, bank: Path) -> None:
    items = bank / "items" / "angka.toml"
    items.write_text(items.read_text(encoding="utf-8").replace("a = ", "a = -", 1), encoding="utf-8")
    before = releases(site)
    where = upload(site, zipped(bank)).headers["Location"]
    for language, sentence in (("id", "1 kesalahan harus diperbaiki"), ("en", "One error must be mended")):
        text = site.of("admin").get(f"{where}?language={language}").text
        assert sentence in text
        assert re.search(r"items/angka\.toml:\d+", text)
        assert "angka-1" in text
        assert 'name="digest"' not in text
    refused = site.post(site.of("admin"), f"{where}/publish", {"digest": site.digest}, from_page=where)
    assert refused.status_code == 422
    assert releases(site) == before


def test_a_broken_plan_beside_a_good_one_is_told_and_cannot_be_chosen(site: StaffSite, bank: Path) -> None:
    (bank / "plans" / "kosong.toml").write_text("format = 1\n", encoding="utf-8")
    where = upload(site, zipped(bank)).headers["Location"]
    text = site.of("admin").get(where).text
    assert "rencana lain masih berisi kesalahan" in text.casefold()
    assert "plans/kosong.toml:1" in text
    assert text.count('type="radio"') == 2
    assert len(re.findall(r'type="radio"[^>]* disabled', text)) == 1
    assert site.post(site.of("admin"), f"{where}/publish", {}, from_page=where).status_code == 422


def test_a_bank_without_a_plan_says_what_is_missing(site: StaffSite, bank: Path) -> None:
    (bank / "plans" / "rencana.toml").unlink()
    text = site.of("admin").get(upload(site, zipped(bank)).headers["Location"]).text
    assert "tidak ada rencana ujian di folder plans" in text


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"bukan zip", "bukan zip yang utuh"),
        (b"", "bukan zip yang utuh"),
        (b"PK\x05\x06" + bytes(18), "Zip ini kosong"),
    ],
)
def test_a_file_that_is_no_bank_gives_a_sentence_and_leaves_nothing(
    site: StaffSite, content: bytes, sentence: str
) -> None:
    before = uploads(site)
    answer = upload(site, content)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert "Tidak ada yang ditulis" in answer.text
    assert set(uploads(site)) <= set(before)


def test_a_zip_cut_off_in_the_middle_gives_a_sentence(site: StaffSite, bank: Path) -> None:
    whole = zipped(bank)
    answer = upload(site, whole[: len(whole) // 2])
    assert answer.status_code == 422
    assert "bukan zip yang utuh" in answer.text


def test_no_file_at_all_gives_a_sentence(site: StaffSite) -> None:
    answer = site.post(site.of("admin"), "/admin/banks", {"bank": (io.BytesIO(), "")}, from_page="/admin/")
    assert answer.status_code == 422
    assert "Pilih berkas zip" in answer.text


def test_a_name_full_of_markup_is_shown_as_text(site: StaffSite) -> None:
    answer = upload(site, b"x", name="folder/<img src=x onerror=1>.zip")
    assert "<img src=x" not in answer.text
    assert "&lt;img src=x" in answer.text
    assert "folder/" not in answer.text


@pytest.mark.parametrize("name", ["x", "..", "%2e%2e%2fkey", "1795300260-" + "0" * 32])
def test_an_upload_that_is_not_there_is_not_found(site: StaffSite, name: str) -> None:
    assert site.of("admin").get(f"/admin/banks/{name}").status_code == 404


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
