"""The rules of working on an exam: sections, answers, marks, calls for help, the end of a section."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

from cat_server.sitting import commands as c
from cat_server.sitting import events as e
from cat_server.sitting import next_item, timing
from cat_server.sitting.refusals import RefusalCode
from cat_server.sitting.ruling import Events, RefusedError, Rule, require, require_running
from cat_server.sitting.state import SectionState, SittingState, Status, fold
from item_bank import responses
from item_bank.release import Release

HELP_REASONS: Final = ("computer", "network", "question", "health", "other")


def grace(release: Release) -> timedelta:
    return timedelta(seconds=release.plan.grace_seconds)


def expired(state: SittingState, now: datetime, release: Release) -> Events:
    section = state.current
    if section is None or state.status is not Status.RUNNING:
        return ()
    end = timing.deadline(section)
    if end is None or now < end + grace(release):
        return ()
    return finish_section(state, release, "time_up", end)


def finish_section(
    state: SittingState, release: Release, reason: str, at: datetime, *, category: int | None = None
) -> Events:
    """The end of the running section and, after the last one, of the sitting."""
    finished = next_item.finished(state, release, reason, at, category=category)
    if state.next_section < len(release.plan.sections):
        return (finished,)
    return (finished, e.SittingFinished(at=at, reason="time_up" if reason == "time_up" else "completed"))


def _start_section(state: SittingState, command: c.StartSection, now: datetime, release: Release) -> Events:
    require_running(state)
    if state.current is not None and state.current.index == command.section:
        return ()
    require(
        state.current is None and command.section == state.next_section,
        RefusalCode.NOT_THIS_SECTION,
        section=command.section + 1,
    )
    started = next_item.section_started(state, command, now, release)
    if started.kind == "fixed":
        return (started,)
    return (started, *next_step(fold((started,), state), release, now))


def next_step(
    state: SittingState, release: Release, now: datetime, *, ends_at: datetime | None = None
) -> Events:
    """The next item of the running adaptive section, or its end (at `ends_at`, where its clock stands)."""
    step = next_item.next_step(state, release, now)
    if isinstance(step, e.ItemPresented):
        return (step,)
    return finish_section(state, release, step.reason, ends_at or now, category=step.category)


def _submit_response(
    state: SittingState, command: c.SubmitResponse, now: datetime, release: Release
) -> Events:
    paused_at = _paused_after(state, command, now)
    section = running_section(state, command.section, may_be_paused=paused_at is not None)
    is_in_grace = _is_in_grace(section, command, now)
    position = command.position
    is_adaptive = section.kind == "adaptive"
    if is_adaptive and position in section.answers:
        raise RefusedError(RefusalCode.NO_GOING_BACK, position=position)
    require(
        position == len(section.items) if is_adaptive else 1 <= position <= len(section.items),
        RefusalCode.NOT_THIS_ITEM,
        position=position,
    )
    item = release.item(section.items[position - 1])
    try:
        response = next_item.read_response(
            item, command.response, section.option_orders[position - 1], state.language
        )
    except ValueError:
        raise RefusedError(RefusalCode.NO_SUCH_OPTION, position=position) from None
    before = section.answers.get(position)
    is_taken_back = responses.is_empty(response)
    require(not (is_adaptive and is_taken_back), RefusalCode.NO_SUCH_OPTION, position=position)
    if (before is None and is_taken_back) or (before is not None and before.response == response):
        return ()
    kind = e.ResponseRecorded if before is None else e.ResponseChanged
    shown_at = section.presented_at if is_adaptive else section.started_at
    server_ms = round((now - shown_at).total_seconds() * 1000)
    if is_taken_back:
        return (
            e.ResponseTakenBack(
                at=now,
                section=section.index,
                position=position,
                item=item.id,
                shown_ms=command.shown_ms,
                server_ms=server_ms,
                is_in_grace=is_in_grace,
            ),
        )
    recorded = kind(
        at=now,
        section=section.index,
        position=position,
        item=item.id,
        response=response,
        category=next_item.mark(item, response),
        shown_ms=command.shown_ms,
        server_ms=server_ms,
        is_in_grace=is_in_grace,
    )
    if not is_adaptive:
        return (recorded,)
    after = fold((recorded,), state)
    end = timing.deadline(section)
    if is_in_grace and end is not None:
        return (recorded, *finish_section(after, release, "time_up", end))
    return (recorded, *next_step(after, release, now, ends_at=paused_at))


def _paused_after(state: SittingState, command: c.SubmitResponse, now: datetime) -> datetime | None:
    """Since when the sitting is paused, if the browser's clock shows that the answer was given before that.

    Answers wait in a browser whose network is gone, and just then a proctor pauses: they must not be lost.
    """
    if state.pause is None or state.current is None or state.current.presented_at > state.pause.since:
        return None
    answered_at = now - timedelta(milliseconds=command.age_ms)
    return state.pause.since if answered_at <= state.pause.since else None


def _is_in_grace(section: SectionState, command: c.SubmitResponse, now: datetime) -> bool:
    """Whether the deadline has passed but the browser's clock shows that the answer was given before it."""
    end = timing.deadline(section)
    if end is None or now < end:
        return False
    require(now - timedelta(milliseconds=command.age_ms) <= end, RefusalCode.TIME_IS_UP)
    return True


