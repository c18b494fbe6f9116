"""`calibrate`: from responses to item parameters. Every step is a module of its own; here is their order."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

import numpy as np

from scoring.ability import GRID
from scoring.arrays import Floats, Integers, Mask
from scoring.calibration.em import Evaluation, Maximum, maximise
from scoring.calibration.families import SHARED_SLOPE, CalibrationItem, CalibrationModel
from scoring.calibration.findings import Finding
from scoring.calibration.likelihood import PatternMatrix
from scoring.calibration.maximisation import direction, made_valid
from scoring.calibration.populations import Groups, Population
from scoring.calibration.problem import ItemSpec, Problem
from scoring.calibration.reporting import calibration_of
from scoring.calibration.responses import Patterns, Responses
from scoring.calibration.result import Calibration, Fitted
from scoring.calibration.screening import (
    ItemModel,
    ScreenedItem,
    Screening,
    category_counts,
    joined_groups,
    person_findings,
    screened,
)
from scoring.calibration.standard_errors import (
    MOST_ENTRIES,
    covariance_of,
    is_estimated,
    observed_information,
)
from scoring.calibration.starting import starting_parameters
from scoring.parameters import ItemParameters

NODE_COUNTS = (31, 41, 61, 121)

HISTOGRAM_TOLERANCE = 1000.0
"""How many times the tolerance a weight's root may change: some weights creep to 0 and matter to no item."""


EVERYBODY = "all"
"""The label of the group where there is only one."""


