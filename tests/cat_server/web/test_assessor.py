"""The assessor's pages over sittings in every state."""

from __future__ import annotations

import re

import pytest

from cat_server.sitting import events as e
from cat_server.storage import journal
from tests.cat_server.web.staff_site import HALL, StaffSite

LANGUAGES = ("id", "en")


def page(site: StaffSite, path: str, language: str = "id") -> str:
    answer = site.of("asesor").get(f"{path}?language={language}", follow_redirects=True)
    assert answer.status_code == 200, answer.text
    return answer.text


def report(site: StaffSite, number: str, language: str = "id") -> str:
    return page(site, f"/assessor/sittings/{site.sittings[number]}", language)


def test_the_only_hall_is_opened_at_once(site: StaffSite) -> None:
    answer = site.of("asesor").get("/assessor/")
    assert answer.status_code == 302
    assert answer.headers["Location"] == f"/assessor/halls/{HALL}"


def test_a_hall_lists_everybody_with_state_and_scores(site: StaffSite) -> None:
    text = page(site, f"/assessor/halls/{HALL}")
    rows = {number: row for row in text.split("<tr>") for number in site.sittings if f">{number}<" in row}
    assert set(rows) == set(site.sittings)
    assert "Selesai" in rows["P001"]
    assert rows["P001"].count("galat baku") == 3
    assert "Dihentikan" in rows["P002"]
    assert rows["P002"].count("galat baku") == 1
    assert "Mengerjakan" in rows["P003"]
    assert "galat baku" not in rows["P003"]
    assert "Belum hadir" in rows["P004"]


def test_a_list_is_searched_by_name_number_and_seat_and_filtered_by_state(site: StaffSite) -> None:
    client = site.of("asesor")

    def shown(query: str) -> set[str]:
        text = client.get(f"/assessor/halls/{HALL}?{query}").text
        return {number for number in site.sittings if f">{number}<" in text}

    assert shown("q=bangau") == {"P002"}
    assert shown("q=p003") == {"P003"}
    assert shown("q=A-04") == {"P004"}
    assert shown("state=finished") == {"P001"}
    assert shown("q=uji&state=stopped") == {"P002"}
    assert shown("q=tidak+ada") == set()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("number", ["P001", "P002", "P003", "P004"])
def test_a_report_is_there_in_every_state_and_both_languages(
    site: StaffSite, number: str, language: str
) -> None:
    text = report(site, number, language)
    sitting = site.load(number)
    assert f'<html lang="{language}">' in text
    assert sitting.release.digest in text
    assert sitting.receipt.hash in text
    assert sitting.receipt.code in text
    assert sitting.release.bank_notice[language] in text


def test_a_finished_section_says_score_error_band_length_and_reason(site: StaffSite) -> None:
    text = report(site, "P001", "en")
    result = site.load("P001").state.sections[0].result
    assert result is not None
    assert result.standard_error is not None
    assert f"{result.score:.1f}" in text
    assert f"standard error {result.standard_error * 10:.1f}" in text
    assert re.search(r"95 % band: \d+\.\d to \d+\.\d", text)
    assert f"{result.n_responses} answered of {result.n_items} given" in text
    assert "Ended because" in text


def test_a_missed_precision_is_said_and_a_reached_one_too(site: StaffSite) -> None:
    text = report(site, "P001", "en")
    sections = text.split("<section")
    states = site.load("P001").state.sections
    for place, target in ((0, 0.45), (1, 0.3)):
        result = states[place].result
        own = next(section for section in sections if f'aria-labelledby="section-{place}"' in section)
        assert result is not None
        assert result.standard_error is not None
        is_missed = result.standard_error > target
        assert ("Not enough information" in own) == is_missed
        assert ("Precise enough" in own) != is_missed


