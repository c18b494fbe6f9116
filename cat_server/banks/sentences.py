"""The sentences of a bank's refusals, in the words of their language."""

from __future__ import annotations

from cat_server.texts import text
from item_bank.items import STATES
from item_bank.review import Refusal


def sentence(refusal: Refusal, language: str) -> str:
    """Why it was refused, and what to do."""
    arguments = {
        name: state_name(str(value), language) if name in {"state", "target"} else value
        for name, value in refusal.arguments
    }
    return text(language, refusal.sentence_key, **arguments)


def state_name(state: str, language: str) -> str:
    """The word for a review state; a word that is none stays as it is."""
    return text(language, f"item-state-{state}") if state in STATES else state