@dataclass(frozen=True)
class Options:
    """How a calibration is computed.

    `n_nodes` are taken evenly from `scoring.GRID`: 61, 0.2 logits apart, are true to 1e-8 of the log
    likelihood while posteriors have SDs of 0.25 or more (the error falls like exp(-2 (pi SD / step)^2)), 121
    for longer tests. Iterations end when neither a cycle of EM nor a tenth of the accelerated step would
    change a working parameter by more than `tolerance`. `empty_categories` of polytomous items are left out
    of the model ("collapse"), or the item is ("refuse"). `is_one_cycle` stops after one cycle of EM whose
    E-step sees the fixed items only (OEM: Wainer & Mislevy, 1990), the groups as given.

    Raises:
        ValueError: an option is out of its range.
    """

    n_nodes: Literal[31, 41, 61, 121] = 61
    tolerance: float = 1e-6
    max_iterations: int = 500
    is_accelerated: bool = True
    has_standard_errors: bool = True
    empty_categories: Literal["collapse", "refuse"] = "collapse"
    is_one_cycle: bool = False

    def __post_init__(self) -> None:
        if self.n_nodes not in NODE_COUNTS:
            raise ValueError(f"n_nodes must be one of {NODE_COUNTS}, got {self.n_nodes!r}")
        if not 0.0 < self.tolerance < 1.0:
            raise ValueError(f"tolerance must lie between 0 and 1, got {self.tolerance!r}")
        if self.max_iterations < 1:
            raise ValueError(f"max_iterations must be 1 or more, got {self.max_iterations!r}")
        if self.empty_categories not in {"collapse", "refuse"}:
            raise ValueError(
                f"empty_categories must be 'collapse' or 'refuse', got {self.empty_categories!r}"
            )

    @property
    def nodes(self) -> Floats:
        """The quadrature nodes."""
        return GRID[:: (GRID.size - 1) // (self.n_nodes - 1)]


class _Membership(NamedTuple):
    """Labels of the groups in order of appearance, and each person's group."""

    labels: tuple[Hashable, ...]
    members: Integers


def calibrate(
    responses: Responses,
    models: CalibrationModel | Sequence[CalibrationModel | ItemModel],
    *,
    groups: Sequence[Hashable] | None = None,
    population: Population | None = None,
    fixed: Mapping[int, CalibrationItem] | None = None,
    starts: Mapping[int, CalibrationItem] | None = None,
    options: Options | None = None,
) -> Calibration:
    """Item parameters by marginal maximum likelihood (Bock & Aitkin, 1981, Psychometrika 46, 443-459).

    `models` is one for all items or one for each; items of "1pl" and "pcm" share one slope, that of such
    items among the `fixed` if there are any. `fixed` items keep these parameters, and their responses count.
    `groups` (n_persons,) are labels; None is one group. `starts` are parameters of items to begin from.

    Whatever is wrong with an item or the design is a finding of the result, and the rest is calibrated.

    Raises:
        ValueError: an argument does not fit the responses, or fixed items that must share a slope do not.
    """
    population = Population() if population is None else population
    options = Options() if options is None else options
    fixed, starts = dict(fixed or {}), dict(starts or {})
    specs = _models(models, responses.n_items)
    for name, mapping in (("fixed", fixed), ("starts", starts)):
        wrong = [place for place in mapping if not 0 <= place < responses.n_items]
        if wrong:
            raise ValueError(f"{name} must name items 0 to {responses.n_items - 1}, got {wrong[0]!r}")
    membership = _membership(groups, responses.n_persons)
    screening = screened(responses, specs, fixed, collapses=options.empty_categories == "collapse")
    findings = list(screening.findings)
    if options.is_one_cycle:
        population = replace(population, is_estimated=False)
    design, group_findings = _groups(screening, membership, population, options.nodes)
    findings += group_findings + person_findings(screening.responses, category_counts(screening.responses))
    problem, start = _problem(screening, membership, design, population, starts)
    maximum = _fitted(problem, start, options)
    covariance = None
    if options.has_standard_errors:
        if problem.size > MOST_ENTRIES:
            message = f"{problem.size} parameters are more than {MOST_ENTRIES}, the most with standard errors"
            findings.append(Finding("no_standard_errors", message))
        else:
            is_inside = (maximum.vector > problem.lower) & (maximum.vector < problem.upper)
            entries = np.flatnonzero(is_estimated(problem) & is_inside)
            covariance = covariance_of(observed_information(problem, maximum.vector), entries)
    fitted = Fitted(problem, maximum.vector, covariance, screening.items)
    return calibration_of(fitted, maximum, specs, membership.labels, responses, findings)


def _fitted(problem: Problem, start: Floats, options: Options) -> Maximum:
    seen = problem.expectation(start, only_fixed=True) if options.is_one_cycle else None

    def evaluate(vector: Floats) -> Evaluation:
        log_prior = problem.log_prior(vector)
        if seen is None:
            expected = problem.expectation(vector)
        else:
            height = seen.log_likelihood + problem.expected_log_likelihood(vector, seen)
            expected = seen._replace(log_likelihood=height)
        found = direction(problem, vector, expected)
        return Evaluation(
            expected.log_likelihood + log_prior, found.step, np.maximum(found.information, 1e-6)
        )

    tolerance = np.full(problem.size, options.tolerance)
    if problem.groups.shape == "histogram":
        tolerance[problem.n_item_entries :] *= HISTOGRAM_TOLERANCE
    maximum = maximise(
        start,
        evaluate,
        lambda vector, step: made_valid(problem, vector, step),
        tolerance=tolerance,
        max_iterations=options.max_iterations,
        is_accelerated=options.is_accelerated,
    )
    if seen is not None:
        height = problem.expectation(maximum.vector).log_likelihood + problem.log_prior(maximum.vector)
        maximum = maximum._replace(value=height)
    return maximum._replace(vector=problem.oriented(maximum.vector))


def _models(
    models: CalibrationModel | Sequence[CalibrationModel | ItemModel], n_items: int
) -> tuple[ItemModel, ...]:
    if isinstance(models, str):
        return (ItemModel(models),) * n_items
    if len(models) != n_items:
        raise ValueError(f"models must be one for all or one for each of {n_items} items, got {len(models)}")
    return tuple(ItemModel(each) if isinstance(each, str) else each for each in models)


def _membership(groups: Sequence[Hashable] | None, n_persons: int) -> _Membership:
    if groups is None:
        return _Membership((EVERYBODY,), np.zeros(n_persons, dtype=np.int64))
    given = list(groups)
    if len(given) != n_persons:
        raise ValueError(f"groups must name the group of {n_persons} persons, got {len(given)}")
    places: dict[Hashable, int] = {}
    members = [places.setdefault(label, len(places)) for label in given]
    return _Membership(tuple(places) or (EVERYBODY,), np.array(members, dtype=np.int64))


def _groups(
    screening: Screening, membership: _Membership, population: Population, nodes: Floats
) -> tuple[Groups, list[Finding]]:
    """Which groups are free, with findings about those that nothing joins to the scale."""
    labels, members = membership
    n = len(labels)
    anchors = np.array(
        [k for k, item in enumerate(screening.items) if item.fixed is not None], dtype=np.int64
    )
    reference = 0
    if population.reference is not None:
        if population.reference not in labels:
            raise ValueError(f"reference must be one of the groups {labels!r}, got {population.reference!r}")
        reference = labels.index(population.reference)
    has_anchors = anchors.size > 0
    is_free = np.full(n, population.is_estimated)
    is_standard: Mask = np.zeros(n, dtype=np.bool_)
    findings = []
    if population.is_estimated:
        used = screening.responses
        answered = used.counts * (used.n_answered > 0)
        sizes = np.bincount(members, answered, n)
        is_free &= sizes > 0.0
        joined = joined_groups(used, members, n, anchors, -1 if has_anchors else reference)
        for group in np.flatnonzero((sizes == 0.0) | ~joined) if sizes.any() else ():
            is_free[group] = False
            label = labels[int(group)]
            if sizes[group] == 0.0:
                message = f"group {label!r} has no usable response; its distribution is taken as given"
                findings.append(Finding("silent_group", message, group=label))
            else:
                message = (
                    f"group {label!r} shares no item with the others or with fixed items: its mean and SD "
                    "cannot be told and are taken as given"
                )
                findings.append(Finding("unconnected_group", message, group=label))
        if not has_anchors:
            is_standard[reference] = population.shape == "histogram"
            is_free[reference] &= population.shape == "histogram"
    return Groups(population.shape, nodes, is_free, is_standard), findings


def _problem(
    screening: Screening,
    membership: _Membership,
    groups: Groups,
    population: Population,
    starts: Mapping[int, CalibrationItem],
) -> tuple[Problem, Floats]:
    items, responses = screening.items, screening.responses
    n_categories = np.array([len(item.categories) for item in items], dtype=np.int64)
    first_rows = np.cumsum(n_categories) - n_categories
    patterns = Patterns.of(responses, first_rows, membership.members, groups.n_groups)
    matrix = PatternMatrix.of(patterns, first_rows, n_categories)
    slope = _common_slope(items)
    parameters = starting_parameters(responses, items, starts, slope)
    specs = [
        ItemSpec(
            model=item.model,
            n_categories=len(item.categories),
            priors=item.priors,
            fixed=item.fixed,
            slope_is_held=slope is not None,
        )
        for item in items
    ]
    problem = Problem.of(matrix, specs, groups.nodes, groups)
    vector = np.zeros(problem.size)
    for block in problem.blocks:
        for place, index in zip(block.items, block.index, strict=True):
            vector[index] = parameters[place]
    means, sds = np.full(groups.n_groups, population.mean), np.full(groups.n_groups, population.sd)
    has_anchors = any(item.fixed is not None for item in items)
    if population.is_estimated and not has_anchors:
        means[:], sds[:] = 0.0, 1.0
    vector[problem.n_item_entries :] = groups.start(means.tolist(), sds.tolist())
    return problem, problem.projected(vector)


def _common_slope(items: Sequence[ScreenedItem]) -> float | None:
    """The slope that fixed items of Rasch's kind hand to the free ones; None where there are none."""
    slopes = {
        item.fixed.a
        for item in items
        if isinstance(item.fixed, ItemParameters) and item.fixed.model in SHARED_SLOPE
    }
    if not slopes:
        return None
    if max(slopes) - min(slopes) > 1e-9:  # noqa: PLR2004
        raise ValueError(f"fixed items of the models 1pl and pcm must share one slope, got {sorted(slopes)}")
    return next(iter(slopes))
