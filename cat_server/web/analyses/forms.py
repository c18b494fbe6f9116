"""What the form of an analysis offers, and what it sent: a job, or a sentence about what is missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from werkzeug.datastructures import FileStorage

from cat_server.analyses.request import KINDS, Kind, Request, options_of
from cat_server.server import Server
from cat_server.storage import analyses, response_rows
from cat_server.storage.analyses import StoredCalibration
from cat_server.web import readable
from cat_server.web.analyses.job import Job
from item_bank.calibration_file import read_calibration

SUFFIXES = (".csv", ".txt", ".tsv", ".parquet", ".pq")
LONGEST_FIELD = 2_000
OPTION_FIELDS: Mapping[Kind, tuple[str, ...]] = {
    "calibrate": ("model", "polytomous", "priors", "anchors", "group", "has_times"),
    "online": (
        "online_method",
        "model",
        "polytomous",
        "min_responses",
        "max_responses",
        "difficulty_error",
        "slope_error",
    ),
    "link": ("method", "anchors", "removes_drift"),
    "fit": ("model", "polytomous"),
    "dif": ("group", "reference", "model", "polytomous"),
    "security": ("level", "pairs", "model", "polytomous"),
}
"""The fields of each kind's form; what is not here has its usual value."""
NUMBERS = ("min_responses", "max_responses", "difficulty_error", "slope_error")
LEVELS = ("0.05", "0.01", "0.001")


class FormError(ValueError):
    """What a form lacks; `code` has its sentence in the catalogue as `analysis-form-<code>`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Choice:
    """One entry of a list: what is sent, and what is shown."""

    value: str
    words: str


@dataclass(frozen=True, slots=True)
class Offers:
    """What a form lets choose from: sections of programmes, releases' sections, calibrations."""

    journals: tuple[Choice, ...]
    releases: tuple[Choice, ...]
    calibrations: tuple[StoredCalibration, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a form asks for: the job without its files, and the words that the list of analyses shows."""

    job: Job
    about: dict[str, Any]
    known_digest: str = ""
    new_digest: str = ""


def offers(server: Server, language: str) -> Offers:
    """Everything that can be chosen now."""
    with server.database.read() as connection:
        programmes = response_rows.programmes(connection)
        calibrations = analyses.calibrations(connection)
    journals = [
        Choice(
            f"{programme}/{content.plan.id}",
            f"{title} · {readable.in_language(language, content.plan.title)}",
        )
        for programme, title, digest in programmes
        for content in server.releases.get(digest).sections
    ]
    releases = [
        Choice(
            f"{published.digest}/{content.plan.id}",
            f"{published.plan_title} · {readable.in_language(language, content.plan.title)}"
            f" ({published.digest[:12]})",
        )
        for published in server.releases.published()
        for content in server.releases.get(published.digest).sections
    ]
    return Offers(tuple(journals), tuple(releases), calibrations)


def kind_of(given: str) -> Kind | None:
    """The kind of this name."""
    return given if given in KINDS else None


def asked(server: Server, kind: Kind, fields: Mapping[str, str], upload: FileStorage | None) -> Asked:
    """The job that a form asks for.

    Raises:
        FormError: something is missing or is not among what can be chosen.
    """
    options = _options(kind, fields)
    known, known_digest, known_section = _known(server, fields.get("parameters", ""))
    about: dict[str, Any] = {}
    bank = section = programme = upload_name = new_digest = ""
    releases: tuple[str, ...] = ()
    if kind == "link":
        new_digest = fields.get("new", "")
        with server.database.read() as connection:
            content = analyses.calibration(connection, new_digest)
        if content is None:
            raise FormError("no-calibration")
        if not known:
            raise FormError("no-old-scale")
        read = read_calibration(content)
        bank, section = read.bank, read.section
        about["source"] = new_digest[:12]
    elif fields.get("source") == "file":
        upload_name, about["source"] = _upload(upload)
        section = fields.get("section", "").strip()[:64]
        bank = fields.get("bank", "").strip()[:64]
        if known == "release" and not bank:
            bank, section = server.releases.get(known_digest).bank_id, section or known_section
    else:
        programme, section, digest, title = _journal(server, fields.get("journal", ""))
        release = server.releases.get(digest)
        bank, releases, about["source"] = release.bank_id, (digest,), title
        if fields.get("parameters", "") == "same":
            known, known_digest, known_section = "release", digest, section
    about |= {"section": section, "bank": bank, "options": options}
    request = Request(
        kind,
        server.clock.now().astimezone(server.zone).date().isoformat(),
        bank=bank,
        section=section,
        options=options,
    )
    job = Job(
        request,
        upload=upload_name,
        releases=releases,
        programme=programme,
        known=known,
        known_section=known_section,
        time_zone=server.settings.time_zone,
    )
    return Asked(job, about, known_digest, new_digest)


def _options(kind: Kind, fields: Mapping[str, str]) -> dict[str, Any]:
    options: dict[str, Any] = {}
    for name in OPTION_FIELDS[kind]:
        given = fields.get(name, "").strip()[:LONGEST_FIELD]
        if name in ("has_times", "removes_drift"):
            options[name] = given == "on"
        elif name == "anchors":
            options[name] = tuple(part for each in given.split(",") if (part := each.strip()))
        elif name == "online_method":
            options["method"] = given or "fipc"
        elif name in NUMBERS:
            if given:
                options[name] = _number(given, is_whole=name.endswith("responses"))
        elif name == "level":
            options[name] = float(given) if given in LEVELS else 0.01
        elif given:
            options[name] = given
    if kind == "dif" and not options.get("group"):
        raise FormError("no-group")
    try:
        options_of(kind, options)
    except ValueError:
        raise FormError("bad-option") from None
    return options


def _number(given: str, *, is_whole: bool) -> float:
    """A number as people write it, with a point or a comma."""
    try:
        return int(given) if is_whole else float(given.replace(",", "."))
    except ValueError:
        raise FormError("bad-option") from None


def _known(server: Server, given: str) -> tuple[str, str, str]:
    """What the known parameters are of, the digest that names it, and the section."""
    what, _, rest = given.partition(":")
    if what == "release":
        digest, _, section = rest.partition("/")
        try:
            release = server.releases.get(digest)
        except KeyError:
            raise FormError("bad-option") from None
        if section not in {content.plan.id for content in release.sections}:
            raise FormError("bad-option")
        return "release", digest, section
    if what == "calibration":
        with server.database.read() as connection:
            if analyses.calibration(connection, rest) is None:
                raise FormError("no-calibration")
        return "calibration", rest, ""
    return "", "", ""


def _journal(server: Server, given: str) -> tuple[str, str, str, str]:
    """Programme, section, release and the programme's title."""
    programme, _, section = given.partition("/")
    with server.database.read() as connection:
        for found, title, digest in response_rows.programmes(connection):
            if found == programme and section in {
                content.plan.id for content in server.releases.get(digest).sections
            }:
                return programme, section, digest, title
    raise FormError("no-journal")


def _upload(upload: FileStorage | None) -> tuple[str, str]:
    """The name that the upload has in the folder, and the name that it had."""
    name = (upload.filename or "") if upload is not None else ""
    shown = "".join(sign for sign in name.replace("\\", "/").rpartition("/")[2] if sign.isprintable())[:80]
    if not shown:
        raise FormError("no-file")
    suffix = next((each for each in SUFFIXES if shown.casefold().endswith(each)), None)
    if suffix is None:
        raise FormError("bad-file")
    return f"responses{suffix}", shown
