"""Who may do what, as one table, and how secrets are kept. Not here: sessions and cookies (`web.login`)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

PROCTOR: Final = "proctor"
ADMIN: Final = "admin"
ASSESSOR: Final = "assessor"
ROLES: Final = (PROCTOR, ADMIN, ASSESSOR)

ALLOWED: Final[Mapping[str, frozenset[str]]] = {
    # a hall and its sittings, live
    "watch_hall": frozenset({PROCTOR, ADMIN}),
    "reveal_pin": frozenset({PROCTOR}),
    "rotate_pin": frozenset({PROCTOR}),
    "open_hall": frozenset({PROCTOR}),
    "close_hall": frozenset({PROCTOR}),
    "open_sitting": frozenset({PROCTOR, ADMIN}),
    "pause_sitting": frozenset({PROCTOR}),
    "resume_sitting": frozenset({PROCTOR}),
    "give_time": frozenset({PROCTOR}),
    "move_seat": frozenset({PROCTOR}),
    "release_place": frozenset({PROCTOR}),
    "stop_sitting": frozenset({PROCTOR}),
    "send_message": frozenset({PROCTOR}),
    "note_incident": frozenset({PROCTOR}),
    "resolve_help": frozenset({PROCTOR}),
    "pause_hall": frozenset({PROCTOR}),
    "resume_hall": frozenset({PROCTOR}),
    "give_time_hall": frozenset({PROCTOR}),
    "message_hall": frozenset({PROCTOR}),
    # pages
    "see_halls": frozenset({PROCTOR, ADMIN}),
    "see_releases": frozenset({ADMIN}),
    "import_bank": frozenset({ADMIN}),
    "publish_release": frozenset({ADMIN}),
    "see_banks": frozenset({ADMIN}),
    "edit_items": frozenset({ADMIN}),
    "review_items": frozenset({ADMIN}),
    "edit_plans": frozenset({ADMIN}),
    "read_results": frozenset({ASSESSOR}),
    "read_analyses": frozenset({ADMIN, ASSESSOR}),
    "start_analysis": frozenset({ADMIN}),
    "decide_about_trials": frozenset({ADMIN}),
}
"""Action to the roles that may take it; what is not here, nobody may."""

_PASSWORDS = PasswordHasher()
# A card PIN is short-lived and guarded by a lock after five wrong ones; hundreds are checked within minutes.
_CARD_PINS = PasswordHasher(time_cost=1, memory_cost=8 * 1024, parallelism=1)


def may(roles: Iterable[str], action: str) -> bool:
    """Whether one of these roles may take the action."""
    return not ALLOWED.get(action, frozenset()).isdisjoint(roles)


def hash_password(password: str) -> str:
    """What is kept of a password (argon2id)."""
    return _PASSWORDS.hash(password)


def hash_card_pin(pin: str) -> str:
    """What is kept of a card PIN (argon2id, light)."""
    return _CARD_PINS.hash(pin)


def is_right(kept: str, given: str) -> bool:
    """Whether the password or PIN is the one that was hashed."""
    try:
        return _PASSWORDS.verify(kept, given)
    except (VerificationError, InvalidHashError):
        return False


def place_of(secret: str) -> str:
    """The name of a place: a digest of the secret in the computer's cookie, so journals hold no secret."""
    return hashlib.sha256(secret.encode()).hexdigest()[:32]
