"""Writing an item: its form, what it would look like while it is written, and keeping it as a new version."""

from __future__ import annotations

from typing import Any

from flask import abort, g, jsonify, redirect, request, url_for
from werkzeug.datastructures import MultiDict

from cat_server.banks.service import Outcome
from cat_server.banks.stored import StoredBank, StoredItem
from cat_server.web.banks.form_rows import MOST_ROWS
from cat_server.web.banks.item_form import ItemForm, fields_of, form_of, form_of_request
from cat_server.web.banks.kind_inputs import IGNORES, OPTION_MARKS, OTHER_MARKS, RESPOND, SCORING, SHAPES
from cat_server.web.banks.page_parts import (
    distinct,
    exam_language,
    note_of_request,
    rendered,
    stored_bank,
    stored_item,
)
from cat_server.web.banks.pages import pages
from cat_server.web.banks.uploads import UploadError, figure_of_request
from cat_server.web.staff import needs, server
from item_bank.findings import Finding, has_errors
from item_bank.item_tables import item_fields
from item_bank.items import Item
from item_bank.kinds import KINDS
from item_bank.preview import preview
from item_bank.review import IN_USE


@pages.get("/<bank_id>/new")
@needs("edit_items")
def new_item(bank_id: str) -> str:
    """An empty form for an item of a kind."""
    stored = stored_bank(bank_id)
    kind = request.args.get("kind", "single_choice")
    if kind not in KINDS:
        abort(404)
    fields = {"kind": kind, "domain": request.args.get("domain", "")[:64], "author": g.staff.name}
    form = form_of(fields | _usual_fields(kind), stored.shared.head.languages)
    return _edit_page(stored, None, form, [])


@pages.get("/<bank_id>/items/<item_id>/edit")
@needs("edit_items")
def edit_item(bank_id: str, item_id: str) -> str:
    """The form of an item."""
    stored = stored_bank(bank_id)
    item = stored_item(stored, item_id)
    form = form_of(item_fields(item.item), stored.shared.head.languages, version=item.version)
    return _edit_page(stored, item, form, [])


@pages.post("/<bank_id>/items")
@needs("edit_items")
def save_item(bank_id: str) -> Any:
    """Keep what was written as a new version, in draft; or show what is wrong, and nothing of it is lost."""
    stored = stored_bank(bank_id)
    form, item, findings, media = _sent(stored)
    there = stored.items.get(form.plain["id"]) if form.version else None
    if item is None:
        return _edit_page(stored, there, form, findings), 422
    outcome = server().banks.edit_item(
        bank_id, item, seen_version=form.version, by=g.staff.login, note=note_of_request(), media=media
    )
    if outcome.is_done:
        return redirect(url_for("banks.item_page", bank_id=bank_id, item_id=item.id), 303)
    return _edit_page(stored, there, form, [*findings, *outcome.findings], outcome), 409


@pages.post("/<bank_id>/draft")
@needs("edit_items")
def draft(bank_id: str) -> Any:
    """What the form would look like and what is wrong with it; nothing is kept."""
    stored = stored_bank(bank_id)
    _form, item, findings, media = _sent(stored)
    view = None
    if item is not None:
        around = server().banks.bank_around(bank_id, item, media)
        try:
            view = preview(around, item, exam_language(stored))
        except (KeyError, ValueError):  # a drawing that is not there yet; the findings say which
            view = None
        if not has_errors(findings):
            findings = [*findings, *server().banks.check_item(bank_id, item, media)]
    told = [{"severity": each.severity, "sentence": each.sentence(g.language)} for each in distinct(findings)]
    return jsonify(view=view, findings=told)


def _sent(stored: StoredBank) -> tuple[ItemForm, Item | None, list[Finding], dict[str, str | bytes]]:
    """The form that was sent, its item if it can be read, what is wrong, and the drawing that came along."""
    languages = stored.shared.head.languages
    values: MultiDict[str, str] = request.form
    form = form_of_request(values, values.getlist("correct"), languages)
    findings: list[Finding] = []
    try:
        form, media = figure_of_request(form, request.files.get("figure_file"))
    except UploadError as error:
        findings.append(error.finding)
        media = {}
    fields = fields_of(form, findings)
    if fields is None:
        return form, None, findings, media
    item, found = server().banks.read_fields(stored.id, fields)
    return form, item, [*findings, *found], media


def _edit_page(
    stored: StoredBank,
    item: StoredItem | None,
    form: ItemForm,
    findings: list[Finding],
    outcome: Outcome | None = None,
) -> str:
    languages = stored.shared.head.languages
    return rendered(
        "banks/edit.html",
        bank=stored,
        item=item,
        form=form,
        rows=form.shown_rows(languages),
        others=form.shown_others(languages),
        marks=OPTION_MARKS.get(form.kind, ()),
        other_marks=OTHER_MARKS.get(form.kind, ()),
        responds=RESPOND.get(form.kind, ()),
        scorings=SCORING.get(form.kind, ()),
        ignores=IGNORES,
        shapes=SHAPES,
        most_rows=MOST_ROWS,
        languages=languages,
        kinds=tuple(KINDS),
        scales=tuple(stored.shared.head.response_scales),
        domains=sorted({each.item.domain for each in stored.items.values()}),
        sets=sorted({each.item.item_set for each in stored.items.values()} | set(stored.stimuli)),
        media=sorted(stored.media),
        findings=distinct(findings),
        outcome=outcome,
        is_sent=request.method == "POST",
        is_in_use=item is not None and item.state in IN_USE,
    )


def _usual_fields(kind: str) -> dict[str, Any]:
    """What a new item of a kind begins with, beside its words."""
    every = {"key": {"scoring": "all"}}
    usual: dict[str, dict[str, Any]] = {
        "situational_judgement": {"respond": "best_worst"},
        "forced_choice": {"respond": "most_least"},
        "matching": {"uses": 1, **every},
        "gap_match": {"uses": 1, **every},
        "short_answer": {"answer": "number", "key": {"tolerance": 0, "ignores": ["case", "spaces"]}},
    }
    return usual.get(kind, every if kind in SCORING else {})
