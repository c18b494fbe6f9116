"""One item fitted anew, by marginal likelihood, to persons whose ability the other items tell.

The other items and the distributions of ability are fixed: this compares groups on one item, and is no
calibration.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from scoring.ability import GRID
from scoring.arrays import Floats, Integers
from scoring.parameters import AnyItemParameters, ItemParameters, ItemPool, NominalParameters
from scoring.response_models import category_probabilities

STEP = 1e-5
"""Half the distance over which probabilities are differentiated: errors of about 1e-10."""

MOST_ITERATIONS = 100
TOLERANCE = 1e-9
"""Expected gain of the log likelihood at which the search ends."""

ROUNDING = 1e-5
"""Expected gain that rounding may hide."""

LONGEST_STEP = 1.0
FARTHEST = 40.0
"""A parameter beyond it has no finite estimate."""


@dataclass(frozen=True, eq=False)
class ItemFree:
    """The parameters of an item that may differ between groups.

    `start` (n_parameters,) are those of the item itself, `item_of` makes an item of others, or raises. They
    are the slope a and intercepts -a b, in which the likelihood is nearest to a parabola and so a Wald test
    nearest to its chi-square; of graded items the logarithms of the distances between the intercepts, and of
    items with a kept slope the b themselves. Asymptotes are kept: groups
    tell too little of them. So is a slope that belongs to all items (`1pl`, `pcm`, `rsm`), and of `rsm`
    everything but the location.
    """

    start: Floats
    item_of: Callable[[Floats], AnyItemParameters]


@dataclass(frozen=True, eq=False)
class Refit:
    """An item's estimates on the scale of `ItemFree`, their covariance matrix, and the log likelihood."""

    item: AnyItemParameters
    estimates: Floats
    covariance: Floats
    log_likelihood: float


def free_parameters(item: AnyItemParameters) -> ItemFree:
    """What of this item may differ between groups.

    Raises:
        ValueError: the item is derived from others.
    """
    if isinstance(item, NominalParameters):
        slopes = item.a * (np.array(item.scores[1:]) - item.scores[0])
        intercepts = np.array(item.intercepts[1:]) - item.intercepts[0]
        return ItemFree(np.concatenate((slopes, intercepts)), _nominal)
    if not isinstance(item, ItemParameters):
        raise ValueError("the item to refit must have parameters of its own, got a derived item")  # noqa: TRY004
    own = item
    steps = np.array(item.b)
    if item.model == "rsm":
        return ItemFree(np.zeros(1), lambda point: _like(own, own.a, steps + point[0]))
    if item.model in {"1pl", "pcm"}:
        return ItemFree(steps, lambda point: _like(own, own.a, point))
    if item.model == "grm":
        start = np.concatenate(([item.a, -item.a * steps[0]], np.log(item.a * np.diff(steps))))
        return ItemFree(
            start,
            lambda point: _like(own, point[0], _over(np.cumsum([-point[1], *np.exp(point[2:])]), point[0])),
        )
    start = np.concatenate(([item.a], -item.a * steps))
    return ItemFree(start, lambda point: _like(own, point[0], _over(-point[1:], point[0])))


def refit(free: ItemFree, categories: Integers, posteriors: Floats) -> Refit | None:
    """The item that makes these answers likeliest; None where the search finds no finite end.

    `posteriors` (n_persons, 121) are of ability without this item, each summing to 1; `categories`
    (n_persons,) have no gaps. Steps are by the cross-products of the persons' scores (Berndt, Hall, Hall &
    Hausman, 1974), halved until the likelihood rises; the covariance matrix is that of the observed
    information.
    """
    try:
        found = _likeliest(free, categories, posteriors)
        if found is None:
            return None
        point, value = found
        information = _observed_information(free, point, categories, posteriors)
        np.linalg.cholesky(information)
    except (ValueError, np.linalg.LinAlgError):  # at the edge of what the model allows, or flat there
        return None
    covariance: Floats = np.asarray(np.linalg.inv(information), dtype=np.float64)
    return Refit(free.item_of(point), point, covariance, value)


def _likeliest(free: ItemFree, categories: Integers, posteriors: Floats) -> tuple[Floats, float] | None:
    point = free.start.copy()
    value = _log_likelihood(free, point, categories, posteriors)
    for _ in range(MOST_ITERATIONS):
        scores = _scores(free, point, categories, posteriors)
        gradient = scores.sum(axis=0)
        step = np.linalg.solve(scores.T @ scores, gradient)
        gain = float(gradient @ step)
        if gain < TOLERANCE:
            return point, value
        step *= min(1.0, LONGEST_STEP / float(np.abs(step).max()))
        following = _log_likelihood(free, point + step, categories, posteriors)
        while following < value and np.abs(step).max() > STEP * TOLERANCE:
            step /= 2.0
            following = _log_likelihood(free, point + step, categories, posteriors)
        if following < value:  # nothing is higher: rounding, or the edge of what the model allows
            return (point, value) if gain < ROUNDING else None
        point, value = point + step, following
        if np.abs(point).max() > FARTHEST:
            return None
    return None


def _like(own: ItemParameters, slope: float, steps: Floats) -> ItemParameters:
    """The item with this slope and steps; raises where the model does not have them."""
    return ItemParameters(own.model, float(slope), tuple(steps.tolist()), own.c, own.d)


def _over(intercepts: Floats, slope: float) -> Floats:
    """The intercepts by the slope, which a step of the search may make 0."""
    if not slope > 0.0:
        raise ValueError(f"slope must be greater than 0, got {slope!r}")
    return intercepts / slope


def _nominal(point: Floats) -> NominalParameters:
    slopes, intercepts = np.split(point, 2)
    return NominalParameters(1.0, (0.0, *slopes.tolist()), (0.0, *intercepts.tolist()))


def _log_likelihood(free: ItemFree, point: Floats, categories: Integers, posteriors: Floats) -> float:
    try:
        item = free.item_of(point)
    except ValueError:
        return -np.inf  # outside of what the model allows, where rounding joins two thresholds
    probabilities = category_probabilities(ItemPool.of([item]), GRID)[0]
    return float(np.log(_marginal(probabilities, categories, posteriors)).sum())


def _scores(free: ItemFree, point: Floats, categories: Integers, posteriors: Floats) -> Floats:
    """Derivatives of each person's log likelihood, (n_persons, n_parameters)."""
    steps = STEP * np.eye(point.size)
    items: Sequence[AnyItemParameters] = [
        free.item_of(each) for each in (point, *(point + steps), *(point - steps))
    ]
    tables = category_probabilities(ItemPool.of(items), GRID)
    slopes = (tables[1 : point.size + 1] - tables[point.size + 1 :]) / (2.0 * STEP)
    own = _marginal(tables[0], categories, posteriors)
    columns = [_marginal(slope, categories, posteriors) / own for slope in slopes]
    return np.column_stack(columns)


def _marginal(table: Floats, categories: Integers, posteriors: Floats) -> Floats:
    """Each person's mean of the row of the table that the answer names, (n_persons,)."""
    means = posteriors @ table.T
    own: Floats = means[np.arange(categories.size), categories]
    return own


def _observed_information(free: ItemFree, point: Floats, categories: Integers, posteriors: Floats) -> Floats:
    wider = 10.0 * STEP
    rows = []
    for step in wider * np.eye(point.size):
        ends = (
            _scores(free, point + sign * step, categories, posteriors).sum(axis=0) for sign in (1.0, -1.0)
        )
        above, below = ends
        rows.append((below - above) / (2.0 * wider))
    information: Floats = np.array(rows)
    return 0.5 * (information + information.T)
