"""Starts the child process of an analysis, waits for it beside the requests, and keeps what came out."""

from __future__ import annotations

import os
import secrets
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from cat_server.server import Server
from cat_server.storage import analyses
from cat_server.storage.analyses import StoredAnalysis
from cat_server.texts import LANGUAGES, text
from cat_server.web.analyses.job import OUT, Job, Outcome, Progress
from cat_server.web.analyses.running import DATABASE, LONGEST_SECONDS

_ROOT = Path(__file__).resolve().parents[3]
SILENT_SECONDS = 600
"""After a restart of the server: a child that has told nothing for so long is gone."""

# An analysis takes a whole core for a while; the halls need the other one.
_one_at_a_time = threading.Lock()
_running: set[str] = set()


def folder_of(server: Server, analysis_id: str) -> Path:
    """The folder of one job, which only the server's account can read."""
    return Path(server.settings.secret_key_file).parent / "analyses" / analysis_id


def start(
    server: Server, job: Job, *, about: Mapping[str, Any], by: str, fill: Callable[[Path], None]
) -> str:
    """The id of an analysis that is now on its way; `fill` puts its inputs into its folder.

    If `fill` raises, nothing was started.
    """
    analysis_id = secrets.token_hex(16)
    folder = folder_of(server, analysis_id)
    folder.mkdir(mode=0o700, parents=True)
    try:
        fill(folder)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    job.write(folder)
    now = server.clock.now()
    server.database.write(
        lambda connection: analyses.add(connection, analysis_id, job.request.kind, about=about, at=now, by=by)
    )
    _running.add(analysis_id)
    threading.Thread(target=_wait, args=(server, analysis_id, bool(job.upload)), daemon=True).start()
    return analysis_id


def settled(server: Server, found: StoredAnalysis) -> StoredAnalysis:
    """The analysis as it is now: what a child left behind before a restart is kept first."""
    if found.state != "running" or found.id in _running:
        return found
    folder = folder_of(server, found.id)
    is_silent = not folder.exists() or (
        server.clock.now().timestamp() - folder.stat().st_mtime > SILENT_SECONDS
    )
    if Outcome.read(folder) is not None or is_silent:
        keep(server, found.id)
        with server.database.read() as connection:
            return analyses.get(connection, found.id) or found
    return found


def progress_of(server: Server, analysis_id: str) -> Progress:
    """How far the child is."""
    return Progress.read(folder_of(server, analysis_id))


def _wait(server: Server, analysis_id: str, has_upload: bool) -> None:  # noqa: FBT001 - an argument of a thread
    folder = folder_of(server, analysis_id)
    # The child knows nothing of the server's secrets, and of its database only where that is what it reads.
    environment = {"PATH": os.environ.get("PATH", ""), "LANG": "C.UTF-8"}
    environment |= {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
    if not has_upload:
        environment[DATABASE] = server.settings.database_url
    command = [sys.executable, "-m", "cat_server.web.analyses.running", str(folder.resolve())]
    try:
        with _one_at_a_time:
            Progress("reading").write(folder)  # it is its turn, though the child needs a moment to wake up
            subprocess.run(
                command, cwd=_ROOT, env=environment, timeout=LONGEST_SECONDS, check=False, capture_output=True
            )
    except (subprocess.SubprocessError, OSError):
        pass  # there is no outcome then, and that is what is kept
    finally:
        keep(server, analysis_id)
        _running.discard(analysis_id)


def keep(server: Server, analysis_id: str) -> None:
    """Store the outcome of a job that has ended, with its files, and remove its folder."""
    folder = folder_of(server, analysis_id)
    outcome = Outcome.read(folder)
    if outcome is None:
        told = {language: [text(language, "analysis-interrupted")] for language in LANGUAGES}
        outcome = Outcome(problems=told, n_problems=1)
    names = sorted((folder / OUT).iterdir()) if (folder / OUT).is_dir() else []
    files = {} if outcome.has_failed else {path.name: path.read_bytes() for path in names}
    now = server.clock.now()

    def write(connection: Connection) -> None:
        known = analyses.get(connection, analysis_id)
        ended = analyses.finish(
            connection,
            analysis_id,
            files=files,
            outcome=outcome.plain(),
            at=now,
            has_failed=outcome.has_failed,
        )
        if ended and known is not None and outcome.calibration:
            content = files[outcome.calibration]
            analyses.add_calibration(connection, content, at=now, by=known.requested_by)

    server.database.write(write)
    shutil.rmtree(folder, ignore_errors=True)
