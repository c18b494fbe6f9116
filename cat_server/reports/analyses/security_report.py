"""The report of security: what a person should look at, with the figures, and what it cannot say."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

import numpy as np
from markupsafe import Markup

from cat_server.analyses.pairs import HallPairs, Pair, PairsResult
from cat_server.analyses.security import PersonFinding, Secured, SecurityResult
from cat_server.reports.analyses.drawings import Interval, SeatMark, interval_plot, rounded_axis, seat_map
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
)
from cat_server.reports.plots import Series, plot
from cat_server.reports.svg import Caption

MOST_RECORDS = 100
MOST_MAPS = 12
ROWS_OF_A_DRAWING = 45


def security_sections(words: Words, found: Secured) -> Iterator[Section]:
    """The sections in the order in which they are read."""
    result = found.result
    yield Section(words("analysis-summary"), _summary(words, found))
    yield _records(words, result)
    yield _pairs(words, result.pairs, found.halls)
    if found.thresholds is not None:
        yield _times(words, found)


def _summary(words: Words, found: Secured) -> list[Block]:
    result = found.result
    columns = (
        Column(words("security-index")),
        Column(words("security-tested"), is_number=True),
        Column(words("security-noted"), is_number=True),
        Column(words("security-by-chance"), is_number=True),
    )
    rows: list[Sequence[Cell]] = [
        (
            words(f"security-index-{index.name}"),
            words.whole(index.n_tested),
            words.whole(index.n_noted),
            words.number(index.n_by_chance, 1),
        )
        for index in result.indices
    ]
    pairs = result.pairs
    rows.append(
        (
            words("security-index-pairs"),
            words.whole(pairs.n_compared),
            words.whole(pairs.n_noted),
            words("security-false-share", share=words.share(result.level)),
        )
    )
    lines = [
        (words("calibration-persons"), words.whole(found.prepared.table.n_persons)),
        (words("calibration-items"), words.whole(found.prepared.table.n_items)),
        (words("security-level"), words.number(result.level, 3)),
        (words("security-compared-answers"), words(f"security-answers-{pairs.answers}")),
    ]
    return [
        Notice("warn", words("security-not-an-accusation")),
        Facts(lines),
        DataTable(words("security-indices"), columns, rows),
        Paragraph(words("security-reading"), is_soft=True),
        Paragraph(words("fit-estimated-here" if result.is_estimated_here else "fit-known"), is_soft=True),
    ]


def _records(words: Words, result: SecurityResult) -> Section:
    heading = words("security-records")
    if not result.records:
        return Section(heading, [Notice("good", words("security-no-records"))])
    columns = (
        Column(words("security-person")),
        Column(words("security-seat")),
        Column("n", is_number=True),
        Column(words("security-seen")),
    )
    rows: list[Sequence[Cell]] = [
        (
            record.person,
            " · ".join(part for part in (record.hall, record.day, record.seat) if part) or "–",
            words.whole(record.n_responses),
            " ".join(_sentence(words, finding) for finding in record.findings),
        )
        for record in result.records[:MOST_RECORDS]
    ]
    blocks: list[Block] = [Paragraph(words("security-records-note"), is_soft=True)]
    if len(result.records) > MOST_RECORDS:
        blocks.append(
            Notice("info", words("security-more-records", shown=MOST_RECORDS, all=len(result.records)))
        )
    return Section(heading, [*blocks, DataTable(heading, columns, rows)])


def _sentence(words: Words, finding: PersonFinding) -> str:
    return words(
        f"person-finding-{finding.code.replace('_', '-')}",
        figure=words.share(finding.figure)
        if finding.code == "rapid_answers"
        else words.number(finding.figure),
        bound=words.number(finding.bound),
        p=words.p_value(finding.p_value),
        n=finding.n,
        position=finding.position or 0,
    )


def _pairs(words: Words, pairs: PairsResult, halls: Sequence[HallPairs]) -> Section:
    heading = words("security-pairs")
    blocks: list[Block] = [Paragraph(words("security-pairs-note"), is_soft=True)]
    if not pairs.n_compared:
        return Section(heading, [Notice("info", words("security-no-pairs-compared"))])
    if pairs.pairs:
        blocks.append(_pair_table(words, pairs.pairs))
        if pairs.n_noted > len(pairs.pairs):
            more = words("security-more-pairs", shown=len(pairs.pairs), all=pairs.n_noted)
            blocks.append(Notice("info", more))
    else:
        blocks.append(Notice("good", words("security-no-pairs", n=pairs.n_compared)))
    for place, hall in enumerate(halls[:MOST_MAPS]):
        blocks.append(Drawing(_map(words, hall, place), words("security-map-note")))
    if pairs.seating:
        blocks.append(Paragraph(words("security-seating-note"), is_soft=True))
        blocks.append(_seating(words, pairs))
    return Section(heading, blocks)


def _pair_table(words: Words, pairs: Sequence[Pair]) -> DataTable:
    columns = (
        Column(words("security-pair")),
        Column(words("security-seats")),
        Column(words("security-matches"), is_number=True),
        Column(words("security-expected"), is_number=True),
        Column(words("security-same-wrong"), is_number=True),
        Column("GBT p", is_number=True),
        Column(words("security-adjusted-p"), is_number=True),
        Column("ω", is_number=True),
        Column(words("analysis-column-note")),
    )
    rows: list[Sequence[Cell]] = [
        (
            f"{pair.first} – {pair.second}",
            f"{pair.hall} {pair.day}: {pair.first_seat or '–'}, {pair.second_seat or '–'}".strip(" :"),
            words("security-of", matches=pair.n_matches, common=pair.n_common),
            words.number(pair.expected_matches, 1),
            "–" if pair.n_same_wrong is None else words.whole(pair.n_same_wrong),
            words.p_value(pair.p_value),
            words.p_value(pair.adjusted_p),
            words.number(pair.omega, 1),
            Chip("warn", words("security-near" if pair.is_near else "security-look")),
        )
        for pair in pairs
    ]
    return DataTable(words("security-pairs"), columns, rows)


def _map(words: Words, hall: HallPairs, place: int) -> Markup:
    noted = {label for pair in hall.pairs for label in pair}
    seats = [SeatMark(label, row, column, is_noted=label in noted) for label, row, column in hall.seats]
    title = " · ".join(part for part in (hall.hall, hall.day) if part) or words("security-hall")
    caption = Caption(f"map-{place}", title, words("security-map-note"))
    return seat_map(caption, seats, hall.pairs, words("security-front"))


def _seating(words: Words, pairs: PairsResult) -> DataTable:
    columns = (
        Column(words("security-hall")),
        Column(words("calibration-persons"), is_number=True),
        Column(words("security-near-pairs"), is_number=True),
        Column(words("security-near-excess"), is_number=True),
        Column(words("security-far-excess"), is_number=True),
        Column("p", is_number=True),
    )
    rows: list[Sequence[Cell]] = [
        (
            " · ".join(part for part in (each.hall, each.day) if part) or "–",
            words.whole(each.n_persons),
            words.whole(each.n_near),
            words.number(each.near_mean),
            words.number(each.far_mean),
            words.p_value(each.p_value),
        )
        for each in pairs.seating
    ]
    return DataTable(words("security-seating"), columns, rows)


def _times(words: Words, found: Secured) -> Section:
    table = found.prepared.table
    blocks: list[Block] = [Paragraph(words("times-note"), is_soft=True)]
    rows = []
    thresholds = found.thresholds if found.thresholds is not None else np.zeros(table.n_items)
    for place, item in enumerate(table.items):
        own = table.seconds[:, place]
        own = own[np.isfinite(own)]
        if own.size:
            low, middle, high = np.quantile(own, [0.1, 0.5, 0.9]).tolist()
            rows.append(Interval(item, middle, low, high, mark=float(thresholds[place])))
    for part, first in enumerate(range(0, len(rows), ROWS_OF_A_DRAWING)):
        shown = rows[first : first + ROWS_OF_A_DRAWING]
        caption = Caption(f"times-{part}", words("times-plot"), words("times-note"))
        axis = rounded_axis(words("axis-seconds"), [0.0, *(row.high for row in shown)], number=words.tick)
        blocks.append(Drawing(interval_plot(caption, axis, shown)))
    if found.shares is not None:
        blocks.append(_rapid_plot(words, found))
    if found.result.unusual_times:
        blocks += [Paragraph(words("times-unusual-note"), is_soft=True), _unusual(words, found.result)]
    return Section(words("times-title"), blocks)


def _rapid_plot(words: Words, found: Secured) -> Drawing:
    shares = (
        np.array([each for each in found.shares if not math.isnan(each)])
        if found.shares is not None
        else None
    )
    abilities = found.prepared.abilities
    known = np.isfinite(found.shares) if found.shares is not None else np.zeros(abilities.size, dtype=bool)
    top = max(0.2, float(shares.max(initial=0.0)) * 1.05) if shares is not None else 0.2
    drawn = plot(
        Caption("rapid", words("times-rapid"), words("times-rapid-note")),
        words.axis("axis-ability", -4.0, 4.0),
        words.axis("axis-rapid", 0.0, min(1.0, top)),
        [
            Series(
                words("legend-record"),
                "dots",
                np.clip(abilities[known], -3.9, 3.9).tolist(),
                [] if shares is None else shares.tolist(),
            ),
            Series(words("legend-rapid-bound"), "level", [], [0.1]),
        ],
    )
    return Drawing(drawn, words("times-rapid-note"))


def _unusual(words: Words, result: SecurityResult) -> DataTable:
    columns = (
        Column(words("security-person")),
        Column(words("analysis-column-item")),
        Column(words("times-seconds"), is_number=True),
        Column(words("times-expected"), is_number=True),
        Column("z", is_number=True),
    )
    rows: list[Sequence[Cell]] = [
        (
            each.person,
            each.item,
            words.number(each.seconds, 1),
            words.number(each.expected_seconds, 1),
            words.number(each.z, 1),
        )
        for each in result.unusual_times
    ]
    return DataTable(words("times-unusual"), columns, rows)
