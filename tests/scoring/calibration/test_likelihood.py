"""The E-step against sums written out, for complete, gappy and sparse data."""

import numpy as np
import pytest

from scoring import GRID, ItemPool, normal_prior
from scoring.calibration import Responses
from scoring.calibration.likelihood import PatternMatrix
from scoring.calibration.responses import Patterns
from scoring.response_models import log_category_probabilities
from tests.scoring.calibration.samples import MIXED, drawn

NODES = GRID[::4]


@pytest.mark.parametrize("missing", [0.0, 0.3, 0.9], ids=["complete", "gaps", "sparse"])
def test_likelihood_and_counts_are_sums_over_persons_and_nodes(missing: float) -> None:
    rng = np.random.default_rng(5)
    pool = ItemPool.of(MIXED)
    matrix = drawn(MIXED, rng.normal(size=40), rng)
    matrix[rng.random(matrix.shape) < missing] = -1
    groups = np.arange(40) % 2
    first_rows = np.cumsum(pool.n_categories) - pool.n_categories
    patterns = Patterns.of(Responses.of(matrix), first_rows, groups, 2)
    design = PatternMatrix.of(patterns, first_rows, pool.n_categories)
    assert isinstance(design.matrix, np.ndarray) == (missing < 0.5)
    curves = log_category_probabilities(pool, NODES)
    is_own = np.arange(pool.max_categories) < pool.n_categories[:, None]
    priors = np.stack((normal_prior(0.0, 1.0)[::4], normal_prior(0.5, 1.3)[::4]))
    found = design.expectation(curves[is_own], priors)

    counts, masses, total = np.zeros(curves.shape), np.zeros((2, NODES.size)), 0.0
    for person, row in enumerate(matrix):
        given = np.flatnonzero(row >= 0)
        if given.size == 0:
            continue
        joint = np.exp(priors[groups[person]] + curves[given, row[given]].sum(axis=0))
        total += np.log(joint.sum())
        masses[groups[person]] += joint / joint.sum()
        for item in given:
            counts[item, row[item]] += joint / joint.sum()
    assert found.log_likelihood == pytest.approx(total, abs=1e-10)
    assert found.masses == pytest.approx(masses, abs=1e-12)
    assert found.counts == pytest.approx(counts[is_own], abs=1e-12)


def test_the_answers_to_an_item_are_found_again() -> None:
    patterns = Patterns.of(
        Responses.of([[1, -1], [0, 1], [-1, 0]]), np.array([0, 2]), np.zeros(3, dtype=np.int64), 1
    )
    design = PatternMatrix.of(patterns, np.array([0, 2]), np.array([2, 2]))
    found, rows = design.answers(np.array([2, 3]))
    expected = sorted((int(patterns.pattern_of[person]), row) for person, row in ((1, 3), (2, 2)))
    assert list(zip(found.tolist(), rows.tolist(), strict=True)) == expected
