"""Fit of the whole model by limited information: M2 for right-or-wrong items, C2 with more categories.

M2 (Maydeu-Olivares & Joe, 2005, JASA 100, 1009-1020) compares observed and expected shares of every category
and every pair of items; C2 (Cai & Monroe, 2014, CRESST report 839) takes of each pair only the mean product
of the categories' numbers, so that it stays small with many categories. For two categories they are the same.
"""

from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np
from scipy.linalg import LinAlgError, cho_factor, cho_solve
from scipy.optimize import brentq
from scipy.stats import chi2, ncx2

from scoring.arrays import Floats, Integers
from scoring.calibration.problem import Problem
from scoring.calibration.responses import Responses
from scoring.calibration.result import Calibration, Fitted
from scoring.calibration.screening import recoded
from scoring.calibration.standard_errors import is_estimated

MOST_MOMENTS = 4000
INTERVAL = 0.90


@dataclass(frozen=True)
class GlobalFit:
    """A statistic with its degrees of freedom, and how far the model is off for each of them.

    `rmsea` is sqrt((statistic - df) / (n df)), 0 at least, with its 90 % interval; `srmsr` the root mean
    square of the residual correlations between items, which does not depend on n.
    """

    name: Literal["M2", "C2"]
    statistic: float
    degrees_of_freedom: int
    p_value: float
    rmsea: float
    rmsea_interval: tuple[float, float]
    srmsr: float


class _Moments(NamedTuple):
    """Conditional moments at the nodes: of categories 1 and up, (n_upper, n_nodes), and of numbers of items.

    `upper` are rows of the table of all categories, `item_of` (n_upper,) and `number` (n_upper,) their items
    and categories. `means` and `squares` (n_items, n_nodes) are of the number of the category and its square.
    """

    upper: Integers
    item_of: Integers
    number: Integers
    probabilities: Floats
    means: Floats
    squares: Floats
    first: Integers
    second: Integers

    @property
    def table(self) -> Floats:
        """All moments at the nodes, (n_moments, n_nodes)."""
        pairs = self.means[self.first] * self.means[self.second]
        return np.concatenate((self.probabilities[self.upper], pairs))


def global_fit(calibration: Calibration, responses: Responses) -> GlobalFit:
    """M2 or C2 of a calibration of one group to complete responses, those that it was made from.

    Raises:
        ValueError: there is more than one group, a response is missing, the items are too many, or the model
            has as many parameters as the data have moments.
    """
    fitted = calibration.fitted
    if fitted is None or not fitted.problem.blocks:
        raise ValueError("calibration must have estimated items, got none")
    if len(calibration.groups) > 1:
        raise ValueError(f"calibration must be of one group, got {len(calibration.groups)}")
    used = responses.of_items([item.place for item in fitted.items])
    scores = recoded(used, [item.categories for item in fitted.items]).matrix().astype(np.float64)
    if (scores < 0.0).any():
        raise ValueError("responses must be complete for global fit, got missing ones")
    moments = _moments(fitted)
    problem = fitted.problem
    weights = np.exp(problem.groups.log_weights(fitted.vector[problem.n_item_entries :]))[0]
    table = moments.table
    n_moments = len(table)
    if n_moments > MOST_MOMENTS:
        raise ValueError(f"the items must have at most {MOST_MOMENTS} moments, got {n_moments}")
    shares = used.counts / used.counts.sum()
    expected = table @ weights
    residuals = _observed(moments, scores, shares) - expected
    jacobian = _jacobian(fitted, moments, weights)
    left, singular, _ = np.linalg.svd(jacobian, full_matrices=True)
    rank = int(np.count_nonzero(singular > 1e-10 * singular.max(initial=0.0)))
    degrees = n_moments - rank
    if degrees < 1:
        raise ValueError(f"the model must have fewer parameters than the {n_moments} moments, got {rank}")
    across = left[:, rank:]
    try:
        factor = cho_factor(across.T @ _covariance(moments, weights, table, expected) @ across)
    except LinAlgError:
        raise ValueError("the moments must not determine each other, as those of too few nodes do") from None
    projected = across.T @ residuals
    n = float(used.counts.sum())
    statistic = n * float(projected @ cho_solve(factor, projected))
    return GlobalFit(
        name="M2" if len(moments.upper) == len(moments.means) else "C2",
        statistic=statistic,
        degrees_of_freedom=degrees,
        p_value=float(chi2.sf(statistic, degrees)),
        rmsea=float(np.sqrt(max(statistic - degrees, 0.0) / (n * degrees))),
        rmsea_interval=_rmsea_interval(statistic, degrees, n),
        srmsr=_srmsr(moments, scores, shares, weights),
    )


