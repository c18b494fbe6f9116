"""From the vector at which a calibration ended to its result, with findings about what came out."""

from collections.abc import Hashable, Sequence

import numpy as np

from scoring.arrays import Floats
from scoring.calibration.em import Maximum
from scoring.calibration.families import CalibrationItem
from scoring.calibration.findings import Finding
from scoring.calibration.problem import ItemBlock, Problem
from scoring.calibration.responses import Responses
from scoring.calibration.result import CalibratedGroup, CalibratedItem, Calibration, Fitted
from scoring.calibration.screening import ItemModel, ScreenedItem, category_counts
from scoring.parameters import NominalParameters

EDGE_SHARE = 1e-3
"""Share of a group's persons beyond which the ends of the grid cut something off."""


def calibration_of(
    fitted: Fitted,
    maximum: Maximum,
    models: Sequence[ItemModel],
    labels: Sequence[Hashable],
    responses: Responses,
    findings: list[Finding],
) -> Calibration:
    """The result; `models` are of all items, those of `fitted` are the ones that took part."""
    problem = fitted.problem
    sizes = category_counts(responses).sum(axis=1)
    items = [_left_out(place, model.model, float(sizes[place])) for place, model in enumerate(models)]
    for item in fitted.items:
        if item.fixed is not None:
            items[item.place] = _fixed(item, item.fixed, float(sizes[item.place]))
    for block in problem.blocks:
        for calibrated, found in _estimated(fitted, block, sizes):
            items[calibrated.place] = calibrated
            findings.extend(found)
    groups, found = _groups(fitted, labels)
    findings.extend(found)
    n_free = int(np.count_nonzero(~problem.is_held))
    if problem.groups.shape == "histogram":
        n_free -= int(np.count_nonzero(problem.groups.is_free)) + 2 * int(problem.groups.is_standard.sum())
    has_items = bool(problem.blocks)
    if not maximum.has_converged:
        message = (
            f"after {len(maximum.history) - 1} iterations a further one would change a parameter by "
            f"{maximum.last_change:.3g} times the tolerance"
        )
        findings.append(Finding("not_converged", message))
    log_prior = problem.log_prior(maximum.vector)
    return Calibration(
        items=tuple(items),
        groups=groups,
        findings=tuple(findings),
        has_converged=maximum.has_converged and has_items,
        n_iterations=len(maximum.history) - 1,
        log_likelihood=maximum.value - log_prior,
        log_prior=log_prior,
        n_parameters=n_free,
        n_persons=float(problem.matrix.patterns.counts.sum()),
        history=maximum.history,
        is_normal=problem.groups.shape == "normal",
        fitted=fitted,
    )


def _left_out(place: int, model: str, n_responses: float) -> CalibratedItem:
    none = np.zeros(0)
    return CalibratedItem(
        place=place,
        model=model,  # type: ignore[arg-type]
        parameters=None,
        names=(),
        estimates=none,
        standard_errors=none,
        covariance=np.zeros((0, 0)),
        categories=(),
        n_responses=n_responses,
        is_fixed=False,
    )


def _fixed(item: ScreenedItem, parameters: CalibrationItem, n_responses: float) -> CalibratedItem:
    if isinstance(parameters, NominalParameters):
        places = range(1, parameters.n_categories)
        names = (*(f"score{k}" for k in places), *(f"intercept{k}" for k in places))
        values = [*parameters.scores[1:], *parameters.intercepts[1:]]
    else:
        steps = ("b",) if len(parameters.b) == 1 else tuple(f"b{k + 1}" for k in range(len(parameters.b)))
        names = ("a", *steps, "c", "d")
        values = [parameters.a, *parameters.b, parameters.c, parameters.d]
    return CalibratedItem(
        place=item.place,
        model=item.model,
        parameters=parameters,
        names=names,
        estimates=np.array(values),
        standard_errors=np.zeros(len(values)),
        covariance=np.zeros((len(values), len(values))),
        categories=item.categories,
        n_responses=n_responses,
        is_fixed=True,
    )


