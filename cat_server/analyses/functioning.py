"""Differential functioning as an analysis: whether an item is another one for people of another group.

Whole forms are matched by their sums, everything else by ability; both with items that were found to differ
taken out of the matching. Which class, A to C, is for the report to say in words.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from cat_server.analyses.estimating import group_values
from cat_server.analyses.known_items import KnownItems
from cat_server.analyses.prepared import Prepared, prepared
from cat_server.analyses.refusals import AnalysisRefusedError
from cat_server.analyses.request import DifOptions
from cat_server.responses.table import ResponseTable
from scoring.dif import (
    DifClass,
    LogisticDif,
    ResidualDif,
    ability_strata,
    logistic_dif,
    mantel,
    mantel_haenszel,
    model_dif,
    purified,
    rdif,
)
from scoring.estimation import estimate_wle
from scoring.false_discovery import adjusted_p_values

LEVEL = 0.05
FEWEST_IN_GROUP = 30
SMALL_GROUP = 100
N_STRATA = 10
TWO = 2

Mask = NDArray[np.bool_]
Floats = NDArray[np.float64]
Matched: TypeAlias = dict[str, Mask | Floats]


@dataclass(frozen=True, slots=True)
class ItemDif:
    """One item in one comparison; sizes are negative where it is harder for the focal group.

    `size` is MH D-DIF of right-or-wrong items, the standardised mean difference of others; `lower` and
    `upper` its 95 % limits where known. `adjusted_p` controls the share of false findings among the items.
    `ratio_p` and `wald_p` are of the likelihood ratio and the Wald test of one curve for both groups.
    """

    item: str
    n_reference: int
    n_focal: int
    measure: Literal["delta", "effect"]
    size: float
    lower: float
    upper: float
    dif_class: DifClass | None
    p_value: float
    adjusted_p: float
    residual_p: float
    nonuniform_p: float
    ratio_p: float
    wald_p: float
    is_anchor: bool
    reason: str | None
    findings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """One group against the reference; `matching` says by what persons were matched."""

    reference: str
    focal: str
    n_reference: int
    n_focal: int
    matching: Literal["sum", "ability"]
    mean_reference: float
    mean_focal: float
    n_anchors: int
    stopped_by: str
    items: tuple[ItemDif, ...]


@dataclass(frozen=True, slots=True)
class DifResult:
    """All comparisons with the reference group; `left_out_groups` were too small."""

    group: str
    reference: str
    comparisons: tuple[Comparison, ...]
    left_out_groups: tuple[str, ...]
    left_out: tuple[str, ...]
    is_estimated_here: bool


@dataclass(frozen=True, eq=False)
class Functioning:
    """The result and what its drawings need."""

    result: DifResult
    prepared: Prepared = field(repr=False)


def dif_analysis(table: ResponseTable, options: DifOptions, known: KnownItems) -> Functioning:
    """Every group of a column against the reference group.

    Raises:
        AnalysisRefusedError: the column is not there, or there are no two groups large enough.
    """
    group_values(table.without_empty(), options.group)
    inputs = prepared(table, known, model=options.model, polytomous=options.polytomous)
    values = np.array(group_values(inputs.table, options.group))
    counts = Counter(values.tolist())
    reference = options.reference or min(counts, key=lambda name: (-counts[name], name))
    if reference not in counts:
        raise AnalysisRefusedError("no-such-reference", reference=reference, groups=", ".join(sorted(counts)))
    small = sorted(name for name, n in counts.items() if n < FEWEST_IN_GROUP)
    focal = sorted(name for name in counts if name != reference and name not in small)
    if reference in small or not focal:
        raise AnalysisRefusedError("groups-too-small", fewest=FEWEST_IN_GROUP)
    comparisons = tuple(_comparison(inputs, values, reference, each) for each in focal)
    result = DifResult(
        group=options.group,
        reference=reference,
        comparisons=comparisons,
        left_out_groups=tuple(small),
        left_out=inputs.left_out,
        is_estimated_here=inputs.calibration is not None,
    )
    return Functioning(result, inputs)


def _comparison(inputs: Prepared, values: NDArray[np.str_], reference: str, focal: str) -> Comparison:
    chosen = np.flatnonzero((values == reference) | (values == focal))
    part = inputs.table.take(persons=chosen)
    categories = part.categories
    is_focal: Mask = values[chosen] == focal
    is_complete = bool((categories >= 0).all())
    residual = purified(
        lambda anchors: rdif(inputs.pool, categories, is_focal, _abilities(inputs, categories, anchors)),
        inputs.pool.n_items,
        fewest_anchors=min(4, inputs.pool.n_items),
    )
    anchors = residual.anchors
    abilities = _abilities(inputs, categories, anchors)
    matching = None if is_complete else ability_strata(np.clip(abilities, -6.0, 6.0), N_STRATA)
    matched: Matched = {"anchors": anchors} if matching is None else {"matching": matching}
    logistic = logistic_dif(categories, is_focal, **matched)
    items = _items(inputs, categories, is_focal, matched, residual.result, logistic, anchors)
    means = inputs.abilities[chosen]
    return Comparison(
        reference=reference,
        focal=focal,
        n_reference=int((~is_focal).sum()),
        n_focal=int(is_focal.sum()),
        matching="sum" if is_complete else "ability",
        mean_reference=float(means[~is_focal].mean()),
        mean_focal=float(means[is_focal].mean()),
        n_anchors=int(anchors.sum()),
        stopped_by=residual.stopped_by,
        items=items,
    )


def _abilities(inputs: Prepared, categories: NDArray[np.int8], anchors: Mask) -> Floats:
    """Abilities by the anchors alone, without a prior that would pull both groups to one mean."""
    responses = np.where(anchors, categories, -1)
    found: Floats = estimate_wle(inputs.pool, responses).abilities
    return np.where(np.isfinite(found), found, 0.0)


def _items(
    inputs: Prepared,
    categories: NDArray[np.int8],
    is_focal: Mask,
    matched: Matched,
    residual: ResidualDif,
    logistic: LogisticDif,
    anchors: Mask,
) -> tuple[ItemDif, ...]:
    model = model_dif(inputs.pool, categories, is_focal, anchors=anchors)
    odds = mantel_haenszel(categories, is_focal, **matched)
    means = mantel(categories, is_focal, **matched)
    is_dichotomous = inputs.pool.n_categories == TWO
    p_values = np.where(is_dichotomous, odds.p_values, means.p_values)
    adjusted = adjusted_p_values(p_values, "bh")
    answered = categories >= 0
    items = []
    for place, item in enumerate(inputs.table.items):
        if is_dichotomous[place]:
            size, error = float(odds.deltas[place]), float(odds.delta_errors[place])
            dif_class, reason = odds.classes[place], odds.reasons[place]
        else:
            size, error = float(means.effects[place]), math.nan
            dif_class, reason = means.classes[place], means.reasons[place]
        n_focal = int((answered[:, place] & is_focal).sum())
        n_reference = int((answered[:, place] & ~is_focal).sum())
        items.append(
            ItemDif(
                item=item,
                n_reference=n_reference,
                n_focal=n_focal,
                measure="delta" if is_dichotomous[place] else "effect",
                size=size,
                lower=size - 1.96 * error,
                upper=size + 1.96 * error,
                dif_class=dif_class,
                p_value=float(p_values[place]),
                adjusted_p=float(adjusted[place]),
                residual_p=float(residual.p_values[place]),
                nonuniform_p=float(logistic.nonuniform_p_values[place]),
                ratio_p=float(model.p_values[place]),
                wald_p=float(model.wald_p_values[place]),
                is_anchor=bool(anchors[place]),
                reason=reason,
                findings=_codes(
                    dif_class,
                    size,
                    float(adjusted[place]),
                    float(logistic.nonuniform_p_values[place]) * inputs.pool.n_items,
                    min(n_focal, n_reference),
                ),
            )
        )
    return tuple(items)


def _codes(
    dif_class: DifClass | None, size: float, adjusted_p: float, nonuniform_p: float, n: int
) -> tuple[str, ...]:
    codes = []
    if dif_class in ("B", "C") and adjusted_p <= LEVEL:
        side = "harder" if size < 0 else "easier"
        codes.append(f"dif_{'large' if dif_class == 'C' else 'moderate'}_{side}")
    if nonuniform_p <= LEVEL:
        codes.append("dif_nonuniform")
    if codes and n < SMALL_GROUP:
        codes.append("dif_few")
    return tuple(codes)
