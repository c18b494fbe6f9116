"""The child process that holds a plan against a bank and tries it on simulated participants.

It takes a core for seconds or minutes; the halls need the other one. What it finds lies in a folder.
"""

from __future__ import annotations

import os
import subprocess
import sys
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import msgspec
import numpy as np

from cat_server.banks.reading import BankReader, UnknownBankError
from cat_server.reports import charts, plots, simulation_report
from cat_server.reports.numbers import number
from cat_server.reports.pool_report import pool_information
from cat_server.reports.svg import Caption
from cat_server.storage.database import Database
from cat_server.storage.releases import ReleaseStore
from cat_server.texts import text
from cat_server.web import readable
from item_bank.bank import Bank
from item_bank.checks import check
from item_bank.exam_plan import ExamPlan, read_plan_text
from item_bank.exam_plan.pool_information import PoolInformation, section_information
from item_bank.findings import Finding, has_errors, in_reading_order
from item_bank.release import Release, SectionContent, build_release

DATABASE: Final = "CAT_SERVER_TRIAL_DATABASE"
LONGEST_CHECK_SECONDS: Final = 180
LONGEST_TRIAL_SECONDS: Final = 1800
MOST_SIMULATED: Final = 2000
SEED: Final = 1
ASK, PLAN, CHECKED, TRIED = "ask.json", "plan.toml", "checked.json", "tried.json"
_ROOT = Path(__file__).resolve().parents[3]


@dataclass(frozen=True, slots=True)
class Ask:
    """What is to be looked at; `by` and the folder's name make it one person's."""

    bank: str
    plan: str
    language: str
    by: str
    n_simulated: int = 0


@dataclass(frozen=True, slots=True)
class Told:
    """One finding as a page shows it."""

    severity: str
    line: int
    sentence: str


@dataclass(frozen=True, slots=True)
class SectionPool:
    """What the bank gives to one section: a drawing, sentences about gaps, and thin cells."""

    title: str
    n_items: int
    chart: str
    sentences: tuple[str, ...]
    cells: tuple[tuple[str, int, tuple[int, ...]], ...]
    bands: tuple[str, ...]
    supplies: tuple[tuple[str, int, int, int], ...]


@dataclass(frozen=True, slots=True)
class Checked:
    """Every problem of a plan with the bank, and what the bank gives to it."""

    findings: tuple[Told, ...]
    has_errors: bool
    sections: tuple[SectionPool, ...] = ()


@dataclass(frozen=True, slots=True)
class SectionTrial:
    """What simulated participants made of one section: figures by name, drawings (SVG, base 64) by words."""

    title: str
    facts: tuple[tuple[str, str], ...]
    drawings: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Tried:
    """How a plan did; `problem` is a sentence where it could not be tried."""

    sections: tuple[SectionTrial, ...] = field(default=())
    problem: str = ""


def run(folder: Path, action: str, database_url: str) -> bool:
    """Whether a child process did it: `check` or `try` what lies in this folder."""
    environment = {"PATH": os.environ.get("PATH", ""), "LANG": "C.UTF-8", "OPENBLAS_NUM_THREADS": "1"}
    environment[DATABASE] = database_url
    command = [sys.executable, "-m", "cat_server.web.plans.trial", str(folder.resolve()), action]
    longest = LONGEST_CHECK_SECONDS if action == "check" else LONGEST_TRIAL_SECONDS
    try:
        subprocess.run(command, cwd=_ROOT, env=environment, timeout=longest, check=True, capture_output=True)
    except subprocess.SubprocessError:
        return False
    return True


def checked(bank: Bank, plan_text: str, name: str, language: str) -> tuple[ExamPlan | None, Checked]:
    """The plan where it has no error, and everything that is to be told about it."""
    plan, found = read_plan_text(plan_text, bank, shown_as=f"plans/{name}.toml")
    findings: list[Finding] = list(found)
    if plan is not None:
        findings += check(bank, plan)
    findings = in_reading_order(findings)
    own = f"plans/{name}.toml"
    told = tuple(
        Told(each.severity, each.line if each.file == own else 0, _sentence(each, own, language))
        for each in findings
    )
    # What a release cannot be made of says nothing about its pool, either.
    is_wrong = has_errors(findings) or plan is None
    sections = () if is_wrong or plan is None else tuple(_pools(plan, bank, language))
    return (None if is_wrong else plan), Checked(told, is_wrong, sections)


def tried(bank: Bank, plan: ExamPlan, n_simulated: int, language: str, progress: Path) -> Tried:
    """The plan on simulated participants, by the very objects that would run it in a hall."""
    release = Release.load(build_release(bank, plan))
    before: dict[str, simulation_report.SectionSimulation] = {}
    sections = []
    for index, content in enumerate(release.sections):
        title = readable.in_language(language, content.plan.title)
        if content.forced_choice is not None:
            sections.append(
                SectionTrial(
                    title,
                    ((text(language, "plan-trial-note-short"), text(language, "plan-trial-traits")),),
                    (),
                )
            )
            continue

        def show(done: int, index: int = index) -> None:
            _write(progress / "progress.json", {"section": index + 1, "done": done, "total": n_simulated})

        report = simulation_report.simulated(
            content, n_simulated, seed=SEED, section=index, earlier=before, progress=show
        )
        before[content.plan.id] = report
        drawn = simulation_report.drawings(report, language)
        pictures = tuple(
            (text(language, f"simulation-{name}-told"), b64encode(plots.as_file(each).encode()).decode())
            for name, each in drawn.items()
        )
        sections.append(SectionTrial(title, tuple(_facts(report, language)), pictures))
    return Tried(tuple(sections))


