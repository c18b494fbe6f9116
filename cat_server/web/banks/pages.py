"""The pages of the banks in the server: lists, one item with its versions, states and preview, review."""

from __future__ import annotations

from typing import Any, cast

from flask import Blueprint, Response, abort, g, jsonify, redirect, request, url_for

from cat_server.banks.evidence import NONE
from cat_server.banks.files import ENDINGS, FileKind, exported
from cat_server.banks.reading import UnknownBankError
from cat_server.banks.service import Outcome
from cat_server.banks.stored import StoredBank
from cat_server.beside import beside
from cat_server.web import readable
from cat_server.web.banks.listing import SORTS, Asked, listing, neighbours
from cat_server.web.banks.page_parts import exam_language, note_of_request, rendered, stored_bank, stored_item
from cat_server.web.banks.similar import similar_items
from cat_server.web.staff import needs, server
from item_bank.items import STATES
from item_bank.preview import preview

pages = Blueprint("banks", __name__, url_prefix="/admin/banks")
pages.record_once(lambda setup: setup.app.jinja_env.filters.update(readable.FILTERS))

FILES = {
    "zip": "application/zip",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "qti": "application/zip",
}


@pages.get("/")
@needs("see_banks")
def home() -> str:
    """Every bank in the server."""
    return rendered("banks/home.html", banks=server().banks.all())


@pages.get("/<bank_id>/")
@needs("see_banks")
def bank_page(bank_id: str) -> str:
    """The items of a bank, searched and filtered."""
    stored = stored_bank(bank_id)
    found = listing(stored, Asked.of(request.args), server().banks.evidence(bank_id), g.language)
    return rendered(
        "banks/bank.html",
        bank=stored,
        listing=found,
        sorts=SORTS,
        plans=server().banks.plans(bank_id),
        targets=[state for state in STATES if state != "draft"],
        done=request.args.get("done", type=int),
        not_done=request.args.get("not_done", type=int),
    )


@pages.get("/<bank_id>/bank.<kind>")
@needs("see_banks")
def export(bank_id: str, kind: str) -> Response:
    """The whole bank as a file: a folder in a zip, a workbook, or a package of QTI 3.0."""
    stored_bank(bank_id)
    if kind not in FILES:
        abort(404)
    banks = server().banks
    plans = {row.id: row.body for row in banks.plans(bank_id)}
    wanted = cast("FileKind", kind)
    bank = banks.bank(bank_id)
    body = beside(lambda: exported(bank, plans, wanted))
    answer = Response(body, mimetype=FILES[kind])
    answer.headers["Content-Disposition"] = f'attachment; filename="{bank_id}{ENDINGS[wanted]}"'
    return answer


@pages.post("/<bank_id>/states")
@needs("review_items")
def change_states(bank_id: str) -> Any:
    """Give a state to the items that were ticked; those that may not get it are counted."""
    stored = stored_bank(bank_id)
    seen = {}
    for each in request.form.getlist("item"):
        item_id, _, version = each.rpartition("@")
        if item_id in stored.items and version.isdecimal():
            seen[item_id] = int(version)
    outcomes = server().banks.change_states(
        bank_id, seen, request.form.get("target", ""), by=g.staff.login, note=note_of_request()
    )
    n_done = sum(outcome.is_done for outcome in outcomes.values())
    told: dict[str, Any] = {"done": n_done, "not_done": len(outcomes) - n_done}
    told |= Asked.of(request.form).arguments
    return redirect(url_for("banks.bank_page", bank_id=bank_id, **told), 303)


# --- one item ------------------------------------------------------------------------------------------


@pages.get("/<bank_id>/items/<item_id>")
@needs("see_banks")
def item_page(bank_id: str, item_id: str) -> str:
    """One item: as a participant sees it, what is known of it, its versions and states."""
    return _item_page(stored_bank(bank_id), item_id)


def _item_page(stored: StoredBank, item_id: str, outcome: Outcome | None = None) -> str:
    banks, item = server().banks, stored_item(stored, item_id)
    history = banks.history(stored.id, item_id)
    newest = history.versions[0].version
    old = request.args.get("from", default=max(0, newest - 1), type=int)
    same_set = [
        each
        for each in stored.items.values()
        if item.item.item_set and each.item.item_set == item.item.item_set
    ]
    before, after = neighbours(list(stored.items), item_id)
    return rendered(
        "banks/item.html",
        bank=stored,
        item=item,
        languages=stored.shared.head.languages,
        evidence=banks.evidence(stored.id).get(item_id, NONE),
        history=history,
        compared=(old, newest),
        changes=banks.difference(stored.id, item_id, old, newest) if 1 <= old < newest else (),
        steps=banks.steps(stored.id, item_id, by=g.staff.login),
        same_set=same_set,
        stimulus=stored.stimuli.get(item.item.item_set),
        findings=banks.check_item(stored.id, item.item),
        outcome=outcome,
        previous=before,
        following=after,
    )


@pages.get("/<bank_id>/items/<item_id>/similar")
@needs("see_banks")
def similar_page(bank_id: str, item_id: str) -> str:
    """The items that read most like this one, as a part of its page."""
    stored = stored_bank(bank_id)
    item = stored_item(stored, item_id)
    language = exam_language(stored)
    found = similar_items(stored, lambda: server().banks.bank(bank_id), item.item, language)
    return rendered("banks/similar.html", bank=stored, item=item, similar=found)


@pages.post("/<bank_id>/items/<item_id>/state")
@needs("review_items")
def change_state(bank_id: str, item_id: str) -> Any:
    """Give the item a state, or say why not."""
    stored = stored_bank(bank_id)
    stored_item(stored, item_id)
    outcome = server().banks.change_state(
        bank_id,
        item_id,
        request.form.get("target", ""),
        seen_version=request.form.get("version", default=0, type=int),
        by=g.staff.login,
        note=note_of_request(),
    )
    if outcome.is_done:
        return redirect(url_for("banks.item_page", bank_id=bank_id, item_id=item_id), 303)
    return _item_page(stored_bank(bank_id), item_id, outcome), 409


@pages.get("/<bank_id>/items/<item_id>/view")
@needs("see_banks")
def item_view(bank_id: str, item_id: str) -> Any:
    """What the preview draws: the newest version of an item, or an old one."""
    stored = stored_bank(bank_id)
    stored_item(stored, item_id)
    version = request.args.get("version", type=int)
    try:
        bank = (
            server().banks.part(bank_id, [item_id])
            if version is None
            else server().banks.version(bank_id, item_id, version)
        )
    except UnknownBankError:
        abort(404)
    return jsonify(view=preview(bank, bank.by_id[item_id], exam_language(stored)), findings=[])


@pages.get("/preview")
@needs("see_banks")
def preview_page() -> str:
    """The page inside the frame: what a participant's screen shows of an item that is sent to it."""
    return rendered("banks/preview.html")
