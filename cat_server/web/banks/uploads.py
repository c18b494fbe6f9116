"""A drawing or image that comes with the form of an item: named after the item, refused where it is none."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Final

from werkzeug.datastructures import FileStorage

from cat_server.web.banks.item_form import ItemForm
from item_bank.findings import Finding, Position, finding
from item_bank.media import SUFFIXES, is_drawing

MOST_BYTES: Final = 8_000_000

_UNSAFE = re.compile(r"[^a-z0-9-]+")


class UploadError(ValueError):
    """A file that cannot be a drawing of an item; `finding` says why."""

    def __init__(self, found: Finding) -> None:
        super().__init__(found.message)
        self.finding = found


def figure_of_request(form: ItemForm, file: FileStorage | None) -> tuple[ItemForm, dict[str, str | bytes]]:
    """The form with the file as its figure, and the file by its path in the bank.

    Raises:
        UploadError: the file is too large, of another type, or no text where it should be one.
    """
    if file is None or not file.filename:
        return form, {}
    path = PurePosixPath(file.filename.replace("\\", "/"))
    suffix = path.suffix.lower()
    shown = path.name[:80]
    content = file.read(MOST_BYTES + 1)
    if suffix not in SUFFIXES:
        raise UploadError(finding("media-type", Position("", 1), media=shown))
    if len(content) > MOST_BYTES:
        raise UploadError(finding("file-too-large", Position("", 1), size=len(content), most=MOST_BYTES))
    stem = _UNSAFE.sub("-", path.stem.lower()).strip("-")[:40] or "figure"
    item = _UNSAFE.sub("-", form.plain.get("id", "").lower()).strip("-") or "item"
    name = f"media/{item}/{stem}{suffix}"
    if not is_drawing(name):
        return replace(form, figure=name), {name: content}
    try:
        return replace(form, figure=name), {name: content.decode("utf-8")}
    except UnicodeDecodeError:
        raise UploadError(finding("file-not-utf8", Position("", 1))) from None
