"""The child process that makes one analysis, with limits of time and memory; the halls come first.

Where the responses were uploaded it knows no database. Where they are in the journal it gets the address of
the database and reads it, and writes nothing into it: what comes out lies in the job's folder.
"""

from __future__ import annotations

import os
import resource
import sys
from pathlib import Path
from zoneinfo import ZoneInfo

from cat_server.analyses.known_items import (
    NOTHING_KNOWN,
    KnownItems,
    known_from_calibration,
    known_from_section,
)
from cat_server.analyses.refusals import AnalysisRefusedError
from cat_server.reports.analyses.files import made
from cat_server.responses.file_source import read_file
from cat_server.responses.journal_source import JournalSource, read_journal
from cat_server.responses.problems import BadResponsesError
from cat_server.responses.table import ResponseTable
from cat_server.storage.database import Database
from cat_server.texts import LANGUAGES, text
from cat_server.web.analyses.job import KNOWN, NEW, OUT, RELEASE, Job, Outcome, Progress
from item_bank.release import Release

DATABASE = "CAT_SERVER_ANALYSIS_DATABASE"
LONGEST_SECONDS = 1800
MOST_MEMORY_BYTES = 6 * 1024**3
_TELL_EVERY = 50


def run(folder: Path, database_url: str) -> Outcome:
    """The outcome of the job in this folder, whose files are written into its folder `out`."""
    job = Job.read(folder)
    try:
        table = _table(job, folder, database_url)
        analysis = made(
            job.request,
            table,
            _known(job, folder),
            new=known_from_calibration((folder / NEW).read_bytes())
            if (folder / NEW).exists()
            else NOTHING_KNOWN,
            stage=lambda stage: Progress(stage).write(folder),
        )
    except BadResponsesError as error:
        told = {language: [each.sentence(language) for each in error.problems] for language in LANGUAGES}
        return Outcome(problems=told, n_problems=error.n_problems)
    except AnalysisRefusedError as error:
        return Outcome(
            problems={language: [error.sentence(language)] for language in LANGUAGES}, n_problems=1
        )
    except ValueError as error:
        told = {
            language: [text(language, "analysis-failed-because", reason=str(error))] for language in LANGUAGES
        }
        return Outcome(problems=told, n_problems=1)
    out = folder / OUT
    out.mkdir()
    for name, body in analysis.files.items():
        (out / name).write_bytes(body)
    return Outcome(dict(analysis.summary), analysis.calibration)


def _table(job: Job, folder: Path, database_url: str) -> ResponseTable | None:
    if job.request.kind == "link":
        return None
    Progress("reading").write(folder)
    if job.upload:
        return read_file(
            folder / job.upload,
            groups=job.request.groups,
            progress=lambda done: Progress("reading", done).write(folder),
        )
    database = Database(database_url)
    try:
        source = JournalSource(job.releases, job.request.section, job.programme or None)

        def told(done: int, total: int) -> None:
            if done % _TELL_EVERY == 0:
                Progress("reading", done, total).write(folder)

        return read_journal(
            database, source, lambda digest: _release(folder, digest), ZoneInfo(job.time_zone), progress=told
        )
    finally:
        database.close()


def _release(folder: Path, digest: str) -> Release:
    return Release.load((folder / f"{RELEASE}-{digest}").read_bytes(), digest)


def _known(job: Job, folder: Path) -> KnownItems:
    if job.known == "calibration":
        return known_from_calibration((folder / KNOWN).read_bytes())
    if job.known == "release":
        release = Release.load((folder / KNOWN).read_bytes())
        content = next(each for each in release.sections if each.plan.id == job.known_section)
        return known_from_section(release, content)
    return NOTHING_KNOWN


def _limit_this_process() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (LONGEST_SECONDS, LONGEST_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY_BYTES, MOST_MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.nice(10)


if __name__ == "__main__":
    _limit_this_process()
    _folder = Path(sys.argv[1])
    run(_folder, os.environ.pop(DATABASE, "")).write(_folder)
