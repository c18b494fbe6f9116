"""Fit as an analysis: every item against its model, pairs that hang together, options, and reliability."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from cat_server.analyses.known_items import KnownItems
from cat_server.analyses.prepared import Prepared, is_nearly_whole, prepared
from cat_server.analyses.request import FitOptions, Request
from cat_server.responses.table import ResponseTable
from scoring.ability_estimates import estimates_of_posteriors
from scoring.classical import item_statistics, omega_total, option_table, reliability
from scoring.false_discovery import adjusted_p_values
from scoring.fit import (
    EmpiricalCurves,
    ItemFit,
    MeanSquares,
    SumScoreExpectations,
    curve_distances,
    empirical_curves,
    local_dependence,
    mean_squares,
    plausible_values,
    pv_q1,
    s_x2,
)

LEVEL = 0.01
SOME_MISFIT, MISFIT = 0.05, 0.08
INFIT_RANGE = (0.7, 1.3)
DEPENDENT = 0.2
MOST_PAIRS = 40
LOW_DISCRIMINATION = 0.15
FEWEST_FOR_WORDS = 100
FEWEST_FOR_A_CORRELATION = 3
OF_MODELS = (
    "statistic", "degrees", "p_value", "adjusted_p", "infit", "outfit", "infit_z", "outfit_z", "rmsd",
    "mean_deviation",
)  # fmt: skip
"""What there is of an item only where it has parameters."""

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class OptionUse:
    """One option of an item: by how many chosen, and how that goes with ability."""

    option: str
    n: int
    share: float
    point_biserial: float
    mean_ability: float
    is_key: bool


@dataclass(frozen=True, slots=True)
class ItemFitResult:
    """One item; `adjusted_p` allows for the number of items, `findings` are codes.

    `point_biserial` is the correlation with the mean of the other items, of forms, `discrimination` that with
    ability. What needs a model is NaN of an item without parameters.
    """

    item: str
    n: int
    mean: float
    point_biserial: float
    discrimination: float
    statistic: float
    degrees: float
    p_value: float
    adjusted_p: float
    infit: float
    outfit: float
    infit_z: float
    outfit_z: float
    rmsd: float
    mean_deviation: float
    options: tuple[OptionUse, ...]
    findings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ItemPair:
    """Two items whose residuals go together."""

    first: str
    second: str
    n: int
    q3: float
    adjusted_q3: float


@dataclass(frozen=True, slots=True)
class FitResult:
    """What fit says; `test` names the statistic: S-X2 for whole forms, PV-Q1 where there are gaps.

    `others` are the items without parameters, by classical statistics. `alpha` and `omega` are of forms, with
    the covariances of those who answered both items where there are a few gaps.
    """

    test: Literal["s_x2", "pv_q1"]
    items: tuple[ItemFitResult, ...]
    pairs: tuple[ItemPair, ...]
    mean_q3: float
    reliability: float
    alpha: float
    omega: float
    is_estimated_here: bool
    others: tuple[ItemFitResult, ...]
    mean_ability: float
    sd_ability: float


@dataclass(frozen=True, eq=False)
class Fitted:
    """The result and what its drawings need."""

    result: FitResult
    prepared: Prepared = field(repr=False)
    curves: EmpiricalCurves = field(repr=False)


def fit_analysis(table: ResponseTable, options: FitOptions, known: KnownItems, request: Request) -> Fitted:
    """Fit of the items of a table.

    Raises:
        AnalysisRefusedError: no item has parameters, or responses do not fit them.
    """
    inputs = prepared(table, known, model=options.model, polytomous=options.polytomous)
    part, pool = inputs.table, inputs.pool
    rng = np.random.Generator(np.random.PCG64(request.seed))
    is_complete = bool((part.categories >= 0).all())
    is_form = is_nearly_whole(part.categories)
    tested = _tested(inputs, options, rng, is_complete=is_complete)
    squares = mean_squares(pool, part.categories, inputs.abilities)
    distances = curve_distances(pool, part.categories, inputs.posteriors)
    dependence = local_dependence(pool, part.categories, inputs.abilities)
    estimates = estimates_of_posteriors(inputs.posteriors, (part.categories >= 0).sum(axis=1), "eap")
    found = FitResult(
        test="s_x2" if is_complete else "pv_q1",
        items=_items(inputs, tested, squares, distances.rmsd, distances.mean_deviation),
        others=tuple(_others(inputs, table)),
        pairs=tuple(
            ItemPair(
                part.items[pair.first],
                part.items[pair.second],
                int(dependence.n_persons[pair.first, pair.second]),
                pair.q3,
                pair.adjusted_q3,
            )
            for pair in dependence.pairs_above(DEPENDENT)[:MOST_PAIRS]
        ),
        mean_q3=dependence.mean,
        reliability=estimates.reliability,
        alpha=reliability(part.categories, missing="available").alpha if is_form else math.nan,
        omega=omega_total(part.categories, missing="available").omega if is_form else math.nan,
        is_estimated_here=inputs.calibration is not None,
        mean_ability=float(inputs.abilities.mean()),
        sd_ability=float(inputs.abilities.std()),
    )
    return Fitted(found, inputs, empirical_curves(pool, part.categories, inputs.posteriors))


def _tested(inputs: Prepared, options: FitOptions, rng: np.random.Generator, *, is_complete: bool) -> ItemFit:
    part, pool = inputs.table, inputs.pool
    free = None if inputs.calibration is not None else np.zeros(pool.n_items, dtype=np.int64)
    if is_complete:
        expectations = SumScoreExpectations.of(pool, log_prior=inputs.log_prior)
        return s_x2(expectations, part.categories, n_parameters=free).fit
    draws = plausible_values(inputs.posteriors, options.n_draws, rng=rng)
    return pv_q1(pool, part.categories, draws, n_parameters=free)


def _items(
    inputs: Prepared, tested: ItemFit, squares: MeanSquares, rmsd: Floats, deviation: Floats
) -> tuple[ItemFitResult, ...]:
    part = inputs.table
    classical, is_form = item_statistics(part.categories), is_nearly_whole(part.categories)
    discrimination = _discrimination(part, inputs.abilities)
    p_values = adjusted_p_values(tested.p_values, "bh")
    uses = _option_uses(part, inputs.abilities)
    items = []
    for place, item in enumerate(part.items):
        codes = _codes(
            n=int(classical.n_persons[place]),
            reason=tested.reasons[place],
            adjusted_p=float(p_values[place]),
            rmsd=float(rmsd[place]),
            infit=float(squares.infit[place]),
            discrimination=float(discrimination[place]),
        )
        items.append(
            ItemFitResult(
                item=item,
                n=int(classical.n_persons[place]),
                mean=float(classical.difficulty[place]),
                point_biserial=float(classical.point_biserial[place]) if is_form else math.nan,
                discrimination=float(discrimination[place]),
                statistic=float(tested.statistics[place]),
                degrees=float(tested.degrees[place]),
                p_value=float(tested.p_values[place]),
                adjusted_p=float(p_values[place]),
                infit=float(squares.infit[place]),
                outfit=float(squares.outfit[place]),
                infit_z=float(squares.infit_z[place]),
                outfit_z=float(squares.outfit_z[place]),
                rmsd=float(rmsd[place]),
                mean_deviation=float(deviation[place]),
                options=uses.get(item, ((), ()))[0],
                findings=tuple(dict.fromkeys([*codes, *uses.get(item, ((), ()))[1]])),
            )
        )
    return tuple(items)


def _others(inputs: Prepared, table: ResponseTable) -> Iterator[ItemFitResult]:
    """Items without parameters: classical statistics, and options, which often tell why there are none."""
    if not inputs.left_out:
        return
    kept = set(inputs.table.persons)
    persons = [place for place, person in enumerate(table.persons) if person in kept]
    rest = table.take(persons=persons).with_items(inputs.left_out)
    classical = item_statistics(rest.categories)
    discrimination = _discrimination(rest, inputs.abilities)
    uses = _option_uses(rest, inputs.abilities)
    whole = inputs.table.categories
    is_form = is_nearly_whole(whole) and is_nearly_whole(rest.categories)
    for place, item in enumerate(rest.items):
        options, codes = uses.get(item, ((), ()))
        is_low = discrimination[place] < LOW_DISCRIMINATION
        yield ItemFitResult(
            item=item,
            n=int(classical.n_persons[place]),
            mean=float(classical.difficulty[place]),
            point_biserial=_with_the_mean(rest.categories[:, place], whole) if is_form else math.nan,
            discrimination=float(discrimination[place]),
            **dict.fromkeys(OF_MODELS, math.nan),
            options=options,
            findings=tuple(
                dict.fromkeys(
                    [*_why(inputs, table, item), *(["low_discrimination"] if is_low else []), *codes]
                )
            ),
        )


def _why(inputs: Prepared, table: ResponseTable, item: str) -> list[str]:
    """Why an item has no parameters."""
    if inputs.calibration is None:
        return ["no_parameters"]
    place = table.without_empty().items.index(item)
    return [each.code for each in inputs.calibration.findings if each.item == place]


def _with_the_mean(own: NDArray[np.int8], others: NDArray[np.int8]) -> float:
    """Correlation of an item with the mean of others, of those who answered it."""
    there = (own >= 0) & (others >= 0).any(axis=1)
    means = np.where(others >= 0, others, 0)[there].sum(axis=1) / (others[there] >= 0).sum(axis=1)
    if there.sum() < FEWEST_FOR_A_CORRELATION or not np.ptp(own[there]) or not np.ptp(means):
        return math.nan
    return float(np.corrcoef(own[there], means)[0, 1])


def _codes(
    *, n: int, reason: str | None, adjusted_p: float, rmsd: float, infit: float, discrimination: float
) -> list[str]:
    codes = []
    if reason is not None:
        codes.append(reason)
    elif n < FEWEST_FOR_WORDS:
        codes.append("few_responses")
    is_significant = adjusted_p < LEVEL
    if is_significant and rmsd >= MISFIT:
        codes.append("misfit")
    elif (is_significant and rmsd >= SOME_MISFIT) or rmsd >= MISFIT:
        codes.append("some_misfit")
    elif is_significant:
        codes.append("small_misfit")
    if infit > INFIT_RANGE[1]:
        codes.append("noisy")
    elif infit < INFIT_RANGE[0]:
        codes.append("too_regular")
    if discrimination < LOW_DISCRIMINATION:
        codes.append("low_discrimination")
    return codes


def _discrimination(part: ResponseTable, abilities: Floats) -> Floats:
    """Correlation of each item's categories with ability, (n_items,), NaN where nothing varies."""
    found = np.full(part.n_items, np.nan)
    for place in range(part.n_items):
        own = part.categories[:, place]
        there = own >= 0
        if (
            there.sum() >= FEWEST_FOR_A_CORRELATION
            and np.ptp(own[there]) > 0
            and np.ptp(abilities[there]) > 0
        ):
            found[place] = np.corrcoef(own[there], abilities[there])[0, 1]
    return found


