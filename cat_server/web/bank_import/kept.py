"""Uploads between checking and publishing: a folder each, for one person, a short time, named by chance."""

from __future__ import annotations

import re
import secrets
import shutil
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import msgspec

KEPT_FOR = timedelta(hours=2)
MOST_PER_PERSON = 3

_NAME = re.compile(r"(\d{10,12})-[0-9a-f]{32}")
_ABOUT = "about.json"


@dataclass(frozen=True, slots=True)
class KeptUpload:
    """One upload; `name` is the secret part of its address."""

    name: str
    folder: Path
    by: str
    filename: str
    at: datetime


@dataclass(frozen=True, slots=True)
class _About:
    by: str
    filename: str
    at: datetime


class KeptUploads:
    """The uploads of this server, below one folder that only its account can read."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def new(self, *, by: str, filename: str, now: datetime) -> KeptUpload:
        """A fresh folder for an upload; older ones that nobody needs any more are removed."""
        self._sweep(by, now)
        # The name says until when it is kept, so that a sweep needs to know nothing else.
        name = f"{int((now + KEPT_FOR).timestamp())}-{secrets.token_hex(16)}"
        folder = self._folder / name
        folder.mkdir(mode=0o700, parents=True)
        about = _About(by, filename, now)
        (folder / _ABOUT).write_bytes(msgspec.json.encode(about))
        return KeptUpload(name, folder, by, filename, now)

    def find(self, name: str, *, by: str, now: datetime) -> KeptUpload | None:
        """The upload of this name; None where there is none, it is somebody else's, or its time is over."""
        matched = _NAME.fullmatch(name)
        if matched is None or int(matched[1]) < now.timestamp():
            return None
        folder = self._folder / name
        about = _about(folder)
        if about is None or about.by != by:
            return None
        return KeptUpload(name, folder, about.by, about.filename, about.at)

    def forget(self, upload: KeptUpload) -> None:
        """Remove an upload."""
        shutil.rmtree(upload.folder, ignore_errors=True)

    def _sweep(self, by: str, now: datetime) -> None:
        own: list[tuple[datetime, Path]] = []
        for folder in self._folder.glob("*-*"):
            matched = _NAME.fullmatch(folder.name)
            if matched is None:
                continue
            about = _about(folder)
            if int(matched[1]) < now.timestamp():
                shutil.rmtree(folder, ignore_errors=True)
            elif about is not None and about.by == by:
                own.append((about.at, folder))
        for _, folder in sorted(own, reverse=True)[MOST_PER_PERSON - 1 :]:
            shutil.rmtree(folder, ignore_errors=True)


def _about(folder: Path) -> _About | None:
    try:
        return msgspec.json.decode((folder / _ABOUT).read_bytes(), type=_About)
    except (FileNotFoundError, msgspec.DecodeError):
        return None