def _facts(report: simulation_report.SectionSimulation, language: str) -> Iterator[tuple[str, str]]:
    """The figures of a section by their names."""
    result, plan = report.result, report.content.plan

    def told(name: str, **values: float | str) -> tuple[str, str]:
        return text(language, f"simulation-fact-{name}"), text(language, f"simulation-told-{name}", **values)

    def shown(value: float, digits: int = 2) -> str:
        return number(language, value, digits)

    yield told("persons", n=result.n_examinees, items=result.n_items)
    yield told("bias", value=shown(result.bias, 3))
    yield told("rmse", value=shown(result.rmse, 3), scale=shown(plan.reporting.sd * result.rmse, 1))
    yield told("reliability", value=shown(result.reliability, 3))
    yield told("coverage", share=shown(100 * result.coverage(), 1))
    lengths = result.lengths
    yield told("length", mean=shown(result.mean_length, 1), low=int(lengths.min()), high=int(lengths.max()))
    yield told(
        "exposure",
        most=round(100 * result.max_exposure),
        unused=round(100 * result.unused_share),
        overlap=round(100 * result.overlap),
    )
    if plan.content is not None and result.violations is not None:
        yield told("content", n=int(np.count_nonzero(result.violations)), all=result.n_examinees)
    if result.total_seconds is not None:
        minutes = result.total_seconds / 60.0
        most = float(np.percentile(minutes, 95.0))
        yield told("time", mean=shown(float(minutes.mean()), 1), most=shown(most, 1))


def _sentence(found: Finding, own: str, language: str) -> str:
    """Where it is, unless in the plan itself, and what to do."""
    place = "" if found.file in {own, ""} else f"{found.item or found.position}: "
    return place + found.sentence(language)


def _pools(plan: ExamPlan, bank: Bank, language: str) -> Iterator[SectionPool]:
    release = Release.load(build_release(bank, plan))
    for index, content in enumerate(release.sections):
        title = readable.in_language(language, content.plan.title)
        if content.forced_choice is not None:
            yield SectionPool(title, len(content.items), "", (), (), (), ())
            continue
        found = section_information(plan, index, bank)
        yield SectionPool(
            title, found.n_items, _chart(content, title, language), tuple(_gaps(found, content, language)),
            tuple(
                (" / ".join(filter(None, (cell.domain, cell.subdomain))), cell.n_items, cell.n_by_band)
                for cell in found.cells
            ),
            tuple(_band(low, high, language) for low, high in found.bands),
            tuple((each.words, each.at_least, each.n_items, each.n_lacking) for each in found.supplies),
        )  # fmt: skip


def _chart(content: SectionContent, title: str, language: str) -> str:
    words = charts.InformationWords(
        text(language, "information-x-axis"), text(language, "information-y-axis")
    )
    caption = Caption(
        f"pool-{content.plan.id}",
        text(language, "information-title", section=title),
        text(language, "information-description", n=len(content.items), most=content.max_items),
    )
    pool = pool_information(content)
    return str(
        charts.information_chart(pool, caption, words, lambda value: readable.plain_number(language, value))
    )


def _gaps(found: PoolInformation, content: SectionContent, language: str) -> Iterator[str]:
    scale = content.reporting_scale
    if found.standard_error is None:
        yield text(language, "plan-no-precision")
        return
    if not found.gaps:
        yield text(language, "plan-no-gaps", error=number(language, found.standard_error, 2))
    for gap in found.gaps:
        yield text(
            language,
            "plan-gap",
            low=number(language, float(scale.score(gap.low)), 0),
            high=number(language, float(scale.score(gap.high)), 0),
            share=round(100 * gap.share),
            error=number(language, gap.standard_error, 2),
            asked=number(language, found.standard_error, 2),
        )


def _band(low: float, high: float, language: str) -> str:
    def end(value: float) -> str:
        return readable.plain_number(language, value)

    if low == -float("inf"):
        return f"< {end(high)}"
    return f"> {end(low)}" if high == float("inf") else f"{end(low)} … {end(high)}"


def _write(path: Path, value: object) -> None:
    unfinished = path.with_name(f".{path.name}")
    unfinished.write_bytes(msgspec.json.encode(value))
    unfinished.replace(path)


def _work(folder: Path, action: str, reader: BankReader) -> None:
    ask = msgspec.json.decode((folder / ASK).read_bytes(), type=Ask)
    bank = reader.bank(ask.bank)
    plan, report = checked(bank, (folder / PLAN).read_text(encoding="utf-8"), ask.plan, ask.language)
    _write(folder / CHECKED, report)
    if action == "check":
        return
    found = Tried(problem=text(ask.language, "plan-trial-errors"))
    if plan is not None:
        found = tried(bank, plan, min(ask.n_simulated, MOST_SIMULATED), ask.language, folder)
    _write(folder / TRIED, found)


if __name__ == "__main__":
    _database = Database(os.environ.pop(DATABASE))
    try:
        _work(Path(sys.argv[1]), sys.argv[2], BankReader(_database, ReleaseStore(_database)))
    except UnknownBankError:
        sys.exit(1)
    finally:
        _database.close()
