"""The assessor's pages: who sat, and what one person's sitting says. Not here: the numbers (`reports`)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, abort, g, redirect, render_template, request, url_for
from markupsafe import Markup

from cat_server.hall_service import HallNow, UnknownHallError
from cat_server.reports import charts
from cat_server.reports.sitting_report import Result, SectionReport, Step, results, sitting_report
from cat_server.reports.svg import Caption
from cat_server.reports.traits_report import TraitReport
from cat_server.sitting.screens import Screen, board_row
from cat_server.sitting_service import UnknownSittingError
from cat_server.storage import journal, people
from cat_server.texts import text
from cat_server.web import readable
from cat_server.web.staff import needs, server
from item_bank.release import Release

pages = Blueprint("assessor", __name__, url_prefix="/assessor")
pages.record_once(lambda setup: setup.app.jinja_env.filters.update(readable.FILTERS))

STATES = ("finished", "working", "paused", "on_hold", "stopped", "ready", "checking_in", "absent")
OVER = ("finished", "stopped")
_LONGEST_SEARCH = 80


@dataclass(frozen=True, slots=True)
class HallCard:
    """One hall to choose, with how many of its sittings are over."""

    now: HallNow
    n_over: int
    n_sittings: int


@dataclass(frozen=True, slots=True)
class Row:
    """One participant of a hall; `results` follow the plan's sections and are empty before the end."""

    sitting_id: str
    board: Screen
    results: tuple[tuple[Result | None, Markup | str], ...]


@dataclass(frozen=True, slots=True)
class SectionPage:
    """One section of a sitting with its drawings."""

    report: SectionReport
    band: Markup | str
    path: Markup | str
    traits: tuple[tuple[TraitReport, Markup], ...] = ()


@pages.get("/")
@needs("read_results")
def home() -> Any:
    """The halls; straight to the only one where there is one."""
    halls = [_hall_card(hall) for hall in server().halls.all()]
    if len(halls) == 1:
        return redirect(url_for("assessor.hall_page", hall_id=halls[0].now.hall.id))
    return _page("assessor/halls.html", halls=halls)


@pages.get("/halls/<hall_id>")
@needs("read_results")
def hall_page(hall_id: str) -> str:
    """The participants of a hall, with the scores of those whose sitting is over."""
    try:
        hall = server().halls.load(hall_id)
    except UnknownHallError:
        abort(404)
    release = server().releases.get(hall.hall.release_digest)
    rows = [_row(line.sitting_id, line.row, release) for line in server().halls.lines(hall_id)]
    counts = Counter(str(row.board["state"]) for row in rows)
    sought = request.args.get("q", "").strip()[:_LONGEST_SEARCH]
    state = request.args.get("state", "")
    shown = [row for row in rows if _is_sought(row, sought) and state in ("", row.board["state"])]
    _note("read_results_of_hall", hall=hall_id, sittings=len(shown))
    return _page(
        "assessor/hall.html",
        hall=hall,
        release=release,
        rows=shown,
        n_rows=len(rows),
        counts=[(each, counts[each]) for each in STATES if counts[each]],
        sought=sought,
        state=state if state in STATES else "",
        is_only_hall=len(server().halls.all()) == 1,
    )


@pages.get("/sittings/<sitting_id>")
@needs("read_results")
def sitting_page(sitting_id: str) -> str:
    """Everything that one sitting says."""
    try:
        sitting = server().sittings.load(sitting_id)
    except UnknownSittingError:
        abort(404)
    with server().database.read() as connection:
        entries = journal.read(connection, sitting_id)
    events = [entry.event for entry in entries]
    report = sitting_report(sitting.state, sitting.release, events, server().clock.now())
    _note("read_result", sitting=sitting_id, version=sitting.state.version)
    return _page(
        "assessor/sitting.html",
        sitting=sitting,
        state=sitting.state,
        board=board_row(sitting.state, sitting.release, sitting.person)["state"],
        hall=server().halls.load(sitting.state.hall_id),
        release=sitting.release,
        report=report,
        sections=[_section_page(section) for section in report.sections],
    )


# --- one section ---------------------------------------------------------------------------------------


def _section_page(report: SectionReport) -> SectionPage:
    title = readable.in_language(g.language, report.content.plan.title)
    scale = report.content.reporting_scale
    traits = tuple((trait, charts.small_band(trait, scale)) for trait in report.traits)
    return SectionPage(report, _band(report, title), _path(report, title), traits)


def _band(report: SectionReport, title: str) -> Markup | str:
    result = report.result
    if result is None or not result.has_responses:
        return ""
    caption = Caption(
        f"band-{report.index}",
        text(g.language, "band-title", section=title),
        text(
            g.language,
            "band-description",
            score=_number(result.score),
            lower=_number(result.lower),
            upper=_number(result.upper),
        ),
    )
    scale = report.content.reporting_scale
    return charts.score_band(result, scale, caption, _tick, score=_number(result.score))


def _path(report: SectionReport, title: str) -> Markup | str:
    if report.path is None:
        return ""
    caption = Caption(
        f"path-{report.index}",
        text(g.language, "path-title", section=title),
        text(g.language, "path-description", n=report.n_responses),
    )
    words = charts.PathWords(text(g.language, "path-x-axis"), text(g.language, "path-y-axis"), _step_words)
    return charts.path_chart(report.path, caption, words, _tick)


def _step_words(step: Step) -> str:
    return text(
        g.language,
        "path-step",
        position=step.position,
        outcome=text(g.language, f"outcome-{step.outcome}"),
        score=_number(step.score or 0.0),
        error=_number(step.standard_error or 0.0),
    )


# --- what several pages need ---------------------------------------------------------------------------


def _page(template: str, **values: Any) -> str:
    return render_template(
        template,
        language=g.language,
        staff=g.staff,
        here="assessor",
        path_mark=charts.path_mark,
        share_bar=charts.share_bar,
        share_mark=charts.share_mark,
        **values,
    )


def _hall_card(hall: HallNow) -> HallCard:
    states = [line.row["state"] for line in server().halls.lines(hall.hall.id)]
    return HallCard(hall, sum(state in OVER for state in states), len(states))


def _row(sitting_id: str, board: Screen, release: Release) -> Row:
    if board["state"] not in OVER:
        return Row(sitting_id, board, ())
    state = server().sittings.remembered(sitting_id).state
    found = results(state, release)
    bands = (
        charts.small_band(result, content.reporting_scale) if result and result.has_responses else ""
        for result, content in zip(found, release.sections, strict=True)
    )
    return Row(sitting_id, board, tuple(zip(found, bands, strict=True)))


def _is_sought(row: Row, sought: str) -> bool:
    told = f"{row.board['name']} {row.board['number']} {row.board['seat']}".casefold()
    return all(word in told for word in sought.casefold().split())


def _number(value: float) -> str:
    return readable.number(g.language, value)


def _tick(value: float) -> str:
    return readable.plain_number(g.language, round(value, 1))


def _note(action: str, **details: Any) -> None:
    now, actor = server().clock.now(), g.staff.login
    server().database.write(lambda connection: people.note(connection, now, actor, action, details))
