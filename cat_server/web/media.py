"""Images and audio of a release, by their digests: for who sits its exam, and for staff who may see items."""

from __future__ import annotations

from base64 import b64decode
from typing import cast

from flask import Blueprint, Response, abort, current_app, request

from cat_server import access
from cat_server.logins import staff_of_request
from cat_server.places import sitting_of_cookie
from cat_server.server import Server
from item_bank.release import Release

pages = Blueprint("media", __name__)

FOR_STAFF = ("see_releases", "read_results")
# A digest names the same bytes for ever; the browser asks once in an exam.
KEPT = "private, max-age=31536000, immutable"


@pages.get("/media/<digest>/<name>")
def media(digest: str, name: str) -> Response:
    """One file of a release; nobody learns whether there is one that is not theirs to see."""
    release = _release(digest)
    file = release.files.get(name) if release else None
    if file is None:
        abort(404)
    response = Response(b64decode(file.base64), content_type=file.content_type)
    response.headers["Cache-Control"] = KEPT
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _release(digest: str) -> Release | None:
    server = cast("Server", current_app.extensions["server"])
    found = sitting_of_cookie(server, request.headers.get("Cookie", ""))
    if found is not None and found[0].release.digest == digest:
        return found[0].release
    staff = staff_of_request(server)
    if staff is None or not any(access.may(staff[0].roles, action) for action in FOR_STAFF):
        return None
    try:
        return server.releases.get(digest)
    except KeyError:
        return None
