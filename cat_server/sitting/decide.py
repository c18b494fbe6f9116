"""Every rule of a sitting: `decide(state, command, now, release) -> Decision`. No I/O, clock or randomness.

Deadlines come first: a section whose time (and grace) is over is ended, stamped with its deadline, before
the command is looked at. A refusal is a value; so the events of an expired deadline are kept even when the
command is refused.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from cat_server.sitting import answering, arrival, supervision, timing
from cat_server.sitting import commands as c
from cat_server.sitting import events as e
from cat_server.sitting.refusals import Refusal, RefusalCode
from cat_server.sitting.ruling import Events, RefusedError, Rule, require
from cat_server.sitting.state import SittingState, fold
from item_bank.release import Release


@dataclass(frozen=True, slots=True)
class Decision:
    """What happened (`events`, also those of an expired deadline) and, when the command was refused, why."""

    events: Events = ()
    refusal: Refusal | None = None


def decide(state: SittingState, command: c.Command, now: datetime, release: Release) -> Decision:
    """The events that a command brings about at `now`, or why it is refused."""
    if isinstance(command, c.CreditOutage):  # the one fact that is older than a deadline it may move
        return Decision(_credit_outage(state, command, now))
    overdue = answering.expired(state, now, release)
    state = fold(overdue, state)
    try:
        events = _ruled(state, command, now, release)
    except RefusedError as refused:
        noted = arrival.noted_anyway(state, command, refused.refusal, now)
        return Decision((*overdue, *noted), refused.refusal)
    return Decision((*overdue, *events))


def may(state: SittingState, command: c.Command, now: datetime, release: Release) -> Refusal | None:
    """Why the command would be refused at `now`, or None if it would not: what a greyed button says."""
    return decide(state, command, now, release).refusal


def sweep_at(state: SittingState, release: Release) -> datetime | None:
    """When the sweep should look at this sitting: its deadline and the grace for answers in flight."""
    section = state.current
    end = timing.deadline(section) if section else None
    return end + answering.grace(release) if end else None


def _credit_outage(state: SittingState, command: c.CreditOutage, now: datetime) -> Events:
    section = state.current
    end = timing.deadline(section) if section else None
    if section is None or end is None or end <= command.gone_at:
        return ()
    # Time that a pause or an earlier credit has given back already is not given twice.
    known_until = [
        entry.at + timedelta(seconds=entry.seconds)
        for entry in section.ledger
        if entry.kind in ("paused", "outage")
    ]
    gone_at = max(command.gone_at, section.started_at, *known_until)
    seconds = (command.back_at - gone_at).total_seconds()
    if seconds <= 0:
        return ()
    return (
        e.OutageCredited(
            at=now, section=section.index, seconds=seconds, gone_at=gone_at, back_at=command.back_at
        ),
    )


_ARRIVAL: Final = (
    c.ConfirmIdentity,
    c.DenyIdentity,
    c.ChooseLanguage,
    c.AcceptNotice,
    c.FinishPractice,
    c.EnterHall,
)
"""What leads into the exam: a sitting that was stopped on the way stays stopped."""


def _ruled(state: SittingState, command: c.Command, now: datetime, release: Release) -> Events:
    is_open = state.version > 0
    if isinstance(command, c.OpenSitting) == is_open:
        raise RefusedError(RefusalCode.ALREADY_OPENED if is_open else RefusalCode.NOT_OPENED)
    if (
        isinstance(command, c.ParticipantCommand)
        and not isinstance(command, c.CheckIn)
        and (command.place != state.place)
    ):
        raise RefusedError(RefusalCode.NOT_THE_ACTIVE_PLACE)
    if isinstance(command, _ARRIVAL):
        require(not state.is_over, RefusalCode.OVER)
    if isinstance(command, c.StaffCommand) and command.category not in supervision.CATEGORIES:
        raise RefusedError(RefusalCode.UNKNOWN_CATEGORY, category=command.category)
    rule = _RULES[type(command)]
    return rule(state, command, now, release)


def _nothing(_state: SittingState, _command: c.Command, _now: datetime, _release: Release) -> Events:
    return ()  # the deadlines were looked at before


_RULES: Final[Mapping[type[c.Command], Rule]] = {
    **arrival.RULES,
    **answering.RULES,
    **supervision.RULES,
    c.ExpireDeadline: _nothing,
}
