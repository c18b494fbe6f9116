"""From booking to the opened hall: check-in, identity, rules, practice, session PIN."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from cat_server.sitting import commands as c
from cat_server.sitting import events as e
from cat_server.sitting.arrival import MOST_WRONG_PINS
from cat_server.sitting.refusals import Refusal, RefusalCode
from cat_server.sitting.state import Status
from tests.cat_server.exams import small_release
from tests.cat_server.sitting import story as s
from tests.cat_server.sitting.story import Story, by_participant, by_staff, check_in, enter_hall

# --- booking -------------------------------------------------------------------------------------------


def test_opening_fixes_release_seed_seat_language_and_time() -> None:
    story = Story()
    events = story.does(s.open_sitting(time_multiplier=1.5, language="en"))
    assert events == (
        e.SittingOpened(
            at=s.START,
            release_digest=small_release().digest,
            seed=s.SEED,
            participant_id="person-1",
            hall_id="hall-1",
            seat=s.SEAT,
            language="en",
            time_multiplier=1.5,
        ),
    )
    assert story.status() is Status.BOOKED


def test_a_sitting_is_opened_once() -> None:
    assert s.booked().refuses(s.open_sitting()) is RefusalCode.ALREADY_OPENED


def test_nothing_happens_in_a_sitting_that_was_not_opened() -> None:
    for command in (check_in(), by_staff(c.PauseSitting), s.sweep()):
        assert Story().refuses(command) is RefusalCode.NOT_OPENED


def test_a_sitting_is_not_opened_in_a_language_that_the_exam_does_not_have() -> None:
    assert Story().refuses(s.open_sitting(language="fr")) is RefusalCode.UNKNOWN_LANGUAGE


# --- check-in ------------------------------------------------------------------------------------------


def test_the_right_card_pin_at_the_right_seat_makes_the_computer_the_place() -> None:
    story = s.booked()
    assert story.does(check_in()) == (e.CheckedIn(at=s.START, place=s.PLACE, seat=s.SEAT),)
    assert story.status() is Status.CHECKED_IN
    assert story.state.place == s.PLACE


def test_the_same_computer_checks_in_again_without_a_new_event() -> None:
    assert s.checked_in().does(check_in()) == ()


def test_another_seat_than_the_booked_one_is_refused_and_both_are_named() -> None:
    decision = s.booked().when(check_in(seat="B-09"))
    assert decision.refusal == Refusal(RefusalCode.WRONG_SEAT, {"seat": s.SEAT, "here": "B-09"})
    assert decision.events == ()


def test_a_card_cannot_be_locked_from_another_seat() -> None:
    story = s.booked()
    for _ in range(MOST_WRONG_PINS + 1):
        assert story.when(check_in(seat="B-09", is_pin_right=False)).events == ()
    assert story.does(check_in())


def test_a_wrong_card_pin_is_refused_noted_and_counted() -> None:
    story = s.booked()
    decision = story.when(check_in(is_pin_right=False))
    assert decision.refusal == Refusal(RefusalCode.WRONG_CARD_PIN, {"left": MOST_WRONG_PINS - 1})
    assert decision.events == (e.CheckInRefused(at=s.START, seat=s.SEAT),)
    assert story.state.wrong_card_pins == 1


def test_after_five_wrong_card_pins_the_right_one_is_refused_too_until_a_proctor_releases() -> None:
    story = s.booked()
    for _ in range(MOST_WRONG_PINS):
        assert story.refuses(check_in(is_pin_right=False)) is RefusalCode.WRONG_CARD_PIN
    for is_right in (True, False):
        assert story.refuses(check_in(is_pin_right=is_right)) is RefusalCode.CARD_PIN_LOCKED
    assert len(story.events) == 1 + MOST_WRONG_PINS
    story.does(by_staff(c.ReleasePlace))
    story.does(check_in())


def test_the_right_card_pin_forgets_the_wrong_ones_before_it() -> None:
    story = s.booked()
    for _ in range(MOST_WRONG_PINS - 1):
        story.refuses(check_in(is_pin_right=False))
    story.does(check_in())
    assert story.state.wrong_card_pins == 0


def test_a_later_check_in_takes_the_place_over_and_the_earlier_computer_is_told() -> None:
    story = s.checked_in()
    story.does(check_in(place="other-place"))
    assert story.refuses(by_participant(c.ConfirmIdentity)) is RefusalCode.NOT_THE_ACTIVE_PLACE
    story.does(by_participant(c.ConfirmIdentity, "other-place"))


def test_checking_in_again_in_a_running_exam_changes_only_the_place() -> None:
    story = s.in_section(s.ADAPTIVE)
    before = story.section
    story.does(check_in(place="other-place"))
    assert story.status() is Status.RUNNING
    assert story.section == before


def test_nobody_checks_in_after_the_end() -> None:
    assert s.finished().refuses(check_in(place="other-place")) is RefusalCode.OVER


def test_the_place_is_left_before_the_exam_and_after_it() -> None:
    for story in (s.checked_in(), s.waiting(), s.finished()):
        assert story.does(by_participant(c.LeavePlace)) == (e.PlaceLeft(at=s.START),)
        assert story.state.place is None


def test_the_place_is_not_left_in_the_middle_of_the_exam() -> None:
    for story in (s.running(), s.in_section(s.ADAPTIVE)):
        assert story.refuses(by_participant(c.LeavePlace)) is RefusalCode.ALREADY_STARTED


# --- identity, rules, practice -------------------------------------------------------------------------


def test_identity_is_confirmed_once() -> None:
    story = s.checked_in()
    assert story.does(by_participant(c.ConfirmIdentity)) == (e.IdentityConfirmed(at=s.START),)
    assert story.does(by_participant(c.ConfirmIdentity)) == ()


def test_a_denied_identity_holds_the_sitting_and_calls_the_proctor() -> None:
    story = s.checked_in()
    assert story.does(by_participant(c.DenyIdentity)) == (e.IdentityDenied(at=s.START),)
    assert story.does(by_participant(c.DenyIdentity)) == ()
    assert story.status() is Status.ON_HOLD
    assert story.state.help is not None
    assert story.state.help.reason == "identity"
    for kind in (c.ConfirmIdentity, c.AcceptNotice, c.FinishPractice):
        assert story.refuses(by_participant(kind)) is RefusalCode.IDENTITY_DENIED


def test_the_call_about_a_denied_identity_cannot_be_taken_back_by_the_participant() -> None:
    story = s.checked_in()
    story.does(by_participant(c.DenyIdentity))
    assert story.does(by_participant(c.CancelCall)) == ()
    assert story.state.help is not None


@pytest.mark.parametrize("stage", [s.checked_in, s.identified, s.informed, s.waiting])
def test_after_a_denied_identity_the_right_person_goes_through_everything(stage: Callable[[], Story]) -> None:
    story = stage()
    story.does(by_participant(c.DenyIdentity))
    story.does(by_staff(c.ReleasePlace))
    assert story.status() is Status.BOOKED
    story.does(check_in())
    assert story.status() is Status.CHECKED_IN
    for kind in (c.ConfirmIdentity, c.AcceptNotice, c.FinishPractice):
        story.does(by_participant(kind))
    assert story.status() is Status.WAITING


def test_identity_is_not_denied_once_the_exam_has_started() -> None:
    for story in (s.running(), s.in_section(s.ADAPTIVE)):
        assert story.refuses(by_participant(c.DenyIdentity)) is RefusalCode.ALREADY_STARTED


def test_rules_are_accepted_after_the_identity_in_the_language_that_was_read() -> None:
    assert s.checked_in().refuses(by_participant(c.AcceptNotice)) is RefusalCode.IDENTITY_FIRST
    story = s.identified(language="en")
    assert story.does(by_participant(c.AcceptNotice)) == (e.NoticeAccepted(at=s.START, language="en"),)
    assert story.does(by_participant(c.AcceptNotice)) == ()


def test_practice_ends_after_the_rules_and_the_participant_waits() -> None:
    assert s.identified().refuses(by_participant(c.FinishPractice)) is RefusalCode.NOTICE_FIRST
    story = s.informed()
    assert story.does(by_participant(c.FinishPractice)) == (e.PracticeFinished(at=s.START),)
    assert story.does(by_participant(c.FinishPractice)) == ()
    assert story.status() is Status.WAITING


def test_the_language_may_change_until_the_first_section() -> None:
    story = s.running()
    assert story.does(by_participant(c.ChooseLanguage, language="en")) == (
        e.LanguageChosen(at=s.START, language="en"),
    )
    assert story.does(by_participant(c.ChooseLanguage, language="en")) == ()
    assert story.refuses(by_participant(c.ChooseLanguage, language="fr")) is RefusalCode.UNKNOWN_LANGUAGE
    story.does(s.start(s.ADAPTIVE))
    assert story.refuses(by_participant(c.ChooseLanguage, language="id")) is RefusalCode.LANGUAGE_FIXED


# --- the opened hall -----------------------------------------------------------------------------------


def test_the_session_pin_lets_a_waiting_participant_in_once() -> None:
    story = s.waiting()
    assert story.does(enter_hall()) == (e.SittingStarted(at=s.START),)
    assert story.status() is Status.RUNNING
    assert story.does(enter_hall(is_pin_right=False)) == ()


def test_nobody_enters_before_practice_or_before_the_hall_opens() -> None:
    for story in (s.checked_in(), s.identified(), s.informed()):
        assert story.refuses(enter_hall()) is RefusalCode.NOT_WAITING
    assert s.waiting().refuses(enter_hall(is_hall_open=False)) is RefusalCode.HALL_NOT_OPEN


def test_a_pin_tried_before_the_hall_opens_is_not_counted() -> None:
    story = s.waiting()
    story.refuses(enter_hall(is_hall_open=False, is_pin_right=False))
    assert story.state.wrong_hall_pins == 0


def test_five_wrong_session_pins_lock_and_call_the_proctor() -> None:
    story = s.waiting()
    for left in (4, 3, 2, 1, 0):
        decision = story.when(enter_hall(is_pin_right=False))
        assert decision.refusal == Refusal(RefusalCode.WRONG_HALL_PIN, {"left": left})
        assert decision.events[0] == e.HallPinRefused(at=s.START)
        assert len(decision.events) == (2 if left == 0 else 1)
    assert story.state.help is not None
    assert story.state.help.reason == "pin"
    assert story.refuses(enter_hall()) is RefusalCode.HALL_PIN_LOCKED
    story.does(by_staff(c.ReleasePlace))
    story.does(check_in())
    story.does(enter_hall())


def test_the_lock_does_not_replace_a_call_that_is_open_already() -> None:
    story = s.waiting()
    story.does(by_participant(c.CallProctor, reason="health"))
    for _ in range(MOST_WRONG_PINS):
        story.refuses(enter_hall(is_pin_right=False))
    assert story.state.help is not None
    assert story.state.help.reason == "health"


# --- who ---------------------------------------------------------------------------------------------


def test_every_participant_command_from_another_computer_is_refused() -> None:
    story = s.in_section(s.ADAPTIVE)
    stranger = "another-place"
    foreign = [
        by_participant(kind, stranger)
        for kind in (
            c.ConfirmIdentity,
            c.DenyIdentity,
            c.AcceptNotice,
            c.FinishPractice,
            c.LeavePlace,
            c.CancelCall,
        )
    ]
    foreign += [
        by_participant(c.ChooseLanguage, stranger, language="en"),
        by_participant(c.EnterHall, stranger, is_hall_open=True, is_pin_right=True),
        by_participant(c.StartSection, stranger, section=0),
        by_participant(
            c.SubmitResponse, stranger, section=0, position=1, response={"choice": 0}, shown_ms=1, age_ms=0
        ),
        by_participant(c.FlagItem, stranger, section=0, position=1, is_flagged=True),
        by_participant(c.FinishSection, stranger, section=0),
        by_participant(c.CallProctor, stranger, reason="computer"),
        by_participant(c.ReportFocusLost, stranger, lost_ms=10),
    ]
    kinds = {type(command).__name__ for command in foreign} | {"CheckIn"}
    assert kinds == {kind.__name__ for kind in c.ParticipantCommand.__subclasses__()}
    before = story.state
    for command in foreign:
        assert story.refuses(command) is RefusalCode.NOT_THE_ACTIVE_PLACE
    assert story.state == before
