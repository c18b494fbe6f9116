"""Hands for tests of uploads: zips of folders, sending them, waiting for what is found."""

from __future__ import annotations

import io
import time
import zipfile
from pathlib import Path
from typing import Any

from cat_server.web.bank_import import jobs, taking
from cat_server.web.bank_import.ask import Ask
from cat_server.web.bank_import.checking import UPLOAD, report_of
from cat_server.web.bank_import.kept import KeptUploads
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
    while "running" in site.of("admin").get(f"{where}/progress").text:
        assert time.monotonic() < deadline, "the check does not end"
        time.sleep(0.05)
    return where


def laid(site: StaffSite, content: bytes, name: str = "bank.zip", **said: Any) -> str:
    """The address of the report of an upload that was checked in this process, which saves starting one."""
    uploads = KeptUploads(Path(site.server.settings.secret_key_file).parent / "uploads")
    upload = uploads.new(by="admin", filename=name, now=site.server.clock.now())
    put(upload.folder, content, filename=name, **said)
    check_here(site, upload.folder)
    return f"/admin/imports/{upload.name}"


def check_here(site: StaffSite, folder: Path) -> None:
    """Check an upload in this process."""
    report = report_of(folder)
    report.write(folder)
    if report.bank is not None and report.bank.id in {line.id for line in site.server.banks.all()}:
        taking.compare(folder, site.server.banks)
    (folder / jobs.ENDED).touch()


def folder_of(site: StaffSite, where: str) -> Path:
    """The folder of the upload at an address."""
    return Path(site.server.settings.secret_key_file).parent / "uploads" / where.rpartition("/")[2]
