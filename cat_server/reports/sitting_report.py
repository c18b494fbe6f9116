"""What one sitting says about its participant: sections, paths, facets and conduct, as values without words.

Everything is read from the folded state and from the journal's events; no ability is computed here. Not
here: sentences (`web.assessor` and its catalogue) and drawings (`charts`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from cat_server.reports.traits_report import TraitReport, traits_of
from cat_server.sitting import events as e
from cat_server.sitting import timing
from cat_server.sitting.state import LedgerEntry, SectionState, SittingState
from item_bank.exam_plan.content import mean_difficulty
from item_bank.exam_plan.stopping import n_classes
from item_bank.release import Release, ReleasedItem, SectionContent
from scoring.reporting_scale import ReportingScale

Outcome = Literal["right", "wrong", "graded", "open", "unanswered"]
"""Right or wrong for items with two categories, graded for more; open is on the screen now."""

SELF_REPORT_KINDS = frozenset({"likert"})
FEWEST_FOR_STRAIGHT_LINING = 5


@dataclass(frozen=True, slots=True)
class Result:
    """A finished section on its reporting scale; `lower` and `upper` are the 95 % band.

    `category` is what a rule classified the participant as, 0 the lowest of `n_categories`.
    """

    score: float
    standard_error: float
    lower: float
    upper: float
    target_standard_error: float | None
    is_at_end_of_scale: bool
    reason: str
    n_items: int
    n_responses: int
    method: str = "eap"
    category: int | None = None
    n_categories: int = 1

    @property
    def has_responses(self) -> bool:
        """Whether the score says anything: without responses it is the starting assumption alone."""
        return self.n_responses > 0

    @property
    def is_precise_enough(self) -> bool:
        """Whether the precision that the plan asks for was reached; a plan that asks for none is content."""
        return self.target_standard_error is None or self.standard_error <= self.target_standard_error


@dataclass(frozen=True, slots=True)
class Step:
    """One administered item of an adaptive section; estimates are those after its response."""

    position: int
    item: str
    difficulty: float | None
    outcome: Outcome
    category: int | None
    n_categories: int
    score: float | None = None
    standard_error: float | None = None
    shown_seconds: float | None = None
    is_in_grace: bool = False


@dataclass(frozen=True, slots=True)
class Path:
    """The way of an adaptive section, on the reporting scale, from the estimate before the first item."""

    first_score: float
    first_standard_error: float
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Facet:
    """How often each category was reached among the statements of one facet, the lowest first."""

    name: str
    counts: tuple[int, ...]

    @property
    def n(self) -> int:
        return sum(self.counts)


@dataclass(frozen=True, slots=True)
class FormLine:
    """One statement of a fixed section; `chosen` is the place of the chosen option as the author has them."""

    position: int
    item: str
    facet: str
    chosen: int | None
    category: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionReport:
    """One section of the sitting; parts that it has not reached are None or empty.

    Items on trial are told apart, in `pretest`, and are in no other number.
    """

    index: int
    state: Literal["not_started", "running", "finished"]
    content: SectionContent
    result: Result | None = None
    used_seconds: float = 0.0
    granted_seconds: float = 0.0
    given_seconds: float = 0.0
    ledger: tuple[LedgerEntry, ...] = ()
    paused_since: datetime | None = None
    n_items: int = 0
    n_responses: int = 0
    path: Path | None = None
    pretest: tuple[Step, ...] = ()
    facets: tuple[Facet, ...] = ()
    form: tuple[FormLine, ...] = ()
    traits: tuple[TraitReport, ...] = ()
    is_straight_lined: bool = False

    @property
    def is_self_report(self) -> bool:
        """Whether people describe themselves here, so that the result can be steered by them."""
        return any(item.kind in SELF_REPORT_KINDS for item in self.content.items)


@dataclass(frozen=True, slots=True)
class Conduct:
    """What happened around the answers, counted and never judged."""

    n_focus_losses: int
    focus_lost_seconds: float
    n_pauses: int
    n_seat_changes: int
    incidents: tuple[e.IncidentNoted, ...]
    stopped: e.SittingStopped | None


@dataclass(frozen=True, slots=True)
class SittingReport:
    """Everything an assessor reads about one sitting."""

    sections: tuple[SectionReport, ...]
    conduct: Conduct


def sitting_report(
    state: SittingState, release: Release, events: Sequence[e.Event], now: datetime
) -> SittingReport:
    """The report of a sitting in any state; `events` are its whole journal, in order."""
    sections = tuple(
        _section(state.sections[index], content, events, now)
        if index < len(state.sections)
        else SectionReport(index=index, state="not_started", content=content)
        for index, content in enumerate(release.sections)
    )
    return SittingReport(sections, _conduct(events))


def results(state: SittingState, release: Release) -> tuple[Result | None, ...]:
    """The result of each section in the plan's order; None where it has not finished."""
    finished = {section.index: section for section in state.sections if section.result is not None}
    return tuple(
        _result(finished[index], content) if index in finished else None
        for index, content in enumerate(release.sections)
    )


