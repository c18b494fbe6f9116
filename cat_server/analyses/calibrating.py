"""Calibration as an analysis: estimates with errors and findings for each item, and the calibration file."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from cat_server.analyses.estimating import anchors_of, estimated, group_values
from cat_server.analyses.known_items import KnownItems
from cat_server.analyses.refusals import AnalysisRefusedError
from cat_server.analyses.request import CalibrateOptions, Request
from cat_server.analyses.times import (
    SpeedEstimate,
    TimeEstimate,
    speed_estimate,
    time_estimates,
    without_rapid,
)
from cat_server.analyses.written import program
from cat_server.responses.table import ResponseTable
from item_bank.calibration_file import (
    CalibratedItem,
    Calibration,
    CalibrationScale,
    calibration_bytes,
)
from item_bank.items import Parameters
from scoring.ability import GRID
from scoring.calibration import Calibration as Estimates
from scoring.calibration import Responses, global_fit
from scoring.fit import EmpiricalCurves, curve_distances, empirical_curves
from scoring.parameters import ItemPool, NominalParameters
from scoring.priors import checked_log_priors
from scoring.response_models import information_curve

FEWEST_FOR_WHOLE_FIT = 100
"""Participants below whom M2, a statistic of large samples, says nothing that could be believed."""
LOW_SLOPE = 0.4
FAR_DIFFICULTY = 4.0
LARGE_ERROR = 0.5
SOME_MISFIT, MISFIT = 0.05, 0.08
"""RMSD of the observed from the fitted curve, beyond which an item is worth a look, and beyond which more."""

INFORMATION_AT = tuple(float(node) for node in GRID if abs(node) <= 4.0 + 1e-9)[::2]


@dataclass(frozen=True, slots=True)
class ItemEstimate:
    """One item; `findings` are codes with sentences in the catalogue, `before` its known parameters."""

    item: str
    model: str
    n: int
    names: tuple[str, ...]
    estimates: tuple[float, ...]
    standard_errors: tuple[float, ...]
    is_anchor: bool
    has_parameters: bool
    rmsd: float
    before: tuple[float, ...]
    findings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GroupEstimate:
    """The distribution of ability in one group."""

    label: str
    n: int
    mean: float
    sd: float
    mean_error: float
    sd_error: float


@dataclass(frozen=True, slots=True)
class WholeFit:
    """Fit of the whole model: M2, or C2 with more categories, RMSEA with its 90 % interval, and SRMSR."""

    name: str
    statistic: float
    degrees: int
    p_value: float
    rmsea: float
    rmsea_lower: float
    rmsea_upper: float
    srmsr: float


@dataclass(frozen=True, slots=True)
class CalibrationResult:
    """What a calibration says; `general` are codes about the whole.

    `whole_fit` is there for one group of which everybody answered everything, and not too many items.
    `n_rapid` responses were left out because they were rapid.
    """

    items: tuple[ItemEstimate, ...]
    groups: tuple[GroupEstimate, ...]
    general: tuple[str, ...]
    has_converged: bool
    n_iterations: int
    log_likelihood: float
    aic: float
    bic: float
    n_parameters: int
    reliability: float
    information_at: tuple[float, ...]
    information: tuple[float, ...]
    times: tuple[TimeEstimate, ...] = ()
    whole_fit: WholeFit | None = None
    speed: SpeedEstimate | None = None
    n_rapid: int = 0


@dataclass(frozen=True, eq=False)
class Calibrated:
    """The result, the file, and what drawings need: the items with curves, in the order of `pool`."""

    result: CalibrationResult
    file: bytes
    pool: ItemPool
    pool_items: tuple[str, ...]
    curves: EmpiricalCurves = field(repr=False)


def calibrated_analysis(
    table: ResponseTable,
    options: CalibrateOptions,
    known: KnownItems,
    request: Request,
    inputs: Mapping[str, str],
) -> Calibrated:
    """The calibration of a table.

    Raises:
        AnalysisRefusedError: the inputs do not allow it.
    """
    given, n_rapid = without_rapid(table) if options.leaves_out_rapid else (table, 0)
    used = given.without_empty()
    found = estimated(used, options, known)
    anchors = anchors_of(used, options.anchors, known)
    groups = None if not options.group else list(group_values(used, options.group))
    responses = Responses.of(used.categories)
    abilities = found.abilities(responses, groups)
    with_curves = [
        place
        for place, item in enumerate(found.items)
        if item.parameters is not None and item.categories == tuple(range(item.parameters.n_categories))
    ]
    if not with_curves:
        raise AnalysisRefusedError("nothing-estimated")
    pool = ItemPool.of([known_parameters(found.items[place].parameters) for place in with_curves])
    part = used.with_items([used.items[place] for place in with_curves])
    posteriors = _posteriors(found, part, pool, groups)
    curves = empirical_curves(pool, part.categories, posteriors)
    distances = curve_distances(pool, part.categories, posteriors)
    rmsd = dict(zip(part.items, distances.rmsd.tolist(), strict=True))
    items = tuple(
        _item_estimate(used.items[place], place, found, anchors, known, rmsd) for place in range(used.n_items)
    )
    times = time_estimates(used, known.times) if options.has_times else ()
    result = CalibrationResult(
        items=items,
        groups=tuple(group_estimate(group) for group in found.groups),
        general=tuple(dict.fromkeys(each.code for each in found.findings if each.item is None)),
        has_converged=found.has_converged,
        n_iterations=found.n_iterations,
        log_likelihood=found.log_likelihood,
        aic=found.aic,
        bic=found.bic,
        n_parameters=found.n_parameters,
        reliability=abilities.reliability,
        information_at=INFORMATION_AT,
        information=tuple(information_curve(pool, np.array(INFORMATION_AT)).tolist()),
        times=times,
        whole_fit=_whole_fit(found, responses),
        speed=speed_estimate(part, pool, times),
        n_rapid=n_rapid,
    )
    file = _file(used, options, known, request, inputs, found, result)
    return Calibrated(result, file, pool, part.items, curves)


def known_parameters(parameters: object) -> Parameters:
    """Parameters that must be there."""
    if parameters is None:
        raise ValueError("parameters must be there, got none")
    return parameters  # type: ignore[return-value]


def _whole_fit(found: Estimates, responses: Responses) -> WholeFit | None:
    if found.n_persons < FEWEST_FOR_WHOLE_FIT:
        return None
    try:
        fit = global_fit(found, responses)
    except ValueError:  # gaps, several groups, too many items or too few for the parameters
        return None
    return WholeFit(
        name=fit.name,
        statistic=fit.statistic,
        degrees=fit.degrees_of_freedom,
        p_value=fit.p_value,
        rmsea=fit.rmsea,
        rmsea_lower=fit.rmsea_interval[0],
        rmsea_upper=fit.rmsea_interval[1],
        srmsr=fit.srmsr,
    )


def _posteriors(
    found: Estimates, part: ResponseTable, pool: ItemPool, groups: list[str] | None
) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    from scoring.estimation import posterior_weights  # noqa: PLC0415

    logs = {group.label: group.log_prior(is_normal=found.is_normal) for group in found.groups}
    labels = [found.groups[0].label] * part.n_persons if groups is None else groups
    rows = np.array([logs[label] for label in labels])
    return posterior_weights(pool, part.categories, log_prior=checked_log_priors(rows, part.n_persons))


def _item_estimate(
    item: str,
    place: int,
    found: Estimates,
    anchors: Mapping[str, Parameters],
    known: KnownItems,
    rmsd: Mapping[str, float],
) -> ItemEstimate:
    own = found.items[place]
    distance = rmsd.get(item, math.nan)
    codes: list[str] = [each.code for each in found.findings if each.item == place]
    if own.parameters is not None and item not in anchors:
        codes += _findings(own.names, own.estimates.tolist(), own.standard_errors.tolist())
    if distance >= SOME_MISFIT:
        codes.append("misfit" if distance >= MISFIT else "some_misfit")
    return ItemEstimate(
        item=item,
        model=str(own.model),
        n=round(own.n_responses),
        names=own.names,
        estimates=tuple(own.estimates.tolist()),
        standard_errors=tuple(own.standard_errors.tolist()),
        is_anchor=item in anchors,
        has_parameters=own.parameters is not None,
        rmsd=distance,
        before=_before(known.parameters.get(item)),
        findings=tuple(dict.fromkeys(codes)),
    )


def _findings(names: tuple[str, ...], estimates: list[float], errors: list[float]) -> list[str]:
    codes = []
    slopes = [value for name, value in zip(names, estimates, strict=True) if name == "a"]
    places = [
        (value, error)
        for name, value, error in zip(names, estimates, errors, strict=True)
        if name.startswith("b")
    ]
    if any(value < LOW_SLOPE for value in slopes):
        codes.append("low_slope")
    if any(abs(value) > FAR_DIFFICULTY for value, _ in places):
        codes.append("far_difficulty")
    if any(error > LARGE_ERROR for _, error in places):
        codes.append("large_error")
    return codes


def _before(known: Parameters | None) -> tuple[float, ...]:
    """Slope and locations of what was known; nothing of a nominal item, whose numbers do not compare."""
    if known is None or isinstance(known, NominalParameters):
        return ()
    return (known.a, *known.b)


def group_estimate(group: object) -> GroupEstimate:
    """A group of a calibration, as a result tells it."""
    from scoring.calibration import CalibratedGroup  # noqa: PLC0415

    if not isinstance(group, CalibratedGroup):
        raise TypeError("group must be the group of a calibration")
    return GroupEstimate(
        label="" if group.label is None else str(group.label),
        n=round(group.n_persons),
        mean=group.mean,
        sd=group.sd,
        mean_error=group.mean_standard_error,
        sd_error=group.sd_standard_error,
    )


def _file(
    table: ResponseTable,
    options: CalibrateOptions,
    known: KnownItems,
    request: Request,
    inputs: Mapping[str, str],
    found: Estimates,
    result: CalibrationResult,
) -> bytes:
    times = {each.item: each.parameters for each in result.times}
    items = {}
    for place, item in enumerate(table.items):
        own = found.items[place]
        if own.parameters is None or own.categories != tuple(range(own.parameters.n_categories)):
            continue  # where categories were joined, marking would give categories that the item has no more
        items[item] = CalibratedItem(
            parameters=known_parameters(own.parameters),
            standard_errors=errors_by_name(own.names, own.standard_errors.tolist()),
            n=round(own.n_responses),
            is_anchor=result.items[place].is_anchor,
            response_time=times.get(item),
        )
    anchored = bool(options.anchors)
    first = found.groups[0]
    how = f"MML-EM, {options.model}/{options.polytomous}, priors {options.priors}"
    if options.leaves_out_rapid:
        how += ", without rapid responses"
    if anchored:
        how += f", {sum(item.is_anchor for item in items.values())} anchors held"
    return calibration_bytes(
        Calibration(
            bank=request.bank,
            section=request.section,
            date=request.date,
            method=how,
            program=program(),
            inputs=dict(inputs),
            n_persons=round(found.n_persons),
            scale=CalibrationScale(known.origin if anchored else "sample", first.mean, first.sd),
            items=items,
        )
    )


def errors_by_name(names: tuple[str, ...], errors: list[float]) -> dict[str, tuple[float | None, ...]]:
    """Standard errors as a calibration file has them: lists by the parameter's name."""
    found: dict[str, tuple[float | None, ...]] = {}
    for name, error in zip(names, errors, strict=True):
        known = error if math.isfinite(error) else None
        found[name.rstrip("0123456789")] = (*found.get(name.rstrip("0123456789"), ()), known)
    return found