def test_the_path_has_a_row_for_every_item_of_the_journal(site: StaffSite) -> None:
    text = report(site, "P001", "en")
    first = text.split('aria-labelledby="section-0"')[1].split("</section>")[0]
    with site.server.database.read() as connection:
        entries = journal.read(connection, site.sittings["P001"])
    presented = [event for event in (entry.event for entry in entries) if isinstance(event, e.ItemPresented)]
    presented = [event for event in presented if event.section == 0]
    rows = re.findall(r"<tr>.*?</tr>", first.split("<tbody>")[1], re.DOTALL)
    ids = [re.findall(r'class="code">([^<]+)<', row)[0] for row in rows]
    assert ids == [event.item for event in presented]
    assert [("right" if "right" in row else "wrong") for row in rows] == [
        "wrong" if position % 3 == 0 else "right" for position in range(1, len(rows) + 1)
    ]
    assert all("4.2 s" in row for row in rows)
    # The estimate after an item is the one with which the next was chosen.
    after = [re.findall(r'class="numeric">([^<]+)<', row)[2] for row in rows]
    assert after[:-1] == [f"{50 + 10 * event.ability:.1f}" for event in presented[1:]]


def test_a_path_is_drawn_with_filled_and_hollow_marks(site: StaffSite) -> None:
    drawn = re.search(
        r'<svg viewBox="[^"]+" class="chart chart-path".*?</svg>', report(site, "P001"), re.DOTALL
    )
    assert drawn is not None
    n_items = len(site.load("P001").state.sections[0].items)
    assert drawn[0].count("chart-right") + drawn[0].count("chart-wrong") == n_items
    assert drawn[0].count("chart-wrong") == n_items // 3
    assert drawn[0].count('class="chart-difficulty"') == n_items


def test_equal_answers_are_pointed_out_in_neutral_words(site: StaffSite) -> None:
    text = report(site, "P001", "en")
    assert "Every statement was answered with the same option" in text
    assert "never to pass or fail" in text


def test_a_stopped_sitting_says_by_whom_and_why_and_how_its_time_was_counted(site: StaffSite) -> None:
    text = report(site, "P002")
    assert "Ujian dihentikan oleh pengawas" in text
    assert "dibawa ke klinik" in text
    assert "peserta pusing" in text
    assert "5 mnt tambahan" in text
    assert "oleh pengawas: Listrik padam, listrik padam" in text
    assert "1 kali, seluruhnya 42 dtk" in text
    assert "dihentikan pengawas" in text


def test_a_running_section_has_a_path_but_no_score(site: StaffSite) -> None:
    text = report(site, "P003", "en")
    assert "There is no score yet" in text
    assert "on the screen" in text
    assert "chart-score-band" not in text


def test_a_name_is_never_taken_for_markup(site: StaffSite) -> None:
    for path in (f"/assessor/halls/{HALL}", f"/assessor/sittings/{site.sittings['P003']}"):
        text = page(site, path)
        assert "<b>Cemara</b>" not in text
        assert "&lt;b&gt;Cemara&lt;/b&gt;" in text


def test_every_look_at_a_result_is_written_down(site: StaffSite) -> None:
    before = len(site.audit())
    report(site, "P001")
    page(site, f"/assessor/halls/{HALL}")
    first, second = site.audit()[before:]
    assert first[:2] == ("asesor", "read_result")
    assert site.sittings["P001"] in str(first[2])
    assert second[:2] == ("asesor", "read_results_of_hall")


def test_a_birth_date_is_on_no_page(site: StaffSite) -> None:
    assert "199001012015032001" not in report(site, "P001")


@pytest.mark.parametrize("login", ["admin", "pengawas"])
def test_results_are_for_assessors_only(site: StaffSite, login: str) -> None:
    for path in ("/assessor/", f"/assessor/halls/{HALL}", f"/assessor/sittings/{site.sittings['P001']}"):
        assert site.of(login).get(path).status_code == 403


def test_unknown_halls_and_sittings_are_not_found(site: StaffSite) -> None:
    assert site.of("asesor").get("/assessor/halls/tidak-ada").status_code == 404
    assert site.of("asesor").get("/assessor/sittings/tidak-ada").status_code == 404
