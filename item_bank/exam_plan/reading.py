"""Reading an exam plan from a TOML file, with every problem of it."""

import stat
from pathlib import Path
from typing import cast, get_args

from item_bank.bank import Bank
from item_bank.exam_plan.ability import read_ability, report_earlier
from item_bank.exam_plan.against_bank import check_plan
from item_bank.exam_plan.blueprint_reading import read_blueprint
from item_bank.exam_plan.exposure import read_exposure
from item_bank.exam_plan.plan import (
    ExamPlan,
    SectionPlan,
    Unanswered,
)
from item_bank.exam_plan.pretest import read_pretest
from item_bank.exam_plan.selection import read_selection
from item_bank.exam_plan.stopping import read_stopping
from item_bank.exam_plan.traits import read_traits
from item_bank.findings import Finding, Position, finding, has_errors, in_reading_order
from item_bank.item_tables import read_format, read_languages
from item_bank.table_reader import Table
from item_bank.toml_source import TomlSource, load_toml
from scoring.reporting_scale import ReportingScale

UNANSWERED = get_args(Unanswered)
MOST_BYTES = 1_000_000
LONGEST_SECTION_SECONDS = 8 * 3600
LONGEST_GRACE_SECONDS = 60


def read_plan(
    path: Path, bank: Bank | None, *, shown_as: str | None = None
) -> tuple[ExamPlan | None, list[Finding]]:
    """The plan, or None when it has an error, and every problem of the file and of the plan with the bank.

    Without a bank (it could not be read) the plan is judged by itself. `shown_as` names the file in findings.
    """
    report: list[Finding] = []
    plan = _read_file(path, str(path) if shown_as is None else shown_as, report)
    if plan is not None and bank is not None:
        report.extend(check_plan(plan, bank))
    return None if has_errors(report) else plan, in_reading_order(report)


def read_plan_text(
    text: str, bank: Bank | None, *, shown_as: str = ""
) -> tuple[ExamPlan | None, list[Finding]]:
    """The plan of a TOML text, as `read_plan` gives it."""
    report: list[Finding] = []
    plan = _read_content(text.encode("utf-8", "replace"), shown_as, report)
    if plan is not None and bank is not None:
        report.extend(check_plan(plan, bank))
    return None if has_errors(report) else plan, in_reading_order(report)


def _read_file(path: Path, shown: str, report: list[Finding]) -> ExamPlan | None:
    place = Position(shown, 1)
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            report.append(finding("file-not-regular", place))
            return None
        if status.st_size > MOST_BYTES:
            report.append(finding("file-too-large", place, size=status.st_size, most=MOST_BYTES))
            return None
        content = path.read_bytes()
    except FileNotFoundError:
        report.append(finding("file-missing", place))
        return None
    except OSError as error:
        report.append(finding("file-unreadable", place, reason=error.strerror or ""))
        return None
    return _read_content(content, shown, report)


def _read_content(content: bytes, shown: str, report: list[Finding]) -> ExamPlan | None:
    if len(content) > MOST_BYTES:
        report.append(finding("file-too-large", Position(shown, 1), size=len(content), most=MOST_BYTES))
        return None
    loaded = load_toml(shown, content, report)
    if loaded is None:
        return None
    values, source = loaded
    return _read_plan(Table(values, source, report), source)


def _read_plan(table: Table, source: TomlSource) -> ExamPlan:
    """The plan with stand-ins for what is wrong, so that it can be compared with the bank all the same."""
    read_format(table)
    table.languages = languages = read_languages(table)
    sections = [_read_section(inner) for inner in table.tables("section")]
    if "section" in table and not sections:
        table.problem("list-empty", "section", field="section")
    _report_repeated_ids(table, sections)
    for index in range(len(sections)):
        report_earlier(table, sections, index)
    plan = ExamPlan(
        id=table.identifier("id"),
        title=table.text("title"),
        languages=languages,
        notice=table.text("notice"),
        sections=tuple(sections),
        practice=table.strings("practice", ()),
        practice_note=table.text("practice_note") if "practice_note" in table else None,
        grace_seconds=float(table.number("grace_seconds", 5.0, low=0.0, high=LONGEST_GRACE_SECONDS)),
        source=source,
    )
    table.ignore("practice_note")
    table.finish()
    return plan


def _report_repeated_ids(table: Table, sections: list[SectionPlan]) -> None:
    ids: set[str] = set()
    for index, section in enumerate(sections):
        if section.id in ids:
            table.problem("section-id-repeated", "section", index, "id", id=section.id)
        ids.add(section.id)


def _read_section(table: Table) -> SectionPlan:
    kind = table.one_of("kind", ("adaptive", "fixed"))
    is_adaptive = kind == "adaptive"
    domains = table.strings("domains")
    if "domains" in table and not domains:
        table.problem("list-empty", "domains", field="domains")
    ability = read_ability(table.table("ability", is_required=False))
    selection = read_selection(_of_adaptive(table, "selection", is_adaptive=is_adaptive))
    stopping = read_stopping(_of_adaptive(table, "stopping", is_adaptive=is_adaptive), ability)
    return SectionPlan(
        id=table.identifier("id"),
        kind="adaptive" if is_adaptive else "fixed",
        title=table.text("title"),
        instructions=table.text("instructions"),
        domains=domains,
        time_limit_seconds=table.integer("time_limit_seconds", low=1, high=LONGEST_SECTION_SECONDS),
        unanswered=cast("Unanswered", table.one_of("unanswered", UNANSWERED, "not_administered")),
        ability=ability,
        reporting=_read_reporting(table.table("reporting", is_required=False)),
        selection=selection,
        exposure=read_exposure(_of_adaptive(table, "exposure", is_adaptive=is_adaptive), selection),
        stopping=stopping,
        shuffle_items=_read_shuffle_items(table, kind),
        shuffle_options=table.boolean("shuffle_options", default=is_adaptive),
        content=read_blueprint(_of_adaptive(table, "content", is_adaptive=is_adaptive, is_required=False)),
        pretest=read_pretest(
            _of_adaptive(table, "pretest", is_adaptive=is_adaptive, is_required=False), stopping
        ),
        traits=read_traits(table, is_adaptive=is_adaptive),
    )


def _of_adaptive(table: Table, name: str, *, is_adaptive: bool, is_required: bool = True) -> Table | None:
    if is_adaptive:
        return table.table(name, is_required=is_required)
    if name in table and table.peek("kind") == "fixed":
        table.problem("field-of-adaptive-only", name, field=name)
    table.ignore(name)
    return None


def _read_shuffle_items(table: Table, kind: str) -> bool:
    if kind == "adaptive" and "shuffle_items" in table:
        table.problem("field-of-fixed-only", "shuffle_items", field="shuffle_items")
    return table.boolean("shuffle_items", default=False)


def _read_reporting(table: Table | None) -> ReportingScale:
    if table is None:
        return ReportingScale()
    mean, sd = float(table.number("mean", 50.0)), float(table.number("sd", 10.0, low=1e-6))
    lowest = float(table.number("lowest", mean - 3.0 * sd))
    highest = float(table.number("highest", mean + 3.0 * sd))
    if table.is_sound and lowest >= highest:
        table.problem("reporting-range-empty", "lowest", lowest=f"{lowest:g}", highest=f"{highest:g}")
    return ReportingScale(mean, sd, lowest, highest) if table.is_sound else ReportingScale()
