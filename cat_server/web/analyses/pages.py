"""The pages of analyses: the list, a form for each kind, live progress, results with their downloads."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from flask import Blueprint, Response, abort, g, jsonify, redirect, render_template, request, url_for
from markupsafe import Markup

from cat_server import access, promoting
from cat_server.analyses.request import KINDS, Kind
from cat_server.storage import analyses, people
from cat_server.storage.analyses import StoredAnalysis
from cat_server.texts import text
from cat_server.web.analyses import forms, jobs
from cat_server.web.analyses.job import KNOWN, NEW, RELEASE, Progress
from cat_server.web.staff import needs, server
from item_bank.calibration_file import CalibratedItem, calibration_digest, read_calibration
from item_bank.promotion import PromotionError, on_trial

pages = Blueprint("analyses", __name__, url_prefix="/analyses")

TYPES = {
    ".json": "application/json",
    ".csv": "text/csv; charset=utf-8",
    ".pdf": "application/pdf",
    ".html": "text/html; charset=utf-8",
}
STAGES = ("waiting", "reading", "estimating", "records", "times", "pairs", "drawing")
LARGEST_UPLOAD_BYTES = 64 * 1024 * 1024


@pages.get("/")
@needs("read_analyses")
def home() -> str:
    """What was analysed, what can be, and the calibrations of each bank."""
    with server().database.read() as connection:
        found = [jobs.settled(server(), each) for each in analyses.newest(connection)]
        calibrations = analyses.calibrations(connection)
    return _page("analyses/home.html", analyses=found, calibrations=calibrations, kinds=KINDS)


@pages.get("/new/<kind>")
@needs("start_analysis")
def form(kind: str) -> str:
    """The form of one kind."""
    return _form(_kind(kind))


@pages.post("/new/<kind>")
@needs("start_analysis")
def begin(kind: str) -> Any:
    """Start an analysis; its page has an address of its own."""
    known_kind = _kind(kind)
    upload = request.files.get("file")
    try:
        asked = forms.asked(server(), known_kind, request.form, upload)
    except forms.FormError as error:
        return _form(known_kind, text(g.language, f"analysis-form-{error.code}")), 422

    def fill(folder: Path) -> None:
        if asked.job.upload and upload is not None:
            upload.save(folder / asked.job.upload)
        with server().database.read() as connection:
            if asked.job.known == "calibration":
                (folder / KNOWN).write_bytes(analyses.calibration(connection, asked.known_digest) or b"")
            if asked.new_digest:
                (folder / NEW).write_bytes(analyses.calibration(connection, asked.new_digest) or b"")
        if asked.job.known == "release":
            (folder / KNOWN).write_bytes(server().releases.body(asked.known_digest))
        for digest in asked.job.releases:
            (folder / f"{RELEASE}-{digest}").write_bytes(server().releases.body(digest))

    analysis_id = jobs.start(server(), asked.job, about=asked.about, by=g.staff.login, fill=fill)
    _note("start_analysis", analysis=analysis_id, kind=kind, about=asked.about)
    return redirect(url_for("analyses.one", analysis_id=analysis_id), 303)


@pages.get("/<analysis_id>")
@needs("read_analyses")
def one(analysis_id: str) -> Any:
    """Progress, what went wrong, or the result."""
    found = _found(analysis_id)
    if found.state == "running":
        progress = jobs.progress_of(server(), analysis_id)
        return _page("analyses/running.html", analysis=found, words=_told(progress), share=_share(progress))
    if found.state == "failed":
        problems = found.outcome["problems"].get(g.language) or []
        more = found.outcome["n_problems"] - len(problems)
        return _page("analyses/failed.html", analysis=found, problems=problems, more=more)
    _note("read_analysis", analysis=analysis_id)
    return _result(found)


@pages.post("/<analysis_id>/decide")
@needs("decide_about_trials")
def decide(analysis_id: str) -> Any:
    """Decide about the items on trial of an online calibration; the release still has to be published."""
    found = _found(analysis_id)
    content = _calibration_of(found)
    if content is None:
        abort(404)
    chosen = {name: request.form.get(f"item-{name}", "") for name in _proposals(found)}
    try:
        made = promoting.decide(
            server(),
            content,
            promote=[name for name, state in chosen.items() if state == "promote"],
            retire=[name for name, state in chosen.items() if state == "retire"],
            by=g.staff.login,
            is_against_evidence=request.form.get("against_evidence") == "on",
        )
    except PromotionError as error:
        sentence = text(g.language, f"promotion-{error.code}", **error.arguments)
        return _result(found, sentence), 422
    return redirect(url_for("analyses.one", analysis_id=analysis_id, confirmed=calibration_digest(made)), 303)


@pages.get("/<analysis_id>/progress")
@needs("read_analyses")
def progress(analysis_id: str) -> Response:
    """How far it is, for the page that watches."""
    found = _found(analysis_id)
    told = jobs.progress_of(server(), analysis_id)
    return jsonify({"state": found.state, "words": _told(told), "share": _share(told)})


@pages.get("/<analysis_id>/files/<name>")
@needs("read_analyses")
def download(analysis_id: str, name: str) -> Response:
    """One file of an analysis."""
    _found(analysis_id)
    with server().database.read() as connection:
        body = analyses.file(connection, analysis_id, name)
    if body is None or name.startswith("part-"):
        abort(404)
    _note("download_analysis", analysis=analysis_id, file=name)
    return _attachment(body, name)


@pages.get("/calibrations/<digest>")
@needs("read_analyses")
def calibration(digest: str) -> Response:
    """The file of one calibration."""
    with server().database.read() as connection:
        body = analyses.calibration(connection, digest)
    if body is None:
        abort(404)
    return _attachment(body, f"calibration-{digest[:12]}.json")


def _result(found: StoredAnalysis, problem: str = "") -> str:
    with server().database.read() as connection:
        part = analyses.file(connection, found.id, f"part-{g.language}.html") or b""
        names = analyses.file_names(connection, found.id)
    return _page(
        "analyses/result.html",
        analysis=found,
        part=Markup(part.decode()),  # noqa: S704 - made by `reports`, where every text was escaped
        names=[name for name in names if not name.startswith("part-")],
        proposals=_proposals(found),
        may_decide=access.may(g.staff.roles, "decide_about_trials"),
        confirmed=request.args.get("confirmed", "")[:64],
        given=request.form,
        problem=problem,
    )


def _calibration_of(found: StoredAnalysis) -> bytes | None:
    """The file with the proposals of an online calibration that has ended."""
    if found.kind != "online" or found.state != "finished":
        return None
    with server().database.read() as connection:
        return analyses.file(connection, found.id, str(found.outcome.get("calibration", "")))


def _proposals(found: StoredAnalysis) -> Mapping[str, CalibratedItem]:
    """The items on trial that somebody may decide about; none of other analyses."""
    content = _calibration_of(found)
    return {} if content is None else on_trial(read_calibration(content))


def _attachment(body: bytes, name: str) -> Response:
    kind = TYPES.get(Path(name).suffix, "application/octet-stream")
    response = Response(body, content_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _form(kind: Kind, problem: str = "") -> str:
    return _page(
        "analyses/form.html",
        kind=kind,
        fields=forms.OPTION_FIELDS[kind],
        levels=forms.LEVELS,
        offers=forms.offers(server(), g.language),
        given=request.form,
        problem=problem,
    )


def _kind(given: str) -> Kind:
    kind = forms.kind_of(given)
    if kind is None:
        abort(404)
    return kind


def _found(analysis_id: str) -> StoredAnalysis:
    with server().database.read() as connection:
        found = analyses.get(connection, analysis_id)
    if found is None:
        abort(404)
    return jobs.settled(server(), found)


def _told(progress: Progress) -> str:
    stage = progress.stage if progress.stage in STAGES else "waiting"
    if progress.total:
        return text(g.language, "analysis-reading-counts", done=progress.done, total=progress.total)
    return text(g.language, f"analysis-stage-{stage}")


def _share(progress: Progress) -> float:
    """About how much is done: stages are not equally long, and nobody can say it better."""
    if progress.stage not in STAGES:
        return 0.0
    within = progress.done / progress.total if progress.total else 0.0
    return min(1.0, (STAGES.index(progress.stage) + within) / len(STAGES))


def _page(template: str, **values: Any) -> str:
    return render_template(
        template,
        language=g.language,
        staff=g.staff,
        here="analyses",
        may_start=access.may(g.staff.roles, "start_analysis"),
        **values,
    )


def _note(action: str, **details: Any) -> None:
    now, actor = server().clock.now(), g.staff.login
    server().database.write(lambda connection: people.note(connection, now, actor, action, details))
