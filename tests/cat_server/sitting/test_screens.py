"""What each role sees, and above all what it does not."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from cat_server.sitting import commands as c
from cat_server.sitting import screens
from cat_server.sitting.screens import board_row, paper, participant_screen
from tests.cat_server.exams import small_release
from tests.cat_server.sitting import story as s
from tests.cat_server.sitting.story import PERSON, Story, by_participant, by_staff, submit
from tests.cat_server.sitting.test_state import whole_exam
from tests.cat_server.sitting.told_secrets import told_secrets

STAGES: dict[str, Callable[[], Story]] = {
    "identity": s.checked_in,
    "notice": s.identified,
    "practice": s.informed,
    "waiting": s.waiting,
    "section_intro": s.running,
    "item": lambda: s.in_section(s.ADAPTIVE),
    "form": lambda: s.in_section(s.FIXED),
    "receipt": s.finished,
}


def screen_of(story: Story, **options: Any) -> screens.Screen:
    return participant_screen(story.state, story.release, PERSON, story.now, **options)


# --- the participant -----------------------------------------------------------------------------------


@pytest.mark.parametrize("step", STAGES)
def test_each_stage_has_its_screen(step: str) -> None:
    story = STAGES[step]()
    screen = screen_of(story)
    assert screen["step"] == step
    assert screen["version"] == story.state.version
    assert screen["server_time"] == story.now.isoformat()
    json.dumps(screen)


def test_what_stands_still_has_its_screen() -> None:
    denied = s.checked_in()
    denied.does(by_participant(c.DenyIdentity))
    assert screen_of(denied)["step"] == "identity_denied"
    paused = s.in_section(s.ADAPTIVE)
    paused.does(by_staff(c.PauseSitting))
    assert screen_of(paused)["step"] == "paused"
    stopped = s.in_section(s.ADAPTIVE)
    stopped.does(by_staff(c.StopSitting))
    assert screen_of(stopped)["step"] == "stopped"
    assert screen_of(stopped)["finish"]["reason"] == "stopped"


def test_no_screen_of_a_whole_exam_holds_a_secret() -> None:
    story = whole_exam()
    for state, now in story.seen:
        screen = participant_screen(
            state,
            story.release,
            PERSON,
            now,
            saved={"version": 1, "code": "7F3A-21BC", "at": "", "final_code": ""},
        )
        assert told_secrets(screen, story.release) == []
        assert told_secrets(paper(state, story.release), story.release) == []


def test_the_finder_of_secrets_finds_them() -> None:
    release = small_release()
    for secret in ({"item": "angka-3"}, {"correct": 1}, {"x": [{"y": "pilihan-A"}]}, {"standard_error": 0.3}):
        assert told_secrets(secret, release) != []


def test_the_nip_is_masked() -> None:
    screen = screen_of(s.checked_in())
    assert screen["person"]["nip_masked"].endswith("2001")
    assert "19900101" not in json.dumps(screen)


def test_a_person_without_nip_has_none_to_mask() -> None:
    assert screens.Person("P-2", "Budi", "", "", "").nip_masked == ""


def test_the_item_on_the_screen_is_the_one_presented_in_its_option_order() -> None:
    story = s.in_section(s.ADAPTIVE)
    item = screen_of(story)["item"]
    presented = story.release.item(story.section.items[0])
    assert item["stem_html"] == presented.stem_html["id"]
    letters = [option["html"][-5:] for option in item["options"]]
    assert len(letters) == len(set(letters)) == 4
    shown = [option["html"] for option in item["options"]]
    by_id = {option.id: option.html("id") for option in presented.options}
    assert shown == [by_id[option_id] for option_id in story.section.option_orders[0]]


def test_the_chosen_language_is_the_screens_language() -> None:
    story = s.booked(language="en")
    assert screen_of(story)["exam"]["title"] == "Test exam"
    assert screen_of(story)["language"] == "en"


def test_a_form_shows_the_places_of_the_answers_and_the_flags() -> None:
    story = s.in_section(s.FIXED)
    story.does(submit(2, 3, section=s.FIXED))
    story.does(submit(7, 0, section=s.FIXED))
    story.does(s.flag(5))
    story.does(s.flag(1))
    screen = screen_of(story)
    assert screen["responses"] == {"2": {"choice": 3}, "7": {"choice": 0}}
    assert screen["flags"] == [1, 5]
    assert screen["total"] == 8
    assert "item" not in screen


def test_the_paper_holds_all_items_in_order_and_never_changes() -> None:
    story = s.in_section(s.FIXED)
    first = paper(story.state, story.release)
    assert first is not None
    assert [item["position"] for item in first["items"]] == list(range(1, 9))
    story.does(submit(1, 1, section=s.FIXED))
    assert paper(story.state, story.release) == first


def test_there_is_no_paper_of_an_adaptive_section_or_between_sections() -> None:
    assert paper(s.in_section(s.ADAPTIVE).state, small_release()) is None
    assert paper(s.running().state, small_release()) is None


def test_a_paused_screen_hides_the_item_and_says_since_when_and_why() -> None:
    story = s.in_section(s.ADAPTIVE)
    story.at(40).does(by_staff(c.PauseSitting, "network"))
    screen = screen_of(story.at(90))
    assert "item" not in screen
    assert screen["time"] == {
        "remaining_seconds": 560,
        "is_running": False,
        "limit_seconds": 600,
        "given_seconds": 0,
        "paused_since": s.instant(40).isoformat(),
        "paused_by": "pengawas",
        "paused_category": "network",
        "paused_reason": "papan ketik rusak",
    }


def test_time_on_the_screen_counts_what_was_given() -> None:
    story = s.in_section(s.ADAPTIVE)
    story.at(100).does(by_staff(c.GiveTime, seconds=60))
    time = screen_of(story.at(110))["time"]
    assert time == {
        "remaining_seconds": 550,
        "is_running": True,
        "limit_seconds": 600,
        "given_seconds": 60,
    }


@pytest.mark.parametrize("stage", [s.running, lambda **f: s.in_section(s.ADAPTIVE, **f), s.informed])
def test_a_longer_time_by_accommodation_is_announced_before_the_start(stage: Callable[..., Story]) -> None:
    screen = screen_of(stage(time_multiplier=1.5))
    assert [section["time_limit_seconds"] for section in screen["exam"]["sections"]] == [900, 450, 300]
    if "section" in screen:
        assert screen["section"]["time_limit_seconds"] == 900


def test_between_two_sections_a_pause_shows_the_next_ones_whole_time() -> None:
    story = s.before_section(s.SECOND_ADAPTIVE, time_multiplier=2.0)
    story.does(by_staff(c.PauseSitting))
    screen = screen_of(story)
    assert screen["time"]["remaining_seconds"] == 600
    assert screen["section"]["index"] == 1


def test_messages_and_notices_are_the_latest_few() -> None:
    story = s.in_section(s.ADAPTIVE)
    for number in range(7):
        story.does(by_staff(c.SendMessage, text=f"pesan {number}"))
        story.does(by_staff(c.GiveTime, seconds=60 + number))
    screen = screen_of(story)
    assert [message["id"] for message in screen["messages"]] == [3, 4, 5, 6, 7]
    assert [notice["seconds"] for notice in screen["notices"]] == [64, 65, 66]


def test_a_draft_is_shown_while_a_section_runs_only() -> None:
    draft = {"section": 0, "position": 1, "choice": 2}
    assert screen_of(s.in_section(s.ADAPTIVE), draft=draft)["draft"] == draft
    assert "draft" not in screen_of(s.running(), draft=draft)


def test_the_receipt_counts_answers_over_all_sections() -> None:
    story = s.in_section(s.FIXED)
    for position in (1, 2, 3):
        story.does(submit(position, section=s.FIXED))
    story.at(77).does(s.finish(s.FIXED))
    saved = {"version": 9, "code": "0000-0000", "at": "", "final_code": "7F3A-21BC"}
    finish = screen_of(story, saved=saved)["finish"]
    assert finish == {
        "reason": "completed",
        "at": s.instant(77).isoformat(),
        "answered": 3,
        "total": 1 + 1 + 8,
        "code": "7F3A-21BC",
    }


# --- the proctor ---------------------------------------------------------------------------------------


def row_of(story: Story) -> screens.Screen:
    return board_row(story.state, story.release, PERSON)


def test_no_row_of_a_whole_exam_holds_an_item_or_a_result() -> None:
    story = whole_exam()
    for state, _ in story.seen:
        assert told_secrets(board_row(state, story.release, PERSON), story.release) == []


@pytest.mark.parametrize(
    ("stage", "state"),
    [
        (s.booked, "absent"),
        (s.checked_in, "checking_in"),
        (s.waiting, "ready"),
        (s.running, "working"),
        (s.finished, "finished"),
    ],
)
def test_the_row_names_the_state_as_proctors_do(stage: Callable[[], Story], state: str) -> None:
    assert row_of(stage())["state"] == state


def test_the_row_of_a_running_section_holds_its_deadline_and_progress() -> None:
    story = s.in_section(s.ADAPTIVE)
    story.at(30).does(submit(1))
    row = row_of(story)
    assert row["deadline"] == s.instant(600).isoformat()
    assert (row["answered"], row["total"], row["remaining_seconds"]) == (1, 6, None)
    assert row["section"] == {"index": 0, "count": 3, "title": "Angka"}


def test_the_row_of_a_paused_section_holds_the_seconds_that_are_left() -> None:
    story = s.in_section(s.ADAPTIVE)
    story.at(30).does(by_staff(c.PauseSitting))
    row = row_of(story)
    assert (row["state"], row["deadline"], row["remaining_seconds"]) == ("paused", None, 570)


def test_the_row_shows_calls_and_wrong_pins() -> None:
    story = s.waiting()
    story.refuses(s.enter_hall(is_pin_right=False))
    story.does(by_participant(c.CallProctor, reason="health"))
    row = row_of(story)
    assert row["wrong_pins"] == 1
    assert row["help"] == {"reason": "health", "since": s.START.isoformat()}


def test_the_ledger_lists_every_line_of_every_section() -> None:
    lines = screens.ledger(whole_exam().state)
    assert [(line["section"], line["kind"]) for line in lines] == [
        (0, "granted"), (0, "paused"), (0, "given"), (0, "outage"), (1, "granted"), (2, "granted"),
    ]  # fmt: skip
    assert lines[1]["by"] == "pengawas"