def _moments(fitted: Fitted) -> _Moments:
    problem = fitted.problem
    probabilities = np.exp(problem.log_rows(fitted.vector))
    sizes = np.array([len(item.categories) for item in fitted.items])
    item_of = np.repeat(np.arange(sizes.size), sizes)
    number = np.arange(item_of.size) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    starts = np.cumsum(sizes) - sizes
    weighted = probabilities * number[:, None]
    upper = np.flatnonzero(number > 0)
    first, second = np.triu_indices(sizes.size, 1)
    return _Moments(
        upper=upper,
        item_of=item_of[upper],
        number=number[upper],
        probabilities=probabilities,
        means=np.add.reduceat(weighted, starts, axis=0),
        squares=np.add.reduceat(weighted * number[:, None], starts, axis=0),
        first=first,
        second=second,
    )


def _observed(moments: _Moments, scores: Floats, shares: Floats) -> Floats:
    single = shares @ (scores[:, moments.item_of] == moments.number)
    products = (scores * shares[:, None]).T @ scores
    return np.concatenate((single, products[moments.first, moments.second]))


def _covariance(moments: _Moments, weights: Floats, table: Floats, expected: Floats) -> Floats:
    """Covariance of one person's moments under the model, (n_moments, n_moments).

    Given ability answers are independent, so that the mean product of two moments is the product of their
    conditional means, but for moments that share an item; those are replaced item by item.
    """
    products = (table * weights) @ table.T
    n_upper = moments.upper.size
    for item in range(len(moments.means)):
        singles = np.flatnonzero(moments.item_of == item)
        is_first, is_second = moments.first == item, moments.second == item
        pairs = np.flatnonzero(is_first | is_second)
        others = np.where(is_first[pairs], moments.second[pairs], moments.first[pairs])
        rest = moments.means[others]
        own = moments.probabilities[moments.upper[singles]]
        numbers = moments.number[singles]
        products[np.ix_(singles, singles)] = np.diag(own @ weights)
        mixed = (own * numbers[:, None] * weights) @ rest.T
        products[np.ix_(singles, n_upper + pairs)] = mixed
        products[np.ix_(n_upper + pairs, singles)] = mixed.T
        products[np.ix_(n_upper + pairs, n_upper + pairs)] = (rest * weights * moments.squares[item]) @ rest.T
    same = moments.squares[moments.first] * moments.squares[moments.second] @ weights
    pairs = n_upper + np.arange(same.size)
    products[pairs, pairs] = same
    covariance: Floats = products - np.outer(expected, expected)
    return covariance


def _jacobian(fitted: Fitted, moments: _Moments, weights: Floats) -> Floats:
    """Derivatives of the expected moments by the estimated parameters, (n_moments, n_parameters)."""
    problem: Problem = fitted.problem
    n_upper, n_moments = moments.upper.size, moments.upper.size + moments.first.size
    jacobian = np.zeros((n_moments, problem.size))
    place_of = np.full(len(moments.probabilities), -1)
    place_of[moments.upper] = np.arange(n_upper)
    for block in problem.blocks:
        scores = block.family.scores(fitted.vector[block.index], problem.nodes)
        for row, item in enumerate(block.items.tolist()):
            by_category = scores[row] * moments.probabilities[block.rows[row]]
            entries = block.index[row]
            places = place_of[block.rows[row][1:]]
            jacobian[np.ix_(places, entries)] += (by_category[:, 1:] @ weights).T
            numbers = np.arange(block.rows.shape[1])
            mean = np.einsum("jkq,k->jq", by_category, numbers) * weights
            is_first, is_second = moments.first == item, moments.second == item
            pairs = np.flatnonzero(is_first | is_second)
            others = np.where(is_first[pairs], moments.second[pairs], moments.first[pairs])
            jacobian[np.ix_(n_upper + pairs, entries)] += moments.means[others] @ mean.T
    if problem.groups.shape == "normal":
        first = problem.n_item_entries
        scores = problem.groups.scores(fitted.vector[first:])[0]
        jacobian[:, first : first + 2] = (moments.table * weights) @ scores.T
    return jacobian[:, is_estimated(problem)]


def _rmsea_interval(statistic: float, degrees: int, n: float) -> tuple[float, float]:
    """Noncentralities at which the statistic is the upper or lower 5 % point, in the metric of the RMSEA."""
    ends = []
    for tail in (0.5 + INTERVAL / 2.0, 0.5 - INTERVAL / 2.0):
        if chi2.cdf(statistic, degrees) <= tail:
            ends.append(0.0)
            continue
        highest = 10.0 * statistic + 100.0
        root = brentq(lambda nc, at=tail: ncx2.cdf(statistic, degrees, nc) - at, 1e-9, highest)
        ends.append(float(np.sqrt(root / (n * degrees))))
    return ends[0], ends[1]


def _srmsr(moments: _Moments, scores: Floats, shares: Floats, weights: Floats) -> float:
    centred = scores - shares @ scores
    observed = (centred * shares[:, None]).T @ centred
    means, squares = moments.means @ weights, moments.squares @ weights
    joint = (moments.means * weights) @ moments.means.T - np.outer(means, means)
    spread = np.sqrt(np.diagonal(observed))
    model_spread = np.sqrt(squares - means**2)
    residuals = observed / np.outer(spread, spread) - joint / np.outer(model_spread, model_spread)
    return float(np.sqrt(np.square(residuals[moments.first, moments.second]).mean()))
