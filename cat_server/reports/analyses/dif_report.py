"""The report of differential functioning: each comparison with its classes, in words and as a drawing."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from cat_server.analyses.functioning import Comparison, DifResult, ItemDif
from cat_server.reports.analyses.drawings import Interval, interval_plot, rounded_axis
from cat_server.reports.analyses.words import Words
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
    Tone,
)
from cat_server.reports.svg import Caption

CLASS_TONES: dict[str, Tone] = {"A": "good", "B": "warn", "C": "danger"}
ROWS_OF_A_DRAWING = 45
FAR = 8.0


def dif_sections(words: Words, result: DifResult) -> Iterator[Section]:
    """The sections in the order in which they are read."""
    yield Section(words("analysis-summary"), _summary(words, result))
    for place, comparison in enumerate(result.comparisons):
        yield _comparison(words, comparison, place)


def _summary(words: Words, result: DifResult) -> list[Block]:
    classes = [item.dif_class for each in result.comparisons for item in each.items]
    lines = [
        (words("dif-column"), result.group),
        (words("dif-reference"), result.reference),
        (words("dif-compared"), ", ".join(each.focal for each in result.comparisons)),
        (words("dif-classes"), ", ".join(f"{name}: {classes.count(name)}" for name in ("A", "B", "C"))),
    ]
    blocks: list[Block] = [Facts(lines), Paragraph(words("dif-meaning"))]
    blocks.append(Paragraph(words("fit-estimated-here" if result.is_estimated_here else "fit-known")))
    if result.left_out_groups:
        blocks.append(Notice("info", words("dif-small-groups", groups=", ".join(result.left_out_groups))))
    if result.left_out:
        blocks.append(Notice("info", words("analysis-left-out", n=len(result.left_out))))
    return blocks


def _comparison(words: Words, comparison: Comparison, place: int) -> Section:
    heading = words("dif-comparison", focal=comparison.focal, reference=comparison.reference)
    lines = [
        (words("dif-n-reference", group=comparison.reference), words.whole(comparison.n_reference)),
        (words("dif-n-focal", group=comparison.focal), words.whole(comparison.n_focal)),
        (words("dif-matching"), words(f"dif-matching-{comparison.matching}")),
        (
            words("dif-means"),
            f"{words.number(comparison.mean_reference)} / {words.number(comparison.mean_focal)}",
        ),
        (words("dif-anchors"), words.whole(comparison.n_anchors)),
    ]
    blocks: list[Block] = [Facts(lines)]
    if comparison.stopped_by != "stable":
        blocks.append(Notice("warn", words("dif-not-stable")))
    blocks += _found(words, comparison)
    blocks += _drawings(words, comparison, place)
    blocks.append(_table(words, comparison))
    return Section(heading, blocks)


def _found(words: Words, comparison: Comparison) -> Iterator[Block]:
    rows: list[Sequence[Cell]] = [
        (
            item.item,
            _class_chip(item),
            " ".join(
                words(
                    f"item-finding-{code.replace('_', '-')}",
                    focal=comparison.focal,
                    reference=comparison.reference,
                )
                for code in item.findings
            ),
        )
        for item in comparison.items
        if item.findings
    ]
    if not any(math.isfinite(item.p_value) for item in comparison.items):
        yield Notice("warn", words("dif-none-tested"))
        return
    if not rows:
        yield Notice("good", words("dif-none"))
        return
    columns = (
        Column(words("analysis-column-item")),
        Column(words("dif-class")),
        Column(words("analysis-column-finding")),
    )
    yield DataTable(words("analysis-findings"), columns, rows)


def _class_chip(item: ItemDif) -> Cell:
    return "–" if item.dif_class is None else Chip(CLASS_TONES[item.dif_class], item.dif_class)


def _drawings(words: Words, comparison: Comparison, place: int) -> Iterator[Drawing]:
    for measure in ("delta", "effect"):
        own = [item for item in comparison.items if item.measure == measure and math.isfinite(item.size)]
        rows = [
            Interval(item.item, item.size, item.lower, item.upper, is_flagged=bool(item.findings))
            for item in sorted(own, key=lambda item: item.size)
        ]
        for part, first in enumerate(range(0, len(rows), ROWS_OF_A_DRAWING)):
            shown = rows[first : first + ROWS_OF_A_DRAWING]
            ends = [0.0, *(end for row in shown for end in (row.low, row.high, row.value) if abs(end) <= FAR)]
            title = words(f"dif-plot-{measure}")
            caption = Caption(f"dif-{place}-{measure}-{part}", title, words("dif-plot-note"))
            axis = rounded_axis(words(f"axis-dif-{measure}"), ends, number=words.tick)
            yield Drawing(interval_plot(caption, axis, shown, 0.0), words("dif-plot-note"))


def _table(words: Words, comparison: Comparison) -> DataTable:
    columns = (
        Column(words("analysis-column-item")),
        Column(words("dif-class")),
        Column(words("dif-size"), is_number=True),
        Column(words("dif-interval"), is_number=True),
        Column(words("fit-p"), is_number=True),
        Column(words("dif-residual-p"), is_number=True),
        Column(words("dif-nonuniform-p"), is_number=True),
        Column(words("dif-model-p"), is_number=True),
        Column("n", is_number=True),
    )
    rows: list[Sequence[Cell]] = [
        (
            item.item,
            _class_chip(item),
            words.number(item.size),
            f"{words.number(item.lower)} … {words.number(item.upper)}" if math.isfinite(item.lower) else "–",
            words.p_value(item.adjusted_p),
            words.p_value(item.residual_p),
            words.p_value(item.nonuniform_p),
            f"{words.p_value(item.ratio_p)} / {words.p_value(item.wald_p)}",
            f"{words.whole(item.n_reference)} / {words.whole(item.n_focal)}",
        )
        for item in comparison.items
    ]
    return DataTable(words("dif-table"), columns, rows)