def _option_uses(
    part: ResponseTable, abilities: Floats
) -> dict[str, tuple[tuple[OptionUse, ...], tuple[str, ...]]]:
    """Uses and findings of the options of items with a right one, which is the one marked 1."""
    keys = _keys(part)
    if not keys:
        return {}
    columns = sorted(keys)
    numbers = np.array([len(part.option_ids[column]) for column in columns])
    table = option_table(
        part.options[:, columns].astype(np.int64),
        np.array([keys[column] for column in columns]),
        n_options=numbers,
        criterion=abilities,
    )
    found: dict[str, tuple[tuple[OptionUse, ...], tuple[str, ...]]] = {}
    for place, column in enumerate(columns):
        ids = part.option_ids[column]
        uses = tuple(
            OptionUse(
                option=option,
                n=int(table.counts[place, code]),
                share=float(table.shares[place, code]),
                point_biserial=float(table.point_biserials[place, code]),
                mean_ability=float(table.mean_criteria[place, code]),
                is_key=code == keys[column],
            )
            for code, option in enumerate(ids)
        )
        codes = tuple(each.code for each in table.findings if each.item == place)
        found[part.items[column]] = uses, codes
    return found


def _keys(part: ResponseTable) -> dict[int, int]:
    """The right option of each right-or-wrong item whose options are known, by the item's place."""
    keys: dict[int, int] = {}
    for column in range(part.n_items):
        right = part.options[(part.categories[:, column] == 1) & (part.options[:, column] >= 0), column]
        is_dichotomous = part.categories[:, column].max(initial=0) <= 1
        if is_dichotomous and right.size and np.ptp(right) == 0:
            keys[column] = int(right[0])
    return keys