def _section(
    section: SectionState, content: SectionContent, events: Sequence[e.Event], now: datetime
) -> SectionReport:
    is_adaptive = content.plan.is_adaptive
    form = () if is_adaptive else tuple(_form(section, content))
    return SectionReport(
        index=section.index,
        state="finished" if section.result else "running",
        content=content,
        result=_result(section, content),
        used_seconds=timing.used_seconds(section, now),
        granted_seconds=timing.total_seconds(section, "granted"),
        given_seconds=timing.total_seconds(section, "given"),
        ledger=section.ledger,
        paused_since=section.paused_since,
        n_items=len(section.scored),
        n_responses=len(section.answers.keys() - section.tried),
        path=_path(section, content, events) if is_adaptive else None,
        pretest=_pretest(section, content, events),
        facets=() if content.forced_choice else _facets(form, content),
        form=form,
        traits=traits_of(section, content),
        is_straight_lined=_is_straight_lined(form),
    )


def _result(section: SectionState, content: SectionContent) -> Result | None:
    found = section.result
    if found is None or found.ability is None or found.standard_error is None or found.score is None:
        return None
    scale, stopping = content.reporting_scale, content.plan.stopping
    band = scale.band(found.ability, found.standard_error)
    target = stopping.standard_error if stopping else None
    return Result(
        score=found.score,
        standard_error=scale.standard_error(found.standard_error),
        lower=band.lower,
        upper=band.upper,
        target_standard_error=None if target is None else scale.standard_error(target),
        is_at_end_of_scale=not scale.lowest < found.score < scale.highest,
        reason=found.reason,
        n_items=found.n_items,
        n_responses=found.n_responses,
        method=found.method,
        category=found.category,
        n_categories=n_classes(stopping.tree) if stopping else 1,
    )


# --- the path of an adaptive section -------------------------------------------------------------------


def _path(section: SectionState, content: SectionContent, events: Sequence[e.Event]) -> Path | None:
    presented, answered = _shown(section, events)
    if not presented:
        return None
    scale = content.reporting_scale
    # What is known after an item stands in the event that followed: the next item, or the section's end.
    after = [(each.ability, each.standard_error) for each in presented[1:]]
    found = section.result
    if found is not None and found.ability is not None and found.standard_error is not None:
        after.append((found.ability, found.standard_error))
    steps = []
    for place, item in enumerate(presented):
        if item.is_pretest:
            continue
        response = answered.get(item.position)
        estimate = after[place] if response is not None and place < len(after) else None
        steps.append(
            _step(item, content, response, estimate, is_over=section.result is not None),
        )
    first = presented[0]
    return Path(_on_scale(scale, first.ability), scale.standard_error(first.standard_error), tuple(steps))


def _pretest(section: SectionState, content: SectionContent, events: Sequence[e.Event]) -> tuple[Step, ...]:
    """The items on trial, without estimates: their answers change none."""
    presented, answered = _shown(section, events)
    is_over = section.result is not None
    return tuple(
        _step(item, content, answered.get(item.position), None, is_over=is_over)
        for item in presented
        if item.is_pretest
    )


