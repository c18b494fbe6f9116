"""The admin's pages: halls and releases, a bank by upload, what is in a release. Not here: checking banks."""

from __future__ import annotations

import threading
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask import Blueprint, abort, g, redirect, render_template, request, url_for
from werkzeug.datastructures import FileStorage

from cat_server.hall_service import HallNow
from cat_server.reports import charts
from cat_server.reports.pool_report import PoolInformation, pool_information
from cat_server.reports.svg import Caption
from cat_server.storage import analyses, people
from cat_server.storage.analyses import StoredCalibration
from cat_server.texts import text
from cat_server.web import readable
from cat_server.web.bank_import import checking
from cat_server.web.bank_import.kept import KeptUpload, KeptUploads
from cat_server.web.bank_import.report import BankReport, release_file
from cat_server.web.staff import needs, server
from item_bank.release import Release, ReleasedItem, SectionContent

pages = Blueprint("admin", __name__, url_prefix="/admin")
pages.record_once(lambda setup: setup.app.jinja_env.filters.update(readable.FILTERS))

STATES = ("absent", "checking_in", "ready", "working", "paused", "on_hold", "finished", "stopped")
MOST_FINDINGS_SHOWN = 400
_LONGEST_FILENAME = 80
# Checking takes a whole core for seconds; the halls need the other one.
_one_check_at_a_time = threading.Lock()


@dataclass(frozen=True, slots=True)
class HallCard:
    """One hall on the first page, with how many of its sittings are in each state."""

    now: HallNow
    counts: tuple[tuple[str, int], ...]
    n_sittings: int


@dataclass(frozen=True, slots=True)
class SectionPage:
    """One section of a release with its curves and how its items are spread over domains."""

    content: SectionContent
    domains: tuple[tuple[str, tuple[tuple[str, int], ...]], ...]
    pool: PoolInformation
    chart: str


@pages.get("/")
@needs("see_releases")
def home() -> str:
    """Halls, releases, and the way to import a bank."""
    return _page(
        "admin/home.html", halls=[_hall_card(hall) for hall in server().halls.all()],
        releases=server().releases.published(),
    )  # fmt: skip


# --- a bank by upload ----------------------------------------------------------------------------------


@pages.post("/banks")
@needs("import_bank")
def upload_bank() -> Any:
    """Keep and check an uploaded bank; its report has an address of its own."""
    file = request.files.get("bank")
    if file is None or not file.filename:
        return _import_refused("upload-nothing", 422)
    upload = _kept().new(by=g.staff.login, filename=_shown_name(file), now=server().clock.now())
    file.save(upload.folder / checking.UPLOAD)
    with _one_check_at_a_time:
        report = checking.check_upload(upload.folder)
    _note("check_bank", file=upload.filename, findings=report.n_findings, refused=report.refused)
    if report.refused:
        _kept().forget(upload)
        sentence = text(g.language, f"upload-{report.refused}", **report.refused_arguments)
        return _page("admin/upload_refused.html", filename=upload.filename, sentence=sentence), 422
    return redirect(url_for("admin.bank_report", name=upload.name), 303)


@pages.get("/banks/<name>")
@needs("import_bank")
def bank_report(name: str) -> Any:
    """Everything that was found in an upload, and the releases that it could become."""
    upload, report = _checked_upload(name)
    if upload is None or report is None:
        return _import_refused("upload-gone", 404)
    return _page(
        "admin/bank_report.html",
        upload=upload,
        report=report,
        findings=report.all_findings[:MOST_FINDINGS_SHOWN],
        n_errors=sum(finding.severity == "error" for finding in report.all_findings),
        published={release.digest for release in server().releases.published()},
        calibrations=_calibrations(report.bank.id if report.bank else ""),
    )


@pages.post("/banks/<name>/calibration")
@needs("import_bank")
def calibrate_bank(name: str) -> Any:
    """Check an upload again with a calibration's parameters, or with the bank's own."""
    upload, report = _checked_upload(name)
    if upload is None or report is None:
        return _import_refused("upload-gone", 404)
    wanted = request.form.get("calibration", "")
    kept = upload.folder / checking.CALIBRATION
    kept.unlink(missing_ok=True)
    if wanted:
        with server().database.read() as connection:
            content = analyses.calibration(connection, wanted)
        if content is None:
            return _import_refused("upload-no-such-plan", 422)
        kept.write_bytes(content)
    with _one_check_at_a_time:
        checking.check_upload(upload.folder)
    _note("check_bank", file=upload.filename, calibration=wanted)
    return redirect(url_for("admin.bank_report", name=upload.name), 303)


