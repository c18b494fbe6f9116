from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring import GRID, category_probabilities
from scoring.probability_grid import ProbabilityGrid
from scoring.response_models import log_category_probabilities
from tests.scoring.pools import BANK_O, EXACT_POOL, pools, responses


@given(data=st.data())
def test_the_log_likelihood_is_the_sum_of_the_log_probabilities(data: st.DataObject) -> None:
    pool = data.draw(pools())
    administered, categories = data.draw(responses(pool))
    logs = log_category_probabilities(pool, GRID)
    expected = sum((logs[i, k] for i, k in zip(administered, categories, strict=True)), np.zeros(121))
    found = ProbabilityGrid.of(pool).log_likelihood(administered, categories)
    np.testing.assert_allclose(found, expected, rtol=1e-13)


def test_the_tables_hold_the_probabilities_of_the_pool() -> None:
    probabilities = category_probabilities(EXACT_POOL, GRID)
    grid = ProbabilityGrid.of(EXACT_POOL)
    assert (probabilities[:6, 1] == grid.right.T).all()
    assert grid.dichotomous.tolist() == [0, 1, 2, 3, 4, 5]
    assert grid.polytomous.tolist() == [6, 7, 8]
    assert grid.starts.tolist() == [0, 4, 9]
    assert (probabilities[7] == grid.categories[:, 4:9].T).all()
    assert not grid.right.flags.writeable


@pytest.mark.parametrize(
    ("administered", "categories", "sentence"),
    [
        ([0, 1], [1], "administered and categories must have the same length, got 2 items and 1 categories"),
        ([3, 3], [1, 1], r"administered must name an item only once, got \[3, 3\]"),
        ([8], [1], "administered must hold items 0 to 7, got 8"),
        ([-1], [1], "administered must hold items 0 to 7, got -1"),
        ([2], [2], "the category of item 2 must lie in 0 to 1, got 2"),
        ([2], [-1], "the category of item 2 must lie in 0 to 1, got -1"),
        ([2], [0.5], r"administered and categories must hold whole numbers, got \[2\] and \[0.5\]"),
        ([2.5], [0], r"administered and categories must hold whole numbers, got \[2.5\] and \[0\]"),
        (["a"], [0], r"administered and categories must hold whole numbers, got \['a'\] and \[0\]"),
    ],
)
def test_impossible_responses_are_refused(
    administered: list[Any], categories: list[Any], sentence: str
) -> None:
    with pytest.raises(ValueError, match=sentence):
        ProbabilityGrid.of(BANK_O).log_likelihood(administered, categories)