def _shown(
    section: SectionState, events: Sequence[e.Event]
) -> tuple[list[e.ItemPresented], dict[int, e.ResponseRecorded | e.ResponseChanged]]:
    """What an adaptive section showed, and the newest answer at each position."""
    own = list(_of_section(events, section.index))
    answered = {
        each.position: each for each in own if isinstance(each, e.ResponseRecorded | e.ResponseChanged)
    }
    return [each for each in own if isinstance(each, e.ItemPresented)], answered


def _step(
    presented: e.ItemPresented,
    content: SectionContent,
    response: e.ResponseRecorded | e.ResponseChanged | None,
    estimate: tuple[float, float] | None,
    *,
    is_over: bool,
) -> Step:
    item, scale = content.item(presented.item), content.reporting_scale
    n_categories = item.parameters.n_categories if item.parameters else 2
    if response is None:
        outcome: Outcome = "unanswered" if is_over else "open"
        return Step(presented.position, item.id, difficulty(item, scale), outcome, None, n_categories)
    return Step(
        presented.position,
        item.id,
        difficulty(item, scale),
        _outcome(response.category, n_categories),
        response.category,
        n_categories,
        score=_on_scale(scale, estimate[0]) if estimate else None,
        standard_error=scale.standard_error(estimate[1]) if estimate else None,
        shown_seconds=response.shown_ms / 1000,
        is_in_grace=response.is_in_grace,
    )


def _outcome(category: int, n_categories: int) -> Outcome:
    if n_categories > 2:  # noqa: PLR2004 - more than right and wrong
        return "graded"
    return "right" if category else "wrong"


def difficulty(item: ReleasedItem, scale: ReportingScale) -> float | None:
    """Where the item measures, on the reporting scale: its difficulty, or the middle of its thresholds."""
    if item.parameters is None:
        return None
    return _on_scale(scale, mean_difficulty(item.parameters))


def _on_scale(scale: ReportingScale, ability: float) -> float:
    # Not `scale.score`: on the way, and for items, the scale is not cut at its ends.
    return scale.mean + scale.sd * ability


def _of_section(events: Iterable[e.Event], index: int) -> Iterator[e.Event]:
    return (event for event in events if getattr(event, "section", None) == index)


# --- a fixed section -----------------------------------------------------------------------------------


def _form(section: SectionState, content: SectionContent) -> Iterator[FormLine]:
    for position, item_id in enumerate(section.items, start=1):
        item = content.items[content.index_of(item_id)]
        answer = section.answers.get(position)
        option = answer.response.get("option") if answer else None
        yield FormLine(
            position,
            item_id,
            item.subdomain or item.domain,
            item.option_ids.index(option) + 1 if option in item.option_ids else None,
            answer.category if answer else None,
        )


def _facets(form: Sequence[FormLine], content: SectionContent) -> tuple[Facet, ...]:
    if not form:
        return ()
    n_categories = content.pool.max_categories
    by_name: dict[str, list[int]] = {}
    for line in form:
        counts = by_name.setdefault(line.facet, [0] * n_categories)
        if line.category is not None:
            counts[line.category] += 1
    return tuple(Facet(name, tuple(counts)) for name, counts in sorted(by_name.items()))


def _is_straight_lined(form: Sequence[FormLine]) -> bool:
    """Whether every answer is the same option, as it was shown: before any key turned it round."""
    chosen = [line.chosen for line in form if line.chosen is not None]
    return len(chosen) >= FEWEST_FOR_STRAIGHT_LINING and len(set(chosen)) == 1


# --- conduct -------------------------------------------------------------------------------------------


def _conduct(events: Sequence[e.Event]) -> Conduct:
    losses = [event.lost_ms for event in events if isinstance(event, e.FocusLost)]
    return Conduct(
        n_focus_losses=len(losses),
        focus_lost_seconds=sum(losses) / 1000,
        n_pauses=sum(isinstance(event, e.SittingPaused) for event in events),
        n_seat_changes=sum(isinstance(event, e.SeatChanged) for event in events),
        incidents=tuple(event for event in events if isinstance(event, e.IncidentNoted)),
        stopped=next((event for event in events if isinstance(event, e.SittingStopped)), None),
    )
