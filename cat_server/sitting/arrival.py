"""The rules on the way into an exam: check-in, identity, notice, practice, the session PIN."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from cat_server.sitting import commands as c
from cat_server.sitting import events as e
from cat_server.sitting.refusals import Refusal, RefusalCode
from cat_server.sitting.ruling import Events, Rule, require
from cat_server.sitting.state import SittingState, Status
from item_bank.release import Release

MOST_WRONG_PINS: Final = 5


def noted_anyway(state: SittingState, command: c.Command, refusal: Refusal, now: datetime) -> Events:
    """Wrong PINs are facts, although they are refused."""
    if refusal.code is RefusalCode.WRONG_CARD_PIN and isinstance(command, c.CheckIn):
        return (e.CheckInRefused(at=now, seat=command.seat),)
    if refusal.code is RefusalCode.WRONG_HALL_PIN:
        locked = state.wrong_hall_pins + 1 >= MOST_WRONG_PINS and state.help is None
        calls: Events = (e.HelpRequested(at=now, reason="pin"),) if locked else ()
        return (e.HallPinRefused(at=now), *calls)
    return ()


def _open(_state: SittingState, command: c.OpenSitting, now: datetime, release: Release) -> Events:
    require(
        command.language in release.plan.languages, RefusalCode.UNKNOWN_LANGUAGE, language=command.language
    )
    return (
        e.SittingOpened(
            at=now,
            release_digest=command.release_digest,
            seed=command.seed,
            participant_id=command.participant_id,
            hall_id=command.hall_id,
            seat=command.seat,
            language=command.language,
            time_multiplier=command.time_multiplier,
        ),
    )


def _check_in(state: SittingState, command: c.CheckIn, now: datetime, _release: Release) -> Events:
    require(not state.is_over or state.place == command.place, RefusalCode.OVER)
    if command.place != state.place:  # before the PIN, so that nobody locks a card from another seat
        require(command.seat == state.seat, RefusalCode.WRONG_SEAT, seat=state.seat, here=command.seat)
    require(state.wrong_card_pins < MOST_WRONG_PINS, RefusalCode.CARD_PIN_LOCKED)
    require(
        command.is_pin_right, RefusalCode.WRONG_CARD_PIN, left=MOST_WRONG_PINS - 1 - state.wrong_card_pins
    )
    if command.place == state.place:
        return ()
    return (e.CheckedIn(at=now, place=command.place, seat=command.seat),)


def _leave_place(state: SittingState, _command: c.LeavePlace, now: datetime, _release: Release) -> Events:
    require(state.started_at is None or state.is_over, RefusalCode.ALREADY_STARTED)
    return (e.PlaceLeft(at=now),)


def _confirm_identity(
    state: SittingState, _command: c.ConfirmIdentity, now: datetime, _release: Release
) -> Events:
    require(not state.is_identity_denied, RefusalCode.IDENTITY_DENIED)
    return () if state.is_identity_confirmed else (e.IdentityConfirmed(at=now),)


def _deny_identity(state: SittingState, _command: c.DenyIdentity, now: datetime, _release: Release) -> Events:
    require(state.started_at is None, RefusalCode.ALREADY_STARTED)
    return () if state.is_identity_denied else (e.IdentityDenied(at=now),)


def _choose_language(
    state: SittingState, command: c.ChooseLanguage, now: datetime, release: Release
) -> Events:
    require(
        command.language in release.plan.languages, RefusalCode.UNKNOWN_LANGUAGE, language=command.language
    )
    require(not state.sections, RefusalCode.LANGUAGE_FIXED)
    return (
        () if command.language == state.language else (e.LanguageChosen(at=now, language=command.language),)
    )


def _accept_notice(state: SittingState, _command: c.AcceptNotice, now: datetime, _release: Release) -> Events:
    require(not state.is_identity_denied, RefusalCode.IDENTITY_DENIED)
    require(state.is_identity_confirmed, RefusalCode.IDENTITY_FIRST)
    return () if state.is_notice_accepted else (e.NoticeAccepted(at=now, language=state.language),)


def _finish_practice(
    state: SittingState, _command: c.FinishPractice, now: datetime, _release: Release
) -> Events:
    require(not state.is_identity_denied, RefusalCode.IDENTITY_DENIED)
    require(state.is_notice_accepted, RefusalCode.NOTICE_FIRST)
    return () if state.is_practice_finished else (e.PracticeFinished(at=now),)


def _enter_hall(state: SittingState, command: c.EnterHall, now: datetime, _release: Release) -> Events:
    if state.started_at is not None:
        return ()
    require(state.status is Status.WAITING, RefusalCode.NOT_WAITING)
    require(command.is_hall_open, RefusalCode.HALL_NOT_OPEN)
    require(state.wrong_hall_pins < MOST_WRONG_PINS, RefusalCode.HALL_PIN_LOCKED)
    require(
        command.is_pin_right, RefusalCode.WRONG_HALL_PIN, left=MOST_WRONG_PINS - 1 - state.wrong_hall_pins
    )
    return (e.SittingStarted(at=now),)


RULES: Final[Mapping[type[c.Command], Rule]] = {
    c.OpenSitting: _open,
    c.CheckIn: _check_in,
    c.LeavePlace: _leave_place,
    c.ConfirmIdentity: _confirm_identity,
    c.DenyIdentity: _deny_identity,
    c.ChooseLanguage: _choose_language,
    c.AcceptNotice: _accept_notice,
    c.FinishPractice: _finish_practice,
    c.EnterHall: _enter_hall,
}
