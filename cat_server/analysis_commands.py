"""`cat-server calibrate | link | fit | dif | security`: analyses of the journal or of files, from a shell.

They print a summary and write the result, reports in both languages as HTML and PDF, and, of a calibration
or a link, a calibration file. The same inputs, options, date and seed give the same files, byte by byte.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, TextIO

from cat_server.analyses.known_items import (
    NOTHING_KNOWN,
    KnownItems,
    known_from_calibration,
    known_from_section,
)
from cat_server.analyses.refusals import AnalysisRefusedError
from cat_server.analyses.request import Kind, Request
from cat_server.app import create_server
from cat_server.clock import Clock
from cat_server.reports.analyses.files import RESULT, Analysis, made, made_of_rankings
from cat_server.responses.file_source import read_file
from cat_server.responses.journal_source import JournalSource, read_journal
from cat_server.responses.problems import BadResponsesError
from cat_server.responses.rankings_source import read_rankings
from cat_server.responses.table import ResponseTable
from cat_server.server import Server
from cat_server.settings import load
from cat_server.storage import analyses
from item_bank.calibration_file import calibration_digest
from item_bank.release import Release, SectionContent

BAR = 30
FEWEST_ANSWERED = 0.5
"""Share of a file's cells below which it is none of one form."""
SHOWN_DIGITS = 12
STAGES = {
    "reading": "reading responses",
    "estimating": "computing",
    "records": "looking at records",
    "times": "looking at times",
    "pairs": "comparing pairs",
    "drawing": "drawing reports",
}
_NOT_OPTIONS = frozenset(
    {"run", "kind", "source", "new", "old", "release", "section", "programme", "bank", "known"}
    | {"items", "date", "seed", "out", "language", "online", "earlier", "blanks_wrong"}
)
_OF_ONLINE = ("method", "min_responses", "max_responses", "difficulty_error", "slope_error")


class CommandError(ValueError):
    """What is wrong with the arguments, in a sentence."""


def run(options: argparse.Namespace) -> tuple[int, list[str]]:
    """Make one analysis: 0 with its summary when it was made, 1 with sentences when it could not be."""
    try:
        with _opened(options) as server:
            analysis, folder = _made(options, server)
    except BadResponsesError as error:
        told = [problem.sentence(options.language) for problem in error.problems]
        more = error.n_problems - len(told)
        return 1, [*told, *([f"… {more}"] if more else [])]
    except AnalysisRefusedError as error:
        return 1, [error.sentence(options.language)]
    except (ValueError, OSError) as error:
        return 1, [str(error)]
    told = [
        *analysis.lines[options.language],
        "",
        f"The result, reports as HTML and PDF, and a csv are in {folder}/.",
    ]
    if analysis.calibration:
        file = f"{folder}/{analysis.calibration}"
        if getattr(options, "online", False):
            told.append(
                "Nothing is promoted yet. Somebody decides about the items, after a look at the report:"
            )
            told.append(f"cat-server promote {file} ITEM ... --retire ITEM,...")
        else:
            told.append("A release is published with this calibration by")
            told.append(f"cat-server publish BANK PLAN --calibration {file}")
    return 0, told


@contextmanager
def _opened(options: argparse.Namespace) -> Iterator[Server | None]:
    """The server's parts where the journal or a release is asked for; files alone need no database."""
    if options.kind == "link":
        needs_it = not Path(options.old).is_file()
    else:
        needs_it = options.source == "journal" or options.release is not None
    if not needs_it:
        yield None
        return
    server = create_server(load())
    try:
        yield server
    finally:
        server.database.close()


def _made(options: argparse.Namespace, server: Server | None) -> tuple[Analysis, Path]:
    bar = _bar(sys.stderr)
    release, content = _release(options, server)
    bank = options.bank or (release.bank_id if release is not None else "")
    section = options.section or (content.plan.id if content is not None else "")
    clock = server.clock if server is not None else Clock()
    kind, given = _asked(options)
    request = Request(
        kind=kind,
        date=options.date or clock.now().date().isoformat(),
        seed=options.seed,
        bank=bank,
        section=section,
        items=() if kind == "link" else options.items,
        options=given,
    )
    known = NOTHING_KNOWN if release is None or content is None else known_from_section(release, content)
    if kind == "link":
        new = _calibration(options.new)
        if release is None:
            known = _calibration(Path(options.old))
        named = new.calibration
        if named is not None:
            request = Request(
                kind,
                request.date,
                request.seed,
                bank or named.bank,
                section or named.section,
                (),
                request.options,
            )
        analysis = made(request, None, known, new=new, stage=bar)
    elif kind != "calibrate" and content is not None and content.forced_choice is not None:
        raise AnalysisRefusedError("of-forced-choice", section=section)
    elif content is not None and content.forced_choice is not None:
        analysis = _of_statements(options, request, server, release, content, bar)
    else:
        if options.known is not None:
            known = _calibration(options.known)
        bar("reading")
        table = _table(options, request, server, release, bar)
        analysis = made(request, table, known, stage=bar)
    bar("")
    folder = _written(options, analysis)
    if analysis.calibration and server is not None:
        content_bytes, now = analysis.files[analysis.calibration], server.clock.now()
        by = f"shell:{os.environ.get('USER', 'unknown')}"
        server.database.write(lambda c: analyses.add_calibration(c, content_bytes, at=now, by=by))
    return analysis, folder


