"""The report of a calibration: what was estimated, how surely, and which items deserve a look."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from cat_server.analyses.calibrating import Calibrated, CalibrationResult, ItemEstimate, WholeFit
from cat_server.analyses.request import CalibrateOptions
from cat_server.analyses.times import SpeedEstimate
from cat_server.reports.analyses.drawings import Interval, interval_plot, rounded_axis
from cat_server.reports.analyses.words import (
    Words,
    curve_sections,
    findings_section,
    general_notices,
    information_section,
    residual_section,
)
from cat_server.reports.document import (
    Block,
    Cell,
    Chip,
    Column,
    DataTable,
    Drawing,
    Facts,
    Paragraph,
    Section,
)
from cat_server.reports.svg import Caption

Z = 1.96
ROWS_OF_A_DRAWING = 45
FAR = 8.0


def calibration_sections(
    words: Words, found: Calibrated, options: CalibrateOptions, n_responses: int
) -> Iterator[Section]:
    """The sections in the order in which they are read."""
    result = found.result
    yield Section(words("analysis-summary"), _summary(words, result, options, n_responses))
    yield findings_section(words, [(item.item, item.findings) for item in result.items])
    yield _estimates(words, result)
    yield information_section(words, found.pool)
    distance = {item.item: item.rmsd for item in result.items}
    yield from curve_sections(
        words, found.pool, found.pool_items, found.curves, [distance[item] for item in found.pool_items]
    )
    yield residual_section(words, found.curves)
    if result.times:
        yield _times(words, result)


def _summary(
    words: Words, result: CalibrationResult, options: CalibrateOptions, n_responses: int
) -> list[Block]:
    n_anchors = sum(item.is_anchor for item in result.items)
    lines = [
        (words("calibration-persons"), words.whole(sum(group.n for group in result.groups))),
        (words("calibration-items"), words.whole(len(result.items))),
        (words("calibration-responses"), words.whole(n_responses)),
        (words("calibration-model"), _models(words, result)),
        (
            words("calibration-anchors"),
            words("calibration-anchors-held", n=n_anchors)
            if n_anchors
            else words("calibration-anchors-none"),
        ),
        (words("calibration-priors"), words(f"calibration-priors-{options.priors.replace('_', '-')}")),
        (words("calibration-reliability"), words.number(result.reliability)),
        (words("calibration-likelihood"), words.number(result.log_likelihood, 1)),
        ("AIC / BIC", f"{words.number(result.aic, 1)} / {words.number(result.bic, 1)}"),
        *([] if result.whole_fit is None else [_whole_fit(words, result.whole_fit)]),
        *([] if result.speed is None else [_speed(words, result.speed)]),
        *([(words("calibration-rapid"), words.whole(result.n_rapid))] if options.leaves_out_rapid else []),
        (
            words("calibration-iterations"),
            words(
                "calibration-converged" if result.has_converged else "calibration-not-converged",
                n=result.n_iterations,
            ),
        ),
    ]
    blocks: list[Block] = [Facts(lines), *general_notices(words, result.general)]
    if len(result.groups) > 1 or n_anchors:
        blocks.append(_groups(words, result))
    blocks.append(Paragraph(words("calibration-beside"), is_soft=True))
    return blocks


def _whole_fit(words: Words, fit: WholeFit) -> tuple[str, str]:
    test = (
        f"{fit.name} = {words.number(fit.statistic, 1)}, df = {fit.degrees}, p = {words.p_value(fit.p_value)}"
    )
    interval = f"{words.number(fit.rmsea_lower, 3)} – {words.number(fit.rmsea_upper, 3)}"
    size = f"RMSEA {words.number(fit.rmsea, 3)} ({interval}); SRMSR {words.number(fit.srmsr, 3)}"
    return words("calibration-whole-fit"), f"{test}; {size}"


def _speed(words: Words, speed: SpeedEstimate) -> tuple[str, str]:
    interval = f"{words.number(speed.lower)} – {words.number(speed.upper)}"
    return words("calibration-speed"), f"r = {words.number(speed.correlation)} ({interval})"


def _models(words: Words, result: CalibrationResult) -> str:
    names = [item.model for item in result.items]
    told = {name: words(f"model-{name}") for name in dict.fromkeys(names)}
    return ", ".join(f"{model} ({names.count(name)})" for name, model in told.items())


def _groups(words: Words, result: CalibrationResult) -> DataTable:
    columns = (
        Column(words("calibration-group")),
        Column(words("calibration-persons"), is_number=True),
        Column(words("calibration-mean"), is_number=True),
        Column(words("calibration-sd"), is_number=True),
    )
    rows = [
        (
            group.label or words("calibration-everybody"),
            words.whole(group.n),
            _with_error(words, group.mean, group.mean_error),
            _with_error(words, group.sd, group.sd_error),
        )
        for group in result.groups
    ]
    return DataTable(words("calibration-groups"), columns, rows)


def _with_error(words: Words, value: float, error: float) -> str:
    told = words.number(value)
    return told if not math.isfinite(error) or error == 0.0 else f"{told} ± {words.number(Z * error)}"


def _estimates(words: Words, result: CalibrationResult) -> Section:
    blocks: list[Block] = [Paragraph(words("calibration-estimates-note"), is_soft=True)]
    known = [item for item in result.items if item.has_parameters]
    for name, title in (("b", "calibration-plot-b"), ("a", "calibration-plot-a")):
        for part, rows in _parts(_intervals(known, name)):
            heading = words(title)
            caption = Caption(f"estimates-{name}-{part}", heading, words("calibration-estimates-note"))
            ends = [end for row in rows for end in (row.low, row.high, row.value, row.mark)]
            axis = rounded_axis(
                words("axis-logits"), [end for end in ends if abs(end) <= FAR], number=words.tick
            )
            blocks.append(Drawing(interval_plot(caption, axis, rows)))
    return Section(words("calibration-estimates"), [*blocks, _table(words, result.items)])


def _parts(rows: Sequence[Interval]) -> Iterator[tuple[int, Sequence[Interval]]]:
    for part, first in enumerate(range(0, len(rows), ROWS_OF_A_DRAWING)):
        yield part, rows[first : first + ROWS_OF_A_DRAWING]


def _intervals(items: Sequence[ItemEstimate], letter: str) -> list[Interval]:
    rows = []
    for item in items:
        own = [
            (name, value, error)
            for name, value, error in zip(item.names, item.estimates, item.standard_errors, strict=True)
            if name == letter or (name.startswith(letter) and name[1:].isdecimal())
        ]
        before = item.before[1:] if letter == "b" else item.before[:1]
        for place, (name, value, error) in enumerate(own):
            half = Z * error if math.isfinite(error) and error > 0.0 else math.nan
            rows.append(
                Interval(
                    name=item.item if len(own) == 1 else f"{item.item} {name}",
                    value=value,
                    low=value - half,
                    high=value + half,
                    mark=before[place] if place < len(before) and not item.is_anchor else math.nan,
                    is_flagged=bool(item.findings),
                )
            )
    return rows


def _table(words: Words, items: Sequence[ItemEstimate]) -> DataTable:
    columns = (
        Column(words("analysis-column-item")),
        Column(words("calibration-model")),
        Column("n", is_number=True),
        Column("a", is_number=True),
        Column("b", is_number=True),
        Column("c", is_number=True),
        Column("RMSD", is_number=True),
        Column(words("analysis-column-note")),
    )
    rows = [_row(words, item) for item in items]
    return DataTable(words("calibration-estimates"), columns, rows)


def _row(words: Words, item: ItemEstimate) -> Sequence[Cell]:
    told: dict[str, list[str]] = {}
    for name, value, error in zip(item.names, item.estimates, item.standard_errors, strict=True):
        has_error = math.isfinite(error) and error > 0.0
        own = words.number(value) + (f" ({words.number(error)})" if has_error else "")
        told.setdefault(name.rstrip("0123456789"), []).append(own)
    note: Cell = ""
    if item.is_anchor:
        note = Chip("plain", words("calibration-anchor"))
    elif not item.has_parameters:
        note = Chip("danger", words("calibration-left-out"))
    elif item.findings:
        note = Chip("warn", words("analysis-look"))
    return (
        item.item,
        item.model.upper(),
        words.whole(item.n),
        "; ".join(told.get("a", ["–"])),
        "; ".join(told.get("b", told.get("intercept", ["–"]))),
        "; ".join(told.get("c", ["–"])),
        words.number(item.rmsd, 3),
        note,
    )


def _times(words: Words, result: CalibrationResult) -> Section:
    rows = [
        Interval(
            name=each.item,
            value=each.median_seconds,
            low=each.median_seconds * math.exp(-Z * each.intensity_error),
            high=each.median_seconds * math.exp(Z * each.intensity_error),
        )
        for each in sorted(result.times, key=lambda each: each.median_seconds)
    ]
    blocks: list[Block] = [Paragraph(words("times-items-note"), is_soft=True)]
    for part, own in _parts(rows):
        caption = Caption(f"times-{part}", words("times-items"), words("times-items-note"))
        axis = rounded_axis(words("axis-seconds"), [0.0, *(row.high for row in own)], number=words.tick)
        blocks.append(Drawing(interval_plot(caption, axis, own)))
    return Section(words("times-items"), blocks)
