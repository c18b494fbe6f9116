"""The pages of exam plans: a form or TOML, what stands against it, what the bank gives, publishing."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from flask import Blueprint, abort, g, jsonify, redirect, render_template, request, url_for

from cat_server import texts
from cat_server.banks.reading import UnknownBankError
from cat_server.banks.sentences import sentence
from cat_server.banks.service import Outcome
from cat_server.banks.stored import StoredBank
from cat_server.publishing import BankHasErrorsError, publish_stored
from cat_server.reports import charts
from cat_server.web import readable
from cat_server.web.bank_import.kept import KeptUploads
from cat_server.web.plans import trials
from cat_server.web.plans.plan_form import PlanForm, form_of, form_of_request, laid_over, new_section
from cat_server.web.plans.trial import MOST_SIMULATED, Ask
from cat_server.web.staff import needs, server
from item_bank.findings import Finding
from item_bank.table_reader import IDENTIFIER

pages = Blueprint("plans", __name__, url_prefix="/admin/banks/<bank_id>/plans")
pages.record_once(lambda setup: setup.app.jinja_env.filters.update(readable.FILTERS))

LONGEST_TEXT = 200_000
LONGEST_NOTE = 500
USUAL_SIMULATED = 200


@pages.get("/new")
@needs("edit_plans")
def new_plan(bank_id: str) -> str:
    """The form of a plan that is not there yet."""
    stored = _stored(bank_id)
    languages = stored.shared.head.languages
    blank = dict.fromkeys(languages, "")
    form = PlanForm(blank, blank, (new_section(1, "adaptive", languages),))
    return _plan_page(stored, "", form, "", version=0)


@pages.get("/<plan_id>")
@needs("see_banks")
def plan_page(bank_id: str, plan_id: str) -> str:
    """A plan in its newest version or an old one."""
    stored = _stored(bank_id)
    row = _plan(bank_id, plan_id, request.args.get("version", type=int))
    newest = server().banks.plan_history(bank_id, plan_id)[0].version
    form = form_of(row.body, stored.shared.head.languages)
    return _plan_page(stored, plan_id, form, row.body, version=newest, shown=row.version)


@pages.post("/")
@needs("edit_plans")
def save_plan(bank_id: str) -> Any:
    """Keep a plan as a new version; what is wrong with it as a plan is told, and nothing of it is lost."""
    stored = _stored(bank_id)
    plan_id, text, form = _sent(stored)
    version = request.form.get("version", default=0, type=int)
    if text is None or not IDENTIFIER.fullmatch(plan_id):
        return _plan_page(
            stored, plan_id, form, request.form.get("text", ""), version=version, is_unreadable=True
        ), 422
    note = request.form.get("note", "").strip()[:LONGEST_NOTE]
    outcome = server().banks.save_plan(bank_id, text, seen_version=version, by=g.staff.login, note=note)
    if outcome.is_done:
        return redirect(url_for("plans.plan_page", bank_id=bank_id, plan_id=_id_in(text, plan_id)), 303)
    page = _plan_page(stored, plan_id, form, text, version=version, outcome=outcome)
    return page, 422 if outcome.findings else 409


@pages.post("/check")
@needs("edit_plans")
def check_plan(bank_id: str) -> Any:
    """What stands against a plan with this bank, and what the bank gives to it; nothing is kept."""
    stored = _stored(bank_id)
    plan_id, text, _form = _sent(stored)
    if text is None:
        return jsonify(html=_part("plans/checked.html", checked=None, problem="plan-not-readable"), text=None)
    ask = Ask(bank_id, plan_id or "plan", g.language, g.staff.login)
    found = trials.check(server(), _kept(), ask, text)
    html = _part("plans/checked.html", checked=found, problem="" if found else "plan-check-failed")
    return jsonify(html=html, text=text, has_errors=found is None or found.has_errors)


@pages.post("/<plan_id>/publish")
@needs("publish_release")
def publish_plan(bank_id: str, plan_id: str) -> Any:
    """Freeze the bank as it is now and the newest version of the plan into a release."""
    stored = _stored(bank_id)
    row = _plan(bank_id, plan_id, None)
    try:
        digest = publish_stored(server(), bank_id, plan_id, by=g.staff.login, plan_version=row.version)
    except BankHasErrorsError as error:
        form = form_of(row.body, stored.shared.head.languages)
        page = _plan_page(stored, plan_id, form, row.body, version=row.version, findings=error.findings)
        return page, 422
    return redirect(url_for("admin.release_page", digest=digest, published=1), 303)


# --- trying a plan -------------------------------------------------------------------------------------


@pages.post("/<plan_id>/trials")
@needs("edit_plans")
def try_plan(bank_id: str, plan_id: str) -> Any:
    """Try the newest version of a plan on simulated participants, beside the requests."""
    row = _plan(bank_id, plan_id, None)
    n_simulated = request.form.get("n", default=USUAL_SIMULATED, type=int)
    n_simulated = min(max(10, n_simulated), MOST_SIMULATED)
    ask = Ask(bank_id, plan_id, g.language, g.staff.login, n_simulated)
    name = trials.start(server(), _kept(), ask, row.body)
    return redirect(url_for("plans.trial_page", bank_id=bank_id, plan_id=plan_id, name=name), 303)


@pages.get("/<plan_id>/trials/<name>")
@needs("edit_plans")
def trial_page(bank_id: str, plan_id: str, name: str) -> Any:
    """How far a trial is, or what came of it."""
    stored = _stored(bank_id)
    kept = _kept().find(name, by=g.staff.login, now=server().clock.now())
    ask = None if kept is None else trials.ask_of(kept.folder)
    if kept is None or ask is None or (ask.bank, ask.plan) != (bank_id, plan_id):
        abort(404)
    has_ended = trials.has_ended(kept.folder)
    progress = trials.progress_of(kept.folder)
    if request.accept_mimetypes.best == "application/json":
        return jsonify(
            has_ended=has_ended, section=progress.section, done=progress.done, total=progress.total
        )
    checked, tried = trials.result_of(kept.folder)
    return _page(
        "plans/trial.html", bank=stored, plan_id=plan_id, ask=ask, name=name, has_ended=has_ended,
        progress=progress, checked=checked, tried=tried,
    )  # fmt: skip


# --- what they share -----------------------------------------------------------------------------------


def _plan_page(  # noqa: PLR0913 - all that the page may say about one attempt
    stored: StoredBank,
    plan_id: str,
    form: PlanForm | None,
    text: str,
    *,
    version: int,
    shown: int | None = None,
    outcome: Outcome | None = None,
    findings: tuple[Finding, ...] = (),
    is_unreadable: bool = False,
) -> str:
    head = stored.shared.head
    history = server().banks.plan_history(stored.id, plan_id) if version else ()
    extra = []
    if form is not None:
        extra = [new_section(len(form.sections) + 1, kind, head.languages) for kind in ("adaptive", "fixed")]
    counts: dict[str, int] = {}
    for each in stored.items.values():
        counts[each.item.domain] = counts.get(each.item.domain, 0) + (each.state == "operational")
    return _page(
        "plans/plan.html",
        bank=stored,
        plan_id=plan_id,
        form=form,
        text=text,
        version=version,
        shown=version if shown is None else shown,
        history=history,
        new_sections=extra,
        languages=head.languages,
        domains=sorted(counts.items()),
        outcome=outcome,
        findings=findings,
        is_unreadable=is_unreadable,
        most_simulated=MOST_SIMULATED,
        usual_simulated=USUAL_SIMULATED,
    )


def _sent(stored: StoredBank) -> tuple[str, str | None, PlanForm | None]:
    """The plan's id, its TOML (None where the box cannot be read), and the form as it was sent."""
    text = request.form.get("text", "").replace("\r\n", "\n")[:LONGEST_TEXT]
    plan_id = request.form.get("plan_id", "").strip()[:64]
    languages = stored.shared.head.languages
    if request.form.get("by") != "form":
        return _id_in(text, plan_id), text, form_of(text, languages)
    domains: dict[int, list[str]] = {}
    for each in request.form.getlist("domain"):
        number, _, domain = each.partition(":")
        if number.isdecimal() and len(number) < 3:  # noqa: PLR2004
            domains.setdefault(int(number), []).append(domain[:64])
    form = form_of_request(request.form, domains, languages)
    try:
        return plan_id, laid_over(text, form, plan_id, languages), form
    except (tomllib.TOMLDecodeError, AttributeError, TypeError):
        return plan_id, None, form


def _id_in(text: str, otherwise: str) -> str:
    try:
        found = tomllib.loads(text).get("id", otherwise)
    except tomllib.TOMLDecodeError:
        return otherwise
    return found if isinstance(found, str) else otherwise


def _stored(bank_id: str) -> StoredBank:
    try:
        return server().banks.stored(bank_id)
    except UnknownBankError:
        abort(404)


def _plan(bank_id: str, plan_id: str, version: int | None) -> Any:
    try:
        return server().banks.plan(bank_id, plan_id, version)
    except UnknownBankError:
        abort(404)


def _kept() -> KeptUploads:
    return KeptUploads(Path(server().settings.secret_key_file).parent / "plan-trials")


def _part(template: str, **values: Any) -> str:
    return render_template(template, language=g.language, path_mark=charts.path_mark, **values)


def _page(template: str, **values: Any) -> str:
    return render_template(
        template,
        language=g.language,
        staff=g.staff,
        here="banks",
        path_mark=charts.path_mark,
        language_word=lambda code: (
            texts.text(g.language, f"language-{code}") if code in texts.LANGUAGES else code
        ),
        refusal_sentence=lambda refusal: sentence(refusal, g.language),
        **values,
    )
