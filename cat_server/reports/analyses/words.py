"""The words and numbers of one language, and the lists and drawings that several reports share."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from markupsafe import Markup
from numpy.typing import NDArray

from cat_server import texts
from cat_server.reports import numbers
from cat_server.reports.analyses.drawings import Curve, Point, shortened, small_plot
from cat_server.reports.document import (
    Block,
    Cell,
    Chip,
    Column,
    DataTable,
    Drawing,
    DrawingGrid,
    Notice,
    Paragraph,
    Section,
    Tone,
)
from cat_server.reports.plots import Axis, Series, plot
from cat_server.reports.svg import Caption
from scoring.ability import GRID
from scoring.fit import EmpiricalCurves
from scoring.parameters import ItemPool
from scoring.response_models import category_probabilities, information_curve

MOST_CURVES = 24
FARTHEST = 3.5
MODEL_AT = GRID[np.abs(GRID) <= 4.0 + 1e-9]
TWO = 2
FAR_RESIDUAL = 3.0

TONES: dict[str, Tone] = {
    "negative_slope": "danger",
    "no_responses": "danger",
    "constant": "danger",
    "wrong_categories": "danger",
    "misfit": "danger",
    "key_not_discriminating": "danger",
    "too_few_persons": "info",
    "few_responses": "info",
    "small_misfit": "info",
    "option_unused": "info",
    "too_regular": "info",
    "empty_categories": "info",
    "no_degrees_of_freedom": "info",
    "no_parameters": "info",
}
"""How much a finding about an item weighs; a warning where it is not here."""


@dataclass(frozen=True, slots=True)
class Words:
    """Sentences and numbers of one language."""

    language: str

    def __call__(self, key: str, **arguments: str | float) -> str:
        """The sentence of this key."""
        return texts.text(self.language, key, **arguments)

    def number(self, value: float | None, digits: int = 2) -> str:
        """A number, or a dash."""
        return numbers.known_number(self.language, value, digits)

    def whole(self, value: float) -> str:
        """A count."""
        return numbers.number(self.language, value, 0)

    def p_value(self, value: float | None) -> str:
        """A probability."""
        return numbers.p_value(self.language, value)

    def share(self, value: float | None) -> str:
        """A percentage without decimals."""
        return numbers.MISSING if value is None or math.isnan(value) else f"{self.number(100 * value, 0)} %"

    def tick(self, value: float) -> str:
        """A number beside an axis."""
        digits = next((d for d in (0, 1, 2) if abs(value - round(value, d)) < 1e-9), 2)  # noqa: PLR2004
        return numbers.number(self.language, value, digits)

    def axis(self, key: str, low: float, high: float) -> Axis:
        """An axis with a name of this language."""
        return Axis(self(key), low, high, self.tick)


def findings_section(words: Words, found: Sequence[tuple[str, Sequence[str]]]) -> Section:
    """What is to be looked at, item by item, in words; `found` holds each item's codes."""
    rows: list[Sequence[Cell]] = [
        (item, _finding_chips(words, codes), " ".join(words(f"item-finding-{_key(code)}") for code in codes))
        for item, codes in found
        if codes
    ]
    blocks: list[Block] = [Paragraph(words("analysis-findings-note"), is_soft=True)]
    if rows:
        columns = (
            Column(words("analysis-column-item")),
            Column(words("analysis-column-weight")),
            Column(words("analysis-column-finding")),
        )
        blocks.append(DataTable(words("analysis-findings"), columns, rows))
    else:
        blocks = [Notice("good", words("analysis-no-findings"))]
    return Section(words("analysis-findings"), blocks)


def _finding_chips(words: Words, codes: Sequence[str]) -> Chip:
    tones = [TONES.get(code, "warn") for code in codes]
    tone: Tone = "danger" if "danger" in tones else "warn" if "warn" in tones else "info"
    return Chip(tone, words(f"analysis-weight-{tone}"))


def _key(code: str) -> str:
    return code.replace("_", "-")


def general_notices(words: Words, codes: Iterable[str]) -> Iterator[Notice]:
    """Findings about the whole, as sentences."""
    for code in codes:
        tone: Tone = "info" if code in ("extreme_scores", "silent_persons") else "warn"
        yield Notice(tone, words(f"general-finding-{_key(code)}"))


# --- drawings ------------------------------------------------------------------------------------------


def curve_sections(
    words: Words, pool: ItemPool, items: Sequence[str], curves: EmpiricalCurves, rank: Sequence[float]
) -> Iterator[Section]:
    """Observed against expected curves, the items that fit least first, and only so many."""
    order = np.argsort(-np.nan_to_num(np.array(rank, dtype=np.float64), nan=-1.0), kind="stable")
    shown = order[:MOST_CURVES].tolist()
    drawings = [Drawing(_curve(words, pool, items[place], place, curves)) for place in shown]
    note = words("analysis-curves-note")
    if len(items) > len(shown):
        note = f"{note} {words('analysis-curves-some', shown=len(shown), all=len(items))}"
    yield Section(words("analysis-curves"), [Paragraph(note, is_soft=True), DrawingGrid(drawings)])