@pages.post("/banks/<name>/publish")
@needs("publish_release")
def publish(name: str) -> Any:
    """Publish the release that was built when the upload was checked: exactly those bytes."""
    upload, report = _checked_upload(name)
    if upload is None or report is None:
        return _import_refused("upload-gone", 404)
    wanted = request.form.get("digest", "")
    if not wanted or report.has_errors or wanted not in {plan.digest for plan in report.plans}:
        return _import_refused("upload-no-such-plan", 422)
    body = release_file(upload.folder, wanted).read_bytes()
    release = server().releases.publish(body, now=server().clock.now(), by=g.staff.login)
    _note("publish_release", digest=release.digest, file=upload.filename)
    _kept().forget(upload)
    return redirect(url_for("admin.release_page", digest=release.digest, published="1"), 303)


# --- a release -----------------------------------------------------------------------------------------


@pages.get("/releases/<digest>")
@needs("see_releases")
def release_page(digest: str) -> str:
    """Sections, curves and items of a release."""
    release = _release(digest)
    published = next(each for each in server().releases.published() if each.digest == release.digest)
    return _page(
        "admin/release.html",
        release=release,
        published=published,
        sections=[_section_page(content) for content in release.sections],
        is_new="published" in request.args,
    )


@pages.get("/releases/<digest>/items/<item_id>")
@needs("see_releases")
def item_page(digest: str, item_id: str) -> str:
    """One item as the participant sees it."""
    release = _release(digest)
    if item_id not in release.by_id:
        abort(404)
    item = release.item(item_id)
    languages = release.plan.languages
    wanted = request.args.get("exam", g.language)
    exam_language = wanted if wanted in languages else languages[0]
    beside = _beside(release, item)
    ids = [each.id for each in beside]
    place = ids.index(item_id)
    return _page(
        "admin/item.html",
        release=release,
        item=item,
        view=release.participant_item(item_id, exam_language, item.option_ids, position=place + 1),
        exam_language=exam_language,
        place=place,
        beside=beside,
        previous=ids[place - 1] if place else None,
        following=ids[place + 1] if place + 1 < len(ids) else None,
        is_practice=item in release.practice,
    )


def _section_page(content: SectionContent) -> SectionPage:
    domains: dict[str, Counter[str]] = {}
    for item in content.items:
        domains.setdefault(item.domain, Counter())[item.subdomain] += 1
    pool = pool_information(content)
    words = charts.InformationWords(
        x_axis=text(g.language, "information-x-axis"), y_axis=text(g.language, "information-y-axis")
    )
    title = readable.in_language(g.language, content.plan.title)
    caption = Caption(
        f"information-{content.plan.id}",
        text(g.language, "information-title", section=title),
        text(g.language, "information-description", n=len(content.items), most=content.max_items),
    )
    return SectionPage(
        content=content,
        domains=tuple((name, tuple(sorted(counts.items()))) for name, counts in sorted(domains.items())),
        pool=pool,
        chart=charts.information_chart(
            pool, caption, words, lambda value: readable.plain_number(g.language, value)
        ),
    )


def _beside(release: Release, item: ReleasedItem) -> tuple[ReleasedItem, ...]:
    """The items among which this one stands: its section's, or the practice."""
    for content in release.sections:
        for beside in (content.items, content.pretest):
            if item in beside:
                return beside
    return release.practice


def _release(digest: str) -> Release:
    try:
        return server().releases.get(digest)
    except KeyError:
        abort(404)


# --- what several pages need ---------------------------------------------------------------------------


def _page(template: str, **values: Any) -> str:
    return render_template(
        template, language=g.language, staff=g.staff, here="admin", path_mark=charts.path_mark, **values
    )


def _import_refused(key: str, status: int) -> tuple[str, int]:
    return _page("admin/upload_refused.html", filename="", sentence=text(g.language, key)), status


def _hall_card(hall: HallNow) -> HallCard:
    counts = Counter(str(line.row["state"]) for line in server().halls.lines(hall.hall.id))
    return HallCard(
        hall, tuple((state, counts[state]) for state in STATES if counts[state]), sum(counts.values())
    )


def _calibrations(bank_id: str) -> tuple[StoredCalibration, ...]:
    with server().database.read() as connection:
        return analyses.calibrations(connection, bank_id)


def _kept() -> KeptUploads:
    return KeptUploads(Path(server().settings.secret_key_file).parent / "uploads")


def _checked_upload(name: str) -> tuple[KeptUpload | None, BankReport | None]:
    upload = _kept().find(name, by=g.staff.login, now=server().clock.now())
    if upload is None:
        return None, None
    try:
        return upload, BankReport.read(upload.folder)
    except FileNotFoundError:  # checking has not come to its end
        return upload, None


def _shown_name(file: FileStorage) -> str:
    """The file's name as it may be shown: only its last part, and nothing that cannot be printed."""
    name = (file.filename or "").replace("\\", "/").rpartition("/")[2]
    return "".join(sign for sign in name if sign.isprintable())[:_LONGEST_FILENAME]


def _note(action: str, **details: Any) -> None:
    now, actor = server().clock.now(), g.staff.login
    server().database.write(lambda connection: people.note(connection, now, actor, action, details))