def _flag_item(state: SittingState, command: c.FlagItem, now: datetime, _release: Release) -> Events:
    section = running_section(state, command.section)
    require(not timing.is_time_up(section, now), RefusalCode.TIME_IS_UP)
    require(section.kind == "fixed", RefusalCode.NO_FLAGS_HERE)
    require(1 <= command.position <= len(section.items), RefusalCode.NOT_THIS_ITEM, position=command.position)
    if (command.position in section.flags) == command.is_flagged:
        return ()
    return (
        e.ItemFlagged(
            at=now, section=section.index, position=command.position, is_flagged=command.is_flagged
        ),
    )


def _finish(state: SittingState, command: c.FinishSection, now: datetime, release: Release) -> Events:
    section = running_section(state, command.section)
    require(not timing.is_time_up(section, now), RefusalCode.TIME_IS_UP)
    return finish_section(state, release, "completed", now)


def _call_proctor(state: SittingState, command: c.CallProctor, now: datetime, _release: Release) -> Events:
    require(command.reason in HELP_REASONS, RefusalCode.UNKNOWN_REASON, reason=command.reason)
    return () if state.help else (e.HelpRequested(at=now, reason=command.reason),)


def _cancel_call(state: SittingState, _command: c.CancelCall, now: datetime, _release: Release) -> Events:
    return (e.HelpCancelled(at=now),) if state.help and not state.is_identity_denied else ()


def _focus_lost(state: SittingState, command: c.ReportFocusLost, now: datetime, _release: Release) -> Events:
    return (e.FocusLost(at=now, lost_ms=command.lost_ms),) if state.current else ()


def running_section(state: SittingState, index: int, *, may_be_paused: bool = False) -> SectionState:
    if not may_be_paused:
        require_running(state)
    section = state.current
    if section is None or section.index != index:
        finished_by_time = (
            0 <= index < len(state.sections)
            and (result := state.sections[index].result)
            and result.reason == "time_up"
        )
        code = RefusalCode.TIME_IS_UP if finished_by_time else RefusalCode.NOT_THIS_SECTION
        raise RefusedError(code, section=index + 1)
    return section


RULES: Final[Mapping[type[c.Command], Rule]] = {
    c.StartSection: _start_section,
    c.SubmitResponse: _submit_response,
    c.FlagItem: _flag_item,
    c.FinishSection: _finish,
    c.CallProctor: _call_proctor,
    c.CancelCall: _cancel_call,
    c.ReportFocusLost: _focus_lost,
}
