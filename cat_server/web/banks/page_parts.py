"""What every page of banks needs: finding a bank and an item, words of states and kinds, its frame."""

from __future__ import annotations

from typing import Any

from flask import abort, g, render_template, request

from cat_server.banks.reading import UnknownBankError
from cat_server.banks.sentences import sentence, state_name
from cat_server.banks.stored import StoredBank, StoredItem
from cat_server.texts import LANGUAGES, text
from cat_server.web.staff import server
from item_bank.findings import Finding

LONGEST_NOTE = 500


def stored_bank(bank_id: str) -> StoredBank:
    """The bank of this id, or the page that says there is none."""
    try:
        return server().banks.stored(bank_id)
    except UnknownBankError:
        abort(404)


def stored_item(stored: StoredBank, item_id: str) -> StoredItem:
    """The item of this id, or the page that says there is none."""
    found = stored.items.get(item_id)
    if found is None:
        abort(404)
    return found


def exam_language(stored: StoredBank) -> str:
    """The language in which an item is looked at: the one asked for, else that of the page."""
    languages = stored.shared.head.languages
    wanted = request.args.get("exam") or request.form.get("exam") or g.language
    return wanted if wanted in languages else languages[0]


def note_of_request() -> str:
    """What a person wrote beside a change."""
    return request.form.get("note", "").strip()[:LONGEST_NOTE]


def distinct(findings: list[Finding]) -> list[Finding]:
    """The findings without repeats."""
    return list(dict.fromkeys(findings))


def rendered(template: str, **values: Any) -> str:
    """A page of banks."""
    return render_template(
        template,
        language=g.language,
        staff=g.staff,
        here="banks",
        state_word=lambda state: state_name(state, g.language),
        refusal_sentence=lambda refusal: sentence(refusal, g.language),
        language_word=lambda code: text(g.language, f"language-{code}") if code in LANGUAGES else code,
        kind_word=lambda kind: text(g.language, f"kind-{kind.replace('_', '-')}"),
        **values,
    )
