"""The report of a link: the change of scale, its error, and every anchor on both scales."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from cat_server.analyses.linking import LinkResult
from cat_server.analyses.request import LinkOptions
from cat_server.reports.analyses.drawings import rounded_axis
from cat_server.reports.analyses.words import Words, general_notices
from cat_server.reports.document import (
    Block,
    Cell,
    Chip,
    Column,
    DataTable,
    Drawing,
    Facts,
    Notice,
    Paragraph,
    Section,
)
from cat_server.reports.plots import Series, plot
from cat_server.reports.svg import Caption


def link_sections(words: Words, result: LinkResult, options: LinkOptions) -> Iterator[Section]:
    """The sections in the order in which they are read."""
    lines = [
        (words("link-method"), words(f"link-method-{options.method.replace('_', '-')}")),
        (words("link-slope"), f"{words.number(result.slope, 4)} ± {words.number(result.slope_error, 4)}"),
        (
            words("link-intercept"),
            f"{words.number(result.intercept, 4)} ± {words.number(result.intercept_error, 4)}",
        ),
        (words("link-anchors"), words("link-anchors-kept", kept=result.n_kept, all=result.n_anchors)),
    ]
    told: list[Block] = [
        Facts(lines),
        Paragraph(words("link-meaning")),
        *general_notices(words, result.findings),
    ]
    if not result.findings:
        told.append(Notice("good", words("link-clean")))
    yield Section(words("analysis-summary"), told)
    note = Paragraph(words("link-plot-note"), is_soft=True)
    yield Section(words("link-anchors"), [note, Drawing(_plot(words, result)), _table(words, result)])


def _plot(words: Words, result: LinkResult) -> Markup:
    kept = [anchor for anchor in result.anchors if anchor.is_kept]
    gone = [anchor for anchor in result.anchors if not anchor.is_kept]
    values = [anchor.source_b for anchor in result.anchors]
    ends = [min(values), max(values)]
    others = [anchor.target_b for anchor in result.anchors]
    series = [
        Series(words("legend-link"), "line", ends, [result.slope * end + result.intercept for end in ends]),
        Series(
            words("legend-kept"), "dots", [each.source_b for each in kept], [each.target_b for each in kept]
        ),
    ]
    if gone:
        series.append(
            Series(
                words("legend-removed"),
                "dots",
                [each.source_b for each in gone],
                [each.target_b for each in gone],
                words=[each.item for each in gone],
            )
        )
    return plot(
        Caption("link", words("link-plot"), words("link-plot-note")),
        rounded_axis(words("axis-new-b"), values, number=words.tick),
        rounded_axis(words("axis-old-b"), others, number=words.tick),
        series,
    )


def _table(words: Words, result: LinkResult) -> DataTable:
    columns = (
        Column(words("analysis-column-item")),
        Column(words("link-new-a"), is_number=True),
        Column(words("link-old-a"), is_number=True),
        Column(words("link-new-b"), is_number=True),
        Column(words("link-old-b"), is_number=True),
        Column("z (a)", is_number=True),
        Column("z (b)", is_number=True),
        Column(words("analysis-column-note")),
    )
    rows: list[Sequence[Cell]] = [
        (
            anchor.item,
            words.number(anchor.linked_a),
            words.number(anchor.target_a),
            words.number(anchor.linked_b),
            words.number(anchor.target_b),
            words.number(anchor.slope_z, 1),
            words.number(anchor.location_z, 1),
            "" if anchor.is_kept else Chip("warn", words("link-removed")),
        )
        for anchor in result.anchors
    ]
    return DataTable(words("link-anchors"), columns, rows)
