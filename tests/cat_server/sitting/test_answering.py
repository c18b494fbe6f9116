"""Sections: starting, answering, going back or not, flags, finishing, calls for help."""

from __future__ import annotations

import pytest

from cat_server.sitting import commands as c
from cat_server.sitting import events as e
from cat_server.sitting import exposure
from cat_server.sitting.answering import HELP_REASONS
from cat_server.sitting.refusals import Refusal, RefusalCode
from cat_server.sitting.state import Status
from tests.cat_server.exams import small_release
from tests.cat_server.sitting import story as s
from tests.cat_server.sitting.story import Story, by_participant, finish, flag, start, submit

# --- starting ------------------------------------------------------------------------------------------


def test_starting_an_adaptive_section_starts_its_clock_and_presents_the_first_item() -> None:
    story = s.running()
    started, presented = story.does(start(s.ADAPTIVE))
    assert isinstance(started, e.SectionStarted)
    assert (started.at, started.section, started.kind, started.limit_seconds) == (s.START, 0, "adaptive", 600)
    assert started.items == ()
    assert isinstance(presented, e.ItemPresented)
    assert (presented.section, presented.position, presented.n_eligible) == (0, 1, 30)
    assert presented.item == presented.candidates[0][0]
    assert sorted(presented.option_order) == [f"pilihan-{letter}" for letter in "ABCD"]
    assert (presented.ability, presented.standard_error) == pytest.approx((0.0, 1.0), abs=0.01)


def test_starting_a_fixed_section_writes_its_whole_form() -> None:
    story = s.before_section(s.FIXED)
    (started,) = story.does(start(s.FIXED))
    assert isinstance(started, e.SectionStarted)
    assert started.kind == "fixed"
    assert sorted(started.items) == [f"sikap-{n}" for n in range(1, 9)]
    assert started.option_orders == (("0", "1", "2", "3"),) * 8
    assert (started.exposure_counts, started.ineligible) == ((), ())


def test_items_that_exposure_control_forbids_are_written_down_and_not_given() -> None:
    release = small_release()
    pool = [item.id for item in release.section(0).items]
    counts = tuple(9 if n < 10 else 0 for n in range(len(pool)))
    story = s.running()
    started, presented = story.does(start(0, exposure_counts=counts, n_examinees=10))
    assert isinstance(started, e.SectionStarted)
    assert started.ineligible == tuple(pool[:10])
    assert (started.exposure_counts, started.n_examinees) == (counts, 10)
    assert isinstance(presented, e.ItemPresented)
    assert presented.n_eligible == 20
    given = [presented.item]
    while story.state.current:
        story.does(submit(len(given), 1))
        given = list(story.state.sections[0].items)
    assert not set(given) & set(pool[:10])


def test_exposure_control_leaves_twice_the_length_of_the_section() -> None:
    content = small_release().section(0)
    everything_seen = tuple(range(10, 40))
    forbidden = exposure.ineligible(content, everything_seen, 40)
    assert len(content.items) - len(forbidden) == 2 * content.max_items


def test_a_section_that_runs_is_not_started_again() -> None:
    story = s.in_section(s.ADAPTIVE)
    assert story.does(start(s.ADAPTIVE)) == ()


@pytest.mark.parametrize("section", [1, 2, 3, 99])
def test_sections_are_started_in_their_order(section: int) -> None:
    assert s.running().refuses(start(section)) is RefusalCode.NOT_THIS_SECTION


def test_the_next_section_waits_until_the_running_one_has_ended() -> None:
    story = s.in_section(s.ADAPTIVE)
    assert story.refuses(start(1)) is RefusalCode.NOT_THIS_SECTION
    story.does(finish(0))
    assert story.refuses(start(0)) is RefusalCode.NOT_THIS_SECTION
    story.does(start(1))


def test_no_section_starts_before_the_hall_is_entered() -> None:
    for story in (s.checked_in(), s.waiting()):
        assert story.refuses(start(0)) is RefusalCode.NOT_RUNNING


# --- answering, adaptive -------------------------------------------------------------------------------


def test_an_answer_is_recorded_marked_and_followed_by_the_next_item() -> None:
    story = s.in_section(s.ADAPTIVE)
    item, order = story.section.items[0], story.section.option_orders[0]
    key = small_release().item(item).key
    right = order.index(key.correct)  # type: ignore[attr-defined]
    recorded, presented = story.at(7.25).does(submit(1, right, shown_ms=6900))
    assert recorded == e.ResponseRecorded(
        at=s.instant(7.25),
        section=0,
        position=1,
        item=item,
        response={"option": order[right]},
        category=1,
        shown_ms=6900,
        server_ms=7250,
        is_in_grace=False,
    )
    assert isinstance(presented, e.ItemPresented)
    assert presented.position == 2
    assert presented.item != item
    assert presented.ability > 0


