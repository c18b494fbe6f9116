"""The report of fit: items against their models, options, pairs that hang together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cat_server.analyses.fitting import FitResult, Fitted
from cat_server.reports.analyses.words import (
    Words,
    ability_histogram,
    curve_sections,
    findings_section,
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
    Notice,
    Paragraph,
    Section,
)
from cat_server.reports.plots import Series, plot
from cat_server.reports.svg import Caption

MOST_OPTION_ITEMS = 200
MOST_NAMED = 10


def fit_sections(words: Words, found: Fitted) -> Iterator[Section]:
    """The sections in the order in which they are read."""
    result = found.result
    yield Section(words("analysis-summary"), _summary(words, found))
    every = (*result.items, *result.others)
    yield findings_section(words, [(item.item, item.findings) for item in every])
    yield _items(words, result)
    yield from curve_sections(
        words,
        found.prepared.pool,
        found.prepared.table.items,
        found.curves,
        [item.rmsd for item in result.items],
    )
    yield residual_section(words, found.curves)
    yield _pairs(words, result)
    if any(item.options for item in every):
        yield _options(words, result)
    yield information_section(words, found.prepared.pool)


def _summary(words: Words, found: Fitted) -> list[Block]:
    result, part = found.result, found.prepared.table
    lines = [
        (words("calibration-persons"), words.whole(part.n_persons)),
        (words("calibration-items"), words.whole(part.n_items)),
        (words("calibration-responses"), words.whole(part.n_responses)),
        (words("fit-test"), words(f"fit-test-{result.test.replace('_', '-')}")),
        (words("calibration-reliability"), words.number(result.reliability)),
        (words("fit-alpha"), f"{words.number(result.alpha)} / {words.number(result.omega)}"),
        (words("fit-abilities"), f"{words.number(result.mean_ability)} ({words.number(result.sd_ability)})"),
    ]
    key = "fit-estimated-here" if result.is_estimated_here else "fit-known"
    blocks: list[Block] = [Facts(lines), Paragraph(words(key))]
    if result.others:
        named = ", ".join(item.item for item in result.others[:MOST_NAMED])
        more = " …" if len(result.others) > MOST_NAMED else ""
        blocks.append(Notice("info", words("fit-without-parameters", items=f"{named}{more}")))
    return [*blocks, ability_histogram(words, found.prepared.abilities)]


def _items(words: Words, result: FitResult) -> Section:
    columns = (
        Column(words("analysis-column-item")),
        Column("n", is_number=True),
        Column(words("fit-mean"), is_number=True),
        Column(words("fit-point-biserial"), is_number=True),
        Column(words("fit-discrimination"), is_number=True),
        Column("S-X²" if result.test == "s_x2" else "PV-Q1", is_number=True),
        Column(words("fit-degrees"), is_number=True),
        Column(words("fit-p"), is_number=True),
        Column("infit", is_number=True),
        Column("outfit", is_number=True),
        Column("RMSD", is_number=True),
        Column(words("analysis-column-note")),
    )
    rows: list[Sequence[Cell]] = [
        (
            item.item,
            words.whole(item.n),
            words.number(item.mean),
            words.number(item.point_biserial),
            words.number(item.discrimination),
            words.number(item.statistic, 1),
            words.number(item.degrees, 0),
            words.p_value(item.adjusted_p),
            words.number(item.infit),
            words.number(item.outfit),
            words.number(item.rmsd, 3),
            Chip("warn", words("analysis-look")) if item.findings else "",
        )
        for item in (*result.items, *result.others)
    ]
    places = list(range(1, len(result.items) + 1))
    distances = [item.rmsd for item in result.items]
    top = max(0.1, *(1.1 * each for each in distances if each == each))  # noqa: PLR0124 - not NaN
    drawn = plot(
        Caption("rmsd", words("fit-rmsd"), words("fit-items-note")),
        words.axis("axis-items", 0.5, len(result.items) + 0.5),
        words.axis("axis-rmsd", 0.0, top),
        [
            Series("RMSD", "bars", places, [0.0 if each != each else each for each in distances]),  # noqa: PLR0124
            Series("0.05", "level", [], [0.05]),
            Series("0.08", "level", [], [0.08]),
        ],
    )
    note = Paragraph(words("fit-items-note"), is_soft=True)
    return Section(words("fit-items"), [note, Drawing(drawn), DataTable(words("fit-items"), columns, rows)])


def _pairs(words: Words, result: FitResult) -> Section:
    heading = words("fit-pairs")
    if not result.pairs:
        return Section(heading, [Notice("good", words("fit-no-pairs"))])
    columns = (
        Column(words("analysis-column-item")),
        Column(words("analysis-column-item")),
        Column("n", is_number=True),
        Column("Q3", is_number=True),
        Column(words("fit-adjusted-q3"), is_number=True),
    )
    rows = [
        (
            pair.first,
            pair.second,
            words.whole(pair.n),
            words.number(pair.q3),
            words.number(pair.adjusted_q3),
        )
        for pair in result.pairs
    ]
    return Section(
        heading, [Paragraph(words("fit-pairs-note"), is_soft=True), DataTable(heading, columns, rows)]
    )


def _options(words: Words, result: FitResult) -> Section:
    columns = (
        Column(words("analysis-column-item")),
        Column(words("fit-option")),
        Column("n", is_number=True),
        Column(words("fit-share"), is_number=True),
        Column(words("fit-option-correlation"), is_number=True),
        Column(words("fit-option-ability"), is_number=True),
    )
    rows: list[Sequence[Cell]] = [
        (
            item.item,
            Chip("good", f"{use.option} ({words('fit-key')})") if use.is_key else use.option,
            words.whole(use.n),
            words.share(use.share),
            words.number(use.point_biserial),
            words.number(use.mean_ability),
        )
        for item in [*result.items, *result.others][:MOST_OPTION_ITEMS]
        for use in item.options
    ]
    heading = words("fit-options")
    note = Paragraph(words("fit-options-note"), is_soft=True)
    return Section(heading, [note, DataTable(heading, columns, rows)], is_folded=True)
