"""The observed information of a calibration, exactly, and the covariance of the estimates.

By Louis (1982, JRSS B 44, 226-233) minus the second derivative of the log likelihood is the complete-data
curvature less the posterior variance of the complete-data score, summed over persons; Oakes' identity (1999,
JRSS B 61, 479-482) is the same with that variance as a derivative. It is summed item by item over those who
answered the item, so that it is exact for sparse data too and needs no table of pairs of categories.
"""

from typing import NamedTuple

import numpy as np
from scipy.linalg import LinAlgError, cho_factor, cho_solve
from scipy.sparse import coo_array, csc_array

from scoring.arrays import Floats, Integers, Mask
from scoring.calibration.problem import Problem
from scoring.calibration.responses import SmallIntegers

MOST_ENTRIES = 6000
"""Parameters up to which standard errors are computed: the matrix takes 8 bytes times their square."""

LEAST_EIGENVALUE = 1e-8
"""Share of the largest eigenvalue of the scaled information below which a direction is not determined."""

PART_IN_DIRECTION = 0.05
"""Length of a parameter's part in such a direction from which on it is not determined itself."""

DENSE_SIZE = 5e7
"""Numbers in a matrix of persons by parameters up to which it is held dense."""


class _ScoreTable(NamedTuple):
    """Derivatives of the log probabilities of all categories, (n_rows, n_parameters, n_nodes).

    `entries` (n_rows, n_parameters) are the parameters' places in the vector; fixed items and places without
    a parameter have the place after its end.
    """

    values: Floats
    entries: Integers


def observed_information(problem: Problem, vector: Floats) -> Floats:
    """Minus the second derivatives of log likelihood plus log prior, (n_entries, n_entries).

    Of groups with a normal distribution mean and log SD are among the entries; a histogram is taken as known.
    Held entries have zeros.
    """
    state = vector[problem.n_item_entries :]
    log_rows, log_weights = problem.log_rows(vector), problem.groups.log_weights(state)
    expected = problem.matrix.expectation(log_rows, log_weights)
    information = np.zeros((problem.size, problem.size))
    for block in problem.blocks:
        parameters = vector[block.index]
        curvature = block.family.curvature(parameters, problem.nodes, expected.counts[block.rows])
        if not block.priors.is_empty:
            curvature = curvature + block.priors.information(parameters, is_exact=True)
        for item, index in enumerate(block.index):
            information[np.ix_(index, index)] += curvature[item]
    if problem.groups.shape == "normal":
        first = problem.n_item_entries
        for group, curvature in enumerate(problem.groups.curvature(state, expected.masses)):
            places = slice(first + 2 * group, first + 2 * group + 2)
            information[places, places] += curvature
    information -= _score_variance(problem, vector, log_rows, log_weights)
    held = ~is_estimated(problem)
    information[held] = 0.0
    information[:, held] = 0.0
    symmetric: Floats = 0.5 * (information + information.T)
    return symmetric


def is_estimated(problem: Problem) -> Mask:
    """Which entries have a standard error: the free ones, of histograms none."""
    free = ~problem.is_held
    if problem.groups.shape == "histogram":
        free = free & (np.arange(problem.size) < problem.n_item_entries)
    return free


def covariance_of(information: Floats, entries: Integers) -> Floats:
    """The covariance of the entries (n_entries, n_entries); zeros elsewhere.

    Where the information has directions with next to nothing, all entries with a part in them have NaN.
    """
    covariance = np.zeros_like(information)
    if entries.size == 0:
        return covariance
    part = information[np.ix_(entries, entries)]
    scale = np.sqrt(np.maximum(np.abs(np.diagonal(part)), 1e-300))
    scales = np.outer(scale, scale)
    scaled = part / scales
    factor = _factor(scaled)
    if factor is not None:
        covariance[np.ix_(entries, entries)] = cho_solve(factor, np.eye(entries.size)) / scales
        return covariance
    values, vectors = np.linalg.eigh(scaled)
    weak = values <= LEAST_EIGENVALUE * max(float(values[-1]), 1e-300)
    unknown = (np.abs(vectors[:, weak]) > PART_IN_DIRECTION).any(axis=1)
    strong = vectors[:, ~weak]
    inverse = (strong / values[~weak]) @ strong.T / scales
    inverse[unknown] = np.nan
    inverse[:, unknown] = np.nan
    covariance[np.ix_(entries, entries)] = inverse
    return covariance