def _estimated(fitted: Fitted, block: ItemBlock, sizes: Floats) -> list[tuple[CalibratedItem, list[Finding]]]:
    problem, vector = fitted.problem, fitted.vector
    working = vector[block.index]
    with np.errstate(divide="ignore", invalid="ignore"):
        metric, jacobians = block.family.to_metric(working), block.family.jacobian(working)
    at_bound = (vector <= problem.lower) | (vector >= problem.upper)
    results = []
    for row, place in enumerate(block.items.tolist()):
        item = fitted.items[place]
        findings: list[Finding] = []
        parameters: CalibrationItem | None = None
        try:
            parameters = block.family.item(item.model, metric[row])
        except ValueError as problem_of_item:
            message = f"item {item.place} has no parameters: {problem_of_item} (is its key right?)"
            findings.append(Finding("negative_slope", message, item=item.place, is_excluding=True))
        bound = at_bound[block.index[row]]
        if bound.any():
            named = ", ".join(
                name for name, is_bound in zip(block.family.names, bound, strict=True) if is_bound
            )
            message = f"item {item.place} is held at a bound of what is estimated, in {named}"
            findings.append(Finding("at_bound", message, item=item.place))
        is_unknown = np.zeros(bound.size, dtype=np.bool_)
        covariance = np.full((working.shape[1], working.shape[1]), np.nan)
        if fitted.covariance is not None:
            part = fitted.covariance[np.ix_(block.index[row], block.index[row])]
            covariance = jacobians[row] @ part @ jacobians[row].T
            is_unknown = ~np.isfinite(np.diagonal(covariance)) & ~bound
            covariance[bound] = np.nan
            covariance[:, bound] = np.nan
        with np.errstate(invalid="ignore"):
            errors = np.sqrt(np.diagonal(covariance))
        if is_unknown.any():
            message = f"the responses do not determine the parameters of item {item.place}"
            findings.append(Finding("not_determined", message, item=item.place))
        calibrated = CalibratedItem(
            place=item.place,
            model=item.model,
            parameters=parameters,
            names=block.family.names,
            estimates=metric[row],
            standard_errors=errors,
            covariance=covariance,
            categories=item.categories,
            n_responses=float(sizes[item.place]),
            is_fixed=False,
        )
        results.append((calibrated, findings))
    return results


def _groups(fitted: Fitted, labels: Sequence[Hashable]) -> tuple[tuple[CalibratedGroup, ...], list[Finding]]:
    problem: Problem = fitted.problem
    groups = problem.groups
    state = fitted.vector[problem.n_item_entries :]
    means, sds = groups.moments(state)
    weights = np.exp(groups.log_weights(state))
    weights /= weights.sum(axis=1, keepdims=True)
    patterns = problem.matrix.patterns
    sizes = np.bincount(patterns.groups, patterns.counts, groups.n_groups)
    results, findings = [], []
    for place, label in enumerate(labels):
        errors = (0.0, 0.0)
        if groups.is_free[place]:
            errors = (float("nan"), float("nan"))
            if groups.shape == "normal" and fitted.covariance is not None:
                first = problem.n_item_entries + 2 * place
                variances = np.diagonal(fitted.covariance)[first : first + 2]
                errors = float(np.sqrt(variances[0])), float(sds[place] * np.sqrt(variances[1]))
        if groups.shape == "normal" and groups.is_free[place]:
            limit = np.log(sds[place])
            if not np.log(0.1001) < limit < np.log(3.999):
                message = f"the SD of group {label!r} is held at {sds[place]:.1f}, the end of its range"
                findings.append(Finding("group_at_bound", message, group=label))
        edge = float(weights[place, :2].sum() + weights[place, -2:].sum())
        if edge > EDGE_SHARE:
            message = (
                f"{100.0 * edge:.1f} % of group {label!r} lie at the ends of the nodes, -6 and 6: abilities "
                "beyond are cut off"
            )
            findings.append(Finding("beyond_nodes", message, group=label))
        results.append(
            CalibratedGroup(
                label=label,
                mean=float(means[place]),
                sd=float(sds[place]),
                mean_standard_error=errors[0],
                sd_standard_error=errors[1],
                n_persons=float(sizes[place]),
                is_estimated=bool(groups.is_free[place]),
                nodes=problem.nodes,
                weights=weights[place],
            )
        )
    return tuple(results), findings