def test_a_wrong_answer_is_category_0_and_lowers_the_ability() -> None:
    story = s.in_section(s.ADAPTIVE)
    order = story.section.option_orders[0]
    key = small_release().item(story.section.items[0]).key.correct  # type: ignore[attr-defined]
    wrong = next(place for place, option in enumerate(order) if option != key)
    recorded, presented = story.does(submit(1, wrong))
    assert isinstance(recorded, e.ResponseRecorded)
    assert recorded.category == 0
    assert isinstance(presented, e.ItemPresented)
    assert presented.ability < 0


def test_there_is_no_going_back_in_an_adaptive_section() -> None:
    story = s.in_section(s.ADAPTIVE)
    story.does(submit(1, 0))
    for choice in (0, 1):
        assert story.refuses(submit(1, choice)) is RefusalCode.NO_GOING_BACK


@pytest.mark.parametrize("position", [0, 2, 3, 9999])
def test_only_the_item_on_the_screen_is_answered(position: int) -> None:
    decision = s.in_section(s.ADAPTIVE).when(submit(position))
    assert decision.refusal == Refusal(RefusalCode.NOT_THIS_ITEM, {"position": position})


@pytest.mark.parametrize("section", [s.ADAPTIVE, s.FIXED])
@pytest.mark.parametrize("raw", [{"choice": 4}, {"choice": -1}, {"choice": True}, {"option": "A"}, {}])
def test_an_option_that_is_not_on_the_screen_is_refused(section: int, raw: dict[str, object]) -> None:
    story = s.in_section(section)
    command = by_participant(c.SubmitResponse, section=section, position=1, response=raw, shown_ms=1)
    assert story.refuses(command) is RefusalCode.NO_SUCH_OPTION


@pytest.mark.parametrize("section", [1, 2, 3])
def test_an_answer_for_another_section_is_refused(section: int) -> None:
    assert s.in_section(0).refuses(submit(1, section=section)) is RefusalCode.NOT_THIS_SECTION


def test_an_answer_between_two_sections_is_refused() -> None:
    assert s.before_section(1).refuses(submit(1, section=0)) is RefusalCode.NOT_THIS_SECTION


def test_no_answer_is_taken_after_the_end() -> None:
    assert s.finished().refuses(submit(1, section=s.FIXED)) is RefusalCode.OVER


def test_an_adaptive_section_ends_by_itself_and_the_last_event_holds_the_ability() -> None:
    story = s.in_section(s.ADAPTIVE)
    events: tuple[e.Event, ...] = ()
    for position in range(1, 7):
        events = story.does(submit(position, 0))
        if not story.state.current:
            break
    last = events[-1]
    assert isinstance(last, e.SectionFinished)
    assert last.reason in ("precise", "max_items")
    assert last.n_items == last.n_responses <= 6
    assert last.score is not None
    assert 20 <= last.score <= 80
    assert story.status() is Status.RUNNING
    assert story.state.next_section == 1


# --- answering, fixed ----------------------------------------------------------------------------------


def test_in_a_fixed_section_any_item_is_answered_and_answered_anew() -> None:
    story = s.in_section(s.FIXED)
    (first,) = story.at(3).does(submit(5, 0, section=s.FIXED))
    assert isinstance(first, e.ResponseRecorded)
    (changed,) = story.at(9).does(submit(5, 3, section=s.FIXED))
    assert isinstance(changed, e.ResponseChanged)
    assert (changed.item, changed.server_ms, changed.response) == (first.item, 9000, {"option": "3"})
    assert changed.category == 3 - first.category
    assert story.section.answers[5].response == {"option": "3"}


def test_the_same_answer_again_changes_nothing() -> None:
    story = s.in_section(s.FIXED)
    story.does(submit(2, 1, section=s.FIXED))
    assert story.does(submit(2, 1, section=s.FIXED)) == ()


@pytest.mark.parametrize("position", [0, 9, 9999])
def test_a_fixed_section_has_no_other_positions(position: int) -> None:
    story = s.in_section(s.FIXED)
    assert story.refuses(submit(position, section=s.FIXED)) is RefusalCode.NOT_THIS_ITEM
    assert story.refuses(flag(position)) is RefusalCode.NOT_THIS_ITEM


def test_a_negatively_keyed_statement_counts_from_the_other_end() -> None:
    story = s.in_section(s.FIXED)
    categories = {}
    for position, item in enumerate(story.section.items, start=1):
        (recorded,) = story.does(submit(position, 3, section=s.FIXED))
        assert isinstance(recorded, e.ResponseRecorded)
        categories[item] = recorded.category
    assert categories == {f"sikap-{n}": 3 if n % 2 else 0 for n in range(1, 9)}


