"""What each role may see of a sitting. The only place where state becomes something that a browser gets.

Keys, parameters and abilities never reach a participant or a proctor; results are for assessors
(`web.assessor`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from typing import Any, Final

from cat_server.sitting import timing
from cat_server.sitting.state import SectionState, SittingState, Status
from item_bank.release import Release
from item_bank.responses import shown_response

Screen = dict[str, Any]

LATEST_MESSAGES: Final = 5
LATEST_NOTICES: Final = 3


@dataclass(frozen=True, slots=True)
class Person:
    """Who sits, as the roster has it."""

    number: str
    name: str
    nip: str
    post: str
    office: str

    @property
    def nip_masked(self) -> str:
        """The NIP with all but its last four digits hidden: birth date and sex are nobody's business."""
        return f"•••• •••• •••• •• {self.nip[-4:]}" if self.nip else ""


def written(at: datetime, zone: tzinfo) -> str:
    """An instant with the offset of the hall's zone, so that browsers show the hall's wall clock."""
    return at.astimezone(zone).isoformat()


def step(state: SittingState) -> str:  # noqa: PLR0911 - one line per screen
    """Which screen the participant is on."""
    match state.status:
        case Status.FINISHED:
            return "receipt"
        case Status.STOPPED:
            return "stopped"
        case Status.PAUSED:
            return "paused"
        case Status.ON_HOLD:
            return "identity_denied" if state.is_identity_denied else "on_hold"
        case Status.WAITING:
            return "waiting"
        case Status.RUNNING:
            if state.current is None:
                return "section_intro"
            return "item" if state.current.kind == "adaptive" else "form"
    if not state.is_identity_confirmed:
        return "identity"
    return "practice" if state.is_notice_accepted else "notice"


def participant_screen(
    state: SittingState,
    release: Release,
    person: Person,
    now: datetime,
    *,
    draft: Mapping[str, Any] | None = None,
    saved: Mapping[str, Any] | None = None,
    sitting_key: str = "",
    zone: tzinfo = UTC,
) -> Screen:
    """The participant's whole screen: versioned, so that the browser keeps the newest and that is all."""
    language = state.language
    current_step = step(state)
    screen: Screen = {
        "version": state.version,
        "sitting_key": sitting_key,
        "server_time": written(now, zone),
        "language": language,
        "languages": list(release.plan.languages),
        "status": state.status.value,
        "step": current_step,
        "person": {
            "number": person.number,
            "name": person.name,
            "nip_masked": person.nip_masked,
            "post": person.post,
            "office": person.office,
            "seat": state.seat,
        },
        "exam": {
            "title": release.plan.title[language],
            "sections": [_section_summary(state, release, index) for index in range(len(release.sections))],
        },
        "messages": [
            {"id": message.number, "text": message.text, "at": written(message.at, zone)}
            for message in state.messages[-LATEST_MESSAGES:]
        ],
        "notices": [
            {
                "kind": notice.kind,
                "at": written(notice.at, zone),
                "seconds": notice.seconds,
                "reason": notice.reason,
            }
            for notice in state.notices[-LATEST_NOTICES:]
        ],
        "help": {"reason": state.help.reason, "since": written(state.help.since, zone)}
        if state.help
        else None,
        "saved": dict(saved) if saved else None,
    }
    if current_step == "notice":
        screen["notice_html"] = release.notice_html[language]
    elif current_step == "practice":
        screen["practice"] = practice(release, language)
        if release.practice_note_html is not None:
            screen["practice_note_html"] = release.practice_note_html[language]
    elif current_step == "section_intro":
        screen["section"] = _section(state, release, state.next_section)
    elif current_step in ("item", "form", "paused"):
        screen |= _running(state, release, now, current_step, zone)
        screen["draft"] = dict(draft) if draft else None
    elif state.is_over:
        screen["finish"] = _finish(state, zone) | {"code": saved["final_code"] if saved else ""}
    return screen


def practice(release: Release, language: str) -> list[Screen]:
    """The practice items, unscored and without keys."""
    return [
        release.participant_item(item.id, language, release.practice_order(item), position=position)
        for position, item in enumerate(release.practice, start=1)
    ]


def paper(state: SittingState, release: Release) -> Screen | None:
    """All items of the running fixed section, which never change while it runs; None where there is none."""
    section = state.current
    if section is None or section.kind != "fixed":
        return None
    return {
        "section": section.index,
        "items": [
            item_view(section, position, release, state.language)
            for position in range(1, len(section.items) + 1)
        ],
    }


def item_view(section: SectionState, position: int, release: Release, language: str) -> Screen:
    """One presented item as the participant sees it."""
    return release.participant_item(
        section.items[position - 1], language, section.option_orders[position - 1], position=position
    )


