"""Whose place a computer is, by the secret in its cookie; the journal has only the secret's digest."""

from __future__ import annotations

from cat_server.access import place_of
from cat_server.server import Server
from cat_server.sitting_service import Sitting, UnknownSittingError

PLACE_COOKIE = "place"


def sitting_of_cookie(server: Server, cookie_header: str) -> tuple[Sitting, str] | None:
    """The sitting whose active place this computer is, and the place; None where the cookie is not valid."""
    sitting_id, _, secret = _cookie_value(cookie_header, PLACE_COOKIE).partition(".")
    if not secret:
        return None
    try:
        sitting = server.sittings.load(sitting_id)
    except UnknownSittingError:
        return None
    place = place_of(secret)
    return (sitting, place) if sitting.state.place == place else None


def _cookie_value(cookie_header: str, name: str) -> str:
    """The value of a cookie, or nothing.

    Split by hand: other programs on this host leave cookies that the standard library refuses as a whole.
    """
    for part in cookie_header.split(";"):
        key, _, value = part.strip().partition("=")
        if key == name:
            return value
    return ""
