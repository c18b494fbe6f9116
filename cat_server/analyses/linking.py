"""Linking as an analysis: a new calibration on the scale of an older one, drifted anchors left out."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from cat_server.analyses.known_items import KnownItems
from cat_server.analyses.refusals import AnalysisRefusedError
from cat_server.analyses.request import LinkMethod, LinkOptions, Request
from cat_server.analyses.written import program
from item_bank.calibration_file import (
    CalibratedItem,
    Calibration,
    CalibrationScale,
    calibration_bytes,
)
from item_bank.items import Parameters
from scoring.linking import (
    ScaleTransformation,
    bootstrap_errors,
    haebara,
    link_without_drift,
    mean_mean,
    mean_sigma,
    stocking_lord,
)
from scoring.linking.drift import AnchorDrift
from scoring.linking.errors import Method
from scoring.parameters import ItemParameters, ItemPool, NominalParameters

METHODS: Final[Mapping[LinkMethod, Method]] = {
    "stocking_lord": stocking_lord,
    "haebara": haebara,
    "mean_sigma": mean_sigma,
    "mean_mean": mean_mean,
}
FEWEST_ANCHORS = 3
FEW_ANCHORS = 10
FAR_FROM_ANY = 1e9
REPLICATIONS = 60
"""Enough for an error to be known to about a tenth, which is what it is read for."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """One item of the link: slope and mean location on both scales, and how far it drifted."""

    item: str
    source_a: float
    source_b: float
    target_a: float
    target_b: float
    linked_a: float
    linked_b: float
    slope_z: float
    location_z: float
    is_kept: bool


@dataclass(frozen=True, slots=True)
class LinkResult:
    """The change of scale: ability on the old scale = slope x ability on the new one + intercept."""

    slope: float
    intercept: float
    slope_error: float
    intercept_error: float
    n_anchors: int
    n_kept: int
    is_drift_left: bool
    anchors: tuple[Anchor, ...]
    findings: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Linked:
    """The result and the new calibration on the old scale."""

    result: LinkResult
    file: bytes


def linked_analysis(
    new: KnownItems, old: KnownItems, options: LinkOptions, request: Request, inputs: Mapping[str, str]
) -> Linked:
    """The new calibration on the scale of the old parameters.

    Raises:
        AnalysisRefusedError: `new` is no calibration, or there are too few common items.
    """
    if new.calibration is None:
        raise AnalysisRefusedError("link-needs-calibration")
    anchors = _anchors(new, old, options)
    source, target = (ItemPool.of([known.parameters[item] for item in anchors]) for known in (new, old))
    method = METHODS[options.method]
    critical = {} if options.removes_drift else {"critical_z": FAR_FROM_ANY}
    try:
        check = link_without_drift(source, target, method=method, **critical)
    except ValueError as error:
        raise AnalysisRefusedError("cannot-link", reason=str(error)) from None
    kept = list(check.kept)
    errors = math.nan, math.nan
    if len(kept) >= FEWEST_ANCHORS:
        rng = np.random.Generator(np.random.PCG64(request.seed))
        pools = [ItemPool.of([pool.items[place] for place in kept]) for pool in (source, target)]
        found = bootstrap_errors(*pools, method=method, rng=rng, n_replications=REPLICATIONS)
        errors = found.slope, found.intercept
    link = check.transformation
    findings = []
    if check.stopped_by == "fewest_kept":
        findings.append("drift_left")
    if len(kept) < FEW_ANCHORS:
        findings.append("few_anchors")
    if any(not anchor.is_kept for anchor in check.anchors):
        findings.append("anchors_removed")
    result = LinkResult(
        slope=link.slope,
        intercept=link.intercept,
        slope_error=errors[0],
        intercept_error=errors[1],
        n_anchors=len(anchors),
        n_kept=len(kept),
        is_drift_left=check.stopped_by == "fewest_kept",
        anchors=tuple(_anchor(anchors[drift.item], drift, source, target, link) for drift in check.anchors),
        findings=tuple(findings),
    )
    return Linked(result, _file(new.calibration, old, options, request, inputs, link, result))


def _anchors(new: KnownItems, old: KnownItems, options: LinkOptions) -> list[str]:
    common = [item for item in new.parameters if item in old.parameters]
    wanted = sorted(options.anchors or common)
    for item in wanted:
        if item not in common:
            raise AnalysisRefusedError("anchor-not-common", item=item)
    usable = []
    for item in wanted:
        before, after = old.parameters[item], new.parameters[item]
        if isinstance(before, NominalParameters) or isinstance(after, NominalParameters):
            continue
        if before.n_categories != after.n_categories:
            raise AnalysisRefusedError(
                "categories-differ", item=item, found=after.n_categories, known=before.n_categories
            )
        usable.append(item)
    if len(usable) < FEWEST_ANCHORS:
        raise AnalysisRefusedError("too-few-anchors", n=len(usable), fewest=FEWEST_ANCHORS)
    return usable


def _anchor(
    item: str, drift: AnchorDrift, source: ItemPool, target: ItemPool, link: ScaleTransformation
) -> Anchor:
    def location(pool: ItemPool) -> float:
        return float(np.nanmean(pool.b[drift.item]))

    return Anchor(
        item=item,
        source_a=float(source.a[drift.item]),
        source_b=location(source),
        target_a=float(target.a[drift.item]),
        target_b=location(target),
        linked_a=float(source.a[drift.item]) / link.slope,
        linked_b=link.slope * location(source) + link.intercept,
        slope_z=drift.slope_z,
        location_z=drift.location_z,
        is_kept=drift.is_kept,
    )


def _file(
    new: Calibration,
    old: KnownItems,
    options: LinkOptions,
    request: Request,
    inputs: Mapping[str, str],
    link: ScaleTransformation,
    result: LinkResult,
) -> bytes:
    kept = {anchor.item for anchor in result.anchors if anchor.is_kept}
    items = {
        name: replace(
            item,
            parameters=_transformed(item.parameters, link),
            standard_errors=_transformed_errors(item, link),
            is_anchor=name in kept,
        )
        for name, item in new.items.items()
    }
    return calibration_bytes(
        Calibration(
            bank=new.bank,
            section=new.section,
            date=request.date,
            method=f"{new.method}; linked by {options.method}, {result.n_kept} anchors",
            program=program(),
            inputs=dict(inputs),
            n_persons=new.n_persons,
            scale=CalibrationScale(
                old.origin, link.slope * new.scale.mean + link.intercept, link.slope * new.scale.sd
            ),
            items=items,
        )
    )


def _transformed(values: Parameters, link: ScaleTransformation) -> Parameters:
    moved = link.item(values)
    if not isinstance(moved, ItemParameters | NominalParameters):
        raise TypeError(f"a bank's item must have parameters of its own, got {type(moved).__name__}")
    return moved


def _transformed_errors(
    item: CalibratedItem, link: ScaleTransformation
) -> dict[str, tuple[float | None, ...]]:
    """Errors on the other scale, without that of the link itself; a nominal item's intercepts have none."""
    factor = {"a": 1.0 / link.slope, "b": link.slope}
    found: dict[str, tuple[float | None, ...]] = {}
    for name, errors in item.standard_errors.items():
        if name == "intercept":
            found[name] = tuple(None for _ in errors)
            continue
        by = factor.get(name, 1.0)
        found[name] = tuple(None if error is None else error * by for error in errors)
    return found
