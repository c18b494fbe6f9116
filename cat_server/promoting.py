"""Somebody decides about items on trial: a confirmed calibration beside the one that proposed, and a note."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from sqlalchemy import Connection

from cat_server.server import Server
from cat_server.storage import analyses, people
from cat_server.texts import text
from item_bank.calibration_file import (
    calibration_bytes,
    calibration_digest,
    calibration_file_name,
    read_calibration,
)
from item_bank.promotion import PromotionError, confirmed, on_trial

ACTION = "decide_about_trials"


def decide(
    server: Server,
    content: bytes,
    *,
    promote: Collection[str],
    retire: Collection[str],
    by: str,
    is_against_evidence: bool = False,
) -> bytes:
    """The bytes of the confirmed calibration, which is kept, with a note of who decided what.

    Raises:
        PromotionError: something stands against it; nothing was kept.
        ValueError: the bytes are no calibration file.
    """
    now, digest = server.clock.now(), calibration_digest(content)
    found = confirmed(
        read_calibration(content),
        digest,
        promote=promote,
        retire=retire,
        by=by,
        on=now.astimezone(server.zone).date().isoformat(),
        is_against_evidence=is_against_evidence,
    )
    made = calibration_bytes(found)
    details = {
        "calibration": digest,
        "confirmed": calibration_digest(made),
        "promoted": sorted(promote),
        "retired": sorted(retire),
    }

    def write(connection: Connection) -> None:
        analyses.add_calibration(connection, made, at=now, by=by)
        people.note(connection, now, by, ACTION, details)

    server.database.write(write)
    return made


def stored_or_file(server: Server, named: str) -> bytes:
    """The calibration in this file, or the stored one whose digest begins so.

    Raises:
        ValueError: there is none, in a sentence.
    """
    path = Path(named)
    if path.is_file():
        return path.read_bytes()
    with server.database.read() as connection:
        known = [each.digest for each in analyses.calibrations(connection)]
        found = [digest for digest in known if named and digest.startswith(named.lower())]
        content = analyses.calibration(connection, found[0]) if len(found) == 1 else None
    if content is None:
        raise ValueError(f"There is no file {named!r}, and no stored calibration, or several, begin so.")
    return content


def run(
    server: Server,
    named: str,
    *,
    promote: Collection[str],
    retire: Collection[str],
    by: str,
    is_against_evidence: bool,
) -> tuple[int, list[str]]:
    """Exit code and lines of `cat-server promote`: the proposals where no item is named, or what was done.

    The confirmed file is written beside the file that was named, or into this folder; never over another one.
    """
    try:
        content = stored_or_file(server, named)
        if not promote and not retire:
            return 0, _proposals(content)
        made = decide(
            server,
            content,
            promote=promote,
            retire=retire,
            by=by,
            is_against_evidence=is_against_evidence,
        )
    except PromotionError as error:
        told = text("en", f"promotion-{error.code}", **error.arguments)
        if error.code == "against-evidence":
            told += " (--against-evidence)"
        return 1, [told]
    except (ValueError, OSError) as error:
        return 1, [str(error)]
    folder = Path(named).parent if Path(named).is_file() else Path()
    path = folder / calibration_file_name(made)
    path.write_bytes(made)
    return 0, [
        *(f"{item}: operational" for item in sorted(promote)),
        *(f"{item}: retired" for item in sorted(retire)),
        "The bank's folder is unchanged. A release is published with these decisions by",
        f"cat-server publish BANK PLAN --calibration {path}",
    ]


def _proposals(content: bytes) -> list[str]:
    proposals = on_trial(read_calibration(content))
    if not proposals:
        return ["No item of this calibration is on trial."]
    width = max(len(name) for name in proposals)
    lines = [
        f"{name:<{width}}  {item.proposal:<7}  {item.n} responses" for name, item in sorted(proposals.items())
    ]
    return [*lines, "Nothing was changed. Name the items to promote, and with --retire those to retire."]