def _curve(words: Words, pool: ItemPool, item: str, place: int, curves: EmpiricalCurves) -> Markup:
    own = ItemPool.of([pool.items[place]])
    probabilities = category_probabilities(own, MODEL_AT)[0]
    n_categories = int(pool.n_categories[place])
    caption = Caption(f"curve-{place}", shortened(item, 34), words("analysis-curve-description", item=item))
    x = words.axis("axis-ability", -FARTHEST, FARTHEST)
    abilities, counts = curves.abilities[place], curves.counts[place]
    if n_categories == TWO:
        points = [
            Point(
                float(abilities[k]),
                float(curves.observed[place, 1, k]),
                float(curves.lower[place, 1, k]),
                float(curves.upper[place, 1, k]),
                is_flagged=abs(float(curves.standardised[place, k])) > FAR_RESIDUAL,
            )
            for k in range(len(counts))
            if counts[k] >= 1.0
        ]
        model = [Curve(MODEL_AT.tolist(), probabilities[1].tolist())]
        return small_plot(caption, x, words.axis("axis-share-right", 0.0, 1.0), model, points)
    weights = np.arange(n_categories) / (n_categories - 1)
    expected = weights @ probabilities[:n_categories]
    points = [
        Point(
            float(abilities[k]),
            float(weights @ curves.observed[place, :n_categories, k]),
            is_flagged=abs(float(curves.standardised[place, k])) > FAR_RESIDUAL,
        )
        for k in range(len(counts))
        if counts[k] >= 1.0
    ]
    model = [Curve(MODEL_AT.tolist(), expected.tolist())]
    return small_plot(caption, x, words.axis("axis-mean-score", 0.0, 1.0), model, points)


def residual_section(words: Words, curves: EmpiricalCurves) -> Section:
    """Standardised residuals of all items over ability: without misfit most lie between -2 and 2."""
    known = np.isfinite(curves.standardised) & (curves.counts >= 1.0)
    x = np.clip(curves.abilities[known], -FARTHEST, FARTHEST)
    y = curves.standardised[known]
    reach = max(4.0, float(np.abs(y).max(initial=0.0)) * 1.05)
    drawn = plot(
        Caption("residuals", words("analysis-residuals"), words("analysis-residuals-note")),
        words.axis("axis-ability", -FARTHEST - 0.2, FARTHEST + 0.2),
        words.axis("axis-residual", -reach, reach),
        [
            Series(words("legend-item-bins"), "dots", x.tolist(), y.tolist()),
            Series("±2", "level", [], [2.0]),
            Series("", "level", [], [-2.0]),
        ],
    )
    note = Paragraph(words("analysis-residuals-note"), is_soft=True)
    return Section(words("analysis-residuals"), [note, Drawing(drawn)])


def information_section(words: Words, pool: ItemPool) -> Section:
    """Information of all items together over ability, with the standard error that it allows."""
    information = information_curve(pool, MODEL_AT)
    errors = 1.0 / np.sqrt(np.maximum(information, 1e-9))
    shown = np.where(errors <= 1.5, errors, np.nan)  # noqa: PLR2004 - beyond it nothing is measured
    top = _round_top(float(information.max()))
    x, at = words.axis("axis-ability", -4.0, 4.0), MODEL_AT.tolist()
    drawn = small_plot(
        Caption("information", words("analysis-information"), words("analysis-information-note")),
        x,
        words.axis("axis-information", 0.0, top),
        [Curve(at, information.tolist())],
        [],
    )
    error_plot = small_plot(
        Caption("errors", words("analysis-errors"), words("analysis-information-note")),
        x,
        words.axis("axis-error", 0.0, 1.5),
        [Curve(at, shown.tolist(), is_dashed=True)],
        [],
    )
    note = Paragraph(words("analysis-information-note"), is_soft=True)
    return Section(words("analysis-information"), [note, DrawingGrid([Drawing(drawn), Drawing(error_plot)])])


def ability_histogram(words: Words, abilities: NDArray[np.float64]) -> Drawing:
    """How the abilities are spread."""
    edges = np.arange(-4.25, 4.5, 0.5)
    counts, _ = np.histogram(np.clip(abilities, -4.2, 4.2), edges)
    drawn = plot(
        Caption("abilities", words("analysis-abilities"), words("analysis-abilities")),
        words.axis("axis-ability", -4.25, 4.25),
        words.axis("axis-persons", 0.0, _round_top(float(counts.max()))),
        [Series("", "bars", ((edges[1:] + edges[:-1]) / 2).tolist(), counts.tolist())],
    )
    return Drawing(drawn)


def _round_top(value: float) -> float:
    power = 10.0 ** math.floor(math.log10(max(value, 1e-6)))
    return next(step * power for step in (1, 1.5, 2, 3, 4, 5, 6, 8, 10) if value <= step * power * 1.0000001)
