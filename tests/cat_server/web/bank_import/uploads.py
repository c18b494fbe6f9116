"""Hands for tests of uploads: zips of folders, sending them, waiting for what is found."""

from __future__ import annotations

import io
import time
import zipfile
from pathlib import Path
from typing import Any

from cat_server.web.bank_import.ask import Ask
from cat_server.web.bank_import.checking import UPLOAD
from tests.cat_server.web.staff_site import StaffSite

LONGEST_SECONDS = 60


def zipped(folder: Path, root: str = "bank") -> bytes:
    """A folder as a zip, below a folder `root` in it."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                archive.write(path, f"{root}/{path.relative_to(folder).as_posix()}")
    return kept.getvalue()


def put(folder: Path, content: bytes, **said: Any) -> None:
    """Lay an upload into a folder, with what was said about it."""
    (folder / UPLOAD).write_bytes(content)
    Ask(**{"filename": "bank.zip", "by": "admin", **said}).write(folder)


def send(site: StaffSite, content: bytes, name: str = "bank.zip", login: str = "admin", **said: str) -> Any:
    """What the server answers to an upload."""
    data = {"bank": (io.BytesIO(content), name), **said}
    return site.post(site.of(login), "/admin/imports/", data, from_page="/admin/")


def checked(site: StaffSite, answer: Any) -> str:
    """The address of the report, once the check has ended."""
    assert answer.status_code == 303, answer.text
    where = str(answer.headers["Location"]).partition("?")[0]
    deadline = time.monotonic() + LONGEST_SECONDS
    while site.of("admin").get(f"{where}/progress").json["state"] == "running":
        assert time.monotonic() < deadline, "the check does not end"
        time.sleep(0.05)
    return where
