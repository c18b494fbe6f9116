"""Login, logout, the way to each role's pages, and the proctor's page (which `realtime.proctor` fills)."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from flask import Blueprint, abort, current_app, g, redirect, render_template, request, url_for

from cat_server import access
from cat_server.hall_service import UnknownHallError
from cat_server.logins import language_of_request, log_in, log_out, remember_language, staff_of_request
from cat_server.server import Server
from cat_server.storage.people import StaffMember
from cat_server.texts import text
from cat_server.web.limits import LOGINS, limiter

pages = Blueprint("staff", __name__)


def server() -> Server:
    """The running server."""
    return cast("Server", current_app.extensions["server"])


def needs(action: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Let only those in who may take the action; `g.staff` and `g.language` are set for the page."""

    def decorate(view: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(view)
        def guarded(*args: object, **kwargs: object) -> Any:
            found = staff_of_request(server())
            if found is None:
                return redirect(url_for("staff.login", next=request.path))
            g.staff, g.language = found
            if not access.may(g.staff.roles, action):
                abort(403)
            return view(*args, **kwargs)

        return guarded

    return decorate


def problem_page(message: str) -> str:
    """A page that says one sentence."""
    return render_template("problem.html", language=language_of_request(), message=message)


@pages.route("/staff/login", methods=["GET", "POST"])
@limiter.limit(LOGINS, methods=["POST"])
def login() -> Any:
    """Ask for login name and password."""
    language = language_of_request()
    problem = ""
    if request.method == "POST":
        member = log_in(server(), request.form.get("login", "")[:64], request.form.get("password", "")[:200])
        if member is not None:
            return redirect(_next_page() or home_of(member))
        problem = text(language, "error-wrong-login")
    return render_template("login.html", language=language, problem=problem), 401 if problem else 200


@pages.post("/staff/logout")
def logout() -> Any:
    """End every session of this account."""
    log_out(server())
    return redirect(url_for("staff.login"))


@pages.post("/staff/language")
def choose_language() -> Any:
    """Read the pages in another language."""
    remember_language(request.form.get("language", ""))
    return redirect(_next_page() or url_for("staff.home"))


@pages.get("/staff/")
def home() -> Any:
    """Send everybody to the pages of their role."""
    found = staff_of_request(server())
    return redirect(home_of(found[0]) if found else url_for("staff.login"))


def home_of(member: StaffMember) -> str:
    """The first page of a member of staff."""
    if access.ADMIN in member.roles:
        return "/admin/"
    if access.ASSESSOR in member.roles:
        return "/assessor/"
    return "/proctor/"


@pages.get("/proctor/")
@needs("see_halls")
def halls() -> str:
    """The halls to watch."""
    return render_template("halls.html", language=g.language, staff=g.staff, halls=server().halls.all())


@pages.get("/proctor/<hall_id>")
@needs("watch_hall")
def board(hall_id: str) -> str:
    """The live board of one hall."""
    try:
        hall = server().halls.load(hall_id)
    except UnknownHallError:
        abort(404)
    return render_template("board.html", language=g.language, staff=g.staff, hall=hall)


def _next_page() -> str:
    """Where to go on, only ever inside this server."""
    wanted = request.values.get("next", "")
    return wanted if wanted.startswith("/") and not wanted.startswith(("//", "/\\")) else ""
