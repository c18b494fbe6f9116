"""The report of an online calibration: what is proposed for each item on trial, on what evidence."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence

from cat_server.analyses.online import Online, OnlineResult, TrialEstimate
from cat_server.analyses.request import OnlineOptions
from cat_server.reports.analyses.drawings import Interval, Point, interval_plot, rounded_axis, small_plot
from cat_server.reports.analyses.words import MOST_CURVES, Words, curve_sections, general_notices
from cat_server.reports.document import (
    Block,
    Cell,
    Chip,
    Column,
    DataTable,
    Drawing,
    DrawingGrid,
    Facts,
    Notice,
    Paragraph,
    Section,
    Tone,
)
from cat_server.reports.plots import Axis
from cat_server.reports.svg import Caption

Z = 1.96
FAR = 8.0
COUNTS = frozenset({"few_responses", "precise", "not_precise_enough"})
"""Reasons whose numbers are whole."""
TONES: dict[str, Tone] = {"promote": "good", "hold": "info", "retire": "danger"}


def online_sections(
    words: Words, found: Online, options: OnlineOptions, n_responses: int
) -> Iterator[Section]:
    """The sections in the order in which they are read."""
    result = found.result
    yield Section(words("analysis-summary"), _summary(words, result, options, n_responses))
    yield _proposals(words, result)
    yield _estimates(words, result)
    if any(len(item.updates) > 1 for item in result.items):
        yield _course(words, result, options)
    if found.pool is not None and found.curves is not None:
        misfit = {item.item: item.misfit for item in result.items}
        yield from curve_sections(
            words, found.pool, found.pool_items, found.curves, [misfit[item] for item in found.pool_items]
        )


def _summary(words: Words, result: OnlineResult, options: OnlineOptions, n_responses: int) -> list[Block]:
    counts = Counter(item.decision for item in result.items)
    first = result.groups[0]
    days = [day for day in result.days if day]
    lines = [
        (words("calibration-persons"), words.whole(result.n_persons)),
        (words("calibration-responses"), words.whole(n_responses)),
        (words("online-on-trial"), words.whole(len(result.items))),
        (words("online-operational"), words("calibration-anchors-held", n=result.n_operational)),
        (words("online-method"), words(f"online-method-{options.method}")),
        (words("calibration-mean"), f"{words.number(first.mean)} (SD {words.number(first.sd)})"),
        (words("online-days"), f"{days[0]} – {days[-1]} ({len(days)})" if days else "–"),
        (
            words("online-rule"),
            words(
                "online-rule-told",
                least=words.whole(options.min_responses),
                most=words.whole(options.max_responses),
                difficulty=words.number(options.difficulty_error),
                slope=words.share(options.slope_error),
            ),
        ),
    ]
    told = [words(f"online-count-{decision}", n=counts[decision]) for decision in TONES if counts[decision]]
    return [
        Facts(lines),
        *general_notices(words, result.general),
        Notice("info", f"{' '.join(told)} {words('online-person-decides')}"),
    ]


def _proposals(words: Words, result: OnlineResult) -> Section:
    columns = (
        Column(words("analysis-column-item")),
        Column(words("online-proposal")),
        Column(words("calibration-responses"), is_number=True),
        Column(words("online-evidence")),
        Column(words("online-since")),
    )
    ranked = sorted(result.items, key=lambda item: list(TONES).index(item.decision))
    rows: list[Sequence[Cell]] = [
        (
            item.item,
            Chip(TONES[item.decision], words(f"online-{item.decision}")),
            words.whole(item.n),
            " ".join(reasons(words, item)),
            item.since or "–",
        )
        for item in ranked
    ]
    return Section(words("online-proposals"), [DataTable(words("online-proposals"), columns, rows)])


def reasons(words: Words, item: TrialEstimate) -> Iterator[str]:
    """Why, in sentences."""
    for each in item.reasons:
        digits = 0 if each.code in COUNTS else 2
        yield words(
            f"online-reason-{each.code.replace('_', '-')}",
            value=words.number(each.value, digits),
            limit=words.number(each.limit, digits),
        )


def _estimates(words: Words, result: OnlineResult) -> Section:
    blocks: list[Block] = [Paragraph(words("online-estimates-note"), is_soft=True)]
    known = [item for item in result.items if item.has_parameters]
    for letter, title in (("b", "calibration-plot-b"), ("a", "calibration-plot-a")):
        rows = [row for item in known for row in _intervals(item, letter)]
        if rows:
            caption = Caption(f"trials-{letter}", words(title), words("online-estimates-note"))
            ends = [end for row in rows for end in (row.low, row.high, row.value, row.mark)]
            axis = rounded_axis(
                words("axis-logits"), [end for end in ends if abs(end) <= FAR], number=words.tick
            )
            blocks.append(Drawing(interval_plot(caption, axis, rows)))
    columns = (
        Column(words("analysis-column-item")),
        Column(words("calibration-model")),
        Column("n", is_number=True),
        Column("a", is_number=True),
        Column("b", is_number=True),
        Column("c", is_number=True),
        Column(words("online-guess"), is_number=True),
        Column(words("fit-rmsd"), is_number=True),
        Column(words("times-seconds"), is_number=True),
    )
    rows_of_table = [_row(words, item) for item in result.items]
    return Section(
        words("calibration-estimates"),
        [*blocks, DataTable(words("calibration-estimates"), columns, rows_of_table)],
    )


def _row(words: Words, item: TrialEstimate) -> Sequence[Cell]:
    told: dict[str, list[str]] = {}
    for name, value, error in zip(item.names, item.estimates, item.standard_errors, strict=True):
        own = words.number(value) + (f" ({words.number(error)})" if math.isfinite(error) else "")
        told.setdefault(name.rstrip("0123456789"), []).append(own)
    guess = "; ".join(words.number(value) for value in item.guess[1:]) if item.guess else "–"
    return (
        item.item,
        item.model.upper(),
        words.whole(item.n),
        "; ".join(told.get("a", ["–"])),
        "; ".join(told.get("b", told.get("intercept", ["–"]))),
        "; ".join(told.get("c", ["–"])),
        guess,
        words.number(item.misfit, 3),
        words.number(item.median_seconds, 0),
    )


def _intervals(item: TrialEstimate, letter: str) -> Iterator[Interval]:
    own = [
        (name, value, error)
        for name, value, error in zip(item.names, item.estimates, item.standard_errors, strict=True)
        if name == letter or (name.startswith(letter) and name[1:].isdecimal())
    ]
    guess = item.guess[1:] if letter == "b" else item.guess[:1]
    for place, (name, value, error) in enumerate(own):
        half = Z * error if math.isfinite(error) and error > 0.0 else math.nan
        yield Interval(
            name=item.item if len(own) == 1 else f"{item.item} {name}",
            value=value,
            low=value - half,
            high=value + half,
            mark=guess[place] if place < len(guess) else math.nan,
            is_flagged=item.decision == "retire",
        )


def _course(words: Words, result: OnlineResult, options: OnlineOptions) -> Section:
    """How the first location of each item was known better with every day."""
    drawings = []
    shown = [item for item in result.items if any(name.startswith("b") for name in item.names)][:MOST_CURVES]
    for item in shown:
        place = next(place for place, name in enumerate(item.names) if name.startswith("b"))
        points = []
        for update in item.updates:
            if place < len(update.estimates):
                value, half = update.estimates[place], Z * update.standard_errors[place]
                points.append(Point(float(update.n), value, value - half, value + half))
        ends = [end for point in points for end in (point.low, point.high) if abs(end) <= FAR]
        x = Axis(words("calibration-responses"), 0.0, 1.05 * max(item.n, options.min_responses), words.tick)
        caption = Caption(f"course-{item.item}", item.item, words("online-course-note"))
        drawings.append(
            Drawing(small_plot(caption, x, rounded_axis("b", ends, number=words.tick), [], points))
        )
    note = Paragraph(words("online-course-note"), is_soft=True)
    return Section(words("online-course"), [note, DrawingGrid(drawings)])