def test_a_doubtful_mark_is_set_and_taken_away() -> None:
    story = s.in_section(s.FIXED)
    assert story.does(flag(3)) == (e.ItemFlagged(at=s.START, section=2, position=3, is_flagged=True),)
    assert story.does(flag(3)) == ()
    assert story.section.flags == {3}
    story.does(flag(3, is_flagged=False))
    assert story.does(flag(3, is_flagged=False)) == ()
    assert story.section.flags == frozenset()


def test_an_adaptive_section_has_no_flags() -> None:
    assert s.in_section(s.ADAPTIVE).refuses(flag(1, section=0)) is RefusalCode.NO_FLAGS_HERE


# --- finishing -----------------------------------------------------------------------------------------


def test_finishing_is_not_refused_for_empty_or_doubtful_items() -> None:
    story = s.in_section(s.FIXED)
    story.does(submit(1, 2, section=s.FIXED))
    story.does(flag(2))
    section, sitting = story.at(30).does(finish(s.FIXED))
    assert isinstance(section, e.SectionFinished)
    assert (section.reason, section.n_items, section.n_responses) == ("completed", 8, 1)
    assert sitting == e.SittingFinished(at=s.instant(30), reason="completed")
    assert story.status() is Status.FINISHED


def test_unanswered_items_do_not_count_where_the_plan_says_so() -> None:
    nothing = s.in_section(s.FIXED)
    (result, _) = nothing.does(finish(s.FIXED))
    assert isinstance(result, e.SectionFinished)
    assert result.unanswered == "not_administered"
    assert (result.ability, result.standard_error) == pytest.approx((0.0, 1.0), abs=0.01)


def test_unanswered_items_count_as_wrong_where_the_plan_says_so() -> None:
    story = s.in_section(s.SECOND_ADAPTIVE)
    (result,) = story.does(finish(s.SECOND_ADAPTIVE))
    assert isinstance(result, e.SectionFinished)
    assert (result.unanswered, result.n_items, result.n_responses) == ("wrong", 1, 0)
    assert result.ability is not None
    assert result.ability < -0.1


@pytest.mark.parametrize("section", [1, 3])
def test_only_the_running_section_is_finished(section: int) -> None:
    assert s.in_section(0).refuses(finish(section)) is RefusalCode.NOT_THIS_SECTION


# --- help, focus ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("reason", HELP_REASONS)
def test_the_proctor_is_called_once_and_the_call_is_taken_back(reason: str) -> None:
    story = s.in_section(s.ADAPTIVE)
    assert story.does(by_participant(c.CallProctor, reason=reason)) == (
        e.HelpRequested(at=s.START, reason=reason),
    )
    assert story.does(by_participant(c.CallProctor, reason=reason)) == ()
    assert story.does(by_participant(c.CancelCall)) == (e.HelpCancelled(at=s.START),)
    assert story.does(by_participant(c.CancelCall)) == ()
    assert story.state.help is None


def test_a_call_for_an_unknown_reason_is_refused() -> None:
    assert s.running().refuses(by_participant(c.CallProctor, reason="bored")) is RefusalCode.UNKNOWN_REASON


def test_lost_focus_is_noted_in_a_section_only() -> None:
    lost = by_participant(c.ReportFocusLost, lost_ms=2500)
    assert s.in_section(0).does(lost) == (e.FocusLost(at=s.START, lost_ms=2500),)
    assert s.running().does(lost) == ()


def test_a_call_is_closed_by_the_end_of_the_exam() -> None:
    story = s.in_section(s.FIXED)
    story.does(by_participant(c.CallProctor, reason="health"))
    story.does(finish(s.FIXED))
    assert story.state.help is None


def test_a_participant_who_was_stopped_stays_stopped() -> None:
    """Whatever the participant's computer still sends, no path leads back into the exam."""
    for stage in (s.checked_in, s.identified, s.informed, s.waiting, s.running):
        story = stage()
        story.does(s.by_staff(c.StopSitting))
        _send_everything(story)
        assert story.status() is Status.STOPPED


def test_a_held_participant_who_was_stopped_stays_stopped() -> None:
    story = s.checked_in()
    story.does(by_participant(c.DenyIdentity))
    story.does(s.by_staff(c.StopSitting))
    assert story.refuses(s.by_staff(c.ReleasePlace)) is RefusalCode.OVER
    _send_everything(story)
    assert story.status() is Status.STOPPED


def _send_everything(story: Story) -> None:
    for command in (
        by_participant(c.ConfirmIdentity),
        by_participant(c.AcceptNotice),
        by_participant(c.FinishPractice),
        by_participant(c.DenyIdentity),
        by_participant(c.ChooseLanguage, language="en"),
        s.enter_hall(),
        start(0),
        submit(1),
    ):
        assert story.refuses(command) in (RefusalCode.OVER, RefusalCode.NOT_THE_ACTIVE_PLACE)
