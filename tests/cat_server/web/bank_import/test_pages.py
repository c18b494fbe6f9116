"""A bank by upload: checked beside the requests, shown, taken into its bank, published."""

from __future__ import annotations

import io
import os
import re
from pathlib import Path

import pytest
from werkzeug.datastructures import FileStorage

from cat_server.web.bank_import import jobs, taking
from cat_server.web.bank_import.ask import Ask, ask_of_form
from cat_server.web.bank_import.pages import _in_the_bank, _shown_name
from cat_server.web.bank_import.report import forget_results
from item_bank.exam_plan import read_plan
from item_bank.formats.folder import read_bank
from item_bank.formats.importing import import_bytes
from item_bank.release import build_release, release_digest
from tests.cat_server import exams
from tests.cat_server.banks.small import reworded
from tests.cat_server.web.bank_import.uploads import check_here, checked, folder_of, laid, send, zipped
from tests.cat_server.web.staff_site import StaffSite

GIFT = "::Tambah::Berapa 1 + 2? { =3 ~4 ~5 }\n\n::Kurang::Berapa 5 - 2? { =3 ~1 ~2 }\n"
SHEET = "id,kind,domain,state,stem,A,B,key,model,a,b\ns1,single_choice,d,approved,Apa?,1,2,A,2pl,0.01,600\n"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    """The small bank, with an identity of its own so that its release is a new one."""
    folder, _ = exams.write(tmp_path)
    head = folder / "bank.toml"
    head.write_text(head.read_text(encoding="utf-8").replace('id = "uji"', f'id = "{name_of(folder)}"', 1))
    return folder


def name_of(bank: Path) -> str:
    return bank.parent.name[:40]


def page(site: StaffSite, where: str, language: str = "en") -> str:
    answer = site.of("admin").get(f"{where}?language={language}")
    assert answer.status_code == 200
    return answer.text


def post(site: StaffSite, where: str, action: str, data: dict[str, str]) -> int:
    status: int = site.post(site.of("admin"), f"{where}/{action}", data, from_page="/admin/").status_code
    return status


def uploads(site: StaffSite) -> list[Path]:
    return sorted((Path(site.server.settings.secret_key_file).parent / "uploads").glob("*"))


def releases(site: StaffSite) -> set[str]:
    return {release.digest for release in site.server.releases.published()}


def test_a_good_bank_is_checked_then_published_exactly_as_it_was_checked(site: StaffSite, bank: Path) -> None:
    before = releases(site)
    where = laid(site, zipped(bank))
    text = page(site, where, "id")
    assert "tidak ada kesalahan" in text
    assert releases(site) == before
    digest = re.findall(r'name="digest" value="([0-9a-f]{64})"', text)[0]
    published = site.post(site.of("admin"), f"{where}/publish", {"digest": digest}, from_page=where)
    assert published.status_code == 303
    assert releases(site) - before == {digest}
    newest = site.server.releases.published()[0]
    assert (newest.digest, newest.published_by) == (digest, "admin")
    assert site.audit()[-1][:2] == ("admin", "publish_release")
    assert site.of("admin").get(where).status_code == 404


def test_publishing_by_upload_and_from_the_shell_give_the_same_release(site: StaffSite, bank: Path) -> None:
    read, _ = read_bank(bank)
    assert read is not None
    plan, _ = read_plan(bank / "plans" / "rencana.toml", read)
    assert plan is not None
    assert release_digest(build_release(read, plan)) in page(site, laid(site, zipped(bank)))


def test_a_bank_is_taken_in_once_somebody_says_so_and_then_shown_as_what_changes(
    site: StaffSite, bank: Path
) -> None:
    read, _ = read_bank(bank)
    assert read is not None
    where = checked(site, send(site, zipped(bank)))
    text = page(site, where)
    assert f"The bank {name_of(bank)} is not here yet" in text
    assert name_of(bank) not in {line.id for line in site.server.banks.all()}
    assert post(site, where, "take", {}) == 303
    assert "It was taken into the bank" in page(site, where)
    assert site.server.banks.bank(name_of(bank)) == read
    assert [row.id for row in site.server.banks.plans(name_of(bank))] == ["rencana"]
    assert [line[:2] for line in site.audit()][-2:] == [("admin", "check_bank"), ("admin", "take_in_bank")]
    items = bank / "items" / "angka.toml"
    items.write_text(
        items.read_text(encoding="utf-8").replace("Question angka 1?", "Question number 1?"), "utf-8"
    )
    where = laid(site, zipped(bank))
    text = page(site, where)
    assert "Question <del>angka</del><ins>number</ins> 1?" in text
    assert "version 2, draft" in text
    taking.take(folder_of(site, where), site.server.banks)
    item = site.server.banks.stored(name_of(bank)).items["angka-1"]
    assert (item.version, item.state, item.written_by, item.note) == (2, "draft", "admin", "bank.zip")
    where = laid(site, zipped(bank))
    assert "there is nothing to write" in page(site, where)