def _factor(scaled: Floats) -> tuple[Floats, bool] | None:
    """The Cholesky factor of an information with directions all determined, else None."""
    try:
        factor, is_lower = cho_factor(scaled, lower=True)
    except LinAlgError:
        return None
    diagonal = np.abs(np.diagonal(factor))
    is_sound = diagonal.min() ** 2 > LEAST_EIGENVALUE * diagonal.max() ** 2
    return (factor, is_lower) if is_sound else None


def _score_variance(problem: Problem, vector: Floats, log_rows: Floats, log_weights: Floats) -> Floats:
    """Sum over persons of the posterior variance of their complete-data scores."""
    matrix, n, first = problem.matrix, problem.size, problem.n_item_entries
    patterns = matrix.patterns
    posteriors = np.empty((patterns.n_patterns, problem.nodes.size))
    for part in matrix.blocks(log_rows, log_weights):
        posteriors[part.places] = part.posteriors
    table = _score_table(problem, vector)
    is_normal = problem.groups.shape == "normal"
    group_scores = problem.groups.scores(vector[first:]) if is_normal else None
    products = np.zeros((n + 1, n + 1))
    means = _Means([], [], [])
    for block in problem.blocks:
        for item, index in enumerate(block.index):
            persons, rows = matrix.answers(block.rows[item])
            own = posteriors if persons.size == patterns.n_patterns else posteriors[persons]
            design = matrix.matrix if persons.size == patterns.n_patterns else matrix.matrix[persons]
            times = patterns.counts[persons]
            for place, entry in enumerate(index):
                weighted = own * table.values[rows, place]
                means.add(persons, int(entry), weighted.sum(axis=1))
                weighted *= times[:, None]
                sums = matrix.rows_of(np.asarray(design.T @ weighted), weighted.sum(axis=0))
                joint = np.einsum("rjq,rq->rj", table.values, sums)
                products[entry] += np.bincount(table.entries.ravel(), joint.ravel(), n + 1)
                if group_scores is not None:
                    owners = patterns.groups[persons]
                    for group in range(problem.groups.n_groups):
                        with_group = group_scores[group] @ weighted[owners == group].sum(axis=0)
                        places = slice(first + 2 * group, first + 2 * group + 2)
                        products[entry, places] += with_group
                        products[places, entry] += with_group
    if group_scores is not None:
        _add_group_products(problem, group_scores, posteriors, products, means)
    return products[:n, :n] - means.squares(patterns.counts, n)


class _Means(NamedTuple):
    """Posterior means of persons' scores, one column of a sparse matrix after the other."""

    persons: list[SmallIntegers]
    entries: list[SmallIntegers]
    values: list[Floats]

    def add(self, persons: Integers, entry: int, values: Floats) -> None:
        self.persons.append(persons.astype(np.int32))
        self.entries.append(np.full(persons.size, entry, dtype=np.int32))
        self.values.append(values)

    def squares(self, counts: Floats, n: int) -> Floats:
        """Sum over persons of the products of their mean scores, (n, n)."""
        if not self.values:
            return np.zeros((n, n))
        where = np.concatenate(self.persons), np.concatenate(self.entries)
        scores = coo_array((np.concatenate(self.values), where), shape=(counts.size, n))
        if counts.size * n <= DENSE_SIZE:
            dense = scores.toarray()
            squares: Floats = dense.T @ (dense * counts[:, None])
            return squares
        rows = csc_array(scores)
        scaled = csc_array((rows.data * counts[rows.indices], rows.indices, rows.indptr), shape=rows.shape)
        return np.asarray((rows.T @ scaled).toarray())


def _add_group_products(
    problem: Problem, scores: Floats, posteriors: Floats, products: Floats, means: _Means
) -> None:
    patterns, first = problem.matrix.patterns, problem.n_item_entries
    for group in range(problem.groups.n_groups):
        persons = np.arange(*patterns.group_starts[group : group + 2])
        own = posteriors[persons]
        masses = patterns.counts[persons] @ own
        places = slice(first + 2 * group, first + 2 * group + 2)
        products[places, places] += (scores[group] * masses) @ scores[group].T
        for place in range(2):
            means.add(persons, first + 2 * group + place, own @ scores[group, place])


def _score_table(problem: Problem, vector: Floats) -> _ScoreTable:
    widest = max((block.index.shape[1] for block in problem.blocks), default=1)
    n_rows = problem.matrix.n_rows
    values = np.zeros((n_rows, widest, problem.nodes.size))
    entries = np.full((n_rows, widest), problem.size)
    for block in problem.blocks:
        scores = block.family.scores(vector[block.index], problem.nodes)
        n_parameters = block.index.shape[1]
        values[block.rows, :n_parameters] = scores.transpose(0, 2, 1, 3)
        entries[block.rows, :n_parameters] = block.index[:, None]
    return _ScoreTable(values, entries)