def _running(state: SittingState, release: Release, now: datetime, current_step: str, zone: tzinfo) -> Screen:
    section = state.current
    if section is None:  # paused between two sections
        coming = _section(state, release, state.next_section)
        limit = coming["time_limit_seconds"]
        return {
            "section": coming,
            "time": {
                "remaining_seconds": limit,
                "is_running": False,
                "limit_seconds": limit,
                "given_seconds": 0,
            }
            | _pause(state, zone),
        }
    screen: Screen = {
        "section": _section(state, release, section.index),
        "time": {
            "remaining_seconds": round(timing.remaining_seconds(section, now), 3),
            "is_running": section.paused_since is None,
            "limit_seconds": timing.total_seconds(section, "granted"),
            "given_seconds": timing.total_seconds(section, "given"),
        }
        | _pause(state, zone),
        "total": len(section.items),
    }
    if current_step == "item":
        screen["position"] = len(section.items)
        screen["item"] = item_view(section, len(section.items), release, state.language)
    if section.kind == "fixed":
        screen["responses"] = {
            str(position): shown_response(
                release.item(section.items[position - 1]),
                answer.response,
                section.option_orders[position - 1],
            )
            for position, answer in sorted(section.answers.items())
        }
        screen["flags"] = sorted(section.flags)
    return screen


def _pause(state: SittingState, zone: tzinfo) -> Screen:
    if state.pause is None:
        return {}
    return {
        "paused_since": written(state.pause.since, zone),
        "paused_by": state.pause.by,
        "paused_category": state.pause.category,
        "paused_reason": state.pause.reason,
    }


def _section_summary(state: SittingState, release: Release, index: int) -> Screen:
    content = release.section(index)
    return {
        "title": content.plan.title[state.language],
        "kind": content.plan.kind,
        "time_limit_seconds": round(content.plan.time_limit_seconds * state.time_multiplier),
        "max_items": content.most_shown,
    }


def _section(state: SittingState, release: Release, index: int) -> Screen:
    content = release.section(index)
    return _section_summary(state, release, index) | {
        "index": index,
        "count": len(release.sections),
        "instructions_html": content.instructions_html[state.language],
        "can_finish": True,
    }


def _finish(state: SittingState, zone: tzinfo) -> Screen:
    over = [section for section in state.sections if section.result]
    return {
        "reason": state.finish_reason,
        "at": written(state.finished_at, zone) if state.finished_at else "",
        # What was shown, whether it counts or not: items on trial are like all others.
        "answered": sum(len(section.answers) for section in over),
        "total": sum(len(section.items) - len(section.pages) for section in over),
    }


# --- the proctor ---------------------------------------------------------------------------------------


def board_row(state: SittingState, release: Release, person: Person) -> Screen:
    """A sitting's line on the board without what changes with time alone: deadlines, not seconds left."""
    section = state.current
    end = timing.deadline(section) if section else None
    row: Screen = {
        "version": state.version,
        "seat": state.seat,
        "name": person.name,
        "number": person.number,
        "state": _board_state(state),
        "help": {"reason": state.help.reason, "since": state.help.since.isoformat()} if state.help else None,
        "section": None,
        "answered": 0,
        "total": 0,
        "deadline": end.isoformat() if end else None,
        "remaining_seconds": None,
        "wrong_pins": state.wrong_card_pins + state.wrong_hall_pins,
        "finish_reason": state.finish_reason,
    }
    shown = section or (state.sections[-1] if state.sections else None)
    if shown is not None:
        content = release.section(shown.index)
        row["section"] = {
            "index": shown.index,
            "count": len(release.sections),
            "title": content.plan.title[release.plan.languages[0]],
        }
        row["answered"] = len(shown.answers)
        row["total"] = content.most_shown
    if section is not None and end is None:
        row["remaining_seconds"] = timing.remaining_seconds(
            section, section.paused_since or section.started_at
        )
    return row


def _board_state(state: SittingState) -> str:
    match state.status:
        case Status.BOOKED:
            return "absent"
        case Status.CHECKED_IN:
            return "checking_in"
        case Status.WAITING:
            return "ready"
        case Status.RUNNING:
            return "working"
    return state.status.value


def ledger(state: SittingState, zone: tzinfo = UTC) -> list[Screen]:
    """Every line of the time ledgers, section by section."""
    return [
        {
            "section": section.index,
            "kind": entry.kind,
            "seconds": entry.seconds,
            "at": written(entry.at, zone),
            "by": entry.by,
            "category": entry.category,
            "reason": entry.reason,
        }
        for section in state.sections
        for entry in section.ledger
    ]
