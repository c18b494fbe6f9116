"""The pages of importing a bank: upload, progress, the report, taking it in, publishing a release of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from flask import Blueprint, Response, g, jsonify, redirect, render_template, request, url_for
from werkzeug.datastructures import FileStorage

from cat_server.banks.reading import UnknownBankError
from cat_server.banks.sentences import sentence
from cat_server.storage import analyses, people
from cat_server.storage.analyses import StoredCalibration
from cat_server.texts import text
from cat_server.web.analyses.job import Progress
from cat_server.web.bank_import import checking, jobs
from cat_server.web.bank_import.ask import Ask, ask_of_form
from cat_server.web.bank_import.kept import KeptUpload, KeptUploads
from cat_server.web.bank_import.report import BankReport, IntakeReport, Taken, release_file
from cat_server.web.staff import needs, server
from item_bank.formats.spreadsheet import template_xlsx
from item_bank.review import Refusal, ReviewCode

pages = Blueprint("imports", __name__, url_prefix="/admin/imports")

MOST_FINDINGS_SHOWN = 400
_LONGEST_FILENAME = 80
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pages.post("/")
@needs("import_bank")
def upload_bank() -> Any:
    """Keep an uploaded file and check it beside the requests; its report has an address of its own."""
    file = request.files.get("bank")
    if file is None or not file.filename:
        return _import_refused("upload-nothing", 422)
    filename = _shown_name(file)
    ask = ask_of_form(request.form, filename, g.staff.login)
    if ask is None:
        return _import_refused("upload-wrong-answers", 422)
    upload = _kept().new(by=g.staff.login, filename=filename, now=server().clock.now())
    file.save(upload.folder / checking.UPLOAD)
    _in_the_bank(ask).write(upload.folder)
    jobs.start(server(), upload)
    return redirect(url_for("imports.report", name=upload.name), 303)


@pages.get("/template.xlsx")
@needs("import_bank")
def template() -> Response:
    """The workbook that authors fill in, with headers in the language of the page."""
    content = template_xlsx(("id", "en"), headers="en" if g.language == "en" else "id")
    answer = Response(content, mimetype=_XLSX)
    answer.headers["Content-Disposition"] = 'attachment; filename="bank-template.xlsx"'
    return answer


@pages.get("/<name>")
@needs("import_bank")
def report(name: str) -> Any:
    """How far the check is; then everything that was found, and what can be done with it."""
    upload = _found(name)
    if upload is None:
        return _import_refused("upload-gone", 404)
    if jobs.is_running(server(), upload.folder):
        told = Progress.read(upload.folder)
        return _page(
            "admin/import_running.html", upload=upload, words=_words(told), share=jobs.share_of(told)
        )
    found = _report(upload)
    if found.refused:
        _kept().forget(upload)
        reason = text(g.language, f"upload-{found.refused}", **found.refused_arguments)
        return _page("admin/upload_refused.html", filename=upload.filename, sentence=reason), 422
    taken = Taken.read(upload.folder)
    return _page(
        "admin/bank_report.html",
        upload=upload,
        report=found,
        findings=found.all_findings[:MOST_FINDINGS_SHOWN],
        n_errors=sum(finding.severity == "error" for finding in found.all_findings),
        published={release.digest for release in server().releases.published()},
        calibrations=_calibrations(found.bank.id if found.bank else ""),
        intake=IntakeReport.read(upload.folder) if found.bank else None,
        ask=Ask.read(upload.folder),
        taken=taken,
        taken_refused=_sentence(taken) if taken else "",
        was_changed="changed" in request.args,
    )


@pages.get("/<name>/progress")
@needs("import_bank")
def progress(name: str) -> Response:
    """How far the check is, for the script of its page."""
    upload = _found(name)
    if upload is None or not jobs.is_running(server(), upload.folder):
        return jsonify({"state": "ended"})
    told = Progress.read(upload.folder)
    return jsonify({"state": "running", "words": _words(told), "share": jobs.share_of(told)})


@pages.post("/<name>/ask")
@needs("import_bank")
def ask_again(name: str) -> Any:
    """Check an upload again with other answers to what the file does not say."""
    upload = _ended(name)
    if upload is None:
        return _import_refused("upload-gone", 404)
    ask = ask_of_form(request.form, upload.filename, upload.by)
    if ask is None:
        return _import_refused("upload-wrong-answers", 422)
    _in_the_bank(ask).write(upload.folder)
    jobs.start(server(), upload)
    return redirect(url_for("imports.report", name=upload.name), 303)


@pages.post("/<name>/calibration")
@needs("import_bank")
def calibrate_bank(name: str) -> Any:
    """Check an upload again with a calibration's parameters, or with the bank's own."""
    upload = _ended(name)
    if upload is None:
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
    jobs.start(server(), upload)
    return redirect(url_for("imports.report", name=upload.name), 303)


@pages.post("/<name>/take")
@needs("import_bank")
def take(name: str) -> Any:
    """Take an upload into its bank: exactly what the report has shown, in one transaction."""
    upload = _ended(name)
    if upload is None or IntakeReport.read(upload.folder) is None:
        return _import_refused("upload-gone", 404)
    if not jobs.take(server(), upload):
        return _import_refused("upload-not-taken", 500)
    taken = Taken.read(upload.folder)
    if taken is not None and taken.refusal == ReviewCode.CHANGED_MEANWHILE:
        jobs.start(server(), upload)  # what is there now is compared, and shown before anything is written
        return redirect(url_for("imports.report", name=upload.name, changed="1"), 303)
    return redirect(url_for("imports.report", name=upload.name), 303)


@pages.post("/<name>/publish")
@needs("publish_release")
def publish(name: str) -> Any:
    """Publish the release that was built when the upload was checked: exactly those bytes."""
    upload = _ended(name)
    if upload is None:
        return _import_refused("upload-gone", 404)
    found = _report(upload)
    wanted = request.form.get("digest", "")
    if not wanted or found.has_errors or wanted not in {plan.digest for plan in found.plans}:
        return _import_refused("upload-no-such-plan", 422)
    body = release_file(upload.folder, wanted).read_bytes()
    now = server().clock.now()
    release = server().releases.publish(body, now=now, by=g.staff.login)
    details = {"digest": release.digest, "file": upload.filename}
    by = g.staff.login
    server().database.write(lambda connection: people.note(connection, now, by, "publish_release", details))
    _kept().forget(upload)
    return redirect(url_for("admin.release_page", digest=release.digest, published="1"), 303)


def _in_the_bank(ask: Ask) -> Ask:
    """What was said, in the languages of the bank that it goes into."""
    try:
        stored = server().banks.stored(ask.bank)
    except UnknownBankError:
        return ask
    return replace(ask, languages=stored.shared.head.languages)


def _found(name: str) -> KeptUpload | None:
    return _kept().find(name, by=g.staff.login, now=server().clock.now())


def _ended(name: str) -> KeptUpload | None:
    """An upload that is not being checked just now."""
    upload = _found(name)
    return None if upload is None or jobs.is_running(server(), upload.folder) else upload


def _report(upload: KeptUpload) -> BankReport:
    try:
        return BankReport.read(upload.folder)
    except FileNotFoundError:  # the server was started again while it was checked
        return BankReport(refused="check-failed", refused_arguments={"seconds": checking.LONGEST_SECONDS})


def _sentence(taken: Taken) -> str:
    if not taken.refusal:
        return ""
    return sentence(Refusal(ReviewCode(taken.refusal), tuple(taken.arguments.items())), g.language)


def _words(told: Progress) -> str:
    stage = told.stage if told.stage in jobs.STAGES else "waiting"
    if stage == "reading" and told.total:
        return text(g.language, "import-progress-rows", done=told.done, total=told.total)
    return text(g.language, f"import-progress-{stage}")


def _calibrations(bank_id: str) -> tuple[StoredCalibration, ...]:
    with server().database.read() as connection:
        return analyses.calibrations(connection, bank_id)


def _kept() -> KeptUploads:
    return KeptUploads(Path(server().settings.secret_key_file).parent / "uploads")


def _import_refused(key: str, status: int) -> tuple[str, int]:
    return _page("admin/upload_refused.html", filename="", sentence=text(g.language, key)), status


def _page(template_name: str, **values: Any) -> str:
    return render_template(
        template_name,
        language=g.language,
        staff=g.staff,
        here="admin",
        banks=server().banks.all(),
        **values,
    )


def _shown_name(file: FileStorage) -> str:
    """The file's name as it may be shown: only its last part, and nothing that cannot be printed."""
    name = (file.filename or "").replace("\\", "/").rpartition("/")[2]
    return "".join(sign for sign in name if sign.isprintable())[-_LONGEST_FILENAME:]