def _of_statements(
    options: argparse.Namespace,
    request: Request,
    server: Server | None,
    release: Release | None,
    content: SectionContent,
    bar: Callable[[str], None],
) -> Analysis:
    """The calibration of the statements of a section of forced choice, which is read from the journal."""
    form = content.forced_choice
    if options.source != "journal" or server is None or release is None or form is None:
        raise CommandError("Statements of forced choice are calibrated from the journal: name no file.")
    if options.anchors or options.group:
        raise CommandError("--anchors and --group have no meaning for statements of forced choice.")
    bar("reading")
    source = JournalSource((release.digest,), content.plan.id, options.programme)
    table = read_rankings(server.database, source, release)
    asked = replace(request, kind="statements", items=(), options={})
    return made_of_rankings(asked, form, table, release.digest, stage=bar)


def _asked(options: argparse.Namespace) -> tuple[Kind, dict[str, Any]]:
    """The kind and its options; `calibrate --online` is a kind of its own."""
    kind: Kind = options.kind
    given = {name: value for name, value in vars(options).items() if name not in _NOT_OPTIONS}
    if kind != "calibrate":
        return kind, given
    of_online = {name: value for name in _OF_ONLINE if (value := given.pop(name)) is not None}
    if options.online:
        return "online", of_online | {name: given[name] for name in ("model", "polytomous")}
    if options.earlier:
        of_online["earlier"] = options.earlier
    if of_online:
        raise CommandError(f"--{next(iter(of_online)).replace('_', '-')} has a meaning with --online only.")
    return kind, given


def _release(
    options: argparse.Namespace, server: Server | None
) -> tuple[Release | None, SectionContent | None]:
    wanted = options.release
    if options.kind == "link" and server is not None:
        wanted = wanted or options.old
    if server is None:
        return None, None
    known = [each.digest for each in server.releases.published()]
    listed = ", ".join(digest[:SHOWN_DIGITS] for digest in known) or "none"
    if wanted is None:
        if len(known) != 1:
            raise CommandError(f"Name the release by --release. Published here: {listed}.")
        wanted = known[0]
    found = [digest for digest in known if digest.startswith(wanted.lower())]
    if len(found) != 1 or not wanted:
        raise CommandError(f"No release, or more than one, begins with {wanted!r}. Published here: {listed}.")
    release = server.releases.get(found[0])
    sections = {content.plan.id: content for content in release.sections}
    if options.section and options.section not in sections:
        raise CommandError(f"There is no section {options.section!r}. The sections: {', '.join(sections)}.")
    return release, sections[options.section or next(iter(sections))]


def _table(
    options: argparse.Namespace,
    request: Request,
    server: Server | None,
    release: Release | None,
    bar: Callable[[str], None],
) -> ResponseTable:
    if options.source != "journal":
        table = read_file(Path(options.source), groups=request.groups)
        return _with_gaps_wrong(table) if options.blanks_wrong else table
    if options.blanks_wrong:
        raise CommandError("--blanks-wrong is for files; in the journal the section's plan says what counts.")
    if server is None or release is None:
        raise CommandError("Name the release by --release.")
    digests = (release.digest, *_earlier(options, server, release))
    source = JournalSource(digests, request.section, options.programme)

    def told(done: int, total: int) -> None:
        if done == total or done % 200 == 0:
            bar(f"reading {done}/{total}")

    return read_journal(server.database, source, server.releases.get, server.zone, progress=told)


def _with_gaps_wrong(table: ResponseTable) -> ResponseTable:
    share = table.n_responses / max(table.n_persons * table.n_items, 1)
    if share < FEWEST_ANSWERED:
        raise CommandError(
            f"--blanks-wrong is for a form that everybody was given whole, and here only {share:.0%} of it "
            "are answered."
        )
    return table.with_gaps_wrong()


def _earlier(options: argparse.Namespace, server: Server, release: Release) -> tuple[str, ...]:
    """The digests of further releases whose sittings are to be read, too."""
    found = []
    for wanted in getattr(options, "earlier", ()):
        known = [
            each.digest for each in server.releases.published() if each.digest.startswith(wanted.lower())
        ]
        if len(known) != 1 or server.releases.get(known[0]).bank_id != release.bank_id:
            raise CommandError(
                f"No release of the bank {release.bank_id}, or several, begin with {wanted!r}."
            )
        found.append(known[0])
    return tuple(digest for digest in dict.fromkeys(found) if digest != release.digest)


def _calibration(path: Path) -> KnownItems:
    try:
        return known_from_calibration(path.read_bytes())
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise CommandError(f"The file {path} cannot be read: {reason}.") from None
    except ValueError as error:
        raise CommandError(f"{path}: {error}") from None


def _written(options: argparse.Namespace, analysis: Analysis) -> Path:
    digest = calibration_digest(analysis.files[RESULT])
    folder: Path = options.out or Path(f"analysis-{options.kind}-{digest[:SHOWN_DIGITS]}")
    folder.mkdir(parents=True, exist_ok=True)
    for name, body in analysis.files.items():
        if not name.startswith("part-"):
            (folder / name).write_bytes(body)
    return folder


def _bar(stream: TextIO) -> Callable[[str], None]:
    """A line that tells what is going on and fills while responses are read; nothing where nobody watches."""

    def show(stage: str) -> None:
        if not stream.isatty():
            return
        name, _, counts = stage.partition(" ")
        told = STAGES.get(name, "")
        if counts:
            done, total = (int(part) for part in counts.split("/"))
            filled = BAR * done // max(total, 1)
            told = f"{told}  [{'#' * filled}{'.' * (BAR - filled)}] {done:,} of {total:,}"
        stream.write(f"\r\x1b[K{told}")
        stream.flush()

    return show
