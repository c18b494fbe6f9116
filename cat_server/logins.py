"""Staff logins as a browser session. Not here: the pages (`web.staff`) and who may do what (`access`).

Each account has a token that changes at logout, so that old cookies and open sockets end with it.
"""

from __future__ import annotations

import secrets

from flask import request, session

from cat_server import access
from cat_server.server import Server
from cat_server.storage import people
from cat_server.storage.people import StaffMember
from cat_server.texts import DEFAULT_LANGUAGE, LANGUAGES

_LOGIN = "login"
_TOKEN = "login_token"  # noqa: S105 - the name of a field
_LANGUAGE = "language"


def language_of_request() -> str:
    """The language that this browser has chosen; Indonesian by default."""
    chosen = request.args.get("language") or session.get(_LANGUAGE)
    return chosen if chosen in LANGUAGES else DEFAULT_LANGUAGE


def remember_language(language: str) -> None:
    """Keep the choice of language in the session."""
    if language in LANGUAGES:
        session[_LANGUAGE] = language


def staff_of_request(server: Server) -> tuple[StaffMember, str] | None:
    """Who is logged in, and in which language the page is read; None where nobody is."""
    login = session.get(_LOGIN)
    if not login:
        return None
    with server.database.read() as connection:
        member = people.staff_member(connection, str(login))
    if member is None or not member.is_active or member.login_token != session.get(_TOKEN):
        return None
    return member, language_of_request()


def log_in(server: Server, login: str, password: str) -> StaffMember | None:
    """Start a session for the right password; None otherwise, as slowly where there is no such account."""
    with server.database.read() as connection:
        member = people.staff_member(connection, login.strip().lower())
    kept = member.password_hash if member else _NOBODY
    is_right = access.is_right(kept, password)
    if member is None or not is_right or not member.is_active:
        return None
    token = member.login_token or secrets.token_urlsafe(16)
    if not member.login_token:
        server.database.write(lambda connection: people.set_login_token(connection, member.login, token))
    language = session.get(_LANGUAGE)
    session.clear()  # nothing that was set before the login survives it
    session[_LOGIN] = member.login
    session[_TOKEN] = token
    if language:
        session[_LANGUAGE] = language
    return member


def log_out(server: Server) -> None:
    """End every session and socket of whoever is logged in."""
    login = session.get(_LOGIN)
    session.clear()
    if login:
        fresh = secrets.token_urlsafe(16)
        server.database.write(lambda connection: people.set_login_token(connection, str(login), fresh))


_NOBODY = access.hash_password(secrets.token_hex(16))