def test_what_somebody_changed_meanwhile_is_compared_again_before_anything_is_written(
    site: StaffSite, bank: Path
) -> None:
    service, bank_id = site.server.banks, name_of(bank)
    read, _ = read_bank(bank)
    assert read is not None
    service.take_in(service.plan_intake(read), read.media, by="admin")
    head = bank / "bank.toml"
    head.write_text(head.read_text(encoding="utf-8").replace("Bank uji", "Bank lain"), encoding="utf-8")
    where = laid(site, zipped(bank))
    item = service.stored(bank_id).items["angka-2"].item
    assert service.edit_item(bank_id, reworded(item, "Meanwhile?"), seen_version=1, by="orang lain").is_done
    answer = site.post(site.of("admin"), f"{where}/take", {}, from_page="/admin/")
    assert answer.headers["Location"].endswith("?changed=1")
    checked(site, answer)
    text = site.of("admin").get(f"{where}?changed=1&language=en").text
    assert "Somebody changed the bank before this was written" in text
    assert service.stored(bank_id).head.version == 1
    assert taking.take(folder_of(site, where), service).refusal == ""
    assert service.stored(bank_id).head.version == 2


def test_a_broken_bank_is_told_line_by_line_and_can_be_neither_published_nor_taken_in(
    site: StaffSite, bank: Path
) -> None:
    items = bank / "items" / "angka.toml"
    items.write_text(items.read_text(encoding="utf-8").replace("a = ", "a = -", 1), encoding="utf-8")
    before = releases(site)
    where = laid(site, zipped(bank))
    for language, sentence in (("id", "1 kesalahan harus diperbaiki"), ("en", "One error must be mended")):
        text = page(site, where, language)
        assert sentence in text
        assert re.search(r"bank\.zip/bank/items/angka\.toml:\d+", text)
        assert "angka-1" in text
        assert 'name="digest"' not in text
        assert f"{where}/take" not in text
    assert post(site, where, "publish", {"digest": site.digest}) == 422
    assert post(site, where, "take", {}) == 404
    assert releases(site) == before


def test_a_broken_plan_beside_a_good_one_is_told_and_cannot_be_chosen(site: StaffSite, bank: Path) -> None:
    (bank / "plans" / "kosong.toml").write_text("format = 1\n", encoding="utf-8")
    where = laid(site, zipped(bank))
    text = page(site, where, "id")
    assert "rencana lain masih berisi kesalahan" in text.casefold()
    assert "plans/kosong.toml:1" in text
    assert len(re.findall(r'type="radio" name="digest"', text)) == 2
    assert len(re.findall(r'type="radio" name="digest"[^>]* disabled', text)) == 1
    assert post(site, where, "publish", {}) == 422


def test_a_bank_without_a_plan_can_be_taken_in_and_not_published(site: StaffSite, bank: Path) -> None:
    (bank / "plans" / "rencana.toml").unlink()
    text = page(site, laid(site, zipped(bank)), "id")
    assert "Tidak ada rencana ujian di dalam berkas" in text
    assert "Masukkan ke bank" in text


def test_questions_of_a_foreign_file_go_into_a_bank_that_is_there(site: StaffSite, bank: Path) -> None:
    taking.take(folder_of(site, laid(site, zipped(bank))), site.server.banks)
    with site.application.flask.test_request_context():
        ask = _in_the_bank(Ask("soal.gift", "admin", bank=name_of(bank)))
    assert ask.languages == ("id", "en")  # those of the bank
    said = {"bank": ask.bank, "languages": ask.languages, "domain": "hitung"}
    where = laid(site, GIFT.encode(), "soal.gift", **said)
    text = page(site, where)
    assert re.search(r'New <strong class="numeric">2</strong>', text)
    taking.take(folder_of(site, where), site.server.banks)
    stored = site.server.banks.bank(name_of(bank))
    assert {item.state for item in stored.domains["hitung"]} == {"draft"}
    assert stored.title == read_bank(bank)[0].title  # type: ignore[union-attr]


