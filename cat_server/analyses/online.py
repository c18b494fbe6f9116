"""Online calibration: items on trial on the scale of those that count, day by day, with a proposal for each.

Operational items keep their parameters, and their new responses count. Nothing is decided here: a person
does that (`item_bank.promotion`), and a release holds it only when it is published with the confirmed file.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from cat_server.analyses.calibrating import GroupEstimate, errors_by_name, group_estimate, known_parameters
from cat_server.analyses.estimating import check_categories, model_of, priors_about
from cat_server.analyses.known_items import KnownItems
from cat_server.analyses.refusals import AnalysisRefusedError
from cat_server.analyses.request import OnlineOptions, Request
from cat_server.analyses.times import TimeEstimate, time_estimates
from cat_server.analyses.written import program
from cat_server.responses.table import ResponseTable
from item_bank.calibration_file import CalibratedItem, Calibration, CalibrationScale, calibration_bytes
from scoring.calibration import (
    CalibrationModel,
    ItemModel,
    OnlineCalibration,
    Population,
    PretestItem,
    PromotionRule,
    Responses,
)
from scoring.estimation import posterior_weights
from scoring.fit import EmpiricalCurves, empirical_curves
from scoring.parameters import ItemPool, NominalParameters
from scoring.priors import checked_log_priors

FEWEST_PERSONS = 2
FEWEST_FOR_CURVES = 30
"""Participants without whom observed curves are drawn from next to nothing."""
TWO = 2
LARGEST_MEAN = 4.0


@dataclass(frozen=True, slots=True)
class Why:
    """One reason: its code has a sentence in the catalogue, `value` was found and `limit` is asked for."""

    code: str
    value: float
    limit: float


@dataclass(frozen=True, slots=True)
class Update:
    """What was known of an item at the end of a day; `n` counts all responses so far."""

    day: str
    n: int
    estimates: tuple[float, ...]
    standard_errors: tuple[float, ...]
    decision: str


@dataclass(frozen=True, slots=True)
class TrialEstimate:
    """One item on trial. `guess` are slope and locations by its author; `since` the day of the decision.

    `median_seconds` is how long it takes, NaN where too few times are known to tell.
    """

    item: str
    model: str
    n: int
    names: tuple[str, ...]
    estimates: tuple[float, ...]
    standard_errors: tuple[float, ...]
    has_parameters: bool
    guess: tuple[float, ...]
    misfit: float
    fit_p_value: float
    decision: str
    reasons: tuple[Why, ...]
    since: str
    updates: tuple[Update, ...]
    median_seconds: float = math.nan


@dataclass(frozen=True, slots=True)
class OnlineResult:
    """What an online calibration says."""

    items: tuple[TrialEstimate, ...]
    groups: tuple[GroupEstimate, ...]
    n_operational: int
    n_persons: int
    days: tuple[str, ...]
    general: tuple[str, ...]
    has_converged: bool
    n_iterations: int


@dataclass(frozen=True, eq=False)
class Online:
    """The result, the file with proposals, and what drawings need: items on trial that have parameters."""

    result: OnlineResult
    file: bytes
    pool: ItemPool | None
    pool_items: tuple[str, ...] = ()
    curves: EmpiricalCurves | None = field(default=None, repr=False)


def online_analysis(
    table: ResponseTable,
    options: OnlineOptions,
    known: KnownItems,
    request: Request,
    inputs: Mapping[str, str],
) -> Online:
    """The calibration of the items on trial in a table.

    Raises:
        AnalysisRefusedError: nobody answered an item on trial, or the operational items are not known.
    """
    used, trials = _of_use(table, known)
    operational = {
        column: known.parameters[item] for column, item in enumerate(used.items) if item not in trials
    }
    check_categories(used, {used.items[column]: values for column, values in operational.items()})
    calibration = OnlineCalibration(
        operational=operational,
        models=[_model(used, column, options, known, trials) for column in range(used.n_items)],  # type: ignore[arg-type]
        rule=PromotionRule(
            min_responses=options.min_responses,
            max_responses=max(options.min_responses, options.max_responses),
            difficulty_error=options.difficulty_error,
            slope_error=options.slope_error,
        ),
        method=options.method,
        population=Population(
            mean=min(max(known.mean, -LARGEST_MEAN), LARGEST_MEAN), sd=min(max(known.sd, 0.1), 4.0)
        ),
    )
    days = tuple(sorted(set(used.days)))
    updates: dict[int, list[Update]] = {}
    try:
        for day in days:
            of_day = [place for place, each in enumerate(used.days) if each == day]
            calibration = calibration.with_batch(Responses.of(used.categories[of_day]))
            for one in calibration.items:
                updates.setdefault(one.item.place, []).append(_update(day, one))
    except ValueError as error:
        raise AnalysisRefusedError("cannot-calibrate", reason=str(error)) from None
    found = calibration.calibration
    if found is None:
        raise AnalysisRefusedError("no-responses")
    times = {each.item: each for each in time_estimates(used, known.times)}
    items = tuple(
        _estimate(used.items[one.item.place], one, known, updates[one.item.place], times)
        for one in calibration.items
    )
    result = OnlineResult(
        items=items,
        groups=tuple(group_estimate(group) for group in found.groups),
        n_operational=len(operational),
        n_persons=used.n_persons,
        days=days,
        general=tuple(dict.fromkeys(each.code for each in found.findings if each.item is None)),
        has_converged=found.has_converged,
        n_iterations=found.n_iterations,
    )
    file = _file(used, options, known, request, inputs, calibration, result, times)
    return _with_curves(result, file, used, calibration)


def _of_use(table: ResponseTable, known: KnownItems) -> tuple[ResponseTable, frozenset[str]]:
    """The part with operational items and those on trial, and the ids of the latter."""
    if not known.parameters:
        raise AnalysisRefusedError("no-operational-items")
    trials = _trials(table, known)
    operational = [item for item in table.items if item in known.parameters and item not in trials]
    if not trials:
        raise AnalysisRefusedError("no-items-on-trial")
    if not operational:
        raise AnalysisRefusedError("no-operational-items")
    used = table.with_items([*operational, *trials]).without_empty()
    answered = frozenset(trials & set(used.items))
    if not answered:
        raise AnalysisRefusedError("no-items-on-trial")
    if used.n_persons < FEWEST_PERSONS:
        raise AnalysisRefusedError("too-few-persons", n=used.n_persons)
    return used, answered


def _trials(table: ResponseTable, known: KnownItems) -> set[str]:
    """The items on trial: those of the release; of a file, those that are marked in it.

    What was on trial in an earlier release and counts in this one is not among them.
    """
    if known.trials:
        return set(known.trials) & set(table.items)
    marked = {item for column, item in enumerate(table.items) if table.is_pretest[:, column].any()}
    return marked - set(known.parameters) if known.name == "release" else marked


def _model(
    table: ResponseTable, column: int, options: OnlineOptions, known: KnownItems, trials: frozenset[str]
) -> ItemModel:
    item = table.items[column]
    values = known.parameters.get(item)
    if values is not None and item not in trials:
        return ItemModel(model_of(values), values.n_categories)
    trial = known.trials.get(item)
    guess = None if trial is None else trial.guess
    n_seen = int(table.categories[:, column].max(initial=0)) + 1
    n_categories = max(TWO, n_seen if trial is None else trial.n_categories)
    if guess is not None:
        return ItemModel(
            model_of(guess), n_categories, priors_about(guess, trial.prior_sd if trial else None)
        )
    model: CalibrationModel = options.model if n_categories == TWO else options.polytomous
    return ItemModel(model, n_categories, priors_about(None, None))


def _update(day: str, one: PretestItem) -> Update:
    return Update(
        day,
        round(one.n_responses),
        tuple(one.item.estimates.tolist()),
        tuple(one.item.standard_errors.tolist()),
        one.decision,
    )


def _estimate(
    name: str,
    one: PretestItem,
    known: KnownItems,
    updates: Sequence[Update],
    times: Mapping[str, TimeEstimate],
) -> TrialEstimate:
    own, trial = one.item, known.trials.get(name)
    guess = None if trial is None else trial.guess
    since = updates[-1].day
    for update in reversed(updates):
        if update.decision != one.decision:
            break
        since = update.day
    return TrialEstimate(
        item=name,
        model=str(own.model),
        n=round(own.n_responses),
        names=own.names,
        estimates=tuple(own.estimates.tolist()),
        standard_errors=tuple(own.standard_errors.tolist()),
        has_parameters=_is_usable(one),
        guess=() if guess is None or isinstance(guess, NominalParameters) else (guess.a, *guess.b),
        misfit=math.nan if one.fit is None else one.fit.misfit,
        fit_p_value=math.nan if one.fit is None else one.fit.p_value,
        decision=one.decision,
        reasons=tuple(Why(each.code, each.value, each.limit) for each in one.reasons),
        since=since,
        updates=tuple(updates),
        median_seconds=times[name].median_seconds if name in times else math.nan,
    )


def _is_usable(one: PretestItem) -> bool:
    """Whether the item has parameters for the very categories that marking gives."""
    values = one.item.parameters
    return values is not None and one.item.categories == tuple(range(values.n_categories))


def _file(
    table: ResponseTable,
    options: OnlineOptions,
    known: KnownItems,
    request: Request,
    inputs: Mapping[str, str],
    calibration: OnlineCalibration,
    result: OnlineResult,
    times: Mapping[str, TimeEstimate],
) -> bytes:
    """The whole scale, so that a release can be made with this file alone, and the items on trial."""
    answered = np.count_nonzero(table.categories >= 0, axis=0)
    n_of = dict(zip(table.items, answered.tolist(), strict=True))
    items = {
        name: CalibratedItem(
            values, {}, n_of.get(name, 0), is_anchor=True, response_time=known.times.get(name)
        )
        for name, values in {**known.elsewhere, **known.parameters}.items()
    }
    proposals = {each.item: each.decision for each in result.items}
    for one in calibration.items:
        name = table.items[one.item.place]
        items.pop(name, None)
        if _is_usable(one):
            items[name] = CalibratedItem(
                parameters=known_parameters(one.item.parameters),
                standard_errors=errors_by_name(one.item.names, one.item.standard_errors.tolist()),
                n=round(one.n_responses),
                response_time=times[name].parameters if name in times else None,
                proposal=proposals[name],
            )
    first = result.groups[0]
    held = f"{result.n_operational} operational items held, {len(result.days)} days"
    how = f"online {options.method.upper()}, {held}"
    return calibration_bytes(
        Calibration(
            bank=request.bank,
            section=request.section,
            date=request.date,
            method=how,
            program=program(),
            inputs=dict(inputs),
            n_persons=result.n_persons,
            scale=CalibrationScale(known.origin, first.mean, first.sd),
            items=items,
        )
    )


def _with_curves(
    result: OnlineResult, file: bytes, table: ResponseTable, calibration: OnlineCalibration
) -> Online:
    """With the observed curves of the items on trial, over the abilities that everything together tells.

    Not where hardly anybody has answered yet.
    """
    found = calibration.calibration
    usable = [one.item for one in calibration.items if _is_usable(one)]
    if found is None or not usable or table.n_persons < FEWEST_FOR_CURVES:
        return Online(result, file, None)
    places = [*calibration.operational, *(item.place for item in usable)]
    parameters = {
        **calibration.operational,
        **{item.place: known_parameters(item.parameters) for item in usable},
    }
    places.sort()
    whole = ItemPool.of([parameters[place] for place in places])
    log_prior = found.groups[0].log_prior(is_normal=found.is_normal)
    rows = np.repeat(log_prior[None], table.n_persons, axis=0)
    posteriors = posterior_weights(
        whole, table.categories[:, places], log_prior=checked_log_priors(rows, table.n_persons)
    )
    pool = ItemPool.of([known_parameters(item.parameters) for item in usable])
    own = [item.place for item in usable]
    curves = empirical_curves(pool, table.categories[:, own], posteriors)
    return Online(result, file, pool, tuple(table.items[place] for place in own), curves)
