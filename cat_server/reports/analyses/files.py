"""Everything that is kept of one analysis: the result, the reports in both languages, a calibration file."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from cat_server.analyses.calibrating import Calibrated, calibrated_analysis
from cat_server.analyses.fitting import Fitted, fit_analysis
from cat_server.analyses.functioning import Functioning, dif_analysis
from cat_server.analyses.known_items import NOTHING_KNOWN, KnownItems
from cat_server.analyses.linking import Linked, linked_analysis
from cat_server.analyses.online import Online, online_analysis
from cat_server.analyses.refusals import AnalysisRefusedError
from cat_server.analyses.request import (
    CalibrateOptions,
    DifOptions,
    FitOptions,
    LinkOptions,
    OnlineOptions,
    Request,
    SecurityOptions,
    StatementsOptions,
)
from cat_server.analyses.security import Secured, security_analysis
from cat_server.analyses.statements import StatementsResult, statements_analysis
from cat_server.analyses.written import plain_of, program, result_bytes
from cat_server.reports.analyses.calibration_report import calibration_sections
from cat_server.reports.analyses.dif_report import dif_sections
from cat_server.reports.analyses.fit_report import fit_sections
from cat_server.reports.analyses.link_report import link_sections
from cat_server.reports.analyses.online_report import online_sections
from cat_server.reports.analyses.security_report import security_sections
from cat_server.reports.analyses.statements_report import statements_sections
from cat_server.reports.analyses.words import Words
from cat_server.reports.document import Document, Section
from cat_server.reports.document_html import as_file, as_part
from cat_server.reports.document_pdf import as_pdf
from cat_server.reports.document_text import as_lines
from cat_server.responses.rankings_source import RankingTable
from cat_server.responses.table import ResponseTable
from cat_server.texts import LANGUAGES
from item_bank.calibration_file import calibration_digest, calibration_file_name
from item_bank.forced_choice_form import ForcedChoiceForm

Stage: TypeAlias = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Ranked:
    """Calibrated statements."""

    result: StatementsResult


Found: TypeAlias = Calibrated | Online | Linked | Fitted | Functioning | Secured | Ranked

RESULT = "result.json"
TABLE = "result.csv"


@dataclass(frozen=True, slots=True)
class Analysis:
    """One made analysis: its files by name, a few counts, the name of the calibration file if any.

    `lines` are the summary for a terminal, by language.
    """

    files: Mapping[str, bytes]
    summary: Mapping[str, int]
    calibration: str = ""
    lines: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def made(
    request: Request,
    table: ResponseTable | None,
    known: KnownItems = NOTHING_KNOWN,
    *,
    new: KnownItems = NOTHING_KNOWN,
    stage: Stage | None = None,
) -> Analysis:
    """The analysis with everything that is kept of it; `new` is the calibration that is to be linked.

    Raises:
        AnalysisRefusedError: the inputs do not allow it.
        ValueError: an option has a value that it cannot have.
    """
    tell = stage or (lambda _name: None)
    tell("estimating")
    if table is not None and request.items:
        table = _chosen(table, request.items)
    inputs = _inputs(table, known, new)
    found = _found(request, table, known, new, inputs, tell)
    return _kept(request, found, {} if table is None else _counts(table), inputs, tell)


def made_of_rankings(
    request: Request,
    form: ForcedChoiceForm,
    table: RankingTable,
    release_digest: str,
    *,
    stage: Stage | None = None,
) -> Analysis:
    """The calibration of a release's statements with everything that is kept of it.

    Raises:
        AnalysisRefusedError: too few people ranked the blocks.
    """
    tell = stage or (lambda _name: None)
    tell("estimating")
    found = Ranked(statements_analysis(form, table))
    counts = {"persons": len(table.persons), "items": len(form.items), "responses": table.n_answers}
    return _kept(request, found, counts, {"responses": table.digest, "release": release_digest}, tell)


def _kept(
    request: Request, found: Found, counts: Mapping[str, int], inputs: Mapping[str, str], tell: Stage
) -> Analysis:
    """Every file of an analysis that was made."""
    result = found.result
    files = {RESULT: result_bytes(request, inputs, counts, result), TABLE: _csv(result)}
    calibration = ""
    if isinstance(found, Calibrated | Online | Linked):
        calibration = calibration_file_name(found.file)
        files[calibration] = found.file
    tell("drawing")
    lines = {}
    for language in LANGUAGES:
        document = _document(Words(language), request, found, counts, inputs, files)
        files[f"report-{language}.html"] = as_file(document).encode()
        files[f"part-{language}.html"] = str(as_part(document)).encode()
        files[f"report-{language}.pdf"] = as_pdf(document)
        lines[language] = tuple(as_lines(document))
    return Analysis(files, _summary(found), calibration, lines)


def _chosen(table: ResponseTable, items: tuple[str, ...]) -> ResponseTable:
    for item in items:
        if item not in table.items:
            raise AnalysisRefusedError("item-not-in-data", item=item)
    return table.with_items(items)


def _inputs(table: ResponseTable | None, known: KnownItems, new: KnownItems) -> dict[str, str]:
    inputs = {} if table is None else {"responses": table.digest}
    if known.digest:
        inputs[known.name] = known.digest
    if new.digest:
        inputs["new_calibration"] = new.digest
    return inputs


def _counts(table: ResponseTable) -> dict[str, int]:
    return {"persons": table.n_persons, "items": table.n_items, "responses": table.n_responses}


def _found(
    request: Request,
    table: ResponseTable | None,
    known: KnownItems,
    new: KnownItems,
    inputs: Mapping[str, str],
    tell: Stage,
) -> Found:
    options = request.typed_options
    if isinstance(options, LinkOptions):
        return linked_analysis(new, known, options, request, inputs)
    if table is None:
        raise AnalysisRefusedError("no-responses")
    match options:
        case CalibrateOptions():
            return calibrated_analysis(table, options, known, request, inputs)
        case OnlineOptions():
            return online_analysis(table, options, known, request, inputs)
        case FitOptions():
            return fit_analysis(table, options, known, request)
        case DifOptions():
            return dif_analysis(table, options, known)
        case SecurityOptions():
            return security_analysis(table, options, known, request, progress=tell)
        case StatementsOptions():
            raise AnalysisRefusedError("no-rankings")


def _sections(words: Words, request: Request, found: Found, counts: Mapping[str, int]) -> Iterator[Section]:
    options = request.typed_options
    match found:
        case Calibrated() if isinstance(options, CalibrateOptions):
            return calibration_sections(words, found, options, counts["responses"])
        case Online() if isinstance(options, OnlineOptions):
            return online_sections(words, found, options, counts["responses"])
        case Linked() if isinstance(options, LinkOptions):
            return link_sections(words, found.result, options)
        case Fitted():
            return fit_sections(words, found)
        case Functioning():
            return dif_sections(words, found.result)
        case Secured():
            return security_sections(words, found)
        case Ranked():
            return statements_sections(words, found.result)
    raise TypeError(f"found must be the result of a {request.kind}, got {type(found).__name__}")


def _document(
    words: Words,
    request: Request,
    found: Found,
    counts: Mapping[str, int],
    inputs: Mapping[str, str],
    files: Mapping[str, bytes],
) -> Document:
    told = [words("report-dated", date=request.date)]
    if request.section:
        told.insert(0, request.section)
    if counts:
        told.append(words("report-counts", persons=counts["persons"], items=counts["items"]))
    origin = [(words(f"report-input-{name.replace('_', '-')}"), digest) for name, digest in inputs.items()]
    origin.append((words("report-result"), calibration_digest(files[RESULT])))
    origin.append((words("report-program"), f"{program()}, {words('report-seed', seed=str(request.seed))}"))
    return Document(
        language=words.language,
        title=words(f"report-title-{request.kind}"),
        subtitle=" · ".join(told),
        sections=tuple(_sections(words, request, found, counts)),
        origin=origin,
        foot=words("report-again"),
    )


def _csv(result: object) -> bytes:
    """The rows of the result that a spreadsheet would want: items, or pairs and records of people."""
    plain = plain_of(result)
    rows: list[dict[str, object]]
    if "comparisons" in plain:
        rows = [{"focal": each["focal"], **item} for each in plain["comparisons"] for item in each["items"]]
    else:
        rows = (
            [*plain.get("items", ()), *plain.get("others", ())]
            or plain.get("anchors")
            or plain.get("records")
            or []
        )
    kept = io.StringIO(newline="")
    if rows:
        writer = csv.DictWriter(kept, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        for row in rows:
            writer.writerow({name: _cell(value) for name, value in row.items()})
    return kept.getvalue().encode()


def _cell(value: object) -> object:
    """A value for one cell; texts that a spreadsheet would run as a formula are made harmless."""
    if isinstance(value, list):
        return "; ".join(
            str(each.get("code", each.get("day", each))) if isinstance(each, dict) else str(each)
            for each in value
        )
    if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r"):
        return f"'{value}"
    return value


def _summary(found: Found) -> dict[str, int]:
    """A few counts for the list of analyses."""
    if isinstance(found, Calibrated):
        return {
            "items": len(found.result.items),
            "noted": sum(bool(each.findings) for each in found.result.items),
        }
    if isinstance(found, Online):
        return {
            "items": len(found.result.items),
            "noted": sum(each.decision != "hold" for each in found.result.items),
        }
    if isinstance(found, Linked):
        return {"items": found.result.n_anchors, "noted": found.result.n_anchors - found.result.n_kept}
    if isinstance(found, Ranked):
        return {
            "items": len(found.result.items),
            "noted": sum(bool(each.findings) for each in found.result.items),
        }
    if isinstance(found, Fitted):
        return {
            "items": len(found.result.items),
            "noted": sum(bool(each.findings) for each in found.result.items),
        }
    if isinstance(found, Functioning):
        items = [item for each in found.result.comparisons for item in each.items]
        return {"items": len(items), "noted": sum(bool(item.findings) for item in items)}
    return {"records": len(found.result.records), "pairs": found.result.pairs.n_noted}