def test_the_metric_of_a_sheet_is_asked_for_and_the_file_checked_again(site: StaffSite) -> None:
    where = laid(site, SHEET.encode(), "soal.csv", languages=("id",))
    text = page(site, where)
    assert "does not say in which metric" in text
    assert "soal.csv:1" in text
    said = {"languages": "id", "metric": "logit", "mean": "500", "sd": "100", "D": "1"}
    assert post(site, where, "ask", said | {"sd": "seratus"}) == 422
    folder = folder_of(site, where)
    ask = ask_of_form(said, "soal.csv", "admin")
    assert ask is not None
    ask.write(folder)
    check_here(site, folder)  # as the page does in a process of its own, which the browser's test waits for
    text = page(site, where)
    assert "The bank soal is not here yet" in text
    assert 'value="500.0"' in text


def test_a_row_that_is_wrong_is_told_with_its_column(site: StaffSite) -> None:
    wrong = SHEET.replace(",A,2pl", ",Q,2pl").encode()
    text = page(site, laid(site, wrong, "soal.csv", languages=("id",), metric="logit"))
    assert "soal.csv:2:H" in text


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"\x00\x01 no format at all", "x.bin", "format-unknown"),
        (b"PK\x05\x06" + bytes(18), "x.zip", "package-empty"),
        (b"PK\x03\x04 half a zip", "x.zip", "package-damaged"),
    ],
)
def test_a_file_that_is_no_bank_gives_a_sentence_and_nothing_to_write(
    site: StaffSite, content: bytes, name: str, code: str
) -> None:
    where = laid(site, content, name)
    text = page(site, where)
    assert code in text
    assert "One error must be mended" in text
    assert post(site, where, "take", {}) == 404


def test_no_file_at_all_and_impossible_answers_give_a_sentence(site: StaffSite) -> None:
    nothing = {"bank": (io.BytesIO(), "")}
    answer = site.post(site.of("admin"), "/admin/imports/", nothing, from_page="/admin/")
    assert (answer.status_code, "Pilih berkas dahulu" in answer.text) == (422, True)
    before = uploads(site)
    for said in ({"sd": "0"}, {"into": "../x"}, {"metric": "odd"}, {"languages": " , "}):
        assert send(site, b"x", "soal.csv", **said).status_code == 422
    assert uploads(site) == before


def test_a_name_full_of_markup_is_shown_as_text(site: StaffSite) -> None:
    text = page(site, laid(site, b"x", name="<img src=x onerror=1>.zip"))
    assert "<img src=x" not in text
    assert "&lt;img src=x" in text


def test_only_the_last_part_of_a_name_is_kept_and_nothing_that_cannot_be_printed() -> None:
    for name in ("C:\\soal\\bank\u202e.zip", "/tmp/bank\n.zip"):
        assert _shown_name(FileStorage(io.BytesIO(), name)) == "bank.zip"


@pytest.mark.parametrize("name", ["x", "..", "%2e%2e%2fkey", "1795300260-" + "0" * 32])
def test_an_upload_that_is_not_there_is_not_found(site: StaffSite, name: str) -> None:
    assert site.of("admin").get(f"/admin/imports/{name}").status_code == 404


def test_the_template_is_a_workbook_that_is_read(site: StaffSite) -> None:
    answer = site.of("admin").get("/admin/imports/template.xlsx")
    assert answer.mimetype == XLSX
    _, findings = import_bytes(answer.data, "t.xlsx")
    assert [each.code for each in findings] == ["sheet-without-rows"]
    assert site.of("asesor").get("/admin/imports/template.xlsx").status_code == 403


def test_the_form_and_the_page_while_it_is_checked_need_no_inline_script(site: StaffSite) -> None:
    text = site.of("admin").get("/admin/").text
    assert '<script type="module" src="/static/admin/upload.js"></script>' in text
    assert not re.search(r"<script(?![^>]* src=)", text)
    where = laid(site, GIFT.encode(), "soal.gift")
    (folder_of(site, where) / jobs.ENDED).unlink()
    running = page(site, where)
    assert f'data-address="{where}/progress"' in running
    assert not re.search(r"<script(?![^>]* src=)", running)
    told = site.of("admin").get(f"{where}/progress?language=id").json
    assert told == {"state": "running", "words": "Memeriksa setiap soal", "share": 0.5}
    (folder_of(site, where) / jobs.ENDED).touch()


def test_a_check_that_a_restart_has_ended_is_told_and_not_waited_for(site: StaffSite) -> None:
    where = laid(site, GIFT.encode(), "soal.gift")
    folder = folder_of(site, where)
    forget_results(folder)
    (folder / jobs.ENDED).unlink()
    long_ago = site.server.clock.now().timestamp() - jobs.SILENT_SECONDS - 5
    os.utime(folder, (long_ago, long_ago))
    answer = site.of("admin").get(where)
    assert (answer.status_code, "tidak selesai diperiksa" in answer.text) == (422, True)
    assert not folder.exists()
