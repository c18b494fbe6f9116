"""The report of calibrated statements: their parameters beside the bank's, the traits, what the form is."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from cat_server.analyses.statements import StatementEstimate, StatementsResult
from cat_server.reports.analyses.drawings import Interval, interval_plot, rounded_axis
from cat_server.reports.analyses.words import Words, findings_section, general_notices
from cat_server.reports.document import (
    Block,
    Cell,
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


def statements_sections(words: Words, result: StatementsResult) -> Iterator[Section]:
    """The sections in the order in which they are read."""
    lines = [
        (words("calibration-persons"), words.whole(result.n_persons)),
        (words("statements-blocks"), words.whole(len({each.item for each in result.items}))),
        (words("statements-answers"), words.whole(result.n_answers)),
        (words("calibration-likelihood"), words.number(result.log_likelihood, 1)),
        (
            words("calibration-iterations"),
            words(
                "calibration-converged" if result.has_converged else "calibration-not-converged",
                n=result.n_steps,
            ),
        ),
        (words("statements-level"), words.number(result.level_reliability)),
        (words("statements-profile"), words.number(result.profile_reliability)),
        (words("statements-mixed"), words.share(result.mixed_share)),
    ]
    told: list[Block] = [Facts(lines), *general_notices(words, result.general)]
    told.append(Paragraph(words("statements-beside"), is_soft=True))
    yield Section(words("analysis-summary"), told)
    yield findings_section(words, [(_name(each), each.findings) for each in result.items])
    yield Section(words("statements-title"), [*_drawings(words, result), _table(words, result)])
    yield Section(words("statements-traits"), [_traits(words, result)])


def _name(statement: StatementEstimate) -> str:
    return f"{statement.item} {statement.option}"


def _drawings(words: Words, result: StatementsResult) -> Iterator[Block]:
    yield Paragraph(words("statements-note"), is_soft=True)
    for part, first in enumerate(range(0, len(result.items), ROWS_OF_A_DRAWING)):
        rows = [
            Interval(
                name=_name(each),
                value=each.loading,
                low=each.loading - Z * each.loading_error,
                high=each.loading + Z * each.loading_error,
                mark=each.before[0],
                is_flagged=bool(each.findings),
            )
            for each in result.items[first : first + ROWS_OF_A_DRAWING]
        ]
        caption = Caption(f"loadings-{part}", words("statements-loading"), words("statements-note"))
        ends = [0.0, *(end for row in rows for end in (row.low, row.high, row.value) if math.isfinite(end))]
        axis = rounded_axis(words("statements-loading"), ends, number=words.tick)
        yield Drawing(interval_plot(caption, axis, rows, 0.0))


def _table(words: Words, result: StatementsResult) -> DataTable:
    columns = (
        Column(words("statements-statement")),
        Column(words("statements-trait")),
        Column(words("statements-loading"), is_number=True),
        Column(words("statements-mean"), is_number=True),
        Column(words("statements-uniqueness"), is_number=True),
        Column(words("statements-before"), is_number=True),
        Column("n", is_number=True),
    )
    rows: list[Sequence[Cell]] = [
        (
            _name(each),
            f"{each.trait} {'+' if each.keyed == 'positive' else '−'}",
            _with_error(words, each.loading, each.loading_error),
            _with_error(words, each.mean, each.mean_error),
            _with_error(words, each.uniqueness, each.uniqueness_error),
            " / ".join(words.number(value) for value in each.before),
            words.whole(each.n),
        )
        for each in result.items
    ]
    return DataTable(words("statements-title"), columns, rows)


def _with_error(words: Words, value: float, error: float) -> str:
    told = words.number(value)
    return f"{told} ({words.number(error)})" if math.isfinite(error) else told


def _traits(words: Words, result: StatementsResult) -> DataTable:
    columns = (
        Column(words("statements-trait")),
        *(Column(trait, is_number=True) for trait in result.traits),
    )
    rows: list[Sequence[Cell]] = [
        (trait, *(words.number(value) for value in row))
        for trait, row in zip(result.traits, result.correlations, strict=True)
    ]
    return DataTable(words("statements-traits"), columns, rows)
